"""Read the option that is marked in a cell which holds several: `☒ Hoàn thành ☐ Không hoàn thành`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from camket.intake.tables.heading_words import folded_words, typed_words
from camket.intake.tables.proposals import list_phrases
from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold

_LONGEST_LIST = 240
_LONGEST_MARKED = 2000
_LONGEST_CAPTION = 40
_QUOTED = 120
_AROUND = " \t\n/;,|.:+-–…"
_BRACKETS = r"\[[ \t]*(?P<box>[xXvV✓✔√×*+]|[_.…]*)[ \t]*\]|\((?:[ \t]*(?P<letter>[xXvV✓✔√×])[ \t]*|[ \t]*)\)"
_SEPARATOR = re.compile(r"[\n/;,|]|[ \t]{2,}")
_PARTED_LEFT = re.compile(r"(?:[\n/;,|]|[ \t]{2})[ \t]*$")
_PARTED_RIGHT = re.compile(r"[ \t]*(?:[\n/;,|]|[ \t]{2})")
# What may end an option; words after it would belong to a sentence.
_END = re.compile(r"\s*(?:$|[^\w\s])|[ \t]*\n|[ \t]{2}")
_COUNT = r"(?<!\w)(?:[a-zđ]|\d{1,2})[.)]"
_HARD = re.compile(rf"[\n/;|]|[ \t]{{2,}}|{_COUNT}|[^\W\d_]{{3,}}")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_DIGIT = re.compile(r"\d")
# Letters that only a text with its diacritics has.
_MARKED = re.compile("[đ\u1ea0-\u1ef9]")
_CONTRADICTING = frozenset({"done", "running", "failed", "keep", "change", "add", "drop"})


class Answer(NamedTuple):
    """What a cell of options says: its text, the words of it that count, or a problem."""

    shown: str
    words: str
    problem: str = ""


class _Mark(NamedTuple):
    start: int
    end: int
    is_ticked: bool
    is_box: bool  # drawn for nothing else; others count only beside the words of a status


class _Label(NamedTuple):
    start: int
    end: int
    state: str


@lru_cache(maxsize=8192)  # a sheet repeats its options in every row
def read_options(text: str, fields: Fields = BUILT_IN) -> Answer | None:
    """The answer of a cell with options, or None if it holds none.

    One marked option is the answer, with what is written beside the options. No mark, several marks, or a list
    of contradicting statuses as the form has it are a problem: they are no answer.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if marks := list(_find_marks(text)):
        labels = list(_find_labels(text, fields))
        marks = [mark for mark in marks if mark.is_box or _is_beside(mark, labels, text)]
        if marks and len(text) > _LONGEST_MARKED:
            return Answer(text, "", f"ô quá dài để biết mục nào được đánh dấu: “{text[:_QUOTED]}”")
        if marks:
            return _read_marked(text, marks, labels, fields)
    return _read_list(text, list(_find_labels(text, fields))) if len(text) <= _LONGEST_LIST else None


def list_marks(text: str, fields: Fields = BUILT_IN) -> frozenset[str]:
    """The signs that mark the options of a cell, if a box begins it or one stands beside an option that is known.

    >>> sorted(list_marks("☒ Hoàn thành ☐ Không hoàn thành")), sorted(list_marks("Đã trình ☐ Bộ"))
    (['☐', '☒'], [])
    """
    marks = list(_find_marks(text))
    labels = list(_find_labels(text, fields)) if marks else []
    if not any(
        (mark.is_box and not text[: mark.start].strip()) or _is_beside(mark, labels, text) for mark in marks
    ):
        return frozenset()
    return frozenset(text[mark.start] for mark in marks)


def is_untouched(text: str) -> bool:
    """Whether a cell shows the prompt of a list from which nobody has chosen.

    >>> is_untouched("-- Chọn --"), is_untouched("Chọn giống lúa")
    (True, False)
    """
    return len(text) <= _LONGEST_CAPTION and fold(text) in folded_words("options")["untouched"]


def _find_marks(text: str) -> Iterator[_Mark]:
    signs, ticked, boxes = _signs()
    for found in signs.finditer(text):
        sign = found[0]
        if sign[0] == "[":
            yield _Mark(*found.span(), found["box"].strip("_.… ") != "", True)
        elif sign[0] == "(":
            yield _Mark(*found.span(), bool(found["letter"]), False)
        else:
            yield _Mark(*found.span(), sign in ticked, sign in boxes)


