"""What the slides find, each finding a sentence whose numbers are figures (`slide_findings.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from camket.dates import format_date
from camket.figures.ledger import Figure
from camket.figures.report_figures import UNNAMED, WAITING
from camket.figures.since_figures import SINCE, TOTAL
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.reporting_table import name_ranked
from camket.publishing.analyses.status_tables import shown_statuses
from camket.publishing.blocks.block import KeyNumbers, SlideTitle
from camket.publishing.blocks.inline import Run, Text, fill
from camket.settings.states import Basis

_MOST_STATUSES = 3
_MOST_NAMES = 2


def say_statuses(analysis: Analysis, basis: Basis) -> SlideTitle:
    """How many are done, then the most frequent other statuses."""
    scheme = analysis.scheme
    figures = {status: analysis.figure(f"{basis}.{status}") for status in shown_statuses(analysis, basis)}
    ranked = sorted(
        figures,
        key=lambda status: (scheme.state_of(status) != "done", -figures[status].numerator),
    )
    first, *others = [status for status in ranked if figures[status].numerator][:_MOST_STATUSES] or ranked[:1]
    finding = _Finding(analysis)
    finding.say(
        "statuses" if basis == "cut_off" else "forecast",
        day=format_date(analysis.period.cut_off),
        year=str(analysis.period.year),
        first=figures[first],
        first_status=_within(scheme.short(first)),
    )
    for status in others:
        finding.say("further", f=figures[status], status=_within(scheme.short(status)))
    return finding.as_title()


def say_since(analysis: Analysis) -> SlideTitle | None:
    """What was completed and what failed since the last period; None where the year has no earlier one."""
    if not analysis.figures.get(TOTAL) or not analysis.figure(TOTAL).numerator:
        return None
    done, failed, same = (analysis.figure(f"{SINCE}.{change}") for change in ("completed", "failed", "same"))
    finding = _Finding(analysis)
    if done.numerator:
        finding.say("since", done=done, total=analysis.figure(TOTAL))
    else:
        finding.say("since_none", same=same)
    if failed.numerator:
        finding.say("since_failed", f=failed)
    return finding.as_title()


def say_groups(analysis: Analysis, basis: Basis) -> SlideTitle:
    """Which group of units completed the largest share, and which the smallest; groups without items have none."""
    done = {
        group.title: analysis.state(basis, "done", group.code) for group in analysis.groups_with_items(basis)
    }
    best, least = _extremes(done)
    if len(done) == 1:
        return find_title(analysis, "group_alone", group=best, best=done[best])
    if done[best].share == done[least].share:
        return find_title(analysis, "groups_equal", best=done[best])
    return find_title(
        analysis, "groups", best=done[best], best_group=best, least=done[least], least_group=_within(least)
    )


def say_units(analysis: Analysis, basis: Basis, group: str) -> SlideTitle | None:
    """Which units of a group completed the largest share, and which the smallest; None for a group without items."""
    done = {
        name_ranked(analysis, unit): analysis.state(basis, "done", unit.code)
        for unit in analysis.units_with_items(basis, group)
    }
    if not done:
        return None
    best, least = _extremes(done)
    called = analysis.scheme.group(group).short
    if len(done) == 1:
        return find_title(analysis, "units_alone", unit=best, f=done[best])
    if done[best].share == done[least].share:
        return find_title(analysis, "units_equal", group=called, best=done[best])
    return find_title(
        analysis,
        "units",
        group=called,
        best=done[best],
        best_units=_name_like(done, done[best]),
        least=done[least],
        least_units=_name_like(done, done[least]),
    )


def say_waiting(analysis: Analysis) -> SlideTitle | None:
    """How many await appraisal, and whose most of them; None where none does."""
    waiting = analysis.state("cut_off", "waiting")
    if not waiting.numerator:
        return None
    waited = [figure for name, figure in analysis.figures.items() if name.startswith(f"{WAITING}.")]
    if not waited:
        return find_title(analysis, "waiting_unnamed", w=analysis.figure(UNNAMED))
    most = max(waited, key=lambda figure: figure.numerator)
    appraiser = most.label.removeprefix("đang chờ ").removesuffix(" thẩm định")
    return find_title(analysis, "waiting", w=waiting, a=most, appraiser=appraiser)


def say_moves(analysis: Analysis) -> SlideTitle | None:
    """How many of the commitments open at the cut-off are forecast to be completed; None where none is open."""
    scheme = analysis.scheme
    ends = [status for status in scheme.decided("full_year") if scheme.state_of(status) == "done"]
    finding = _Finding(analysis)
    for status in shown_statuses(analysis, "cut_off"):
        before = analysis.figure(f"cut_off.{status}")
        if scheme.state_of(status) in ("running", "waiting") and before.numerator and ends:
            finding.say(
                "moves_joined" if finding.text else "moves_done",
                done=analysis.figure(f"flow.{status}.{ends[0]}"),
                before=before,
                status=_within(scheme.short(status)),
            )
    return finding.as_title() if finding.text else None


def say_failing(analysis: Analysis) -> SlideTitle | None:
    """How many are forecast to fail, and of which units the largest share; None where none is."""
    failing = analysis.state("full_year", "failed")
    if not failing.numerator:
        return None
    by_unit = {
        name_ranked(analysis, unit): analysis.state("full_year", "failed", unit.code)
        for unit in analysis.units
    }
    most, _ = _extremes(by_unit)
    return find_title(
        analysis, "failing", f=failing, most=by_unit[most], units=_name_like(by_unit, by_unit[most])
    )


def say_registered(analysis: Analysis) -> SlideTitle:
    """How much of what is registered for the next year goes on with this year's, and how much is new."""
    counted, carried, new = (
        analysis.figure(f"registration.{stem}") for stem in ("counted", "carried", "new")
    )
    return find_title(analysis, "registered", c=counted, k=carried, n=new)


