"""Tables can be sorted and filtered with scripts, and are complete without."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import html

from camket.publishing.blocks.block import Column, Cover, Row, Table
from camket.publishing.blocks.inline import Printed
from camket.publishing.pages.html import page_to_html
from camket.publishing.pages.page import Page

COVER = Cover(title="Trang thử", agency="Sở", superior="UBND", issued=date(2022, 11, 9), landscape=True)
NONE = (Printed(figure="a", text="00"), " (", Printed(figure="a", text="0,0%"), ")")
COUNTS = Table(
    title="Số nội dung của từng đơn vị",
    columns=(
        Column(heading="TT", align="center"),
        Column(heading="Đơn vị"),
        Column(heading="Hoàn thành", group="Lũy kế", align="right"),
        Column(heading="Kinh phí", group="Lũy kế", align="right"),
    ),
    rows=(
        Row(kind="total", cells=(("",), ("TỔNG CỘNG",), ("21",), ("",))),
        Row(kind="total", cells=(("I",), ("CÁC SỞ",), ("14",), ("",))),
        Row(cells=(("1",), ("Sở Y tế",), ("02 (40,0%)",), ("1.200,5",))),
        Row(cells=(("2",), ("Ban Dân tộc",), ("10 (50,0%)",), ("",))),
        Row(cells=(("3",), ("Đài Phát thanh",), ("02 (33,3%)",), ("97,25",))),
        Row(cells=(("4",), ("Sở Ăn uống",), NONE, ("980",))),
        Row(kind="total", cells=(("II",), ("CÁC HUYỆN",), ("07",), ("",))),
        Row(cells=(("1",), ("Huyện Tam Nông",), ("04 (9,9%)",), ("5",))),
        Row(cells=(("2",), ("Huyện Châu Thành",), ("03 (9,8%)",), ("6",))),
    ),
)
STATUSES = ("Hoàn thành", "Đang thực hiện", "Hoàn thành (*)")
ITEMS = Table(
    title="Từng nội dung",
    columns=(
        Column(heading="TT", align="center"),
        Column(heading="Nội dung"),
        Column(heading="Thời hạn", deadlines_of=2022),
        Column(heading="Đánh giá", group="Đến ngày chốt", choices=True),
    ),
    rows=(
        Row(kind="group", cells=(("1. Sở Nội vụ (03 nội dung)",),)),
        *(
            Row(cells=((str(number),), (f"Đề án số {number}",), (deadline,), (STATUSES[number % 3],)))
            for number, deadline in enumerate(("31/12/2022", "Quý III/2022", "thường xuyên"), start=1)
        ),
        Row(kind="group", cells=(("2. Sở Y tế (18 nội dung)",),)),
        *(
            Row(cells=((str(number),), (f"Bệnh án {number}",), ("",), (STATUSES[0],)))
            for number in range(1, 19)
        ),
    ),
)


@pytest.fixture
def opened(open_page, tmp_path):
    def open_tables(**view):
        path = tmp_path / "page.html"
        path.write_text(page_to_html(Page(cover=COVER, blocks=(COUNTS, ITEMS))), encoding="utf-8")
        return open_page(path, **view)

    return open_tables


def column(page, number, table=0):
    """The visible cells of a column, including rows of one cell."""
    return (
        page.locator("table")
        .nth(table)
        .locator("tbody tr:visible")
        .evaluate_all(
            "(rows, number) => rows.map((row) => (row.cells[number] ?? row.cells[0]).innerText.trim()"
            ".replaceAll('\u00a0', ' '))",
            number,
        )
    )


def press(page, heading, table=0):
    page.locator("table").nth(table).get_by_role("button", name=heading).click()


def test_without_scripts_every_row_is_shown_and_no_control():
    root = html.document_fromstring(page_to_html(Page(cover=COVER, blocks=(COUNTS, ITEMS))))
    assert len(root.cssselect("tbody tr")) == len(COUNTS.rows) + len(ITEMS.rows)
    assert not root.cssselect("button, input, select, form, output, [hidden]")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("heading", "number", "departments", "districts"),
    [
        ("Đơn vị", 1, ["Ban Dân tộc", "Đài Phát thanh", "Sở Ăn uống", "Sở Y tế"],
         ["Huyện Châu Thành", "Huyện Tam Nông"]),
        ("Hoàn thành", 2, ["–", "02 (33,3%)", "02 (40,0%)", "10 (50,0%)"], ["03 (9,8%)", "04 (9,9%)"]),
        ("Kinh phí", 3, ["97,25", "980", "1.200,5", ""], ["5", "6"]),
    ],
)  # fmt: skip
def test_rows_are_sorted_by_vietnamese_collation_and_number_within_their_group(
    opened, heading, number, departments, districts
):
    page = opened()
    fixed = [column(page, number)[at] for at in (0, 1, 6)]
    press(page, heading)
    assert column(page, number) == [*fixed[:2], *departments, fixed[2], *districts]
    assert page.locator("[aria-sort]").inner_text() == heading
    assert page.locator("[aria-sort]").get_attribute("aria-sort") == "ascending"
    said = page.locator("output").first
    assert heading in said.inner_text()
    assert "tăng dần trong từng nhóm" in said.inner_text()
    press(page, heading)
    filled = [text for text in reversed(departments) if text] + [text for text in departments if not text]
    assert column(page, number) == [*fixed[:2], *filled, fixed[2], *reversed(districts)]
    assert "giảm dần" in said.inner_text()
    press(page, heading)
    assert column(page, 0) == ["", "I", "1", "2", "3", "4", "II", "1", "2"]
    assert page.locator("[aria-sort]").count() == 0
    assert said.inner_text() == "Thứ tự ban đầu."


@pytest.mark.browser
def test_deadlines_are_sorted_by_date_and_those_without_a_date_come_last(opened):
    page = opened()
    press(page, "Thời hạn", table=1)
    assert column(page, 1, table=1)[1:4] == ["Đề án số 2", "Đề án số 1", "Đề án số 3"]


@pytest.mark.browser
def test_filters_keep_matching_rows_with_their_group_and_count_them(opened):
    page = opened()
    said = page.locator("output", has_text="dòng")
    assert said.inner_text() == "21 / 21 dòng."
    page.get_by_label("Tìm chữ trong bảng").fill("de an")
    page.locator("output", has_text="3 / 21 dòng.").wait_for()
    assert column(page, 0, table=1) == ["1. Sở Nội vụ (03 nội dung)", "1", "2", "3"]
    page.locator("form select").first.select_option("Hoàn thành")
    page.locator("output", has_text="2 / 21 dòng.").wait_for()
    assert column(page, 3, table=1)[1:] == ["Hoàn thành (*)", "Hoàn thành"]
    page.get_by_role("button", name="Đặt lại").click()
    page.locator("output", has_text="21 / 21 dòng.").wait_for()
    assert len(column(page, 0, table=1)) == len(ITEMS.rows)


@pytest.mark.browser
def test_a_total_is_hidden_while_some_of_its_rows_are(open_page, tmp_path):
    units = [Row(cells=((str(number),), (f"Xã {number}",), ("1",), ("1",))) for number in range(1, 21)]
    table = COUNTS.model_copy(update={"rows": (COUNTS.rows[0], *units)})
    path = tmp_path / "page.html"
    path.write_text(page_to_html(Page(cover=COVER, blocks=(table,))), encoding="utf-8")
    page = open_page(path)
    page.get_by_label("Tìm chữ trong bảng").fill("xã 20")
    page.locator("output", has_text="1 / 20 dòng.").wait_for()
    assert column(page, 1) == ["Xã 20"]


@pytest.mark.browser
def test_the_printed_table_is_complete_and_has_no_controls(opened):
    page = opened()
    page.get_by_label("Tìm chữ trong bảng").fill("không có chữ này")
    page.locator("output", has_text="0 / 21 dòng.").wait_for()
    page.emulate_media(media="print")
    assert len(column(page, 0, table=1)) == len(ITEMS.rows)
    assert page.locator("form:visible, output:visible").count() == 0
    assert page.locator("thead").first.inner_text().split() == [
        "TT", "Đơn", "vị", "Lũy", "kế", "Hoàn", "thành", "Kinh", "phí"
    ]  # fmt: skip


@pytest.mark.browser
def test_on_a_phone_nothing_overflows_and_rows_are_cards_with_their_headings(opened):
    page = opened(width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    items = page.locator("table").nth(1)
    assert items.evaluate("table => table.scrollWidth") <= 360
    assert not items.locator("thead").is_visible()
    first = items.locator("td[data-label]").first
    assert first.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Thời hạn: "'
    page.get_by_label("Xếp theo").select_option("Thời hạn, giảm dần")
    assert column(page, 1, table=1)[1:4] == ["Đề án số 1", "Đề án số 2", "Đề án số 3"]


@pytest.mark.browser
def test_the_table_can_be_sorted_by_keyboard(opened):
    page = opened()
    page.locator("thead button").nth(1).focus()
    page.keyboard.press("Enter")
    assert column(page, 1)[2] == "Ban Dân tộc"
    assert page.evaluate("document.activeElement.textContent") == "Đơn vị"


@pytest.mark.browser
def test_the_tables_are_accessible(tmp_path, find_barriers):
    path = tmp_path / "page.html"
    path.write_text(page_to_html(Page(cover=COVER, blocks=(COUNTS, ITEMS))), encoding="utf-8")
    assert find_barriers(path) == []
