"""`diff.html`: the comparison as one page."""

from __future__ import annotations

from camket.comparing.answer import (
    describe_circumstances,
    describe_field,
    describe_figure,
    describe_summary,
    label_change,
)
from camket.comparing.moves import Comparison, FigureChange
from camket.figures.ledger import ALL, GROUPS
from camket.pages.document import render_document

_SCOPES = {ALL: "Toàn bộ", **{name: says[0].upper() + says[1:] for name, says in GROUPS.items()}}


def comparison_to_html(found: Comparison) -> str:
    """Returns the whole page. The template engine escapes every text."""
    changed = {change.record_id for change in found.records}
    names = {str(row["unit"]): str(row["unit_name"]) for row in found.after.records.values()}
    names |= {
        code: name
        for row in found.before.records.values()
        if (code := str(row["unit"])) not in names and (name := str(row["unit_name"]))
    }
    groups: dict[str, list[FigureChange]] = {}
    for change in found.figures:
        scope = change.figure.scope
        groups.setdefault(_SCOPES.get(scope) or names.get(scope, scope), []).append(change)
    return render_document(
        "comparing/diff.html.j2",
        found=found,
        summary=describe_summary(found),
        circumstances=describe_circumstances(found),
        groups=groups,
        changed=changed,
        describe_figure=describe_figure,
        describe_field=describe_field,
        label_change=label_change,
    )
