import csv
import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from camket.errors import InputError
from camket.figures.freshness import is_fresh
from camket.pipeline import prepare_period
from camket.saved_period import save_prepared
from camket.settings.project import open_folder

UNITS = """\
code,name,group,order,aliases,valid_from,valid_to
SNV,Sở Nội vụ,department,1,,,
STC,Sở Tài chính,department,2,,,
SYT,Sở Y tế,department,3,,,
TPCL,UBND thành phố Cao Lãnh,district,10,,,
HCL,UBND huyện Cao Lãnh,district,11,,,
"""
PERIOD = """\
title = "nội dung cam kết"
year = 2022
cut_off = 2022-10-30
superior_in_text = "UBND Tỉnh"
[report]
number = "158/BC-SKHĐT"
day = 2022-11-09
agency = "Sở Kế hoạch và Đầu tư"
superior = "UBND tỉnh Đồng Tháp"
place = "Đồng Tháp"
"""
INDEX = "Chỉ số cải cách hành chính bằng hoặc cao hơn năm 2021"
OCOP = "Công nhận thêm 05 sản phẩm OCOP"
BUDGET = "Thu ngân sách đạt dự toán được giao"
ROADS = "Đưa vào sử dụng 03 km đường nông thôn"
SIGNED = [
    ["STT", "Mã đơn vị", "Nội dung cam kết", "Chỉ tiêu"],
    [1, "SNV", INDEX, None],
    [2, "SNV", OCOP, None],
    [1, "STC", BUDGET, "100%"],
    [1, "HCL", ROADS, None],
]
HEADER = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"]
DECISIONS = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"


def write_book(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.fixture
def folder(tmp_path):
    """A period of four commitments: running, doubtful, completed, and not reported."""
    raw = tmp_path / "data" / "raw" / "2022-10"
    (raw / "submissions").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "units.csv").write_text(UNITS, encoding="utf-8")
    (raw / "period.toml").write_text(PERIOD, encoding="utf-8")
    write_book(raw / "register.xlsx", SIGNED)
    write_book(
        raw / "submissions" / "Sở Nội vụ.xlsx",
        [
            HEADER,
            [1, INDEX, "Đang triển khai các giải pháp", "Ước hoàn thành"],
            [2, OCOP, "Đề nghị UBND Tỉnh cho dừng thực hiện", None],
        ],
    )
    write_book(
        raw / "submissions" / "Sở Tài chính.xlsx",
        [HEADER, [1, BUDGET, "Đạt 104,8%", "Ước đạt 110% kế hoạch"], [7, "Việc không ai ký", "Đạt", "Đạt"]],
    )
    return open_folder(tmp_path, "2022-10")


def decide(folder, *lines):
    (folder.raw / "decisions.csv").write_text(
        DECISIONS + "".join(f"{line}\n" for line in lines), encoding="utf-8"
    )


def statuses(prepared):
    return {
        judged.record.commitment.record_id: (judged.cut_off.status, judged.full_year.status)
        for judged in prepared.records
    }


def test_a_period_is_read_joined_judged_and_counted(folder):
    prepared = prepare_period(folder)
    assert statuses(prepared) == {
        "SNV-01": ("in_progress", "completed"),
        "SNV-02": ("unresolved", "unresolved"),
        "STC-01": ("completed", "completed"),
        "HCL-01": ("unresolved", "unresolved"),
    }
    assert prepared.figures["cut_off.completed"].text == "01/04 nội dung (chiếm 25,0%)"
    assert prepared.figures["full_year.completed@department"].fraction == "02/03"


def test_what_is_open_is_asked_and_what_was_not_used_is_listed(folder):
    prepared = prepare_period(folder)
    assert [(item.judged.record.commitment.record_id, item.basis) for item in prepared.questions] == [
        ("HCL-01", "cut_off"),
        ("HCL-01", "full_year"),
        ("SNV-02", "cut_off"),
        ("SNV-02", "full_year"),
    ]
    [rejected] = prepared.rejected
    assert rejected.where == "submissions/Sở Tài chính.xlsx › Sheet1!B3"


def test_only_units_that_signed_have_figures(folder):
    prepared = prepare_period(folder)
    assert [unit.code for unit in prepared.units] == ["SNV", "STC", "HCL"]
    assert "cut_off.total@SYT" not in prepared.figures


def test_a_decision_settles_a_question_and_moves_the_figures(folder):
    decide(
        folder,
        "SNV-02,cut_off_status,stopped,unresolved,Đã có công văn đồng ý,Công văn số 1,Nguyễn Văn A,2022-11-03",
    )
    prepared = prepare_period(folder)
    assert statuses(prepared)["SNV-02"] == ("stopped", "stopped")
    assert prepared.figures["cut_off.stopped"].records == ("SNV-02",)
    assert prepared.figures["decided"].records == ("SNV-02",)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("SNV-09,cut_off_status,stopped,unresolved,Lý do,,A,2022-11-03", "SNV-09"),
        ("SNV-02,full_year_status,in_progress,unresolved,Lý do,,A,2022-11-03", "in_progress"),
        ("SNV-02,cut_off_status,unresolved,unresolved,Lý do,,A,2022-11-03", "unresolved"),
        ("SNV-02,cut_off_status,stopped,unresolved,,,A,2022-11-03", "reason"),
        ("SNV-02,cut_off_status,stopped,unresolved,Lý do,,,2022-11-03", "decided_by"),
        ("SNV-02,cut_off_status,stopped,unresolved,Lý do,,A,", "decided_on"),
    ],
    ids=["no such record", "not of this basis", "no answer", "no reason", "no name", "no date"],
)
def test_a_decision_that_cannot_stand_stops_the_period_with_its_line(folder, line, words):
    decide(folder, line)
    with pytest.raises(InputError) as caught:
        prepare_period(folder)
    assert "decisions.csv, dòng 2" in caught.value.where
    assert words in str(caught.value)


