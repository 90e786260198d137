from dataclasses import asdict
from datetime import date

import pytest

from camket.publishing.pages.fonts import find_font_files
from camket.running.changes import find_changes, find_rewritten, warn_before_run
from camket.running.manifest import FontEntry, read_manifest
from camket.settings.decisions import Decision


def changes(folder, notebooks):
    return [(change.kind, change.text) for change in find_changes(folder, read_manifest(folder), notebooks)]


def append(path, content=b" "):
    path.write_bytes(path.read_bytes() + content)


def rewrite(path, before, after):
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_right_after_a_run_nothing_has_changed(record, notebooks):
    folder = record()
    assert changes(folder, notebooks) == []
    assert warn_before_run(folder) == ()


@pytest.mark.parametrize(
    ("touch", "kind", "named"),
    [
        (lambda raw, made, out: append(raw / "register.xlsx"), "input",
         "data/raw/2022-10/register.xlsx: đã bị sửa sau lần chạy"),
        (lambda raw, made, out: (raw / "submissions" / "SNV.xlsx").unlink(), "input",
         "data/raw/2022-10/submissions/SNV.xlsx: không còn"),
        (lambda raw, made, out: (raw / "submissions" / "mới.xlsx").write_bytes(b"x"), "input",
         "data/raw/2022-10/submissions/mới.xlsx: không có trong lần chạy đã ghi"),
        (lambda raw, made, out: append(raw.parent / "units.csv"), "input", "data/raw/units.csv: đã bị sửa"),
        (lambda raw, made, out: append(out / "html" / "page.html"), "output",
         "outputs/2022-10/html/page.html: đã bị sửa"),
        (lambda raw, made, out: (out / "html" / "page.html").unlink(), "output",
         "outputs/2022-10/html/page.html: không còn"),
        (lambda raw, made, out: (out / "pdf.pdf").write_bytes(b"x"), "output",
         "outputs/2022-10/pdf.pdf: không có trong lần chạy đã ghi"),
        (lambda raw, made, out: rewrite(made / "records.csv", "SNV-02", "SNV-99"), "output",
         "data/processed/2022-10/records.csv: đã bị sửa"),
        (lambda raw, made, out: append(out / "manifest.json", b"\n"), "history",
         "manifest.json: không phải bản mà lần chạy cuối đã ghi"),
        (lambda raw, made, out: (made / "history.jsonl").unlink(), "history", "không có history.jsonl"),
    ],
    ids=["a raw file edited", "a raw file removed", "a raw file added", "the units edited", "an output edited",
         "an output removed", "an output added", "a table edited", "the manifest edited", "the history removed"],
)  # fmt: skip
def test_every_file_changed_after_a_run_is_named_with_its_change(record, notebooks, touch, kind, named):
    folder = record()
    touch(folder.raw, folder.processed, folder.outputs)
    [(found, says)] = changes(folder, notebooks)
    assert found == kind
    assert says.startswith(named)


def test_an_edited_decision_is_named_and_causes_a_warning_before_the_next_run(record, notebooks):
    folder = record()
    rewrite(folder.raw / "decisions.csv", "Hỏi lại,CV 2", "Hỏi lại,CV 3")
    found = changes(folder, notebooks)
    assert [kind for kind, _ in found] == ["input", "decision"]
    said = "data/raw/2022-10/decisions.csv: quyết định thứ 2 bị sửa: SNV-03"
    assert found[1][1].startswith(said)
    [warning] = warn_before_run(folder)
    assert warning.startswith(said)
    assert "document: “CV 2” → “CV 3”" in warning


def test_an_added_decision_is_a_changed_input_and_causes_no_warning(record, notebooks):
    folder = record()
    line = "HTN-01,cut_off_status,stopped,not_completed,Có công văn,CV 3,An,2022-11-03\n"
    append(folder.raw / "decisions.csv", line.encode())
    assert [kind for kind, _ in changes(folder, notebooks)] == ["input"]
    assert warn_before_run(folder) == ()


def resave(path):
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def revoke(path):
    append(path, b"HTN-02,full_year_status,,,Nham,,An,2022-11-03\n")


