"""The data sheets, a row a commitment or a registered item, over which the other sheets count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from camket.blocks.inline import Text
from camket.publishing.workbooks.heights import fit_height, line_height
from camket.publishing.workbooks.styles import BOXED, HEADER, LABEL, NOTE, SIZE, Style
from camket.workbooks.record_columns import RecordColumn, shown_value
from camket.workbooks.sheet import Sheet

_ABOUT = (
    "Mọi số đếm, tỷ lệ ở các trang phụ lục là công thức trên bảng này; bảng lấy từ data/processed.",
    "Chọn một ô số: Hộp tên cạnh thanh công thức cho mã số liệu để tra trong trace.html; fig_ là số đếm, pct_ tỷ lệ, "
    "txt_ câu có số; _ trước mã đơn vị thay cho @ (fig_cut_off.completed_SNV là cut_off.completed@SNV).",
    "Sửa ở đây chỉ làm đổi tệp này. Muốn sửa kết quả của báo cáo thì trả lời trong review.xlsx rồi chạy lại.",
)
_DAY: Style = {**BOXED, "num_format": "dd/mm/yyyy"}


def write_records(
    sheet: Sheet,
    columns: Sequence[RecordColumn],
    rows: Iterable[Mapping[str, object]],
    *,
    title: str,
    draft: Text,
    notice: str,
    margins_mm: tuple[int, int, int, int],
) -> None:
    """The rows of a processed table as one with filters, of the sheet's name. Every text is written as text."""
    for column, kind in enumerate(columns):
        sheet.sheet.set_column(column, column, kind.width)
    sheet.write_words(0, 0, title, {**LABEL, "align": "left", "text_wrap": False})
    row = 1
    for text in (("DỰ THẢO – ", *draft) if draft else (), (notice,), *((line,) for line in _ABOUT)):
        if any(text):
            sheet.write(row, 0, text, {**NOTE, "text_wrap": False})
            row += 1
    header = row
    for values in rows:
        row += 1
        _write_row(sheet, columns, row, values)
    sheet.sheet.set_row(header, 2 * line_height(SIZE) + 3)
    sheet.sheet.add_table(
        header, 0, row, len(columns) - 1,
        {
            "name": sheet.name,
            "style": "Table Style Light 1",
            "columns": [{"header": kind.heading, "header_format": sheet.look(HEADER)} for kind in columns],
        },
    )  # fmt: skip
    sheet.set_page(margins_mm, (header, header), draft=bool(draft), pages_wide=2)
    sheet.sheet.freeze_panes(header + 1, 1)
    sheet.sheet.repeat_columns(0)


def _write_row(sheet: Sheet, columns: Sequence[RecordColumn], row: int, values: Mapping[str, object]) -> None:
    texts: list[tuple[str, float]] = []
    for column, kind in enumerate(columns):
        value = shown_value(kind.field, values[kind.field], sheet.scheme)
        if kind.is_day and value:
            day = date.fromisoformat(str(value))
            sheet.sheet.write_datetime(row, column, datetime.combine(day, time()), sheet.look(_DAY))
        elif isinstance(value, str):
            sheet.write_words(row, column, value, BOXED)
            texts.append((value, kind.width))
        else:
            sheet.sheet.write_number(row, column, value, sheet.look(BOXED))
    sheet.sheet.set_row(row, fit_height(texts, SIZE, gap=2))
