"""The scheme of a project: the groups of its units, and the statuses that its report prints for each basis."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from camket.settings.states import BASES, CLOSED, LATENESS, TIMED, UNRESOLVED, Basis, Found, Lateness, State
from camket.settings.value_types import PARAGRAPH, Distinct, NotTruth, Title, printed, typed

# What is done with the lists of a group for the next year.
NextYear = Literal["screened", "continued", "counted"]
Case = tuple[State, Lateness]
From = Literal[
    "running", "running.on_time", "running.late", "running.unknown",
    "done", "done.on_time", "done.late", "done.unknown",
    "failed", "waiting", "stopped",
]  # fmt: skip
# A regular expression that finds the wording of a report.
Pattern = Annotated[str, typed(400)]
# The short names of a basis are a drop-down list of Excel, which `read_scheme` checks as a whole.
Short = Annotated[str, printed(255)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,23}$")]

# The Vietnamese alphabet has no f, j, w, z, and đ follows d.
ALPHABET = "abcdđeghiklmnopqrstuvxy"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Group(_Entry):
    """A group of units. The head of scheme.toml explains its fields, as for the other entries."""

    code: Code
    label: Title
    title: Title
    short: Title
    level: Annotated[int, NotTruth] = Field(1, ge=1, le=9)
    next_year: NextYear = "counted"
    place_kinds: tuple[Title, ...] = ()
    named: tuple[Title, ...] = ()
    named_alone: tuple[Title, ...] = ()
    finds: tuple[Pattern, ...] = ()


class Appearance(_Entry):
    """How commitments of a status are printed, and recognised in a written report."""

    label: Title
    short: Short
    colour: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")
    hatch: str = Field(max_length=12, pattern=r"^[/\\|+xXoO.*-]*$")
    finds: tuple[Pattern, ...] = ()


class Status(Appearance):
    """A status that the report prints."""

    code: Code
    advice: Annotated[str, printed(PARAGRAPH, blank=True)] = ""
    origins: Annotated[tuple[From, ...], Distinct] = Field(alias="from", min_length=1)
    bases: Annotated[tuple[Basis, ...], Distinct] = Field(min_length=1)
    then: tuple[str, ...] | None = None
    final: bool = False
    document: bool = False
    apart: bool = False

    @property
    def cases(self) -> tuple[Case, ...]:
        """The states, with their lateness, for which it is printed."""
        return tuple(case for origin in self.origins for case in list_cases(origin))


class BasisEntry(_Entry):
    """One of the two views of a period."""

    code: Basis
    label: Title
    asked: tuple[From, ...] = ()
    finds: tuple[Pattern, ...] = ()


class Scheme(BaseModel):
    """The whole scheme, checked by `read_scheme`: every lookup below succeeds. `statuses` listed apart come last."""

    model_config = ConfigDict(frozen=True)

    groups: tuple[Group, ...]
    statuses: tuple[Status, ...]
    bases: tuple[BasisEntry, ...]
    unresolved: Appearance

    @cached_property
    def group_codes(self) -> tuple[str, ...]:
        """The codes of the groups in their order."""
        return tuple(group.code for group in self.groups)

    def group(self, code: str) -> Group:
        """The group of a code. Raises `KeyError` for an unknown code."""
        return self._groups[code]

    def groups_with(self, next_year: NextYear) -> tuple[Group, ...]:
        """The groups whose lists for the next year are treated in this way."""
        return tuple(group for group in self.groups if group.next_year == next_year)

    def codes_with(self, next_year: NextYear) -> frozenset[str]:
        """The codes of these groups."""
        return frozenset(group.code for group in self.groups_with(next_year))

    def decided(self, basis: Basis) -> tuple[str, ...]:
        """The statuses of a basis in the order in which they are printed, without `unresolved`."""
        return self._decided[basis]

    def possible(self, basis: Basis) -> tuple[str, ...]:
        """The same with `unresolved`, the last."""
        return (*self._decided[basis], UNRESOLVED)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All statuses in their order, `unresolved` the last."""
        return (*(status.code for status in self.statuses), UNRESOLVED)

    def status(self, code: str) -> Appearance:
        """How a status is printed. Raises `KeyError` for an unknown code."""
        return self.unresolved if code == UNRESOLVED else self._statuses[code]

    def label(self, code: str, superior: str) -> str:
        """A status as the report words it; `superior` is the body that lets a commitment stop."""
        return self.status(code).label.format(superior=superior)

    def short(self, code: str) -> str:
        """A status in one or two words; an unknown code, as people may type it, is returned unchanged."""
        return self.status(code).short if code in self.codes else code

    def marker(self, basis: Basis, code: str) -> str:
        """The marker before a status in the list of its basis: `a)`, or `-` for one listed apart."""
        if self.is_apart(code):
            return "-"
        lettered = [each for each in self.possible(basis) if not self.is_apart(each)]
        return f"{ALPHABET[lettered.index(code)]})"

    def is_apart(self, code: str) -> bool:
        """Whether a list gives a status at its end, without a letter."""
        return code in self._statuses and self._statuses[code].apart

    def choose(self, basis: Basis, state: Found, late: Lateness) -> str:
        """The status that is printed for a state; `unresolved` if the scheme has none for it."""
        if state == UNRESOLVED:
            return UNRESOLVED
        return self._by_case.get((basis, state, late if state in TIMED else "unknown"), UNRESOLVED)

    def state_of(self, code: str) -> Found:
        """What a person means who gives a status: the first state it is printed for."""
        return self._states[code]

    def lateness_of(self, code: str) -> Lateness:
        """The lateness that a status implies, unknown if it covers more than one."""
        if code == UNRESOLVED:
            return "unknown"
        state = self.state_of(code)
        said = {late for own, late in self._statuses[code].cases if own == state}
        return said.pop() if len(said) == 1 else "unknown"

    def stem(self, basis: Basis, state: State) -> str:
        """The id of the figure that counts a state: that of its only status, or a separate one, `cut_off.done`."""
        return f"{basis}.{self.only_status(basis, state) or state}"

    def is_counted(self, basis: Basis, state: State) -> bool:
        """Whether a separate figure counts a state, because the state has no status of its own but can occur."""
        printed = any((basis, state, late) in self._by_case for late in LATENESS)
        looked_for = basis == "cut_off" or state in CLOSED
        return (printed or looked_for) and self.only_status(basis, state) is None

    def only_status(self, basis: Basis, state: State) -> str | None:
        """The status that covers all of a state and nothing else, or None."""
        chosen = {self.choose(basis, state, late) for late in LATENESS}
        code = chosen.pop() if len(chosen) == 1 else UNRESOLVED
        if code == UNRESOLVED or any(own != state for own, _ in self._statuses[code].cases):
            return None
        return code

    def may_follow(self, before: str, after: str) -> bool:
        """Whether the full year may be `after` where the cut-off is `before`."""
        allowed = None if before == UNRESOLVED else self._statuses[before].then
        return allowed is None or after in allowed

    def is_final(self, code: str) -> bool:
        """Whether even a person cannot decide that the full year is anything but what `may_follow` allows."""
        return code in self._statuses and self._statuses[code].final

    def needs_document(self, code: str) -> bool:
        """Whether a decision for a status has to name its document."""
        return code in self._statuses and self._statuses[code].document

    def label_basis(self, basis: Basis) -> str:
        """A basis as an official calls it, within a sentence."""
        return next(entry.label for entry in self.bases if entry.code == basis)

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.code: group for group in self.groups}

    @cached_property
    def _statuses(self) -> dict[str, Status]:
        return {status.code: status for status in self.statuses}

    @cached_property
    def _decided(self) -> dict[Basis, tuple[str, ...]]:
        return {
            basis: tuple(status.code for status in self.statuses if basis in status.bases) for basis in BASES
        }

    @cached_property
    def _states(self) -> dict[str, Found]:
        return {UNRESOLVED: UNRESOLVED, **{each.code: each.cases[0][0] for each in self.statuses}}

    @cached_property
    def _by_case(self) -> dict[tuple[Basis, State, Lateness], str]:
        return {
            (basis, *case): status.code
            for status in self.statuses
            for basis in status.bases
            for case in status.cases
        }


def list_cases(origin: From) -> tuple[Case, ...]:
    """The meaning of a word of `from` or `asked`.

    >>> list_cases("done.late")
    (('done', 'late'),)
    >>> list_cases("failed")
    (('failed', 'unknown'),)
    """
    name, _, late = origin.partition(".")
    state: State = name  # type: ignore[assignment]
    if state not in TIMED:
        return ((state, "unknown"),)
    return tuple((state, each) for each in LATENESS if late in ("", each))