def widen(path):
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    wide = [f"{head},written,role,checked_by,document_sha256", *(f"{line},,,," for line in lines)]
    path.write_text("\n".join(wide) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"), [(resave, "được lưu lại"), (widen, "được lưu lại"), (revoke, "thêm 1 dòng")]
)
def test_what_is_done_to_decisions_in_the_proper_way_is_not_called_an_edit(record, notebooks, change, said):
    folder = record()
    change(folder.raw / "decisions.csv")
    [(kind, text)] = changes(folder, notebooks)
    assert (kind, text.startswith(f"data/raw/2022-10/decisions.csv: {said}")) == ("input", True)
    assert warn_before_run(folder) == ()


def test_an_edited_output_causes_a_warning_before_it_is_overwritten(record):
    folder = record()
    append(folder.outputs / "html" / "page.html")
    [warning] = warn_before_run(folder)
    assert warning.startswith("outputs/2022-10/html/page.html: đã bị sửa")
    assert warning.endswith("lần chạy này thay bằng bản mới")


def test_pages_of_other_commands_among_the_outputs_are_no_change(record, notebooks):
    folder = record()
    for name in ("reconcile.html", "diff.html"):
        (folder.outputs / name).write_text("x", encoding="utf-8")
    (folder.outputs / "show").mkdir()
    (folder.outputs / "show" / "register.xlsx.html").write_text("x", encoding="utf-8")
    assert changes(folder, notebooks) == []


def test_a_changed_notebook_program_or_environment_is_named(record, notebooks):
    folder = record()
    manifest = read_manifest(folder)
    program = manifest.program.model_copy(update={"version": "0.0.9", "sha256": "0" * 64})
    environment = manifest.environment.model_copy(update={"python": "3.0.1"})
    other = manifest.model_copy(update={"program": program, "environment": environment})
    notebooks["page"].write_text("[]", encoding="utf-8")
    found = {change.kind: change.text for change in find_changes(folder, other, notebooks)}
    assert found["notebook"].startswith("notebooks/page.ipynb: đã bị sửa")
    assert "camket 0.0.9 (000000000000…) → camket" in found["program"]
    assert found["environment"].startswith("Python: CPython 3.0.1 → ")


def test_before_the_first_run_there_is_no_warning(record):
    folder = record()
    (folder.outputs / "manifest.json").unlink()
    (folder.processed / "history.jsonl").unlink()
    assert warn_before_run(folder) == ()


@pytest.mark.parametrize("content", [None, "{"], ids=["removed", "broken"])
def test_without_a_manifest_the_warning_says_that_decisions_cannot_be_checked(record, content):
    folder = record()
    path = folder.outputs / "manifest.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    broken, unknown = warn_before_run(folder)
    assert broken.startswith("manifest.json: không phải bản mà lần chạy cuối đã ghi")
    assert unknown.startswith("outputs/2022-10/manifest.json: không ")
    assert unknown.endswith("không biết quyết định cũ có bị sửa hay không")


def test_a_rewritten_history_causes_a_warning(record):
    folder = record()
    rewrite(folder.processed / "history.jsonl", '"run": 1', '"run": 2')
    [warning] = warn_before_run(folder)
    assert warning.startswith("history.jsonl, dòng 1: không nối tiếp")


@pytest.mark.parametrize("name", ["review.xlsx", "next_year/SNV.xlsx"])
def test_a_filled_in_workbook_is_named_and_causes_no_warning(record, notebooks, name):
    folder = record(page="<p>05/05</p>")
    (folder.outputs / name).parent.mkdir(exist_ok=True)
    (folder.outputs / name).write_bytes(b"filled in")
    assert [kind for kind, _ in changes(folder, notebooks)] == ["output"]
    assert warn_before_run(folder) == ()


def decision(record_id, value="completed", *, day=1, **other):
    return Decision(
        record_id=record_id, field="cut_off_status", value=value, expect="unresolved",
        **{"reason": "Đã hỏi", "decided_by": "An", **other}, decided_on=date(2022, 11, day),
    )  # fmt: skip


A, B, C = decision("SNV-01"), decision("SNV-02"), decision("SNV-03")


