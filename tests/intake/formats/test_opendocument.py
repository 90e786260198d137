"""OpenDocument spreadsheets: values, repeated and merged cells, errors, hidden rows; texts beside cells."""

import io
import zipfile

import pytest

from camket.intake.formats.opendocument import read_opendocument
from camket.intake.formats.sheet import label_notes

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "chart", "config")
)
SPACES += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
SPACES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
SPACES += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'


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


def book(table, styles="", page="", objects=None, before="", settings=""):
    """An .ods of one table, with automatic styles, a `styles.xml` and embedded objects."""
    body = f"<office:body><office:spreadsheet>{before}{table}</office:spreadsheet></office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "content.xml", f"<office:document-content {SPACES}>{automatic}{body}</office:document-content>"
        )
        package.writestr("styles.xml", f"<office:document-styles {SPACES}>{page}</office:document-styles>")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, content in (objects or {}).items():
            package.writestr(name, f"<office:document-content {SPACES}>{content}</office:document-content>")
        if settings:
            package.writestr(
                "settings.xml", f"<office:document-settings {SPACES}>{settings}</office:document-settings>"
            )
    return read_opendocument(buffer.getvalue())


def table(*rows, name="BC"):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def style(name, family, properties="", parent="", **attributes):
    parent = f'style:parent-style-name="{parent}"' if parent else ""
    named = f'style:name="{name}" style:family="{family}" {parent} {said(attributes)}'
    return f"<style:style {named}>{properties}</style:style>"


def looks(**attributes):
    return f"<style:text-properties {said(attributes)}/>"


STRUCK = looks(style__text_line_through_style="solid")
STYLES = (
    style("cell", "table-cell", STRUCK)
    + style("child", "table-cell", parent="cell")
    + style("line", "paragraph", looks(style__text_line_through_type="single"))
    + style("run", "text", STRUCK)
    + style("off", "text", looks(style__text_line_through_style="none"))
    + style("gone", "text", looks(text__display="none"))
    + style("white", "text", looks(fo__color="#ffffff"))
    + style("red", "text", looks(fo__color="#ff0000"))
    + style("blue", "table-cell", '<style:table-cell-properties fo:background-color="#0000ff"/>')
)
SAYS = {"office__value_type": "string"}


@pytest.mark.parametrize(
    ("node", "shown", "problem"),
    [
        (cell("Đã xong", **SAYS, table__style_name="cell"), "Đã xong", "gạch bỏ “Đã xong”"),
        (cell("Đã xong", **SAYS, table__style_name="child"), "Đã xong", "gạch bỏ “Đã xong”"),
        (cell("Đã xong", **SAYS), "Đã xong", ""),
        (cell(office__value_type="float", office__value="7", table__style_name="cell"), "7", "gạch bỏ “7”"),
        (
            cell('<text:span text:style-name="run">Đã xong</text:span> Đang làm', **SAYS),
            "Đã xong Đang làm",
            "gạch bỏ “Đã xong”",
        ),
        (
            cell('cũ <text:span text:style-name="off">mới</text:span>', **SAYS, table__style_name="cell"),
            "cũ mới",
            "gạch bỏ “cũ”",
        ),
        (
            f'<table:table-cell {said(SAYS)}><text:p text:style-name="line">Cũ</text:p></table:table-cell>',
            "Cũ",
            "gạch bỏ “Cũ”",
        ),
        (
            cell('Đạt<text:span text:style-name="gone"> không</text:span>', **SAYS),
            "Đạt",
            "bị ẩn “không”",
        ),
        (
            cell('Đạt<text:span text:style-name="white"> không</text:span>', **SAYS),
            "Đạt",
            "bị ẩn “không”",
        ),
        (cell('Đạt<text:span text:style-name="red"> không</text:span>', **SAYS), "Đạt không", ""),
        (
            cell(
                'Đạt<text:span text:style-name="white"> không</text:span>', **SAYS, table__style_name="blue"
            ),
            "Đạt không",
            "",
        ),
    ],
)
def test_struck_and_hidden_words_are_a_problem_of_their_cell(node, shown, problem):
    (sheet,) = book(table(row(node)), STYLES).sheets
    assert sheet.rows[0][0].text == shown
    assert problem in sheet.rows[0][0].problem
    assert bool(problem) == bool(sheet.rows[0][0].problem)


