"""OpenDocument spreadsheets: values, repeated and merged cells, errors, hidden rows."""

import io
import zipfile

from camket.intake.formats.opendocument import read_opendocument

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def row(*cells, **attributes):
    return f"<table:table-row {said(attributes)}>{''.join(cells)}</table:table-row>"


def cell(text="", tag="table-cell", **attributes):
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:{tag} {said(attributes)}>{paragraph}</table:{tag}>"


def said(attributes):
    """`office__value="1"` as `office:value="1"`, with hyphens for single underscores."""
    return " ".join(
        f'{name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items()
    )


ROWS = (
    row(cell("Phụ<text:s/>lục", table__number_columns_spanned=2), cell(tag="covered-table-cell"))
    + row(cell(), table__number_rows_repeated=2)
    + row(
        cell(office__value_type="percentage", office__value="0.8"),
        cell("#DIV/0!", office__value_type="string", table__formula="of:=1/0"),
    )
    + row(cell(office__value_type="float", office__value=7), table__visibility="collapse")
    + row(cell(table__number_columns_repeated=16384), table__number_rows_repeated=1_048_000)
)


def test_a_sheet_of_libreoffice_is_read_with_all_that_it_says():
    table = f'<table:table table:name="Biểu 1">{ROWS}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {SPACES}>{body}</office:document-content>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    (sheet,) = read_opendocument(buffer.getvalue()).sheets
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["Phụ lục", "Phụ lục"],
        ["", ""],
        ["", ""],
        ["80%", "#DIV/0!"],
        ["", ""],
    ]
    assert sheet.rows[0][1].place == "'Biểu 1'!A1:B1"
    assert sheet.rows[3][1].problem == "ô báo lỗi #DIV/0!"
    assert sheet.skipped == ("hàng ẩn 5",)
