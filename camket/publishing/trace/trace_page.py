"""`trace.html`: the whole trail as one self-contained page, readable without scripts."""

from __future__ import annotations

from pathlib import Path

from camket.figures.staging import write_file_atomically
from camket.intake.formats.sheet import label_place
from camket.pipeline import Prepared
from camket.publishing.pages.html import render_document
from camket.publishing.trace.registration_trail import TracedItem
from camket.publishing.trace.trace_answers import describe_formula
from camket.publishing.trace.trail import Trail, build_trail
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, UNRESOLVED
from camket.settings.units import Unit

FILE = "trace.html"


def publish_trail(outputs: Path, prepared: Prepared, name: str) -> None:
    """Writes the page of a period into its outputs."""
    page = trail_to_html(build_trail(prepared), prepared.period, prepared.units, name=name)
    write_file_atomically(outputs / FILE, page.encode())


def trail_to_html(trail: Trail, period: Period, units: tuple[Unit, ...], *, name: str) -> str:
    """Returns the page of a period. Equal trails give equal bytes.

    Every text from outside is escaped.
    """
    open_questions = sum(trail.figures[f"{basis}.{UNRESOLVED}"].numerator for basis in BASES)
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
