"""A written report is compared with the ledger: statements, facts of the period, omissions."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from lxml import html

from camket.checking.meaning import StatementReader
from camket.checking.passages import Outline, Passage
from camket.checking.reconcile import Reconciliation, check_arithmetic, reconcile_report
from camket.checking.reconcile_answers import (
    describe_fact,
    describe_reconciliation,
    describe_reconciliation_summary,
    describe_verdict,
    reconciliation_to_html,
)
from camket.checking.report_text import read_report
from camket.checking.report_words import load_report_words
from camket.checking.statements import find_statements
from camket.figures.ledger import Figure
from camket.numerals import format_count, format_percent, round_half_up
from camket.settings.period import Period, Report
from camket.settings.read_scheme import read_scheme
from camket.settings.states import BASES
from camket.settings.units import Unit
from invented import GOVERNMENT
from samples import SCHEME

COUNTS = {
    "cut_off.in_progress": 103, "cut_off.completed": 81, "cut_off.not_completed": 20, "cut_off.awaiting_appraisal": 84,
    "cut_off.stopped": 5, "cut_off.unresolved": 0, "cut_off.total": 293, "cut_off.overdue": 4, "decided": 4,
    "full_year.completed": 261, "full_year.not_completed": 27, "full_year.stopped": 5, "full_year.unresolved": 0,
    "full_year.total": 293, "cut_off.completed@SNV": 3, "full_year.completed@SNV": 9, "cut_off.total@SNV": 10,
    "full_year.total@SNV": 10, "cut_off.total@department": 149, "full_year.total@department": 149,
    "cut_off.total@district": 144,
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
    report_due=date(2022, 11, 5),
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
        text = f"{format_count(count)}/{whole} nội dung (chiếm {format_percent(percent)})"
        figures[name] = Figure(name, name, "all", count, whole, percent, text, "", ())
    return figures


def answer(path: Path) -> Reconciliation:
    return reconcile_report(read_report(path), load_report_words(SCHEME), PERIOD, UNITS, ledger())


def answer_to(tmp_path: Path, text: str) -> Reconciliation:
    path = tmp_path / "bao cao.txt"
    path.write_text(text, encoding="utf-8")
    return answer(path)


def test_a_correct_report_agrees_in_every_statement(tmp_path):
    found = answer_to(tmp_path, REPORT)
    assert [verdict.agreement for verdict in found.verdicts] == ["agrees"] * 8
    headline = [f"{basis}.{status}" for basis in BASES for status in SCHEME.decided(basis)]
    assert [verdict.figures[0].id for verdict in found.verdicts] == headline
    assert not found.disagrees
    assert found.unmentioned == ()
    assert [total.is_complete for total in found.sums] == [True, True]


@pytest.mark.parametrize(
    ("sentence", "agreements"),
    [
        ("hoàn thành 81/293 nội dung (27,6%), không hoàn thành 20/293 nội dung (6,8%)", "agrees agrees"),
        ("hoàn thành 20/293 nội dung (6,8%), không hoàn thành 81/293 nội dung (27,6%)", "differs differs"),
        ("có 81/293 nội dung hoàn thành, không hoàn thành 20/293 nội dung", "agrees agrees"),
        ("toàn tỉnh hoàn thành 82 nội dung, không hoàn thành 20 nội dung", "differs agrees"),
        ("số nội dung hoàn thành là 82/293", "differs"),
        ("số nội dung hoàn thành: 82", "differs"),
        ("tổng số nội dung cam kết là 294", "differs"),
        ("tổng số nội dung cam kết là 293", "agrees"),
        ("có 81 trong tổng số 293 nội dung hoàn thành, chiếm 27,6%", "agrees"),
        ("có 82 trên 293 nội dung hoàn thành", "differs"),
        ("có 82⁄293 nội dung hoàn thành", "differs"),
        ("có sáu (06) nội dung được UBND Tỉnh cho dừng thực hiện", "differs"),
        ("có 06 (sáu) nội dung được UBND Tỉnh cho dừng thực hiện", "differs"),
        (
            "tổng số 293 cam kết: 81 hoàn thành, 21 không hoàn thành, 103 đang thực hiện, 84 chờ thẩm định, 05 dừng",
            "agrees agrees differs agrees agrees agrees",
        ),
        ("có 81/293 nội dung hoàn thành, 100% đơn vị đã báo cáo", "agrees"),
        ("có 81/293 nội dung hoàn thành, tỷ trọng 28,6%", "differs"),
        ("có 81/293 nội dung hoàn thành – 28,6%", "differs"),
        ("có 81/293 nội dung hoàn thành; chiếm 28,6%", "differs"),
        ("có 81/293 nội dung hoàn thành (28,6 phần trăm)", "differs"),
        ("28,6% (81/293) nội dung hoàn thành", "differs"),
    ],
)
def test_a_number_is_compared_with_its_figure_wherever_status_and_share_are_written(
    tmp_path, sentence, agreements
):
    found = answer_to(tmp_path, f"Lũy kế đến ngày 30/10/2022, {sentence}.")
    assert [verdict.agreement for verdict in found.verdicts] == agreements.split()


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("Sở Nội vụ có 10 nội dung, hoàn thành 03 nội dung", "cut_off.total@SNV cut_off.completed@SNV"),
        ("Sở Nội vụ: 03/10 nội dung hoàn thành", "cut_off.completed@SNV"),
        ("Có 81/293 nội dung hoàn thành, Sở Nội vụ có 03/10 nội dung hoàn thành",
         "cut_off.completed cut_off.completed@SNV"),
        ("Sở Nội vụ hoàn thành 03/10 nội dung, cả tỉnh hoàn thành 81/293 nội dung",
         "cut_off.completed@SNV cut_off.completed"),
    ],
)  # fmt: skip
def test_a_unit_applies_to_its_number_and_to_the_numbers_that_continue_the_count(tmp_path, sentence, figures):
    found = answer_to(tmp_path, f"1. Kết quả lũy kế đến ngày 30/10/2022\n\n{sentence}.")
    assert [verdict.figures[0].id for verdict in found.verdicts] == figures.split()
    assert not found.disagrees


def test_a_number_of_an_appendix_counts_the_units_named_in_its_title(tmp_path):
    title = "KẾT QUẢ THỰC HIỆN NĂM 2022 CỦA UBND CÁC HUYỆN, THÀNH PHỐ"
    found = answer_to(tmp_path, f"{title}\n\nLũy kế đến ngày 30/10/2022, có 33/144 nội dung hoàn thành.")
    assert [verdict.figures[0].id for verdict in found.verdicts] == ["cut_off.completed@district"]
    assert not found.disagrees


@pytest.mark.parametrize(
    ("day", "is_wrong"),
    [
        ("Tính đến 31/10/2022", True),
        ("Tính đến ngày 30.10.2021", True),
        ("Đến ngày 31-10-2022", True),
        ("Tính đến ngày 31 tháng 10 năm 2022", True),
        ("Tính đến ngày 30 tháng 10 năm 2022", False),
        ("Lũy kế đến 30.10.2022", False),
    ],
)
def test_the_cut_off_date_is_read_in_every_spelling(tmp_path, day, is_wrong):
    found = answer_to(tmp_path, f"{day}, có 81/293 nội dung hoàn thành.")
    assert [fact.is_wrong for fact in found.facts] == [is_wrong]


def test_a_table_column_with_a_percent_sign_holds_shares_and_stops_match_by_full_name(tmp_path):
    rows = [
        ("Kết quả", "Số nội dung", "Tỷ lệ (%)"),
        ("Hoàn thành", "81", "27,6"),
        ("Dừng thực hiện", "06", "2,0"),
    ]
    document = docx.Document()
    document.add_paragraph("1. Kết quả lũy kế đến ngày 30/10/2022")
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(path := tmp_path / "bao cao.docx")
    assert [verdict.agreement for verdict in answer(path).verdicts] == [
        "agrees",
        "agrees",
        "differs",
        "differs",
    ]


def test_figures_other_than_statuses_are_not_part_of_the_sum_of_statuses(tmp_path):
    overdue = "Có 04/293 nội dung chưa hoàn thành đã quá thời hạn cam kết (chiếm 1,4%)."
    found = answer_to(tmp_path, REPORT.replace("2. Ước", f"{overdue}\n\n2. Ước"))
    assert "cut_off.overdue" in [verdict.figures[0].id for verdict in found.verdicts]
    assert not found.disagrees


@pytest.mark.parametrize(("count", "agreement"), [("27", "agrees"), ("28", "differs")])
def test_a_sentence_about_an_appraiser_matches_by_its_label(tmp_path, count, agreement):
    """The figure is not confused with the appraiser's own commitments."""
    label = "đang chờ Sở Nội vụ thẩm định"
    waiting = Figure("awaiting_by.so_noi_vu", label, "all", 27, 84, "32.1", "", "", ())
    path = tmp_path / "bao cao.txt"
    path.write_text(
        f"Có {count}/84 nội dung {label} (chiếm 32,1%); còn lại chờ cơ quan khác.", encoding="utf-8"
    )
    known = {**ledger(), waiting.id: waiting}
    [verdict] = reconcile_report(read_report(path), load_report_words(SCHEME), PERIOD, UNITS, known).verdicts
    assert (verdict.agreement, verdict.figures) == (agreement, (waiting,))


