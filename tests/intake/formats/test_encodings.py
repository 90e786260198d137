"""Text older than Unicode: code pages, and TCVN3 and VNI detected by syllables and converted."""

from dataclasses import replace

import pytest

from camket.intake.formats.encoded_sheets import convert_beside, convert_sheet
from camket.intake.formats.encodings import (
    convert,
    decode_text,
    font_encoding,
    is_capital_font,
    is_modern,
    recognise_encoding,
    take_sample,
)
from camket.intake.formats.sheet import Cell, Note, Sheet, label_notes

TEXT = "Nội dung cam kết;Kết quả thực hiện đến tháng 10"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_in_unicode_is_decoded(encoding):
    assert decode_text(TEXT.encode(encoding)) == TEXT


def test_a_text_file_in_the_vietnamese_code_page_is_decoded():
    typed = "Giải ngân vốn đầu tư"
    bytes_1258 = b"Gia\xd2i ng\xe2n v\xf4\xecn \xf0\xe2\xccu t\xfd"
    assert decode_text(bytes_1258) == typed


@pytest.mark.parametrize(
    ("old", "encoding", "modern"),
    [
        ("tr\u00adëng ban", "tcvn3", "trưởng ban"),
        ("KÕt qu¶ thùc hiÖn", "tcvn3", "Kết quả thực hiện"),
        ("S¾C LÖNH", "tcvn3", "SẮC LỆNH"),
        ("KÕ HO¹CH Vµ §ÇU T¦ tØnh §ång Th¸p", "tcvn3", "KẾ HOẠCH VÀ ĐẦU TƯ tỉnh Đồng Tháp"),
        ("Soá thöù töï, keát quaû thöïc hieän", "vni", "Số thứ tự, kết quả thực hiện"),
        ("ÑOÀNG THAÙP", "vni", "ĐỒNG THÁP"),
    ],
)
def test_letters_of_old_fonts_become_unicode(old, encoding, modern):
    assert convert(old, encoding) == modern


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("th«ng tin kÕt qu¶ thùc hiÖn", "tcvn3"),
        ("Soá thöù töï, keát quaû thöïc hieän", "vni"),
        ("Tháng này là hoà", ""),
        ("5 × 3 m² ở 5°C", ""),
        ("café à la carte", ""),
        ("plain", ""),
    ],
)
def test_an_encoding_is_detected_by_its_syllables(text, encoding):
    assert recognise_encoding([text]) == encoding


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        ("VNI-Times", "vni", False),
        ("Times New Roman", "", False),
    ],
)
def test_a_font_name_implies_its_encoding(font, encoding, capitals):
    assert (font_encoding(font), is_capital_font(font)) == (encoding, capitals)


def test_only_letters_that_old_fonts_lack_make_a_text_modern():
    assert is_modern("Tiến")
    assert not is_modern("Tháng")


def test_a_sample_of_texts_stops_early():
    asked = []

    def texts():
        for number in range(1_000_000):
            asked.append(number)
            yield "é" * 9_999

    sample = take_sample(texts())
    assert len(asked) == 2
    assert sample == " ".join(["é" * 9_999] * 2)


def sheet(*texts, fonts=()):
    cells = tuple(Cell(text, text, f"S!A{number}") for number, text in enumerate(texts, start=1))
    return Sheet("S", tuple((cell,) for cell in cells), fonts={f"S!A{n}": font for n, font in fonts})


def shown(converted):
    return [row[0].shown for row in converted.rows]


def test_a_sheet_in_tcvn3_is_converted_and_the_original_kept():
    converted, _ = convert_sheet(sheet("KÕt qu¶ thùc hiÖn", "tr\u00adëng phßng", "80%"))
    assert shown(converted) == ["Kết quả thực hiện", "trưởng phòng", "80%"]
    assert [row[0].original for row in converted.rows] == ["KÕt qu¶ thùc hiÖn", "tr\u00adëng phßng", ""]


