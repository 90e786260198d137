"""`history.jsonl`: one line per run or event of an audit, never rewritten. Each holds the SHA-256 of the one before.

It is the only file that differs between equal runs, because it holds the time and the user.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from camket.figures.audit_record import EVENT
from camket.figures.reference_code import read_code
from camket.figures.staging import HISTORY, read_history, write_file_atomically
from camket.figures.table_files import FIGURES
from camket.running.manifest import CRATE, MANIFEST, Manifest, hash_file_list

_METADATA = (MANIFEST, CRATE)


@dataclass(frozen=True, slots=True)
class RunContext:
    """Facts about a run outside its manifest: time, user (empty if unknown), whether final, warnings.

    `issue` is the number of the issue that a final run makes, else 0.
    """

    at: datetime
    by: str
    final: bool = False
    warnings: tuple[str, ...] = ()
    issue: int = 0


def append_run(processed: Path, earlier: Path, manifest: Manifest, outputs: Path, run: RunContext) -> None:
    """Writes the history into `processed`: the lines in `earlier`, then the line of this run.

    `outputs` holds the manifest and the crate of this run.
    """
    [figures] = [file.sha256 for file in manifest.tables if file.path.endswith(f"/{FIGURES}")]
    lines = read_history(earlier)
    line = {
        "run": sum(_run_number(text) > 0 for text in lines) + 1,
        **_moment(run.at, run.by),
        "camket": manifest.program.version,
        "program": manifest.program.sha256,
        "parameters": list(manifest.given_parameters),
        "final": run.final,
        **({"issue": run.issue} if run.issue else {}),
        "inputs": hash_file_list(manifest.inputs),
        "figures": figures,
        "reference_code": read_code(processed),
        "outputs": hash_file_list(manifest.outputs),
        **{name: _hash_bytes((outputs / name).read_bytes()) for name in _METADATA},
        "open_questions": manifest.open_questions,
        "decisions": len(manifest.decisions),
        "warnings": list(run.warnings),
        **({"audit_statement": manifest.audit.model_dump(mode="json")} if manifest.audit else {}),
        "previous": _hash_bytes(lines[-1].encode()) if lines else "",
    }
    text = json.dumps(line, ensure_ascii=False) + "\n"
    (processed / HISTORY).write_text(text, encoding="utf-8", newline="\n")


def append_kept(
    processed: Path, last: Mapping[str, Any], warnings: Sequence[str], *, at: datetime, by: str
) -> None:
    """Adds a run that left everything as the `last` one made it. Raises `MachineError` if it cannot."""
    lines = read_history(processed)
    line = {
        "run": sum(_run_number(text) > 0 for text in lines) + 1,
        **_moment(at, by),
        **{name: value for name, value in last.items() if name not in ("run", "at", "by", "issue")},
        "final": False,
        "kept": last["run"],
        "warnings": list(warnings),
        "previous": _hash_bytes(lines[-1].encode()),
    }
    write_file_atomically(
        processed / HISTORY,
        (processed / HISTORY).read_bytes() + f"{json.dumps(line, ensure_ascii=False)}\n".encode(),
    )


def append_event(processed: Path, event: Mapping[str, Any], *, at: datetime, by: str) -> int:
    """Adds an event of an audit to the history; returns the number of its line. Raises `MachineError` if it cannot."""
    lines = read_history(processed)
    line = {**_moment(at, by), **event, "previous": _hash_bytes(lines[-1].encode()) if lines else ""}
    path = processed / HISTORY
    earlier = path.read_bytes() if path.exists() else b""
    write_file_atomically(path, earlier + f"{json.dumps(line, ensure_ascii=False)}\n".encode())
    return len(lines) + 1


def copy_events(published: Path, again: Path) -> None:
    """Copies to a replay the history before the last run, because its audits are printed."""
    lines = read_history(published)
    last = max((number for number, text in enumerate(lines) if _run_number(text)), default=0)
    again.mkdir(parents=True, exist_ok=True)
    (again / HISTORY).write_text(
        "".join(f"{line}\n" for line in lines[:last]), encoding="utf-8", newline="\n"
    )


def list_runs_with_code(processed: Path, code: str) -> list[str]:
    """Describes the recorded runs that printed a code: `lần chạy 2 (2022-11-09T08:30:00Z)`."""
    runs = [json.loads(text) for text in read_history(processed) if _run_number(text)]
    return [
        f"lần chạy {run['run']} ({run.get('at', '')})" for run in runs if run.get("reference_code") == code
    ]


def check_history(processed: Path, outputs: Path) -> list[str]:
    """Returns one sentence for each fault: a line edited or removed, a manifest or crate of another run."""
    lines = read_history(processed)
    if not lines:
        return [f"không có {HISTORY}: không đối chiếu được bản kê với lần chạy đã ghi"]
    if broken := check_chain(processed):
        return broken
    runs_at = [number for number, text in enumerate(lines, start=1) if _run_number(text)]
    number = runs_at[-1] if runs_at else 0
    last = json.loads(lines[number - 1]) if number else {}
    return [
        f"{name}: không phải bản mà lần chạy cuối đã ghi ({HISTORY}, dòng {number})"
        for name in _METADATA
        if not (outputs / name).is_file() or last.get(name) != _hash_bytes((outputs / name).read_bytes())
    ]


def check_chain(processed: Path) -> list[str]:
    """Returns one sentence for each line that does not follow the one before."""
    said = []
    previous, runs = "", 0
    for number, text in enumerate(read_history(processed), start=1):
        runs += _run_number(text) > 0
        if not _follows(text, runs, previous):
            other = f"dòng {number - 1} bị sửa hoặc bị xóa" if number > 1 else "dòng trước nó bị xóa"
            said.append(f"{HISTORY}, dòng {number}: không nối tiếp dòng trước (dòng này hoặc {other})")
        previous = _hash_bytes(text.encode())
    return said


def _follows(text: str, runs: int, previous: str) -> bool:
    """Whether a line holds the hash of the one before, and its own number if it is a run's."""
    try:
        line = json.loads(text)
        return bool(line["previous"] == previous and (EVENT in line or line["run"] == runs))
    except (ValueError, TypeError, KeyError):
        return False


def _run_number(text: str) -> int:
    """The number of the run that a line records, 0 for any other line."""
    try:
        return int(json.loads(text)["run"])
    except (ValueError, TypeError, KeyError):
        return 0


def _moment(at: datetime, by: str) -> dict[str, str]:
    return {"at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), **({"by": by} if by else {})}


def _hash_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
