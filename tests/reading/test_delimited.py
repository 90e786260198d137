"""Tables as text: the separator found, cells named as Excel shows them."""

import pytest

from camket.reading.delimited import find_separator, read_delimited


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
