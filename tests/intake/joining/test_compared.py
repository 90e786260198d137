import pytest

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile

YEARS = load_profile("next_year")


def score(one, other, target="", other_target=""):
    like = compare_lists([Item("1", one, target)], [Item("2", other, other_target)], YEARS)
    return float(like.likeness[0, 0])


CONTENT = "Tỷ lệ bao phủ bảo hiểm y tế trên địa bàn năm 2022"


@pytest.mark.parametrize(
    "other",
    [
        CONTENT.replace("2022", "2023"),
        CONTENT.upper(),
        CONTENT.replace("bảo hiểm y tế", "BHYT"),
        "Tỷ lệ bao phủ bảo hiểm y tế trên địa bàn",
        "Ty le bao phu bao hiem y te tren dia ban nam 2023",
    ],
)
def test_year_case_marks_and_abbreviations_take_nothing_away(other):
    assert score(CONTENT, other) == 100


@pytest.mark.parametrize(
    "other", ["Tỷ lệ bap phủ bảo hiểmy tế trên địa bàn", "Trên địa bàn tỷ lệ bao phủ bảo hiểm y tế"]
)
def test_slips_and_another_order_take_little_away(other):
    assert 75 < score(CONTENT, other) <= 100


def test_what_names_another_thing_is_not_like_at_all():
    assert score("Nâng cấp đường ĐT.841", "Nâng cấp đường ĐT.842") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Tỷ lệ rác thải sinh hoạt đô thị được thu gom, xử lý",
            "Tỷ lệ rác thải sinh hoạt nông thôn được thu gom, xử lý",
        ),
        ("Tỷ lệ bao phủ BHYT", "Tỷ lệ bao phủ bảo hiểm xã hội"),
        ("Xây dựng trường tiểu học đạt chuẩn quốc gia", "Xây dựng trường THCS đạt chuẩn quốc gia"),
        ("Có thêm xã đạt chuẩn nông thôn mới", "Có thêm xã đạt chuẩn NTM nâng cao"),
        ("Số xã nông thôn mới", "Huyện đạt chuẩn nông thôn mới"),
        ("Xã Mỹ Thọ đạt chuẩn nông thôn mới", "Huyện Tháp Mười đạt chuẩn nông thôn mới"),
        ("Tỷ lệ lao động nam qua đào tạo", "Tỷ lệ lao động nữ qua đào tạo"),
        ("Số người tham gia BHXH tự nguyện", "Số người tham gia BHXH bắt buộc"),
        ("Thu hút vốn đầu tư trong nước", "Thu hút vốn đầu tư nước ngoài"),
        ("Tỷ lệ lấp đầy khu công nghiệp", "Tỷ lệ lấp đầy CCN"),
    ],
)
def test_another_kind_of_the_same_thing_is_another_object(one, other):
    assert score(one, other, "95%", "95%") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xây dựng trường mầm non, tiểu học đạt chuẩn", "Xây dựng trường tiểu học đạt chuẩn"),
        ("Cấp nước sạch cho người dân đô thị", "Cấp nước sạch cho người dân"),
        ("Phát triển đô thị", "Phát triển đô thị, xã nông thôn mới"),
        ("Xúc tiến thương mại trong và ngoài nước", "Xúc tiến thương mại trong nước"),
        ("Quản lý thu, chi ngân sách", "Quản lý thu ngân sách"),
        ("Chỉnh trang đường phố đô thị", "Cùng Sở Nông nghiệp và PTNT chỉnh trang đường phố"),
    ],
)
def test_where_one_text_names_more_kinds_or_none_they_may_be_the_same(one, other):
    assert score(one, other) > 40


def test_words_that_every_list_has_make_nothing_alike():
    assert score("Phát triển mô hình cửa khẩu số", "Phát triển mô hình chợ văn minh") == 0


def test_an_unusual_target_tells_what_a_usual_one_does_not():
    words = "Mở rộng diện tích lúa", "Ruộng có hợp đồng bao tiêu lúa"
    plain = score(*words)
    usual = score(*words, "01 nghị quyết", "01 nghị quyết")
    assert plain < usual < score(*words, "150.000 ha", "150.000 ha")
    assert score(*words, "150.000 ha", "20 lớp") < plain


@pytest.mark.parametrize(("before", "after"), [((), ()), ((Item("1", "A"),), ()), ((), (Item("1", "A"),))])
def test_an_empty_list_is_like_nothing(before, after):
    assert compare_lists(before, after, YEARS).likeness.shape == (len(before), len(after))


def test_of_texts_that_are_as_like_the_very_same_is_preferred():
    before = (Item("1", "Mở lớp cho 20 người"),)
    like = compare_lists(before, (Item("1", "Mở lớp cho 30 người"), Item("2", "Mở lớp cho 20 người")), YEARS)
    assert like.likeness.max() <= 100
    assert like.preference[0, 1] > like.preference[0, 0]
