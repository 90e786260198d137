"""Numbers that a report spells out, put into digits where they count something: `sáu trên hai mươi nội dung`."""

from __future__ import annotations

import re

from camket.numerals import NUMBER_WORDS, read_spelled
from camket.text import plain

_WORD = "|".join(map(re.escape, sorted(map(plain, NUMBER_WORDS), key=len, reverse=True)))
_RUN = re.compile(rf"(?<![\w/.,–-])(?:{_WORD})(?: (?:{_WORD}))*(?!\w)")
_POINT = " phẩy "
# What stands after a number that counts: the things counted, a percent sign in words, the whole of a fraction.
_AFTER = (
    r"\s+(?:{counted})|\s+phần trăm\b|\s?%"
    rf"|(?:\s?[/⁄∕]\s?|\s(?:trên|trong)\s(?:tổng\s)?(?:số\s)?)(?:\d|(?:{_WORD})\b)"
    r"|\s+(?:đã|đang|chưa|không|chờ|được|cho|hoàn thành|dừng|ngừng)\b"
)
_LAST = re.compile(r"\s*(?:$|[,;.(])")
_TOLD = re.compile(r"(?:\blà|:)\s*$")
# Words that mean something else more often than a number: the year, "not", the article "a".
_AMBIGUOUS = ("một", "năm", "không", "tư", "lẻ", "linh")
_YEAR_BEFORE = re.compile(
    r"\b(?:trong|cả|đầu|giữa|cuối|hết|từng|mỗi|hàng|hằng|các|mấy|nhiều|thứ|qua|sau|trước)\s+$"
)


def write_in_digits(key: str, counted: str) -> str:
    """The text of `plain` with its counting numbers in digits, each as long as its words (`hai mươi` is `00000020`).

    The length stays, so that a place in the result is the same place in the text.
    """
    after = re.compile(_AFTER.format(counted=counted))
    parts: list[str] = []
    done = 0
    for match in _RUN.finditer(key):
        start, end = match.span()
        while start < end:
            if start >= done and (found := _read(key, start, end)):
                stop, digits = found
                if _counts(key, start, stop, after):
                    parts += [key[done:start], digits.rjust(stop - start, "0")]
                    done = stop
                start = stop + 1
            else:
                start = key.find(" ", start, end)
                if start < 0:
                    break
                start += 1
    return "".join([*parts, key[done:]])


def _read(key: str, start: int, end: int) -> tuple[int, str] | None:
    """The end and the digits of the longest number that begins at `start`; `ba mươi phẩy năm` is `30,5`."""
    words = key[start:end].split(" ")
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        number = read_spelled(said)
        if number is None:
            continue
        stop = start + len(said)
        if key.startswith(_POINT, stop) and (more := _RUN.match(key, stop + len(_POINT))):
            decimals = [read_spelled(more[0])] if read_spelled(more[0]) is not None else []
            if decimals:
                return more.end(), f"{number},{decimals[0]}"
        return stop, str(number)
    return None


def _counts(key: str, start: int, stop: int, after: re.Pattern[str]) -> bool:
    said, before = key[start:stop], key[max(start - 20, 0) : start]
    if said in _AMBIGUOUS:
        # "trong năm nội dung", "không nội dung nào": only a fraction or a share makes it a number for sure.
        sure = re.match(r"\s?(?:%|phần trăm\b|[/⁄∕])|\s(?:trên|trong)\s", key[stop:])
        return (bool(sure) and not _YEAR_BEFORE.search(before)) or (
            said == "năm" and bool(re.search(r"\bcó\s+$", before)) and bool(after.match(key, stop))
        )
    return bool(after.match(key, stop)) or bool(_LAST.match(key, stop) and _TOLD.search(before))
