"""Find the unit that a text names by code, name or alias, with one typing error allowed.

A text that merely contains a unit's name names another body: "Chi cục thuộc Sở Nội vụ" is not Sở Nội vụ. The
words beside the name decide (`name_context`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from camket.intake.joining.name_context import (
    PROVINCE,
    Word,
    is_free,
    is_of_other_province,
    is_province,
    is_within,
    load_beside,
    may_follow,
    may_precede,
    split_words,
)
from camket.intake.joining.near_names import LONG, NearNames, Span
from camket.intake.joining.short_names import list_short_names
from camket.settings.units import Unit
from camket.text import clean, fold

# A line names its unit at the beginning; the rest of a long line is prose.
_MOST_WORDS = 60
_PLACE_KINDS = frozenset(("tinh", "tp", "huyen", "thi", "xa", "quan", "ubnd", "tran", "phuong"))
# Lines that name other bodies: the recipient, the document that is referred to; and place and day of signing.
_OTHERS = re.compile(
    r"\W*(?:kính gửi|nơi nhận|căn cứ|(?:kèm )?theo (?:công văn|văn bản|yêu cầu)|"
    r"[^\d,;:]{2,40}, *ngày\W*\d*\W*tháng\W*\d*\W*năm\W*\d*\W*$)",
    re.IGNORECASE,
)
# What a unit was called before: "Sở X (trước là Sở Y)" is Sở X.
_FORMER = re.compile(r"\s*\(trước (?:đây )?là\b[^()]*\)", re.IGNORECASE)
# What a unit is called now: "Sở Y (nay là Sở X)" is Sở X.
_PRESENT = re.compile(r"\(nay (?:là|thuộc)\b([^()]*)\)", re.IGNORECASE)
# The code of the superior, which is no unit, where a name may be its own.
SUPERIOR = ""


@lru_cache(maxsize=1 << 18)  # a run reads the same names for the signed list and for what units send
def _key(text: str) -> str:
    return " ".join(word.folded for word in split_words(text))


def _list_names(unit: Unit) -> Iterable[str]:
    return unit.name, *unit.aliases


def _list_short_names(unit: Unit) -> Iterable[str]:
    return list_short_names(unit.name)


def _list_readings(text: str) -> list[str]:
    """A text without former names; before it the present name that stands beside a former one."""
    shown = _FORMER.sub("", text)
    present = _PRESENT.search(shown)
    return [present[1].strip(), _PRESENT.sub("", shown)] if present else [shown]


@dataclass(frozen=True, slots=True)
class Naming:
    """The codes of the units that a text names, and of those whose name is a part of another body's name."""

    codes: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Search:
    """The unit that texts name, or several; `another` is a text before it that names another body, with the units
    whose names are a part of that body's."""

    codes: frozenset[str] = frozenset()
    another: str = ""
    parts: frozenset[str] = frozenset()


