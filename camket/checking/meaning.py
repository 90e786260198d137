"""Matches a statement to the figures of the ledger by its status words, its scope and its section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from camket.checking.cell_meaning import CellReader
from camket.checking.period_names import REGISTERED, SECOND_LOOK, Labels, PeriodNames, find_first, list_above
from camket.checking.report_words import ALL, Words
from camket.checking.statements import Statement
from camket.figures.ledger import UNITS, Figure
from camket.figures.report_figures import WAITING
from camket.figures.second_look import SECOND_LOOK_LABEL
from camket.settings.scheme import Scheme
from camket.settings.states import BASES
from camket.settings.units import Unit
from camket.text import plain

# "Trong 103 nội dung chưa hoàn thành …, ước cả năm có 80": the second number counts part of the first.
_PART = re.compile(r"[,;)]|\b(?:và|còn)\b")
# Words allowed between a status and its number.
_LEADS_ON = re.compile(r"(?:\s+(?:thực hiện|được|đạt|là|với|có))*[\s:(–-]*")
_STANDS_LAST = re.compile(r"\s*(?:$|[,;.(])")
# "293 nội dung: 81 hoàn thành, 20 không hoàn thành": a status directly after the number.
_COUNTS_ON = re.compile(r"\s+(?:đã|đang|chưa|không|chờ|được|cho|hoàn thành|dừng|ngừng)\b")
_PART_OF = re.compile(r"\btrong (?:số )?\d[\d.]* ")
# "02/40 nội dung quá hạn, gồm: Sở Nội vụ có 01": the names after these words are examples of the number before them.
_EXAMPLES = re.compile(r":|\b(?:gồm|trong đó|nhất (?:là|ở))\b")
# "02/40 nội dung, hoàn thành trước ngày 31/12/2022" asks for something and counts nothing.
_ASKED_FOR = re.compile(r",[^,;:]*\b(?:trước|chậm nhất) ngày\b.*")
# "05 nội dung (Văn phòng UBND Tỉnh)", "Văn phòng UBND Tỉnh (05 nội dung)"
_NAMED_AFTER = re.compile(r"\s*\(([^()]+)\)")
_NAMED_BEFORE = re.compile(r"(?:^|[,;:])([^,;:()]+)\($")


# The label of what awaits an appraiser, without what a headline leaves out.
_AWAITED = re.compile(r"^đang( chờ .+) thẩm định$")


class StatementReader:
    """Matches statements by the names of a period: its units, groups, statuses and labels."""

    def __init__(
        self, words: Words, units: Sequence[Unit], known: Mapping[str, Figure], scheme: Scheme
    ) -> None:
        self._names = PeriodNames(words, units, known, scheme)
        self._cells = CellReader(self._names)
        self._awaited = [
            (_AWAITED.sub(r"\1", label), name) for label, name in self._names.list_labels(f"{WAITING}.")
        ]
        self._of_units = self._names.list_labels(UNITS)
        of_units = "|".join(re.escape(label) for label, _ in self._of_units)
        self._labelled_units = re.compile(rf"{words.units_counted} (?:{of_units})(?!\w)")
        self._counts = re.compile(words.counted)
        self._counted = re.compile(rf"^\s*\)?\s*(?:\([^()\d]+\)\s*)?(?:\w+\s+)?{words.counted}\b")

    @property
    def counted(self) -> str:
        """The pattern of the things counted: those of the vocabulary, and units by the labels of their figures."""
        return (
            rf"(?:{self._names.words.counted}|{self._labelled_units.pattern})"
            if self._of_units
            else self._names.words.counted
        )

    def find_figures(self, statement: Statement) -> tuple[str, ...]:
        """Returns the ids of the figures that a statement may state, or none where it states no figure.

        Two ids are returned where the words leave the basis open.
        """
        passage = statement.passage
        if passage.is_cell:
            return self._cells.find_figures(statement)
        if counted := self._find_units_figure(statement):
            return (counted,)
        is_registered = self._concerns_next_year(statement)
        counts = self._counts_commitments(statement) or (statement.of_whole and is_registered)
        if statement.numerator is not None and not counts:
            return ()
        if is_registered:
            return self._find_registered(statement)
        labelled = self._find_labelled(statement)
        return self._find_described(statement) if labelled is None else labelled

    def _find_labelled(self, statement: Statement) -> tuple[str, ...] | None:
        """The figures that a statement names by a label of the ledger or a move of a status; None where it does not."""
        if awaited := self._find_awaited(statement):
            return (awaited,)
        if SECOND_LOOK_LABEL in statement.clause:
            return self._find_sign(statement)
        if labelled := self._match_label(statement, self._names.labels):
            return (labelled[0],)
        if move := self._find_move(statement):
            return self._with_denominator(move, statement)
        return None

    def _find_described(self, statement: Statement) -> tuple[str, ...]:
        """The figures that the words beside the number describe: what is counted, its scope and its basis."""
        scope = self._scope(statement)
        stem = find_first(self._names.words.stems, (statement.after, statement.before))
        status = self._status(statement)
        if stem and stem != "total" and not (status and self._is_within(status, stem, statement)):
            return self._names.keep_existing((stem,), scope)
        if statement.numerator is None and not status:
            return ()  # "100% các nhiệm vụ" names no status
        if not status:
            if stem or (scope and statement.denominator is None):
                return self._names.keep_existing((f"{basis}.total" for basis in BASES), scope)
            return ()
        bases = self._names.find_bases(status, self._texts_of_basis(statement))
        found = self._names.keep_existing((f"{basis}.{status}" for basis in bases), scope)
        return self._with_denominator(found, statement) if _is_part(statement) else found

    def _with_denominator(self, figures: Iterable[str], statement: Statement) -> tuple[str, ...]:
        known = self._names.known
        return tuple(one for one in figures if known[one].denominator == statement.denominator)

    def _find_units_figure(self, statement: Statement) -> str:
        """The figure of units whose label follows the number and the word "đơn vị"; empty where none does."""
        said = self._labelled_units.match(statement.after.lstrip())
        return next((name for label, name in self._of_units if said and said[0].endswith(f" {label}")), "")

    def _find_awaited(self, statement: Statement) -> str:
        """The figure of an appraiser named just before the number: "chờ Sở Nội vụ (27 nội dung)"."""
        said = statement.before.rstrip(" (")
        return next((name for label, name in self._awaited if said.endswith(label)), "")

    def _find_sign(self, statement: Statement) -> tuple[str, ...]:
        """A figure of what is worth a second look: all of it, or what has the sign whose label follows the number."""
        said = self._counted.sub("", statement.after).lstrip().removeprefix("mà ")
        named = [name for label, name in self._names.signs if said.startswith(label)]
        is_whole = SECOND_LOOK_LABEL in statement.after
        return self._names.keep_existing(named[:1] or ([SECOND_LOOK] if is_whole else []), "")

    def _find_move(self, statement: Statement) -> tuple[str, ...]:
        """What has one status now and is expected to have another: "97/102 nội dung đang thực hiện ước hoàn thành"."""
        now, _, then = self._own_words(statement)[0].partition(" ước ")
        statuses = self._names.words.statuses
        first = find_first(statuses, (now,))
        last = next((status for status, pattern in statuses if pattern.match(then)), "")
        moves = first and last and not _PART.search(now)
        return self._names.keep_existing((f"flow.{first}.{last}",), "") if moves else ()

    def _is_within(self, status: str, stem: str, statement: Statement) -> bool:
        """Whether the words of a figure are part of a status: "quá hạn" of "hoàn thành quá hạn"."""
        of_status, of_stem = (
            dict(self._names.words.statuses)[status],
            dict(self._names.words.stems)[stem],
        )
        return any(
            whole.start() <= part.start() and part.end() <= whole.end()
            for text in (statement.after, statement.before)
            for part in of_stem.finditer(text)
            for whole in of_status.finditer(text)
        )

    def _counts_commitments(self, statement: Statement) -> bool:
        """Whether the number counts commitments, by the words beside it or by those of a number before it."""
        if self._counted.match(statement.after) or self._label(statement):
            return True
        if not self._counts.search(statement.earlier + statement.before):
            return False
        if statement.denominator is None and _STANDS_LAST.match(statement.after):
            return bool(self._counts.search(statement.before))
        return bool(_COUNTS_ON.match(statement.after))

    def _match_label(self, statement: Statement, labels: Labels) -> list[str]:
        """The figures whose label follows the number, longest label first, because a label may be any name."""
        said = self._counted.sub("", statement.after).lstrip()
        return [name for label, name in labels if re.match(rf"{re.escape(label)}(?!\w)", said)]

    def _concerns_next_year(self, statement: Statement) -> bool:
        """Whether the clause or a heading above it is about registrations for the next year."""
        if self._names.is_registered(statement.clause, statement.passage):
            return True
        # "tiếp tục nội dung của năm 2023" can be said of nothing else.
        return any(
            re.search(r"\d", self._names.known[one].label)
            for one in self._match_label(statement, self._names.registered)
        )

    def _find_registered(self, statement: Statement) -> tuple[str, ...]:
        """A figure of the next year by its label, within the group that the paragraph names.

        Without a label, the number of items of the unit named right after the number.
        """
        labelled = self._match_label(statement, self._names.registered)
        stem = find_first(
            self._names.words.registered_parts, (self._counted.sub("", statement.after).lstrip(),)
        )
        if stem and (not labelled if statement.of_whole else statement.denominator is None):
            scope = find_first(self._names.words.groups, (statement.before, statement.earlier))
            return self._names.keep_existing((f"{REGISTERED}{stem}",), scope)
        if not labelled:
            said = self._counted.sub("", statement.after)
            named = _NAMED_AFTER.match(said) or _NAMED_BEFORE.search(statement.before)
            unit = self._names.find_scope(named[1]) if named and statement.denominator is None else ""
            return self._names.keep_existing((f"{REGISTERED}counted",), unit) if unit else ()
        stem = labelled[0].partition("@")[0]
        own = [name for name in labelled if name.partition("@")[0] == stem]
        said = plain(statement.passage.text[: statement.start])
        scope = find_first(self._names.words.groups, (statement.after, said))
        wanted = stem if scope in ("", ALL) else f"{stem}@{scope}"
        groups = dict(self._names.words.groups)
        fitting = [
            name
            for name in own
            if self._names.known[name].denominator == statement.denominator
            and (wanted not in own or name.partition("@")[2] in ("", *groups))
        ]
        if wanted in own and (statement.denominator is None or wanted in fitting or not fitting):
            return (wanted,)
        return tuple(fitting or own[:1])

    def _status(self, statement: Statement) -> str:
        after = _ASKED_FOR.sub("", statement.after)
        if not statement.is_last:
            after = after.partition(":")[0]  # a colon starts the breakdown of a total
            # "81/293 nội dung hoàn thành, không hoàn thành 20/293": the second label belongs to the next number.
            rest, label = _split_off_label(after)
            after = rest if self._ends_with_status(label) else after
        return find_first(self._names.words.statuses, (self._label(statement), after, statement.before))

    def _label(self, statement: Statement) -> str:
        """The status words just before a number: `hoàn thành: 81/293 (27,6%)`, `hoàn thành 81/293`."""
        label = _split_off_label(statement.before)[1]
        if self._ends_with_status(label):
            return label
        marked = statement.denominator is not None and label.rstrip().endswith((":", "(", "–", "-"))
        return label if marked and find_first(self._names.words.statuses, (label,)) else ""

    def _ends_with_status(self, text: str) -> bool:
        return any(
            _LEADS_ON.fullmatch(text, match.end())
            for _, pattern in self._names.words.statuses
            for match in pattern.finditer(text)
        )

    def _texts_of_basis(self, statement: Statement) -> Iterator[str]:
        """The texts that may name the basis, the nearest first. Between two numbers stand the words of the first."""
        after, before = self._own_words(statement)
        yield from (after, before) if statement.position else (before, after)
        yield statement.clause
        yield from list_above(statement.passage)

    def _scope(self, statement: Statement) -> str:
        passage = statement.passage
        for text in self._own_words(statement):
            if scope := self._names.find_scope(text):
                return scope
        earlier = self._names.find_scope(statement.earlier)
        if earlier and (statement.denominator is None or self._is_whole_of(earlier, statement)):
            return earlier
        if above := next(
            filter(None, map(self._names.find_scope, map(plain, reversed(passage.headings)))), ""
        ):
            return above
        titled = self._names.find_scope(plain(passage.title))
        return titled if self._is_whole_of(titled, statement) else ""

    def _own_words(self, statement: Statement) -> tuple[str, str]:
        """The words after a number and those before it, without what belongs to the next number or is an example."""
        after = _EXAMPLES.split(statement.after, maxsplit=1)[0]
        # "81/293 nội dung hoàn thành, Sở Nội vụ có 04/09": the unit belongs to the next number.
        is_whole = statement.is_last or after != statement.after
        return after if is_whole else _split_off_label(after)[0], statement.before

    def _is_whole_of(self, scope: str, statement: Statement) -> bool:
        whole = self._names.known.get(f"{BASES[0]}.total@{scope}")
        return whole is not None and statement.denominator == whole.numerator


def _split_off_label(text: str) -> tuple[str, str]:
    """Splits the text between two numbers into the end of the first statement and the start of the second."""
    at = max((match.end() for match in _PART.finditer(text)), default=0)
    return text[:at], text[at:]


def _is_part(statement: Statement) -> bool:
    unsaid = statement.denominator is None or statement.of_whole
    return unsaid and statement.position > 0 and bool(_PART_OF.search(statement.clause))
