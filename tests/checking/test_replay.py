"""The first difference between two versions of a file, for every format."""

import io
import json
from hashlib import sha256

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typst
import xlsxwriter

from camket.checking.replay import Difference, Replay, compare_runs, find_difference
from camket.cli.main import main
from camket.running.changes import Change
from camket.settings.project import name_folder


def as_json(data):
    return json.dumps(data, ensure_ascii=False).encode()


def as_parquet(*rows, compression="zstd"):
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), file, compression=compression)
    return file.getvalue()


def as_notebook(*cells):
    return as_json({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def code(source, *outputs):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs)}


def as_workbook(**cells):
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Phụ lục I"
    for place, value in cells.items():
        book.active[place] = value
    book.save(file)
    return file.getvalue()


def as_document(*paragraphs, table=()):
    document, file = docx.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(0, len(table[0]))
        for texts in table:
            for cell, text in zip(made.add_row().cells, texts, strict=True):
                cell.text = text
    document.save(file)
    return file.getvalue()


def as_pdf(*pages):
    return typst.compile("#pagebreak()\n".join(f"{page}\n" for page in pages).encode(), format="pdf")


def as_page(body):
    return (
        f"<!DOCTYPE html><html lang=vi><head><title>Trang</title></head><body>{body}</body></html>".encode()
    )


