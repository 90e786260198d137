"""The list of problems as `camket check` prints it: what several places have in common is said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from camket.publishing.problem_list import UnitProblems
from camket.records.record import Rejected
from camket.screening.next_year import NextYear


def list_problems(groups: Iterable[UnitProblems]) -> Iterator[str]:
    """The lines of all units, each unit a paragraph."""
    for group in groups:
        yield f"{group.name}: {_count(group)}"
        yield from _list_files(group.to_mend, "")
        yield from _list_files(group.notices, " (không được đọc)")
        yield ""


def _count(group: UnitProblems) -> str:
    missing = sum(item.kind == "missing" for item in group.to_mend)
    hidden = sum(item.kind == "hidden" for item in group.notices)
    counts = {
        "điểm cần sửa": len(group.to_mend) - missing,
        "điểm cần bổ sung": missing,
        "chỗ có thể ẩn cam kết": hidden,
        "chỗ không được đọc": len(group.notices) - hidden,
        "dòng trùng hoặc đã thay bằng lần gửi sau, không cần làm gì": len(group.settled),
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
    """Whether nothing is to be said of a unit but that it has registered nothing, which `say_next_year` says of all."""
    said = {*next_year.registered.rejected}
    problems = (*group.to_mend, *group.notices, *group.settled)
    return all(item.kind == "missing" and item in said for item in problems)


def warn_open(next_year: NextYear) -> Iterator[str]:
    """What is open of the next year when final outputs are made: section II counts it and waits for none."""
    if asked := next_year.asked:
        yield (
            f"mục II còn {len(asked)} nội dung đăng ký năm {next_year.year} chưa được trả lời, được đếm là chưa rõ: "
            + ", ".join(screened.item.registration_id for screened in asked)
        )


def say_next_year(next_year: NextYear) -> Iterator[str]:
    """What came for the next year, and which decisions on it are about nothing more; nothing where nothing came."""
    registered = next_year.registered
    if next_year.gone:
        yield f"quyết định về nội dung không còn trong đăng ký, hết hiệu lực: {', '.join(next_year.gone)}"
    if not registered.files:
        return
    silent = ", ".join(unit.name for unit in registered.silent)
    yield (
        f"đăng ký năm {next_year.year}: {len(registered.items)} nội dung trong {len(registered.files)} tệp, "
        f"{len(next_year.asked)} nội dung cần trả lời, {count_unusable(next_year)} vấn đề"
        + (f"; chưa có: {silent}" if silent else "")
    )
