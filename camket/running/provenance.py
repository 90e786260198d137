"""Record a run as its last step: the manifest, the RO-Crate and a line of history."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from camket.figures.audit_record import summarize
from camket.figures.freshness import read_inputs
from camket.figures.table_files import write_json
from camket.pipeline import Prepared
from camket.running.changes import read_decision_lines
from camket.running.history import RunContext, append_run
from camket.running.manifest import (
    CRATE,
    MANIFEST,
    FileEntry,
    Manifest,
    Value,
    list_files,
    list_input_files,
    list_made_files,
    list_notebooks,
    list_used_fonts,
    read_environment,
    read_program,
)
from camket.settings.project import PeriodFolder

Entity = dict[str, Any]

_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_SPECIFICATION = "https://w3id.org/ro/crate/1.1"
_PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
# RO-Crate 1.1 does not define this term.
_SHA256 = "https://schema.org/sha256"
_KINDS = {
    ".ipynb": "application/x-ipynb+json",
    ".parquet": "application/vnd.apache.parquet",
    ".toml": "application/toml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# Python's built-in list only, because the lists of the system differ between machines.
_TYPES = mimetypes.MimeTypes(filenames=())


def build_crate(manifest: Manifest, manifest_file: FileEntry) -> Entity:
    """Returns the document, ready for JSON. `manifest_file` describes the manifest file in the crate."""
    root = f"outputs/{manifest.period}/"
    parts = [_file(file, file.path.removeprefix(root)) for file in (manifest_file, *manifest.outputs)]
    tables = [_file(file) for file in manifest.tables]
    notebooks = [_file(notebook.file) for notebook in manifest.notebooks]
    software = list(_software(manifest))
    inputs = [_file(file) for file in manifest.inputs]
    parameters = list(_parameters(manifest))
    day = (manifest.report_day or manifest.cut_off).isoformat()
    return {
        "@context": [_CONTEXT, {"sha256": _SHA256}],
        "@graph": [
            {
                "@id": CRATE,
                "@type": "CreativeWork",
                "conformsTo": {"@id": _SPECIFICATION},
                "about": {"@id": "./"},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "name": f"{manifest.title}, số liệu đến ngày {manifest.cut_off:%d/%m/%Y}",
                "description": "Phụ lục, phân tích và số liệu kèm báo cáo "
                f"{_describe_report(manifest)} của {manifest.agency}",
                "datePublished": day,
                "inLanguage": "vi",
                "license": {"@id": "#license"},
                "author": {"@id": "#agency"},
                "publisher": {"@id": "#agency"},
                "conformsTo": {"@id": _PROFILE},
                "mentions": {"@id": "#run"},
                "hasPart": _references(parts),
            },
            {"@id": _PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
            {
                "@id": "#run",
                "@type": "CreateAction",
                "name": f"camket run {manifest.period}",
                "description": "Đọc các tệp nguồn, xếp loại, tính số liệu, chạy các sổ tay và in kết quả",
                # Not the time of the run, so that equal runs give equal documents.
                "endTime": day,
                "actionStatus": "http://schema.org/CompletedActionStatus",
                "agent": {"@id": "#agency"},
                "instrument": {"@id": software[0]["@id"]},
                "object": _references([*inputs, *notebooks, *parameters]),
                "result": _references([*parts, *tables]),
            },
            {"@id": "#agency", "@type": "Organization", "name": manifest.agency},
            {
                "@id": "#license",
                "@type": "CreativeWork",
                "name": "Theo quy định của cơ quan ban hành",
                "description": f"Việc sử dụng, công bố tài liệu này theo quy định của {manifest.agency}.",
            },
            *software,
            *parts,
            *tables,
            *inputs,
            *notebooks,
            *parameters,
        ],
    }


def _describe_report(manifest: Manifest) -> str:
    day = f"ngày {manifest.report_day:%d/%m/%Y}" if manifest.report_day else "(chưa có ngày ban hành)"
    return f"{manifest.report_number} {day}"


def _file(file: FileEntry, crate_path: str = "") -> Entity:
    """A file in the crate by its path there; any other file by an id and its path in the project."""
    return {
        "@id": quote(crate_path) if crate_path else "#" + quote(file.path),
        "@type": "File",
        "name": file.path,
        "encodingFormat": _kind_of(file.path),
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
    }


def _kind_of(path: str) -> str:
    suffix = "." + path.rpartition(".")[2].lower()
    return _KINDS.get(suffix) or _TYPES.guess_type(path)[0] or "application/octet-stream"


def _parameters(manifest: Manifest) -> Iterator[Entity]:
    for notebook in manifest.notebooks:
        for name, value in notebook.parameters.items():
            yield {
                "@id": f"#{notebook.name}.{name}",
                "@type": "PropertyValue",
                "name": f"{notebook.name}.{name}",
                "value": str(value).lower() if isinstance(value, bool) else str(value),
            }


def _software(manifest: Manifest) -> Iterator[Entity]:
    """The program first, then its packages, each by its package URL (github.com/package-url)."""
    program, environment = manifest.program, manifest.environment
    needed = [
        _application("generic", environment.implementation, environment.python)
        | {"operatingSystem": f"{environment.system} {environment.machine}"},
        *(_application("pypi", name, version) for name, version in environment.packages.items()),
    ]
    yield _application("generic", program.name, program.version) | {
        "description": "camket reads what units sent, judges it by rules and prints the report's appendices",
        "sha256": program.sha256,
        "softwareRequirements": _references(needed),
    }
    yield from needed


def _application(kind: str, name: str, version: str) -> Entity:
    return {
        "@id": f"pkg:{kind}/{quote(name.lower())}@{quote(version)}",
        "@type": "SoftwareApplication",
        "name": name,
        "softwareVersion": version,
    }


def _references(entities: Iterable[Entity]) -> list[Entity]:
    return [{"@id": entity["@id"]} for entity in entities]


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
    notebook, `given` the parameters of the command line. The inputs are those recorded with the tables.
    """
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
        fonts=list_used_fonts(outputs),
        given_parameters=tuple(given),
        notebooks=list_notebooks(notebooks, parameters),
        inputs=list_input_files(folder, read_inputs(tables)),
        decisions=read_decision_lines(folder),
        tables=list_made_files(tables, f"data/processed/{folder.name}"),
        outputs=list_made_files(outputs, f"outputs/{folder.name}"),
        audit=summarize(prepared.audit),
    )
    path = outputs / MANIFEST
    write_json(path, manifest.model_dump(mode="json"))
    [itself] = list_files([path], outputs, f"outputs/{folder.name}")
    write_json(outputs / CRATE, build_crate(manifest, itself))
    append_run(tables, folder.processed, manifest, outputs, run)
    return [MANIFEST, CRATE]
