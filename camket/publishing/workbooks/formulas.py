"""A figure as a formula over the data sheets, and a sentence with figures as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from camket.figures.ledger import Figure
from camket.figures.period_tables import label_column, table_schemas
from camket.figures.registration_figures import STEM
from camket.publishing.blocks.inline import Printed, Run, Text
from camket.settings.fields import BUILT_IN, Fields, label_of
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis, field_of

RECORDS = "Records"  # both the sheet and the table on it
REGISTRATIONS = "Registrations"  # the same of what is registered for the next year
# The processed table that each shows.
TABLES = {RECORDS: "records", REGISTRATIONS: "registrations"}
UNIT, GROUP, DECIDED_BY, APPRAISER = map(label_of, ("unit", "group", "decided_by", "appraiser"))
STATUS: dict[Basis, str] = {basis: label_of(field_of(basis)) for basis in BASES}
# The heading of the id in each.
FIRST = {RECORDS: label_of("record_id"), REGISTRATIONS: label_column("registrations", "registration_id")}
COMMON, CHANGE = (label_column("registrations", name) for name in ("common_task", "change"))
# `registration.<kind>` of the ledger as the column CHANGE shows it.
CHANGES = {
    "unchanged": "Giữ nguyên",
    "changed": "Điều chỉnh chỉ tiêu",
    "reworded": "Diễn đạt lại",
    "new": "Bổ sung",
    "asked": "Chưa rõ",
}
_SHOWN_CHANGES = {**CHANGES, "year_only": CHANGES["unchanged"], "target_changed": CHANGES["changed"], "": ""}
_SHOWN_ANSWERS = {"yes": "Có", "no": "Không", "asked": "Chưa rõ"}
Part = Literal["count", "share", "fraction"]
_WILDCARDS = re.compile(r"[~*?]")
_LONGEST_STRING = 255  # characters of a string within a formula, by Excel's specifications


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column: its heading, the field of the processed table that it shows, its width, whether it holds days."""

    heading: str
    field: str
    width: float
    is_day: bool = False


def record_columns(sheet: str, fields: Fields = BUILT_IN) -> tuple[RecordColumn, ...]:
    """The columns of a data sheet: those of its processed table that have a width there."""
    return tuple(
        RecordColumn(field["title"], field["name"], field["workbook"], field["type"] == "date")
        for field in table_schemas(fields)[TABLES[sheet]]["fields"]
        if "workbook" in field
    )


