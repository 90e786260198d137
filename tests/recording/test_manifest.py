import hashlib
import json

import pytest

from camket.errors import InputError
from camket.recording.manifest import hash_file_list, read_manifest


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
        "datapackage.json", "decisions.csv", "figures.json", "inputs.json", "records.csv", "records.parquet",
        "rejected.csv", "review.csv", "second_look.csv", "HTN.json", "SNV.json",
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
    from camket.recording.manifest import list_made_files

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
