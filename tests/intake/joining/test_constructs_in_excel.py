"""What a person sees in a table of Excel means the same in the signed list, submissions, registrations and programme.

Each construct is tried in each place, as a workbook of today and, where the format has it, as an .ods and a .csv. It is
read rightly, or it is asked about: in the signed list a cell that cannot be used stops the run, elsewhere it is named
and the row is used without it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import xlsxwriter

from places import PLACES, PROBE, Place

COLUMN = 3  # of the probe
NOTED = "Điều chỉnh còn 09 lớp"
LIST = "Hoàn thành/Chưa hoàn thành/Không hoàn thành"


class Workbook:
    """A workbook of one sheet with the header of a place and the row of the probe, which a construct changes."""

    def __init__(self, place: Place) -> None:
        self.made = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.made, {"in_memory": True})
        self.page = self.book.add_worksheet("Sheet1")
        self.place = place
        self.write(0, place.header)
        self.write(1, (*place.before, PROBE, *place.after))

    def write(self, row: int, texts: Any, look: Any = None) -> None:
        for column, text in enumerate(texts):
            self.page.write_string(row, column, text, look) if text else None

    def look(self, **properties: Any) -> Any:
        return self.book.add_format(properties)

    def add_item(self, *, row: int = 2) -> None:
        self.write(row, ("2", self.place.before[1], "Trồng rừng phòng hộ", PROBE, *self.place.after))

    def content(self) -> bytes:
        self.book.close()
        return self.made.getvalue()


def struck_row(made: Workbook) -> None:
    made.write(1, (*made.place.before, PROBE, *made.place.after), made.look(font_strikeout=True))


def item_in(**options: Any) -> Callable[[Workbook], None]:
    def change(made: Workbook) -> None:
        made.add_item()
        made.page.set_row(2, options.get("height"), None, {"hidden": options.get("hidden", False)})

    return change


def column_of(**options: Any) -> Callable[[Workbook], None]:
    return lambda made: made.page.set_column(COLUMN, COLUMN, options.get("width"), None, options)


def probe(value: Any, **look: Any) -> Callable[[Workbook], None]:
    return lambda made: made.page.write(1, COLUMN, value, made.look(**look))


def struck_part(made: Workbook) -> None:
    made.page.write_rich_string(1, COLUMN, made.look(font_strikeout=True), "20 lớp", " 12 lớp")


def coloured_part(made: Workbook) -> None:
    made.page.write_rich_string(1, COLUMN, made.look(bold=True), "12", made.look(color="red"), " lớp")


def merged_over_two_items(made: Workbook) -> None:
    made.page.merge_range(1, COLUMN, 1, COLUMN + 1, PROBE)


def continued(made: Workbook) -> None:
    made.page.write_string(1, COLUMN, "12")
    made.page.write_string(2, COLUMN, "lớp")


def covered(made: Workbook) -> None:
    made.add_item(row=1)
    made.page.merge_range(1, COLUMN, 2, COLUMN, "20 lớp")
    made.write(2, (*made.place.before, PROBE, *made.place.after))


def hidden_zero(made: Workbook) -> None:
    made.page.hide_zero()
    made.page.write_number(1, COLUMN, 0)


def conditional(**look: Any) -> Callable[[Workbook], None]:
    rule = {"type": "formula", "criteria": '=$A2="1"'}
    return lambda made: made.page.conditional_format(
        1, COLUMN, 1, COLUMN, {**rule, "format": made.look(**look)}
    )


def signs_in_runs(made: Workbook) -> None:
    made.page.write_rich_string(1, COLUMN, made.look(font_name="Symbol"), "\xb3", " 12 lớp")


def typed_note(made: Workbook) -> None:
    made.page.write_string(1, COLUMN, f"{PROBE}(1)")
    made.page.write_string(3, 0, f"(1) {NOTED}")


def typed_note_beside_its_sign(made: Workbook) -> None:
    made.page.write_string(1, COLUMN, f"{PROBE}(1)")
    made.page.write_string(3, 0, "(1)")
    made.page.write_string(3, 1, NOTED)


class Construct(NamedTuple):
    """How a workbook is changed, and what must come of it: the value, or words that are asked."""

    change: Callable[[Workbook], Any]
    value: str | None = PROBE
    asked: str = ""
    stops: bool = True  # in the signed list
    only: tuple[str, ...] = tuple(PLACES)


CONSTRUCTS = {
    "nothing": Construct(lambda made: None),
    "struck": Construct(probe(PROBE, font_strikeout=True), None, "bị gạch bỏ"),
    "struck and typed anew": Construct(struck_part, None, "bị gạch bỏ “20 lớp”"),
    "runs of many looks": Construct(coloured_part),
    "struck row": Construct(struck_row, None, "bị gạch bỏ"),
    "white": Construct(probe(PROBE, color="white"), None, "cùng màu với nền"),
    "white on blue": Construct(probe(PROBE, color="white", bg_color="blue")),
    "white by a condition": Construct(conditional(color="white"), None, "cùng màu với nền"),
    "struck by a condition": Construct(conditional(font_strikeout=True), None, "bị gạch bỏ"),
    "covered by a range": Construct(covered, None, f"ô trộn che chữ “{PROBE}”"),
    "zero that the sheet hides": Construct(hidden_zero, None, "bị ẩn vì trang tính không hiện số 0"),
    "zero that the format hides": Construct(probe(0, num_format="0;-0;"), None, "bị ẩn bằng định dạng"),
    "sign of a font in a run": Construct(signs_in_runs, "≥ 12 lớp"),
    "sign of a font": Construct(probe("\xa3 12 lớp", font_name="Symbol"), "≤ 12 lớp"),
    "hidden row": Construct(item_in(hidden=True), PROBE, "ẩn"),
    "row without height": Construct(item_in(height=0), PROBE, "ẩn"),
    "hidden column": Construct(column_of(hidden=True), "", "bị ẩn"),
    "column without width": Construct(column_of(width=0), "", "bị ẩn"),
    "comment": Construct(
        lambda made: made.page.write_comment(1, COLUMN, NOTED), PROBE, NOTED, stops=False
    ),
    "text box": Construct(lambda made: made.page.insert_textbox(5, 1, NOTED), PROBE, NOTED),
    "words of the format": Construct(probe(12, num_format='0" lớp"')),
    "number without a look": Construct(probe(12, num_format=";;;"), None, "bị ẩn bằng định dạng"),
    "rounded by the format": Construct(probe(12.4, num_format="0"), "12"),
    "noise of a percentage": Construct(probe(0.9999999999999998, num_format="0%"), "100%"),
    "noise without decimals": Construct(probe(0.7999999999999999, num_format="0.##%"), "80%"),
    "tick": Construct(probe(f"☒ {PROBE}"), f"☒ {PROBE}"),
    "list as the form has it": Construct(probe(LIST), LIST, "còn nguyên danh sách", only=("submissions",)),
    "continued row": Construct(continued, None, "dòng dưới ghi thêm"),
    "formula with a value": Construct(
        lambda made: made.page.write_formula(1, COLUMN, '="12 "&"lớp"', None, PROBE)
    ),
    "formula without a value": Construct(
        lambda made: made.page.write_formula(1, COLUMN, "=F2+1", None, ""), None, "công thức chưa có giá trị"
    ),
    "error": Construct(
        lambda made: made.page.write_formula(1, COLUMN, "=1/0", None, "#DIV/0!"), None, "ô báo lỗi #DIV/0!"
    ),
    "typed note": Construct(typed_note, PROBE, NOTED),
    "typed note beside its sign": Construct(typed_note_beside_its_sign, PROBE, NOTED),
}  # fmt: skip


def check(made: Construct, where: str, ending: str, content: bytes, root: Any) -> None:
    seen = PLACES[where].try_file(root, ending, content)
    if made.asked:
        assert made.asked in seen.asked
        assert seen.stops == (made.stops and where == "signed list")
    else:
        assert seen.asked == ""
    if made.value is not None and not seen.stops:
        assert seen.value.partition(" (chú thích")[0] == made.value


@pytest.mark.parametrize(
    ("construct", "where"), [(name, place) for name, made in CONSTRUCTS.items() for place in made.only]
)
def test_a_construct_of_a_workbook_is_read_rightly_or_asked_about(construct, where, tmp_path):
    made = Workbook(PLACES[where])
    CONSTRUCTS[construct].change(made)
    check(CONSTRUCTS[construct], where, "xlsx", made.content(), tmp_path)


NAMES = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{NAMES}:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
STYLES = """
<style:style style:name="struck" style:family="table-cell">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="dark" style:family="table-cell">
  <style:table-cell-properties fo:background-color="#003366"/>
  <style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="span" style:family="text">
  <style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="flat" style:family="table-row">
  <style:table-row-properties style:row-height="0cm"/></style:style>
