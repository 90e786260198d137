"""A template of the office is filled as it is, wherever its slots stand; what cannot be filled is refused by name."""

import io
import re
import shutil
import zipfile
from importlib.resources import files

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from camket.cli.main import main
from camket.errors import InputError
from camket.figures.freshness import has_tables_of_inputs, hash_inputs
from camket.pipeline import prepare_period
from camket.publishing.report.built_in_template import FILE, find_built_in_template, make_template
from camket.publishing.report.report_slots import Slot, load_slots, read_tag
from camket.publishing.report.word_report import build_report
from camket.publishing.report.word_runs import read_bookmark
from camket.publishing.report.word_template import read_control_tag, read_template
from camket.saved_period import save_prepared
from camket.settings.project import REPORT_TEMPLATE, open_folder

PERIOD = "2022-10"
DOCUMENT = "word/document.xml"
HOSTILE = "x & <y> {{ 7*7 }} {% for %} ${z} \\n"


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def changed(change):
    """The built-in template after `change(document)`."""
    document = docx.Document(io.BytesIO(find_built_in_template()))
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def control_of(document, tag):
    [found] = [each for each in document.element.iter(qn("w:sdt")) if read_control_tag(each) == tag]
    return found


def new_control(tag, inside="<w:r><w:t>…</w:t></w:r>", extra=""):
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="{tag}"/>{extra}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def add_paragraph(document, *children):
    paragraph = document.add_paragraph()
    for child in children:
        paragraph._p.append(child)
    return paragraph


def words_of(element):
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def refusal(content):
    with pytest.raises(InputError) as caught:
        read_template(content, REPORT_TEMPLATE)
    return str(caught.value)


@pytest.fixture(scope="module")
def prepared(made_small_project, tmp_path_factory):
    project = shutil.copytree(made_small_project, tmp_path_factory.mktemp("own") / "project")
    folder = open_folder(project, PERIOD)
    return folder, prepare_period(folder)


@pytest.fixture
def fill_in(prepared):
    """The document that a template gives in the small period."""
    folder, ready = prepared
    path = folder.report_templates[0]

    def make(content):
        path.write_bytes(content)
        first = build_report(folder, ready)
        assert build_report(folder, ready) == first, "equal templates give equal bytes"
        return docx.Document(io.BytesIO(first))

    yield make
    path.unlink(missing_ok=True)


def test_the_template_that_is_shipped_is_the_one_that_its_words_make():
    made, shipped = parts_of(make_template()), parts_of(find_built_in_template())
    assert made == shipped, "run python -m camket.publishing.report.built_in_template"
    assert make_template() == make_template()


def test_the_shipped_template_has_every_slot_once_and_reads_as_a_form():
    template = read_template(find_built_in_template(), FILE)
    tags = [control.tag for control in template.controls() if isinstance(control.meaning, Slot)]
    assert set(tags) == set(load_slots())
    text = "\n".join(line.text for line in template.document.paragraphs)
    assert "I. Kết quả thực hiện [tên nội dung cam kết] năm [năm]" in words_of(template.document.element)
    assert "{" not in text


def test_fonts_order_and_words_of_the_office_stay(fill_in):
    def change(document):
        document.styles["Normal"].font.name = "Arial"
        full_year = next(line for line in document.paragraphs if line.text.startswith("2. Kết quả"))
        block = control_of(document, "full_year").getparent()
        first = next(line for line in document.paragraphs if line.text.startswith("1. Kết quả"))
        first._p.addprevious(full_year._p)
        first._p.addprevious(block)
        document.add_paragraph("Lời riêng của tỉnh.")

    made = fill_in(changed(change))
    lines = [line.text for line in made.paragraphs]
    assert made.styles["Normal"].font.name == "Arial"
    assert lines.index("2. Kết quả thực hiện ước cả năm 2022") < lines.index(
        "a) Có 04/05 nội dung hoàn thành (chiếm 80,0%)."
    )
    assert lines.index("2. Kết quả thực hiện ước cả năm 2022") < lines.index(
        "1. Kết quả thực hiện lũy kế đến ngày 30/10/2022"
    )
    assert lines[-1] == "Lời riêng của tỉnh."


