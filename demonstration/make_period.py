"""Makes the synthetic demonstration period: `python demonstration/make_period.py`.

Nothing here is part of the way data takes in a run. Same bytes every time: no clock, no locale,
one fixed seed.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from check import check_commitments, check_lists, check_registrations, check_submissions, print_counts
from document import write_document, write_prose
from expected_registrations import (
    expect_dropped,
    expect_programme,
    expect_registrations,
    number_registrations,
)
from programme import read_programme, write_programme
from promises import DATA, Commitment, Unit, find, read_commitments, read_toml, read_units
from registration_files import TITLE, build_lists
from registrations import read_registrations
from submission import Submission, build_submission, name_agency, read_habits
from workbook import write_register, write_workbook

RAW = Path(__file__).parents[1] / "data" / "raw"
PERIOD = RAW / "2022-10"
HERE = Path(__file__).parent
DECISION_FIELDS = [
    "record_id",
    "field",
    "value",
    "expect",
    "reason",
    "document",
    "decided_by",
    "decided_on",
]


def main() -> None:
    units, commitments = read_units(), read_commitments()
    check_commitments(commitments)
    habits = {each.unit: each for each in read_habits()}
    submissions = [
        build_submission(habits[unit.code], unit, [each for each in commitments if each.unit == unit.code])
        for unit in units
    ]
    check_submissions(submissions, commitments)

    folder = PERIOD / "submissions"
    shutil.rmtree(folder, ignore_errors=True)
    for submission in submissions:
        write_table(submission, folder)
    write_register(units, commitments, PERIOD / "register.xlsx")
    shutil.copyfile(DATA / "units.csv", RAW / "units.csv")
    shutil.copyfile(DATA / "README.vi.md", PERIOD / "README.md")
    write_decisions(commitments, PERIOD / "decisions.csv")
    write_expected(commitments, HERE / "expected.csv")
    write_next_year(units, commitments)
    print_counts(units, commitments)


def write_table(submission: Submission, folder: Path) -> None:
    path = folder / submission.habits.path
    write = write_document if path.suffix == ".docx" else write_workbook
    write(submission, path)


def write_next_year(units: list[Unit], commitments: list[Commitment]) -> None:
    """The registrations, the programme, and what a careful reader makes of them."""
    items = read_programme()
    registrations = read_registrations(commitments)
    lists = build_lists(units, registrations, items)
    check_lists(lists, registrations)
    folder = PERIOD / "registrations"
    shutil.rmtree(folder, ignore_errors=True)
    for submission, _ in lists:
        write_table(submission, folder)
    prose = read_toml("registration_files.toml")["prose"]
    (author,) = (unit for unit in units if unit.code == prose["unit"])
    write_prose(name_agency(author), TITLE, prose["paragraphs"], folder / prose["path"])
    write_programme(items, units, PERIOD / "programme.xlsx")

    listed = [row for _, rows in lists for row in rows]
    numbered = number_registrations(listed)
    check_registrations(numbered, items)
    _write_expected("registrations", expect_registrations(numbered, units))
    _write_expected("dropped", expect_dropped(listed, commitments, units))
    _write_expected("programme", expect_programme(numbered, items))


def write_decisions(commitments: list[Commitment], path: Path) -> None:
    """The few records that a person had to settle, with the evidence."""
    settled = read_toml("decisions.toml")
    rows = [
        {
            **{name: row[name] for name in DECISION_FIELDS if name in row},
            "record_id": find(commitments, row).record_id,
            "decided_by": settled["decided_by"],
        }
        for row in settled["decision"]
    ]
    _write_rows(path, DECISION_FIELDS, rows)


def write_expected(commitments: list[Commitment], path: Path) -> None:
    """The statuses a careful reader gives, for the tests alone."""
    rows = [
        {
            "record_id": each.record_id,
            "cut_off_status": each.cut_off,
            "full_year_status": each.full_year,
        }
        for each in commitments
    ]
    _write_rows(path, list(rows[0]), rows)


def _write_expected(name: str, rows: list[dict[str, str]]) -> None:
    _write_rows(HERE / f"expected_{name}.csv", list(rows[0]), rows)


def _write_rows(path: Path, names: list[str], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
