"""A decision rests on the file of its document as it was."""

import shutil

import pytest

from camket.settings.decisions import add_decisions
from camket.settings.documents import (
    find_document,
    find_faults,
    hash_document,
    list_project_documents,
    name_file,
)
from camket.settings.project import name_folder
from samples import decision

HASH = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"  # of "hello"


@pytest.fixture
def folder(tmp_path):
    folder = name_folder(tmp_path, "2022-10")
    for root in (folder.raw, folder.project):
        (root / "decisions").mkdir(parents=True)
    (folder.raw / "decisions" / "Biên bản 08.pdf").write_bytes(b"hello")
    return folder


def made(document="08/BB-SNV; Biên bản 08.pdf", sha256=HASH):
    return decision("cut_off_status", "completed", "x", document=document, document_sha256=sha256)


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("bb-08.pdf", "bb-08.pdf"),
        ("08/BB-STP ngày 27/10/2022; thư mục/bb-08.PDF ", "thư mục/bb-08.PDF"),
        ("08/BB-STP", ""),
        ("Công văn 12.CV-UB.HC", ""),
        (".pdf", ""),
        ("", ""),
    ],
)
def test_a_document_names_a_file_alone_or_after_its_number(document, name):
    assert name_file(document) == name


def test_a_file_is_found_by_its_name_in_the_period_before_the_project_and_nowhere_else(folder):
    assert hash_document(folder, "08/BB; BIÊN BẢN 08.pdf") == HASH
    (folder.project / "decisions" / "Biên bản 08.pdf").write_bytes(b"other")
    assert hash_document(folder, "Biên bản 08.pdf") == HASH
    (folder.project / "outside.pdf").write_bytes(b"hello")
    assert find_document(folder, "../outside.pdf") is None
    assert hash_document(folder, "08/BB-SNV") == ""


def test_a_file_that_changed_or_is_gone_is_named_and_one_without_a_hash_is_not_looked_for(folder):
    path = folder.raw / "decisions" / "Biên bản 08.pdf"
    assert find_faults(folder, [made(), made("08/BB; nowhere.pdf", "")]) == {}
    path.write_bytes(b"other")
    key = ("SNV-01", "cut_off_status")
    assert find_faults(folder, [made()]) == {
        key: "tệp data/raw/2022-10/decisions/Biên bản 08.pdf đã khác tệp khi quyết định"
    }
    path.unlink()
    assert "không còn tệp Biên bản 08.pdf" in find_faults(folder, [made()])[key]


def test_the_files_of_the_project_that_decisions_rest_on_are_inputs_of_the_period(folder):
    shutil.move(folder.raw / "decisions" / "Biên bản 08.pdf", folder.project / "decisions")
    (folder.project / "decisions" / "other.pdf").write_bytes(b"other")
    add_decisions(folder.raw / "decisions.csv", "decisions.csv", [made(), made("other.pdf", "")])
    assert [path.name for path in list_project_documents(folder)] == ["Biên bản 08.pdf"]