@pytest.mark.parametrize("side", ["row", "table-column"])
def test_a_cell_looks_as_the_default_of_its_row_or_column_says(side):
    default = said({"table__default_cell_style_name": "cell"})
    column = f"<table:table-column {default}/>" if side == "table-column" else ""
    line = f"<table:table-row {default if side == 'row' else ''}>{cell('Đã xong', **SAYS)}</table:table-row>"
    (sheet,) = book(table(column, line), STYLES).sheets
    assert "gạch bỏ" in sheet.rows[0][0].problem


@pytest.mark.parametrize(
    ("line", "crossed"),
    [
        ('diagonal-bl-tr="0.06pt solid #000000"', True),
        ('diagonal-tl-br="0.06pt solid #000000"', True),
        ('diagonal-tl-br="none"', False),
        ('rotation-angle="45"', False),
    ],
)
def test_a_cell_that_a_diagonal_border_crosses_out_is_struck_as_a_whole(line, crossed):
    looks = style("crossed", "table-cell", f"<style:table-cell-properties style:{line}/>")
    inside = '7 <text:span text:style-name="off">lớp</text:span>'
    (sheet,) = book(table(row(cell(inside, **SAYS, table__style_name="crossed"))), STYLES + looks).sheets
    assert sheet.rows[0][0].text == "7 lớp"
    assert ("gạch bỏ “7 lớp”" in sheet.rows[0][0].problem) == crossed


NO_HEIGHT = style("flat", "table-row", '<style:table-row-properties style:row-height="0cm"/>')
NO_WIDTH = style("thin", "table-column", '<style:table-column-properties style:column-width="0.000in"/>')


@pytest.mark.parametrize(
    "flat",
    [
        row(cell("hai", **SAYS), table__style_name="flat"),
        row(cell("hai", **SAYS), table__visibility="filter"),
        f'<table:table-row-group table:display="false">{row(cell("hai", **SAYS))}</table:table-row-group>',
    ],
    ids=["no height", "filtered", "folded group"],
)
def test_a_row_that_nobody_sees_is_set_apart(flat):
    (sheet,) = book(table(row(cell("một", **SAYS)), flat, row(cell("ba", **SAYS))), NO_HEIGHT).sheets
    assert [line[0].text for line in sheet.rows] == ["một", "", "ba"]
    assert sheet.skipped == ("hàng ẩn 2",)


@pytest.mark.parametrize(
    ("size", "hidden"),
    [("0", True), ("0.03cm", True), (".6mm", True), ("1.9pt", True), ("0.02in", True), ("2.2pt", False),
     ("0.1cm", False), ("0.5cm", False), ("auto", False)],
)  # fmt: skip
def test_a_row_too_low_for_a_text_is_set_apart(size, hidden):
    low = NO_HEIGHT.replace("0cm", size)
    flat = row(cell("hai", **SAYS), table__style_name="flat")
    (sheet,) = book(table(row(cell("một", **SAYS)), flat), low).sheets
    assert sheet.skipped == (("hàng ẩn 2",) if hidden else ())


def test_a_column_without_width_is_set_apart():
    columns = '<table:table-column/><table:table-column table:style-name="thin"/>'
    (sheet,) = book(table(columns, row(cell("một", **SAYS), cell("hai", **SAYS))), NO_WIDTH).sheets
    assert sheet.skipped == ("cột ẩn B",)


@pytest.mark.parametrize(
    ("value", "kind", "text", "shown"),
    [
        ("9", "float", "9 lớp", "9 lớp"),
        ("0.99999999999999986", "percentage", "100%", "100%"),
        ("0.805", "percentage", "80,50%", "80,5%"),
        ("0.805", "percentage", "80.50%", "80,5%"),
        ("0.8049", "percentage", "80%", "80%"),
        ("1234567", "float", "1.234.567", "1.234.567"),
        ("50000", "float", "50,000", "50.000"),
        ("50000", "float", "50 000", "50.000"),
        ("50000", "float", "50000", "50000"),
        ("50000", "float", "50,000 hộ", "50.000 hộ"),
        ("50000.25", "float", "50,000.25 tấn", "50.000,25 tấn"),
        ("12.345", "float", "12.345 ha", "12,345 ha"),
        ("1234567", "float", "1,2 triệu", "1,2 triệu"),
        ("1234.5", "float", "1,234.50", "1.234,5"),
        ("0.30000000000000004", "float", "0,3", "0,3"),
        ("-12.6", "float", "(13)", "-13"),
        ("80.5", "float", "", "80,5"),
        ("5", "float", "***", "5"),
    ],
)
def test_a_number_is_read_as_the_cell_shows_it(value, kind, text, shown):
    (sheet,) = book(table(row(cell(text, office__value_type=kind, office__value=value)))).sheets
    assert sheet.rows[0][0].shown == shown
    assert float(sheet.rows[0][0].value) == float(value)


