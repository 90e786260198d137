"""`camket new` and `camket check`: sets a period up and checks its raw files."""

from __future__ import annotations

import argparse

from camket.commands.progress import show_progress


def new(options: argparse.Namespace) -> int:
    """Sets a period up."""
    from camket.forms.new_period import make_period

    done = make_period(options.project, options.period, cut_off=options.cut_off, earlier=options.earlier)
    for title, lines in (
        ("đã tạo", done.made),
        ("giữ nguyên", done.kept),
        ("việc tiếp theo", done.next_steps),
    ):
        if lines:
            print(f"{title} ({len(lines)}):")
            print("\n".join(f"  {line}" for line in lines))
    return 0


def check(options: argparse.Namespace) -> int:
    """Lists the faults of each file; returns 10 where something must be corrected."""
    from camket.inputs.project import open_folder
    from camket.outputs.listing import count_unusable, list_problems, only_unregistered, say_next_year
    from camket.outputs.problems import FILE, write_problems
    from camket.processed.prepare import prepare_period
    from camket.processed.save import save_problems
    from camket.publishing.problem_list import group_by_unit

    folder = open_folder(options.project, options.period)
    with show_progress(3) as progress:
        prepared = prepare_period(folder, progress)
    save_problems(folder.processed, prepared.problems)
    groups = group_by_unit(prepared.problems, prepared.units)
    write_problems(folder.outputs / FILE, groups, prepared.period)
    silent = {unit.code for unit in prepared.silent_units.sent_nothing}  # printed together in one line below
    shown = [group for group in groups if group.code not in silent]
    for line in list_problems(group for group in shown if not only_unregistered(group, prepared.next_year)):
        print(line)
    reported = sum(judged.record.reported for judged in prepared.records)
    to_mend = sum(item.to_mend for item in prepared.rejected)
    print(
        f"Kỳ {folder.name}: đã đọc {prepared.files_used} tệp; {reported}/{len(prepared.records)} nội dung "
        f"có báo cáo; {to_mend} vấn đề; {len(prepared.questions)} câu hỏi cần rà soát."
    )
    if prepared.hidden:
        print(f"Có thể ẩn cam kết: {prepared.hidden} chỗ (kind = hidden trong rejected.csv).")
    for title, units in (
        ("Đã gửi nhưng chưa đọc được", prepared.silent_units.unusable),
        ("Chưa gửi", prepared.silent_units.sent_nothing),
    ):
        if units:
            print(f"{title} ({len(units)} đơn vị): {'; '.join(unit.name for unit in units)}.")
    for line in say_next_year(prepared.next_year):
        print(line)
    return 10 if to_mend or count_unusable(prepared.next_year) else 0
