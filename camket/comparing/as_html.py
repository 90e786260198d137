"""`diff.html`: the comparison as one page."""

from __future__ import annotations

from functools import partial

from camket.comparing.answer import (
    describe_circumstances,
    describe_field,
    describe_figure,
    describe_summary,
    label_change,
)
from camket.comparing.moves import Comparison, FigureChange
from camket.figures.ledger import ALL
from camket.pages.document import render_document


def comparison_to_html(found: Comparison) -> str:
    """Returns the whole page. The template engine escapes every text."""
    scopes = {
        ALL: "Toàn bộ",
        **{group.code: group.label[0].upper() + group.label[1:] for group in found.scheme.groups},
    }
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
        groups.setdefault(scopes.get(scope) or names.get(scope, scope), []).append(change)
    return render_document(
        "comparing/diff.html.j2",
        found=found,
        summary=describe_summary(found),
        circumstances=describe_circumstances(found),
        groups=groups,
        changed=changed,
        describe_figure=describe_figure,
        describe_field=partial(describe_field, scheme=found.scheme),
        label_change=label_change,
    )