def digits_of(report: str) -> list[int]:
    """The positions of the digits of numbers. Those of numbered headings are left out."""
    return [
        match.start()
        for match in re.finditer(r"\d", report)
        if not re.match(r"\n\d\. ", report[match.start() - 1 :])
    ]


@pytest.mark.parametrize("place", digits_of(REPORT))
def test_a_change_of_any_digit_is_caught(tmp_path, place):
    for digit in sorted(set("0123456789") - {REPORT[place]}):
        changed = REPORT[:place] + digit + REPORT[place + 1 :]
        assert answer_to(tmp_path, changed).disagrees, changed[place - 20 : place + 20]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Nội vụ có 03/10 nội dung hoàn thành tính đến ngày 30/10/2022.", ["cut_off.completed@SNV"]),
        ("Ước cả năm, Sở Nội vụ có 09/10 nội dung hoàn thành.", ["full_year.completed@SNV"]),
        ("Lũy kế, các huyện, thành phố có 33/144 nội dung hoàn thành.", ["cut_off.completed@district"]),
        ("Tổng số 293 nội dung.", ["cut_off.total"]),
        ("Lũy kế, tỷ lệ nội dung hoàn thành đạt 27,6%.", ["cut_off.completed"]),
        ("Ước cả năm có 89,1% số nội dung hoàn thành.", ["full_year.completed"]),
        ("Trong đó 149 nội dung của các sở, ban, ngành tỉnh.", ["cut_off.total@department"]),
        ("Có 04 nội dung đã quá thời hạn cam kết.", ["cut_off.overdue"]),
        ("Lũy kế: hoàn thành: 81/293 (27,6%); không hoàn thành: 20/293 (6,8%).",
         ["cut_off.completed", "cut_off.not_completed"]),
        ("Có 05/12 huyện hoàn thành chỉ tiêu.", [None]),
        ("Giải quyết 81/293 hồ sơ.", [None]),
    ],
)  # fmt: skip
def test_a_statement_is_matched_by_its_words_scope_and_section(tmp_path, sentence, expected):
    found = answer_to(tmp_path, sentence)
    assert [verdict.figures[0].id if verdict.figures else None for verdict in found.verdicts] == expected
    assert not any(verdict.is_wrong for verdict in found.verdicts)


