"""Stage outputs: write them to a temporary folder, then put all in place together, or none.

While targets are replaced, a journal lies beside the first one. A command that is killed leaves it there, and the next
command puts back what was there (`undo_swap`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from camket.errors import REFUSED, MachineError, explain_refusal
from camket.settings.project import UNFINISHED

# The only append-only file of a folder, one line for each run and each event of an audit.
HISTORY = "history.jsonl"
_JOURNAL = "journal.json"
_SYNCED_AT_ONCE = 8


def read_history(processed: Path) -> list[str]:
    """Returns the lines of the history, oldest first; an empty list before the first run."""
    try:
        text = (processed / HISTORY).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    # `splitlines` would also end a line at signs that may stand in a text.
    return text.removesuffix("\n").split("\n") if text else []


@dataclass(frozen=True, slots=True)
class _Step:
    """A target, with the folder beside it that holds what replaces it and, later, what it replaced."""

    target: Path

    @property
    def staging(self) -> Path:
        return name_staging(self.target)

    @property
    def new(self) -> Path:
        return self.staging / self.target.name

    @property
    def previous(self) -> Path:
        return self.staging / "previous"


def name_staging(target: Path) -> Path:
    """Returns the staging folder of a target. Only the command that holds the period uses it."""
    return target.with_name(f"{UNFINISHED}{target.name}")


@contextmanager
def staged(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield empty staging folders that replace the targets if the block ends without an error.

    The history of a target is kept and the new lines are appended. On an error or interrupt the targets stay
    unchanged and the staging folders are removed. Raises `MachineError` where the targets cannot be replaced.
    """
    steps = [_Step(target) for target in targets]
    try:
        _set_out(steps)
        yield [step.new for step in steps]
        _replace(steps)
    except OSError as error:
        if error.errno not in REFUSED:
            raise
        named = ", ".join(f"{step.target.parent.name}/{step.target.name}" for step in steps)
        raise explain_refusal(error, str(error.filename or named)) from error
    finally:
        # A journal that is still there says that the earlier folders could not be put back yet.
        if not _journal_of(steps).exists():
            for step in steps:
                shutil.rmtree(step.staging, ignore_errors=True)


@contextmanager
def added(target: Path) -> Iterator[Path]:
    """Yield an empty staging folder whose files are added to the target when the block ends.

    Existing files are never replaced. On an error the target stays unchanged.
    """
    if not target.exists():
        with staged([target]) as [folder]:
            yield folder
        return
    step = _Step(target)
    try:
        _set_out([step])
        yield step.new
        _add(step.new, target)
    finally:
        shutil.rmtree(step.staging, ignore_errors=True)


def _set_out(steps: Sequence[_Step]) -> None:
    """Makes the empty staging folders, in place of what a killed command left."""
    undo_swap(steps[0].staging)
    try:
        for step in steps:
            _clear(step.staging)
            step.new.mkdir(parents=True)
    except OSError as error:
        raise explain_refusal(error) from error


def is_half_swapped(staging: Path) -> bool:
    """Whether a command was killed while it replaced the target of this staging folder."""
    return (staging / _JOURNAL).exists()


def undo_swap(staging: Path) -> None:
    """Puts back what a killed command had begun to replace, and removes what it left, as far as it can.

    `staging` is the staging folder of the first target. Raises `MachineError` where nothing can be put back.
    """
    try:
        _undo(staging)
    except (OSError, ValueError, KeyError) as error:
        raise MachineError(
            where=str(staging / _JOURNAL),
            found=f"một lệnh bị ngắt khi đang thay kết quả, và không khôi phục được kết quả cũ ({error})",
            expected="thư mục ghi được, không có tệp đang mở ở chương trình khác",
            remedy="đóng tệp đang mở trong thư mục kết quả, kiểm tra quyền ghi rồi chạy lại; "
            f"kết quả cũ còn trong {staging.name}, đừng xóa",
        ) from error
    # What is only left over harms no reader. The next run removes it, or says why it cannot.
    shutil.rmtree(staging, ignore_errors=True)


