"""What a machine must give before workers and kernels are started; without it they would fail one by one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from camket.errors import MachineError
from camket.running.scratch import open_scratch

if sys.platform != "win32":
    import resource

# A local socket has a name of at most 104 bytes, and its folders and its own name take up to 44 of them.
_LONGEST = 60
_FEWEST, _USUAL = 256, 1024


def check_machine(project: Path) -> None:
    """Raises `MachineError` where a run would fail later.

    Too few files may be open; sockets in the temporary folder have too long names; a path is not in UTF-8.
    """
    for path in (project, open_scratch()):
        _check_path(path)
    if sys.platform != "win32":
        _check_open_files()
        _check_sockets()


def _check_path(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise MachineError(
            where=os.fsencode(path).decode("utf-8", "backslashreplace"),
            found="đường dẫn có byte không phải UTF-8",
            expected="tên thư mục viết bằng UTF-8",
            remedy="đổi tên thư mục rồi chạy lại; kết quả cũ còn nguyên",
        ) from None


def _check_open_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    if soft != unlimited and soft < _FEWEST:
        soft = _USUAL if hard == unlimited else min(hard, _USUAL)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft != unlimited and soft < _FEWEST:
        raise MachineError(
            where="ulimit -n",
            found=f"máy chỉ cho mở {soft} tệp cùng lúc",
            expected=f"ít nhất {_FEWEST} tệp",
            remedy=f"nâng giới hạn (ulimit -n {_USUAL}) rồi chạy lại; kết quả cũ còn nguyên",
        )


def _check_sockets() -> None:
    scratch = open_scratch()
    if len(os.fsencode(scratch)) > _LONGEST:
        raise MachineError(
            where=f"TMPDIR = {scratch.parent}",
            found="thư mục tạm có đường dẫn quá dài",
            expected=f"đường dẫn thư mục tạm không quá {_LONGEST - len(scratch.name) - 1} byte",
            remedy="đặt biến TMPDIR là một thư mục có đường dẫn ngắn, ví dụ /tmp, rồi chạy lại; kết quả cũ còn nguyên",
        )
