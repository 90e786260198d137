"""Questions that are one for a person, and questions whose texts say the same."""

from dataclasses import replace

import pytest

import samples
from camket.figures.ledger import count_figures
from camket.figures.question_groups import find_groups, group_questions, list_same
from camket.figures.questions import list_questions
from camket.intake.joining.record import Source
from camket.judging.classify import classify_records
from samples import HCL, PERIOD, SNV, STC

NEAR = {"result_text": "Cơ bản hoàn thành", "estimate_text": "Hoàn thành"}


def twice(cell):
    return (
        "nội dung này được báo cáo hai lần, khác nhau; "
        f"submissions/snv.xlsx › Sheet1!{cell} ghi “kết quả: đạt {cell}”; "
        f"xem thêm submissions/snv-2.xlsx › Sheet1!{cell} ghi “kết quả: chưa {cell}”"
    )


def record(number, unit=SNV, **said):
    return samples.record("Tham mưu ban hành Đề án", number, unit, **said)


def silent(number, unit=SNV, **more):
    return record(number, unit, reported=False, **more)


def doubted(number, reason, file="submissions/snv.xlsx"):
    made = record(number, **NEAR, review_reasons=(reason,), doubts=(reason,))
    return replace(made, source=Source(file, "a" * 64, "Sheet1", number))


def ask(*records):
    judged = classify_records(records, (), 2022)
    figures = {figure.id: figure for figure in count_figures(judged, [SNV, STC, HCL], PERIOD)}
    return list_questions(judged, figures, PERIOD)


@pytest.mark.parametrize(
    ("records", "groups"),
    [
        ([silent(1), silent(2), silent(3, STC), silent(4, STC)],
         {"unit:SNV": ("SNV-01", "SNV-02"), "unit:STC": ("STC-03", "STC-04")}),
        ([silent(1), record(2, **NEAR)], {}),
        ([silent(1), silent(2, review_reasons=("dòng này có thể là báo cáo",))], {}),
        ([doubted(1, twice("B5")), doubted(2, twice("B6"))],
         {"file:submissions/snv.xlsx:SNV-01": ("SNV-01", "SNV-02")}),
        ([doubted(1, twice("B5")), doubted(2, "tên đơn vị khác tên tệp")], {}),
        ([doubted(1, twice("B5")), doubted(2, twice("B6"), "submissions/snv-3.xlsx")], {}),
        ([record(1, **NEAR), record(2, **NEAR)], {}),
    ],
    ids=["a unit without reports", "one record", "a row that may be its report", "two versions of a file",
         "two doubts", "two files", "the same words"],
)  # fmt: skip
def test_a_unit_that_sent_nothing_or_a_doubt_about_a_file_is_one_question(records, groups):
    assert {group.key: group.record_ids for group in group_questions(ask(*records))} == groups


def test_both_bases_of_a_record_are_in_its_group():
    questions = ask(silent(1), silent(2))
    [group] = group_questions(questions)
    assert len(questions) == len(group.questions) == 4
    assert set(find_groups(questions)) == {(each.record_id, each.field) for each in questions}


def test_one_answer_settles_the_cut_off_of_a_silent_unit_and_nothing_about_a_file():
    [unit] = group_questions(ask(silent(1), silent(2)))
    assert [(each.record_id, each.basis) for each in unit.answerable] == [
        ("SNV-01", "cut_off"),
        ("SNV-02", "cut_off"),
    ]
    assert unit.asks.startswith("Sở Nội vụ không báo cáo 2 nội dung")
    [file] = group_questions(ask(doubted(1, twice("B5")), doubted(2, twice("B6"))))
    assert file.answerable == ()
    assert "2 nội dung trong tệp snv.xlsx" in file.asks
    assert "được báo cáo hai lần" in file.asks


def test_once_the_cut_off_is_settled_one_answer_settles_the_year():
    made = [
        samples.decision("cut_off_status", "in_progress", "unresolved", f"SNV-0{number}") for number in (1, 2)
    ]
    judged = classify_records([silent(1), silent(2)], made, 2022)
    figures = {figure.id: figure for figure in count_figures(judged, [SNV], PERIOD)}
    [group] = group_questions(list_questions(judged, figures, PERIOD))
    assert [each.basis for each in group.answerable] == ["full_year", "full_year"]


def test_texts_that_say_the_same_are_listed_with_each_other():
    questions = ask(
        record(1, **NEAR), record(2, STC, result_text="Gần hoàn thành", estimate_text="Hoàn thành"),
        record(3, HCL, result_text="Đã trình", estimate_text="Hoàn thành"), silent(4, HCL),
    )  # fmt: skip
    same = {key: [each.record_id for each in others] for key, others in list_same(questions).items()}
    assert same == {("SNV-01", "cut_off_status"): ["STC-02"], ("STC-02", "cut_off_status"): ["SNV-01"]}
