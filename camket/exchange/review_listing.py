"""The open questions as lines for a terminal: unit by unit, the most consequential first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from camket.figures.questions import Question
from camket.processed.prepare import Prepared
from camket.reading.sheet import print_place
from camket.settings.fields import Fields

_INDENT = " " * 14
_NARROWEST = 60


def list_review(name: str, prepared: Prepared, width: int) -> Iterator[str]:
    """What `camket review` prints for the period `name`, no line wider than `width`."""
    width = max(width, _NARROWEST)
    for unit, questions in _by_unit(prepared.questions):
        yield f"{unit} ({len(questions)} câu hỏi)"
        for record_id, same in groupby(questions, key=lambda each: each.record_id):
            yield from _tell_record(record_id, list(same), width, prepared.fields)
        yield ""
    if prepared.second_looks:
        yield f"Đã kết luận, nên xem lại ({len(prepared.second_looks)} nội dung)"
        for entry in prepared.second_looks:
            status = entry.scheme.short(entry.judged.at(entry.basis).status)
            yield from _wrap(entry.record_id, f"{status}: {'; '.join(entry.reasons)}", width)
        yield ""
    decided = prepared.figures["decided"]
    yield f"Kỳ {name}: {len(prepared.questions)} câu hỏi; {decided.fraction} nội dung dựa trên quyết định."
    if prepared.questions:
        yield (
            f"Trả lời trong outputs/{name}/review.xlsx (camket run tạo ra), rồi: camket review {name} --apply TỆP"
        )


def _by_unit(questions: Sequence[Question]) -> list[tuple[str, list[Question]]]:
    """The units in the order of their most consequential question."""
    units: dict[str, list[Question]] = {}
    for question in questions:
        units.setdefault(question.judged.record.commitment.unit.name, []).append(question)
    return list(units.items())


def _tell_record(record_id: str, questions: Sequence[Question], width: int, fields: Fields) -> Iterator[str]:
    record = questions[0].judged.record
    yield from _wrap(record_id, record.commitment.content, width)
    yield from _wrap("  đơn vị ghi", _said(questions[0], fields), width)
    for question in questions:
        at = question.scheme.call_basis(question.basis)
        yield from _wrap("  hỏi", f"kết quả {at}? {'; '.join(question.reasons)}", width)
        yield from _wrap_all("  quy tắc", map(str, question.heard), width)
        moves = (f"{question.scheme.short(status)}: {move.text}" for status, move in question.moves.items())
        yield from _wrap_all("  trả lời", moves, width)


def _said(question: Question, fields: Fields) -> str:
    record = question.judged.record
    parts = []
    for field, text, place in record.says(fields):
        parts.append(f"{field.label} “{text}” [{print_place(place)}]" if place else f"{field.label} “{text}”")
    if not record.reported:
        return "không báo cáo"
    return f"{'; '.join(parts) or 'không ghi gì'} ({record.source.file})"


def _wrap_all(title: str, texts: Iterable[str], width: int) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield from _wrap(title if number == 0 else "", text, width)


def _wrap(title: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=f"{title:<{len(_INDENT) - 1}} ",
        subsequent_indent=_INDENT,
        break_on_hyphens=False,
    ) or [title]
