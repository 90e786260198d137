"""`camket verify`: whether raw files, tables, outputs, history and manifest belong together, without a rerun."""

from __future__ import annotations

from dataclasses import dataclass

from camket.errors import InputError
from camket.figures.freshness import INPUTS_FILE
from camket.figures.reference_code import hash_period, read_code, read_printed
from camket.figures.staging import read_history
from camket.running.changes import Change, find_changes, is_filled_in
from camket.running.history import check_history, list_runs_with_code
from camket.running.issues import check_issues, name_issue, read_issues
from camket.running.manifest import ISSUES, MANIFEST, Manifest, read_manifest
from camket.running.notebooks import choose_notebooks
from camket.settings.project import PeriodFolder

# A run with another program or on another machine may make other files; those of the last run still belong together.
_CIRCUMSTANCES = frozenset({"program", "environment", "font", "notebook"})


@dataclass(frozen=True, slots=True)
class Verification:
    """All differences of a period from the record of its last run, causes first.

    `manifest` is None where that record cannot be read.
    """

    period: str
    manifest: Manifest | None
    changes: tuple[Change, ...]

    @property
    def faults(self) -> list[Change]:
        """The differences by which files no longer belong together."""
        return [each for each in self.changes if not self._is_note(each)]

    @property
    def notes(self) -> list[Change]:
        """The differences that leave the files of the last run as they belong together."""
        return [each for each in self.changes if self._is_note(each)]

    def _is_note(self, change: Change) -> bool:
        return change.kind in _CIRCUMSTANCES or is_filled_in(change, self.period)


def verify_period(folder: PeriodFolder) -> Verification:
    """Compares a period with the record of its last run. Reads the files for their hashes only.

    Raises `InputError` where the period was never run, and for a file that cannot be opened.
    """
    try:
        manifest = read_manifest(folder)
    except InputError as error:
        if not read_history(folder.processed) and not (folder.processed / INPUTS_FILE).is_file():
            raise
        return Verification(folder.name, None, tuple(_list_without_manifest(folder, error)))
    sealed = (Change("issue", text) for text in check_issues(folder))
    changes = (*find_changes(folder, manifest, choose_notebooks(folder)), *sealed)
    return Verification(folder.name, manifest, changes)


def _list_without_manifest(folder: PeriodFolder, error: InputError) -> list[Change]:
    broken = [
        text for text in check_history(folder.processed, folder.outputs) if not text.startswith(MANIFEST)
    ]
    return [Change("history", text) for text in (f"{error.where}: {error.found}", *broken)]


def describe_verification(found: Verification) -> list[str]:
    """Describes the result for the terminal: a sentence for each fault, or one line where all is well."""
    lines = [f"✗ {change.text}" for change in found.faults]
    lines += [f"lưu ý: {change.text}" for change in found.notes]
    if found.manifest is None:
        return [*lines, f"Kỳ {found.period}: không có bản kê để đối chiếu các tệp."]
    counts = (
        f"{len(found.manifest.inputs)} tệp nguồn, {len(found.manifest.tables)} bảng, "
        f"{len(found.manifest.outputs)} kết quả"
    )
    if found.faults:
        return [
            *lines,
            f"Kỳ {found.period}: {len(found.faults)} chỗ không khớp bản kê của lần chạy gần nhất ({counts}).",
        ]
    return [*lines, f"Kỳ {found.period}: {counts}, bản kê và lịch sử chạy khớp nhau."]


@dataclass(frozen=True, slots=True)
class PrintedCheck:
    """A code from paper against the present data: the parts that depart, the runs and the issues that printed it."""

    printed: str
    present: str
    departures: tuple[str, ...]
    runs: tuple[str, ...]
    issues: tuple[str, ...] = ()


def check_printed(folder: PeriodFolder, printed: str) -> PrintedCheck:
    """Holds a printed code against raw files, records and figures. Raises `UsageError` for what is no code."""
    code, present = read_printed(printed), hash_period(folder)
    runs = list_runs_with_code(folder.processed, code)
    issues = tuple(
        f"lần {issue.issue}{f', số {issue.number}' if issue.number[:1].isdigit() else ''}"
        for issue in read_issues(folder)
        if read_code(folder.project / name_issue(folder, issue.issue) / "tables") == code
    )
    return PrintedCheck(code, str(present), tuple(present.find_departures(code)), tuple(runs), issues)


def describe_printed(found: PrintedCheck, name: str) -> str:
    """Describes in one sentence whether the paper belongs to the data."""
    if not found.departures:
        issued = f" (bản phát hành {'; '.join(found.issues)})" if found.issues else ""
        return f"Mã đối chiếu {found.printed}: bản in đúng là của tệp nguồn, nội dung và số liệu kỳ {name}{issued}."
    if found.issues:
        return (
            f"Mã đối chiếu {found.printed}: bản in là bản phát hành {'; '.join(found.issues)} của kỳ {name}, lưu ở "
            f"outputs/{name}/{ISSUES}; từ đó dữ liệu đã thay đổi ở {', '.join(found.departures)} (mã của dữ liệu hiện "
            f"nay: {found.present})."
        )
    known = (
        f"mã này do {', '.join(found.runs)} in ra, sau đó dữ liệu đã thay đổi"
        if found.runs
        else "lịch sử chạy không có lần nào in mã này"
    )
    return (
        f"✗ Mã đối chiếu {found.printed}: bản in khác dữ liệu kỳ {name} ở {', '.join(found.departures)} "
        f"(mã của dữ liệu hiện nay: {found.present}); {known}."
    )
