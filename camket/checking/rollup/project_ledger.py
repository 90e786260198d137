"""The published figures of one project, with what each of them means there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from camket.errors import InputError
from camket.figures.audit_record import AUDIT
from camket.figures.freshness import hash_file
from camket.figures.ledger import ALL, Figure
from camket.figures.store import explain_unreadable, read_figures
from camket.figures.table_files import FIGURES
from camket.running.manifest import read_manifest
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder

# What is numbered or named within one project alone: rules that were used, contents that its units have in common.
_OWN = (AUDIT, "rule.", "registration.content.")


@dataclass(frozen=True, slots=True)
class ProjectLedger:
    """The figures of one period of a project that count all units or a group.

    `place` leads to the outputs of the period, as a link. `meanings` tells figures of the same id apart: two projects
    count the same only where they define it alike. `scopes` are the names of the groups, `bases` those of the two
    views of a period.
    """

    name: str
    place: str
    period: str
    title: str
    year: int
    cut_off: date
    notice: str
    open_questions: int
    figures: Mapping[str, Figure]
    meanings: Mapping[str, str]
    scopes: Mapping[str, str]
    bases: Mapping[str, str]


def read_project_ledger(folder: PeriodFolder, name: str, place: str) -> ProjectLedger:
    """Reads what the last run of a period published.

    Raises `InputError` where there is no such run, or its figures are no longer as it wrote them.
    """
    manifest = read_manifest(folder)
    path = folder.processed / FIGURES
    figures_place = folder.place_in_project(path)
    recorded = {table.path: table.sha256 for table in manifest.tables}
    if recorded.get(figures_place) != hash_file(path, figures_place):
        raise InputError(
            where=figures_place,
            found="số liệu đã bị sửa sau lần chạy",
            expected="số liệu như lần chạy đã ghi trong bản kê",
            remedy=f"chạy lại `camket run {folder.name}`",
        )
    period = open_settings(folder)
    scopes = {group.code: group.label for group in period.scheme.groups}
    try:
        figures = read_figures(folder.processed, zero_padded=period.layout.zero_padded)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise explain_unreadable(folder, error) from None
    counted = {
        key: figure
        for key, figure in figures.items()
        if figure.scope in (ALL, *scopes) and not key.startswith(_OWN)
    }
    return ProjectLedger(
        name=name,
        place=place,
        period=folder.name,
        title=period.title,
        year=period.year,
        cut_off=period.cut_off,
        notice=period.notice,
        open_questions=manifest.open_questions,
        figures=counted,
        meanings={key: describe_meaning(figure, period) for key, figure in counted.items()},
        scopes=scopes,
        bases={basis.code: basis.label for basis in period.scheme.bases},
    )


def describe_meaning(figure: Figure, period: Period) -> str:
    """Returns what a figure counts, whoever the superior body is: its label, its statuses by states, its group."""
    scheme, (stem, _, scope) = period.scheme, figure.id.partition("@")
    statuses = {status.code: status.origins for status in scheme.statuses}
    named = {part: statuses[part] for part in stem.split(".") if part in statuses}
    group = scheme.group(scope).label if scope in scheme.group_codes else ""
    return json.dumps([neutral_label(figure, period), named, group], ensure_ascii=False)


def neutral_label(figure: Figure, period: Period) -> str:
    """Returns the label with "cấp trên" for the superior body, which each province calls otherwise."""
    return figure.label.replace(period.superior_in_text, "cấp trên")
