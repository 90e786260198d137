"""One answer for many texts that say the same: shown, applied to all of them, and refused where it cannot hold."""

import csv
import shutil
from datetime import date

import openpyxl
import pytest

from camket.errors import InputError
from camket.exchange.apply import apply_answers, refuse_unapplied
from camket.exchange.review_workbook import write_review
from camket.figures.earlier_decisions import list_others
from camket.judging import labelled
from camket.judging.labelled import Phrase
from camket.pipeline import prepare_period
from camket.settings.project import open_folder

PERIOD, BEFORE = "2022-10", "2022-09"
HEADER = 3
ANSWER, TOGETHER, SAME = "Trả lời", "Áp dụng cho nội dung cùng lời", "Nội dung khác cùng lời"
WHO = {"Lý do": "Đã hỏi đơn vị", "Người quyết định": "Nguyễn Văn A", "Ngày quyết định": date(2022, 10, 8)}
NEAR = "Cơ bản hoàn thành"


def submit(project, unit, row, period=PERIOD, **cells):
    path = project / "data" / "raw" / period / "submissions" / f"{unit}.xlsx"
    book = openpyxl.load_workbook(path)
    for letter, text in cells.items():
        book.active[f"{letter}{row}"] = text
    book.save(path)


@pytest.fixture
def project(made_project, tmp_path):
    """Three commitments of two units on which the same is said in other words."""
    return shutil.copytree(made_project, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def made_project(made_small_project, tmp_path_factory):
    """The project of these tests as it is made once. Not to be changed."""
    made = shutil.copytree(made_small_project, tmp_path_factory.mktemp("together"), dirs_exist_ok=True)
    for unit, row, said in (
        ("SNV", 2, NEAR),
        ("SNV", 4, "Gần hoàn thành"),
        ("HTN", 3, "Gần hoàn thành việc này"),
    ):
        submit(made, unit, row, C=said, D="Hoàn thành")
    register = made / "data" / "raw" / PERIOD / "register.xlsx"
    book = openpyxl.load_workbook(register)
    for row in book.active.iter_rows(min_row=2):
        for cell in row:
            if cell.value in ("Bồi dưỡng cán bộ cấp xã", "Xây dựng 02 xã nông thôn mới"):
                cell.value = "Ban hành Đề án số 2" if "Bồi" in cell.value else "Ban hành Đề án số 3"
            elif cell.value in ("02 xã", "100%"):
                cell.value = "01 đề án"
    book.save(register)
    for name, row, title in (("SNV", 4, "Ban hành Đề án số 2"), ("HTN", 3, "Ban hành Đề án số 3")):
        submit(made, name, row, B=title)
    return made


def prepare(project, period=PERIOD):
    return prepare_period(open_folder(project, period))


def write(project, period=PERIOD):
    path = project / "review.xlsx"
    path.write_bytes(write_review(period, prepare(project, period)))
    return path


def rows_of(path):
    sheet = openpyxl.load_workbook(path)["Cau hoi"]
    at = {cell.value: cell.column for cell in sheet[HEADER]}
    return [
        {name: sheet.cell(number, column).value for name, column in at.items()}
        | {"hidden": sheet.row_dimensions[number].hidden}
        for number in range(HEADER + 1, sheet.max_row + 1)
    ]


def fill(path, answers):
    """Answers by the code and the field of a row, each with what stands in the column of those that say the same."""
    book = openpyxl.load_workbook(path)
    sheet = book["Cau hoi"]
    at = {cell.value: cell.column for cell in sheet[HEADER]}
    for number in range(HEADER + 1, sheet.max_row + 1):
        key = sheet.cell(number, at["Mã"]).value, sheet.cell(number, at["field"]).value
        if key in answers:
            for name, value in {**WHO, **answers[key]}.items():
                sheet.cell(number, at[name]).value = value
    book.save(path)
    return path


def apply(project, path, period=PERIOD):
    folder = open_folder(project, period)
    return apply_answers(folder, prepare_period(folder), path)


def refusal(project, path):
    with pytest.raises(InputError) as caught:
        apply(project, path)
    assert not (project / "data" / "raw" / PERIOD / "decisions.csv").exists()
    return caught.value.found


def decisions(project, period=PERIOD):
    with (project / "data" / "raw" / period / "decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def copy_period(project, name, cut_off, reported):
    """The period again under another name, with its own days."""
    folder = project / "data" / "raw" / name
    shutil.copytree(project / "data" / "raw" / PERIOD, folder)
    settings = (folder / "period.toml").read_text("utf-8")
    moved = settings.replace("2022-10-30", cut_off).replace("2022-11-09", reported)
    (folder / "period.toml").write_text(moved, encoding="utf-8")
    return folder


def at(record_id, **cells):
    return {
        (record_id, "cut_off_status"): {
            {"answer": ANSWER, "together": TOGETHER}.get(k, k): v for k, v in cells.items()
        }
    }


def test_a_question_names_the_others_that_say_the_same_with_their_words(project):
    rows = {row["Mã"]: row for row in rows_of(write(project))}
    assert rows["SNV-01"][SAME].splitlines() == [
        "Áp dụng cho cả 3 nội dung cùng lời thì chọn Có:",
        "- HTN-02: “Gần hoàn thành việc này”",
        "- SNV-03: “Gần hoàn thành”",
    ]


def test_one_answer_becomes_a_decision_for_each_with_a_reason_that_says_so(project):
    done = apply(project, fill(write(project), at("SNV-01", answer="Đang thực hiện", together="Có")))
    assert [(each["record_id"], each["value"], each["reason"], each["written"]) for each in decisions(project)] == [
        ("SNV-01", "in_progress", "Đã hỏi đơn vị (trả lời chung cho 3 nội dung cùng lời)",
         "kết quả: Cơ bản hoàn thành | ước cả năm: Hoàn thành"),
        ("HTN-02", "in_progress", "Đã hỏi đơn vị (trả lời chung với SNV-01, cùng lời)",
         "kết quả: Gần hoàn thành việc này | ước cả năm: Hoàn thành"),
        ("SNV-03", "in_progress", "Đã hỏi đơn vị (trả lời chung với SNV-01, cùng lời)",
         "kết quả: Gần hoàn thành | ước cả năm: Hoàn thành"),
    ]  # fmt: skip
    assert {(each["decided_by"], each["decided_on"]) for each in decisions(project)} == {
        ("Nguyễn Văn A", "2022-10-08")
    }
    assert (len(done.added), done.left) == (3, 0)


@pytest.mark.parametrize("choice", [None, "Không"])
def test_without_the_choice_an_answer_is_for_its_own_record(project, choice):
    apply(project, fill(write(project), at("SNV-01", answer="Đang thực hiện", together=choice)))
    assert [(each["record_id"], each["reason"]) for each in decisions(project)] == [
        ("SNV-01", "Đã hỏi đơn vị")
    ]


def test_applied_twice_it_changes_nothing_and_a_run_sees_that_it_is_applied(project):
    path = fill(write(project), at("SNV-01", answer="Đang thực hiện", together="Có"))
    outputs = project / "outputs" / PERIOD
    outputs.mkdir(parents=True)
    shutil.copy(path, outputs / "review.xlsx")
    with pytest.raises(InputError):
        refuse_unapplied(open_folder(project, PERIOD), prepare(project))
    apply(project, path)
    refuse_unapplied(open_folder(project, PERIOD), prepare(project))
    again = apply(project, path)
    assert (len(again.added), again.already, len(decisions(project))) == (0, 1, 3)


def test_an_answer_of_its_own_goes_before_and_must_agree(project):
    path = fill(
        write(project),
        at("SNV-01", answer="Đang thực hiện", together="Có") | at("HTN-02", answer="Đang thực hiện"),
    )
    apply(project, path)
    reasons = {each["record_id"]: each["reason"] for each in decisions(project)}
    assert reasons["HTN-02"] == "Đã hỏi đơn vị"
    assert len(reasons) == 3
    assert len(apply(project, path).added) == 0


def test_an_answer_of_its_own_that_differs_is_refused(project):
    path = fill(
        write(project),
        at("SNV-01", answer="Đang thực hiện", together="Có") | at("HTN-02", answer="Hoàn thành"),
    )
    assert "HTN-02: trả lời chung ở ô này khác trả lời ở" in refusal(project, path)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"answer": "Được cho dừng", "together": "Có"}, "HTN-02 (trả lời chung): thiếu văn bản"),
        ({"answer": "Đang thực hiện", "together": "tất cả"}, "“tất cả” không phải một trong: Có, Không"),
    ],
)
def test_what_each_of_them_needs_must_be_given(project, cells, says):
    assert says in refusal(project, fill(write(project), at("SNV-01", **cells)))


