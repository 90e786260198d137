"""The figures of an audit on the pages of a period."""

import pytest

from camket.figures.audit_figures import count_audit_figures
from camket.figures.audit_record import Audit, AuditList, Reading, Statement
from camket.figures.ledger import count_figures
from camket.judging.classify import Judged
from camket.judging.judgement import Judgement
from samples import PERIOD, SNV, record


@pytest.fixture
def judged():
    found = Judgement("done", "rule", "Đã xong", status="completed")
    both = {"cut_off_status": found, "full_year_status": found}
    return [Judged(record(number=number), found, found, both) for number in (1, 2)]


def figures_of(judged, periods=("2022-10",)):
    status = judged[0].cut_off.status
    keys = [f"{period}/SNV-0{number}" for period in periods for number in (1, 2)]
    listed = AuditList(
        hash="a",
        tables=dict.fromkeys(periods, "t"),
        whole=(),
        records={key: (status if key.endswith("1") else "not_completed", "") for key in keys},
        decided=("2022-10/SNV-03",),
        unresolved=(),
    )
    readings = {
        key: Reading(key=key, cut_off="stopped", full_year="stopped", reader="Bình") for key in keys[:2]
    }
    statement = Statement(population=len(keys), read=2, wrong=2, unsettled=2, fewer_than=4, aim=1)
    found = count_audit_figures(Audit(listed, {}, readings), statement, "2022-10", judged, PERIOD)
    return {figure.id: figure for figure in found}


def test_each_figure_names_the_records_that_it_counts(judged):
    figures = figures_of(judged)
    assert figures["audit.read"].records == ("SNV-01", "SNV-02")
    assert figures["audit.wrong"].fraction == "02/02"
    assert figures["audit.not_listed_decided"].fraction == "01/03"


def test_a_status_that_moved_after_the_draw_counts_as_changed(judged):
    assert figures_of(judged)["audit.changed"].records == ("SNV-02",)


def test_the_bound_is_of_the_whole_list_and_names_no_record(judged):
    bound = figures_of(judged)["audit.fewer_than"]
    assert (bound.numerator, bound.denominator, bound.records) == (4, 2, ())


def test_a_list_of_several_months_counts_all_and_names_those_of_the_month(judged):
    figures = figures_of(judged, ("2022-09", "2022-10"))
    assert (figures["audit.read"].numerator, figures["audit.read"].denominator) == (2, 4)
    assert figures["audit.read"].records == ()
    assert "2022-09, 2022-10" in figures["audit.read"].population


def test_a_period_without_an_audit_has_no_such_figure(judged):
    assert not [figure for figure in count_figures(judged, [SNV], PERIOD) if figure.id.startswith("audit.")]
