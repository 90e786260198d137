"""Every workbook is made with the kit: nothing else opens one, makes a format or writes a text into a cell."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "camket"
KIT = "publishing/workbooks"


@pytest.mark.parametrize(
    ("call", "home"),
    [
        (r"xlsxwriter\.Workbook\(", f"{KIT}/book.py"),
        (r"\.add_format\(", f"{KIT}/book.py"),
        (r"\.set_properties\(", f"{KIT}/book.py"),
        (r"\.write_string\(", f"{KIT}/cell_text.py"),
    ],
)
def test_one_module_does_it_for_all(call, home):
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(call, path.read_text(encoding="utf-8"))
    }
    assert found == {home}