def test_a_document_counts_for_all_of_them(project):
    stop = {"answer": "Được cho dừng", "together": "Có", "Văn bản (số, ngày)": "12/UBND-TH ngày 01/10/2022"}
    apply(project, fill(write(project), at("SNV-01", **stop)))
    assert {each["document"] for each in decisions(project)} == {"12/UBND-TH ngày 01/10/2022"}


@pytest.mark.parametrize("said", ["Cơ bản hoàn thành phần đầu, nhà thầu đổi tên", "Đã trình"])
def test_texts_that_changed_since_the_workbook_was_made_are_not_answered_together(project, said):
    path = fill(write(project), at("SNV-01", answer="Đang thực hiện", together="Có"))
    submit(project, "HTN", 3, C=said)
    assert "nay đã khác so với khi tạo tệp" in refusal(project, path)


def test_an_earlier_decision_of_another_period_on_the_same_words_holds_it(project):
    copy_period(project, BEFORE, "2022-09-30", "2022-10-09")
    apply(project, fill(write(project, BEFORE), at("SNV-03", answer="Đang thực hiện")), BEFORE)
    path = write(project)
    row = next(row for row in rows_of(path) if row["Mã"] == "HTN-02")
    assert row["Gợi ý trả lời"].splitlines() == [
        "Đang thực hiện: đã quyết định như vậy với lời giống thế.",
        "- Đang thực hiện – Nguyễn Văn A, 08/10/2022, kỳ 2022-09, SNV-03: “Gần hoàn thành” (lý do: Đã hỏi đơn vị)",
    ]
    found = refusal(project, fill(path, at("SNV-01", answer="Hoàn thành", together="Có")))
    assert (
        "không áp dụng chung được, đã có quyết định khác với lời giống thế: Đang thực hiện – Nguyễn Văn A"
        in found
    )
    apply(project, fill(path, at("SNV-01", answer="Đang thực hiện", together="Có")))
    assert len(decisions(project)) == 3


