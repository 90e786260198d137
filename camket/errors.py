"""The one tree of errors. Each carries its exit code; each message says where, what, expected, remedy."""

from __future__ import annotations

# Exit codes of answers, not of errors: a report that disagrees with the figures, a replay that differs.
REPORT_DIFFERS = 12
REPLAY_DIFFERS = 13


class CamketError(Exception):
    """A fault with an exit code. The four parts of the message are in Vietnamese where data is at fault."""

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
        # Keyword-only arguments do not survive pickling between worker processes by themselves.
        return _rebuild, (type(self), self.where, self.found, self.expected, self.remedy)


def _rebuild(kind: type[CamketError], where: str, found: str, expected: str, remedy: str) -> CamketError:
    return kind(where=where, found=found, expected=expected, remedy=remedy)


class UsageError(CamketError):
    """The command or a notebook's parameter was used wrongly."""

    exit_code = 2


class InputError(CamketError):
    """A file, row or key from outside that cannot be used."""

    exit_code = 10


class OpenQuestionsError(CamketError):
    """Final outputs were asked for while questions are open."""

    exit_code = 11


class FigureError(CamketError):
    """Figures that do not add up to their denominators: a fault of ours, never printed."""


class NotebookError(CamketError):
    """A cell of a notebook failed; its name, number and error are in the message."""


class AccountError(CamketError):
    """A row that was read went nowhere, or to two places: a fault of ours, never passed over."""
