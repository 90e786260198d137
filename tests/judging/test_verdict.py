"""Which reason counts where the claims of a text give several."""

import pytest

from camket.judging.claims import read_claims
from camket.judging.judge import judge_text
from camket.judging.promise import read_promise
from camket.judging.verdict import Weighed, decide
from camket.judging.verdict_reasons import load_reasons
from camket.judging.words import load_words
from camket.settings.states import UNRESOLVED

ANY = read_promise("")
INDEX = read_promise("Chỉ số cải cách hành chính tăng 02 bậc")
[PLAIN] = read_claims(load_words().read("Ghi chú"))
DONE = (
    "number_met", "surpassed", "done", "issued", "in_use", "recognised", "did_it", "nothing_happened", "answers_met",
)  # fmt: skip


def counts(*reasons, promise=ANY):
    """The reason that counts where claims give these in this order; an empty one says nothing."""
    verdict = decide([Weighed(PLAIN, reason) for reason in reasons], promise)
    return verdict.reason if verdict else ""


def test_where_no_claim_says_anything_of_the_promise_there_is_no_verdict():
    assert counts() == counts("") == counts("", "") == ""


@pytest.mark.parametrize("reason", [
    "stop_approved", "failed_for_the_year", "failed", "promise_broken", "asks_to_stop_or_change", "refuses", "open",
    "unexplained", "over_limit", "nearly_done", "extended", "waits_for_verdict", "under_appraisal", "sent_for_verdict",
    "not_yet", "part_done", "number_short", "back_with_unit", "running", "behind", "planned", "care", "conditional",
    "on_the_way", "nothing_happened_yet", "within_limit_so_far", "submitted", *DONE, "so_far", "estimate_only",
    "number_unsaid", "being_sent", "only_a_step", "not_asserted", "trouble", "agreed", "answered", "halted",
])  # fmt: skip
def test_a_reason_that_stands_alone_counts(reason):
    assert counts(reason) == counts("", reason, "") == reason


# One answer, and everything else accounted for.


@pytest.mark.parametrize("reason", [*DONE, "sent_for_verdict", "on_the_way", "stop_approved"])
def test_a_claim_that_nothing_explains_unsettles_what_is_decided(reason):
    assert counts(reason, "unaccounted") == counts("unaccounted", reason) == "unaccounted"
    assert load_reasons()["unaccounted"].concludes == UNRESOLVED


@pytest.mark.parametrize(
    "reason", ["failed", "not_yet", "number_short", "running", "waits_for_verdict", "extended"]
)
def test_it_does_not_unsettle_what_is_no_success(reason):
    assert counts(reason, "unaccounted") == reason


def test_the_claim_that_nothing_explains_is_the_one_that_is_quoted():
    done, strange = read_claims(load_words().read("Đã hoàn thành; các hộ đánh giá thấp"))
    verdict = decide([Weighed(done, "done"), Weighed(strange, "unaccounted")], ANY)
    assert verdict.claim is strange


def test_care_for_what_is_done_and_what_is_planned_after_it_unsettle_nothing():
    for reason in DONE:
        assert counts(reason, "care", "planned", "conditional") == reason


@pytest.mark.parametrize("reason", ["number_met", "done", "issued", "in_use", "recognised", "did_it"])
@pytest.mark.parametrize("other", ["running", "behind"])
def test_done_and_going_on_are_two_things(reason, other):
    assert counts(reason, other) == "says_two_things"


@pytest.mark.parametrize("doubt", ["trouble", "met_by_old_measure"])
def test_trouble_unsettles_a_success(doubt):
    assert counts("done", doubt) == counts(doubt, "done") == doubt


def test_a_number_that_is_only_estimated_unsettles_a_success_that_does_not_say_done():
    assert counts("number_met", "estimate_only") == "says_two_things"
    assert counts("done", "estimate_only") == "done"


# What goes before what.


@pytest.mark.parametrize(
    ("reasons", "winner"),
    [
        (("done", "failed_for_the_year"), "failed_for_the_year"),
        (("running", "promise_broken"), "promise_broken"),
        (("number_met", "closed_short"), "closed_short"),
        (("done", "failed"), "failed"),
        (("running", "asks_to_stop_or_change"), "asks_to_stop_or_change"),
        (("done", "moved_to_next_year"), "moved_to_next_year"),
        (("done", "open"), "open"),
        (("done", "unexplained"), "unexplained"),
        (("running", "refuses"), "refuses"),
        (("done", "nearly_done"), "nearly_done"),
        (("nearly_done", "running"), "running"),
        (("done", "extended"), "extended"),
        (("done", "not_yet"), "not_yet"),
        (("done", "part_done"), "part_done"),
        (("not_yet", "running"), "not_yet"),
        (("number_short", "running"), "number_short"),
        (("number_short", "number_met"), "says_two_things"),
        (("period_unclear", "number_met"), "period_unclear"),
        (("back_with_unit", "done"), "back_with_unit"),
        (("running", "planned"), "running"),
        (("only_a_step", "running"), "running"),
        (("on_the_way", "planned"), "on_the_way"),
        (("only_a_step", "planned"), "planned"),
        (("number_unsaid", "planned"), "planned"),
        (("answered", "sent_for_verdict"), "answered"),
        (("late_in_part", "done"), "late_in_part"),
    ],
)
def test_of_two_reasons_the_graver_one_counts(reasons, winner):
    assert counts(*reasons) == counts(*reversed(reasons)) == winner


