"""The command `camket letters`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from camket.cli.terminal import hold, show_progress

if TYPE_CHECKING:
    from camket.pipeline import Prepared


def letters(options: argparse.Namespace) -> int:
    """Writes a workbook and a mail for each unit that has something to do, or reads filled-in sheets."""
    if options.read:
        return _read(options)
    from camket.exchange.letter_files import find_address, write_letters
    from camket.exchange.letter_sources import FOLDER, list_confirmed
    from camket.exchange.unit_letters import TASKS, is_agency, make_letters
    from camket.figures.freshness import hash_inputs
    from camket.pipeline import prepare_period
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    with hold(folder, "letters"):
        inputs = hash_inputs(folder)
        with show_progress(3) as progress:
            prepared = prepare_period(folder, progress)
        made = make_letters(folder, prepared)
        confirmed = list_confirmed(folder)
        write_letters(folder, made, inputs)
    for letter in made:
        counts = ", ".join(f"{_CALLED[task]} {letter.tasks[task]}" for task in TASKS if task in letter.tasks)
        print(f"{letter.unit.code}: {counts}")
    if confirmed:
        print(_describe_confirmed(confirmed, prepared))
    for unit in prepared.units:
        if is_agency(unit, prepared.period):
            print(
                f"{unit.name} là cơ quan tổng hợp, không viết thư: xem outputs/{folder.name}/problems.xlsx."
            )
    place = f"outputs/{folder.name}/{FOLDER}"
    if not made:
        print(f"Kỳ {folder.name}: không có đơn vị nào cần gửi thư.")
        return 0
    print(f"Đã ghi {len(made)} thư vào {place}; mở từng tệp .eml để xem lại và gửi.")
    without = [letter.unit.code for letter in made if not find_address(letter)]
    if without:
        print(
            f"Chưa có địa chỉ thư ({len(without)} đơn vị): {', '.join(without)}. "
            "Ghi vào cột email của data/raw/units.csv, hoặc điền khi gửi."
        )
    unknown = [item for item in prepared.problems if not item.unit and (item.to_mend or item.is_notice)]
    if unknown:
        print(f"Còn {len(unknown)} vấn đề chưa rõ của đơn vị nào: xem outputs/{folder.name}/problems.xlsx.")
    return 0


def _read(options: argparse.Namespace) -> int:
    from camket.exchange.filled_in_sheets import read_sheets
    from camket.exchange.letter_sources import list_confirmed
    from camket.pipeline import prepare_period
    from camket.settings.confirmations import FILE
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    with hold(folder, "letters --read"):
        with show_progress(3) as progress:
            prepared = prepare_period(folder, progress)
        read = read_sheets(folder, prepared, options.read, datetime.now().astimezone().date())
    for sheet in read:
        if sheet.known:
            print(f"{sheet.unit.code}: phiếu này đã đọc từ trước, không ghi thêm")
            continue
        print(f"{sheet.unit.code}: thống nhất {sheet.agreed} nội dung, {len(sheet.remarks)} ý kiến khác")
        for each in sheet.remarks:
            print(f"  {each.record_id or 'ý kiến chung'}: {each.remark}")
        if sheet.unanswered:
            print(f"  chưa có ý kiến: {', '.join(sheet.unanswered)}")
    added = sum(len(sheet.answers) for sheet in read if not sheet.known)
    print(f"Đã ghi thêm {added} dòng vào data/raw/{folder.name}/{FILE}.")
    confirmed = list_confirmed(folder)
    if confirmed:
        print(_describe_confirmed(confirmed, prepared))
    if any(each.record_id for sheet in read if not sheet.known for each in sheet.remarks):
        print(
            f"Nội dung đơn vị đề nghị điều chỉnh thành mục nên xem lại trong outputs/{folder.name}/review.xlsx: "
            f"camket run {folder.name}, hoặc xem ngay: camket review {folder.name}."
        )
    return 0


def _describe_confirmed(confirmed: Mapping[str, date], prepared: Prepared) -> str:
    from camket.exchange.unit_letters import is_agency

    asked = {unit.code for unit in prepared.units if not is_agency(unit, prepared.period)}
    named = ", ".join(f"{code} ({day:%d/%m/%Y})" for code, day in confirmed.items())
    return f"Đã có ý kiến trên phiếu ({len(confirmed)}/{len(asked | confirmed.keys())} đơn vị): {named}."


_CALLED = {
    "send": "nội dung cần báo cáo",
    "mend": "điểm cần sửa",
    "answer": "nội dung cần làm rõ",
    "register": "danh mục đăng ký",
    "confirm": "tệp phiếu xác nhận",
}
