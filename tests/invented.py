"""Small projects with a scheme of their own. All names are invented, and every page says so."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl

from camket.pipeline import prepare_period
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder

PERIOD = "2022-10"
SETTINGS = """title = "nội dung cam kết hành động với UBND Tỉnh"
year = 2022
cut_off = 2022-10-30
superior_in_text = "UBND Tỉnh"
notice = "Số liệu giả lập, mọi tên gọi đều bịa"
common_tasks = ["Giải ngân 100% vốn đầu tư công"]
[report]
number = "01/BC-THM"
day = 2022-11-09
agency = "Sở Tổng hợp Mẫu"
superior = "UBND tỉnh Mẫu"
place = "Mẫu"
"""


class Item(NamedTuple):
    """A commitment with what its unit says of it."""

    unit: str
    content: str
    deadline: str
    result: str
    estimate: str = ""
    target: str = ""
    completed_on: date | None = None


class Wish(NamedTuple):
    """What a unit registers for the next year."""

    unit: str
    content: str
    target: str = ""
    deadline: str = ""


def write_project(
    root: Path,
    scheme: str,
    units: str,
    items: Sequence[Item],
    wishes: Sequence[Wish] = (),
    programme: Sequence[tuple[str, str, str]] = (),
) -> Path:
    """A project folder with one period, nothing run yet. `programme` has content, target and body."""
    raw = root / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "scheme.toml").write_text(scheme, encoding="utf-8")
    (raw / "units.csv").write_text(units, encoding="utf-8")
    folder = write_period(root, PERIOD, SETTINGS, items)
    for unit in dict.fromkeys(wish.unit for wish in wishes):
        header = ("STT", "Nội dung đăng ký", "Chỉ tiêu năm 2023", "Thời hạn")
        rows = [
            (number, *wish[1:])
            for number, wish in enumerate((wish for wish in wishes if wish.unit == unit), start=1)
        ]
        (folder / "registrations").mkdir(exist_ok=True)
        _write_book(folder / "registrations" / f"{unit}.xlsx", [header, *rows])
    if programme:
        header = ("STT", "Nhiệm vụ", "Chỉ tiêu", "Cơ quan chủ trì")
        rows = [(number, *task) for number, task in enumerate(programme, start=1)]
        _write_book(folder / "programme.xlsx", [header, *rows])
    return root


def write_period(
    root: Path, name: str, settings: str, items: Sequence[Item], silent: Sequence[str] = ()
) -> Path:
    """The raw folder of a period: its settings, its signed list, and a file of each unit that is not `silent`."""
    folder = root / "data" / "raw" / name
    (folder / "submissions").mkdir(parents=True)
    (folder / "period.toml").write_text(settings, encoding="utf-8")
    numbered: dict[str, list[tuple[int, Item]]] = defaultdict(list)
    for item in items:
        numbered[item.unit].append((len(numbered[item.unit]) + 1, item))
    signed = [
        (unit, number, item.content, item.target, item.deadline, "")
        for unit, own in numbered.items()
        for number, item in own
    ]
    header = ("Mã đơn vị", "STT", "Nội dung cam kết", "Chỉ tiêu", "Thời hạn", "Cơ quan thẩm định")
    _write_book(folder / "register.xlsx", [header, *signed])
    for unit, own in numbered.items():
        rows = [
            (number, item.content, item.result, item.completed_on, item.estimate, "") for number, item in own
        ]
        header = ("STT", "Nội dung cam kết", "Kết quả thực hiện", "Ngày hoàn thành", "Ước cả năm", "Ghi chú")
        if unit not in silent:
            _write_book(folder / "submissions" / f"{unit}.xlsx", [header, *rows])
    return folder


def _write_book(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)


GROUPS = """
[[group]]
code = "department"
label = "các sở, ban, ngành tỉnh"
title = "Các sở, ban, ngành tỉnh"
short = "Sở, ban, ngành"
next_year = "screened"
named = ["các sở", "các ban, ngành"]
finds = ['\\bsở,? (?:ban,? )?ngành\\b']

