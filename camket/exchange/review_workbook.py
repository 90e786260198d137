"""`review.xlsx`: the open questions and what is worth a second look, to be filled in and applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from camket.dates import format_date
from camket.exchange.choice_rows import make_choice_row
from camket.exchange.decided_sheet import DECIDED, list_decided_rows
from camket.exchange.question_sheet import (
    TOGETHER,
    Asked,
    Layout,
    QuestionSheet,
    Row,
    question_of,
    write_questions,
)
from camket.exchange.review_layout import DECIDED_LAYOUTS, LAYOUTS
from camket.exchange.review_questions import ask_for_all, find_lines, make_review_sheet, mark_group
from camket.exchange.together import find_held
from camket.figures.question_groups import QuestionGroup, find_groups, list_same
from camket.figures.questions import Question, quote_said
from camket.intake.formats.sheet import label_place
from camket.intake.joining.field_values import describe_value
from camket.intake.joining.file_order import LATER_FILE
from camket.intake.joining.record import Commitment, Record
from camket.pipeline import Prepared
from camket.publishing.workbooks.book import Book, write_guide
from camket.publishing.workbooks.cell_styles import SMALL_SIZE
from camket.settings.decision_checks import describe_days
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import DecisionKey
from camket.settings.fields import Fields
from camket.settings.output_names import REVIEW
from camket.settings.period import decision_days
from camket.settings.scheme import Scheme

FILE = REVIEW
# Other texts and decisions that a cell quotes; the rest is named or counted.
_MOST_QUOTED, _MOST_DECIDED = 8, 3
QUESTIONS, SECOND_LOOKS = "Cau hoi", "Xem lai"
_CHECK_STEP = (
    " Quyết định chỉ có hiệu lực khi có người thứ hai kiểm tra. Đồng ý với đề xuất đang chờ thì chỉ ghi họ tên vào cột "
    "Người kiểm tra, các ô khác để trống."
)


def write_review(name: str, prepared: Prepared) -> bytes:
    """The workbook of the period `name`, the same bytes each time."""
    period = prepared.period
    book = Book(f"Rà soát kỳ {name}", period.document_day, author=period.report.agency, size=SMALL_SIZE)
    title = f"KẾT QUẢ {period.title.upper()} NĂM {period.year}"
    asked = make_review_sheet(name, prepared)
    for sheet, questions, heading, nothing in (
        (QUESTIONS, prepared.questions, "CÂU HỎI CẦN RÀ SOÁT", "Không còn câu hỏi nào."),
        (
            SECOND_LOOKS,
            prepared.second_looks,
            "ĐÃ KẾT LUẬN, NÊN XEM LẠI",
            "Không có kết luận nào cần xem lại.",
        ),
    ):
        rows = list(_list_rows(questions, name, prepared, asked))
        if sheet == QUESTIONS:
            rows += _list_other_choices(prepared, asked)
        layout = LAYOUTS[period.decisions.second_person]
        write_questions(book, _describe_sheet(sheet, layout, prepared, rows, f"{heading}: {title}", nothing))
    rows, layout = list_decided_rows(prepared, asked), DECIDED_LAYOUTS[period.decisions.second_person]
    nothing = "Chưa có quyết định nào."
    write_questions(
        book, _describe_sheet(DECIDED, layout, prepared, rows, f"ĐÃ QUYẾT ĐỊNH: {title}", nothing)
    )
    write_guide(book, "HƯỚNG DẪN RÀ SOÁT", _steps(name, prepared))
    return book.to_bytes()


def _describe_sheet(
    sheet: str, layout: Layout, prepared: Prepared, rows: Sequence[Row], title: str, nothing: str
) -> QuestionSheet:
    days, scheme = decision_days(prepared.period), prepared.period.scheme
    return QuestionSheet(
        sheet,
        layout,
        rows,
        title,
        _note(prepared),
        nothing,
        days,
        describe_days(days, FIELDS["cut_off_status"]),
        draft=f"DỰ THẢO – còn {len(prepared.questions)} câu hỏi" if prepared.questions else "",
        documented=tuple(scheme.short(code) for code in scheme.codes if scheme.needs_document(code)),
    )


def _list_rows(
    questions: Sequence[Question], name: str, prepared: Prepared, asked: Mapping[DecisionKey, Asked]
) -> Iterator[Row]:
    """A row for each question; one for each group and for each choice that settles several, with these folded below."""
    same, groups, shown = list_same(questions), find_groups(questions), set[str]()
    choices = {
        record_id: each
        for each in prepared.choices
        if not (each.settled or each.within)
        for record_id in each.about
    }
    for question in questions:
        if choice := choices.get(question.record_id):
            if choice.record_id not in shown:
                shown.add(choice.record_id)
                scheme = prepared.period.scheme
                yield make_choice_row(choice, asked[choice.key], scheme)
                for own in prepared.choices:
                    if own.within == choice.record_id and own.about:
                        yield replace(make_choice_row(own, asked[own.key], scheme), folded=True)
                for each in questions:
                    if choices.get(each.record_id) is choice:
                        yield replace(_make_row(each, (), prepared, asked), folded=True)
            continue
        group = groups.get((question.record_id, question.field))
        if group is None:
            others = same.get((question.record_id, question.field), ())
            yield _make_row(question, others, prepared, asked)
        elif group.key not in shown:
            shown.add(group.key)
            yield _make_group_row(group, name, prepared)
            for each in group.questions:
                yield replace(_make_row(each, (), prepared, asked), folded=True)


def _list_other_choices(prepared: Prepared, asked: Mapping[DecisionKey, Asked]) -> Iterator[Row]:
    """A row for each open choice that no question of a record waits for, as between two registrations."""
    for choice in prepared.choices:
        if choice.field == LATER_FILE and not (choice.settled or choice.about):
            yield make_choice_row(choice, asked[choice.key], prepared.period.scheme)


def _make_row(
    question: Question, same: Sequence[Question], prepared: Prepared, asked: Mapping[DecisionKey, Asked]
) -> Row:
    now = asked[question.record_id, question.field]
    same = same if _may_be_answered_alike(question, now, prepared.period.scheme) else ()
    texts = {
        **_describe(question, now, prepared.fields),
        "others": now.mark if same else "",
        "same": _describe_same(same),
    }
    closed = frozenset() if same else frozenset({TOGETHER})
    return Row(texts, now.offer(question.candidates[0]), closed)


def _may_be_answered_alike(question: Question, asked: Asked, scheme: Scheme) -> bool:
    """Whether any answer agrees with all that was decided or labelled before on such words."""
    held = find_held(question, {question.key: question.precedents} if question.key else {}, scheme)
    return any(all(value in each.values for each in held) for value in asked.choices or {})


def _make_group_row(group: QuestionGroup, name: str, prepared: Prepared) -> Row:
    first = (group.answerable or group.questions)[0]
    scheme = prepared.period.scheme
    lines = find_lines(prepared)
    asked = ask_for_all(group, name, prepared.period, lines) if group.answerable else None
    closed = {TOGETHER} if asked else set(LAYOUTS[True].named("answer"))
    texts = {
        "record_id": group.unit.code,
        "field": first.field,
        "expect": first.expect,
        "seen": mark_group(name, group),
        "others": asked.mark if asked else "",
        "code": group.unit.code,
        "unit": group.unit.name,
        "content": f"{len(group.record_ids)} nội dung: {', '.join(group.record_ids)}",
        "about": question_of(FIELDS[first.field], scheme),
        "why": f"- {group.asks}",
        "said": f"Tệp {group.file.removeprefix('submissions/')}" if group.file else "Đơn vị không báo cáo.",
        "likely": "Trả lời ở dòng này là trả lời cho tất cả các nội dung đã nêu."
        + (" Ước cả năm còn để ngỏ thì lần chạy sau hỏi." if first.field == "cut_off_status" else "")
        if asked
        else "Xử lý một lần cho cả tệp (giữ bản đúng, sửa tên tệp hoặc hỏi đơn vị) rồi chạy lại.",
        "findings": "",
        "moves": "",
        "same": "Bấm dấu + ở lề trái để xem và trả lời riêng từng nội dung.",
    }
    return Row(texts, asked.offer() if asked else (), frozenset(closed))


def _describe_same(same: Sequence[Question]) -> str:
    """The other texts that say the same, with their words."""
    if not same:
        return ""
    lines = [f"- {each.record_id}: “{quote_said(each)}”" for each in same[:_MOST_QUOTED]]
    rest = [each.record_id for each in same[_MOST_QUOTED:]]
    more = [f"- và {', '.join(rest)}"] if rest else []
    return "\n".join([f"Áp dụng cho cả {len(same) + 1} nội dung cùng lời thì chọn Có:", *lines, *more])


def _describe_likely(question: Question) -> str:
    lines = []
    if question.likely:
        lines.append(f"{question.scheme.short(question.likely.status)}: {question.likely.why}.")
    lines += [f"- {each.describe(question.scheme)}" for each in question.precedents[:_MOST_DECIDED]]
    if (more := len(question.precedents) - _MOST_DECIDED) > 0:
        lines.append(f"- và {more} quyết định nữa")
    return "\n".join(lines)


def _note(prepared: Prepared) -> str:
    decided = prepared.figures["decided"]
    based = f"Kết quả của {decided.fraction} nội dung" if decided.numerator else "Chưa có kết quả nào"
    parts = [
        f"DỰ THẢO: còn {len(prepared.questions)} câu hỏi." if prepared.questions else "",
        f"{based} dựa trên quyết định của người rà soát.",
        prepared.period.notice,
    ]
    return " ".join(part for part in parts if part)


def _describe(question: Question, asked: Asked, fields: Fields) -> dict[str, str]:
    """The texts of a question's row, with the mark of what a person has before them."""
    record = question.judged.record
    signed = record.commitment
    about = question_of(FIELDS[question.field], question.scheme)
    if question.signs:
        about += f"\nđang là: {question.scheme.short(question.judged.at(question.basis).status)}"
    return {
        "record_id": question.record_id,
        "field": question.field,
        "expect": question.expect,
        "seen": asked.seen,
        "code": question.record_id,
        "unit": signed.unit.name,
        "content": "\n".join(_describe_signed(signed, fields)),
        "about": about,
        "why": "\n".join(f"- {reason}" for reason in question.reasons) or "- chưa rõ",
        "said": _describe_said(record, fields),
        "findings": "\n".join(f"- {finding}" for finding in question.findings)
        or "Không quy tắc nào lên tiếng.",
        "moves": "\n".join(f"- {each}" for each in (*_list_effects(question, asked), *asked.ruled_out)),
        "likely": _describe_likely(question),
    }