def test_the_look_of_a_slot_becomes_that_of_its_text(fill_in):
    def change(document):
        for tag in ("title", "full_year"):
            run = control_of(document, tag).find(f".//{qn('w:r')}")
            run.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:color w:val="C00000"/></w:rPr>'))

    made = fill_in(changed(change))
    red = [run for run in made.element.iter(qn("w:r")) if run.find(f".//{qn('w:color')}") is not None]
    said = "".join(map(words_of, red))
    assert said.startswith("Kết quả thực hiện nội dung cam kết hành động với UBND Tỉnh năm 2022 lũy kế")
    assert said.endswith("nội dung nào được UBND Tỉnh cho dừng thực hiện.")
    assert "04/05" in said, "numbers too"


def test_a_slot_that_stands_twice_is_filled_twice_under_other_bookmarks(fill_in):
    made = fill_in(changed(lambda document: add_paragraph(document, new_control("signed"))))
    said = [line.text for line in made.paragraphs if line.text.startswith("Các đơn vị đã ký cam kết 05")]
    assert len(said) == 2
    marks = [mark.get(qn("w:name")) for mark in made.element.iter(qn("w:bookmarkStart"))]
    assert {"so_cutOff_total", "so_cutOff_total_2"} <= set(marks)
    assert len(marks) == len(set(marks))


def test_no_control_is_left_that_a_program_would_fill_in_anew(fill_in):
    bound = '<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>'
    made = fill_in(changed(lambda document: add_paragraph(document, new_control("year", extra=bound))))
    assert next(made.element.iter(qn("w:sdt")), None) is None
    assert made.paragraphs[-1].text == "2022"


def test_a_control_without_a_tag_is_the_offices_own(fill_in):
    own = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent><w:r><w:t>Chọn ngày</w:t></w:r></w:sdtContent></w:sdt>"
    )
    made = fill_in(changed(lambda document: add_paragraph(document, own)))
    assert words_of(next(made.element.iter(qn("w:sdt")))) == "Chọn ngày"


@pytest.mark.parametrize("tag", ["cut_off", "title"])
def test_a_control_may_be_around_paragraphs_or_a_cell(fill_in, tag):
    def around_paragraphs(document):
        lines = "<w:p><w:r><w:t>mẫu</w:t></w:r></w:p><w:p><w:r><w:t>mẫu thứ hai</w:t></w:r></w:p>"
        document.element.body.insert(0, new_control(tag, lines))

    def around_a_cell(document):
        table = document.add_table(rows=1, cols=2)
        row = table.rows[0]._tr
        cell = row.tc_lst[0]
        control = new_control(tag, "")
        cell.addprevious(control)
        control.find(qn("w:sdtContent")).append(cell)

    wanted = (
        "b) Có 01/05 nội dung hoàn thành (chiếm 20,0%)." if tag == "cut_off" else "Kết quả thực hiện nội dung"
    )
    made = fill_in(changed(around_paragraphs))
    assert wanted in "\n".join(line.text for line in made.paragraphs[:6])
    assert "mẫu" not in words_of(made.element)
    made = fill_in(changed(around_a_cell))
    assert wanted in made.tables[-1].rows[0].cells[0].text
    assert len(made.tables[-1].rows[0]._tr.tc_lst) == 2


@pytest.mark.parametrize("tag", ["cut_off", "title"])
def test_a_control_around_rows_or_a_table_keeps_no_sample_text(fill_in, tag):
    def around_rows(document):
        table = document.add_table(rows=2, cols=2)
        control = new_control(tag, "")
        table.rows[0]._tr.addprevious(control)
        for row in table.rows:
            control.find(qn("w:sdtContent")).append(row._tr)
        for number, paragraph in enumerate(list(control.iter(qn("w:p")))):
            paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>mẫu {number}</w:t></w:r>"))

    def around_a_line_and_a_table(document):
        table = document.add_table(rows=1, cols=1)
        table.rows[0].cells[0].paragraphs[0].text = "mẫu trong bảng"
        control = new_control(tag, "<w:p><w:r><w:t>mẫu</w:t></w:r></w:p>")
        table._tbl.addprevious(control)
        control.find(qn("w:sdtContent")).append(table._tbl)

    made = fill_in(changed(around_rows))
    assert "mẫu" not in words_of(made.element)
    table = made.tables[-1]
    assert [len(row._tr.tc_lst) for row in table.rows] == [2, 2]
    assert table.rows[0].cells[0].text
    assert table.rows[0].cells[1].text == ""
    assert len(fill_in(changed(around_a_line_and_a_table)).tables) == len(made.tables) - 1
    assert "mẫu" not in words_of(fill_in(changed(around_a_line_and_a_table)).element)


