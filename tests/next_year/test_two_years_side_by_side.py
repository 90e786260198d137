"""A list may show this year's contents beside those of the next: the next year's are registered."""

import pytest

from camket.judging.classify import classify_records
from camket.next_year.programme import Programme
from camket.next_year.screening import screen_registrations
from lists_sent import SVH, TOP, make_folder, proposals, read, send_book, send_document
from samples import PERIOD, record

OLD, NEW = "Trùng tu đình làng", "Trùng tu đình làng và nhà cổ"
FESTIVAL, MUSEUM = "Tổ chức lễ hội sen", "Mở cửa bảo tàng"


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


def grouped(old, new):
    """A header of two rows: what each year has stands below its group."""
    top = ["TT", old, "", "", new, "", ""]
    return [top, ["", "Nội dung", "Chỉ tiêu", "Thời hạn", "Nội dung", "Chỉ tiêu", "Thời hạn"]]


ROWS = [
    [1, OLD, "02 đình", "31/12/2022", NEW, "05 di tích", "30/9/2023"],
    [2, FESTIVAL, "01 lễ hội", "30/6/2022", "Không đăng ký lại", "", ""],
    [3, "", "", "", MUSEUM, "01 bảo tàng", "Quý II/2023"],
]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Danh mục năm 2022", "Đăng ký năm 2023"),
        ("Đã cam kết", "Đề nghị cho năm sau"),
        ("Cam kết năm nay", "Nội dung điều chỉnh"),
        ("Nội dung hiện hành", "Nội dung thay thế"),
    ],
)
@pytest.mark.parametrize("merged", [(), ("A2:A3", "B2:D2", "E2:G2")])
def test_the_columns_of_the_next_year_are_registered(folder, old, new, merged):
    send_book(folder, {"Biểu": [TOP, *grouped(old, new), *ROWS]}, merged=merged)
    registered = read(folder)
    assert proposals(registered) == {NEW: "", MUSEUM: "", FESTIVAL: "drop"}
    assert [(item.target, item.deadline) for item in registered.items] == [
        ("05 di tích", "30/9/2023"), ("01 bảo tàng", "Quý II/2023"),
    ]  # fmt: skip
    assert registered.rejected == registered.notes == ()


def test_so_they_are_in_a_document_whose_years_stand_the_other_way_round(folder):
    turned = [
        [row[0], *row[4:], *row[1:4]] for row in grouped("Đã đăng ký năm 2022", "Đăng ký năm 2023") + ROWS
    ]
    send_document(folder, *TOP, turned)
    assert proposals(read(folder)) == {NEW: "", MUSEUM: "", FESTIVAL: "drop"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nội dung cam kết năm 2022", "Nội dung đề nghị sửa đổi năm 2023"),
        ("Nội dung cam kết", "Nội dung đăng ký"),
        ("Nội dung đã ký", "Nội dung mới"),
        ("Nội dung năm 2022", "Nội dung năm 2023"),
    ],
)
def test_headings_of_one_row_tell_the_years_apart(folder, old, new):
    header = ["TT", old, new, "Chỉ tiêu", "Thời hạn"]
    send_book(folder, {"Biểu": [TOP, header, [1, OLD, NEW, "05 di tích", "30/9/2023"]]})
    [item] = read(folder).items
    assert (item.content, item.earlier, item.target) == (NEW, OLD, "05 di tích")


def test_a_target_right_of_each_content_is_of_its_year(folder):
    header = ["TT", "Nội dung đã cam kết", "Chỉ tiêu", "Nội dung đăng ký", "Chỉ tiêu"]
    send_book(folder, {"Biểu": [TOP, header, [1, OLD, "02 đình", NEW, "05 di tích"]]})
    assert read(folder).items[0].target == "05 di tích"


@pytest.mark.parametrize(
    ("new", "target", "content", "proposal"),
    [
        ("Giữ nguyên", "", OLD, "keep"),
        ("Như cũ", "02 đình", OLD, "keep"),
        ("", "03 đình", OLD, ""),
        ("Thôi đăng ký (đã xong)", "", OLD, "drop"),
        ("Không", "", OLD, "drop"),
    ],
)
def test_what_stands_in_place_of_a_content_says_what_becomes_of_this_year_s(
    folder, new, target, content, proposal
):
    header = ["TT", "Nội dung năm trước", "Nội dung đăng ký", "Chỉ tiêu"]
    send_book(folder, {"Biểu": [TOP, header, [1, OLD, new, target], [2, FESTIVAL, MUSEUM, "01 bảo tàng"]]})
    assert proposals(read(folder)) == {content: proposal, MUSEUM: ""}


def test_a_row_without_anything_for_the_next_year_is_asked_about(folder):
    header = ["TT", "Nội dung năm trước", "Nội dung đăng ký", "Chỉ tiêu"]
    send_book(folder, {"Biểu": [TOP, header, [1, OLD, "", ""], [2, FESTIVAL, MUSEUM, "01 bảo tàng"]]})
    registered = read(folder)
    assert proposals(registered) == {MUSEUM: ""}
    [asked] = registered.rejected
    assert (asked.kind, asked.row) == ("row", 3)
    assert "không rõ có đăng ký lại không" in asked.found


def test_columns_that_no_heading_tells_apart_stay_as_they_are(folder):
    send_book(
        folder, {"Biểu": [TOP, ["TT", "Nội dung", "Nội dung chi tiết", "Chỉ tiêu"], [1, OLD, NEW, "02"]]}
    )
    assert [item.content for item in read(folder).items] == [OLD]


def test_a_content_that_stands_beside_this_year_s_goes_on_from_it(folder):
    header = ["TT", "Nội dung năm 2022", "Nội dung năm 2023", "Chỉ tiêu"]
    send_book(folder, {"Biểu": [TOP, header, [1, FESTIVAL, "Quảng bá ẩm thực địa phương", "03 sự kiện"]]})
    records = [record(content, number, SVH) for number, content in enumerate([OLD, FESTIVAL], start=1)]
    judged = tuple(classify_records(records, [], 2022, PERIOD.scheme, PERIOD.cut_off))
    [row] = screen_registrations(read(folder), Programme(), judged, [], PERIOD).screened
    assert [before.record_id for before in row.carried.before] == ["SVH-02"]


@pytest.mark.parametrize(
    ("heading", "proposal", "asked"),
    [
        ("Chỉ tiêu năm 2022", "", True),
        ("Chỉ tiêu 2021 - 2022", "Điều chỉnh", True),
        ("Chỉ tiêu năm 2022", "Giữ nguyên", False),
        ("Chỉ tiêu năm 2023", "", False),
        ("Chỉ tiêu", "", False),
    ],
)
def test_a_target_of_this_year_alone_is_asked_about(folder, heading, proposal, asked):
    header = ["TT", "Nội dung", heading, "So với năm trước"]
    send_book(folder, {"Biểu": [TOP, header, [1, OLD, "02 đình", proposal]]})
    [item] = read(folder).items
    assert [f"“{heading}”" in ask for ask in item.asks] == [True] * asked
