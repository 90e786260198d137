"""What a period is made from, as one key, and whether its outputs are still those that a batch recorded."""

from __future__ import annotations

import hashlib
import json

from camket.errors import InputError
from camket.figures.freshness import hash_file, hash_inputs
from camket.publishing.pages.fonts import list_fonts
from camket.running.changes import Change, find_touched_outputs, is_filled_in
from camket.running.manifest import MANIFEST, read_environment, read_manifest, read_program
from camket.running.notebooks import choose_notebooks
from camket.settings.period import open_settings
from camket.settings.project import PeriodFolder


def make_key(folder: PeriodFolder) -> str:
    """Returns the SHA-256 of raw files, notebooks, program, packages and fonts: what the outputs depend on.

    Raises `InputError` for a file that cannot be opened and for settings that cannot be used.
    """
    notebooks = {name: hash_file(path, path.name) for name, path in choose_notebooks(folder).items()}
    made_from = [
        hash_inputs(folder),
        notebooks,
        read_program().model_dump(mode="json"),
        read_environment().model_dump(mode="json"),
        list_fonts(open_settings(folder).layout.machine_fonts),
    ]
    return hashlib.sha256(json.dumps(made_from, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


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
