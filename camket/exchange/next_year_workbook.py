"""`next_year/`: the draft of each unit's list for the next year and one of all, to be edited and applied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.dates import format_date
from camket.exchange.question_sheet import (
    Asked,
    Column,
    Layout,
    QuestionSheet,
    Row,
    mark_text,
    signed_columns,
    write_questions,
)
from camket.figures.next_year_tables import explain_doubt
from camket.figures.staging import write_file_atomically
from camket.intake.formats.sheet import GUIDE
from camket.next_year.common_tasks import CommonTask, Finding
from camket.next_year.draft import ORIGINS, DraftItem
from camket.next_year.findings import GivenUp, NextYear, Screened, SignedTask
from camket.next_year.items import PROPOSALS, ProgrammeItem
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.cell_styles import SMALL_SIZE
from camket.publishing.workbooks.cell_text import write_text
from camket.settings.decision_checks import describe_days
from camket.settings.decision_fields import AMENDMENTS, FIELDS, DecisionField
from camket.settings.decisions import REVOKE, DecisionKey
from camket.settings.fields import label_of
from camket.settings.output_names import NEXT_YEAR
from camket.settings.period import Period, next_year_days
from camket.settings.scheme import Scheme
from camket.settings.units import Unit

FOLDER, ALL = NEXT_YEAR, "draft.xlsx"
DRAFT, QUESTIONS, UNCLAIMED, COMPARED = "Du thao", "Can tra loi", "Nhiem vu chung", "So voi nam truoc"
_DRAFTED = FIELDS["next_year"]
_WIDTHS = {"content": 20, "deadline": 11}
# Between visible columns, as in the review workbook: whoever copies or sorts the table takes them along.
_BEGIN = (
    Column("number", "TT", 4),
    Column("record_id", "next_year_key", 12, "key"),
    Column("field", "next_year_field", 12, "key"),
    Column("expect", "next_year_expect", 12, "key"),
    Column("code", "Mã", 13),
    Column("unit", "Đơn vị", 13),
)
_SIGNED = signed_columns(document=13, decided_by=13, decided_on=11)
DRAFT_LAYOUT = Layout(
    (
        *_BEGIN,
        Column("content", "Nội dung đề xuất", 30),
        Column("target", "Chỉ tiêu đề xuất", 15),
        Column("deadline", label_of("deadline"), 11),
        Column("basis", label_of("basis"), 15),
        Column("origin", "Nguồn", 12),
        Column("why", "Điều cần xem", 25),
        Column("answer", "Quyết định", 13, "answer"),
        *(
            Column(name, FIELDS[name].asks, _WIDTHS.get(FIELDS[name].amends, 13), "answer")
            for name in AMENDMENTS
        ),
        *_SIGNED,
    ),
    frozen="content",
)
QUESTION_LAYOUT = Layout(
    (
        *_BEGIN,
        Column("seen", "next_year_seen", 12, "mark"),
        Column("content", "Nội dung đăng ký", 32),
        Column("about", "Nội dung cần làm rõ", 22, earlier=("Hỏi gì",)),
        Column("why", "Lý do hỏi", 36),
        Column("answer", "Trả lời", 18, "answer"),
        *_SIGNED,
    ),
    frozen="content",
)
_UNCLAIMED_LAYOUT = Layout(
    (
        Column("number", "TT", 4),
        Column("code", "Mã", 13),
        Column("content", "Nhiệm vụ giao cho mọi đơn vị của nhóm", 60),
        Column("target", label_of("target"), 20),
        Column("deadline", label_of("deadline"), 12),
        Column("basis", label_of("basis"), 30),
        Column("body", "Cơ quan chủ trì", 30),
        Column("missing", "Nhóm chưa có đơn vị đăng ký", 25),
    ),
    frozen="content",
)
_COMPARED_LAYOUT = Layout(
    (
        Column("number", "TT", 4),
        Column("code", "Mã", 13),
        Column("unit", "Đơn vị", 26),
        Column("content", "Nội dung đăng ký, chỉ tiêu", 38),
        Column("before", "Nội dung năm trước, chỉ tiêu", 38),
        Column("why", "Giống, khác và kết luận", 68),
    ),
    frozen="content",
)
_GUIDE = (
    "Trang Du thao: mỗi dòng là một nội dung đề xuất đưa vào danh mục. Chọn Đưa vào hoặc Không đưa vào; cần sửa "
    "thì ghi vào các cột sửa lại.",
    "Trang Can tra loi: điều phần mềm không tự kết luận. Chưa trả lời thì để trống. Điều đã trả lời nằm ở cuối "
    "trang; ghi lại vào dòng đó là thay câu trả lời, chọn Thu hồi là bỏ câu trả lời.",
    "Trang So voi nam truoc: vì sao mỗi nội dung được coi là tiếp tục nội dung nào của năm trước; chỉ để xem.",
    "Mỗi quyết định phải có lý do, người quyết định, ngày; chép xuống nhiều dòng được.",
    "Ghi xong: camket review <kỳ> --apply <tệp này>. Quyết định chỉ có hiệu lực khi đề xuất còn như khi quyết định.",
    "Nội dung được đưa vào sẽ thành danh mục (register.xlsx) của năm sau khi chạy camket new <kỳ mới> --from <kỳ này>.",
)


@dataclass(frozen=True, slots=True)
class NextYearQuestion:
    """What a person is asked of an item, by its id; `written` is what its unit wrote, which guards the answer.

    It was answered before if `finding` is settled.
    """

    key: str
    unit: Unit
    written: str
    field: DecisionField
    finding: Finding
    why: str

    @property
    def decision_key(self) -> DecisionKey:
        """The item and the field."""
        return self.key, self.field.name


def list_next_year_questions(next_year: NextYear) -> list[NextYearQuestion]:
    """The questions about registered items, about rows that give an item up, and about commitments, unit by unit.

    One of which an earlier answer no longer applies is asked, too. Answered ones, which may be answered anew, stand at
    the end.
    """
    questions = [
        *(each for screened in next_year.screened for each in _ask(screened)),
        *(_ask_given_up(each) for each in next_year.given_up),
        *(_ask_signed(each) for each in next_year.signed_tasks),
    ]
    asked = [
        each for each in questions if each.finding.is_asked or each.finding.settled or each.finding.fallen
    ]
    return sorted(asked, key=lambda each: each.finding.settled is not None)


def make_next_year_sheet(next_year: NextYear) -> dict[DecisionKey, Asked]:
    """The current questions of the workbooks, by item and field. All may be answered anew.

    What is asked of a registered item is guarded by what the unit wrote, a draft by its own words, which are what
    is expected.
    """
    questions = [
        Asked(
            *each.decision_key,
            each.finding.found,
            each.written,
            mark_text(each.written),
            again=True,
            revocable=_is_decided(each.finding),
        )
        for each in list_next_year_questions(next_year)
    ]
    drafts = [
        Asked(item.key, _DRAFTED.name, item.finding.found, again=True, revocable=_is_decided(item.finding))
        for item in next_year.drafts
    ]
    return {(asked.record_id, asked.field): asked for asked in (*questions, *drafts)}


def publish_next_year(outputs: Path, next_year: NextYear, period: Period) -> tuple[str, ...]:
    """Writes the workbooks into a period's outputs, or none if nothing was registered."""
    if not next_year.registered.files:
        return ()
    units = {item.unit.code: item.unit.name for item in next_year.drafts}
    written = []
    for code, name in {"": "mọi đơn vị", **units}.items():
        place = f"{FOLDER}/{code}.xlsx" if code else f"{FOLDER}/{ALL}"
        write_file_atomically(outputs / place, write_draft(next_year, period, name, code))
        written.append(place)
    return tuple(written)


