"""Pages and charts are set in the shipped fonts; each font is known by name and by the file that holds it."""

import unicodedata
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from camket.publishing.blocks.block import Cover, Paragraph
from camket.publishing.pages import fonts
from camket.publishing.pages.fonts import (
    SHIPPED_FAMILY,
    add_chart_fonts,
    find_font_files,
    find_fonts,
    list_chart_fonts,
    list_fonts,
    name_embedded_fonts,
)
from camket.publishing.pages.page import Page
from camket.publishing.pages.pdf import page_to_pdf

DEJAVU = f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf"
SHIPPED = sorted((Path(fonts.__file__).with_name("liberation")).glob("*.ttf"))
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in TONES]


def make_pdf(*families):
    cover = Cover(
        title="Trang", agency="Sở", superior="UBND", issued=date(2022, 11, 9), fonts=families, label="",
    )  # fmt: skip
    return page_to_pdf(Page(cover=cover, blocks=(Paragraph(text=("Chữ thường",)),)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_font_has_all_vietnamese_letters_and_is_of_a_version_that_places_them_well(path):
    font = FT2Font(str(path))
    assert [letter for letter in (*LETTERS, *"đĐ") if ord(letter) not in font.get_charmap()] == []
    assert font.get_sfnt()[1, 0, 0, 5] == b"Version 2.1.5"
    assert font.family_name == SHIPPED_FAMILY


def test_regular_bold_italic_and_bold_italic_are_shipped_with_their_licence():
    assert [path.stem.partition("-")[2] for path in SHIPPED] == ["Bold", "BoldItalic", "Italic", "Regular"]
    licence = SHIPPED[0].with_name("LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name Liberation" in licence


def test_a_pdf_names_the_fonts_that_it_holds_a_part_of():
    found = name_embedded_fonts([make_pdf(), b"%PDF-1.7 no font"])
    assert found == ["LiberationSerif", "LiberationSerif-Bold"]


def test_a_page_sees_no_font_of_the_machine_unless_it_asks_for_one():
    places = {Path(font.path).parent for font in find_fonts().fonts() if font.path}
    assert places == {SHIPPED[0].parent}
    assert name_embedded_fonts([make_pdf("Không có phông này")]) == [
        "LiberationSerif",
        "LiberationSerif-Bold",
    ]


def test_a_font_of_the_machine_is_used_where_a_page_asks_for_it(monkeypatch):
    machine = fonts.typst.Fonts(include_system_fonts=False, font_paths=[str(Path(DEJAVU).parent)])
    monkeypatch.setattr(fonts, "find_fonts", lambda of_machine=False: machine)
    monkeypatch.setattr("camket.publishing.pages.pdf.find_fonts", lambda of_machine=False: machine)
    assert name_embedded_fonts([make_pdf("DejaVu Sans")]) == ["DejaVuSans", "DejaVuSans-Bold"]
    [found] = [name for name in list_fonts(["DejaVu Sans"]) if name.startswith("DejaVuSans.ttf ")]
    assert found not in list_fonts([])


def test_a_shipped_font_is_named_by_its_file():
    [regular] = find_font_files(["LiberationSerif"])
    assert (regular.family, regular.file, regular.used_by) == (
        "Liberation Serif", "LiberationSerif-Regular.ttf", "typst",
    )  # fmt: skip


def test_a_font_that_comes_with_typst_is_held_by_its_library():
    [regular] = find_font_files(["LibertinusSerif-Regular"])
    assert (regular.family, regular.used_by) == ("Libertinus Serif", "typst")
    assert regular.file.startswith("_typst")
    assert len(regular.sha256) == 64


def test_a_font_that_is_nowhere_is_left_out():
    assert find_font_files(["KhongCo-Regular"]) == []


@pytest.mark.parametrize("family", ["DejaVu Sans", "Tên khác hẳn"])
def test_a_font_file_is_found_by_the_name_within_it(monkeypatch, family):
    one = SimpleNamespace(family=family, path=DEJAVU)
    monkeypatch.setattr(fonts, "find_fonts", lambda of_machine: SimpleNamespace(fonts=lambda: [one]))
    [found] = find_font_files(["DejaVuSans"])
    assert (found.name, found.file) == ("DejaVuSans", "DejaVuSans.ttf")


def test_charts_are_set_in_the_shipped_font():
    assert [(font.name, font.file, font.used_by) for font in list_chart_fonts()] == [
        ("LiberationSerif-Bold", "LiberationSerif-Bold.ttf", "matplotlib"),
        ("LiberationSerif", "LiberationSerif-Regular.ttf", "matplotlib"),
    ]
    with mpl.rc_context({"font.family": add_chart_fonts()}):
        text = Figure().text(0, 0, "Chữ", weight="bold", style="italic")
        assert mpl.font_manager.findfont(text.get_fontproperties()) == str(
            SHIPPED[0].with_name("LiberationSerif-BoldItalic.ttf")
        )
