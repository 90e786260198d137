"""The trail leads from a number to its cells and from a cell to its numbers."""

import hashlib
import json
import shutil
from dataclasses import replace

import openpyxl
import pytest

from camket.errors import InputError
from camket.pipeline import prepare_period
from camket.publishing.trace.lookup import Found, find_traced
from camket.publishing.trace.trace_answers import describe_formula, describe_found, found_to_json
from camket.publishing.trace.trail import build_trail
from camket.settings.project import open_folder

SUBMISSION = "submissions/SNV.xlsx"


@pytest.fixture(scope="module")
def project(made_small_project, tmp_path_factory):
    project = shutil.copytree(made_small_project, tmp_path_factory.mktemp("trail"), dirs_exist_ok=True)
    book = openpyxl.load_workbook(project / "data/raw/2022-10" / SUBMISSION)
    book.active["C2"] = "Đang  xây dựng\ndự thảo "
    book.active.append(["Tổng cộng", None, None, None, None])
    book.active.append([9, "Việc không ký", "Đã hoàn thành", None, None])
    book.save(project / "data/raw/2022-10" / SUBMISSION)
    return project


@pytest.fixture(scope="module")
def trail(project):
    return build_trail(prepare_period(open_folder(project, "2022-10")))


def test_every_record_of_a_figure_lists_the_figure(trail):
    for figure in trail.figures.values():
        assert len(figure.records) == figure.numerator
        for name in figure.records:
            assert figure.id in trail.records[name].figures


def test_a_cell_has_its_used_text_its_written_text_and_its_place(trail):
    cells = {cell.field: cell for cell in trail.records["SNV-01"].cells}
    result = cells["result_text"]
    assert (result.text, result.raw) == ("Đang xây dựng dự thảo", "Đang  xây dựng\ndự thảo ")
    assert (result.file, result.place) == (SUBMISSION, "Sheet!C2")
    assert (cells["content"].file, cells["content"].place) == ("register.xlsx", "Sheet!C2")
    assert cells["content_reported"].place == "Sheet!B2"


def test_a_file_lists_its_records_and_its_rejected_rows(trail, project):
    file = trail.files[SUBMISSION]
    content = (project / "data/raw/2022-10" / SUBMISSION).read_bytes()
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
def test_a_figure_is_found_by_its_id_and_by_its_printed_text(trail, asked, figures):
    found = [figure.id for figure in find_traced(trail, asked).figures]
    assert set(figures) <= set(found)


def test_a_printed_share_finds_every_figure_with_that_share(trail):
    found = find_traced(trail, "33,3%").figures
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
def test_a_cell_is_found_in_every_notation(trail, asked):
    [(record, cell)] = find_traced(trail, asked.replace("$", "")).cells
    assert (record.id, cell.field) == ("SNV-01", "result_text")


def test_a_record_and_a_file_are_found(trail):
    assert [record.id for record in find_traced(trail, "snv-02").records] == ["SNV-02"]
    assert [file.place for file in find_traced(trail, "SNV.xlsx").files] == [SUBMISSION]


@pytest.mark.parametrize("asked", ["999/999", "XYZ-01", "SNV.xlsx!Sheet!Z99", "khong co.xlsx", ""])
def test_an_unknown_text_is_refused_with_the_accepted_forms(trail, asked):
    with pytest.raises(InputError, match="mã số liệu"):
        find_traced(trail, asked)


def test_a_formula_shows_the_computation_by_hand(trail):
    assert describe_formula(trail.figures["cut_off.completed@SNV"]) == "1 : 3 × 100 ≈ 33,3333 → 33,3%"
    assert describe_formula(trail.figures["cut_off.total@SNV"]) == "3 : 3 × 100 = 100,0000 → 100,0%"


def test_a_figure_is_found_by_its_bookmark_in_the_covering_report(trail):
    [figure] = find_traced(trail, "so_cutOff_completed__SNV").figures
    assert figure.id == "cut_off.completed@SNV"


def test_a_cell_of_a_word_table_is_printed_and_found_by_its_vietnamese_name(trail):
    record = trail.records["SNV-01"]
    cells = tuple(
        replace(cell, file="bc.docx", place="table 2, row 5, column 4") for cell in record.cells[:1]
    )
    told = replace(record, cells=cells)
    word = replace(trail, records={"SNV-01": told})
    assert "bc.docx › bảng 2, dòng 5, cột 4" in describe_found(Found(records=(told,)), word)
    for asked in ("bc.docx!bảng 2, dòng 5, cột 4", "bc.docx › table 2, row 5, column 4"):
        assert [found.id for found, _ in find_traced(word, asked).cells] == ["SNV-01"]


def test_the_answer_names_rule_evidence_and_cell(trail):
    text = describe_found(find_traced(trail, "cut_off.completed@SNV"), trail)
    assert "SNV-02: done – “" in text
    assert "(submissions/SNV.xlsx › Sheet!C3)" in text
    record = describe_found(find_traced(trail, "SNV-01"), trail)
    assert "ô ghi: 'Đang  xây dựng\\ndự thảo '" in record
    assert trail.files[SUBMISSION].sha256 in record


def test_the_json_has_the_same_trail(trail):
    data = json.loads(json.dumps(found_to_json(find_traced(trail, "SNV-01")), ensure_ascii=False))
    [record] = data["records"]
    assert record["judgements"]["cut_off"]["status"] == "in_progress"
    assert {"file": SUBMISSION, "cell": "Sheet!C2"}.items() <= next(
        cell for cell in record["cells"] if cell["field"] == "result_text"
    ).items()
    assert "cut_off.in_progress@SNV" in record["figures"]