def write_draft(next_year: NextYear, period: Period, name: str, code: str = "") -> bytes:
    """One workbook, the same bytes each time: that of the unit with the `code`, or of all of them.

    The workbook of all units also has a sheet of tasks that no unit of a group registered, if there are any.
    """
    book = Book(
        f"Dự thảo danh mục năm {next_year.year}",
        period.document_day,
        author=period.report.agency,
        size=SMALL_SIZE,
    )
    drafts = [item for item in next_year.drafts if code in ("", item.unit.code)]
    questions = [each for each in list_next_year_questions(next_year) if code in ("", each.unit.code)]
    sheets: list[tuple[str, str, Layout, Sequence[Row]]] = [
        (DRAFT, "DỰ THẢO DANH MỤC", DRAFT_LAYOUT, [_describe_draft(item) for item in drafts]),
        (QUESTIONS, "CẦN TRẢ LỜI", QUESTION_LAYOUT, [_describe_question(each) for each in questions]),
    ]
    if next_year.unclaimed and not code:
        unclaimed = [
            _describe_unclaimed(item, groups, next_year.scheme) for item, groups in next_year.unclaimed
        ]
        sheets.append((UNCLAIMED, "NHIỆM VỤ CHUNG", _UNCLAIMED_LAYOUT, unclaimed))
    compared = [
        row
        for screened in next_year.screened
        if code in ("", screened.item.unit.code)
        for row in _describe_compared(screened)
    ]
    if compared:
        sheets.append((COMPARED, "SO VỚI NĂM TRƯỚC", _COMPARED_LAYOUT, compared))
    days = next_year_days(period)
    note = " ".join(filter(None, ("Dự thảo để lấy ý kiến, chưa phải danh mục đã ký.", period.notice)))
    for sheet, says, layout, rows in sheets:
        title = f"{says}, {period.title.upper()} NĂM {next_year.year}: {name.upper()}"
        write_questions(
            book,
            QuestionSheet(
                sheet, layout, rows, title, note, "Không có dòng nào.", days, describe_days(days, _DRAFTED)
            ),
        )
    guide = book.add_sheet(GUIDE)
    guide.set_column(0, 0, 110)
    for row, text in enumerate(_GUIDE):
        write_text(guide, row, 0, text, book.cell_format({}))
    return book.to_bytes()


