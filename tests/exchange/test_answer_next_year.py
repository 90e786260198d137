"""What next year's lists leave open is answered in the workbook, and counted nowhere before that."""

from datetime import date

import openpyxl
import pytest

from camket.cli.main import main
from camket.cli.terminal import list_next_year_notes
from camket.errors import InputError
from camket.exchange.apply import apply_answers
from camket.exchange.next_year_workbook import list_next_year_questions, publish_next_year
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

PERIOD = "2022-10"
SIGNED = [
    (1, "Ban hành Đề án vị trí việc làm", "01 đề án"),
    (2, "Tinh giản biên chế theo kế hoạch", "20 người"),
    (3, "Bồi dưỡng cán bộ cấp xã", "100%"),
    (4, "Hoàn thành 100% nhiệm vụ được giao trong Chương trình công tác đúng hạn", "100%"),
    (5, "Mở lớp kỹ năng số cho thanh niên nông thôn", "05 lớp"),
]
TASK = 'tasks = ["Hoàn thành đúng hạn 100% các nhiệm vụ giao trên phần mềm giao việc"]'


@pytest.fixture
def project(small_project):
    """Sở Nội vụ gives up an item by other words, has what may be a common task, and adds the very same words."""
    raw = small_project / "data" / "raw" / PERIOD
    register = openpyxl.Workbook()
    register.active.append(["Mã đơn vị", "STT", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn"])
    for row in SIGNED:
        register.active.append(["SNV", *row, "31/12/2022"])
    register.save(raw / "register.xlsx")
    settings = raw / "period.toml"
    settings.write_text(f"common_{TASK}\n" + settings.read_text("utf-8"), encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (
        ["SỞ NỘI VỤ"],
        ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn", "Đề xuất"],
        [1, "Tinh giản biên chế theo kế hoạch", "25 người", "31/12/2023", ""],
        [2, "Bồi dưỡng cán bộ cấp xã", "100%", "31/12/2023", "Bổ sung"],
        [3, "Hoàn thành 100% nhiệm vụ được giao trong Chương trình công tác đúng hạn", "100%", "31/12/2023", ""],
        [4, "Nuôi cá tra thương phẩm", "", "", "Đề nghị bỏ"],
    ):  # fmt: skip
        book.active.append(row)
    (raw / "registrations").mkdir()
    book.save(raw / "registrations" / "SNV.xlsx")
    return small_project


def prepare(project):
    return prepare_period(open_folder(project, PERIOD))


def answer(project, answers):
    """Fills the answers, by item and field, into the workbook of all units, and gives its path."""
    folder, prepared = open_folder(project, PERIOD), prepare(project)
    publish_next_year(folder.outputs, prepared.next_year, prepared.period)
    path = folder.outputs / "next_year" / "draft.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Can tra loi"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    places = {
        (
            sheet.cell(row, columns["next_year_key"]).value,
            sheet.cell(row, columns["next_year_field"]).value,
        ): row
        for row in range(4, sheet.max_row + 1)
    }
    for about, value in answers.items():
        for heading, text in {
            "Trả lời": value, "Lý do": "Đã hỏi đơn vị", "Người quyết định": "Nguyễn Văn A",
            "Ngày quyết định": date(2022, 12, 10),
        }.items():  # fmt: skip
            sheet.cell(places[about], columns[heading]).value = text
    book.save(path)
    return path


def apply(project, answers):
    path = answer(project, answers)
    return apply_answers(open_folder(project, PERIOD), prepare(project), path).added


def ids(prepared, stem, scope=""):
    return list(prepared.figures[f"registration.{stem}{scope}"].records)


def write_instead(project, words):
    """The unit sends its list again and gives up something else."""
    path = project / "data" / "raw" / PERIOD / "registrations" / "SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["B6"] = words
    book.save(path)


GIVEN_UP = ("SNV-2023-X01", "carried_from")
ADDED = ("SNV-2023-02", "carried_from")
REGISTERED_TASK, SIGNED_TASK = ("SNV-2023-03", "common_task"), ("SNV-04", "common_task")


def test_what_is_open_is_asked_and_counts_in_no_figure_change_screening_or_draft(project):
    prepared = prepare(project)
    next_year = prepared.next_year
    asked = {each.decision_key: each for each in list_next_year_questions(next_year)}
    assert {GIVEN_UP, ADDED, REGISTERED_TASK, SIGNED_TASK} <= asked.keys()
    assert "đơn vị đề nghị giảm nội dung này" in asked[GIVEN_UP].why
    assert "đơn vị ghi là bổ sung" in asked[ADDED].why
    assert "giống “Hoàn thành đúng hạn 100%" in asked[SIGNED_TASK].why
    assert {"SNV-2023-02", "SNV-2023-03", "SNV-2023-X01", "SNV-04"} <= set(next_year.asked)
    assert ids(prepared, "common_asked") == ["SNV-2023-03"]
    assert ids(prepared, "counted") == ["SNV-2023-01", "SNV-2023-02"]
    assert ids(prepared, "dropped") == []
    assert prepared.figures["registration.dropped"].denominator == 4
    task = next(each for each in next_year.screened if each.item.registration_id == "SNV-2023-03")
    assert (task.carried, task.key_item, task.reasons) == (None, None, ())
    assert "SNV-04" not in {each.record_id for each in next_year.this_year}
    assert not {"SNV-2023-03", "SNV-04"} & {each.key for each in next_year.drafts}


@pytest.mark.parametrize("scope", ["", "@department", "@SNV"])
def test_the_parts_of_all_that_is_registered_add_up_while_something_is_asked(project, scope):
    figures = prepare(project).figures
    total, common, asked, counted = (
        figures[f"registration.{stem}{scope}"].numerator
        for stem in ("total", "common", "common_asked", "counted")
    )
    assert (total, common, asked, counted) == (3, 0, 1, 2)


@pytest.mark.parametrize(
    ("value", "stated", "silent"),
    [
        ("snv-05 ", ["SNV-05"], ["SNV-01"]),
        ("Nội dung mới", [], ["SNV-01", "SNV-05"]),
        ("SNV-01 ; snv-05", ["SNV-01", "SNV-05"], []),
    ],
)
def test_which_item_a_row_gives_up_is_answered_in_the_workbook(project, capsys, value, stated, silent):
    path = answer(project, {GIVEN_UP: value, ADDED: "SNV-03", SIGNED_TASK: "Là nhiệm vụ giao chung"})
    assert main(["review", PERIOD, "--apply", str(path), "--project", str(project)]) == 0
    dropped = prepare(project).next_year.dropped
    assert [each.commitment.record_id for each in dropped if each.is_stated] == stated
    assert [each.commitment.record_id for each in dropped if not each.is_stated] == silent
    assert all(each.registration.registration_id == "SNV-2023-X01" for each in dropped if each.is_stated)


@pytest.mark.parametrize("value", ["HTN-01", "SNV-09", "SNV-05, SNV-01", "SNV-05;HTN-01"])
def test_an_id_of_another_unit_or_of_nothing_is_refused_with_what_may_stand_there(project, value):
    with pytest.raises(InputError) as caught:
        apply(project, {GIVEN_UP: value})
    assert (
        f"“{value}” không phải một trong: Nội dung mới, mã một nội dung năm trước của đơn vị"
        in caught.value.found
    )


@pytest.mark.parametrize(
    ("answers", "common", "counted", "this_year"),
    [
        ({REGISTERED_TASK: "Không phải", SIGNED_TASK: "Không phải"}, [], ["SNV-2023-03"], ["SNV-04"]),
        ({REGISTERED_TASK: "Là nhiệm vụ giao chung", SIGNED_TASK: "Là nhiệm vụ giao chung"},
         ["SNV-2023-03"], [], []),
        ({SIGNED_TASK: "Là nhiệm vụ giao chung"}, [], [], []),
    ],
    ids=["none", "common on both sides", "one is open"],
)  # fmt: skip
def test_what_a_person_says_of_a_common_task_counts_on_both_sides(
    project, answers, common, counted, this_year
):
    assert len(apply(project, answers)) == len(answers)
    prepared = prepare(project)
    assert ids(prepared, "common") == common
    assert ids(prepared, "counted")[2:] == counted
    assert [
        each.record_id for each in prepared.next_year.this_year if each.record_id == "SNV-04"
    ] == this_year
    assert ids(prepared, "common_asked") == ([] if len(answers) == 2 else ["SNV-2023-03"])
    carried = {each.item.registration_id: each.carried for each in prepared.next_year.screened}
    before = [each.record_id for each in carried["SNV-2023-03"].before] if counted else []
    assert before == (["SNV-04"] if counted else [])
    assert bool(carried["SNV-2023-03"]) is bool(counted)


def test_a_signed_common_task_is_answered_in_decisions_too(project):
    decisions = project / "data" / "raw" / PERIOD / "decisions.csv"
    decisions.write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
        "SNV-04,common_task,yes,asked,Đã xem,,Nguyễn Văn A,2022-12-10\n",
        encoding="utf-8",
    )
    next_year = prepare(project).next_year
    [task] = next_year.signed_tasks
    assert (task.common.value, task.common.is_asked) == ("yes", False)
    assert "SNV-04" not in {*next_year.asked, *next_year.unknown_ids}


@pytest.mark.parametrize(
    ("value", "expect", "counted", "fallen"),
    [("yes", "no", False, ()), ("no", "no", True, ()), ("yes", "asked", True, ("SNV-01",))],
    ids=["yes, where none is found", "no, where none is found", "fallen"],
)
def test_a_decision_on_a_signed_item_that_is_like_no_common_task_counts_or_is_listed(
    project, value, expect, counted, fallen
):
    decisions = project / "data" / "raw" / PERIOD / "decisions.csv"
    decisions.write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
        f"SNV-01,common_task,{value},{expect},Đã xem,,Nguyễn Văn A,2022-12-10\n",
        encoding="utf-8",
    )
    prepared = prepare(project)
    next_year = prepared.next_year
    assert ("SNV-01" in {each.record_id for each in next_year.this_year}) is counted
    assert next_year.fallen == fallen
    [asked] = [each for each in list_next_year_questions(next_year) if each.key == "SNV-01"]
    assert bool(asked.finding.fallen_text) is bool(fallen)
    assert any("SNV-01" in line for line in list_next_year_notes(next_year)) is bool(fallen)


def test_an_answer_is_asked_again_where_the_unit_writes_something_else(project):
    answered = answer(project, {GIVEN_UP: "SNV-05"})
    [made] = apply_answers(open_folder(project, PERIOD), prepare(project), answered).added
    assert made.written == "Nuôi cá tra thương phẩm"
    write_instead(project, "Nuôi tôm càng xanh")
    [given_up] = prepare(project).next_year.given_up
    assert given_up.carried.finding.is_asked
    assert "“Nuôi cá tra thương phẩm”" in given_up.carried.finding.fallen_text
    again = apply_answers(open_folder(project, PERIOD), prepare(project), answered)
    assert (again.added, again.already, again.fallen) == ((), 1, (GIVEN_UP[0],))


def test_an_answer_to_other_words_than_the_unit_writes_now_is_refused(project):
    answered = answer(project, {GIVEN_UP: "SNV-05"})
    write_instead(project, "Nuôi tôm càng xanh")
    with pytest.raises(InputError) as caught:
        apply_answers(open_folder(project, PERIOD), prepare(project), answered)
    assert "đơn vị đã sửa báo cáo sau khi tạo tệp; nay đơn vị ghi “Nuôi tôm càng xanh”" in caught.value.found
    assert not (project / "data" / "raw" / PERIOD / "decisions.csv").exists()


def test_what_was_taken_by_an_answer_can_be_answered_in_the_workbook(project):
    apply(project, {GIVEN_UP: "SNV-02"})
    key = ("SNV-2023-01", "carried_from")
    assert key in {each.decision_key for each in list_next_year_questions(prepare(project).next_year)}
    apply(project, {key: "SNV-05"})
    carried = {each.item.registration_id: each.carried for each in prepare(project).next_year.screened}
    assert [each.record_id for each in carried["SNV-2023-01"].before] == ["SNV-05"]
