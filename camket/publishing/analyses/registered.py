"""The tables of registrations for the next year: the list, and the items that need a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from camket.figures.registration_figures import KINDS, TREATMENTS
from camket.numerals import format_roman
from camket.publishing.analyses.large_tables import shorten
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import join_words, registration_source
from camket.publishing.blocks.block import Column, Row, Table
from camket.publishing.blocks.inline import Text, count, fill
from camket.settings.fields import label_of

_KINDS = {
    "unchanged": "Giữ nguyên",
    "changed": "Đổi chỉ tiêu",
    "reworded": "Diễn đạt lại",
    "new": "Bổ sung",
    "asked": "Chưa rõ",
}
_CHANGES = {
    "unchanged": "Giữ nguyên",
    "year_only": "Giữ nguyên (chỉ thay đổi năm)",
    "target_changed": "Điều chỉnh chỉ tiêu",
    "reworded": "Diễn đạt lại",
    "new": "Bổ sung",
    "asked": "Chưa rõ",
}
_STANDS = {"keeps": "giữ", "drops": "giảm", "adds": "thêm", "asked": "hỏi"}
_NONE = "–"


def registrations_table(analysis: Analysis) -> Table:
    """Appendix IV: the counted items of each unit, without common tasks."""
    year = analysis.period.year + 1
    rows: list[Row] = []
    own = by_unit(row for row in analysis.table("registrations") if row["common_task"] == "no")
    units = [unit for unit in analysis.registering if own.get(unit.code)]
    for position, unit in enumerate(units, start=1):
        total = analysis.figure("registration.counted", unit.code)
        heading = fill("{number}. {unit} ({t.count} nội dung)", number=str(position), unit=unit.name, t=total)
        rows.append(Row(kind="group", cells=(heading,)))
        for number, row in enumerate(own[unit.code], start=1):
            compared = _CHANGES[row["change"]]
            if row["change_text"]:
                compared += f": {row['change_text']}"
            cells = (
                str(number), row["content"], row["target"], row["deadline"], row["basis"], compared, row["note"],
            )  # fmt: skip
            rows.append(Row(cells=tuple((cell,) for cell in cells), anchor=row["registration_id"]))
    table = Table(
        title=f"Nội dung đăng ký cam kết năm {year} của từng đơn vị",
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Nội dung đăng ký", width=3.6),
            Column(heading=f"Chỉ tiêu năm {year}", width=1.8),
            Column(heading=label_of("deadline"), width=1.2, deadlines_of=year),
            Column(heading=label_of("basis"), width=1.8),
            Column(heading=f"So với năm {analysis.period.year}", width=1.8),
            Column(heading="Ghi chú của đơn vị", width=1.6),
        ),
        rows=tuple(rows),
        note="không kể các nhiệm vụ giao chung: " + "; ".join(analysis.period.common_tasks) + "."
        if analysis.period.common_tasks
        else "",
        source=registration_source(analysis),
    )
    return shorten(table, "thư mục next_year") if analysis.is_large else table


def numbers_table(analysis: Analysis) -> Table:
    """The number of items of each unit: registered, set aside, and compared with this year's list."""
    asked = analysis.figure("registration.common_asked")
    waiting = {"Chưa rõ giao chung": "common_asked"} if asked.numerator else {}
    columns = [
        Column(heading="TT", align="center", width=0.5),
        Column(heading="Đơn vị", width=3.2),
        Column(heading="Đăng ký", align="right", width=0.9),
        Column(heading="Giao chung", align="right", width=0.9),
        *(Column(heading=heading, align="right", width=0.9) for heading in waiting),
        Column(heading="Số nội dung xem xét", align="right", width=0.9),
        *(
            Column(heading=heading, group=f"So với năm {analysis.period.year}", align="right", width=0.95)
            for heading in (*_KINDS.values(), "Giảm")
        ),
    ]
    stems = ("total", "common", *waiting.values(), "counted", *KINDS, "dropped")

    def cells(number: str, name: str, scope: str) -> tuple[Text, ...]:
        figures = [analysis.figure(f"registration.{stem}", scope) for stem in stems]
        return ((number,), (name,), *(count(figure) for figure in figures))

    rows = [Row(kind="total", cells=cells("", "TỔNG CỘNG", "all"))]
    by_group = {
        group: [unit for unit in analysis.registering if unit.group == group.code]
        for group in analysis.scheme.groups
    }
    for place, (group, members) in enumerate(((one, own) for one, own in by_group.items() if own), start=1):
        rows.append(Row(kind="total", cells=cells(format_roman(place), group.title.upper(), group.code)))
        rows += [
            Row(cells=cells(str(position), unit.name, unit.code), anchor=unit.code)
            for position, unit in enumerate(members, start=1)
        ]
    return Table(
        title="Số nội dung đăng ký của từng đơn vị",
        columns=tuple(columns),
        rows=tuple(rows),
        note="Giảm: nội dung của năm trước không được đăng ký lại, không kể nhiệm vụ giao chung.",
        source=registration_source(analysis),
    )


