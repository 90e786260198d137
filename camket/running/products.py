"""Which products of a run are made, and which are kept from the last run.

A product is a page, a unit's sheet, a workbook, with one file or several. It is kept while everything that it reads,
and every byte of its files, is as recorded. What it reads is a hash by kind, so that a run can say why a product was
made. The record lies in the tables (`product_keys.json`); a damaged or foreign one is no record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from camket.figures.audit_record import EVENT
from camket.figures.freshness import PROGRAM, compare_inputs, read_inputs
from camket.figures.staging import read_history
from camket.figures.table_files import write_json
from camket.publishing.pages.fonts import list_fonts
from camket.running.manifest import read_environment, read_program
from camket.settings.period import Period
from camket.settings.project import PeriodFolder

KEYS = "product_keys.json"
# Why a product is made: the kinds of what it reads, in the order in which they are named.
_CHANGED = {
    "inputs": "tệp nguồn thay đổi",
    "content": "nội dung của đơn vị thay đổi",
    "notebook": "sổ tay đã sửa",
    "parameters": "tham số khác",
    "settings": "thiết lập của kỳ thay đổi",
    "report": "số, ngày báo cáo khác",
    "before": "kỳ so sánh hoặc đợt kiểm tra khác",
    "program": "phần mềm khác phiên bản",
    "environment": "thư viện khác phiên bản",
    "fonts": "phông chữ khác",
    "pages": "danh sách trang khác",
    "notebooks": "trang mà sản phẩm này dùng đã làm mới",
}
# What differs wherever a raw file does.
_FOLLOWS_INPUTS = frozenset({"before", "notebooks"})
_NEW, _TOUCHED, _FRESH = "chưa có", "tệp kết quả bị sửa hoặc mất", "có --fresh"
_MOST_NAMED = 3
MAY_READ_MORE = "sổ tay của dự án, có thể đọc cả tệp khác"


class _Recorded(BaseModel):
    """What a product was made from, by kind, and its files with their hashes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reads: dict[str, str]
    files: dict[str, str]


_RECORD: TypeAdapter[dict[str, _Recorded]] = TypeAdapter(dict[str, _Recorded])


@dataclass
class Products:
    """The products of one run. `common` is what most of them read; nothing recorded counts where `fresh` is set.

    `changed_inputs` are the raw files that differ from those of the last run. `made` has the reason of each product
    that is made, `kept` those that are taken from the `earlier` outputs.
    """

    recorded: Mapping[str, _Recorded]
    earlier: Path
    outputs: Path
    common: Mapping[str, str]
    fresh: bool = False
    changed_inputs: tuple[str, ...] = ()
    made: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    _now: dict[str, _Recorded] = field(default_factory=dict)
    _reads: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def keep(self, name: str, reads: Mapping[str, str]) -> tuple[str, ...] | None:
        """Takes the files of a product that is current from the earlier outputs, and returns their paths there.

        Returns None for a product that has to be made.
        """
        reason = self.find_reason(name, reads)
        recorded = self.recorded.get(name)
        if not reason and recorded is not None:
            contents = self._read_whole(recorded)
            if contents is not None:
                for path, content in contents.items():
                    target = self.outputs / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content)
                self._now[name] = recorded
                self.kept.append(name)
                return tuple(contents)
            reason = _TOUCHED
        self.expect(name, reads, reason)
        return None

    def find_reason(self, name: str, reads: Mapping[str, str]) -> str:
        """Why a product is to be made, as far as what it reads tells; empty where it is as recorded."""
        if self.fresh:
            return _FRESH
        recorded = self.recorded.get(name)
        if recorded is None:
            return _NEW
        changed = [
            kind for kind in {**recorded.reads, **reads} if recorded.reads.get(kind) != reads.get(kind)
        ]
        follows = _FOLLOWS_INPUTS if "inputs" in changed else frozenset()
        return "; ".join(self._describe(kind) for kind in _CHANGED if kind in changed and kind not in follows)

    def expect(self, name: str, reads: Mapping[str, str], reason: str) -> None:
        """Notes that a product is being made, and why."""
        self.made[name] = reason
        self._reads[name] = reads

    def leave_out(self, name: str) -> None:
        """Takes back that a product is being made."""
        del self.made[name]

    def add(self, name: str, files: Iterable[str]) -> None:
        """Records the files of a product that was made."""
        hashes = {path: _hash((self.outputs / path).read_bytes()) for path in files}
        self._now[name] = _Recorded(reads=dict(self._reads[name]), files=hashes)

    def publish(
        self, name: str, make: Callable[[], Iterable[str]], more: Mapping[str, str] | None = None
    ) -> list[str]:
        """Keeps a product that reads what is common and `more`, or makes it; returns its files."""
        kept = self.keep(name, {**self.common, **(more or {})})
        if kept is not None:
            return list(kept)
        files = list(make())
        self.add(name, files)
        return files

    def write(self, tables: Path) -> None:
        """Writes the record for the next run."""
        now = {name: recorded.model_dump() for name, recorded in sorted(self._now.items())}
        write_json(tables / KEYS, now)

    def _describe(self, kind: str) -> str:
        if kind != "inputs" or not self.changed_inputs:
            return _CHANGED[kind]
        named = ", ".join(self.changed_inputs[:_MOST_NAMED])
        return f"{_CHANGED[kind]} ({named}{', …' if len(self.changed_inputs) > _MOST_NAMED else ''})"

    def _read_whole(self, recorded: _Recorded) -> dict[str, bytes] | None:
        """The files of a product, or None where one is not as recorded."""
        contents = {}
        for path, expected in recorded.files.items():
            try:
                content = (self.earlier / path).read_bytes()
            except OSError:
                return None
            if _hash(content) != expected:
                return None
            contents[path] = content
        return contents


