import csv
import json

import frictionless
import pyarrow.parquet as pq
import pytest

import samples
from camket.errors import MachineError
from camket.figures.ledger import Figure
from camket.figures.period_tables import field_names, table_schemas
from camket.figures.store import save_problems, save_processed
from camket.intake.joining.record import Rejected

PERIOD = samples.PERIOD.model_copy(update={"notice": "Số liệu giả lập"})
FIGURE = Figure(
    id="cut_off.completed",
    label="hoàn thành",
    scope="all",
    numerator=2,
    denominator=2,
    percent="100.0",
    text="02/02 nội dung (chiếm 100,0%)",
    population="nội dung cam kết năm 2022",
    records=("SNV-01", "SNV-02"),
)
NUMBERS = ("item_no", "source_row")
BLANK = {"string": "", "date": "", "integer": 1, "number": None, "boolean": False}


def row(table, **values):
    return {field["name"]: BLANK[field["type"]] for field in table_schemas()[table]["fields"]} | values


def save(folder, *records, rejected=(), figures=(), period=PERIOD):
    tables = {"records": list(records), "rejected": list(rejected), "review": []}
    save_processed(folder, "2022-10", period, tables, figures)


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_written_and_no_other(tmp_path):
    save(tmp_path, row("records", record_id="SNV-01"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "datapackage.json",
        "figures.json",
        "records.csv",
        "records.parquet",
        "rejected.csv",
        "review.csv",
    ]


@pytest.mark.parametrize("table", ["records", "rejected", "review"])
def test_a_csv_table_begins_with_one_bom_and_ends_every_line_as_excel_does(tmp_path, table):
    save(tmp_path, row("records", content="một"), rejected=[row("rejected", found="hai")])
    content = (tmp_path / f"{table}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(field_names(table)).encode() + b"\r\n")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.endswith(b"\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "@x",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-cmd|' /C calc'!A0",
        "+SUM(A1)",
        "-2+3+Sheet1!A1",
        "\t=1+1",
        "\r=1+1",
    ],
)
def test_a_text_that_excel_would_run_is_kept_as_text(tmp_path, text):
    save(tmp_path, row("records", result_text=text), rejected=[row("rejected", found=text)])
    assert read_csv(tmp_path / "records.csv")[0]["result_text"] == "'" + text
    assert read_csv(tmp_path / "rejected.csv")[0]["found"] == "'" + text


@pytest.mark.parametrize(
    "text", ["", "-", "- Đã hoàn thành", "+ 02 xã", "-5%", "+3", "1+1=2", "a@b.vn", "'=1", "80%", "Sở Nội vụ"]
)
def test_an_ordinary_text_is_written_as_it_is(tmp_path, text):
    save(tmp_path, row("records", result_text=text))
    assert read_csv(tmp_path / "records.csv")[0]["result_text"] == text


def test_commas_quotes_and_line_breaks_survive(tmp_path):
    text = 'Xã A, xã B; "nông thôn mới"\nvà xã C'
    save(tmp_path, row("records", result_text=text))
    assert read_csv(tmp_path / "records.csv")[0]["result_text"] == text


def test_truth_values_and_numbers_are_written_as_the_table_schema_wants_them(tmp_path):
    save(
        tmp_path,
        row("records", reported=True, progress_percent=80.0, item_no=3),
        row("records", reported=False, progress_percent=80.5),
        row("records", progress_percent=None),
    )
    written = read_csv(tmp_path / "records.csv")
    assert [line["reported"] for line in written] == ["true", "false", "false"]
    assert [line["progress_percent"] for line in written] == ["80", "80.5", ""]
    assert written[0]["item_no"] == "3"


@pytest.mark.parametrize("percent", [66.66666666666667, 1234567.0, 104.81254])
def test_a_number_loses_no_digit_in_the_csv(tmp_path, percent):
    save(tmp_path, row("records", progress_percent=percent))
    assert read_csv(tmp_path / "records.csv")[0]["progress_percent"] == f"{percent!r}".removesuffix(".0")


def test_the_parquet_table_says_what_the_csv_says(tmp_path):
    save(
        tmp_path,
        row(
            "records", record_id="SNV-01", item_no=1, reported=True, progress_percent=80.5, content="Một, hai"
        ),
        row("records", record_id="SNV-02", item_no=2, source_row=17, result_text="Đang thực hiện"),
    )
    table = pq.read_table(tmp_path / "records.parquet")
    written = read_csv(tmp_path / "records.csv")
    assert table.column_names == list(written[0])
    shown = {True: "true", False: "false", None: "", 80.5: "80.5"}
    for stored, line in zip(table.to_pylist(), written, strict=True):
        assert {
            name: str(shown.get(value, value)) for name, value in stored.items() if name not in NUMBERS
        } == {name: text for name, text in line.items() if name not in NUMBERS}
        assert {name: stored[name] for name in NUMBERS} == {name: int(line[name]) for name in NUMBERS}


