"""Why a file is not read, raised by readers that do not know its name; `books.py` adds the place."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - not a fault of ours but an answer
    """What was found, what was expected and what to do, in Vietnamese."""

    def __init__(self, *, found: str, expected: str, remedy: str) -> None:
        super().__init__(found, expected, remedy)
        self.found = found
        self.expected = expected
        self.remedy = remedy
