"""A written report against the ledger: every statement, what the report says of the period, what it omits."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from camket.figures.ledger import Figure
from camket.inputs.period import Period, Report
from camket.inputs.units import Unit
from camket.numerals import print_count, print_percent, round_half_up
from camket.reconciling.answer import print_answer, summary_words
from camket.reconciling.as_html import reconciliation_to_html
from camket.reconciling.compare import Reconciliation, check_arithmetic, reconcile
from camket.reconciling.passage import Outline
from camket.reconciling.words import load_words
from camket.reconciling.written import read_written
from camket.statuses import BASES, DECIDED

SEED = Path(__file__).parents[3] / "shared" / "seed" / "report-158.txt"
COUNTS = {
    "cut_off.in_progress": 103, "cut_off.completed": 81, "cut_off.not_completed": 20, "cut_off.awaiting_appraisal": 84,
    "cut_off.stopped": 5, "cut_off.unresolved": 0, "cut_off.total": 293, "cut_off.overdue": 4, "decided": 4,
    "full_year.completed": 261, "full_year.not_completed": 27, "full_year.stopped": 5, "full_year.unresolved": 0,
    "full_year.total": 293, "cut_off.completed@SNV": 3, "full_year.completed@SNV": 9, "cut_off.total@SNV": 10,
    "full_year.total@SNV": 10, "cut_off.total@department": 149, "full_year.total@department": 149,
    "cut_off.completed@district": 33, "full_year.completed@district": 129, "flow.in_progress.completed": 98,
}  # fmt: skip
WHOLES = {"SNV": 10, "department": 149, "district": 144}
UNITS = [
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1, aliases=("SNV",)),
    Unit(code="HCL", name="UBND huyện Cao Lãnh", group="district", order=2, aliases=()),
]
PERIOD = Period(
    title="nội dung cam kết hành động với UBND Tỉnh",
    year=2022,
    cut_off=date(2022, 10, 30),
    superior_in_text="UBND Tỉnh",
    report=Report(
        number="158/BC-SKHĐT",
        day=date(2022, 11, 9),
        agency="Sở Kế hoạch và Đầu tư",
        superior="UBND tỉnh Đồng Tháp",
        place="Đồng Tháp",
    ),
)
REPORT = """
Số: 158/BC-SKHĐT

Đồng Tháp, ngày 09 tháng 11 năm 2022

Kết quả thực hiện năm 2022 lũy kế tính đến ngày 30/10/2022 và đăng ký cam kết hành động năm 2023

I. KẾT QUẢ THỰC HIỆN NỘI DUNG CAM KẾT NĂM 2022

1. Kết quả thực hiện lũy kế tính đến ngày 30/10/2022

- a) Có 103/293 nội dung chưa hoàn thành, đang tiếp tục tổ chức thực hiện (chiếm 35,2%).
- b) Có 81/293 nội dung hoàn thành (chiếm 27,6%).
- c) Có 20/293 nội dung không hoàn thành (chiếm 6,8%).
- d) Có 84/293 nội dung đang chờ cơ quan chuyên môn thẩm định (chiếm 28,7%).
- đ) Có 05/293 nội dung được UBND Tỉnh cho dừng thực hiện (chiếm 1,7%).

2. Ước cả năm 2022

