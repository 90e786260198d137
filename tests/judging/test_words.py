import tomllib
from importlib.resources import files

import pytest

from camket.judging.words import WordLists, Words, load_words, unmark

WORDS = load_words()
LISTED = tomllib.loads(files("camket.judging").joinpath("words.toml").read_text("utf-8"))


def read(text, target=""):
    """The clauses of a text as names of lists."""
    return [said for _, said in WORDS.explain(text, target)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Đã trình UBND Tỉnh phê duyệt", ["ĐÃ TRÌNH CẤP_TRÊN PHÊ_DUYỆT"]),
        ("Sở đang hoàn thiện dự thảo", ["CƠ_QUAN ĐANG HOÀN_THIỆN DỰ_THẢO"]),
        ("Đất công của cơ sở", ["·"]),
        ("Đã hoàn thành theo Quyết định số 64/QĐ-UBND-HC", ["ĐÃ HOÀN_THÀNH THEO QUYẾT_ĐỊNH SỐ_HIỆU_TỈNH"]),
        ("", [""]),
    ],
)
def test_a_text_is_read_as_the_names_of_word_lists(text, clauses):
    assert read(text) == clauses


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Đã trình; chưa có ý kiến", 2),
        ("Đã trình, đang chờ", 2),
        ("Đã trình và đang chờ", 2),
        ("Chưa xong nhưng đang làm", 2),
        ("Chưa triển khai (đang lập dự án)", 2),
        ("Đang tiếp thu, giải trình ý kiến", 1),
        ("Sở Nông nghiệp và Phát triển nông thôn đang thẩm định", 1),
        ("Đã trình UBND Tỉnh xem xét, quyết định", 1),
    ],
)
def test_a_clause_ends_where_the_next_words_say_something_of_their_own(text, number):
    assert len(read(text)) == number


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Chỉ tiêu: hoàn thành 100%; kết quả: đang thực hiện", ["·", "KẾT_QUẢ : ĐANG LÀM"]),
        ("Thời hạn hoàn thành: 31/12/2022", ["·"]),
        ("Kết quả: đã hoàn thành", ["KẾT_QUẢ : ĐÃ HOÀN_THÀNH"]),
    ],
)
def test_a_promise_quoted_before_a_colon_is_no_result(text, clauses):
    assert read(text) == clauses


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("trước ngày 15/12/2022", "MỐC"),
        ("trước 15/12", "MỐC"),
        ("trong tháng 12", "MỐC"),
        ("trong quý IV/2022", "MỐC"),
        ("ngày 30/10/2022", "NGÀY"),
        ("tháng 9", "NGÀY"),
        ("năm 2022", "NĂM"),
        ("số 3953", "SỐ_HIỆU"),
        ("trước mắt", "·"),
        ("8/10 ấp", "THIẾU ·"),
        ("10/10 ấp", "ĐỦ ·"),
    ],
)
def test_the_word_before_a_number_says_what_it_is(text, clause):
    assert read(text) == [clause]


def test_a_number_that_measures_something_is_read_as_what_it_says():
    assert read("Đạt 96%", "từ 95% trở lên") == ["ĐẠT ĐỦ"]
    assert read("Đạt 94%", "từ 95% trở lên") == ["ĐẠT THIẾU"]
    assert read("Đạt 94%") == ["ĐẠT PHẦN_TRĂM"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("da hoan thanh", "đã hoàn thành"),
        ("ĐANG THỰC HIÊN", "đang thực hiện"),
        ("Đang thưc hiện", "đang thực hiện"),
        ("UBND Tỉnh cho phep", "UBND Tỉnh cho phép"),
        ("hoà giải; đã hoàn thành", "hòa giải; đã hoàn thành"),
        ("Đã HT", "đã hoàn thành"),
        ("ko đạt", "không đạt"),
        ("đang t/h", "đang thực hiện"),
    ],
)
def test_slips_missing_marks_and_short_forms_are_read_as_what_they_mean(typed, meant):
    assert read(typed) == read(meant)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("nhà ở công nhân", "công nhận"),
        ("vượt chi tiêu", "vượt chỉ tiêu"),
        ("cho dùng", "cho dừng"),
        ("ảnh hưởng đến tiến độ", "hướng đến"),
        ("học sinh trong độ tuổi", "trong đó"),
        ("cân đối vốn", "đội vốn"),
        ("chủ đầu tư vẫn làm", "tư vấn"),
        ("bảng giá đất được sửa", "đạt được"),
    ],
)
def test_a_word_that_differs_by_its_marks_and_is_a_word_is_no_slip(text, other):
    assert read(text) != read(other)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Đã trình; hiện CHƯA có ý kiến.", "hiện CHƯA có ý kiến"),
        ("Đã trình,  đang  chờ", "đang chờ"),
        ("Đã trình;\u200b Chưa xong (trong hạn)", "Chưa xong (trong hạn"),
    ],
)
def test_a_clause_is_quoted_as_the_unit_wrote_it(text, quoted):
    assert WORDS.explain(text)[1][0] == quoted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã trình ngày 12/9/2022", "Đã trình ngày 03/10/2022"),
        ("Quyết định số 64/QĐ-UBND", "Quyết định số 85/QĐ-UBND"),
        ("Đạt 8/10 xã", "Đạt 5/12 xã"),
    ],
)
def test_texts_that_differ_in_their_numbers_are_read_alike_and_quoted_each_for_itself(one, other):
    assert read(one) == read(other)
    assert [said for said, _ in WORDS.explain(one)] == [one]
    assert [said for said, _ in WORDS.explain(other)] == [other]