@pytest.mark.parametrize("goes_on", ["running", "planned", "back_with_unit"])
def test_a_failure_after_which_the_work_goes_on_is_not_yet_done(goes_on):
    assert counts("failed", goes_on) == "not_yet"
    assert counts(goes_on, "failed") == "failed"


def test_a_fall_while_the_work_goes_on_is_two_things():
    assert counts("fell") == "fell"
    assert counts("fell", "running") == "says_two_things"


# The end by authority.


@pytest.mark.parametrize("doubt", ["running", "unanswered", "waits_for_verdict"])
def test_an_end_that_the_rest_of_the_text_doubts_is_asked(doubt):
    assert counts("stop_approved", doubt) == "asks_to_stop_or_change"


def test_a_proposal_to_which_the_authority_agrees_later_in_the_text_is_an_end():
    assert counts("asks_to_stop_or_change", "agreed") == "stop_approved"
    assert counts("agreed", "asks_to_stop_or_change") == "asks_to_stop_or_change"


@pytest.mark.parametrize("reason", ["planned", "running", "conditional"])
def test_a_halt_after_which_the_work_goes_on_is_a_pause(reason):
    assert counts("halted", reason) == "paused"


# Who has the matter.


@pytest.mark.parametrize(
    ("reasons", "winner"),
    [
        (("done", "waits_for_verdict"), "waits_for_verdict"),
        (("sent", "waits"), "waits_for_verdict"),
        (("sent_for_verdict", "unanswered"), "waits_for_verdict"),
        (("sent_for_verdict", "number_short"), "number_short"),
        (("done", "being_sent"), "sent_for_verdict"),
        (("sent", "consults_above"), "under_appraisal"),
        (("waits_for_verdict", "running"), "running"),
        (("running", "waits_for_verdict"), "waits_for_verdict"),
        (("sent_for_verdict", "back_with_unit"), "back_with_unit"),
        (("sent_for_verdict", "issued"), "issued"),
        (("issued", "sent_for_verdict"), "sent_for_verdict"),
        (("under_appraisal", "recognised"), "recognised"),
        (("waits_for_verdict", "not_yet"), "not_yet"),
        (("sent", "waits_for_verdict", "not_yet"), "waits_for_verdict"),
    ],
)
def test_the_matter_is_with_the_one_whom_the_text_names_last(reasons, winner):
    assert counts(*reasons) == winner


@pytest.mark.parametrize("reason", ["waits", "unanswered"])
def test_without_anything_sent_or_done_to_wait_is_not_to_be_done_yet(reason):
    assert counts(reason) == "not_yet"


def test_what_others_score_and_have_not_answered_is_scored_later():
    assert counts("unanswered", promise=INDEX) == "scored_later"
    assert counts("waits", promise=INDEX) == "waits_for_verdict"
    assert counts("open", "waits", promise=INDEX) == "waits_for_verdict"
    assert counts("open", promise=INDEX) == "open"


@pytest.mark.parametrize("open_yet", ["unanswered", "waits_for_verdict", "not_yet", "running"])
def test_where_to_submit_was_promised_what_is_open_yet_leaves_a_step(open_yet):
    assert counts("submitted") == "submitted"
    assert counts("submitted", open_yet) in ("only_a_step", "waits_for_verdict", "not_yet")


# Whole texts.


@pytest.mark.parametrize(
    ("text", "reason", "quoted"),
    [
        ("Đã họp; chưa hoàn thành; sẽ báo cáo", "not_yet", "chưa hoàn thành"),
        (
            "Sở đã trình UBND Tỉnh; UBND Tỉnh đã ban hành Quyết định",
            "issued",
            "UBND Tỉnh đã ban hành Quyết định",
        ),
        ("Đã hoàn thành; đang bảo trì", "done", "Đã hoàn thành"),
        ("Đã nghiệm thu. Còn 02 hạng mục chưa xong", "not_yet", "Còn 02 hạng mục chưa xong"),
    ],
)
def test_the_clause_of_the_reason_that_counts_is_the_evidence(text, reason, quoted):
    found = judge_text(text, ANY).finding
    assert (found.rule, found.evidence) == (reason, quoted)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Đã hoàn thành và được nghiệm thu", "done"),
        ("Hoàn thành, đưa vào sử dụng", "done"),
        ("Hoàn thành, đưa vào sử dụng trong quý IV", "unaccounted"),  # the day may be to come
    ],
)
def test_to_hand_over_what_is_finished_leaves_nothing_open_unless_it_may_be_to_come(text, reason):
    finding = judge_text(text, read_promise("Xây dựng cầu Kênh Ba")).finding
    assert (finding.rule if finding else "") == reason
