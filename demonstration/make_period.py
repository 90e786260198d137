"""Makes the synthetic demonstration period: `python demonstration/make_period.py`.

Nothing here is part of the way data takes in a run. Same bytes every time: no clock, no locale,
one fixed seed.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from check import check_commitments, check_submissions, print_counts
from document import write_document
from promises import DATA, Commitment, find, read_commitments, read_toml, read_units
from submission import build_submission, read_habits
from workbook import write_register, write_workbook

RAW = Path(__file__).parents[1] / "data" / "raw"
PERIOD = RAW / "2022-10"
EXPECTED = Path(__file__).parent / "expected.csv"
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
        path = folder / submission.habits.path
        write = write_document if path.suffix == ".docx" else write_workbook
        write(submission, path)
    write_register(units, commitments, PERIOD / "register.xlsx")
    shutil.copyfile(DATA / "units.csv", RAW / "units.csv")
    shutil.copyfile(DATA / "README.vi.md", PERIOD / "README.md")
    write_decisions(commitments, PERIOD / "decisions.csv")
    write_expected(commitments, EXPECTED)
    print_counts(units, commitments)


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


def _write_rows(path: Path, names: list[str], rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
