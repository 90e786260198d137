"""Commitments of units that ended, given to the units that took over; of split units by a person's answer."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import itemgetter

from camket.dates import format_date
from camket.errors import InputError
from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.intake.joining.record import Commitment
from camket.settings.decisions import Decision, Latest, latest_decisions, read_lines
from camket.settings.project import PeriodFolder, name_folder
from camket.settings.succession import Succession
from camket.settings.units import Unit

FOLLOWS = "follows"
_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Followed:
    """The commitments with the units that answer for them now, and these units in their order.

    A unit is named with those that it took over from. `awaiting` are split units with commitments that nobody has
    given to one of the successors: they stay theirs until then.
    """

    commitments: tuple[Commitment, ...]
    units: tuple[Unit, ...]
    questions: tuple[ChoiceQuestion, ...]
    awaiting: frozenset[str]


def follow_commitments(
    commitments: Sequence[Commitment], units: Sequence[Unit], succession: Succession, follows: Latest
) -> Followed:
    """Follows each commitment from the unit that signed it to the one that answers for it.

    `units` are those valid on the cut-off day in the prescribed order, `follows` what people decided of split units.
    """
    by_code = {unit.code: unit for unit in units}
    owners = [_find_owner(each, succession, follows) for each in commitments]
    moved: dict[str, dict[str, str]] = {}
    for each, owner in zip(commitments, owners, strict=True):
        if owner != each.unit.code:
            moved.setdefault(owner, {})[each.unit.code] = each.unit.name
    owning = frozenset(owners)
    ended = {unit.code: _await(unit) for unit in succession.signers if unit.code in owning}
    shown = {
        **{
            code: unit.took_over([*moved.get(code, {}).values()])
            for code, unit in by_code.items()
            if code in owning
        },
        **ended,
    }
    numbers = Counter((owner, each.item_no) for each, owner in zip(commitments, owners, strict=True))
    followed = tuple(
        replace(
            each,
            unit=shown[owner],
            signed_by=each.unit if owner != each.unit.code else None,
            shares_number=numbers[owner, each.item_no] > 1,
            asks=(*each.asks, _ask(each, succession, by_code)) if owner in ended else each.asks,
        )
        for each, owner in zip(commitments, owners, strict=True)
    )
    groups = list(dict.fromkeys(unit.group for unit in units))
    ordered = sorted(
        shown.values(),
        key=lambda unit: (groups.index(unit.group) if unit.group in groups else len(groups), unit.order),
    )
    questions = _list_questions(commitments, succession, by_code, follows)
    return Followed(followed, tuple(ordered), tuple(questions), frozenset(ended))


def read_follows(folder: PeriodFolder, year: int, cut_off: date) -> Latest:
    """What was decided of commitments of split units, in the period and in the earlier ones of its year.

    What cannot be read of another period is left to that period; the lines of the period itself are checked later.
    """
    found: list[Decision] = []
    for _, other in sorted(_list_periods(folder, year, cut_off), key=itemgetter(0)):
        with suppress(InputError):
            found += _read_follows(other)
    return latest_decisions([*found, *_read_follows(folder)])


def _read_follows(folder: PeriodFolder) -> list[Decision]:
    lines = read_lines(folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv")
    return [made for _, made in lines if made.field == FOLLOWS]


def _list_periods(folder: PeriodFolder, year: int, cut_off: date) -> Iterable[tuple[date, PeriodFolder]]:
    for path in (folder.project / "data" / "raw").glob("*/period.toml"):
        with suppress(OSError, ValueError):
            said = tomllib.loads(path.read_text("utf-8-sig"))
            day = said.get("cut_off")
            if said.get("year") == year and isinstance(day, date) and day < cut_off:
                yield day, name_folder(folder.project, path.parent.name)


def _find_owner(commitment: Commitment, succession: Succession, follows: Latest) -> str:
    """The code of the unit that answers for a commitment; the signing one where several could."""
    code = commitment.unit.code
    after = succession.successors.get(code, ())
    if len(after) < 2:
        return after[0] if after else code
    for key, written in ((commitment.record_id, commitment.summary), (code, "")):
        made = _find_holding(follows, key, after, written)
        if made:
            return made.value
    return code


def _find_holding(follows: Latest, key: str, after: Sequence[str], written: str) -> Decision | None:
    made = follows.get((key, FOLLOWS))
    holds = made and made.value in after and made.holds(_BETWEEN.join(after), written)
    return made if holds else None


def _await(unit: Unit) -> Unit:
    name = f"{unit.name} (đã kết thúc, chưa rõ đơn vị tiếp nhận)"
    return unit.model_copy(update={"name": name, "aliases": (unit.name, *unit.aliases)})


def _describe_end(unit: Unit) -> str:
    since = f" từ {format_date(unit.valid_to + timedelta(days=1))}" if unit.valid_to else ""
    return f"{unit.name} không còn{since}"


def _ask(commitment: Commitment, succession: Succession, by_code: Mapping[str, Unit]) -> str:
    names = " hay ".join(by_code[code].name for code in succession.successors[commitment.unit.code])
    return f"{_describe_end(commitment.unit)}, chưa rõ đơn vị nào tiếp nhận nội dung này: {names}"


def _list_questions(
    commitments: Sequence[Commitment], succession: Succession, by_code: Mapping[str, Unit], follows: Latest
) -> Iterable[ChoiceQuestion]:
    """Of each split unit one question about all that it signed, and one about each commitment."""
    signed: dict[str, list[Commitment]] = {}
    for each in commitments:
        if len(succession.successors.get(each.unit.code, ())) > 1:
            signed.setdefault(each.unit.code, []).append(each)
    for code, own in signed.items():
        after = succession.successors[code]
        choices = {each: by_code[each].name for each in after}
        unit = own[0].unit
        open_ = tuple(each.record_id for each in own if _find_owner(each, succession, follows) == code)
        why = f"{_describe_end(unit)}; đơn vị nào tiếp nhận {len(own)} nội dung đã ký?"
        content = f"{len(own)} nội dung: {', '.join(each.record_id for each in own)}"
        made = _find_holding(follows, code, after, "")
        yield ChoiceQuestion(
            code, FOLLOWS, _BETWEEN.join(after), choices, unit.name, content, why, open_, settled=made
        )
        for each in own:
            yield ChoiceQuestion(
                each.record_id,
                FOLLOWS,
                _BETWEEN.join(after),
                choices,
                unit.name,
                each.summary,
                f"{_describe_end(unit)}; đơn vị nào tiếp nhận nội dung này?",
                (each.record_id,) if each.record_id in open_ else (),
                written=each.summary,
                within=code,
                settled=_find_holding(follows, each.record_id, after, each.summary),
            )


def list_owners(commitments: Iterable[Commitment]) -> dict[str, str]:
    """The code of the unit that answers for each commitment, by record id."""
    return {each.record_id: each.unit.code for each in commitments}
