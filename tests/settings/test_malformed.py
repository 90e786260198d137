"""Malformed settings: each is refused with file, key, finding, expectation and remedy, before anything is made."""

import re
from importlib.resources import files

import pytest

from camket.cli.main import main
from camket.errors import InputError
from camket.intake.joining.reading_context import read_settings
from camket.settings.decisions import read_lines
from camket.settings.project import open_folder

UNITS = """code,name,group,order,aliases,valid_from,valid_to,successor,email
SNV,Sở Nội vụ,department,1,,,,,
STC,Sở Tài chính,department,2,Sở TC,,,,so-tc@vinhxuyen.example
HLH,UBND huyện Long Hà,district,3,Long Hà,,,,
HLB,UBND huyện Long Hà Bắc,district,4,,,2021-12-31,HLH,
"""
PERIOD = """title = "nội dung cam kết hành động với UBND Tỉnh"
year = 2022
cut_off = 2022-10-30
superior_in_text = "UBND Tỉnh"
notice = ""
common_tasks = []
[report]
number = "01/BC"
day = 2022-11-09
agency = "Sở Kế hoạch"
superior = "UBND tỉnh Vĩnh Xuyên"
place = "Vĩnh Xuyên"
"""
DECISIONS = """record_id,field,value,expect,reason,document,decided_by,decided_on
SNV-01,cut_off_status,completed,unresolved,Đã xem văn bản,Quyết định số 1,Trần Thị Bình,2022-11-02
"""
FIELDS = """[[field]]
name = "money"
label = "Kinh phí"
type = "integer"
source = "reported"
"""
SCHEME = files("camket.settings").joinpath("scheme.toml").read_text("utf-8")

