import hashlib
import json
import platform
from importlib import metadata
from pathlib import Path

import pytest

import camket
from camket.errors import InputError
from camket.figures.freshness import hash_program
from camket.running.manifest import hash_file_list, read_environment, read_manifest, read_program

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


def test_every_input_table_and_output_is_listed_by_its_path_in_the_project_with_its_hash(record):
    folder = record()
    manifest = read_manifest(folder)
    assert [file.path for file in manifest.inputs] == [
        "data/raw/units.csv",
        "data/raw/2022-10/decisions.csv",
        "data/raw/2022-10/period.toml",
        "data/raw/2022-10/register.xlsx",
        "data/raw/2022-10/submissions/HTN.xlsx",
        "data/raw/2022-10/submissions/SNV.xlsx",
    ]
    assert [file.path for file in manifest.outputs] == ["outputs/2022-10/html/page.html"]
    assert {file.path.rpartition("/")[2] for file in manifest.tables} == {
        "datapackage.json", "decisions.csv", "derived.csv", "figures.json", "inputs.json", "records.csv",
        "records.parquet", "reference_code.json", "rejected.csv", "reporting.csv", "review.csv", "second_look.csv",
        "HTN.json", "SNV.json",
    }  # fmt: skip
    for file in (*manifest.inputs, *manifest.tables, *manifest.outputs):
        content = (folder.project / file.path).read_bytes()
        assert (file.sha256, file.bytes) == (hashlib.sha256(content).hexdigest(), len(content))


def test_the_manifest_lists_the_notebooks_with_all_parameters_and_those_given(record, notebooks):
    manifest = read_manifest(record())
    [page] = manifest.notebooks
    assert page.name == "page"
    assert page.file.sha256 == hashlib.sha256(notebooks["page"].read_bytes()).hexdigest()
    assert page.parameters == {"period": "2022-10", "show_evidence": True}
    assert manifest.given_parameters == ("page.show_evidence=true",)


def test_the_manifest_keeps_every_decision_including_replaced_ones(record):
    manifest = read_manifest(record())
    assert [(line.record_id, line.value) for line in manifest.decisions] == [
        ("SNV-03", "awaiting_appraisal"),
        ("SNV-03", "completed"),
        ("HTN-02", "completed"),
    ]


def test_user_and_time_are_not_in_the_manifest(record):
    first = (record(by="an").outputs / "manifest.json").read_bytes()
    assert (record(by="bình").outputs / "manifest.json").read_bytes() == first


def test_temporary_files_are_no_outputs(record):
    folder = record()
    (folder.outputs / ".DS_Store").write_bytes(b"x")
    (folder.outputs / "~$review.xlsx").write_bytes(b"x")
    from camket.running.manifest import list_made_files

    assert [file.path for file in list_made_files(folder.outputs, "o")] == ["o/html/page.html"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (None, "không có tệp này"),
        ("{", "không đúng dạng"),
        ("[]", "không đúng dạng"),
        ('{"period": "2022-10"}', "không đúng dạng: title"),
    ],
)
def test_an_invalid_manifest_is_refused_with_a_remedy(record, content, named):
    folder = record()
    path = folder.outputs / "manifest.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=named) as caught:
        read_manifest(folder)
    assert caught.value.where == "outputs/2022-10/manifest.json"
    assert "camket run 2022-10" in caught.value.remedy


def test_the_hash_of_a_file_list_is_that_of_the_output_of_sha256sum(record):
    folder = record()
    manifest = read_manifest(folder)
    printed = "".join(
        f"{hashlib.sha256((folder.project / file.path).read_bytes()).hexdigest()}  {file.path}\n"
        for file in manifest.outputs
    )
    assert hash_file_list(manifest.outputs) == hashlib.sha256(printed.encode()).hexdigest()


def test_the_file_is_readable_json_in_vietnamese(record):
    text = (record().outputs / "manifest.json").read_text(encoding="utf-8")
    assert '"agency": "Sở Kế hoạch và Đầu tư"' in text
    assert json.loads(text)["report_day"] == "2022-11-09"
