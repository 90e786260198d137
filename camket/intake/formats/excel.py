"""Read Excel workbooks (.xlsx, .xlsm). Macros never run and links are never followed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from camket.collection import without_collection
from camket.intake.formats.cell_values import read_backgrounds, read_styles
from camket.intake.formats.excel_asides import SheetNotes, read_notes
from camket.intake.formats.excel_cells import Shared
from camket.intake.formats.excel_changes import read_history
from camket.intake.formats.excel_conditions import apply_conditions, read_looks
from camket.intake.formats.excel_sheet import SheetContent, read_sheet
from camket.intake.formats.excel_strings import Strings, read_strings
from camket.intake.formats.grid import arrange_cells, quote_sheet_name, take_covered
from camket.intake.formats.limits import check_cells, open_package
from camket.intake.formats.package_parts import Package
from camket.intake.formats.sheet import Aside, Book, LeftOut, Sheet, describe_left_out

_USUAL_MAIN = "xl/workbook.xml"


def read_workbook(content: bytes, *, whole: bool = False) -> Book:
    """Read every sheet that has cells; hidden and obsolete sheets go to `left_out`.

    Hidden rows and columns are skipped and named in the sheet's `skipped`, unless `whole` is set. Comments on filled
    cells are `notes` of the cells; any other text beside the cells is in `asides`.
    """
    with open_package(content) as archive, without_collection():
        return _read_package(Package(archive), whole)


def _read_package(package: Package, whole: bool) -> Book:
    main = package.find_main_part() or _USUAL_MAIN
    workbook = package.parse(main)
    listed = workbook.find("{*}sheets")
    if listed is None:
        raise ValueError("a workbook without a list of sheets")
    relations = {relation.key: relation for relation in package.relations(main)}
    shared = _read_shared(
        package, workbook, {relation.kind: relation.part for relation in relations.values()}
    )
    sheets: list[Sheet] = []
    left: list[LeftOut] = []
    asides: list[Aside] = []
    count, seen = 0, set[str]()
    ids: dict[str, str] = {}
    for node in listed.iterfind("{*}sheet"):
        key, name = _relation_key(node), node.get("name") or ""
        if key not in relations:
            raise KeyError(f"no part for the sheet {name}")
        _, kind, part = relations[key]
        if part in seen:
            raise ValueError("one part is more than one sheet")  # costs a thousand times its bytes
        seen.add(part)
        quoted = ids[node.get("sheetId") or ""] = quote_sheet_name(name)
        cells = read_sheet(quoted, package.read(part), shared) if kind == "worksheet" else SheetContent()
        asides += apply_conditions(quoted, cells.filled, cells.conditions)
        notes = read_notes(package, part, quoted, cells)
        asides += notes.asides
        sheet, covered = _lay_out(quoted, cells, notes, whole)
        asides += covered
        sheet = replace(sheet, is_1904=shared.epoch == CALENDAR_MAC_1904)
        count += sum(map(len, sheet.rows))
        check_cells(count, sheet.name)
        why = describe_left_out(name, hidden=node.get("state") in ("hidden", "veryHidden"))
        if why and kind == "worksheet":
            left.append(LeftOut(sheet, why))
        elif sheet.rows:
            sheets.append(sheet)
    asides += read_history(package, main, ids)
    return Book(tuple(sheets), tuple(left), tuple(asides))


def _read_shared(package: Package, workbook: Any, parts: dict[str, str]) -> Shared:
    strings, styles = parts.get("sharedstrings"), parts.get("styles")
    properties = workbook.find("{*}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    root = package.parse(styles) if styles else None
    return Shared(
        read_strings(package.read(strings)) if strings else Strings((), {}),
        {} if root is None else read_styles(root),
        CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900,
        {} if root is None else read_looks(root),
        {} if root is None else read_backgrounds(root),
    )


def _relation_key(sheet: Any) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _lay_out(name: str, cells: SheetContent, notes: SheetNotes, whole: bool) -> tuple[Sheet, list[Aside]]:
    for (row, column), note in notes.of_cells.items():
        cells.filled[row][column] = cells.filled[row][column]._replace(notes=(note,))
    hidden_rows, hidden_columns = ([], []) if whole else (cells.hidden_rows, cells.hidden_columns)
    covered = take_covered(name, cells.filled, cells.merged)
    sheet = arrange_cells(
        name, cells.filled, cells.merged, hidden_rows, hidden_columns, cells.fonts, covered.words
    )
    return sheet, covered.asides
