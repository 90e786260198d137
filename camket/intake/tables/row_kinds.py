"""The kind of each row of a table: a record, or a named kind of something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Literal

from camket.intake.formats.sheet import Cell, different_cells
from camket.intake.tables.heading_words import folded_words, is_tick, typed_words
from camket.intake.tables.item_numbers import read_levels
from camket.settings.fields import BUILT_IN
from camket.text import fold, plain

_PLACEHOLDER = re.compile(r"[.…\s_-]*")
_SUMMAND = re.compile(r"\d+|[ivxlc]+|[a-d]")
RowKind = Literal[
    "record", "continued", "before", "header", "index", "section", "total", "guidance", "empty",
    "numbered_empty", "footer", "unread",
]  # fmt: skip
# Columns that state the result of a commitment. A row with one of them filled reports something.
REPORTING = BUILT_IN.judged
_MOST_FOOTER_CELLS = 3
_TITLE_CELLS = 2
_SEVERAL_CELLS = 3
_LONGEST_TITLE = 120
_LONGEST_MARK, _LONGEST_BODY = 10, 10  # characters of a mark, words of a body's name
_NAMING = frozenset({"key", "unit", "unit_code", "item_no", "content"})
_SECTION = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?|PHẦN .*")
_SECTION_TITLE = re.compile(r"(?:[IVX]+|[A-ZĐ])\s*[.)/-]\s")
_WORDS = re.compile(r"[^\W\d_]{2,}.*\s.*")
_IN_BRACKETS = re.compile(r"\(.*\)\.?")
_FOOTNOTE = re.compile(r"\(?\*+\)?")
_DATED_PLACE = re.compile(r"[^.;]{0,40}\bngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*", re.IGNORECASE)


def is_blank(text: str) -> bool:
    """Whether a text is empty or only fills a blank: `………`, `- - -`."""
    return bool(_PLACEHOLDER.fullmatch(text))


def is_row_of(kind: str, text: str) -> bool:
    """Whether a row that begins with `text` is of a kind listed in `headers.toml` ("footer", "guidance")."""
    folded = fold(text)
    return any(folded == words or folded.startswith(words + " ") for words in folded_words("rows")[kind])


def is_signature(text: str) -> bool:
    """Whether a text begins a signature block: `KT. GIÁM ĐỐC`."""
    return text.startswith(tuple(typed_words("rows")["signed_for"]))


def is_dated_place(text: str) -> bool:
    """Whether a text is the place and the day above a signature: `Đồng Tháp, ngày … tháng 10 năm 2022`."""
    return bool(_DATED_PLACE.fullmatch(text))


def is_total(text: str) -> bool:
    """Whether a text is only "total" with a count: `Tổng cộng: 12 nội dung`, but not `Tổng thu ngân sách`."""
    words = fold(text).split()
    return bool(words) and any(
        words[: len(total)] == total
        and all(word in _counted() or _SUMMAND.fullmatch(word) for word in words[len(total) :])
        for total in (said.split() for said in folded_words("rows")["total"])
    )


def is_carried_over(text: str) -> bool:
    """Whether a text only says that numbers are carried to another page: `Cộng mang sang`, `Lũy kế trang trước`."""
    spoken = f" {fold(text)} "
    words = {word for said in folded_words("rows")["carries"] for word in said.split()} | _counted()
    return any(f" {said} " in spoken for said in folded_words("rows")["carried"]) and all(
        word in words or _SUMMAND.fullmatch(word) for word in spoken.split()
    )


def is_total_of_body(text: str) -> bool:
    """Whether a text is "total" with the name of a body: `Cộng Sở Tư pháp`, `Tổng số nội dung của Sở Y tế: 03`."""
    spoken = " ".join(re.findall(r"\w+", plain(text)))
    for total in sorted(typed_words("rows")["total_of"], key=len, reverse=True):
        if spoken.startswith(f"{total} "):
            said = spoken.removeprefix(total).split()
            while said and (said[0] == "của" or (fold(said[0]) in _counted() and not _names_body(said))):
                said = said[1:]
            return len(said) <= _LONGEST_BODY and _names_body(said)
    return False


def _names_body(words: Sequence[str]) -> bool:
    return len(words) > 1 and is_row_of("bodies", " ".join(words))


def is_field_title(text: str) -> bool:
    """Whether a text only names a field: `Lĩnh vực kinh tế`, `Văn hóa - Xã hội`; not "Phát triển du lịch đạt 3%"."""
    if is_row_of("fields", text):
        return len(text.split()) <= _LONGEST_BODY and not re.search(r"\d", text)
    words, known = fold(text).split(), folded_words("rows")["field_words"]
    at = 0
    while at < len(words):
        step = next((n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in known), 0)
        if not step:
            return False
        at += step
    return bool(words)


def is_counted(text: str) -> bool:
    """Whether a cell of a total row holds only numbers and words that are counted: `12 nội dung`, `80%`."""
    if is_total(text) or is_total_of_body(text) or is_carried_over(text):
        return True
    return all(word in _counted() or _SUMMAND.fullmatch(word) for word in fold(text).split())


@cache
def _counted() -> frozenset[str]:
    """The words that may follow "total" in a total row: "Tổng số: 12 nội dung, nhiệm vụ"."""
    return frozenset(word for words in folded_words("rows")["counted"] for word in words.split())


def classify_row(
    row: Sequence[Cell],
    cells: Mapping[str, Cell],
    ticked: Collection[int] = (),
    *,
    has_numeric_items: bool = False,
) -> RowKind:
    """Classify a row below a header from all its cells (`row`) and from its fields (`cells`).

    `ticked` are the tick-box columns, where a section row may count the rows below it. With `has_numeric_items`
    the records have numeric item numbers, so a lone "1" in a row with a Roman number is such a count.
    """
    filled = different_cells(row)
    texts = [cell.text for cell in filled if not is_blank(cell.text)]
    if not texts and not any(cell.problem or cell.notes for cell in filled):
        return "empty"
    one_cell = len(filled) == 1 and sum(cell.place == filled[0].place for cell in row) > 1
    reports = not one_cell and any(_has(cells, field) for field in cells if field in REPORTING)
    if is_numbered(cells) and not one_cell:
        return "record" if reports or _has(cells, "content") else "numbered_empty"
    first = texts[0] if texts else ""
    if _is_total_row(texts):
        return "total"
    if is_row_of("receivers", first):
        return "footer"
    if texts and all(_IN_BRACKETS.fullmatch(text) for text in texts):
        return "guidance"
    if _is_body_title(texts, cells) or _is_title_of_field(texts, cells):
        return "section"
    if _FOOTNOTE.fullmatch(first) and not (_has(cells, "content") and (reports or len(texts) > _TITLE_CELLS)):
        return "guidance"
    if _SECTION.fullmatch(first) and _counts(row, ticked, has_numeric_items):
        return "section"
    if len(filled) <= _MOST_FOOTER_CELLS and not (reports and _has(cells, "content")):
        if is_row_of("footer", first) or is_signature(first) or is_dated_place(first):
            return "footer"
        if is_row_of("guidance", first):
            return "guidance"
        if one_cell or (not reports and (_SECTION.fullmatch(first) or _is_title(texts, cells))):
            return "section"
    return "record" if reports or _has(cells, "content") else "guidance"


def is_numbered(cells: Mapping[str, Cell]) -> bool:
    """Whether a row has an item number."""
    return "item_no" in cells and is_number(cells["item_no"].text)


def item_levels(cells: Mapping[str, Cell]) -> tuple[int, ...]:
    """The levels of the item number of a row, or nothing if it has none; `2a` gives 2."""
    text = cells["item_no"].text if "item_no" in cells else ""
    if levels := read_levels(text):
        return levels
    digits = re.match(r"\(?([0-9]{1,9})", text)
    return (int(digits[1]),) if digits else ()


def is_unattributed(cells: Mapping[str, Cell]) -> bool:
    """Whether a row says something without naming what it belongs to: a result, or the rest of a signed target."""
    says = any(_has(cells, field) for field in cells if field not in _NAMING)
    reports = any(_has(cells, field) for field in REPORTING)
    named = any(_has(cells, field) for field in (_NAMING | {"target"} if reports else _NAMING))
    return says and "content" in cells and not named


def without_continuation_marks(cells: Mapping[str, Cell], last: tuple[int, ...]) -> Mapping[str, Cell]:
    """The cells without a number or content that only says that the row goes on with item `last`: `3 (tiếp)`."""
    names = [name for name in ("item_no", "content") if _has(cells, name)]
    if not names or not all(_goes_on(cells[name].text, last) for name in names):
        return cells
    return {**cells, **{name: cells[name]._replace(value=None, shown="") for name in names}}


def _goes_on(text: str, last: tuple[int, ...]) -> bool:
    number, _, words = fold(text).partition(" ")
    if not number.isdecimal():
        number, words = "", fold(text)
    marked = not words or words in folded_words("rows")["continued"]
    return marked and (not number or (int(number),) == last)


def is_number(text: str) -> bool:
    """Whether a text is only an item number: `1`, `2.`, `(3)`, `1.2`."""
    return bool(read_levels(text))


def has_words_as_number(cells: Mapping[str, Cell]) -> bool:
    """Whether a row has words in the column of item numbers."""
    return "item_no" in cells and bool(_WORDS.fullmatch(cells["item_no"].text))


def _counts(row: Sequence[Cell], ticked: Collection[int], has_numeric_items: bool) -> bool:
    """Whether a section row counts the rows below it by status: `I | Kinh tế | 3 | 2`."""
    counts = [row[column].text for column in ticked if not is_blank(row[column].text)]
    others = [cell for column, cell in enumerate(row) if column not in ticked]
    return (
        (len(counts) > 1 or any(has_numeric_items or not is_tick(count) for count in counts))
        and all(count.isdecimal() for count in counts)
        and len(different_cells(others)) <= _TITLE_CELLS
    )


def _is_body_title(texts: Sequence[str], cells: Mapping[str, Cell]) -> bool:
    """Whether a row only has a mark, which is no number, and the name of a body: `* | SỞ Y TẾ`, `Phần IV | Sở Y tế`."""
    if len(texts) != _TITLE_CELLS or is_number(texts[0]) or len(texts[0]) > _LONGEST_MARK:
        return False
    is_content = "content" in cells and cells["content"].text == texts[1]
    return is_content and len(texts[1].split()) <= _LONGEST_BODY and is_row_of("bodies", texts[1])


def _is_title_of_field(texts: Sequence[str], cells: Mapping[str, Cell]) -> bool:
    """Whether a row only has the name of a field, with or without a mark before it: `a) | Lĩnh vực kinh tế`."""
    if not texts or len(texts) > _TITLE_CELLS or "item_no" not in cells or not is_field_title(texts[-1]):
        return False
    if "content" in cells and cells["content"].text == texts[-1]:
        return len(texts) == 1 or len(texts[0]) <= _LONGEST_MARK
    return len(texts) == 1 and has_words_as_number(cells)


def _is_total_row(texts: Sequence[str]) -> bool:
    """Whether the first text of a row, or the one after a mark, is a total; of a body, if all else is counted."""
    first = texts[0] if texts else ""
    if is_total(first) or (len(texts) > 1 and _SECTION.fullmatch(first) and is_total(texts[1])):
        return True
    return (is_total_of_body(first) or is_carried_over(first)) and all(map(is_counted, texts[1:]))


def _is_title(texts: Sequence[str], cells: Mapping[str, Cell]) -> bool:
    """Whether the only text of a row is a section title: `II. Kinh tế`, or words in the number column."""
    if len(texts) != 1 or len(texts[0]) > _LONGEST_TITLE:
        return False
    return bool(_SECTION_TITLE.match(texts[0])) or has_words_as_number(cells)


def _has(cells: Mapping[str, Cell], field: str) -> bool:
    cell = cells.get(field)
    return cell is not None and (bool(cell.problem or cell.notes) or not is_blank(cell.text))


def looks_like_data(row: Sequence[Cell]) -> bool:
    """Whether a row has several cells, or a number and another cell."""
    cells = different_cells(row)
    return len(cells) >= _SEVERAL_CELLS or (len(cells) > 1 and is_number(cells[0].text))


def numbered_text(row: Sequence[Cell]) -> str:
    """The longest text of a row that begins with a number and has several cells, or empty."""
    cells = different_cells(row)
    if len(cells) < _SEVERAL_CELLS or not is_number(cells[0].text):
        return ""
    return max((cell.text for cell in cells[1:]), key=len)
