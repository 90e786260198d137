"""The commands `camket new`, `check`, `run` and `review`, which set up, check, publish and settle a period."""

from __future__ import annotations

import argparse
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from camket.cli.terminal import show_progress, user_name
from camket.errors import OWN_FAILED, UsageError

if TYPE_CHECKING:
    from camket.settings.project import PeriodFolder


def new(options: argparse.Namespace) -> int:
    """Sets a project or a period up, or copies the demonstration."""
    from camket.exchange.new_period import make_period, make_project
    from camket.exchange.new_project import PERIOD_SHOWN, copy_demonstration, place_report_template

    given = (options.period, options.cut_off, options.earlier)
    if options.demo is not None:
        if any(each is not None for each in given):
            raise _wrong_new("--demo cùng với tên kỳ", "camket new --demo THƯ_MỤC")
        copy_demonstration(options.demo)
        print(f"đã chép kỳ minh họa {PERIOD_SHOWN} (số liệu giả lập) vào {options.demo}")
        print(f"việc tiếp theo:\n  camket run {PERIOD_SHOWN} --project {options.demo}")
        return 0
    if options.report_template:
        if options.cut_off or options.earlier:
            raise _wrong_new(
                "--report-template with a new period", "camket new --report-template, or PERIOD with it"
            )
        place = place_report_template(options.project, options.period)
        print(f"đã tạo {place}: sửa trong Word rồi lưu; bỏ tệp này thì dùng lại mẫu có sẵn")
        return 0
    if options.period is None:
        if options.cut_off or options.earlier:
            raise _wrong_new("chưa có tên kỳ", "camket new KỲ --cut-off NGÀY")
        done = make_project(options.project, on=datetime.now(UTC).date())
    elif options.cut_off is None:
        raise _wrong_new(f"kỳ {options.period} chưa có ngày chốt số liệu", "camket new KỲ --cut-off NGÀY")
    else:
        done = make_period(
            options.project, options.period, cut_off=options.cut_off, earlier=options.earlier, by=user_name()
        )
    for title, lines in (
        ("đã tạo", done.made),
        ("đã làm lại", done.remade),
        ("giữ nguyên", done.kept),
        ("việc tiếp theo", done.next_steps),
    ):
        if lines:
            print(f"{title} ({len(lines)}):")
            print("\n".join(f"  {line}" for line in lines))
    return 0


def _wrong_new(found: str, expected: str) -> UsageError:
    return UsageError(where="camket new", found=found, expected=expected, remedy="xem camket new --help")


def check(options: argparse.Namespace) -> int:
    """Lists the faults of each file, or shows one file; returns 10 where something must be corrected.

    Raises `InputError` for a template of the report that cannot be filled, once all else is told.
    """
    if options.show is not None:
        return _show(options)
    from camket.cli.terminal import (
        count_unusable,
        hold,
        list_decision_notes,
        list_next_year_notes,
        list_problems,
        only_unregistered,
    )
    from camket.figures.store import save_problems
    from camket.pipeline import prepare_period
    from camket.publishing.report.word_report import check_report
    from camket.publishing.shown.file_page import publish_problem_files
    from camket.publishing.workbooks.problems import FILE, count_by_kind, group_by_unit, write_problems
    from camket.running.standing import describe_standing, find_standing
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    with hold(folder, "check"):
        with show_progress(3) as progress:
            prepared = prepare_period(folder, progress)
        standing = describe_standing(find_standing(folder))  # before the list of problems is written anew
        save_problems(folder.processed, prepared.problems)
        groups = group_by_unit(prepared.problems, prepared.units)
        links = publish_problem_files(folder, folder.outputs, prepared)
        # The same workbook as that of a run on these files, so that a check leaves what is published untouched.
        write_problems(folder.outputs / FILE, groups, prepared.period, len(prepared.questions), links)
    silent = {unit.code for unit in prepared.silent_units.sent_nothing}  # printed together in one line below
    shown = [group for group in groups if group.code not in silent]
    for line in list_problems(group for group in shown if not only_unregistered(group, prepared.next_year)):
        print(line)
    asked = f"{len(prepared.questions)} câu hỏi" if prepared.questions else "không có câu hỏi nào"
    counts = count_by_kind((item.kind, item.unit) for item in prepared.problems)
    reported = sum(judged.record.is_filled_in for judged in prepared.records)
    to_mend = sum(item.to_mend for item in prepared.rejected)
    print(
        f"Kỳ {folder.name}: đã đọc {prepared.files_used} tệp; {reported}/{len(prepared.records)} nội dung "
        f"có báo cáo; {counts}; {asked} cần rà soát."
    )
    if prepared.hidden:
        print(f"Có thể ẩn cam kết: {prepared.hidden} chỗ (kind = hidden trong rejected.csv).")
    for title, units in (
        ("Đã gửi nhưng chưa đọc được", prepared.silent_units.unusable),
        ("Đã gửi biểu nhưng chưa ghi kết quả nào", prepared.silent_units.blank),
        ("Chưa gửi", prepared.silent_units.sent_nothing),
    ):
        if units:
            print(f"{title} ({len(units)} đơn vị): {'; '.join(unit.name for unit in units)}.")
    for line in (
        *prepared.earlier.notes,
        *list_decision_notes(prepared),
        *list_next_year_notes(prepared.next_year),
    ):
        print(line)
    print(standing)
    check_report(folder, prepared)
    return 10 if to_mend or count_unusable(prepared.next_year) else 0