def _list_effects(question: Question, asked: Asked) -> Iterator[str]:
    for status in question.candidates:
        if asked.choices is None or status in asked.choices:
            yield f"{question.scheme.short(status)}: {question.effects[status].text}"


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
            f"Ở các cột nền vàng nhạt của các trang {QUESTIONS}, {SECOND_LOOKS}, {DECIDED}. Câu hỏi ảnh hưởng nhiều "
            "nhất đứng trước. Chưa trả lời thì để trống cả dòng; được trả lời dần, áp dụng nhiều lần.",
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
            "4. Một trả lời cho nhiều nội dung",
            "Cột Nội dung khác cùng lời kể những câu hỏi khác mà lời đơn vị nói cùng một điều. Chọn Có ở cột Áp dụng "
            "cho nội dung cùng lời thì trả lời được ghi cho tất cả; trái với câu mẫu hoặc với quyết định đã có trên "
            "lời như thế thì không áp dụng chung được. Đơn vị không báo cáo, hoặc một tệp có điều chưa rõ, là một "
            "dòng; bấm dấu + ở lề trái để xem từng nội dung.",
        ),
        (
            f"5. Trang {SECOND_LOOKS}",
            "Quy tắc đã kết luận nhưng có điều không khớp. Không bắt buộc trả lời. Chọn đúng kết quả đang có "
            "là xác nhận; chọn kết quả khác là sửa.",
        ),
        (
            f"6. Trang {DECIDED}",
            "Mỗi dòng là một điều đã quyết định: ai, ngày nào, vì sao, còn hiệu lực hay không. Muốn thay thì chọn kết "
            "quả khác ở cột Quyết định lại; chọn Thu hồi thì nội dung trở lại như chương trình tự xác định. Quyết định "
            "trước vẫn được lưu." + (_CHECK_STEP if prepared.period.decisions.second_person else ""),
        ),
        (
            "7. Sắp xếp, lọc, xóa",
            "Được sắp xếp, lọc, xóa bớt dòng, lưu bằng Excel hoặc LibreOffice. Không bỏ các cột ẩn: nhờ đó mỗi "
            "trả lời về đúng nội dung.",
        ),
        (
            "8. Áp dụng",
            f"camket review {name} --apply <tệp này>. Mọi dòng được kiểm tra trước; còn một chỗ sai thì nêu "
            "tên ô và chưa ghi gì. Đúng cả thì các quyết định được ghi thêm vào "
            f"data/raw/{name}/decisions.csv; rồi chạy lại camket run {name}.",
        ),
        (
            "9. Khi đơn vị sửa báo cáo",
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
