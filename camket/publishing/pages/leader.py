"""`leader.pdf`: the page of the notebook `leader`, beside the slides and the report."""

from __future__ import annotations

from pathlib import Path

from camket.figures.staging import write_file_atomically
from camket.publishing.pages.page import read_executed
from camket.publishing.pages.pdf import page_to_pdf

FILE, _NOTEBOOK = "leader.pdf", "notebooks/leader.ipynb"


def write_leader(outputs: Path) -> tuple[str, ...]:
    """Writes the page into a period's outputs; returns its file name, or nothing where the notebook was not run.

    It is the page of `pdf/`, with links that lead from its own folder.
    """
    notebook = outputs / _NOTEBOOK
    if not notebook.is_file():
        return ()
    write_file_atomically(outputs / FILE, page_to_pdf(read_executed(notebook), folder=""))
    return (FILE,)
