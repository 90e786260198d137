"""The fonts of a page are known by name and by the file that holds them."""

from datetime import date
from types import SimpleNamespace

import matplotlib
import pytest

from camket.publishing.blocks.block import Cover, Paragraph
from camket.publishing.pages import fonts
from camket.publishing.pages.fonts import find_font_files, list_chart_fonts, name_embedded_fonts
from camket.publishing.pages.page import Page
from camket.publishing.pages.pdf import page_to_pdf

DEJAVU = f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf"


def make_pdf(*families):
    cover = Cover(
        title="Trang", agency="Sở", superior="UBND", issued=date(2022, 11, 9), fonts=families, label="",
    )  # fmt: skip
    return page_to_pdf(Page(cover=cover, blocks=(Paragraph(text=("Chữ thường",)),)))


def test_a_pdf_names_the_fonts_that_it_holds_a_part_of():
    found = name_embedded_fonts([make_pdf("Libertinus Serif"), b"%PDF-1.7 no font"])
    assert found == ["LibertinusSerif-Bold", "LibertinusSerif-Regular"]


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
    monkeypatch.setattr(fonts, "find_fonts", lambda: SimpleNamespace(fonts=lambda: [one]))
    [found] = find_font_files(["DejaVuSans"])
    assert (found.name, found.file) == ("DejaVuSans", "DejaVuSans.ttf")


def test_charts_are_set_in_the_font_that_matplotlib_ships():
    assert [(font.name, font.file, font.used_by) for font in list_chart_fonts()] == [
        ("DejaVuSans", "DejaVuSans.ttf", "matplotlib"), ("DejaVuSans-Bold", "DejaVuSans-Bold.ttf", "matplotlib"),
    ]  # fmt: skip
