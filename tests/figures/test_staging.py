import shutil

import pytest

from camket.errors import MachineError
from camket.figures.staging import added, staged

OLD = {"processed/2022-10/old.txt": "old", "outputs/2022-10/old.txt": "old"}


@pytest.fixture
def targets(tmp_path):
    """Two folders with files from an earlier run."""
    folders = [tmp_path / "processed" / "2022-10", tmp_path / "outputs" / "2022-10"]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "old.txt").write_text("old", encoding="utf-8")
    return folders


def everything_under(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_targets_are_replaced_as_a_whole(tmp_path, targets):
    with staged(targets) as folders:
        for folder in folders:
            (folder / "new.txt").write_text("new", encoding="utf-8")
    assert everything_under(tmp_path) == {
        "processed/2022-10/new.txt": "new",
        "outputs/2022-10/new.txt": "new",
    }


def test_targets_that_do_not_exist_yet_are_made(tmp_path):
    with staged([tmp_path / "a" / "b" / "2022-10"]) as [folder]:
        (folder / "new.txt").write_text("new", encoding="utf-8")
    assert everything_under(tmp_path) == {"a/b/2022-10/new.txt": "new"}


def test_a_staging_folder_starts_empty_and_has_the_name_of_its_target(targets):
    with staged(targets) as folders:
        assert [folder.name for folder in folders] == ["2022-10", "2022-10"]
        assert [list(folder.iterdir()) for folder in folders] == [[], []]


def test_until_the_block_ends_the_targets_are_as_they_were(targets):
    with staged(targets) as folders:
        (folders[0] / "new.txt").write_text("new", encoding="utf-8")
        assert everything_under(targets[0]) == {"old.txt": "old"}


def write_new(targets, *, then=lambda folders: None):
    with staged(targets) as folders:
        for folder in folders:
            (folder / "new.txt").write_text("new", encoding="utf-8")
        then(folders)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_on_an_error_or_an_interrupt_the_targets_are_untouched_and_nothing_is_left(tmp_path, targets, error):
    def fail(folders):
        raise error

    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(error):
        write_new(targets, then=fail)
    assert sorted(tmp_path.rglob("*")) == before
    assert everything_under(tmp_path) == OLD


@pytest.mark.parametrize("failing", [0, 1], ids=["the first", "the last"])
def test_where_one_target_cannot_be_put_in_place_all_are_put_back(tmp_path, targets, failing):
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(MachineError) as caught:
        write_new(targets, then=lambda folders: shutil.rmtree(folders[failing]))
    assert sorted(tmp_path.rglob("*")) == before
    assert everything_under(tmp_path) == OLD
    assert "không ghi được" in caught.value.found


def test_after_success_no_scratch_folder_is_left(tmp_path, targets):
    with staged(targets):
        pass
    assert sorted(path.name for folder in targets for path in folder.parent.iterdir()) == [
        "2022-10",
        "2022-10",
    ]


def test_a_history_is_append_only_and_is_kept_if_nothing_is_added(targets):
    def add(folders):
        (folders[0] / "history.jsonl").write_text("third\n", encoding="utf-8")

    (targets[0] / "history.jsonl").write_text("first\nsecond\n", encoding="utf-8")
    write_new(targets, then=add)
    assert everything_under(targets[0]) == {"history.jsonl": "first\nsecond\nthird\n", "new.txt": "new"}
    write_new(targets)
    assert everything_under(targets[0]) == {"history.jsonl": "first\nsecond\nthird\n", "new.txt": "new"}


def test_a_failed_run_adds_nothing_to_the_history(targets):
    def fail(folders):
        (folders[0] / "history.jsonl").write_text("second\n", encoding="utf-8")
        raise KeyboardInterrupt

    (targets[0] / "history.jsonl").write_text("first\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_new(targets, then=fail)
    assert everything_under(targets[0]) == {"history.jsonl": "first\n", "old.txt": "old"}


def test_added_files_stand_beside_existing_ones(targets):
    with added(targets[0]) as folder:
        (folder / "forms").mkdir()
        (folder / "forms" / "new.txt").write_text("new", encoding="utf-8")
        assert everything_under(targets[0]) == {"old.txt": "old"}
    assert everything_under(targets[0]) == {"old.txt": "old", "forms/new.txt": "new"}
    assert [path.name for path in targets[0].parent.iterdir()] == ["2022-10"]


def test_added_files_create_a_missing_target(tmp_path):
    with added(tmp_path / "raw" / "2022-12") as folder:
        (folder / "new.txt").write_text("new", encoding="utf-8")
    assert everything_under(tmp_path) == {"raw/2022-12/new.txt": "new"}


def test_where_one_file_is_there_already_none_is_added(tmp_path, targets):
    before = sorted(tmp_path.rglob("*"))

    def add():
        with added(targets[0]) as folder:
            (folder / "forms").mkdir()
            for name in ("forms/a.txt", "old.txt"):
                (folder / name).write_text("new", encoding="utf-8")

    with pytest.raises(MachineError, match=r"2022-10/old\.txt"):
        add()
    assert sorted(tmp_path.rglob("*")) == before
    assert everything_under(tmp_path) == OLD


def test_on_an_error_nothing_is_added(tmp_path, targets):
    def add():
        with added(targets[0]) as folder:
            (folder / "new.txt").write_text("new", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add()
    assert everything_under(tmp_path) == OLD