@pytest.mark.parametrize(
    "sentence",
    ["Lũy kế, tỷ lệ nội dung hoàn thành đạt 28,6%.", "Ước cả năm có 89,2% số nội dung hoàn thành."],
)
def test_a_wrong_share_without_counts_is_caught(tmp_path, sentence):
    [verdict] = answer_to(tmp_path, sentence).verdicts
    assert verdict.agreement == "differs"


def test_a_share_of_something_else_is_ignored(tmp_path):
    assert answer_to(tmp_path, "Hoàn thành đúng hạn 100% các nhiệm vụ giao trên phần mềm.").verdicts == ()


def test_a_number_that_counts_part_of_another_is_not_compared_with_the_whole(tmp_path):
    found = answer_to(tmp_path, "Trong 103 nội dung chưa hoàn thành, ước cả năm có 98 nội dung hoàn thành.")
    assert [verdict.agreement for verdict in found.verdicts] == ["agrees", "no_figure"]


def test_an_unmentioned_headline_figure_is_listed(tmp_path):
    found = answer_to(
        tmp_path, REPORT.replace("- c) Có 20/293 nội dung không hoàn thành (chiếm 6,8%).\n", "")
    )
    assert [figure.id for figure in found.unmentioned] == ["cut_off.not_completed"]
    assert "mà báo cáo không nêu" in describe_reconciliation(found)


