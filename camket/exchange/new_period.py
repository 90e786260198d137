"""`camket new`: create what a period's folder lacks, all or nothing, and keep what it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from camket.errors import InputError, UsageError
from camket.exchange.form import write_form
from camket.exchange.new_project import check_project, list_missing_files, place_files
from camket.exchange.next_register import FILE as REGISTER
from camket.exchange.next_register import (
    NextRegister,
    describe_differences,
    describe_new_register,
    make_next_register,
)
from camket.exchange.period_sources import Settings, find_register, find_settings
from camket.exchange.stale_forms import FORMS, StaleForm, find_stale_forms
from camket.figures.earlier_tables import read_periods
from camket.figures.period_lock import hold_period
from camket.figures.staging import write_file_atomically
from camket.figures.year_periods import list_periods_before
from camket.intake.joining.followed import Followed, follow_commitments, read_follows
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.record import Commitment
from camket.intake.joining.register import read_signed_list
from camket.judging.earlier_results import EarlierResult
from camket.pipeline import judge_earlier
from camket.settings.decisions import Decision
from camket.settings.period import Period
from camket.settings.project import PeriodFolder, name_folder, open_folder
from camket.settings.project_fields import read_project_fields
from camket.settings.read_scheme import read_scheme
from camket.settings.scheme import Scheme
from camket.settings.succession import find_succession
from camket.settings.units import Unit, has_units, read_other_units, read_units

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
        where="tên kỳ",
        found=f"{name!r} không đặt làm tên thư mục được",
        expected="chữ, số, dấu cách, dấu chấm, gạch nối, ví dụ 2022-12; không phải đường dẫn",
        remedy="chỉ ghi tên kỳ; tên này thành thư mục trong data/raw",
    )


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """What was created, what was kept, and the user's next steps; paths are relative to the project.

    `remade` are forms that nobody had filled in and that asked for other commitments than they do now.
    """

    made: tuple[str, ...]
    kept: tuple[str, ...]
    next_steps: tuple[str, ...]
    remade: tuple[str, ...] = ()


def make_period(project: Path, name: str, *, cut_off: date, earlier: str | None, by: str = "") -> NewPeriod:
    """Create what is missing of a period without overwriting anything that a person wrote.

    Raises `UsageError` if the name is invalid or the period exists with another cut-off day, and
    `InputError` if the earlier period does not exist or settings, units or register cannot be used.
    """
    check_name(name)
    folder = name_folder(project, name)
    project_files = list_missing_files(folder)
    source = open_folder(project, earlier) if earlier is not None else None
    _check_place(folder, source)
    with hold_period(folder, f"camket new {name}", by=by):
        return _make_held(folder, source, cut_off, project_files)


def _make_held(
    folder: PeriodFolder, source: PeriodFolder | None, cut_off: date, project_files: dict[str, bytes]
) -> NewPeriod:
    try:
        settings = find_settings(folder, cut_off, source)
    except InputError as error:
        check_project(folder, cut_off, [error])
        raise
    check_project(folder, cut_off, _find_faults(folder, settings))
    place_files(folder.units_file.parent, "data/raw", project_files)
    made = _make_period(folder, settings, source, cut_off)
    return replace(
        made,
        made=(*(f"data/raw/{each}" for each in project_files), *made.made),
        next_steps=(*_say_units(folder), *made.next_steps),
    )


def make_project(project: Path, *, on: date) -> NewPeriod:
    """Create what is missing of a project, and check what it has; `on` is the day on which units are looked up.

    Raises `InputError` for what cannot be used.
    """
    folder = name_folder(project, "")
    missing = list_missing_files(folder)
    check_project(folder, on, [])
    place_files(folder.units_file.parent, "data/raw", missing)
    kept = () if missing else (f"data/raw/{folder.units_file.name}",)
    return NewPeriod(
        tuple(f"data/raw/{each}" for each in missing),
        kept,
        (
            *_say_units(folder),
            "tạo kỳ báo cáo đầu tiên: camket new KỲ --cut-off NGÀY, ví dụ camket new 2025-06 --cut-off 2025-06-30",
        ),
    )


def _find_faults(folder: PeriodFolder, settings: Settings) -> list[InputError]:
    """What is wrong in the period's own settings; a template has nothing that could be."""
    if settings.blank:
        return []
    try:
        settings.period(folder)
    except InputError as error:
        return [error]
    return []


def _say_units(folder: PeriodFolder) -> Iterator[str]:
    if not has_units(folder.units_file, "data/raw/units.csv"):
        yield (
            "mở data/raw/units.csv (bằng Excel được), ghi mỗi đơn vị một dòng dưới các dòng giải thích; lưu lại ở dạng "
            "CSV UTF-8"
        )


