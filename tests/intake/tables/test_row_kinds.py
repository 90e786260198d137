"""Row kinds recognised by first words: whole words, as listed in the data file."""

import pytest

from camket.intake.tables.row_kinds import (
    is_blank,
    is_carried_over,
    is_field_title,
    is_row_of,
    is_signature,
    is_total,
    is_total_of_body,
)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Tổng cộng: 12 nội dung", True),
        ("Tổng cộng", True),
        ("TỔNG SỐ", True),
        ("Tổng", True),
        ("Cộng", True),
        ("Tổng số nội dung cam kết: 12, trong đó", True),
        ("Tổng cộng toàn huyện", True),
        ("Tổng thu ngân sách", False),
        ("Tổng thu ngân sách 12", False),
        ("Tổng số hộ nghèo", False),
        ("Tổng sản lượng", False),
        ("Tổng kết mô hình", False),
        ("Cộng đồng", False),
        ("Công an Tỉnh", False),
        ("Công an", False),
        ("Nội dung", False),
        ("12", False),
        ("Tổng cộng (I+II)", True),
        ("Cộng mục I", True),
        ("Tỷ lệ (%)", True),
        ("Tỷ lệ hộ nghèo", False),
        ("", False),
    ],
)
def test_a_total_row_says_total_and_nothing_more(text, total):
    assert is_total(text) is total


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("footer", "GIÁM ĐỐC", True),
        ("footer", "Người lập biểu", True),
        ("footer", "Phó Chủ tịch", True),
        ("footer", "Ban Giám đốc họp", False),
        ("footer", "TMĐT phát triển", False),
        ("receivers", "Nơi nhận:", True),
        ("receivers", "Nơi nhận hồ sơ", True),
        ("receivers", "Nơi ở", False),
        ("guidance", "Ghi chú: ô trống là chưa có", True),
        ("guidance", "Ghi", False),
        ("guidance", "", False),
    ],
)
def test_a_row_kind_is_recognised_by_whole_words_at_its_beginning(kind, text, said):
    assert is_row_of(kind, text) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("KT. GIÁM ĐỐC", True),
        ("TM. ỦY BAN NHÂN DÂN", True),
        ("KT-XH", False),
        ("Tm. rừng", False),
        ("TMĐT", False),
    ],
)
def test_a_signature_block_begins_with_the_capital_letters_that_sign_for_another(text, said):
    assert is_signature(text) is said


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), ("…………", True), ("- - -", True), ("-1", False), ("x", False)]
)
def test_filler_characters_count_as_blank(text, blank):
    assert is_blank(text) is blank


@pytest.mark.parametrize(
    ("text", "carried", "of_body", "field"),
    [
        ("Cộng mang sang", True, False, False),
        ("Lũy kế trang trước chuyển sang", True, False, False),
        ("Lũy kế", False, False, False),
        ("Mang sang tên đất cho 05 hộ", False, False, False),
        ("Cộng Văn phòng UBND tỉnh", False, True, False),
        ("Tổng số nội dung cam kết của Sở Y tế: 03", False, True, False),
        ("Tổng số xã đạt chuẩn", False, False, False),
        ("Công Văn phòng", False, False, False),
        ("Lĩnh vực kinh tế", False, False, True),
        ("Văn hóa - Xã hội", False, False, True),
        ("Các chỉ tiêu kinh tế", False, False, True),
        ("Phát triển du lịch", False, False, False),
        ("Lĩnh vực giáo dục: xây 05 trường", False, False, False),
    ],
)
def test_rows_that_count_a_page_or_a_body_or_name_a_field_are_told_from_contents(
    text, carried, of_body, field
):
    assert (is_carried_over(text), is_total_of_body(text), is_field_title(text)) == (carried, of_body, field)
