"""One output put in its place in one step."""

from __future__ import annotations

from pathlib import Path

from camket.errors import InputError


def put_file(path: Path, content: bytes) -> None:
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
