"""What a person decides on the drafts is taken whole or not at all, once, and holds while the proposal stays."""

import csv
from datetime import date

import openpyxl
import pytest

from camket.cli.terminal import list_next_year_notes
from camket.errors import InputError
from camket.exchange.apply import apply_answers, refuse_unapplied
from camket.exchange.new_period import make_period
from camket.exchange.next_year_workbook import list_next_year_questions, publish_next_year
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

SIGNED = {
    "Lý do": "Kết luận cuộc họp",
    "Người quyết định": "Nguyễn Văn A",
    "Ngày quyết định": date(2022, 12, 10),
}


@pytest.fixture
def project(small_project):
    """Sở Nội vụ goes on with two of its commitments, one without a term, and adds a routine duty."""
    folder = small_project / "data/raw/2022-10/registrations"
    folder.mkdir()
    book = openpyxl.Workbook()
    for row in (
        ["SỞ NỘI VỤ"],
        ["TT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn"],
        [1, "Tinh giản biên chế theo kế hoạch", "25 người", "31/12/2023"],
        [2, "Bồi dưỡng cán bộ cấp xã", "100%", ""],
        [3, "Thực hiện tốt công tác thi đua", "", ""],
    ):
        book.active.append(row)
    book.save(folder / "SNV.xlsx")
    return small_project


@pytest.fixture
def opened(project):
    folder = open_folder(project, "2022-10")
    prepared = prepare_period(folder)
    publish_next_year(folder.outputs, prepared.next_year, prepared.period)
    return folder, prepared


def apply(folder, prepared, path):
    return apply_answers(folder, prepared, path)


def refuse(folder, prepared):
    refuse_unapplied(folder, prepared)


def fill(folder, name, sheet, *answers):
    """Writes each answer into the row of its number, with reason, name and day."""
    path = folder.outputs / "next_year" / name
    book = openpyxl.load_workbook(path)
    columns = {cell.value: cell.column for cell in book[sheet][3]}
    for number, cells in answers:
        for heading, value in {**SIGNED, **cells}.items():
            book[sheet].cell(3 + number, columns[heading]).value = value
    book.save(path)
    return path


def drafted_unit(prepared):
    return prepared.next_year.drafts[0].unit.code


def test_decisions_on_drafts_are_added_once_and_hold(opened):
    folder, prepared = opened
    name = f"{drafted_unit(prepared)}.xlsx"
    path = fill(
        folder, name, "Du thao",
        (1, {"Quyết định": "Đưa vào", "Chỉ tiêu sửa lại": "99%"}),
        (2, {"Quyết định": "Không đưa vào"}),
    )  # fmt: skip
    done = apply(folder, prepared, path)
    assert [(each.field, each.value) for each in done.added] == [
        ("next_year", "accept"), ("next_target", "99%"), ("next_year", "reject"),
    ]  # fmt: skip
    again = prepare_period(folder)
    first, second = again.next_year.drafts[:2]
    assert (first.decision, first.target, second.decision) == ("accept", "99%", "reject")
    repeated = apply(folder, again, path)
    assert (repeated.added, repeated.already) == ((), 2)


def test_an_accepted_draft_becomes_an_item_of_the_next_years_register(opened, project):
    folder, prepared = opened
    code = drafted_unit(prepared)
    path = fill(folder, f"{code}.xlsx", "Du thao", (1, {"Quyết định": "Đưa vào", "Chỉ tiêu sửa lại": "99%"}))
    apply(folder, prepared, path)
    made = make_period(project, "2023-06", cut_off=date(2023, 6, 30), earlier="2022-10")
    assert f"data/raw/2023-06/forms/{code}.xlsx" in made.made
    rows = list(
        openpyxl.load_workbook(project / "data/raw/2023-06/register.xlsx").active.iter_rows(values_only=True)
    )
    assert rows[3][:4] == ("Mã đơn vị", "Đơn vị", "TT", "Nội dung cam kết")
    assert (rows[3][-1], rows[4][-1]) == ("Căn cứ", prepared.next_year.drafts[0].basis)
    assert [(row[0], row[2], row[4]) for row in rows[4:]] == [(code, 1, "99%")]


