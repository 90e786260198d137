"""A new period's `period.toml`: carried over from an earlier one, or made from the model with its explanations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import tomlkit
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from tomlkit.container import Container
from tomlkit.items import Table

from camket.inputs.period import Period

# What a new file says where only a person knows; the file is valid, so that it can be mended key by key.
_EXAMPLES = {
    "title": "nội dung cam kết hành động với UBND Tỉnh",
    "superior_in_text": "UBND Tỉnh",
    "report.number": "…/BC-…",
    "report.agency": "(tên cơ quan tổng hợp)",
    "report.superior": "(cơ quan cấp trên trực tiếp)",
    "report.place": "(địa danh)",
}


def carry_settings(earlier: str, cut_off: date) -> str:
    """The text of an earlier period.toml with the new date; its other keys and its comments stay.

    The report's number and day are the new report's, which is not written yet: the number is left open.
    """
    document = tomlkit.parse(earlier)
    document["cut_off"] = cut_off
    document["year"] = cut_off.year
    report = document["report"]
    if isinstance(report, Table | Container):
        _, slash, symbol = str(report["number"]).partition("/")
        report["number"] = "…" + slash + symbol
        report["number"].comment("ghi số khi phát hành")
        report["day"] = cut_off
        report["day"].comment("sửa thành ngày ban hành báo cáo")
    return tomlkit.dumps(document)


def explain_settings(cut_off: date) -> str:
    """A period.toml with every key and its explanation; optional keys stand commented out with their usual value."""
    known = {"year": cut_off.year, "cut_off": cut_off, "report.day": cut_off}
    lines = ["# Thông tin của kỳ báo cáo. Dòng có dấu # ở đầu là tùy chọn, bỏ dấu # để đặt khác đi."]
    lines += _explain(Period, "", known)
    return "\n".join(lines) + "\n"


def _explain(model: type[BaseModel], above: str, known: dict[str, object]) -> Iterator[str]:
    inner: list[tuple[str, type[BaseModel]]] = []
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            inner.append((name, field.annotation))
        else:
            yield from _explain_key(name, field, above, known)
    for name, section in inner:
        yield ""
        yield f"[{name}]"
        yield from _explain(section, f"{name}.", known)


def _explain_key(name: str, field: FieldInfo, above: str, known: dict[str, object]) -> Iterator[str]:
    key = above + name
    yield f"# {field.description}"
    if field.is_required():
        yield f"{name} = {_value(known.get(key, _EXAMPLES.get(key, '')))}"
    else:
        yield f"# {name} = {_value(field.default)}"


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
