"""One line says whether what is published is up to date, stale, or touched by hand."""

import pytest

from camket.running.standing import describe_standing, find_standing
from camket.settings.project import open_folder


def say(folder):
    return describe_standing(find_standing(folder))


def append(path, content=b" "):
    path.write_bytes(path.read_bytes() + content)


def test_right_after_a_run_all_is_up_to_date(record):
    assert say(record()) == "Kết quả công bố của kỳ 2022-10 khớp với các tệp hiện nay."


def test_a_period_that_was_never_run_has_nothing_published(small_project):
    said = "Kỳ 2022-10 chưa có kết quả công bố: chưa chạy camket run 2022-10."
    assert say(open_folder(small_project, "2022-10")) == said


@pytest.mark.parametrize(
    ("touch", "said"),
    [
        (lambda folder: append(folder.raw / "register.xlsx"),
         "đã cũ: 1 tệp nguồn thay đổi sau lần chạy (register.xlsx). Chạy lại: camket run 2022-10."),
        (lambda folder: [(folder.raw / "submissions" / f"{n}.csv").write_text("x") for n in range(4)],
         "đã cũ: 4 tệp nguồn thay đổi sau lần chạy (submissions/0.csv, submissions/1.csv, submissions/2.csv, …)."),
        (lambda folder: append(folder.outputs / "html" / "page.html"),
         "không còn nguyên như lần chạy đã ghi: 1 tệp kết quả bị sửa, thêm hoặc xóa (outputs/2022-10/html/page.html)."),
        (lambda folder: (folder.outputs / "manifest.json").unlink(),
         "không còn nguyên như lần chạy đã ghi: outputs/2022-10/manifest.json: không có tệp này."),
    ],
    ids=["a raw file edited", "four raw files added", "an output edited", "the manifest gone"],
)  # fmt: skip
def test_the_line_names_what_moved(record, touch, said):
    folder = record()
    touch(folder)
    assert say(folder).startswith(f"Kết quả công bố của kỳ 2022-10 {said}")


def test_another_program_makes_the_outputs_stale(record, monkeypatch):
    folder = record()
    monkeypatch.setattr("camket.figures.freshness.hash_program", lambda: "0" * 64)
    assert "đã cũ: chương trình đã đổi phiên bản." in say(folder)
