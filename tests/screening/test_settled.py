"""A person's word on the next year holds while the program finds what it found then."""

from datetime import date

from camket.inputs.decisions import Decision, latest_decisions
from camket.screening.settled import settle


def decide(value, expect, field="carried_from"):
    return Decision(
        record_id="SNV-2023-01", field=field, value=value, expect=expect, reason="Đã hỏi đơn vị",
        decided_by="Nguyễn Văn A", decided_on=date(2022, 11, 20),
    )  # fmt: skip


def find(found, *decisions):
    return settle(found, "SNV-2023-01", "carried_from", latest_decisions(decisions))


def test_without_a_decision_the_finding_holds():
    assert find("new").value == "new"
    assert find("asked:weak").is_asked


def test_a_decision_holds_while_the_finding_stays():
    finding = find("asked:weak", decide("SNV-03", "asked:weak"))
    assert (finding.value, finding.is_asked, finding.fell) == ("SNV-03", False, "")
    assert find("asked:weak", decide("SNV-03", "asked")).value == "SNV-03"


def test_a_decision_falls_when_the_finding_changes_and_says_so():
    finding = find("SNV-02:target_changed", decide("SNV-03", "asked:weak"))
    assert finding.value == "SNV-02"
    assert "Nguyễn Văn A" in finding.fell
    assert "asked:weak" in finding.fell
    assert "SNV-02:target_changed" in finding.fell


def test_a_later_line_takes_the_place_of_an_earlier_one():
    assert find("new", decide("SNV-03", "new"), decide("SNV-04", "new")).value == "SNV-04"


def test_a_decision_that_notes_what_was_written_holds_while_it_stands_there():
    made = decide("SNV-03", "asked:weak").model_copy(update={"written": "Kiểm tra công vụ"})
    about = ("SNV-2023-01", "carried_from", latest_decisions([made]))
    assert settle("asked:weak", *about, "KIỂM TRA  công vụ").value == "SNV-03"
    assert settle("asked:weak", *about, "Tinh giản biên chế").is_asked
