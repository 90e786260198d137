"""What was promised: the ladder of stages that leads to it (`ladders.toml`), and the words that name it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from camket.judging.grammar import load_grammar
from camket.judging.words import load_words
from camket.quantities import Goal, read_goals
from camket.text import plain

# Ladders that the code knows by name.
ENDS, NOTHING_HAPPENS, SCORED, RECOGNISED = "end", "nothing_happens", "scored_by_others", "recognised"
BEGUN = "begun"
WORKS, TEXT, DUTY, MONEY, TASK, UNKNOWN, ANSWER = (
    "works",
    "text",
    "duty",
    "money",
    "task",
    "unknown",
    "answer",
)

# What is done once and for all: nobody promises it again for another year.
DONE_ONCE = frozenset((ENDS, BEGUN, WORKS, TEXT, RECOGNISED))

Rung = Literal["top", "held", "below", "none"]
Bearing = Literal["own", "near", "far"]

_WANTS_LESS = re.compile(
    r"(?<!không )\bgiảm\b|\b(?:kéo giảm|hạ thấp|hạn chế)\b|\bkhông vượt (?:quá )?(?:dự toán|mức|trần|kế hoạch)\b"
)
_WANTS_RISE = re.compile(
    r"^(?!.*\d (?:bậc|hạng)).*(?:\b(?:chỉ số|xếp (?:loại|hạng|thứ)|thứ (?:hạng|bậc)|hạng|bậc)\b.{0,60}\b"
    r"(?:cao hơn|không thấp hơn|không giảm|giữ (?:vững|nguyên)(?! trong)|cải thiện|tăng (?:bậc|hạng|thứ hạng))\b"
    r"|\b(?:cải thiện|nâng|tăng|giữ vững|duy trì) (?:bậc|hạng|thứ (?:hạng|bậc)|vị trí|xếp hạng)\b)"
)
_HANDLES = re.compile(r"^(?:giải quyết|xử lý|trả lời)\b")
_SUBMITS = re.compile(
    r"^(?:tham mưu )?(?:(?:ubnd|hđnd) tỉnh )?trình\b(?! diễn)"
    # "hoàn thiện dự thảo, trình Chính phủ": what others then decide is not promised
    r"|(?:,| và) trình (?:chính phủ|thủ tướng(?: chính phủ)?|quốc hội|bộ|cấp có thẩm quyền"
    r"|(?:ubnd |hđnd |thường trực )?tỉnh(?: ủy)?)\s*(?:$|[.;])"
)
_PLAN = re.compile(r"(?:kế hoạch|đề án|phương án|chiến lược|chương trình)\b")
_NUMBER_FIRST = re.compile(r"(?:(?:ít nhất|tối thiểu|không|thấp hơn|dưới|quá|từ|trên|khoảng|đạt) )*\d")
_ON_TIME = re.compile(r"\b(?:đúng hạn|đúng thời hạn|trễ hạn|quá hạn|trước hạn)\b")
_SPREADS = re.compile(r"\b(?:bùng phát|lây lan|lan rộng|diện rộng)\b")
# Where a promise names these, they are what is wanted.
_APPROVALS = ("QUYẾT_TOÁN", "NGHIỆM_THU", "ĐỒNG_Ý", "PHÊ_DUYỆT", "CHỦ_TRƯƠNG", "CÔNG_NHẬN", "THẨM_ĐỊNH")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_ACTS = load_grammar()["first_acts"]


_KEPT = 1 << 16
# So many words that identify something are about something.
_TELLS = 3


class Ladder(BaseModel):
    """A kind of promise with its stages; the head of ladders.toml explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    says: str
    finds: tuple[str, ...]
    leads: tuple[str, ...] = ()
    top: frozenset[str]
    held: frozenset[str]
    below: frozenset[str]

    @field_validator("top", "held", "below", mode="before")
    @classmethod
    def _split(cls, names: str) -> frozenset[str]:
        return frozenset(names.split())

    def rung(self, act: str) -> Rung:
        """Where an act stands."""
        for rung, acts in (("top", self.top), ("held", self.held), ("below", self.below)):
            if act in acts:
                return rung  # type: ignore[return-value]
        return "none"


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """A signed text as judging needs it: its ladder, its numbers, its words, and which way is good.

    `read_promise` gives one object for one text, so promises are compared and kept as objects.
    """

    ladder: Ladder
    goals: tuple[Goal, ...]
    words: frozenset[str]
    # Those that identify something.
    telling: frozenset[str]
    acts: frozenset[str]
    # The acts that it begins with, unless it asks for a paper: those of "kiểm tra, rà soát văn bản".
    leading: frozenset[str]
    # Its content as words with one space between them.
    content: str
    # Its first two words, "thành lập" of "thành lập mới".
    verb: tuple[str, ...]
    target: str
    wants_less: bool
    wants_rise: bool
    submits: bool
    # Whether it is to deal with what others have brought forward: "giải quyết kiến nghị".
    handles: bool
    on_time: bool
    # Whether it is to keep something from spreading.
    of_spread: bool
    # Whether it is the name of a plan, and does not say whether the plan is to be made or carried out.
    is_plan: bool
    # Whether it is a number only: "ít nhất 20 doanh nghiệp".
    is_number: bool

    @property
    def kind(self) -> str:
        return self.ladder.name

    @property
    def is_far(self) -> bool:
        """Whether an approval is an early step only."""
        return self.kind in (WORKS, MONEY, DUTY) and self.acts.isdisjoint(_APPROVALS)

    def bearing(self, act: str, said: str, verb: int = 0) -> Bearing:
        """How an act with its words bears on the promise: its `own`, `near` it, or `far` from it.

        The same act is its own; so is one that no list knows with the same verb and two, or half, of the words that
        identify anything. Words are far that name nothing of it. `verb` is the place of the act in what is said.
        """
        names_act = act not in ("", "LÀM", "CÓ")
        if names_act and act in self.acts:
            return "own"
        words, common = _WORD.findall(said[verb:]), common_words()
        if names_act and self.verb and tuple(words[:2]) == self.verb and act not in _FIRST_ACTS:
            return "own"
        told = [word for word in words if word not in common]
        same = len([word for word in told if word in self.words])
        begins_so = not names_act and bool(told) and words[0] in self.words
        if begins_so and (same > 1 or same * 2 >= len(told)):
            return "own"
        is_near = same or len(told) < _TELLS or not self.telling.isdisjoint(_WORD.findall(said[:verb]))
        return "near" if is_near or not self.telling else "far"


