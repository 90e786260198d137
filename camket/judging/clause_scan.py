"""One pass over a clause from left to right: its acts, each under the modifiers that reach it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from camket.judging.grammar import Aspect, Limit, Modality, Polarity, Role, load_grammar
from camket.judging.named import OTHER

_GRAMMAR = load_grammar()
_PARTS = _GRAMMAR.parts()
_GOVERNING, _LIGHT = _GRAMMAR["governing"], _GRAMMAR["light"]
# "đề nghị UBND Tỉnh không thực hiện": what is asked for may be a denial.
_GOVERNS_DENIAL = _GOVERNING - {"CHỜ", "GỬI"}
_MODIFIERS = frozenset({"aspect", "polarity", "modality"})
_NOT_THE_VERB = _GRAMMAR["before_verb"]
# What does not lend the number or the lack that "có" names to the act after it.
_KEPT_BY_HAVING = _GRAMMAR["measured"] | {"CHƯA"}
_COUNTS = _GRAMMAR["uncounted"] | _GRAMMAR["measured"]
_TIMES = _GRAMMAR["times"]
_IF = ("conditional", "upon")


@dataclass(slots=True)
class Scope:
    """The modifiers that reach an act."""

    aspect: Aspect = "bare"
    polarity: Polarity = "affirmed"
    modality: Modality = "fact"
    limits: set[Limit] = field(default_factory=set)

    @property
    def modifies(self) -> bool:
        """Whether there are any."""
        return bool(self.limits) or (self.aspect, self.polarity, self.modality) != (
            "bare",
            "affirmed",
            "fact",
        )


@dataclass(slots=True)
class Draft:
    """A claim while its objects are collected; `Claim` explains the fields."""

    act: str
    scope: Scope
    role: Role
    by: str
    subjects: list[str]
    start: int
    end: int
    attached: bool
    joined: str
    verb: int
    lead: tuple[str, ...]
    objects: list[str] = field(default_factory=list)


class ClauseScan:
    """The tokens of a clause as they are read; `role` is the one that its claims have from here on.

    A place is the number of a token; what ends with the clause has the place after its last one.
    """

    def __init__(self, names: Sequence[str], role: Role) -> None:
        self._names, self._end = names, len(names)
        self.role = role
        self._drafts: list[Draft] = []
        self._scope = Scope()
        # The words since the last act, with the place of the first, and of the first after a modifier.
        self._pending: list[str] = []
        self._start: int | None = None
        self._verb: int | None = None
        self._lead: list[str] = []
        # What stood there before the last modifier.
        self._led: list[str] = []
        # Whether only a condition before a comma says that what follows is to come.
        self._implied = False
        self._by = ""
        self._joined = ""
        # Whether a modifier stands after the last act, a comma after the last act or since the last claim,
        # and whether what comes next is only asked for, or linked to what was said.
        self._fresh = True
        self._comma = self._parted = False
        self._swallows = False

    def run(self) -> list[Draft]:
        """The claims of the clause."""
        for place, name in enumerate(self._names):
            self._take(name, place)
        if self._pending or (self._fresh and self._scope.modifies):
            self._emit("", self._end)
        return self._drafts

    @property
    def _last(self) -> Draft | None:
        """The last claim while it is being said: no modifier has begun another one."""
        return None if self._fresh or not self._drafts else self._drafts[-1]

    def _take(self, name: str, place: int) -> None:
        part = _PARTS.get(name)
        if self._start is None:
            self._start = place
        if part in _MODIFIERS or (name in _NOT_THE_VERB and not self._lead):
            self._led = self._lead if part in _MODIFIERS else []
            self._verb, self._lead = None, []
        else:
            self._verb = place if self._verb is None else self._verb
            self._lead.append(name)
        match part:
            case None:
                self._take_word(name, place)
            case "sign":
                self._take_sign()
            case "aspect":
                self._take_aspect(name, place)
            case "polarity":
                self._take_polarity(name)
            case "modality":
                self._take_modality(name)
            case "limit":
                self._take_limit(name)
            case "cause" | "part":
                self._take_turn(name, place)
            case "link":
                (self._last.objects if self._last else self._pending).append(name)
                self._swallows = True
            case "act":
                self._take_act(name, place)

    # ── modifiers ────────────────────────────────────────────────────────────────────────────────

    def _take_sign(self) -> None:
        if self._scope.modality in _IF:
            self._scope = Scope("planned")
            self._implied = True
        if not _GRAMMAR["measured"].isdisjoint(self._pending) and not self._scope.modifies:
            self._flush(self._end)
        if self._pending and not self._drafts:
            self._swallows = False
        self._comma = self._parted = True

    def _take_aspect(self, name: str, place: int) -> None:
        last, said = self._last, self._drafts[-1] if self._drafts else None
        if self._swallows and said and not self._comma and "THEO" in said.objects:
            return
        if self._swallows and last and not self._comma and (last.act, name) == ("ĐỀ_NGHỊ", "TIẾP_TỤC"):
            return  # "đã đề nghị UBND Tỉnh tiếp tục công nhận": what is asked for does not go on
        if last and not self._comma and name == "CHUẨN_BỊ":
            last.objects.append(name)
            return
        self._begin_scope(take_back=name == "ĐÃ")
        if name == "ĐẨY_MẠNH" and self._scope.aspect == "done":
            self._emit(name, place)  # "đã đôn đốc các xã hoàn thành": nothing else was done
            self._swallows = True
            return
        if name == "ĐẨY_MẠNH":
            self._pending.append(name)
        if name == "TIẾP_TỤC" and self._scope.aspect in ("done", "planned"):
            return
        self._scope.aspect = _GRAMMAR.aspects[name]
        if name in ("ĐÃ", "ĐANG"):
            self._scope.polarity = "affirmed"
            if self._scope.modality not in _IF:
                self._scope.modality = "fact"

    def _take_polarity(self, name: str) -> None:
        last = self._drafts[-1] if self._drafts else None
        governs = _GOVERNS_DENIAL if name == "KHÔNG" else {"KHÔNG_CÒN"}
        # "không có nhiệm vụ chưa hoàn thành" says what does not exist.
        lacks = (
            last and self._last and not self._comma and (last.act, last.scope.polarity) == ("CÓ", "denied")
        )
        if last and (lacks or (self._swallows and last.act in governs)):
            last.objects.append(name)
            return
        self._begin_scope(take_back=True)
        self._scope.polarity = _GRAMMAR.polarities[name]

    def _take_modality(self, name: str) -> None:
        if self._swallows and self._drafts and name == "PHẢI":
            return
        self._begin_scope(take_back=name == "PHẢI", ends=name == "KHI")
        self._scope.modality = _GRAMMAR.modalities[name]
        if name in ("KHI", "NẾU"):
            self._scope.aspect, self._scope.polarity = "bare", "affirmed"

    def _take_limit(self, name: str) -> None:
        last, limit = self._last, _GRAMMAR.limits[name]
        if name == "MỚI" and last and not self._comma and last.objects:
            last.objects.append(OTHER)
            return
        if last and (self._swallows or not self._comma) and limit in ("nearly", "part", "open"):
            if not self._swallows or limit == "open":
                last.scope.limits.add(limit)
            last.objects.append(name)
            return
        if limit in ("only", "rest"):
            self._begin_scope()
        self._scope.limits.add(limit)
        self._pending.append(name)

    def _take_turn(self, name: str, place: int) -> None:
        """A cause begins, or the parts of what was named; "không vướng mắc" names none."""
        if name == "VƯỚNG" and self._scope.polarity != "affirmed":
            self._take_word(name, place)
            return
        self._flush(place)
        self._scope = Scope()
        if name == "VƯỚNG":
            self._pending.append(name)
        self.role = "part" if name in _GRAMMAR["parts"] else "cause"
        self._fresh, self._swallows = True, False

    def _begin_scope(self, *, take_back: bool = False, ends: bool = False) -> None:
        """A modifier begins a new scope after the last act. With `ends`, unknown words before it end a claim too.

        What "có" named may turn out to be the subject of the next act: "có 02 đề án không trình".
        """
        taken_back: list[str] = []
        last = self._last
        has = ("CÓ", "bare", "affirmed")
        if take_back and last and last.objects and (last.act, last.scope.aspect, last.scope.polarity) == has:
            taken_back = [] if self._comma else [*self._drafts.pop().subjects, *last.objects]
        self._implied = False
        said_done = ends and self._led and self._scope.aspect == "done"
        if self._fresh and (said_done or (self._lead and self._scope.polarity != "affirmed")):
            self._emit("", self._end)  # "không cấp được … như đã cam kết", "đã trồng cây sau khi …"
        if not self._fresh:
            self._scope = Scope()
            self._pending, self._start, self._by = taken_back, None, ""
        self._fresh, self._swallows, self._comma = True, False, False

    # ── acts and words ───────────────────────────────────────────────────────────────────────────

    def _take_act(self, name: str, place: int) -> None:
        last = self._last
        before = (last.objects if last else self._pending)[-1:]
        if name == "ĐỀ_NGHỊ" and before and before[0] in _GRAMMAR["counted"]:
            self._take_word(OTHER, place)  # "17 kiến nghị" are things
        elif self._tells_which():
            self._take_word(OTHER, place)
        elif self._swallows and not (self._comma and name in _GRAMMAR["breaking"]):
            self._take_word(name, place, is_body=False)
        elif last and not self._comma:
            self._take_next_act(last, name, place)
        elif last and last.act == "HOÀN_THÀNH" and not last.objects and name in _GRAMMAR["first_acts"]:
            self._lend(last, name, place)  # "đã hoàn tất và bàn giao mặt bằng": one thing was finished
        elif last and _names_paper(last):
            last.objects.append(name)  # "đã ban hành Kế hoạch kiểm tra, rà soát": nothing was checked
            last.end = place
        else:
            if last:
                # After a comma an act stands under the modifiers of the one before.
                above, limits = last.scope, self._scope.limits
                self._scope = Scope(above.aspect, above.polarity, above.modality, limits)
                if above.polarity in ("not_yet", "denied") and self._tells_an_end_anew(name, place):
                    self._scope = Scope(limits=limits)
                self._joined = last.act
            self._emit(name, place)

    def _tells_an_end_anew(self, name: str, place: int) -> bool:
        """Whether words of its own stand before an end, or a time before an act: "chưa tổ chức, tháng 10 tổ chức"."""
        own = list(takewhile(lambda each: _PARTS.get(each) != "sign", reversed(self._names[:place])))
        return (name in _GRAMMAR["reached"] and bool(own)) or not _TIMES.isdisjoint(own)

    def _tells_which(self) -> bool:
        """Whether an act only tells which things were counted: "đã cấp nước cho 450 hộ đăng ký"."""
        led = self._lead[:-1]
        under_way = self._fresh and not self._comma and self._scope.aspect == "done"
        return under_way and led[:1] == [OTHER] and not _COUNTS.isdisjoint(led)

    def _take_next_act(self, last: Draft, name: str, place: int) -> None:
        """An act right after another: that one's own act, its object, or a wait for it."""
        between = [each for each in last.objects if each not in _GRAMMAR["between"]]
        keeps = last.act == "CÓ" and not _KEPT_BY_HAVING.isdisjoint(between)
        if name == "CHỜ" and last.scope.aspect == "bare":
            self._drafts.pop()
            self._pending = [*last.subjects, last.act, *last.objects]
            self._emit(name, place)
        elif last.act in _LIGHT and not keeps and (not between or last.act != "LÀM"):
            if name in _LIGHT:
                last.act = "HOÀN_THÀNH" if "HOÀN_THÀNH" in (name, last.act) else last.act
                last.end = place
                self._swallows = False
            else:
                self._lend(last, name, place)
        else:
            last.objects.append(name)
            last.end = place

    def _lend(self, last: Draft, name: str, place: int) -> None:
        """A light act lends its modifiers: "đã hoàn thành lấy ý kiến" is "đã lấy ý kiến"."""
        last.subjects += [last.act, *last.objects]
        last.act, last.objects, last.end = name, [], place
        self._swallows = name in _GOVERNING

    def _take_word(self, name: str, place: int, *, is_body: bool = True) -> None:
        if self._last and name in _TIMES and self._turns(place):
            self._begin_scope()
            self._start = self._verb = place
        last = self._last
        if name == "NĂM":
            self._leave_period(last)
        if last:
            last.objects.append(name)
            last.end = place
            return
        if is_body and name in _GRAMMAR["bodies"] and not self._swallows:
            self._by = name
        self._pending.append(name)

    def _turns(self, place: int) -> bool:
        """Whether a time after a denial begins another claim, without a comma: "chưa hoàn thành nay hoàn thành"."""
        denied = self._drafts[-1].scope.polarity in ("not_yet", "denied")
        ahead = takewhile(lambda each: _PARTS.get(each) in (None, "act"), self._names[place + 1 :])
        return denied and not self._swallows and not _GRAMMAR["reached"].isdisjoint(ahead)

    def _leave_period(self, last: Draft | None) -> None:
        """A "giai đoạn" of years is no stage of the work."""
        if self._pending[-1:] == ["GIAI_ĐOẠN"]:
            self._scope.limits.discard("part")
        elif last and last.objects[-1:] == ["GIAI_ĐOẠN"]:
            last.scope.limits.discard("part")

    def _flush(self, place: int) -> None:
        if self._pending and self._fresh:
            self._emit("", place)

    def _emit(self, act: str, place: int) -> None:
        before = self._drafts[-1] if self._drafts else None
        if self._implied and not act:
            self._scope = Scope()
        self._drafts.append(
            Draft(
                act,
                self._scope,
                self.role,
                self._by,
                self._pending,
                place if self._start is None else self._start,
                place,
                bool(before and not self._parted and (before.objects or not before.act)),
                self._joined,
                place if self._verb is None else self._verb,
                tuple(self._lead[:-1] if act else self._lead),
            )
        )
        said = self._scope
        self._scope = Scope(said.aspect, said.polarity, said.modality)
        self._pending, self._start, self._verb, self._lead = [], None, None, []
        self._by = self._joined = ""
        self._fresh = self._comma = self._parted = False
        self._swallows = act in _GOVERNING


def _names_paper(draft: Draft) -> bool:
    """Whether what was issued is a paper whose name breaks off after an act, so that a comma goes on with the name."""
    named = draft.act in _GRAMMAR["issues"] and draft.objects[:1] and draft.objects[0] in _GRAMMAR["papers"]
    return bool(named) and draft.objects[-1] in _GRAMMAR["acts"]
