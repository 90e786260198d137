"""The trail leads from a number to its cells, from a cell to its numbers, and prints both."""

import hashlib
import json

import openpyxl
import pytest

from camket.errors import InputError
from camket.inputs.project import open_folder
from camket.processed.prepare import prepare_period
from camket.tracing.answer import formula, found_as_data, print_found
from camket.tracing.find import find
from camket.tracing.trail import follow

SUBMISSION = "submissions/SNV.xlsx"


@pytest.fixture
def trail(small_project):
    book = openpyxl.load_workbook(small_project / "data/raw/2022-10" / SUBMISSION)
    book.active["C2"] = "Đang  xây dựng\ndự thảo "
    book.active.append(["Tổng cộng", None, None, None, None])
    book.active.append([9, "Việc không ký", "Đã hoàn thành", None, None])
    book.save(small_project / "data/raw/2022-10" / SUBMISSION)
    return follow(prepare_period(open_folder(small_project, "2022-10")))


def test_every_record_of_a_figure_names_the_figure_among_its_own(trail):
    for figure in trail.figures.values():
        assert len(figure.records) == figure.numerator
        for name in figure.records:
            assert figure.id in trail.records[name].figures


def test_a_cell_is_shown_as_used_and_as_written_with_its_place(trail):
    cells = {cell.field: cell for cell in trail.records["SNV-01"].cells}
    result = cells["result_text"]
    assert (result.text, result.raw) == ("Đang xây dựng dự thảo", "Đang  xây dựng\ndự thảo ")
    assert (result.file, result.place) == (SUBMISSION, "Sheet!C2")
    assert (cells["content"].file, cells["content"].place) == ("register.xlsx", "Sheet!C2")
    assert cells["content_reported"].place == "Sheet!B2"


def test_a_file_names_the_records_it_gave_and_the_rows_it_lost(trail, small_project):
    file = trail.files[SUBMISSION]
    content = (small_project / "data/raw/2022-10" / SUBMISSION).read_bytes()
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert file.records == ("SNV-01", "SNV-02", "SNV-03")
    assert [item.row for item in file.lost if item.kind == "row"] == [6]
    assert dict(file.other_rows) == {"tiêu đề": 1, "dòng tổng": 1}
    assert trail.files["register.xlsx"].records == tuple(trail.records)


@pytest.mark.parametrize(
    ("asked", "figures"),
    [
        ("cut_off.completed@SNV", ["cut_off.completed@SNV"]),
        ("01/03 nội dung (chiếm 33,3%)", ["cut_off.completed@SNV"]),
        ("CUT_OFF.completed@snv", ["cut_off.completed@SNV"]),
        ("trace.html#cut_off.completed%40SNV", ["cut_off.completed@SNV"]),
        ("1/3", ["cut_off.completed@SNV"]),
        ("01 / 03", ["cut_off.completed@SNV"]),
        ("01/03 nội dung", ["cut_off.completed@SNV"]),
        ("33.3 %", ["cut_off.completed@SNV"]),
        ("(chiếm 33,3%)", ["cut_off.completed@SNV"]),
        ("Có 01/03 nội dung hoàn thành (chiếm 33,3%).", ["cut_off.completed@SNV"]),
    ],
)
def test_a_figure_is_found_by_its_id_and_by_what_is_printed(trail, asked, figures):
    found = [figure.id for figure in find(trail, asked).figures]
    assert set(figures) <= set(found)


def test_a_printed_share_finds_every_figure_that_prints_it(trail):
    found = find(trail, "33,3%").figures
    assert found
    assert {figure.share for figure in found} == {"33,3%"}


@pytest.mark.parametrize(
    "asked",
    [
        "SNV.xlsx!Sheet!C2",
        "SNV.xlsx!C2",
        "submissions/SNV.xlsx!Sheet!C2",
        "submissions\\SNV.xlsx!Sheet!C2",
        "data/raw/2022-10/submissions/SNV.xlsx!Sheet!C2",
        "submissions/SNV.xlsx › Sheet!C2",
        "snv.xlsx!sheet!c2",
        "SNV.xlsx!Sheet!$C$2",
    ],
)
def test_a_cell_is_found_however_it_is_written(trail, asked):
    [(record, cell)] = find(trail, asked.replace("$", "")).cells
    assert (record.id, cell.field) == ("SNV-01", "result_text")


def test_a_record_and_a_file_are_found(trail):
    assert [record.id for record in find(trail, "snv-02").records] == ["SNV-02"]
    assert [file.place for file in find(trail, "SNV.xlsx").files] == [SUBMISSION]


@pytest.mark.parametrize("asked", ["999/999", "XYZ-01", "SNV.xlsx!Sheet!Z99", "khong co.xlsx", ""])
def test_what_names_nothing_is_refused_with_the_ways_to_ask(trail, asked):
    with pytest.raises(InputError, match="mã số liệu"):
        find(trail, asked)


def test_a_formula_is_the_reckoning_by_hand(trail):
    assert formula(trail.figures["cut_off.completed@SNV"]) == "1 : 3 × 100 = 33,3333… → 33,3%"


def test_the_answer_names_rule_evidence_and_cell(trail):
    text = print_found(find(trail, "cut_off.completed@SNV"), trail)
    assert "SNV-02: done – “" in text
    assert "(submissions/SNV.xlsx › Sheet!C3)" in text
    record = print_found(find(trail, "SNV-01"), trail)
    assert "ô ghi: 'Đang  xây dựng\\ndự thảo '" in record
    assert trail.files[SUBMISSION].sha256 in record


def test_the_answer_as_json_is_the_same_trail(trail):
    data = json.loads(json.dumps(found_as_data(find(trail, "SNV-01")), ensure_ascii=False))
    [record] = data["records"]
    assert record["judgements"]["cut_off"]["status"] == "in_progress"
    assert {"file": SUBMISSION, "cell": "Sheet!C2"}.items() <= next(
        cell for cell in record["cells"] if cell["field"] == "result_text"
    ).items()
    assert "cut_off.in_progress@SNV" in record["figures"]
