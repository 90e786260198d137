"""`camket new`: create what a period's folder lacks, all or nothing, and keep what it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from camket.errors import InputError, UsageError, explain_refusal
from camket.exchange.form import write_form
from camket.exchange.next_register import FILE as REGISTER
from camket.exchange.next_register import (
    NextRegister,
    describe_differences,
    describe_new_register,
    make_next_register,
)
from camket.exchange.period_sources import Settings, find_register, find_settings
from camket.figures.period_lock import hold_period
from camket.figures.staging import added
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.record import Commitment
from camket.intake.joining.register import read_signed_list
from camket.settings.decisions import Decision
from camket.settings.period import Period
from camket.settings.project import PeriodFolder, name_folder, open_folder
from camket.settings.project_fields import read_project_fields
from camket.settings.read_scheme import read_scheme
from camket.settings.units import Unit, read_other_units, read_units

# Windows forbids these characters and device names; they are refused on every system.
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 60
_FOLDERS = ("submissions", "registrations")


def check_name(name: str) -> None:
    """Raise `UsageError` for a name that cannot be a folder under `data/raw`."""
    if _NAME.fullmatch(name) and not _DEVICE.fullmatch(name) and len(name) <= _LONGEST:
        return
    raise UsageError(
        where="PERIOD",
        found=f"{name!r} cannot be the name of a folder",
        expected="letters, digits, spaces, dots and hyphens, such as 2022-12; no path",
        remedy="give the bare name of the period; it becomes a folder under data/raw",
    )


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """What was created, what was kept, and the user's next steps; paths are relative to the project."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    next_steps: tuple[str, ...]


def make_period(project: Path, name: str, *, cut_off: date, earlier: str | None, by: str = "") -> NewPeriod:
    """Create what is missing of a period without overwriting anything.

    Raises `UsageError` if the name is invalid or the period exists with another cut-off day, and
    `InputError` if the earlier period does not exist or settings, units or register cannot be used.
    """
    check_name(name)
    folder = name_folder(project, name)
    source = open_folder(project, earlier) if earlier is not None else None
    _check_place(folder, source)
    with hold_period(folder, f"camket new {name}", by=by):
        return _make_held(folder, source, cut_off)


def _make_held(folder: PeriodFolder, source: PeriodFolder | None, cut_off: date) -> NewPeriod:
    name = folder.name
    settings = find_settings(folder, cut_off, source)
    drafted = _draft_register(folder, settings, source, cut_off)
    if not drafted:
        return _make(folder, settings, source)
    if folder.registers():
        made = _make(folder, settings, source)
        place = f"data/raw/{name}/{folder.registers()[0].name}"
        superiors = () if settings.blank else settings.period(folder).superiors
        steps = describe_differences(drafted, _read_signed(folder, folder, cut_off, superiors)[1], place)
        return replace(made, next_steps=(*steps, *made.next_steps))
    _place_files(folder, {REGISTER: drafted.content})
    made = _make(folder, settings, source)  # the forms need the register that was just made
    place = f"data/raw/{name}/{REGISTER}"
    return NewPeriod(
        (place, *made.made),
        tuple(each for each in made.kept if each != place),
        (*describe_new_register(drafted, place), *made.next_steps),
    )


