"""Texts of an OpenDocument spreadsheet that stand in no cell: shapes, charts, page margins, prompts on entry."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from camket.intake.formats.cell_values import SAME_COLOUR, WHITE, is_like_colour
from camket.intake.formats.grid import quote_sheet_name
from camket.intake.formats.limits import parse_xml
from camket.intake.formats.opendocument_text import (
    DRAW,
    FORMAT,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    Styles,
    TextReader,
)
from camket.intake.formats.sheet import NO_WORDS, Aside, AsideKind, kind_of_picture

_MARGINS = (
    ("header", "đầu trang in"),
    ("header-first", "đầu trang in"),
    ("header-left", "đầu trang in"),
    ("footer", "chân trang in"),
    ("footer-first", "chân trang in"),
    ("footer-left", "chân trang in"),
)
# What a page margin fills in by itself: numbers of pages, names of sheet and file, day and time.
_FIELDS = tuple(
    f"{TEXT}{name}"
    for name in (
        "page-number",
        "page-count",
        "sheet-name",
        "title",
        "file-name",
        "date",
        "time",
        "author-name",
    )
)
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NO_LETTER = re.compile(r"[^\w.-]|_")
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_LENGTH = re.compile(rf"([0-9]{{1,5}}(?:\.[0-9]{{1,9}})?)({'|'.join(_MM)})")
_CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}chart"


def read_shapes(shapes: Iterator[Any], sheet: str, where: str, reader: TextReader) -> Iterator[Aside]:
    """The words of drawn shapes and of the tables inside a cell, each shape one text."""
    for shape in shapes:
        if words := "\n".join(reader.read_lines(shape)):
            is_box = shape.tag == f"{DRAW}frame"
            yield Aside("text_box", sheet, f"{'hộp chữ' if is_box else 'hình có chữ'} {where}", words)
        elif _is_picture(shape):
            yield Aside(_kind_of_picture(shape), sheet, f"hình {where}", NO_WORDS)


def _is_picture(shape: Any) -> bool:
    """Whether a shape shows an image; a chart and an embedded file have one besides, for other programs."""
    has_object = next(shape.iter(f"{DRAW}object", f"{DRAW}object-ole"), None) is not None
    return not has_object and next(shape.iter(f"{DRAW}image"), None) is not None


def _kind_of_picture(shape: Any) -> AsideKind:
    sizes = [_LENGTH.fullmatch(shape.get(f"{_SVG}{side}") or "") for side in ("width", "height")]
    width, height = (float(found[1]) * _MM[found[2]] if found else 0 for found in sizes)
    return kind_of_picture(width, height)


def read_conditions(table: Any, sheet: str, styles: Styles) -> Iterator[Aside]:
    """The conditional formats of a sheet that strike text out or hide it; they are told, not applied."""
    for around in table.iter(f"{CALC}conditional-format"):
        area = (around.get(f"{CALC}target-range-address") or "").rpartition(".")[2]
        for rule in around.iter(f"{CALC}condition"):
            name = rule.get(f"{CALC}apply-style-name") or ""
            style = _NO_LETTER.sub(lambda sign: f"_{ord(sign[0]):x}_", name)  # as names of styles are stored
            look = styles.look("table-cell", style)
            behind = styles.property(
                "table-cell", style, f"{STYLE}table-cell-properties", f"{FORMAT}background-color"
            )
            is_unseen = is_like_colour((look.colour or "").lstrip("#"), behind.lstrip("#") or WHITE)
            if look.struck or is_unseen:
                shown = "gạch bỏ chữ" if look.struck else f"chữ {SAME_COLOUR}"
                what = f"{shown} khi {rule.get(f'{CALC}value')}"
                yield Aside("conditional", sheet, f"định dạng có điều kiện đến ô {sheet}!{area}", what)


def read_objects(archive: zipfile.ZipFile, reader: TextReader) -> Iterator[Aside]:
    """The words of charts and other embedded documents, without the figures that a chart repeats from cells."""
    for name in archive.namelist():
        if not name.endswith("/content.xml"):
            continue
        root = parse_xml(archive.read(name))
        chart = root.find(f".//{_CHART}")
        if chart is None:
            words = reader.read_lines(root)
        else:
            for table in list(chart.iterfind(f"{TABLE}table")):
                chart.remove(table)
            words = reader.read_lines(chart)
        if words:
            label = "tài liệu nhúng" if chart is None else "biểu đồ"
            yield Aside(
                "embedded" if chart is None else "chart",
                "",
                f"{label} {name.split('/')[0]}",
                "\n".join(words),
            )


def read_margins(root: Any, masters: dict[str, str], reader: TextReader) -> Iterator[Aside]:
    """The words at the top and bottom of printed pages. `masters` maps the page style of each sheet to its name."""
    for master in root.iter(f"{STYLE}master-page"):
        sheet = masters.get(master.get(f"{STYLE}name") or "")
        if sheet is None:
            continue
        for name, label in _MARGINS:
            for margin in master.iterfind(f"{STYLE}{name}"):
                if margin.get(f"{STYLE}display") == "false":
                    continue
                for field in margin.iter(*_FIELDS):
                    field.text = ""
                words = "\n".join(reader.read_lines(margin))
                if words:
                    yield Aside("page_margin", sheet, f"{label} của {sheet}", words)


def read_prompts(root: Any, reader: TextReader) -> Iterator[Aside]:
    """What a cell says to the person who fills it in."""
    for rule in root.iter(f"{TABLE}content-validation"):
        base = (rule.get(f"{TABLE}base-cell-address") or "").lstrip("$")
        sheet, _, cell = base.rpartition(".")
        sheet = quote_sheet_name(sheet.strip("'")) if sheet else ""
        place = f"{sheet}!{cell.replace('$', '')}" if sheet else "ô có điều kiện nhập"
        for message in rule.iterchildren(f"{TABLE}help-message", f"{TABLE}error-message"):
            words = [message.get(f"{TABLE}title") or "", *reader.read_lines(message)]
            if said := ": ".join(filter(None, words)):
                yield Aside("entry_rule", sheet, f"lời nhắc khi nhập ở {place}", said)


def master_pages(tables: dict[str, Any], styles: Styles) -> dict[str, str]:
    """The page style of each sheet with the name of the first sheet that is printed on it."""
    masters: dict[str, str] = {}
    for sheet, table in tables.items():
        for style in styles.find("table", table.get(f"{TABLE}style-name") or ""):
            if name := style.get(f"{STYLE}master-page-name"):
                masters.setdefault(name, sheet)
                break
        else:
            masters.setdefault("Default", sheet)
    return masters


def sheet_tables(root: Any) -> Iterator[Any]:
    """The tables that are sheets."""
    for spreadsheet in root.iter(f"{OFFICE}spreadsheet"):
        yield from spreadsheet.iterchildren(f"{TABLE}table")
