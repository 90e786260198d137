"""The tree of errors. Each error has an exit code and a message in four parts: where, found, expected, remedy."""

from __future__ import annotations

from collections.abc import Sequence

# Exit codes of results that are no errors: a report disagrees with the figures, a replay differs.
REPORT_DIFFERS = 12
REPLAY_DIFFERS = 13


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


class FigureError(CamketError):
    """Figures do not add up to their denominators. This is a fault of camket."""


class NotebookError(CamketError):
    """A cell of a notebook failed. The message has its name, its number and its error."""


class AccountError(CamketError):
    """A row that was read is counted nowhere or twice. This is a fault of camket."""