@cache
def _signs() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    words = typed_words("options")
    ticked = frozenset((*words["ticked_boxes"], *words["ticked_signs"]))
    boxes = frozenset((*words["ticked_boxes"], *words["open_boxes"]))
    every = ticked | boxes | frozenset(words["open_signs"])
    return re.compile(f"{_BRACKETS}|[{''.join(map(re.escape, sorted(every)))}]\ufe0f?"), ticked, boxes


def _find_labels(text: str, fields: Fields) -> Iterator[_Label]:
    is_bare = text.isascii() or not (_MARKED.search(text) or _unmark(text) != text)
    pattern, states = _label_pattern(fields, is_bare=is_bare)
    for found in pattern.finditer(text):
        yield _Label(*found.span(), states[found["label"].lower()])


@lru_cache(maxsize=64)
def _label_pattern(fields: Fields, *, is_bare: bool) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The labels of statuses; `is_bare` is for a text without diacritics: "dung" is "dừng" only there."""
    states = {word: state for state, words in typed_words("statuses").items() for word in words}
    for status, words in typed_words("abbreviations").items():
        states |= dict.fromkeys(words, states[status])
    states |= {label.lower(): state for label, state in fields.statuses.items()}
    if fields.kind == "registrations":
        states |= {words: kind for kind, said in list_phrases().items() for words in said}
    if is_bare:
        states = {_unmark(label): state for label, state in states.items()} | states
    labels = "|".join(map(re.escape, sorted(states, key=len, reverse=True)))
    degrees = "|".join(map(re.escape, typed_words("options")["degrees"]))
    return re.compile(rf"(?<!\w)(?P<label>{labels})(?: (?:{degrees}))*(?!\w)", re.IGNORECASE), states


def _unmark(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def _is_beside(mark: _Mark, labels: Sequence[_Label], text: str) -> bool:
    """Whether the mark stands right before or after an option that ends there: `■ Hoàn thành`."""
    next_one = bisect_left(labels, mark.end, key=attrgetter("start"))
    last_one = bisect_right(labels, mark.start, key=attrgetter("end")) - 1
    after = labels[next_one] if next_one < len(labels) else None
    before = labels[last_one] if last_one >= 0 else None
    return bool(
        (after and _follows(after, mark, text) and _END.match(text, after.end))
        or (before and _leads(before, mark, text))
    )


def _follows(label: _Label, mark: _Mark, text: str) -> bool:
    return label.start >= mark.end and not text[mark.end : label.start].strip(" \t")


def _leads(label: _Label, mark: _Mark, text: str, between: str = "") -> bool:
    """Whether only spaces, and the text `between`, stand between a label and the mark after it."""
    return label.end <= mark.start and text[label.end : mark.start].strip(" \t") == between


def _read_marked(
    text: str, marks: Sequence[_Mark], labels: Sequence[_Label], fields: Fields
) -> Answer | None:
    ticked = [number for number, mark in enumerate(marks) if mark.is_ticked]
    if len(ticked) > 1 and len(ticked) == len(marks) and not _contradict(labels):
        return None  # signs that begin lines
    shown = _write_boxes(text, marks)
    if len(ticked) != 1:
        return _ask_marks(shown, len(ticked))
    before = _stand_before(text, marks, labels)
    if before is None:
        return Answer(shown, "", f"không rõ dấu chọn thuộc mục nào: “{shown[:_QUOTED]}”")
    options, around = _cut(text, marks, before=before)
    if _asks_for_a_status(around if before else options[0], fields, is_alone=before):
        return Answer(shown, "", f"không rõ mục được chọn trả lời điều gì: “{shown[:_QUOTED]}”")
    words = [] if _is_caption(around) else [around]
    for number, own in enumerate(options):
        option, beside = _split_lines(own, before=before)
        if number in ticked:
            words.append(
                _spell_out(_without_others(option, list(_find_labels(option, fields)), before=before))
            )
        elif _DIGIT.search(_IN_BRACKETS.sub("", option)):
            return Answer(
                shown, "", f"không rõ ý nghĩa của chữ bên cạnh mục không được chọn: “{shown[:_QUOTED]}”"
            )
        words.append(beside)
    return Answer(shown, "; ".join(filter(None, (word.strip(_AROUND) for word in words))))


def _stand_before(text: str, marks: Sequence[_Mark], labels: Sequence[_Label]) -> bool | None:
    """Whether marks stand before their options or after them; None if nothing tells."""
    votes = (marks[0].start == 0) - (marks[-1].end == len(text))
    # A label with a colon is an option only if every mark has one; else it is the caption of the options.
    with_colon = len(marks) > 1 or marks[0].end == len(text)
    with_colon &= all(any(_leads(label, mark, text, ":") for label in labels) for mark in marks)
    for mark in marks:
        left, right = text[: mark.start], text[mark.end :]
        follows = any(_follows(label, mark, text) for label in labels)
        leads = with_colon or any(_leads(label, mark, text) for label in labels)
        parted = bool(_PARTED_LEFT.search(left)), bool(_PARTED_RIGHT.match(right))
        votes += (follows - leads) * 2 + (parted[0] - parted[1])
    if votes:
        return votes > 0
    return True if len(marks) == 1 and len(labels) < 2 else None


def _cut(text: str, marks: Sequence[_Mark], *, before: bool) -> tuple[list[str], str]:
    """The text of each option, and the text before the first mark or after the last one."""
    between = [text[left.end : right.start] for left, right in pairwise(marks)]
    first, last = text[: marks[0].start], text[marks[-1].end :]
    return ([*between, last], first) if before else ([first, *between], last)


def _split_lines(own: str, *, before: bool) -> tuple[str, str]:
    """An option, and the lines beside it that are no part of it; a line in small letters goes on."""
    lines = [line for line in own.split("\n") if line.strip(_AROUND)]
    if not lines:
        return "", ""
    if not before:
        return lines[-1], "; ".join(lines[:-1])
    last = next((i for i, line in enumerate(lines) if i and not line.lstrip(" +-–").islower()), len(lines))
    return " ".join(lines[:last]), "; ".join(lines[last:])


def _without_others(option: str, labels: Sequence[_Label], *, before: bool) -> str:
    """The marked option alone, where further options without a mark stand beside it."""
    if len(labels) < 2 or not _contradict(labels) or not _are_alone(option, labels):
        return option
    own = labels[0] if before else labels[-1]
    return option[own.start : own.end]


def _spell_out(option: str) -> str:
    """The status that a short word stands for ("Chưa" beside "Hoàn thành"), or the option as it is."""
    word = option.strip(_AROUND).lower()
    found = (status for status, words in typed_words("abbreviations").items() if word in words)
    return next(found, option)


def _read_list(text: str, labels: Sequence[_Label]) -> Answer | None:
    """The answer of a list of statuses without boxes, of which a letter may mark one: `x Đạt / Không đạt`."""
    if len(labels) < 2:
        return None
    if not _are_alone(text, labels):
        return _ask_list(text) if _has_open_pair(text, labels) else None
    gaps = _gaps(text, labels)
    marked = _find_letters(gaps)
    if marked is None:
        if not _is_form_list(text, labels, gaps):
            return None
        return _ask_list(text)
    if len(marked) == 1:
        label = labels[marked.pop()]
        return Answer(text, _spell_out(text[label.start : label.end]))
    return _ask_marks(text, len(marked))


def _find_letters(gaps: Sequence[str]) -> set[int] | None:
    """The labels that a letter marks, or None if the gaps between labels hold no letter."""
    letters = [_letter_pattern().search(gap) for gap in gaps]
    if not any(letters):
        return None
    before: bool | None = True if letters[0] else False if letters[-1] else None
    marked = set()
    for number, letter in enumerate(letters):
        if not letter or letter["ticked"] is None:
            continue
        gap = gaps[number]
        own = before
        if own is None:
            own = bool(_SEPARATOR.search(gap[: letter.start()])) or not _SEPARATOR.search(gap[letter.end() :])
        marked.add(number if own else number - 1)
    return marked


def _is_form_list(text: str, labels: Sequence[_Label], gaps: Sequence[str]) -> bool:
    """Whether statuses are the list of a form, not a statement such as "Đã thực hiện, chưa đạt"."""
    if not _contradict(labels):
        return False
    states = {label.state for label in labels}
    apart = all(_HARD.search(gap) for gap in gaps[1:-1])
    capital = all(text[label.start].isupper() for label in labels)
    return apart or capital or len(labels) > 2 or states >= {"done", "failed"}


def _has_open_pair(text: str, labels: Sequence[_Label]) -> bool:
    """Whether two contradicting statuses stand side by side as in a form: `Hoàn thành/Chưa hoàn thành`."""
    return any(
        text[left.end : right.start].strip() in ("/", "|")
        and _contradict((left, right))
        and text[left.start].isupper()
        and text[right.start].isupper()
        for left, right in pairwise(labels)
    )


def _contradict(labels: Sequence[_Label]) -> bool:
    states = {label.state for label in labels}
    return len(states & _CONTRADICTING) > 1 or len(states) > 2


def _gaps(text: str, labels: Sequence[_Label]) -> list[str]:
    """The texts before, between and after the labels."""
    bounds = [0, *(place for label in labels for place in (label.start, label.end)), len(text)]
    return [text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]


def _are_alone(text: str, labels: Sequence[_Label]) -> bool:
    """Whether a text is only labels, with signs, counts and words that ask for a choice between them."""
    return all(_gap_pattern().fullmatch(gap) for gap in _gaps(text, labels))


@cache
def _gap_pattern() -> re.Pattern[str]:
    asks = "|".join(map(re.escape, sorted(typed_words("options")["asks"], key=len, reverse=True)))
    letters = "".join(map(re.escape, (*_letters("ticked_letters"), *_letters("open_letters"))))
    return re.compile(
        rf"(?:\([^()\d]*?(?<!\w)(?:{asks})(?!\w)[^()]*\)|(?<!\w)[{letters}](?!\w)|{_COUNT}|(?<!\w)(?:{asks})(?!\w)|[^\w%])*+",
        re.IGNORECASE,
    )


@cache
def _letter_pattern() -> re.Pattern[str]:
    ticked, opened = ("".join(map(re.escape, _letters(kind))) for kind in ("ticked_letters", "open_letters"))
    return re.compile(rf"(?<!\w)(?:(?P<ticked>[{ticked}])|[{opened}])(?![\w.)])", re.IGNORECASE)


def _letters(kind: str) -> list[str]:
    return typed_words("options")[kind]


def _is_caption(text: str) -> bool:
    """Whether the text beside the options only introduces them: `Tự đánh giá:`."""
    return len(text) <= _LONGEST_CAPTION and text.rstrip().endswith(":")


def _asks_for_a_status(text: str, fields: Fields, *, is_alone: bool) -> bool:
    """Whether a caption is itself a status, so that "yes" or "no" may answer it: `Chưa hoàn thành: ☒ Có`.

    A caption stands alone before the first mark, or before the first option: `Chưa hoàn thành: Có ☒`.
    """
    caption, colon, option = text.rpartition(":") if is_alone else text.partition(":")
    if not colon or bool(option.strip()) == is_alone:
        return False
    labels = list(_find_labels(caption, fields))
    if not labels or caption[labels[-1].end :].strip():
        return False
    return _are_alone(caption, labels) or labels[-1].state != "done"


def _write_boxes(text: str, marks: Sequence[_Mark]) -> str:
    """The text with the private characters of a symbol font as boxes that anyone can read."""
    shown = text
    for mark in reversed(marks):
        if "\ue000" <= text[mark.start] <= "\uf8ff":
            shown = f"{shown[: mark.start]}{'☒' if mark.is_ticked else '☐'}{shown[mark.end :]}"
    return shown


def _ask_marks(shown: str, ticked: int) -> Answer:
    what = (
        f"đánh dấu {ticked} mục cùng lúc" if ticked else "có các mục để chọn nhưng chưa mục nào được đánh dấu"
    )
    return Answer(shown, "", f"{what}: “{shown[:_QUOTED]}”")


def _ask_list(text: str) -> Answer:
    return Answer(text, "", f"ô còn nguyên danh sách lựa chọn, chưa chọn mục nào: “{text[:_QUOTED]}”")