def test_preparing_a_period_writes_no_file(folder):
    before = sorted(folder.project.rglob("*"))
    prepare_period(folder)
    assert sorted(folder.project.rglob("*")) == before


def test_progress_is_reported_step_by_step(folder):
    told = []
    prepare_period(folder, told.append)
    assert len(told) == 3
    assert told[0] == "đọc kỳ báo cáo và danh mục đã ký"


def test_saved_tables_contain_the_prepared_period_and_are_fresh(folder):
    prepared = prepare_period(folder)
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepared)
    with (folder.processed / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert {
        line["record_id"]: (line["cut_off_status"], line["full_year_status"]) for line in written
    } == statuses(prepared)
    assert pq.read_table(folder.processed / "records.parquet").num_rows == 4
    with (folder.processed / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(prepared.questions)
    ids = [item["id"] for item in json.loads((folder.processed / "figures.json").read_text(encoding="utf-8"))]
    assert ids == list(prepared.figures)
    assert is_fresh(folder)


def test_every_saved_record_traces_back_to_its_cells(folder):
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepare_period(folder))
    with (folder.processed / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        written = {line["record_id"]: line for line in csv.DictReader(file)}
    done, silent = written["STC-01"], written["HCL-01"]
    assert (done["source_file"], done["source_sheet"], done["source_row"]) == (
        "submissions/Sở Tài chính.xlsx",
        "Sheet1",
        "2",
    )
    assert json.loads(done["source_cells"])["result_text"] == "Sheet1!C2"
    assert (silent["reported"], silent["source_file"], silent["source_row"]) == (
        "false",
        "register.xlsx",
        "5",
    )


def test_missing_reports_are_listed_beside_rejected_ones(folder):
    prepared = prepare_period(folder)
    assert [unit.code for unit in prepared.silent_units.sent_nothing] == ["HCL"]
    assert [(item.unit, item.found) for item in prepared.missing] == [
        ("HCL", "UBND huyện Cao Lãnh chưa gửi kết quả nào (1 nội dung đã ký)")
    ]
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepared)
    with (folder.processed / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [(line["unit"], line["source_file"]) for line in csv.DictReader(file)]
    assert written == [("STC", "submissions/Sở Tài chính.xlsx"), ("HCL", "")]


def test_a_doubtful_join_is_asked_with_both_texts_until_a_decision_settles_it(folder):
    said = "Thu ngân sách trên địa bàn huyện đạt 90% dự toán tỉnh giao"
    write_book(folder.raw / "submissions" / "Sở Tài chính.xlsx", [HEADER, [5, said, "Đạt", None]])
    prepared = prepare_period(folder)
    asked = [item for item in prepared.questions if item.judged.record.commitment.record_id == "STC-01"]
    assert [item.basis for item in asked] == ["cut_off", "full_year"]
    assert f"đơn vị ghi “{said}”, danh mục ghi “{BUDGET}”" in asked[0].question
    assert "không có báo cáo nào nêu" not in asked[0].question
    assert "submissions/Sở Tài chính.xlsx › Sheet1!B2" in asked[0].question
    decide(folder, "STC-01,cut_off_status,completed,unresolved,Đã hỏi đơn vị,,Nguyễn Văn A,2022-11-03")
    assert statuses(prepare_period(folder))["STC-01"] == ("completed", "completed")


def test_a_unit_of_the_list_that_is_not_valid_on_the_cut_off_day_is_named_as_such(folder):
    units = folder.project / "data" / "raw" / "units.csv"
    units.write_text(UNITS + "SNGV,Sở Ngoại vụ,department,9,,,2015-12-31\n", encoding="utf-8")
    write_book(folder.raw / "submissions" / "Sở Ngoại vụ.xlsx", [HEADER, [1, INDEX, "Đạt", None]])
    [found] = [item.found for item in prepare_period(folder).rejected if "Ngoại vụ" in item.file]
    assert "Sở Ngoại vụ có trong units.csv nhưng chỉ có hiệu lực đến 31/12/2015" in found


def test_files_that_were_used_and_places_where_commitments_may_be_hidden_are_counted(folder):
    assert prepare_period(folder).files_used == 2
    book = openpyxl.Workbook()
    for row in (HEADER, [1, INDEX, "Đã hoàn thành", "Hoàn thành"], [2, OCOP, "Đã hoàn thành", "Hoàn thành"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(folder.raw / "submissions" / "Sở Nội vụ.xlsx")
    (folder.raw / "submissions" / "ảnh.jpg").write_bytes(b"\xff\xd8\xff\xe0JFIF")
    prepared = prepare_period(folder)
    assert (prepared.files_used, prepared.hidden) == (2, 1)


def test_the_ledger_has_the_figures_of_every_output(folder):
    figures = prepare_period(folder).figures
    assert {"cut_off.total", "second_look", "fallen", "awaiting_unnamed"} <= set(figures)
    assert any(name.startswith("rule.cut_off.") for name in figures)


def test_what_was_not_read_of_the_signed_list_is_among_the_problems(folder):
    path = folder.raw / "register.xlsx"
    book = openpyxl.load_workbook(path)
    book.create_sheet("Ghi chép")["A1"] = "Danh mục này thay danh mục cũ"
    book.save(path)
    prepared = prepare_period(folder)
    [notice] = prepared.notices
    assert notice in prepared.problems
    assert "“Danh mục này thay danh mục cũ”" in notice.found
