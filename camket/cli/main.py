"""The command line. Each command imports heavy packages only when it runs."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from camket import __version__
from camket.cli import (
    audit_command,
    batch_command,
    checking_commands,
    letters_command,
    period_commands,
    status_command,
)
from camket.cli.output import check_output, explain_output, open_streams, say, silence_output
from camket.dates import read_written_day
from camket.errors import CamketError, MachineError, explain_refusal, find_refusal
from camket.figures.period_lock import recover_periods
from camket.running.scratch import open_scratch, temporary_files_in
from camket.running.signals import stoppable


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    open_streams()
    options = _build_parser().parse_args(arguments)
    try:
        with stoppable():
            return _run(options)
    except CamketError as error:
        say(f"{_label_error(error)}: {error}")
        return error.exit_code
    except BrokenPipeError:  # the reader closed the pipe, as in `camket trace … | head`
        silence_output()
        return 0
    except KeyboardInterrupt as stopped:
        say("đã dừng theo yêu cầu; kết quả cũ còn nguyên")
        return 128 + int(stopped.args[0] if stopped.args else signal.SIGINT)
    except Exception as error:
        refused = explain_output(error) or find_refusal(error)
        if refused is None:
            raise
        refusal = refused if isinstance(refused, MachineError) else explain_refusal(refused)
        say(f"{_label_error(refusal)}: {refusal}")
        return refusal.exit_code


def _run(options: argparse.Namespace) -> int:
    check_output()
    with temporary_files_in(open_scratch()):
        # Whatever the command is: what a killed one left half done comes first.
        recover_periods(options.project)
        code = int(options.run(options))
        sys.stdout.flush()
        return code


# What argparse says of a wrong command.
_ARGPARSE = {
    "the following arguments are required:": "còn thiếu",
    "unrecognized arguments:": "không có tham số",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "invalid choice:": "không có",
    "choose from": "chọn một trong",
    "argument ": "tham số ",
    "ambiguous option:": "tên viết tắt chưa rõ:",
    "could match": "có thể là",
    "not allowed with": "không dùng cùng",
}


class _Parser(argparse.ArgumentParser):
    """A parser that says in Vietnamese how a command is used."""

    def error(self, message: str) -> NoReturn:
        for english, vietnamese in _ARGPARSE.items():
            message = message.replace(english, vietnamese)
        say(f"dùng lệnh chưa đúng: {message}\n  xem cách dùng: {self.prog} --help")
        self.exit(2)


def _build_parser() -> _Parser:
    parser = _Parser(
        prog="camket",
        description="From the units' files to figures, appendices and the cells they came from.",
        epilog="Exit codes: 0 done; 2 wrong use; 10 input that cannot be used; 11 open questions where --final "
        "was asked; 12 the report and the figures disagree; 13 the replay, or what verify checks, differs; 14 all "
        "is made but for a notebook of the project's own; 15 the machine refuses (no room, no permission, a file "
        "open elsewhere, a period that another command holds); 16 projects of a batch failed, the others are made; 1 a "
        "fault of camket; 130 stopped by Ctrl-C.",
    )
    parser.add_argument("--version", action="version", version=f"camket {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    new = _add_command(
        commands,
        "new",
        period_commands.new,
        "set a period up: folders, settings, register, a pre-filled form for each unit",
    )
    new.add_argument(
        "period",
        metavar="PERIOD",
        nargs="?",
        help="the new folder's name, such as 2022-12; without it, only the project's list of units is made",
    )
    new.add_argument("--cut-off", type=_parse_date, metavar="DATE", help="such as 2022-12-15 or 15/12/2022")
    new.add_argument("--from", dest="earlier", metavar="PERIOD", help="carry settings and register over")
    new.add_argument(
        "--demo", type=Path, metavar="DIR", help="copy the demonstration into a new folder, to play with"
    )
    new.add_argument(
        "--report-template",
        action="store_true",
        help="put the template of report.docx into data/raw, or into data/raw/PERIOD, to change it in Word",
    )

    _add_status(commands)

    check = _add_command(
        commands,
        "check",
        period_commands.check,
        "read and judge the raw files; write only the list of problems, and pages of files",
    )
    check.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    check.add_argument(
        "--show",
        metavar="FILE",
        help="write one received file as a page, outputs/PERIOD/show/FILE.html: what each row and cell was taken "
        "for; exit code as of check for that file alone",
    )

    run = _add_command(
        commands,
        "run",
        period_commands.run,
        "make everything: read, classify, run the notebooks, render all outputs",
    )
    run.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    run.add_argument(
        "-p", "--parameter", action="append", default=[], metavar="[NOTEBOOK.]NAME=VALUE",
        help="set a notebook parameter, for example appendix_2.show_evidence=true (repeatable)",
    )  # fmt: skip
    run.add_argument(
        "--final", action="store_true",
        help="seal an issue, outputs/PERIOD/issues/N; refuse an unfinished report (exit code 11 while questions are "
        "open, else 10)",
    )  # fmt: skip
    run.add_argument(
        "--number", metavar="NUMBER", help="with --final: the report's number, given by the clerk"
    )
    run.add_argument("--day", type=_parse_date, metavar="DATE", help="with --final: the report's day")
    run.add_argument("--reason", metavar="TEXT", help="with --final: why a period is issued again")
    run.add_argument(
        "--units", action=argparse.BooleanOptionalAction, default=True,
        help="make each unit's own sheet where its data changed (default); --no-units only keeps those still true",
    )  # fmt: skip
    run.add_argument(
        "--fresh", action="store_true", help="make everything, also what is still as the last run made it"
    )
    _add_jobs(run, "notebooks")

    _add_batch(commands)

    review = _add_command(
        commands, "review", period_commands.review, "list the open questions, or apply answers"
    )
    review.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    review.add_argument(
        "--apply",
        type=Path,
        metavar="FILE",
        help="the filled-in review.xlsx; its answers go to decisions.csv",
    )

    _add_letters(commands)

    audit = _add_command(
        commands,
        "audit",
        audit_command.audit,
        "draw a blind sample, take in what people read, and state how many records may be wrong",
    )
    audit.add_argument("period", metavar="PERIOD", nargs="+", help="one period, or several in one list")
    audit.add_argument("--seed", metavar="NUMBER", help="draw, with a number fixed in public after the hash")
    audit.add_argument(
        "--fewer-than", type=_parse_positive, metavar="K",
        help="draw enough to show fewer than K wrong (default: 2 %% of the list)",
    )  # fmt: skip
    audit.add_argument(
        "--whole",
        metavar="STATUSES",
        help="statuses whose records are all read, such as not_completed,stopped",
    )
    audit.add_argument("--apply", type=Path, metavar="FILE", help="a filled-in workbook of the audit")

    _add_checking_commands(commands)
    return parser


def _add_status(commands: argparse._SubParsersAction[_Parser]) -> None:
    status = _add_command(
        commands, "status", status_command.status, "say where each period stands and what is to be done next"
    )
    status.add_argument(
        "period", metavar="PERIOD", nargs="?", help="one period in full; without it, all in a line"
    )


def _add_jobs(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "--jobs", type=_parse_positive, metavar="N", help=f"{what} at once (default: one a core)"
    )


def _add_batch(commands: argparse._SubParsersAction[_Parser]) -> None:
    batch = _add_command(
        commands,
        "batch",
        batch_command.batch,
        "run many projects and periods, each in a process of its own, and roll their figures up",
    )
    batch.add_argument(
        "dirs",
        type=Path,
        nargs="*",
        metavar="DIR",
        help="project folders: every period of each (default: --project)",
    )
    batch.add_argument(
        "--manifest", type=Path, metavar="FILE",
        help="a list of projects, .csv or .toml: project, period, and name if wanted",
    )  # fmt: skip
    _add_jobs(batch, "projects")
    batch.add_argument(
        "--cluster", metavar="ADDRESS",
        help="run on the workers of this Dask scheduler; projects may be fsspec URLs (needs camket[cluster])",
    )  # fmt: skip
    batch.add_argument(
        "--out", type=Path, default=Path("batch"), metavar="DIR",
        help="where the table of all and the rolled-up figures are written (default: batch)",
    )  # fmt: skip
    batch.add_argument(
        "--journal", type=Path, metavar="FILE",
        help="what was finished, so that the same command goes on where it was stopped (default: OUT/journal.jsonl)",
    )  # fmt: skip


def _add_letters(commands: argparse._SubParsersAction[_Parser]) -> None:
    letters = _add_command(
        commands,
        "letters",
        letters_command.letters,
        "write for each unit a workbook and a mail with what it has to send, mend, answer or confirm",
    )
    letters.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    letters.add_argument(
        "--read", type=Path, nargs="+", metavar="FILE", help="take in what units filled in on their sheets"
    )


def _add_verify(commands: argparse._SubParsersAction[_Parser]) -> None:
    verify = _add_command(
        commands,
        "verify",
        checking_commands.verify,
        "tell in seconds whether raw files, tables, outputs, history and manifest belong together",
    )
    verify.add_argument("period", metavar="PERIOD", help="a period that was run, such as 2022-10")
    verify.add_argument(
        "--printed",
        metavar="CODE",
        help="also whether a page with this code (Mã đối chiếu) belongs to these data",
    )


def _add_checking_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    trace = _add_command(
        commands,
        "trace",
        checking_commands.trace,
        "trace a printed number to its cells, or a cell to its numbers",
    )
    trace.add_argument("period", metavar="PERIOD", help="a folder name under data/raw, such as 2022-10")
    trace.add_argument(
        "asked",
        metavar="FIGURE-or-TEXT-or-RECORD-or-CELL",
        help="cut_off.completed@SNV, '103/293', SNV-03, or so-noi-vu.xlsx!Sheet1!F14",
    )
    trace.add_argument("--json", action="store_true", help="print JSON, for programs")

    reconcile = _add_command(
        commands,
        "reconcile",
        checking_commands.reconcile,
        "check a written report against the figures, line by line",
    )
    reconcile.add_argument("period", metavar="PERIOD", nargs="?", help="not needed with --arithmetic")
    reconcile.add_argument("file", metavar="FILE", type=Path, help="the report: .docx, .pdf, .html or .txt")
    reconcile.add_argument(
        "--arithmetic", action="store_true", help="check shares and sums only, without a period"
    )

    _add_verify(commands)

    replay = _add_command(
        commands,
        "replay",
        checking_commands.replay,
        "run again as recorded and compare every output byte for byte",
    )
    replay.add_argument("period", metavar="PERIOD", help="a period that was run, such as 2022-10")
    _add_jobs(replay, "notebooks")

    diff = _add_command(
        commands,
        "diff",
        checking_commands.diff,
        "list the changes between two periods or states, and their causes",
    )
    diff.add_argument(
        "before", metavar="A", help="a period, or a kept copy of its folder under data/processed"
    )
    diff.add_argument(
        "after", metavar="B", help="a period; the same one as A: what its next run would change"
    )
    diff.add_argument("--json", action="store_true", help="print it for programs")

    explain = _add_command(
        commands,
        "explain",
        checking_commands.explain,
        "show what a text claims of a promise, and which claim decides",
    )
    explain.add_argument("text", metavar="TEXT", help="put -- before a text that begins with a dash")
    explain.add_argument("--content", default="", metavar="TEXT", help="the commitment")
    explain.add_argument("--target", default="", metavar="TEXT", help="the target of the commitment")
    explain.add_argument("--full-year", action="store_true", help="judge it as an estimate for the full year")

    lab = _add_command(
        commands, "lab", checking_commands.lab, "open JupyterLab on the notebooks, at the one to start from"
    )
    lab.add_argument("--port", type=_parse_positive, metavar="N", help="the port of its web page")
    lab.add_argument("--no-browser", action="store_true", help="only print its address")
    lab.add_argument("jupyter", nargs="*", metavar="-- OPTION", help="what follows -- goes to Jupyter")

    notebook = _add_command(
        commands,
        "new-notebook",
        checking_commands.new_notebook,
        "write a template for an analysis of one's own",
    )
    notebook.add_argument("name", metavar="NAME", help="its file name, in plain small letters")


def _add_command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
) -> _Parser:
    command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    command.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="project folder (default: here)"
    )
    command.set_defaults(run=run)
    return command


def _parse_positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} không phải số nguyên từ 1 trở lên")
    return int(text)


def _parse_date(text: str) -> date:
    if day := read_written_day(text):
        return day
    raise argparse.ArgumentTypeError(f"{text!r} không phải một ngày; viết như 2022-12-15 hoặc 15/12/2022")


def _label_error(error: CamketError) -> str:
    return {2: "dùng lệnh chưa đúng", 10: "không dùng được", 11: "còn câu hỏi", 15: "máy không cho làm"}.get(
        error.exit_code, "lỗi"
    )


if __name__ == "__main__":
    sys.exit(main())
