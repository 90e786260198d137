"""Submissions of any size, invented: as the files of a project, or as a table of judged records in parquet.

Ten commitments a unit, thirty units a province, by one seed. Every text is synthetic: a labelled phrase of camket with
other figures, about a thing of its own, under a document of its own, so that each record has its own words.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from camket.settings.read_scheme import built_in_scheme
from camket.settings.states import BASES

PERIOD = "2022-10"
OWN_ITEMS, OWN_UNITS = 10, 30
_BATCH = 100_000
_PHRASES = Path(__file__).parents[1] / "camket" / "judging" / "phrases.csv"
_SETTINGS = """title = "nội dung cam kết hành động với UBND Tỉnh"
year = 2022
cut_off = 2022-10-30
superior_in_text = "UBND Tỉnh"
notice = "Số liệu giả lập, mọi tên gọi đều bịa"
[report]
number = "01/BC-THM"
day = 2022-11-09
agency = "Sở Tổng hợp Mẫu"
superior = "UBND tỉnh Mẫu"
place = "Mẫu"
"""
_DOES = (
    "Tham mưu ban hành", "Xây dựng", "Triển khai", "Hoàn thành", "Nâng cấp", "Rà soát", "Tổ chức", "Lập hồ sơ",
    "Số hóa", "Đầu tư", "Kiểm tra", "Công bố", "Thẩm tra", "Đào tạo về", "Khảo sát", "Bàn giao",
)  # fmt: skip
_THINGS = (
    "đề án chuyển đổi số", "quy hoạch chung", "tuyến đường liên xã", "trạm y tế", "trường mầm non", "chợ đầu mối",
    "phần mềm quản lý hồ sơ", "mô hình nuôi cá tra", "cơ sở dữ liệu đất đai", "kế hoạch cải cách hành chính",
    "hệ thống cấp nước", "khu tái định cư", "quy chế phối hợp", "cánh đồng mẫu", "lớp dạy nghề", "bờ kè chống sạt lở",
    "nhà văn hóa khóm", "cầu nông thôn", "danh mục thủ tục hành chính", "vùng trồng xoài", "thư viện", "bãi rác",
)  # fmt: skip
_PLACES = (
    "cánh đồng Sậy", "rạch Cái Bần", "khóm Hoa Sim", "ấp Bình Mẫu", "cồn Én", "kênh Giữa", "xã Suối Tím", "cụm Tân Thử",
    "phường Sen Trắng", "bến Gỗ", "gò Mây", "khu Lúa Vàng", "vàm Nước Trong", "giồng Cát", "doi Đất", "chợ Cũ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment with what its unit says of it."""

    unit: str
    number: int
    content: str
    target: str
    deadline: date
    result: str
    estimate: str


def invent_items(size: int, own: int = OWN_ITEMS) -> Iterator[Item]:
    """`size` commitments, `own` of each unit, in the order of the units."""
    results, estimates = _read_phrases()
    draw = random.Random(21)
    for index in range(size):
        unit, number = divmod(index, own)
        phrase, target = draw.choice(results)
        yield Item(
            name_unit(unit), number + 1, _invent_content(index, draw), target,
            date(2022, 3, 31) + timedelta(days=draw.randrange(276)),
            _vary(phrase, index, draw), _vary(draw.choice(estimates), index, draw) if draw.random() < 0.8 else "",
        )  # fmt: skip


def name_unit(index: int) -> str:
    """The code of a unit: `U00007`."""
    return f"U{index + 1:05}"


def write_project(root: Path, size: int, own: int = OWN_ITEMS) -> Path:
    """Writes a project with units, a signed list and a file for each unit."""
    raw, period = root / "data" / "raw", root / "data" / "raw" / PERIOD
    (period / "submissions").mkdir(parents=True)
    (period / "period.toml").write_text(_SETTINGS, encoding="utf-8")
    items = list(invent_items(size, own))
    by_unit: dict[str, list[Item]] = {}
    for item in items:
        by_unit.setdefault(item.unit, []).append(item)
    units = [
        (code, f"{'UBND huyện' if order % 3 == 2 else 'Sở'} Giả Định {order + 1} tỉnh Mẫu {order // OWN_UNITS + 1}",
         "district" if order % 3 == 2 else "department", order + 1, code)
        for order, code in enumerate(by_unit)
    ]  # fmt: skip
    with (raw / "units.csv").open("w", encoding="utf-8-sig", newline="") as file:
        heads = ("code", "name", "group", "order", "aliases", "valid_from", "valid_to")
        csv.writer(file).writerows([heads, *((*unit, "", "") for unit in units)])
    heads = ("Mã đơn vị", "STT", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn", "Cơ quan thẩm định")
    signed = [
        (each.unit, each.number, each.content, each.target, f"{each.deadline:%d/%m/%Y}", "") for each in items
    ]
    _write_book(period / "register.xlsx", [heads, *signed])
    heads = ("STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm", "Ghi chú")
    for code, mine in by_unit.items():
        rows = [(each.number, each.content, each.result, each.estimate, "") for each in mine]
        _write_book(period / "submissions" / f"{code}.xlsx", [heads, *rows])
    return root


def write_tables(folder: Path, size: int) -> None:
    """Writes `size` records with statuses drawn, as `records.parquet` and `derived.parquet` have them.

    A province is a group. The texts of the records are there, as in a real table, though counting does not read them.
    """
    writers: dict[str, pq.ParquetWriter] = {}
    scheme, draw, items = built_in_scheme(), random.Random(22), invent_items(size)
    while batch := list(islice(items, _BATCH)):
        ids = [f"{each.unit}-{each.number:02}" for each in batch]
        statuses = {f"{basis}_status": draw.choices(scheme.possible(basis), k=len(batch)) for basis in BASES}
        tables = {
            "records": {
                "record_id": ids,
                "unit": [each.unit for each in batch],
                "group": [name_province(int(each.unit[1:]) - 1) for each in batch],
                "content": [each.content for each in batch],
                "result_text": [each.result for each in batch],
                "estimate_text": [each.estimate for each in batch],
                **statuses,
                "decided_by": [""] * len(batch),
            },
            "derived": {
                "record_id": ids,
                "deadline_day": [each.deadline.isoformat() for each in batch],
                **{f"{basis}_found": statuses[f"{basis}_status"] for basis in BASES},
            },
        }
        for name, columns in tables.items():
            table = pa.table(columns)
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")
            writers[name].write_table(table)
    for writer in writers.values():
        writer.close()


def name_province(unit: int) -> str:
    """The code of the province of a unit: `p0001`."""
    return f"p{unit // OWN_UNITS + 1:04}"


def _write_book(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


@cache
def _read_phrases() -> tuple[list[tuple[str, str]], list[str]]:
    with _PHRASES.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    results = [(row["phrase"], row["target"]) for row in rows if row["basis"] == "cut_off"]
    return results, [row["phrase"] for row in rows if row["basis"] == "full_year"]


def _invent_content(index: int, draw: random.Random) -> str:
    return f"{draw.choice(_DOES)} {draw.choice(_THINGS)} {draw.choice(_PLACES)} số {index + 1}"


def _vary(phrase: str, index: int, draw: random.Random) -> str:
    """A phrase with every figure but years drawn anew, about a thing, with a document of its own."""
    drawn = re.sub(
        r"(?!20\d\d\b)\b\d+", lambda run: f"{draw.randrange(10 ** len(run[0])):0{len(run[0])}}", phrase
    )
    thing, place = draw.choice(_THINGS), draw.choice(_PLACES)
    return f"{drawn}; {thing} {place} (Báo cáo số {index + 1}/BC-UBND)"
