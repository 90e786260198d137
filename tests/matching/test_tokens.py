import pytest

from camket.matching.tokens import read_tokens


def named(text):
    return [token.text for token in read_tokens(text) if token.named]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nâng cấp xã Mỹ An", ["Mỹ", "An"]),
        ("Cao Lãnh đạt chuẩn", ["Cao", "Lãnh"]),
        ("Lập Kế hoạch sử dụng đất", []),
        ("Hoàn thành. Trình Tỉnh", []),
        ("Nhân rộng “vườn sạch đẹp”", ["vườn", "sạch", "đẹp"]),
        ("Xã Tân Hội, xã An Phong", ["Tân", "Hội", "An", "Phong"]),
        ("XÃ MỸ AN", []),
        ("xã mỹ an", []),
        ("Kết quả DDCI", []),
    ],
)
def test_a_capital_makes_a_name_where_it_is_not_a_habit_of_office(text, expected):
    assert named(text) == expected


def test_an_abbreviation_is_written_out():
    assert [token.text for token in read_tokens("Mở HTX")] == ["Mở", "hợp", "tác", "xã"]
