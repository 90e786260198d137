"""The commands `camket trace`, `reconcile`, `explain`, `verify`, `replay`, `diff` and `lab`, on what is published."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import UTC, datetime

from camket.cli.terminal import hold, show_progress
from camket.errors import REPLAY_DIFFERS, REPORT_DIFFERS, UsageError


def trace(options: argparse.Namespace) -> int:
    """Traces a printed number to its cells, or a cell to its numbers."""
    from camket.publishing.trace.asking import ask_trail
    from camket.publishing.trace.trace_answers import describe_found, found_to_json
    from camket.running.standing import describe_standing, find_standing
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    with show_progress(3) as progress:
        answer = ask_trail(folder, options.asked, progress)
    if options.json:
        print(json.dumps(found_to_json(answer.found, answer.now), ensure_ascii=False, indent=1))
    else:
        print(describe_found(answer.found, answer.trail, answer.now))
    for note in (*answer.notes, describe_standing(find_standing(folder))):
        print(note, file=sys.stderr if options.json else sys.stdout)
    return 0


def reconcile(options: argparse.Namespace) -> int:
    """Checks a written report against the figures; returns 12 where they disagree."""
    from camket.checking.reconcile import check_arithmetic, reconcile_report
    from camket.checking.reconcile_answers import describe_reconciliation
    from camket.checking.report_text import read_report
    from camket.checking.report_words import load_report_words
    from camket.settings.read_scheme import built_in_scheme

    if options.arithmetic or options.period is None:
        if not options.arithmetic:
            raise UsageError(
                where="camket reconcile",
                found="chỉ có một tham số",
                expected="camket reconcile KỲ TỆP, hoặc camket reconcile --arithmetic TỆP",
                remedy="ghi tên kỳ, ví dụ 2022-10, trước tên tệp",
            )
        found = check_arithmetic(read_report(options.file), load_report_words(built_in_scheme()))
        print(describe_reconciliation(found))
        return REPORT_DIFFERS if found.disagrees else 0
    from camket.checking.ledgers import read_ledgers
    from camket.checking.reconcile_answers import reconciliation_to_html
    from camket.figures.staging import write_file_atomically
    from camket.running.standing import describe_standing, find_standing
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    passages = read_report(options.file)
    with show_progress(3) as progress:
        ledgers = read_ledgers(folder, progress)
    words = load_report_words(ledgers.period.scheme)
    found = reconcile_report(
        passages, words, ledgers.period, ledgers.units, ledgers.published, moved=ledgers.moved
    )
    print(describe_reconciliation(found))
    for note in (*ledgers.notes, describe_standing(find_standing(folder))):
        print(note)
    page = reconciliation_to_html(found, report=options.file.name, period=folder.name)
    with hold(folder, "reconcile"):
        write_file_atomically(folder.outputs / "reconcile.html", page.encode())
    return REPORT_DIFFERS if found.disagrees else 0


def explain(options: argparse.Namespace) -> int:
    """Prints what a text claims of a promise, and which claim decides."""
    from camket.judging.explain_text import explain_text
    from camket.judging.judge import judge_text
    from camket.judging.promise import read_promise

    promise = read_promise(options.content, options.target)
    judged = judge_text(options.text, promise, "full_year" if options.full_year else "cut_off")
    print("\n".join(explain_text(judged, promise)))
    return 0


def verify(options: argparse.Namespace) -> int:
    """Compares a period's files with the record of its last run; returns 13 where they do not belong together."""
    from camket.checking.verify import check_printed, describe_printed, describe_verification, verify_period
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    found = verify_period(folder)
    paper = None if options.printed is None else check_printed(folder, options.printed)
    print("\n".join(describe_verification(found)))
    if paper:
        print(describe_printed(paper, folder.name))
    return REPLAY_DIFFERS if found.faults or (paper and paper.departures) else 0


