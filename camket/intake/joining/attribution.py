"""Attribute each row of a table to a unit: by unit column, section, letterhead, sheet, file, folder or key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from camket.dates import format_date
from camket.intake.joining.name_context import is_body_below, is_division, is_own_division
from camket.intake.joining.rejections import QUOTED
from camket.intake.joining.unit_names import Naming, Search, UnitNames
from camket.intake.tables.row_kinds import item_levels
from camket.intake.tables.source_files import SourceFile
from camket.intake.tables.table import Row, Table, names_field
from camket.settings.units import Unit


@dataclass(frozen=True, slots=True)
class Attribution:
    """The unit of a row or table; or none, with the reason in Vietnamese (ambiguous, or no valid unit).

    If there is a unit, `doubt` states in Vietnamese what contradicts it, to be asked in the review. `named_by`
    says in Vietnamese what names the unit ("đầu biểu"); it is shown and decides nothing. `against` is the unit that
    heading, section or cell name where the key of a form says another; `is_past` says that only a unit is named that is
    not valid on the cut-off day.
    """

    codes: frozenset[str]
    doubt: str = ""
    named_by: str = field(default="", compare=False)
    against: str = ""
    is_past: bool = False

    @property
    def code(self) -> str:
        """The unit's code if there is exactly one, else empty."""
        return next(iter(self.codes)) if len(self.codes) == 1 else ""


UNATTRIBUTED = Attribution(frozenset())
# The code of a unit that is not valid on the cut-off day begins so; those of units.csv are letters and digits.
_PAST = "~"
_DOUBT = "chưa xác định được kết quả này của đơn vị nào"
_KEY, _COLUMN = "khóa ẩn của biểu mẫu", "cột đơn vị"


