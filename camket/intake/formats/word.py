"""Read Word documents (.docx): each table as a sheet, with the text before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, cast

from docx.oxml.ns import qn

from camket.intake.formats.sheet import (
    NO_WORDS,
    NOTE_NOUNS,
    ONLY_PICTURE,
    Aside,
    AsideKind,
    Book,
    Note,
    Sheet,
    label_place,
)
from camket.intake.formats.word_attached import read_attached
from camket.intake.formats.word_grid import NOTHING, CellText, Change, WordRow, lay_out, read_span
from camket.intake.formats.word_numbering import number_paragraphs
from camket.intake.formats.word_package import CHUNK, WordParts, read_parts
from camket.intake.formats.word_text import (
    Text,
    TextReader,
    describe_problems,
    find_nodes,
    quote_stretches,
)
from camket.intake.formats.word_visibility import deleted_words, is_on
from camket.text import clean

# A table inside a cell is read as a table of its own if it is at least this large and stands alone in its row.
_FRAMED_ROWS, _FRAMED_COLUMNS = 2, 3
_BEGINNING = 40  # letters by which a paragraph is told
_SHOWS_NO_LINE = 40  # twentieths of a point: a row of this exact height shows nothing legible
# A sign of an unknown font before a number may be "at most" as well as a bullet.
_UNKNOWN_SIGN = re.compile(r"[\uf000-\uf8ff]\s*\d")
# "I.", "A)", "PHẦN I": a number that marks the text after it as a title.
_TITLE_NUMBER = re.compile(r"[^\W\d_a-zà-ỹ]")
_BORDERS, _DIAGONALS = f"{qn('w:tcPr')}/{qn('w:tcBorders')}", (qn("w:tl2br"), qn("w:tr2bl"))
_PARAGRAPH, _TABLE, _ROW, _CELL = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc"))


class Paragraph(NamedTuple):
    """A paragraph outside tables, with Word's list number before it, or one of a text box.

    `hidden` is its hidden text, `notes` are the notes anchored in it, `problems` says in
    Vietnamese what is hidden, struck or doubtful in it.
    """

    text: str
    is_box: bool = False
    hidden: str = ""
    notes: tuple[Note, ...] = ()
    has_picture: bool = False
    has_scan: bool = False
    problems: str = ""


def read_document(content: bytes) -> Book:
    """The tables of the body in reading order, without hidden text and tracked deletions, and all other text.

    A cell with hidden or struck-out text has a problem. An empty cell that Word numbers holds its number; a
    numbered title is preceded by its number. A table in a text box, or alone in a row of a table that only frames
    it, is a sheet too.
    """
    parts = read_parts(content)
    sheets: list[Sheet] = []
    asides: list[Aside] = []
    above: list[Paragraph] = []
    changes: list[Change] = []
    for block in read_blocks(parts):
        if isinstance(block, Paragraph):
            above.append(block)
            continue
        if isinstance(block, Change):
            changes.append(block)
            continue
        before = tuple(each.text for each in above if each.text.strip())  # a page break is none
        boxes = frozenset(each.text for each in above if each.is_box)
        sheets.append(replace(block, before=before, boxes_before=boxes))
        asides += _beside(above, block.name, f"trên {label_place(block.name)}")
        above = []
    last = sheets[-1].name if sheets else ""
    below = f"dưới {label_place(last)}" if last else ""
    asides += _loose(above, last, below)
    asides += _beside(above, last, below)
    asides += (
        Aside("tracked", last, place, f"{'xóa' if is_deletion else 'thêm'}: {words}")
        for place, words, is_deletion in sorted(changes, key=lambda change: not change.is_deletion)
    )
    asides += read_attached(parts)
    shown = ("chart", "drawing", "embedded", "scan")
    if (
        not sheets
        and any(each.has_picture for each in above)
        and not any(each.kind in shown for each in asides)
    ):
        asides.append(Aside("picture", "", "hình trong tệp", NO_WORDS))
    return Book(tuple(sheets), asides=tuple(asides))


def _loose(paragraphs: Iterable[Paragraph], sheet: str, where: str) -> Iterator[Aside]:
    """The paragraphs and text boxes that stand above no table."""
    filled = [each for each in paragraphs if clean(each.text)]
    for is_box, kind, noun in ((False, "paragraph", "đoạn"), (True, "text_box", "hộp chữ")):
        for number, each in enumerate((each for each in filled if each.is_box == is_box), start=1):
            yield Aside(cast(AsideKind, kind), sheet, f"{noun} {number} {where}".strip(), clean(each.text))


def _beside(paragraphs: Iterable[Paragraph], sheet: str, where: str) -> Iterator[Aside]:
    """The hidden text of paragraphs, and the notes and large pictures anchored in them."""
    for each in paragraphs:
        if hidden := clean(each.hidden):
            yield Aside("paragraph", sheet, f"chữ bị ẩn ở đoạn {where}".strip(), hidden)
        for note in each.notes:
            yield Aside(note.kind, sheet, f"{NOTE_NOUNS[note.kind]} ở đoạn {where}".strip(), note.text)
        if each.has_scan:
            yield Aside("scan", sheet, f"hình {where}".strip(), NO_WORDS)


def read_blocks(parts: WordParts, *, keep_struck: bool = True) -> Iterator[Paragraph | Sheet | Change]:
    """The paragraphs of the body and its tables, in reading order, with or without struck words.

    Each is followed by the tracked changes in it.

    The paragraphs of a text box follow the paragraph that it is anchored to.
    """
    return _BlockReader(parts, keep_struck=keep_struck).read_body()


class _BlockReader:
    """Reads the blocks of one document and counts its tables."""

    def __init__(self, parts: WordParts, *, keep_struck: bool) -> None:
        self._body = parts.body
        self._numbers: Mapping[Any, str] = number_paragraphs(parts.body, parts.numbering, parts.styles)
        self._keep_struck = keep_struck
        self._texts = TextReader(parts, keep_struck=keep_struck)
        self._tables = 0

    def read_body(self) -> Iterator[Paragraph | Sheet | Change]:
        yield from self._read(self._body)

    def _read(self, container: Any) -> Iterator[Paragraph | Sheet | Change]:
        for block in find_nodes(container, _PARAGRAPH, _TABLE):
            if block.tag == _PARAGRAPH:
                text = self._texts.read(block)
                shown = text.shown
                if block in self._numbers and shown.strip():
                    shown = f"{self._numbers[block]} {shown}"
                yield Paragraph(
                    shown,
                    hidden="; ".join(filter(None, map(clean, text.hidden))),
                    notes=tuple(text.notes),
                    has_picture=text.has_picture,
                    has_scan=text.has_scan,
                    problems=describe_problems(text, "đoạn"),
                )
                begins = clean(text.shown)[:_BEGINNING]
                yield from _list_changes(text, f"đoạn “{begins}…”" if begins else "một đoạn văn")
                for box in text.boxes:
                    for inside in self._read(box):
                        yield inside._replace(is_box=True) if isinstance(inside, Paragraph) else inside
            elif self._is_frame(block):
                yield from self._read_frame(block)
            else:
                yield from self._sheet(list(find_nodes(block, _ROW)))

    def _is_frame(self, table: Any) -> bool:
        """Whether a table only frames other tables: each alone in its row, or all rows too narrow for data."""
        rows = list(find_nodes(table, _ROW))
        hosts = [row for row in rows if _has_large_table(row)]
        if hosts and max(sum(1 for _ in find_nodes(row, _CELL)) for row in rows) < _FRAMED_COLUMNS:
            return True
        return bool(hosts) and all(
            _has_large_table(cell) or not self._cell(cell).text.strip()
            for row in hosts
            for cell in find_nodes(row, _CELL)
        )

    def _read_frame(self, table: Any) -> Iterator[Paragraph | Sheet | Change]:
        rows: list[Any] = []
        for row in find_nodes(table, _ROW):
            if not _has_large_table(row):
                rows.append(row)
                continue
            yield from self._read_beside(rows)
            rows = []
            for cell in find_nodes(row, _CELL):
                yield from self._read(cell)
        yield from self._read_beside(rows)

    def _read_beside(self, rows: list[Any]) -> Iterator[Paragraph | Sheet | Change]:
        """Rows of a frame without a table in them: a letterhead, a signature, or rows of data."""
        filled = [sum(bool(self._cell(cell).text.strip()) for cell in find_nodes(row, _CELL)) for row in rows]
        if max(filled, default=0) >= _FRAMED_COLUMNS:
            yield from self._sheet(rows)
            return
        for row in rows:
            for cell in find_nodes(row, _CELL):
                yield from self._read(cell)

    def _sheet(self, rows: list[Any]) -> Iterator[Sheet | Change]:
        self._tables += 1
        grid = [self._row(row) for row in rows]
        yield lay_out(self._tables, grid)
        for number, row in enumerate(grid, start=1):
            yield from _changes_of_row(f"bảng {self._tables}, dòng {number}", row)

    def _row(self, row: Any) -> WordRow:
        properties = row.find(qn("w:trPr"))
        cells: list[tuple[CellText, int, str]] = []
        if properties is not None and (before := properties.find(qn("w:gridBefore"))) is not None:
            cells.append((NOTHING, read_span(before), ""))
        is_deleted = _has_on(properties, "w:del")
        for cell in find_nodes(row, _CELL):
            own = cell.find(qn("w:tcPr"))
            span, merge = 1, ""
            if own is not None:
                grid_span = own.find(qn("w:gridSpan"))
                span = read_span(grid_span) if grid_span is not None else 1
                vertical = own.find(qn("w:vMerge"))
                merge = "" if vertical is None else vertical.get(qn("w:val")) or "continue"
            is_gone = is_deleted or _has_on(own, "w:cellDel")
            cells.append((_deleted_cell(cell) if is_gone else self._cell(cell), span, merge))
        is_inserted = _has_on(properties, "w:ins")
        is_hidden = _has_on(properties, "w:hidden") or _is_too_low(properties)
        return WordRow(cells, is_hidden, is_deleted, is_inserted)

    def _cell(self, cell: Any) -> CellText:
        said = Text()
        paragraphs: list[Any] = []
        lines: list[str] = []
        self._collect_cell(cell, said, paragraphs, lines)
        text = "\n".join(lines)
        if said.has_picture and not text.strip():
            said.doubts.append(ONLY_PICTURE)
        if said.boxed and clean(text) != clean("\n".join(said.boxed)):
            said.doubts.append(
                f"ô có hộp chữ {quote_stretches(said.boxed)} cạnh hoặc đè lên chữ của ô, không rõ phần nào được tính"
            )
        if _UNKNOWN_SIGN.search(text):
            said.doubts.append("ô có ký hiệu đứng trước số, thuộc phông chữ riêng, không đọc được")
        number = next((self._numbers[each] for each in paragraphs if each in self._numbers), "")
        # List numbers inside a text are not part of it.
        if not text.strip():
            text = number or text
        elif paragraphs[0] in self._numbers and _TITLE_NUMBER.search(number):
            text = f"{number} {text}"
        notes = tuple(dict.fromkeys(said.notes))
        return CellText(text, describe_problems(said), notes, tuple(_list_changes(said, "")))

    def _collect_cell(self, cell: Any, said: Text, paragraphs: list[Any], lines: list[str]) -> None:
        """Collect the paragraphs of a cell; all of them are struck if a diagonal border crosses it out."""
        first, struck = len(lines), len(said.struck)
        self._collect(cell, said, paragraphs, lines)
        if not _is_crossed(cell):
            return
        if self._keep_struck:
            said.struck[struck:] = lines[first:]
        else:
            said.struck += lines[first:]
            del lines[first:]

    def _collect(self, container: Any, said: Text, paragraphs: list[Any], lines: list[str]) -> None:
        """Collect the paragraphs of a cell, those of its text boxes and of the tables inside it."""
        for block in find_nodes(container, _PARAGRAPH, _TABLE, CHUNK):
            if block.tag == CHUNK:
                said.doubts.append("ô có tài liệu nhúng, không đọc được như chữ của ô")
                continue
            if block.tag == _PARAGRAPH:
                text = self._texts.read(block)
                said.add(text)
                paragraphs.append(block)
                if said.goes_on and lines:
                    lines[-1] += text.shown
                elif text.shown or not text.boxes:
                    lines.append(text.shown)
                said.goes_on = text.goes_on
                for box in text.boxes:
                    before, outer = len(lines), list(said.boxed)
                    self._collect(box, said, paragraphs, lines)
                    said.boxed = [*outer, *filter(str.strip, lines[before:])]
                continue
            rows = list(find_nodes(block, _ROW))
            if sum(len(_filled_cells(row)) > 1 for row in rows) > 1:
                said.doubts.append("ô có bảng nhỏ bên trong, không rõ chữ nào của nó thuộc cột nào")
            for row in rows:
                if _has_on(row.find(qn("w:trPr")), "w:del"):
                    said.deleted.append(deleted_words(row))
                else:
                    for cell in find_nodes(row, _CELL):
                        self._collect_cell(cell, said, paragraphs, lines)


def _deleted_cell(cell: Any) -> CellText:
    return CellText(changes=(Change("", clean(deleted_words(cell)), is_deletion=True),))


def _list_changes(text: Text, place: str) -> Iterator[Change]:
    """The deletions and insertions in a stretch of text; what is only moved within it is none."""
    deleted, inserted = (list(filter(None, map(clean, each))) for each in (text.deleted, text.inserted))
    moved = Counter(deleted) & Counter(inserted)
    for stretches, is_deletion in ((deleted, True), (inserted, False)):
        left = moved.copy()
        for words in stretches:
            if left[words]:
                left[words] -= 1
            else:
                yield Change(place, words, is_deletion)


def _changes_of_row(place: str, row: WordRow) -> Iterator[Change]:
    """The tracked changes of a row of a table: one of the whole row, else those of its cells."""
    if row.is_deleted or row.is_inserted:
        told = (said.text or "; ".join(each.words for each in said.changes) for said, _, _ in row.cells)
        if words := " | ".join(filter(None, map(clean, told))):
            yield Change(place, f"cả dòng: {words}", row.is_deleted)
    column = 1
    for said, span, _ in row.cells:
        for change in said.changes:
            if not row.is_deleted and (change.is_deletion or not row.is_inserted):
                yield change._replace(place=f"{place}, cột {column}")
        column += span


def _filled_cells(row: Any) -> list[Any]:
    """The cells of a row that hold a word."""
    return [cell for cell in find_nodes(row, _CELL) if any(text.text for text in cell.iter(qn("w:t")))]


def _has_large_table(container: Any) -> bool:
    """Whether a cell or row holds a table with the size of a report."""
    for table in container.iter(_TABLE):
        rows = [sum(1 for _ in find_nodes(row, _CELL)) for row in find_nodes(table, _ROW)]
        if len(rows) >= _FRAMED_ROWS and max(rows) >= _FRAMED_COLUMNS:
            return True
    return False


def _is_too_low(properties: Any) -> bool:
    """Whether a row is of an exact height that shows no line of text."""
    height = None if properties is None else properties.find(qn("w:trHeight"))
    if height is None or height.get(qn("w:hRule")) != "exact":
        return False
    value = height.get(qn("w:val")) or ""
    return value.isdecimal() and int(value) <= _SHOWS_NO_LINE


def _is_crossed(cell: Any) -> bool:
    """Whether a border from corner to corner crosses a cell out."""
    borders = cell.find(_BORDERS)
    if borders is None:
        return False
    lines = (borders.find(tag) for tag in _DIAGONALS)
    return any(line is not None and line.get(qn("w:val")) not in ("nil", "none") for line in lines)


def _has_on(properties: Any, tag: str) -> bool:
    return properties is not None and is_on(properties.find(qn(tag)))
