"""What a period is made from, as one key, and whether its outputs are still those that a batch recorded."""

from __future__ import annotations

from camket.errors import InputError
from camket.figures.freshness import hash_file, hash_inputs
from camket.running.changes import Change, find_touched_outputs, is_filled_in
from camket.running.manifest import MANIFEST, read_manifest
from camket.running.notebooks import choose_notebooks
from camket.running.products import describe_machine, hash_data, list_audit_events
from camket.settings.period import open_settings
from camket.settings.project import PeriodFolder


def make_key(folder: PeriodFolder) -> str:
    """Returns the SHA-256 of raw files, notebooks, audits, program, packages and fonts: what the outputs depend on.

    Raises `InputError` for a file that cannot be opened and for settings that cannot be used.
    """
    notebooks = {name: hash_file(path, path.name) for name, path in choose_notebooks(folder).items()}
    machine = describe_machine(open_settings(folder))
    return hash_data([hash_inputs(folder), notebooks, list_audit_events(folder.processed), machine])


def hash_manifest(folder: PeriodFolder) -> str:
    """Returns the SHA-256 of the manifest, empty where there is none."""
    path = folder.outputs / MANIFEST
    return hash_file(path, folder.place_in_project(path)) if path.is_file() else ""


def has_outputs_of(folder: PeriodFolder, manifest: str) -> bool:
    """Whether tables and outputs are those of the manifest with this SHA-256, untouched since.

    A workbook that people are filling in is no difference.
    """
    if not manifest or hash_manifest(folder) != manifest:
        return False
    try:
        touched = find_touched_outputs(folder, read_manifest(folder))
    except InputError:
        return False
    return all(is_filled_in(Change("output", text), folder.name) for text in touched)
