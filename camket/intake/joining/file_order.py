"""Which of two files of unknown order is later: what a person says of it, and what is to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.intake.joining.record import Commitment, Source
from camket.intake.joining.submissions import Submissions
from camket.settings.decisions import Decision, name_files, split_files

LATER_FILE = "later_file"
_HASH = 16
_CHOICES = ("Tệp 1 gửi sau", "Tệp 2 gửi sau")


@dataclass(frozen=True, slots=True)
class UnorderedRows:
    """Two rows on one commitment of two files of which neither is known to be later."""

    commitment: Commitment
    used: Source
    other: Source


def order_files(submissions: Submissions, latest: Iterable[Decision]) -> Submissions:
    """The submissions with what people decided of the order of their files, while these are the same files."""
    hashes = _hash_files(submissions)
    replaced: dict[str, set[str]] = {}
    for made in latest:
        if made.field == LATER_FILE and made.holds(guard_files(made.record_id, hashes), ""):
            earlier = {*split_files(made.record_id)} - {made.value}
            replaced.setdefault(made.value, set()).update(earlier)
    if not replaced:
        return submissions
    concerned = {*replaced, *(file for earlier in replaced.values() for file in earlier)}
    reports = tuple(
        replace(
            report,
            file_version=replace(
                report.file_version,
                file=report.source.file,
                replaces=frozenset(replaced.get(report.source.file, ())),
            ),
        )
        if report.source.file in concerned
        else report
        for report in submissions.reports
    )
    return replace(submissions, reports=reports)


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
    settled = {
        made.record_id: made
        for made in latest.values()
        if made.field == LATER_FILE
        and made.record_id not in asked
        and made.holds(guard_files(made.record_id, hashes), "")
    }
    return [
        *(_ask(pair, own, hashes, fallen=latest.get((pair, LATER_FILE))) for pair, own in asked.items()),
        *(_ask(pair, (), hashes, settled=made) for pair, made in settled.items()),
    ]


def _ask(
    pair: str,
    commitments: Sequence[Commitment],
    hashes: Mapping[str, str],
    *,
    settled: Decision | None = None,
    fallen: Decision | None = None,
) -> ChoiceQuestion:
    files = split_files(pair)
    ids = tuple(dict.fromkeys(each.record_id for each in commitments))
    names = [f"Tệp {number}: {file.removeprefix('submissions/')}" for number, file in enumerate(files, 1)]
    why = f"{len(ids)} nội dung được báo cáo khác nhau ở hai tệp, không rõ tệp nào gửi sau: {', '.join(ids)}"
    if fallen:
        why += f"; quyết định của {fallen.decided_by} không còn hiệu lực vì tệp đã đổi"
    return ChoiceQuestion(
        pair,
        LATER_FILE,
        guard_files(pair, hashes),
        dict(zip(files, _CHOICES, strict=True)),
        "; ".join(dict.fromkeys(each.unit.name for each in commitments)),
        "\n".join(names),
        why,
        ids,
        settled=settled,
        fallen=fallen,
    )


def _hash_files(submissions: Submissions) -> dict[str, str]:
    return {file.place: file.sha256 for file in submissions.files}