def test_a_text_kept_from_excel_is_unchanged_in_the_parquet_table(tmp_path):
    save(tmp_path, row("records", result_text="=1+1"))
    assert pq.read_table(tmp_path / "records.parquet").column("result_text").to_pylist() == ["=1+1"]


def test_the_parquet_table_has_the_types_of_the_schema_even_without_rows(tmp_path):
    save(tmp_path)
    types = {"string": "string", "date": "string", "integer": "int64", "number": "double", "boolean": "bool"}
    schema = pq.read_schema(tmp_path / "records.parquet")
    assert {field.name: str(field.type) for field in schema} == {
        field["name"]: types[field["type"]] for field in table_schemas()["records"]["fields"]
    }


def test_the_data_package_describes_every_column_of_every_table(tmp_path):
    save(tmp_path, row("records"))
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["path"]: resource for resource in package["resources"]}
    assert list(resources) == ["records.csv", "rejected.csv", "review.csv", "figures.json", "records.parquet"]
    for path, resource in resources.items():
        assert resource["title"]
        for field in resource["schema"]["fields"]:
            assert field["type"]
            assert field["description"]
            assert "workbook" not in field  # how a workbook shows it is no business of other programs
        if path.endswith(".csv"):
            with (tmp_path / path).open(encoding="utf-8-sig", newline="") as file:
                header = next(csv.reader(file))
            assert [field["name"] for field in resource["schema"]["fields"]] == header
            assert (resource["encoding"], resource["mediatype"]) == ("utf-8", "text/csv")


def test_a_number_that_measures_something_says_in_which_unit(tmp_path):
    save(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    units = {
        field["name"]: field["unit"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if "unit" in field
    }
    assert units == {
        "progress_percent": "%", "percent": "%", "numerator": "nội dung cam kết", "denominator": "nội dung cam kết",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("", "", None),
        (",completed,", ",gần xong,", "constraint-error"),
        ("80.5", "tám mươi", "type-error"),
        ("SNV-02", "SNV-01", "primary-key"),
        ("record_id,", "id,", "incorrect-label"),
    ],
    ids=["as written", "no status", "no number", "twice", "another column"],
)
def test_the_tables_are_what_the_data_package_says_by_the_frictionless_validator(
    tmp_path, before, after, fault
):
    status = {"cut_off_status": "completed", "full_year_status": "completed", "group": "department"}
    save(
        tmp_path,
        row("records", record_id="SNV-01", unit="SNV", progress_percent=80.5, **status),
        row("records", record_id="SNV-02", unit="SNV", reported=True, **status),
        rejected=[row("rejected", found="hỏng")],
        figures=[FIGURE],
    )
    path = tmp_path / "records.csv"
    path.write_bytes(path.read_bytes().replace(before.encode(), after.encode()))
    found = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {kind for _, kind in found.flatten(["name", "type"])} == ({fault} if fault else set())


def test_the_data_package_names_the_period_its_key_and_its_notice(tmp_path):
    save(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "camket-2022-10"
    assert package["title"] == "nội dung cam kết năm 2022, số liệu đến 2022-10-30"
    assert package["description"] == "Số liệu giả lập"
    assert package["resources"][0]["schema"]["primaryKey"] == "record_id"


def test_without_a_notice_the_data_package_has_no_description(tmp_path):
    save(tmp_path, period=PERIOD.model_copy(update={"notice": ""}))
    assert "description" not in json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))


def test_the_same_input_gives_the_same_bytes(tmp_path):
    contents = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        save(folder, row("records", record_id="SNV-01", progress_percent=80.5))
        contents.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert contents[0] == contents[1]


def test_problems_alone_replace_the_list_and_leave_the_other_tables_alone(tmp_path):
    save(tmp_path, row("records", record_id="SNV-01"))
    records = (tmp_path / "records.csv").read_bytes()
    save_problems(tmp_path, [Rejected("SNV", "a.xlsx", "", "", None, "", "hỏng", "tệp đọc được", "gửi lại")])
    assert [line["found"] for line in read_csv(tmp_path / "rejected.csv")] == ["hỏng"]
    assert (tmp_path / "records.csv").read_bytes() == records
    assert len(list(tmp_path.iterdir())) == 6


def test_problems_are_written_where_there_is_no_folder_yet(tmp_path):
    save_problems(tmp_path / "data" / "processed" / "2022-10", [])
    assert [path.name for path in (tmp_path / "data" / "processed" / "2022-10").iterdir()] == ["rejected.csv"]


def test_a_list_of_problems_that_cannot_be_replaced_is_an_error_and_leaves_nothing_behind(tmp_path):
    (tmp_path / "rejected.csv").mkdir()
    with pytest.raises(MachineError) as caught:
        save_problems(tmp_path, [])
    assert caught.value.where == "rejected.csv"
    assert [path.name for path in tmp_path.iterdir()] == ["rejected.csv"]
