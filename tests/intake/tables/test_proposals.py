"""What a unit proposes for an item, by its own words, and which of this year's items it names."""

import pytest

from camket.intake.tables.proposals import begins_with_proposal, classify_proposal, read_references


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Xin thôi nhiệm vụ này", "drop"),
        ("III. Các nội dung không đăng ký lại", "drop"),
        ("Đưa ra khỏi danh mục", "drop"),
        ("Không tiếp tục đăng ký, đã giao Sở Y tế", "drop"),
        ("Đề nghị đưa ra", "drop"),
        ("Nâng chỉ tiêu lên cao hơn năm trước", "change"),
        ("Tách từ nội dung số 2", "change"),
        ("Đề nghị bổ sung chỉ tiêu", "change"),
        ("Sửa đổi, bổ sung", "change"),
        ("Chưa có trong danh mục", "add"),
        ("Phát sinh mới theo yêu cầu của huyện", "add"),
        ("Kế thừa năm trước", "keep"),
        ("Không điều chỉnh", "keep"),
        ("cũ", "keep"),
        ("", ""),
        ("Sở Tài chính phối hợp", ""),
    ],
)
def test_the_words_of_a_text_say_what_becomes_of_an_item(text, proposal):
    assert classify_proposal(text) == proposal


@pytest.mark.parametrize(
    "text",
    [
        "Không có nội dung đề nghị giảm",
        "Không đề nghị giảm",
        "Chưa đề nghị bỏ nội dung nào",
        "Không bổ sung",
        "Không có nội dung bổ sung",
        "Không giữ nguyên",
    ],
)
def test_what_is_negated_is_not_proposed(text):
    assert classify_proposal(text) == begins_with_proposal(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị bổ sung kinh phí 2 tỷ đồng",
        "Bổ sung biên chế",
        "Cần bổ sung vốn đối ứng",
        "Luật sửa đổi, bổ sung một số điều",
        "Theo Quyết định điều chỉnh quy hoạch",
    ],
)
def test_what_is_added_to_an_item_adds_no_item(text):
    assert classify_proposal(text) == begins_with_proposal(text) == ""


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Thôi, do đã hoàn thành", "drop"),
        ("Rút: hết kinh phí", "drop"),
        ("Tiếp tục vì chưa xong", "keep"),
        ("Mới; do huyện đề xuất", "add"),
        ("Tăng thêm 20 ha", "change"),
        ("giảm còn 03 xã", "change"),
        ("Bổ sung 02 xã", "change"),
        ("Giảm nghèo bền vững", ""),
        ("Bỏ phiếu tín nhiệm", ""),
        ("Rút kinh nghiệm", ""),
        ("Mới 02 đơn vị báo cáo", ""),
        ("Xã Mỹ An đề nghị bỏ", ""),
        ("Loại A", ""),
    ],
)
def test_a_cell_of_a_column_of_proposals_begins_with_one(text, proposal):
    assert begins_with_proposal(text) == proposal


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Gộp nội dung số 4 và 5", (4, 5)),
        ("Gộp nội dung 4 với nội dung 7 thành một", (4, 7)),
        ("STT 3, STT 8", (3, 8)),
        ("mục 3, 4 & 9", (3, 4, 9)),
        ("Gộp các nội dung 2 - 4", (2, 3, 4)),
        ("từ nội dung 2 đến nội dung 4", (2, 3, 4)),
        ("Tách từ nội dung số 3 năm 2022", (3,)),
        ("nội dung số 7 tách ra", (7,)),
        ("nội dung số 4 và 5 bỏ", (4, 5)),
        ("STT 3 giữ, STT 8 hoàn tất", (3,)),
        ("STT 3, STT 8 hoàn tất", (3, 8)),
        ("số thứ tự 12 bỏ", (12,)),
        ("cam kết 6", (6,)),
        ("Nội dung 5, 12 xã", (5,)),
        ("nội dung 4, nội dung 4", (4,)),
        ("nội dung số 6, số 9 và số 11", (6, 9, 11)),
        ("các nội dung sau: 6, 9 và 11 của năm 2022", (6, 9, 11)),
        ("02 nội dung gồm số 6; số 9", (6, 9)),
        ("nội dung số: 6-8", (6, 7, 8)),
        ("nội dung (6), (9) rút", (6, 9)),
        ("nhiệm vụ thứ 2 và thứ 4", (2, 4)),
    ],
)
def test_the_items_of_this_year_that_a_text_names_are_read_by_their_numbers(text, numbers):
    assert read_references(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "gộp 02 nội dung",
        "cam kết 12 lớp",
        "mục tiêu 95%",
        "nội dung 100%",
        "nội dung 1,5 tỷ đồng",
        "mục 3.1",
        "nội dung 12/2022",
        "theo mục 5 Công văn 12",
        "mục số 2 của Nghị quyết 45",
        "cam kết 2 năm liền",
        "gộp nội dung 2 nội dung khác",
        "đoạn mục 123",
        "các nội dung (12)",
        "thực hiện 12 nội dung, số 45/UBND",
    ],
)
def test_a_number_that_counts_or_stands_in_a_document_names_no_item(text):
    assert read_references(text) == ()
