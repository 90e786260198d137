"""Generate the settings of a first period: every key with its description, to be filled in."""

from __future__ import annotations

from datetime import date

import tomlkit
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from camket.inputs.period import PeriodSettings

_FIRST_LINES = """\
# Thiết lập của kỳ báo cáo.
# Khóa ghi BẮT BUỘC: bỏ dấu # ở đầu dòng của khóa rồi ghi giá trị. Chuỗi chữ đặt trong dấu nháy kép, ngày viết
# dạng 2022-12-15 và không có dấu nháy. Khóa tùy chọn đang ghi giá trị mặc định; cần khác thì bỏ dấu # và sửa.
"""


def explain_settings(cut_off: date) -> str:
    """A period.toml for a first period: each key under its description, required keys marked."""
    known = {"year": cut_off.year, "cut_off": cut_off}
    keys = {key: field for key, field in PeriodSettings.model_fields.items() if _section(field) is None}
    sections = {key: kind for key, field in PeriodSettings.model_fields.items() if (kind := _section(field))}
    parts = [_FIRST_LINES, *(_explain(key, keys[key], known.get(key)) for key in keys)]
    for key, kind in sections.items():
        parts.append(f"[{key}]\n" + "\n".join(_explain(*pair, None) for pair in kind.model_fields.items()))
    return "\n".join(parts)


def _section(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _explain(key: str, field: FieldInfo, value: object) -> str:
    if value is not None:
        return f"# {field.description}.\n{key} = {tomlkit.item(value).as_string()}\n"
    if field.is_required():
        example = "2022-12-31" if field.annotation is date else '""'
        return f"# BẮT BUỘC: {field.description}.\n# {key} = {example}\n"
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    return f"# Tùy chọn: {field.description}.\n# {key} = {tomlkit.item(default).as_string()}\n"
