"""Write a sheet: texts, live figures and their names, and the page set-up that all sheets share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from camket.figures.ledger import Figure
from camket.figures.reference_code import label_code
from camket.publishing.blocks.inline import Linked, Printed, Text, as_plain
from camket.publishing.workbooks.book import Book, set_page
from camket.publishing.workbooks.cell_styles import LINKED, PERCENT, Style, count_format
from camket.publishing.workbooks.cell_text import fit_cell, write_link, write_text
from camket.publishing.workbooks.formulas import (
    count_formula,
    find_part,
    share_formula,
    text_formula,
    verdict_formula,
    whole_of,
)
from camket.settings.scheme import Scheme
from camket.settings.states import Basis

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_INCH_MM = 25.4
_WIDEST_CELLS = "A1:XFD1048576"


class Names:
    """The names of cells in a workbook, made of the ids of figures: the first cell of a figure has its name.

    A name moves with its cell when rows are added or sorted, and the program shows it beside the formula bar.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._given: set[str] = set()

    def assign(self, name: str, sheet: str, row: int, column: int, *, local: bool = False) -> None:
        """Names a cell, for the whole workbook or for its own sheet, unless another one has the name."""
        place = f"'{sheet}'!"
        name = f"{place}{name}" if local else name
        if name.lower() not in self._given:
            self._given.add(name.lower())
            self._book.file.define_name(name, f"={place}{xl_rowcol_to_cell(row, column, True, True)}")


class Sheet:
    """One sheet and the places of its counts. `live` numbers are formulas over the Records sheet of the workbook.

    `verdicts` are what the Records sheet shows of each record, by basis; cells that repeat them follow it.
    """

    def __init__(
        self,
        book: Book,
        names: Names,
        name: str,
        figures: Mapping[str, Figure],
        scheme: Scheme,
        *,
        live: bool = True,
        verdicts: Mapping[str, Mapping[Basis, str]] | None = None,
    ) -> None:
        self.name, self.scheme = name, scheme
        self.verdicts = verdicts or {}
        self.sheet = book.add_sheet(name)
        self._book, self._names, self._figures, self._live = book, names, figures, live
        self._counts: dict[str, str] = {}
        # Each figure has its own words, so the formulas of a column differ on purpose; Excel would flag them.
        self.sheet.ignore_errors(
            dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), _WIDEST_CELLS)
        )

    def write(self, row: int, column: int, text: Text, style: Style, columns: int = 1) -> None:
        """A text into a cell, or into several that become one; live where there are figures in it."""
        if len(text) == 1 and isinstance(text[0], Linked):
            look = self.cell_format({**style, **LINKED})
            write_link(self.sheet, row, column, f"../{text[0].link}", text[0].text, look)
            return
        if columns > 1:
            self.sheet.merge_range(row, column, row, column + columns - 1, "", self.cell_format(style))
        found = find_part(text[0], self._figures, self.scheme) if len(text) == 1 else None
        if found is not None and found[1] == "count":
            self.write_count(row, column, found[0], style, count_formula(found[0].id, self.scheme))
        elif found is not None and found[1] == "share":
            self.write_share(row, column, found[0], style)
        elif self._live and (formula := text_formula(text, self._figures, self.scheme)) is not None:
            self.sheet.write_formula(
                row, column, f"={formula}", self.cell_format(style), fit_cell(as_plain(text))
            )
            for run in text:
                if isinstance(run, Printed):
                    self._name_cell("txt", run.figure, row, column, local=True)
        else:
            self.write_words(row, column, as_plain(text), style)

    def write_verdict(
        self, row: int, column: int, text: str, style: Style, record_id: str, basis: Basis
    ) -> None:
        """The result of a record, which follows the Records sheet; `text` is what it says now, with its mark."""
        mark = text.removeprefix(self.verdicts[record_id][basis])
        formula = f"={verdict_formula(record_id, basis, mark)}"
        self.sheet.write_formula(row, column, formula, self.cell_format(style), fit_cell(text))

    def write_count(self, row: int, column: int, figure: Figure, style: Style, formula: str | None) -> None:
        """The count of a figure under its name, live where there is a formula for it."""
        cell_format = self.cell_format({**style, "num_format": count_format(zero_padded=figure.zero_padded)})
        if self._live and formula:
            self.sheet.write_formula(row, column, f"={formula}", cell_format, figure.numerator)
        else:
            self.sheet.write_number(row, column, figure.numerator, cell_format)
        self._counts.setdefault(figure.id, xl_rowcol_to_cell(row, column, col_abs=True))
        self._name_cell("fig", figure.id, row, column)

    def write_share(
        self, row: int, column: int, figure: Figure, style: Style, whole: str | None = None
    ) -> None:
        """The share of a figure, whose count stands on the sheet or has a formula; `whole` is the count of all."""
        count = self._counts.get(figure.id) or str(count_formula(figure.id, self.scheme))
        whole_id = whole_of(figure.id)
        whole = whole or self._counts.get(whole_id) or str(count_formula(whole_id, self.scheme))
        value = "–" if figure.percent is None else float(Decimal(figure.percent) / 100)
        cell_format = self.cell_format({**style, "num_format": PERCENT})
        if self._live:
            self.sheet.write_formula(row, column, f"={share_formula(count, whole)}", cell_format, value)
        else:
            self.sheet.write(row, column, value, cell_format)
        self._name_cell("pct", figure.id, row, column)

    def write_words(self, row: int, column: int, text: str, style: Style) -> None:
        """Write a text as text, even if it looks like a number or formula."""
        write_text(self.sheet, row, column, text, self.cell_format(style))

    def cell_format(self, style: Style) -> Format:
        """The format of a style."""
        return self._book.cell_format(style)

    def set_page(
        self,
        margins_mm: tuple[int, int, int, int],
        header_rows: tuple[int, int],
        *,
        draft: bool,
        code: str = "",
        pages_wide: int = 1,
    ) -> None:
        """A4 landscape, the header repeated and frozen, the page number centred on top from 1, a `code` at the foot.

        `margins_mm` are those of an upright page: top, right, bottom, left; turned, the binding is on top.
        """
        upper, outer, lower, binding = (size / _INCH_MM for size in margins_mm)
        sheet = self.sheet
        margins = (lower, upper, binding, outer)
        set_page(sheet, margins, header_rows=header_rows, footer="", pages_wide=pages_wide)
        sheet.center_horizontally()
        sheet.set_start_page(1)
        mark = '&R&"Times New Roman,Bold"&13DỰ THẢO' if draft else ""
        sheet.set_header(f'&C&"Times New Roman,Regular"&13&P{mark}', {"margin": binding / 2})
        if code:
            sheet.set_footer(f'&R&"Times New Roman,Regular"&8{label_code(code)}', {"margin": outer / 2})

    def _name_cell(self, prefix: str, figure_id: str, row: int, column: int, local: bool = False) -> None:
        name = f"{prefix}_{figure_id.replace('@', '_')}"
        self._names.assign(name, self.name, row, column, local=local)


def as_sheet_name(text: str) -> str:
    """A text as the name of a sheet: shortened, without the signs that no name may have; it may be empty."""
    return _NOT_IN_A_NAME.sub(" ", text).strip()[:_LONGEST_NAME].strip()
