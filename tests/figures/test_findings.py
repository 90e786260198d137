import pytest

from camket.figures.questions import list_findings
from samples import record


def test_result_and_note_are_weighed_together_and_the_winner_stands_first_whichever_it_is_in():
    given = record(result_text="Đang thực hiện", note="UBND Tỉnh đã đồng ý cho dừng thực hiện")
    findings = list_findings(given, "cut_off")
    assert (findings[0].field, findings[0].place, findings[0].finding.concludes) == (
        "note",
        "Sheet1!H5",
        "stopped",
    )
    assert any(each.field == "result_text" for each in findings[1:])


def test_what_the_unit_claims_comes_after_what_it_says():
    given = record(result_text="Đang thực hiện", self_assessment="Không hoàn thành")
    assert [each.field for each in list_findings(given, "cut_off")] == [
        "result_text",
        "self_assessment",
    ]


def test_the_full_year_uses_findings_in_the_estimate_only():
    given = record(result_text="Đã hoàn thành", estimate_text="Phấn đấu hoàn thành")
    assert {each.field for each in list_findings(given, "full_year")} == {"estimate_text"}


def test_a_finding_is_printed_with_its_field_its_conclusion_its_words_and_its_rule():
    [found] = list_findings(record(note="Đang thực hiện"), "cut_off")
    assert str(found) == ("Ghi chú: Đang thực hiện – “Đang thực hiện” (running: đang thực hiện, tiếp tục)")


def test_without_a_matching_rule_there_is_no_finding():
    assert list_findings(record(result_text="Đã có kết quả"), "cut_off") == []


@pytest.mark.parametrize("column", ["self_assessment", "appraisal"])
@pytest.mark.parametrize(
    ("content", "answer", "rule"),
    [
        ("Tham mưu ban hành Đề án", "Đạt", "answers_met"),
        ("Cải thiện chỉ số cải cách hành chính", "Hoàn thành", "done"),
        ("Không để xảy ra cháy rừng", "Hoàn thành", "done"),
    ],
)
def test_one_word_in_a_separate_column_is_an_answer_here_as_where_it_is_judged(column, content, answer, rule):
    given = record(content, **{column: answer})
    assert [(each.field, each.finding.rule) for each in list_findings(given, "cut_off")] == [(column, rule)]


def test_words_that_are_shown_and_not_judged_give_no_finding():
    given = record(
        result_text="6 tháng: Chưa hoàn thành; Lũy kế đến 15/10: Đã hoàn thành",
        self_assessment="Hoàn thành; Không hoàn thành",
        judged_words={"result_text": "Đã hoàn thành", "self_assessment": ""},
    )
    assert [each.finding.evidence for each in list_findings(given, "cut_off")] == ["Đã hoàn thành"]
