"""Records a run as its last step: the manifest, the crate and a line of history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.processed.figures_file import write_json
from camket.processed.fresh import is_fresh
from camket.processed.prepare import Prepared
from camket.recording.crate import build_crate
from camket.recording.decision_lines import read_decision_lines
from camket.recording.environment import read_environment, read_program
from camket.recording.history import RunContext, append_run
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
    run: RunContext,
) -> list[str]:
    """Writes manifest and crate into `outputs` and the history into `tables`; returns the names of new outputs.

    `tables` and `outputs` are staging folders. `parameters` holds the value of every parameter of every
    notebook, `given` the parameters of the command line. Raises `InputError` where a raw file changed during
    the run, because nobody could tell which version was read.
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
        program=read_program(),
        environment=read_environment(),
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
    write_json(outputs / CRATE, build_crate(manifest, itself))
    append_run(tables, folder.processed, manifest, outputs, run)
    return [MANIFEST, CRATE]
