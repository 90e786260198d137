"""XML that repeats one element is read without holding its tree."""

import pytest

from camket.intake.formats.limits import Refusal
from camket.intake.formats.xml_rows import RowReader


def numbers_of(content):
    reader = RowReader(content, "rows", "row")
    return [row.get("n") for row in reader], [child.tag for child in reader.root]


@pytest.mark.parametrize("count", [0, 1, 2, 5_000])
def test_every_row_is_given_once_and_what_stands_around_stays(count):
    rows = "".join(f'<row n="{number}"><c/></row>' for number in range(count))
    found = numbers_of(f"<a><before/><rows>{rows}</rows><behind/></a>".encode())
    assert found == ([str(number) for number in range(count)], ["before", "rows", "behind"])


def test_rows_may_be_children_of_the_root_and_stand_among_other_elements():
    assert numbers_of(b'<rows><row n="1"/><x/><row n="2"/></rows>') == (["1", "2"], [])


def test_a_row_is_whole_wherever_a_piece_of_the_content_ends():
    row = "<row>" + "<c>ô</c>" * 3_000 + "</row>"
    reader = RowReader(f"<rows>{row * 20}</rows>".encode(), "rows", "row")
    assert [(len(row), row[-1].text) for row in reader] == [(3_000, "ô")] * 20


def test_content_without_the_element_around_gives_no_rows():
    assert numbers_of(b"<a><b/></a>") == ([], ["b"])


@pytest.mark.parametrize("content", [b"", b"<rows>", b"<rows></row>", b"<rows>&x;</rows>", b"<rows/><rows/>"])
def test_damaged_xml_is_an_error(content):
    with pytest.raises(SyntaxError):
        numbers_of(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x "y">]><rows>&x;</rows>'
    with pytest.raises(Refusal, match="DOCTYPE"):
        numbers_of(content.encode(encoding))


def test_one_row_of_many_megabytes_is_refused_and_many_rows_are_not():
    rows = b"<rows>" + b'<row n="1"><c>0123456789</c></row>' * 300_000 + b"</rows>"
    assert len(numbers_of(rows)[0]) == 300_000
    with pytest.raises(Refusal, match="một hàng"):
        numbers_of(b"<rows><row>" + b"<c>0123456789</c>" * 600_000 + b"</row></rows>")