def test_a_wrong_statement_is_printed_first_with_the_right_value(tmp_path):
    found = answer_to(tmp_path, REPORT.replace("81/293", "82/293"))
    first = describe_reconciliation(found).splitlines()
    assert first[0].startswith("✗ dòng ")
    assert "tính đúng là 28,0%" in first[1]
    assert "KHÁC số liệu: cut_off.completed: 81/293 (27,6%)" in first[1]
    assert describe_reconciliation_summary(found).startswith(
        "8 câu có số đếm: 7 khớp, 1 khác số liệu, 1 sai phép tính"
    )


def test_arithmetic_alone_needs_no_period(tmp_path):
    path = tmp_path / "khac.txt"
    path.write_text("Đã trình 73/92 đề án, đạt 80%.\nĐã giải quyết 47/87 kiến nghị (54%).", encoding="utf-8")
    found = check_arithmetic(read_report(path), load_report_words(SCHEME))
    assert [verdict.arithmetic.answer for verdict in found.verdicts] == ["wrong", "right"]
    assert "số liệu của kỳ này" not in describe_reconciliation(found)
    assert found.disagrees


def test_the_page_marks_the_text_of_the_report_and_escapes_it(tmp_path):
    hostile = REPORT.replace("81/293", "82/293") + "\n<script>alert(1)</script> & <b>đậm</b>\n"
    page = reconciliation_to_html(answer_to(tmp_path, hostile), report="<b>.txt", period="2022-10")
    assert page.count("<script") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;đậm&lt;/b&gt;" in page
    assert 'class="wrong">82/293 nội dung hoàn thành (chiếm 27,6%)<sup>' in page
    assert "Có chỗ phải sửa" in page


def test_the_page_numbers_its_lines_in_reading_order_and_shows_the_rest_of_the_text_as_it_stands(tmp_path):
    text = "Tính đến ngày 31/10/2022, có 81/293 nội dung hoàn thành, 21/293 nội dung không hoàn thành. Hết."
    root = html.fromstring(
        reconciliation_to_html(answer_to(tmp_path, text), report="bc.txt", period="2022-10")
    )
    rows = [[cell.text_content() for cell in row] for row in root.cssselect("tbody tr")]
    assert [row[:3] for row in rows] == [
        ["1", "dòng 1", "31/10/2022"],
        ["2", "dòng 1", "81/293"],
        ["3", "dòng 1", "21/293"],
    ]
    assert [row.get("class") for row in root.cssselect("tbody tr")] == ["wrong", "right", "wrong"]
    [place, *_] = root.cssselect(".report p")
    assert place.text_content() == "dòng 1" + text.replace("31/10/2022", "31/10/20221").replace(
        "81/293", "81/2932"
    ).replace("21/293", "21/2933")


