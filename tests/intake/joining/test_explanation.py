import pytest

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import decide_pairs
from camket.intake.joining.explanation import explain_in_table, explain_pair
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile

ROWS, YEARS = load_profile("rows"), load_profile("next_year")
STATION = "Nâng cấp Trạm Y tế xã Mỹ An"


@pytest.mark.parametrize(
    ("one", "other", "lines", "decided"),
    [
        (
            Item("r", "Nâng cấp đường A xã Mỹ Hòa", "3 km", number=1),
            Item("c", "Nâng cấp đường A xã Mỹ An", "4 km", number=1),
            [
                "nội dung: giống 94/100, khác ở “Hòa” và “An”",
                "tên riêng, con số: khác nhau: “Hòa” thay cho “An”",
                "chỉ tiêu: khác nhau: “3 km” và “4 km”",
                "số thứ tự: trùng (1)",
            ],
            "cần làm rõ, vì tên riêng, con số khác nhau",
        ),
        (
            Item("r", "Thu ngân sách nhà nước huyện quản lý vượt dự toán", number=7),
            Item("c", "Thu ngân sách nhà nước trên địa bàn đạt và vượt dự toán giao", number=2),
            [
                "nội dung: gần giống (77/100), khác ở “huyện quản lý” và “trên địa bàn đạt và giao”",
                "số thứ tự: khác nhau (7 và 2)",
            ],
            "cần làm rõ: chưa đủ giống để tự ghép",
        ),
        (
            Item("r", "Xây cầu", form_key="SNV-01"),
            Item("c", "Mở lớp tin học", form_key="SNV-01", number=1),
            ["khóa ẩn: trùng (SNV-01)", "nội dung: chỉ giống 19/100, khác ở “Xây cầu” và “Mở lớp tin học”"],
            "chắc chắn là một nội dung",
        ),
        (
            Item("r", "XÂY CẦU", number=1),
            Item("c", "Xây cầu", number=1),
            ["nội dung: cùng câu chữ, chỉ khác dấu, chữ hoa hoặc dấu câu", "số thứ tự: trùng (1)"],
            "chắc chắn là một nội dung",
        ),
    ],
    ids=["another name", "not like enough", "a key", "the same"],
)
def test_a_row_and_a_commitment_are_explained_by_what_agrees_what_differs_and_what_decided(
    one, other, lines, decided
):
    explained = explain_pair(one, other, ROWS)
    assert [str(line) for line in explained.lines] == lines
    assert explained.decided == decided
    assert str(explained) == "; ".join([*lines, f"kết luận: {decided}"])


@pytest.mark.parametrize(
    ("one", "other", "lines", "decided"),
    [
        (
            Item("b", STATION, "3 km"),
            Item("a", "Nâng cấp Trạm Y tế thị trấn Mỹ An", "4 km"),
            [
                "nội dung: giống 80/100, khác ở “xã” và “thị trấn”",
                "tên riêng, số hiệu: cùng tên nhưng khác loại địa danh: “xã Mỹ An” và “trấn Mỹ An”",
                "chỉ tiêu: “3 km” và “4 km”",
            ],
            "cần làm rõ, vì tên riêng, số hiệu khác nhau",
        ),
        (
            Item("b", "Nâng cấp đường ĐT.841"),
            Item("a", "Nâng cấp đường ĐT.842"),
            [
                "nội dung: giống 87/100, khác ở “ĐT.841” và “ĐT.842”",
                "tên riêng, số hiệu: khác nhau: “ĐT.841” và “ĐT.842”",
            ],
            "không phải một nội dung, vì tên riêng, số hiệu khác nhau",
        ),
        (
            Item("b", "Khôi phục diện tích quýt hồng", "150 ha"),
            Item("a", "Chữa bệnh vàng lá, thối rễ trên vườn quýt hồng", "20 lớp"),
            [
                "nội dung: giống 21/100, có chung từ “quýt hồng”",
                "chỉ tiêu: “150 ha” và “20 lớp”",
                "đơn vị tính: khác nhau: “150 ha” và “20 lớp”",
            ],
            "không phải một nội dung: quá ít điểm chung",
        ),
        (
            Item("b", "Mở lớp tin học năm 2022", "12 lớp"),
            Item("a", "Mở lớp tin học năm 2023", "12 lớp"),
            [
                "nội dung: cùng câu chữ, không kể năm",
                "chỉ tiêu: như nhau (“12 lớp”), không nội dung nào khác có",
            ],
            "chắc chắn là một nội dung",
        ),
    ],
    ids=["another kind of place", "another road", "little in common", "the same"],
)
def test_items_of_two_years_are_explained_too(one, other, lines, decided):
    explained = explain_pair(one, other, YEARS)
    assert [str(line) for line in explained.lines] == lines
    assert explained.decided == decided


