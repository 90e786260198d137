"""The code that ties paper to its data stands on report and appendices, in every format, and in their properties."""

import io
from datetime import date

import docx
import lxml.html
import openpyxl
import pytest
from pypdf import PdfReader

from camket.figures.reference_code import read_code
from camket.pipeline import prepare_period
from camket.publishing.analyses.opened_period import STAGED_TABLES, open_analysis
from camket.publishing.analyses.page_wording import cover
from camket.publishing.blocks.block import Cover, Paragraph
from camket.publishing.pages.html import page_to_html
from camket.publishing.pages.page import Page
from camket.publishing.pages.pdf import page_to_pdf
from camket.publishing.report.word_report import build_report
from camket.publishing.workbooks.appendices import write_appendices
from camket.saved_period import save_prepared
from camket.settings.project import open_folder

CODE = "3f9a-72c1-08be-41d0-9a77-e3c2"
SAYS = f"Mã đối chiếu: {CODE}"


@pytest.fixture
def page():
    top = Cover(
        label="Phụ lục I", title="Tổng hợp", agency="Sở", superior="UBND", issued=date(2022, 11, 9), code=CODE
    )
    return Page(cover=top, blocks=(Paragraph(text=("Chữ thường",)),))


def test_a_page_says_it_at_its_foot_and_a_pdf_in_its_properties(page):
    root = lxml.html.document_fromstring(page_to_html(page))
    assert root.find_class("code")[0].text_content() == SAYS
    document = PdfReader(io.BytesIO(page_to_pdf(page)))
    assert SAYS in document.pages[0].extract_text()
    assert document.metadata["/Keywords"] == SAYS


def test_the_report_and_the_appendices_in_excel_say_it_at_their_foot_and_in_their_properties(
    small_project, page
):
    folder = open_folder(small_project, "2022-10")
    prepared = prepare_period(folder)
    report = docx.Document(io.BytesIO(build_report(folder, prepared, CODE)))
    [section] = report.sections
    assert report.core_properties.comments == SAYS
    assert section.first_page_footer.paragraphs[0].text == section.footer.paragraphs[0].text == SAYS
    book = openpyxl.load_workbook(io.BytesIO(write_appendices({"appendix_1": page}, prepared)))
    assert book.properties.description == SAYS
    assert {sheet.oddFooter.right.text for sheet in book if sheet.title != "Records"} == {SAYS}


def test_appendices_have_the_code_of_their_tables_and_other_pages_have_none(small_project, monkeypatch):
    folder = open_folder(small_project, "2022-10")
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepare_period(folder))
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    monkeypatch.setenv(STAGED_TABLES, str(folder.processed))
    analysis = open_analysis("2022-10")
    assert cover(analysis, "appendix_1").code == read_code(folder.processed) != ""
    assert cover(analysis, "cut_off").code == ""