@lru_cache(_KEPT)
def as_answer(promise: Promise) -> Promise:
    """The same promise for a column where one word is the answer."""
    return replace(promise, ladder=load_ladders()[ANSWER])


@lru_cache(_KEPT)
def read_promise(content: str, target: str = "") -> Promise:
    """The promise of a commitment by its signed content and target, either of which may be empty."""
    signed = plain(f"{content}. {target}").strip(". ")
    measured = target or content
    words, goals = frozenset(_WORD.findall(signed)), read_goals(measured)
    names = [name for clause in load_words().read(signed).clauses for name in clause.names]
    return Promise(
        ladder=_find_ladder(signed),
        goals=goals,
        words=words,
        telling=words - common_words(),
        acts=_find_acts(signed, names),
        leading=_find_leading(signed, names),
        content=" ".join(_WORD.findall(plain(content))),
        verb=tuple(_WORD.findall(signed)[:2]),
        target=measured,
        wants_less=bool(_WANTS_LESS.search(signed)) or any(goal.at_most for goal in goals),
        wants_rise=bool(_WANTS_RISE.search(signed)),
        submits=bool(_SUBMITS.search(signed)),
        handles=bool(_HANDLES.search(signed)),
        on_time=bool(_ON_TIME.search(signed)),
        of_spread=bool(_SPREADS.search(signed)),
        is_plan=bool(_PLAN.match(signed)),
        is_number=bool(_NUMBER_FIRST.match(signed)),
    )


def _find_acts(signed: str, names: Sequence[str]) -> frozenset[str]:
    """The names of the lists in a promise; a plan that is to be drawn up is a plan."""
    return frozenset((*names, "KẾ_HOẠCH") if "kế hoạch" in signed else names)


def _find_leading(signed: str, names: Sequence[str]) -> frozenset[str]:
    grammar = load_grammar()
    before = list(takewhile(lambda name: name not in grammar["papers"], names))
    if not grammar["makes_papers"].isdisjoint(before):
        return frozenset()
    inspects = {"CƠ_QUAN"} if signed.startswith("thanh tra ") else set()
    return frozenset(before) & (grammar["acts"] - {"HOÀN_THIỆN"} | inspects)


def _find_ladder(signed: str) -> Ladder:
    found = (ladder for ladder, pattern in _patterns() if pattern.search(signed))
    return next(found, load_ladders()[UNKNOWN])


@cache
def _patterns() -> tuple[tuple[Ladder, re.Pattern[str]], ...]:
    ladders = load_ladders().values()
    sources = [(ladder, ladder.leads) for ladder in ladders] + [(ladder, ladder.finds) for ladder in ladders]
    return tuple((ladder, re.compile("|".join(source))) for ladder, source in sources if source)


@cache
def common_words() -> frozenset[str]:
    """The words of any promise, which identify none."""
    return frozenset(_load()["common"].split())


@cache
def whole_words() -> frozenset[str]:
    """The words by which a share is of the plan or of all that was promised."""
    return frozenset(_load()["wholes"].split())


@cache
def load_ladders() -> dict[str, Ladder]:
    """The ladders that come with camket, by name."""
    ladders = [Ladder.model_validate(each) for each in _load()["ladder"]]
    return {ladder.name: ladder for ladder in ladders}


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("camket.judging").joinpath("ladders.toml").read_text("utf-8"))