def _add(folder: Path, target: Path) -> None:
    undo: list[tuple[Path, Path | None]] = []
    place = target
    try:
        for new in sorted(folder.rglob("*")):
            place = target / new.relative_to(folder)
            if new.is_dir():
                if not place.is_dir():
                    place.mkdir()
                    undo.append((place, None))
                continue
            if place.exists():
                raise FileExistsError(0, "đã có tệp này")
            _sync_file(new)
            new.rename(place)
            undo.append((place, new))
    except BaseException as error:
        with suppress(OSError):
            for made, back in reversed(undo):
                made.rmdir() if back is None else made.rename(back)
        if isinstance(error, OSError):
            where = (Path(target.name) / place.relative_to(target)).as_posix()
            raise explain_refusal(error, where) from error
        raise


def _replace(steps: Sequence[_Step]) -> None:
    journal = _journal_of(steps)
    try:
        for step in steps:
            _carry_history(step)
        _sync_files([path for step in steps for path in step.new.rglob("*") if path.is_file()])
        _write_journal(journal, steps)
        for step in steps:
            if step.target.exists():
                step.target.rename(step.previous)
            step.new.rename(step.target)
            _sync_folder(step.staging)
            _sync_folder(step.target.parent)
        journal.unlink()  # from here on the new folders count
        _sync_folder(journal.parent)
    except BaseException as error:
        # What cannot be put back now is put back by the next command, because the journal stays.
        with suppress(OSError):
            _undo(journal.parent)
        if isinstance(error, OSError):
            raise explain_refusal(error) from error
        raise


def _undo(staging: Path) -> None:
    """Puts every target of the journal in `staging` back; without a journal there is nothing to put back."""
    journal = staging / _JOURNAL
    try:
        named = json.loads(journal.read_text(encoding="utf-8"))["targets"]
    except FileNotFoundError:
        return
    for name in reversed(named):
        step = _Step(Path(os.path.normpath(staging.parent / name)))
        if not step.new.exists() and step.target.exists() and step.staging.exists():
            step.target.rename(step.new)
        if step.previous.exists():
            step.previous.rename(step.target)
        _sync_folder(step.target.parent)
    journal.unlink()
    _sync_folder(staging)


def _journal_of(steps: Sequence[_Step]) -> Path:
    return steps[0].staging / _JOURNAL


def _write_journal(journal: Path, steps: Sequence[_Step]) -> None:
    """Writes which targets are being replaced, relative to the first, so that a project may be moved in between."""
    root = journal.parent.parent
    targets = [os.path.relpath(step.target, root) for step in steps]
    scratch = journal.with_suffix(".new")
    scratch.write_text(json.dumps({"targets": targets}), encoding="utf-8")
    _sync_file(scratch)
    scratch.rename(journal)
    _sync_folder(journal.parent)


def _carry_history(step: _Step) -> None:
    # Copied at the last moment, so that a line added meanwhile is kept.
    history = step.target / HISTORY
    if history.exists():
        added = step.new / HISTORY
        lines = added.read_bytes() if added.exists() else b""
        added.write_bytes(history.read_bytes() + lines)


def _clear(staging: Path) -> None:
    if staging.exists():
        shutil.rmtree(staging)


def _sync_file(path: Path) -> None:
    """Waits until a file is on the disk, so that no loss of power empties it after it has taken its place."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_files(paths: Sequence[Path]) -> None:
    # A disk writes what several ask for at once; one after another would take ten times as long.
    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as threads:
        list(threads.map(_sync_file, paths))


def _sync_folder(path: Path) -> None:
    if os.name == "nt":  # Windows has no such call for a folder
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_file_atomically(path: Path, content: bytes) -> None:
    """Writes a file beside a run's others, whole or not at all. Raises `MachineError` where it is open elsewhere."""
    scratch = path.with_name(f"{UNFINISHED}{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(content)
        _sync_file(scratch)
        scratch.replace(path)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        shown = [part for part in path.parts if not part.startswith(UNFINISHED)]
        raise explain_refusal(error, "/".join(shown[-3:])) from None
