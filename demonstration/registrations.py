"""What each unit registers for next year, as data, and what a careful reader makes of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from promises import Commitment, read_rows, read_toml

COMMON = {"PM", "MH"}
DROP = "drop"

_YEAR = re.compile(r"(?<=năm )(2021|2022)|(?<=/)2022\b")


@dataclass(frozen=True)
class Registration:
    """One row of a unit's list; `sources` are this year's commitments that it takes up.

    `kind` is the content that many units share (`BHYT`), `proposal` what the unit's file says of the
    row: keep, change, add, drop or nothing.
    """

    unit: str
    kind: str
    sources: tuple[Commitment, ...]
    content: str
    target: str
    deadline: str
    before: str
    proposal: str
    reason: str
    change: str
    same_as: str
    programme: str
    marks: frozenset[str]

    @property
    def common(self) -> bool:
        return self.kind in COMMON or "common" in self.marks

    @property
    def dropped(self) -> bool:
        return self.proposal == DROP


def read_registrations(commitments: list[Commitment]) -> list[Registration]:
    """All rows, of departments then districts, each unit's in the order it lists them."""
    signed = defaultdict(list)
    for each in commitments:
        signed[each.unit].append(each)
    rows = read_rows("registrations_departments.csv") + read_rows("registrations_districts.csv")
    return _compare([_register(row, signed[row["unit"]]) for row in rows])


def next_year(text: str) -> str:
    """The same words a year later: what is said of this year and of the one before."""
    return _YEAR.sub(lambda year: str(int(year[0]) + 1), text)


def list_reasons(registrations: list[Registration]) -> list[list[str]]:
    """Why each does not look like a key commitment; for items of departments that are not common."""
    promised = Counter(each.same_as for each in registrations)
    return [_screen(each, promised[each.same_as]) for each in registrations]


def _screen(each: Registration, promised: int) -> list[str]:
    measured = "measured" in each.marks or (each.target and "vague" not in each.marks)
    found = {
        "routine": "routine" in each.marks,
        "no_target": not measured,
        "no_deadline": each.deadline in read_toml("registration_words.toml")["no_deadline"],
        "duplicate": each.same_as and promised > 1,
        "not_in_programme": not each.programme,
    }
    return [reason for reason, holds in found.items() if holds]


def _register(row: dict[str, str], signed: list[Commitment]) -> Registration:
    words = read_toml("registration_words.toml")
    sources, kind = _find_sources(row, signed)
    first = sources[0] if sources else None
    year = (lambda text: text) if row["unit"] in words["forgets_year"] else next_year
    shared = read_toml("common.toml").get(kind, {})
    deadline = row["deadline"] or (year(first.deadline) if first else "") or words["year_end"]
    return Registration(
        unit=row["unit"],
        kind=kind,
        sources=sources,
        content=row["content"] or year(_only(row, sources).content),
        target=row["target"] or (year(first.target) if first else shared.get("target", "")),
        deadline="" if deadline == "-" else next_year(deadline),
        before=row.get("before") or "; ".join(each.target for each in sources),
        proposal=row.get("proposal", ""),
        reason=row.get("reason", ""),
        change="",
        same_as=row.get("same_as", ""),
        programme=row.get("programme", ""),
        marks=frozenset(filter(None, row.get("marks", "").split(";"))),
    )


def _find_sources(row: dict[str, str], signed: list[Commitment]) -> tuple[tuple[Commitment, ...], str]:
    """`from` names this year's items by number or kind; `BHYT*` is a shared content taken up anew."""
    if row["from"].endswith("*"):
        return (), row["from"][:-1]
    names = ["" if name == "own" else name for name in filter(None, row["from"].split("+"))]
    sources = tuple(each for name in names for each in signed if name in (each.kind, str(each.item_no)))
    if len(sources) != len(names) and set(names) - COMMON:
        raise ValueError(f"{row}: {len(sources)} of this year's items instead of {len(names)}")
    return sources, names[0] if len(names) == 1 and not names[0].isdigit() else ""


def _only(row: dict[str, str], sources: tuple[Commitment, ...]) -> Commitment:
    if len(sources) != 1:
        raise ValueError(f"{row}: no content, and not one item of this year to take it from")
    return sources[0]


def _compare(registrations: list[Registration]) -> list[Registration]:
    taken = Counter(source.record_id for each in registrations for source in each.sources)
    return [
        replace(each, change=_change(each, max((taken[one.record_id] for one in each.sources), default=0)))
        for each in registrations
    ]


def _change(each: Registration, taken: int) -> str:
    """Doubtful pairs are asked; a changed target weighs more than changed words."""
    if each.common or each.dropped:
        return ""
    if not each.sources:
        return "new"
    if len(each.sources) > 1 or taken > 1:
        return "asked"
    (source,) = each.sources
    if each.target not in (source.target, next_year(source.target)):
        return "target_changed"
    if each.content not in (source.content, next_year(source.content)):
        return "reworded"
    same = (each.content, each.target) == (source.content, source.target)
    return "unchanged" if same else "year_only"