def test_a_cell_with_letters_of_unicode_is_never_converted():
    converted, _ = convert_sheet(sheet("KÕt qu¶ thùc hiÖn", "Kết quả áp dụng"))
    assert shown(converted) == ["Kết quả thực hiện", "Kết quả áp dụng"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kết quả ¸p dông", "“¸p”"),
        ("Đã cấp hÕt giÊy phÐp vµ ®ãng sæ", "“hÕt”, “giÊy”, “phÐp”"),
        ("Đã hoaøn thaønh", "“hoaøn”, “thaønh”"),
        ("Đất 10 m² tại khu «Bờ Bắc» – §3, hộ ông Citroën", ""),
        ("Đã đón đoàn São Paulo, El Niño", ""),
    ],
)
def test_words_left_in_an_old_font_in_a_cell_of_unicode_are_a_problem(text, left):
    (row,) = convert_sheet(sheet(text))[0].rows
    said = "ô có chữ còn ở phông cũ, lẫn với chữ Unicode, không đọc được: "
    assert (row[0].shown, row[0].problem) == (text, said + left if left else "")


class TestTextsThatReadAsWordsBothWays:
    # ô is a letter of Unicode, and ụ in TCVN3.
    TEXTS = ("KÕt qu¶ thùc hiÖn", "Đã hoàn thành", "Không", "Ghi chú")

    def test_they_are_unicode_where_the_fonts_of_old_cells_are_named(self):
        converted, _ = convert_sheet(sheet(*self.TEXTS, fonts=[(1, ".VnTime")]))
        assert shown(converted) == ["Kết quả thực hiện", "Đã hoàn thành", "Không", "Ghi chú"]
        assert not any(row[0].problem for row in converted.rows)

    def test_they_are_of_the_old_font_that_their_own_cell_names(self):
        converted, _ = convert_sheet(
            sheet("KÕt qu¶", "Đã xong", "Không", fonts=[(1, ".VnTime"), (3, ".VnTime")])
        )
        assert shown(converted) == ["Kết quả", "Đã xong", "Khụng"]

    def test_they_are_a_problem_where_no_font_is_named(self):
        converted, _ = convert_sheet(sheet(*self.TEXTS))
        assert shown(converted) == ["Kết quả thực hiện", "Đã hoàn thành", "Không", "Ghi chú"]
        assert converted.rows[2][0].problem == (
            "không rõ ô viết bằng phông Unicode hay phông cũ: “Không” hay “Khụng”"
        )
        assert not converted.rows[1][0].problem

    def test_they_are_unicode_where_neither_row_nor_column_has_a_cell_of_an_old_font(self):
        lines = (
            ("Việc", "Kết quả", "Ghi chú"),
            ("Xây kè", "thùc hiÖn", ""),
            ("Sửa cầu", "Không", "Còn thi công"),
        )
        made = tuple(
            tuple(Cell(text, text, f"S!{row}{column}") for column, text in enumerate(line))
            for row, line in enumerate(lines)
        )
        converted, _ = convert_sheet(Sheet("S", made))
        asked = [cell.shown for row in converted.rows for cell in row if cell.problem]
        assert asked == ["Không"]

    def test_they_are_of_the_old_font_in_a_sheet_without_unicode(self):
        converted, _ = convert_sheet(sheet("KÕt qu¶ thùc hiÖn", "Không"))
        assert shown(converted) == ["Kết quả thực hiện", "Khụng"]


def test_the_vietnamese_code_page_read_as_the_western_one_is_read_as_it_was_meant():
    texts = (
        "ÐaÞ tôÒ chýìc 9/12 lõìp; chýa hoaÌn thaÌnh",
        "Giâìy pheìp coÌn thiêìu õÒ xaÞ MyÞ Lêò",
        "80%",
        "Đã có",
        "Không hoaÌn thaÌnh",
    )
    converted, encoding = convert_sheet(sheet(*texts))
    assert encoding == "cp1258"
    assert shown(converted) == [
        "Đã tổ chức 9/12 lớp; chưa hoàn thành", "Giấy phép còn thiếu ở xã Mỹ Lệ", "80%", "Đã có",
        "Không hoàn thành",
    ]  # fmt: skip


