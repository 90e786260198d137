"""An invented 2023 in which units are merged, renamed and split on 1 July; two periods, nothing run yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from camket.pipeline import Prepared, prepare_period
from camket.settings.project import open_folder
from invented import GROUPS, SETTINGS

BEFORE, AFTER = "2023-06", "2023-12"
SCHEME = (
    GROUPS
    + """
[[group]]
code = "district"
label = "UBND các huyện"
title = "UBND các huyện"
short = "Huyện"
level = 2
next_year = "continued"
place_kinds = ["huyện"]
named = ["các huyện"]
finds = ['\\bcác huyện\\b']
"""
)
UNITS = """code,name,group,order,aliases,valid_from,valid_to,successor,email
SMAU,Sở Mẫu Thử,department,1,,,,,
SCU,Sở Cũ Kỹ,department,2,,,2023-06-30,SMOI,
SMOI,Sở Mới Đặt,department,3,,2023-07-01,,,
HLUA,UBND huyện Lúa Vàng,district,4,,,2023-06-30,XSEN;PHOA,
XTRE,UBND xã Tre Xanh,commune,5,,,2023-06-30,XSEN,
XMAI,UBND xã Mai Hồng,commune,6,,,2023-06-30,XSEN,
XLAN,UBND xã Lan Tím,commune,7,,,2023-06-30,XSEN,
XSEN,UBND xã Sen Trắng,commune,8,,2023-07-01,,,
PHOA,UBND phường Hoa Cúc,commune,9,,2023-07-01,,,
"""
# unit, number, content, target
SIGNED = [
    ("SMAU", 1, "Rà soát thủ tục hành chính", ""),
    ("SCU", 1, "Ban hành Đề án thí điểm", "01 đề án"),
    ("HLUA", 1, "Nâng cấp tuyến đường liên xã", "05 km"),
    ("HLUA", 2, "Hỗ trợ các hợp tác xã kiểu mới", "03 hợp tác xã"),
    ("XTRE", 1, "Trồng cây xanh dọc kênh", "500 cây"),
    ("XTRE", 2, "Xây dựng nhà văn hóa ấp", "01 nhà"),
    ("XMAI", 1, "Lắp đèn đường nông thôn", "02 km"),
    ("XLAN", 1, "Vận động người dân mua bảo hiểm y tế", "95%"),
]
NAMES = {line.split(",")[0]: line.split(",")[1] for line in UNITS.splitlines()[1:]}


def write_year(root: Path) -> Path:
    """The project with the same signed list in both periods, by the names of the units that signed."""
    raw = root / "data" / "raw"
    for name, day in ((BEFORE, "2023-06-30"), (AFTER, "2023-12-15")):
        (raw / name / "submissions").mkdir(parents=True)
        settings = SETTINGS.replace("2022-10-30", day).replace("year = 2022", "year = 2023")
        settings = settings.replace("2022-11-09", "2023-12-25" if name == AFTER else "2023-07-10")
        (raw / name / "period.toml").write_text(settings, encoding="utf-8")
        header = ("Đơn vị", "STT", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn")
        rows = [
            (NAMES[unit], number, content, target, "31/12/2023") for unit, number, content, target in SIGNED
        ]
        write_book(raw / name / "register.xlsx", [header, *rows])
    (raw / "units.csv").write_text(UNITS, encoding="utf-8")
    (raw / "scheme.toml").write_text(SCHEME, encoding="utf-8")
    return root


def send(
    root: Path, period: str, file: str, head: str, results: Mapping[str, str], *, numbered: bool = True
) -> None:
    """A unit's file with a letterhead: the results of some of the contents."""
    numbers = {content: number for _, number, content, _ in SIGNED}
    rows: list[Sequence[object]] = [
        (head,),
        (),
        ("STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm"),
    ]
    rows += [
        (numbers.get(content, "") if numbered else "", content, result, "Hoàn thành")
        for content, result in results.items()
    ]
    write_book(root / "data" / "raw" / period / "submissions" / file, rows)


def write_book(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)


def prepare(root: Path, period: str) -> Prepared:
    return prepare_period(open_folder(root, period))
