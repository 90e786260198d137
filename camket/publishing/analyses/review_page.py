"""The tables for the analyst: open questions, disagreements by unit, rules, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from camket.dates import format_date
from camket.figures.freshness import list_changed_inputs, read_previous_records
from camket.figures.second_look import SIGNS
from camket.judging.classify import DECIDED_BY_PERSON, DECISION_FALLEN, STANDINGS, Standing
from camket.publishing.analyses.large_tables import shorten
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, source_note
from camket.publishing.blocks.block import Column, Listing, Paragraph, Row, Table
from camket.publishing.blocks.inline import Text, count, fill, share
from camket.settings.decisions import REVOKE
from camket.settings.fields import BUILT_IN, label_of
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis, StatusField, basis_of, field_of
from camket.settings.value_types import read_day

_PROGRAM = "camket"


def queue_table(analysis: Analysis) -> Table:
    """The open questions, most consequential first."""
    moves = Column(heading="Trả lời thì số liệu chung đổi thế nào", width=2.8)
    title = "Câu hỏi đang chờ trả lời, câu ảnh hưởng nhiều nhất đứng trước"
    return _question_table(analysis, "review", title, (moves, "moves"))


def second_look_table(analysis: Analysis) -> Table:
    """The records decided by rules that a person should check."""
    return _question_table(analysis, "second_look", "Đã kết luận, nên xem lại")


def general_remarks(analysis: Analysis) -> Listing | None:
    """What units answered to their sheets as a whole; None where none did."""
    words = load_page_wording()["sentences"]["general_remark"]
    said = [row for row in analysis.table("reporting") if row["remark"]]
    return (
        Listing(items=tuple(("-", fill(words, unit=row["unit_name"], remark=row["remark"])) for row in said))
        if said
        else None
    )


def disagreements_table(analysis: Analysis) -> Table:
    """The number of each unit's records to check, by reason."""
    # What units ask for, and what fell, are counted only where there is any.
    signs = {sign: title for sign, title in SIGNS.items() if f"second_look.{sign}" in analysis.figures}
    columns = [
        Column(heading="TT", align="center", width=0.5),
        Column(heading="Đơn vị", width=3),
        *(Column(heading=title[0].upper() + title[1:], align="right", width=1.3) for title in signs.values()),
        Column(heading="Số nội dung nên xem lại", align="right", width=1.3),
    ]

    def cells(number: str, name: str, scope: str) -> tuple[Text, ...]:
        stems = [*(f"second_look.{sign}" for sign in signs), "second_look"]
        return (number,), (name,), *(count(analysis.figure(stem, scope)) for stem in stems)

    units = [unit for unit in analysis.units if analysis.figure("second_look", unit.code).numerator]
    rows = [
        Row(cells=cells(str(number), unit.name, unit.code), anchor=f"xem-lai-{unit.code}")
        for number, unit in enumerate(units, start=1)
    ]
    rows += [
        Row(kind="total", cells=cells("", _capital(group.label), group.code))
        for group in analysis.groups_beside_total("second_look")
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
        title=f"Quy tắc nào đã kết luận, {analysis.scheme.label_basis(basis)}",
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
                    (analysis.scheme.short(made["value"]) if made["value"] else REVOKE,),
                    (STANDINGS[cast(Standing, made["state"])],),
                    (_reason(made),),
                    (_who(made, format_date(day) if day else made["decided_on"]),),
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


def _nothing_said(asked: Mapping[str, str]) -> str:
    reported = asked["source_file"].startswith("submissions/")
    return "Đơn vị không ghi gì ở dòng này" if reported else "Đơn vị không báo cáo"


def _question_table(analysis: Analysis, name: str, title: str, *extra: tuple[Column, str]) -> Table:
    """One row per question, or per group of them. `extra` are further columns, each with the field that fills it."""
    rows = [
        Row(cells=((str(number),), *((text,) for text in _describe_asked(same, extra, analysis.scheme))))
        for number, same in enumerate(_gather(analysis.table(name)), start=1)
    ]
    table = Table(
        title=title,
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading="Mã", width=1.1),
            Column(heading="Đơn vị, nội dung cam kết", width=2.4),
            Column(heading="Hỏi về", width=0.9, choices=True),
            Column(heading="Lý do", width=2.2),
            Column(heading="Đơn vị ghi", width=2.8),
            *(column for column, _ in extra),
        ),
        rows=tuple(rows),
        source=source_note(analysis),
    )
    return shorten(table, "review.xlsx")


def _gather(rows: Sequence[dict[str, str]]) -> list[list[dict[str, str]]]:
    """The questions of one cause together, where the first of them stands."""
    gathered: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        gathered.setdefault(row["group"] or f"{row['record_id']} {row['field']}", []).append(row)
    return list(gathered.values())


