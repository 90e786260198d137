"""The trail of the next year: registered items and items of the programme, with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from camket.figures.period_tables import label_column
from camket.intake.joining.record import Rejected, Source
from camket.intake.tables.source_files import SourceFile
from camket.next_year.carried_over import Carried
from camket.next_year.draft import DraftItem
from camket.next_year.findings import NextYear, Screened
from camket.next_year.found_labels import CHANGES, DOUBTS
from camket.next_year.items import PROPOSALS, ProgrammeItem, Registration
from camket.publishing.trace.trail_items import TracedCell, TracedFile
from camket.settings.decision_fields import FIELDS


@dataclass(frozen=True, slots=True)
class TracedItem:
    """An item that is registered, proposed to be dropped, or part of the programme. `facts` are its findings."""

    id: str
    unit: str
    unit_name: str
    content: str
    facts: tuple[tuple[str, str], ...]
    cells: tuple[TracedCell, ...]
    figures: tuple[str, ...]
    source: Source


def trace_items(next_year: NextYear, counted: Mapping[str, Sequence[str]]) -> list[TracedItem]:
    """Traces all items. `counted` maps each item to the figures that count it."""
    drafts = {each.key: each for each in next_year.drafts}
    matched_items, unclaimed = next_year.matched_items, _label_unclaimed(next_year)
    given_up = {each.item.registration_id: each.carried for each in next_year.given_up}
    registered = [
        _trace(each.item, (*_facts(each), *_draft_facts(each.item, drafts)), counted)
        for each in next_year.screened
    ]
    dropped = [
        _trace(
            each,
            (
                ("Đề nghị của đơn vị", PROPOSALS["drop"]),
                *_compare_facts(given_up.get(each.registration_id), each.registration_id),
            ),
            counted,
        )
        for each in next_year.registered.dropped
    ]
    planned = [
        _trace_programme(
            each,
            (
                *_plan_facts(matched_items.get(each.item_id, ()), unclaimed.get(each.item_id, ())),
                *_draft_facts(each, drafts),
            ),
            counted,
        )
        for each in next_year.programme
    ]
    return [*registered, *dropped, *planned]


def trace_files(next_year: NextYear) -> Iterator[TracedFile]:
    """Yields the files of registrations and programme, with their items and rejected rows."""
    items: Sequence[Registration | ProgrammeItem] = (
        *next_year.registered.items,
        *next_year.registered.dropped,
        *next_year.programme,
    )
    files: Sequence[SourceFile] = (*next_year.registered.files, *next_year.plan.files)
    read = {file.place: file.sha256 for file in files}
    lost: Sequence[Rejected] = [item for item in next_year.rejected if item.file]
    refused = {item.file: item.sha256 for item in lost if item.file not in read}
    for place, sha256 in sorted({**read, **refused}.items()):
        yield TracedFile(
            place,
            sha256,
            tuple(_id_of(item) for item in items if item.source.file == place),
            tuple(item for item in lost if item.file == place),
        )


def _id_of(item: Registration | ProgrammeItem) -> str:
    return item.registration_id if isinstance(item, Registration) else item.item_id


def _facts(screened: Screened) -> Iterator[tuple[str, str]]:
    if screened.task:
        answer = {"yes": "có", "no": "không", "asked": "chưa rõ"}[screened.common.value]
        yield "Nhiệm vụ giao chung", f"{answer}: “{screened.task.task}” (chữ trùng: {screened.task.words})"
    if PROPOSALS[screened.item.proposal]:
        yield "Đề nghị của đơn vị", PROPOSALS[screened.item.proposal]
    yield from _compare_facts(screened.carried, screened.item.registration_id)
    for reason in screened.reasons:
        yield "Cần xem xét", str(reason)
    if screened.programme:
        yield "Trong chương trình, kế hoạch", screened.programme
    for finding in screened.findings:
        if made := finding.settled:
            yield "Người quyết định", f"{made.decided_by} ({made.field} = {made.value}; lý do: {made.reason})"
        if finding.fallen_text:
            yield "Quyết định hết hiệu lực", finding.fallen_text


def _compare_facts(carried: Carried | None, key: str) -> Iterator[tuple[str, str]]:
    """What an item is against this year's list, and how it compares with each item that it is or may be."""
    if carried is None:
        return
    before = "".join(f" {each.record_id}" for each in carried.before)
    text = f": {carried.change.text}" if carried.change and carried.change.text else ""
    yield "So với năm trước", f"{CHANGES[carried.kind]}{before}{text}"
    for before_id, explained in (carried.explained or {}).items():
        yield f"So sánh với {before_id}", str(explained)
    if not carried.finding.is_asked:
        return
    yield "Chưa rõ vì", DOUBTS[carried.why]
    for (before_id, after_id), explained in (carried.doubt.explained if carried.doubt else {}).items():
        if after_id == key:
            yield f"So sánh với {before_id}", str(explained)


def _draft_facts(
    item: Registration | ProgrammeItem, drafts: Mapping[str, DraftItem]
) -> Iterator[tuple[str, str]]:
    """The changes that the draft proposes, and a person's decision on them."""
    draft = drafts.get(_id_of(item))
    if draft is None:
        return
    terms = (draft.content, draft.target, draft.deadline)
    if terms != (item.content, item.target, item.deadline):
        yield "Dự thảo danh mục năm sau", " | ".join(term or "–" for term in terms)
    if made := draft.finding.settled:
        label = FIELDS["next_year"].label(made.value)
        yield "Quyết định trên dự thảo", f"{label} ({made.decided_by}; lý do: {made.reason})"
    if draft.finding.fallen_text:
        yield "Quyết định hết hiệu lực", draft.finding.fallen_text


def _label_unclaimed(next_year: NextYear) -> dict[str, list[str]]:
    """The groups in which no unit has registered a task, by the task's id."""
    return {
        each.item_id: [next_year.scheme.group(code).label for code in groups]
        for each, groups in next_year.unclaimed
    }


def _plan_facts(registered: Sequence[str], missing: Sequence[str]) -> Iterator[tuple[str, str]]:
    if registered:
        yield "Nội dung đăng ký tương ứng", ", ".join(registered)
    if missing:
        yield "Nhóm chưa có đơn vị đăng ký", "; ".join(missing)


def _trace(
    item: Registration, facts: tuple[tuple[str, str], ...], counted: Mapping[str, Sequence[str]]
) -> TracedItem:
    return TracedItem(
        item.registration_id,
        item.unit.code,
        item.unit.name,
        item.content,
        facts,
        tuple(_cells(item, "registrations", ("content", "target", "deadline", "basis", "note"))),
        tuple(counted.get(item.registration_id, ())),
        item.source,
    )


def _trace_programme(
    item: ProgrammeItem, facts: tuple[tuple[str, str], ...], counted: Mapping[str, Sequence[str]]
) -> TracedItem:
    return TracedItem(
        item.item_id,
        item.unit.code if item.unit else "",
        item.unit.name if item.unit else item.body,
        item.content,
        facts,
        tuple(_cells(item, "programme", ("content", "target", "deadline", "basis"))),
        tuple(counted.get(item.item_id, ())),
        item.source,
    )


def _cells(item: Registration | ProgrammeItem, table: str, fields: Sequence[str]) -> Iterator[TracedCell]:
    for name in fields:
        if place := item.places.get(name):
            text = str(getattr(item, name))
            shown = getattr(item, "shown_target", text) if name == "target" else text
            yield TracedCell(
                name, label_column(table, name), text, shown if shown != text else "", item.source.file,
                place.removeprefix(f"{item.source.file}!"),
            )  # fmt: skip