def test_no_answer_for_all_is_offered_where_earlier_decisions_on_the_same_words_differ(project):
    copy_period(project, BEFORE, "2022-09-30", "2022-10-09")
    differ = at("SNV-03", answer="Đang thực hiện") | at("HTN-02", answer="Hoàn thành")
    apply(project, fill(write(project, BEFORE), differ), BEFORE)
    path = write(project)
    rows = {row["Mã"]: row for row in rows_of(path)}
    assert (rows["SNV-01"][SAME], rows["SNV-01"]["others"]) == ("", "")
    assert not [
        rule
        for rule in openpyxl.load_workbook(path)["Cau hoi"].data_validations.dataValidation
        if rule.formula1 == '"Có,Không"'
    ]


def test_an_earlier_period_that_cannot_be_read_stops_no_run_but_an_answer_for_many(project):
    earlier = project / "data" / "raw" / BEFORE
    earlier.mkdir()
    settings = (
        (project / "data" / "raw" / PERIOD / "period.toml")
        .read_text("utf-8")
        .replace("2022-10-30", "2022-09-30")
    )
    (earlier / "period.toml").write_text(settings, encoding="utf-8")
    (earlier / "decisions.csv").write_text("record_id,field\n", encoding="utf-8")
    path = fill(write(project), at("SNV-01", answer="Đang thực hiện", together="Có"))
    with pytest.raises(InputError) as caught:
        apply(project, path)
    assert "data/raw/2022-09/decisions.csv" in str(caught.value)
    apply(project, fill(path, at("SNV-01", answer="Đang thực hiện", together=None)))


def test_a_later_period_holds_an_answer_too_but_is_not_shown(project):
    copy_period(project, "2022-11", "2022-11-30", "2022-12-09")
    apply(project, fill(write(project, "2022-11"), at("SNV-03", answer="Hoàn thành")), "2022-11")
    path = write(project)
    assert not any(row["Gợi ý trả lời"] for row in rows_of(path))
    assert "kỳ 2022-11" in refusal(project, fill(path, at("SNV-01", answer="Đang thực hiện", together="Có")))


def test_a_decision_without_the_words_is_read_with_the_tables_of_its_period(project):
    earlier = copy_period(project, BEFORE, "2022-09-30", "2022-10-09")
    line = "SNV-03,cut_off_status,completed,unresolved,Đã xem,,Nguyễn Văn A,2022-10-08\n"
    head = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
    (earlier / "decisions.csv").write_text(head + line, encoding="utf-8")
    folder = open_folder(project, PERIOD)
    assert list_others(folder) == []
    tables = project / "data" / "processed" / BEFORE
    tables.mkdir(parents=True)
    (tables / "records.csv").write_text("record_id,result_text\nSNV-03,Gần hoàn thành\n", encoding="utf-8")
    assert [(each.decision.value, each.words) for each in list_others(folder)] == [
        ("completed", "Gần hoàn thành")
    ]


