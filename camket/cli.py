"""The command line. Heavy imports wait until a command needs them."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from camket import __version__
from camket.errors import REPLAY_DIFFERS, REPORT_DIFFERS, CamketError, UsageError

if TYPE_CHECKING:
    from camket.inputs.units import Unit

Progress = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except CamketError as error:
        print(f"{_name(error)}: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # `camket trace … | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("đã dừng theo yêu cầu; kết quả cũ còn nguyên", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="camket",
        description="From the units' files to figures, appendices and the cells they came from.",
        epilog="Exit codes: 0 done; 2 wrong use; 10 input that cannot be used; 11 open questions where --final "
        "was asked; 12 the report and the figures disagree; 13 the replay differs; 1 a fault of camket.",
    )
    parser.add_argument("--version", action="version", version=f"camket {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = _add(
        commands, "new", _new, "set a period up: folders, settings, register, a pre-filled form a unit"
    )
    new.add_argument("period", metavar="PERIOD", help="the new folder's name, such as 2022-12")
    new.add_argument("--cut-off", required=True, type=_day, metavar="DATE", help="such as 2022-12-15")
    new.add_argument("--from", dest="earlier", metavar="PERIOD", help="carry settings and register over")

    check = _add(commands, "check", _check, "read and judge the raw files; write only the list of problems")
    check.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")

    run = _add(commands, "run", _run, "everything: read, classify, run the notebooks, render every output")
    run.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    run.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="[NOTEBOOK.]NAME=VALUE",
        help="set a notebook parameter, for example appendix_2.show_evidence=true (repeatable)",
    )  # fmt: skip
    run.add_argument("--final", action="store_true", help="refuse (exit code 11) while questions are open")
    run.add_argument(
        "--units", action=argparse.BooleanOptionalAction, default=True,
        help="make each unit's own sheet where its data changed (default); --no-units only keeps those still true",
    )  # fmt: skip
    run.add_argument("--jobs", type=_positive, metavar="N", help="notebooks at once (default: one a core)")

    review = _add(commands, "review", _review, "list the open questions, or take answers to them")
    review.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    review.add_argument(
        "--apply",
        type=Path,
        metavar="FILE",
        help="the filled-in review.xlsx; its answers go to decisions.csv",
    )

    trace = _add(commands, "trace", _trace, "from a printed number to its cells, from a cell to its numbers")
    trace.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    trace.add_argument(
        "asked",
        metavar="FIGURE-or-TEXT-or-RECORD-or-CELL",
        help="cut_off.completed@SNV, '103/293', SNV-03, or so-noi-vu.xlsx!Sheet1!F14",
    )
    trace.add_argument("--json", action="store_true", help="print JSON, for programs")

    reconcile = _add(
        commands, "reconcile", _reconcile, "check a written report against the figures, line by line"
    )
    reconcile.add_argument("period", metavar="PERIOD", nargs="?", help="not needed with --arithmetic")
    reconcile.add_argument("file", metavar="FILE", type=Path, help="the report: .docx, .pdf, .html or .txt")
    reconcile.add_argument(
        "--arithmetic", action="store_true", help="check shares and sums only, without a period"
    )

    replay = _add(commands, "replay", _replay, "run again as recorded and compare every output byte for byte")
    replay.add_argument("period", metavar="PERIOD", help="a period that was run, such as 2022-10")
    replay.add_argument("--jobs", type=_positive, metavar="N", help="notebooks at once (default: one a core)")

    diff = _add(commands, "diff", _diff, "what moved between two periods or two states of one, and why")
    diff.add_argument(
        "before", metavar="A", help="a period, or a kept copy of its folder under data/processed"
    )
    diff.add_argument(
        "after", metavar="B", help="a period; the same one as A: what its next run would change"
    )
    diff.add_argument("--json", action="store_true", help="print it for programs")

    explain = _add(commands, "explain", _explain, "which rules speak on a text and which one wins")
    explain.add_argument("text", metavar="TEXT")
    explain.add_argument("--target", default="", metavar="TEXT", help="the commitment or its target")
    explain.add_argument("--full-year", action="store_true", help="judge it as an estimate for the full year")

    _add(commands, "lab", _lab, "open JupyterLab on the notebooks")
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    says: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
    command.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="project folder (default: here)"
    )
    command.set_defaults(run=run)
    return command


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _new(options: argparse.Namespace) -> int:
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


def _check(options: argparse.Namespace) -> int:
    from camket.inputs.project import open_folder
    from camket.outputs.by_unit import group_by_unit
    from camket.outputs.listing import count_unusable, list_problems, say_next_year
    from camket.outputs.problems import FILE, write_problems
    from camket.processed.prepare import prepare_period
    from camket.processed.save import save_problems

    folder = open_folder(options.project, options.period)
    with _progress(3) as progress:
        prepared = prepare_period(folder, progress)
    save_problems(folder.processed, prepared.problems)
    groups = group_by_unit(prepared.problems, prepared.units)
    write_problems(folder.outputs / FILE, groups, prepared.period)
    silent = {unit.code for unit in prepared.unheard.silent}  # named in one line below
    for line in list_problems(group for group in groups if group.code not in silent):
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
        ("Đã gửi nhưng chưa đọc được", prepared.unheard.unread),
        ("Chưa gửi", prepared.unheard.silent),
    ):
        if units:
            print(f"{title} ({len(units)} đơn vị): {_names(units)}.")
    for line in say_next_year(prepared.next_year):
        print(line)
    return 10 if to_mend or count_unusable(prepared.next_year) else 0


def _run(options: argparse.Namespace) -> int:
    from camket.inputs.project import open_folder
    from camket.outputs.listing import say_next_year
    from camket.running.run import run_period, steps_of_run

    folder = open_folder(options.project, options.period)
    with _progress(steps_of_run(folder)) as progress:
        summary = run_period(
            folder, at=datetime.now(UTC), by=_user(), parameters=options.parameter, final=options.final,
            units=None if options.units else (), jobs=options.jobs, progress=progress,
        )  # fmt: skip
    prepared = summary.prepared
    unresolved = [prepared.figures[f"{basis}.unresolved"] for basis in ("cut_off", "full_year")]
    seconds = f"{summary.seconds:.1f}".replace(".", ",")
    print(f"Kỳ {folder.name} – {prepared.period.title} năm {prepared.period.year}")
    print(f"  tệp đã đọc          {prepared.files_used}")
    print(f"  nội dung cam kết    {len(prepared.records)}")
    print(
        f"  chưa xác định       {unresolved[0].numerator} đến ngày chốt, {unresolved[1].numerator} ước cả năm"
    )
    for title, units in (
        ("đơn vị chưa gửi   ", prepared.unheard.silent),
        ("chưa đọc được     ", prepared.unheard.unread),
    ):
        if units:
            print(f"  {title}  {len(units)}: {_names(units)}")
    to_mend = sum(item.to_mend for item in prepared.rejected)
    print(f"  không dùng được     {to_mend} (xem data/processed/{folder.name}/rejected.csv)")
    if prepared.hidden:
        print(f"  có thể ẩn cam kết   {prepared.hidden} chỗ (kind = hidden trong rejected.csv)")
    for line in say_next_year(prepared.next_year):
        print(f"  {line}")
    print(f"  dựa trên quyết định {prepared.figures['decided'].fraction} nội dung")
    print(f"  nên xem lại         {len(prepared.second_looks)} (xem outputs/{folder.name}/review.xlsx)")
    print(f"  số liệu             {len(prepared.figures)}")
    print(f"  sản phẩm            {len(summary.outputs)} (trong outputs/{folder.name})")
    sheets = summary.sheets
    print(
        f"  phiếu đơn vị        {len(sheets.codes)} (làm mới {len(sheets.make)}, giữ nguyên {len(sheets.keep)})"
    )
    if sheets.drop:
        print(f"  phiếu đã bỏ         {len(sheets.drop)} vì không còn đúng số liệu: {', '.join(sheets.drop)}")
    print(f"  thời gian           {seconds} giây")
    for warning in summary.warnings:
        print(f"CẢNH BÁO: {warning}")
    if prepared.questions:
        print(
            f"DỰ THẢO: còn {len(prepared.questions)} câu hỏi trong outputs/{folder.name}/review.xlsx "
            f"và data/processed/{folder.name}/review.csv"
        )
    return 0


def _review(options: argparse.Namespace) -> int:
    from camket.inputs.project import open_folder
    from camket.judging.rules import load_rules
    from camket.processed.prepare import prepare_period
    from camket.review.apply import apply_answers
    from camket.review.listing import list_review
    from camket.review.next_year import apply_next_year, is_next_year_workbook

    folder = open_folder(options.project, options.period)
    with _progress(3) as progress:
        prepared = prepare_period(folder, progress)
    if options.apply is None:
        print("\n".join(list_review(folder.name, prepared, shutil.get_terminal_size((100, 0)).columns)))
        return 0
    if is_next_year_workbook(options.apply):
        settled = apply_next_year(folder, prepared, options.apply)
        for each in settled.added:
            print(f"+ {each.record_id} {each.field}: {each.value} ({each.decided_by})")
        print(
            f"Đã ghi thêm {len(settled.added)} quyết định vào data/raw/{folder.name}/decisions.csv; {settled.already} "
            "dòng đã có từ trước."
        )
        return 0
    done = apply_answers(folder, prepared, load_rules(), options.apply)
    for decision in done.added:
        print(f"+ {decision.record_id} {decision.field}: {decision.value} ({decision.decided_by})")
    for what in done.skipped:
        print(f"không đọc: {what}")
    print(
        f"Đã ghi thêm {len(done.added)} quyết định vào data/raw/{folder.name}/decisions.csv; {done.already} dòng đã có "
        f"từ trước; còn {done.left} câu hỏi."
    )
    if not done.added:
        print("Không có gì thay đổi.")
    return 0


def _trace(options: argparse.Namespace) -> int:
    import json

    from camket.inputs.project import open_folder
    from camket.processed.prepare import prepare_period
    from camket.tracing.answer import found_as_data, print_found
    from camket.tracing.find import find
    from camket.tracing.trail import follow

    folder = open_folder(options.project, options.period)
    with _progress(3) as progress:
        trail = follow(prepare_period(folder, progress))
    found = find(trail, options.asked)
    print(
        json.dumps(found_as_data(found), ensure_ascii=False, indent=1)
        if options.json
        else print_found(found, trail)
    )
    return 0


def _reconcile(options: argparse.Namespace) -> int:
    from camket.reconciling.answer import print_answer
    from camket.reconciling.compare import check_arithmetic, reconcile
    from camket.reconciling.words import load_words
    from camket.reconciling.written import read_written

    words = load_words()
    if options.arithmetic or options.period is None:
        if not options.arithmetic:
            raise UsageError(
                where="camket reconcile",
                found="one argument",
                expected="camket reconcile PERIOD FILE, or camket reconcile --arithmetic FILE",
                remedy="name the period, such as 2022-10, before the file",
            )
        found = check_arithmetic(read_written(options.file), words)
        print(print_answer(found))
        return REPORT_DIFFERS if found.disagrees else 0
    from camket.inputs.project import open_folder
    from camket.outputs.put import put_file
    from camket.processed.prepare import prepare_period
    from camket.reconciling.as_html import reconciliation_to_html

    folder = open_folder(options.project, options.period)
    passages = read_written(options.file)
    with _progress(3) as progress:
        prepared = prepare_period(folder, progress)
    found = reconcile(passages, words, prepared.period, prepared.units, prepared.figures)
    print(print_answer(found))
    page = reconciliation_to_html(found, report=options.file.name, period=folder.name)
    put_file(folder.outputs / "reconcile.html", page.encode())
    return REPORT_DIFFERS if found.disagrees else 0


def _replay(options: argparse.Namespace) -> int:
    from camket.inputs.project import open_folder
    from camket.replaying.replay import replay_period
    from camket.running.run import steps_of_run

    folder = open_folder(options.project, options.period)
    with _progress(steps_of_run(folder)) as progress:
        found = replay_period(
            folder, at=datetime.now(UTC), jobs=options.jobs, progress=progress,
            tell=lambda change: print(f"✗ {change.says}", flush=True),
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


def _diff(options: argparse.Namespace) -> int:
    from camket.comparing.answer import comparison_to_json, print_comparison
    from camket.comparing.as_html import comparison_to_html
    from camket.comparing.moves import compare_sides
    from camket.comparing.sides import choose_sides
    from camket.outputs.put import put_file

    with _progress(3) as progress:
        before, after, folder, notes = choose_sides(options.project, options.before, options.after, progress)
    found = compare_sides(before, after)
    for note in notes:
        print(f"CẢNH BÁO: {note}", file=sys.stderr)
    if options.json:
        print(json.dumps(comparison_to_json(found), ensure_ascii=False, indent=1))
    else:
        print(print_comparison(found))
    put_file(folder.outputs / "diff.html", comparison_to_html(found).encode())
    return 0


def _names(units: Sequence[Unit]) -> str:
    return "; ".join(unit.name for unit in units)


def _explain(options: argparse.Namespace) -> int:
    from camket.judging.rules import load_rules
    from camket.statuses import UNRESOLVED, Basis, short_label

    rules = load_rules()
    kinds = rules.kinds(options.target, "")
    basis: Basis = "full_year" if options.full_year else "cut_off"
    found = rules.findings(options.text, options.target, kinds, basis)
    for number, finding in enumerate(found):
        mark = "→" if number == 0 else " "
        print(
            f"{mark} {finding.rule}: {short_label(finding.concludes)} – “{finding.evidence}” ({finding.says})"
        )
    if not found:
        print(f"→ {short_label(UNRESOLVED)}: không quy tắc nào kết luận được")
    for kind in rules.book.kind:
        if kind.name in kinds:
            print(f"Loại cam kết: {kind.says}")
    print("Đọc từng mệnh đề (· là từ không có trong danh sách):")
    clauses = rules.words.explain(options.text, options.target)
    for number, (clause, words) in enumerate(clauses, start=1):
        if not clause:
            continue
        spoken = [finding.rule for finding in found if finding.clauses[0] < number <= finding.clauses[1] + 1]
        print(f"  {number}. “{clause}”\n     {words}" + (f"\n     ⇒ {', '.join(spoken)}" if spoken else ""))
    return 0


def _lab(options: argparse.Namespace) -> int:
    from camket.running.notebooks import find_notebooks

    project = options.project.resolve()
    folder = (
        project / "notebooks"
        if (project / "notebooks").is_dir()
        else next(iter(find_notebooks(project).values())).parent
    )
    os.environ["CAMKET_PROJECT"] = str(project)
    from jupyterlab.labapp import main as lab

    lab([f"--ServerApp.root_dir={folder}"])
    return 0


@contextmanager
def _progress(steps: int) -> Iterator[Progress]:
    """A bar on a terminal, plain lines elsewhere; both on standard error."""
    if not sys.stderr.isatty():
        yield lambda text: print(text, file=sys.stderr, flush=True)
        return
    from tqdm import tqdm

    with tqdm(total=steps, bar_format="{bar:30} {n_fmt}/{total_fmt} {desc}", leave=False) as bar:

        def step(text: str) -> None:
            bar.set_description_str(text, refresh=False)
            bar.update()

        yield step


def _user() -> str:
    """Who runs the command, for the history; empty where the system does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2022-12-15") from None


def _name(error: CamketError) -> str:
    return {2: "wrong use", 10: "không dùng được", 11: "còn câu hỏi"}.get(error.exit_code, "lỗi")


if __name__ == "__main__":
    sys.exit(main())
