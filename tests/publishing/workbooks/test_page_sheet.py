"""An appendix on its sheet: the cover above, the table below, set up to be printed."""

from __future__ import annotations

import openpyxl
import pytest

from camket.publishing.blocks.block import Column, Row, Table
from camket.publishing.blocks.inline import Printed, fill
from camket.publishing.workbooks.page_sheet import plan_columns, split_pair

PERIOD = "2022-10"


def texts_of(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Phụ lục I", "TỔNG HỢP KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2022"),
        (
            "Phụ lục II",
            "KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2022 CỦA CÁC SỞ, BAN, NGÀNH TỈNH",
        ),
        (
            "Phụ lục III",
            "KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2022 CỦA UBND CÁC HUYỆN, THÀNH PHỐ",
        ),
    ],
)
def test_a_sheet_begins_as_the_page_does(made, name, title):
    head = texts_of(made.values[name])[:5]
    assert head == [
        name,
        title,
        "Lũy kế tính đến ngày 30/10/2022 và ước cả năm 2022",
        "(Kèm theo Báo cáo số 158/BC-SKHĐT ngày 09 tháng 11 năm 2022 của Sở Kế hoạch và Đầu tư)",
        "DỰ THẢO – số liệu chưa chốt: còn 01/05 nội dung chưa xác định được kết quả đến ngày 30/10/2022 và "
        "00/05 nội dung chưa xác định được kết quả ước cả năm, đang chờ rà soát.",
    ]


def test_the_notice_of_the_period_stands_on_every_sheet(make, small_project):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text('notice = "Số liệu giả lập."\n' + text, encoding="utf-8")
    assert all("Số liệu giả lập." in texts_of(sheet) for sheet in make(small_project).values)


def test_every_table_prints_on_landscape_a4_with_its_header_and_page_number_on_top(made):
    for sheet in made.formulas.worksheets[1:-1]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # Without a number of its own the first page is page 1.
        assert (sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber) == (None, True)
        assert sheet.oddHeader.center.text == "&P"
        assert sheet.oddHeader.right.text == "DỰ THẢO"
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert (sheet.page_setup.fitToWidth or 1) == 1


def test_the_repeated_rows_are_those_of_the_header(made):
    sheet = made.values["Phụ lục I"]
    first, last = sheet.print_title_rows.replace("$", "").split(":")
    rows = [[cell.value for cell in row if cell.value] for row in sheet[f"{first}:{last}"]]
    assert rows[0] == ["TT", "Đơn vị", "Tổng số nội dung", "Lũy kế đến 30/10/2022", "Ước cả năm 2022"]
    assert rows[1][:2] == ["Đang thực hiện", "Hoàn thành"]
    assert rows[2] == ["Số", "Tỷ lệ"] * 9
    assert sheet.freeze_panes == f"A{int(last) + 1}"


def test_rows_of_items_carry_text_and_the_mark_of_a_decision(make, small_project):
    decisions = small_project / "data" / "raw" / PERIOD / "decisions.csv"
    decisions.write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
        "SNV-03,cut_off_status,completed,unresolved,Đã xem hồ sơ,,Nguyễn Văn A,2022-11-07\n",
        encoding="utf-8",
    )
    made = make(small_project)
    texts = texts_of(made.values["Phụ lục II"])
    assert "1. Sở Nội vụ (03 nội dung)" in texts
    assert "Hoàn thành (*)" in texts
    assert not any("DỰ THẢO" in text for text in texts)
    said = "Trong đó, kết quả của 01/03 nội dung do công chức tổng hợp rà soát, kết luận;"
    assert any(text.startswith(said) for text in texts)


def test_rows_are_high_enough_for_a_long_text(make, small_project):
    path = small_project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["C3"] = "Đã hoàn thành. " * 30
    book.save(path)
    sheet = make(small_project).values["Phụ lục II"]
    heights = {
        row[4].row: sheet.row_dimensions[row[4].row].height
        for row in sheet.iter_rows()
        if str(row[4].value).startswith("Đã hoàn thành. Đã")
    }
    assert all(height > 150 for height in heights.values())
    assert heights


COUNT, SHARE = (
    Printed(figure="cut_off.completed", text="05"),
    Printed(figure="cut_off.completed", text="1,7%"),
)


@pytest.mark.parametrize(
    "cell",
    [
        (),
        ("05 (1,7%)",),
        (COUNT,),
        (COUNT, " – ", SHARE),
        (COUNT, " (", Printed(figure="decided", text="1,7%"), ")"),
        (COUNT, " (", SHARE, ") và hơn"),
    ],
)
def test_only_a_count_with_its_own_share_in_brackets_is_split(cell):
    assert split_pair(cell) is None
    assert split_pair((COUNT, " (", SHARE, ")")) == (COUNT, SHARE)


def test_columns_lie_side_by_side_and_keep_their_proportions():
    table = Table(
        title="",
        columns=(
            Column(heading="TT", width=0.5),
            Column(heading="Kết quả", width=1),
            Column(heading="Đơn vị", width=3),
        ),
        rows=(
            Row(kind="group", cells=(fill("1. Sở"),)),
            Row(cells=(("1",), (COUNT, " (", SHARE, ")"), ("Sở Nội vụ",))),
        ),
    )
    number, result, unit = plan_columns(table)
    assert [placed.first for placed in (number, result, unit)] == [0, 1, 3]
    assert [placed.is_pair for placed in (number, result, unit)] == [False, True, False]
    assert unit.widths[0] == pytest.approx(6 * number.widths[0])