@pytest.mark.parametrize("tag", [slot.tag for slot in load_slots().values() if slot.needed == "always"])
def test_a_slot_that_every_report_needs_is_asked_for_by_name(tag):
    def remove(document):
        parts = [document.element, *(section.first_page_footer._element for section in document.sections)]
        for part in parts:
            for control in [each for each in part.iter(qn("w:sdt")) if read_control_tag(each) == tag]:
                control.getparent().remove(control)

    said = refusal(changed(remove))
    assert f"thiếu ô “{load_slots()[tag].name}” (thẻ {tag})" in said
    assert "camket new --report-template" in said


def test_a_document_without_any_slot_is_told_so_in_one_line():
    def drop_tags(document):
        for tag in list(document.element.iter(qn("w:tag"))):  # as LibreOffice before 7.5 does
            tag.getparent().remove(tag)
        for section in document.sections:
            for part in (section.first_page_footer, section.footer):
                part.paragraphs[0].clear()

    said = refusal(changed(drop_tags))
    assert "không có ô nào của camket" in said
    assert "thiếu ô" not in said


def test_a_slot_is_asked_for_where_there_is_something_to_say_in_it(fill_in):
    def without(tag):
        return changed(
            lambda document: control_of(document, tag).getparent().remove(control_of(document, tag))
        )

    assert fill_in(without("registrations")), "the small period has no registrations"
    with pytest.raises(InputError, match=r"thiếu ô “Nơi nhận” \(thẻ recipients\)"):
        fill_in(without("recipients"))


def wrapped(tag, around):
    """The built-in template with the paragraph of a slot in another control."""

    def change(document):
        paragraph = next(control_of(document, tag).iterancestors(qn("w:p")))
        control = new_control(around, "")
        paragraph.addprevious(control)
        control.find(qn("w:sdtContent")).append(paragraph)

    return change


def beside(tag, condition):
    """The built-in template with a condition in the paragraph of a slot."""

    def change(document):
        next(control_of(document, tag).iterancestors(qn("w:p"))).append(new_control(condition, "<w:r/>"))

    return change


@pytest.mark.parametrize(
    "change",
    [
        wrapped("cut_off", "if:audit"),
        beside("cut_off", "if:audit"),
        wrapped("cut_off", "title"),
    ],
)
def test_a_needed_slot_that_another_control_may_take_away_is_asked_for(change):
    said = refusal(changed(change))
    assert "ô “Kết quả lũy kế” (thẻ cut_off) chỉ đứng nơi có thể bị bỏ đi" in said
    read_template(
        changed(lambda document: (change(document), add_paragraph(document, new_control("cut_off")))), FILE
    )


def test_a_needed_slot_without_words_does_not_go_with_a_block_in_its_paragraph():
    def change(document):
        control = control_of(document, "notice")
        control.find(f".//{qn('w:t')}").text = ""
        next(control.iterancestors(qn("w:p"))).append(new_control("audit"))

    assert "(thẻ notice) chỉ đứng nơi có thể bị bỏ đi" in refusal(changed(change))


def test_a_slot_may_depend_on_its_own_condition(fill_in):
    made = fill_in(changed(wrapped("cut_off", "if:cut_off")))
    assert "b) Có 01/05 nội dung hoàn thành (chiếm 20,0%)." in [line.text for line in made.paragraphs]


def test_what_there_is_to_say_does_not_go_with_a_condition_that_fails(fill_in):
    with pytest.raises(InputError, match=r"ô “Nơi nhận” \(thẻ recipients\) chỉ đứng nơi có thể bị bỏ đi"):
        fill_in(changed(wrapped("recipients", "if:audit")))
    assert fill_in(changed(wrapped("recipients", "if:cut_off"))), "a condition that holds takes nothing away"


