"""The tree of errors. Each error has an exit code and a message in four parts: where, found, expected, remedy."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence

# Exit codes of results that are no errors: a report disagrees with the figures, a replay differs, something of the
# project's own failed while all else was made, projects of a batch failed while the others were made.
REPORT_DIFFERS = 12
REPLAY_DIFFERS = 13
OWN_FAILED = 14
PROJECTS_FAILED = 16


class CamketError(Exception):
    """The base of all errors. The parts of its message are in Vietnamese where data is at fault."""

    exit_code = 1

    def __init__(self, *, where: str, found: str, expected: str, remedy: str) -> None:
        self.where = where
        self.found = found
        self.expected = expected
        self.remedy = remedy
        super().__init__(where, found, expected, remedy)

    def __str__(self) -> str:
        return f"{self.where}\n  thấy:  {self.found}\n  cần:   {self.expected}\n  cách sửa: {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        # By default, exceptions with keyword-only arguments cannot be unpickled from a worker process.
        return _rebuild, (type(self), self.where, self.found, self.expected, self.remedy)


def _rebuild(kind: type[CamketError], where: str, found: str, expected: str, remedy: str) -> CamketError:
    return kind(where=where, found=found, expected=expected, remedy=remedy)


class UsageError(CamketError):
    """A command or a notebook parameter is used wrongly."""

    exit_code = 2


class InputError(CamketError):
    """A file, row or value from outside cannot be used. `parts` are the errors that it lists, if several."""

    exit_code = 10
    parts: tuple[InputError, ...] = ()


def raise_together(errors: Sequence[InputError], where: str) -> None:
    """Raise the one error that there is, or an `InputError` about `where` that lists several; else do nothing."""
    every = [part for error in errors for part in (error.parts or (error,))]
    if len(every) == 1:
        raise every[0]
    if every:
        together = InputError(
            where=where,
            found=f"{len(every)} chỗ:{list_faults(every)}",
            expected="không còn chỗ nào ở trên",
            remedy="sửa từng chỗ như đã nêu rồi chạy lại",
        )
        together.parts = tuple(every)
        raise together


def list_faults(errors: Sequence[CamketError]) -> str:
    """The parts of each error, numbered."""
    return "".join(
        f"\n  {number}. {each.where}\n     thấy:  {each.found}\n     cần:   {each.expected}"
        f"\n     cách sửa: {each.remedy}"
        for number, each in enumerate(errors, start=1)
    )


class OpenQuestionsError(CamketError):
    """Final outputs are requested while questions are open."""

    exit_code = 11


class MachineError(CamketError):
    """The machine refuses: no room, no permission, a file open elsewhere, a period that another command holds."""

    exit_code = 15


class FigureError(CamketError):
    """Figures do not add up to their denominators. This is a fault of camket."""


class NotebookError(CamketError):
    """A cell of a notebook failed. The message has its name, its number and its error."""

    exit_code = 10


class StoppedNotebookError(NotebookError):
    """A notebook ended its process, ran too long or printed too much."""


class UnknownFigureError(InputError, KeyError):
    """A notebook asks for a figure that there is not."""


class AccountError(CamketError):
    """A row that was read is counted nowhere or twice. This is a fault of camket."""


# What a machine refuses, by the number of the system: what is found, what is needed, what helps.
_NO_ROOM = ("ổ đĩa đã hết chỗ", "ổ đĩa còn chỗ trống", "xóa bớt tệp trên ổ đĩa rồi chạy lại")
_NO_PERMISSION = (
    "máy không cho ghi, hoặc tệp đang mở ở chương trình khác",
    "thư mục và tệp ghi được, không mở ở chương trình khác",
    "đóng tệp Excel, PDF đang mở, kiểm tra quyền ghi rồi chạy lại",
)
_TOO_MANY_FILES = (
    "máy không cho mở thêm tệp",
    "giới hạn số tệp mở cùng lúc (ulimit -n) từ 256 trở lên",
    "nâng giới hạn rồi chạy lại",
)
_REFUSALS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: (
        "tệp lớn hơn mức máy cho ghi",
        "giới hạn cỡ tệp (ulimit -f) đủ lớn, hoặc ổ đĩa nhận được tệp lớn",
        "nâng giới hạn cỡ tệp rồi chạy lại",
    ),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EBUSY: _NO_PERMISSION,
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "ổ đĩa ghi được", "dùng ổ đĩa ghi được rồi chạy lại"),
    errno.EMFILE: _TOO_MANY_FILES,
    errno.ENFILE: _TOO_MANY_FILES,
    errno.ENOMEM: ("máy hết bộ nhớ", "đủ bộ nhớ trống", "đóng bớt chương trình rồi chạy lại"),
    errno.EAGAIN: ("máy không mở thêm được tiến trình", "cho mở thêm tiến trình", "đóng bớt chương trình rồi chạy lại"),
    errno.EIO: ("ổ đĩa báo lỗi đọc, ghi", "ổ đĩa không lỗi", "kiểm tra ổ đĩa, chép dữ liệu sang ổ khác"),
    errno.ENAMETOOLONG: ("tên hoặc đường dẫn quá dài", "đường dẫn ngắn hơn", "đặt dự án ở thư mục có đường dẫn ngắn"),
    errno.ENOLCK: (
        "ổ đĩa không khóa được tệp",
        "ổ đĩa cho phép khóa tệp, để hai lệnh không ghi cùng lúc",
        "đặt thư mục dự án trên ổ đĩa của máy",
    ),
}  # fmt: skip
REFUSED = frozenset(_REFUSALS)


def explain_refusal(error: OSError, where: str = "") -> MachineError:
    """The error of a machine that refuses to write or open something; `where` names what, if the system does not."""
    found, expected, remedy = _REFUSALS.get(
        error.errno or 0, ("không ghi được", "thư mục và tệp ghi được", "kiểm tra ổ đĩa và quyền ghi rồi chạy lại")
    )  # fmt: skip
    return MachineError(
        where=where or str(error.filename or "máy"),
        found=f"{found} ({error.strerror or error})",
        expected=expected,
        remedy=f"{remedy}; kết quả cũ còn nguyên",
    )


def lacks_means(error: OSError) -> bool:
    """Whether the machine can open no file at all now, so that nothing is said of the one that was asked for."""
    return error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO)


def find_refusal(error: BaseException) -> OSError | None:
    """The refusal of the machine behind an error, or None where it has another cause."""
    for each in _list_causes(error):
        if isinstance(each, MemoryError):
            return OSError(errno.ENOMEM, "Cannot allocate memory")
        if isinstance(number := getattr(each, "errno", None), int) and number in REFUSED:
            return each if isinstance(each, OSError) else OSError(number, str(each))
    return None


def _list_causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