FIGURES = [{"id": "cut_off.completed", "numerator": 81}, {"id": "cut_off.stopped", "numerator": 5}]
TABLE = (
    "<h1>Phụ lục I</h1><table><tr><th>Đơn vị</th><th>Số</th></tr>"
    '<tr id="SNV-03"><th>Sở Nội vụ</th><td><data class="figure" data-figure="cut_off.completed@SNV">07</data></td></tr>'
    "</table><p>Còn lại đang thực hiện.</p>"
)
RECORDS = "record_id,content,status\nSNV-01,Một,completed\nSNV-02,Hai,stopped\n"
MOVED = [
    ("figures.json", as_json(FIGURES), as_json([FIGURES[0], {**FIGURES[1], "numerator": 6}]),
     "cut_off.stopped › numerator", "“5”", "“6”"),
    ("figures.json", as_json(FIGURES), as_json(FIGURES[:1]), "cut_off.stopped › id", "“cut_off.stopped”",
     "“1” (số mục)"),
    ("a.json", as_json({"x": [1, 2]}), as_json({"x": [1, 3]}), "x › mục 2", "“2”", "“3”"),
    ("records.csv", RECORDS.encode(), RECORDS.replace("stopped", "completed").encode(), "SNV-02 › status",
     "“stopped”", "“completed”"),
    ("records.csv", RECORDS.encode(), RECORDS.rpartition("SNV-02")[0].encode(), "SNV-02 › record_id",
     "“SNV-02”", "không có gì"),
    ("rejected.csv", b"unit,found\nSNV,a\nSNV,b\n", b"unit,found\nSNV,a\nSNV,c\n", "dòng 3 › found", "“b”",
     "“c”"),
    ("records.parquet", as_parquet({"record_id": "SNV-01", "n": 1}), as_parquet({"record_id": "SNV-01", "n": 2}),
     "SNV-01 › n", "“1”", "“2”"),
    ("cut_off.ipynb", as_notebook(code("a = 1\nb = 2")), as_notebook(code("a = 1\nb = 3")),
     "ô 1 (mã), dòng 2", "“b = 2”", "“b = 3”"),
    ("cut_off.ipynb", as_notebook(code("show()", {"data": {"text/html": ["<p>\n", "81</p>"]}})),
     as_notebook(code("show()", {"data": {"text/html": ["<p>\n", "82</p>"]}})),
     "ô 1, kết quả 1 (text/html), dòng 2", "“81</p>”", "“82</p>”"),
    ("a.html", as_page(TABLE), as_page(TABLE.replace("07", "08")),
     "bảng 1, dòng 2 (SNV-03), cột 2, số liệu cut_off.completed@SNV", "“07”", "“08”"),
    ("a.html", as_page(TABLE), as_page(TABLE.replace("đang thực hiện", "xong")), "đoạn 1",
     "“Còn lại đang thực hiện.”", "“Còn lại xong.”"),
    ("a.html", as_page('<img src="data:,a" alt="Biểu đồ">'), as_page('<img src="data:,b" alt="Biểu đồ">'),
     "tên trang 1, thuộc tính src", "“data:,a”", "“data:,b”"),
    ("a.html", as_page("<h1>A</h1><p>x</p><h2>B</h2><p>y</p>"), as_page("<h1>A</h1><p>x</p><h2>C</h2><p>y</p>"),
     "tiêu đề 2", "“B”", "“C”"),
    ("a.html", as_page("<ul><li>a</li><li>b</li></ul>"), as_page("<ul><li>a</li><li>c</li></ul>"), "mục 2",
     "“b”", "“c”"),
    ("a.html", as_page("<table><caption>A</caption></table>"), as_page("<table><caption>B</caption></table>"),
     "tên bảng 1", "“A”", "“B”"),
    ("a.html", as_page("<p>một <b>hai</b> ba</p>"), as_page("<p>một <b>hai</b> bốn</p>"), "đoạn 1", "“ba”", "“bốn”"),
    ("a.html", as_page("<table><tr><td>1</td></tr></table><table><tr><td>1</td></tr><tr><td>2</td></tr></table>"),
     as_page("<table><tr><td>1</td></tr></table><table><tr><td>1</td></tr><tr><td>3</td></tr></table>"),
     "bảng 2, dòng 2, cột 1", "“2”", "“3”"),
    ("a.html", as_page(f'<img alt="{"a" * 199}">'), as_page(f'<img alt="{"a" * 198}b">'),
     "tên trang 1, thuộc tính alt", f"“{'a' * 120}…”", f"“{'a' * 120}…”"),
    ("a.html", as_page(f'<img alt="{"a" * 200}">'), as_page(f'<img alt="{"a" * 199}b">'),
     "tên trang 1, thuộc tính alt", f"“{sha256(('a' * 200).encode()).hexdigest()}”",
     f"“{sha256(('a' * 199 + 'b').encode()).hexdigest()}”"),
    ("a.html", as_page("<p>x</p>"), as_page("<p>x</p><p>y</p>"), "đoạn 2", "không có gì", "“y”"),
    ("cut_off.ipynb", as_notebook(code("a"), {"cell_type": "markdown", "metadata": {}, "source": "x"}),
     as_notebook(code("a"), {"cell_type": "markdown", "metadata": {}, "source": "y"}), "ô 2 (lời), dòng 1",
     "“x”", "“y”"),
    ("cut_off.ipynb", as_notebook(code("a", {"text": "1\n2"}, {"text": "3\n4"})),
     as_notebook(code("a", {"text": "1\n2"}, {"text": "3\n5"})), "ô 1, kết quả 2, dòng 2", "“4”", "“5”"),
    ("cut_off.ipynb", as_notebook(code("a", {"data": {"application/json": {"n": 1}}})),
     as_notebook(code("a", {"data": {"application/json": {"n": 2}}})), "ô 1, kết quả 1 (application/json) › n",
     "“1”", "“2”"),
    ("cut_off.ipynb", as_notebook({**code("a"), "metadata": {"tags": ["x"]}}),
     as_notebook({**code("a"), "metadata": {"tags": ["y"]}}), "ô 1, siêu dữ liệu › tags › mục 1", "“x”", "“y”"),
    ("a.json", as_json([{"name": "a"}, {"path": "b", "n": 1}]), as_json([{"name": "a"}, {"path": "b", "n": 2}]),
     "b › n", "“1”", "“2”"),
    ("a.json", as_json([{"name": "a", "id": "x", "n": 1}]), as_json([{"name": "a", "id": "x", "n": 2}]),
     "x › n", "“1”", "“2”"),
    ("a.json", as_json([{"id": 7, "n": 1}]), as_json([{"id": 7, "n": 2}]), "mục 1 › n", "“1”", "“2”"),
    ("a.json", as_json({"x": "á"}), as_json({"x": None}), "x", "“á”", "“null”"),
    ("a.json", as_json({"x": []}), as_json({"x": [1]}), "x › số mục", "“0”", "“1” (x › mục 1)"),
    ("a.parquet", as_parquet({"n": None, "m": "x"}), as_parquet({"n": 0, "m": "x"}), "dòng 2 › n", "“”", "“0”"),
    ("a.xlsx", as_workbook(A1="a", C3="x"), as_workbook(A1="a", C3="y"), "Phụ lục I!C3", "“x”", "“y”"),
    ("a.docx", as_document("a", table=[("b",)]), as_document("a", table=[("c",)]), "bảng 1, dòng 1, cột 1",
     "“b”", "“c”"),
    ("a.pdf", as_pdf("Một\\\nHai"), as_pdf("Một\\\nBa"), "trang 1, dòng 2", "“Hai”", "“Ba”"),
    ("a.pdf", as_pdf("Trang một", "Có 81 nội dung"), as_pdf("Trang một", "Có 82 nội dung"), "trang 2, dòng 1",
     "“Có 81 nội dung”", "“Có 82 nội dung”"),
    ("a.xlsx", as_workbook(A1="Đơn vị", B2=81), as_workbook(A1="Đơn vị", B2=82), "Phụ lục I!B2", "“81”", "“82”"),
    ("a.xlsx", as_workbook(B2="=SUM(A1:A9)"), as_workbook(B2=81), "Phụ lục I!B2", "“=SUM(A1:A9)”", "“81”"),
    ("a.docx", as_document("Kính gửi", "Có 81"), as_document("Kính gửi", "Có 82"), "đoạn 2", "“Có 81”",
     "“Có 82”"),
    ("a.docx", as_document(table=[("a", "b"), ("c", "d")]), as_document(table=[("a", "b"), ("c", "đ")]),
     "bảng 1, dòng 2, cột 2", "“d”", "“đ”"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "published", "again", "place", "before", "after"), MOVED)
