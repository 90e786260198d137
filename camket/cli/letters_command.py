"""The command `camket letters`."""

from __future__ import annotations

import argparse

from camket.cli.terminal import show_progress


def letters(options: argparse.Namespace) -> int:
    """Writes a workbook and a mail for each unit that has something to do."""
    from camket.exchange.letter_files import FOLDER, find_address, write_letters
    from camket.exchange.unit_letters import TASKS, make_letters
    from camket.pipeline import prepare_period
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    with show_progress(3) as progress:
        prepared = prepare_period(folder, progress)
    made = make_letters(folder, prepared)
    write_letters(folder.outputs, made)
    for letter in made:
        counts = ", ".join(f"{_CALLED[task]} {letter.tasks[task]}" for task in TASKS if task in letter.tasks)
        print(f"{letter.unit.code}: {counts}")
    place = f"outputs/{folder.name}/{FOLDER}"
    if not made:
        print(f"Kỳ {folder.name}: không có đơn vị nào cần gửi thư.")
        return 0
    print(f"Đã ghi {len(made)} thư vào {place}; mở từng tệp .eml để xem lại và gửi.")
    without = [letter.unit.name for letter in made if not find_address(letter)]
    if without:
        print(
            f"Chưa có địa chỉ thư ({len(without)} đơn vị): {'; '.join(without)}. "
            "Ghi vào cột email của data/raw/units.csv, hoặc điền khi gửi."
        )
    unknown = [item for item in prepared.problems if not item.unit and (item.to_mend or item.is_notice)]
    if unknown:
        print(f"Còn {len(unknown)} vấn đề chưa rõ của đơn vị nào: xem outputs/{folder.name}/problems.xlsx.")
    return 0


_CALLED = {
    "send": "nội dung cần báo cáo",
    "mend": "điểm cần sửa",
    "answer": "nội dung cần làm rõ",
    "register": "danh mục đăng ký",
    "confirm": "tệp phiếu xác nhận",
}
