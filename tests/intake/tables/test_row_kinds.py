"""Row kinds recognised by first words: whole words, as listed in the data file."""

import pytest

from camket.intake.tables.row_kinds import is_blank, is_row_of, is_signature, is_total


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
