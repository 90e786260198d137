import hashlib
import platform
from importlib import metadata
from pathlib import Path

import camket
from camket.processed.fresh import hash_program
from camket.recording.environment import read_environment, read_program

CHECKOUT = Path(camket.__file__).parents[1]


def test_the_program_has_the_hashes_of_its_files_and_its_lock_file():
    program = read_program()
    assert (program.name, program.version, program.sha256) == ("camket", camket.__version__, hash_program())
    lock = (CHECKOUT / "requirements" / "run.txt").read_bytes()
    assert (program.lock_file, program.lock_sha256) == (
        "requirements/run.txt",
        hashlib.sha256(lock).hexdigest(),
    )


def test_the_environment_names_the_interpreter_and_the_packages():
    environment = read_environment()
    assert environment.python == platform.python_version()
    for name in ("typst", "matplotlib", "nbconvert", "papermill", "pandas", "openpyxl"):
        assert environment.packages[name] == metadata.version(name)


def test_the_environment_does_not_depend_on_user_and_folder(monkeypatch, tmp_path):
    before = read_environment()
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("USER", "khac")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert read_environment() == before
    assert not {"pytest", "ruff", "mypy"} & before.packages.keys()