def _show(options: argparse.Namespace) -> int:
    """Makes the page of one file; returns 10 where something in it must be corrected, or the period is not read."""
    from camket.cli.terminal import hold, list_problems
    from camket.errors import InputError
    from camket.pipeline import Prepared, prepare_period
    from camket.publishing.shown.file_page import publish_file
    from camket.publishing.shown.received_file import find_received
    from camket.publishing.workbooks.problems import group_by_unit
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    place = find_received(folder, options.show)
    prepared: Prepared | InputError
    with show_progress(3) as progress:
        try:
            prepared = prepare_period(folder, progress)
        except InputError as error:
            prepared = error
    with hold(folder, "check"):
        path = publish_file(folder, place, prepared)
    print(f"Đã ghi {folder.place_in_project(path)}")
    if isinstance(prepared, InputError):
        raise prepared
    problems = [item for item in prepared.problems if item.file == place]
    for line in list_problems(group_by_unit(problems, prepared.units)):
        print(line)
    return 10 if any(item.to_mend for item in problems) else 0


def run(options: argparse.Namespace) -> int:
    """Makes all tables and outputs of a period, or leaves them where nothing changed."""
    from camket.settings.project import open_folder

    _check_given(options)
    folder = replace(
        open_folder(options.project, options.period), number=(options.number or "").strip(), day=options.day
    )
    if not (options.final or options.fresh) and _keep_run(folder, options):
        return 0
    # Importing what makes a report takes a second.
    from camket.cli.terminal import list_decision_notes, list_made, list_next_year_notes, warn_open
    from camket.collection import collect_seldom
    from camket.running.issues import name_issue
    from camket.running.run import count_steps, run_period
    from camket.settings.states import BASES, UNRESOLVED

    collect_seldom()
    with show_progress(count_steps(folder)) as progress:
        summary = run_period(
            folder, at=datetime.now(UTC), by=user_name(), parameters=options.parameter, final=options.final,
            reason=(options.reason or "").strip(), units=None if options.units else (), jobs=options.jobs,
            fresh=options.fresh, progress=progress,
        )  # fmt: skip
    prepared = summary.prepared
    unresolved = [prepared.figures[f"{basis}.{UNRESOLVED}"] for basis in BASES]
    seconds = f"{summary.seconds:.1f}".replace(".", ",")
    print(f"Kỳ {folder.name} – {prepared.period.title} năm {prepared.period.year}")
    print(f"  tệp đã đọc          {prepared.files_used}")
    print(f"  nội dung cam kết    {len(prepared.records)}")
    if prepared.earlier.last:
        print(f"  so với kỳ trước     {prepared.earlier.last.name}")
    print(
        f"  chưa xác định       {unresolved[0].numerator} đến ngày chốt, {unresolved[1].numerator} ước cả năm"
    )
    for title, units in (
        ("đơn vị chưa gửi   ", prepared.silent_units.sent_nothing),
        ("chưa đọc được     ", prepared.silent_units.unusable),
        ("biểu chưa ghi     ", prepared.silent_units.blank),
    ):
        if units:
            print(f"  {title}  {len(units)}: {'; '.join(unit.name for unit in units)}")
    to_mend = sum(item.to_mend for item in prepared.rejected)
    print(f"  không dùng được     {to_mend} (xem data/processed/{folder.name}/rejected.csv)")
    if prepared.hidden:
        print(f"  có thể ẩn cam kết   {prepared.hidden} chỗ (kind = hidden trong rejected.csv)")
    for line in (*list_decision_notes(prepared), *list_next_year_notes(prepared.next_year)):
        print(f"  {line}")
    decided = prepared.figures["decided"]
    print(
        f"  dựa trên quyết định {f'{decided.fraction} nội dung' if decided.numerator else 'chưa có nội dung nào'}"
    )
    print(f"  nên xem lại         {len(prepared.second_looks)} (xem outputs/{folder.name}/review.xlsx)")
    print(f"  số liệu             {len(prepared.figures)}")
    print(f"  sản phẩm            {len(summary.outputs)} (trong outputs/{folder.name})")
    sheets = summary.sheets
    print(
        f"  phiếu đơn vị        {len(sheets.codes)} (làm mới {len(sheets.make)}, giữ nguyên {len(sheets.keep)})"
    )
    for line in list_made(summary.products):
        print(line)
    if sheets.drop:
        print(f"  phiếu đã bỏ         {len(sheets.drop)} vì không còn đúng số liệu: {', '.join(sheets.drop)}")
    print(f"  thời gian           {seconds} giây")
    if issue := summary.issue:
        report = prepared.period.report
        print(
            f"  phát hành           lần {issue.issue}{', ghi thêm số và ngày' if issue.numbers else ''}; "
            f"{f'số {report.number}' if report.is_numbered else 'chưa có số'}, "
            f"{report.label_day() if report.day else 'chưa có ngày'} (giữ tại {name_issue(folder, issue.issue)})"
        )
    for warning in (
        *summary.warnings,
        *prepared.earlier.notes,
        *(warn_open(prepared.next_year) if options.final else ()),
    ):
        print(f"CẢNH BÁO: {warning}")
    if prepared.questions:
        print(
            f"DỰ THẢO: còn {len(prepared.questions)} câu hỏi trong outputs/{folder.name}/review.xlsx "
            f"và data/processed/{folder.name}/review.csv"
        )
    for failure in summary.failures:
        print(f"BỎ LẠI sổ tay của dự án, các trang khác đã có:\n{failure}")
    return OWN_FAILED if summary.failures else 0