def test_a_declared_old_font_over_unicode_text_changes_nothing():
    fonts = [(1, ".VnTime"), (2, ".VnTime"), (3, ".VnTimeH")]
    texts = ["Tháng", "Đơn vị tính", "Mã"]
    assert shown(convert_sheet(sheet(*texts, fonts=fonts))[0]) == texts


def test_a_capital_font_shows_capitals():
    fonts = [(1, ".VnTimeH"), (2, ".VnTime")]
    converted, _ = convert_sheet(sheet("s¾c lÖnh", "thùc hiÖn", fonts=fonts))
    assert shown(converted) == ["SẮC LỆNH", "thực hiện"]


def test_notes_and_texts_beside_the_cells_are_converted_too():
    noted = sheet("KÕt qu¶ thùc hiÖn", "tr\u00adëng phßng")
    cell = noted.rows[0][0]._replace(notes=(Note("comment", "Ch\u00ada hoµn thµnh"), Note("note", "Còn hụt")))
    far = Cell("thïc hiÖn", "thùc hiÖn", "S!A999")
    converted, encoding = convert_sheet(replace(noted, rows=((cell,), *noted.rows[1:]), outliers=(far,)))
    assert label_notes(converted.rows[0][0].notes) == "nhận xét: Chưa hoàn thành; chú thích: Còn hụt"
    assert converted.outliers[0].shown == "thực hiện"
    assert convert_beside("Ch\u00ada nghiÖm thu\nĐã có", encoding) == "Chưa nghiệm thu\nĐã có"


def test_a_note_in_an_old_font_is_converted_in_a_sheet_of_unicode():
    noted = sheet("Đã hoàn thành")
    cell = noted.rows[0][0]._replace(
        notes=(Note("comment", "Ch\u00ada hoµn thµnh phÇn viÖc ®\u00adîc giao"),)
    )
    converted, encoding = convert_sheet(replace(noted, rows=((cell,),)))
    assert encoding == ""
    assert converted.rows[0][0].shown == "Đã hoàn thành"
    assert label_notes(converted.rows[0][0].notes) == "nhận xét: Chưa hoàn thành phần việc được giao"


SENTENCE = "Đã cấp 12/15 giấy phép; còn vướng ở xã Mỹ Lệ, đường “Bờ Bắc” – kỳ hạn 30/11"


@pytest.mark.parametrize("code_page", ["latin-1", "cp1252"])
def test_unicode_that_was_read_byte_by_byte_is_read_as_it_was_meant(code_page):
    # A byte that cp1252 does not define is read as the control character of its number.
    misread = SENTENCE.encode().decode(code_page, "surrogateescape")
    misread = "".join(chr(ord(sign) - 0xDC00) if "\udc80" <= sign <= "\udcff" else sign for sign in misread)
    assert recognise_encoding([misread]) == "utf-8"
    assert convert(misread, "utf-8") == SENTENCE
    converted, encoding = convert_sheet(sheet(misread, "12/15", "Đã xong"))
    assert encoding == "utf-8"
    assert [cell.text for row in converted.rows for cell in row] == [SENTENCE, "12/15", "Đã xong"]
    assert converted.rows[0][0].original == misread


@pytest.mark.parametrize("text", ["Xã A · Ấp Á Âu", "10 m² «mới»", "Â\u00a0", "façade Ã sơ"])
def test_letters_that_do_not_spell_one_of_unicode_stay(text):
    assert convert(text, "utf-8") in (text, text.replace("Â\u00a0", "\u00a0"))