def _make(folder: PeriodFolder, settings: Settings, source: PeriodFolder | None) -> NewPeriod:
    name = folder.name
    register, why_not = find_register(folder, settings, source)
    wanted = {
        "period.toml": settings.text.encode(),
        "decisions.csv": (",".join(Decision.model_fields) + "\n").encode("utf-8-sig"),
    }
    if register:
        path = register.registers()[0]
        wanted[path.name] = path.read_bytes()
        if not settings.blank:
            wanted |= _write_forms(folder, settings.period(folder), register)
    missing = {place: content for place, content in wanted.items() if not (folder.raw / place).exists()}
    _place_files(folder, missing)
    steps = [why_not] if why_not else []
    if "period.toml" in missing:
        steps.append(f"mở data/raw/{name}/period.toml, điền các khóa ghi {settings.marked}")
    if register and settings.blank:
        steps.append("điền xong thì chạy lại lệnh này để tạo biểu cho các đơn vị")
    if any(place.startswith("forms/") for place in wanted):
        steps.append(f"gửi các biểu trong data/raw/{name}/forms cho đơn vị; bỏ tệp nhận về vào submissions")
    return NewPeriod(
        tuple(f"data/raw/{name}/{place}" for place in missing),
        tuple(f"data/raw/{name}/{place}" for place in wanted if place not in missing),
        tuple(steps),
    )


def _draft_register(
    folder: PeriodFolder, settings: Settings, earlier: PeriodFolder | None, cut_off: date
) -> NextRegister | None:
    """The register from the accepted drafts of an earlier year, if they are for this year."""
    if earlier is None or not isinstance(settings.year, int) or not any(earlier.registrations()):
        return None
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    units = read_units(folder.units_file, "data/raw/units.csv", on=cut_off, scheme=scheme)
    return make_next_register(earlier, settings.year, {unit.code for unit in units})


def _check_place(folder: PeriodFolder, earlier: PeriodFolder | None) -> None:
    if earlier and earlier.name == folder.name:
        raise UsageError(
            where=f"--from {earlier.name}",
            found="a period cannot be carried over from itself",
            expected="an earlier period",
            remedy="name the period whose settings and register are to be carried over",
        )
    if folder.raw.exists() and not folder.raw.is_dir():
        raise UsageError(
            where=f"data/raw/{folder.name}",
            found="there is a file of this name",
            expected="the name of a period",
            remedy="choose another name",
        )
    if not folder.raw.parent.is_dir():
        raise InputError(
            where="data/raw",
            found="không có thư mục này trong thư mục dự án",
            expected="thư mục dự án có data/raw/units.csv",
            remedy="kiểm tra tham số --project, hoặc tạo data/raw và danh sách đơn vị units.csv",
        )


def _write_forms(folder: PeriodFolder, period: Period, register: PeriodFolder) -> dict[str, bytes]:
    """One form for each unit of the register, by its path in the period's folder."""
    fields = read_project_fields(folder.fields_file)
    units, signed = _read_signed(folder, register, period.cut_off, period.superiors)
    commitments: dict[str, list[Commitment]] = {}
    for commitment in signed:
        commitments.setdefault(commitment.unit.code, []).append(commitment)
    return {
        f"forms/{unit.code}.xlsx": write_form(unit, commitments[unit.code], period, fields)
        for unit in units
        if unit.code in commitments
    }


def _read_signed(
    folder: PeriodFolder, register: PeriodFolder, cut_off: date, superiors: Sequence[str]
) -> tuple[Sequence[Unit], Sequence[Commitment]]:
    """The units of the cut-off day, and the commitments of the register."""
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    units = read_units(folder.units_file, "data/raw/units.csv", on=cut_off, scheme=scheme)
    others = read_other_units(folder.units_file, "data/raw/units.csv", on=cut_off, scheme=scheme)
    fields = read_project_fields(folder.fields_file)
    return units, read_signed_list(
        register, ReadingContext(units, others=others, cut_off=cut_off, fields=fields, superiors=superiors)
    ).commitments


def _place_files(folder: PeriodFolder, missing: dict[str, bytes]) -> None:
    folders = [each for each in _FOLDERS if not (folder.raw / each).exists()]
    if not missing and not folders:
        return
    try:
        with added(folder.raw) as staging:
            for each in folders:
                (staging / each).mkdir()
            for place, content in missing.items():
                (staging / place).parent.mkdir(exist_ok=True)
                (staging / place).write_bytes(content)
    except OSError as error:
        raise explain_refusal(error, f"data/raw/{folder.name}") from error
