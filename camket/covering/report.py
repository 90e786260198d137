"""`report.docx`: the covering report of a run, drafted for editing in Word."""

from __future__ import annotations

from pathlib import Path

from camket.analyses.period import Analysis
from camket.covering.draft import draft_letter
from camket.covering.facts import gather_facts
from camket.covering.next_year import describe_next_year
from camket.covering.word import letter_to_docx
from camket.inputs.project import PeriodFolder
from camket.outputs.put import put_file
from camket.processed.prepare import Prepared

FILE = "report.docx"


def put_report(folder: PeriodFolder, outputs: Path, prepared: Prepared) -> None:
    """Writes the report of a period into its outputs."""
    put_file(outputs / FILE, write_report(folder, prepared))


def write_report(folder: PeriodFolder, prepared: Prepared) -> bytes:
    """The report of a period that was read, judged and counted, as a Word file. Same period, same bytes."""
    analysis = Analysis(folder.name, prepared.period, prepared.units, prepared.figures, folder)
    letter = draft_letter(analysis, gather_facts(analysis, prepared.records), describe_next_year(analysis))
    return letter_to_docx(letter, prepared.period)
