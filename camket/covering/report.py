"""`report.docx`: the covering report of a run, a draft to edit in Word."""

from __future__ import annotations

from pathlib import Path

from camket.analyses.period import Analysis
from camket.covering.draft import draft_letter
from camket.covering.facts import gather_facts
from camket.covering.next_year import describe_next_year
from camket.covering.word import letter_to_docx
from camket.inputs.project import PeriodFolder
from camket.processed.prepare import Prepared
from camket.publishing.files import put_file

FILE = "report.docx"


def publish_report(folder: PeriodFolder, outputs: Path, prepared: Prepared) -> None:
    """Writes the report of a period into its outputs."""
    put_file(outputs / FILE, build_report(folder, prepared))


def build_report(folder: PeriodFolder, prepared: Prepared) -> bytes:
    """Returns the report of a prepared period as a Word file. Equal periods give equal bytes."""
    analysis = Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    letter = draft_letter(analysis, gather_facts(analysis, prepared.records), describe_next_year(analysis))
    return letter_to_docx(letter, prepared.period)
