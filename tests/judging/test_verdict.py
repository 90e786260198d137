import pytest

from camket.judging.book import SCORED
from camket.judging.rules import load_rules
from camket.judging.verdict import read_verdict
from samples import record

RULES = load_rules()
INDEX = "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021"


def verdict(text):
    return read_verdict(record(INDEX, appraisal=text), RULES, frozenset({SCORED}))


@pytest.mark.parametrize(
    ("text", "concludes", "documented"),
    [
        ("Đạt", "completed", False),
        ("Hoàn thành", "completed", False),
        ("Đạt theo Quyết định số 97/QĐ-UBND-HC", "completed", True),
        ("Không đạt", "not_completed", False),
        ("Không công nhận (Thông báo số 12/TB-SNV)", "not_completed", True),
        ("92 điểm theo Quyết định số 97/QĐ-UBND-HC", None, True),
        ("Loại Khá", None, False),
    ],
)
def test_a_verdict_says_met_or_failed_and_whether_it_names_its_document(text, concludes, documented):
    given = verdict(text)
    assert (given.finding.concludes if given.finding else None) == concludes
    assert given.documented is documented
    assert (given.text, given.place) == (text, "Sheet1!I5")


@pytest.mark.parametrize(
    "text", ["-", "…", "Chưa", "Chưa có kết quả", "Không có", "Đang thẩm định", "Chờ Tỉnh đánh giá"]
)
def test_an_appraisal_that_has_not_come_yet_is_no_verdict(text):
    assert verdict(text) is None
