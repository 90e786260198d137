"""Shift a text about one year to the next year."""

from __future__ import annotations

import re

_RANGE = r"\s*[-–]\s*"
_YEAR = re.compile(
    rf"(?<![\d.,])(?<!\d[-–])(?<!\d [-–] )(?<![-–])(?P<year>20\d\d)(?![\d]|[.,]\d|{_RANGE}20\d\d|/[A-ZĐ])"
)
_SECOND_OF_RANGE = re.compile(rf"20\d\d{_RANGE}$")
# Years within a document's number or date of issue are not shifted.
_DOCUMENT = re.compile(
    r"(?:nghị quyết|quyết định|công văn|kế hoạch|thông tư|nghị định|chỉ thị|luật|căn cứ)[^,;.()]{0,60}$",
    re.IGNORECASE,
)


def shift_years(text: str, year: int) -> str:
    """Shift each mention of the year before `year`, and of the one before that, by one.

    Ranges of years and the dates of documents stay.

    >>> shift_years("Giảm so với năm 2021, xong trước 30/11/2022 (giai đoạn 2021 - 2025)", 2023)
    'Giảm so với năm 2022, xong trước 30/11/2023 (giai đoạn 2021 - 2025)'
    """

    def shift(match: re.Match[str]) -> str:
        before = text[: match.start()]
        named = int(match["year"])
        if named not in (year - 1, year - 2) or _SECOND_OF_RANGE.search(before):
            return match[0]
        return match[0] if "/" in before[-1:] and _DOCUMENT.search(before) else str(named + 1)

    return _YEAR.sub(shift, text)