def common_table(analysis: Analysis) -> Table:
    """The items that are or may be common tasks, with the matching words."""
    chosen = [row for row in analysis.table("registrations") if row["common_task"] != "no"]
    return _items_table(
        analysis,
        chosen,
        title="Nội dung là nhiệm vụ giao chung, không tính, hoặc cần hỏi",
        headings=("Xếp là", "Nhiệm vụ giao chung: chữ trùng"),
        texts=lambda row: (
            {"yes": "giao chung", "asked": "cần hỏi"}[row["common_task"]],
            row["common_words"],
        ),
    )


def screening_table(analysis: Analysis) -> Table:
    """The items of screened groups that a person should check, with all reasons."""
    chosen = [row for row in analysis.table("registrations") if row["key_item"] == "asked"]
    groups = join_words([group.label for group in analysis.scheme.groups_with("screened")])
    return _items_table(
        analysis,
        chosen,
        title=f"Nội dung của {groups} cần xem xét",
        headings=("Chỉ tiêu, thời hạn", "Lý do cần xem xét"),
        texts=lambda row: (
            "; ".join(filter(None, (row["target"], row["deadline"]))),
            row["reasons_text"],
        ),
    )


def doubts_table(analysis: Analysis) -> Table:
    """The items whose predecessor in this year's list is in doubt."""
    chosen = [row for row in analysis.table("registrations") if row["change"] == "asked"]
    return _items_table(
        analysis,
        chosen,
        title="Nội dung chưa rõ tiếp tục nội dung nào của năm trước",
        headings=(label_of("target"), "Lý do chưa rõ"),
        texts=lambda row: (row["target"], row["doubt"]),
    )


def track_record_table(analysis: Analysis) -> Table:
    """The items carried over from commitments that failed or were stopped this year."""
    kept = set(analysis.figure("registration.failed_before").records)
    chosen = [row for row in analysis.table("registrations") if row["registration_id"] in kept]
    return _items_table(
        analysis,
        chosen,
        title=f"Nội dung của năm {analysis.period.year} ước không hoàn thành hoặc được cho dừng, nay tiếp tục",
        headings=("Nội dung năm trước", "Kết quả ước cả năm"),
        texts=lambda row: (row["carried_from"], analysis.scheme.short(row["before_status"])),
    )


def matrix_table(analysis: Analysis, group: str) -> Table:
    """The proposals of each unit of a group for each common content. Contents with unequal proposals are marked."""
    units = [unit for unit in analysis.registering if unit.group == group]
    codes = {unit.code for unit in units}
    contents: dict[str, list[dict[str, str]]] = {}
    for row in analysis.table("contents"):
        if row["unit"] in codes:
            contents.setdefault(row["number"], []).append(row)
    rows = []
    for number, stands in contents.items():
        stands_of: dict[str, list[str]] = {}
        for stand in stands:
            stands_of.setdefault(stand["unit"], []).append(_describe_treatment(stand))
        unlike = "" if stands[0]["consistent"] == "true" else " *"
        cells: list[Text] = [(number,), (f"{stands[0]['text']}{unlike}",)]
        cells += [("; ".join(stands_of.get(unit.code, [_NONE])),) for unit in units]
        cells += [
            count(analysis.figure(f"registration.content.{number}.{treatment}", group))
            for treatment in TREATMENTS
        ]
        rows.append(Row(cells=tuple(cells)))
    return Table(
        title="Đề xuất của từng địa phương về các nội dung chung",
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Nội dung chung", width=2.6),
            *(Column(heading=unit.name.removeprefix("UBND "), width=1.15) for unit in units),
            *(
                Column(heading=heading, group="Số đề xuất", align="right", width=0.75)
                for heading in ("Giữ", "Đổi", "Thêm", "Giảm", "Hỏi")
            ),
        ),
        rows=tuple(rows),
        note="dấu (*) là nội dung mà các địa phương đề xuất chưa đồng nhất: nơi giảm, nơi tiếp tục; "
        "chỉ một số nơi bổ sung; hoặc tỷ lệ khác nhau (số lượng thì tùy địa phương); “giữ”: như năm trước; "
        "“thêm”: bổ sung; “giảm”: không đăng ký lại; “hỏi”: chưa rõ; mũi tên: chỉ tiêu cũ và mới; "
        "gạch ngang: danh mục năm trước không có, nay không đăng ký.",
        source=registration_source(analysis),
    )