# The TOML cases: a name, the text that is replaced (or empty: the text is added to the end), the new text, and what
# the message's place has to name.
PERIOD_CASES = [
    ("a number that is not one", "year = 2022", "year = nan", "year"),
    ("an infinite year", "year = 2022", "year = inf", "year"),
    ("a year of 5,000 digits", "year = 2022", "year = " + "2" * 5_000, "dòng 2"),
    ("a year of 4,000 digits", "year = 2022", "year = " + "2" * 4_000, "year"),
    ("a hexadecimal year of 9,000 digits", "year = 2022", "year = 0x" + "f" * 9_000, "year"),
    ("a negative year", "year = 2022", "year = -2022", "year"),
    ("a threshold beyond all bounds", "", "[registration]\nfar_from_rest = inf\n", "far_from_rest"),
    ("a threshold that is no number", "", "[registration]\nfar_from_rest = nan\n", "far_from_rest"),
    ("a threshold that nothing reaches", "", "[registration]\nfar_from_rest = 1e300\n", "far_from_rest"),
    ("a share that is no number", "", "[registration]\ncommon_sure = nan\n", "common_sure"),
    ("certain below what is asked", "", "[registration]\ncommon_sure = 0.2\ncommon_asked = 0.9\n", "common_asked"),
    ("a truth value for a number", "", "[thresholds]\nsame_number = true\n", "same_number"),
    ("a share typed as a percentage", "", "[registration]\ncommon_sure = 60\n", "common_sure"),
    ("no font", "", "[layout]\nfonts = []\n", "fonts"),
    ("an empty font name", "", '[layout]\nfonts = [""]\n', "fonts"),
    ("a font name of blanks", "", '[layout]\nfonts = ["   "]\n', "fonts"),
    ("a font name of 400 characters", "", f'[layout]\nfonts = ["{"A" * 400}"]\n', "fonts"),
    ("a font twice", "", '[layout]\nfonts = ["Tinos", "tinos"]\n', "fonts"),
    ("a hundred fonts", "", f"[layout]\nfonts = {[f'Font {n}' for n in range(100)]}\n", "fonts"),
    ("a font as a string", "", '[layout]\nfonts = "Tinos"\n', "fonts"),
    ("a number as a font", "", "[layout]\nfonts = [12]\n", "fonts"),
    ("margins wider than the page", "", "[layout]\nmargins_mm = [9999, 15, 20, 30]\n", "margins_mm"),
    ("negative margins", "", "[layout]\nmargins_mm = [20, -15, 20, 30]\n", "margins_mm"),
    ("margins that leave no room", "", "[layout]\nmargins_mm = [20, 110, 20, 110]\n", "margins_mm"),
    ("margins of nothing", "", "[layout]\nmargins_mm = [0, 0, 0, 0]\n", "margins_mm"),
    ("three margins", "", "[layout]\nmargins_mm = [20, 15, 20]\n", "margins_mm"),
    ("an infinite margin", "", "[layout]\nmargins_mm = [20, 15, 20, inf]\n", "margins_mm"),
    ("truth values for margins", "", "[layout]\nmargins_mm = [true, true, true, true]\n", "margins_mm"),
    ("a title of 250 characters", "nội dung cam kết hành động", "nội dung " * 28, "title"),
    ("a title of blanks", '"nội dung cam kết hành động với UBND Tỉnh"', '"   "', "title"),
    ("a bell in the title", "nội dung cam kết", r"nội dung\u0007 cam kết", "title"),
    ("a NUL in the title", "nội dung cam kết", r"nội dung\u0000 cam kết", "title"),
    ("a C1 control in the title", "nội dung cam kết", r"nội dung\u0085 cam kết", "title"),
    ("a line break in the title", "nội dung cam kết", r"nội dung\ncam kết", "title"),
    ("a tab in the title", "nội dung cam kết", r"nội dung\tcam kết", "title"),
    ("a line separator in the title", "nội dung cam kết", r"nội dung\u2028cam kết", "title"),
    ("a sign without glyph in the title", "nội dung cam kết", "nội dung ✅ cam kết", "title"),
    ("a sign without glyph in the agency", 'agency = "', 'agency = "Sở 👍 ', "report.agency"),
    ("a bidirectional override in the title", "nội dung cam kết", r"nội dung\u202ecam kết", "title"),
    ("a bidirectional isolate in the title", "nội dung cam kết", r"nội dung\u2067cam kết", "title"),
    ("a sign of private use in the title", "nội dung cam kết", r"nội dung\uf0fe cam kết", "title"),
    ("a sign that Unicode does not have", "nội dung cam kết", r"nội dung\uffff cam kết", "title"),
    ("a replacement character in the title", "nội dung cam kết", r"n\ufffdi dung cam kết", "title"),
    ("an agency of 320 characters", "Sở Kế hoạch", "Sở Kế hoạch " * 27, "report.agency"),
    ("a superior of 400 characters", "UBND tỉnh Vĩnh Xuyên", "UBND tỉnh " * 40, "report.superior"),
    ("a place of 300 characters", 'place = "Vĩnh Xuyên"', f'place = "{"Vĩnh Xuyên " * 30}"', "report.place"),
    ("a place of blanks", 'place = "Vĩnh Xuyên"', 'place = " "', "report.place"),
    ("a report number of 500 characters", '"01/BC"', f'"{"01/" * 170}BC"', "report.number"),
    ("a line break in the report number", '"01/BC"', r'"01\n/BC"', "report.number"),
    ("a notice of 9,000 characters", 'notice = ""', f'notice = "{"lưu ý " * 1_500}"', "notice"),
    ("an override in the notice", 'notice = ""', r'notice = "a\u202eb"', "notice"),
    ("an empty common task", "common_tasks = []", 'common_tasks = [""]', "common_tasks"),
    ("a common task of signs", "common_tasks = []", 'common_tasks = ["..."]', "common_tasks"),
    ("a common task of 300 words", "common_tasks = []", f'common_tasks = ["{"trồng rừng " * 150}"]', "common_tasks"),
    ("a common task twice", "common_tasks = []", 'common_tasks = ["Trồng rừng", "trồng  rừng"]', "common_tasks"),
    ("tasks as one string", "common_tasks = []", 'common_tasks = "Trồng rừng"', "common_tasks"),
    ("many common tasks", "common_tasks = []", f"common_tasks = {[f'Việc {n}' for n in range(999)]}", "common_tasks"),
    ("a legal basis with a control", "", r'legal_bases = ["Căn cứ\u001b[2J"]' + "\n", "report.legal_bases"),
    ("a legal basis of 9,000 characters", "", f'legal_bases = ["{"Căn cứ " * 1_500}"]\n', "report.legal_bases"),
    ("a recipient of blanks", "", 'recipients = ["UBND Tỉnh", " "]\n', "report.recipients"),
    ("a signer of 500 characters", "", f'signer_name = "{"Nguyễn " * 80}"\n', "report.signer_name"),
    ("forty titles of the signer", "", f"signer_titles = {['PHÓ GIÁM ĐỐC'] * 40}\n", "report.signer_titles"),
    ("a number of seconds for the day", "day = 2022-11-09", "day = 1667952000", "report.day"),
    ("a truth value for the day", "day = 2022-11-09", "day = true", "report.day"),
    ("seconds in quotes for the cut-off day", "cut_off = 2022-10-30", 'cut_off = "1667088000"', "cut_off"),
    ("a report day in the year 9999", "day = 2022-11-09", "day = 9999-12-31", "report.day"),
    ("a report day a century early", "day = 2022-11-09", "day = 1922-11-09", "report.day"),
    ("a list for a text", '"01/BC"', '["01/BC"]', "report.number"),
    ("a table for a text", '"01/BC"', "{a = 1}", "report.number"),
    ("deep arrays", "common_tasks = []", "common_tasks = " + "[" * 20_000 + "]" * 20_000, "dòng 6"),
    ("deep tables", "", "x = " + "{a=" * 20_000 + "1" + "}" * 20_000 + "\n", "dòng 13"),
    ("a dotted key of 100,000 parts", "", "a" + ".a" * 100_000 + " = 1\n", "period.toml"),
    ("a dotted key of 30,000 parts", "", "a" + ".a" * 30_000 + " = 1\n", "dòng 13"),
    ("a dotted heading of quoted parts", "", "[" + '"a" . ' * 30_000 + "a]\n", "dòng 13"),
    ("two megabytes of comment", "", "# lời ghi chú\n" * 150_000, "period.toml"),
    ("an unclosed text of 150,000 quotes", "", 'x = """' + '\\"' * 75_000, "period.toml"),
    ("a NUL in the file", "", "x = 1\0\n", "period.toml"),
    ("a carriage return alone", "", "x = 1\ry = 2\n", "period.toml"),
]  # fmt: skip
_LABEL = 'label = "hoàn thành"'
SCHEME_CASES = [
    ("deep arrays", SCHEME, "group = " + "[" * 20_000 + "]" * 20_000, "dòng 1"),
    ("a control in a label", _LABEL, r'label = "hoàn\u0007 thành"', "label"),
    ("an override in a label", _LABEL, r'label = "hoàn\u202e thành"', "label"),
    ("a label of 400 characters", _LABEL, f'label = "{"hoàn thành " * 40}"', "label"),
    ("a label of blanks", _LABEL, 'label = " "', "label"),
    ("a pattern of 3,000 characters", r"finds = ['\bhoàn thành']", f"finds = ['{'hoàn thành|' * 300}']", "finds"),
    ("a hatch of 400 strokes", 'hatch = ""', f'hatch = "{"/" * 400}"', "hatch"),
    ("a state twice in one status", '["done"]', '["done", "done"]', "from"),
    ("a basis twice", 'bases = ["cut_off", "full_year"]', 'bases = ["cut_off", "cut_off"]', "bases"),
    ("a level of 5,000 digits", "[[group]]", "[[group]]\nlevel = " + "2" * 5_000, "dòng"),
    ("a truth value as a level", "level = 1", "level = true", "level"),
    ("a level of a billion", "level = 1", "level = 1000000000", "level"),
]  # fmt: skip
FIELDS_CASES = [
    ("deep arrays", "", "headings = " + "[" * 20_000 + "]" * 20_000, "dòng 6"),
    ("a dotted key of 30,000 parts", "", "a" + ".a" * 30_000 + " = 1\n", "dòng 6"),
    ("a width that is no number", "", "width = nan\n", "width"),
    ("an infinite width", "", "width = inf\n", "width"),
    ("a truth value as width", "", "width = true\n", "width"),
    ("a control in a label", '"Kinh phí"', r'"Kinh\u0007 phí"', "label"),
    ("a label of blanks", '"Kinh phí"', '"  "', "label"),
    ("an override in a heading", "", r'headings = ["Tiền\u202e"]' + "\n", "headings"),
    ("a heading of 900 characters", "", f'headings = ["{"Tiền " * 180}"]\n', "headings"),
    ("a name of 300 characters", '"money"', f'"{"m" * 300}"', "name"),
    ("a description of 9,000 characters", "", f'description = "{"tiền " * 1_800}"\n', "description"),
    ("a choice twice", 'type = "integer"', 'type = "choice"\nchoices = ["Có", "có"]', "field.0"),
    ("a day that can never be", '"integer"', '"day"\nnot_before = "year_end"\nnot_after = "year"', "field.0"),
    ("many fields", "", "".join(FIELDS.replace("mon", f"m{n}").replace("phí", f"{n}") for n in range(99)), "field"),
]  # fmt: skip
UNITS_CASES = [
    ("a NUL in a name", "Sở Nội vụ", "Sở \0Nội vụ", "dòng 2"),
    ("a quotation mark that does not close", "Sở Nội vụ", '"Sở Nội vụ', "dòng 2"),
    ("a column twice", "aliases,", "name,", "dòng 1"),
    ("a name of 900 characters", "Sở Nội vụ", "Sở Nội vụ " * 90, "name"),
    ("a name without a letter", "Sở Nội vụ", "...", "name"),
    ("an alias of 70,000 characters", "Sở TC", "Sở TC" * 14_000, "dòng 3"),
    ("an alias of one letter", "Sở TC", "S", "aliases"),
    ("an alias without a letter", "Sở TC", "---", "aliases"),
    ("an alias that is another's name", "Sở TC", "Sở Nội vụ", "dòng 3"),
    ("ten thousand aliases", "Sở TC", ";".join(f"T{n}" for n in range(10_000)), "aliases"),
    ("an order of 5,000 digits", ",1,", f",{'1' * 5_000},", "order"),
    ("an order of 40 digits", ",1,", f",{'1' * 40},", "order"),
    ("a negative order", ",1,", ",-1,", "order"),
    ("an order that is no number", ",1,", ",nan,", "order"),
    ("an infinite order", ",1,", ",inf,", "order"),
    ("a day in seconds", "2021-12-31", "1640908800", "valid_to"),
    ("a day that the calendar lacks", "2021-12-31", "31/02/2021", "valid_to"),
    ("a successor that is nowhere", "2021-12-31,HLH", "2021-12-31,KHONGCO", "successor"),
    ("a successor of itself", "2021-12-31,HLH", "2021-12-31,HLB", "successor"),
    ("an address with a second line", "so-tc@vinhxuyen.example", '"a@b.vn\nBcc: c@d.vn"', "email"),
    ("an address without a domain", "so-tc@vinhxuyen.example", "so-tc", "email"),
    ("an address of 400 characters", "so-tc@", f"{'a' * 400}@", "email"),
    ("100,000 units", "", "".join(f"A{n},Ban {n},department,{n + 9},,,,,\n" for n in range(100_000)), "units.csv"),
    ("a head of a hundred thousand columns", "email\n", "email" + ",x" * 100_000 + "\n", "dòng 1"),
    ("no unit at all", UNITS.partition("\n")[2], "", "units.csv"),
]  # fmt: skip
DECISION_CASES = [
    ("a NUL in the reason", "Đã xem", "Đã\0 xem", "dòng 2"),
    ("a quotation mark that does not close", "Đã xem", '"Đã xem', "dòng 2"),
    ("a name of signs", "Trần Thị Bình", "...", "decided_by"),
    ("a day in seconds", "2022-11-02", "1667347200", "decided_on"),
    ("a column twice", "document,", "reason,", "dòng 1"),
    ("200,000 lines", "", (DECISIONS.splitlines()[1] + "\n") * 200_000, "decisions.csv"),
]  # fmt: skip

