"""What a person is asked: the question of each reason, with the words in doubt."""

import re

import pytest

from camket.judging.classify import classify_record
from camket.judging.doubts import describe_doubts, load_doubts
from camket.judging.verdict_reasons import load_reasons
from camket.settings.states import UNRESOLVED
from samples import decision, record

# Judgements that no claim gives word their own question where they are made.
NOT_OF_A_CLAIM = {
    "decision", "decision_outdated", "progress", "carried_over", "no_estimate", "not_reported", "source_in_doubt",
    "note_disagrees", "columns_disagree", "appraised", "appraisal_open", "repeats_promise", "after_the_year",
    "extended_past_year", "impossible_move", "other_year", "done_later", "completed_before", "stopped_before",
    "stop_carried_over",
}  # fmt: skip


def test_each_reason_that_concludes_nothing_has_a_question_of_its_own_and_no_other_has_one():
    asking = {name for name, reason in load_reasons().items() if reason.concludes == UNRESOLVED}
    assert set(load_doubts()) == asking - NOT_OF_A_CLAIM


@pytest.mark.parametrize("name", list(load_doubts()))
def test_a_question_quotes_words_of_the_unit_and_ends_as_a_question(name):
    question = load_doubts()[name]
    assert "{words}" in question
    assert set(re.findall(r"{(\w+)}", question)) <= {"words", "unread", "target"}
    assert question.endswith("?")
    assert len(set(load_doubts().values())) == len(load_doubts())


def ask(basis="cut_off", decisions=(), **said):
    made = {each.field: each for each in decisions}
    return describe_doubts(classify_record(record(**said), made, 2022), basis)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"result_text": "Đường đã thông. Cơ bản hoàn thành mặt cầu"},
         ("“Cơ bản hoàn thành mặt cầu”", "chưa rõ đã xong hay còn phần dở")),
        ({"result_text": "Đã mở một số lớp", "content": "Mở lớp bồi dưỡng", "target": "10 lớp"},
         ("“Đã mở một số lớp”", "chỉ tiêu “10 lớp”", "số thực hiện là bao nhiêu")),
        ({"result_text": "Đề nghị cho dừng thực hiện"}, ("Đề nghị cho dừng thực hiện", "bằng văn bản nào")),
        ({"result_text": "Đã trình"}, ("“Đã trình”", "bước cuối, hay còn bước nào nữa")),
        ({"result_text": "Nhà thầu lấp xấp"}, ("“Nhà thầu lấp xấp”", "những lời chưa hiểu: “thầu lấp xấp”")),
        ({"result_text": "Lu lèn lấp xấp"}, ("“lu lèn lấp xấp”",)),
    ],
)  # fmt: skip
def test_a_question_names_its_true_doubt_and_the_words_in_doubt(said, words):
    [asked] = ask(**said)
    assert all(each.lower() in asked.lower() for each in words)


def test_a_share_far_from_the_whole_is_not_called_nearly_done():
    asked = ask(result_text="Đạt 55% kế hoạch cả năm", content="Giải ngân vốn", target="100%")
    assert not any("cơ bản" in each.lower() or "còn phần dở" in each for each in asked)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"result_text": "Cơ bản hoàn thành", "review_reasons": ("chưa rõ của ai",)}, ("chưa rõ của ai",)),
        ({"result_text": "Đã hoàn thành"}, ()),
        ({"reported": False}, ("không có báo cáo nào nêu nội dung này",)),
        ({"result_text": "Đã hoàn thành", "note": "Đang thi công"},
         ("cột kết quả ghi “Đã hoàn thành”, nhưng ghi chú ghi “Đang thi công”",)),
    ],
)  # fmt: skip
def test_what_no_single_clause_leaves_in_doubt_keeps_its_own_words(said, asked):
    assert ask(**said) == asked


def test_a_fallen_decision_is_asked_about_as_such():
    fallen = decision("cut_off_status", "completed", "unresolved:only_a_step")
    [asked] = ask(decisions=[fallen], result_text="Cơ bản hoàn thành")
    assert "không còn hiệu lực" in asked


def test_the_year_is_asked_about_in_the_words_of_the_estimate():
    [asked] = ask("full_year", result_text="Cơ bản hoàn thành", estimate_text="Phấn đấu xong")
    assert "“Phấn đấu xong”" in asked
    assert "Cơ bản" not in asked
