"""Tables as text: the separator found, cells named as Excel shows them."""

import unicodedata

import pytest

from camket.intake.formats.delimited import find_separator, read_delimited
from camket.intake.formats.encoded_sheets import convert_sheet
from camket.intake.formats.limits import Refusal


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_any_separator_and_unicode_encoding_is_read(separator, encoding):
    text = "\n".join(separator.join(row) for row in [["STT", "Nội dung", "Kết quả"], ["1", "Thu", "Đạt"]])
    sheet = read_delimited(text.encode(encoding))
    assert [[cell.text for cell in row] for row in sheet.rows] == [
        ["STT", "Nội dung", "Kết quả"],
        ["1", "Thu", "Đạt"],
    ]
    assert sheet.rows[1][2].place == "CSV!C2"


def test_commas_in_prose_do_not_hide_the_real_separator():
    assert find_separator('STT;Nội dung;Kết quả\n1;a, b, c;d\n2;"e; f";g, h\n') == ";"


ROWS = [
    ["STT", "Nội dung cam kết", "Kết quả thực hiện"],
    ["1", "Giải ngân vốn đầu tư công", "Đã thực hiện tốt"],
]
TCVN3 = "STT;Néi dung cam kÕt;KÕt qu¶ thùc hiÖn\n1;Gi¶i ng©n vèn ®Çu t\u00ad c«ng;§· thùc hiÖn tèt\n"
VNI = "STT;Noäi dung cam keát;Keát quaû thöïc hieän\n1;Giaûi ngaân voán ñaàu tö coâng;Ñaõ thöïc hieän toát\n"


