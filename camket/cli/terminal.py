"""Terminal output: progress, and lists of problems and questions."""

from __future__ import annotations

import getpass
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import groupby
from typing import TYPE_CHECKING

from camket.figures.period_lock import hold_period

# Every command imports this module, and what is needed to list things takes a second to import.
if TYPE_CHECKING:
    from camket.figures.questions import Question
    from camket.intake.joining.record import Rejected
    from camket.next_year.findings import NextYear
    from camket.pipeline import Prepared
    from camket.publishing.workbooks.problems import UnitProblems
    from camket.running.jobs import Progress
    from camket.running.products import Products
    from camket.settings.fields import Fields
    from camket.settings.project import PeriodFolder

_INDENT = " " * 14
_NARROWEST = 60
_WIDTH = 110
# So many products are named of one reason; a province has a sheet for each of its units.
_MOST_NAMED = 60


def user_name() -> str:
    """The user's name for the history; empty where the system does not know it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@contextmanager
def show_progress(steps: int) -> Iterator[Progress]:
    """Shows a bar on a terminal and plain lines elsewhere, both on standard error."""
    if not sys.stderr.isatty():
        yield _print_step
        return
    from tqdm import tqdm

    with tqdm(total=steps, bar_format="{bar:30} {n_fmt}/{total_fmt} {desc}", leave=False) as bar:

        def show(text: str, *, step: bool = True) -> None:
            bar.set_description_str(text, refresh=not step)
            bar.update(int(step))

        yield show


def _print_step(text: str, *, step: bool = True) -> None:
    if not step:
        return
    with suppress(OSError):  # nobody may read it any more; the work goes on
        print(text, file=sys.stderr, flush=True)


def hold(folder: PeriodFolder, command: str) -> AbstractContextManager[None]:
    """Holds a period for a command that writes to it: see `camket.figures.period_lock.hold_period`."""
    return hold_period(folder, f"camket {command} {folder.name}", by=user_name())


# What the line of a file says of its notices, by their kinds.
_NOTICES = {
    "không được đọc": ("hidden", "unread"),
    "ghi khác cột": ("misplaced",),
    "ký tự không in được": ("unprinted",),
}


def list_problems(groups: Iterable[UnitProblems]) -> Iterator[str]:
    """The lines of all units, each unit a paragraph."""
    for group in groups:
        yield f"{group.name}: {_count(group)}"
        yield from _list_files(group.to_mend, "")
        for about, kinds in _NOTICES.items():
            yield from _list_files([item for item in group.notices if item.kind in kinds], f" ({about})")
        yield ""


def _count(group: UnitProblems) -> str:
    missing = sum(item.kind == "missing" for item in group.to_mend)
    hidden = sum(item.kind == "hidden" for item in group.notices)
    misplaced = sum(item.kind == "misplaced" for item in group.notices)
    unprinted = sum(item.kind == "unprinted" for item in group.notices)
    counts = {
        "điểm cần sửa": len(group.to_mend) - missing,
        "điểm cần bổ sung": missing,
        "chỗ có thể ẩn cam kết": hidden,
        "chỗ không được đọc": len(group.notices) - hidden - misplaced - unprinted,
        "kết quả ghi khác cột": misplaced,
        "bảng có ký tự không in được": unprinted,
        "dòng trùng hoặc đã thay bằng lần gửi sau, không cần xử lý": len(group.settled),
    }
    return "; ".join(f"{count} {said}" for said, count in counts.items() if count)


def _list_files(items: Sequence[Rejected], about: str) -> Iterator[str]:
    for file, own in groupby(items, key=lambda item: item.file):
        if file:
            yield f"  {file}{about}"
        alike: dict[tuple[str, str], list[Rejected]] = defaultdict(list)
        for item in own:
            alike[item.expected, item.remedy].append(item)
        for (expected, remedy), same in alike.items():
            for item in same:
                place = item.where.removeprefix(file).removeprefix(" › ") if file else ""
                yield f"    - {place}: {item.found}" if place else f"    - {item.found}"
            yield f"      cần:      {expected}"
            yield f"      cách sửa: {remedy}"


def count_unusable(next_year: NextYear) -> int:
    """How many files, rows and cells of the registrations and the programme could not be used."""
    return sum(item.to_mend and item.kind != "missing" for item in next_year.rejected)


def only_unregistered(group: UnitProblems, next_year: NextYear) -> bool:
    """Whether the only problem of a unit is that it registered nothing; `list_next_year_notes` names all such units."""
    said = {*next_year.registered.rejected}
    problems = (*group.to_mend, *group.notices, *group.settled)
    return all(item.kind == "missing" and item in said for item in problems)


def warn_open(next_year: NextYear) -> Iterator[str]:
    """Warn of open questions on the next year when final outputs are made; they do not stop the run."""
    if asked := next_year.asked:
        yield (
            f"mục II còn {len(asked)} nội dung đăng ký năm {next_year.year} chưa được trả lời: "
            + ", ".join(asked)
        )


def list_decision_notes(prepared: Prepared) -> Iterator[str]:
    """What keeps decisions on statuses from holding: the file of a document changed or is gone, a check is missing."""
    scheme, waiting = prepared.period.scheme, []
    for judged in prepared.records:
        record_id = judged.record.commitment.record_id
        for name, fault in judged.faults.items():
            basis = scheme.label_basis(judged.decisions[name].basis)
            yield f"quyết định về {record_id} ({basis}) hết hiệu lực: {fault}"
        waiting += [f"{record_id} ({scheme.label_basis(made.basis)})" for made in judged.proposed.values()]
    if waiting:
        yield f"{len(waiting)} quyết định chờ người thứ hai kiểm tra: {'; '.join(waiting)}"


def list_made(products: Products) -> Iterator[str]:
    """Says which products a run made, by reason, and how many it kept."""
    reasons: dict[str, list[str]] = {}
    for name, reason in products.made.items():
        reasons.setdefault(reason, []).append(name)
    for reason, names in reasons.items():
        yield f"  làm mới {len(names)}: {reason}"
        yield from _wrap("", _name_some(names), _WIDTH)
    if products.kept:
        yield f"  giữ nguyên {len(products.kept)}"
        yield from _wrap("", _name_some(products.kept), _WIDTH)


def _name_some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} và {len(names) - _MOST_NAMED} sản phẩm khác"


def list_next_year_notes(next_year: NextYear) -> Iterator[str]:
    """List what arrived for the next year and which decisions no longer concern anything; empty if nothing arrived."""
    registered = next_year.registered
    if next_year.unknown_ids:
        yield f"quyết định về nội dung không còn trong đăng ký, hết hiệu lực: {', '.join(next_year.unknown_ids)}"
    if next_year.fallen:
        yield f"quyết định không còn hiệu lực, được hỏi lại: {', '.join(next_year.fallen)}"
    if not registered.files:
        return
    for question in registered.questions:
        if not question.settled:
            yield f"{question.why}: trả lời trong review.xlsx ({question.record_id})"
    silent = ", ".join(unit.name for unit in registered.silent)
    yield (
        f"đăng ký năm {next_year.year}: {len(registered.items)} nội dung trong {len(registered.files)} tệp, "
        f"{len(next_year.asked)} nội dung cần trả lời, {count_unusable(next_year)} vấn đề"
        + (f"; chưa có: {silent}" if silent else "")
    )


def list_review(name: str, prepared: Prepared, width: int) -> Iterator[str]:
    """What `camket review` prints for the period `name`, no line wider than `width`."""
    from camket.figures.question_groups import group_questions, list_same

    width = max(width, _NARROWEST)
    alike, groups = list_same(prepared.questions), group_questions(prepared.questions)
    grouped = {(each.record_id, each.field) for group in groups for each in group.questions}
    for unit, questions in _by_unit(prepared.questions):
        yield f"{unit} ({len(questions)} câu hỏi)"
        for group in groups:
            if group.unit.name == unit:
                yield from _wrap(group.unit.code, f"{group.asks} ({', '.join(group.record_ids)})", width)
        single = [each for each in questions if (each.record_id, each.field) not in grouped]
        for record_id, same in groupby(single, key=lambda each: each.record_id):
            yield from _describe_record_lines(record_id, list(same), width, prepared.fields, alike)
        yield ""
    if prepared.second_looks:
        yield f"Đã kết luận, nên xem lại ({len(prepared.second_looks)} nội dung)"
        for entry in prepared.second_looks:
            status = entry.scheme.short(entry.judged.at(entry.basis).status)
            yield from _wrap(entry.record_id, f"{status}: {'; '.join(entry.reasons)}", width)
        yield ""
    decided = prepared.figures["decided"]
    asked = f"{len(prepared.questions)} câu hỏi" if prepared.questions else "không còn câu hỏi nào"
    based = f"{decided.fraction} nội dung" if decided.numerator else "chưa có nội dung nào"
    yield from textwrap.wrap(f"Kỳ {name}: {asked}; {based} dựa trên quyết định.", width)
    if prepared.questions:
        yield (
            f"Trả lời trong outputs/{name}/review.xlsx (camket run tạo ra), rồi: camket review {name} --apply TỆP"
        )


def _by_unit(questions: Sequence[Question]) -> list[tuple[str, list[Question]]]:
    """The units in the order of their most consequential question."""
    units: dict[str, list[Question]] = {}
    for question in questions:
        units.setdefault(question.judged.record.commitment.unit.name, []).append(question)
    return list(units.items())


def _describe_record_lines(
    record_id: str,
    questions: Sequence[Question],
    width: int,
    fields: Fields,
    alike: Mapping[tuple[str, str], Sequence[Question]],
) -> Iterator[str]:
    from camket.figures.questions import quote_said

    record = questions[0].judged.record
    yield from _wrap(record_id, record.commitment.content, width)
    yield from _wrap("  đơn vị ghi", _said(questions[0], fields), width)
    for question in questions:
        at = question.scheme.label_basis(question.basis)
        yield from _wrap("  hỏi", f"kết quả {at}? {'; '.join(question.reasons)}", width)
        yield from _wrap_all("  nhận định", map(str, question.findings), width)
        if question.likely:
            yield from _wrap(
                "  gợi ý", f"{question.scheme.short(question.likely.status)}: {question.likely.why}", width
            )
        decided = (each.describe(question.scheme) for each in question.precedents)
        yield from _wrap_all("  đã quyết", decided, width)
        effects = (
            f"{question.scheme.short(status)}: {question.effects[status].text}"
            for status in question.candidates
        )
        yield from _wrap_all("  trả lời", effects, width)
        same = alike.get((question.record_id, question.field), ())
        yield from _wrap_all(
            "  cùng lời", (f"{each.record_id}: “{quote_said(each)}”" for each in same), width
        )


def _said(question: Question, fields: Fields) -> str:
    from camket.intake.formats.sheet import label_place

    record = question.judged.record
    parts = []
    for field, text, place in record.reported_fields(fields):
        parts.append(f"{field.label} “{text}” [{label_place(place)}]" if place else f"{field.label} “{text}”")
    if not record.reported:
        return "không báo cáo"
    return f"{'; '.join(parts) or 'không ghi gì'} ({record.source.file})"


def _wrap_all(title: str, texts: Iterable[str], width: int) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield from _wrap(title if number == 0 else "", text, width)


def _wrap(title: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=f"{title:<{len(_INDENT) - 1}} ",
        subsequent_indent=_INDENT,
        break_on_hyphens=False,
    ) or [title]
