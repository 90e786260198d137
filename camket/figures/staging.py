"""Stage outputs: write them to a temporary folder, then put them in place in one step."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from camket.errors import InputError

# The only append-only file of a folder, one line for each run and each event of an audit.
HISTORY = "history.jsonl"


def read_history(processed: Path) -> list[str]:
    """Returns the lines of the history, oldest first; an empty list before the first run."""
    try:
        text = (processed / HISTORY).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    # `splitlines` would also end a line at signs that may stand in a text.
    return text.removesuffix("\n").split("\n") if text else []


@contextmanager
def staged(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield empty staging folders that replace the targets if the block ends without an error.

    The history of a target is kept and the new lines are appended. On an error or interrupt the targets
    stay unchanged and the staging folders are removed.
    """
    with ExitStack() as stack:
        parents = []
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
            parents.append(
                Path(
                    stack.enter_context(
                        tempfile.TemporaryDirectory(
                            dir=target.parent, prefix=".camket-", ignore_cleanup_errors=True
                        )
                    )
                )
            )
        staging = [parent / target.name for parent, target in zip(parents, targets, strict=True)]
        for folder in staging:
            folder.mkdir()
        yield staging
        _replace(list(zip(staging, targets, parents, strict=True)))


@contextmanager
def added(target: Path) -> Iterator[Path]:
    """Yield an empty staging folder whose files are added to the target when the block ends.

    Existing files are never replaced. On an error the target stays unchanged.
    """
    if not target.exists():
        with staged([target]) as [folder]:
            yield folder
        return
    with tempfile.TemporaryDirectory(
        dir=target.parent, prefix=".camket-", ignore_cleanup_errors=True
    ) as scratch:
        folder = Path(scratch) / target.name
        folder.mkdir()
        yield folder
        _add(folder, target)


def _add(folder: Path, target: Path) -> None:
    undo: list[Path] = []
    place = target
    try:
        for new in sorted(folder.rglob("*")):
            place = target / new.relative_to(folder)
            if new.is_dir():
                if not place.is_dir():
                    place.mkdir()
                    undo.append(place)
                continue
            # Unlike a rename, this fails on every system if another process has just created the file.
            with place.open("xb") as file:
                undo.append(place)
                file.write(new.read_bytes())
    except OSError as error:
        for made in reversed(undo):
            made.rmdir() if made.is_dir() else made.unlink()
        raise InputError(
            where=(Path(target.name) / place.relative_to(target)).as_posix(),
            found=f"không ghi thêm được vào thư mục ({error.strerror})",
            expected="một thư mục ghi được, chưa có tệp này",
            remedy="kiểm tra quyền ghi, đóng chương trình đang mở tệp rồi chạy lại; tệp cũ còn nguyên",
        ) from error


def _replace(steps: Sequence[tuple[Path, Path, Path]]) -> None:
    undo: list[tuple[Path, Path]] = []
    try:
        for new, target, parent in steps:
            if target.exists():
                _carry_history(target, new)
                previous = parent / "previous"
                target.rename(previous)
                undo.append((previous, target))
            new.rename(target)
            undo.append((target, new))
    except OSError as error:
        for moved, back in reversed(undo):
            moved.rename(back)
        raise InputError(
            where=str(error.filename),
            found=f"không thay được thư mục kết quả ({error.strerror})",
            expected="các tệp kết quả cũ đang không mở ở chương trình khác",
            remedy="đóng tệp PDF, Excel đang mở trong thư mục này rồi chạy lại; kết quả cũ còn nguyên",
        ) from error


def _carry_history(target: Path, new: Path) -> None:
    # Copied at the last moment, so that a line added meanwhile by another run is kept.
    history = target / HISTORY
    if history.exists():
        added = new / HISTORY
        lines = added.read_bytes() if added.exists() else b""
        added.write_bytes(history.read_bytes() + lines)


def write_file_atomically(path: Path, content: bytes) -> None:
    """Writes a file beside a run's others, whole or not at all. Raises `InputError` where it is open elsewhere."""
    scratch = path.with_name(f".{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(content)
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise InputError(
            where=f"outputs/{path.parent.name}/{path.name}",
            found=f"không ghi được tệp ({error.strerror})",
            expected="tệp cũ đang không mở ở chương trình khác",
            remedy="đóng tệp trong Excel rồi chạy lại",
        ) from None
