"""A text as the rules see it: the words of `words.toml` in their order, cut into clauses."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from pydantic import BaseModel, ConfigDict

from camket.judging.measure import Verdict, measure
from camket.text import clean, fold, plain

# A word of no list, and the signs. A clause ends where END stands.
OTHER, COMMA, COLON, END = "·", ",", ":", ";"
_SIGNS = {sign: tag for signs, tag in ((";.•!?+", END), (",()-–—/", COMMA), (":", COLON)) for sign in signs}
# The second syllable of a mistyped word, which the first one stands for.
_TAKEN = "\0"
_DIGIT, _NUMBERED = re.compile(r"\d"), re.compile(r"\d|quý\s")
_PAIR = re.compile(r"[^\W\d_]+ [^\W\d_]+")
_GAP = re.compile(rf"{OTHER}{{2,}}")

_FIGURE = r"\d(?:[\d.,]*\d)?"
# The kinds of numbers, in the order in which they are tried; "trước ngày 15/12" is a term, "ngày 15/9" a day.
_NUMBERS = {
    "MỐC": r"(?:(?:trước|trong|vào|hết|đến hết|cuối|sau)\s)(?:(?:ngày|tháng|quý|năm)\s)*"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/-]\d{1,2}|\d{1,2}[/-]\d{4}|(?<=[ýg]\s)(?:i{1,3}|iv|\d{1,2})(?:[/-]\d{4})?)(?![\w/])",
    "NGÀY": r"(?:(?:ngày|tháng|quý|từ|đến|từ ngày|đến ngày)\s)*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|(?<=ngày )\d{1,2}(?:[/-]\d{1,2})?"
    r"|(?<=tháng )\d{1,2}(?:[/-]\d{4})?|(?<=quý )(?:i{1,3}|iv|\d)(?:[/-]\d{4})?|(?<=đến )\d{1,2}[/-]\d{1,2})(?![\w/])",
    "KỲ": r"\d{1,2}\stháng(?!\s\d)",
    "NĂM": r"năm\s20\d\d(?!\w)",
    "SỐ_HIỆU_TỈNH": r"(?:số\s)?\d+/(?:\d{4}/)?(?:qđ-|nq-|tb-|vp|cv-|ct-)?(?:ubnd|hđnd|tu\b)[\w.&-]*",
    "SỐ_HIỆU": r"(?:số\s)?\d+/(?:\d{4}/)?[^\W\d_][\w.&-]*|số\s\d+(?!\w)",
    "PHẦN_TRĂM": rf"{_FIGURE}(?:/{_FIGURE})?\s?%",
    "PHÂN_SỐ": rf"{_FIGURE}\s?(?:/|trên(?: tổng số)?|trong(?: tổng)?(?: số)?)\s?{_FIGURE}",
    "SỐ_KHÔNG": r"0+(?![\w.,]?\d)",
    "SỐ": _FIGURE,
}
_VERDICTS: dict[Verdict, str] = {
    "met": "ĐỦ", "counted": "ĐỦ_SỐ", "short": "THIẾU", "moved": "ĐỔI_ĐỦ", "within": "TRONG_MỨC", "over": "QUÁ_MỨC",
}  # fmt: skip


class _Listed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    turning: tuple[str, ...]
    opening: tuple[str, ...]
    acting: tuple[str, ...]
    joining: tuple[str, ...]
    breaking: tuple[str, ...]
    quoting: tuple[str, ...]
    plain: tuple[str, ...]
    unlike: frozenset[str]
    words: dict[str, tuple[str, ...]]
    shorthand: dict[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text read: `tags` has one character for each word of a list, `clauses` are places in `text`."""

    text: str
    tags: str
    clauses: tuple[tuple[int, int], ...]

    def quote(self, first: int, last: int) -> str:
        """The clauses from `first` to `last`, as the unit wrote them."""
        return self.text[self.clauses[first][0] : self.clauses[last][1]].strip(" ,;:.-–+•()")