[[group]]
code = "commune"
label = "UBND các xã, phường"
title = "UBND các xã, phường"
short = "Xã, phường"
level = 2
next_year = "continued"
place_kinds = ["xã", "phường"]
named = ["các xã", "xã, phường"]
finds = ['\\bxã, phường\\b']

[[group]]
code = "company"
label = "các doanh nghiệp nhà nước"
title = "Doanh nghiệp nhà nước"
short = "Doanh nghiệp"
level = 2
next_year = "screened"
named = ["các doanh nghiệp"]
"""
GROUP_UNITS = """code,name,group,order,aliases,valid_from,valid_to,successor,email
CNSM,Công ty Cấp nước Sao Mai,company,1,,,,,
SMAU,Sở Mẫu Thử,department,2,,,,,mau@vi-du.vn
PHS,UBND phường Hoa Sim,commune,3,Phường Hoa Sim,,,,
XST,UBND xã Suối Tím,commune,4,Xã Suối Tím,,,,
SGIA,Sở Giả Định,department,5,,,,,
"""
GROUP_ITEMS = [
    Item("SMAU", "Ban hành Đề án thí điểm", "30/9/2022", "Đang xây dựng dự thảo", "Hoàn thành"),
    Item("SMAU", "Rà soát thủ tục hành chính", "31/12/2022", "Đã hoàn thành"),
    Item("SGIA", "Xây dựng phần mềm dùng chung", "31/12/2022", "Không thể hoàn thành trong năm 2022"),
    Item("PHS", "Trồng 500 cây xanh", "31/12/2022", "Đã hoàn thành", "", "500 cây"),
    Item("PHS", "Nâng cấp nhà văn hóa khóm", "31/12/2022", "Đang thực hiện", "Hoàn thành"),
    Item("XST", "Trồng 500 cây xanh", "31/12/2022", "Được UBND Tỉnh cho dừng thực hiện", "", "500 cây"),
    Item("CNSM", "Giảm thất thoát nước", "31/12/2022", "Đang thực hiện", "Hoàn thành", "dưới 15%"),
    Item("CNSM", "Lắp đặt đồng hồ thông minh", "31/12/2022", "Sở Mẫu Thử đang thẩm định hồ sơ", "Hoàn thành"),
]
GROUP_WISHES = [
    Wish("SMAU", "Số hóa hồ sơ lưu trữ", "100% hồ sơ", "30/11/2023"),
    Wish("SGIA", "Thực hiện nhiệm vụ thường xuyên của ngành"),
    Wish("PHS", "Trồng 600 cây xanh", "600 cây", "31/12/2023"),
    Wish("XST", "Trồng 500 cây xanh", "500 cây", "31/12/2023"),
    Wish("CNSM", "Giảm thất thoát nước", "dưới 14%", "31/12/2023"),
]
GROUP_PROGRAMME = [
    ("Ban hành quy chế phối hợp", "01 quy chế", "Sở Giả Định"),
    ("Đầu tư trạm bơm mới", "01 trạm", "Công ty Cấp nước Sao Mai"),
    ("Trồng cây xanh", "700 cây", "UBND các xã, phường"),
]

# As the Government Office counts: done or not, in time or late. What these four cannot say stands apart or is asked.
GOVERNMENT = """
[[status]]
code = "done_on_time"
label = "hoàn thành đúng hạn"
short = "Đúng hạn"
from = ["done.on_time"]
bases = ["cut_off", "full_year"]
then = ["done_on_time"]
final = true
colour = "#4d4d4d"
hatch = ""

[[status]]
code = "done_late"
label = "hoàn thành quá hạn"
short = "Quá hạn"
from = ["done.late"]
bases = ["cut_off", "full_year"]
then = ["done_late"]
final = true
colour = "#d0d0d0"
hatch = "xxxx"