def _describe_treatment(stand: Mapping[str, str]) -> str:
    if stand["treatment"] == "changes":
        return f"{stand['before_target'] or _NONE} → {stand['after_target'] or _NONE}"
    said = _STANDS[stand["treatment"]]
    return f"{said} {stand['after_target']}".strip() if stand["treatment"] == "adds" else said


def by_unit(rows: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Groups rows of a table by the code of their unit, in their order."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["unit"], []).append(row)
    return found


def _items_table(
    analysis: Analysis,
    chosen: Sequence[dict[str, str]],
    *,
    title: str,
    headings: tuple[str, str],
    texts: Callable[[dict[str, str]], tuple[str, str]],
) -> Table:
    rows = []
    for position, row in enumerate(chosen, start=1):
        cells = (str(position), row["unit_name"], row["content"], *texts(row))
        rows.append(Row(cells=tuple((cell,) for cell in cells), anchor=row["registration_id"]))
    return Table(
        title=title,
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Đơn vị", width=1.8),
            Column(heading="Nội dung đăng ký", width=3.4),
            Column(heading=headings[0], width=1.8),
            Column(heading=headings[1], width=3.2),
        ),
        rows=tuple(rows),
        source=registration_source(analysis),
        head_column=2,
    )


def candidates_table(analysis: Analysis) -> Table:
    """The programme's items that nobody registered, by unit, best supported ones first."""
    chosen = sorted(
        (row for row in analysis.table("programme") if row["rank"]), key=lambda row: int(row["rank"])
    )
    own = by_unit(chosen)
    screened = analysis.scheme.codes_with("screened")
    rows: list[Row] = []
    for unit in analysis.units:
        if unit.code not in own or unit.group not in screened:
            continue
        figure = analysis.figure("registration.candidates", unit.code)
        rows.append(Row(kind="group", cells=(fill("{unit}: {f.count} nhiệm vụ", unit=unit.name, f=figure),)))
        for number, row in enumerate(own[unit.code], start=1):
            cells = (
                str(number), row["content"], row["target"], row["deadline"], row["basis"], row["speaks"],
            )  # fmt: skip
            rows.append(Row(cells=tuple((cell,) for cell in cells), anchor=row["item_id"]))
    return _table(
        analysis, "Nhiệm vụ trong chương trình, kế hoạch chưa đơn vị nào đăng ký", "Lý do đề xuất chọn", rows
    )


def unclaimed_table(analysis: Analysis) -> Table:
    """The programme's tasks for a whole group that none of its units registered."""
    rows = [
        Row(cells=tuple((cell,) for cell in (str(number), *texts)), anchor=row["item_id"])
        for number, row in enumerate(unclaimed(analysis), start=1)
        for missing in [
            "; ".join(analysis.scheme.group(group).label for group in row["unclaimed_in"].split(";"))
        ]
        for texts in [(row["content"], row["target"], row["deadline"], row["basis"], missing)]
    ]
    return _table(
        analysis,
        "Nhiệm vụ chung trong chương trình, kế hoạch mà chưa đơn vị nào của nhóm có",
        "Nhóm chưa có đơn vị đăng ký",
        rows,
    )


def unclaimed(analysis: Analysis) -> list[dict[str, str]]:
    """Returns the rows of the programme that are assigned to a whole group and registered by none of its units."""
    return [row for row in analysis.table("programme") if row["unclaimed_in"]]


def _table(analysis: Analysis, title: str, last: str, rows: Sequence[Row]) -> Table:
    """Tasks with the columns of the programme and one more."""
    return Table(
        title=title,
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Nhiệm vụ", width=3.6),
            Column(heading=label_of("target"), width=1.6),
            Column(heading=label_of("deadline"), width=1.1, deadlines_of=analysis.period.year + 1),
            Column(heading="Nguồn", width=1.8),
            Column(heading=last, width=2),
        ),
        rows=tuple(rows),
        source=registration_source(analysis),
    )