@pytest.mark.parametrize(
    ("recorded", "now"),
    [
        ([], []),
        ([], [A]),
        ([A, B], [A, B]),
        ([A, B], [A, B, C]),
        ([A, B], [A, C, B]),
        ([A], [A, decision("SNV-01", "stopped", day=5)]),
        (
            [decision("SNV-01", reason="Đã hỏi [Đơn vị ghi khi quyết định: kết quả: Đạt]")],
            [decision("SNV-01", written="kết quả: Đạt")],
        ),
    ],
    ids=[
        "none",
        "the first",
        "the same",
        "added",
        "added between",
        "a later one of the same record",
        "its guard moved into its column",
    ],
)
def test_appended_lines_are_accepted(recorded, now):
    assert find_rewritten(recorded, now) == []


def test_an_edited_line_is_named_with_its_change():
    now = [A, decision("SNV-02", "stopped", document="CV 9")]
    [said] = find_rewritten([A, B], now)
    assert said == (
        "quyết định thứ 2 bị sửa: SNV-02 › cut_off_status = completed (An, 01/11/2022); "
        "value: “completed” → “stopped”; document: “” → “CV 9”"
    )


def test_a_guard_that_was_edited_or_lost_is_named():
    [said] = find_rewritten([decision("SNV-01", written="kết quả: Đạt")], [A])
    assert said.endswith("written: “kết quả: Đạt” → “”")


def test_a_removed_line_is_named():
    [said] = find_rewritten([A, B, C], [A, C])
    assert said == "quyết định thứ 2 bị xóa: SNV-02 › cut_off_status = completed (An, 01/11/2022)"


def test_the_removal_of_one_of_two_equal_lines_is_noticed():
    assert len(find_rewritten([A, A], [A])) == 1


def test_a_changed_order_is_noticed_because_the_later_line_counts():
    [said] = find_rewritten([A, B], [B, A])
    assert "thứ tự" in said


FONTS = {
    "name": "LibertinusSerif-Regular",
    "family": "Libertinus Serif",
    "file": "_typst.so",
    "used_by": "typst",
}


@pytest.mark.parametrize(
    ("font", "said"),
    [
        ({"sha256": "0" * 64}, "phông LibertinusSerif-Regular: tệp khác lần chạy đã ghi (_typst.so 0000"),
        ({"sha256": "0" * 64, "name": "KhongCo"}, "phông KhongCo: không còn trên máy này (lần chạy đã ghi dùng"),
        (
            {"sha256": "0" * 64, "name": "LiberationSerif", "used_by": "matplotlib"},
            "phông LiberationSerif: tệp khác",
        ),
    ],
    ids=["another file", "gone", "the font of charts"],
)  # fmt: skip
def test_a_font_that_is_another_now_is_named(record, notebooks, font, said):
    folder = record()
    manifest = read_manifest(folder).model_copy(update={"fonts": (FontEntry(**FONTS | font),)})
    [change] = find_changes(folder, manifest, notebooks)
    assert change.kind == "font"
    assert change.text.startswith(said)


def test_a_font_of_the_machine_that_period_toml_asks_for_and_that_is_there_now_is_named(
    record, notebooks, monkeypatch
):
    folder = record()
    settings = folder.raw / "period.toml"
    asked = settings.read_text(encoding="utf-8") + '\n[layout]\nfonts = ["Times New Roman"]\n'
    settings.write_text(asked, encoding="utf-8")
    [font] = find_font_files(["LiberationSerif"])
    manifest = read_manifest(folder).model_copy(update={"fonts": (FontEntry(**asdict(font)),)})
    for there, said in (
        ({"liberation serif"}, []),
        (
            {"times new roman", "liberation serif"},
            ["phông Times New Roman: nay có trên máy này và được ưu tiên hơn phông của lần chạy đã ghi"],
        ),
    ):
        monkeypatch.setattr("camket.running.changes.list_families", lambda there=there: there)
        found = find_changes(folder, manifest, notebooks)
        assert [change.text for change in found if change.kind == "font"] == said


def test_causes_come_before_what_they_may_have_changed(record, notebooks, monkeypatch):
    folder = record()
    append(folder.outputs / "html" / "page.html")
    append(folder.raw / "register.xlsx")
    monkeypatch.setattr("camket.running.manifest.hash_program", lambda: "0" * 64)
    font = FontEntry(**FONTS, sha256="0" * 64)
    manifest = read_manifest(folder).model_copy(update={"fonts": (font,)})
    found = [change.kind for change in find_changes(folder, manifest, notebooks)]
    assert found == ["input", "program", "font", "output"]
