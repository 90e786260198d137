"""What is audited and in which order it is read: the list with its hash, and the order that a public number gives.

The order is that of SHA-256 tickets, which anybody can check with `sha256sum`: Rivest, "Consistent Sampling with
Replacement" (2018), as in the sampler of risk-limiting audits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from camket.errors import InputError
from camket.figures.audit_record import Audit, AuditList, Key, key_of, split_key
from camket.figures.freshness import is_fresh
from camket.figures.table_files import read_csv
from camket.judging.classify import DECIDED_BY_PERSON
from camket.judging.earlier_results import STOP_CARRIED_OVER
from camket.settings.decisions import names_document
from camket.settings.project import PeriodFolder
from camket.settings.states import BASES, UNRESOLVED, field_of

# The share of wrong records below which a table is usually wanted to be.
USUAL_AIM = Fraction(2, 100)
_RECORDS = "records.csv"


@dataclass(frozen=True, slots=True)
class Tables:
    """The processed records of the audited periods by key, and the hash of each period's table."""

    hashes: Mapping[str, str]
    rows: Mapping[Key, Mapping[str, str]]
    documented: frozenset[tuple[Key, str]]


def read_tables(folders: Sequence[PeriodFolder]) -> Tables:
    """Reads the tables of the last runs. Raises `InputError` where a period was never run."""
    hashes: dict[str, str] = {}
    rows: dict[Key, Mapping[str, str]] = {}
    documented: set[tuple[Key, str]] = set()
    for folder in folders:
        path = folder.processed / _RECORDS
        if not path.is_file():
            raise _not_run(folder, "không có tệp này")
        hashes[folder.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        rows |= {key_of(folder.name, row["record_id"]): row for row in read_csv(path)}
        documented |= {
            (key_of(folder.name, made["record_id"]), made["field"])
            for made in read_csv(folder.processed / "decisions.csv")
            if made["state"] == "in_force" and names_document(made["document"])
        }
    return Tables(hashes, rows, frozenset(documented))


def check_fresh(folders: Sequence[PeriodFolder]) -> None:
    """Raises `InputError` where the tables are older than the raw files or the program."""
    for folder in folders:
        if not is_fresh(folder):
            raise _not_run(folder, "bảng cũ hơn tệp nguồn hoặc chương trình")


def list_audited(tables: Tables, whole: Sequence[str]) -> AuditList:
    """The list: every record with a status that no person decided on the strength of a document."""
    records: dict[Key, tuple[str, str]] = {}
    decided: list[Key] = []
    unresolved: list[Key] = []
    for key, row in tables.rows.items():
        found = [_audited_status(key, row, tables, number) for number in range(len(BASES))]
        if any(found):
            records[key] = found[0], found[1]
        elif all(row[field_of(basis)] == UNRESOLVED for basis in BASES):
            unresolved.append(key)
        else:
            decided.append(key)
    content = {
        "tables": dict(tables.hashes),
        "whole": sorted(whole),
        "records": records,
        "decided": decided,
        "unresolved": unresolved,
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return AuditList.model_validate({"hash": _sha256(canonical), **content})


def _audited_status(key: Key, row: Mapping[str, str], tables: Tables, number: int) -> str:
    """The status that the tables give on a basis; empty where it is open, or a person with a document decided it."""
    basis = BASES[number]
    status = row[field_of(basis)]
    rule = row[f"{basis}_rule"]
    documented = rule == DECIDED_BY_PERSON and (key, field_of(basis)) in tables.documented
    documented = documented or rule == STOP_CARRIED_OVER
    return "" if status == UNRESOLVED or documented else status


def draw_order(listed: AuditList, number: str) -> list[Key]:
    """The records that are not read whole, in the order that the hash with a public number gives."""
    whole = set(listed.read_whole)
    return sorted(
        (key for key in listed.records if key not in whole), key=lambda key: ticket(listed, number, key)
    )


def ticket(listed: AuditList, number: str, key: Key) -> str:
    """The place of a record in the order: SHA-256 of `<seed>/<key>`, where the seed is that of `<hash>:<number>`."""
    return _sha256(f"{_sha256(f'{listed.hash}:{number}')}/{key}")


def list_drawn(audit: Audit) -> list[Key]:
    """All records to read, those of every draw and those read whole, each once and in an order that tells nothing."""
    keys: dict[Key, str] = {}
    for number, draw in audit.draws.items():
        for key in (*audit.listed.read_whole, *draw_order(audit.listed, number)[: draw.drawn]):
            keys.setdefault(key, ticket(audit.listed, number, key))
    return sorted(keys, key=keys.__getitem__)


def usual_aims(population: int) -> Iterator[int]:
    """The bounds that a person may want: fewer than 1, 2, 3 and 5 % of the records."""
    shares = (Fraction(1, 100), USUAL_AIM, Fraction(3, 100), Fraction(5, 100))
    yield from dict.fromkeys(max(1, ceil(population * share)) for share in shares)


def count_changed(listed: AuditList, tables: Tables) -> int:
    """How many audited records have another status in the present tables, or are gone."""
    return len(listed.list_changed(lambda key, basis: tables.rows.get(key, {}).get(field_of(basis), "")))


def say_key(key: Key, listed: AuditList) -> str:
    """A record as people call it: its id, with its period where the list has several."""
    period, record_id = split_key(key)
    return record_id if len(listed.tables) == 1 else f"{record_id} ({period})"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _not_run(folder: PeriodFolder, found: str) -> InputError:
    return InputError(
        where=f"data/processed/{folder.name}/{_RECORDS}",
        found=found,
        expected="bảng của lần chạy trên các tệp nguồn hiện có",
        remedy=f"chạy `camket run {folder.name}` rồi làm lại",
    )
