from camket.figures.ledger import count_figures
from camket.figures.second_look import count_review_figures, list_second_looks
from camket.judging.classify import classify_records
from samples import HCL, PERIOD, SNV, decision, record

UNITS = [SNV, HCL]
FALLEN = decision("cut_off_status", "completed", "unresolved:nearly_done", "SNV-02")


RECORDS = [
    record(result_text="Đang thực hiện", self_assessment="Hoàn thành"),
    record(number=2, result_text="Đang thực hiện"),
    record(unit=HCL, result_text="Đã hoàn thành"),
]


def ledger():
    judged = classify_records(RECORDS, [FALLEN], 2022)
    figures = {figure.id: figure for figure in count_figures(judged, UNITS, PERIOD)}
    looks = list_second_looks(judged, figures, PERIOD)
    return {figure.id: figure for figure in count_review_figures(judged, looks, UNITS, PERIOD)}


def test_every_record_is_counted_under_the_rule_that_decided_it_and_the_rules_add_up():
    figures = ledger()
    assert figures["rule.cut_off.running"].records == ("SNV-01",)
    assert figures["rule.cut_off.decision_outdated"].records == ("SNV-02",)
    assert figures["rule.cut_off.done"].records == ("HCL-01",)
    for basis in ("cut_off", "full_year"):
        hits = [figure.numerator for name, figure in figures.items() if name.startswith(f"rule.{basis}.")]
        assert sum(hits) == len(RECORDS)
        assert hits == sorted(hits, reverse=True)


def test_a_rule_is_labelled_with_what_it_says_in_the_rule_book():
    figures = ledger()
    assert figures["rule.cut_off.done"].label == "đến ngày chốt: Nói rõ đã hoàn thành"
    assert figures["rule.full_year.carried_over"].label == (
        "ước cả năm: không ghi ước, giữ kết quả đến ngày chốt"
    )


def test_what_is_worth_a_second_look_is_counted_by_sign_for_all_for_groups_and_for_units():
    figures = ledger()
    assert figures["second_look"].records == ("SNV-01", "HCL-01")
    assert figures["second_look.claim@SNV"].records == ("SNV-01",)
    assert figures["second_look.thin@district"].records == ("HCL-01",)
    assert figures["second_look.thin@SNV"].numerator == 0


def test_decisions_that_no_longer_apply_are_counted():
    assert ledger()["fallen"].records == ("SNV-02",)