def test_a_number_that_its_format_hides_is_a_problem():
    seven = {"office__value_type": "float", "office__value": "7"}
    blank = f"<table:table-cell {said(seven)}><text:p/></table:table-cell>"
    (sheet,) = book(table(row(blank, cell(**seven)))).sheets
    assert [bool(each.problem) for each in sheet.rows[0]] == [True, False]


def test_a_text_that_stands_only_in_its_attribute_is_read():
    (sheet,) = book(table(row(cell(**SAYS, office__string_value="Đã xong")))).sheets
    assert sheet.rows[0][0].text == "Đã xong"


NOTE = "<office:annotation><text:p>Chưa</text:p><text:p>nghiệm thu</text:p></office:annotation>"


def test_a_comment_is_a_note_of_a_filled_cell_and_named_on_an_empty_one():
    filled = f'<table:table-cell office:value-type="string">{NOTE}<text:p>Đã xong</text:p></table:table-cell>'
    read = book(table(row(filled, f"<table:table-cell>{NOTE}</table:table-cell>")))
    assert (read.sheets[0].rows[0][0].text, label_notes(read.sheets[0].rows[0][0].notes)) == (
        "Đã xong",
        "nhận xét: Chưa nghiệm thu",
    )
    assert [tuple(aside) for aside in read.asides] == [
        ("comment", "BC", "nhận xét ở BC!B1", "Chưa nghiệm thu")
    ]


BOX = "<draw:frame><draw:text-box><text:p>Số liệu</text:p><text:p>chưa chốt</text:p></draw:text-box></draw:frame>"


def test_texts_that_stand_in_no_cell_are_named_with_their_place():
    shapes = f"<table:shapes>{BOX}</table:shapes>"
    shape = "<draw:custom-shape><text:p>Chờ thẩm định</text:p></draw:custom-shape>"
    covered = cell("chữ ở dưới", "covered-table-cell", **SAYS)
    first = cell("A", **SAYS, table__number_columns_spanned="2")
    page = (
        '<office:master-styles><style:master-page style:name="Default"><style:header><text:p>Bản nháp</text:p>'
        "</style:header><style:footer><text:p>Trang <text:page-number>1</text:page-number></text:p></style:footer>"
        '</style:master-page><style:master-page style:name="Unused"><style:header><text:p>Khác</text:p>'
        "</style:header></style:master-page></office:master-styles>"
    )
    prompt = (
        '<table:content-validations><table:content-validation table:base-cell-address="BC.C3">'
        '<table:help-message table:title="Kết quả"><text:p>Ghi Đạt hoặc Không đạt</text:p></table:help-message>'
        "</table:content-validation></table:content-validations>"
    )
    chart = (
        "<office:body><office:chart><chart:chart><chart:title><text:p>Tiến độ quý 3</text:p></chart:title>"
        f"{table(row(cell('lặp lại', **SAYS)))}</chart:chart></office:chart></office:body>"
    )
    sheet = table(shapes, row(first, covered, f"<table:table-cell>{shape}</table:table-cell>"))
    read = book(sheet, page=page, objects={"Object 1/content.xml": chart}, before=prompt)
    assert [tuple(aside) for aside in read.asides] == [
        ("paragraph", "BC", "ô BC!B1 bị ô trộn che khuất", "chữ ở dưới"),
        ("text_box", "BC", "hình có chữ ở BC!C1", "Chờ thẩm định"),
        ("text_box", "BC", "hộp chữ trên BC", "Số liệu\nchưa chốt"),
        ("chart", "", "biểu đồ Object 1", "Tiến độ quý 3"),
        ("entry_rule", "BC", "lời nhắc khi nhập ở BC!C3", "Kết quả: Ghi Đạt hoặc Không đạt"),
        ("page_margin", "BC", "đầu trang in của BC", "Bản nháp"),
        ("page_margin", "BC", "chân trang in của BC", "Trang"),
    ]
    assert [each.text for each in read.sheets[0].rows[0]] == ["A", "A"]


