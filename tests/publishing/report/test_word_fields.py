"""A template may have fields that number, date and refer; every other is refused, however it is written."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from camket.publishing.report.word_fields import find_refused_fields


def char(step):
    return f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'


def code(text, tag="instrText"):
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def field(*codes, result="<w:r><w:t>1</w:t></w:r>"):
    return char("begin") + "".join(codes) + char("separate") + result + char("end")


def refused(inside):
    return list(find_refused_fields(parse_xml(f"<w:p {nsdecls('w', 'wp')}>{inside}</w:p>")))


@pytest.mark.parametrize(
    "text",
    [
        "PAGE",
        " PAGE   \\* MERGEFORMAT ",
        " NUMPAGES ",
        ' DATE \\@ "dd/MM/yyyy" ',
        " DATE \\@ dd/MM/yyyy ",
        " SEQ Bảng \\* ARABIC ",
        ' STYLEREF "Heading 1" \\n ',
        ' TOC \\o "1-3" \\h \\z \\u ',
        " PAGEREF _Toc123 \\h ",
        " REF muc_1 \\r \\h ",
        ' HYPERLINK \\l "_Toc123" ',
        "",
    ],
)
def test_a_field_that_only_numbers_dates_or_refers_may_stay(text):
    assert not refused(field(code(text)))


def test_a_field_may_stand_in_the_result_of_another():
    assert not refused(
        field(code("TOC \\h"), result=field(code("HYPERLINK \\l x"), result=field(code("PAGEREF x"))))
    )


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        (field(code(" DDEAUTO c:\\\\cmd.exe")), "DDEAUTO c:\\\\cmd.exe"),
        (field(code(" DD"), code("EAUTO c:\\\\cmd.exe")), "DDEAUTO c:\\\\cmd.exe"),
        (field(code(" DD"), "<w:r><w:t>EAUTO x</w:t></w:r>"), "DDEAUTO x"),
        (field(code("DDEAUTO x", "delInstrText")), "DDEAUTO x"),
        (code("DDEAUTO x"), "DDEAUTO x"),
        (char("begin") + code("DDEAUTO x"), "DDEAUTO x"),
        (field(field(code("QUOTE 68 68 69")), code(" c:\\\\cmd.exe")), "QUOTE 68 68 69"),
        (field(field(code("PAGE")), code("STYLEREF x")), "STYLEREF x"),
        (field('<w:fldSimple w:instr="PAGE"/>'), "PAGE"),
        ('<w:fldSimple w:instr=" INCLUDETEXT &quot;http://x/y&quot; "/>', 'INCLUDETEXT "http://x/y"'),
        (field(code('INCLUDEPICTURE "http://x/y.png" \\d')), 'INCLUDEPICTURE "http://x/y.png" \\d'),
        (field(code('HYPERLINK "http://x"')), 'HYPERLINK "http://x"'),
        (field(code("STYLEREF INCLUDETEXT x")), "STYLEREF INCLUDETEXT x"),
        (field(code("PAGE \\* DDEAUTO x")), "PAGE \\* DDEAUTO x"),
        (field(f"<wp:a>{code('STYLEREF x')}</wp:a>"), "STYLEREF x"),
    ],
)
def test_every_other_field_is_refused(inside, says):
    assert says in refused(inside)