def test_headings_of_what_there_is_not_go_with_it(fill_in):
    text = "\n".join(line.text for line in fill_in(find_built_in_template()).paragraphs)
    for gone in ("II. Nội dung đăng ký", "3. Kết quả đọc kiểm chứng", "Thay đổi so với kỳ báo cáo trước"):
        assert gone not in text
    assert "DỰ THẢO: số liệu chưa chốt" in text
    assert "\n\n\n" not in text


def test_a_figure_may_stand_in_the_words_of_the_office(fill_in):
    def add(document):
        add_paragraph(document, new_control("share:cut_off.completed"), new_control("count:cut_off.total"))

    line = fill_in(changed(add)).paragraphs[-1]
    assert line.text == "20,0%05"
    marks = [mark.get(qn("w:name")) for mark in line._p.iter(qn("w:bookmarkStart"))]
    assert [read_bookmark(mark) for mark in marks] == ["cut_off.completed", "cut_off.total"]
    with pytest.raises(InputError, match=r"'cut_off.complete'[\s\S]*gần giống: cut_off.completed"):
        fill_in(changed(lambda document: add_paragraph(document, new_control("count:cut_off.complete"))))


def test_a_figure_of_a_notebook_of_the_project_is_refused_with_the_reason(fill_in, prepared):
    notebook = prepared[0].project / "notebooks" / "Thử.ipynb"
    notebook.parent.mkdir(exist_ok=True)
    notebook.write_text("{}", encoding="utf-8")
    named = changed(lambda document: add_paragraph(document, new_control("count:thu.dau_tien")))
    try:
        with pytest.raises(
            InputError, match=r"riêng của sổ tay Thử.ipynb[\s\S]*được lập trước[\s\S]*camket reconcile"
        ):
            fill_in(named)
    finally:
        notebook.unlink()


def test_text_from_outside_stays_as_it_is_and_nothing_in_it_is_executed(small_project):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    text = settings.read_text("utf-8").replace("[report]\n", f"[report]\nsigner_name = '{HOSTILE}'\n")
    settings.write_text(text, "utf-8")
    (small_project / "data" / "raw" / REPORT_TEMPLATE).write_bytes(
        changed(lambda document: document.add_paragraph(HOSTILE))
    )
    folder = open_folder(small_project, PERIOD)
    made = docx.Document(io.BytesIO(build_report(folder, prepare_period(folder))))
    assert made.paragraphs[-1].text == HOSTILE
    assert made.tables[-1].rows[0].cells[1].text.strip().endswith(HOSTILE.strip())


def test_an_unknown_tag_is_named_with_its_control():
    said = refusal(changed(lambda document: add_paragraph(document, new_control("cutoff"))))
    assert "thẻ (tag) không có trong camket: 'cutoff'" in said
    assert "cut_off" in said
    assert "if:<thẻ>" in said
    for tag in ("if:cutoff", "size:cut_off.total", "count:", "{{ x }}"):
        assert read_tag(tag) is None


def test_a_block_stands_alone_in_its_paragraph():
    def add(document):
        paragraph = document.add_paragraph("Kết quả: ")
        paragraph._p.append(new_control("cut_off"))

    said = refusal(changed(add))
    assert "ô “Kết quả lũy kế” (thẻ cut_off)" in said
    assert "cùng đoạn còn có chữ: “Kết quả:”" in said


def with_type(old, new):
    parts = parts_of(find_built_in_template())
    kinds = parts["[Content_Types].xml"].decode()
    assert old in kinds
    return packed({**parts, "[Content_Types].xml": kinds.replace(old, new).encode()})


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "không phải văn bản Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "không phải văn bản Word"),
        (b"%PDF-1.7", "không phải văn bản Word"),
        (packed({"a.txt": b"a"}), "không phải văn bản Word"),
        (with_type(MAIN, MAIN.replace("document.main", "template.main")), "không phải văn bản Word"),
        (with_type(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"), "mẫu có macro"),
    ],
)
def test_what_is_no_word_document_or_has_macros_is_refused(content, says):
    said = refusal(content)
    assert says in said
    assert "Word Document (.docx)" in said


