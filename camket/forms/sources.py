"""Find the settings and the register of a new period: its own, an earlier period's, or none yet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camket.errors import UsageError
from camket.forms.explained import explain_settings
from camket.forms.settings import carry_settings
from camket.inputs.period import Period, open_settings, parse_period, read_period
from camket.inputs.project import PeriodFolder
from camket.settings.read_scheme import read_scheme


@dataclass(frozen=True, slots=True)
class Settings:
    """The text of period.toml and its year; `blank` if required keys are still to be filled in."""

    text: str
    year: object
    blank: bool = False

    @property
    def marked(self) -> str:
        """The mark of the keys that the user has to fill in."""
        return "BẮT BUỘC" if self.blank else "CẦN ĐIỀN"

    def period(self, folder: PeriodFolder) -> Period:
        """The settings read. Raises `InputError` naming every unknown, missing or ill-typed key."""
        scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
        return parse_period(tomllib.loads(self.text), f"data/raw/{folder.name}/period.toml", scheme)


def find_settings(folder: PeriodFolder, cut_off: date, earlier: PeriodFolder | None) -> Settings:
    """The period's own settings, else the earlier period's carried over, else a template.

    Raises `UsageError` if the period has another cut-off day, `InputError` if a file cannot be read.
    """
    path, place = folder.raw / "period.toml", f"data/raw/{folder.name}/period.toml"
    if path.exists():
        return _keep_settings(path, place, cut_off)
    if earlier is None:
        return Settings(explain_settings(cut_off), cut_off.year, blank=True)
    source = earlier.raw / "period.toml"
    open_settings(earlier)
    return Settings(carry_settings(source.read_bytes().decode("utf-8-sig"), cut_off, place), cut_off.year)


def _keep_settings(path: Path, place: str, cut_off: date) -> Settings:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        read_period(path, place)  # raises an error with the place
        raise
    if said.get("cut_off") != cut_off:
        raise UsageError(
            where=place,
            found=f"the period exists, with cut_off = {said.get('cut_off', '(missing)')}",
            expected=f"cut_off = {cut_off}, as --cut-off says",
            remedy="give the cut-off that the period has, correct its period.toml, or choose another name",
        )
    return Settings(text, said.get("year"))


def find_register(
    folder: PeriodFolder, settings: Settings, earlier: PeriodFolder | None
) -> tuple[PeriodFolder | None, str]:
    """The folder with the register to use, or the reason why there is none."""
    if folder.registers():
        return folder, ""
    remedy = f"đặt danh mục đã ký (register.xlsx hoặc register.docx) vào data/raw/{folder.name} rồi chạy lại "
    remedy += "lệnh này để tạo biểu cho các đơn vị"
    if earlier is None:
        return None, f"chưa có danh mục: {remedy}"
    if not earlier.registers():
        return None, f"kỳ {earlier.name} chưa có danh mục để chuyển sang: {remedy}"
    year = open_settings(earlier).year
    if year != settings.year:
        return None, (
            f"danh mục của kỳ {earlier.name} là của năm {year}, không chuyển sang năm {settings.year}: danh mục "
            f"năm mới lấy từ các dự thảo đã được chấp nhận (outputs/{earlier.name}/next_year), mà chưa có dòng nào "
            f"được chấp nhận; {remedy}. Nếu kỳ này vẫn chốt số liệu của năm {year} thì dùng ngày chốt trong năm, "
            f"ví dụ {year}-12-31"
        )
    return earlier, ""
