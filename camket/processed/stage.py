"""Outputs appear whole or not at all: written aside, then put in place in one step."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from camket.errors import InputError


@contextmanager
def staged(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Empty folders to write into; they replace the targets when the block ends without an error.

    On an error, an interrupt included, the targets stay as they were and nothing is left behind.
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


def _replace(moves: Sequence[tuple[Path, Path, Path]]) -> None:
    undo: list[tuple[Path, Path]] = []
    try:
        for new, target, parent in moves:
            if target.exists():
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
