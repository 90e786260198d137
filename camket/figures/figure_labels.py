"""What each figure of the ledger is called, by its id."""

from __future__ import annotations

from camket.figures.due_figures import DUE_LABELS
from camket.figures.ledger import (
    DECIDED_LABEL,
    TOTAL_LABEL,
    UNITS,
    label_alone,
    label_flow,
    label_found,
    label_overdue,
)
from camket.figures.registration_figures import LABELS, TREATMENTS, label_registered
from camket.figures.report_figures import UNNAMED, UNNAMED_LABEL
from camket.figures.reporting_figures import (
    REPORTED,
    REPORTED_LABEL,
    SENT_LABELS,
    TIMELINESS_LABELS,
)
from camket.figures.second_look import (
    FALLEN_LABEL,
    SECOND_LOOK_LABEL,
    SIGNS,
    label_rule,
    label_sign,
)
from camket.figures.since_figures import (
    CHANGE_LABELS,
    THEN,
    label_move,
    label_now,
    label_then,
)
from camket.settings.period import Period
from camket.settings.states import BASES, STATES


def label_figure(figure_id: str, period: Period) -> str:
    """Returns the label of a figure, with or without `@<scope>`; empty where its id does not tell it.

    Appraisers, the last period of the year and the span in which something falls due have names of their own.
    """
    stem = figure_id.partition("@")[0]
    first, _, rest = stem.partition(".")
    kind, _, last = rest.partition(".")
    statuses = set(period.scheme.codes)
    match first:
        case "cut_off" | "full_year":
            return _label_basis(rest, period)
        case "found":
            return label_found(_label_basis(last, period)) if last in statuses else ""
        case "flow" if {kind, last} <= statuses:
            return label_flow(kind, last, period)
        case "decided":
            return DECIDED_LABEL
        case "due" if rest in DUE_LABELS:
            return DUE_LABELS[rest]
        case "since" if {kind, last} <= statuses:
            return label_move(kind, last, period)
        case "since" if rest in CHANGE_LABELS:
            return CHANGE_LABELS[rest]
        case "since_then" | "since_now" if rest in statuses:
            label = _label_basis(rest, period)
            return label_then(label) if first == THEN else label_now(label)
        case "registration":
            return _label_registration(rest, period)
        case "rule" if kind in BASES:
            return label_rule(kind, last, period)
        case "second_look" if rest in SIGNS:
            return label_sign(SIGNS[rest])
    return _ALONE.get(stem, "")


def _label_basis(name: str, period: Period) -> str:
    if name in period.scheme.codes:
        return period.scheme.label(name, period.superior_in_text)
    if name in STATES:
        return label_alone(name)
    return {"total": TOTAL_LABEL, "overdue": label_overdue(period)}.get(name, "")


def _label_registration(name: str, period: Period) -> str:
    if name.startswith("content."):
        return TREATMENTS.get(name.rpartition(".")[2], "")
    return label_registered(name, period) if name in LABELS else ""


_ALONE = {
    UNNAMED: UNNAMED_LABEL,
    REPORTED: REPORTED_LABEL,
    "second_look": SECOND_LOOK_LABEL,
    "fallen": FALLEN_LABEL,
    **{f"{UNITS}{name}": label for name, label in (SENT_LABELS | TIMELINESS_LABELS).items()},
}
