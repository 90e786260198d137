"""`history.jsonl`: one line per run, never rewritten. Each line holds the SHA-256 of the line before it.

It is the only file that differs between equal runs, because it holds the time and the user.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from camket.figures.staging import HISTORY
from camket.figures.store import FIGURES
from camket.running.manifest import CRATE, MANIFEST, Manifest, hash_file_list

_METADATA = (MANIFEST, CRATE)


@dataclass(frozen=True, slots=True)
class RunContext:
    """Facts about a run outside its manifest: time, user (empty if unknown), whether final, warnings."""

    at: datetime
    by: str
    final: bool = False
    warnings: tuple[str, ...] = ()


def append_run(processed: Path, earlier: Path, manifest: Manifest, outputs: Path, run: RunContext) -> None:
    """Writes the history into `processed`: the lines in `earlier`, then the line of this run.

    `outputs` holds the manifest and the crate of this run.
    """
    [figures] = [file.sha256 for file in manifest.tables if file.path.endswith(f"/{FIGURES}")]
    lines = read_history(earlier)
    line = {
        "run": len(lines) + 1,
        "at": run.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **({"by": run.by} if run.by else {}),
        "camket": manifest.program.version,
        "program": manifest.program.sha256,
        "parameters": list(manifest.given_parameters),
        "final": run.final,
        "inputs": hash_file_list(manifest.inputs),
        "figures": figures,
        "outputs": hash_file_list(manifest.outputs),
        **{name: _hash_bytes((outputs / name).read_bytes()) for name in _METADATA},
        "open_questions": manifest.open_questions,
        "decisions": len(manifest.decisions),
        "warnings": list(run.warnings),
        "previous": _hash_bytes(lines[-1].encode()) if lines else "",
    }
    text = json.dumps(line, ensure_ascii=False) + "\n"
    (processed / HISTORY).write_text(text, encoding="utf-8", newline="\n")


def read_history(processed: Path) -> list[str]:
    """Returns the lines, oldest first; an empty list before the first run."""
    try:
        return (processed / HISTORY).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []


def check_history(processed: Path, outputs: Path) -> list[str]:
    """Returns one sentence for each fault: a line edited or removed, a manifest or crate of another run."""
    lines = read_history(processed)
    if not lines:
        return [f"không có {HISTORY}: không đối chiếu được bản kê với lần chạy đã ghi"]
    said = []
    previous = ""
    for number, text in enumerate(lines, start=1):
        if not _follows(text, number, previous):
            other = f"dòng {number - 1} bị sửa hoặc bị xóa" if number > 1 else "dòng trước nó bị xóa"
            said.append(f"{HISTORY}, dòng {number}: không nối tiếp dòng trước (dòng này hoặc {other})")
        previous = _hash_bytes(text.encode())
    if said:
        return said
    last = json.loads(lines[-1])
    return [
        f"{name}: không phải bản mà lần chạy cuối đã ghi ({HISTORY}, dòng {len(lines)})"
        for name in _METADATA
        if not (outputs / name).is_file() or last.get(name) != _hash_bytes((outputs / name).read_bytes())
    ]


def _follows(text: str, number: int, previous: str) -> bool:
    try:
        line = json.loads(text)
        return bool(line["previous"] == previous and line["run"] == number)
    except (ValueError, TypeError, KeyError):
        return False


def _hash_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
