"""`review.xlsx`: the open questions and what is worth a second look, to be filled in and applied."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from camket.dates import format_date
from camket.exchange.question_sheet import (
    Asked,
    Column,
    Layout,
    QuestionSheet,
    Row,
    choices_of,
    question_of,
    signed_columns,
    write_questions,
)
from camket.figures.questions import Question, describe_effects
from camket.intake.formats.sheet import label_place
from camket.intake.joining.field_values import describe_value
from camket.intake.joining.record import Commitment, Record
from camket.judging.conflicts import needs_document
from camket.pipeline import Prepared
from camket.publishing.workbooks.book import Book, write_guide
from camket.publishing.workbooks.cell_styles import SMALL_SIZE
from camket.settings.decision_checks import describe_days
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import DecisionKey
from camket.settings.fields import Fields, label_of
from camket.settings.period import decision_days
from camket.settings.scheme import Scheme

FILE = "review.xlsx"
QUESTIONS, SECOND_LOOKS = "Cau hoi", "Xem lai"
# The keys are between visible columns, so that copying or sorting the table keeps them.
LAYOUT = Layout(
    (
        Column("number", "TT", 4),
        Column("record_id", "record_id", 12, "key"),
        Column("field", "field", 12, "key"),
        Column("expect", "expect", 12, "key"),
        Column("seen", "seen", 12, "key"),
        Column("code", "Mã", 10),
        Column("unit", "Đơn vị", 12),
        Column("content", label_of("content"), 21),
        Column("about", "Hỏi về", 9),
        Column("why", "Vì sao hỏi", 21),
        Column("said", "Đơn vị ghi gì, ở ô nào", 27),
        Column("findings", "Từng quy tắc nói gì", 22),
        Column("moves", "Trả lời thì số liệu chung đổi thế nào", 29),
        Column("answer", "Trả lời", 12, "answer"),
        *signed_columns(document=12, decided_by=11, decided_on=10.5),
    ),
    frozen="unit",
)


def make_review_sheet(name: str, prepared: Prepared) -> dict[tuple[str, str], Asked]:
    """What the workbook of the period `name` asks now, by record and field."""
    return {
        (each.record_id, each.field): Asked(
            each.record_id,
            each.field,
            each.expect,
            written=each.evidence,
            seen=mark_seen(name, each.judged.record),
            documents={
                value: "của cấp có thẩm quyền cho dừng"
                if prepared.period.scheme.needs_document(value)
                else "của cơ quan thẩm định, đánh giá"
                for value in each.candidates
                if needs_document(each.judged, each.field, value, prepared.period.scheme)
            },
        )
        for each in (*prepared.second_looks, *prepared.questions)
    }


def explain_not_asked(key: DecisionKey, prepared: Prepared) -> str:
    """Why a status is no question, or no longer."""
    (record_id, field), scheme = key, prepared.period.scheme
    judged = next((each for each in prepared.records if each.record.commitment.record_id == record_id), None)
    basis = FIELDS[field].basis
    if judged is None or basis is None:
        return f"{record_id} không có trong danh mục đã ký của kỳ"
    if judged.is_decided(basis):
        made = judged.decisions[field]
        return (
            f"{record_id} ({scheme.label_basis(basis)}) đã có quyết định còn hiệu lực: {scheme.short(made.value)}, "
            f"{made.decided_by}, {made.decided_on:%d/%m/%Y}; muốn thay thì xóa dòng đó trong decisions.csv"
        )
    found = judged.at(basis)
    return (
        f"{record_id} ({scheme.label_basis(basis)}) không còn là câu hỏi: nay chương trình xác định "
        f"{scheme.short(found.status)} ({found.rule})"
    )


def mark_seen(period: str, record: Record) -> str:
    """A short hash of the period and of what the unit wrote; it ties an answer to the text that it answers."""
    return hashlib.sha256(f"{period}\n{record.summary}".encode("utf-8", "backslashreplace")).hexdigest()[:16]


def write_review(name: str, prepared: Prepared) -> bytes:
    """The workbook of the period `name`, the same bytes each time."""
    period = prepared.period
    book = Book(f"Rà soát kỳ {name}", period.report.day, author=period.report.agency, size=SMALL_SIZE)
    title = f"KẾT QUẢ {period.title.upper()} NĂM {period.year}"
    for sheet, questions, heading, nothing in (
        (QUESTIONS, prepared.questions, "CÂU HỎI CẦN RÀ SOÁT", "Không còn câu hỏi nào."),
        (
            SECOND_LOOKS,
            prepared.second_looks,
            "ĐÃ KẾT LUẬN, NÊN XEM LẠI",
            "Không có kết luận nào cần xem lại.",
        ),
    ):
        write_questions(
            book, _describe_sheet(sheet, name, prepared, questions, f"{heading}: {title}", nothing)
        )
    write_guide(book, "HƯỚNG DẪN RÀ SOÁT", _steps(name, prepared))
    return book.to_bytes()


def _describe_sheet(
    sheet: str, name: str, prepared: Prepared, questions: Sequence[Question], title: str, nothing: str
) -> QuestionSheet:
    days, scheme = decision_days(prepared.period), prepared.period.scheme
    rows = [
        Row(_describe(each, name, prepared.fields), tuple(choices_of(FIELDS[each.field], scheme).values()))
        for each in questions
    ]
    return QuestionSheet(
        sheet,
        LAYOUT,
        rows,
        title,
        _note(prepared),
        nothing,
        days,
        describe_days(days, FIELDS["cut_off_status"]),
        draft=f"DỰ THẢO – còn {len(prepared.questions)} câu hỏi" if prepared.questions else "",
        documented=tuple(scheme.short(code) for code in scheme.codes if scheme.needs_document(code)),
    )


def _note(prepared: Prepared) -> str:
    decided = prepared.figures["decided"]
    parts = [
        f"DỰ THẢO: còn {len(prepared.questions)} câu hỏi." if prepared.questions else "",
        f"Kết quả của {decided.fraction} nội dung dựa trên quyết định của người rà soát.",
        prepared.period.notice,
    ]
    return " ".join(part for part in parts if part)


def _describe(question: Question, period: str, fields: Fields) -> dict[str, str]:
    """The texts of a question's row, in a workbook of `period`."""
    record = question.judged.record
    signed = record.commitment
    about = question_of(FIELDS[question.field], question.scheme)
    if question.signs:
        about += f"\nđang là: {question.scheme.short(question.judged.at(question.basis).status)}"
    return {
        "record_id": question.record_id,
        "field": question.field,
        "expect": question.expect,
        "seen": mark_seen(period, record),
        "code": question.record_id,
        "unit": signed.unit.name,
        "content": "\n".join(_describe_signed(signed, fields)),
        "about": about,
        "why": "\n".join(f"- {reason}" for reason in question.reasons) or "- chưa rõ",
        "said": _describe_said(record, fields),
        "findings": "\n".join(f"- {finding}" for finding in question.findings)
        or "Không quy tắc nào lên tiếng.",
        "moves": "- " + describe_effects(question, between="\n- "),
    }


