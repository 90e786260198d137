"""What a text names in what was published, and what the raw files say of it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from camket.errors import InputError
from camket.figures.store import read_own_figures
from camket.pipeline import prepare_period
from camket.publishing.trace.lookup import Found, find_traced
from camket.publishing.trace.published_trail import open_published
from camket.publishing.trace.trail import Trail, build_trail
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found on a trail. `now` is the trail of the raw files where they have moved since the last run."""

    found: Found
    trail: Trail
    now: Trail | None = None
    notes: tuple[str, ...] = ()


def ask_trail(folder: PeriodFolder, asked: str, progress: Callable[[str], None] = lambda _: None) -> Answer:
    """Finds what `asked` names. The last run answers where there was one, else the raw files.

    Raises `InputError` where it names nothing, and where neither tables nor raw files can be read.
    """
    published = open_published(folder)
    if published is None:
        prepared = prepare_period(folder, progress)
        own = read_own_figures(folder.processed, zero_padded=prepared.period.layout.zero_padded)
        trail = build_trail(replace(prepared, figures={**prepared.figures, **own}))
        return Answer(find_traced(trail, asked), trail)
    try:
        now = build_trail(prepare_period(folder, progress))
    except InputError as error:
        unread = f"Tệp nguồn hiện nay không đọc được ({error.where}: {error.found}): chỉ trả lời theo bản đã công bố."
        return Answer(find_traced(published, asked), published, None, (unread,))
    try:
        return Answer(find_traced(published, asked), published, now)
    except InputError:
        only_now = "Bản đã công bố không có nội dung này: trả lời theo tệp nguồn hiện nay."
        return Answer(find_traced(now, asked), now, None, (only_now,))
