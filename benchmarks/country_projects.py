"""Projects of an invented country: provinces with their communes as units, and communes as projects of their own.

They are made through camket's own forms: the list of units and the signed list are written, `camket new` makes the
forms, and each unit fills its form in. The texts are those of the demonstration period, all of them synthetic.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import openpyxl

from camket.exchange.form import form_columns
from camket.exchange.new_period import make_period
from camket.settings.fields import BUILT_IN

DEMONSTRATION = Path(__file__).parents[1] / "demonstration"
sys.path.insert(0, str(DEMONSTRATION))

from promises import Commitment, read_commitments, read_units  # noqa: E402

PERIOD, CUT_OFF = "2022-10", date(2022, 10, 30)
DEPARTMENTS, OF_DEPARTMENT, OF_COMMUNE = 20, 15, 11
OFFICES = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
_FIRST = ("An", "Bình", "Cẩm", "Đông", "Gia", "Hòa", "Kim", "Long", "Minh", "Phú", "Tân", "Vĩnh")
_SECOND = ("Bảo", "Châu", "Dương", "Hải", "Khê", "Lạc", "Mỹ", "Nghĩa", "Quang", "Sơn", "Thạnh", "Xuyên")
SETTINGS = """title = "nội dung cam kết hành động với {superior}"
year = 2022
cut_off = 2022-10-30
superior_in_text = "{superior}"
notice = "Số liệu giả lập để đo thời gian, mọi tên gọi đều bịa"
[report]
number = "/BC-TH"
agency = "{agency}"
superior = "{above}"
place = "{place}"
"""
SCHEME = """
[[group]]
code = "department"
label = "các sở, ban, ngành"
title = "Các sở, ban, ngành"
short = "Sở, ban, ngành"
next_year = "screened"

[[group]]
code = "commune"
label = "UBND các xã, phường"
title = "UBND các xã, phường"
short = "Xã, phường"
level = 2
next_year = "continued"
place_kinds = ["xã", "phường"]
"""
SIGNED = ("Mã đơn vị", "STT", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn", "Cơ quan thẩm định")
Unit = tuple[str, str, str]


def make_province(root: Path, number: int, communes: int) -> Path:
    """A province of twenty departments with 300 commitments, and so many communes with eleven each."""
    names = [unit.name for unit in read_units()[:DEPARTMENTS]]
    departments = [(f"S{place:02d}", name, "department") for place, name in enumerate(names, start=1)]
    places = [
        (f"X{place:03d}", f"UBND {name}", "commune")
        for place, name in enumerate(name_communes(communes), start=1)
    ]
    project = root / f"tinh-{number:02d}"
    settings = SETTINGS.format(
        superior="UBND Tỉnh",
        agency="Sở Tổng hợp Mẫu",
        above=f"UBND tỉnh Mẫu {number:02d}",
        place=f"Mẫu {number:02d}",
    )
    items = _deal(
        [*departments, *places], [OF_DEPARTMENT] * len(departments) + [OF_COMMUNE] * communes, number
    )
    return make_project(project, settings, [*departments, *places], items)


def make_commune(root: Path, number: int) -> Path:
    """A commune as a project of its own: three offices, eleven commitments."""
    units = [(f"P{place}", name, "department") for place, name in enumerate(OFFICES, start=1)]
    settings = SETTINGS.format(
        superior="UBND xã", agency=OFFICES[0], above=f"UBND xã Mẫu {number:04d}", place=f"Mẫu {number:04d}"
    )
    return make_project(root / f"xa-{number:04d}", settings, units, _deal(units, [4, 4, 3], number))


def name_communes(count: int) -> list[str]:
    """Invented names, each once."""
    names = [f"xã {first} {second}" for second in _SECOND for first in _FIRST]
    return names[:count]


def make_project(
    project: Path, settings: str, units: Sequence[Unit], items: Sequence[tuple[str, int, Commitment]]
) -> Path:
    """A project whose units have all sent their forms; nothing run yet."""
    raw = project / "data" / "raw"
    folder = raw / PERIOD
    folder.mkdir(parents=True)
    (raw / "scheme.toml").write_text(SCHEME, encoding="utf-8")
    (folder / "period.toml").write_text(settings, encoding="utf-8")
    with (raw / "units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("code", "name", "group", "order", "aliases", "valid_from", "valid_to"))
        writer.writerows((*unit, place, "", "", "") for place, unit in enumerate(units, start=1))
    register = openpyxl.Workbook(write_only=True)
    sheet = register.create_sheet()
    sheet.append(SIGNED)
    for code, item_no, each in items:
        sheet.append((code, item_no, each.content, each.target, each.deadline, each.appraiser))
    register.save(folder / "register.xlsx")
    make_period(project, PERIOD, cut_off=CUT_OFF, earlier=None)
    (folder / "submissions").mkdir(exist_ok=True)
    for code, _, _ in units:
        own = [each for unit, _, each in items if unit == code]
        _fill_in(folder / "forms" / f"{code}.xlsx", own, folder / "submissions" / f"{code}.xlsx")
    return project


def _deal(units: Sequence[Unit], counts: Sequence[int], number: int) -> list[tuple[str, int, Commitment]]:
    """Commitments of the demonstration, each project from another one on; a unit has none twice."""
    texts = {each.content: each for each in read_commitments()}
    dealt = islice(cycle(texts.values()), 7 * number, None)
    return [
        (code, item_no, next(dealt))
        for (code, _, _), count in zip(units, counts, strict=True)
        for item_no in range(1, count + 1)
    ]


def _fill_in(form: Path, commitments: Sequence[Commitment], target: Path) -> None:
    """Answers as a unit types them into its form."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    columns = {column.field.name: place for place, column in enumerate(form_columns(BUILT_IN), start=1)}
    key = columns["key"]
    first = next(row for row in range(1, sheet.max_row + 1) if "-" in str(sheet.cell(row, key).value or ""))
    for row, each in enumerate(commitments, start=first):
        sheet.cell(row, columns["result_text"]).value = each.result
        sheet.cell(row, columns["estimate_text"]).value = each.estimate
    book.save(target)
