"""The command `camket status`."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.running.period_status import PeriodStatus

_WIDTH, _LABEL = 80, 18


def status(options: argparse.Namespace) -> int:
    """Prints where one period stands, or all of them in a line each."""
    from camket.running.period_status import list_periods, read_status

    project = options.project.resolve()
    periods = list_periods(project)
    if options.period is None:
        if not periods:
            print("Chưa có kỳ nào trong data/raw. Tạo kỳ: camket new KỲ --cut-off NGÀY.")
        for name in periods:
            found = read_status(project, name)
            print(
                textwrap.shorten(f"{name}: {found.summary}; tiếp: {found.next_step}", _WIDTH, placeholder="…")
            )
        return 0
    from camket.errors import InputError
    from camket.running.standing import find_standing
    from camket.settings.project import name_folder, open_folder

    if options.period not in periods:
        open_folder(options.project, options.period)  # names the periods there are
    try:
        touched = find_standing(name_folder(project, options.period)).touched
    except InputError:
        touched = ()
    for line in list_status_lines(read_status(project, options.period, touched)):
        print(line)
    return 0


def list_status_lines(found: PeriodStatus) -> Iterator[str]:
    """The status of a period within 80 columns."""
    yield from textwrap.wrap(f"Kỳ {found.name} – {found.title}", _WIDTH)
    for label, text in (*found.facts, ("việc tiếp theo", found.next_step)):
        yield from textwrap.wrap(
            text, _WIDTH, initial_indent=f"  {label:<{_LABEL - 2}}", subsequent_indent=" " * _LABEL,
            break_on_hyphens=False,
        )  # fmt: skip