class Attributor:
    """Attributes texts to the units of a period, and recognises units that are not valid on the cut-off day.

    With `allow_typos`, names with a typing error count if no text contains an exact name; without, a text names a
    unit only as a whole. The `superiors` are no units, whatever name they share: the period's, and its place. What
    names a unit of the `successors` names the unit that took over; a unit that was `split` is named where no unit of
    the period has its name, and never by a key.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        others: Sequence[Unit] = (),
        cut_off: date | None = None,
        *,
        allow_typos: bool = True,
        superiors: Sequence[str] = (),
        successors: Mapping[str, str] | None = None,
        split: Sequence[Unit] = (),
    ) -> None:
        self._successors = successors or {}
        self._keyed = {unit.code for unit in units}
        self._units = {unit.code: unit for unit in (*units, *split)}
        # Old letterheads still show the former name of a unit that was renamed and kept its code.
        renamed = [unit for unit in others if unit.code in self._units and unit not in split]
        followed = [unit for unit in others if unit.code in self._successors]
        kept = [unit for unit in others if unit not in (*renamed, *followed, *split)]
        self._others = {f"{_PAST}{number}": unit for number, unit in enumerate(kept)}
        renamed += [
            unit.model_copy(
                update={"code": self._successors[unit.code], "aliases": (*unit.aliases, unit.code)}
            )
            for unit in followed
        ]
        past = [*split, *(unit.model_copy(update={"code": code}) for code, unit in self._others.items())]
        self._names = UnitNames([*units, *renamed], past, superiors, whole=not allow_typos)
        self._superior = next(iter(superiors), "")
        self._cut_off, self._allow_typos = cut_off, allow_typos
        self._found: dict[tuple[str, ...], Attribution] = {}

    def attribute_file(self, place: str) -> str:
        """The code of the unit that a file's name or folder names, or empty."""
        return self.attribute_texts(_of_path(place)).code

    def attribute_table(self, place: str, table: Table) -> Attribution:
        """The unit named by the letterhead, else by the sheet, the file or the folder.

        The attribution is in doubt if letterhead, sheet and file name different units: the table may have
        been typed into another unit's file.
        """
        attribution = self.attribute_texts([*table.letterhead, table.sheet.name, *_of_path(place)])
        said = {
            "đầu biểu": self.attribute_texts(table.letterhead).code,
            "tên trang tính": self.attribute_texts([table.sheet.name]).code,
            "tên tệp": self.attribute_texts([PurePosixPath(place).stem]).code,
        }
        if attribution.code and len({code for code in said.values() if code}) > 1:
            places = ", ".join(f"{where} ghi {self.name(code)}" for where, code in said.items() if code)
            attribution = Attribution(attribution.codes, f"{_DOUBT}: {places}")
        below = next(filter(self._is_another_below, table.letterhead), "")
        if attribution.code and not attribution.doubt and below:
            doubt = f"{_DOUBT}: đầu biểu ghi {self.name(attribution.code)}, nhưng cũng ghi “{below[:QUOTED]}”"
            attribution = Attribution(attribution.codes, doubt)
        naming = (where for where, code in said.items() if code and code == attribution.code)
        return replace(attribution, named_by=next(naming, "tên thư mục") if attribution.code else "")

    def _follow(self, code: str) -> str:
        return self._successors.get(code, code)

    def _is_another_below(self, line: str) -> bool:
        return is_body_below(line) and not self._names.find(line)

    def name(self, code: str) -> str:
        """The name of a unit of the period, or of its superior."""
        return self._units[code].name if code else self._superior

    def attribute_row(self, row: Row, context: Attribution) -> Attribution:
        """The unit of a row: by its key, else by its own cell or section; `context` settles a name of two units.

        The key of a form is followed against any heading, and the contradiction is a doubt until its commitment is
        known (`keys.settle_doubts`).
        """
        attribution = self._attribute_row_alone(row)
        if self._is_division_of(row.text("unit"), context):
            attribution = context
        says_nothing = not attribution.codes and not attribution.doubt
        own_name = self.name(context.code)
        typed = (row.text("unit"), row.text("unit_code"))
        strange = next((text for text in typed if not is_own_division(text, own_name)), "")
        if says_nothing and strange and context.code:
            doubt = (
                f"{_DOUBT}: cột đơn vị ghi “{strange[:QUOTED]}”, không phải tên đơn vị nào trong units.csv"
            )
            attribution = Attribution(context.codes, context.doubt or doubt)
        elif says_nothing or (not attribution.code and context.code in attribution.codes):
            attribution = context
        keyed = self._follow(row.text("key").upper().rpartition("-")[0])
        if keyed not in self._keyed:
            return attribution
        own = frozenset({keyed})
        doubt = against = ""
        if attribution.code and attribution.code != keyed:
            against = attribution.code
            doubt = (
                f"{_DOUBT}: {_KEY} ghi {self.name(keyed)}, "
                f"biểu hoặc dòng này ghi {self.name(attribution.code)}"
            )
        elif attribution.codes and keyed not in attribution.codes:
            doubt = f"{_DOUBT}: {_KEY} ghi {self.name(keyed)}, {attribution.doubt}"
        return Attribution(own, doubt, _KEY, against)

    def _is_division_of(self, text: str, context: Attribution) -> bool:
        """Whether a cell of the unit column names, by the unit's own name, a division of the unit."""
        return (
            bool(context.code)
            and is_division(text)
            and self._names.read(text) == Naming(frozenset(), context.codes)
        )

    def _attribute_row_alone(self, row: Row) -> Attribution:
        code = self._follow(row.text("unit_code").upper())
        if code in self._units:
            return Attribution(frozenset({code}), named_by="cột mã đơn vị")
        typed = filter(None, (row.text("unit_code"), row.text("unit")))
        # The superior does not report: a cell with the name that it shares with a unit is the unit's.
        for text in typed:
            exact = self._names.find_exact(text) & self._units.keys()
            if len(exact) == 1:
                return Attribution(exact, named_by=_COLUMN)
        found = self.attribute_texts(
            filter(None, [row.text("unit_code"), row.text("unit"), *reversed(row.sections)])
        )
        return replace(found, named_by=_COLUMN if found.code else "")

    def attribute_texts(self, texts: Iterable[str]) -> Attribution:
        """The unit named by the first text that names exactly one.

        It is in doubt if a text before names another body, or a unit that is not valid on the cut-off day.
        """
        # All rows of a section ask about the same texts.
        key = tuple(texts)
        if key not in self._found:
            self._found[key] = self._look_for(key)
        return self._found[key]

    def _look_for(self, texts: Sequence[str]) -> Attribution:
        found = self._names.search(texts, allow_typos=self._allow_typos)
        if len(found.codes) == 1 and found.codes & self._units.keys():
            if found.another:
                return Attribution(found.codes, f"{_DOUBT}: {self._describe_another(found)}")
            return Attribution(found.codes)
        past = [code for code in sorted(found.codes) if code in self._others]
        codes = found.codes - frozenset(past)
        if len(codes) > 1 or (codes and past):
            return Attribution(
                codes | frozenset(past),
                "có thể là " + " hoặc ".join(self._name_any(code) for code in sorted(found.codes)),
            )
        if past:
            unit = self._others[past[0]]
            return Attribution(frozenset(), f"{unit.name} {self._when(unit)}", is_past=True)
        return Attribution(frozenset(), self._describe_another(found) if found.another else "")

    def _name_any(self, code: str) -> str:
        return self._others[code].name if code in self._others else self.name(code)

    def _describe_another(self, found: Search) -> str:
        names = " hoặc ".join(self._name_any(code) for code in sorted(found.parts))
        return f"“{found.another[:QUOTED]}” có chữ {names} nhưng là tên của một cơ quan khác"

    def _when(self, unit: Unit) -> str:
        since = f" từ {format_date(unit.valid_from)}" if unit.valid_from else ""
        until = f" đến {format_date(unit.valid_to)}" if unit.valid_to else ""
        day = f" {format_date(self._cut_off)}" if self._cut_off else ""
        return (
            f"có trong units.csv nhưng chỉ có hiệu lực{since}{until}, không phải vào ngày chốt số liệu{day}"
        )