def _make_period(
    folder: PeriodFolder, settings: Settings, source: PeriodFolder | None, cut_off: date
) -> NewPeriod:
    name = folder.name
    drafted = _draft_register(folder, settings, source, cut_off)
    if not drafted:
        return _make(folder, settings, source)
    if folder.registers():
        made = _make(folder, settings, source)
        place = f"data/raw/{name}/{folder.registers()[0].name}"
        superiors = () if settings.blank else settings.period(folder).superiors
        year = settings.year if isinstance(settings.year, int) else cut_off.year
        signed = _read_signed(folder, folder, cut_off, year, superiors).commitments
        steps = describe_differences(drafted, signed, place)
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
    forms, awaiting = dict[str, bytes](), tuple[str, ...]()
    stale: list[StaleForm] = []
    if register:
        path = register.registers()[0]
        wanted[path.name] = path.read_bytes()
        if not settings.blank:
            forms, awaiting, stale = _write_forms(folder, settings.period(folder), register)
            wanted |= forms
    missing = {place: content for place, content in wanted.items() if not (folder.raw / place).exists()}
    _place_files(folder, missing)
    remade = [form for form in stale if form.is_blank and form.place in forms]
    for form in remade:
        write_file_atomically(folder.raw / form.place, forms[form.place])
    steps = [why_not] if why_not else []
    if "period.toml" in missing:
        steps.append(f"mở data/raw/{name}/period.toml, {settings.to_do}")
    if register and settings.blank:
        steps.append("điền xong thì chạy lại lệnh này để tạo biểu cho các đơn vị")
    if awaiting:
        steps.append(
            f"chưa có biểu cho nội dung của {'; '.join(awaiting)}: chạy camket run {name}, trả lời trong review.xlsx "
            "đơn vị nào tiếp nhận, rồi chạy lại lệnh này"
        )
    if remade:
        steps.append(f"gửi lại biểu đã làm lại: {'; '.join(map(str, remade))}")
    steps += [_say_kept_form(form, form.place in forms) for form in stale if form not in remade]
    if any(place.startswith(f"{FORMS}/") for place in wanted):
        steps.append(f"gửi các biểu trong data/raw/{name}/{FORMS} cho đơn vị; bỏ tệp nhận về vào submissions")
    return NewPeriod(
        tuple(f"data/raw/{name}/{place}" for place in missing),
        tuple(
            f"data/raw/{name}/{place}"
            for place in wanted
            if place not in missing and place not in {form.place for form in remade}
        ),
        tuple(steps),
        tuple(f"data/raw/{name}/{form.place}" for form in remade),
    )


def _say_kept_form(form: StaleForm, is_used: bool) -> str:
    if not is_used:
        return f"biểu {form} không còn dùng: chuyển đi nơi khác"
    return (
        f"biểu {form} đã cũ nhưng đã có người điền, được giữ nguyên: chuyển đi nơi khác rồi chạy lại lệnh này"
    )


def _draft_register(
    folder: PeriodFolder, settings: Settings, earlier: PeriodFolder | None, cut_off: date
) -> NextRegister | None:
    """The register from the accepted drafts of an earlier year, if they are for this year."""
    if earlier is None or not isinstance(settings.year, int) or not any(earlier.registrations()):
        return None
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    units, others = _read_all_units(folder, cut_off, scheme)
    succession = find_succession(units, others, on=cut_off, year=settings.year)
    return make_next_register(earlier, settings.year, {unit.code for unit in (*units, *succession.signers)})


def _check_place(folder: PeriodFolder, earlier: PeriodFolder | None) -> None:
    if earlier and earlier.name == folder.name:
        raise UsageError(
            where=f"--from {earlier.name}",
            found="không chép một kỳ từ chính kỳ đó",
            expected="một kỳ trước",
            remedy="ghi tên kỳ có thiết lập và danh mục cần chép sang",
        )
    if folder.raw.exists() and not folder.raw.is_dir():
        raise UsageError(
            where=f"data/raw/{folder.name}",
            found="đã có một tệp tên như vậy",
            expected="tên của một kỳ",
            remedy="chọn tên khác",
        )


def _write_forms(
    folder: PeriodFolder, period: Period, register: PeriodFolder
) -> tuple[dict[str, bytes], tuple[str, ...], list[StaleForm]]:
    """One form for each unit that answers for commitments, by its path in the period's folder; the names of split units
    whose commitments wait for one; the forms there that ask for other commitments.
    """
    fields = read_project_fields(folder.fields_file)
    followed = _read_signed(folder, register, period.cut_off, period.year, period.superiors)
    commitments: dict[str, list[Commitment]] = {}
    for commitment in followed.commitments:
        commitments.setdefault(commitment.unit.code, []).append(commitment)
    last = _find_last_results(folder, followed.commitments, period)
    forms = {
        f"{FORMS}/{unit.code}.xlsx": write_form(unit, commitments[unit.code], period, fields, last)
        for unit in followed.units
        if unit.code not in followed.awaiting
    }
    awaiting = tuple(unit.name for unit in followed.units if unit.code in followed.awaiting)
    return forms, awaiting, find_stale_forms(folder, followed.commitments, fields)


def _find_last_results(
    folder: PeriodFolder, signed: Sequence[Commitment], period: Period
) -> dict[str, EarlierResult]:
    """The results of the last period of the year that is to be compared with; none where it cannot be read."""
    try:
        earlier = read_periods(
            list_periods_before(folder.project, period.year, period.cut_off), judge_earlier
        )
    except InputError:  # its own commands say what is wrong with it
        return {}
    return earlier.find_results(signed, period.thresholds)


def _read_signed(
    folder: PeriodFolder, register: PeriodFolder, cut_off: date, year: int, superiors: Sequence[str]
) -> Followed:
    """The commitments of the register with the units that answer for them on the cut-off day."""
    units, others = _read_all_units(folder, cut_off, read_scheme(folder.scheme_file, "data/raw/scheme.toml"))
    fields = read_project_fields(folder.fields_file)
    succession = find_succession(units, others, on=cut_off, year=year)
    context = ReadingContext(units, others, cut_off, fields, superiors, succession)
    signed = read_signed_list(register, context).commitments
    return follow_commitments(signed, units, succession, read_follows(folder, year, cut_off))


def _read_all_units(folder: PeriodFolder, on: date, scheme: Scheme) -> tuple[list[Unit], list[Unit]]:
    """The units valid on a day, and the others."""
    path, place = folder.units_file, "data/raw/units.csv"
    return read_units(path, place, on=on, scheme=scheme), read_other_units(path, place, on=on, scheme=scheme)


def _place_files(folder: PeriodFolder, missing: dict[str, bytes]) -> None:
    place_files(folder.raw, f"data/raw/{folder.name}", missing, _FOLDERS)
