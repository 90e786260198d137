"""`camket new`: a period's folders, settings, register and forms. What is there already is never overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camket.errors import InputError, UsageError
from camket.forms.form import write_form
from camket.forms.settings import carry_settings, explain_settings
from camket.inputs.decisions import Decision
from camket.inputs.period import read_period
from camket.inputs.project import PeriodFolder, open_folder
from camket.inputs.units import read_units
from camket.records.register import read_register

_NAME = re.compile(r"[\w.-]*\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """What was made, what was there and kept, and what a person has to do next; paths below the project."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    next_steps: tuple[str, ...]


def make_period(project: Path, name: str, *, cut_off: date, earlier: str | None) -> NewPeriod:
    """Makes what is missing of a period.

    Raises `UsageError` for a name that is no folder name, `InputError` where the earlier period does not
    exist, or its settings, units or register cannot be used.
    """
    if not _NAME.fullmatch(name) or name in (".", ".."):
        raise UsageError(
            where="PERIOD",
            found=repr(name),
            expected="a folder name of letters, digits, '.', '-' and '_', such as 2022-12",
            remedy="choose another name",
        )
    folder = PeriodFolder(
        project.resolve(), name, project / "data" / "processed" / name, project / "outputs" / name
    )
    source = open_folder(project, earlier) if earlier else None
    steps: list[str] = []
    wanted: dict[Path, bytes] = {}
    wanted[folder.raw / "period.toml"] = _settings(source, cut_off).encode()
    wanted[folder.raw / "decisions.csv"] = (",".join(Decision.model_fields) + "\n").encode("utf-8-sig")
    if source and not list(folder.raw.glob("register.*")):
        wanted.update(_register(source, folder, cut_off, steps))
    made, kept = _put(folder, wanted)
    if list(folder.raw.glob("register.*")):
        forms, older = _put(folder, dict(_forms(folder)))
        made, kept = made + forms, kept + older
        steps.append(f"gửi các biểu trong data/raw/{name}/forms cho đơn vị; bỏ tệp nhận về vào submissions")
    else:
        steps.append(f"đặt danh mục đã ký vào data/raw/{name}/register.xlsx rồi chạy lại lệnh này để có biểu")
    steps.append(f"xem lại data/raw/{name}/period.toml")
    return NewPeriod(tuple(made), tuple(kept), tuple(steps))


def _settings(source: PeriodFolder | None, cut_off: date) -> str:
    if source is None:
        return explain_settings(cut_off)
    read_period(source.raw / "period.toml", f"data/raw/{source.name}/period.toml")
    return carry_settings((source.raw / "period.toml").read_text(encoding="utf-8-sig"), cut_off)


def _register(
    source: PeriodFolder, folder: PeriodFolder, cut_off: date, steps: list[str]
) -> Iterator[tuple[Path, bytes]]:
    year = read_period(source.raw / "period.toml", f"data/raw/{source.name}/period.toml").year
    if cut_off.year != year:
        steps.append(f"danh mục của kỳ {source.name} là của năm {year}, không mang sang năm {cut_off.year}")
        return
    for path in sorted(source.raw.glob("register.*")):
        if not path.name.startswith("~$"):
            yield folder.raw / path.name, path.read_bytes()


def _forms(folder: PeriodFolder) -> Iterator[tuple[Path, bytes]]:
    period = read_period(folder.raw / "period.toml", f"data/raw/{folder.name}/period.toml")
    units = read_units(folder.units_file, "data/raw/units.csv", on=period.cut_off)
    commitments = read_register(folder, units)
    for unit in units:
        own = [commitment for commitment in commitments if commitment.unit.code == unit.code]
        if own:
            yield folder.raw / "forms" / f"{unit.code}.xlsx", write_form(unit, own, period)


def _put(folder: PeriodFolder, wanted: dict[Path, bytes]) -> tuple[list[str], list[str]]:
    made, kept = [], []
    try:
        for name in ("submissions", "registrations"):
            (folder.raw / name).mkdir(parents=True, exist_ok=True)
        for path, content in wanted.items():
            place = path.relative_to(folder.project).as_posix()
            if path.exists():
                kept.append(place)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            scratch = path.with_name(f".{path.name}.camket")
            scratch.write_bytes(content)
            scratch.replace(path)
            made.append(place)
    except OSError as error:
        raise InputError(
            where=str(error.filename),
            found=f"không ghi được ({error.strerror})",
            expected="một thư mục dự án ghi được",
            remedy="kiểm tra quyền ghi và dung lượng đĩa",
        ) from error
    return made, kept
