"""A sentence of a notebook's own, in which every number is a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.publishing.blocks.block import Paragraph
from camket.publishing.blocks.inline import Run, fill
from camket.publishing.opened.other_notebooks import IN_NOTEBOOK, REASON

_SLOT = re.compile(r"\{([^{}]*)\}")
_PARTS = ("count", "whole", "fraction", "share", "label")
_DIGIT = re.compile(r"\d")
# What may have digits in a text: a day, a month, a year, the number of a document.
_NO_COUNT = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{1,2}/\d{4}\b|\b(?:19|20)\d\d\b|\b\d+(?:/\d{4})?/[A-ZĐ][\w-]*"
    r"|\b(?:ngày|tháng|quý|số|điều|khoản|điểm|phụ lục|mục|phường|quận|khu)\s+\d+\b",
    re.IGNORECASE,
)


def make_sentence(
    template: str,
    known: Mapping[str, Figure],
    values: Mapping[str, Any],
    find_owner: Callable[[str], str] = lambda _: "",
) -> Paragraph:
    """Returns a sentence; `{name}` prints the count of a figure, `{name.whole}`, `{name.fraction}`, `{name.share}`,
    `{name.label}` its other parts.

    A name is one of `values` or of the `known` figures. A value is a figure or a text. Raises `InputError` for an
    unknown name and for a number that is no figure.
    """
    runs: list[Run] = []
    for position, piece in enumerate(_SLOT.split(template)):
        if position % 2:
            if (owner := find_owner(piece)) and not (piece.rpartition(".")[0] in known or piece in known):
                raise _describe_foreign(template, piece, owner)
            runs += _fill_slot(piece, known, values, template)
        elif _DIGIT.search(piece):
            raise _describe_number(template, piece.strip())
        elif piece:
            runs.append(piece)
    return Paragraph(text=tuple(runs))


def _fill_slot(
    slot: str, known: Mapping[str, Figure], values: Mapping[str, Any], template: str
) -> tuple[Run, ...]:
    name, _, part = slot.rpartition(".")
    if part not in _PARTS or not (name in values or name in known):
        name, part = slot, "count"
    value = values[name] if name in values else known.get(name)
    if isinstance(value, Figure):
        return fill(f"{{f.{part}}}", f=value)
    if isinstance(value, str):
        if has_count(value):
            raise _describe_number(template, value)
        return (value,)
    if value is not None:
        raise _describe_number(template, repr(value))
    raise InputError(
        where=f"period.say({template!r})",
        found=f"không rõ {{{slot}}} là gì",
        expected="tên một số liệu đã tính trong sổ tay, một mã của period.figures, hoặc chữ đưa vào cùng tên",
        remedy="tính số liệu bằng period.figure(…, name=…) trước, hoặc sửa tên trong ngoặc",
    )


def has_count(text: str) -> bool:
    """Whether a text has a number that is neither a day nor the number of a document.

    >>> [has_count(text) for text in ("103/293 nội dung", "½", "05/3/2020", "Nghị định 30/2020/NĐ-CP", "năm 2022")]
    [True, True, False, False, False]
    """
    return any(letter.isnumeric() for letter in _NO_COUNT.sub("", text))


def _describe_foreign(template: str, slot: str, owner: str) -> InputError:
    return InputError(
        where=f"period.say({template!r}) › {{{slot}}}",
        found=REASON.format(notebook=owner, why=IN_NOTEBOOK),
        expected="mã của sổ số liệu chung, hoặc số liệu tính ngay trong sổ tay này",
        remedy=f"chép ô period.figure(…) của {owner} sang sổ tay này, đặt ở trước câu",
    )


def _describe_number(template: str, found: str) -> InputError:
    return InputError(
        where=f"period.say({template!r})",
        found=f"con số viết thẳng vào câu: {found}",
        expected="mọi con số là số liệu, viết bằng tên trong ngoặc {…}; ngày, số văn bản đưa vào như chữ",
        remedy="tính bằng period.figure(…, name=…) rồi viết {tên}; ngày: say('… {ngay}', ngay='30/10/2022')",
    )
