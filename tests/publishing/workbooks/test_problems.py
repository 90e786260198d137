import openpyxl
import pytest

from camket.errors import MachineError
from camket.intake.joining.record import Rejected
from camket.publishing.workbooks.problems import group_by_unit, write_problems
from camket.settings.units import Unit
from samples import PERIOD

SNV = Unit(code="SNV", name="Sở Nội vụ & Lao động", group="department", order=1)
HCL = Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", order=2)
COLUMNS = ("TT", "Mức", "Tệp", "Xem", "Trang tính", "Ô", "Đã thấy", "Cần", "Cách sửa")
HEADER_ROW = 5


def problem(unit="SNV", found="thấy", cell="'Phu luc'!B5", sheet="'Phu luc'", row=5, kind="row"):
    return Rejected(unit, "submissions/a.xlsx", "", sheet, row, cell, found, "cần", "sửa", kind)


def write(tmp_path, *problems, name="problems.xlsx"):
    path = tmp_path / "2022-10" / name
    write_problems(path, group_by_unit(problems, [SNV, HCL]), PERIOD)
    return path


def read(path):
    """The rows of each sheet from its header on."""
    return {
        sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=HEADER_ROW)]
        for sheet in openpyxl.load_workbook(path)
    }


def test_each_unit_has_its_sheet_in_the_order_of_the_units_and_the_unknown_come_last(tmp_path):
    path = write(tmp_path, problem(""), problem("HCL"), problem("XYZ"), problem("SNV"), problem("SNV", "hai"))
    sheets = read(path)
    assert list(sheets) == ["SNV", "HCL", "XYZ", "Chưa rõ đơn vị"]
    assert [row[0] for row in sheets.values()] == [COLUMNS] * 4
    assert sheets["SNV"][1:] == [
        ("1", "Sửa", "a.xlsx", "", "Phu luc", "B5", "thấy", "cần", "sửa"),
        ("2", "Sửa", "a.xlsx", "", "Phu luc", "B5", "hai", "cần", "sửa"),
    ]


def test_a_sheet_says_above_its_table_whose_it_is_of_which_period_and_what_to_do(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path, problem()))["SNV"]
    said = [sheet.cell(row, 1).value for row in range(1, HEADER_ROW)]
    assert said[:2] == [
        "Sở Nội vụ & Lao động: những điểm cần sửa, bổ sung",
        "Nội dung cam kết năm 2022, số liệu đến 30/10/2022",
    ]
    assert "gửi lại" in said[2]


def test_while_questions_are_open_every_sheet_is_a_draft_and_says_how_many(tmp_path):
    path = tmp_path / "problems.xlsx"
    write_problems(path, group_by_unit([problem(), problem("HCL")], [SNV, HCL]), PERIOD, 3)
    for sheet in openpyxl.load_workbook(path):
        assert sheet["A2"].value.endswith("số liệu đến 30/10/2022. DỰ THẢO – còn 3 câu hỏi.")
        assert "DỰ THẢO – còn 3 câu hỏi" in sheet.oddHeader.left.text
    assert "DỰ THẢO" not in openpyxl.load_workbook(write(tmp_path, problem()))["SNV"]["A2"].value


def test_what_must_be_mended_comes_first_then_what_may_hide_commitments_then_what_was_not_read(tmp_path):
    path = write(
        tmp_path,
        problem(kind="unread", row=None, cell=""),
        problem(kind="hidden", row=None, cell="hàng ẩn 3–5"),
        problem(kind="missing"),
        problem(),
    )
    rows = read(path)["SNV"][1:]
    assert [row[:2] for row in rows] == [("1", "Bổ sung"), ("2", "Sửa"), ("3", "Xem kỹ"), ("4", "Xem lại")]
    assert [row[5] for row in rows] == ["B5", "B5", "hàng ẩn 3–5", ""]


@pytest.mark.parametrize(
    ("sheet", "row", "cell", "printed"),
    [
        ("Sheet1", 5, "Sheet1!C5:C9", ("Sheet1", "C5:C9")),
        ("Sheet1", 5, "", ("Sheet1", "dòng 5")),
        ("'It''s!'", 5, "'It''s!'!C5", ("It's!", "C5")),
        ("table 2", 14, "table 2, row 14, column 5", ("bảng 2", "bảng 2, dòng 14, cột 5")),
        ("", None, "", ("", "")),
        ("Sheet1", 5, "Sheet1!E14; Sheet1!H14", ("Sheet1", "E14; H14")),
        ("'a!b'", None, "cột “Lý do!” ('a!b'!G1)", ("a!b", "cột “Lý do!” (G1)")),
    ],
)
def test_a_place_is_printed_as_the_unit_knows_it(tmp_path, sheet, row, cell, printed):
    path = write(tmp_path, problem(sheet=sheet, row=row, cell=cell))
    assert read(path)["SNV"][1][4:6] == printed


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://example.org", "1e5", "a\x00b\x1b", "\udcff"],
)
def test_a_text_is_never_a_formula_a_number_or_a_link(tmp_path, text):
    sheet = openpyxl.load_workbook(write(tmp_path, problem(found=text)))["SNV"]
    cell = sheet.cell(HEADER_ROW + 1, COLUMNS.index("Đã thấy") + 1)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value.isprintable() or "_x00" in cell.value


def test_a_text_longer_than_a_cell_is_cut_and_says_so(tmp_path):
    text = read(write(tmp_path, problem(found="x" * 40_000)))["SNV"][1][6]
    assert text.endswith("ký tự, xem ô nguồn)")


def test_a_sheet_prints_on_a4_across_with_its_header_on_every_page_and_wrapped(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path, problem()))["SNV"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$5:$5", "A6")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in [(None, 0), (1, 0)]
    assert sheet["G6"].alignment.wrap_text
    assert sheet.oddHeader.right.text == "Sở Nội vụ && Lao động"


def test_a_row_is_as_high_as_its_longest_text_because_not_every_program_fits_it(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path, problem(), problem(found="chữ " * 50, row=6)))["SNV"]
    heights = [sheet.row_dimensions[HEADER_ROW + number].height for number in (1, 2)]
    assert heights[1] > 4 * heights[0]


def test_what_nobody_has_to_mend_is_not_forwarded(tmp_path):
    path = write(
        tmp_path, problem(kind="superseded"), problem("HCL", kind="repeated"), problem(kind="missing")
    )
    assert {name: len(rows) for name, rows in read(path).items()} == {"SNV": 2}


def test_without_problems_the_workbook_says_so(tmp_path):
    assert read(write(tmp_path)) == {
        "Không có vấn đề": [COLUMNS, (*[""] * 6, "Không có vấn đề nào cần sửa.", "", "")]
    }


def test_the_same_problems_give_the_same_bytes(tmp_path):
    one, other = (write(tmp_path, problem(), problem("HCL"), name=name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == other.read_bytes()


def test_a_workbook_that_cannot_be_written_is_named_and_leaves_nothing(tmp_path):
    (tmp_path / "2022-10" / "problems.xlsx").mkdir(parents=True)
    with pytest.raises(MachineError) as caught:
        write(tmp_path)
    assert caught.value.where.endswith("2022-10/problems.xlsx")
    assert [path.name for path in (tmp_path / "2022-10").iterdir()] == ["problems.xlsx"]
