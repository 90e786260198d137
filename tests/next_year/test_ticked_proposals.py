"""Of the proposals to choose from in a cell the ticked one counts; none or two ticked ones are named."""

import pytest

from lists_sent import TOP, make_folder, proposals, read, send_book

HEADING = "So với năm trước"
FAIR, STAGE = "Tổ chức hội chợ sách", "Sửa chữa nhà hát"


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


def send(folder, heading, *chosen):
    header = ["TT", "Nội dung", "Chỉ tiêu", "Thời hạn", heading]
    rows = [[n, f"{FAIR} {n}", "02 hội chợ", "30/6/2023", each] for n, each in enumerate(chosen, start=1)]
    send_book(folder, {"Biểu": [TOP, header, *rows]})


@pytest.mark.parametrize("heading", [HEADING, "Đề xuất", "Phương án"])
@pytest.mark.parametrize(
    ("cell", "proposal"),
    [
        ("☒ Giữ nguyên ☐ Điều chỉnh ☐ Thôi", "keep"),
        ("☐ Giữ nguyên\n☑ Điều chỉnh (nâng 5%)\n☐ Thôi đăng ký", "change"),
        ("[ ] Tiếp tục [x] Bổ sung [ ] Rút", "add"),
        ("( ) Tiếp tục  (x) Không đăng ký", "drop"),
        ("Giữ nguyên □ Điều chỉnh ■ Bổ sung □", "change"),
        ("☐ Giữ nguyên ☐ Điều chỉnh ☒ Bổ sung ☐ Không đăng ký", "add"),
    ],
)
def test_the_ticked_proposal_counts(folder, heading, cell, proposal):
    send(folder, heading, cell, cell)
    assert set(proposals(read(folder)).values()) == {proposal}


@pytest.mark.parametrize(
    "cell", ["☐ Giữ nguyên ☐ Điều chỉnh", "☒ Giữ nguyên ☒ Thôi đăng ký", "Giữ nguyên/Điều chỉnh/Bổ sung"]
)
def test_where_none_or_two_are_ticked_nothing_is_proposed_and_the_cell_is_named(folder, cell):
    send(folder, HEADING, cell, "☒ Giữ nguyên ☐ Điều chỉnh")
    registered = read(folder)
    assert list(proposals(registered).values()) == ["", "keep"]
    [named] = registered.rejected
    assert (named.kind, named.cell) == ("cell", "Biểu!E3")


def test_what_is_not_ticked_is_no_note_of_an_item_that_is_given_up(folder):
    send(folder, "Ghi chú", "[x] Giữ nguyên [ ] Không đăng ký")
    registered = read(folder)
    assert registered.notes == ()
    assert registered.items[0].note == "Giữ nguyên"
