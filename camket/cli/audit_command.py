"""The command `camket audit`."""

from __future__ import annotations

import argparse
import re
from contextlib import ExitStack
from datetime import UTC, datetime

from camket.cli.terminal import hold, user_name
from camket.errors import UsageError

# Dice and lotteries give no longer numbers.
_NUMBER = re.compile(r"\d{1,100}")


def audit(options: argparse.Namespace) -> int:
    """Takes one step of an audit and says where it stands."""
    from camket.checking.audit.audit import Auditing, Moment
    from camket.checking.audit.audit_messages import describe_audit, describe_step
    from camket.settings.project import open_folder

    draws = options.seed is not None or options.fewer_than is not None
    if draws + (options.whole is not None) + (options.apply is not None) > 1:
        raise UsageError(
            where="camket audit",
            found="hai bước cùng lúc",
            expected="--whole khi lập danh sách, rồi --seed hoặc --fewer-than, rồi --apply",
            remedy="chạy lần lượt từng bước",
        )
    number = None if options.seed is None else re.sub(r"[\s.,-]", "", options.seed)
    if number is not None and not _NUMBER.fullmatch(number):
        raise UsageError(
            where="camket audit --seed",
            found=options.seed,
            expected="một số không quá 100 chữ số, ví dụ 30452",
            remedy="ghi đúng các chữ số đã chọn công khai",
        )
    folders = [open_folder(options.project, period) for period in options.period]
    with ExitStack() as held:
        for folder in sorted({each.name: each for each in folders}.values(), key=lambda each: each.name):
            held.enter_context(hold(folder, "audit"))
        auditing = Auditing(folders, Moment(datetime.now(UTC), user_name()))
        if options.apply is not None:
            step = auditing.apply(options.apply)
        elif draws:
            step = auditing.draw(number, options.fewer_than)
        else:
            whole = sorted({code.strip() for code in (options.whole or "").split(",") if code.strip()})
            current = auditing.current()
            if current and current.audit.draws and not current.is_present:
                print("\n".join(describe_audit(current)), end="\n\n")
            step = current if current and current.is_present and not whole else auditing.commit(whole)
    print("\n".join(describe_step(step)))
    return 0