@pytest.mark.parametrize(
    ("one", "other"), [("Có 00 vụ", "Có 05 vụ"), ("năm 2022", "năm 1975"), ("Đạt 8/10 xã", "Đạt 10/10 xã")]
)
def test_a_number_that_says_something_else_is_not_read_alike(one, other):
    assert read(one) != read(other)


def test_a_text_without_an_end_of_sentence_is_cut_all_the_same():
    clauses = WORDS.explain("đã trình ubnd tỉnh " * 1000)
    assert max(len(tokens.split()) for _, tokens in clauses) == 150
    assert " ".join(said for said, _ in clauses).strip() == ("đã trình ubnd tỉnh " * 1000).strip()


def test_a_reading_is_explained_clause_by_clause():
    assert WORDS.explain("Đã trình UBND Tỉnh; đang chờ") == [
        ("Đã trình UBND Tỉnh", "ĐÃ TRÌNH CẤP_TRÊN"),
        ("đang chờ", "CHỜ"),
    ]


def test_a_word_in_two_lists_is_refused_and_named():
    twice = LISTED | {"words": LISTED["words"] | {"LÀM": ["đã"]}}
    with pytest.raises(ValueError, match="'đã' stands in two lists"):
        Words(WordLists.model_validate(twice))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("đang thẩm định giá đất", "ĐANG THẨM_ĐỊNH ·"),
        ("đang thẩm định giáo án", "ĐANG THẨM_ĐỊNH ·"),
        ("đã hết", "ĐÃ KHÔNG_CÒN"),
        ("đãi ngộ", "·"),
        ("cơ bản ht", "CƠ_BẢN HOÀN_THÀNH"),
    ],
)
def test_the_longest_listed_word_counts_and_only_where_it_ends_as_a_word_does(text, clause):
    assert read(text) == [clause]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("30/10/2022", "NGÀY"),
        ("25-4-2020", "NGÀY"),
        ("12/2022", "NGÀY"),
        ("12//2022", "NGÀY"),
        ("925/QĐ-UBND-HC", "SỐ_HIỆU_TỈNH"),
        ("345/VPUBND-THVX", "SỐ_HIỆU_TỈNH"),
        ("21/2022/NQ-HĐND", "SỐ_HIỆU_TỈNH"),
        ("45-KL/TU", "SỐ_HIỆU_TỈNH"),
        ("87/BCTĐ-STP", "SỐ_HIỆU"),
        ("98,5 %", "PHẦN_TRĂM"),
        ("8/10", "PHÂN_SỐ"),
        ("2 trong tổng số 5", "PHÂN_SỐ"),
        ("10 tháng", "KỲ"),
        ("2022", "NĂM"),
        ("00", "SỐ_KHÔNG"),
        ("5.775", "SỐ"),
        ("2022,5", "SỐ"),
    ],
)
def test_a_number_is_of_one_kind_and_one_token(text, kind):
    assert read(f"{text}; xong") == [kind, "HOÀN_THÀNH"]


@pytest.mark.parametrize(
    ("text", "other"),
    [("k0 đạt", "k1 đạt"), ("quý 1/2022", "quý 5/2022"), ("trong 10 tháng", "trong tháng 10")],
)
def test_a_figure_that_makes_another_word_is_not_read_alike(text, other):
    assert read(text) != read(other)


def test_a_text_without_any_mark_is_read_by_the_words_without_theirs():
    assert unmark("đã trình tỉnh, ướt") == "da trinh tinh, uot"
    assert read("da trinh ubnd tinh") == ["ĐÃ TRÌNH CẤP_TRÊN"]


def test_a_number_is_told_apart_where_it_stands_though_a_short_form_stands_for_two_words():
    assert read("đã ht, có 8/10 tổ, 10/10 ấp", "") == ["ĐÃ HOÀN_THÀNH , CÓ THIẾU · , ĐỦ ·"]


def test_a_stretch_of_unknown_words_and_taken_words_is_one_token():
    assert read("ấp Mỹ An vào năm 2022 ấp Tân") == ["· NĂM ·"]