def test_what_is_decided_after_the_register_was_made_is_named_and_the_register_kept(opened, project):
    folder, prepared = opened
    name = f"{drafted_unit(prepared)}.xlsx"
    drafts = prepared.next_year.drafts

    def decide(*answers):
        apply(folder, prepare_period(folder), fill(folder, name, "Du thao", *answers))

    def make():
        return make_period(project, "2023-06", cut_off=date(2023, 6, 30), earlier="2022-10")

    decide((1, {"Quyết định": "Đưa vào"}), (2, {"Quyết định": "Đưa vào"}))
    make()
    register = project / "data/raw/2023-06/register.xlsx"
    before = register.read_bytes()
    assert not any("được giữ nguyên" in step for step in make().next_steps)
    publish_next_year(folder.outputs, prepared.next_year, prepared.period)
    decide(
        (1, {"Quyết định": "Đưa vào", "Chỉ tiêu sửa lại": "30 người"}),
        (2, {"Quyết định": "Không đưa vào"}),
        (3, {"Quyết định": "Đưa vào"}),
    )
    head, *steps = make().next_steps
    assert register.read_bytes() == before
    assert "3 nội dung khác với quyết định trên dự thảo" in head
    assert [step.partition(",")[0] for step in steps[:3]] == [
        f"- {drafts[0].key}",
        f"- {drafts[2].key}",
        f"- {drafts[1].key}",
    ]
    assert "danh mục ghi “25 người”, “31/12/2023”, dự thảo “30 người”" in steps[0]
    assert steps[1].endswith("chưa có trong danh mục")
    assert steps[2].endswith("không còn được chấp nhận mà danh mục vẫn có")


def test_without_an_accepted_draft_no_register_is_made(opened, project):
    made = make_period(project, "2023-06", cut_off=date(2023, 6, 30), earlier="2022-10")
    assert not any("register" in place for place in made.made)
    assert any("chưa có dòng nào" in step for step in made.next_steps)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"Quyết định": "Có"}, "không phải một trong: Đưa vào, Không đưa vào"),
        ({"Quyết định": "Đưa vào", "Lý do": None}, "thiếu lý do"),
        ({"Quyết định": "Đưa vào", "Ngày quyết định": "hôm qua"}, "không phải một ngày"),
        ({"Quyết định": "Đưa vào", "Ngày quyết định": date(2031, 1, 1)}, "cần một ngày từ 01/01/2022"),
        ({"Quyết định": "Đưa vào", "Chỉ tiêu sửa lại": "@SUM(1)"}, "bắt đầu như một công thức"),
        ({"Quyết định": "Không đưa vào", "Chỉ tiêu sửa lại": "99%"}, "thì không sửa"),
        ({"Quyết định": "Đưa vào", "Mã": "SNV-2023-99"}, "cột ẩn ghi"),
    ],
)
def test_a_faulty_row_is_named_by_cell_and_nothing_is_applied(opened, cells, found):
    folder, prepared = opened
    good = (1, {"Quyết định": "Đưa vào"})
    path = fill(folder, f"{drafted_unit(prepared)}.xlsx", "Du thao", good, (2, cells))
    with pytest.raises(InputError) as caught:
        apply(folder, prepared, path)
    assert found in caught.value.found
    assert "Du thao" in caught.value.found
    assert not (folder.raw / "decisions.csv").exists()


def test_answers_not_yet_applied_are_not_replaced_by_a_run(opened):
    folder, prepared = opened
    refuse(folder, prepared)
    path = fill(folder, f"{drafted_unit(prepared)}.xlsx", "Du thao", (1, {"Quyết định": "Đưa vào"}))
    with pytest.raises(InputError) as caught:
        refuse(folder, prepared)
    assert "chưa áp dụng" in caught.value.found
    apply(folder, prepared, path)
    refuse(folder, prepare_period(folder))