def test_the_page_shows_a_row_of_a_table_as_one_line(tmp_path):
    rows = "<tr><th>Kết quả</th><th>Toàn tỉnh</th></tr><tr><td>Hoàn thành</td><td>81</td></tr>"
    (path := tmp_path / "bc.html").write_text(
        f"<html><body><p>1. Lũy kế</p><table>{rows}</table><p>Hết.</p><p>Hết.</p></body></html>",
        encoding="utf-8",
    )
    root = html.fromstring(reconciliation_to_html(answer(path), report="bc.html", period=""))
    lines = [line.text_content() for line in root.cssselect(".report p")]
    assert [line.lstrip("đoạn 0123456789") for line in lines] == [
        ". Lũy kế",
        "bảng 1, dòng 1Kết quả │ Toàn tỉnh",
        "bảng 1, dòng 2Hoàn thành │ 811",
        "Hết.",
        "Hết.",
    ]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("có 81/293 nội dung hoàn thành", "khớp cut_off.completed"),
        ("có 81 nội dung hoàn thành (27,6%)", "khớp cut_off.completed"),
        ("có 81/293 nội dung hoàn thành (27,6%)", "phép tính đúng; khớp cut_off.completed"),
        ("có 82/293 nội dung hoàn thành", "không in tỷ lệ; KHÁC số liệu: cut_off.completed: 81/293 (27,6%)"),
        ("có 82/293 nội dung hoàn thành (27,6%)",
         "phép tính sai: tính đúng là 28,0%; KHÁC số liệu: cut_off.completed: 81/293 (27,6%)"),
        ("có 5/0 nội dung hoàn thành (27,6%)",
         "không kiểm tra được phép tính: mẫu số bằng 0: không có tỷ lệ; "
         "KHÁC số liệu: cut_off.completed: 81/293 (27,6%)"),
        ("có 47/87 kiến nghị (54%)", "phép tính đúng; không nói về số liệu của kỳ này"),
    ],
)  # fmt: skip
def test_a_statement_is_judged_in_one_line(tmp_path, sentence, words):
    [verdict] = answer_to(tmp_path, f"Lũy kế đến ngày 30/10/2022, {sentence}.").verdicts
    assert describe_verdict(verdict) == words


def test_of_two_bases_the_one_that_agrees_stands_first_and_where_none_does_both_are_named(tmp_path):
    [agreeing] = answer_to(tmp_path, "Có 261/293 nội dung hoàn thành.").verdicts
    assert describe_verdict(agreeing) == "khớp full_year.completed"
    [differing] = answer_to(tmp_path, "Có 262/293 nội dung hoàn thành.").verdicts
    assert describe_verdict(differing).endswith(
        "KHÁC số liệu: cut_off.completed: 81/293 (27,6%) hoặc full_year.completed: 261/293 (89,1%)"
    )


def test_the_terminal_is_told_the_row_and_the_column_of_a_cell_and_the_sums_and_facts(tmp_path):
    rows = "<tr><th>Kết quả</th><th>Toàn tỉnh</th></tr><tr><td>Hoàn thành</td><td>82</td></tr>"
    (path := tmp_path / "bc.html").write_text(
        f"<html><body><p>Lũy kế đến ngày 31/10/2022</p><table>{rows}</table>"
        "<p>- Đã trình 10/30 đề án</p><p>- Chưa trình 21/30 đề án</p></body></html>",
        encoding="utf-8",
    )
    lines = describe_reconciliation(answer(path)).splitlines()
    assert lines[:3] == [
        "✗ bảng 1, dòng 2, cột 2: 82",
        "    Hoàn thành / Toàn tỉnh",
        "    không in tỷ lệ; KHÁC số liệu: cut_off.completed: 81/293 (27,6%)",
    ]
    assert "✗ cộng các phần: 10 + 21 = 31, mẫu số là 30 (thừa 1)" in lines
    [fact] = [line for line in lines if "ngày chốt số liệu" in line]
    assert fact.startswith("✗ đoạn ")
    assert fact.endswith(": báo cáo ghi 31/10/2022, period.toml ghi 30/10/2022")
    assert lines[-1] == (
        "3 câu có số đếm: 0 khớp, 1 khác số liệu, 0 sai phép tính; 1 tổng không khớp; 1 thông tin khác period.toml"
    )


@pytest.mark.parametrize(("cell", "said"), [("Lũy kế đến ngày 31/10/2022", ["31/10/2022"]), ("Kết quả", [])])
def test_the_header_of_a_table_may_say_the_cut_off_day_and_its_cells_are_the_units_own(tmp_path, cell, said):
    rows = (
        f"<tr><th>Đơn vị</th><th>{cell}</th></tr><tr><td>Sở Nội vụ, đến ngày 15/10/2022</td><td>03</td></tr>"
    )
    (path := tmp_path / "bc.html").write_text(
        f"<html><body><table>{rows}</table></body></html>", encoding="utf-8"
    )
    assert [fact.printed for fact in answer(path).facts] == said


