"""Convert records, rejections and questions to rows of the processed tables (`fields.toml`)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from camket.figures.questions import Question, print_moves
from camket.inputs.decisions import Decision
from camket.judging.classify import Judged
from camket.judging.guard import print_finding
from camket.records.record import Rejected
from camket.statuses import basis_of

Row = dict[str, object]


@cache
def table_schemas() -> Mapping[str, Mapping[str, Any]]:
    """Title, key and fields (name, type, description) of each processed table."""
    return tomllib.loads(files("camket.processed").joinpath("fields.toml").read_text("utf-8"))


def field_names(table: str) -> list[str]:
    """The columns of a table, in order."""
    return [field["name"] for field in table_schemas()[table]["fields"]]


def record_rows(records: Iterable[Judged]) -> list[Row]:
    """One row a commitment, in register order."""
    return [_record_row(judged) for judged in records]


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
    """One row for each open question."""
    return [_question_row(question) for question in questions]


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


def _question_row(question: Question) -> Row:
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
        "moves": print_moves(question),
        "reasons": " | ".join(question.reasons),
        "findings": " | ".join(map(str, question.heard)),
        "expect": question.expect,
    }


def _decision_row(decision: Decision, judged: Judged) -> Row:
    found = judged.found[decision.field]
    if judged.decisions[decision.field] != decision:
        state = "superseded"
    else:
        state = "in_force" if judged.is_decided(basis_of(decision.field)) else "fallen"
    return {
        "record_id": decision.record_id,
        "unit_name": judged.record.commitment.unit.name,
        "field": decision.field,
        "value": decision.value,
        "state": state,
        "expect": decision.expect,
        "found": print_finding(found.status, found.rule),
        "said_then": decision.said,
        "said_now": judged.record.said,
        "reason": decision.why,
        "document": decision.document,
        "decided_by": decision.decided_by,
        "decided_on": decision.decided_on.isoformat(),
    }


def _record_row(judged: Judged) -> Row:
    record = judged.record
    signed = record.commitment
    return {
        "record_id": signed.record_id,
        "unit": signed.unit.code,
        "unit_name": signed.unit.name,
        "group": signed.unit.group,
        "item_no": signed.item_no,
        "content": signed.content,
        "target": signed.target,
        "deadline": signed.deadline,
        "appraiser": signed.appraiser,
        "result_text": record.result_text,
        "progress_percent": None if record.progress_percent is None else float(record.progress_percent),
        "self_assessment": record.self_assessment,
        "appraisal": record.appraisal,
        "estimate_text": record.estimate_text,
        "note": record.note,
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


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