def _check_given(options: argparse.Namespace) -> None:
    """Raises `UsageError` for what belongs to a final run alone, and for what is left empty."""
    given = {
        name: value for name in ("number", "day", "reason") if (value := getattr(options, name)) is not None
    }
    if given and not options.final:
        raise UsageError(
            where="camket run",
            found=f"--{', --'.join(given)} mà không có --final",
            expected="camket run KỲ --final, kèm --number, --day hoặc --reason",
            remedy="thêm --final",
        )
    if any(not str(value).strip() for value in given.values()):
        raise UsageError(
            where="camket run",
            found="--number hoặc --reason để trống",
            expected="số của báo cáo, lý do",
            remedy="ghi số như văn thư đã cấp, lý do trong vài chữ",
        )


def _keep_run(folder: PeriodFolder, options: argparse.Namespace) -> bool:
    """Whether the last run still stands, of which this tells."""
    from camket.running.chosen_notebooks import choose_and_check
    from camket.running.machine import check_machine
    from camket.running.unchanged import keep_run

    started = time.monotonic()
    check_machine(folder.project)
    chosen = choose_and_check(folder, options.parameter)
    kept = keep_run(
        folder,
        chosen.paths,
        chosen.effective,
        with_sheets=options.units,
        at=datetime.now(UTC),
        by=user_name(),
    )
    if kept is None:
        return False
    manifest = kept.manifest
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    print(f"Kỳ {folder.name} – {manifest.title}")
    print(f"  không có gì thay đổi từ lần chạy {kept.number} ({kept.at})")
    print(f"  sản phẩm            {len(manifest.outputs)}, giữ nguyên cả (trong outputs/{folder.name})")
    print(f"  thời gian           {seconds} giây")
    for warning in kept.warnings:
        print(f"CẢNH BÁO: {warning}")
    if manifest.open_questions:
        print(
            f"DỰ THẢO: còn {manifest.open_questions} câu hỏi trong outputs/{folder.name}/review.xlsx "
            f"và data/processed/{folder.name}/review.csv"
        )
    return True


def review(options: argparse.Namespace) -> int:
    """Lists the open questions, or applies the answers of a workbook."""
    from camket.cli.terminal import hold, list_review
    from camket.exchange.apply import apply_answers
    from camket.pipeline import prepare_period
    from camket.settings.decisions import REVOKE
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    if options.apply is None:
        with show_progress(3) as progress:
            prepared = prepare_period(folder, progress)
        print("\n".join(list_review(folder.name, prepared, shutil.get_terminal_size((100, 0)).columns)))
        return 0
    with hold(folder, "review --apply"), show_progress(3) as progress:
        done = apply_answers(folder, prepare_period(folder, progress), options.apply)
    for decision in done.added:
        value = decision.value or REVOKE.lower()
        print(f"+ {decision.record_id} {decision.field}: {value} ({decision.decided_by})")
    for what in done.skipped:
        print(f"không đọc: {what}")
    left = (
        "" if done.left is None else f"; còn {done.left} câu hỏi" if done.left else "; không còn câu hỏi nào"
    )
    print(
        f"Đã ghi thêm {len(done.added)} quyết định vào data/raw/{folder.name}/decisions.csv; {done.already} dòng đã có "
        f"từ trước{left}."
    )
    if done.fallen:
        print(f"đã có nhưng không còn hiệu lực, được hỏi lại: {', '.join(done.fallen)}")
    elif not done.added:
        print("Không có gì thay đổi.")
    return 0