def test_a_pair_is_explained_among_the_items_of_its_lists():
    one = Item("b", "Xây cầu nông thôn")
    twins = [Item("a", "Xây cầu nông thôn"), Item("c", "Xây cầu nông thôn", "02 cầu")]
    alone, among = explain_pair(one, twins[0], YEARS), explain_pair(one, twins[0], YEARS, [one], twins)
    assert alone.decided == "chắc chắn là một nội dung"
    assert among.decided == "cần làm rõ: nội dung khác cũng giống gần như vậy"


def test_a_pair_that_gave_way_to_another_says_so():
    before = [Item("b0", "Xây cầu nông thôn dài 20 m"), Item("b1", "Xây cầu nông thôn")]
    after = [Item("a0", "Xây cầu nông thôn", "12 cầu"), Item("a1", "Mở lớp tin học")]
    before[1] = Item("b1", "Xây cầu nông thôn", "12 cầu")
    compared = compare_lists(before, after, YEARS)
    assert decide_pairs(compared).pairs == {1: 0}
    assert explain_in_table(compared, 0, 0).decided == "không phải một nội dung: đã có nội dung khác khớp hơn"


def test_a_split_is_explained_as_one():
    whole = Item("b", "Trồng cây xanh ven đường và lắp đèn chiếu sáng ở khu dân cư")
    halves = [Item("a", "Trồng cây xanh ven đường"), Item("c", "Lắp đèn chiếu sáng ở khu dân cư")]
    split = explain_pair(whole, halves[0], YEARS, [whole], halves)
    merged = explain_pair(halves[0], whole, YEARS, halves, [whole])
    assert split.decided == "cần làm rõ: một nội dung có thể đã tách thành nhiều nội dung"
    assert merged.decided == "cần làm rõ: nhiều nội dung có thể đã gộp thành một"


def test_a_question_about_one_pair_says_nothing_of_another_of_the_same_item():
    before = [Item("b", "Khôi phục diện tích quýt hồng")]
    after = [
        Item("a", "Chữa bệnh vàng lá, thối rễ trên vườn quýt hồng"),
        Item("c", "Mở lớp tin học cho cán bộ"),
    ]
    asked, other = (explain_pair(before[0], each, YEARS, before, after) for each in after)
    assert asked.decided == "cần làm rõ: chưa đủ giống để tự ghép"
    assert other.decided == "không phải một nội dung, vì nội dung khác nhau"


def test_a_difference_of_ten_words_is_quoted_in_full():
    words = " ".join(f"chữ{number}" for number in range(10))
    [content, *_] = explain_pair(Item("r", f"Xây cầu {words}"), Item("c", "Xây cầu"), ROWS).lines
    assert f"“{words}”" in content.text


def test_a_long_difference_is_quoted_in_part():
    words = " ".join(f"chữ{number}" for number in range(30))
    [content, *_] = explain_pair(Item("r", f"Xây cầu {words}"), Item("c", "Xây cầu"), ROWS).lines
    assert "chữ9…”" in content.text
    assert "chữ10" not in content.text
    assert "và “không có gì”" in content.text


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Tam Nông đạt chuẩn", "Tam Bình đạt chuẩn", "khác nhau: “Tam Nông” và “Tam Bình”"),
        ("Sửa ban công ở ấp An", "Sửa ban công ở ấp Ba", "khác nhau: “ấp An” và “ấp Ba”"),
        ("Nâng cấp đường ĐT841", "Nâng cấp đường ĐT842", "khác nhau: “841” và “842”"),
        ("Sửa chợ Tân Hội, Mỹ An", "Sửa chợ Tân Hội, Mỹ Quý", "khác nhau: “Hội, Mỹ An” và “Hội, Mỹ Quý”"),
    ],
    ids=["first", "within another word", "glued", "after a comma"],
)
def test_a_name_is_quoted_with_the_word_before_it(one, other, said):
    lines = explain_pair(Item("b", one), Item("a", other), YEARS).lines
    assert [line.text for line in lines if line.title == "tên riêng, số hiệu"] == [said]