def test_the_first_difference_is_named_by_its_place_in_the_content(
    file, published, again, place, before, after
):
    found = find_difference(file, published, again)
    assert (found.file, found.place, found.published, found.again) == (file, place, before, after)


@pytest.mark.parametrize("file", ["a.json", "a.pdf", "a.xlsx", "a.png"])
def test_equal_bytes_have_no_difference(file):
    assert find_difference(file, b"anything", b"anything") is None


@pytest.mark.parametrize(
    ("file", "published", "again", "place"),
    [
        ("a.png", b"\x89PNG\x00", b"\x89PNG\x01", "byte thứ 5"),
        ("a.png", b"\x89PNG", b"\x89PNG\x01", "byte thứ 5"),
        ("a.json", b'{"a": 1}', b'{"a":  1}', "byte thứ 7"),
        ("a.csv", b"a\n1\n", b"a\r\n1\r\n", "byte thứ 2"),
        ("a.xlsx", as_workbook(A1=1), b"no workbook", "byte thứ 1"),
        ("a.pdf", as_pdf("một"), b"%PDF-1.7 broken", "byte thứ 9"),
        ("a.html", b"", as_page("x"), "byte thứ 1"),
        ("a.parquet", as_parquet({"n": 1}), as_parquet({"n": 1}, compression="snappy"), "byte thứ "),
    ],
)
def test_a_file_without_readable_content_is_compared_by_byte(file, published, again, place):
    assert find_difference(file, published, again).place.startswith(place)


def test_a_workbook_with_equal_cells_names_the_package_part_that_differs():
    book, file = openpyxl.load_workbook(io.BytesIO(as_workbook(A1=1))), io.BytesIO()
    book.active["A1"].font = openpyxl.styles.Font(bold=True)
    book.save(file)
    assert find_difference("a.xlsx", as_workbook(A1=1), file.getvalue()).place.startswith("phần ")


def test_a_difference_is_printed_on_one_line_and_long_texts_are_cut():
    found = find_difference("a.json", as_json({"x": "a" * 500}), as_json({"x": "b"}))
    assert str(found) == f"a.json › x: công bố “{'a' * 120}…”, chạy lại “b”"


@pytest.mark.parametrize(("length", "shown"), [(120, "a" * 120), (121, "a" * 120 + "…")])
def test_a_text_of_more_than_120_letters_is_cut(length, shown):
    assert (
        find_difference("a.json", as_json({"x": "a" * length}), as_json({"x": ""})).published == f"“{shown}”"
    )


@pytest.mark.parametrize(
    ("published", "again", "place", "before", "after"),
    [
        (b"abcdefghijkl", b"abXdefghijkl", "byte thứ 3", "63 64 65 66 67 68 69 6a (tệp dài 12 byte)",
         "58 64 65 66 67 68 69 6a (tệp dài 12 byte)"),
        (b"ab", b"abc", "byte thứ 3", "hết tệp (tệp dài 2 byte)", "63 (tệp dài 3 byte)"),
        (b"", b"a", "byte thứ 1", "hết tệp (tệp dài 0 byte)", "61 (tệp dài 1 byte)"),
    ],
)  # fmt: skip
def test_bytes_are_shown_from_the_first_that_differs(published, again, place, before, after):
    found = find_difference("a.bin", published, again)
    assert (found.place, found.published, found.again) == (place, before, after)


