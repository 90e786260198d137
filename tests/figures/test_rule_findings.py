from camket.figures.questions import list_field_findings, list_rule_findings
from camket.judging.rules import load_rules
from samples import record

RULES = load_rules()


def test_result_and_note_are_weighed_together_and_the_winner_stands_first_whichever_it_is_in():
    given = record(result_text="Đang thực hiện", note="UBND Tỉnh đã đồng ý cho dừng thực hiện")
    rule_findings = list_rule_findings(given, RULES, "cut_off")
    assert (rule_findings[0].field, rule_findings[0].place, rule_findings[0].finding.concludes) == (
        "note",
        "Sheet1!H5",
        "stopped",
    )
    assert any(each.field == "result_text" for each in rule_findings[1:])


def test_what_the_unit_claims_comes_after_what_it_says():
    given = record(result_text="Đang thực hiện", self_assessment="Không hoàn thành")
    assert [each.field for each in list_rule_findings(given, RULES, "cut_off")] == [
        "result_text",
        "self_assessment",
    ]


def test_the_full_year_uses_findings_in_the_estimate_only():
    given = record(result_text="Đã hoàn thành", estimate_text="Phấn đấu hoàn thành")
    assert {each.field for each in list_rule_findings(given, RULES, "full_year")} == {"estimate_text"}


def test_a_finding_is_printed_with_its_field_its_conclusion_its_words_and_its_rule():
    [heard] = list_field_findings(record(note="Đang thực hiện"), RULES, "cut_off", "note")
    assert str(heard) == (
        "Ghi chú: Đang thực hiện – “Đang thực hiện” (running: đang thực hiện, tiếp tục, sẽ làm, phấn đấu)"
    )


def test_without_a_matching_rule_there_is_no_finding():
    assert list_rule_findings(record(result_text="Đã có kết quả"), RULES, "cut_off") == []