FILES = {
    "2022-10/period.toml": (PERIOD, PERIOD_CASES),
    "scheme.toml": (SCHEME, SCHEME_CASES),
    "fields.toml": (FIELDS, FIELDS_CASES),
    "units.csv": (UNITS, UNITS_CASES),
    "2022-10/decisions.csv": (DECISIONS, DECISION_CASES),
}
CASES = [
    pytest.param(file, base, *case, id=f"{file}: {case[0]}")
    for file, (base, cases) in FILES.items()
    for case in cases
]


@pytest.fixture
def project(tmp_path):
    raw = tmp_path / "data" / "raw"
    (raw / "2022-10" / "submissions").mkdir(parents=True)
    for file, (base, _) in FILES.items():
        (raw / file).write_text(base, encoding="utf-8")
    return tmp_path


def read_all(project):
    folder = open_folder(project, "2022-10")
    read_lines(folder.raw / "decisions.csv", "data/raw/2022-10/decisions.csv")
    return read_settings(folder)


def test_the_settings_that_the_cases_start_from_are_sound(project):
    assert len(read_all(project).units) == 3


@pytest.mark.parametrize(("file", "base", "name", "old", "new", "place"), CASES)
def test_a_malformed_setting_is_refused_by_its_place(project, file, base, name, old, new, place):
    text = base.replace(old, new, 1) if old else base + new
    assert text != base
    (project / "data" / "raw" / file).write_bytes(text.encode())
    with pytest.raises(InputError) as caught:
        read_all(project)
    error = caught.value
    assert error.where.startswith(f"data/raw/{file}")
    assert place in error.where
    assert all((error.found, error.expected, error.remedy))
    assert len(str(error)) < 2_000
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x80-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]", str(error))
    assert not re.search(r"should|Input|must", str(error))