def test_a_formula_with_another_value_kept_beside_it_differs_in_its_value():
    def with_value(value):
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer) as book:
            book.add_worksheet("S").write_formula("B2", "=1+1", None, value)
        return buffer.getvalue()

    found = find_difference("a.xlsx", with_value(2), with_value(3))
    assert (found.place, found.published, found.again) == ("S!B2 (giá trị đã tính)", "“2”", "“3”")


@pytest.fixture
def runs(tmp_path):
    """A published run and the same run done again."""
    folders = [name_folder(tmp_path / name, "2022-10") for name in ("published", "again")]
    for folder in folders:
        for path, text in (
            (folder.processed / "figures.json", '[{"id": "cut_off.completed", "numerator": 81}]'),
            (folder.processed / "records.csv", "record_id,status\nSNV-01,completed\n"),
            (folder.processed / "history.jsonl", f'{{"by": "{folder.project.name}"}}\n'),
            (folder.outputs / "html" / "page.html", "<p>81</p>"),
            (folder.outputs / "manifest.json", "{}"),
            (folder.outputs / "ro-crate-metadata.json", "{}"),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folders


def differences(runs):
    return [str(difference) for _, difference in compare_runs(*runs) if difference]


def test_equal_runs_have_no_difference_and_the_history_is_not_compared(runs):
    names = [file.rpartition("/")[2] for file, _ in compare_runs(*runs)]
    assert names == ["figures.json", "records.csv", "page.html", "manifest.json", "ro-crate-metadata.json"]
    assert differences(runs) == []


def test_differences_are_listed_from_sources_to_results(runs):
    again = runs[1]
    (again.outputs / "html" / "page.html").write_text("<p>82</p>", encoding="utf-8")
    (again.outputs / "manifest.json").write_text('{"a": 1}', encoding="utf-8")
    (again.processed / "records.csv").write_text("record_id,status\nSNV-01,stopped\n", encoding="utf-8")
    assert differences(runs) == [
        "data/processed/2022-10/records.csv › SNV-01 › status: công bố “completed”, chạy lại “stopped”",
        "outputs/2022-10/html/page.html › đoạn 1: công bố “81”, chạy lại “82”",
        "outputs/2022-10/manifest.json › a: công bố không có gì, chạy lại “1”",
    ]


def test_a_missing_and_an_extra_output_are_reported(runs):
    (runs[0].outputs / "html" / "page.html").rename(runs[0].outputs / "html" / "trang.html")
    assert differences(runs) == [
        "outputs/2022-10/html/page.html: công bố không có tệp này, chạy lại có tệp",
        "outputs/2022-10/html/trang.html: công bố có tệp, chạy lại không có tệp này",
    ]


@pytest.mark.parametrize(
    "name", ["diff.html", "reconcile.html", "show/register.xlsx.html", ".DS_Store", "~$a.xlsx"]
)
def test_pages_of_other_commands_and_temporary_files_are_not_compared(runs, name):
    (runs[0].outputs / name).parent.mkdir(exist_ok=True)
    (runs[0].outputs / name).write_text("x", encoding="utf-8")
    assert differences(runs) == []


def test_a_page_of_a_file_that_a_run_made_is_compared(runs):
    for folder, text in zip(runs, ("<p>một</p>", "<p>hai</p>"), strict=True):
        (folder.outputs / "show").mkdir()
        (folder.outputs / "show" / "a.xlsx.html").write_text(text, encoding="utf-8")
    [said] = differences(runs)
    assert said.startswith("outputs/2022-10/show/a.xlsx.html")


def test_a_period_that_was_never_run_cannot_be_replayed(small_project, capsys):
    assert main(["replay", "2022-10", "--project", str(small_project)]) == 10
    said = capsys.readouterr().err
    assert "outputs/2022-10/manifest.json" in said
    assert "camket run 2022-10" in said


@pytest.mark.parametrize(
    ("changes", "differences", "differs"),
    [
        ((), (), False),
        ((Change("output", "a.html: sửa"),), (), True),
        ((), (Difference("a.html", "", "x", "y"),), True),
    ],
)
def test_a_replay_differs_by_what_was_changed_since_or_by_what_comes_out_otherwise(
    changes, differences, differs
):
    assert Replay(1, changes, 1, differences).differs is differs