def _describe_signed(signed: Commitment, fields: Fields) -> Iterator[str]:
    yield signed.content
    for field in fields.signed:
        if field.name != "content" and (text := describe_value(signed.value(field.name))):
            yield f"{field.label}: {text}"


def _describe_said(record: Record, fields: Fields) -> str:
    if not record.reported:
        return "Đơn vị không báo cáo."
    lines = [f"Tệp {record.source.file.removeprefix('submissions/')}"]
    for field, text, place in record.reported_fields(fields):
        lines.append(f"{field.label} [{label_place(place)}]: {text}" if place else f"{field.label}: {text}")
    return "\n".join(lines)


def _steps(name: str, prepared: Prepared) -> tuple[tuple[str, str], ...]:
    first, last = map(format_date, decision_days(prepared.period))
    scheme = prepared.period.scheme
    return (
        (
            "1. Ghi ở đâu",
            f"Ở các cột nền vàng nhạt của trang {QUESTIONS} và {SECOND_LOOKS}. Câu hỏi ảnh hưởng nhiều nhất "
            "đứng trước. Chưa trả lời thì để trống cả năm ô; được trả lời dần, áp dụng nhiều lần.",
        ),
        (
            "2. Trả lời",
            "Chọn trong danh sách. Bắt buộc có lý do, người quyết định và ngày "
            f"(từ {first} đến ngày ban hành báo cáo {last}). Ô còn thiếu hiện nền đỏ nhạt.",
        ),
        (
            "3. Văn bản",
            f"Bắt buộc {_describe_documented(scheme)}khi kết luận {_describe_verdicts(scheme)} đến "
            "ngày chốt cho nội dung đang chờ thẩm định hoặc do cơ quan khác chấm điểm, xếp hạng: ghi số, ngày "
            "văn bản của cơ quan đó.",
        ),
        (
            f"4. Trang {SECOND_LOOKS}",
            "Quy tắc đã kết luận nhưng có điều không khớp. Không bắt buộc trả lời. Chọn đúng kết quả đang có "
            "là xác nhận; chọn kết quả khác là sửa.",
        ),
        (
            "5. Sắp xếp, lọc, xóa",
            "Được sắp xếp, lọc, xóa bớt dòng, lưu bằng Excel hoặc LibreOffice. Không bỏ các cột ẩn: nhờ đó mỗi "
            "trả lời về đúng nội dung.",
        ),
        (
            "6. Áp dụng",
            f"camket review {name} --apply <tệp này>. Mọi dòng được kiểm tra trước; còn một chỗ sai thì nêu "
            "tên ô và chưa ghi gì. Đúng cả thì các quyết định được ghi thêm vào "
            f"data/raw/{name}/decisions.csv; rồi chạy lại camket run {name}.",
        ),
        (
            "7. Khi đơn vị sửa báo cáo",
            "Quyết định chỉ có hiệu lực với lời đơn vị khi đó. Đơn vị sửa dòng của nội dung ấy thì quyết định "
            "hết hiệu lực và câu hỏi trở lại, nêu cả lời cũ và lời mới.",
        ),
    )


def _describe_documented(scheme: Scheme) -> str:
    documented = [f"“{scheme.short(status)}”" for status in scheme.codes if scheme.needs_document(status)]
    return f"khi trả lời {' hoặc '.join(documented)}, và " if documented else ""


def _describe_verdicts(scheme: Scheme) -> str:
    verdicts = [
        status for status in scheme.decided("cut_off") if scheme.state_of(status) in ("done", "failed")
    ]
    return " hoặc ".join(f"“{scheme.short(status)}”" for status in verdicts)
