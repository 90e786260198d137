"""Word documents in which containers, boxes, choices, notes and marks stand around or inside the cells."""

import io
import zipfile

import pytest

from camket.intake.formats.file_kinds import recognise
from camket.intake.formats.sheet import label_notes
from camket.intake.formats.word import read_document
from word_files import (
    END,
    SEPARATE,
    box,
    branches,
    cell,
    control,
    custom,
    document,
    math,
    notes_part,
    of,
    old_drop_down,
    paragraph,
    plain,
    plain_table,
    row,
    run,
    smart,
    table,
)  # fmt: skip

ROWS = [["1", "Trồng rừng", "40 ha", "đạt 31 ha"], ["2", "Mở lớp", "5 lớp", "mở 2 lớp"]]


def sheets(body, **more):
    return read_document(document(body, **more)).sheets


def grid(sheet):
    return [[each.text for each in line] for line in sheet.rows]


def in_cell(inside, **more):
    """The cell of a table whose only paragraph holds `inside`."""
    (sheet,) = sheets(table(row(cell(paragraph(inside)))), **more)
    return sheet.rows[0][0]


WRAPPERS = {
    "a control": control,
    "a control in a control": lambda inside: control(control(inside)),
    "custom XML": custom,
    "custom XML in a control in custom XML": lambda inside: custom(control(custom(inside))),
    "a smart tag": smart,
    "compatible content": lambda inside: branches(inside, inside),
    "a tracked insertion": lambda inside: f'<w:ins w:id="1" w:author="x">{inside}</w:ins>',
}


@pytest.mark.parametrize("wrap", WRAPPERS.values(), ids=WRAPPERS)
@pytest.mark.parametrize("level", ["run", "paragraph", "cell", "first cell", "row", "last rows", "table"])
def test_a_container_around_any_level_changes_nothing(wrap, level):
    def at(name, inside):
        return wrap(inside) if name == level else inside

    (first, second) = ROWS
    cells = [
        at("first cell", plain(first[0])),
        plain(first[1]),
        at("cell", cell(at("paragraph", paragraph(at("run", run(first[2])))))),
        plain(first[3]),
    ]
    rows = at("last rows", at("row", row(*cells)) + row(*map(plain, second)))
    (sheet,) = sheets(at("table", table(rows)))
    assert grid(sheet) == ROWS
    assert sheet.rows[1][3].place == "table 1, row 2, column 4"


def test_a_row_in_a_repeating_section_is_numbered_as_it_stands():
    items = "".join(control(row(*map(plain, texts)), "<w14:x/>") for texts in ROWS)
    (sheet,) = sheets(table(control(items, "<w14:x/>"), row(*map(plain, ["3", "c", "d", "e"]))))
    assert [line[0].place for line in sheet.rows] == [f"table 1, row {n}, column 1" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (box(paragraph(run("đạt 31 ha"))), "đạt 31 ha"),
        (branches(box(paragraph(run("đạt 31 ha"))), box(paragraph(run("đạt 31 ha")))), "đạt 31 ha"),
        (branches("<w:drawing/>", box(paragraph(run("đạt 31 ha")))), "đạt 31 ha"),
        (box(paragraph(f"<w:r>{box(paragraph(run('đạt 31 ha')))}</w:r>")), "đạt 31 ha"),
    ],
)
def test_a_text_box_in_a_cell_is_read_once(stored, shown):
    read = in_cell(f"<w:r>{stored}</w:r>")
    assert (read.text, read.problem) == (shown, "")


def test_a_text_box_beside_the_words_of_a_cell_is_a_problem():
    read = in_cell(run("đạt 31 ha") + f"<w:r>{box(paragraph(run('Bỏ nội dung này')))}</w:r>")
    assert "ô có hộp chữ “Bỏ nội dung này”" in read.problem


def test_a_table_in_a_text_box_is_a_table_of_its_own_and_its_paragraphs_stand_before():
    framed = box(paragraph(run("SỞ Y TẾ")) + plain_table(ROWS) + "<w:p/>")
    first, second = sheets(plain_table([["a", "b"]]) + paragraph(f"<w:r>{branches(framed, framed)}</w:r>"))
    assert (grid(second), second.before) == (ROWS, ("SỞ Y TẾ",))
    assert (first.name, second.name) == ("table 1", "table 2")


