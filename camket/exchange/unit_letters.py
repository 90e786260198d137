"""What each unit is asked to send, mend, answer or confirm, and nothing of other units."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from camket.dates import format_date
from camket.exchange.letter_sources import find_confirmation_sheets, list_confirmed
from camket.figures.unit_slices import Item, UnitContent
from camket.intake.joining.record import Rejected
from camket.pipeline import Prepared
from camket.publishing.workbooks.problems import group_by_unit
from camket.saved_period import slice_by_unit
from camket.settings.period import Period
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit
from camket.text import fold

Task = Literal["send", "mend", "answer", "register", "confirm"]
TASKS: tuple[Task, ...] = ("send", "mend", "answer", "register", "confirm")
_SHEET_KINDS = ("pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter, by the name that it has there."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class UnitLetter:
    """What concerns one unit: its tasks with how many things each is about, what it says of them, what goes along.

    `problems` are what it has to mend and should look at, `unclear` its items with an open question and why,
    `unreported` what it has to report, `form` its pre-filled form, `sheets` its confirmation sheet.
    """

    unit: Unit
    period: Period
    tasks: Mapping[Task, int]
    problems: tuple[Rejected, ...]
    unclear: tuple[tuple[Item, tuple[str, ...]], ...]
    unreported: tuple[Item, ...]
    form: Attachment | None
    sheets: tuple[Attachment, ...]

    @property
    def words(self) -> dict[str, str]:
        """What fills the wording."""
        period = self.period
        return {
            "unit": self.unit.name,
            "agency": period.report.agency,
            "title": period.title,
            "year": str(period.year),
            "next_year": str(period.year + 1),
            "cut_off": format_date(period.cut_off),
            "notice": period.notice,
            "workbook": f"{self.unit.code}-viec-can-lam.xlsx",
        }

    def describe_tasks(self) -> list[tuple[str, str]]:
        """The tasks as sentences, each with where its details are."""
        wording = load_letter_wording()
        said = []
        for task, count in self.tasks.items():
            form = wording["where"]["form"].format(name=self.form.name) if self.form else ""
            sheets = ", ".join(sheet.name for sheet in self.sheets)
            where = wording["where"][task].format(form=form, sheets=sheets)
            said.append((wording["tasks"][task].format(count=f"{count:02d}", **self.words), where))
        return said


def make_letters(folder: PeriodFolder, prepared: Prepared) -> list[UnitLetter]:
    """The letters of the units that have something to do, in the prescribed order.

    The agency writes none to itself, and none to a unit that has ended.

    After a final run each unit is asked to confirm its sheet, unless it has answered since.
    """
    sheets, answered = find_confirmation_sheets(folder), set(list_confirmed(folder))
    letters = (
        _make_letter(folder, prepared, content, None if content.unit.code in answered else sheets)
        for content in slice_by_unit(prepared)
        if content.unit.is_valid(prepared.period.cut_off) and not is_agency(content.unit, prepared.period)
    )
    return [letter for letter in letters if letter.tasks]


def is_agency(unit: Unit, period: Period) -> bool:
    """Whether a unit is the agency that gathers the reports, which writes itself no letter."""
    return fold(period.report.agency) in {fold(name) for name in (unit.own_name, *unit.aliases)}


@cache
def load_letter_wording() -> Mapping[str, Any]:
    """The wording of the letters."""
    return tomllib.loads(files("camket.exchange").joinpath("letter_wording.toml").read_text("utf-8"))


def _make_letter(
    folder: PeriodFolder, prepared: Prepared, content: UnitContent, sheets: Path | None
) -> UnitLetter:
    unit, items = content.unit, {item.record_id: item for item in content.items}
    silent = unit.code in {each.code for each in prepared.silent_units.sent_nothing}
    of_reports = set(prepared.missing) if silent else set()
    group = next(iter(group_by_unit(content.problems, [unit])), None)
    to_mend = [each for each in (group.to_mend if group else ()) if each not in of_reports]
    unregistered = [
        each for each in to_mend if each.kind == "missing" and each in prepared.next_year.rejected
    ]
    notices = group.notices if group else ()
    reasons = {
        record_id: tuple(
            dict.fromkeys(
                reason for each in content.questions if each.record_id == record_id for reason in each.reasons
            )
        )
        for record_id in dict.fromkeys(each.record_id for each in content.questions)
    }
    unclear = tuple((items[name], why) for name, why in reasons.items() if items[name].reported)
    attached = _read_sheets(sheets, unit.code) if sheets else ()
    mend = len(to_mend) - len(unregistered) + sum(each.kind == "hidden" for each in notices)
    counts: dict[Task, int] = {
        "send": len(content.items) if silent else 0,
        "mend": mend,
        "answer": len(unclear),
        "register": len(unregistered),
        "confirm": len(attached),
    }
    return UnitLetter(
        unit=unit,
        period=prepared.period,
        tasks={task: counts[task] for task in TASKS if counts[task]},
        problems=(*to_mend, *notices),
        unclear=unclear,
        unreported=content.items if silent else (),
        form=_read_form(folder, unit.code) if silent else None,
        sheets=attached,
    )


def _read_sheets(sheets: Path, code: str) -> tuple[Attachment, ...]:
    paths = [(sheets / f"{code}.{kind}", kind) for kind in _SHEET_KINDS]
    return tuple(
        Attachment(f"{code}-phieu-xac-nhan.{kind}", path.read_bytes())
        for path, kind in paths
        if path.is_file()
    )


def _read_form(folder: PeriodFolder, code: str) -> Attachment | None:
    path = folder.raw / "forms" / f"{code}.xlsx"
    return Attachment(f"{code}-bieu-mau.xlsx", path.read_bytes()) if path.is_file() else None
