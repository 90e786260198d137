"""Makes the sheet of one unit in a worker process. The import takes a second, once per worker."""

from __future__ import annotations

import os
import tempfile

from camket.pages.page import read_page
from camket.pages.pdf import page_to_pdf
from camket.processed.unit_content import read_unit_content
from camket.running.in_process import ENGINE
from camket.running.job import UnitJob, name_sheet
from camket.running.worker import execute
from camket.workbooks.unit_book import write_unit_book


def run_and_write(job: UnitJob) -> None:
    """Runs the notebook for one unit and writes its PDF and its workbook.

    The executed notebook is not kept because it repeats the PDF. Raises `NotebookError` with the unit, the cell
    and the error.
    """
    os.environ.update(job.environment)
    with tempfile.TemporaryDirectory(prefix="camket-") as scratch:
        os.environ["IPYTHONDIR"] = scratch
        name = f"{job.notebook.stem} ({job.code})"
        notebook = execute(job.notebook, name, job.parameters, engine_name=ENGINE)
    page = read_page(notebook, name)
    figures = {figure.id: figure for figure in read_unit_content(job.tables, job.code).figures}
    for kind, content in (("pdf", page_to_pdf(page)), ("xlsx", write_unit_book(page, figures, job.scheme))):
        path = job.outputs / name_sheet(job.code, kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
