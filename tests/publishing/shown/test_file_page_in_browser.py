"""The page of a file as a user meets it: with a keyboard, on a phone, in the dark, on paper."""

import shutil

import openpyxl
import pytest
from openpyxl.comments import Comment

from camket.pipeline import prepare_period
from camket.publishing.shown.file_page import publish_file
from camket.settings.project import open_folder


@pytest.fixture(scope="module")
def page_file(made_small_project, tmp_path_factory):
    project = shutil.copytree(made_small_project, tmp_path_factory.mktemp("page"), dirs_exist_ok=True)
    path = project / "data/raw/2022-10/submissions/SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active.append([9, "Trồng cây gây rừng ven biển", "Đã trồng 5 ha", "", None])
    book.active["G2"] = "không có tiêu đề"
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    folder = open_folder(project, "2022-10")
    return publish_file(folder, "submissions/SNV.xlsx", prepare_period(folder))


def test_no_text_of_a_file_runs_or_becomes_markup(small_project, open_page):
    attack = '<img src=x onerror="document.title=1"></style></script><script>document.title=2</script>\'"&lt;{{7*7}}'
    name = "SNV <svg onload=alert(1)> #%41'\".xlsx"
    path = small_project / "data/raw/2022-10/submissions/SNV.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet.title = "<b onclick=1>&'\""
    sheet["C2"] = attack
    sheet["C2"].comment = Comment(attack, attack)
    sheet["G1"], sheet["G2"], sheet["H1"], sheet["H2"] = (
        attack,
        attack,
        "javascript:alert(1)",
        "=cmd|' /C calc'!A0",
    )
    sheet["H2"].data_type = "s"
    sheet["B3"].hyperlink = "javascript:alert(1)"
    sheet.append([9, attack, attack, "\u202eexe.slx", "_x0041_\t\n"])
    sheet.oddHeader.center.text = attack
    book.create_sheet("Nháp <i>")["A1"] = attack
    book["Nháp <i>"].sheet_state = "hidden"
    book.save(path.with_name(name))
    path.unlink()
    folder = open_folder(small_project, "2022-10")
    page = open_page(publish_file(folder, f"submissions/{name}", prepare_period(folder)))
    assert page.title() == f"Kết quả đọc tệp submissions/{name}"
    assert page.locator("main").inner_text().count("{{7*7}}") > 8
    found = page.evaluate(
        "[...document.querySelectorAll('a, img, svg, b, i, iframe, main script')].length"
        " + [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(a => /^on/.test(a.name))).length"
    )
    assert found == 0
    assert "\u202e" not in page.content()


def is_seen(page, number):
    return page.locator("tr[data-outcome]").nth(number - 1).evaluate(
        "row => getComputedStyle(row).visibility === 'visible'"
    )  # fmt: skip


def test_a_row_is_coloured_and_labelled_by_what_it_was_taken_for(page_file, open_page):
    page = open_page(page_file)
    cells = page.locator("tr[data-outcome=joined] td")
    background = "cell => getComputedStyle(cell).backgroundColor"
    assert cells.nth(2).evaluate(background) != page.locator("body").evaluate(background)
    assert page.locator("tr.kind-header .kind").first.inner_text() == "TĐ"
    assert "Ghép được" in cells.first.inner_text()


def test_the_filter_hides_rows_by_keyboard_and_shows_them_again(page_file, open_page):
    page = open_page(page_file)
    page.locator("input[value=joined]").focus()
    page.keyboard.press("Space")
    assert not is_seen(page, 2)
    assert is_seen(page, 5)
    assert "Đang hiện 4 / 5 dòng" in page.locator("output").inner_text()
    page.get_by_role("button", name="Tất cả các dòng").press("Enter")
    page.locator("tr.off").first.wait_for(state="detached")
    assert is_seen(page, 2)


def test_the_next_row_to_look_at_gets_the_focus(page_file, open_page):
    page = open_page(page_file)
    for outcome in ("unread", "asked", "unused", "unread"):
        page.get_by_role("button", name="Đến dòng cần xem tiếp theo").press("Enter")
        assert page.evaluate("document.activeElement.dataset.outcome") == outcome


def test_paper_shows_every_row_with_its_colours_and_the_legend(page_file, open_page):
    page = open_page(page_file)
    page.get_by_role("button", name="Chỉ dòng cần xem").click()
    assert not is_seen(page, 2)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert is_seen(page, 2)
    adjust = "cell => getComputedStyle(cell).printColorAdjust"
    assert page.locator("td.look-field").first.evaluate(adjust) == "exact"
    assert page.locator(".legend").evaluate("legend => legend.open")
    assert not page.locator(".buttons").is_visible()


def test_the_page_does_not_scroll_sideways_on_a_phone(page_file, open_page):
    page = open_page(page_file, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_page_breaks_no_rule_of_accessibility(page_file, find_barriers):
    assert find_barriers(page_file) == []
