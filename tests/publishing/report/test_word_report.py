"""The covering report of a small period, read back from its Word file and reconciled."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from camket.checking.reconcile import reconcile_report
from camket.checking.report_text import read_report
from camket.checking.report_words import load_report_words
from camket.cli.main import main
from camket.pipeline import prepare_period
from camket.publishing.report.word_report import build_report
from camket.publishing.report.word_runs import read_bookmark
from camket.settings.project import open_folder
from samples import SCHEME

PERIOD = "2022-10"
EXTRA = """legal_bases = ["Căn cứ Quyết định số 45/QĐ-UBND-HC ngày 20/01/2022 của UBND Tỉnh;"]
recipients = ["UBND Tỉnh", "Các sở, ban, ngành tỉnh"]
filed = "VT, TH"
signer_titles = ["KT. Giám đốc", "Phó giám đốc"]
signer_name = "Nguyễn Văn A"
"""


@pytest.fixture
def project(small_project):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    top, report = settings.read_text(encoding="utf-8").split("[report]\n")
    notice = 'notice = "Số liệu giả lập"\n'
    settings.write_text(f"{top}{notice}[report]\n{report}{EXTRA}", encoding="utf-8")
    return small_project


@pytest.fixture
def made(project):
    folder = open_folder(project, PERIOD)
    prepared = prepare_period(folder)
    return prepared, build_report(folder, prepared)


def words_of(element):
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(path: Path, parts):
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def check(path, prepared):
    return reconcile_report(
        read_report(path), load_report_words(SCHEME), prepared.period, prepared.units, prepared.figures
    )


def test_it_has_the_form_of_the_decree(made):
    document = docx.Document(io.BytesIO(made[1]))
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins] == [20, 15, 20, 30]
    assert section.different_first_page_header_footer
    assert not section.first_page_header._element.findall(f".//{qn('w:fldSimple')}")
    [number] = section.header.paragraphs
    assert number.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    assert number._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Title", "Table Grid"):
        assert name in {style.name for style in document.styles}
    assert document.styles["Normal"].font.name == "Times New Roman"
    head, foot = document.tables[0], document.tables[-1]
    assert [cell.text.splitlines()[0] for cell in head.rows[0].cells] == [
        "UBND tỉnh Đồng Tháp",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    assert [cell.text for cell in head.rows[1].cells] == [
        "Số: 158/BC-SKHĐT",
        "Đồng Tháp, ngày 09 tháng 11 năm 2022",
    ]
    for name in ("Cơ quan cấp trên", "Cơ quan báo cáo", "Title", "Heading 1", "Chữ ký, chức vụ"):
        assert document.styles[name].font.all_caps, "capitals are the form's matter"
    left, right = foot.rows[0].cells
    assert left.text.splitlines() == [
        "Nơi nhận:",
        "- UBND Tỉnh;",
        "- Các sở, ban, ngành tỉnh;",
        "- Lưu: VT, TH.",
    ]
    assert [line for line in right.text.splitlines() if line] == [
        "KT. Giám đốc",
        "Phó giám đốc",
        "Nguyễn Văn A",
    ]


def test_it_has_the_sentences_styles_and_order_of_the_report(made):
    lines = [
        (line.style.name, line.text) for line in docx.Document(io.BytesIO(made[1])).paragraphs if line.text
    ]
    styles = [style for style, _ in lines]
    text = "\n".join(text for _, text in lines)
    assert ("Title", "Báo cáo") in lines
    assert ("Heading 1", "I. Kết quả thực hiện nội dung cam kết hành động với UBND Tỉnh năm 2022") in lines
    assert ("Heading 2", "2. Kết quả thực hiện ước cả năm 2022") in lines
    assert styles.count("Heading 2") == 2
    assert "Heading 3" in styles
    assert "a) Có 01/05 nội dung chưa hoàn thành, đang tiếp tục tổ chức thực hiện (chiếm 20,0%)." in text
    assert "Căn cứ Quyết định số 45/QĐ-UBND-HC ngày 20/01/2022 của UBND Tỉnh;" in text
    assert "- Phụ lục III: " in text
    assert "II. " not in text, "no section on registrations while there is no data on them"
    assert text.index("Các đơn vị đã ký cam kết 05 nội dung") < text.index("1. Kết quả thực hiện lũy kế")
    close = text.index("xem xét, chỉ đạo./.")
    assert close < text.index("Phụ lục gửi kèm:") < text.index("- Phụ lục III: ")
    assert "người có thẩm quyền" not in text


def test_an_open_question_marks_it_as_a_draft_and_the_notice_is_always_printed(made):
    lines = [line.text for line in docx.Document(io.BytesIO(made[1])).paragraphs]
    [draft] = [line for line in lines if line.startswith("DỰ THẢO: ")]
    assert "còn 01/05 nội dung chưa xác định được kết quả đến ngày 30/10/2022" in draft
    assert "Số liệu giả lập" in lines


def test_each_number_is_a_bookmark_of_its_figure(made):
    prepared, content = made
    parts = parts_of(content)
    names = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name not in parts:
            continue
        for start in etree.fromstring(parts[name]).iter(qn("w:bookmarkStart")):
            figure = prepared.figures[read_bookmark(start.get(qn("w:name")))]
            assert words_of(start.getnext()) in (figure.count, figure.fraction, figure.share)
            names.append(start.get(qn("w:name")))
    assert len(names) == len(set(names)) > 15


def test_a_footnote_counts_the_records_settled_by_decisions(project):
    decisions = project / "data" / "raw" / PERIOD / "decisions.csv"
    decisions.write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
        "SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,CV 1,Người rà soát,2022-11-01\n",
        encoding="utf-8",
    )
    folder = open_folder(project, PERIOD)
    parts = parts_of(build_report(folder, prepare_period(folder)))
    assert (
        "Kết quả của 01/05 nội dung do công chức tổng hợp rà soát, kết luận (đánh dấu (*) tại Phụ lục II"
        in words_of(etree.fromstring(parts["word/footnotes.xml"]))
    )
    document = etree.fromstring(parts["word/document.xml"])
    [reference] = document.iter(qn("w:footnoteReference"))
    assert reference.get(qn("w:id")) == "1"
    assert b"DRAFT" not in parts["word/document.xml"]
    assert "DỰ THẢO" not in words_of(document)


def test_equal_periods_give_equal_bytes_dated_by_the_report(made, project, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    folder = open_folder(project, PERIOD)
    assert build_report(folder, prepare_period(folder)) == made[1]
    with zipfile.ZipFile(io.BytesIO(made[1])) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2022, 11, 9, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in package.namelist()
    properties = docx.Document(io.BytesIO(made[1])).core_properties
    assert properties.created == properties.modified == datetime(2022, 11, 9, tzinfo=UTC)
    assert properties.created.date() == date(2022, 11, 9)
    assert (properties.revision, properties.author) == (1, "Sở Kế hoạch và Đầu tư")


def test_every_statement_agrees_and_any_changed_digit_is_caught(made, tmp_path):
    prepared, content = made
    found = check(repacked(tmp_path / "report.docx", parts_of(content)), prepared)
    assert not found.disagrees
    assert {verdict.agreement for verdict in found.verdicts} == {"agrees"}
    assert {figure.id for figure in found.unmentioned} == set()
    parts = parts_of(content)
    root = etree.fromstring(parts["word/document.xml"])
    tried = 0
    for start in root.iter(qn("w:bookmarkStart")):
        text = next(start.getnext().iter(qn("w:t")))
        said = text.text
        for place in (match.start() for match in re.finditer(r"\d", said)):
            text.text = f"{said[:place]}{(int(said[place]) + 3) % 10}{said[place + 1 :]}"
            changed = {**parts, "word/document.xml": etree.tostring(root)}
            assert check(repacked(tmp_path / "changed.docx", changed), prepared).disagrees, text.text
            tried += 1
        text.text = said
    assert tried > 30


def test_a_number_that_lost_its_bookmark_is_still_found(made, tmp_path):
    prepared, content = made
    document = docx.Document(io.BytesIO(content))
    for mark in list(document.element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    document.save(tmp_path / "edited.docx")
    assert {verdict.agreement for verdict in check(tmp_path / "edited.docx", prepared).verdicts} == {"agrees"}


def test_reconcile_exits_with_0_for_the_report_as_made_and_with_12_after_a_change(
    made, project, tmp_path, capsys
):
    path = tmp_path / "report.docx"
    path.write_bytes(made[1])
    assert main(["reconcile", PERIOD, str(path), "--project", str(project)]) == 0
    parts = parts_of(made[1])
    parts["word/document.xml"] = parts["word/document.xml"].replace(b">01/05<", b">02/05<", 1)
    repacked(path, parts)
    assert main(["reconcile", PERIOD, str(path), "--project", str(project)]) == 12
    assert "KHÁC số liệu" in capsys.readouterr().out


def test_missing_settings_leave_blanks_without_guesses(small_project):
    folder = open_folder(small_project, PERIOD)
    document = docx.Document(io.BytesIO(build_report(folder, prepare_period(folder))))
    left, right = document.tables[-1].rows[0].cells
    assert left.text.splitlines() == ["Nơi nhận:", "- UBND Tỉnh;", "- Lưu: VT."]
    assert right.text.strip() == ""
    assert not any(line.text.startswith("Căn cứ") for line in document.paragraphs)


def test_a_report_without_a_number_and_a_day_has_room_for_them(small_project):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    text = settings.read_text(encoding="utf-8").replace("158/BC", "/BC").replace("day = 2022-11-09\n", "")
    settings.write_text(text, encoding="utf-8")
    content = build_report(
        open_folder(small_project, PERIOD), prepare_period(open_folder(small_project, PERIOD))
    )
    document = docx.Document(io.BytesIO(content))
    assert [cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in document.tables[0].rows[1].cells] == [
        "Số:       /BC-SKHĐT",
        "Đồng Tháp, ngày      tháng      năm      ",
    ]
    assert document.core_properties.created.date() == date(2022, 10, 30)