- a) Có 261/293 nội dung hoàn thành (chiếm 89,1%).
- b) Có 27/293 nội dung không hoàn thành (chiếm 9,2%).
- c) Có 05/293 nội dung được UBND Tỉnh cho dừng thực hiện (chiếm 1,7%).
"""


def ledger() -> dict[str, Figure]:
    figures = {}
    for name, count in COUNTS.items():
        whole = WHOLES.get(name.partition("@")[2], 293)
        percent = str(round_half_up(Fraction(100 * count, whole)))
        text = f"{print_count(count)}/{whole} nội dung (chiếm {print_percent(percent)})"
        figures[name] = Figure(name, name, "all", count, whole, percent, text, "", ())
    return figures


def answer(path: Path) -> Reconciliation:
    return reconcile(read_written(path), load_words(), PERIOD, UNITS, ledger())


def answer_to(tmp_path: Path, text: str) -> Reconciliation:
    path = tmp_path / "bao cao.txt"
    path.write_text(text, encoding="utf-8")
    return answer(path)


def test_a_right_report_agrees_in_all_its_statements(tmp_path):
    found = answer_to(tmp_path, REPORT)
    assert [verdict.agreement for verdict in found.verdicts] == ["agrees"] * 8
    headline = [f"{basis}.{status}" for basis in BASES for status in DECIDED[basis]]
    assert [verdict.figures[0].id for verdict in found.verdicts] == headline
    assert not found.disagrees
    assert found.unmentioned == ()
    assert [total.is_complete for total in found.sums] == [True, True]


@pytest.mark.skipif(not SEED.exists(), reason="Report 158 is not here")
def test_report_158_agrees_in_all_eight_statements():
    found = answer(SEED)
    assert [verdict.agreement for verdict in found.verdicts] == ["agrees"] * 8
    assert not found.disagrees


def digits_of(report: str) -> list[int]:
    """The places of the digits that say a number: those of the numbered headings name no fact."""
    return [
        match.start()
        for match in re.finditer(r"\d", report)
        if not re.match(r"\n\d\. ", report[match.start() - 1 :])
    ]


@pytest.mark.parametrize("place", digits_of(REPORT))
def test_changing_any_digit_is_caught(tmp_path, place):
    for digit in sorted(set("0123456789") - {REPORT[place]}):
        changed = REPORT[:place] + digit + REPORT[place + 1 :]
        assert answer_to(tmp_path, changed).disagrees, changed[place - 20 : place + 20]


@pytest.mark.skipif(not SEED.exists(), reason="Report 158 is not here")
def test_changing_any_digit_of_the_statements_of_report_158_is_caught(tmp_path):
    text = SEED.read_text(encoding="utf-8")
    spans = [match.span() for match in re.finditer(r"Có \d+/\d+ nội dung .*?\)", text)]
    assert len(spans) == 8
    for start, end in spans:
        for place in (start + found.start() for found in re.finditer(r"\d", text[start:end])):
            changed = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
            assert answer_to(tmp_path, changed).disagrees, changed[place - 20 : place + 20]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Nội vụ có 03/10 nội dung hoàn thành tính đến ngày 30/10/2022.", ["cut_off.completed@SNV"]),
        ("Ước cả năm, Sở Nội vụ có 09/10 nội dung hoàn thành.", ["full_year.completed@SNV"]),
        ("Lũy kế, các huyện, thành phố có 33/144 nội dung hoàn thành.", ["cut_off.completed@district"]),
        ("Tổng số 293 nội dung.", ["cut_off.total"]),
        ("Trong đó 149 nội dung của các sở, ban, ngành tỉnh.", ["cut_off.total@department"]),
        ("Có 04 nội dung đã quá thời hạn cam kết.", ["cut_off.overdue"]),
        ("Lũy kế: hoàn thành: 81/293 (27,6%); không hoàn thành: 20/293 (6,8%).",
         ["cut_off.completed", "cut_off.not_completed"]),
        ("Có 05/12 huyện hoàn thành chỉ tiêu.", [None]),
        ("Giải quyết 81/293 hồ sơ.", [None]),
    ],
)  # fmt: skip
def test_a_statement_is_told_by_its_words_scope_and_section(tmp_path, sentence, expected):
    found = answer_to(tmp_path, sentence)
    assert [verdict.figures[0].id if verdict.figures else None for verdict in found.verdicts] == expected
    assert not any(verdict.is_wrong for verdict in found.verdicts)


def test_what_counts_only_a_part_of_another_count_is_not_taken_for_the_whole(tmp_path):
    found = answer_to(tmp_path, "Trong 103 nội dung chưa hoàn thành, ước cả năm có 98 nội dung hoàn thành.")
    assert [verdict.agreement for verdict in found.verdicts] == ["agrees", "not_ours"]


def test_a_headline_figure_that_is_not_mentioned_is_listed(tmp_path):
    found = answer_to(
        tmp_path, REPORT.replace("- c) Có 20/293 nội dung không hoàn thành (chiếm 6,8%).\n", "")
    )
    assert [figure.id for figure in found.unmentioned] == ["cut_off.not_completed"]
    assert "mà báo cáo không nêu" in print_answer(found)


def test_a_wrong_statement_is_printed_first_with_what_is_right(tmp_path):
    found = answer_to(tmp_path, REPORT.replace("81/293", "82/293"))
    first = print_answer(found).splitlines()
    assert first[0].startswith("✗ dòng ")
    assert "tính đúng là 28,0%" in first[1]
    assert "KHÁC số liệu: cut_off.completed: 81/293 (27,6%)" in first[1]
    assert summary_words(found).startswith("8 câu có số đếm: 7 khớp, 1 khác số liệu, 1 sai phép tính")


def test_arithmetic_alone_needs_no_period(tmp_path):
    path = tmp_path / "khac.txt"
    path.write_text("Đã trình 73/92 đề án, đạt 80%.\nĐã giải quyết 47/87 kiến nghị (54%).", encoding="utf-8")
    found = check_arithmetic(read_written(path), load_words())
    assert [verdict.arithmetic.answer for verdict in found.verdicts] == ["wrong", "right"]
    assert found.disagrees


def test_the_page_marks_the_report_s_own_text_and_trusts_none_of_it(tmp_path):
    hostile = REPORT.replace("81/293", "82/293") + "\n<script>alert(1)</script> & <b>đậm</b>\n"
    page = reconciliation_to_html(answer_to(tmp_path, hostile), report="<b>.txt", period="2022-10")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;đậm&lt;/b&gt;" in page
    assert 'class="wrong">82/293 nội dung hoàn thành (chiếm 27,6%)<sup>' in page
    assert "Có chỗ phải sửa" in page


def test_headings_lie_above_what_follows_them():
    outline = Outline()
    lines = [
        "I. KẾT QUẢ",
        "1. Lũy kế",
        "- a) Có 81/293",
        "2. Ước cả năm",
        "Có 261/293",
        "II. ĐĂNG KÝ",
        "Phần lớn",
    ]
    above = [outline.enter(line, "").headings for line in lines]
    assert above[2] == ("I. KẾT QUẢ", "1. Lũy kế")
    assert above[4] == ("I. KẾT QUẢ", "2. Ước cả năm")
    assert above[6] == ("II. ĐĂNG KÝ",)