"""


def ods_cell(text: str, style: str = "", inside: str = "") -> str:
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{inside}<text:p>{text}</text:p></table:table-cell>'  # noqa: E501


def ods_row(texts: Any, look: str = "", **own: str) -> str:
    return f"<table:table-row {look}>{''.join(own.get(f'c{at}') or ods_cell(text) for at, text in enumerate(texts))}</table:table-row>"  # noqa: E501


def ods(place: Place, cell: str = "", more: str = "", columns: str = "") -> bytes:
    texts = (*place.before, PROBE, *place.after)
    rows = ods_row(place.header) + (ods_row(texts, **{f"c{COLUMN}": cell}) if cell else ods_row(texts)) + more
    table = f'<table:table table:name="Sheet1">{columns}{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    styles = f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml", f"<office:document-content {SPACES}>{styles}{body}</office:document-content>"
        )
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


def ods_number(value: str, shown: str, kind: str = "float") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'  # noqa: E501


def second_item(place: Place, look: str) -> str:
    return ods_row(("2", place.before[1], "Trồng rừng phòng hộ", PROBE, *place.after), look)


class OpenConstruct(NamedTuple):
    """A construct of an .ods: the cell of the probe, and a further row."""

    cell: str = ""
    more: Callable[[Place], str] = lambda place: ""
    value: str | None = PROBE
    asked: str = ""
    stops: bool = True


HIDE = '<table:table-column/><table:table-column/><table:table-column/><table:table-column table:visibility="collapse"/>'  # noqa: E501
NOTE = f"<office:annotation><text:p>{NOTED}</text:p></office:annotation>"
BOX = f"<draw:frame><draw:text-box><text:p>{NOTED}</text:p></draw:text-box></draw:frame>"
OPEN_CONSTRUCTS = {
    "nothing": OpenConstruct(),
    "struck": OpenConstruct(ods_cell(PROBE, "struck"), value=None, asked="bị gạch bỏ"),
    "struck and typed anew": OpenConstruct(
        ods_cell('<text:span text:style-name="span">20 lớp</text:span> 12 lớp'),
        value=None,
        asked="bị gạch bỏ “20 lớp”",
    ),
    "white": OpenConstruct(ods_cell(PROBE, "white"), value=None, asked="cùng màu với nền"),
    "white on blue": OpenConstruct(ods_cell(PROBE, "dark")),
    "hidden row": OpenConstruct(
        more=lambda place: second_item(place, 'table:visibility="collapse"'), asked="ẩn"
    ),
    "filtered row": OpenConstruct(
        more=lambda place: second_item(place, 'table:visibility="filter"'), asked="ẩn"
    ),
    "row without height": OpenConstruct(
        more=lambda place: second_item(place, 'table:style-name="flat"'), asked="ẩn"
    ),
    "comment": OpenConstruct(ods_cell(PROBE, inside=NOTE), asked=NOTED, stops=False),
    "text box": OpenConstruct(ods_cell(PROBE, inside=BOX), asked=NOTED),
    "words of the format": OpenConstruct(ods_number("12", "12 lớp")),
    "noise of a percentage": OpenConstruct(
        ods_number("0.9999999999999998", "100%", "percentage"), value="100%"
    ),
    "number without a look": OpenConstruct(
        ods_number("12", ""), value=None, asked="định dạng của ô làm ẩn số"
    ),
    "tick": OpenConstruct(ods_cell(f"☒ {PROBE}"), value=f"☒ {PROBE}"),
    "continued row": OpenConstruct(
        ods_cell("12"),
        more=lambda place: ods_row(("", "", "", "lớp")),
        value=None,
        asked="dòng dưới ghi thêm",
    ),
    "error": OpenConstruct(
        '<table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>',  # noqa: E501
        value=None,
        asked="ô báo lỗi #DIV/0!",
    ),
    "formula without a value": OpenConstruct(
        '<table:table-cell table:formula="of:=[.F2]"/>', value=None, asked="công thức chưa có giá trị"
    ),
}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("construct", OPEN_CONSTRUCTS)
def test_a_construct_of_an_open_document_is_read_rightly_or_asked_about(construct, where, tmp_path):
    made = OPEN_CONSTRUCTS[construct]
    content = ods(PLACES[where], made.cell, made.more(PLACES[where]))
    check(Construct(str, made.value, made.asked, made.stops), where, "ods", content, tmp_path)


@pytest.mark.parametrize("where", PLACES)
def test_a_hidden_column_of_an_open_document_is_named(where, tmp_path):
    content = ods(PLACES[where], columns=HIDE)
    check(Construct(str, "", "bị ẩn"), where, "ods", content, tmp_path)


CSV_CONSTRUCTS = {
    "nothing": (PROBE, "", PROBE, ""),
    "line break": ("12\nlớp", "", PROBE, ""),
    "tick": (f"☒ {PROBE}", "", f"☒ {PROBE}", ""),
    "error": ("#DIV/0!", "", None, "ô báo lỗi #DIV/0!"),
    "column too narrow": ("########", "", None, "ô chỉ có dấu #"),
    "continued row": ("12", "lớp", None, "dòng dưới ghi thêm"),
}  # fmt: skip


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("construct", CSV_CONSTRUCTS)
def test_a_construct_of_a_text_file_is_read_rightly_or_asked_about(construct, where, tmp_path):
    place = PLACES[where]
    text, below, value, asked = CSV_CONSTRUCTS[construct]
    made = io.StringIO()
    csv.writer(made).writerows(
        [place.header, (*place.before, text, *place.after), *([("", "", "", below)] if below else [])]
    )
    check(Construct(str, value, asked), where, "csv", made.getvalue().encode("utf-8-sig"), tmp_path)


@pytest.mark.parametrize("place", ["signed list", "registrations", "programme"])
def test_a_day_that_lost_its_format_is_a_day(place, tmp_path):
    made = Workbook(PLACES[place])
    made.page.write_number(1, COLUMN + 1, 45199)
    seen = PLACES[place].try_file(tmp_path, "xlsx", made.content())
    assert (seen.value, seen.asked) == (PROBE, "")
