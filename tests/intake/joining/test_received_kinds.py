"""One table says what is looked for in each kind of file that a period receives."""

import openpyxl
import pytest

from camket.errors import InputError
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.received_kinds import KINDS, PROGRAMME, SIGNED_LIST, SUBMISSION
from camket.settings.project import open_folder
from camket.settings.units import Unit

CONTEXT = ReadingContext([Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)])
PLACES = ["register.xlsx", "submissions/a.xlsx", "registrations/a.xlsx", "programme.xlsx"]


@pytest.fixture
def folder(tmp_path):
    """A period whose files all hold a table of contents below the bare name of a unit."""
    raw = tmp_path / "data" / "raw" / "2022-10"
    for place in PLACES:
        (raw / place).parent.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook()
        for row in (["TT", "Nội dung", "Kết quả"], [None, "Sở Nội vụ"], [1, "Mở lớp", "Đã mở"]):
            book.active.append(row)
        book.save(raw / place)
    (raw / "period.toml").touch()
    return open_folder(tmp_path, "2022-10")


def test_every_file_of_a_period_is_of_one_kind(folder):
    assert [folder.place(path) for kind in KINDS for path in kind.list_paths(folder)] == PLACES


def test_results_are_looked_for_in_submissions_and_titles_everywhere_but_in_the_programme(folder):
    read = {}
    for kind in KINDS:
        [path] = kind.list_paths(folder)
        [table] = kind.read(path, folder, CONTEXT).tables
        read[kind.columns] = [row.kind for row in table.rows], sorted(table.fields)
    titled, plain = ["header", "section", "record"], ["header", "record", "record"]
    assert {name: kinds for name, (kinds, _) in read.items()} == {
        "register": titled, "submissions": titled, "registrations": titled, "programme": plain
    }  # fmt: skip
    assert all(fields == ["content", "item_no", "result_text"] for _, fields in read.values())


@pytest.mark.parametrize(
    ("kind", "missing"),
    [(SIGNED_LIST, "cột số thứ tự"), (SUBMISSION, "cột kết quả"), (PROGRAMME, "cơ quan chủ trì")],
)
def test_a_file_without_a_table_is_refused_with_the_table_that_its_kind_needs(folder, kind, missing):
    [path] = kind.list_paths(folder)
    openpyxl.Workbook().save(path)
    assert kind.open(path, folder, CONTEXT).tables == ()
    with pytest.raises(InputError) as caught:
        kind.read(path, folder, CONTEXT)
    assert missing in caught.value.expected
