"""Limits on the cost of a file, checked in advance: package sizes and parts, cells, XML."""

import io
import random
import zipfile

import pytest

from camket.intake.formats import limits
from camket.intake.formats.limits import Refusal


def package(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def noise(size):
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"a_xml": bytes(2_000_000)}, "nén bất thường"),
        ({"media__a_png": bytes(2_000_000)}, "nén bất thường"),
        ({f"p{number}": "" for number in range(5_001)}, "5001 phần"),
    ],
    ids=["a part that unpacks", "a picture that unpacks", "many parts"],
)
def test_a_package_that_costs_too_much_is_refused(parts, found):
    with pytest.raises(Refusal) as caught:
        limits.open_package(package(**parts))
    assert found in caught.value.found
    assert "zip bomb" in caught.value.found


def test_the_sizes_of_a_package_are_limited_part_by_part_and_together(monkeypatch):
    content = package(a_xml=noise(3_000), b_bin=noise(3_000))
    monkeypatch.setattr(limits, "LARGEST_PACKAGE", 5_000)
    with pytest.raises(Refusal, match="tệp nén bung ra"):
        limits.open_package(content)
    monkeypatch.setattr(limits, "LARGEST_PACKAGE", 6_000)
    assert limits.open_package(content).namelist() == ["a.xml", "b.bin"]
    with pytest.raises(Refusal, match=r"phần 'a\.xml' bung ra"):
        limits.open_package(content, largest_part=2_999)


@pytest.mark.parametrize(
    "content", [bytes(2_000_000), noise(1_000) * 150, b""], ids=["small", "repeated", "empty"]
)
def test_a_usual_part_is_opened(content):
    assert limits.open_package(package(a_xml=content[:1_000_000])).read("a.xml") == content[:1_000_000]


@pytest.mark.parametrize(
    ("names", "contents", "refused"),
    [
        (("a.xml", "a.xml"), ("1", "2"), True),
        (("xl/a.xml", "XL\\A.xml"), ("1", "2"), True),
        (("xl/a.xml", "/xl/a.xml"), ("1", "2"), True),
        (("xl/a.xml", "xl/./b/../a.xml"), ("1", "2"), True),
        (("a.xml", "a.xml"), ("1", "1"), False),
        (("a.xml", "b.xml"), ("1", "2"), False),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused_unless_they_are_the_same(names, contents, refused):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in zip(names, contents, strict=True):
            made.writestr(name, content)
    if refused:
        with pytest.raises(Refusal, match="hai phần cùng tên"):
            limits.open_package(buffer.getvalue())
    else:
        assert len(limits.open_package(buffer.getvalue()).namelist()) == 2


def test_content_missing_from_the_list_of_parts_is_not_unpacked():
    content = bytearray(package(a_xml=noise(500) * 100))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (400).to_bytes(4, "little")
    archive = limits.open_package(bytes(content))
    with pytest.raises(zipfile.BadZipFile):
        archive.read("a.xml")


@pytest.mark.parametrize(
    ("rows", "columns", "refused"), [(1_000, 500, False), (1_001, 500, True), (0, 0, False)]
)
def test_an_area_of_more_than_half_a_million_cells_is_refused(rows, columns, refused):
    if refused:
        with pytest.raises(Refusal, match="đến hàng 1001"):
            limits.check_area(rows, columns, "S")
    else:
        limits.check_area(rows, columns, "S")


def test_more_than_half_a_million_cells_and_merges_upon_merges_are_refused():
    limits.check_cells(limits.MOST_CELLS, "S")
    limits.check_merged([limits.MOST_MERGED], "S")
    with pytest.raises(Refusal, match="hơn 500000 ô"):
        limits.check_cells(limits.MOST_CELLS + 1, "S")
    with pytest.raises(Refusal, match="100001 ô dùng phông chữ cũ"):
        limits.check_old_cells(limits.MOST_OLD_CELLS + 1, "S")
    with pytest.raises(Refusal, match="vùng trộn"):
        limits.check_merged([limits.MOST_MERGED, 1], "S")


DECLARED = (
    '<?xml version="1.0" encoding="{}"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7", "iso-8859-1"])
def test_a_document_type_is_refused_in_whatever_encoding(encoding):
    with pytest.raises(Refusal, match="DOCTYPE"):
        limits.parse_xml(DECLARED.format(encoding).encode(encoding))


@pytest.mark.parametrize(
    "content", [b"<a/>" * 2_600_000, b'<a b=""/>' * 1_000_000], ids=["elements", "attributes"]
)
def test_xml_whose_tree_would_fill_the_memory_is_refused_before_parsing(content):
    with pytest.raises(Refusal, match="quá nhiều phần tử"):
        limits.parse_xml(b"<r>" + content + b"</r>")


def test_xml_with_too_many_tags_to_read_one_by_one_is_refused():
    limits.check_tags(b"<a/>" * limits.MOST_TAGS)
    limits.check_row(limits.LARGEST_ROW)
    with pytest.raises(Refusal, match="không theo dạng Excel"):
        limits.check_tags(b"<a/>" * (limits.MOST_TAGS + 1))
    with pytest.raises(Refusal, match="một hàng"):
        limits.check_row(limits.LARGEST_ROW + 1)


@pytest.mark.parametrize("part", ["word__document_xml", "word__styles_xml", "word___rels__document_xml_rels"])
def test_no_part_of_a_word_file_may_declare_entities(part):
    parts = {"word__document_xml": "<a/>"} | {part: DECLARED.format("utf-8")}
    with zipfile.ZipFile(io.BytesIO(package(**parts))) as archive, pytest.raises(Refusal, match="DOCTYPE"):
        limits.check_document(archive)


def test_the_parts_of_a_word_file_are_limited_together(monkeypatch):
    content = package(word__document_xml="<a/>" * 50, word__styles_xml="<a/>" * 50)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        limits.check_document(archive)
        monkeypatch.setattr(limits, "MOST_MEMORY", 120 * 99)
        with pytest.raises(Refusal, match="quá nhiều phần tử"):
            limits.check_document(archive)


@pytest.mark.parametrize(("depth", "refused"), [(61, True), (58, False)])
def test_an_excessively_nested_large_word_file_is_refused(depth, refused):
    body = "<p>" * depth + "<r/>" * 100_001 + "</p>" * depth
    noise_ = f"<!--{noise(4_000).hex()}-->"
    with zipfile.ZipFile(io.BytesIO(package(word__document_xml=f"{noise_}<a>{body}</a>"))) as archive:
        if refused:
            with pytest.raises(Refusal, match="lồng 62 lớp"):
                limits.check_document(archive)
        else:
            limits.check_document(archive)
