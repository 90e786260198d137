"""Precedents: what people of the project decided on texts that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from camket.dates import format_date
from camket.intake.joining.record import Commitment, Record
from camket.judging.classify import Judged, classify_record
from camket.judging.judgement import quote_texts
from camket.judging.same_claims import SameKey, key_of
from camket.numerals import read_percent
from camket.settings.decisions import Decision
from camket.settings.fields import BUILT_IN
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.text import fold

_QUOTED_AS = {each.quoted_as: each.name for each in BUILT_IN.reported if each.quoted_as}
_PARTS = re.compile(rf"(?:^| \| )({'|'.join(map(re.escape, _QUOTED_AS))}): ")


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decision with its period, the words that it was made on, and what they say."""

    period: str
    decision: Decision
    words: str
    key: SameKey

    def describe(self, scheme: Scheme) -> str:
        """What was decided, by whom, when, on which words."""
        made = self.decision
        document = f", {made.document}" if made.document else ""
        return (
            f"{scheme.short(made.value)} – {made.decided_by}, {format_date(made.decided_on)}, kỳ {self.period}, "
            f"{made.record_id}: “{self.words}” (lý do: {made.reason}{document})"
        )


Precedents = Mapping[SameKey, Sequence[Precedent]]


def index_precedents(precedents: Sequence[Precedent]) -> Precedents:
    """The precedents by what their words say, the latest first."""
    found: dict[SameKey, list[Precedent]] = {}
    for each in sorted(precedents, key=lambda each: each.decision.decided_on, reverse=True):
        found.setdefault(each.key, []).append(each)
    return found


def list_own(name: str, records: Sequence[Judged], period: Period) -> list[Precedent]:
    """The decisions of the period itself, `records` judged with them."""
    found: list[Precedent] = []
    for judged in records:
        for made in judged.decisions.values():
            record = judged.record
            if made.field in judged.faults:
                continue
            if made.written and fold(made.written) != fold(record.summary):
                record = fill_as_written(record.commitment, made.written)
            elif not made.written and not judged.is_decided(made.basis):
                continue
            found += make_precedent(name, made, record, period)
    return found


def make_precedent(name: str, made: Decision, record: Record, period: Period) -> Iterator[Precedent]:
    """The precedent that a decision makes, judged as the words are read today, if they are what it rests on."""
    judged = classify_record(record, {}, period.year, period.scheme, period.cut_off)
    if key := key_of(judged, made.basis):
        yield Precedent(name, made, quote_texts(record, made.basis), key)


def fill_as_written(commitment: Commitment, written: str) -> Record:
    """The record that a decision quotes: `kết quả: … | ước cả năm: …`."""
    parts = _PARTS.split(written)[1:]
    return fill_texts(
        commitment, {_QUOTED_AS[label]: text for label, text in zip(parts[::2], parts[1::2], strict=True)}
    )


def fill_texts(commitment: Commitment, texts: Mapping[str, Any]) -> Record:
    said: dict[str, Any] = {name: text for name in _QUOTED_AS.values() if (text := texts.get(name))}
    if "progress_percent" in said:
        said["progress_percent"] = read_percent(said["progress_percent"])
    return replace(Record(commitment, commitment.source, reported=True), **said)