class Words:
    """The word lists, compiled. `read` is a pure function of its arguments."""

    def __init__(self, listed: _Listed) -> None:
        names = (*listed.words, *_NUMBERS, *_VERDICTS.values())
        # One letter of no alphabet for each list, so that a text becomes a string that patterns can search.
        self.tags = {name: chr(0xE000 + number) for number, name in enumerate(names)}
        self.turning = self._of(listed.turning)
        known = {plain(word): self.tags[name] for name, words in listed.words.items() for word in words}
        known |= {plain(word): self._of(said.split()) for word, said in listed.shorthand.items()}
        for words, tag in ((listed.plain, OTHER), (listed.joining, COMMA), (listed.breaking, END)):
            known |= dict.fromkeys(map(plain, words), tag)
        self._unlike = listed.unlike
        self._bare = {fold(word): tag for word, tag in reversed(known.items())}
        self._scan, self._known = _compile(known)
        self._scan_bare, self._known_bare = _compile(self._bare)
        opening, acting = self._of(listed.opening), self._of(listed.acting)
        self._opens = re.compile(rf"{COMMA}(?=[^{COMMA}{END}{opening}{acting}]*[{opening}])")
        self._quoted = re.compile(rf"(?:^|(?<={END}))[{OTHER}{COMMA}]?[{self._of(listed.quoting)}][^{END}{COLON}]{{0,4}}{COLON}[^{END}]*")

    def _of(self, names: Iterable[str]) -> str:
        return "".join(self.tags[name] for name in names)

    def name(self, tag: str) -> str:
        """The list that a character stands for, for people."""
        return next((name for name, given in self.tags.items() if given == tag), tag)

    @lru_cache(maxsize=65536)
    def read(self, text: str, target: str = "") -> Spoken:
        """A text, its numbers measured against the target."""
        said = plain(text)
        bare = said.isascii()
        scan, known = (self._scan_bare, self._known_bare) if bare else (self._scan, self._known)
        words = scan.findall(said)
        tags = [known.get(word) or self._sign(word) for word in words]
        if any(len(tag) > 1 for tag in tags):
            words = [part for word, tag in zip(words, tags, strict=True) for part in (word, *[""] * (len(tag) - 1))]
            tags = list("".join(tags))
        ends = list(accumulate(map(len, words)))
        if _DIGIT.search(said):
            for place, verdict in measure(said, plain(target)):
                tags[bisect_right(ends, place)] = self.tags[_VERDICTS[verdict]]
        if not bare:
            self._mend(words, tags)
        line = self._opens.sub(END, "".join(tags))
        line = self._quoted.sub(lambda match: OTHER * len(match[0]), line)
        cuts = [0, *(ends[number] for number, tag in enumerate(line) if tag == END), len(said)]
        shown = clean(text)
        return Spoken(
            text=shown if len(shown) == len(said) else said,
            tags=_GAP.sub(OTHER, line.replace(_TAKEN, "")),
            clauses=tuple(zip(cuts, cuts[1:], strict=False)),
        )

    def _sign(self, word: str) -> str:
        if _NUMBERED.search(word):
            for name, pattern in _PATTERNS:
                if pattern.fullmatch(word.rstrip()):
                    return self.tags[name]
        return _SIGNS.get(word[0], OTHER)

    def _mend(self, words: list[str], tags: list[str]) -> None:
        """Two unknown syllables that are a listed word but for their marks are that word."""
        for number in range(len(words) - 1):
            if tags[number] == tags[number + 1] == OTHER:
                pair = words[number] + words[number + 1].rstrip()
                tag = self._bare.get(fold(pair), OTHER) if _PAIR.fullmatch(pair) else OTHER
                if len(tag) == 1 and tag != OTHER and pair not in self._unlike:
                    tags[number : number + 2] = tag, _TAKEN


_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _NUMBERS.items()]


def _compile(known: Mapping[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    """An expression that cuts a text into listed words, numbers, other words and signs; and what the words are."""
    numbers = "|".join(f"(?:{pattern})" for pattern in _NUMBERS.values())
    scan = re.compile(rf"(?:{numbers}|(?:{_trie(known)})(?!\w)|\w+|[^\w\s])\s?")
    return scan, {f"{word}{space}": tag for word, tag in known.items() for space in ("", " ")}


def _trie(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first, that looks at each letter once."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict) -> str:  # type: ignore[type-arg]
    ways = [re.escape(letter) + _branch(node) for letter, node in sorted(tree.items()) if letter]
    if not ways:
        return ""
    made = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{made})?" if "" in tree else made


@cache
def load_words() -> Words:
    """The word lists that come with camket."""
    text = files("camket.judging").joinpath("words.toml").read_text("utf-8")
    return Words(_Listed.model_validate(tomllib.loads(text)))