[[status]]
code = "running_on_time"
label = "chưa hoàn thành, trong hạn"
short = "Đang làm – trong hạn"
from = ["running.on_time"]
bases = ["cut_off", "full_year"]
colour = "#ffffff"
hatch = "////"

[[status]]
code = "running_overdue"
label = "chưa hoàn thành, quá hạn"
short = "Đang làm – quá hạn"
from = ["running.late"]
bases = ["cut_off", "full_year"]
colour = "#e8e8e8"
hatch = "---"

[[status]]
code = "done_undated"
label = "hoàn thành, chưa rõ ngày hoàn thành"
short = "Xong – chưa rõ ngày"
apart = true
from = ["done.unknown"]
bases = ["cut_off", "full_year"]
colour = "#a6a6a6"
hatch = "..."

[[status]]
code = "not_done"
label = "không hoàn thành"
short = "Không hoàn thành"
apart = true
from = ["failed"]
bases = ["cut_off", "full_year"]
colour = "#ffffff"
hatch = "||||"

[[status]]
code = "stopped"
label = "được {superior} cho dừng"
short = "Cho dừng"
apart = true
document = true
from = ["stopped"]
bases = ["cut_off", "full_year"]
then = ["stopped"]
final = true
colour = "#a6a6a6"
hatch = '\\\\\\\\'

[[basis]]
code = "cut_off"
label = "đến ngày chốt"
asked = ["waiting", "running.unknown"]
finds = ['\\b(?:lũy|luỹ) kế\\b', '\\b(?:tính )?đến (?:hết )?(?:ngày|tháng|thời điểm)\\b']

