"""What an audit states, in sentences with its figures: for the page `review`, the covering report and the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from camket.figures.audit_figures import BOUND, CHANGED, DECIDED, OPEN, READ, UNSETTLED, WRONG
from camket.figures.audit_record import AuditSummary
from camket.figures.ledger import Figure
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import join_words, load_page_wording
from camket.publishing.blocks.block import Listing, Paragraph
from camket.publishing.blocks.inline import Printed, Run, Text, fill


def audit_block(analysis: Analysis) -> Listing | Paragraph:
    """What the audit of a period states, or that there is none."""
    if analysis.audit is None:
        return Paragraph(text=(load_page_wording()["audit"]["none"],))
    return Listing(items=tuple(("-", said) for said in say_audit(analysis.all_figures, analysis.audit)))


def say_audit(figures: Mapping[str, Figure], audit: AuditSummary) -> Iterator[Text]:
    """The sentences, the statement first."""
    words = load_page_wording()["audit"]
    yield say_bound(figures, audit)
    yield fill(words["read"], r=figures[READ], w=figures[WRONG])
    if figures[UNSETTLED].numerator:
        yield fill(words["unsettled"], u=figures[UNSETTLED])
    if len(audit.tables) > 1:
        yield fill(words["periods"], periods=join_words(list(audit.tables)))
    yield fill(words["drawn"], numbers=join_words(audit.numbers), hash=audit.hash)
    for name in (DECIDED, OPEN):
        if figures[name].numerator:
            yield fill(words["not_listed"], f=figures[name])
    if figures[CHANGED].numerator:
        yield fill(words["changed"], c=figures[CHANGED])


def say_bound(figures: Mapping[str, Figure], audit: AuditSummary) -> Text:
    """The statement: fewer than so many of the list, as a threshold without a zero before it."""
    bound = figures[BOUND]
    parts = {"{b}": str(bound.numerator), "{population}": str(bound.denominator)}
    text: list[Run] = []
    sentence = load_page_wording()["audit"]["bound"]
    sentence = sentence.replace("{confidence}", audit.confidence).replace("{label}", bound.label)
    for name, number in parts.items():
        before, _, sentence = sentence.partition(name)
        text += [before, Printed(figure=bound.id, text=number)]
    return (*text, sentence)
