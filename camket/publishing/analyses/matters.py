"""The matters put to the superior body, each with the units and items that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from camket.dates import format_date
from camket.figures.ledger import ALL, UNITS, Figure
from camket.figures.report_figures import WAITING
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import source_note
from camket.publishing.analyses.slide_findings import find_title, load_findings
from camket.publishing.blocks.block import Column, Listing, Row, SlideTitle, Table
from camket.publishing.blocks.inline import Run, Text, as_plain, fill
from camket.settings.states import BASES, UNRESOLVED
from camket.settings.units import label_item

_MOST = 5


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked for, the figure that counts it, and whom it concerns, those with most items first."""

    name: str
    figure: Figure
    concerns: tuple[Text, ...]


def list_matters(analysis: Analysis, most: int = _MOST) -> list[Matter]:
    """The first `most` matters that there are, in the order of their weight."""
    order = [*load_findings()["matters"]["ask"]]
    found = [matter for matter in _find_matters(analysis) if matter.figure.numerator]
    return sorted(found, key=lambda matter: order.index(matter.name))[:most]


def say_matters(analysis: Analysis) -> SlideTitle:
    """The title of the slide that asks for decisions."""
    matters = list_matters(analysis)
    figures = {f"matter_{number}": matter.figure for number, matter in enumerate(matters)}
    return find_title(analysis, "decisions" if matters else "no_decision", **figures)


def matters_table(analysis: Analysis, letters: int) -> Table:
    """The matters, each with the units and the numbers of the items that it concerns, in at most so many letters.

    The first one, which weighs most, has twice the room.
    """
    words, period = load_findings()["matters"], analysis.period
    rows = [
        Row(
            cells=(
                (str(number),),
                _ask(analysis, matter),
                _join(matter.concerns, letters * (2 if number == 1 else 1)),
            )
        )
        for number, matter in enumerate(list_matters(analysis), start=1)
    ]
    return Table(
        title=words["title"].format(superior=period.superior_in_text),
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading=words["asked"], width=2.8),
            Column(heading=words["named"], width=4.8),
        ),
        rows=tuple(rows) or (Row(cells=(("",), (words["none"],), ("",))),),
        source=source_note(analysis),
    )


def matters_listing(analysis: Analysis) -> Listing:
    """The matters that there are, each as a request in a line."""
    words = load_findings()["matters"]
    request = words["request"].format(superior=analysis.period.superior_in_text)
    asked = [
        ("-", (request, *_begin_small(_ask(analysis, matter)), ".")) for matter in list_matters(analysis)
    ]
    return Listing(items=tuple(asked) or (("-", (words["none"],)),))


def _begin_small(text: Text) -> Text:
    first, *rest = text
    return (first[:1].lower() + first[1:] if isinstance(first, str) else first, *rest)


def _ask(analysis: Analysis, matter: Matter) -> Text:
    period = analysis.period
    return fill(
        load_findings()["matters"]["ask"][matter.name], f=matter.figure, year=str(period.year),
        next_year=str(period.year + 1), cut_off=format_date(period.cut_off),
    )  # fmt: skip


def _find_matters(analysis: Analysis) -> Iterator[Matter]:
    items = {
        "failing": analysis.state("full_year", "failed"),
        "overdue": analysis.figure("cut_off.overdue"),
        **_find_open(analysis),
    }
    for name, figure in items.items():
        yield Matter(name, figure, _name_items(analysis, figure.records))
    silent = analysis.figures.get(f"{UNITS}silent")
    if silent:
        yield Matter("silent", silent, _name_silent(analysis, silent))
    yield Matter("waiting", analysis.state("cut_off", "waiting"), _name_appraisers(analysis))
    screened = [
        (name, f"registration.{stem}", group.code)
        for group in analysis.scheme.groups_with("screened")
        for name, stem in (("screened", "to_screen"), ("candidates", "candidates"))
    ]
    for name, stem, scope in (*screened, ("dropped", "registration.dropped", ALL)):
        counted = analysis.figures.get(stem if scope == ALL else f"{stem}@{scope}")
        if counted:
            yield Matter(name, counted, _name_units(analysis, stem, scope))


def _find_open(analysis: Analysis) -> dict[str, Figure]:
    """What is open, at one basis where it includes all that is open at the other."""
    cut_off, full_year = (analysis.figure(f"{basis}.{UNRESOLVED}") for basis in BASES)
    if set(cut_off.records) <= set(full_year.records):
        return {"unresolved": full_year}
    if set(full_year.records) <= set(cut_off.records):
        return {"unresolved_cut_off": cut_off}
    return {"unresolved": full_year, "unresolved_cut_off": cut_off}


def _name_items(analysis: Analysis, records: Collection[str], said: str = "{item}") -> tuple[Text, ...]:
    """The units of some commitments, each with the numbers of its items."""
    if not records:
        return ()
    counted = set(records)
    items: dict[str, list[str]] = defaultdict(list)
    columns = ("record_id", "unit", "item_no")
    for record_id, unit, number in zip(*(analysis.records[name].tolist() for name in columns), strict=True):
        if record_id in counted:
            items[unit].append(label_item(number, record_id, unit))
    named = sorted(
        (unit for unit in analysis.units if unit.code in items), key=lambda unit: -len(items[unit.code])
    )
    item = load_findings()["matters"]["item"]
    return tuple(
        (said.format(item=item.format(unit=unit.name, items=", ".join(items[unit.code]))),) for unit in named
    )


def _name_silent(analysis: Analysis, figure: Figure) -> tuple[Text, ...]:
    counted = set(figure.records)
    return tuple(
        (unit.name,)
        for unit in analysis.units
        if not counted.isdisjoint(analysis.figure("cut_off.total", unit.code).records)
    )


def _name_appraisers(analysis: Analysis) -> tuple[Text, ...]:
    """The appraisers awaited, then the units of what awaits one that the signed list does not name."""
    waited = [figure for name, figure in analysis.figures.items() if name.startswith(f"{WAITING}.")]
    named = {record for figure in waited for record in figure.records}
    rest = set(analysis.state("cut_off", "waiting").records) - named
    appraisers = (
        _name_counted(figure.label.removeprefix("đang chờ ").removesuffix(" thẩm định"), figure)
        for figure in sorted(waited, key=lambda figure: -figure.numerator)
    )
    return (*appraisers, *_name_items(analysis, rest, load_findings()["matters"]["unnamed"]))


def _name_units(analysis: Analysis, stem: str, scope: str) -> tuple[Text, ...]:
    counted = [
        (unit, figure)
        for unit in analysis.units
        if scope in (ALL, unit.group)
        and (figure := analysis.figures.get(f"{stem}@{unit.code}"))
        and figure.numerator
    ]
    return tuple(
        _name_counted(unit.name, figure)
        for unit, figure in sorted(counted, key=lambda each: -each[1].numerator)
    )


def _name_counted(name: str, figure: Figure) -> Text:
    return (f"{name} (", *fill(load_findings()["matters"]["counted"], f=figure), ")")


def _join(concerns: Sequence[Text], room: int) -> Text:
    """The names one after the other, as many as there is room for; a last one is not called the others."""
    runs: list[Run] = []
    more = load_findings()["matters"]["more"]
    for number, text in enumerate(concerns):
        room -= len(as_plain(text)) + 2
        if number and number < len(concerns) - 1 and room < len(more):
            return (*runs, "; ", more)
        runs += ["; "] if number else []
        runs += text
    return tuple(runs)
