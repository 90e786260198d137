"""The next year of the demonstration period, compared with the findings of a careful reader."""

import csv
from collections import Counter
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
# What the truth calls otherwise, or tells apart further.
CALLED = {"not_in_programme": "outside"}
SAME = {"year_only": "unchanged"}


def read_rows(name):
    with (CHECKOUT / "demonstration" / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def next_year(prepared_demonstration):
    return prepared_demonstration.next_year


@pytest.fixture(scope="module")
def truth():
    return {row["registration_id"]: row for row in read_rows("expected_registrations.csv")}


@pytest.fixture
def found(next_year):
    return {each.item.registration_id: each for each in next_year.screened}


def test_every_registered_row_is_found_and_nothing_else(found, truth):
    assert found.keys() == truth.keys()


def test_no_common_task_is_counted_or_drafted_and_nothing_else_is_set_aside(found, truth, next_year):
    answers = Counter((truth[name]["common"], each.common.value) for name, each in found.items())
    assert answers["no", "yes"] == answers["yes", "no"] == answers["no", "asked"] == 0
    assert answers["yes", "asked"] <= 1
    set_aside = {name for name, each in found.items() if not each.is_counted}
    assert set_aside.isdisjoint(item.key for item in next_year.drafts)


def test_every_carried_over_item_is_right_or_asked(found, truth):
    counted = {name: each for name, each in found.items() if truth[name]["common"] == "no" and each.carried}
    asked = {name for name, each in counted.items() if each.carried.finding.is_asked}
    splits = {name for name in counted if truth[name]["change"] == "asked"}
    wrong = {
        name: (truth[name]["carried_from"], each.carried.finding.value)
        for name, each in counted.items()
        if name not in asked
        and ";".join(one.record_id for one in each.carried.before) != truth[name]["carried_from"]
    }
    assert splits <= asked
    assert len(asked) <= 0.055 * len(counted), sorted(asked)
    assert len(wrong) <= 0.02 * (len(counted) - len(asked)), wrong


def test_the_change_of_every_carried_over_item_is_right(found, truth):
    for name, each in found.items():
        if (
            each.carried
            and each.carried.before
            and each.carried.before[0].record_id == truth[name]["carried_from"]
        ):
            expected, kind = truth[name]["change"], each.carried.kind
            assert SAME.get(kind, kind) == SAME.get(expected, expected), name


def test_what_a_district_does_not_register_again_is_found_said_or_not(next_year):
    expected = {row["record_id"]: row["how"] for row in read_rows("expected_dropped.csv")}
    dropped = {
        each.commitment.record_id: "explicit" if each.is_stated else "silent"
        for each in next_year.dropped
        if each.commitment.unit.group == "district"
    }
    assert dropped == expected


@pytest.mark.parametrize(
    ("reason", "missed", "extra"),
    [("routine", 2, 1), ("no_target", 1, 0), ("no_deadline", 0, 0), ("outside", 9, 1), ("duplicate", 0, 2)],
)
def test_reasons_to_look_at_an_item_are_those_of_a_careful_reader(found, truth, reason, missed, extra):
    expected = {
        name
        for name, row in truth.items()
        if reason in {CALLED.get(each, each) for each in row["reasons"].split(";")} and name in found
    }
    borne = {name for name, each in found.items() if reason in {one.code for one in each.reasons}}
    assert len(expected - borne) <= missed, expected - borne
    assert len(borne - expected) <= extra, borne - expected


def test_an_outlier_unit_is_named_and_silent_units_drop_nothing(next_year):
    assert "SNNPTNT" in next_year.spread["department"].far
    silent = {unit.code for unit in next_year.registered.silent}
    assert silent == {"CAT", "BQLKKT"}
    assert not silent & {each.commitment.unit.code for each in next_year.dropped}


def test_a_resolution_raises_lower_targets_and_never_lowers_one(next_year):
    insured = next(content for content in next_year.contents if "bảo hiểm y tế" in content.text)
    keys = {proposal.key for proposal in insured.proposals}
    drafted = [item for item in next_year.drafts if item.key in keys]
    assert len(drafted) == 12
    for item in drafted:
        assert float(item.target.rstrip("%").replace(",", ".")) >= 93
        assert item.adjusted == any("chỉ tiêu theo Nghị quyết" in why for why in item.why)
    assert {item.target for item in drafted if item.adjusted} == {"93%"}
    assert any("vượt chỉ tiêu “93%”" in why for item in drafted for why in item.why)
    assert not insured.is_consistent


@pytest.mark.parametrize(
    ("words", "agree"),
    [
        ("Thu ngân sách", True),  # kept or raised everywhere; amounts differ by the district
        ("Giải ngân 100%", False),  # another share in two of them
        ("DDCI", False),  # dropped by two, kept by two
        ("nộp trực tuyến", False),  # added by three alone
    ],
)
def test_a_content_is_treated_alike_where_no_part_of_the_districts_drops_adds_or_shares_otherwise(
    next_year, words, agree
):
    [content] = [each for each in next_year.contents if words in each.text]
    assert content.is_consistent is agree


@pytest.mark.parametrize(
    ("key", "target", "says"),
    [
        ("HCL-2023-10", "Đạt chuẩn", "xem xét điều chỉnh"),  # one commune, where the resolution counts them
        ("TPCL-2023-07", "1.250 tỷ đồng", "xem xét điều chỉnh"),  # an amount, where it asks for a rise
        ("TPHN-2023-04", "02 xã (Tân Hội, An Bình B)", "vượt chỉ tiêu"),
    ],
)
def test_what_cannot_be_compared_is_left_to_a_person(next_year, key, target, says):
    [item] = [item for item in next_year.drafts if item.key == key]
    assert (item.target, item.adjusted) == (target, False)
    assert any(says in why for why in item.why)


def test_a_target_for_communes_does_not_apply_to_a_district(next_year):
    [item] = [item for item in next_year.drafts if item.key == "HTM-2023-05"]
    assert item.content.startswith("Xây dựng huyện Tháp Mười đạt chuẩn nông thôn mới")
    assert not any("01 xã" in why for why in item.why)


def test_an_item_carried_on_that_failed_this_year_says_so_in_the_draft(next_year):
    failed = {each.item.registration_id for each in next_year.screened if each.failed}
    assert failed
    said = {
        item.key
        for item in next_year.drafts
        if any("năm trước ước" in why or "được cho dừng" in why for why in item.why)
    }
    assert failed <= said


def test_no_item_is_accepted_without_a_decision(next_year):
    assert {item.decision for item in next_year.drafts} == {"open"}
