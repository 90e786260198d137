"""Sheets in old fonts become Unicode, the stored text is kept, and a declared font may be wrong."""

from camket.reading.old_fonts import convert_sheet
from camket.reading.sheet import Cell, Sheet


def sheet(*texts, fonts=()):
    cells = tuple(Cell(text, text, f"S!A{number}") for number, text in enumerate(texts, start=1))
    return Sheet("S", tuple((cell,) for cell in cells), fonts={f"S!A{n}": font for n, font in fonts})


def shown(converted):
    return [row[0].shown for row in converted.rows]


def test_a_sheet_in_tcvn3_is_converted_and_the_original_kept():
    converted = convert_sheet(sheet("KÕt qu¶ thùc hiÖn", "tr\u00adëng phßng", "80%"))
    assert shown(converted) == ["Kết quả thực hiện", "trưởng phòng", "80%"]
    assert [row[0].original for row in converted.rows] == ["KÕt qu¶ thùc hiÖn", "tr\u00adëng phßng", ""]


def test_a_cell_with_letters_of_unicode_is_never_converted():
    converted = convert_sheet(sheet("KÕt qu¶ thùc hiÖn", "Kết quả ¸p dông"))
    assert shown(converted) == ["Kết quả thực hiện", "Kết quả ¸p dông"]


def test_a_declared_old_font_over_unicode_text_changes_nothing():
    fonts = [(1, ".VnTime"), (2, ".VnTime"), (3, ".VnTimeH")]
    texts = ["Tháng", "Đơn vị tính", "Mã"]
    assert shown(convert_sheet(sheet(*texts, fonts=fonts))) == texts


def test_a_capital_font_shows_capitals():
    fonts = [(1, ".VnTimeH"), (2, ".VnTime")]
    converted = convert_sheet(sheet("s¾c lÖnh", "thùc hiÖn", fonts=fonts))
    assert shown(converted) == ["SẮC LỆNH", "thực hiện"]
