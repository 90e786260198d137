"""A sheet of the commitments that await appraisal at the cut-off, by appraiser; all of them, with their total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from camket.figures.ledger import Figure
from camket.figures.report_figures import UNNAMED, WAITING
from camket.judging.classify import Judged
from camket.publishing.blocks.inline import Text, as_plain
from camket.publishing.workbooks.cell_styles import (
    BOXED,
    CAPTION,
    HEADER,
    LABEL,
    NOTE,
    NUMBER,
    PERCENT,
    ROWS,
    SMALL_SIZE,
    count_format,
)
from camket.publishing.workbooks.cell_text import count_lines, fit_height, line_height
from camket.publishing.workbooks.contents_sheet import load_workbook_wording, words_of
from camket.publishing.workbooks.figure_sheet import Sheet
from camket.publishing.workbooks.formulas import appraiser_formula
from camket.settings.fields import label_of
from camket.settings.period import Period
from camket.text import fold

_WIDTHS = (5.0, 84.0, 12.0, 12.0)
_RIGHT, _CENTRED = {"align": "right"}, {"align": "center"}


def list_waiting(figures: Mapping[str, Figure]) -> list[Figure]:
    """The figures of each appraiser awaited, most items first; that of items whose appraiser nobody names last."""
    named = [figure for name, figure in figures.items() if name.startswith(f"{WAITING}.")]
    unnamed = [figures[UNNAMED]] if UNNAMED in figures and figures[UNNAMED].numerator else []
    return [*sorted(named, key=lambda figure: -figure.numerator), *unnamed]


def write_waiting(
    sheet: Sheet,
    period: Period,
    figures: Mapping[str, Figure],
    records: Sequence[Judged],
    *,
    source: str,
    draft: Text,
    code: str,
) -> None:
    """Writes the sheet, its counts as formulas over the Records sheet."""
    words = load_workbook_wording()["waiting"]
    names = {**words_of(period), "source": source, "appraiser": label_of("appraiser")}
    for column, width in enumerate(_WIDTHS):
        sheet.sheet.set_column(column, column, width)
    draft_words = load_workbook_wording()["contents"]["draft"]
    row = 0
    for text, style in (
        (words["title"], LABEL),
        (draft_words + as_plain(draft) if draft else "", {**CAPTION, **_CENTRED}),
        (period.notice, {**NOTE, **_CENTRED}),
    ):
        if text:
            _write_across(sheet, row, text, style)
            row += 1
    header = row
    for column, heading in enumerate(words["columns"]):
        sheet.write_words(row, column, heading.format(**names), HEADER)
    listed = list_waiting(figures)
    written = {each.record.commitment.record_id: each.record.commitment.appraiser for each in records}
    statuses = [
        each for each in period.scheme.decided("cut_off") if period.scheme.state_of(each) == "waiting"
    ]
    last = row + len(listed)
    whole = f"SUM($C${row + 2}:$C${last + 1})"
    for figure in listed:
        row += 1
        name = words["unnamed"] if figure.id == UNNAMED else _name(figure)
        formula = appraiser_formula(_spellings(figure, written), statuses, period.scheme)
        sheet.write_words(row, 0, str(row - header), NUMBER)
        sheet.write_words(row, 1, name, BOXED)
        sheet.sheet.set_row(row, fit_height([(name, _WIDTHS[1])], SMALL_SIZE, gap=1))
        sheet.write_count(row, 2, figure, {**BOXED, **_RIGHT}, formula)
        sheet.write_share(row, 3, figure, {**BOXED, **_RIGHT}, whole)
    total = listed[0].denominator
    style = ROWS["total"]
    sheet.write_words(row + 1, 0, "", style)
    sheet.write_words(row + 1, 1, words["total"], style)
    counted = {**style, **_RIGHT, "num_format": count_format(zero_padded=listed[0].zero_padded)}
    sheet.sheet.write_formula(row + 1, 2, f"={whole}", sheet.cell_format(counted), total)
    shared = {**style, **_RIGHT, "num_format": PERCENT}
    sheet.sheet.write_formula(row + 1, 3, f'=IF($C${row + 2}=0,"–",1)', sheet.cell_format(shared), 1)
    for offset, text in enumerate((words["note"], words["source"]), start=2):
        _write_across(sheet, row + offset, text.format(**names), NOTE)
    sheet.set_page(period.layout.margins_mm, (header, header), draft=bool(draft), code=code)


def _name(figure: Figure) -> str:
    """The appraiser within the figure's words: "đang chờ Sở Nội vụ thẩm định"."""
    name = figure.label.removeprefix("đang chờ ").removesuffix(" thẩm định")
    return name[0].upper() + name[1:]


def _spellings(figure: Figure, written: Mapping[str, str]) -> Iterable[str]:
    """Every way in which the signed list writes an appraiser, also where the item does not wait (yet)."""
    own = {written[record] for record in figure.records}
    keys = {fold(each) for each in own}
    return sorted(own | {each for each in written.values() if fold(each) in keys})


def _write_across(sheet: Sheet, row: int, text: str, style: Mapping[str, object]) -> None:
    sheet.sheet.set_row(row, line_height(SMALL_SIZE) * count_lines(text, sum(_WIDTHS), SMALL_SIZE) + 6)
    sheet.sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", sheet.cell_format(style))
    sheet.write_words(row, 0, text, style)
