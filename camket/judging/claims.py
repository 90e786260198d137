"""What a text claims: each clause as acts with their modifiers, after the ConText reading of clinical notes.

A claim has a target (the act), its objects, and modifiers that reach forward to it: aspect, polarity, modality,
limits. `docs/judging.md` explains the terms with their sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from camket.judging.clause_scan import ClauseScan, Draft
from camket.judging.grammar import Aspect, Limit, Modality, Polarity, Role, load_grammar
from camket.judging.words import Clause, Reading

_GRAMMAR = load_grammar()
# A large register repeats its clauses, whatever their numbers and names; the claims of one take some 2 kB.
_KEPT = 1 << 15


@dataclass(frozen=True, slots=True)
class Claim:
    """One act that a text claims, or words that name no known act (`act` is empty).

    `subjects` and `objects` are the tokens before and after the act, `tokens` all that it names but its modifiers, and
    `core` those before a purpose or a reference; `by` is the body that does it, empty for the unit itself. `first` and
    `last` are the numbers of its tokens in the clause, `verb` that of the first one after its last modifier, and `lead`
    what stands between that modifier and the act. An `attached` claim follows another one and its objects without a
    comma; `joined` names the act before a comma whose modifiers it shares; a `contrast` one follows "nhưng".
    """

    act: str
    aspect: Aspect
    polarity: Polarity
    modality: Modality
    role: Role
    by: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    limits: frozenset[Limit]
    clause: int
    first: int
    last: int
    contrast: bool = False
    attached: bool = False
    joined: str = ""
    verb: int = 0
    lead: tuple[str, ...] = ()
    tokens: frozenset[str] = field(init=False, compare=False)
    core: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", frozenset((self.act, *self.subjects, *self.objects)))
        ends = [self.objects.index(name) for name in _GRAMMAR["links"] if name in self.objects]
        before = self.objects[: min(ends, default=None)]
        object.__setattr__(self, "core", frozenset((self.act, *self.subjects, *before)))

    def names(self, *tokens: str) -> bool:
        """Whether it names one of some tokens."""
        return not self.tokens.isdisjoint(tokens)

    def place(self, reading: Reading) -> tuple[int, int, int]:
        """Where it begins and ends in its text, and where its verb stands."""
        clause = reading.clauses[self.clause]
        spans = (*clause.spans, (clause.end, clause.end))
        return spans[self.first][0], spans[self.last][1], spans[self.verb][0]


def read_claims(reading: Reading) -> tuple[Claim, ...]:
    """The claims of a text in its order, each of them in one clause."""
    claims: list[Claim] = []
    in_part = is_task = in_cause = False
    for number, clause in enumerate(reading.clauses):
        in_part, is_task = in_part and not clause.opens, is_task and not clause.opens
        in_cause = clause.aside and in_cause
        if clause.aside and claims:
            claims[-1] = _add_what_brackets_tell(claims[-1], clause)
        role: Role = "cause" if in_cause else "part" if in_part else "main"
        if clause.aside and role == "main":
            role = "aside"
        elif clause.conceded:
            role = "conceded"
        read, role = _read_clause(clause.names, role, number, clause.contrast)
        for claim in read:
            is_task = is_task or (claim.act == "GIAO" and claim.polarity == "affirmed")
            claims.append(_order(claim) if is_task else claim)
        in_part, in_cause = in_part or role == "part", role == "cause"
    return tuple(claims)


@lru_cache(_KEPT)
def _read_clause(
    names: tuple[str, ...], role: Role, number: int, contrast: bool
) -> tuple[tuple[Claim, ...], Role]:
    """The claims of a clause, which its tokens alone decide, and the role of what follows it."""
    scan = ClauseScan(names, role)
    return tuple(_make_claim(draft, number, contrast) for draft in scan.run()), scan.role


def _make_claim(draft: Draft, number: int, contrast: bool) -> Claim:
    scope = draft.scope
    return Claim(
        draft.act, scope.aspect, scope.polarity, scope.modality, draft.role, draft.by, tuple(draft.subjects),
        tuple(draft.objects), frozenset(scope.limits), number, draft.start, draft.end, contrast, draft.attached,
        draft.joined, draft.verb, draft.lead,
    )  # fmt: skip


def _add_what_brackets_tell(claim: Claim, aside: Clause) -> Claim:
    told = _GRAMMAR["told_in_brackets"].intersection(aside.names)
    return _add_objects(claim, tuple(sorted(told))) if told else claim


@lru_cache(_KEPT)
def _add_objects(claim: Claim, told: tuple[str, ...]) -> Claim:
    return replace(claim, objects=(*claim.objects, *told))


def _order(claim: Claim) -> Claim:
    """An act within a task that somebody gave: it is to be done."""
    stated = claim.act == "GIAO" or claim.aspect == "done" or claim.polarity != "affirmed"
    return claim if stated or claim.modality != "fact" else replace(claim, modality="wished")
