"""Reads written reports (.docx, .pdf, .html, .txt) as passages, tables cell by cell."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import lxml.html
from docx.oxml.ns import qn

from camket.checking.hidden_html import take_hidden
from camket.checking.passages import Outline, Passage, join_lines, read_cells
from camket.checking.report_pdf import read_pdf, read_pdf_comments
from camket.errors import InputError
from camket.intake.formats.encodings import decode_text, name_stray_bytes
from camket.intake.formats.file_kinds import recognise
from camket.intake.formats.grid import Area, arrange_cells
from camket.intake.formats.libreoffice import convert_to_docx
from camket.intake.formats.limits import LARGEST_FILE, Refusal
from camket.intake.formats.sheet import Cell, Note, Sheet, different_cells, label_notes, label_place
from camket.intake.formats.word import read_blocks
from camket.intake.formats.word_attached import read_attached
from camket.intake.formats.word_grid import Change
from camket.intake.formats.word_package import read_parts
from camket.intake.formats.word_text import Text, TextReader, describe_problems, quote_stretches
from camket.text import clean

_READABLE = "một báo cáo .docx, .pdf (có chữ, không phải ảnh quét), .html hoặc .txt"
_NOT_PROSE = ("script", "style", "template", "svg", "head", "nav")
_STRUCK_TAGS = ("s", "strike", "del")
_PARAGRAPHS = {
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "div", "section", "article", "header", "footer",
    "figcaption", "caption", "pre", "body", "blockquote",
}  # fmt: skip


def read_report(path: Path) -> list[Passage]:
    """Reads the passages of a written report, footnotes last.

    Raises `InputError` where the file cannot be read or holds no text.
    """
    try:
        passages = list(_read(path))
    except Refusal as refusal:
        raise InputError(
            where=path.name, found=refusal.found, expected=refusal.expected, remedy=refusal.remedy
        ) from None
    except OSError as error:
        raise _unreadable(path, f"không mở được tệp ({error.strerror})") from None
    except Exception as error:  # third-party readers raise many kinds of errors on damaged files
        raise _unreadable(path, f"tệp hỏng, không đọc được ({type(error).__name__})") from error
    if not passages:
        raise _unreadable(path, "không có chữ nào đọc được")
    return passages


def _unreadable(path: Path, found: str) -> InputError:
    return InputError(
        where=path.name, found=found, expected=_READABLE, remedy="mở tệp rồi lưu lại thành .docx, chạy lại"
    )


def _read(path: Path) -> Iterator[Passage]:
    if path.stat().st_size > LARGEST_FILE:
        raise Refusal(found="tệp quá lớn", expected=_READABLE, remedy="bỏ ảnh trong tệp rồi lưu lại")
    content = path.read_bytes()
    kind = recognise(content)
    if kind in ("doc", "rtf", "odt"):
        content, kind = convert_to_docx(content, kind), "docx"
    if kind == "docx":
        return _read_word(content)
    if kind == "pdf":
        return chain(_under_headings(join_lines(read_pdf(content))), _name_comments(content))
    if kind == "html":
        return _read_html(name_stray_bytes(decode_text(content))[0])
    if kind == "text":
        lines = name_stray_bytes(decode_text(content))[0].splitlines()
        numbered = ((line, f"dòng {number}") for number, line in enumerate(lines, start=1))
        return _under_headings(join_lines(numbered))
    raise Refusal(
        found="không phải báo cáo đọc được (nhận theo nội dung, không theo đuôi tệp)",
        expected=_READABLE,
        remedy="mở tệp rồi lưu lại thành .docx",
    )


def _name_comments(content: bytes) -> Iterator[Passage]:
    for words, place in read_pdf_comments(content):
        yield from _say_uncompared(place, "", (Note("comment", words),))


def _under_headings(
    blocks: Iterable[tuple[str | Sheet, str]], titles: Container[str] = ()
) -> Iterator[Passage]:
    """Yields paragraphs and tables, each with its place, as passages under their headings.

    The paragraph before a table is its caption. `titles` are the paragraphs known to be titles.
    """
    outline = Outline()
    caption = ""
    for block, place in blocks:
        if isinstance(block, Sheet):
            yield from read_cells(block, (*outline.open_headings, caption), outline.title)
        elif text := clean(block):
            caption = text
            yield outline.enter(text, place, is_title=text in titles)


def _read_word(content: bytes) -> Iterator[Passage]:
    parts = read_parts(content)
    boxes = 0
    blocks: list[tuple[str | Sheet, str]] = []
    beside: list[Passage] = []
    uncompared = list(_describe_tracked(parts.document))
    # Footnotes and endnotes are passages of their own: of the notes in a text only its comments are left.
    for block in read_blocks(parts._replace(footnotes=None, endnotes=None), keep_struck=False):
        if isinstance(block, Sheet):
            blocks.append((block, ""))
            uncompared += _list_uncompared(block)
            continue
        if isinstance(block, Change):
            continue  # told of the whole document
        place = f"khung chữ {boxes + 1}" if block.is_box else f"đoạn {len(blocks) + 1}"
        uncompared += _say_uncompared(place, block.problems, block.notes)
        if not block.is_box:
            blocks.append((block.text, place))
        elif text := clean(block.text):
            boxes += 1
            beside.append(Passage(text, place))
    yield from _under_headings(blocks)
    yield from beside
    yield from (Passage(aside.text, aside.place) for aside in read_attached(parts))
    texts = TextReader(parts, keep_struck=False)
    for notes in (parts.footnotes, parts.endnotes):
        for note in () if notes is None else notes:
            place, said, words = f"chú thích {note.get(qn('w:id'))}", Text(), []
            for paragraph in note.iter(qn("w:p")):
                read = texts.read(paragraph)
                words.append(read.shown)
                said.add(read)
            if text := clean(" ".join(words)):
                yield Passage(text, place)
            uncompared += _say_uncompared(place, describe_problems(said, "chú thích"), said.notes)
    yield from uncompared


def _say_uncompared(place: str, problems: str, notes: Iterable[Note]) -> Iterator[Passage]:
    """What stands at a place and is not compared: struck or hidden words, comments."""
    for said in filter(None, (problems, *(label_notes((note,)) for note in notes))):
        yield Passage("", place, uncompared=said)


def _list_uncompared(table: Sheet) -> Iterator[Passage]:
    rows = (*table.rows, *table.hidden_rows.values())
    for cell in (cell for row in rows for cell in different_cells(row)):
        yield from _say_uncompared(label_place(cell.place), cell.problem, cell.notes)
    for skipped in table.skipped:
        yield Passage("", label_place(table.name), uncompared=skipped)


def _describe_tracked(document: Any) -> Iterator[Passage]:
    """The tracked changes that nobody has accepted or rejected yet."""
    deleted = ["".join(run.itertext(qn("w:delText"))) for run in document.iter(qn("w:del"))]
    inserted = ["".join(run.itertext(qn("w:t"))) for run in document.iter(qn("w:ins"))]
    for said, verb in ((deleted, "xóa"), (inserted, "thêm")):
        if quoted := quote_stretches(dict.fromkeys(each for each in said if each.strip())):
            yield Passage(
                "", "theo dõi thay đổi", uncompared=f"chỗ {verb} chưa duyệt, đọc như đã duyệt: {quoted}"
            )


def _read_html(text: str) -> Iterator[Passage]:
    root = lxml.html.document_fromstring(text)
    hidden = take_hidden(root)
    struck = [node for node in root.iterfind(".//*") if _is_struck(node)]
    for node in struck:
        node.drop_tree()
    titles = {clean(_inline(title)) for title in root.iter("h1")}
    blocks = enumerate(_html_blocks(root), start=1)
    tables = 0
    said: list[tuple[str | Sheet, str]] = []
    for number, block in blocks:
        if isinstance(block, str):
            said.append((block, f"đoạn {number}"))
        elif block.find(".//tr") is not None:
            tables += 1
            said.append((_html_table(block, tables), ""))
    yield from _under_headings(said, titles)
    if quoted := quote_stretches(node.text_content() for node in struck):
        yield Passage("", "trang", uncompared=f"chữ bị gạch bỏ {quoted}")
    if quoted := quote_stretches(hidden):
        yield Passage("", "trang", uncompared=f"chữ bị ẩn, trang không hiện {quoted}")


def _is_struck(node: Any) -> bool:
    return node.tag in _STRUCK_TAGS or "line-through" in node.get("style", "")


def _html_blocks(node: Any) -> Iterator[Any]:
    """Paragraphs as text and tables as elements, in reading order."""
    text = node.text or ""
    for child in node:
        if not isinstance(child.tag, str) or child.tag in _NOT_PROSE:
            text += child.tail or ""
        elif child.tag == "table" or child.tag in _PARAGRAPHS or child.find(".//table") is not None:
            yield text
            text = ""
            if child.tag == "table":
                yield "".join(part.text_content() for part in child.iterfind("caption"))
                yield child
            else:
                yield from _html_blocks(child)
            text = child.tail or ""
        elif child.tag == "br":
            text += "\n" + (child.tail or "")
        else:
            text += _inline(child) + (child.tail or "")
    yield text


def _inline(node: Any) -> str:
    return (node.text or "") + "".join(
        ("" if not isinstance(child.tag, str) or child.tag in _NOT_PROSE else _inline(child))
        + (child.tail or "")
        for child in node
    )


def _html_table(table: Any, number: int) -> Sheet:
    filled: dict[int, dict[int, Cell]] = {}
    merged: list[Area] = []
    taken: set[tuple[int, int]] = set()
    name = f"table {number}"
    for row, line in enumerate(table.iter("tr"), start=1):
        column = 1
        for cell in line.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
            text = clean(_inline(cell))
            filled.setdefault(row, {})[column] = Cell(
                text or None, text, f"table {number}, row {row}, column {column}"
            )
            if (width, height) != (1, 1):
                merged.append(Area(row, column, row + height - 1, column + width - 1))
            column += width
    return arrange_cells(name, filled, merged)


def _span(cell: Any, name: str) -> int:
    said = cell.get(name, "1")
    return min(max(int(said), 1), 100) if said.isdecimal() else 1
