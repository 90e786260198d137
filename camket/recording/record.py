"""A run put on record, as its last step: the manifest over everything it made, and a line of history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.processed.figures_file import write_json
from camket.processed.fresh import is_fresh
from camket.processed.prepare import Prepared
from camket.recording.crate import describe_crate
from camket.recording.decision_lines import read_decision_lines
from camket.recording.environment import describe_environment, describe_program
from camket.recording.history import Occasion, append_line
from camket.recording.manifest import (
    CRATE,
    MANIFEST,
    Manifest,
    Value,
    list_files,
    list_input_files,
    list_made_files,
    list_notebooks,
)


def record_run(
    folder: PeriodFolder,
    tables: Path,
    outputs: Path,
    prepared: Prepared,
    *,
    notebooks: Mapping[str, Path],
    parameters: Mapping[str, Mapping[str, Value]],
    given: Sequence[str],
    run: Occasion,
) -> list[str]:
    """Writes what speaks of a run beside what it made; returns the names of the outputs added.

    `tables` and `outputs` are the folders under way, `parameters` the value of every parameter of every
    notebook, `given` those of the command line. Raises `InputError` where a raw file was changed
    while the run went on: nobody could say which of the two it had read.
    """
    if not is_fresh(replace(folder, processed=tables)):
        raise InputError(
            where=f"data/raw/{folder.name}",
            found="có tệp nguồn bị sửa, thêm hoặc xóa trong khi đang chạy",
            expected="tệp nguồn giữ nguyên từ đầu đến cuối lần chạy",
            remedy="lưu và đóng các tệp nguồn rồi chạy lại; kết quả cũ còn nguyên",
        )
    period = prepared.period
    manifest = Manifest(
        period=folder.name,
        title=f"{period.title} năm {period.year}",
        cut_off=period.cut_off,
        report_number=period.report.number,
        report_day=period.report.day,
        agency=period.report.agency,
        open_questions=len(prepared.questions),
        program=describe_program(),
        environment=describe_environment(),
        given_parameters=tuple(given),
        notebooks=list_notebooks(notebooks, parameters),
        inputs=list_input_files(folder),
        decisions=read_decision_lines(folder),
        tables=list_made_files(tables, f"data/processed/{folder.name}"),
        outputs=list_made_files(outputs, f"outputs/{folder.name}"),
    )
    path = outputs / MANIFEST
    write_json(path, manifest.model_dump(mode="json"))
    [itself] = list_files([path], outputs, f"outputs/{folder.name}")
    write_json(outputs / CRATE, describe_crate(manifest, itself))
    append_line(tables, folder.processed, manifest, outputs, run)
    return [MANIFEST, CRATE]