def test_a_day_is_what_the_cell_shows_and_a_text_that_its_format_hides_is_not_read():
    day = {"office__value_type": "date", "office__date_value": "2022-08-05"}
    hidden = '<table:table-cell office:value-type="string" office:string-value="Không đạt"><text:p/></table:table-cell>'
    shown = row(cell("05/08/22", **day), cell("08/2022", **day), cell("Dự kiến 05/08/2022", **day), hidden)
    cells = book(table("", shown)).sheets[0].rows[0]
    assert [each.shown for each in cells] == ["05/08/2022", "08/2022", "Dự kiến 05/08/2022", ""]
    assert "làm ẩn chữ “Không đạt”" in cells[3].problem


@pytest.mark.parametrize(
    ("position", "shown"),
    [("super 58%", "25/25¹"), ("33% 58%", "25/25¹"), ("sub 58%", "25/251"), ("0% 100%", "25/251")],
)
def test_a_superscript_digit_is_no_part_of_the_number_before_it(position, shown):
    look = f'<style:text-properties style:text-position="{position}"/>'
    style = f'<style:style style:name="T1" style:family="text">{look}</style:style>'
    text = cell('25/25<text:span text:style-name="T1">1</text:span>', **SAYS)
    assert book(table("", row(text)), styles=style).sheets[0].rows[0][0].shown == shown


@pytest.mark.parametrize(("day", "is_1904"), [("1904-01-01", True), ("1899-12-30", False)])
def test_a_sheet_knows_from_when_its_workbook_counts_days(day, is_1904):
    settings = f'<table:calculation-settings><table:null-date table:date-value="{day}"/></table:calculation-settings>'
    (sheet,) = book(table(row(cell("43372"))), before=settings).sheets
    assert sheet.is_1904 == is_1904


@pytest.mark.parametrize(
    ("look", "what"),
    [
        (STRUCK, "gạch bỏ chữ"),
        (looks(fo__color="#ffffff"), "chữ cùng màu với nền"),
        (looks(fo__color="#fdfeff"), "chữ cùng màu với nền"),
        (looks(fo__color="#ffffff") + '<style:table-cell-properties fo:background-color="#003366"/>', ""),
        (looks(fo__color="#ff0000"), ""),
    ],
)
def test_a_conditional_format_that_strikes_text_out_or_hides_it_is_told(look, what):
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    rules = "".join(
        f'<calcext:conditional-format calcext:target-range-address="BC.A1:BC.{cell}"><calcext:condition '
        f'calcext:apply-style-name="{name}" calcext:value="formula-is([.$A1]=1)"/></calcext:conditional-format>'
        for cell, name in (("B2", "Kiểu_1"), ("B3", "Đậm"))
    )
    inside = f'<calcext:conditional-formats xmlns:calcext="{calc}">{rules}</calcext:conditional-formats>'
    struck = style("Kiểu_5f_1", "table-cell", look)
    bold = style("Đậm", "table-cell")
    read = book(table(row(cell("A", **SAYS)), inside), styles=struck + bold)
    assert [tuple(aside) for aside in read.asides] == [
        ("conditional", "BC", "định dạng có điều kiện đến ô BC!B2", f"{what} khi formula-is([.$A1]=1)")
        for _ in range(bool(what))
    ]


@pytest.mark.parametrize(
    ("size", "kind"),
    [
        ('svg:width="17cm" svg:height="9.5cm"', "scan"),
        ('svg:width="6.7in" svg:height="300pt"', "scan"),
        ('svg:width="3cm" svg:height="9cm"', "picture"),
        ('svg:width="wide" svg:height="9cm"', "picture"),
    ],
)
def test_a_large_picture_is_a_scan(size, kind):
    image = f"<table:shapes><draw:frame {size}><draw:image/></draw:frame></table:shapes>"
    assert [aside.kind for aside in book(table(image, row(cell("a")))).asides] == [kind]


