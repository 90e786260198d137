"""A column's way from the form to the trace, by one entry: one of the program's, and those of one project."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time

import openpyxl
import pyarrow.parquet as pq
import pytest

from camket.cli.main import main
from camket.cli.terminal import list_review
from camket.exchange.review_workbook import write_review
from camket.figures.freshness import hash_inputs
from camket.figures.unit_slices import read_unit_content
from camket.intake.formats.sheet import label_place
from camket.pipeline import Prepared, prepare_period
from camket.publishing.trace.lookup import find_traced
from camket.publishing.trace.trace_answers import describe_found
from camket.publishing.trace.trace_page import trail_to_html
from camket.publishing.trace.trail import build_trail
from camket.publishing.workbooks.appendices import write_appendices
from camket.running.manifest import list_input_files
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder, open_folder

PERIOD = "2022-10"
OWN = """[[field]]
name = "task_code"
label = "Mã định danh nhiệm vụ"
type = "text"
source = "signed"

[[field]]
name = "funding"
label = "Nguồn vốn"
type = "choice"
source = "reported"
choices = ["Trung ương", "Ngân sách Tỉnh"]
help = "Nguồn vốn chính của nội dung."
"""


@dataclass(frozen=True)
class Made:
    """A project after its forms came back, with the tables of its period written."""

    folder: PeriodFolder
    prepared: Prepared
    form: openpyxl.Workbook

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        with (self.folder.processed / "records.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["record_id"]: row for row in csv.DictReader(file)}

    @property
    def schema(self) -> dict[str, dict[str, object]]:
        package = json.loads((self.folder.processed / "datapackage.json").read_text("utf-8"))
        [records] = [each for each in package["resources"] if each["name"] == "records"]
        return {field["name"]: field for field in records["schema"]["fields"]}

    @property
    def trace(self) -> str:
        prepared = self.prepared
        return trail_to_html(build_trail(prepared), prepared.period, prepared.units, name=PERIOD)

    def found(self, asked: str) -> str:
        """What `camket trace` prints."""
        trail = build_trail(self.prepared)
        return describe_found(find_traced(trail, asked), trail)

    @property
    def sheet(self) -> list[dict[object, object]]:
        """The Records sheet of the appendices, a row a record, by its headings."""
        book = openpyxl.load_workbook(io.BytesIO(write_appendices({}, self.prepared)))
        rows = list(book["Records"].values)
        start = next(number for number, row in enumerate(rows) if row[0] == "Mã nội dung")
        return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


@pytest.fixture
def make(small_project, capsys):
    """Makes the forms, fills in that of Sở Nội vụ by the names of its columns, and reads it back."""

    def make_one(answers: dict[str, dict[str, object]], own: str = "") -> Made:
        raw = small_project / "data" / "raw"
        if own:
            (raw / "fields.toml").write_text(own, encoding="utf-8")
            register = openpyxl.load_workbook(raw / PERIOD / "register.xlsx")
            register.active["F1"] = "Mã định danh nhiệm vụ"
            register.active["F2"] = "NV-001"
            register.save(raw / PERIOD / "register.xlsx")
        assert main(["new", PERIOD, "--cut-off", "2022-10-30", "--project", str(small_project)]) == 0
        form = openpyxl.load_workbook(raw / PERIOD / "forms" / "SNV.xlsx")
        fill(form.active, answers)
        form.save(raw / PERIOD / "submissions" / "SNV.xlsx")
        folder = open_folder(small_project, PERIOD)
        folder.processed.mkdir(parents=True)
        prepared = prepare_period(folder)
        save_prepared(folder, prepared)
        capsys.readouterr()
        return Made(folder, prepared, form)

    return make_one


def heads_of(sheet) -> dict[str, int]:
    header = next(row for row in sheet.iter_rows() if "camket_key" in [cell.value for cell in row])
    return {str(cell.value): cell.column for cell in header}


def fill(sheet, answers: dict[str, dict[str, object]]) -> None:
    heads = heads_of(sheet)
    for row in sheet.iter_rows(min_col=heads["camket_key"], max_col=heads["camket_key"]):
        for begins, value in answers.get(str(row[0].value), {}).items():
            [column] = [column for head, column in heads.items() if head.startswith(begins)]
            sheet.cell(row[0].row, column).value = value


def print_review(prepared: Prepared) -> str:
    return re.sub(r"\s+", " ", "\n".join(list_review(PERIOD, prepared, 4000)))


def test_the_day_of_completion_travels_from_the_form_to_the_trace(make):
    day = datetime.combine(date(2022, 9, 30), time())
    made = make(
        {
            "SNV-02": {"Kết quả thực hiện": "Đã hoàn thành", "Ngày hoàn thành": day},
            "SNV-03": {"Kết quả thực hiện": "Đã trình"},
        }
    )
    records = {each.record.commitment.record_id: each.record for each in made.prepared.records}
    assert records["SNV-02"].completed_on == date(2022, 9, 30)
    assert records["SNV-03"].completed_on is None
    place = records["SNV-02"].places["completed_on"]
    assert re.fullmatch(r"'Bieu mau'!I\d+", place)

    assert made.rows["SNV-02"]["completed_on"] == "2022-09-30"
    assert made.rows["SNV-03"]["completed_on"] == ""
    assert json.loads(made.rows["SNV-02"]["source_cells"])["completed_on"] == place
    parquet = pq.read_table(made.folder.processed / "records.parquet").column("completed_on").to_pylist()
    assert "2022-09-30" in parquet
    assert made.schema["completed_on"]["type"] == "date"
    assert made.schema["completed_on"]["title"] == "Ngày hoàn thành"

    assert "<dt>Ngày hoàn thành</dt><dd>30/09/2022 <code>" in made.trace
    assert f"Ngày hoàn thành: 30/09/2022\n    submissions/SNV.xlsx › {label_place(place)}" in made.found(
        "SNV-02"
    )
    said = {item.record_id: item.said for item in read_unit_content(made.folder.processed, "SNV").items}
    assert ("Ngày hoàn thành", "30/09/2022", place) in [(s.title, s.text, s.place) for s in said["SNV-02"]]
    shown = {row["Mã nội dung"]: row["Ngày hoàn thành"] for row in made.sheet}
    assert (shown["SNV-02"], shown["SNV-03"]) == (day, "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2022", "“31/02/2022” ở cột Ngày hoàn thành không phải là một ngày"),
        ("tháng 9", "“tháng 9” ở cột Ngày hoàn thành không phải là một ngày"),
        (datetime.combine(date(2022, 11, 10), time()), "10/11/2022 ở cột Ngày hoàn thành không thể đúng"),
    ],
)
def test_an_unusable_day_of_completion_is_a_problem_with_its_cell_and_its_text_is_kept(make, written, said):
    made = make({"SNV-02": {"Kết quả thực hiện": "Đã hoàn thành", "Ngày hoàn thành": written}})
    [record] = [each.record for each in made.prepared.records if each.record.commitment.record_id == "SNV-02"]
    [problem] = [each for each in made.prepared.rejected if each.kind == "cell"]
    assert (problem.unit, problem.cell, problem.found) == ("SNV", record.places["completed_on"], said)
    assert problem.to_mend
    assert record.completed_on is None
    assert made.rows["SNV-02"]["completed_on"] == ""
    assert record.raw["completed_on"] in made.trace
    assert [each.cut_off.status for each in made.prepared.records if each.record is record] == ["completed"]


def test_columns_of_one_project_travel_from_the_form_to_the_trace_without_code(make):
    made = make(
        {
            "SNV-01": {"Kết quả thực hiện": "Đang làm", "Nguồn vốn": "trung ương"},
            "SNV-03": {"Nguồn vốn": "ODA"},
        },
        OWN,
    )
    heads = heads_of(made.form.active)
    assert list(heads)[list(heads).index("Cơ quan thẩm định") + 1] == "Mã định danh nhiệm vụ"
    assert list(heads)[-1] == "Nguồn vốn"
    assert "NV-001" in [cell.value for row in made.form.active.iter_rows() for cell in row]
    assert "Nguồn vốn chính của nội dung." in str(list(made.form["Huong dan"].values))
    [rule] = [
        each
        for each in made.form.active.data_validations.dataValidation
        if each.formula1 == '"Trung ương,Ngân sách Tỉnh"'
    ]
    assert rule.promptTitle == "Nguồn vốn"

    assert (made.rows["SNV-01"]["task_code"], made.rows["SNV-01"]["funding"]) == ("NV-001", "Trung ương")
    assert made.rows["SNV-02"]["task_code"] == ""
    names = list(made.rows["SNV-01"])
    assert names[names.index("appraiser") + 1] == "task_code"
    assert names[names.index("note") + 1] == "funding"
    assert made.schema["funding"]["constraints"] == {"enum": ["Trung ương", "Ngân sách Tỉnh"]}
    assert made.schema["task_code"]["title"] == "Mã định danh nhiệm vụ"
    parquet = pq.read_table(made.folder.processed / "records.parquet")
    assert parquet.column("funding").to_pylist()[0] == "Trung ương"

    assert "<dt>Mã định danh nhiệm vụ</dt><dd>NV-001 <code>Sheet!F2</code>" in made.trace
    assert "<dt>Nguồn vốn</dt><dd>Trung ương <code>" in made.trace
    first = made.sheet[0]
    assert (first["Mã định danh nhiệm vụ"], first["Nguồn vốn"]) == ("NV-001", "Trung ương")
    [item, *_] = read_unit_content(made.folder.processed, "SNV").items
    assert ("Mã định danh nhiệm vụ", "NV-001") in [(each.title, each.text) for each in item.signed]
    assert ("Nguồn vốn", "Trung ương") in [(each.title, each.text) for each in item.said]
    [problem] = [each for each in made.prepared.rejected if each.kind == "cell"]
    assert problem.found == "“ODA” ở cột Nguồn vốn không có trong danh sách"


def test_what_a_project_asks_stands_before_the_reviewer_and_in_no_guard(make):
    made = make({"SNV-03": {"Kết quả thực hiện": "Đã trình", "Nguồn vốn": "Trung ương"}}, OWN)
    [question, *_] = [each for each in made.prepared.questions if each.record_id == "SNV-03"]
    book = openpyxl.load_workbook(io.BytesIO(write_review(PERIOD, made.prepared)))
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("Nguồn vốn ['Bieu mau'!O11]: Trung ương" in text for text in texts)
    assert "Nguồn vốn “Trung ương”" in print_review(made.prepared)
    assert question.evidence == "kết quả: Đã trình"


def test_the_fields_of_a_project_are_an_input_of_each_of_its_periods(make):
    folder = make({}, OWN).folder
    assert "data/raw/fields.toml" in hash_inputs(folder)
    assert "data/raw/fields.toml" in [each.path for each in list_input_files(folder)]


def test_a_project_without_fields_of_its_own_has_none_of_another(make):
    made = make({})
    assert "funding" not in made.rows["SNV-01"]
    assert "data/raw/fields.toml" not in hash_inputs(made.folder)
