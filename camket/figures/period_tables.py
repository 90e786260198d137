"""Convert records, rejections and questions to rows of the processed tables (`period_tables.toml`)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from camket.figures.question_groups import QuestionGroup, find_groups, list_same
from camket.figures.questions import Question, describe_effects
from camket.intake.joining.field_values import Value
from camket.intake.joining.record import Rejected
from camket.judging.classify import Judged
from camket.judging.judgement import label_finding
from camket.settings.decisions import Decision
from camket.settings.fields import BUILT_IN, Fields

Row = dict[str, object]


# What each type of field is in the Frictionless Table Schema. A day is written as ISO 8601.
_TYPES = {"text": "string", "choice": "string", "percent": "number", "integer": "integer", "day": "date"}


@lru_cache(maxsize=64)
def table_schemas(fields: Fields = BUILT_IN) -> Mapping[str, Mapping[str, Any]]:
    """Title, key and fields of each processed table of a project.

    A field has name, type, description, and optionally title, unit, constraints and `workbook`, its
    width in a data sheet.
    """
    return {name: _describe(table, fields) for name, table in _tables().items()}


def field_names(table: str, fields: Fields = BUILT_IN) -> list[str]:
    """The columns of a table, in order."""
    return [field["name"] for field in table_schemas(fields)[table]["fields"]]


def label_column(table: str, name: str, fields: Fields = BUILT_IN) -> str:
    """What officials read above a column of a table."""
    field = next(each for each in table_schemas(fields)[table]["fields"] if each["name"] == name)
    return str(field.get("title", field["description"]))


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("camket.figures").joinpath("period_tables.toml").read_text("utf-8"))


def _describe(table: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    described = [each for entry in _entries(table) for each in _describe_entry(entry, fields)]
    for field in described:
        if field["name"] in table.get("required", ()):
            field["constraints"] = {"required": True, **field.get("constraints", {})}
    return {**table, "fields": described}


def _entries(table: Mapping[str, Any]) -> Iterator[Any]:
    if "extends" in table:
        yield from _entries(_tables()[table["extends"]])
    yield from table["fields"]


def _describe_entry(entry: Any, fields: Fields) -> Iterator[dict[str, Any]]:
    if isinstance(entry, str):
        yield _describe_name(entry, fields)
    elif "every" in entry:
        yield from (_describe_name(field.name, fields) for field in fields if field.source == entry["every"])
    elif "type" in entry:
        yield dict(entry)
    else:
        yield _describe_name(entry["name"], fields) | entry


def _describe_name(name: str, fields: Fields) -> dict[str, Any]:
    """A column or a field of the dictionary as the data package describes it."""
    kind: str
    if name in fields.columns:
        column = fields.columns[name]
        codes: Sequence[str] = ()  # those of a scheme are not known here
        kind, title, about, width = column.type, {"title": column.label}, column.description, column.workbook
    else:
        field = fields[name]
        codes = field.choices if isinstance(field.choices, tuple) else ()
        kind, about, width = _TYPES[field.type], field.description, field.workbook
        title = {"title": field.label} | ({"title_en": field.english} if field.english else {})
        title |= {"unit": "%"} if field.type == "percent" else {}
    enum = {"constraints": {"enum": list(codes)}} if codes else {}
    shown = {"workbook": width} if width else {}
    return {"name": name, "type": kind, **title, **enum, **shown, "description": about}


def record_rows(records: Iterable[Judged], fields: Fields = BUILT_IN) -> list[Row]:
    """One row per commitment, in register order; the columns are those of the project."""
    return [_record_row(judged, fields) for judged in records]


def rejected_rows(rejected: Iterable[Rejected]) -> list[Row]:
    """One row for each file, row, cell or part of a sheet that was not used or is missing."""
    return [
        {
            "kind": item.kind,
            "unit": item.unit,
            "source_file": item.file,
            "source_sha256": item.sha256,
            "source_sheet": item.sheet,
            "source_row": item.row,
            "source_cell": item.cell,
            "found": item.found,
            "expected": item.expected,
            "remedy": item.remedy,
        }
        for item in rejected
    ]


def review_rows(questions: Iterable[Question]) -> list[Row]:
    """One row for each open question, with those that say the same or have the same cause."""
    asked = list(questions)
    same, groups = list_same(asked), find_groups(asked)
    rows = []
    for question in asked:
        key = question.record_id, question.field
        others = ";".join(each.record_id for each in same.get(key, ()))
        rows.append(_question_row(question, others, groups.get(key)))
    return rows


def second_look_rows(entries: Iterable[Question]) -> list[Row]:
    """One row for each decided status that is worth a second look."""
    return [
        _question_row(entry) | {"status": entry.judged.at(entry.basis).status, "signs": ";".join(entry.signs)}
        for entry in entries
    ]


def decision_rows(decisions: Sequence[Decision], records: Iterable[Judged]) -> list[Row]:
    """One row for each line of decisions.csv, with its effect."""
    by_id = {judged.record.commitment.record_id: judged for judged in records}
    return [_decision_row(decision, by_id[decision.record_id]) for decision in decisions]


def _question_row(question: Question, same_as: str = "", group: QuestionGroup | None = None) -> Row:
    record = question.judged.record
    return {
        "record_id": question.record_id,
        "unit_name": record.commitment.unit.name,
        "content": record.commitment.content,
        "field": question.field,
        "question": question.question,
        "candidates": ";".join(question.candidates),
        "evidence": question.evidence,
        "source_file": record.source.file,
        "source_cells": _json(record.places),
        "moves": describe_effects(question),
        "reasons": " | ".join(question.reasons),
        "findings": " | ".join(map(str, question.findings)),
        "expect": question.expect,
        "likely": question.likely.status if question.likely else "",
        "likely_because": question.likely.why if question.likely else "",
        "precedents": " | ".join(each.describe(question.scheme) for each in question.precedents),
        "same_as": same_as,
        "group": group.key if group else "",
        "group_asks": group.asks if group else "",
    }


def _decision_row(decision: Decision, judged: Judged) -> Row:
    found = judged.found[decision.field]
    return {
        "record_id": decision.record_id,
        "unit_name": judged.record.commitment.unit.name,
        "field": decision.field,
        "value": decision.value,
        "state": judged.standing_of(decision),
        "expect": decision.expect,
        "found": label_finding(found.status, found.rule),
        "said_then": decision.written,
        "said_now": judged.record.summary,
        "fault": judged.faults.get(decision.field, "") if decision in judged.decisions.values() else "",
        "reason": decision.reason,
        "document": decision.document,
        "decided_by": decision.decided_by,
        "decided_on": decision.decided_on.isoformat(),
        "role": decision.role,
        "checked_by": decision.checked_by,
    }


def _record_row(judged: Judged, fields: Fields) -> Row:
    record = judged.record
    signed = record.commitment
    return {
        "record_id": signed.record_id,
        "unit": signed.unit.code,
        "unit_name": signed.unit.name,
        "group": signed.unit.group,
        "item_no": signed.item_no,
        **{field.name: _plain(signed.value(field.name)) for field in fields.signed},
        **{field.name: _plain(record.value(field.name)) for field in fields.reported},
        "reported": record.reported,
        "cut_off_status": judged.cut_off.status,
        "cut_off_rule": judged.cut_off.rule,
        "cut_off_evidence": judged.cut_off.evidence,
        "full_year_status": judged.full_year.status,
        "full_year_rule": judged.full_year.rule,
        "full_year_evidence": judged.full_year.evidence,
        "review_reasons": " | ".join(judged.review_reasons),
        "decided_by": "; ".join(judged.decided_by),
        "source_file": record.source.file,
        "source_sha256": record.source.sha256,
        "source_sheet": record.source.sheet,
        "source_row": record.source.row,
        "source_cells": _json(record.places),
    }


def _plain(value: Value) -> object:
    """A value as CSV and Parquet keep it: a percentage as a number, a day as ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
