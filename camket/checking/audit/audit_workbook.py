"""`audit.xlsx`, the blind sample to be read, and `audit_differences.xlsx`, what a second person settles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from camket.checking.audit.blind_sample import Tables, list_drawn
from camket.exchange.entry_rules import list_rule
from camket.exchange.form import list_statuses
from camket.exchange.question_sheet import HEADER, Column, Layout
from camket.figures.audit_record import DISPUTED, UNCLEAR, Audit, Key, split_key
from camket.intake.formats.sheet import label_place
from camket.intake.joining.field_values import describe_value
from camket.publishing.workbooks.book import Book, set_page, write_guide
from camket.publishing.workbooks.cell_styles import ANSWER, BODY, HEADING, LINE, MISSING, SMALL_SIZE, TITLE
from camket.publishing.workbooks.cell_text import fit_height, line_height, write_text
from camket.settings.fields import Fields
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis
from camket.settings.value_types import read_day

FILE, DIFFERENCES = "audit.xlsx", "audit_differences.xlsx"
_SHEETS = {FILE: "Kiem chung", DIFFERENCES: "Khac nhau"}
_MARGINS = (0.4, 0.4, 0.6, 0.6)
_MADE = "tệp do camket audit tạo ra (audit.xlsx, audit_differences.xlsx)"
_KEYS = (Column("audit", "audit_list", 12, "key"), Column("key", "audit_record", 12, "key"))
_TEXTS = (
    Column("code", "Mã", 10),
    Column("unit", "Đơn vị", 13),
    Column("content", "Nội dung đã cam kết", 30),
    Column("said", "Đơn vị ghi gì, ở ô nào", 48),
)
READ = Layout(
    (
        Column("number", "TT", 4),
        *_KEYS,
        *_TEXTS,
        Column("cut_off", "Kết quả đến ngày chốt", 15, "answer"),
        Column("full_year", "Kết quả ước cả năm", 15, "answer"),
        Column("reader", "Người đọc", 14, "answer"),
        Column("remark", "Nhận xét", 20, "answer"),
    ),
    "unit",
    _MADE,
)
SETTLE = Layout(
    (
        Column("number", "TT", 4),
        *_KEYS,
        Column("basis", "audit_basis", 10, "key"),
        *_TEXTS[:-1],
        Column("said", "Đơn vị ghi gì, ở ô nào", 40),
        Column("about", "Xác định gì", 10),
        Column("found", "Chương trình xếp và căn cứ", 22),
        Column("read", "Người đọc xếp", 16),
        Column("answer", "Kết quả đúng", 14, "answer"),
        Column("settled_by", "Người xác định", 13, "answer"),
        Column("reason", "Lý do, căn cứ", 18, "answer"),
    ),
    "unit",
    _MADE,
)
# What has to be filled in once a row is begun.
REQUIRED = {READ: ("cut_off", "full_year", "reader"), SETTLE: ("answer", "settled_by", "reason")}


def choices_for(basis: Basis, layout: Layout, scheme: Scheme) -> dict[str, str]:
    """The statuses that a person may give on a basis, with their words."""
    others = {UNCLEAR: "Không kết luận được"}
    if layout is SETTLE:
        others[DISPUTED] = "Còn ý kiến khác nhau"
    return {status: scheme.short(status) for status in scheme.decided(basis)} | others


def label_reading(status: str, scheme: Scheme) -> str:
    """What a reader gave, in words."""
    return choices_for("cut_off", READ, scheme)[UNCLEAR] if status == UNCLEAR else scheme.short(status)


def write_sample(audit: Audit, tables: Tables, periods: Sequence[Period], fields: Fields) -> bytes:
    """The workbook of the records that are drawn and not read yet, the same bytes each time."""
    unread = [key for key in list_drawn(audit) if key not in audit.readings]
    rows = [_describe(key, audit, tables, fields) for key in unread]
    titles = "KIỂM CHỨNG KẾT QUẢ XẾP LOẠI", "Không còn nội dung nào phải đọc."
    return _write(FILE, READ, rows, audit, periods, titles, tuple(_reading_steps(audit, periods)))


def write_differences(audit: Audit, tables: Tables, periods: Sequence[Period], fields: Fields) -> bytes:
    """The workbook of the differences that a second person has not settled."""
    scheme = periods[-1].scheme
    rows = []
    for key, basis in audit.list_unsettled():
        row, read, found = tables.rows.get(key, {}), audit.readings[key], audit.listed.found(key, basis)
        # Tables that have changed since have no evidence for what was found then.
        evidence = row.get(f"{basis}_evidence", "") if row.get(f"{basis}_status") == found else ""
        about = scheme.label_basis(basis)
        rows.append(
            _describe(key, audit, tables, fields)
            | {
                "basis": basis,
                "about": about[0].upper() + about[1:],
                "found": scheme.short(found) + (f"\n“{evidence}”" if evidence else ""),
                "read": "\n".join(
                    filter(None, (label_reading(read.at(basis), scheme), read.remark, f"({read.reader})"))
                ),
            }
        )
    titles = "KẾT QUẢ KHÁC NHAU CẦN XÁC ĐỊNH", "Không còn kết quả nào khác nhau."
    return _write(DIFFERENCES, SETTLE, rows, audit, periods, titles, tuple(_settling_steps(audit)))


def _write(
    file: str,
    layout: Layout,
    rows: Sequence[Mapping[str, str]],
    audit: Audit,
    periods: Sequence[Period],
    titles: tuple[str, str],
    steps: Sequence[tuple[str, str]],
) -> bytes:
    """A workbook of one sheet and its guide. `titles` are the heading and what stands in place of rows."""
    (heading, nothing), period = titles, periods[-1]
    named = f"{heading}: KỲ {', '.join(audit.listed.periods)}"
    book = Book(named.capitalize(), period.document_day, author=period.report.agency, size=SMALL_SIZE)
    sheet = book.add_sheet(_SHEETS[file])
    book.let_grow(sheet)
    for number, column in enumerate(layout.columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.kind == "key"})
        write_text(sheet, HEADER, number, column.heading, book.cell_format(HEADING))
    sheet.set_row(HEADER, 2 * line_height(SMALL_SIZE))
    write_text(sheet, 0, 0, named, book.cell_format({**TITLE, "font_size": 13}))
    write_text(sheet, 1, 0, " ".join(dict.fromkeys(each.notice for each in periods)), book.cell_format(LINE))
    for number, row in enumerate(rows, start=HEADER + 1):
        _write_row(book, sheet, number, {"number": str(number - HEADER), **row}, layout)
    if rows:
        sheet.autofilter(HEADER, 0, HEADER + len(rows), len(layout.columns) - 1)
        _check_entries(sheet, layout, rows, period.scheme)
        _show_missing(book, sheet, layout, HEADER + len(rows))
    else:
        write_text(sheet, HEADER + 1, 0, nothing, book.cell_format(LINE))
    set_page(sheet, _MARGINS, header_rows=(HEADER, HEADER), frozen=layout.at(layout.frozen) + 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(layout.columns) - 1)}1048576"})
    write_guide(book, "HƯỚNG DẪN", steps)
    return book.to_bytes()


def _write_row(book: Book, sheet: Worksheet, number: int, texts: Mapping[str, str], layout: Layout) -> None:
    for at, column in enumerate(layout.columns):
        if column.kind == "answer":
            sheet.write_blank(number, at, None, book.cell_format(ANSWER))
        else:
            write_text(sheet, number, at, texts[column.name], book.cell_format(BODY))
    said = [(texts[column.name], column.width) for column in layout.columns if column.kind == "text"]
    # A spare line, because other programs have other fonts.
    sheet.set_row(number, fit_height(said, SMALL_SIZE, gap=line_height(SMALL_SIZE)))


def _check_entries(
    sheet: Worksheet, layout: Layout, rows: Sequence[Mapping[str, str]], scheme: Scheme
) -> None:
    for number, row in enumerate(rows, start=HEADER + 1):
        for basis in BASES if layout is READ else (row["basis"],):
            at = layout.at(basis if layout is READ else "answer")
            choices = tuple(choices_for(basis, layout, scheme).values())  # type: ignore[arg-type]
            # Excel does not move these lists when rows are sorted, so that another word may still be right.
            rule = list_rule(choices, "Chọn một trong: ") | {"error_type": "warning"}
            sheet.data_validation(number, at, number, at, rule)


def _show_missing(book: Book, sheet: Worksheet, layout: Layout, last: int) -> None:
    """A begun row shows what it still lacks."""

    def cell(name: str) -> str:
        return str(xl_rowcol_to_cell(HEADER + 1, layout.at(name), col_abs=True))

    begun = "+".join(f"LEN({cell(name)})" for name in layout.named("answer"))
    for name in REQUIRED[layout]:
        rule = {
            "type": "formula",
            "criteria": f"=AND(LEN({cell(name)})=0,{begun}>0)",
            "format": book.condition_format(MISSING),
        }
        sheet.conditional_format(HEADER + 1, layout.at(name), last, layout.at(name), rule)


def _describe(key: Key, audit: Audit, tables: Tables, fields: Fields) -> dict[str, str]:
    """The texts of a record as they stand in the tables: what was promised, what the unit wrote. No verdict."""
    period, record_id = split_key(key)
    row = tables.rows.get(key, {})
    return {
        "audit": audit.listed.hash,
        "key": key,
        "code": record_id if len(audit.listed.periods) == 1 else f"{record_id}\nkỳ {period}",
        "unit": row.get("unit_name", ""),
        "content": "\n".join(_describe_signed(row, fields)),
        "said": "\n".join(_describe_said(row, fields)) or "Đơn vị không ghi gì.",
    }


def _describe_signed(row: Mapping[str, str], fields: Fields) -> Iterator[str]:
    yield row.get("content", "")
    for field in fields.signed:
        if field.name != "content" and row.get(field.name):
            yield f"{field.label}: {_show(row[field.name], field.type)}"


def _describe_said(row: Mapping[str, str], fields: Fields) -> Iterator[str]:
    if row.get("source_file", "").startswith("submissions/"):
        yield f"Tệp {row['source_file'].removeprefix('submissions/')}"
    places = json.loads(row.get("source_cells") or "{}")
    for field in fields.reported:
        if text := _show(row.get(field.name, ""), field.type):
            place = places.get(field.name, "")
            yield f"{field.label} [{label_place(place)}]: {text}" if place else f"{field.label}: {text}"


def _show(text: str, kind: str) -> str:
    """A value of the tables as people read it."""
    if text and kind == "percent":
        return describe_value(Decimal(text))
    return describe_value(read_day(text)) if text and kind == "day" else text


def _reading_steps(audit: Audit, periods: Sequence[Period]) -> Iterator[tuple[str, str]]:
    days = "; ".join(
        f"kỳ {name}: {period.cut_off:%d/%m/%Y}"
        for name, period in zip(audit.listed.periods, periods, strict=True)
    )
    yield (
        "1. Ai đọc",
        "Người chưa xem kết quả xếp loại của kỳ này: chưa mở các trang, phụ lục, báo cáo, phiếu đơn vị và các bảng số "
        "liệu của kỳ. Tệp này không ghi kết quả nào; các dòng xếp theo thứ tự ngẫu nhiên.",
    )
    yield (
        "2. Đọc gì",
        "Đọc nội dung đã cam kết và nguyên văn báo cáo của đơn vị; ô nguồn ghi trong ngoặc vuông, khi cần thì mở tệp "
        "của đơn vị. Không hỏi ý kiến của người đã rà soát kỳ này.",
    )
    yield (
        "3. Ghi gì",
        f"Ở các cột nền vàng nhạt: chọn kết quả đến ngày chốt ({days}) và kết quả ước cả năm, ghi họ tên người đọc. "
        "Chưa đọc thì để trống cả dòng; được nộp dần. Ô còn thiếu hiện nền đỏ nhạt.",
    )
    yield (
        "4. Không kết luận được",
        "Khi lời báo cáo không đủ để kết luận thì chọn “Không kết luận được” và ghi nhận xét. Không suy đoán.",
    )
    yield "5. Các kết quả", "\n".join(f"{name}: {says}" for name, says in list_statuses(periods[-1]))
    yield (
        "6. Sắp xếp, lọc",
        "Được sắp xếp, lọc, lưu bằng Excel, LibreOffice hay chương trình khác. Không bỏ các cột ẩn, không sửa dòng "
        "tiêu đề.",
    )
    yield (
        "7. Nộp",
        f"{_apply_with(audit)}. Mọi dòng được kiểm tra trước; còn một chỗ sai thì nêu tên ô và chưa ghi gì. Đã nộp thì "
        "không đổi được kết quả đã đọc, vì khi đó kết quả của phần mềm đã được nêu ra.",
    )


def _settling_steps(audit: Audit) -> Iterator[tuple[str, str]]:
    yield (
        "1. Ai xác định",
        "Người thứ hai, không phải người đã đọc dòng đó. Xem lại nguyên văn của đơn vị và tệp nguồn.",
    )
    yield (
        "2. Ghi gì",
        "Ở các cột nền vàng nhạt: chọn kết quả đúng, ghi họ tên và lý do. Chưa xác định thì để trống cả dòng; khi đó "
        "nội dung được tính là xếp sai.",
    )
    yield (
        "3. Còn tranh chấp",
        "Hai người không thống nhất thì chọn “Còn ý kiến khác nhau”: nội dung được tính là xếp sai.",
    )
    yield "4. Nộp", f"{_apply_with(audit)}. Không bỏ các cột ẩn, không sửa dòng tiêu đề."


def _apply_with(audit: Audit) -> str:
    return f"camket audit {' '.join(audit.listed.periods)} --apply <tệp này>"