def say_screened(analysis: Analysis, group: str) -> SlideTitle | None:
    """How many registered items of a screened group are to be looked at again; None where none is."""
    figure = analysis.figure("registration.to_screen", group)
    if not figure.numerator:
        return None
    return find_title(analysis, "screened", group=analysis.scheme.group(group).short, f=figure)


def say_draft(analysis: Analysis) -> SlideTitle | None:
    """How many items the draft list of the next year has; None without a draft."""
    total, adjusted, accepted = (
        analysis.figure(f"registration.{stem}") for stem in ("draft", "draft_adjusted", "draft_accepted")
    )
    if not total.numerator:
        return None
    finding = _Finding(analysis)
    finding.say("draft", t=total)
    for name, figure in (("draft_adjusted", adjusted), ("draft_accepted", accepted)):
        if figure.numerator:
            finding.say(name, f=figure)
    return finding.as_title()


def list_key_numbers(analysis: Analysis) -> KeyNumbers:
    """The five numbers of the leader's page: signed, completed, open, forecast to be completed and to fail."""
    words, scheme = load_findings()["numbers"], analysis.scheme
    day = format_date(analysis.period.cut_off)
    still_open = max(
        (status for status in scheme.decided("cut_off") if scheme.state_of(status) in ("waiting", "running")),
        key=lambda status: analysis.figure(f"cut_off.{status}").numerator,
        default=scheme.decided("cut_off")[0],
    )
    figures = {
        "total": analysis.figure("cut_off.total"),
        "done": analysis.state("cut_off", "done"),
        "open": analysis.figure(f"cut_off.{still_open}"),
        "forecast": analysis.state("full_year", "done"),
        "failing": analysis.state("full_year", "failed"),
    }
    return KeyNumbers(
        items=tuple(
            (
                fill("{f.count}", f=figure),
                fill(words[name], f=figure, day=day, status=_within(scheme.short(still_open))),
            )
            for name, figure in figures.items()
        )
    )


class _Finding:
    """A sentence put together from the wording, with the figures that it names."""

    def __init__(self, analysis: Analysis) -> None:
        period = analysis.period
        self._analysis = analysis
        self._settings = {
            "year": str(period.year),
            "next_year": str(period.year + 1),
            "superior": period.superior_in_text,
        }
        self._figures: dict[str, Figure] = {}
        self.text: Text = ()

    def say(self, sentence: str, **values: Figure | str) -> None:
        """Adds a part of the sentence."""
        self.text += fill(load_findings()["titles"][sentence], **{**self._settings, **values})
        self._figures |= {value.id: value for value in values.values() if isinstance(value, Figure)}

    def as_title(self) -> SlideTitle:
        """The sentence with its notes: a line for each of its figures, then what all figures rest on."""
        words = load_findings()["notes"]
        notes: list[Run] = []
        for figure in self._figures.values():
            notes += fill(
                words["figure"],
                f=figure,
                noun=figure.noun,
                label=figure.label,
                population=figure.population,
                id=figure.id,
            )
            notes.append("\n")
        notes += fill(words["rest"], d=self._analysis.figure("decided"))
        return SlideTitle(text=self.text, notes=tuple(notes))


def find_title(analysis: Analysis, sentence: str, **values: Figure | str) -> SlideTitle:
    """A finding of one sentence of `slide_findings.toml`."""
    finding = _Finding(analysis)
    finding.say(sentence, **values)
    return finding.as_title()


@cache
def load_findings() -> dict[str, Any]:
    """Loads the wording file."""
    return tomllib.loads(
        files("camket.publishing.analyses").joinpath("slide_findings.toml").read_text("utf-8")
    )


def _extremes(figures: Mapping[str, Figure]) -> tuple[str, str]:
    """The names with the largest and the smallest share, the first of equal ones."""
    rates = {name: Fraction(figure.numerator, max(figure.denominator, 1)) for name, figure in figures.items()}
    return max(rates, key=lambda name: rates[name]), min(rates, key=lambda name: rates[name])


def _name_like(figures: Mapping[str, Figure], like: Figure) -> str:
    names: Sequence[str] = [name for name, figure in figures.items() if figure.share == like.share]
    if len(names) <= _MOST_NAMES:
        return " và ".join(names)
    return str(load_findings()["titles"]["named"].format(names=", ".join(names[:_MOST_NAMES])))


def _within(label: str) -> str:
    """A short label within a sentence; a name in capitals, such as UBND, stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
