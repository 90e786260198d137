"""What words and set phrases mean, kept apart from words.toml: none is lost or moved unnoticed.

A line of `lexicon.txt` is a meaning, as tokens, and the words that have it.
"""

from pathlib import Path

import pytest

from camket.judging.words import load_words

WORDS = load_words()
LEXICON = [
    (meaning, said.split("; "))
    for meaning, _, said in (
        line.partition(": ")
        for line in Path(__file__).with_name("lexicon.txt").read_text("utf-8").splitlines()
    )
]
FIRST = {meaning: said[0] for meaning, said in LEXICON}


def read(text):
    return [said for _, said in WORDS.explain(text)]


@pytest.mark.parametrize(("meaning", "words"), LEXICON, ids=[meaning for meaning, _ in LEXICON])
def test_each_word_has_its_meaning(meaning, words):
    assert {word: read(word) for word in words} == {word: [meaning] for word in words}


@pytest.mark.parametrize("words", [("nhưng", "tuy nhiên", "song", "riêng", "tuy vậy")])
def test_a_contrast_and_a_concession_begin_a_clause(words):
    for word in words:
        assert [clause.contrast for clause in WORDS.read(f"Đã trình {word} chưa họp").clauses] == [
            False,
            True,
        ]
    for word in ("mặc dù", "tuy", "dù"):
        assert [clause.conceded for clause in WORDS.read(f"Đã trình {word} chưa họp").clauses] == [
            False,
            True,
        ]


OPENING = """
ĐÃ ĐANG TIẾP_TỤC SẼ ƯỚC CÓ_THỂ PHẤN_ĐẤU NẾU KHI CHƯA KHÔNG KHÔNG_THỂ CHỜ ĐỀ_NGHỊ NGUY_CƠ CHUẨN_BỊ MỚI HIỆN
CÒN ĐƯỢC BỊ KHÔNG_CÒN CHỈ DỰ_KIẾN ĐẨY_MẠNH CHĂM_SÓC
"""
ACTING = """
LÀM LÀM_KHÁC SOẠN HOÀN_THIỆN TIẾP_THU LẤY_Ý_KIẾN ĐĂNG_KÝ HOÀN_THÀNH TRÌNH GỬI THẨM_ĐỊNH PHÊ_DUYỆT CÔNG_NHẬN
CHẤM ĐÁNH_GIÁ XEM_XÉT CÔNG_BỐ NGHIỆM_THU BAN_HÀNH DỪNG TẠM_DỪNG
"""


@pytest.mark.parametrize("meaning", OPENING.split())
def test_after_a_comma_a_modifier_opens_a_clause(meaning):
    assert len(read(f"Ấp Mỹ An, {FIRST[meaning]} ấp Tân")) == 2


@pytest.mark.parametrize("meaning", ACTING.split())
def test_an_act_between_a_comma_and_a_modifier_stays_in_its_clause(meaning):
    assert len(read(f"Ấp Mỹ An, {FIRST[meaning]}, đang chờ")) == 2


@pytest.mark.parametrize("word", ["và", "đồng thời", "rồi", "sau đó", "cùng với", "cũng như"])
def test_a_word_that_joins_is_a_comma(word):
    assert len(read(f"Đã trình {word} đang chờ")) == 2


@pytest.mark.parametrize("meaning", ["CHỈ_TIÊU", "NHIỆM_VỤ", "KẾ_HOẠCH", "PHẢI", "HẠN"])
def test_before_a_colon_a_word_for_the_promise_quotes_it(meaning):
    assert read(f"{FIRST[meaning]}: hoàn thành") == ["·"]


@pytest.mark.parametrize(
    "meaning",
    [
        "CẤP_TRÊN",
        "TRUNG_ƯƠNG",
        "BỘ",
        "CƠ_QUAN",
        "NGƯỜI_CHẤM",
        "ĐƠN_VỊ",
        "LUẬT",
        "QUYẾT_ĐỊNH",
        "KẾ_HOẠCH",
        "ĐỀ_ÁN",
        "BÁO_CÁO",
        "TỜ_TRÌNH",
    ],
)
def test_bodies_and_papers_are_written_with_a_capital_and_are_no_names(meaning):
    assert meaning in read(f"Ấp Tân đến {FIRST[meaning].capitalize()} Mỹ")[0].split()


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("công nhân", "công nhận"),
        ("chi tiêu", "chỉ tiêu"),
        ("tự vẫn", "tư vấn"),
        ("trong nam", "trong năm"),
        ("cả nam", "cả năm"),
        ("giá hạn", "gia hạn"),
        ("để nghỉ", "đề nghị"),
        ("tư chấm", "tự chấm"),
        ("đất được", "đạt được"),
        ("hưởng đến", "hướng đến"),
        ("hưởng tới", "hướng tới"),
        ("trả lãi", "trả lại"),
        ("bỏ lò", "bỏ lỡ"),
        ("phú thuộc", "phụ thuộc"),
    ],
)
def test_a_word_that_only_looks_like_a_slip_of_another_is_none(word, other):
    assert read(f"{word} ấp") != read(f"{other} ấp")
