"""What an earlier cut-off of the year said of a commitment, and what follows from it at this one.

A stop that a person decided on the strength of a document carries over. What was completed or stopped and now reads
otherwise is asked about with both texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from camket.dates import format_date
from camket.intake.joining.record import Record
from camket.judging.judgement import Judgement, quote_texts
from camket.settings.decisions import names_document
from camket.settings.states import UNRESOLVED, Found, label_state
from camket.text import fold

STOP_CARRIED_OVER = "stop_carried_over"
# The reasons of a question by the state that was found earlier.
_READS_OTHERWISE: dict[Found, str] = {"done": "completed_before", "stopped": "stopped_before"}


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """The status of a commitment at an earlier cut-off, as the tables of that period have it.

    `said` is what the unit wrote of it then, `rule` what its status rests on, `evidence` the words that decided.
    `decided_by` and `document` are those of a person's decision, empty where a rule decided.
    """

    period: str
    cut_off: date
    status: str
    state: Found
    rule: str
    evidence: str
    said: str = ""
    result_text: str = ""
    estimate_text: str = ""
    progress_percent: Decimal | None = None
    decided_by: str = ""
    document: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it was completed or stopped, which nothing takes back without a question."""
        return self.state in _READS_OTHERWISE

    @property
    def is_documented_stop(self) -> bool:
        """Whether a person let it stop on the strength of a document."""
        return self.state == "stopped" and bool(self.decided_by) and names_document(self.document)

    def describe(self) -> str:
        """The period, the result and what it rests on, within a sentence."""
        decided = f"; {self.decided_by} quyết định" if self.decided_by else ""
        document = f", văn bản {self.document}" if self.document else ""
        return (
            f"kỳ {self.period} (số liệu đến {format_date(self.cut_off)}) xác định là "
            f"{label_state(self.state).lower()}: “{self.said or self.evidence}”{decided}{document}"
        )


def weigh_earlier(
    found: Judgement, asks: list[str], record: Record, earlier: EarlierResult | None
) -> tuple[Judgement, list[str]]:
    """A finding at the cut-off and its questions, held against the earlier result."""
    if earlier is None or not earlier.is_settled:
        return found, asks
    if earlier.is_documented_stop and not record.review_reasons and _lets_stand(found, record, earlier):
        return Judgement("stopped", STOP_CARRIED_OVER, _quote_stop(earlier)), []
    if found.state == earlier.state:
        return found, asks
    if found.state == UNRESOLVED:
        return found, [*asks, earlier.describe()]
    now = quote_texts(record, "cut_off") or found.evidence
    ask = f"{earlier.describe()}; nay đơn vị ghi “{now}”, đọc được là {label_state(found.state).lower()}"
    return Judgement(UNRESOLVED, _READS_OTHERWISE[earlier.state], found.evidence, found.place), [ask]


def carry_year(record: Record, cut_off: Judgement, earlier: EarlierResult | None) -> Judgement | None:
    """The full year of a stop that carries over, where the unit estimates what it did then; None otherwise."""
    if earlier is None or cut_off.rule != STOP_CARRIED_OVER or record.doubts:
        return None
    if fold(record.estimate_text) != fold(earlier.estimate_text):
        return None
    return Judgement("stopped", "carried_over", cut_off.evidence, cut_off.place)


def _lets_stand(found: Judgement, record: Record, earlier: EarlierResult) -> bool:
    """Whether the unit says nothing against a stop: nothing at all, the same stop, or the words of the decision."""
    said = quote_texts(record, "cut_off")
    if found.state == "stopped":
        return True
    return fold(said) == fold(earlier.said) if said else record.progress_percent is None


def _quote_stop(earlier: EarlierResult) -> str:
    """The evidence of a decision, which names its document, with the period and the person."""
    return f"Được cho dừng từ kỳ {earlier.period}: {earlier.evidence}; {earlier.decided_by} quyết định"
