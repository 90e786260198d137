import pytest

from camket.intake.joining.names import Name
from camket.intake.joining.wording import read_tokens, read_wording


def names(text):
    return {(name.head, " ".join(name.words)) for name in read_wording(text).names}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thu ngân sách năm 2022", "Thu ngân sách năm 2023"),
        ("Trồng cây trước 30/11/2022", "Trồng cây trước 30/11/2023"),
        ("Trồng cây trước ngày 30/11", "Trồng cây trước ngày 15/12"),
        ("Chỉ số tăng so với năm 2021", "Chỉ số tăng so với năm 2022"),
        ("Thực hiện giai đoạn 2021 - 2025", "Thực hiện giai đoạn 2022 - 2025"),
        ("Tổ chức ngày hội lần thứ II", "Tổ chức ngày hội lần thứ III"),
        ("Không thấp hơn năm2022", "Không thấp hơn năm 2022"),
        ("Thu hút 02 dự án", "Thu hút 03 dự án"),
        ("Giải ngân 100% vốn", "Giải ngân trên 95% vốn".replace("trên ", "")),
        ("Trình theo Nghị quyết số 12/2022/NQ-HĐND", "Trình theo Nghị quyết 15/NQ-HĐND"),
        ("Nâng Chỉ số CCHC", "Nâng chỉ số cải cách hành chính"),
        ("UBND Tỉnh giao", "Ủy ban nhân dân tỉnh giao"),
        ("UBND Tỉnh giao", "Uỷ ban nhân dân tỉnh giao"),
        ("Sở KH&ĐT chủ trì", "Sở Kế hoạch và Đầu tư chủ trì"),
        ("TP. Cao Lãnh", "thành phố Cao Lãnh"),
        ("Hoàn thành hồ sơ", "HOÀN THÀNH HỒ SƠ"),
        ("Hoàn thành hồ sơ", "hoan thanh ho so"),
    ],
)
def test_years_quantities_and_habits_of_typing_are_no_part_of_the_words(one, other):
    assert read_wording(one).words == read_wording(other).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nâng cấp đường xã Mỹ An", {("xa", "mỹ an")}),
        ("Nâng cấp đường liên xã Mỹ An - Mỹ Hòa", {("xa", "mỹ an"), ("xa", "mỹ hòa")}),
        ("Xây dựng 02 xã Tân Hội Trung, Phương Trà", {("xa", "tân hội trung"), ("xa", "phương trà")}),
        ("Thanh tra UBND thành phố Cao Lãnh", {("pho", "cao lãnh")}),
        ("Kiểm tra tại Sở Xây dựng", {("so", "xây")}),
        ("Nâng cấp đường ĐT.841 giai đoạn 2", {("dt", "841"), ("doan", "2")}),
        ("Nâng cấp đường ĐT 841", {("dt", "841")}),
        ("Mở rộng QL 30", {("ql", "30")}),
        ("Chỉnh trang đường 30 tháng 4", {("duong", "30-4")}),
        ("Sáp nhập Trường Tiểu học Mỹ An 2", {("hoc", "mỹ an 2")}),
        ("Nạo vét kênh Kháng Chiến 1 phường An Bình A", {("kenh", "kháng chiến 1"), ("phuong", "an bình a")}),
        ("Xây 3 km đường xã Mỹ An 5 km", {("xa", "mỹ an")}),
        ("Giải phóng mặt bằng Khu A1 Khu công nghiệp Sa Đéc", {("a", "1"), ("nghiep", "sa đéc")}),
        ("Nhân rộng mô hình “chợ không tiền mặt”", {("hinh", "chợ không tiền mặt")}),
        ("Trình Hội đồng nhân dân Tỉnh ban hành Nghị quyết", set()),
        ("Trình UBND Tỉnh phê duyệt", set()),
        ("Xã An Phong đạt chuẩn", {("xa", "an phong")}),
        ("Đón khách đến Vườn quốc gia Tràm Chim", {("gia", "tràm chim")}),
        ("NÂNG CẤP ĐƯỜNG XÃ MỸ AN", set()),
    ],
)
def test_what_a_text_names_stands_after_the_word_that_says_what_it_is(text, expected):
    assert names(text) == expected


def test_years_and_days_are_kept_apart_in_their_order():
    assert read_wording("Trình trước 30/11/2022, vượt năm 2021").days == ("30/11/2022", "nam 2021")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Cho thuê đất", ("empty", "own", "own")),
        ("Xây dựng cầu Tân Thạnh", ("frame", "frame", "own", "named", "named")),
        ("Kết quả HACCP của huyện", ("empty", "empty", "short", "empty", "empty")),
    ],
)
def test_words_are_told_apart_by_how_much_they_tell(text, kinds):
    assert read_wording(text).kinds == kinds


def test_marks_tell_a_telling_word_from_an_empty_one():
    assert [read_wording(text).kinds[-1] for text in ("Thuê đất", "Thuê đạt")] == ["own", "empty"]


def test_other_words_for_the_same_count_as_one():
    assert read_wording("Mở lớp cho nông dân").alike & read_wording("Tập huấn nông dân").alike == {"teach"}


def test_a_name_is_found_whatever_stands_before_it():
    assert Name("khach", ("cao", "lãnh")) in read_wording("Đón khách Cao Lãnh").names


@pytest.mark.parametrize("text", ["", " ", ".", "2022", "“", "100%", "số", "/"])
def test_a_text_without_words_has_a_wording_too(text):
    assert read_wording(text).names == frozenset()


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
        ("Kết quả HACCP", []),
    ],
)
def test_a_capital_makes_a_name_where_it_is_not_a_habit_of_office(text, expected):
    assert named(text) == expected


def test_an_abbreviation_is_written_out():
    assert [token.text for token in read_tokens("Mở HTX")] == ["Mở", "hợp", "tác", "xã"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nâng cấp ĐT.841 qua chợ", ("nang", "cap", "dt841", "qua", "cho")),
        ("Sửa đường 30 tháng 4 qua chợ", ("sua", "duong", "duong30-4", "qua", "cho")),
        ("Xây 02 cầu qua chợ", ("xay", "cau", "qua", "cho")),
    ],
)
def test_the_words_after_a_number_are_read_on(text, words):
    assert read_wording(text).words == words
