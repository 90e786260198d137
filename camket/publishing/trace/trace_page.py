"""`trace.html`: the whole trail as one self-contained page, or one for each unit; readable without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from camket.figures.figure_lists import FILE as LISTS
from camket.figures.figure_lists import is_large
from camket.figures.staging import write_file_atomically
from camket.figures.table_files import FIGURES
from camket.intake.formats.sheet import label_place
from camket.pipeline import Prepared
from camket.publishing.analyses.large_tables import TRACE_FOLDER
from camket.publishing.pages.html import render_document
from camket.publishing.trace.registration_trail import TracedItem
from camket.publishing.trace.trace_answers import describe_formula
from camket.publishing.trace.trail import Trail, build_trail
from camket.publishing.trace.unit_trails import UnitTrail, leave_to_units, split_trail
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, UNRESOLVED
from camket.settings.units import Unit

FILE = "trace.html"
# The page of a large period names so many records of a figure; more of them stand on the pages of the units.
MOST_LISTED = 200
# A page of more records takes a browser many seconds to open: 3,000 are 20 MB.
MOST_ON_PAGE = 3000


def publish_trail(outputs: Path, prepared: Prepared, name: str) -> list[str]:
    """Writes the page of a period into its outputs, and a page for each unit of a large one; returns the files."""
    trail, period, units = build_trail(prepared), prepared.period, prepared.units
    if len(trail.records) <= MOST_ON_PAGE:
        page = trail_to_html(trail, period, units, name=name)
        write_file_atomically(outputs / FILE, page.encode())
        return [FILE]
    (outputs / TRACE_FOLDER).mkdir()
    parts = split_trail(trail, units)
    whole = leave_to_units(trail, parts)
    shown = trail_to_html(whole, period, units, name=name, apart=parts)
    write_file_atomically(outputs / FILE, shown.encode())
    for part in parts:
        shown = trail_to_html(part.trail, period, (part.unit,), name=name, above=f"../{FILE}")
        (outputs / part.page).write_bytes(shown.encode())
    return [FILE, *(part.page for part in parts)]


def trail_to_html(
    trail: Trail,
    period: Period,
    units: tuple[Unit, ...],
    *,
    name: str,
    apart: Sequence[UnitTrail] = (),
    above: str = "",
) -> str:
    """Returns the page of a period. Equal trails give equal bytes.

    `apart` are units with pages of their own, `above` is the page of the period that such a page leads back to. Every
    text from outside is escaped.
    """
    open_questions = sum(
        trail.figures[f"{basis}.{UNRESOLVED}{f'@{units[0].code}' if above else ''}"].numerator
        for basis in BASES
    )
    here = dict.fromkeys((*trail.records, *trail.items), "")
    return render_document(
        "publishing/trace/trace.html.j2",
        script=("camket.publishing.trace", "trace.js"),
        styles=[("camket.publishing.trace", "trace.css")],
        name=name,
        period=period,
        open_questions=open_questions,
        scopes=_scopes(trail, units, period.scheme),
        records=list(trail.records.values()),
        items=_by_unit(trail),
        files=list(trail.files.values()),
        file_numbers={place: number for number, place in enumerate(trail.files, start=1)},
        missing=trail.missing,
        units=units,
        statuses={status: period.scheme.short(status) for status in period.scheme.codes},
        rules=sorted(
            {judgement.rule for record in trail.records.values() for judgement in record.judgements.values()}
        ),
        describe_formula=describe_formula,
        label_place=label_place,
        pages=here | {name: part.page for part in apart for name in (*part.trail.records, *part.trail.items)},
        figures_here=trail.figures,
        units_apart=[part.as_link() for part in apart],
        most_listed=MOST_LISTED,
        lists=LISTS if is_large(trail.figures.values()) else FIGURES,
        above=above,
    )


def _by_unit(trail: Trail) -> dict[str, list[TracedItem]]:
    """The items of the next year by unit name, units in order of first appearance."""
    found: dict[str, list[TracedItem]] = {}
    for item in trail.items.values():
        found.setdefault(item.unit_name, []).append(item)
    return found


def _scopes(trail: Trail, units: tuple[Unit, ...], scheme: Scheme) -> list[tuple[str, list[object]]]:
    """The figures by scope: everything, a group, a unit; in the order of the ledger."""
    groups = {group.code: group.label for group in scheme.groups}
    names = {"all": "Toàn bộ", **groups, **{unit.code: unit.name for unit in units}}
    by_scope: dict[str, list[object]] = {}
    for figure in trail.figures.values():
        by_scope.setdefault(figure.scope, []).append(figure)
    return [(names.get(scope, scope), figures) for scope, figures in by_scope.items()]
