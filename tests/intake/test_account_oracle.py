"""Nothing that a file holds is missing from its account, whatever holds it and wherever it stands.

`raw_text` reads the markup of a file without the reading rooms; `layouts` makes files of many layouts.
"""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camket.intake.formats import word
from camket.intake.formats.books import read_book
from camket.intake.tables.account import account_for
from camket.intake.tables.sheet_tables import read_tables
from conftest import CHECKOUT, PERIOD
from layouts import (
    Document,
    change_document,
    change_workbook,
    write_opendocument,
    write_text_file,
    write_workbook,
)
from raw_text import Raw, find_unaccounted, list_raw_texts, split_words

RAW = CHECKOUT / "data" / "raw" / PERIOD
FILES = sorted(path for path in RAW.rglob("*") if path.suffix in (".xlsx", ".docx", ".xls", ".ods"))
DOCUMENTS = [path for path in FILES if path.suffix == ".docx"]
WORKBOOKS = [path for path in FILES if path.suffix == ".xlsx"]
SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("oracle")


def account_of(path):
    book, content = read_book(path, path.name)
    return list(account_for(book, read_tables(book.sheets, frozenset({"content"})))), content


def lost(folder, content):
    path = folder / "a"
    path.write_bytes(content)
    return find_unaccounted(content, account_of(path)[0])


def check_once(folder, content):
    """Each text of a made file is in the account, and twice in no item of it."""
    path = folder / "a"
    path.write_bytes(content)
    account = account_of(path)[0]
    assert find_unaccounted(content, account) == []
    for item in account:
        marks = [word for word in split_words(item.words) if word.startswith("ch") and word.endswith("u")]
        assert len(marks) == len({*marks}), item


@pytest.fixture(scope="module")
def accounts():
    """The account and the content of each file of the demonstration."""
    return {path: account_of(path) for path in FILES}


def test_every_text_of_the_demonstration_is_accounted_for(accounts):
    assert len(accounts) > 60
    walked = 0
    for path, (account, content) in accounts.items():
        walked += len(list(list_raw_texts(content)))
        assert (path.name, find_unaccounted(content, account)) == (path.name, [])
    assert walked > 6000


def test_the_demonstration_has_no_text_outside_its_tables_but_decorations(accounts):
    for path, (account, _) in accounts.items():
        named = [item for item in account if item.outcome == "named" and path.stem != "BQL KKT"]
        assert (path.name, named) == (path.name, [])


@given(SEEDS)
@settings(max_examples=60)
def test_every_text_of_any_document_is_accounted_for_once(folder, seed):
    random = Random(seed)
    check_once(folder, Document(random).to_bytes())


@given(SEEDS)
@settings(max_examples=40)
def test_every_text_of_any_workbook_is_accounted_for_once(folder, seed):
    random = Random(seed)
    check_once(folder, write_workbook(random))


@given(SEEDS)
@settings(max_examples=40)
def test_every_text_of_any_text_file_or_opendocument_is_accounted_for_once(folder, seed):
    check_once(folder, write_text_file(Random(seed)))
    check_once(folder, write_opendocument(Random(seed)))


@given(SEEDS)
@settings(max_examples=25)
def test_every_text_of_a_changed_document_is_accounted_for(folder, seed):
    random = Random(seed)
    path = random.choice(DOCUMENTS)
    assert lost(folder, change_document(path.read_bytes(), random)) == []


@given(SEEDS)
@settings(max_examples=25)
def test_every_text_of_a_changed_workbook_is_accounted_for(folder, seed):
    random = Random(seed)
    path = random.choice(WORKBOOKS)
    assert lost(folder, change_workbook(path.read_bytes(), random)) == []


@pytest.mark.trial
@given(SEEDS)
@settings(max_examples=400)
def test_every_text_of_very_many_files_is_accounted_for(folder, seed):
    random = Random(seed)
    check_once(folder, Document(random).to_bytes())
    check_once(folder, write_workbook(random))
    assert lost(folder, change_document(random.choice(DOCUMENTS).read_bytes(), random, 20)) == []
    assert lost(folder, change_workbook(random.choice(WORKBOOKS).read_bytes(), random)) == []


def test_the_oracle_sees_a_reader_that_drops_the_margins_of_pages(folder, monkeypatch):
    monkeypatch.setattr(word, "read_attached", lambda _: ())
    seen = [lost(folder, Document(Random(seed)).to_bytes()) for seed in range(20)]
    parts = {each.raw.part for found in seen for each in found}
    assert {"word/header.xml", "word/footer.xml"} <= parts


@pytest.mark.parametrize("drop", range(0, 60, 7))
def test_the_oracle_sees_any_text_that_an_account_lacks(drop):
    account, content = account_of(WORKBOOKS[0])
    short = [item for number, item in enumerate(account) if number != drop % len(account)]
    assert find_unaccounted(content, short)


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [("a.csv", "STT,Nội dung\n1,Ban hành đề án\n".encode(), {"STT", "Nội dung", "1", "Ban hành đề án"})],
)
def test_the_oracle_reads_the_cells_of_a_text_file(name, content, texts):
    assert {raw.text for raw in list_raw_texts(content)} == texts


def test_a_number_is_held_against_the_places_of_an_account():
    content = WORKBOOKS[0].read_bytes()
    numbers = [raw for raw in list_raw_texts(content) if raw.cell]
    assert numbers
    assert isinstance(numbers[0], Raw)
    assert {each.raw for each in find_unaccounted(content, [])} >= set(numbers)
