"""Makes the pictures of `docs/gallery.md` from the outputs of a period: `python docs/make_gallery.py [PERIOD]`.

Needs Chromium, poppler (`pdftoppm`) and LibreOffice (`soffice`) on the path; `make gallery` runs the period first.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
LAPTOP, PHONE = (1366, 820), (360, 740)
# picture: file of the outputs, page
SHEETS = {
    "appendix_1": ("pdf/appendix_1.pdf", 1),
    "appendix_2": ("pdf/appendix_2.pdf", 1),
    "cut_off_2": ("pdf/cut_off.pdf", 2),
    "appendix_4": ("pdf/appendix_4.pdf", 1),
    "report": ("report.docx", 1),
}


def main(period: str) -> None:
    """Draws every picture anew; each has at most 64 colours, which greys and one tint do not exceed."""
    outputs = HERE.parent / "outputs" / period
    with tempfile.TemporaryDirectory() as scratch:
        for name, (file, number) in SHEETS.items():
            save(name, draw_sheet(outputs / file, number, Path(scratch)))
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, size, dark, file, act in SCREENS:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                device_scale_factor=1 if size == LAPTOP else 1.5,
                color_scheme="dark" if dark else "light",
            )
            page = context.new_page()
            path, _, place = file.partition("#")
            page.goto(f"{(outputs / path).as_uri()}#{place}")
            act(page)
            save(name, page.screenshot())
            context.close()
        browser.close()


def draw_sheet(file: Path, number: int, scratch: Path) -> bytes:
    """A page of a document as it is printed."""
    if file.suffix != ".pdf":
        command = ["soffice", f"-env:UserInstallation={(scratch / 'profile').as_uri()}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", "pdf", "--outdir", scratch, file], check=True, capture_output=True
        )
        file = scratch / f"{file.stem}.pdf"
    command = ["pdftoppm", "-r", "90", "-f", str(number), "-l", str(number), "-png", str(file)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def save(name: str, picture: bytes) -> None:
    """Writes a picture as a small PNG."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(64, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


def leave(page: Page) -> None:
    """The page as it opens."""


def filter_items(page: Page) -> None:
    """The commitments that await appraisal, sorted by deadline."""
    page.locator("form select").first.select_option("Chờ thẩm định")
    page.get_by_role("button", name="Thời hạn").click()
    page.locator("output", has_text="Thời hạn").wait_for()
    page.locator("output", has_not_text="149 / 149").wait_for()
    page.locator("form").first.evaluate("form => form.scrollIntoView()")


def show_items(page: Page) -> None:
    """The first cards of a table of texts."""
    page.locator("caption").first.evaluate("caption => caption.scrollIntoView()")


def show_counts(page: Page) -> None:
    """A wide table, scrolled to the right; the units stay."""
    page.locator("form").first.evaluate("form => form.scrollIntoView()")
    page.locator(".scroll").first.evaluate("frame => frame.scrollTo(190, 230)")


def show_slide(page: Page) -> None:
    """A slide, once it has come to rest."""
    page.locator("section.present .bars").first.wait_for()
    page.wait_for_timeout(1000)


SCREENS = (
    ("cut_off_laptop", LAPTOP, False, "html/cut_off.html", leave),
    ("appendix_1_phone", PHONE, False, "html/appendix_1.html", show_counts),
    ("appendix_2_filtered", LAPTOP, False, "html/appendix_2.html", filter_items),
    ("appendix_2_phone", PHONE, True, "html/appendix_2.html", show_items),
    ("trace", LAPTOP, False, "trace.html#SNV-03", leave),
    ("slide", LAPTOP, False, "slides.html#/3", show_slide),
)

if __name__ == "__main__":
    main(*sys.argv[1:] or ["2022-10"])