def replay(options: argparse.Namespace) -> int:
    """Runs a recorded period again; returns 13 where a file differs."""
    from camket.checking.replay import replay_period
    from camket.running.run import count_steps
    from camket.settings.project import open_folder

    folder = open_folder(options.project, options.period)
    with show_progress(count_steps(folder)) as progress:
        found = replay_period(
            folder, at=datetime.now(UTC), jobs=options.jobs, progress=progress,
            on_change=lambda change: print(f"✗ {change.text}", flush=True),
        )  # fmt: skip
    if found.compared is None:
        print(
            f"Tệp nguồn không còn như lần chạy đã ghi nên không chạy lại. Tệp thay đổi là đúng thì "
            f"`camket run {folder.name}`; không thì lấy lại tệp cũ."
        )
        return REPLAY_DIFFERS
    for difference in found.differences:
        print(f"✗ {difference}")
    print(
        f"Kỳ {folder.name}: chạy lại từ {found.inputs} tệp nguồn, so {found.compared} tệp: "
        f"{found.compared - len(found.differences)} giống từng byte, {len(found.differences)} khác."
    )
    return REPLAY_DIFFERS if found.differs else 0


def diff(options: argparse.Namespace) -> int:
    """Prints the changes between two snapshots and their causes."""
    from camket.checking.diff import compare_snapshots
    from camket.checking.diff_answers import comparison_to_html, comparison_to_json, describe_comparison
    from camket.checking.snapshots import choose_snapshots, read_successors
    from camket.figures.staging import write_file_atomically
    from camket.running.standing import describe_standing, find_standing
    from camket.settings.read_scheme import read_scheme

    with show_progress(3) as progress:
        before, after, folder, notes = choose_snapshots(
            options.project, options.before, options.after, progress
        )
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    found = compare_snapshots(before, after, scheme, read_successors(folder, after))
    for note in notes:
        print(f"CẢNH BÁO: {note}", file=sys.stderr)
    if options.json:
        print(json.dumps(comparison_to_json(found), ensure_ascii=False, indent=1))
    else:
        print(describe_comparison(found))
        print(describe_standing(find_standing(folder)))
    page = folder.outputs / "diff.html"
    with hold(folder, "diff"):
        write_file_atomically(page, comparison_to_html(found).encode())
    if not options.json:
        print(f"Đầy đủ, từng số liệu và từng nội dung: {folder.place_in_project(page)}")
    return 0


def lab(options: argparse.Namespace) -> int:
    """Opens JupyterLab on the project's notebooks, with the one to start from."""
    from camket.exchange.new_notebook import START, write_start

    project, extra = options.project.resolve(), list(options.jupyter)
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in extra:
        raise UsageError(
            where="camket lab",
            found="đang chạy bằng tài khoản quản trị (root)",
            expected="tài khoản thường: ai mở được JupyterLab thì chạy được mọi lệnh bằng tài khoản ấy",
            remedy="chạy bằng tài khoản thường; trong máy ảo, hộp cát thì: camket lab -- --allow-root",
        )
    folder = write_start(project)
    os.environ["CAMKET_PROJECT"] = str(project)
    from jupyterlab.labapp import main as lab

    lab(
        [
            f"--ServerApp.root_dir={folder}",
            f"--LabApp.default_url=/lab/tree/{START}",
            *([f"--ServerApp.port={options.port}"] if options.port else []),
            *(["--no-browser"] if options.no_browser else []),
            *extra,
        ]
    )
    return 0


def new_notebook(options: argparse.Namespace) -> int:
    """Writes a template for an analysis of one's own."""
    from camket.exchange.new_notebook import write_notebook

    path = write_notebook(options.project.resolve(), options.name)
    print(
        f"Đã tạo {path.relative_to(options.project.resolve()).as_posix()}. Mở bằng `camket lab`; "
        "camket run sẽ đưa trang này vào outputs cùng các trang khác."
    )
    return 0
