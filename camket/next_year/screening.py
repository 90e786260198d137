"""Screen the next year's registrations: from the rows read to the drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from fractions import Fraction

from camket.intake.joining.lists import Item
from camket.intake.joining.record import Commitment
from camket.judging.classify import Judged
from camket.judging.promise import DONE_ONCE, read_promise
from camket.next_year.candidates import Candidate, match_programme, rank_candidates
from camket.next_year.carried_over import Carried, Dropped, Withheld, carry_over
from camket.next_year.common_contents import CommonContent, find_common_contents, find_duplicates
from camket.next_year.common_tasks import ASKED, NO, YES, CommonTask, Finding, find_common_task, settle
from camket.next_year.criteria import Spread, find_routine, find_screening_reasons, measure_spread
from camket.next_year.drafting import draft_all, find_programme_tasks
from camket.next_year.findings import GivenUp, NextYear, Screened, SignedTask, reconcile_commitments
from camket.next_year.items import Note, Registration, as_item
from camket.next_year.programme import Programme
from camket.next_year.registrations import Registered
from camket.settings.decisions import Decision, Latest, latest_decisions
from camket.settings.period import Period
from camket.settings.units import Unit


def screen_registrations(
    registered: Registered,
    plan: Programme,
    records: Sequence[Judged],
    settled: Sequence[Decision],
    period: Period,
) -> NextYear:
    """Find everything about the registered items, with the decisions that apply.

    Common tasks are excluded from every comparison, on this year's side too. A unit that registered nothing
    drops nothing, because its intention is not known.
    """
    programme = plan.items
    year, decisions = registered.year, latest_decisions(settled)
    rows = (*registered.items, *registered.dropped)
    common = {row.registration_id: _find_common_row(row, period, decisions) for row in rows}
    counted = [item for item in registered.items if common[item.registration_id][1].value == NO]
    signed = [judged.record.commitment for judged in records]
    signed_tasks = [task for each in signed if (task := _find_signed_task(each, period, decisions))]
    set_aside = {each.commitment.record_id: each.common.value for each in signed_tasks}
    this_year = [each for each in signed if set_aside.get(each.record_id, NO) == NO]
    statuses = {judged.record.commitment.record_id: judged.full_year.status for judged in records}
    carried, dropped, withheld = _carry_all(
        _units_of(rows),
        registered.notes,
        registered.keeping,
        [row for row in rows if common[row.registration_id][1].value != YES],
        [each for each in signed if set_aside.get(each.record_id) != YES],
        [each for each in signed if set_aside.get(each.record_id) == YES],
        year,
        decisions,
    )
    compared = {each.record_id for each in this_year}
    dropped = [each for each in dropped if each.commitment.record_id in compared]
    maybe_common = [key for key, (_, finding) in common.items() if finding.is_asked]
    withheld = [
        each
        for each in (*withheld, *_find_withheld_by(maybe_common, counted, carried, dropped))
        if each.commitment.record_id in compared
    ]
    looked_at = period.scheme.codes_with("screened")
    continued = period.scheme.codes_with("continued")
    to_screen = [item for item in counted if item.unit.group in looked_at]
    coverage = match_programme(programme, counted, year, looked_at)
    twins = _find_twins(to_screen)
    screened = []
    for item in registered.items:
        key = item.registration_id
        own = carried.get(key) if common[key][1].value == NO else None
        # An item that two units register is in the programme for both, whichever of them matched.
        found = coverage.by_item.get(key) or coverage.by_item.get(twins.get(key, ""))
        asks = item.unit.group in looked_at and own is not None
        in_programme = None if not programme or key not in coverage.by_item else found is not None
        reasons = find_screening_reasons(item, year, in_programme, twins) if asks else ()
        codes = ";".join(reason.code for reason in reasons)
        failed = [
            status
            for before in (own.before if own else ())
            if _has_failed(status := statuses.get(before.record_id, ""), period)
        ]
        screened.append(
            Screened(
                item,
                common[key][0],
                common[key][1],
                own,
                settle(f"{ASKED}:{codes}" if codes else YES, key, "key_item", decisions, item.summary)
                if asks
                else None,
                reasons,
                failed[0] if failed else "",
                found or "",
            )
        )
    numbers = _count_by_unit(counted)
    far = Fraction(str(period.registration.far_from_rest))
    spread = {
        group: measured
        for group, own_numbers in numbers.items()
        if (measured := measure_spread(own_numbers, far)) is not None
    }
    contents = _compare_groups(period, counted, carried, dropped)
    few = frozenset[str]().union(
        *(_find_units_with_few(group, numbers.get(group, {}), spread) for group in looked_at)
    )
    candidates = rank_candidates(coverage.left, few, year)
    registered_units = {row.unit.code for row in rows}
    not_registered = [
        each
        for each in this_year
        if registered.files and each.unit.group in continued and each.unit.code not in registered_units
    ]
    tasks, nowhere = find_programme_tasks(
        screened, dropped, not_registered, contents, programme, year, continued
    )
    proposed = [*candidates, *(Candidate(each, ()) for each in nowhere)]
    left = [each for each in dropped if each.commitment.unit.group in continued]
    states = {key: period.scheme.state_of(status) for key, status in statuses.items()}
    going_on = [
        each for each in withheld if each.commitment.unit.group in continued and not each.has_like_row
    ]
    groups = period.scheme.group_codes
    finished = {judged.record.commitment.record_id for judged in records if _is_finished(judged, period)}
    drafts = sorted(
        draft_all(
            screened, left, going_on, not_registered, tasks, proposed, states, finished, year, decisions
        ),
        key=lambda draft: (groups.index(draft.unit.group), draft.unit.order),
    )
    next_year = NextYear(
        year, registered, plan, tuple(screened), tuple(this_year), tuple(signed_tasks),
        tuple(
            GivenUp(row, carried[row.registration_id])
            for row in registered.dropped
            if row.registration_id in carried
        ),
        tuple(dropped), tuple(withheld), contents,
        candidates, tasks, spread, tuple(drafts), tuple(settled), period.scheme,
    )  # fmt: skip
    reconcile_commitments(next_year)
    return next_year


def _is_finished(judged: Judged, period: Period) -> bool:
    """Whether a commitment is completed at the cut-off and of a kind that nobody promises again."""
    signed = judged.record.commitment
    is_done = period.scheme.state_of(judged.cut_off.status) == "done"
    return is_done and read_promise(signed.content, signed.target).kind in DONE_ONCE


def _has_failed(status: str, period: Period) -> bool:
    return bool(status) and period.scheme.state_of(status) in ("failed", "stopped")


def _compare_groups(
    period: Period,
    counted: Sequence[Registration],
    carried: Mapping[str, Carried],
    dropped: Sequence[Dropped],
) -> tuple[CommonContent, ...]:
    """The common contents of each group whose lists are continued, numbered consecutively."""
    contents: tuple[CommonContent, ...] = ()
    for group in period.scheme.groups_with("continued"):
        contents += find_common_contents(
            group.code,
            [item for item in counted if item.unit.group == group.code],
            carried,
            [each for each in dropped if each.commitment.unit.group == group.code],
            first=len(contents) + 1,
        )
    return contents


def _find_common_row(
    item: Registration, period: Period, decisions: Latest
) -> tuple[CommonTask | None, Finding]:
    return _find_common(item.registration_id, item.content, item.target, item.summary, period, decisions)


def _find_signed_task(signed: Commitment, period: Period, decisions: Latest) -> SignedTask | None:
    task, finding = _find_common(
        signed.record_id, signed.content, signed.target, signed.summary, period, decisions
    )
    return SignedTask(signed, task, finding) if task or finding.settled or finding.fallen else None


def _find_common(
    key: str, content: str, target: str, written: str, period: Period, decisions: Latest
) -> tuple[CommonTask | None, Finding]:
    """The common task that a text is or may be, and whether it is; None where it surely is none."""
    task = find_common_task(content, target, period.common_tasks)
    limits = period.registration
    if task is None or task.share < limits.common_asked:
        found = NO
    else:
        is_sure = task.share >= limits.common_sure and not task.is_about_more
        found = YES if is_sure or (task.share == 1 and not task.is_mostly_other) else ASKED
    finding = settle(found, key, "common_task", decisions, written)
    return (task if found != NO else None), finding


def _carry_all(
    units: Sequence[Unit],
    notes: Sequence[Note],
    keeping: Set[str],
    rows: Sequence[Registration],
    signed: Sequence[Commitment],
    set_aside: Sequence[Commitment],
    year: int,
    decisions: Latest,
) -> tuple[dict[str, Carried], list[Dropped], list[Withheld]]:
    """Match the rows of each of the units, of which all may be common tasks, or give an item up."""
    carried: dict[str, Carried] = {}
    dropped: list[Dropped] = []
    withheld: list[Withheld] = []
    for unit in units:
        own = carry_over(
            [each for each in signed if each.unit.code == unit.code],
            [row for row in rows if row.unit.code == unit.code],
            [note for note in notes if unit.code in note.units],
            year,
            decisions,
            frozenset(
                each.own_number
                for each in set_aside
                if each.unit.code == unit.code and each.own_number is not None
            ),
            keeps_rest=unit.code in keeping,
        )
        carried |= own.rows
        dropped += own.dropped
        withheld += own.withheld
    return carried, dropped, withheld


def _find_withheld_by(
    keys: Sequence[str],
    counted: Sequence[Registration],
    carried: Mapping[str, Carried],
    dropped: Sequence[Dropped],
) -> list[Withheld]:
    """What only rows go on with that may be common tasks: they count nowhere, so it is open whether it goes on."""
    gone = {each.commitment.record_id for each in dropped}
    held: dict[str, list[str]] = defaultdict(list)
    by_id: dict[str, Commitment] = {}
    others = {before.record_id for item in counted for before in carried[item.registration_id].before}
    for key in keys:
        for before in carried[key].before:
            if before.record_id not in gone | others:
                by_id[before.record_id] = before
                held[before.record_id].append(key)
    return [Withheld(by_id[record], tuple(rows)) for record, rows in held.items()]


def _units_of(items: Sequence[Registration]) -> list[Unit]:
    return list({item.unit.code: item.unit for item in items}.values())


def _find_twins(items: Sequence[Registration]) -> dict[str, str]:
    """Map the id of each item that another unit registers too to that other item's id.

    Routine duties are excluded: each unit has its own, however similar their names are.
    """
    by_unit: dict[str, list[Item]] = defaultdict(list)
    for each in items:
        if find_routine(each):
            continue
        by_unit[each.unit.code].append(as_item(each))
    twins: dict[str, str] = {}
    for one, other in find_duplicates(list(by_unit.values())):
        twins.setdefault(one, other)
        twins.setdefault(other, one)
    return twins


def _count_by_unit(items: Sequence[Registration]) -> dict[str, dict[str, int]]:
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for item in items:
        own = numbers[item.unit.group]
        own[item.unit.code] = own.get(item.unit.code, 0) + 1
    return numbers


def _find_units_with_few(
    group: str, numbers: Mapping[str, int], spread: Mapping[str, Spread]
) -> frozenset[str]:
    """The units of a group with fewer items than the median."""
    if group not in spread:
        return frozenset()
    middle = numbers[spread[group].middle]
    return frozenset(unit for unit, number in numbers.items() if number < middle)