def test_a_picture_is_told_with_its_place_and_a_fraction_is_read_as_shown():
    image = "<table:shapes><draw:frame><draw:image/></draw:frame>"
    image += "<draw:frame><draw:object/><draw:image/></draw:frame></table:shapes>"
    read = book(table(image, row(cell("7/12", office__value_type="float", office__value="0.583333"))))
    assert [tuple(aside) for aside in read.asides] == [
        ("picture", "BC", "hình trên BC", "hình, không đọc được chữ trong hình")
    ]
    assert read.sheets[0].rows[0][0].shown == "7/12"


def changed(
    text, place='table:table="0" table:row="1" table:column="2"', state="", tag="cell-content-change"
):
    before = f"<table:change-track-table-cell><text:p>{text}</text:p></table:change-track-table-cell>"
    state = f'table:acceptance-state="{state}"' if state else ""
    address = f"<table:cell-address {place}/>" if place else ""
    return f"<table:{tag} {state}>{address}<table:previous>{before}</table:previous></table:{tag}>"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (changed("Chưa xong"), [("BC", "sửa đổi ở BC!C2", "xóa: Chưa xong")]),
        (changed("Chưa xong", state="pending"), [("BC", "sửa đổi ở BC!C2", "xóa: Chưa xong")]),
        (changed("Chưa xong", state="accepted"), []),
        (changed("Chưa xong", state="rejected"), []),
        (changed(""), []),
        (changed("Chưa xong", place=""), [("", "sửa đổi ở ô không rõ", "xóa: Chưa xong")]),
        (changed("Chưa xong", place='table:table="9" table:row="1" table:column="2"'),
         [("", "sửa đổi ở ô không rõ", "xóa: Chưa xong")]),
        (changed("Dòng bỏ", tag="deletion"), [("BC", "sửa đổi ở BC!C2", "xóa: Dòng bỏ")]),
    ],
)  # fmt: skip
def test_what_an_open_change_replaced_is_told(change, told):
    history = f"<table:tracked-changes>{change}</table:tracked-changes>"
    found = book(table(row(cell("Đã xong", **SAYS))), before=history).asides
    assert [(each.sheet, each.place, each.text) for each in found if each.kind == "tracked"] == told


@pytest.mark.parametrize(
    ("look", "why"),
    [
        ({"fo__color": "#ffffff"}, "cùng màu với nền"),
        ({"fo__color": "#fffefd"}, "cùng màu với nền"),
        ({"fo__font_size": "1pt"}, "cỡ quá nhỏ"),
        ({"fo__font_size": "11pt"}, ""),
        ({"fo__font_size": "80%"}, ""),
        ({"fo__color": "#000000"}, ""),
    ],
)
def test_a_text_that_nobody_sees_is_a_problem(look, why):
    unseen = style("unseen", "table-cell", looks(**look))
    (sheet,) = book(table(row(cell("Đạt", **SAYS, table__style_name="unseen"))), styles=unseen).sheets
    said = f"ô có chữ {why} “Đạt”, không rõ có còn được tính hay không" if why else ""
    assert sheet.rows[0][0].problem == said


@pytest.mark.parametrize(
    ("of_all", "of_sheet", "is_hidden"),
    [("true", "", False), ("false", "", True), ("true", "false", True), ("false", "true", False)],
)
def test_a_zero_that_the_view_of_a_sheet_hides_is_unseen(of_all, of_sheet, is_hidden):
    def entry(name, shown, inside=""):
        item = (
            f'<config:config-item config:name="ShowZeroValues">{shown}</config:config-item>' if shown else ""
        )
        return f'<config:config-item-map-entry config:name="{name}">{item}{inside}</config:config-item-map-entry>'

    zero = cell("0", office__value_type="float", office__value="0")
    read = book(table(row(cell("A", **SAYS), zero)), settings=entry("", of_all, entry("BC", of_sheet)))
    assert ("không hiện số 0" in read.sheets[0].rows[0][1].problem) is is_hidden


@pytest.mark.parametrize("text", ["\xfc", "\uf0fc"])
def test_a_sign_of_a_font_is_what_it_shows(text):
    looks = style("W", "text", '<style:text-properties style:font-name="Wingdings"/>')
    said = cell(f'<text:span text:style-name="W">{text}</text:span> Đạt', **SAYS)
    assert book(table(row(said)), styles=looks).sheets[0].rows[0][0].text == "✓ Đạt"