def shown_value(field: str, value: object, scheme: Scheme) -> str | int | float:
    """A value of a processed table as its sheet shows it: codes in words, numbers as numbers, empty if missing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return value
    if field == "group":
        return scheme.group(str(value)).label
    if field == "change":
        return _SHOWN_CHANGES[str(value)]
    if field == "common_task":
        return _SHOWN_ANSWERS[str(value)]
    return scheme.short(str(value)) if field.endswith("_status") else str(value)


def count_formula(figure_id: str, scheme: Scheme) -> str | None:
    """The formula that counts a figure's records (statuses, totals, decided, registered), or None for other figures.

    >>> count_formula("cut_off.completed@SNV", built_in_scheme())
    'COUNTIFS(Records[Mã đơn vị],"SNV",Records[Đến ngày chốt],"Hoàn thành")'
    """
    stem, _, scope = figure_id.partition("@")
    counted = _counted(stem, scheme)
    if counted is None:
        return None
    table = REGISTRATIONS if stem.startswith(f"{STEM}.") else RECORDS
    criteria = [*_scoped(scope, scheme), *counted]
    if not criteria:
        return f"ROWS({table}[{FIRST[table]}])"
    said = ",".join(f"{table}[{column}],{quote(value)}" for column, value in criteria)
    return f"COUNTIFS({said})"


def verdict_formula(record_id: str, basis: Basis, mark: str = "") -> str:
    """The formula that shows what the Records sheet says of a record, with a `mark` after it.

    >>> verdict_formula("SNV-01", "cut_off", " (*)")
    'INDEX(Records[Đến ngày chốt],MATCH("SNV-01",Records[Mã nội dung],0))&" (*)"'
    """
    found = f"INDEX({RECORDS}[{STATUS[basis]}],MATCH({quote(record_id)},{RECORDS}[{FIRST[RECORDS]}],0))"
    return f"{found}&{quote(mark)}" if mark else found


def appraiser_formula(appraisers: Iterable[str], statuses: Iterable[str], scheme: Scheme) -> str | None:
    """The formula that counts the records of some statuses at the cut-off by what they say of the appraiser.

    None where a criterion would be too long for Excel.
    """
    terms = []
    for status in statuses:
        for appraiser in appraisers:
            exact = "=" + _WILDCARDS.sub(r"~\g<0>", appraiser)
            if len(exact) > _LONGEST_STRING:
                return None
            terms.append(
                f"COUNTIFS({RECORDS}[{STATUS['cut_off']}],{quote(scheme.short(status))},"
                f"{RECORDS}[{APPRAISER}],{quote(exact)})"
            )
    return "+".join(terms) or None


def share_formula(count: str, whole: str) -> str:
    """The formula of a count's share, rounded half up to a tenth of a percent as in the ledger; a dash for no whole.

    Rounded as a whole number of tenths of a percent, which is exact: a quotient of small whole numbers that
    lies half-way between two of them has no error in binary, and one that does not is never rounded onto it.
    """
    return f'IF({whole}=0,"–",ROUND(1000*{count}/{whole},0)/1000)'


def whole_of(figure_id: str) -> str:
    """The id of the figure that counts the population of a figure: `cut_off.total@SNV`."""
    stem, at, scope = figure_id.partition("@")
    if not stem.startswith(f"{STEM}."):
        return f"cut_off.total{at}{scope}"
    whole = "total" if stem in (f"{STEM}.total", f"{STEM}.common", f"{STEM}.common_asked") else "counted"
    return f"{STEM}.{whole}{at}{scope}"


def find_part(run: Run, figures: Mapping[str, Figure], scheme: Scheme) -> tuple[Figure, Part] | None:
    """The figure that a run prints and the part of it; None for other text and for figures without a formula."""
    if not isinstance(run, Printed) or run.figure not in figures or count_formula(run.figure, scheme) is None:
        return None
    figure = figures[run.figure]
    return next(((figure, part) for part in get_args(Part) if getattr(figure, part) == run.text), None)


def text_formula(text: Text, figures: Mapping[str, Figure], scheme: Scheme) -> str | None:
    """A text with its figures as one formula; None if it has no figure.

    Words become quoted strings whatever they look like. Numbers are joined as the ledger prints them, with a
    decimal comma, in whatever language the program runs.
    """
    joined: list[str] = []
    words, live = "", False
    for run in text:
        found = find_part(run, figures, scheme)
        if found is None:
            words += run if isinstance(run, str) else run.text
            continue
        joined += _strings(words)
        joined.append(_printed(*found, scheme))
        words, live = "", True
    return "&".join([*joined, *_strings(words)]) if live else None


def quote(text: str) -> str:
    """A text as a string of a formula: the quotation marks in it are doubled, so that it cannot end early."""
    return '"' + text.replace('"', '""') + '"'


def _counted(stem: str, scheme: Scheme) -> list[tuple[str, str]] | None:
    if stem == "decided":
        return [(DECIDED_BY, "?*")]
    if stem.startswith(f"{STEM}."):
        return _counted_registered(stem.removeprefix(f"{STEM}."))
    for basis in BASES:
        if stem == f"{basis}.total":
            return []
        for status in scheme.possible(basis):
            if stem == f"{basis}.{status}":
                return [(STATUS[basis], scheme.short(status))]
    return None


def _counted_registered(stem: str) -> list[tuple[str, str]] | None:
    if stem == "total":
        return []
    if stem == "common":
        return [(COMMON, _SHOWN_ANSWERS["yes"])]
    if stem == "common_asked":
        return [(COMMON, _SHOWN_ANSWERS["asked"])]
    counted = (COMMON, _SHOWN_ANSWERS["no"])  # what may be a common task counts nowhere until it is answered
    if stem == "counted":
        return [counted]
    return [counted, (CHANGE, CHANGES[stem])] if stem in CHANGES else None


def _scoped(scope: str, scheme: Scheme) -> list[tuple[str, str]]:
    if not scope:
        return []
    if scope in scheme.group_codes:
        return [(GROUP, scheme.group(scope).label)]
    return [(UNIT, scope)]


def _strings(words: str) -> Iterator[str]:
    for start in range(0, len(words), _LONGEST_STRING):
        yield quote(words[start : start + _LONGEST_STRING])


def _printed(figure: Figure, part: Part, scheme: Scheme) -> str:
    count, whole = (count_formula(name, scheme) for name in (figure.id, whole_of(figure.id)))
    if part == "share":
        percent = f'SUBSTITUTE(FIXED(ROUND(1000*{count}/{whole},0)/10,1,TRUE),".",",")&"%"'
        return f'IF({whole}=0,"–",{percent})'
    printed = _printed_count(str(count), figure)
    return printed if part == "count" else f'{printed}&"/"&{_printed_count(str(whole), figure)}'


def _printed_count(count: str, figure: Figure) -> str:
    # Not TEXT(…,"00"): its format is read by the language that the program runs in.
    digits = f'SUBSTITUTE(FIXED({count},0),",",".")'
    return f'IF({count}<10,"0","")&{digits}' if figure.zero_padded else digits
