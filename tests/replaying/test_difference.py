"""The first difference between two versions of a file, for every format."""

import io
import json

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typst

from camket.replaying.difference import find_difference


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
