"""What changed since the last period of the year: a sentence, and a table by group."""

from __future__ import annotations

from camket.figures.ledger import ALL, Figure
from camket.figures.since_figures import CHANGES, ONLY_NOW, ONLY_THEN, SINCE, TOTAL, Change
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, source_note
from camket.publishing.blocks.block import Column, Paragraph, Row, Table
from camket.publishing.blocks.inline import Text, count, fill, join_clauses, share

# Changes that a sentence names only where there are any.
_RARE: tuple[Change, ...] = ("asked", "other")


def say_since(analysis: Analysis) -> Text | None:
    """How many commitments changed since the last period, by kind; None where the year has no earlier one."""
    if TOTAL not in analysis.figures:
        return None
    words = load_page_wording()["sentences"]
    changed = [fill(words["since_part"], f=figure) for figure in _list_changes(analysis)]
    apart = [
        fill(words["since_apart"], f=figure)
        for name in (ONLY_NOW, ONLY_THEN)
        if (figure := analysis.figure(name)).numerator
    ]
    said = join_clauses(fill(words["since"], t=analysis.figure(TOTAL)), changed)
    return (*said, *(run for text in apart for run in text))


def since_paragraph(analysis: Analysis) -> Paragraph | None:
    """The sentence as a page shows it."""
    said = say_since(analysis)
    return None if said is None else Paragraph(text=said)


def since_table(analysis: Analysis, *, by_group: bool = True) -> Table | None:
    """Each kind of change, overall and by group; None where the year has no earlier period."""
    if TOTAL not in analysis.figures:
        return None
    groups = analysis.groups_beside_total(TOTAL) if by_group else ()
    scopes = (ALL, *(group.code for group in groups))
    columns = [Column(heading="TT", align="center", width=0.5), Column(heading="Thay đổi", width=4)]
    for heading in ("Toàn tỉnh" if groups else "", *(group.title for group in groups)):
        columns.append(Column(heading="Số nội dung", group=heading, align="right", width=1.1))
        columns.append(Column(heading="Tỷ lệ", group=heading, align="right", width=1.1))

    def cells(number: str, name: str, stem: str) -> tuple[Text, ...]:
        figures = [analysis.figure(stem, scope) for scope in scopes]
        return (number,), (name,), *(cell for figure in figures for cell in (count(figure), share(figure)))

    rows = [
        Row(cells=cells(str(number), figure.label[0].upper() + figure.label[1:], figure.id))
        for number, figure in enumerate(_list_changes(analysis), start=1)
    ]
    rows.append(Row(kind="total", cells=cells("", "Nội dung có ở cả hai kỳ", TOTAL)))
    return Table(
        title="Thay đổi so với kỳ trước",
        columns=tuple(columns),
        rows=tuple(rows),
        note="tỷ lệ của từng thay đổi tính trên số nội dung có ở cả hai kỳ, tỷ lệ ở dòng cuối tính trên tổng số nội "
        "dung của kỳ này.",
        source=source_note(analysis),
    )


def _list_changes(analysis: Analysis) -> list[Figure]:
    """The kinds of change, the rare ones only where there are any."""
    return [
        figure
        for change in CHANGES
        if (figure := analysis.figure(f"{SINCE}.{change}")).numerator or change not in _RARE
    ]