def test_a_decision_falls_when_the_unit_changes_what_it_registers(opened):
    folder, prepared = opened
    item = prepared.next_year.drafts[0]
    path = fill(folder, f"{item.unit.code}.xlsx", "Du thao", (1, {"Quyết định": "Đưa vào"}))
    apply(folder, prepared, path)
    decisions = folder.raw / "decisions.csv"
    with decisions.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    rows[-1]["expect"] = rows[-1]["expect"].replace(item.content, "Nội dung cũ")
    with decisions.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    fallen = prepare_period(folder).next_year.drafts[0]
    assert fallen.decision == "open"
    assert "không còn hiệu lực" in fallen.finding.fallen_text
    assert "Nội dung cũ" in fallen.finding.fallen_text


def test_a_workbook_of_another_kind_is_refused_but_stops_no_run(opened):
    folder, prepared = opened
    path = folder.outputs / "next_year" / "other.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(InputError) as caught:
        apply(folder, prepared, path)
    assert "không có các cột ẩn record_id, field, expect, seen; hoặc next_year_key" in caught.value.found
    refuse(folder, prepared)


def test_a_draft_without_a_deadline_can_be_decided(opened):
    folder, prepared = opened
    drafts = prepared.next_year.drafts
    number = next(place for place, item in enumerate(drafts, start=1) if not item.deadline)
    path = fill(folder, "draft.xlsx", "Du thao", (number, {"Quyết định": "Đưa vào"}))
    assert len(apply(folder, prepared, path).added) == 1
    assert prepare_period(folder).next_year.drafts[number - 1].decision == "accept"


def test_a_person_may_change_their_mind_and_an_amendment_goes_with_its_decision(opened):
    folder, prepared = opened
    for answer in ({"Quyết định": "Đưa vào", "Chỉ tiêu sửa lại": "99%"}, {"Quyết định": "Không đưa vào"},
                   {"Quyết định": "Đưa vào"}):  # fmt: skip
        publish_next_year(folder.outputs, prepared.next_year, prepared.period)
        apply(folder, prepared, fill(folder, "draft.xlsx", "Du thao", (1, answer)))
        prepared = prepare_period(folder)
    first = prepared.next_year.drafts[0]
    assert first.decision == "accept"
    assert first.target != "99%"


def test_an_answer_about_an_item_falls_when_another_item_takes_its_number(opened):
    folder, prepared = opened
    questions = [each.decision_key for each in list_next_year_questions(prepared.next_year)]
    number = next(place for place, about in enumerate(questions, start=1) if about[1] == "key_item")
    key = questions[number - 1][0]
    path = fill(folder, "draft.xlsx", "Can tra loi", (number, {"Trả lời": "Không phải"}))
    [made] = apply(folder, prepared, path).added
    assert made.written
    item = next(
        each for each in prepare_period(folder).next_year.screened if each.item.registration_id == key
    )
    assert item.key_item.value == "no"
    decisions = folder.raw / "decisions.csv"
    decisions.write_text(
        decisions.read_text("utf-8-sig").replace(made.written, "Nội dung khác hẳn"), encoding="utf-8-sig"
    )
    item = next(
        each for each in prepare_period(folder).next_year.screened if each.item.registration_id == key
    )
    assert item.key_item.is_asked
    assert "Nội dung khác hẳn" in item.key_item.fallen_text


