"""What a person sees in a Word table means the same in the signed list, submissions, registrations and programme.

Each construct is tried in each place. A construct is read rightly, or it is asked about: in the signed list a cell
that cannot be used stops the run, elsewhere it is named and the row is used without it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from places import PLACES, PROBE, Place
from word_files import (
    END,
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
    row,
    run,
    smart,
    table,
)


def _in_cell(inside: str) -> Callable[[Place], str]:
    """A document in which a construct stands in the paragraph of the probe."""
    return _as_cell(cell(paragraph(inside)))


def _as_cell(
    probe: str, wrap: Callable[[str], str] = str, around: Callable[[str], str] = str
) -> Callable[[Place], str]:
    """A document in which a construct is the cell of the probe, or stands round its row or its table."""

    def build(place: Place) -> str:
        texts = [*map(plain, place.before), probe, *map(plain, place.after)]
        return around(table(row(*map(plain, place.header)) + wrap(row(*texts))))

    return build


def _with_row_below(properties: str, *, new_table: bool) -> Callable[[Place], str]:
    """A document in which a further row has only the cell of the probe filled."""

    def build(place: Place) -> str:
        texts = [*map(plain, place.before), plain("12"), *map(plain, place.after)]
        below = [plain("")] * len(place.before) + [plain("lớp")] + [plain("")] * len(place.after)
        first = row(*map(plain, place.header)) + row(*texts)
        more = row(*below, properties=properties)
        return table(first) + table(more) if new_table else table(first + more)

    return build


def _hidden_row(place: Place) -> str:
    """A document with a second item in a hidden row."""
    texts = [*place.before, PROBE, *place.after]
    rows = [row(*map(plain, place.header)), row(*map(plain, texts))]
    hidden = row(*map(plain, ["2", place.before[1], "Trồng rừng", *texts[3:]]), properties="<w:hidden/>")
    return table(*rows, hidden)


def _deleted_row(place: Place) -> str:
    """A document with a second item in a row that is deleted under tracked changes."""
    texts = [*place.before, PROBE, *place.after]
    rows = [row(*map(plain, place.header)), row(*map(plain, texts))]
    gone = row(*map(plain, ["2", *texts[1:]]), properties='<w:del w:id="1" w:author="x"/>')
    return table(*rows, gone)


def _struck_row(place: Place) -> str:
    texts = [*place.before, PROBE, *place.after]
    struck = [cell(paragraph(run(text, "<w:strike/>"))) for text in texts]
    return table(row(*map(plain, place.header)) + row(*struck))


def _typed_note(place: Place) -> str:
    return _in_cell(run(f"{PROBE}(1)"))(place) + paragraph(run("(1) Điều chỉnh còn 09 lớp"))


def _reference(kind: str) -> str:
    return run(PROBE) + f'<w:r><w:{kind}Reference w:id="1"/></w:r>'


def _deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="x"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


class Construct(NamedTuple):
    """How a construct is built, and what must come of it: the value, or words that are asked."""

    build: Callable[[Place], str]
    value: str | None = PROBE
    asked: str = ""
    stops: bool = True  # in the signed list
    more: dict[str, Any] | None = None
    only: tuple[str, ...] = tuple(PLACES)


PLAIN = run(PROBE)
FRAME = '<w:gridSpan w:val="2"/>'
TICK = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'
STYLE = '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
NOTED = "Điều chỉnh còn 09 lớp"


def _with_style(name: str, content: bytes) -> bytes:
    return content.replace(b"</w:styles>", STYLE.encode()) if name == "word/styles.xml" else content


CONSTRUCTS = {
    "nothing": Construct(_in_cell(PLAIN)),
    "control in the cell": Construct(_in_cell(control(PLAIN))),
    "control round the cell": Construct(_as_cell(control(plain(PROBE)))),
    "control round the row": Construct(_as_cell(plain(PROBE), wrap=control)),
    "controls round the table": Construct(_as_cell(plain(PROBE), around=lambda made: control(control(made)))),
    "customXml round the cell": Construct(_as_cell(custom(control(custom(plain(PROBE)))))),
    "customXml round the row": Construct(_as_cell(plain(PROBE), wrap=custom)),
    "smart tag": Construct(_in_cell(smart(PLAIN))),
    "text box": Construct(_in_cell(f"<w:r>{branches(box(paragraph(PLAIN)), box(paragraph(PLAIN)))}</w:r>")),
    "text box beside the words": Construct(
        _in_cell(PLAIN + f"<w:r>{box(paragraph(run('Bỏ')))}</w:r>"), None, "ô có hộp chữ “Bỏ”"
    ),
    "ActiveX control": Construct(
        _in_cell(PLAIN + "<w:r><w:object><w:control/></w:object></w:r>"), None, "nút chọn (ActiveX)"
    ),
    "equation": Construct(_in_cell(math(of("12")) + run(" lớp"))),
    "drop-down": Construct(_in_cell(control(PLAIN, "<w:dropDownList/>"))),
    "old drop-down": Construct(_in_cell(old_drop_down("1", "09 lớp", PROBE) + END)),
    "old drop-down that nobody touched": Construct(
        _in_cell(old_drop_down(None, PROBE, "09 lớp") + END), None, "chưa được chọn"
    ),
    "placeholder": Construct(_in_cell(control(run("Chọn một mục."), "<w:showingPlcHdr/>")), ""),
    "tick": Construct(_in_cell(control(run("☒"), TICK.format(1)) + run(f" {PROBE}")), f"☒ {PROBE}"),
    "tick that shows another state": Construct(
        _in_cell(control(run("☐"), TICK.format(1)) + run(f" {PROBE}")), None, "không rõ có được chọn hay không"
    ),
    "struck and typed anew": Construct(
        _in_cell(run("20 lớp", "<w:strike/>") + run(" 12 lớp")), None, "bị gạch bỏ “20 lớp”"
    ),
    "struck row": Construct(_struck_row, None, "bị gạch bỏ"),
    "hidden": Construct(_in_cell(PLAIN + run(" năm 2023", "<w:vanish/>")), None, "chữ bị ẩn “năm 2023”"),
    "hidden by a style": Construct(
        _in_cell(PLAIN + run(" năm 2023", '<w:rStyle w:val="An"/>')),
        None,
        "chữ bị ẩn “năm 2023”",
        more={"change": _with_style},
    ),
    "hidden row": Construct(_hidden_row, PROBE, "bị ẩn"),
    "continued row": Construct(_with_row_below("", new_table=False), None, "dòng dưới ghi thêm"),
    "continued row after a page break": Construct(
        _with_row_below("", new_table=True), None, "dòng dưới ghi thêm", only=("submissions",)
    ),
    "continued row of a list after a page break": Construct(
        _with_row_below("", new_table=True), only=("signed list", "registrations", "programme")
    ),
    "nested frame table": Construct(
        _as_cell(plain(PROBE), around=lambda made: table(row(cell(made + "<w:p/>", FRAME))))
    ),
    "tracked change": Construct(
        _in_cell(_deleted("20") + f'<w:ins w:id="2" w:author="x">{run("12")}</w:ins>' + run(" lớp")),
        asked="(Track Changes) chưa được chấp nhận hay từ chối (2 chỗ): “xóa: 20”; “thêm: 12”",
    ),
    "text deleted as a tracked change": Construct(_in_cell(PLAIN + _deleted("chưa duyệt")), asked="“xóa: chưa duyệt”"),
    "row deleted as a tracked change": Construct(_deleted_row, asked="“xóa: cả dòng: 2 | "),
    "tracked change of the look": Construct(
        _in_cell(run(PROBE, '<w:rPrChange w:id="1" w:author="x"><w:rPr><w:strike/></w:rPr></w:rPrChange>'))
    ),
    "footnote": Construct(
        _in_cell(_reference("footnote")), PROBE, NOTED, stops=False, more=notes_part("footnote", NOTED)
    ),
    "endnote": Construct(
        _in_cell(_reference("endnote")), PROBE, NOTED, stops=False, more=notes_part("endnote", NOTED)
    ),
    "comment": Construct(
        _in_cell(_reference("comment")), PROBE, NOTED, stops=False, more=notes_part("comment", NOTED)
    ),
    "typed note": Construct(_typed_note, PROBE, NOTED, stops=False),
    "picture": Construct(_in_cell("<w:r><w:drawing><a:blip/></w:drawing></w:r>"), "", "hình ảnh"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("construct", "place"), [(name, place) for name, made in CONSTRUCTS.items() for place in made.only]
)
def test_a_construct_is_read_rightly_or_asked_about(construct, place, tmp_path):
    made, where = CONSTRUCTS[construct], PLACES[place]
    seen = where.try_file(tmp_path, "docx", document(made.build(where), **(made.more or {})))
    if made.asked:
        assert made.asked in seen.asked
        assert seen.stops == (made.stops and place == "signed list")
    else:
        assert seen.asked == ""
    if made.value is not None and not seen.stops:
        assert seen.value.partition(" (chú thích")[0] == made.value
