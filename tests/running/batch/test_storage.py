"""What a project in a storage gives to a run and gets back, in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from camket.errors import InputError, MachineError
from camket.running.batch.journal import Recorded
from camket.running.batch.storage import Status, Storage
from camket.settings.project import name_folder

PERIOD = "2022-10"
THERE = {
    "data/raw/units.csv": "units",
    f"data/raw/{PERIOD}/period.toml": "settings",
    f"data/raw/{PERIOD}/submissions/Báo cáo [1].xlsx": "sent",
    f"data/processed/{PERIOD}/records.csv": "old records",
    f"data/processed/{PERIOD}/.lock-x": "a lock",
    "data/processed/2022-06/records.csv": "of June",
    "notebooks/own.ipynb": "own",
    f"outputs/{PERIOD}/manifest.json": "old manifest",
    f"outputs/{PERIOD}/html/gone.html": "old page",
    f"outputs/{PERIOD}/issues/1/issue.json": "sealed",
    "outputs/2022-06/manifest.json": "manifest of June",
    "outputs/2022-06/html/page.html": "page of June",
    f"outputs/.camket-batch-{PERIOD}.json": "{}",
    "other/file.txt": "of nobody",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for place, text in THERE.items():
        path = tmp_path / "store" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "store"


def list_files(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


@pytest.mark.parametrize("as_url", [True, False])
def test_a_run_gets_what_it_reads_and_carries_on_and_no_more(project, tmp_path, as_url):
    fetched = Storage(project.as_uri() if as_url else str(project)).fetch(PERIOD, tmp_path / "scratch")
    left_out = {
        "outputs/2022-06/html/page.html", "other/file.txt",
        f"data/processed/{PERIOD}/.lock-x", f"outputs/.camket-batch-{PERIOD}.json",
    }  # fmt: skip
    assert list_files(tmp_path / "scratch") == {
        place: text for place, text in THERE.items() if place not in left_out
    }
    assert fetched.keys() == THERE.keys() - left_out


def test_a_project_whose_units_sent_nothing_has_its_empty_folder(project, tmp_path):
    (project / "data" / "raw" / PERIOD / "submissions" / "Báo cáo [1].xlsx").unlink()
    Storage(str(project)).fetch(PERIOD, tmp_path / "scratch")
    assert (tmp_path / "scratch" / "data" / "raw" / PERIOD / "submissions").is_dir()


def test_the_manifest_is_put_last_and_what_is_gone_is_removed_before_it(project, tmp_path, monkeypatch):
    storage = Storage(str(project))
    folder = name_folder(tmp_path / "scratch", PERIOD)
    fetched = storage.fetch(PERIOD, folder.project)
    (folder.outputs / "html" / "gone.html").unlink()
    (folder.outputs / "html" / "new.html").write_text("new page")
    (folder.processed / "records.csv").write_text("new records")
    (folder.outputs / "manifest.json").write_text("new manifest")
    put = []
    real = Storage._put

    def note(self, place, content):
        put.append((place, (project / "outputs" / PERIOD / "html" / "gone.html").exists()))
        real(self, place, content)

    monkeypatch.setattr(Storage, "_put", note)
    storage.publish(folder, fetched)
    assert [place for place, _ in put] == [
        f"data/processed/{PERIOD}/records.csv", f"outputs/{PERIOD}/html/new.html", f"outputs/{PERIOD}/manifest.json",
    ]  # fmt: skip
    assert put[-1] == (f"outputs/{PERIOD}/manifest.json", False)
    now = list_files(project)
    assert f"outputs/{PERIOD}/html/gone.html" not in now
    assert now[f"outputs/{PERIOD}/issues/1/issue.json"] == "sealed"
    assert now["data/processed/2022-06/records.csv"] == "of June"
    assert now[f"outputs/{PERIOD}/manifest.json"] == "new manifest"


def test_a_storage_of_objects_gets_whole_objects(tmp_path):
    storage = Storage("memory://bucket/project")
    storage.write_status(PERIOD, Status("batch"))
    assert storage.read_status(PERIOD) == Status("batch")


def test_a_status_is_read_as_it_was_written_and_a_damaged_one_is_none(project):
    storage = Storage(str(project))
    assert storage.read_status(PERIOD) == Status()
    storage.write_status(PERIOD, Status("", "key", "manifest"))
    assert storage.read_status(PERIOD).recorded == Recorded("key", "manifest")
    (project / "outputs" / f".camket-batch-{PERIOD}.json").write_text('{"batch')
    assert storage.read_status(PERIOD) == Status()


def test_a_name_that_leads_out_of_the_project_is_refused(project, tmp_path, monkeypatch):
    storage = Storage(str(project))
    monkeypatch.setattr(storage._fs, "find", lambda root: [f"{root}/data/../../x"])
    with pytest.raises(InputError, match="dẫn ra ngoài dự án"):
        storage.fetch(PERIOD, tmp_path / "scratch")


def test_a_storage_that_nothing_can_be_read_from_is_told_with_its_address(tmp_path):
    with pytest.raises(MachineError) as caught:
        Storage("nosuch://bucket/project")
    assert caught.value.where == "nosuch://bucket/project"
