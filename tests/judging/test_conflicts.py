import pytest

import samples
from camket.errors import InputError
from camket.judging.classify import classify_records
from camket.judging.conflicts import check_decisions, needs_document
from samples import SCHEME

PLACE = "data/raw/2022-10/decisions.csv"


def record(result, content="Tham mưu ban hành Đề án", number=1):
    return samples.record(content, number, result_text=result)


def decision(value, expect="unresolved:nearly_done", field="cut_off_status", number=1, **more):
    return samples.decision(field, value, expect, f"SNV-{number:02d}", **more)


def check(records, *decisions):
    judged = classify_records(records, decisions, 2022)
    check_decisions(judged, PLACE, SCHEME)
    return [item.cut_off.status for item in judged]


def test_a_later_decision_takes_the_place_of_one_whose_guard_has_fallen():
    earlier = decision("completed", "unresolved:no_rule")
    assert check([record("Cơ bản hoàn thành")], earlier, decision("in_progress")) == ["in_progress"]


def test_the_same_decision_twice_is_no_conflict():
    assert check([record("Cơ bản hoàn thành")], decision("completed"), decision("completed")) == ["completed"]


def test_a_later_decision_takes_the_place_of_one_that_holds():
    made = decision("completed"), decision("in_progress", "unresolved")
    assert check([record("Cơ bản hoàn thành")], *made) == ["in_progress"]


def test_an_empty_value_revokes_and_the_record_is_asked_again_until_it_is_decided_anew():
    first, revoked = decision("completed"), decision("", "")
    assert check([record("Cơ bản hoàn thành")], first, revoked) == ["unresolved"]
    assert check([record("Cơ bản hoàn thành")], first, revoked, decision("in_progress")) == ["in_progress"]
    assert check([record("Đã hoàn thành")], decision("in_progress", "completed"), revoked) == ["completed"]


def test_decisions_on_two_fields_or_two_records_do_not_meet():
    records = [record("Cơ bản hoàn thành"), record("Cơ bản hoàn thành", number=2)]
    made = [
        decision("completed"),
        decision("completed", "unresolved", "full_year_status"),
        decision("in_progress", number=2),
    ]
    assert check(records, *made) == ["completed", "in_progress"]


INDEX = "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021"


@pytest.mark.parametrize(
    ("result", "content", "field", "value", "needed"),
    [
        ("Cơ bản hoàn thành", "Tham mưu ban hành Đề án", "cut_off_status", "completed", False),
        ("Cơ bản hoàn thành", "Tham mưu ban hành Đề án", "cut_off_status", "stopped", True),
        ("Cơ bản hoàn thành", "Tham mưu ban hành Đề án", "full_year_status", "stopped", True),
        ("Hội đồng đang thẩm định", "Tham mưu ban hành Đề án", "cut_off_status", "completed", True),
        ("Hội đồng đang thẩm định", "Tham mưu ban hành Đề án", "cut_off_status", "not_completed", True),
        ("Hội đồng đang thẩm định", "Tham mưu ban hành Đề án", "cut_off_status", "in_progress", False),
        ("Hội đồng đang thẩm định", "Tham mưu ban hành Đề án", "full_year_status", "completed", False),
        ("Đã có kết quả", INDEX, "cut_off_status", "completed", True),
        ("Đã có kết quả", INDEX, "cut_off_status", "awaiting_appraisal", False),
    ],
)
def test_a_stop_and_the_verdict_of_another_body_need_their_document(result, content, field, value, needed):
    [judged] = classify_records([record(result, content)], [], 2022)
    assert needs_document(judged, field, value, SCHEME) is needed


def test_a_verdict_without_its_document_is_refused_while_it_holds():
    awaited = record("Hội đồng đang thẩm định")
    bare = decision("completed", "awaiting_appraisal")
    with pytest.raises(InputError, match="cơ quan thẩm định"):
        check([awaited], bare)
    assert check([awaited], bare.model_copy(update={"document": "12/HĐTĐ"})) == ["completed"]
    assert check([record("Đang thực hiện")], bare) == ["unresolved"]


@pytest.mark.parametrize(
    ("at_cut_off", "full_year", "stands"),
    [
        ("completed", "not_completed", False),
        ("completed", "stopped", False),
        ("stopped", "completed", False),
        ("stopped", "stopped", True),
        ("completed", "completed", True),
        ("not_completed", "completed", True),
        ("in_progress", "not_completed", True),
    ],
)
def test_two_decisions_do_not_move_a_record_as_none_can_move(at_cut_off, full_year, stands):
    made = (
        decision(at_cut_off, "unresolved", document="05/CV"),
        decision(full_year, "unresolved", "full_year_status", document="05/CV"),
    )
    if stands:
        assert check([record("Cơ bản hoàn thành")], *made) == [at_cut_off]
        return
    with pytest.raises(InputError) as caught:
        check([record("Cơ bản hoàn thành")], *made)
    assert "SNV-01: đến ngày chốt là" in caught.value.found
    assert caught.value.where == PLACE