FRAMES = {
    "one cell": lambda inside: table(row(cell(inside))),
    "in a frame": lambda inside: table(row(cell(table(row(cell(inside))) + "<w:p/>"))),
    "between margins": lambda inside: table(row(plain(""), cell(inside), plain(""))),
    "under a letterhead": lambda inside: table(
        row(plain("UBND TỈNH"), plain("CỘNG HÒA")), row(cell(inside, '<w:gridSpan w:val="2"/>'))
    ),
    "in a control": lambda inside: table(row(control(cell(control(inside))))),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_a_table_in_a_frame_table_is_read_as_a_table(frame):
    *_, sheet = sheets(frame(paragraph(run("SỞ Y TẾ")) + plain_table(ROWS) + "<w:p/>"))
    assert grid(sheet) == ROWS
    assert "SỞ Y TẾ" in sheet.before


def test_a_small_table_in_a_row_of_data_stays_text_of_its_cell():
    inside = cell(plain_table([["ha", "31", "đạt"], ["ha", "9", "còn"]]) + "<w:p/>")
    (sheet,) = sheets(table(row(plain("1"), plain("Trồng rừng"), plain("40 ha"), inside)))
    assert grid(sheet) == [["1", "Trồng rừng", "40 ha", "ha 31 đạt ha 9 còn"]]


def test_rows_of_data_beside_a_framed_table_are_a_table_too():
    inside = cell(plain_table(ROWS) + "<w:p/>", '<w:gridSpan w:val="4"/>')
    first, second = sheets(table(row(inside), row(*map(plain, ["3", "c", "d", "e"]))))
    assert (grid(first), grid(second)) == (ROWS, [["3", "c", "d", "e"]])


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (old_drop_down("1", "Đạt", "Không đạt") + END, "Không đạt"),
        (old_drop_down("1", "Đạt", "Không đạt") + SEPARATE + run("Không đạt") + END, "Không đạt"),
        (old_drop_down("0", "Chọn một mục", "Đạt") + END, ""),
        (old_drop_down("7", "Đạt") + END, ""),
        (control(run("Đạt"), "<w:dropDownList/>"), "Đạt"),
        (control(run("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + run(" Đạt"), "☒ Đạt"),
        (control("<w:r/>", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'), "☒"),
        (control("<w:r/>", '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'), "☐"),
        (run("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + run(" Đạt"), "☑ Đạt"),
        (run("\xa8", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + run(" Đạt"), "☐ Đạt"),
    ],
)
def test_a_choice_is_read_as_chosen(inside, shown):
    read = in_cell(inside)
    assert (read.text, read.problem) == (shown, "")


@pytest.mark.parametrize("default", ["", '<w:default w:val="1"/>'])
def test_an_old_drop_down_that_nobody_touched_is_a_problem(default):
    made = old_drop_down(None, "Đạt", "Không đạt").replace("<w:ddList>", f"<w:ddList>{default}")
    assert "chưa được chọn" in in_cell(made + END).problem


def test_a_box_that_shows_another_state_than_it_stores_is_a_problem():
    read = in_cell(control(run("☐"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'))
    assert "không rõ có được chọn hay không" in read.problem


PROMPT = '<w:rStyle w:val="PlaceholderText"/>'


@pytest.mark.parametrize("level", ["run", "paragraph", "cell"])
@pytest.mark.parametrize("prompt", [run("(điền kết quả)", PROMPT), run("Chọn một mục."), run("Click here")])
def test_a_placeholder_that_nobody_filled_in_is_empty(level, prompt):
    def at(name, inside):
        return control(inside, "<w:showingPlcHdr/><w:text/>") if name == level else inside

    made = at("cell", cell(at("paragraph", paragraph(at("run", prompt)))))
    (sheet,) = sheets(table(row(made, plain("b"))))
    assert (grid(sheet), sheet.rows[0][0].problem) == ([["", "b"]], "")


def test_text_in_a_control_marked_as_empty_is_kept_and_asked_about():
    read = in_cell(control(run("đạt 31 ha"), "<w:showingPlcHdr/>"))
    assert read.text == "đạt 31 ha"
    assert "lời nhắc" in read.problem


def test_an_answer_in_a_control_is_read_whatever_its_style():
    off = '<w:showingPlcHdr w:val="0"/>'
    assert in_cell(control(run("Chọn giống lúa", PROMPT), off)).text == "Chọn giống lúa"


@pytest.mark.parametrize(
    ("equation", "shown"),
    [
        (f"<m:f><m:num>{of('9')}</m:num><m:den>{of('12')}</m:den></m:f>", "9/12"),
        (f"<m:f><m:num>{of('a+b')}</m:num><m:den>{of('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:sSup><m:e>{of('m')}</m:e><m:sup>{of('2')}</m:sup></m:sSup>", "m^2"),
        (f"<m:d><m:e>{of('9')}</m:e></m:d>", "(9)"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{of("9")}</m:e></m:d>', "[9]"),
        (f"<m:rad><m:deg/><m:e>{of('9')}</m:e></m:rad>", "√(9)"),
        (f"{of('98')}<m:x>{of('%')}</m:x>", "98%"),
    ],
)
def test_an_equation_is_read_in_line_with_the_text(equation, shown):
    assert in_cell(f"{run('đạt ')}{math(equation)}{run(' xã')}").text == f"đạt {shown} xã"
    assert in_cell(f"<m:oMathPara>{math(equation)}</m:oMathPara>").text == shown


def test_the_code_of_a_field_is_not_read_even_with_a_field_in_it():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    inner = begin + SEPARATE + run("5") + END
    assert in_cell(f"{begin}{inner}{run(' = 5')}{SEPARATE}{run('đúng')}{END}").text == "đúng"
    assert in_cell(f"{begin}{run('không đóng')}").text == "không đóng"


@pytest.mark.parametrize(
    ("tag", "kind"), [("footnote", "chú thích"), ("endnote", "chú thích"), ("comment", "nhận xét")]
)
def test_a_note_belongs_to_its_cell_and_is_no_part_of_its_text(tag, kind):
    marked = run("Đã xong") + f'<w:r><w:{tag}Reference w:id="2"/></w:r>'
    read = in_cell(control(marked), **notes_part(tag, "chú thích khác", "chưa nghiệm thu"))
    assert (read.text, label_notes(read.notes)) == ("Đã xong", f"{kind}: chưa nghiệm thu")


STYLES = {
    "hidden": ("<w:vanish/>", "bị ẩn"),
    "always hidden": ("<w:specVanish/>", "bị ẩn"),
    "struck": ("<w:strike/>", "bị gạch bỏ"),
}


@pytest.mark.parametrize(("mark", "problem"), STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("kind", ["character", "paragraph", "based on"])
def test_text_that_a_style_hides_or_strikes_is_a_problem(kind, mark, problem):
    of_kind = "paragraph" if kind == "paragraph" else "character"
    style = f'<w:style w:type="{of_kind}" w:styleId="S1"><w:rPr>{mark}</w:rPr></w:style>'
    style += f'<w:style w:type="{of_kind}" w:styleId="S2"><w:basedOn w:val="S1"/></w:style>'
    used = "S2" if kind == "based on" else "S1"

    def change(name, content):
        return (
            content.replace(b"</w:styles>", f"{style}</w:styles>".encode())
            if name == "word/styles.xml"
            else content
        )

    inside = (
        f'<w:pPr><w:pStyle w:val="{used}"/></w:pPr>{run("Đã xong")}'
        if kind == "paragraph"
        else run("Đã xong", f'<w:rStyle w:val="{used}"/>')
    )
    assert problem in in_cell(inside, change=change).problem
    shown = run("Đã xong", f'<w:rStyle w:val="{used}"/>' + mark.replace("/>", ' w:val="0"/>'))
    assert in_cell(shown, change=change).problem == ""


@pytest.mark.parametrize(("mark", "word"), [("<w:vanish/>", "ẩn"), ("<w:strike/>", "gạch bỏ")])
def test_stretches_of_hidden_or_struck_text_are_quoted_apart_and_runs_of_one_together(mark, word):
    first = run("chưa nghiệm ", mark) + run("thu", mark)
    read = in_cell(first + run(" Đã xong ") + run("09 lớp", mark))
    assert f"bị {word} “chưa nghiệm thu”, “09 lớp”," in read.problem


def test_text_that_runs_from_right_to_left_is_a_problem():
    assert "từ phải sang trái" in in_cell(f'<w:bdo w:val="rtl">{run("21/8")}</w:bdo>').problem
    assert in_cell(f'<w:bdo w:val="ltr">{run("8/12")}</w:bdo>').problem == ""


def test_a_table_in_a_narrow_frame_is_read_with_the_text_beside_it_named():
    made = document(table(row(cell(plain_table(ROWS) + "<w:p/>"), plain("Riêng lớp 2 tạm hoãn"))))
    book = read_document(made)
    assert [grid(each) for each in book.sheets] == [ROWS]
    assert "Riêng lớp 2 tạm hoãn" in [each.text for each in book.asides]


def test_text_hidden_only_in_the_web_view_is_read():
    read = in_cell(run("Đã xong", "<w:webHidden/>"))
    assert (read.text, read.problem) == ("Đã xong", "")


def test_a_tracked_change_of_the_look_alone_changes_nothing():
    changed = '<w:rPrChange w:id="1" w:author="x"><w:rPr><w:vanish/><w:strike/></w:rPr></w:rPrChange>'
    read = in_cell(run("Đã xong", changed))
    assert (read.text, read.problem) == ("Đã xong", "")


@pytest.mark.parametrize("mark", ['<w:del w:id="1" w:author="x"/>', "<w:vanish/>"])
def test_a_paragraph_whose_mark_is_deleted_or_hidden_goes_on_in_the_next(mark):
    first = paragraph(f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{run('1')}")
    (sheet,) = sheets(table(row(cell(first + paragraph(run("2 lớp")) + paragraph(run("đạt"))))))
    assert grid(sheet) == [["12 lớp đạt"]]


def test_a_cell_inserted_as_a_tracked_change_is_read():
    (sheet,) = sheets(
        table(row(plain("1"), cell(paragraph(run("Mở lớp")), '<w:cellIns w:id="2" w:author="x"/>')))
    )
    assert grid(sheet) == [["1", "Mở lớp"]]


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("before", "raised", "shown"),
    [("đạt 12", "1", "đạt 12¹"), ("10", "6", "10⁶"), ("40 m", "2", "40 m2"), ("xong", "(1)", "xong(1)")],
)
def test_a_superscript_number_is_no_part_of_the_number_before_it(before, raised, shown):
    assert in_cell(run(before) + run(raised, RAISED)).text == shown


DIAGONAL = "<w:tcBorders><w:{}/></w:tcBorders>"


@pytest.mark.parametrize(
    ("line", "crossed"),
    [
        ('tl2br w:val="single"', True),
        ('tr2bl w:val="double"', True),
        ('tl2br w:val="nil"', False),
        ('tr2bl w:val="none"', False),
        ('top w:val="single"', False),
    ],
)
def test_a_cell_that_a_diagonal_border_crosses_out_is_read_and_is_struck(line, crossed):
    inside = paragraph(run("đạt ") + run("3/9", STRUCK)) + paragraph(run("lớp"))
    (sheet,) = sheets(table(row(cell(inside, DIAGONAL.format(line)), plain("a"))))
    said = "“đạt 3/9”, “lớp”" if crossed else "“3/9”"
    assert sheet.rows[0][0].text == "đạt 3/9 lớp"
    assert f"ô có chữ bị gạch bỏ {said}, không rõ" in sheet.rows[0][0].problem
    assert not sheet.rows[0][1].problem


@pytest.mark.parametrize("hidden", ["<w:hidden/>", '<w:trHeight w:val="1" w:hRule="exact"/>'])
def test_a_hidden_row_is_set_aside_with_its_cells(hidden):
    rows = [row(*map(plain, ROWS[0])), row(*map(plain, ROWS[1]), properties=hidden)]
    (sheet,) = sheets(table(*rows))
    assert grid(sheet) == [ROWS[0], [""] * 4]
    assert [each.text for each in sheet.hidden_rows[2]] == ROWS[1]


@pytest.mark.parametrize(
    "height", ['w:val="1" w:hRule="atLeast"', 'w:val="1"', 'w:val="300" w:hRule="exact"']
)
def test_a_low_row_that_grows_or_shows_a_line_is_read(height):
    (sheet,) = sheets(table(row(*map(plain, ROWS[1]), properties=f"<w:trHeight {height}/>")))
    assert grid(sheet) == [ROWS[1]]


def test_a_deleted_row_and_a_deleted_cell_are_empty():
    rows = [
        row(*map(plain, ROWS[0]), properties='<w:del w:id="1" w:author="x"/>'),
        row(plain("2"), cell(paragraph(run("Mở lớp")), '<w:cellDel w:id="2" w:author="x"/>'), plain("5")),
    ]
    (sheet,) = sheets(table(*rows))
    assert grid(sheet) == [[""] * 4, ["2", "", "5", ""]]


def test_a_cell_with_only_a_picture_is_a_problem_and_one_with_text_is_not():
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    assert "hình ảnh" in in_cell(picture).problem
    assert in_cell(picture + run("Đã xong")).problem == ""


def macro(name, content):
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return content.replace(old, b"application/vnd.ms-word.document.macroEnabled.main+xml")


def strict(_, content):
    for old, new in (
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "wordprocessingml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/math", "officeDocument/math"),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "officeDocument/relationships",
        ),
    ):
        content = content.replace(old.encode(), f"http://purl.oclc.org/ooxml/{new}".encode())
    return content


@pytest.mark.parametrize("change", [macro, strict], ids=["with macros", "Strict"])
def test_a_document_saved_in_another_kind_of_word_file_is_read(change):
    content = document(plain_table(ROWS), change=change)
    assert recognise(content) == "docx"
    (sheet,) = read_document(content).sheets
    assert grid(sheet) == ROWS


@pytest.mark.parametrize("target", ["NULL", "media/gone.png", "../NULL"])
def test_a_relation_to_nothing_is_passed_over(target):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rIdNo" Type="{kind}" Target="{target}"/>'
    (sheet,) = sheets(plain_table(ROWS), relations=relation)
    assert grid(sheet) == ROWS


STRUCK = "<w:strike/>"
HIDDEN = "<w:vanish/>"


def note_of(inside):
    noted = in_cell(
        run("Đã xong") + '<w:r><w:footnoteReference w:id="1"/></w:r>', **notes_part("footnote", inside)
    )
    return label_notes(noted.notes)


@pytest.mark.parametrize(
    ("properties", "says"),
    [
        (STRUCK, "chú thích: Chưa nghiệm thu đủ (chú thích có chữ bị gạch bỏ “Chưa nghiệm thu”"),
        (HIDDEN, "chú thích: đủ (chú thích có chữ bị ẩn “Chưa nghiệm thu”"),
    ],
    ids=["struck", "hidden"],
)
def test_what_is_struck_or_hidden_in_a_note_is_said_with_its_words(properties, says):
    assert note_of(run("Chưa nghiệm thu", properties) + run(" đủ")).startswith(says)


def test_the_note_on_an_equation_is_a_note_of_the_cell():
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    equation = math(f"<m:r><m:t>12/12</m:t></m:r>{reference}")
    noted = in_cell(equation, **notes_part("footnote", "Chưa nghiệm thu"))
    assert (noted.text, label_notes(noted.notes)) == ("12/12", "chú thích: Chưa nghiệm thu")


def renamed(rename, target):
    """A document whose parts have other names, its main part one that the relations give as `target`."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document(plain_table(ROWS)))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                content = content.replace(b"word/document.xml", target.encode())
            new.writestr(rename(name), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rename", "target"),
    [
        (lambda name: f"/{name}", "word/document.xml"),
        (lambda name: name.replace("/", "\\"), "word/document.xml"),
        (str.upper, "word/document.xml"),
        (lambda name: name.replace("document", "tài liệu"), "word/t%C3%A0i%20li%E1%BB%87u.xml"),
    ],
    ids=["leading slashes", "backslashes", "capitals", "a name with spaces and marks"],
)
def test_parts_are_found_however_a_program_writes_their_names(rename, target):
    [sheet] = read_document(renamed(rename, target)).sheets
    assert grid(sheet) == ROWS


def test_a_small_table_in_a_cell_is_a_problem_and_one_of_a_single_column_is_not():
    two = plain_table([["xã", "hộ"], ["Mỹ An", "12"]])
    one = plain_table([["Mỹ An"], ["Mỹ Long"]])
    read = [
        sheets(table(row(plain("1"), cell(inside + paragraph("")))))[0].rows[0][1] for inside in (two, one)
    ]
    assert ["bảng nhỏ bên trong" in each.problem for each in read] == [True, False]


def test_a_text_that_a_merged_cell_covers_is_a_problem_of_its_row():
    def merged(text, how=""):
        return cell(paragraph(run(text)), f"<w:vMerge{how}/>")

    rows = [
        row(merged("Sở A", ' w:val="restart"')),
        row(merged("")),
        row(merged("Sở B")),
        row(merged("Sở A")),
    ]
    (sheet,) = sheets(table(*rows))
    assert [line[0].text for line in sheet.rows] == ["Sở A"] * 4
    assert [line[0].problem for line in sheet.rows] == ["", "", "ô gộp dọc che chữ “Sở B” của dòng này", ""]


def test_a_page_break_between_two_tables_is_no_text_above_the_second():
    page_break = paragraph('<w:r><w:br w:type="page"/></w:r>')
    assert [sheet.before for sheet in sheets(plain_table(ROWS) + page_break + plain_table(ROWS))] == [(), ()]