def test_a_question_that_was_answered_stays_last_on_its_sheet_and_may_be_answered_anew(opened):
    folder, prepared = opened
    asked = len(list_next_year_questions(prepared.next_year))
    place, question = 1, list_next_year_questions(prepared.next_year)[0]
    for label, value in (("Không phải", "no"), ("Là nội dung trọng tâm", "yes")):
        publish_next_year(folder.outputs, prepared.next_year, prepared.period)
        path = fill(folder, "draft.xlsx", "Can tra loi", (place, {"Trả lời": label}))
        [made] = apply(folder, prepared, path).added
        assert made.value == value
        prepared = prepare_period(folder)
        rows = list_next_year_questions(prepared.next_year)
        assert len(rows) == asked
        assert rows[-1].decision_key == question.decision_key
        path = folder.outputs / publish_next_year(folder.outputs, prepared.next_year, prepared.period)[0]
        assert (
            f"đã quyết định: {label} ("
            in openpyxl.load_workbook(path)["Can tra loi"].cell(3 + asked, 10).value
        )
        place = asked


@pytest.mark.parametrize(
    "damage",
    [lambda sheet: sheet.delete_rows(3), lambda sheet: sheet.delete_cols(2, 3)],
    ids=["header", "keys"],
)
def test_answers_on_a_sheet_that_lost_its_header_or_hidden_columns_are_not_passed_over(opened, damage):
    folder, prepared = opened
    path = fill(folder, "SNV.xlsx", "Du thao", (1, {"Quyết định": "Đưa vào"}))
    book = openpyxl.load_workbook(path)
    damage(book["Du thao"])
    book.save(path)
    for call in (
        lambda: apply(folder, prepared, path),
        lambda: refuse(folder, prepared),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert "Du thao" in caught.value.where


def test_a_decision_on_an_item_that_is_registered_no_more_stops_nothing_and_is_named(opened, project):
    folder, prepared = opened
    apply(folder, prepared, fill(folder, "SNV.xlsx", "Du thao", (3, {"Quyết định": "Đưa vào"})))
    path = project / "data/raw/2022-10/registrations/SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active.delete_rows(5)
    book.save(path)
    again = prepare_period(folder).next_year
    assert again.unknown_ids == ("SNV-2023-03",)
    assert "SNV-2023-03" in next(iter(list_next_year_notes(again)))


def test_an_answer_that_was_applied_and_decided_anew_in_another_workbook_stops_no_run(opened):
    folder, prepared = opened
    apply(folder, prepared, fill(folder, "SNV.xlsx", "Du thao", (1, {"Quyết định": "Đưa vào"})))
    other = fill(folder, "draft.xlsx", "Du thao", (1, {"Quyết định": "Không đưa vào"}))
    apply(folder, prepare_period(folder), other)
    again = prepare_period(folder)
    assert again.next_year.drafts[0].decision == "reject"
    refuse(folder, again)


def test_what_was_accepted_of_a_unit_that_is_no_more_is_named_and_left_out_of_the_register(opened, project):
    folder, prepared = opened
    last = prepared.next_year.drafts[-1]
    assert last.unit.code == "HTN"
    numbers = (1, len(prepared.next_year.drafts))
    answers = [(number, {"Quyết định": "Đưa vào"}) for number in numbers]
    apply(folder, prepared, fill(folder, "draft.xlsx", "Du thao", *answers))
    units = project / "data/raw/units.csv"
    units.write_text(
        units.read_text("utf-8").replace("Huyện Tam Nông,,", "Huyện Tam Nông,,2023-03-01"), "utf-8"
    )
    made = make_period(project, "2023-06", cut_off=date(2023, 6, 30), earlier="2022-10")
    register = openpyxl.load_workbook(project / "data/raw/2023-06/register.xlsx").active
    assert [row[0] for row in register.iter_rows(min_row=5, values_only=True)] == ["SNV"]
    assert any(step.startswith(f"- {last.key}, UBND huyện Tam Nông") for step in made.next_steps)


def test_answers_on_a_hidden_sheet_are_read_too(opened):
    folder, prepared = opened
    path = fill(folder, "SNV.xlsx", "Du thao", (1, {"Quyết định": "Đưa vào"}))
    book = openpyxl.load_workbook(path)
    book.active = book.sheetnames.index("Can tra loi")
    book["Du thao"].sheet_state = "hidden"
    book.save(path)
    assert [made.value for made in apply(folder, prepared, path).added] == ["accept"]