def relate(document, kind, target, external):
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    document.part.rels.add_relationship(kind, target, document.part.rels._next_rId, external)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda document: relate(document, "image", "http://a.vn/a.png", True), "liên kết tự tải từ ngoài tệp (image"),
        (lambda document: relate(document, "oleObject", "file:///c:/a.xlsx", True), "đối tượng nhúng"),
        (lambda document: document.add_paragraph()._p.append(parse_xml(
            f'<w:r {nsdecls("w")}><w:instrText> DDEAUTO c:\\\\a.exe </w:instrText></w:r>')), "không rõ: DDEAUTO c:"),
        (lambda document: document.add_paragraph()._p.append(parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="INCLUDETEXT a.docx"/>')), "không rõ: INCLUDETEXT a.docx"),
        (lambda document: document.add_paragraph()._p.append(parse_xml(
            f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>mới</w:t></w:r></w:ins>')), "Track Changes"),
        (lambda document: document.add_paragraph()._p.append(parse_xml(
            f'<w:moveFrom {nsdecls("w")} w:id="1" w:author="A"><w:r/></w:moveFrom>')), "Track Changes"),
        (lambda document: document.add_paragraph()._p.append(parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>'
            '<v:imagedata src="http://a.vn/a.png"/></v:shape></w:pict></w:r>')), "ảnh tự tải từ ngoài tệp (http://a.vn"),
        (lambda document: document.add_paragraph()._p.append(parse_xml(
            f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="so_decided"/>')), "số liệu của một báo cáo đã làm"),
    ],
)  # fmt: skip
def test_what_runs_loads_or_is_not_settled_is_refused(change, says):
    assert says in refusal(changed(change))


def add_part(name, kind, root, inside):
    """The built-in template with one part more, of any name."""

    def change(document):
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        xml = f"<w:{root} {nsdecls('w')}>{inside}</w:{root}>".encode()
        part = Part(PackURI(name), content, xml, document.part.package)
        key = document.part.relate_to(
            part, RELATIONSHIP_TYPE.COMMENTS if kind == "comments" else RELATIONSHIP_TYPE.FOOTER
        )
        if kind == "footer":
            document.sections[0].footer.is_linked_to_previous = True
            document.sections[0]._sectPr.insert(
                0, parse_xml(f'<w:footerReference {nsdecls("w", "r")} w:type="default" r:id="{key}"/>')
            )

    return changed(change)


def test_a_part_is_known_by_its_content_and_not_by_its_name(fill_in):
    slot = '<w:sdt><w:sdtPr><w:tag w:val="year"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'
    made = fill_in(add_part("/word/myfoot.xml", "footer", "ftr", f"<w:p>{slot}</w:p>"))
    assert made.sections[0].footer.paragraphs[0].text == "2022"
    field = "<w:p><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p>"
    assert "DDEAUTO x" in refusal(add_part("/word/myfoot.xml", "footer", "ftr", field))


def test_parts_without_slots_are_searched_too():
    field = '<w:comment w:id="0"><w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p></w:comment>'
    assert "INCLUDETEXT x" in refusal(add_part("/word/comments.xml", "comments", "comments", field))


def test_a_broken_part_without_slots_is_named():
    broken = add_part("/word/people.xml", "people", "people", "<w:person>")
    assert "phần không đọc được: /word/people.xml" in refusal(broken)


def test_the_file_that_a_template_was_begun_from_is_not_loaded(fill_in):
    def attach(document):
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        key = document.part._settings_part.relate_to("http://example.org/a.dotm", kind, is_external=True)
        document.settings.element.insert(
            0, parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="{key}"/>')
        )

    made = io.BytesIO()
    fill_in(changed(attach)).save(made)
    assert not any(b"example.org" in part for part in parts_of(made.getvalue()).values())


def test_notes_and_bookmarks_of_the_office_keep_their_numbers(small_project):
    folder = open_folder(small_project, PERIOD)
    (folder.raw / "decisions.csv").write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
        "SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,CV 1,Người rà soát,2022-11-01\n",
        encoding="utf-8",
    )
    ready = prepare_period(folder)
    own = build_report(folder, ready)  # a document with a footnote, numbers and bookmarks
    parts = parts_of(own)
    parts[DOCUMENT] = re.sub(rb'w:name="so_', b'w:name="cu_', parts[DOCUMENT])
    parts["word/footnotes.xml"] = re.sub(rb'w:name="so_', b'w:name="cu_', parts["word/footnotes.xml"])
    template = docx.Document(io.BytesIO(packed(parts)))
    for slot in load_slots().values():
        if slot.needed != "never":
            add_paragraph(template, new_control(slot.tag))
    made = io.BytesIO()
    template.save(made)
    (folder.raw / REPORT_TEMPLATE).write_bytes(made.getvalue())
    filled = parts_of(build_report(folder, ready))
    ids = re.findall(rb'<w:bookmarkStart [^>]*w:id="(\d+)"', filled[DOCUMENT] + filled["word/footnotes.xml"])
    assert len(ids) == len(set(ids))
    notes = re.findall(rb'<w:footnote [^>]*w:id="(-?\d+)"', filled["word/footnotes.xml"])
    assert notes == [b"-1", b"0", b"1", b"2"]
    assert re.findall(rb'<w:footnoteReference w:id="(\d+)"', filled[DOCUMENT]) == [b"1", b"2"]


def test_the_template_of_a_period_goes_before_that_of_all_periods(small_project):
    folder = open_folder(small_project, PERIOD)
    ready = prepare_period(folder)
    own, shared = folder.report_templates
    shared.write_bytes(changed(lambda document: document.add_paragraph("Mẫu chung")))
    assert docx.Document(io.BytesIO(build_report(folder, ready))).paragraphs[-1].text == "Mẫu chung"
    own.write_bytes(changed(lambda document: document.add_paragraph("Mẫu riêng")))
    assert docx.Document(io.BytesIO(build_report(folder, ready))).paragraphs[-1].text == "Mẫu riêng"


@pytest.mark.parametrize("name", ["report_template.dotx", "report_template.doc", "report_template.docm"])
def test_a_template_of_another_kind_is_not_passed_over(small_project, name):
    (small_project / "data" / "raw" / name).write_bytes(b"x")
    folder = open_folder(small_project, PERIOD)
    with pytest.raises(InputError, match="mẫu báo cáo không phải tệp"):
        build_report(folder, prepare_period(folder))


def test_a_changed_template_makes_outputs_stale_and_earlier_tables_stay_good(small_project):
    folder = open_folder(small_project, PERIOD)
    inputs = hash_inputs(folder)
    folder.processed.mkdir(parents=True)
    save_prepared(folder, prepare_period(folder), folder.processed, inputs)
    assert has_tables_of_inputs(folder)
    for path, place in zip(
        folder.report_templates, (REPORT_TEMPLATE, f"data/raw/{REPORT_TEMPLATE}"), strict=True
    ):
        path.write_bytes(find_built_in_template())
        assert hash_inputs(folder).keys() - inputs.keys() == {place}
        assert has_tables_of_inputs(folder), "a template changes no table"
        path.unlink()


def test_check_and_run_refuse_a_template_before_anything_is_made(small_project, capsys):
    path = small_project / "data" / "raw" / REPORT_TEMPLATE
    path.write_bytes(changed(lambda document: add_paragraph(document, new_control("cutoff"))))
    assert main(["check", PERIOD, "--project", str(small_project)]) == 10
    assert "'cutoff'" in capsys.readouterr().err
    assert main(["run", PERIOD, "--project", str(small_project)]) == 10
    assert "'cutoff'" in capsys.readouterr().err
    assert not (small_project / "outputs" / PERIOD / "html").exists()


def test_the_built_in_template_is_put_into_a_project_to_be_changed(small_project, capsys):
    raw = small_project / "data" / "raw"
    for arguments, path in (((), raw / REPORT_TEMPLATE), ((PERIOD,), raw / PERIOD / REPORT_TEMPLATE)):
        command = ["new", *arguments, "--report-template", "--project", str(small_project)]
        assert main(command) == 0
        assert path.read_bytes() == files("camket.publishing.report").joinpath(FILE).read_bytes()
        assert main(command) == 10, "never overwritten"
        assert "đã có tệp này" in capsys.readouterr().err
