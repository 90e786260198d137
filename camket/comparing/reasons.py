"""The causes of a record's change: the signed list, the unit's report, a person's decision, or a rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from camket.processed.tables import Row, field_names
from camket.settings.fields import BUILT_IN
from camket.settings.scheme import Scheme
from camket.settings.states import BASES

ReasonKind = Literal["register", "submission", "decision", "rule", "cut_off"]
_DECISION = "decision"
_DOUBT = "source_in_doubt"
SIGNED = (*(field.name for field in BUILT_IN.signed), "unit")
_OTHERS = frozenset(field_names("records")) - {field.name for field in BUILT_IN.reported}


def said_alike(before: Row, after: Row, name: str) -> bool:
    """Whether a column says the same in two rows; one that an older table has not is empty there."""
    was, now = before.get(name), after.get(name)
    return was == now or (was in (None, "") and now in (None, ""))


def list_reported(before: Row, after: Row) -> list[str]:
    """The columns of what a unit reports: the built-in ones, and those that a project has added."""
    return [name for name in dict.fromkeys([*after, *before]) if name not in _OTHERS]


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause, as a sentence."""

    kind: ReasonKind
    says: str


def find_reasons(
    before: Row | None, after: Row | None, scheme: Scheme, *, same_program: bool
) -> tuple[Reason, ...]:
    """Returns the causes of the change between two rows of records.csv; None stands for a missing row."""
    if before is None or after is None:
        says = "danh mục có thêm nội dung này" if before is None else "danh mục không còn nội dung này"
        return (Reason("register", says),)
    found = (
        *_explain_texts(before, after),
        *_explain_judgements(before, after, scheme, same_program=same_program),
    )
    return found or (Reason("submission", "các báo cáo gửi đến nay đặt câu hỏi khác"),)


def _explain_texts(before: Row, after: Row) -> Iterator[Reason]:
    signed = [name for name in SIGNED if not said_alike(before, after, name)]
    if signed:
        yield Reason("register", f"danh mục đã ký ghi khác ({', '.join(signed)})")
    if before["reported"] != after["reported"]:
        says = f"đơn vị đã báo cáo: {after['source_file']}" if after["reported"] else "không còn báo cáo nào"
        yield Reason("submission", says)
        return
    reported = [name for name in list_reported(before, after) if not said_alike(before, after, name)]
    if reported:
        cells = json.loads(str(after["source_cells"]))
        places = ", ".join(dict.fromkeys(cells[name] for name in reported if name in cells))
        where = f"{after['source_file']} › {places}" if places else str(after["source_file"])
        yield Reason("submission", f"đơn vị báo cáo khác: {where}")


def _explain_judgements(before: Row, after: Row, scheme: Scheme, *, same_program: bool) -> Iterator[Reason]:
    same_texts = all(
        said_alike(before, after, name) for name in (*SIGNED, *list_reported(before, after), "reported")
    )
    for basis in BASES:
        called = scheme.call_basis(basis)
        was, now = (
            tuple(row[f"{basis}_{part}"] for part in ("status", "rule", "evidence"))
            for row in (before, after)
        )
        if was == now:
            continue
        if now[1] == _DECISION:
            yield Reason("decision", f"{called}: {after['decided_by']} quyết định: {now[2]}")
        elif now[1] == "decision_outdated":
            yield Reason("decision", f"{called}: quyết định không còn hiệu lực")
        elif was[1] == _DECISION:
            yield Reason("decision", f"{called}: không còn quyết định của {before['decided_by']}")
        elif same_texts and _DOUBT in (was[1], now[1]):
            clear = "đã rõ" if was[1] == _DOUBT else "chưa rõ"
            yield Reason("submission", f"{called}: {clear} dòng nào gửi đến báo cáo nội dung này")
        elif same_texts and basis == "full_year" and before["cut_off_status"] != after["cut_off_status"]:
            yield Reason("cut_off", f"{called}: theo kết quả đến ngày chốt")
        elif same_texts:
            version = "" if same_program else ", chương trình khác phiên bản"
            yield Reason("rule", f"{called}: quy tắc {was[1]} → {now[1]} trên cùng câu chữ{version}")