def test_a_labelled_phrase_of_the_same_claims_with_another_label_holds_it(project, monkeypatch):
    phrases = (*labelled.load_phrases(), Phrase("Gần hoàn thành nốt", "01 đề án", "cut_off", "running"))
    monkeypatch.setattr(labelled, "_by_signature", lambda _: {labelled._sign("Gần hoàn thành"): phrases[-1:]})
    monkeypatch.setattr(labelled, "read_promise", lambda *_: labelled_promise())
    found = refusal(project, fill(write(project), at("SNV-01", answer="Hoàn thành", together="Có")))
    assert "câu mẫu cùng ý “Gần hoàn thành nốt” được xếp là đang thực hiện" in found
    apply(project, fill(write(project), at("SNV-01", answer="Đang thực hiện", together="Có")))


def labelled_promise():
    from camket.judging.promise import read_promise

    return read_promise("Ban hành Đề án số 2", "01 đề án")


def test_a_unit_that_sent_nothing_is_one_row_that_answers_for_all_of_its_items(project):
    (project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx").unlink()
    rows = rows_of(path := write(project))
    [row] = [row for row in rows if row["Mã"] == "HTN"]
    assert row["Nội dung cam kết"] == "2 nội dung: HTN-01, HTN-02"
    assert row["Vì sao hỏi"].startswith("- UBND huyện Tam Nông không báo cáo 2 nội dung")
    assert {row["Mã"] for row in rows if row["hidden"]} == {"HTN-01", "HTN-02"}
    apply(project, fill(path, at("HTN", answer="Không hoàn thành")))
    made = [(each["record_id"], each["field"], each["value"], each["reason"]) for each in decisions(project)]
    reason = "Đã hỏi đơn vị (trả lời chung cho 2 nội dung đơn vị không báo cáo)"
    assert made == [
        ("HTN-01", "cut_off_status", "not_completed", reason), ("HTN-02", "cut_off_status", "not_completed", reason),
    ]  # fmt: skip
    assert len(apply(project, path).added) == 0


def test_a_single_item_of_such_a_unit_can_be_answered_by_itself(project):
    (project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx").unlink()
    apply(project, fill(write(project), at("HTN-02", answer="Không hoàn thành")))
    assert [each["record_id"] for each in decisions(project)] == ["HTN-02"]


def test_two_versions_of_a_file_are_one_row_and_each_item_can_be_answered_by_itself(project):
    folder = project / "data" / "raw" / PERIOD / "submissions"
    shutil.copy(folder / "HTN.xlsx", folder / "HTN ban khac.xlsx")
    for row in (2, 3):
        submit(project, "HTN ban khac", row, C="Đã hoàn thành")
    rows = rows_of(write(project))
    [row] = [row for row in rows if row["Hỏi về"] == "Tệp nào gửi sau?"]
    assert "2 nội dung được báo cáo khác nhau ở hai tệp" in row["Vì sao hỏi"]
    assert {row["Mã"] for row in rows if row["hidden"]} == {"HTN-01", "HTN-02"}
    apply(project, fill(write(project), at("HTN-01", answer="Hoàn thành")))


def test_another_doubt_about_a_file_is_one_row_that_takes_no_answer(project):
    path = project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx"
    book = openpyxl.load_workbook(path)
    book.active.insert_rows(1, 2)
    book.active["A1"] = "Báo cáo kết quả thực hiện năm 2021"
    book.save(path)
    rows = rows_of(path := write(project))
    [row] = [row for row in rows if row["Mã"] == "HTN"]
    assert "2 nội dung trong tệp" in row["Vì sao hỏi"]
    assert {row["Mã"] for row in rows if row["hidden"]} == {"HTN-01", "HTN-02"}
    found = refusal(project, fill(path, at("HTN", answer="Hoàn thành")))
    assert "nêu chung nhiều nội dung của UBND huyện Tam Nông" in found


def test_the_rows_are_numbered_and_those_below_a_row_within_it(project):
    (project / "data" / "raw" / PERIOD / "submissions" / "HTN.xlsx").unlink()
    numbers = [(row["TT"], row["Mã"]) for row in rows_of(write(project)) if row["Mã"]]
    at_unit = numbers.index(next(each for each in numbers if each[1] == "HTN"))
    number = numbers[at_unit][0]
    assert [each for each, _ in numbers[at_unit : at_unit + 5]] == [
        number,
        *(f"{number}.{n}" for n in range(1, 5)),
    ]
    assert [each for each, _ in numbers if "." not in each] == [str(n) for n in range(1, 4)]
