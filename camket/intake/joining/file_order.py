"""Which of two files of unknown order is later: what a person says of it, and what is to be asked."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.intake.joining.file_versions import FileVersion
from camket.intake.joining.record import Commitment, Source
from camket.intake.joining.submissions import Submissions
from camket.settings.decisions import Decision, last_lines, name_files, read_lines, split_files
from camket.settings.project import PeriodFolder

LATER_FILE = "later_file"
_HASH = 16
_CHOICES = ("Tệp 1 gửi sau", "Tệp 2 gửi sau")


@dataclass(frozen=True, slots=True)
class UnorderedRows:
    """Two rows on one commitment of two files of which neither is known to be later."""

    commitment: Commitment
    used: Source
    other: Source


def read_file_order(folder: PeriodFolder) -> tuple[Decision, ...]:
    """What was decided of the order of files, the last line on each pair; the lines are checked later.

    Raises `InputError` for lines that cannot be read.
    """
    lines = read_lines(folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv")
    made = last_lines(made for _, made in lines if made.field == LATER_FILE)
    return tuple(each for each in made.values() if not each.is_revocation)


def order_files(submissions: Submissions, latest: Iterable[Decision]) -> Submissions:
    """The submissions with what people decided of the order of their files, while these are the same files."""
    made = tuple(latest)
    replaced = find_replaced(made, _hash_files(submissions))
    if not replaced:
        return submissions
    said_by = {each.value: each.decided_by for each in made if each.field == LATER_FILE}
    reports = tuple(
        replace(
            report, file_version=order_version(report.file_version, report.source.file, replaced, said_by)
        )
        for report in submissions.reports
    )
    return replace(submissions, reports=reports)


def find_replaced(latest: Iterable[Decision], hashes: Mapping[str, str]) -> dict[str, set[str]]:
    """For each file that a person called later than others, these others; while they are the same files."""
    replaced: dict[str, set[str]] = {}
    for made in latest:
        if made.field == LATER_FILE and made.holds(guard_files(made.record_id, hashes), ""):
            earlier = {*split_files(made.record_id)} - {made.value}
            replaced.setdefault(made.value, set()).update(earlier)
    return replaced


def order_version(
    version: FileVersion,
    file: str,
    replaced: Mapping[str, Collection[str]],
    said_by: Mapping[str, str] = MappingProxyType({}),
) -> FileVersion:
    """The version of a file with what was decided of it, and who said so."""
    concerned = {*replaced, *(each for earlier in replaced.values() for each in earlier)}
    if file not in concerned:
        return version
    return replace(
        version, file=file, replaces=frozenset(replaced.get(file, ())), said_by=said_by.get(file, "")
    )


def guard_files(pair: str, hashes: Mapping[str, str]) -> str:
    """What a decision about a pair of files rests on: their content."""
    return "+".join(hashes.get(file, "")[:_HASH] for file in split_files(pair))


def list_file_questions(
    unordered: Sequence[UnorderedRows], submissions: Submissions, latest: Mapping[tuple[str, str], Decision]
) -> list[ChoiceQuestion]:
    """One question for each pair of files, and those that were answered and hold."""
    hashes = _hash_files(submissions)
    asked: dict[str, list[Commitment]] = {}
    for rows in unordered:
        asked.setdefault(name_files(rows.used.file, rows.other.file), []).append(rows.commitment)
    return [
        *(_ask(pair, own, hashes, latest.get((pair, LATER_FILE))) for pair, own in asked.items()),
        *list_settled(latest.values(), hashes, asked),
    ]


def list_settled(
    latest: Iterable[Decision], hashes: Mapping[str, str], asked: Container[str]
) -> Iterator[ChoiceQuestion]:
    """The questions about pairs of files that were answered, besides those that are `asked`."""
    for made in latest:
        pair = made.record_id
        is_answer = made.field == LATER_FILE and pair not in asked and {*split_files(pair)} <= hashes.keys()
        if is_answer and made.holds(guard_files(pair, hashes), ""):
            yield ask_which_is_later(pair, "", "", hashes, settled=made)


def _ask(
    pair: str, commitments: Sequence[Commitment], hashes: Mapping[str, str], fallen: Decision | None
) -> ChoiceQuestion:
    ids = tuple(dict.fromkeys(each.record_id for each in commitments))
    why = f"{len(ids)} nội dung được báo cáo khác nhau ở hai tệp, không rõ tệp nào gửi sau: {', '.join(ids)}"
    units = "; ".join(dict.fromkeys(each.unit.name for each in commitments))
    return ask_which_is_later(pair, units, why, hashes, ids, fallen=fallen)


def ask_which_is_later(
    pair: str,
    unit_name: str,
    why: str,
    hashes: Mapping[str, str],
    about: tuple[str, ...] = (),
    *,
    settled: Decision | None = None,
    fallen: Decision | None = None,
) -> ChoiceQuestion:
    """The question about a pair of files, asked or `settled`; `fallen` is an answer to other content of theirs."""
    files = split_files(pair)
    names = [f"Tệp {number}: {file.removeprefix('submissions/')}" for number, file in enumerate(files, 1)]
    if fallen:
        why += f"; quyết định của {fallen.decided_by} không còn hiệu lực vì tệp đã đổi"
    return ChoiceQuestion(
        pair,
        LATER_FILE,
        guard_files(pair, hashes),
        dict(zip(files, _CHOICES, strict=True)),
        unit_name,
        "\n".join(names),
        why,
        about,
        settled=settled,
        fallen=fallen,
    )


def _hash_files(submissions: Submissions) -> dict[str, str]:
    return {file.place: file.sha256 for file in submissions.files}
