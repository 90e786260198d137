"""A period's folder as `camket new` makes it: what is there is kept, what is missing is made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camket.errors import InputError, UsageError
from camket.forms.explained import explain_settings
from camket.forms.form import write_form
from camket.forms.settings import carry_settings
from camket.inputs.decisions import Decision
from camket.inputs.period import Period, read_period
from camket.inputs.project import PeriodFolder, name_folder
from camket.inputs.tabular import validate
from camket.inputs.units import read_units
from camket.processed.stage import added
from camket.records.record import Commitment
from camket.records.register import read_register

_FOLDERS = ("submissions", "registrations")


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """What was made and what was there already, as paths in the period's folder, and what to know next."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    next_steps: tuple[str, ...]


def make_period(project: Path, name: str, cut_off: date, earlier: PeriodFolder | None) -> NewPeriod:
    """Makes what a period's folder lacks, whole or not at all; never writes over what it has.

    Raises `UsageError` where the period exists with another cut-off, `InputError` where settings,
    units or register cannot be used.
    """
    folder = name_folder(project, name)
    _check_place(folder, earlier)
    settings = _find_settings(folder, cut_off, earlier)
    register, note = _find_register(folder, settings, earlier)
    notes = [note] if note else []
    wanted: dict[str, bytes] = {
        "period.toml": settings.text.encode(),
        "decisions.csv": (",".join(Decision.model_fields) + "\n").encode("utf-8-sig"),
    }
    if register:
        path = register.registers()[0]
        wanted[path.name] = path.read_bytes()
        if settings.blank:
            notes.append("điền period.toml rồi chạy lại lệnh này để tạo biểu cho các đơn vị")
        else:
            wanted |= _write_forms(folder, settings.period(folder), register)
    missing = {place: content for place, content in wanted.items() if not (folder.raw / place).exists()}
    folders = [each for each in _FOLDERS if not (folder.raw / each).exists()]
    if missing or folders:
        with added(folder.raw) as staging:
            for each in folders:
                (staging / each).mkdir()
            for place, content in missing.items():
                (staging / place).parent.mkdir(exist_ok=True)
                (staging / place).write_bytes(content)
    everything = [*_FOLDERS, *wanted]
    made = [each for each in everything if each in missing or each in folders]
    return NewPeriod(tuple(made), tuple(each for each in everything if each not in made), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Settings:
    """The text of period.toml and the year it says; `blank` while its required keys wait to be filled in."""

    text: str
    year: object
    blank: bool = False

    def period(self, folder: PeriodFolder) -> Period:
        return validate(Period, tomllib.loads(self.text), f"data/raw/{folder.name}/period.toml")


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


def _find_settings(folder: PeriodFolder, cut_off: date, earlier: PeriodFolder | None) -> _Settings:
    path, place = folder.raw / "period.toml", f"data/raw/{folder.name}/period.toml"
    if path.exists():
        return _keep_settings(path, place, cut_off)
    if earlier is None:
        return _Settings(explain_settings(cut_off), cut_off.year, blank=True)
    source = earlier.raw / "period.toml"
    read_period(source, f"data/raw/{earlier.name}/period.toml")
    return _Settings(carry_settings(source.read_bytes().decode("utf-8-sig"), cut_off, place), cut_off.year)


def _keep_settings(path: Path, place: str, cut_off: date) -> _Settings:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        read_period(path, place)  # says what is wrong and where
        raise
    if said.get("cut_off") != cut_off:
        raise UsageError(
            where=place,
            found=f"the period exists, with cut_off = {said.get('cut_off', '(missing)')}",
            expected=f"cut_off = {cut_off}, as --cut-off says",
            remedy="give the cut-off that the period has, correct its period.toml, or choose another name",
        )
    return _Settings(text, said.get("year"))


def _find_register(
    folder: PeriodFolder, settings: _Settings, earlier: PeriodFolder | None
) -> tuple[PeriodFolder | None, str]:
    """The folder whose register counts, or why there is none."""
    if folder.registers():
        return folder, ""
    remedy = f"đặt danh mục đã ký (register.xlsx hoặc register.docx) vào data/raw/{folder.name} rồi chạy lại "
    remedy += "lệnh này để tạo biểu cho các đơn vị"
    if earlier is None:
        return None, f"chưa có danh mục: {remedy}"
    if not earlier.registers():
        return None, f"kỳ {earlier.name} chưa có danh mục để chuyển sang: {remedy}"
    year = read_period(earlier.raw / "period.toml", f"data/raw/{earlier.name}/period.toml").year
    if year != settings.year:
        return None, (
            f"danh mục của kỳ {earlier.name} là của năm {year}, không chuyển sang năm {settings.year}: danh mục "
            f"năm mới lấy từ các dự thảo đã được duyệt; {remedy}. Nếu kỳ này vẫn chốt số liệu của năm {year} "
            f"thì dùng ngày chốt trong năm, ví dụ {year}-12-31"
        )
    return earlier, ""


def _write_forms(folder: PeriodFolder, period: Period, register: PeriodFolder) -> dict[str, bytes]:
    """One form for each unit of the register, by its place in the period's folder."""
    units = read_units(folder.units_file, "data/raw/units.csv", on=period.cut_off)
    commitments: dict[str, list[Commitment]] = {}
    for commitment in read_register(register, units):
        commitments.setdefault(commitment.unit.code, []).append(commitment)
    return {
        f"forms/{unit.code}.xlsx": write_form(unit, commitments[unit.code], period)
        for unit in units
        if unit.code in commitments
    }
