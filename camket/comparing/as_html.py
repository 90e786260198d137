"""`diff.html`: what moved, on one page."""

from __future__ import annotations

from camket.comparing.answer import circumstances, field_words, figure_words, kind_words, summary_words
from camket.comparing.moves import Comparison, FigureMove
from camket.figures.ledger import ALL, GROUPS
from camket.pages.document import to_document

_SCOPES = {ALL: "Toàn bộ", **{name: says[0].upper() + says[1:] for name, says in GROUPS.items()}}


def comparison_to_html(found: Comparison) -> str:
    """The whole page. Every text is escaped by the template engine."""
    moved = {move.record_id for move in found.records}
    names = {str(row["unit"]): str(row["unit_name"]) for row in found.after.records.values()}
    names |= {
        code: name
        for row in found.before.records.values()
        if (code := str(row["unit"])) not in names and (name := str(row["unit_name"]))
    }
    groups: dict[str, list[FigureMove]] = {}
    for move in found.figures:
        scope = move.figure.scope
        groups.setdefault(_SCOPES.get(scope) or names.get(scope, scope), []).append(move)
    return to_document(
        "comparing/diff.html.j2",
        found=found,
        summary=summary_words(found),
        circumstances=circumstances(found),
        groups=groups,
        moved=moved,
        figure_words=figure_words,
        field_words=field_words,
        kind_words=kind_words,
    )