def open_products(
    folder: PeriodFolder, tables: Path, outputs: Path, common: Mapping[str, str], *, fresh: bool
) -> Products:
    """The products of a run. `folder` has the results of the last one, `outputs` is where this one puts its own."""
    changed = compare_inputs(read_inputs(folder.processed), read_inputs(tables))
    return Products(
        read_record(folder.processed), folder.outputs, outputs, common, fresh,
        tuple(place for place in changed if place != PROGRAM),
    )  # fmt: skip


def read_record(tables: Path) -> dict[str, _Recorded]:
    """The record of the last run; empty where there is none that can be read, or where it names a file elsewhere."""
    try:
        record = _RECORD.validate_json((tables / KEYS).read_bytes())
    except (OSError, ValidationError):
        return {}
    return {name: each for name, each in record.items() if all(map(_is_inside, each.files))}


def describe_common(
    folder: PeriodFolder, inputs: Mapping[str, str], tables: Path, period: Period
) -> dict[str, str]:
    """What the products of a period read, by kind. `inputs` are the hashes of raw files and program."""
    previous = {path.name: _hash(path.read_bytes()) for path in sorted(tables.glob("previous/*"))}
    return {
        "inputs": hash_data({place: each for place, each in inputs.items() if place != PROGRAM}),
        "report": hash_data([period.report.number, str(period.report.day or "")]),
        "before": hash_data([previous, list_audit_events(folder.processed)]),
        **describe_machine(period),
    }


def describe_machine(period: Period) -> dict[str, str]:
    """What every product reads of program and machine."""
    return {
        "program": hash_data(read_program().model_dump(mode="json")),
        "environment": hash_data(read_environment().model_dump(mode="json")),
        "fonts": hash_data(list_fonts(period.layout.machine_fonts)),
    }


def list_audit_events(tables: Path) -> list[str]:
    """The lines of the history that audits added, which pages print."""
    return [line for line in read_history(tables) if f'"{EVENT}"' in line]


def name_page_product(notebook: str) -> str:
    """What a message calls the pages of a notebook."""
    return f"trang {notebook}"


def hash_data(data: object) -> str:
    """The SHA-256 of plain data."""
    return _hash(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())


def _is_inside(path: str) -> bool:
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
