"""Where a period stands and what is to be done next, from its tables and the hashes of its files.

Nothing is read again: what the tables say is as of the last run or check, and `stale` says why that may be old.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from camket.dates import format_date
from camket.errors import InputError
from camket.figures.freshness import INPUTS_FILE, PROGRAM, list_moved_inputs
from camket.figures.period_lock import find_holder
from camket.figures.staging import read_history
from camket.figures.store import read_csv
from camket.settings.confirmations import read_confirmations
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder, name_folder
from camket.settings.units import read_units

TO_FILL_IN = "CẦN ĐIỀN"
_TO_MEND = frozenset({"file", "row", "cell", "missing"})
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class PeriodStatus:
    """The facts of a period, each a label and a text, and the next step. `summary` is all of it in a line."""

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    next_step: str
    summary: str


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the tables of the last run say; `moved` are inputs that changed since, None where there are no tables."""

    records: Sequence[Mapping[str, str]] = ()
    rejected: Sequence[Mapping[str, str]] = ()
    questions: int = 0
    second_looks: int = 0
    decided: int = 0
    fallen: tuple[str, ...] = ()
    moved: Mapping[str, str] | None = None

    @property
    def silent(self) -> list[str]:
        """The units of which no commitment is reported."""
        reported = {row["unit"] for row in self.records if row.get("reported") == "true"}
        return list(dict.fromkeys(row["unit_name"] for row in self.records if row["unit"] not in reported))


def list_periods(project: Path) -> list[str]:
    """The names of the periods of a project, in their order; also of those that are only begun."""
    root = project / "data" / "raw"
    found = root.iterdir() if root.is_dir() else ()
    return sorted(path.name for path in found if path.is_dir() and not path.name.startswith("."))


def read_status(project: Path, name: str, touched: Sequence[str] = ()) -> PeriodStatus:
    """Reads where a period stands. `touched` are outputs that were changed by hand.

    Never fails on what is missing or broken: that is part of where the period stands.
    """
    folder = name_folder(project, name)
    period, wrong = None, ""
    try:
        period = open_settings(folder)
        read_units(folder.units_file, "data/raw/units.csv", on=period.cut_off, scheme=period.scheme)
    except (InputError, OSError) as error:
        wrong = _describe_error(error)
    tables, unread = _read_tables(folder)
    issue, holder = _describe_issue(folder), find_holder(folder)
    register = folder.registers()
    submissions = _count_files(folder.raw / "submissions")
    facts = [
        ("thiết lập", wrong or _describe_settings(folder)),
        ("danh mục", _describe_register(register, tables)),
        ("tệp đã nhận", _describe_files(folder, submissions, tables)),
        ("vấn đề", _describe_problems(tables)),
        ("câu hỏi", _describe_questions(tables)),
        ("quyết định", _describe_decisions(tables)),
        ("kết quả", unread or _describe_results(tables, touched)),
        ("phát hành", issue or "chưa phát hành bản chính thức"),
    ]
    if confirmed := _describe_confirmations(folder):
        facts.append(("xác nhận", confirmed))
    if holder:
        facts.append(("đang chạy", holder))
    is_missing = not (folder.raw / "period.toml").is_file()
    step = _find_next_step(
        name, is_missing, wrong, bool(register), submissions, unread, tables, touched, bool(issue)
    )
    return PeriodStatus(name, _describe_title(period), tuple(facts), step, _summarize(tables, issue, wrong))


def _describe_title(period: Period | None) -> str:
    if period is None:
        return "chưa đọc được thiết lập"
    return f"{period.title} năm {period.year}, số liệu đến {format_date(period.cut_off)}"


def _describe_error(error: InputError | OSError) -> str:
    return f"chưa dùng được: {error.where}: {error.found}" if isinstance(error, InputError) else str(error)


def _describe_settings(folder: PeriodFolder) -> str:
    try:
        left = (
            (folder.raw / "period.toml").read_text(encoding="utf-8-sig", errors="replace").count(TO_FILL_IN)
        )
    except OSError:
        left = 0
    return f"đọc được; còn {left} chỗ {TO_FILL_IN} trong period.toml" if left else "đủ"


def _describe_register(register: Sequence[Path], tables: _Tables) -> str:
    if not register:
        return "chưa có register.xlsx (danh mục đã ký)"
    if tables.moved is None:
        return register[0].name
    units = len({row["unit"] for row in tables.records})
    return f"{len(tables.records)} nội dung của {units} đơn vị"


def _describe_files(folder: PeriodFolder, submissions: int, tables: _Tables) -> str:
    said = f"{submissions} tệp báo cáo"
    if registrations := _count_files(folder.raw / "registrations"):
        said += f", {registrations} tệp đăng ký năm sau"
    if tables.silent:
        said += f"; chưa có báo cáo của {len(tables.silent)} đơn vị: {_name(tables.silent)}"
    return said


def _describe_problems(tables: _Tables) -> str:
    to_mend = [row for row in tables.rejected if row.get("kind") in _TO_MEND]
    if tables.moved is None:
        return "chưa kiểm tra"
    units = len({row["unit"] for row in to_mend})
    return f"{len(to_mend)} điểm cần sửa, bổ sung của {units} đơn vị" if to_mend else "không có"


def _describe_questions(tables: _Tables) -> str:
    if tables.moved is None:
        return "chưa rõ"
    return f"{tables.questions} câu hỏi chờ trả lời; {tables.second_looks} nội dung nên xem lại"