def _ask(screened: Screened) -> Iterator[NextYearQuestion]:
    item, carried = screened.item, screened.carried
    asked = (
        ("common_task", screened.common, _describe_task(screened.task)),
        ("carried_from", carried.finding if carried else None, explain_doubt(carried, item.registration_id)),
        ("key_item", screened.key_item, "; ".join(map(str, screened.reasons))),
    )
    for name, finding, why in asked:
        if finding:
            yield NextYearQuestion(item.registration_id, item.unit, item.summary, FIELDS[name], finding, why)


def _ask_given_up(given_up: GivenUp) -> NextYearQuestion:
    item, carried = given_up.item, given_up.carried
    return NextYearQuestion(
        item.registration_id, item.unit, item.summary, FIELDS["carried_from"], carried.finding,
        f"đơn vị {PROPOSALS['drop']} nội dung này; {explain_doubt(carried, item.registration_id)}",
    )  # fmt: skip


def _ask_signed(task: SignedTask) -> NextYearQuestion:
    signed = task.commitment
    return NextYearQuestion(
        signed.record_id,
        signed.unit,
        signed.summary,
        FIELDS["common_task"],
        task.common,
        _describe_task(task.task),
    )


def _describe_task(task: CommonTask | None) -> str:
    return f"giống “{task.task}” ở các chữ: {task.words}" if task else ""


def _describe_question(asked: NextYearQuestion) -> Row:
    field = asked.field
    texts = {
        "record_id": asked.key,
        "field": field.name,
        "expect": asked.finding.found,
        "seen": mark_text(asked.written),
        "code": asked.key,
        "unit": asked.unit.name,
        "content": asked.written,
        "about": field.asks,
        "why": "; ".join(
            filter(None, (asked.why, asked.finding.fallen_text, _describe_settled(field, asked.finding)))
        ),
    }
    # Where an id may be typed too, a list would refuse it.
    return Row(texts, () if field.names else _list_choices(field, asked.finding))


def _describe_draft(item: DraftItem) -> Row:
    texts = {
        "record_id": item.key,
        "field": _DRAFTED.name,
        "expect": item.finding.found,
        "code": item.key,
        "unit": item.unit.name,
        "content": item.content,
        "target": item.target,
        "deadline": item.deadline,
        "basis": item.basis,
        "origin": ORIGINS[item.origin],
        "why": "; ".join(
            filter(None, (*item.why, item.finding.fallen_text, _describe_settled(_DRAFTED, item.finding)))
        ),
    }
    return Row(texts, _list_choices(_DRAFTED, item.finding))


def _describe_unclaimed(item: ProgrammeItem, groups: Sequence[str], scheme: Scheme) -> Row:
    return Row(
        {
            "code": item.item_id,
            "content": item.content,
            "target": item.target,
            "deadline": item.deadline,
            "basis": item.basis,
            "body": item.body,
            "missing": "; ".join(scheme.group(group).label for group in groups),
        }
    )


def _describe_compared(screened: Screened) -> Iterator[Row]:
    """A row for each commitment that an item goes on with: what agrees, what differs and what decided."""
    carried = screened.carried
    for before in carried.before if carried else ():
        explained = (carried.explained or {}).get(before.record_id) if carried else None
        yield Row(
            {
                "code": screened.item.registration_id,
                "unit": screened.item.unit.name,
                "content": screened.item.summary,
                "before": f"{before.record_id}: {before.summary}",
                "why": str(explained or ""),
            }
        )


def _is_decided(finding: Finding) -> bool:
    """Whether there is a decision to revoke, which may hold no longer."""
    return bool(finding.settled or finding.fallen)


def _list_choices(field: DecisionField, finding: Finding) -> tuple[str, ...]:
    return (*field.values.values(), *((REVOKE,) if _is_decided(finding) else ()))


def _describe_settled(field: DecisionField, finding: Finding) -> str:
    made = finding.settled
    if not made:
        return ""
    return f"đã quyết định: {field.label(made.value)} ({made.decided_by}, {format_date(made.decided_on)})"
