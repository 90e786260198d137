"""Tell two things apart of which the same is said: "trồng mới cây quế" and "trồng mới cây chè"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rapidfuzz.distance import OSA, Levenshtein

from camket.intake.joining.wording import Kind

Words = tuple[Sequence[str], Sequence[Kind], Collection[str]]

# The exchanged phrase has at most so many syllables, and so much of the longer text is the same.
_LONGEST, _SAME = 4, 0.5
_TELLING = frozenset[Kind](("own", "named", "short"))


def is_exchanged(one: Words, other: Words) -> bool:
    """Whether one phrase that says what an item is about stands in the place of another, and all else is equal.

    Words that all items have do not count, nor slips of the keyboard.
    """
    own, others = (
        [(word, kind) for word, kind in zip(words, kinds, strict=True) if kind != "empty"]
        for words, kinds, _ in (one, other)
    )
    left, right = [word for word, _ in own], [word for word, _ in others]
    changed = [code for code in Levenshtein.opcodes(left, right) if code.tag != "equal"]
    if not changed or any(code.tag != "replace" for code in changed):
        return False
    start, end = changed[0].src_start, changed[-1].src_end
    begin, stop = changed[0].dest_start, changed[-1].dest_end
    gone, come = own[start:end], others[begin:stop]
    if max(len(gone), len(come)) > _LONGEST or len(gone) + len(come) > _SAME * (len(own) + len(others)):
        return False
    if not all(any(kind in _TELLING for _, kind in phrase) for phrase in (gone, come)):
        return False
    letters = ["".join(word for word, _ in phrase) for phrase in (gone, come)]
    return OSA.distance(*letters) > max(map(len, letters)) / 2