@pytest.mark.parametrize("long", [4, 5])
def test_a_promise_is_quoted_where_at_most_four_words_stand_before_the_colon(long):
    clause = "Chỉ tiêu " + "đạt " * long + ": hoàn thành"
    assert (read(clause) == ["·"]) is (long == 4)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Xã Bình Phước không còn nhà tạm", "ĐƠN_VỊ · KHÔNG_CÒN TỒN_ĐỌNG"),
        ("Đường Trần Dừng Nghĩa đã thông xe", "· ĐÃ VẬN_HÀNH"),
        ("Công ty Cấp Nước Đạt Thành đang thi công", "ĐƠN_VỊ · ĐANG LÀM_KHÁC"),
    ],
)
def test_a_word_within_a_name_is_no_word_of_a_list(text, clause):
    assert read(text) == [clause]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Đã họp Đạt yêu cầu", "ĐÃ HỌP ĐẠT_CHỈ_TIÊU"),
        ("Đã trình Sở Tư pháp", "ĐÃ TRÌNH CƠ_QUAN"),
        ("ĐÃ HOÀN THÀNH ĐÚNG HẠN", "ĐÃ HOÀN_THÀNH ĐÚNG_HẠN"),
    ],
)
def test_a_capital_that_makes_no_name_leaves_the_word_what_it_is(text, tokens):
    assert read(text) == [tokens]


def clauses_of(text):
    return [
        (clause.shown, clause.contrast, clause.conceded, clause.aside, clause.opens)
        for clause in WORDS.read(text).clauses
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Đã trình; chưa duyệt", [("ĐÃ TRÌNH", "opens"), ("CHƯA PHÊ_DUYỆT", "")]),
        ("Đã trình. Chưa duyệt", [("ĐÃ TRÌNH", "opens"), ("CHƯA PHÊ_DUYỆT", "opens")]),
        ("Đã trình nhưng chưa duyệt", [("ĐÃ TRÌNH", "opens"), ("CHƯA PHÊ_DUYỆT", "contrast")]),
        ("Đã trình mặc dù chưa họp", [("ĐÃ TRÌNH", "opens"), ("CHƯA HỌP", "conceded")]),
        ("Đã trình (chưa họp) và ban hành", [("ĐÃ TRÌNH , BAN_HÀNH", "opens"), ("CHƯA HỌP", "aside")]),
    ],
)
def test_a_clause_knows_how_it_stands_to_the_others(text, told):
    names = ("contrast", "conceded", "aside", "opens")
    assert [
        (shown, " ".join(name for name, is_so in zip(names, how, strict=True) if is_so))
        for shown, *how in clauses_of(text)
    ] == told


def test_each_token_has_its_place_in_the_text():
    [clause] = WORDS.read("Sở đã  trình UBND Tỉnh").clauses
    said = WORDS.read("Sở đã  trình UBND Tỉnh").text
    assert [(name, said[start:end]) for name, (start, end) in zip(clause.names, clause.spans, strict=True)] == [
        ("CƠ_QUAN", "Sở"), ("ĐÃ", "đã"), ("TRÌNH", "trình"), ("CẤP_TRÊN", "UBND Tỉnh"),
    ]  # fmt: skip


def test_a_clause_in_brackets_is_quoted_without_what_stands_around_them():
    reading = WORDS.read("Đã trình (chưa họp; đang chờ) và ban hành")
    assert [reading.quote(number, number) for number in range(1, 3)] == ["chưa họp", "đang chờ"]


@pytest.mark.parametrize(
    ("promised", "text", "clause"),
    [
        ("giải ngân vốn sự nghiệp giáo dục", "Giải ngân vốn sự nghiệp đạt 43%", "· ĐẠT PHẦN_TRĂM"),
        ("xử lý mùi hôi do chế biến cá", "Mùi hôi do chế biến cá chưa được xử lý", "· CHƯA LÀM"),
        ("chỉ tiêu tuyển sinh lớp 10", "Chỉ tiêu tuyển sinh đã đạt", "· ĐÃ ĐẠT"),
        # no subject of three syllables, nothing said of it, other words
        ("hoàn thành", "Hoàn thành đã lâu", "HOÀN_THÀNH ĐÃ ·"),
        ("hoàn thành hồ sơ địa chính", "Hoàn thành hồ sơ địa chính", "HOÀN_THÀNH HỒ_SƠ ·"),
        ("hoàn thành hồ sơ địa chính", "Hoàn thành hồ sơ thanh tra đã lâu", "HOÀN_THÀNH HỒ_SƠ CƠ_QUAN ĐÃ ·"),
    ],
)
def test_the_subject_of_a_sentence_in_the_words_of_the_promise_is_no_word_of_a_list(promised, text, clause):
    reading = load_words().read(text, (), promised)
    assert [each.shown for each in reading.clauses] == [clause]


def test_what_was_put_in_use_is_named_and_its_number_is_kept():
    for text, clause in (
        ("Đã đưa trạm y tế xã Phú Lợi vào hoạt động", "ĐÃ · VẬN_HÀNH"),
        ("Chưa đưa nhà máy nước xã Phú Lợi vào khai thác", "CHƯA · VẬN_HÀNH"),
        ("Đã đưa 02 trạm y tế xã vào hoạt động", "ĐÃ · SỐ · VẬN_HÀNH"),
        ("Đã đưa Quyết định, đi vào hoạt động", "ĐÃ · QUYẾT_ĐỊNH , VẬN_HÀNH"),
    ):
        assert [each.shown for each in load_words().read(text).clauses] == [clause]