class UnitNames:
    """An index of the names of a period's units.

    A name of a unit of the `past` counts where no unit of the period has it. The `superiors`, whose place one of them
    names, are never a unit. With `whole`, nothing but listed words may stand before and after a name.
    """

    def __init__(
        self,
        units: Iterable[Unit],
        past: Iterable[Unit] = (),
        superiors: Iterable[str] = (),
        *,
        whole: bool = False,
    ) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._bare = set[str]()
        self._whole = whole
        units, past = tuple(units), tuple(past)
        # A name that a unit has goes before a short form that is only made of another one's.
        for group, list_names in product((units, past), (_list_names, _list_short_names)):
            names, codes = set(self._names), set(self._codes)
            for unit in group:
                self._add(unit, list_names(unit), names, codes)
        self._superiors, self._provinces = set[str](), set[str]()
        for superior in superiors:
            if not self._provinces:
                self._add_superior(_key(superior))
        bare = self._bare | self._provinces
        # Bare names of places come last, longer names before shorter ones.
        self._orders = {
            name: (name in bare, name in self._superiors, -len(name))
            for name in {*self._names, *self._superiors, *bare}
        }
        self._counts = sorted({name.count(" ") + 1 for name in self._orders})

    def _add(self, unit: Unit, named: Iterable[str], names: Set[str], codes: Set[str]) -> None:
        """Add the code of a unit and some of its names, except for those that are taken."""
        self._codes[unit.code].add(unit.code)
        for name in named:
            if re.fullmatch(r"[^\W\d_a-zà-ỹ]+", name):
                if (code := fold(name).upper()) not in codes:
                    self._codes[code].add(unit.code)
                continue
            key = _key(name)
            own = {key, key.removeprefix("ubnd ")}
            if unit.place_kinds:
                kinds = "|".join(map(_key, unit.place_kinds))
                bare = re.sub(rf"^(?:ubnd )?(?:{kinds}) ", "", key)
                own.add(bare)
                if bare.split(maxsplit=1)[0] not in _PLACE_KINDS:
                    self._bare.add(bare)
            for each in own - names:
                self._names[each].add(unit.code)

    def _add_superior(self, key: str) -> None:
        words = key.split()
        while words and words[0] in _PLACE_KINDS:
            if " ".join(words) not in self._names:
                self._superiors.add(" ".join(words))
            words = words[1:]
        if words:
            self._provinces.add(" ".join(words))

    def find(self, text: str) -> frozenset[str]:
        """The codes of the unit that a text names; empty if it names no unit, several if the name is ambiguous.

        Longer names match first: "UBND huyện Cao Lãnh" is one unit, the bare "Cao Lãnh" is two, and so is
        "Sở Nội vụ, Sở Tài chính". Codes match only in capitals, as in "Số: 12/BC-SNV".
        """
        return self.read(text).codes

    def read(self, text: str) -> Naming:
        """What a text names. The bare name of the province may also be the `SUPERIOR`'s, if nothing else is named."""
        words = split_words(text)
        spans = self._find_spans(words)
        named, bare, parts = set[str](), set[str](), set[str]()
        for span in spans:
            codes = self._names.get(span.name, set())
            if span.name in self._bare and span.start and words[span.start - 1].folded == PROVINCE:
                continue
            if self._is_of_another(words, span, spans):
                parts |= codes
            elif span.name in self._provinces:
                bare |= {*codes, SUPERIOR} if codes else codes
            else:
                named |= codes
        found = named or bare
        coded = self._find_code(text, named=bool(found or parts))
        if coded and not coded & found:
            return Naming(coded, frozenset(parts | found))
        return Naming(coded & found or frozenset(found), frozenset(parts))

    def _find_code(self, text: str, *, named: bool) -> frozenset[str]:
        """The unit whose code a text holds; beside a name, not in a document's number or a text in capitals."""
        text = clean(text)
        if named:
            text = "" if text.isupper() else re.sub(r"\S*/\S*", " ", text)
        for token in re.split(r"[^\w&]+|_", text):
            if token.isupper() and (codes := self._codes.get(fold(token).replace(" ", "").upper(), set())):
                return frozenset(codes)
        return frozenset()

    def _find_spans(self, words: Sequence[Word]) -> list[Span]:
        folded, spans = [word.folded for word in words], list[Span]()
        rest = f" {' '.join(folded)} "
        parts = {
            " ".join(folded[start : start + count])
            for count in self._counts
            for start in range(len(folded) - count + 1)
        }
        for name in sorted(parts & self._orders.keys(), key=lambda name: (self._orders[name], name)):
            while (at := rest.find(f" {name} ")) >= 0:
                count = name.count(" ") + 1
                start = rest.count(" ", 0, at)
                spans.append(Span(start, start + count, name))
                rest = f"{rest[:at]} {' '.join('|' * count)} {rest[at + len(name) + 2 :]}"
        return sorted(spans)

    def _is_of_another(self, words: Sequence[Word], span: Span, spans: Sequence[Span]) -> bool:
        """Whether the words beside a name make it a part of another body's name."""
        beside = load_beside()
        taken = {number for each in spans if each != span for number in range(each.start, each.end)}
        own = self._names.get(span.name, set())
        unnamed = [
            None if number in taken or self._codes.get(word.folded.upper(), set()) & own else word
            for number, word in enumerate(words[: span.start])
        ]
        if is_within(unnamed, beside):
            return True
        before = [word.folded if word else "|" for word in unnamed]
        if before[-1:] == ["co"] and span.name.startswith("so "):
            return True  # "các cơ sở y tế"
        after = words[span.end :]
        if is_of_other_province(after, self._provinces, beside):
            return True
        if self._whole:
            return not all(is_free(word, beside.before) for word in before) or not all(
                number in taken or may_follow(words, number, beside.after | beside.before)
                for number in range(span.end, len(words))
            )
        if span.name in self._bare and before and not words[span.start].is_apart:
            last = before[-1]
            if last != "|" and not is_free(last, beside.before):
                return True
        above = " ".join(word.folded for word in words[: span.start])
        if span.name not in self._bare and not (is_province(above) or may_precede(before, beside)):
            return True
        if not after or after[0].is_apart or span.end in taken:
            return False
        return not may_follow(words, span.end, beside.after)

    def find_exact(self, text: str) -> frozenset[str]:
        """The codes of the units whose name is the whole text."""
        found = (self._names.get(_key(each)) for each in _list_readings(text))
        return frozenset(next(filter(None, found), ()))

    def find_misspelt(self, text: str) -> frozenset[str]:
        """The codes of the units whose name a text contains with typing errors; several if equally near.

        One error is allowed (insertion, deletion, substitution or transposition), two in a long name.
        """
        words = split_words(text)
        taken = {
            number
            for span in self._find_spans(words)
            if span.name in self._superiors | self._provinces
            for number in range(span.start, span.end)
        }
        nearest, codes = LONG, set[str]()
        for distance, span in self._near.find([word.folded for word in words[:_MOST_WORDS]], taken):
            if distance > nearest or self._is_of_another(words, span, ()):
                continue
            named = self._names[span.name]
            codes = codes | named if distance == nearest else set(named)
            nearest = distance
        return frozenset(codes)

    @cached_property
    def _near(self) -> NearNames:
        return NearNames(self._names)

    def search(self, texts: Iterable[str], *, allow_typos: bool = False) -> Search:
        """The unit of the first text that names exactly one; else the first ambiguity.

        With `allow_typos`, misspelt names count if no text contains an exact name.
        """
        own = [each for text in texts if not _OTHERS.match(text) for each in _list_readings(text)]
        namings = [(text, self.read(text)) for text in own]
        another = ("", frozenset[str]())
        ambiguous: frozenset[str] = frozenset()
        for text, naming in namings:
            if len(naming.codes) == 1:
                if naming.parts and not another[0]:
                    another = (text, naming.parts)
                return Search(naming.codes, *another)
            ambiguous = ambiguous or naming.codes
            if naming.parts and not naming.codes and not another[0]:
                another = (text, naming.parts)
        for text in own if allow_typos and not ambiguous else ():
            codes = self.find_misspelt(text)
            if len(codes) == 1:
                return Search(codes, *another)
            ambiguous = ambiguous or codes
        return Search(ambiguous, *another)
