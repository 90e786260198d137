"""A sentence of a notebook's own, in which every number is a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.publishing.blocks.block import Paragraph
from camket.publishing.blocks.inline import Run, fill

_SLOT = re.compile(r"\{([^{}]*)\}")
_PARTS = ("count", "whole", "fraction", "share", "label")
_DIGIT = re.compile(r"\d")
# A number by itself; a document's number or a day has letters or slashes around it.
_BARE_NUMBER = re.compile(r"\W*\d[\d.,\s]*\W*")


def make_sentence(template: str, known: Mapping[str, Figure], values: Mapping[str, Any]) -> Paragraph:
    """Returns a sentence; `{name}` prints the count of a figure, `{name.whole}`, `{name.fraction}`, `{name.share}`,
    `{name.label}` its other parts.

    A name is one of `values` or of the `known` figures. A value is a figure or a text. Raises `InputError` for an
    unknown name and for a number that is no figure.
    """
    runs: list[Run] = []
    for position, piece in enumerate(_SLOT.split(template)):
        if position % 2:
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
        if _BARE_NUMBER.fullmatch(value):
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


def _describe_number(template: str, found: str) -> InputError:
    return InputError(
        where=f"period.say({template!r})",
        found=f"con số viết thẳng vào câu: {found}",
        expected="mọi con số là số liệu, viết bằng tên trong ngoặc {…}; ngày, số văn bản đưa vào như chữ",
        remedy="tính bằng period.figure(…, name=…) rồi viết {tên}; ngày: say('… {ngay}', ngay='30/10/2022')",
    )
