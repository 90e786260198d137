"""Whether the processed tables still say what the raw files say. Light: notebooks ask it first."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.processed.figures_file import write_json

INPUTS_FILE = "inputs.json"


def record_inputs(folder: PeriodFolder) -> None:
    """Writes beside the tables what they were made from."""
    write_json(folder.processed / INPUTS_FILE, hash_inputs(folder))


def is_fresh(folder: PeriodFolder) -> bool:
    """Whether the processed tables were made from these very inputs by this very program."""
    return read_inputs(folder.processed) == hash_inputs(folder)


def read_inputs(tables: Path) -> dict[str, str]:
    """The hashes recorded beside some tables; empty where there are none."""
    try:
        recorded = json.loads((tables / INPUTS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return recorded if isinstance(recorded, dict) else {}


def hash_inputs(folder: PeriodFolder) -> dict[str, str]:
    """SHA-256 of every raw file of the period, of the units, and of the program's own code and data."""
    hashes = {}
    for path in (folder.units_file, *sorted(folder.raw.rglob("*"))):
        if path.is_relative_to(folder.raw / "forms"):
            continue  # what was sent out; what came back lies in submissions
        if path.is_file() and not path.name.startswith(("~$", ".")):
            try:
                content = path.read_bytes()
            except OSError as error:
                raise InputError(
                    where=folder.place(path),
                    found=f"không mở được tệp ({error.strerror})",
                    expected="một tệp đọc được",
                    remedy="đóng tệp trong chương trình khác, kiểm tra quyền truy cập",
                ) from None
            hashes[folder.place(path)] = hashlib.sha256(content).hexdigest()
    hashes["camket"] = _hash_program()
    return hashes


def _hash_program() -> str:
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
