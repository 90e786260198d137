"""Words that name something: no word of a list counts within a proper name, or where a sentence names the promise."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

# The token of a word that is in no list.
OTHER = "·"
# After these a sentence begins anew, or may.
_BREAKS = frozenset({",", ";", ".", "(", ")", "NHƯNG", "MẶC_DÙ"})
_TIMES = frozenset({"CẢ_NĂM", "NĂM", "TRONG_NĂM", "NĂM_TRƯỚC", "KỲ", "NGÀY"})
# The fewest spaces within a subject that repeats the promise: three syllables.
_FEWEST = 2

_PUT_IN_USE = re.compile(r"\bđưa (?P<what>[^,;.:()]{1,80}?) vào (?:hoạt động|sử dụng|vận hành|khai thác)\b")

_Span = tuple[int, int]


def leave_names(tokens: list[str], spans: Sequence[_Span], shown: str, written_large: Set[str]) -> None:
    """Makes the tokens within a proper name unknown words: "huyện Tuy Phước" concedes nothing.

    The words of `written_large` have a capital in official texts and are part of no name.
    """
    if shown.isupper():
        return
    for place in range(1, len(tokens) - 1):
        if tokens[place] == OTHER:
            continue
        (start, end), (following, _) = spans[place], spans[place + 1]
        if (
            shown[start : start + 1].isupper()
            and shown[following : following + 1].isupper()
            and following == end + 1
            and shown[start + 1 : end].islower()
            and shown[:start].rstrip()[-1:] not in ".;:!?•-–("
            and tokens[place] not in written_large
        ):
            tokens[place] = OTHER


def leave_promise(
    tokens: list[str], spans: Sequence[_Span], said: str, promised: str, predicating: tuple[str, ...]
) -> None:
    """Makes the words of the promise unknown where they are the subject of a sentence.

    `promised` is the content as its words with one space between them. They are the subject where one of the texts of
    `predicating` follows: "Giải ngân vốn đầu tư công *đạt* 43% kế hoạch".
    """
    whole = f" {promised} "
    for start in (0, *(place + 1 for place, token in enumerate(tokens) if token in _BREAKS)):
        for place in range(start, len(tokens) - 1):
            run = said[spans[start][0] : spans[place][1]]
            if f" {run} " not in whole:
                break
            if run.count(" ") >= _FEWEST and said.startswith(predicating, spans[place + 1][0]):
                for at in range(start, place + 1):
                    tokens[at] = tokens[at] if tokens[at] in _TIMES else OTHER


def leave_put_in_use(tokens: list[str], spans: Sequence[_Span], said: str) -> None:
    """Makes the words of what was put in use unknown: "đưa *trạm y tế xã Phú Lợi* vào hoạt động"; numbers stay."""
    for match in _PUT_IN_USE.finditer(said) if "đưa " in said else ():
        for place, (start, end) in enumerate(spans):
            if match.start("what") <= start and end <= match.end("what") and not said[start].isdigit():
                tokens[place] = OTHER
