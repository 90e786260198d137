"""The tables for the analyst: open questions, disagreements by unit, rules, decisions."""

from __future__ import annotations

from typing import cast

from camket.analyses.period import Analysis
from camket.analyses.wording import source_note
from camket.blocks.block import Column, Row, Table
from camket.blocks.inline import Text, count, share
from camket.dates import print_date
from camket.figures.second_look import SIGNS
from camket.inputs.tabular import read_day
from camket.settings.scheme import Scheme
from camket.settings.states import Basis, StatusField, basis_of

_STATES = {"in_force": "còn hiệu lực", "fallen": "hết hiệu lực", "superseded": "đã được thay"}


def queue_table(analysis: Analysis) -> Table:
    """The open questions, most consequential first."""
    moves = Column(heading="Trả lời thì số liệu chung đổi thế nào", width=2.8)
    title = "Câu hỏi đang chờ trả lời, câu ảnh hưởng nhiều nhất đứng trước"
    return _question_table(analysis, "review", title, (moves, "moves"))


def second_look_table(analysis: Analysis) -> Table:
    """The records decided by rules that a person should check."""
    return _question_table(analysis, "second_look", "Đã kết luận, nên xem lại")


def disagreements_table(analysis: Analysis) -> Table:
    """The number of each unit's records to check, by reason."""
    columns = [
        Column(heading="TT", align="center", width=0.5),
        Column(heading="Đơn vị", width=3),
        *(Column(heading=title[0].upper() + title[1:], align="right", width=1.3) for title in SIGNS.values()),
        Column(heading="Số nội dung nên xem lại", align="right", width=1.3),
    ]

    def cells(number: str, name: str, scope: str) -> tuple[Text, ...]:
        stems = [*(f"second_look.{sign}" for sign in SIGNS), "second_look"]
        return (number,), (name,), *(count(analysis.figure(stem, scope)) for stem in stems)

    units = [unit for unit in analysis.units if analysis.figure("second_look", unit.code).numerator]
    rows = [
        Row(cells=cells(str(number), unit.name, unit.code), anchor=f"xem-lai-{unit.code}")
        for number, unit in enumerate(units, start=1)
    ]
    rows += [
        Row(kind="total", cells=cells("", _capital(group.label), group.code))
        for group in analysis.scheme.groups
    ]
    rows.append(Row(kind="total", cells=cells("", "Tổng số", "all")))
    return Table(
        title="Điều không khớp theo đơn vị (số nội dung)",
        columns=tuple(columns),
        rows=tuple(rows),
        note="một nội dung có thể có nhiều dấu hiệu; chỉ liệt kê đơn vị có nội dung nên xem lại.",
        source=source_note(analysis),
    )


def rules_table(analysis: Analysis, basis: Basis) -> Table:
    """The number of records that each rule decided, most frequent first."""
    stem = f"rule.{basis}."
    hits = [figure for figure in analysis.figures.values() if figure.id.startswith(stem)]
    return Table(
        title=f"Quy tắc nào đã kết luận, {analysis.scheme.call_basis(basis)}",
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Quy tắc", width=1.8),
            Column(heading="Kết luận khi", width=4.5),
            Column(heading="Số nội dung", align="right", width=1),
            Column(heading="Tỷ lệ", align="right", width=1),
        ),
        rows=tuple(
            Row(
                cells=(
                    (str(number),),
                    (figure.id.removeprefix(stem),),
                    (figure.label.partition(": ")[2],),
                    count(figure),
                    share(figure),
                )
            )
            for number, figure in enumerate(hits, start=1)
        ),
        source=source_note(analysis),
    )


def decisions_table(analysis: Analysis) -> Table:
    """Every line of decisions.csv with its state. A line that no longer applies has both texts."""
    rows = []
    for number, made in enumerate(analysis.table("decisions"), start=1):
        day = read_day(made["decided_on"])
        rows.append(
            Row(
                cells=(
                    (str(number),),
                    (made["record_id"],),
                    (_ask(made, analysis.scheme),),
                    (analysis.scheme.short(made["value"]),),
                    (_STATES[made["state"]],),
                    (_reason(made),),
                    (f"{made['decided_by']}, {print_date(day) if day else made['decided_on']}",),
                )
            )
        )
    return Table(
        title="Quyết định của người rà soát",
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Mã", width=1.1),
            Column(heading="Hỏi về", width=1.1, choices=True),
            Column(heading="Quyết định", width=1.2, choices=True),
            Column(heading="Tình trạng", width=1.1, choices=True),
            Column(heading="Lý do, văn bản", width=4.5),
            Column(heading="Người, ngày", width=1.8),
        ),
        rows=tuple(rows),
        source="decisions.csv",
    )


def _question_table(analysis: Analysis, name: str, title: str, *extra: tuple[Column, str]) -> Table:
    """One row per question. `extra` are further columns, each with the field that fills it."""
    rows = [
        Row(
            cells=(
                (str(number),),
                (asked["record_id"],),
                (f"{asked['unit_name']}: {asked['content']}",),
                (_ask(asked, analysis.scheme),),
                (asked["reasons"].replace(" | ", "; "),),
                (asked["evidence"] or "Đơn vị không báo cáo",),
                *((asked[field],) for _, field in extra),
            )
        )
        for number, asked in enumerate(analysis.table(name), start=1)
    ]
    return Table(
        title=title,
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading="Mã", width=1.1),
            Column(heading="Đơn vị, nội dung cam kết", width=2.4),
            Column(heading="Hỏi về", width=0.9, choices=True),
            Column(heading="Vì sao", width=2.2),
            Column(heading="Đơn vị ghi", width=2.8),
            *(column for column, _ in extra),
        ),
        rows=tuple(rows),
        source=source_note(analysis),
    )


def _ask(row: dict[str, str], scheme: Scheme) -> str:
    called = scheme.call_basis(basis_of(cast(StatusField, row["field"])))
    now = row.get("status", "")
    return called + (f"; đang là {scheme.short(now).lower()}" if now else "")


def _reason(made: dict[str, str]) -> str:
    text = made["reason"] + (f" ({made['document']})" if made["document"] else "")
    if made["state"] != "fallen":
        return text
    then = f"đơn vị ghi “{made['said_then']}”, " if made["said_then"] else ""
    return (
        f"{text}. Khi quyết định, {then}chương trình xác định {made['expect']}; "
        f"nay đơn vị ghi “{made['said_now']}”, chương trình xác định {made['found']}"
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
