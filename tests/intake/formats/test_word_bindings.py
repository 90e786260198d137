"""Word shows the data that a control is bound to: a text that says something else is asked about."""

import pytest

from camket.intake.formats.word import read_document
from word_files import cell, document, paragraph, plain, row, run, table

ID = "{11111111-2222-3333-4444-555555555555}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PROPERTIES = f'<p:datastoreItem xmlns:p="{OFFICE}/customXml" p:itemID="{ID}"/>'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/relationships/customXmlProps" Target="itemProps9.xml"/></Relationships>'
)
LINK = f'<Relationship Id="data1" Type="{OFFICE}/relationships/customXml" Target="../customXml/item9.xml"/>'
STORE = "<k:kq xmlns:k='urn:kq'><k:r ma='7'>Đang làm</k:r><k:r ma='8'><k:v>{}</k:v></k:r></k:kq>"
LIST = '<w:dropDownList><w:listItem w:value="2" w:displayText="Không hoàn thành"/></w:dropDownList>'
PATH = "/k:kq[1]/k:r[2]/k:v[1]"


def bound(text, *, path=PATH, more=""):
    """A control that shows a text and is bound to the data at a path."""
    binding = f'<w:dataBinding w:prefixMappings="xmlns:k=\'urn:kq\'" w:xpath="{path}" w:storeItemID="{ID}"/>'
    return f"<w:sdt><w:sdtPr>{binding}{more}</w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"


def problem_of(content, stored="Không hoàn thành", store=STORE):
    """The problem of a cell in a document that stores these data."""
    parts = {
        "customXml/item9.xml": store.format(stored),
        "customXml/itemProps9.xml": PROPERTIES,
        "customXml/_rels/item9.xml.rels": RELATIONS,
    }
    made = document(table(row(plain("1"), content)), parts, relations=LINK)
    return read_document(made).sheets[0].rows[0][1].problem


def in_cell(text, **more):
    return cell(paragraph(bound(run(text), **more)))


@pytest.mark.parametrize(
    ("content", "stored", "asked"),
    [
        (in_cell("Đang lấy ý kiến"), "Không hoàn thành", "“Không hoàn thành”"),
        (cell(bound(paragraph(run("Đang lấy ý kiến")))), "Không hoàn thành", "“Không hoàn thành”"),
        (bound(plain("Đang lấy ý kiến")), "Không hoàn thành", "“Không hoàn thành”"),
        (in_cell("Đang lấy ý kiến"), "", "để trống"),
        (in_cell("Nhập kết quả", more="<w:showingPlcHdr/>"), "Không hoàn thành", "“Không hoàn thành”"),
        (in_cell("Đang thực hiện", more=LIST), "2", "“Không hoàn thành”"),
        (in_cell("Đang làm", path="/k:kq/k:r[2]/@ma"), "", "“8”"),
        (in_cell("Không hoàn thành"), "không  hoàn thành", ""),
        (in_cell("Không hoàn thành", more=LIST), "2", ""),
        (in_cell("Nhập kết quả", more="<w:showingPlcHdr/>"), "", ""),
        (in_cell("Đang làm", path="/k:kq/k:r/text()"), "khác", ""),
        (in_cell("Đang làm", path="/k:kq[1]/k:r[9]"), "khác", ""),
        (in_cell("Đang làm", path="//k:r[position()=1]"), "khác", ""),
        (in_cell("30/6/2022", more="<w:date/>"), "2022-06-30T00:00:00", ""),
    ],
)
def test_a_control_whose_data_say_something_else_is_asked_about(content, stored, asked):
    problem = problem_of(content, stored)
    assert asked in problem
    assert bool(problem) is bool(asked)


def test_damaged_data_are_passed_over():
    assert problem_of(in_cell("Đang làm"), store="<k:kq") == ""
