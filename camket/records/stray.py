"""Detect that the title of a table names another year than the period's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_FIRST_HALF = 6
_TITLE = re.compile(r"\b(?:cam kết|kết quả|báo cáo|biểu|phụ lục|tình hình|thực hiện)\b", re.IGNORECASE)
_NO_TITLE = re.compile(r"\W*(?:kính gửi|căn cứ|(?:kèm )?theo|.*\bngày\b.*\btháng\b)", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)


def describe_other_year(letterhead: Iterable[str], cut_off: date | None) -> str:
    """Describe in Vietnamese the other year that the title above a table names, or empty.

    A cut-off day in the first half of a year allows the year before as well.
    """
    if cut_off is None:
        return ""
    titles = [line for line in letterhead if _TITLE.search(line) and not _NO_TITLE.match(line)]
    years = {int(year) for line in titles for year in _YEAR.findall(line)}
    allowed = {cut_off.year, cut_off.year - 1} if cut_off.month <= _FIRST_HALF else {cut_off.year}
    if not years or years & allowed:
        return ""
    return f"đầu biểu ghi năm {', '.join(map(str, sorted(years)))}, có thể là báo cáo của kỳ khác"
