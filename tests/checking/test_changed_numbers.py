"""Each number of camket's own report, changed by one, is noticed; the report as it stands is without a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from camket.checking.passages import Passage
from camket.checking.reconcile import Reconciliation, reconcile_report
from camket.checking.reconcile_answers import describe_reconciliation
from camket.checking.report_text import read_report
from camket.checking.report_words import load_report_words
from camket.pipeline import Prepared, prepare_period
from camket.publishing.report.word_report import build_report
from camket.settings.project import open_folder
from conftest import Published
from invented import DECEMBER, JUNE, save_tables, write_year
from year_2023 import write_book

Check = Callable[[Sequence[Passage]], Reconciliation]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What the ledger and period.toml do not know: the numbers of headings and references to them, legal bases, what is
# quoted, a day until which something is asked for, the number of the page and the code of the print.
_UNKNOWN = re.compile(
    r"^\d+(?:\.\d+)*\. |\bđiểm [\d.]+|^Căn cứ .*|“[^”]*”|\btrước ngày [\d/]+|^\d$|^Mã đối chiếu:.*|\bBáo cáo số .*"
)
_UNITS_OWN = ("TT", "Nội dung cam kết", "Lý do")  # columns
REGISTERED = {
    "SMAU": [("Ban hành Đề án thí điểm", "02 đề án", "31/10/2024"), ("Số hóa hồ sơ lưu trữ", "100%", "30/11/2024")],
    "SGIA": [("Lập bản đồ số", "", "31/12/2024")],
    "HTT": [("Nâng cấp chợ trung tâm", "", "31/12/2024"), ("Mở tuyến du lịch mới", "", "31/12/2024")],
}  # fmt: skip


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, list[Passage]]:
    """A period with an earlier one, days of sending, what fell due and what is registered for the next year."""
    root = write_year(tmp_path_factory.mktemp("year"), silent=["HTT"])
    save_tables(open_folder(root, JUNE))
    folder = open_folder(root, DECEMBER)
    settings = folder.raw / "period.toml"
    text = settings.read_text("utf-8").replace("[report]", "report_due = 2023-12-12\n[report]")
    settings.write_text(text, encoding="utf-8")
    days = "file,received_on\nsubmissions/SMAU.xlsx,2023-12-11\nsubmissions/SGIA.xlsx,2023-12-13\n"
    (folder.raw / "received.csv").write_text(days, encoding="utf-8")
    (folder.raw / "registrations").mkdir()
    for unit, items in REGISTERED.items():
        rows = [(number, *item) for number, item in enumerate(items, start=1)]
        header = ("STT", "Nội dung đăng ký", "Chỉ tiêu năm 2024", "Thời hạn")
        write_book(folder.raw / "registrations" / f"{unit}.xlsx", [header, *rows])
    prepared = prepare_period(folder)
    (path := root / "report.docx").write_bytes(build_report(folder, prepared))
    return prepared, read_report(path)


def checker(prepared: Prepared) -> Check:
    words = load_report_words(prepared.period.scheme)
    return lambda passages: reconcile_report(
        passages, words, prepared.period, prepared.units, prepared.figures
    )


def list_unnoticed(passages: Sequence[Passage], check: Check) -> list[str]:
    """The numbers that can be one more or one less without a fault, each with the text before it."""
    return [
        f"{passage.place}: {passage.text[max(start - 60, 0) : start]}[{passage.text[start:end]} → {other}]"
        for passage in passages
        for start, end, other in _change_numbers(passage)
        if not check([replace(passage, text=passage.text[:start] + other + passage.text[end:])]).disagrees
    ]


def _change_numbers(passage: Passage) -> Iterator[tuple[int, int, str]]:
    if passage.column in _UNITS_OWN:
        return
    unknown = [match.span() for match in _UNKNOWN.finditer(passage.text)]
    for match in _NUMBER.finditer(passage.text):
        if not any(start <= match.start() < end for start, end in unknown):
            digits = re.sub(r"\D", "", match[0])
            for number in {int(digits) + 1, abs(int(digits) - 1)}:
                changed = iter(f"{number:0{len(digits)}}")
                yield *match.span(), re.sub(r"\d", lambda _, left=changed: next(left), match[0])


def test_the_report_as_it_stands_is_without_a_fault(december):
    prepared, passages = december
    found = checker(prepared)(passages)
    assert not found.disagrees, describe_reconciliation(found)


def test_each_number_of_the_report_that_is_one_more_or_less_is_noticed(december):
    prepared, passages = december
    assert list_unnoticed(passages, checker(prepared)) == []


@pytest.fixture(scope="module")
def demonstrated(demonstration: Published) -> Check:
    return checker(prepare_period(open_folder(demonstration.project, "2022-10")))


@pytest.mark.trial
def test_each_number_of_the_report_of_the_demonstration_is_noticed(demonstration, demonstrated):
    passages = read_report(demonstration.outputs / "report.docx")
    assert not demonstrated(passages).disagrees, describe_reconciliation(demonstrated(passages))
    assert list_unnoticed(passages, demonstrated) == []


@pytest.mark.parametrize(
    "page",
    ["html/cut_off.html", "html/full_year.html", "html/leader.html", "html/registration.html", "html/review.html",
     "html/appendix_1.html", "html/appendix_2.html", "html/appendix_3.html", "html/appendix_4.html", "slides.html",
     "leader.pdf"],
)  # fmt: skip
@pytest.mark.trial
def test_a_page_of_the_demonstration_is_without_a_fault(demonstration, demonstrated, page):
    found = demonstrated(read_report(demonstration.outputs / page))
    assert not found.disagrees, describe_reconciliation(found)