def _describe_asked(
    same: Sequence[dict[str, str]], extra: Sequence[tuple[Column, str]], scheme: Scheme
) -> Iterator[str]:
    first = same[0]
    if first["group"]:
        yield ", ".join(dict.fromkeys(row["record_id"] for row in same))
        yield first["unit_name"]
        yield "; ".join(dict.fromkeys(_ask(row, scheme) for row in same))
        yield first["group_asks"]
        yield _nothing_said(first) if not first["evidence"] else first["source_file"]
        yield from ("" for _ in extra)
        return
    yield first["record_id"]
    yield f"{first['unit_name']}: {first['content']}"
    yield _ask(first, scheme)
    yield first["reasons"].replace(" | ", "; ")
    yield first["evidence"] or _nothing_said(first)
    yield from (first[field] for _, field in extra)


def _ask(row: dict[str, str], scheme: Scheme) -> str:
    called = scheme.label_basis(basis_of(cast(StatusField, row["field"])))
    now = row.get("status", "")
    return called + (f"; đang là {scheme.short(now).lower()}" if now else "")


def _reason(made: dict[str, str]) -> str:
    text = made["reason"] + (f" ({made['document']})" if made["document"] else "")
    if made["fault"]:
        return f"{text}. {made['fault'][0].upper()}{made['fault'][1:]}"
    if made["state"] != "fallen":
        return text
    then = f"đơn vị ghi “{made['said_then']}”, " if made["said_then"] else ""
    return (
        f"{text}. Khi quyết định, {then}phần mềm xác định {made['expect']}; "
        f"nay đơn vị ghi “{made['said_now']}”, phần mềm xác định {made['found']}"
    )


def _who(made: Mapping[str, str], day: str) -> str:
    role = f" ({made['role']})" if made["role"] else ""
    checked = f"; kiểm tra: {made['checked_by']}" if made["checked_by"] else ""
    return f"{made['decided_by']}{role}, {day}{checked}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def changed_inputs(analysis: Analysis) -> Listing | Paragraph:
    """Lists the files added, changed or removed, and whether camket itself changed."""
    changed = list_changed_inputs(analysis.folder.processed)
    if not changed:
        return Paragraph(text=("Chưa có lần chạy nào trước đó với dữ liệu khác để so sánh.",))
    names = {_PROGRAM: "phần mềm camket hoặc quy tắc của phần mềm"}
    return Listing(
        items=tuple(("-", (f"{kind}: {names.get(place, place)}",)) for place, kind in changed.items())
    )


def changed_records(analysis: Analysis) -> Table | Paragraph | None:
    """The records whose status changed, before and after, with the cause; None before a second run."""
    before = read_previous_records(analysis.folder.processed)
    if not before:
        return None
    now = {row["record_id"]: row for row in analysis.table("records")}
    deciders = {
        (made["record_id"], made["field"]): made["decided_by"]
        for made in analysis.table("decisions")
        if made["state"] == "in_force"
    }
    rows: list[Row] = []
    for record_id, row in now.items():
        for called, was, becomes, why in _moves(before.get(record_id), row, deciders, analysis.scheme):
            cells = (str(len(rows) + 1), record_id, row["content"], called, was, becomes, why)
            rows.append(Row(cells=tuple((cell,) for cell in cells)))
    for record_id, row in before.items():
        if record_id not in now:
            cells = (str(len(rows) + 1), record_id, row["content"], "", "có trong danh mục", "không còn", "")
            rows.append(Row(cells=tuple((cell,) for cell in cells)))
    if not rows:
        return Paragraph(text=("Không nội dung nào đổi kết quả.",))
    return Table(
        title="Nội dung đổi kết quả so với lần chạy trước",
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading="Mã", width=1),
            Column(heading=label_of("content"), width=3),
            Column(heading="Kết quả", width=1),
            Column(heading="Trước đó", width=1.2),
            Column(heading="Nay", width=1.2),
            Column(heading="Lý do", width=2.6),
        ),
        rows=tuple(rows),
        source="bảng records.csv của lần chạy trước và của lần này",
    )


def _moves(
    before: dict[str, str] | None,
    now: dict[str, str],
    deciders: Mapping[tuple[str, str], str],
    scheme: Scheme,
) -> Iterator[tuple[str, str, str, str]]:
    for basis in BASES:
        status, rule = field_of(basis), f"{basis}_rule"
        if before is None:
            yield (
                scheme.label_basis(basis),
                "không có trong danh mục",
                scheme.short(now[status]),
                "danh mục thêm nội dung",
            )
        elif before[status] != now[status]:
            yield (
                scheme.label_basis(basis),
                scheme.short(before[status]),
                scheme.short(now[status]),
                _why(before, now, rule, deciders.get((now["record_id"], status), now["decided_by"])),
            )


def _why(before: dict[str, str], now: dict[str, str], rule: str, decider: str) -> str:
    if now[rule] == DECIDED_BY_PERSON:
        return f"người rà soát quyết định: {decider}"
    if now[rule] == DECISION_FALLEN:
        return "quyết định hết hiệu lực vì đơn vị đã sửa báo cáo"
    if before[rule] == DECIDED_BY_PERSON:
        return "quyết định đã bị thu hồi, hoặc không còn trong decisions.csv"
    if any(before.get(field.name, "") != now[field.name] for field in BUILT_IN.reported):
        return f"đơn vị đã sửa báo cáo; quy tắc {before[rule]} → {now[rule]}"
    return f"quy tắc {before[rule]} → {now[rule]}"
