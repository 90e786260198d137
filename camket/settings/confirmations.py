"""What units answered to their sheets: `data/raw/<period>/confirmations.csv`, only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from camket.settings.csv_tables import append_rows, read_csv_table
from camket.settings.decisions import Decision
from camket.settings.project import PeriodFolder
from camket.settings.value_types import Day

FILE = "confirmations.csv"


class Confirmation(BaseModel):
    """One answer of a unit: to one of its records, or to the sheet as a whole where `record_id` is empty.

    `file` and `sha256` are those of the filled-in sheet, `read_on` is the day on which it was read.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str
    record_id: str = ""
    opinion: Literal["agreed", "remark"]
    remark: str = ""
    file: str = ""
    sha256: str = Field("", pattern=r"^([0-9a-f]{64})?$")
    read_on: Day


def read_confirmations(folder: PeriodFolder) -> list[Confirmation]:
    """Every answer, in the order in which they were read. A missing file means none.

    Raises `InputError` for an invalid line.
    """
    path = folder.raw / FILE
    if not path.is_file():
        return []
    return [line for _, line in read_csv_table(path, _place(folder), Confirmation)]


def add_confirmations(folder: PeriodFolder, answers: Sequence[Confirmation]) -> None:
    """Adds lines to the file, whole or not at all. Raises `InputError` where it cannot be written."""
    rows = [answer.model_dump(mode="json") for answer in answers]
    append_rows(folder.raw / FILE, _place(folder), list(Confirmation.model_fields), rows)


def find_last_remarks(answers: Iterable[Confirmation]) -> list[Confirmation]:
    """The remarks that are the last word of a unit on a record, or on its sheet as a whole."""
    latest = {(answer.unit, answer.record_id): answer for answer in answers}
    return [answer for answer in latest.values() if answer.opinion == "remark"]


def find_open_remarks(answers: Iterable[Confirmation], decisions: Iterable[Decision]) -> dict[str, str]:
    """The last remarks by record that no later decision settles."""
    decided = {(made.record_id, made.decided_on) for made in decisions}
    return {
        answer.record_id: answer.remark
        for answer in find_last_remarks(answers)
        if answer.record_id
        and not any(name == answer.record_id and day >= answer.read_on for name, day in decided)
    }


def find_general_remarks(answers: Iterable[Confirmation]) -> dict[str, str]:
    """What units said last of their sheets as a whole, by their codes."""
    return {answer.unit: answer.remark for answer in find_last_remarks(answers) if not answer.record_id}


def list_remarks(folder: PeriodFolder) -> bytes:
    """The last remarks as one text, by which a run tells that they changed; empty where there are none.

    What units agree to changes no output unless they wanted it changed before.
    """
    remarks = find_last_remarks(read_confirmations(folder))
    return "".join(f"{answer.model_dump_json()}\n" for answer in remarks).encode()


def _place(folder: PeriodFolder) -> str:
    return f"data/raw/{folder.name}/{FILE}"
