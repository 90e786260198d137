import hashlib
import json
from datetime import datetime, timedelta, timezone

import pytest

from camket.figures.staging import read_history
from camket.running.history import check_history
from camket.running.manifest import hash_file_list, read_manifest


def check(folder):
    return check_history(folder.processed, folder.outputs)


def test_a_run_adds_one_line_with_time_user_and_hashes(record):
    at = datetime(2022, 11, 9, 15, 30, 59, tzinfo=timezone(timedelta(hours=7)))
    folder = record(by="Nguyễn Văn A", at=at, warnings=("quyết định thứ 1 bị xóa",))
    [text] = read_history(folder.processed)
    line, manifest = json.loads(text), read_manifest(folder)
    assert (line["run"], line["at"], line["by"]) == (1, "2022-11-09T08:30:59Z", "Nguyễn Văn A")
    assert line["warnings"] == ["quyết định thứ 1 bị xóa"]
    assert line["parameters"] == ["page.show_evidence=true"]
    assert (line["open_questions"], line["decisions"]) == (manifest.open_questions, 3)
    assert line["inputs"] == hash_file_list(manifest.inputs)
    assert line["outputs"] == hash_file_list(manifest.outputs)
    assert line["figures"] == hashlib.sha256((folder.processed / "figures.json").read_bytes()).hexdigest()
    for name in ("manifest.json", "ro-crate-metadata.json"):
        assert line[name] == hashlib.sha256((folder.outputs / name).read_bytes()).hexdigest()


def test_an_unknown_user_is_left_out(record):
    assert "by" not in json.loads(read_history(record(by="").processed)[0])


def test_later_runs_add_lines_and_keep_the_earlier_ones(record):
    first = read_history(record(by="an").processed)
    folder = record(by="bình")
    lines = read_history(folder.processed)
    assert lines[:1] == first
    assert [json.loads(line)["run"] for line in lines] == [1, 2]
    assert json.loads(lines[1])["previous"] == hashlib.sha256(lines[0].encode()).hexdigest()
    assert check(folder) == []


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda lines: [lines[0].replace("an", "ai"), *lines[1:]], "dòng 2: không nối tiếp"),
        (lambda lines: [lines[0], lines[2]], "dòng 2: không nối tiếp"),
        (lambda lines: lines[1:], "dòng 1: không nối tiếp"),
        (lambda lines: ["{", *lines[1:]], "dòng 1: không nối tiếp"),
        (lambda lines: [], "không có history.jsonl"),
    ],
    ids=["edited", "one between removed", "the first removed", "no JSON", "emptied"],
)
def test_an_edited_history_is_noticed(record, spoil, named):
    for by in ("an", "bình", "an"):
        folder = record(by=by)
    lines = read_history(folder.processed)
    kept = spoil(lines)
    (folder.processed / "history.jsonl").write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    assert any(named in said for said in check(folder))


@pytest.mark.parametrize("name", ["manifest.json", "ro-crate-metadata.json"])
@pytest.mark.parametrize("change", ["edited", "removed"])
def test_an_edited_manifest_or_crate_is_noticed(record, name, change):
    folder = record()
    path = folder.outputs / name
    path.write_bytes(path.read_bytes() + b" ") if change == "edited" else path.unlink()
    assert check(folder) == [f"{name}: không phải bản mà lần chạy cuối đã ghi (history.jsonl, dòng 1)"]


def test_the_removal_of_the_last_line_is_noticed_by_its_manifest(record):
    record()
    folder = record(page="<p>04/05</p>")
    path = folder.processed / "history.jsonl"
    path.write_text(read_history(folder.processed)[0] + "\n", encoding="utf-8")
    assert check(folder)[0].startswith("manifest.json: không phải bản mà lần chạy cuối đã ghi")