@pytest.mark.parametrize(
    ("text", "says", "is_wrong"),
    [
        ("Số: 158/BC-SKHĐT", "số báo cáo", False),
        ("Số: 159/BC-SKHĐT", "số báo cáo", True),
        ("Đồng Tháp, ngày 9 tháng 11 năm 2022", "ngày báo cáo", False),
        ("Đồng Tháp, ngày 10 tháng 11 năm 2022", "ngày báo cáo", True),
        ("Ước cả năm 2023", "năm của ước cả năm", True),
        ("Đăng ký cam kết hành động năm 2023", "năm đăng ký", False),
        ("Đăng ký cam kết hành động năm 2022", "năm đăng ký", True),
        ("Các nội dung cam kết thực hiện năm 2023", "năm cam kết hoặc năm đăng ký", False),
        ("Các nội dung cam kết thực hiện năm 2021", "năm cam kết hoặc năm đăng ký", True),
        ("Báo cáo kết quả thực hiện nội dung cam kết năm 2023 như sau", "năm cam kết", True),
        ("Nhiệm vụ giao chung trong năm 2022", "năm giao chung", False),
        ("Nhiệm vụ giao chung trong năm 2023", "năm giao chung", True),
        ("Đề xuất lựa chọn nội dung trong chương trình, kế hoạch năm 2023", "năm đề xuất", False),
        ("3. Đề xuất về nội dung cam kết với UBND Tỉnh năm 2022", "năm đề xuất", True),
        ("Theo đề xuất của các đơn vị về nội dung cam kết năm 2022", "năm cam kết hoặc năm đăng ký", False),
        ("Một số nội dung cần lưu ý đến ngày 31/10/2022", "ngày chốt số liệu", True),
        ("So với hạn gửi 05/11/2022", "hạn gửi báo cáo", False),
        ("So với hạn gửi 06/11/2022", "hạn gửi báo cáo", True),
    ],
)
def test_what_a_report_says_of_its_period_is_held_against_period_toml(tmp_path, text, says, is_wrong):
    [fact] = answer_to(tmp_path, text).facts
    assert (fact.label, fact.is_wrong) == (says, is_wrong)


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("Có 03 nội dung đến hạn trong kỳ (từ 01/01/2022 đến 30/10/2022).", False),
        ("Có 03 nội dung đến hạn trong kỳ (từ 01/01/2022 đến 31/10/2022).", True),
        ("Có 03 nội dung đến hạn trong kỳ (từ 01/02/2022 đến 30/10/2022).", True),
    ],
)
def test_the_days_and_years_in_the_label_of_a_figure_are_those_of_the_ledger(tmp_path, text, is_wrong):
    due = Figure("due", "đến hạn trong kỳ (từ 01/01/2022 đến 30/10/2022)", "all", 3, 293, "1.0", "", "", ())
    (path := tmp_path / "bc.txt").write_text(text, encoding="utf-8")
    words = load_report_words(SCHEME)
    [fact] = reconcile_report(read_report(path), words, PERIOD, UNITS, {**ledger(), "due": due}).facts
    assert fact.is_wrong == is_wrong
    assert not is_wrong or "số liệu ghi đến hạn trong kỳ (từ 01/01/2022" in describe_fact(fact)


@pytest.mark.parametrize(
    "text", ["Số: 158/BC-SKHĐT", "Đồng Tháp, ngày 9 tháng 11 năm 2022", "So với hạn gửi 06/11/2022"]
)
def test_a_number_and_a_day_that_period_toml_does_not_have_yet_are_held_against_nothing(tmp_path, text):
    (path := tmp_path / "bc.txt").write_text(text, encoding="utf-8")
    report = PERIOD.report.model_copy(update={"number": "/BC-SKHĐT", "day": None})
    period = PERIOD.model_copy(update={"report": report, "report_due": None})
    found = reconcile_report(read_report(path), load_report_words(SCHEME), period, UNITS, ledger())
    assert found.facts == ()


