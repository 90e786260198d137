"""What changed since the last period of the year, and what cannot be compared."""

from datetime import date

import pytest

from camket.figures.earlier_tables import EarlierPeriod
from camket.figures.since_figures import CHANGES, classify_change, count_since_figures
from camket.judging.classify import classify_record
from camket.judging.earlier_results import EarlierResult
from samples import PERIOD, SCHEME, SNV, STC, record

SAYS = {
    "completed": "Đã ban hành Quyết định số 12/QĐ-UBND",
    "in_progress": "Đang thực hiện",
    "not_completed": "Không hoàn thành",
    "awaiting_appraisal": "Chờ Tỉnh thẩm định",
    "stopped": "Được UBND Tỉnh cho dừng thực hiện",
    "unresolved": "Cơ bản hoàn thành",
}


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("running", "done", "completed"),
        ("waiting", "done", "completed"),
        ("unresolved", "done", "completed"),
        ("failed", "done", "completed"),
        ("running", "failed", "failed"),
        ("done", "failed", "failed"),
        ("running", "stopped", "stopped"),
        ("done", "running", "back"),
        ("stopped", "waiting", "back"),
        ("failed", "running", "back"),
        ("done", "unresolved", "asked"),
        ("running", "waiting", "other"),
        ("unresolved", "running", "other"),
        ("done", "done", "same"),
        ("unresolved", "unresolved", "same"),
    ],
)
def test_a_change_is_named_by_what_it_ends_in(before, after, change):
    assert classify_change(before, after) == change


def june(*items):
    """Each item is its id, its content and its status in June."""
    day = date(2022, 6, 30)
    results = {
        name: EarlierResult("2022-06", day, status, SCHEME.state_of(status), "rule", SAYS[status])
        for name, _, status in items
    }
    return EarlierPeriod("2022-06", day, results, {name: content for name, content, _ in items})


def now(number, status, unit=SNV, content="Tham mưu ban hành Đề án"):
    return classify_record(record(content, number, unit, result_text=SAYS[status]), {}, 2022)


RECORDS = [
    now(1, "completed"),
    now(2, "in_progress"),
    now(3, "completed", content="Số hóa hồ sơ lưu trữ"),
    now(1, "stopped", STC),
    now(2, "unresolved", STC),
]
LAST = june(
    ("SNV-01", "Tham mưu ban hành đề án", "in_progress"),
    ("SNV-02", "Tham mưu ban hành Đề án", "completed"),
    ("SNV-03", "Trồng 500 cây xanh", "completed"),
    ("STC-01", "Tham mưu ban hành Đề án", "in_progress"),
    ("STC-02", "Tham mưu ban hành Đề án", "in_progress"),
    ("STC-03", "Tham mưu ban hành Đề án", "in_progress"),
)


def ledger(last=LAST):
    return {figure.id: figure for figure in count_since_figures(RECORDS, [SNV, STC], PERIOD, last)}


@pytest.mark.parametrize(
    ("figure", "records"),
    [
        ("since.total", ("SNV-01", "SNV-02", "STC-01", "STC-02")),
        ("since.completed", ("SNV-01",)),
        ("since.completed@SNV", ("SNV-01",)),
        ("since.completed@STC", ()),
        ("since.back", ("SNV-02",)),
        ("since.stopped@department", ("STC-01",)),
        ("since.asked", ("STC-02",)),
        ("since.completed.in_progress", ("SNV-02",)),
        ("since_then.in_progress", ("SNV-01", "STC-01", "STC-02")),
        ("since_now.stopped", ("STC-01",)),
        ("since.only_now", ("SNV-03",)),
        ("since.only_then", ()),
    ],
)
def test_changes_are_counted_with_their_records(figure, records):
    assert ledger()[figure].records == records


def test_what_only_one_period_has_is_told_apart_and_is_no_change():
    figures = ledger()
    assert (figures["since.only_now"].fraction, figures["since.only_then"].fraction) == ("01/05", "02/06")
    assert sum(figures[f"since.{change}"].numerator for change in CHANGES) == figures["since.total"].numerator
    assert figures["since.only_then"].label == "của kỳ 2022-06 (số liệu đến 30/06/2022), nay không còn"


def test_every_pair_adds_up_to_both_margins():
    figures, statuses = ledger(), SCHEME.possible("cut_off")
    for status in statuses:
        moves = [figures[f"since.{status}.{other}"].numerator for other in statuses]
        assert sum(moves) == figures[f"since_then.{status}"].numerator
        moves = [figures[f"since.{other}.{status}"].numerator for other in statuses]
        assert sum(moves) == figures[f"since_now.{status}"].numerator


def test_a_first_period_of_a_year_has_no_such_figures():
    assert ledger(None) == {}
