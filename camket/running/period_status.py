"""Where a period stands and what is to be done next, from its tables and the hashes of its files.

Nothing is read again: what the tables say is as of the last run or check, and `stale` says why that may be old.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.dates import format_date
from camket.errors import InputError
from camket.exchange.letter_sources import LettersThere, find_letters, list_confirmed
from camket.exchange.unit_letters import is_agency
from camket.figures.freshness import INPUTS_FILE, PROGRAM, list_moved_inputs
from camket.figures.period_lock import find_holder
from camket.figures.table_files import read_csv
from camket.publishing.workbooks.problems import count_by_kind
from camket.running.final_checks import list_unfinished_settings
from camket.running.last_issue import LastIssue, read_last_issue
from camket.running.next_step import Stage, find_next_step
from camket.settings.confirmations import find_last_remarks, read_confirmations
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder, name_folder
from camket.settings.units import read_units

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
    def owing(self) -> int:
        """How many units have something to send or mend."""
        found = count_by_kind((row["kind"], row["unit"]) for row in self.rejected)
        return len({*found.units, *self.silent})

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
    period, wrong, own, unfinished = None, "", frozenset[str](), tuple[str, ...]()
    try:
        period = open_settings(folder)
        units = read_units(folder.units_file, "data/raw/units.csv", on=period.cut_off, scheme=period.scheme)
        own = frozenset(unit.code for unit in units if is_agency(unit, period))
        unfinished = list_unfinished_settings(folder, period)
    except (InputError, OSError) as error:
        wrong = _describe_error(error)
    tables, unread = _read_tables(folder)
    issue, holder = read_last_issue(folder), find_holder(folder)
    letters, unconfirmed = _read_letters(folder, tables, issue, own)
    register = folder.registers()
    submissions = _count_files(folder.raw / "submissions")
    facts = [
        ("thiết lập", wrong or _describe_settings(unfinished)),
        ("danh mục", _describe_register(register, tables)),
        ("tệp đã nhận", _describe_files(folder, submissions, tables)),
        ("vấn đề", _describe_problems(tables)),
        ("câu hỏi", _describe_questions(tables)),
        ("quyết định", _describe_decisions(tables)),
        ("kết quả", unread or _describe_results(tables, touched)),
        ("thư", _describe_letters(letters)),
        ("phát hành", str(issue or "chưa phát hành bản chính thức")),
    ]
    if confirmed := _describe_confirmations(folder):
        facts.append(("xác nhận", confirmed))
    if holder:
        facts.append(("đang chạy", holder))
    moved = tables.moved or {}
    stage = Stage(
        name=name,
        has_settings=(folder.raw / "period.toml").is_file(),
        wrong=wrong,
        has_register=bool(register),
        submissions=submissions,
        has_run=tables.moved is not None,
        is_stale=bool(unread or touched) or any(place != PROGRAM or not issue for place in moved),
        owing=tables.owing,
        letters=letters,
        questions=tables.questions,
        issue=issue,
        unconfirmed=unconfirmed,
        unfinished=unfinished,
    )
    return PeriodStatus(
        name, _describe_title(period), tuple(facts), find_next_step(stage), _summarize(tables, issue, wrong)
    )


def _describe_title(period: Period | None) -> str:
    if period is None:
        return "chưa đọc được thiết lập"
    return f"{period.title} năm {period.year}, số liệu đến {format_date(period.cut_off)}"


def _describe_error(error: InputError | OSError) -> str:
    return f"chưa dùng được: {error.where}: {error.found}" if isinstance(error, InputError) else str(error)


def _describe_settings(unfinished: Sequence[str]) -> str:
    return f"đủ để chạy; trước khi phát hành còn phải điền: {', '.join(unfinished)}" if unfinished else "đủ"


def _describe_register(register: Sequence[Path], tables: _Tables) -> str:
    if not register:
        return "chưa có register.xlsx (danh mục đã ký)"
    if tables.moved is None:
        return register[0].name
    units = len({row["unit"] for row in tables.records})
    return f"{len(tables.records)} nội dung của {units} đơn vị"


def _describe_files(folder: PeriodFolder, submissions: int, tables: _Tables) -> str:
    said = f"{submissions} tệp báo cáo" if submissions else "chưa có tệp báo cáo nào"
    if registrations := _count_files(folder.raw / "registrations"):
        said += f", {registrations} tệp đăng ký năm sau"
    if tables.silent:
        said += f"; chưa có báo cáo của {len(tables.silent)} đơn vị: {_name(tables.silent)}"
    return said


def _describe_problems(tables: _Tables) -> str:
    if tables.moved is None:
        return "chưa kiểm tra"
    return str(count_by_kind((row["kind"], row["unit"]) for row in tables.rejected))


def _describe_questions(tables: _Tables) -> str:
    if tables.moved is None:
        return "chưa rõ"
    asked = _say_count(tables.questions, "câu hỏi chờ trả lời")
    return f"{asked}; {_say_count(tables.second_looks, 'nội dung nên xem lại')}"


def _describe_decisions(tables: _Tables) -> str:
    if tables.moved is None:
        return "chưa rõ"
    if not tables.fallen:
        return f"{tables.decided} còn hiệu lực" if tables.decided else "chưa có quyết định nào"
    holding = _say_count(tables.decided, "quyết định còn hiệu lực")
    return f"{holding}; {len(tables.fallen)} không còn: {_name(tables.fallen)}"


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


def _summarize(tables: _Tables, issue: LastIssue | None, wrong: str) -> str:
    if wrong:
        return "thiết lập chưa dùng được"
    if tables.moved is None:
        return "chưa chạy"
    state = issue.called if issue else "kết quả đã cũ" if tables.moved else "đã chạy, chưa phát hành"
    return f"{len(tables.records)} nội dung, {_say_count(tables.questions, 'câu hỏi')}; {state}"


def _say_count(count: int, what: str) -> str:
    return f"{count} {what}" if count else f"không có {what}"


def _read_letters(
    folder: PeriodFolder, tables: _Tables, issue: LastIssue | None, agency: Collection[str]
) -> tuple[LettersThere | None, int]:
    """The letters there are, and how many units besides the agency have not answered to the sheets of the issue."""
    try:
        letters, answered = find_letters(folder), list_confirmed(folder)
    except (InputError, OSError):
        return None, 0
    asked = {row["unit"] for row in tables.records}.difference(answered, agency)
    return letters, len(asked) if issue else 0


def _describe_letters(letters: LettersThere | None) -> str:
    if letters is None:
        return "chưa viết"
    if not letters.count:
        return "không có đơn vị nào cần gửi thư" + (
            f" (nay đã khác: {letters.stale})" if letters.stale else ""
        )
    return f"{letters.count} thư, " + (
        f"đã cũ, viết lại trước khi gửi: {letters.stale}" if letters.stale else "viết từ các tệp hiện nay"
    )


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


def _describe_confirmations(folder: PeriodFolder) -> str:
    """How many units answered to their sheets, empty where none did."""
    try:
        answers = read_confirmations(folder)
    except (InputError, OSError) as error:
        return _describe_error(error)
    if not answers:
        return ""
    asked = sum(bool(remark.record_id) for remark in find_last_remarks(answers))
    return (
        f"{len({answer.unit for answer in answers})} đơn vị đã trả lời, đề nghị điều chỉnh {asked} nội dung"
    )


def _count_files(root: Path) -> int:
    return sum(path.is_file() and not path.name.startswith((".", "~$")) for path in root.rglob("*"))


def _name(names: Sequence[str]) -> str:
    named = ", ".join(list(names)[:_MOST_NAMED])
    return named if len(names) <= _MOST_NAMED else f"{named}, …"