def test_the_command_ends_with_10_and_makes_nothing(project, capsys):
    path = project / "data" / "raw" / "2022-10" / "period.toml"
    path.write_text(PERIOD + "[layout]\nfonts = []\n", encoding="utf-8")
    before = sorted(project.rglob("*"))
    assert main(["check", "2022-10", "--project", str(project)]) == 10
    assert "ít nhất 1 mục" in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('notice = ""', 'notice = """Lưu ý:\nsố liệu giả lập"""'),
        ("nội dung cam kết", "nội dung [cam.kết]"),
        ('"01/BC"', '"[[[[[[[[[[01.a.b.c.d.e.f.g.h.i/BC"'),
        ("[report]", "# [[[[[[[[[[ a.b.c.d.e.f.g.h.i.j\n[report]"),
        ("day = 2022-11-09", 'day = "2022-11-09"'),
        ("common_tasks = []", r'common_tasks = ["Việc \"a.b.c.d.e.f.g.h.i.j\" [[[[[[[[["]'),
        ("year = 2022", "year = 2022.0"),
        ('superior_in_text = "UBND Tỉnh"', f'superior_in_text = "{"Ủy ban " * 14}"'),
    ],
)
def test_what_only_looks_malformed_is_read(project, old, new):
    (project / "data" / "raw" / "2022-10" / "period.toml").write_text(
        PERIOD.replace(old, new), encoding="utf-8"
    )
    read_all(project)


@pytest.mark.parametrize("margins", ["[10, 10, 10, 10]", "[60, 60, 60, 60]"])
def test_margins_that_leave_room_for_text_are_taken(project, margins):
    with (project / "data" / "raw" / "2022-10" / "period.toml").open("a", encoding="utf-8") as file:
        file.write(f"[layout]\nmargins_mm = {margins}\n")
    assert list(read_all(project).period.layout.margins_mm) == [int(margins[1:3])] * 4


def test_a_unit_may_keep_its_code_under_a_new_name(project):
    with (project / "data" / "raw" / "units.csv").open("a", encoding="utf-8") as file:
        file.write("STC,Sở Tài chính - Vật giá,department,2,,,2010-12-31,STC;SNV,\n")
    assert len(read_all(project).units) == 3