[[basis]]
code = "full_year"
label = "ước cả năm"
asked = ["waiting", "running.unknown"]
finds = ['\\bước\\b', '\\bcả năm\\b']
"""
GOVERNMENT_UNITS = """code,name,group,order,aliases,valid_from,valid_to
SMAU,Sở Mẫu Thử,department,1,,,
HTT,UBND huyện Trăng Tròn,district,2,Huyện Trăng Tròn,,
"""
GOVERNMENT_ITEMS = [
    Item("SMAU", "Ban hành Đề án thí điểm", "30/9/2022", "Đã hoàn thành ngày 15/9/2022"),
    Item("SMAU", "Rà soát thủ tục hành chính", "30/9/2022", "Đã hoàn thành", completed_on=date(2022, 10, 20)),
    Item("SMAU", "Xây dựng phần mềm dùng chung", "31/12/2022", "Đang thực hiện", "Hoàn thành"),
    Item("SMAU", "Tổ chức hội thi sáng tạo", "30/9/2022", "Đang xây dựng dự thảo", "Hoàn thành"),
    Item("SMAU", "Sắp xếp kho lưu trữ", "31/12/2022", "Đã hoàn thành"),
    Item("HTT", "Nâng cấp chợ trung tâm", "31/12/2022", "Không thể hoàn thành trong năm 2022"),
    Item("HTT", "Mở tuyến du lịch mới", "31/12/2022", "Được UBND Tỉnh cho dừng thực hiện"),
    Item("HTT", "Lập quy hoạch khu dân cư", "31/12/2022", "Sở Mẫu Thử đang thẩm định hồ sơ", "Hoàn thành"),
    Item("HTT", "Vận động xây dựng quỹ", "", "Đang thực hiện", "Hoàn thành"),
]


# A year of two periods: what was settled in June is told otherwise in December, carries over, or falls due.
YEAR_SETTINGS = (
    SETTINGS.replace("year = 2022", "year = 2023")
    .replace("2022-10-30", "{cut_off}")
    .replace("2022-11-09", "{day}")
)
YEAR_UNITS = """code,name,group,order,aliases,valid_from,valid_to
SMAU,Sở Mẫu Thử,department,1,,,
SGIA,Sở Giả Định,department,2,,,
HTT,UBND huyện Trăng Tròn,district,3,Huyện Trăng Tròn,,
"""


class YearItem(NamedTuple):
    """A commitment with what its unit says of it in June and in December."""

    unit: str
    content: str
    deadline: str
    june: str
    december: str
    target: str = ""
    estimate: str = "Hoàn thành"


YEAR_ITEMS = [
    YearItem("SMAU", "Ban hành Đề án thí điểm", "31/5/2023", "Đã ban hành Quyết định số 12/QĐ-UBND ngày 20/5/2023",
             "Đang xây dựng dự thảo", "01 đề án"),
    YearItem("SMAU", "Rà soát thủ tục hành chính", "30/9/2023", "Đang thực hiện", "Đã hoàn thành ngày 15/9/2023"),
    YearItem("SMAU", "Xây dựng phần mềm dùng chung", "31/10/2023", "Đang thực hiện", "Đã hoàn thành ngày 20/11/2023"),
    YearItem("SMAU", "Tổ chức hội thi sáng tạo", "30/11/2023", "Đang thực hiện", "Đã hoàn thành"),
    YearItem("SMAU", "Sắp xếp kho lưu trữ", "15/12/2023", "Đang thực hiện", "Đang thực hiện"),
    YearItem("SGIA", "Xây dựng trạm quan trắc", "31/12/2023", "Đề nghị dừng thực hiện", "", estimate=""),
    YearItem("SGIA", "Lập bản đồ số", "31/12/2023", "Đề nghị dừng thực hiện", "Đang thực hiện", estimate=""),
    YearItem("SGIA", "Giải ngân vốn đầu tư công", "31/12/2023", "Giải ngân đạt 40,3% kế hoạch, đang thực hiện",
             "Giải ngân đạt 32,2% kế hoạch, đang thực hiện", "95%"),
    YearItem("HTT", "Nâng cấp chợ trung tâm", "31/12/2023", "Đang thực hiện", "Đã hoàn thành"),
    YearItem("HTT", "Mở tuyến du lịch mới", "31/12/2023", "Đang thực hiện", "Đang thực hiện"),
]  # fmt: skip
JUNE, DECEMBER = "2023-06", "2023-12"
JUNE_DECISIONS = """record_id,field,value,expect,reason,document,decided_by,decided_on
SGIA-01,cut_off_status,stopped,unresolved,Tỉnh đã đồng ý,15/UBND-TH ngày 10/6/2023,Nguyễn Văn A,2023-06-20
SGIA-02,cut_off_status,stopped,unresolved,Tỉnh đã đồng ý,16/UBND-TH ngày 10/6/2023,Nguyễn Văn A,2023-06-20
"""


def write_year(root: Path, *, silent: Sequence[str] = ()) -> Path:
    """A project with a June whose questions are answered and a December; units that are `silent` in December."""
    raw = root / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "units.csv").write_text(YEAR_UNITS, encoding="utf-8")
    june = write_period(root, JUNE, YEAR_SETTINGS.format(cut_off="2023-06-30", day="2023-07-05"), [
        Item(each.unit, each.content, each.deadline, each.june, "Hoàn thành" if "dừng" not in each.june else "",
             each.target)
        for each in YEAR_ITEMS
    ])  # fmt: skip
    (june / "decisions.csv").write_text(JUNE_DECISIONS, encoding="utf-8")
    write_period(root, DECEMBER, YEAR_SETTINGS.format(cut_off="2023-12-15", day="2023-12-20"), [
        Item(each.unit, each.content, each.deadline, each.december, each.estimate, each.target) for each in YEAR_ITEMS
    ], silent)  # fmt: skip
    return root


def save_tables(folder: PeriodFolder) -> None:
    """Writes the tables of a period as a run does, without outputs."""
    shutil.rmtree(folder.processed, ignore_errors=True)
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepare_period(folder))
