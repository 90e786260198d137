"""What each unit promised and reported: the commitments of the demonstration period, as data."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

CUT_OFF = {
    "P": "in_progress",
    "C": "completed",
    "N": "not_completed",
    "A": "awaiting_appraisal",
    "S": "stopped",
}
FULL_YEAR = {"C": "completed", "N": "not_completed", "S": "stopped"}
YEAR_END = "31/12/2022"
OWN_RANK = 7

_FRACTION = re.compile(r"(\d[\d.,]*)/(\d[\d.,]*\d|\d)")
_MARKER = re.compile(r"\{([%+])\}")


@dataclass(frozen=True)
class Unit:
    """A department or district; `symbol` ends its document numbers."""

    code: str
    name: str
    group: str

    @property
    def symbol(self) -> str:
        return "UBND" if self.group == "district" else self.code.replace("DT", "ĐT")


@dataclass(frozen=True)
class Commitment:
    """One signed item with what its unit reports, and the statuses a careful reader gives it."""

    unit: str
    item_no: int
    kind: str
    content: str
    target: str
    deadline: str
    appraiser: str
    result: str
    percent: Decimal | None
    estimate: str
    claim: str
    note: str
    cut_off: str
    full_year: str

    @property
    def record_id(self) -> str:
        return f"{self.unit}-{self.item_no:02d}"


@cache
def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def read_rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        if None in row or None in row.values():
            raise ValueError(f"{name}: {row} has not the fields of the header")
    return rows


def read_units() -> list[Unit]:
    return [Unit(row["code"], row["name"], row["group"]) for row in read_rows("units.csv")]


def read_commitments() -> list[Commitment]:
    """All commitments, by unit in the prescribed order, numbered from 1 in each."""
    rows = defaultdict(list)
    for row in read_rows("departments.csv") + read_rows("districts.csv"):
        rows[row["unit"]].append(row)
    ordered = [
        (row, number)
        for unit in read_units()
        for number, row in enumerate(sorted(rows[unit.code], key=_rank), start=1)
    ]
    return _claim(_number(ordered))


def percent_of(done: Decimal, planned: Decimal) -> Decimal:
    """A share in percent, rounded half up to one decimal."""
    return (done / planned * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def write_percent(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",") + "%"


def read_number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def fill_percents(text: str) -> tuple[str, Decimal | None]:
    """Put in the share of the last fraction before each mark; `{+}` is what lies above 100."""
    share: Decimal | None = None
    while mark := _MARKER.search(text):
        done, planned = _FRACTION.findall(text[: mark.start()])[-1]
        share = percent_of(read_number(done), read_number(planned))
        shown = share if mark[1] == "%" else share - 100
        text = text[: mark.start()] + write_percent(shown) + text[mark.end() :]
    return text, share


def _rank(row: dict[str, str]) -> int:
    return read_toml("common.toml")[row["kind"]]["rank"] if row["kind"] else OWN_RANK


def _number(ordered: list[tuple[dict[str, str], int]]) -> list[Commitment]:
    kinds: Counter[str] = Counter()
    used: Counter[str] = Counter()
    commitments = []
    for row, number in ordered:
        shared = read_toml("common.toml").get(row["kind"], {})
        wordings = shared.get("wordings", [""])
        result, share = fill_percents(row["result"])
        commitments.append(
            Commitment(
                unit=row["unit"],
                item_no=number,
                kind=row["kind"],
                content=row["content"] or wordings[kinds[row["kind"]] % len(wordings)],
                target=row["target"] or shared.get("target", ""),
                deadline=row["deadline"] or YEAR_END,
                appraiser=row["appraiser"] or shared.get("appraiser", ""),
                result=result,
                percent=min(share, Decimal(100)) if share is not None else None,
                estimate=_estimate(row, used),
                claim="",
                note=row["note"],
                cut_off=CUT_OFF[row["flow"][0]],
                full_year=FULL_YEAR[row["flow"][1]],
            )
        )
        kinds[row["kind"]] += 1
    return commitments


def _estimate(row: dict[str, str], used: Counter[str]) -> str:
    if row["estimate"] != "*":
        return row["estimate"]
    pool = read_toml("estimates.toml")[_pool(row)]
    chosen: str = min(pool, key=lambda wording: used[wording])
    used[chosen] += 1
    return chosen


def _pool(row: dict[str, str]) -> str:
    if row["flow"][0] == "C":
        return "done"
    if row["flow"][0] == "A":
        return "index"
    return {"PM": "tasks", "PB": "conduct"}.get(row["kind"], "number")


def _claim(commitments: list[Commitment]) -> list[Commitment]:
    """What units say of themselves; nothing where a person had to decide."""
    usual = read_toml("claims.toml")["usual"]
    different = read_toml("claims.toml")["different"]
    told = {find(commitments, claim).record_id: claim["claim"] for claim in different}
    silent = {find(commitments, row).record_id for row in read_toml("decisions.toml")["decision"]}
    turns: Counter[str] = Counter()
    claimed = []
    for each in commitments:
        words = usual[each.cut_off]
        claim = told.get(each.record_id, words[turns[each.cut_off] % len(words)])
        turns[each.cut_off] += 1
        claimed.append(replace(each, claim="" if each.record_id in silent else claim))
    return claimed


def find(commitments: list[Commitment], row: dict[str, str]) -> Commitment:
    """The one commitment of `row["unit"]` whose content begins as the row says."""
    found = [
        each for each in commitments if each.unit == row["unit"] and each.content.startswith(row["content"])
    ]
    if len(found) != 1:
        raise ValueError(f"{row}: {len(found)} commitments instead of one")
    return found[0]
