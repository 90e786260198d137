"""A DataFrame as a table of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.publishing.blocks.block import Column, Row, Table, fit_width
from camket.publishing.blocks.inline import Linked, Marked, Printed, Text, fill
from camket.publishing.opened.reckoning import KEYS, check_frame
from camket.publishing.opened.sentences import has_count

if TYPE_CHECKING:
    import pandas as pd

_COUNT = "{f.count}"
_RUNS = (str, Printed, Marked, Linked)
# How pandas calls an index without a name, and a text that is a number.
_NO_NAME, _BARE = re.compile(r"index|level_\d+"), re.compile(r"\W*\d[\d.,/\s]*%?\W*")
_NONE = "–"
# The heading above an index that has no name.
_UNNAMED = "Mục"


def make_table(
    frame: pd.DataFrame,
    *,
    caption: str,
    source: str,
    note: str = "",
    show: str | Mapping[str, str] = _COUNT,
    totals: Sequence[object] = (),
    own: Callable[[str, str], object] = lambda key, column: None,
    label: Callable[[str], str] = lambda name: name,
) -> Table:
    """Returns a frame as a table: its index as row headings, a row of columns above where they have two levels.

    A cell is a text, a figure, or a number in a row that names its record. `show` is how a figure is printed, for all
    columns or by column, such as `"{f.count} ({f.share})"`. `totals` are the labels of the index that are totals.

    `own` finds what a record has in a column, `label` what officials call a column.

    Raises `InputError` for a number that is no figure and not what its record has, and for a name in `show` or `totals`
    that the frame lacks.
    """
    check_frame(frame, _place(caption))
    _check_words(caption, caption, note, *([show] if isinstance(show, str) else show.values()))
    body = frame.reset_index() if _has_headings(frame) else frame
    headings = [_split_heading(name) for name in body.columns]
    kept = range(len(headings))
    _check_names(caption, show, totals, [heading for _, heading in headings], list(frame.index))
    keys = _list_keys(frame)
    labels = list(frame.index)
    rows = []
    for number, values in enumerate(body.itertuples(index=False, name=None)):
        cells = tuple(
            _make_cell(
                values[position], headings[position][1], show, caption, keys[number] if keys else "", own
            )
            for position in kept
        )
        kind = "total" if labels[number] in totals else "body"
        rows.append(Row(cells=cells, kind=kind, anchor=keys[number] if keys else ""))
    columns = tuple(
        Column(
            heading=label(headings[position][1]),
            group=headings[position][0],
            align="right" if _is_numeric(body.iloc[:, position]) else "left",
            width=_measure(headings[position][1], [row.cells[place] for row in rows]),
        )
        for place, position in enumerate(kept)
    )
    return Table(title=caption, columns=columns, rows=tuple(rows), note=note, source=source, head_column=0)


def _place(caption: str) -> str:
    return f"period.table(…, caption={caption!r})"


def _check_words(caption: str, *texts: str) -> None:
    """Raises `InputError` for a number in the words around a table that is neither a day nor a document's."""
    for text in texts:
        if has_count(re.sub(r"\{[^{}]*\}", "", text)):
            raise InputError(
                where=_place(caption),
                found=f"con số viết thẳng: {text}",
                expected="caption, note, show không có con số, trừ ngày, năm, số văn bản",
                remedy="đưa con số vào bảng bằng period.figure(…), hoặc vào câu bằng period.say(…)",
            )


def _check_names(
    caption: str,
    show: str | Mapping[str, str],
    totals: Sequence[object],
    headings: Sequence[str],
    labels: Sequence[object],
) -> None:
    lacking = [f"totals: {each}" for each in totals if each not in labels]
    if not isinstance(show, str):
        lacking += [f"show: {name}" for name in show if name not in headings]
    if lacking:
        raise InputError(
            where=_place(caption),
            found=f"không có trong bảng: {'; '.join(lacking)}",
            expected=f"cột: {', '.join(headings)}; dòng: {', '.join(map(str, labels[:8]))}",
            remedy="sửa lại tên cột, tên dòng",
        )


def _has_headings(frame: pd.DataFrame) -> bool:
    """Whether the index says something: it has a name, or is not just the numbers of the rows, all or some of them."""
    import pandas as pd

    return frame.index.name is not None or not pd.api.types.is_integer_dtype(frame.index.dtype)


def _split_heading(name: object) -> tuple[str, str]:
    parts = [str(part) for part in (name if isinstance(name, tuple) else (name,)) if part not in ("", None)]
    heading = _UNNAMED if not parts or _NO_NAME.fullmatch(parts[-1]) else parts[-1]
    return " – ".join(parts[:-1]), heading


def _list_keys(frame: pd.DataFrame) -> list[str] | None:
    for name in KEYS:
        if name in frame.columns:
            return [str(each) for each in frame[name]]
        if frame.index.name == name:
            return [str(each) for each in frame.index]
    return None


def _make_cell(
    value: Any,
    heading: str,
    show: str | Mapping[str, str],
    caption: str,
    key: str,
    own: Callable[[str, str], object],
) -> Text:
    if isinstance(value, Figure):
        template = show if isinstance(show, str) else show.get(heading, _COUNT)
        try:
            return fill(template, f=value)
        except (KeyError, ValueError):
            raise InputError(
                where=_place(caption),
                found=f"show={template!r}",
                expected="các phần {f.count}, {f.whole}, {f.fraction}, {f.share}, {f.label}",
                remedy="sửa lại mẫu",
            ) from None
    if isinstance(value, tuple) and all(isinstance(run, _RUNS) for run in value):
        return value
    if _is_missing(value):
        return (_NONE,)
    is_number = not isinstance(value, str) and any(letter.isnumeric() for letter in str(value))
    is_own = key and (heading in KEYS or str(own(key, heading)) == str(value))
    if not is_own and (is_number or _BARE.fullmatch(str(value))):
        raise InputError(
            where=_place(caption),
            found=f"cột “{heading}” có con số không phải số liệu: {value}",
            expected="số liệu do period.figure(…) trả về, hoặc con số của chính nội dung (cột mã và cột của bảng gốc)",
            remedy="thay từng con số bằng period.figure(phần_đếm, of=…, name=…, label=…)",
        )
    return (_describe_value(value),)


def _describe_value(value: Any) -> str:
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return str(value)


def _is_missing(value: Any) -> bool:
    import pandas as pd

    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124 - only a NaN differs from itself


def _is_numeric(column: pd.Series[Any]) -> bool:
    return all(not isinstance(value, str) for value in column) and len(column) > 0


def _measure(heading: str, cells: Sequence[Text]) -> float:
    """A relative width by the longest cell, within bounds."""
    longest = max(
        [len(heading) / 2, *(sum(len(str(getattr(run, "text", run))) for run in cell) for cell in cells)]
    )
    return fit_width(longest)