def texts(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


def in_code_page(text):
    """The bytes of Windows-1258: a toned letter is a letter and its tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for sign in text:
        whole = unicodedata.normalize("NFD", sign)
        tone = "".join(mark for mark in whole if mark in tones)
        parts.append(
            unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in tones)) + tone
        )
    return "".join(parts).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_vietnamese_rows_in_any_unicode_encoding_are_read(encoding):
    text = "\r\n".join(";".join(row) for row in ROWS)
    assert texts(read_delimited(text.encode(encoding))) == ROWS


def test_the_vietnamese_code_page_is_read():
    assert texts(read_delimited(in_code_page("\n".join(";".join(row) for row in ROWS)))) == ROWS


@pytest.mark.parametrize("text", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_a_text_in_the_letters_of_an_old_font_is_read(text):
    sheet, _ = convert_sheet(read_delimited(text.encode("cp1252")))
    assert texts(sheet) == ROWS
    assert sheet.rows[1][1].original == text.split(";")[3]


@pytest.mark.parametrize("separator", [":", ";", "\t", "^", "~", "\u00a6", "x"])
def test_a_first_line_that_declares_the_separator_is_obeyed_and_is_not_a_row(separator):
    rows = [["STT", "Thu, chi"], ["1", "a, b"]]
    text = f"sep={separator}\r\n" + "\r\n".join(separator.join(row) for row in rows)
    sheet = read_delimited(text.encode())
    assert texts(sheet) == rows
    assert sheet.rows[0][1].place == "CSV!B1"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('STT,"Nội\ndung"\n1,"a ""b"", c"\n', [["STT", "Nội dung"], ["1", 'a "b", c']]),
        ("STT,Nội dung\r1,a\r", [["STT", "Nội dung"], ["1", "a"]]),
        (
            "STT,Nội dung,\n1,a\n\n2,b,c,\n",
            [["STT", "Nội dung", ""], ["1", "a", ""], ["", "", ""], ["2", "b", "c"]],
        ),
        ("STT,Nội dung\n" + "\0" * 3 + "1,a\0b\n", [["STT", "Nội dung"], ["1", "ab"]]),
        ("chỉ một cột\nhai\n", [["chỉ một cột"], ["hai"]]),
        ("\n\n", []),
        ("=cmd|' /C calc'!A0,a\n1,b\n", [["=cmd|' /C calc'!A0", "a"], ["1", "b"]]),
    ],
    ids=[
        "quotes",
        "carriage returns",
        "uneven rows",
        "zero bytes",
        "one column",
        "nothing",
        "a formula is a text",
    ],
)
def test_a_text_however_written_gives_its_cells(text, rows):
    assert texts(read_delimited(text.encode())) == rows


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"a" * 200_000, "dòng 1: một ô dài hơn"),
        (b'1,"' + b"a,b\n" * 50_000, "một ô dài hơn"),
        (b"a,b\n" * 4_000_000, "tệp văn bản lớn 16 MB"),
        (b"\n" * 1_100_000, "hơn 500000 ô"),
        (b"1," * 1_100_000, "hơn 500000 ô"),
    ],
    ids=["one endless cell", "an open quote", "a large text", "a million empty lines", "one endless line"],
)
def test_a_text_without_a_table_is_refused_with_a_message(content, found):
    with pytest.raises(Refusal, match=found):
        read_delimited(content)


QUOTED = 'STT,Nội dung,Kết quả\n1,a,"Đã ban hành\n2,b,{second}\n3,c,Đang làm\n'


@pytest.mark.parametrize(
    ("second", "lines"), [("xong", "2–4"), ('"xong', "2–3")], ids=["to the end", "to the next quote"]
)
def test_rows_joined_by_an_unclosed_quote_are_refused_and_named(second, lines):
    with pytest.raises(Refusal, match=f"dòng {lines}: dấu ngoặc kép mở mà không đóng"):
        read_delimited(QUOTED.format(second=second).encode())


@pytest.mark.parametrize("result", ['"Đã ban hành\nvà công bố"', '"Đề án" số 1', '"'])
def test_a_quote_that_joins_no_rows_is_read(result):
    sheet = read_delimited(f"STT,Nội dung,Kết quả\n1,a,b\n2,b,{result}".encode())
    assert [row[1].text for row in sheet.rows] == ["Nội dung", "a", "b"]


def test_a_row_split_by_a_comma_in_its_prose_is_a_problem():
    sheet = read_delimited(
        "STT,Nội dung,Kết quả,Ghi chú\n1,a,Đạt 80,5%,\n2,b,xong,\n3,c,xong, tốt, vượt\n".encode()
    )
    assert [(cell.place, cell.problem[:31]) for row in sheet.rows for cell in row if cell.problem] == [
        ("CSV!D2", "dòng 2 có 5 ô, các dòng khác có"),
        ("CSV!D4", "dòng 4 có 5 ô, các dòng khác có"),
    ]


LINES = "STT;Nội dung;Kết quả\r\n1;Trồng rừng;Đã trồng 12 ha\r\n2;Mở lớp;Đang mở\r\n"


@pytest.mark.parametrize(
    ("good", "bad", "place", "shown", "said"),
    [
        ("trồng 12", b"tr\xf4ng 12", "CSV!C2", "Đã tr�ng 12 ha", "F4 ở ký tự thứ 6"),
        ("Mở lớp", "Mở lớp".encode()[:-2] + b"p", "CSV!B3", "Mở l��p", "E1 ở ký tự thứ 5, BB ở ký tự thứ 6"),
        ("Đang", b"\xffang", "CSV!C3", "�ang mở", "FF ở ký tự thứ 1"),
    ],
)
def test_a_stray_byte_spoils_its_cell_and_no_other(good, bad, place, shown, said):
    sheet = read_delimited(LINES.encode().replace(good.encode(), bad))
    spoilt = [cell for row in sheet.rows for cell in row if cell.problem]
    assert [(cell.place, cell.shown) for cell in spoilt] == [(place, shown)]
    assert said in spoilt[0].problem
    assert "UTF-8" in spoilt[0].problem
    assert texts(sheet)[0] == ["STT", "Nội dung", "Kết quả"]


def test_a_letter_that_was_lost_before_is_a_problem():
    sheet = read_delimited(LINES.replace("Mở lớp", "Mở l\ufffdp").encode())
    assert [cell.place for row in sheet.rows for cell in row if cell.problem] == ["CSV!B3"]


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r", "\r\n|\n|\r"])
def test_rows_end_with_any_sign_and_with_several_in_one_file(ends):
    signs = ends.split("|")
    text = "".join(f"{number};a;b{signs[number % len(signs)]}" for number in range(4))
    assert texts(read_delimited(text.encode())) == [[str(number), "a", "b"] for number in range(4)]