def test_headline_figures_that_no_statement_agrees_with_are_unmentioned_but_for_an_empty_remainder(tmp_path):
    known = ledger()
    waiting = "full_year.unresolved"
    known[waiting] = Figure(waiting, "chưa xác định", "all", 2, 293, "0.7", "", "", ())
    (path := tmp_path / "bc.txt").write_text("Lũy kế có 82/293 nội dung hoàn thành.", encoding="utf-8")
    found = reconcile_report(read_report(path), load_report_words(SCHEME), PERIOD, UNITS, known)
    assert [figure.id for figure in found.unmentioned] == [
        *(f"cut_off.{status}" for status in SCHEME.decided("cut_off")),
        *(f"full_year.{status}" for status in SCHEME.decided("full_year")),
        waiting,
    ]


def test_the_statuses_of_a_basis_are_added_up_once_they_are_all_stated(tmp_path):
    wrong = REPORT.replace("Có 20/293", "Có 21/293")
    found = answer_to(tmp_path, wrong)
    assert [total.is_wrong for total in found.sums] == [True, False]
    assert found.sums[0].remarks() == ["103 + 81 + 21 + 84 + 5 = 294, mẫu số là 293 (thừa 1)"]
    missing = answer_to(
        tmp_path, wrong.replace("- c) Có 21/293 nội dung không hoàn thành (chiếm 6,8%).\n", "")
    )
    assert [total.is_wrong for total in missing.sums] == [False]


def test_items_of_a_list_under_one_heading_with_one_denominator_are_added_up(tmp_path):
    text = (
        "1. Hồ sơ\n\n- Đã trình 10/30 đề án, trong đó 2/30 quá hạn\n\n- Chưa trình 21/30 đề án\n\n- Xong 4/5 dự án\n\n"
        "Còn 9/30 đề án\n\n2. Hồ sơ khác\n\n- Đã trình 20/30 đề án"
    )
    found = answer_to(tmp_path, text)
    assert [[f"{part.numerator}" for part in total.parts] for total in found.sums] == [["10", "21"]]


@pytest.mark.browser
def test_the_page_is_accessible(tmp_path, find_barriers):
    path = tmp_path / "reconcile.html"
    answer = answer_to(tmp_path, REPORT.replace("81/293", "82/293"))
    path.write_text(reconciliation_to_html(answer, report="bc.txt", period="2022-10"), encoding="utf-8")
    assert find_barriers(path) == []


def test_a_passage_has_the_headings_above_it():
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


def test_words_of_another_figure_within_a_status_are_the_status(tmp_path):
    """ "Quá hạn" alone is what is overdue; "hoàn thành quá hạn" is a status of a scheme that has it."""
    path = tmp_path / "scheme.toml"
    path.write_text(GOVERNMENT, encoding="utf-8")
    period = PERIOD.model_copy(update={"scheme": read_scheme(path, "scheme.toml")})
    known = {
        name: Figure(name, name, "all", count, 9, "22.2", "", "", ())
        for name, count in {"cut_off.done_late": 2, "cut_off.overdue": 1}.items()
    }
    text = "Lũy kế đến ngày 30/10/2022:\n\n- a) Có 02/9 nội dung hoàn thành quá hạn (chiếm 22,2%)."
    (tmp_path / "bao cao.txt").write_text(text, encoding="utf-8")
    passages = read_report(tmp_path / "bao cao.txt")
    reader = StatementReader(load_report_words(period.scheme), UNITS, known, period.scheme)
    statements = [
        each for passage in passages for each in find_statements(passage, load_report_words(SCHEME).counted)
    ]
    assert [reader.find_figures(each) for each in statements] == [("cut_off.done_late",)]


def test_what_stands_beside_the_text_and_is_not_compared_is_named_in_text_and_page():
    remark = Passage("", "đoạn 1", uncompared="nhận xét: sửa thành 85")
    found = check_arithmetic([remark], load_report_words(SCHEME))
    assert "đoạn 1: nhận xét: sửa thành 85" in describe_reconciliation(found)
    assert "1 chỗ không được đối chiếu" in describe_reconciliation_summary(found)
    assert "nhận xét: sửa thành 85" in reconciliation_to_html(found, report="bc.docx", period="")
    assert "không được đối chiếu" not in describe_reconciliation(
        check_arithmetic([], load_report_words(SCHEME))
    )
