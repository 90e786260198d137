"""Write the second sheet of a form: a one-page guide to filling it in."""

from __future__ import annotations

from collections.abc import Iterator

from camket.inputs.period import Period
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.guide import write_guide as write_guide_sheet
from camket.settings.fields import Fields, label_of


def write_guide(book: Book, period: Period, fields: Fields) -> None:
    """Adds the guide sheet, locked as the form is; `fields` are those of the period."""
    steps = (*_steps(period, fields), ("", ""), *_statuses(period))
    sheet = write_guide_sheet(book, "HƯỚNG DẪN GHI BIỂU", steps)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _steps(period: Period, fields: Fields) -> Iterator[tuple[str, str]]:
    note = fields.label("note")
    steps = [
        ("Ghi ở đâu", "Chỉ ghi vào các ô nền vàng nhạt. Phần đã ký (các cột bên trái) đã khóa; thấy sai thì nêu ở cột "
         f"{note}."),
        *((field.label, field.help) for field in fields.asked if field.help),
        ("Thêm, bớt, sắp xếp", "Được xếp lại thứ tự dòng, đổi độ rộng. Không xóa dòng, kể cả việc chưa làm; không bỏ "
         "cột ẩn: nhờ cột đó mỗi kết quả về đúng nội dung đã ký."),
        ("Gửi về", f"Gửi chính tệp Excel này về {period.report.agency}, kèm báo cáo đã ký. Gửi lại thì ghi “gửi lần 2” "
         "ở tên tệp."),
    ]  # fmt: skip
    for number, (title, says) in enumerate(steps, start=1):
        yield f"{number}. {title}", says


def _statuses(period: Period) -> tuple[tuple[str, str], ...]:
    scheme = period.scheme
    pairs = []
    for status in scheme.statuses:
        if "cut_off" in status.bases:
            label = scheme.label(status.code, period.superior_in_text)
            advice = f": {status.advice.format(note=label_of('note'))}" if status.advice else "."
            pairs.append((status.short, f"{label[0].upper()}{label[1:]}{advice}"))
    return tuple(pairs)