def _describe_decisions(tables: _Tables) -> str:
    if tables.moved is None:
        return "chưa rõ"
    if not tables.fallen:
        return f"{tables.decided} còn hiệu lực"
    return f"{tables.decided} còn hiệu lực; {len(tables.fallen)} không còn: {_name(tables.fallen)}"


def _describe_results(tables: _Tables, touched: Sequence[str]) -> str:
    if tables.moved is None:
        return "chưa chạy"
    moved = [place for place in tables.moved if place != PROGRAM]
    said = []
    if moved:
        said.append(f"đã cũ: {len(moved)} tệp nguồn thay đổi ({_name(moved)})")
    if PROGRAM in tables.moved:
        said.append("chương trình đã đổi phiên bản")
    if touched:
        said.append(f"{len(touched)} tệp kết quả bị sửa tay ({_name(touched)})")
    return "; ".join(said) or "khớp tệp nguồn hiện nay"


def _find_next_step(
    name: str,
    is_missing: bool,
    wrong: str,
    has_register: bool,
    submissions: int,
    unread: str,
    tables: _Tables,
    touched: Sequence[str],
    issued: bool,
) -> str:
    """What a person does next: the first of these that is due."""
    to_mend = any(row.get("kind") in _TO_MEND for row in tables.rejected)
    stale = f"camket run {name} (xem trước: camket check {name} nêu vấn đề, không đổi kết quả)"
    steps = (
        (is_missing, f"camket new {name} --cut-off NGÀY"),
        (wrong, "sửa hoặc điền thiết lập nêu trên (period.toml, units.csv)"),
        (not has_register, f"đặt danh mục đã ký vào data/raw/{name}/register.xlsx"),
        (not submissions, f"gửi biểu mẫu trong data/raw/{name}/forms, đặt tệp nhận được vào submissions"),
        (tables.moved is None, f"camket check {name}, rồi camket run {name}"),
        (unread or touched or any(place != PROGRAM or not issued for place in tables.moved or ()), stale),
        (to_mend or tables.silent, f"camket letters {name} (thư nhắc, thư đề nghị sửa cho từng đơn vị)"),
        (tables.questions, f"trả lời outputs/{name}/review.xlsx, rồi camket review {name} --apply TỆP"),
        (not issued, f"camket run {name} --final"),
    )
    return next(
        (step for due, step in steps if due), f"camket letters {name} (gửi phiếu xác nhận cho các đơn vị)"
    )


def _summarize(tables: _Tables, issue: str, wrong: str) -> str:
    if wrong:
        return "thiết lập chưa dùng được"
    if tables.moved is None:
        return "chưa chạy"
    state = issue.partition(",")[0] or ("kết quả đã cũ" if tables.moved else "đã chạy, chưa phát hành")
    return f"{len(tables.records)} nội dung, {tables.questions} câu hỏi; {state}"


def _read_tables(folder: PeriodFolder) -> tuple[_Tables, str]:
    """The tables of the last run, and what is wrong with them."""
    if not (folder.processed / INPUTS_FILE).is_file():
        return _Tables(), ""
    try:
        decisions = read_csv(folder.processed / "decisions.csv")
        return _Tables(
            records=read_csv(folder.processed / "records.csv"),
            rejected=read_csv(folder.processed / "rejected.csv"),
            questions=len(read_csv(folder.processed / "review.csv")),
            second_looks=len(read_csv(folder.processed / "second_look.csv")),
            decided=sum(row["state"] == "in_force" for row in decisions),
            fallen=tuple(row["record_id"] for row in decisions if row["state"] == "fallen"),
            moved=list_moved_inputs(folder),
        ), ""
    except (InputError, OSError, ValueError, KeyError, TypeError) as error:
        found = error.found if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
        return _Tables(moved={}), f"không đọc được các bảng của lần chạy gần nhất ({found})"


def _describe_issue(folder: PeriodFolder) -> str:
    """The last issue: that of a sealed folder, else the last run if it was final."""
    numbered = [
        path for path in (folder.outputs / "issues").glob("*/issue.json") if path.parent.name.isdigit()
    ]
    if numbered:
        last = max(numbered, key=lambda path: int(path.parent.name))
        record = _read_json(last)
        said = [f"lần {last.parent.name}", str(record.get("number") or ""), str(record.get("day") or "")]
        return ", ".join(filter(None, said))
    lines = read_history(folder.processed)
    runs = [run for run in map(_parse, lines) if "run" in run]
    if runs and runs[-1].get("final"):
        return f"bản chính thức, chạy ngày {str(runs[-1].get('at', ''))[:10]}"
    return ""


def _describe_confirmations(folder: PeriodFolder) -> str:
    """How many units answered to their sheets, empty where none did."""
    try:
        answers = read_confirmations(folder)
    except (InputError, OSError) as error:
        return _describe_error(error)
    if not answers:
        return ""
    asked = len({answer.record_id for answer in answers if answer.opinion == "remark" and answer.record_id})
    return (
        f"{len({answer.unit for answer in answers})} đơn vị đã trả lời, đề nghị điều chỉnh {asked} nội dung"
    )


def _read_json(path: Path) -> dict[str, Any]:
    try:
        return _parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _parse(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _count_files(root: Path) -> int:
    return sum(path.is_file() and not path.name.startswith((".", "~$")) for path in root.rglob("*"))


def _name(names: Sequence[str]) -> str:
    named = ", ".join(list(names)[:_MOST_NAMED])
    return named if len(names) <= _MOST_NAMED else f"{named}, …"
