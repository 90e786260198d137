"""Shift the years of an item to the next year."""

from __future__ import annotations

import re

from camket.intake.joining.vocabulary import load_target_words
from camket.text import plain

_RANGE = r"\s*[-–]\s*"
_YEAR = re.compile(
    rf"(?<![\d.,])(?<!\d[-–])(?<!\d [-–] )(?<![-–])(?P<year>20\d\d)(?![\d]|[.,]\d|{_RANGE}20\d\d|/[A-ZĐ])"
)
_SECOND_OF_RANGE = re.compile(rf"20\d\d{_RANGE}$")
# A document with its number, and a law by its name, are of the year that follows.
_NUMBERED = re.compile(
    r"(?:nghị quyết|quyết định|công văn|kế hoạch|thông tư|nghị định|chỉ thị|thông báo|kết luận|đề án|chương trình)"
    r"(?: số)? \d+[^\s,;()]*(?: của [^,;.()\d]{1,40})?(?:,? ngày \d{1,2} tháng \d{1,2})? (?:năm )?$",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?<!pháp )(?<!kỷ )\b(?:luật|pháp lệnh|hiến pháp)(?P<name>(?: [^\W\d_]+)*?) (?:năm )?$", re.IGNORECASE
)
_WITHIN = re.compile(r"\b(?:trong|đến|trước|của|cuối|đầu|từ|vào|quý|tháng) (?:năm )?$", re.IGNORECASE)
# Words before a year, without which a number before a unit of measure is an amount.
_DATED = re.compile(r"(?:năm|[/.-]|tháng|quý|trước|đến|từ|cuối|đầu|sau|giữa) ?$", re.IGNORECASE)
_COUNTED = (
    "lao động", "học sinh", "sinh viên", "học viên", "hồ sơ", "lượt", "con", "bộ", "cái", "chiếc", "thửa", "đồng",
    "hội viên", "đoàn viên", "cán bộ", "doanh nghiệp", "sản phẩm", "giấy", "thẻ", "nhà", "phòng", "suất",
)  # fmt: skip
# Years within a document's number or date of issue are not shifted.
_DOCUMENT = re.compile(
    r"(?:nghị quyết|quyết định|công văn|kế hoạch|thông tư|nghị định|chỉ thị|luật|căn cứ)[^,;.()]{0,60}$",
    re.IGNORECASE,
)


def shift_years(text: str, year: int) -> str:
    """Shift each mention of the year before `year`, and of the one before that, by one.

    Ranges of years, documents and laws with their years, and amounts stay.

    >>> shift_years("Giảm so với năm 2021, xong trước 30/11/2022 (giai đoạn 2021 - 2025)", 2023)
    'Giảm so với năm 2022, xong trước 30/11/2023 (giai đoạn 2021 - 2025)'
    """

    def shift(match: re.Match[str]) -> str:
        before = text[: match.start()]
        named = int(match["year"])
        if named not in (year - 1, year - 2) or _SECOND_OF_RANGE.search(before):
            return match[0]
        if _is_of_document(before) or _is_amount(before, text[match.end() :]):
            return match[0]
        return match[0] if "/" in before[-1:] and _DOCUMENT.search(before) else str(named + 1)

    return _YEAR.sub(shift, text)


def _is_of_document(before: str) -> bool:
    """Whether a year after a text is that of a document ("Quyết định số 12/QĐ-UBND"), or a law."""
    law = _LAW.search(before)
    is_law = law is not None and law["name"].strip()[:1].isupper() and not _WITHIN.search(before)
    return is_law or _NUMBERED.search(before) is not None


def _is_amount(before: str, after: str) -> bool:
    """Whether a number between two texts counts something: "2024 ha"."""
    if _DATED.search(before):
        return False
    follows = re.findall(r"[^\W_]+", plain(after[:40]))[:3] if after[:1].isspace() else []
    words = load_target_words()
    return any(
        follows[: len(unit.split())] == plain(unit).split()
        for unit in (*words.short, *words.long, *words.scales, *_COUNTED)
    )
