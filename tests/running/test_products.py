"""A product is kept while everything that it reads, and every byte of its files, is as recorded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from camket.running.products import KEYS, Products, read_record

COMMON = {"inputs": "1", "program": "1"}


@pytest.fixture
def folders(tmp_path):
    tables, earlier, outputs = (tmp_path / name for name in ("tables", "earlier", "outputs"))
    for folder in (tables, earlier, outputs):
        folder.mkdir()
    (earlier / "report.docx").write_bytes(b"made before")
    products = Products({}, earlier.parent, earlier, COMMON)
    products.publish("report", lambda: ["report.docx"])
    products.write(tables)
    return tables, earlier, outputs


def publish(folders, *, common=COMMON, **options):
    """Publishes the report once more; returns its bytes, and why it was made."""
    tables, earlier, outputs = folders

    def make():
        (outputs / "report.docx").write_bytes(b"made anew")
        return ["report.docx"]

    products = Products(read_record(tables), earlier, outputs, common, **options)
    assert products.publish("report", make) == ["report.docx"]
    return (outputs / "report.docx").read_bytes(), products.made.get("report")


def test_a_product_that_reads_the_same_is_kept(folders):
    assert publish(folders) == (b"made before", None)


def test_a_product_of_no_files_is_kept_too(folders):
    tables, earlier, outputs = folders
    products = Products({}, earlier.parent, earlier, COMMON)
    products.publish("pages", list)
    products.write(tables)
    again = Products(read_record(tables), earlier, outputs, COMMON)
    assert again.publish("pages", list) == []
    assert (again.made, again.kept) == ({}, ["pages"])


@pytest.mark.parametrize(
    ("common", "options", "reason"),
    [
        ({**COMMON, "program": "2"}, {}, "phần mềm khác phiên bản"),
        ({**COMMON, "inputs": "2"}, {}, "tệp nguồn thay đổi"),
        ({**COMMON, "inputs": "2"}, {"changed_inputs": ("a.xlsx",)}, "tệp nguồn thay đổi (a.xlsx)"),
        (
            {**COMMON, "inputs": "2"}, {"changed_inputs": ("a", "b", "c", "d")},
            "tệp nguồn thay đổi (a, b, c, …)",
        ),
        ({**COMMON, "fonts": "1"}, {}, "phông chữ khác"),
        ({"inputs": "1"}, {}, "phần mềm khác phiên bản"),
        (COMMON, {"fresh": True}, "có --fresh"),
    ],
)  # fmt: skip
def test_a_product_that_reads_something_else_is_made_and_says_why(folders, common, options, reason):
    assert publish(folders, common=common, **options) == (b"made anew", reason)


@pytest.mark.parametrize("edit", [lambda path: path.unlink(), lambda path: path.write_bytes(b"touched")])
def test_a_product_that_somebody_touched_is_made_again(folders, edit):
    edit(folders[1] / "report.docx")
    assert publish(folders) == (b"made anew", "tệp kết quả bị sửa hoặc mất")


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[]",
        "{",
        '{"report": {"reads": {}, "files": {}, "more": 1}}',
        '{"report": {"reads": {"inputs": "1", "program": "1"}, "files": {"../secret": "0"}}}',
        '{"report": {"reads": {"inputs": "1", "program": "1"}, "files": {"/etc/passwd": "0"}}}',
    ],
)
def test_a_damaged_or_foreign_record_is_no_record(folders, record):
    (folders[0] / KEYS).write_text(record, encoding="utf-8")
    assert publish(folders) == (b"made anew", "chưa có")


def test_a_record_that_names_the_bytes_of_another_file_keeps_nothing(folders):
    path = folders[0] / KEYS
    record = json.loads(path.read_text(encoding="utf-8"))
    record["report"]["files"]["report.docx"] = "0" * 64
    path.write_text(json.dumps(record), encoding="utf-8")
    assert publish(folders) == (b"made anew", "tệp kết quả bị sửa hoặc mất")


def test_what_tells_that_nothing_changed_needs_no_heavy_package():
    code = (
        "import sys, camket.cli.main, camket.running.machine\n"
        "import camket.running.unchanged, camket.running.chosen_notebooks\n"
        "print(*{'numpy', 'pandas', 'pyarrow', 'openpyxl', 'matplotlib', 'IPython', 'lxml'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
