"""Find the settings and the register of a new period: its own, an earlier period's, or none yet."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from tomlkit.items import Table

from camket.errors import UsageError
from camket.settings.csv_tables import validate
from camket.settings.period import GIVEN_AT_END, Period, PeriodSettings, open_settings, parse_period
from camket.settings.project import PeriodFolder
from camket.settings.read_scheme import read_scheme
from camket.settings.toml_files import read_toml

_EXAMPLE_DAY = "2022-12-31"
_FIRST_LINES = """\
# Thiết lập của kỳ báo cáo.
# Khóa ghi BẮT BUỘC: bỏ dấu # ở đầu dòng của khóa rồi ghi giá trị. Chuỗi chữ đặt trong dấu nháy kép, ngày viết
# dạng 2022-12-15 và không có dấu nháy. Khóa tùy chọn đang ghi giá trị mặc định; cần khác thì bỏ dấu # và sửa.
# Khóa ghi CUỐI KỲ: điền trước khi phát hành; số và ngày báo cáo có thể ghi sau khi ký.
"""
MARK = "CẦN ĐIỀN"
_NUMBER_NOTE = f"{MARK}: số báo cáo của kỳ này trước ký hiệu, và khóa day = ngày ban hành, khi đã có"
_NOTE = (
    f"{MARK}: đang là nội dung của kỳ trước; sửa lại rồi xóa ghi chú này, hoặc vẫn đúng thì ghi vào confirmed"
)
# In [report], besides the number and the day.
_OF_ONE_PERIOD = ("legal_bases", "signer_titles", "signer_name")


def explain_settings(cut_off: date) -> str:
    """A period.toml for a first period: each key under its description, required keys marked."""
    known = {"year": cut_off.year, "cut_off": cut_off}
    samples = {"report_due": cut_off}
    keys = {key: field for key, field in PeriodSettings.model_fields.items() if _section(field) is None}
    sections = {key: kind for key, field in PeriodSettings.model_fields.items() if (kind := _section(field))}
    parts = [_FIRST_LINES, *(_explain(key, keys[key], known.get(key), samples.get(key)) for key in keys)]
    for key, kind in sections.items():
        parts.append(f"[{key}]\n" + "\n".join(_explain(*pair, None) for pair in kind.model_fields.items()))
    return "\n".join(parts)


def _section(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _explain(key: str, field: FieldInfo, value: object, sample: object = None) -> str:
    if value is not None:
        return f"# {field.description}.\n{key} = {tomlkit.item(value).as_string()}\n"
    if field.is_required():
        return f'# BẮT BUỘC: {field.description}.\n# {key} = ""\n'
    kind = "CUỐI KỲ" if key in GIVEN_AT_END else "Tùy chọn"
    default = list(field.default) if isinstance(field.default, tuple) else sample or field.default
    shown = _EXAMPLE_DAY if default is None else tomlkit.item(default).as_string()
    return f"# {kind}: {field.description}.\n# {key} = {shown}\n"


def carry_settings(text: str, cut_off: date, place: str) -> str:
    """Adapt an earlier period.toml to a new cut-off day; other values and all comments stay.

    The report keeps the symbol of its number and loses its day. What belongs to the earlier period is marked to be
    filled in. Raises `InputError` if the result is not a valid period.
    """
    document = tomlkit.parse(text)
    if document["year"] != cut_off.year:
        document.pop("no_commitments", None)
    document.pop("confirmed", None)
    document["cut_off"] = cut_off
    document["year"] = cut_off.year
    document.pop("report_due", None)  # a day of the earlier period
    report: Any = document["report"]
    report.pop("day", None)
    if "number" in report:
        _, slash, symbol = str(report["number"]).partition("/")
        report["number"] = f"{slash}{symbol}" or "/BC"
    if document.get("notice"):
        _note(document["notice"], _NOTE)
    if isinstance(report, Table):  # a comment inside an inline table would cut the line off
        for key in ("number", *_OF_ONE_PERIOD):
            if report.get(key):
                _note(report[key], _NUMBER_NOTE if key == "number" else _NOTE)
    carried = document.as_string()
    validate(Period, tomllib.loads(carried), place)
    return carried


def list_marked(text: str) -> tuple[str, ...]:
    """The keys of a period.toml, those of [report] without the section, that are still marked to be filled in."""
    document = tomlkit.parse(text)
    report = document.get("report", {})
    parts: list[Any] = [document.body, *([report.value.body] if isinstance(report, Table) else [])]
    # A value that is true or false has no comment; its item in the body of its part has.
    return tuple(
        key.key
        for body in parts
        for key, item in body
        if key is not None and not isinstance(item, Table) and MARK in str(item.trivia.comment)
    )


def _note(item: Any, note: str) -> None:
    earlier = item.trivia.comment.lstrip("# ")
    if note not in earlier:
        item.comment(f"{earlier}; {note}" if earlier else note)


@dataclass(frozen=True, slots=True)
class Settings:
    """The text of period.toml and its year; `blank` if required keys are still to be filled in."""

    text: str
    year: object
    blank: bool = False

    @property
    def to_do(self) -> str:
        """What the user does with the keys that are marked."""
        if self.blank:
            return "điền các khóa ghi BẮT BUỘC; các khóa ghi CUỐI KỲ để đến trước khi phát hành"
        return f"xem lại các khóa ghi {MARK} trước khi phát hành"

    def period(self, folder: PeriodFolder) -> Period:
        """Parse the settings. Raises `InputError` naming every unknown, missing or ill-typed key."""
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
    said = read_toml(path, place)
    text = path.read_bytes().decode("utf-8-sig")
    if said.get("cut_off") != cut_off:
        raise UsageError(
            where=place,
            found=f"kỳ này đã có, cut_off = {said.get('cut_off', '(chưa ghi)')}",
            expected=f"cut_off = {cut_off}, như --cut-off",
            remedy="ghi --cut-off đúng ngày chốt của kỳ, sửa period.toml, hoặc đặt tên kỳ khác",
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
