"""How what is published stands to the files there are now: up to date, stale, or touched by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from camket.errors import InputError
from camket.figures.freshness import INPUTS_FILE, PROGRAM, list_moved_inputs
from camket.running.changes import Change, find_touched_outputs, is_filled_in
from camket.running.manifest import read_manifest
from camket.settings.project import PeriodFolder

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What moved since the last run. `moved` are raw files, `touched` tables and outputs, each by its place.

    `record` says what is wrong with the manifest, if anything is; nothing is published where `ran` is false.
    """

    period: str
    ran: bool
    moved: tuple[str, ...] = ()
    program: bool = False
    touched: tuple[str, ...] = ()
    record: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether a run on the present files may give other results."""
        return bool(self.moved or self.program)

    @property
    def causes(self) -> tuple[str, ...]:
        """Why what is published is stale or touched, a phrase each."""
        said = []
        if self.moved:
            said.append(f"{len(self.moved)} tệp nguồn thay đổi sau lần chạy ({_name(self.moved)})")
        if self.program:
            said.append("chương trình đã đổi phiên bản")
        if self.touched:
            said.append(f"{len(self.touched)} tệp kết quả bị sửa, thêm hoặc xóa ({_name(self.touched)})")
        if self.record:
            said.append(self.record)
        return tuple(said)


def find_standing(folder: PeriodFolder) -> Standing:
    """Compares raw files with the tables, and tables and outputs with the manifest.

    Raises `InputError` for a file that cannot be opened.
    """
    if not (folder.processed / INPUTS_FILE).is_file():
        return Standing(folder.name, ran=False)
    moved = list_moved_inputs(folder)
    program = moved.pop(PROGRAM, "") != ""
    try:
        manifest = read_manifest(folder)
    except InputError as error:
        return Standing(folder.name, True, tuple(moved), program, record=f"{error.where}: {error.found}")
    touched = [Change("output", text) for text in find_touched_outputs(folder, manifest)]
    places = [each.place for each in touched if not is_filled_in(each, folder.name)]
    return Standing(folder.name, True, tuple(moved), program, tuple(places))


def describe_standing(standing: Standing) -> str:
    """Describes in one line whether what is published is up to date."""
    if not standing.ran:
        return f"Kỳ {standing.period} chưa có kết quả công bố: chưa chạy camket run {standing.period}."
    if not standing.causes:
        return f"Kết quả công bố của kỳ {standing.period} khớp với các tệp hiện nay."
    kind = "đã cũ" if standing.is_stale else "không còn nguyên như lần chạy đã ghi"
    return (
        f"Kết quả công bố của kỳ {standing.period} {kind}: {'; '.join(standing.causes)}. "
        f"Chạy lại: camket run {standing.period}."
    )


def _name(places: Collection[str]) -> str:
    named = ", ".join(list(places)[:_MOST_NAMED])
    return named if len(places) <= _MOST_NAMED else f"{named}, …"