def _of_path(place: str) -> list[str]:
    path = PurePosixPath(place)
    return [path.stem, *reversed(path.parts[:-1])]


def attribute_rows(
    table: Table, of_table: Attribution, attributor: Attributor
) -> Iterator[tuple[Row, Attribution]]:
    """Yield the rows that report, each with its attribution.

    A row's own cell decides first, then the innermost section above it that names a unit, then the
    attribution of the table. If one section names a unit, all sections of the same depth must. A blank unit
    cell below a row of another unit is ambiguous and stays unattributed.
    """
    naming_depths: set[int] = set()
    last_named = UNATTRIBUTED
    for row in table.rows:
        if row.kind == "header":
            naming_depths.clear()
        if row.kind in ("header", "section"):
            last_named = UNATTRIBUTED
        if row.kind != "record":
            continue
        inherited = _attribute_by_section(row, naming_depths, of_table, attributor)
        alone = replace(row, sections=())
        if row.text("unit_code") or row.text("unit"):
            own = attributor.attribute_row(alone, UNATTRIBUTED)
            last_named = own if own.code else last_named
        elif last_named.code and last_named.code != inherited.code:
            inherited = Attribution(
                frozenset(), f"ô đơn vị để trống, dòng trên là của {attributor.name(last_named.code)}"
            )
        yield row, attributor.attribute_row(alone, inherited)


def _attribute_by_section(
    row: Row, naming_depths: set[int], of_table: Attribution, attributor: Attributor
) -> Attribution:
    """The attribution by the sections above a row; adds the depth that names a unit to `naming_depths`."""
    for depth in reversed(range(len(row.sections))):
        own = attributor.attribute_texts([row.sections[depth]])
        if own.codes or own.doubt:
            naming_depths.add(depth)
            if not own.code and of_table.code in own.codes:
                return of_table
            return replace(own, named_by=f"dòng mục “{row.sections[depth]}”" if own.code else "")
    unnamed = (row.sections[depth] for depth in sorted(naming_depths) if depth < len(row.sections))
    if section := next(unnamed, ""):
        return Attribution(frozenset(), f"dòng mục “{section}” không nêu đơn vị nào, mục trước nó có nêu")
    return of_table


def make_unit_sections(file: SourceFile, names: UnitNames) -> SourceFile:
    """The file with such rows as sections of the rows below them.

    A section ends at the next section row, unless that only names a field below the name of a unit. It continues
    below a header that follows it directly, and below a repeated header on a new page, where the item numbers go on.
    """
    return replace(file, tables=tuple(_split_by_title(table, names) for table in file.tables))


def _split_by_title(table: Table, names: UnitNames) -> Table:
    rows: list[Row] = []
    title: Row | None = None
    around: tuple[str, ...] = ()
    first = next((row for row in table.rows if _is_title(row, names)), None)
    has_fields_below = first is not None and first.sections == _without_fields(first.sections)
    last: tuple[int, ...] = ()
    is_new_page = False
    for row in table.rows:
        if _is_title(row, names):
            title, last, is_new_page = row, (), False
            around = _without_fields(row.sections) if has_fields_below else row.sections
            rows.append(Row(row.number, "section", {}, (*row.sections, row.text("content"))))
            continue
        is_new_page = is_new_page or (row.kind == "header" and bool(last))
        number = item_levels(row.cells)
        begins_again = is_new_page and () < number <= last
        sections = _without_fields(row.sections) if has_fields_below else row.sections
        if title and (begins_again or sections != around):
            title = None
        rows.append(replace(row, sections=(*row.sections, title.text("content"))) if title else row)
        if number:
            last, is_new_page = number, False
    return replace(table, rows=tuple(rows))


def _without_fields(sections: tuple[str, ...]) -> tuple[str, ...]:
    """The sections without the names of fields that are the innermost."""
    while sections and names_field(sections[-1]):
        sections = sections[:-1]
    return sections


def _is_title(row: Row, names: UnitNames) -> bool:
    said = {name for name, cell in row.cells.items() if cell.text or cell.problem}
    stands_alone = said in ({"content"}, {"item_no", "content"})
    return row.kind == "record" and stands_alone and bool(names.find_exact(row.text("content")))
