"""The crate passes the validator of the RO-Crate community."""

import hashlib
import json
from importlib.resources import files
from urllib.parse import unquote

import pytest
import requests
from rocrate_validator.models import Severity, ValidationSettings
from rocrate_validator.services import validate

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
# The validator recommends web addresses for the office and the packages, which camket does not know.
WITHOUT_ADDRESS = {
    "The Application SHOULD have a url",
    "The organization SHOULD have a URL.",
    # A package URL (pkg:pypi/pandas@3) is an address too, but the validator accepts web addresses only.
    "The SoftwareApplication id SHOULD be an absolute URI",
}


@pytest.fixture
def offline(monkeypatch):
    """Serves the one document that the validator fetches from the `rocrate` package; refuses all others."""
    # This context is of version 1.3, where every term of 1.1 has the same meaning.
    terms = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()

    def answer(session, method, url, **options):
        if url != CONTEXT:
            raise requests.ConnectionError(url)
        response = requests.Response()
        response.status_code, response.url, response._content = 200, url, terms
        response.headers["Content-Type"] = "application/ld+json"
        return response

    monkeypatch.setattr(requests.Session, "request", answer)


def entities(folder):
    crate = json.loads((folder.outputs / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {entity["@id"]: entity for entity in crate["@graph"]}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_crate_is_a_valid_process_run_crate_and_follows_the_recommendations(record, offline):
    folder = record()
    result = validate(
        ValidationSettings(
            rocrate_uri=str(folder.outputs),
            profile_identifier="process-run-crate",
            requirement_severity=Severity.RECOMMENDED,
            no_cache=True,
        )
    )
    assert {issue.message for issue in result.get_issues()} <= WITHOUT_ADDRESS


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_validator_notices_a_crate_without_its_program(record, offline):
    folder = record()
    path = folder.outputs / "ro-crate-metadata.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"instrument"', '"alternateName"'), encoding="utf-8"
    )
    result = validate(
        ValidationSettings(
            rocrate_uri=str(folder.outputs),
            profile_identifier="process-run-crate",
            requirement_severity=Severity.REQUIRED,
            no_cache=True,
        )
    )
    assert any("instrument" in issue.message for issue in result.get_issues())


def test_the_crate_lists_the_same_files_as_the_manifest(record):
    folder = record()
    manifest = json.loads((folder.outputs / "manifest.json").read_text(encoding="utf-8"))
    found = entities(folder)
    run = found["#run"]
    named = {
        side: {found[reference["@id"]]["name"]: found[reference["@id"]] for reference in run[side]}
        for side in ("object", "result")
    }
    for side, groups in (("object", ["inputs"]), ("result", ["tables", "outputs"])):
        for file in (file for group in groups for file in manifest[group]):
            assert named[side][file["path"]]["sha256"] == file["sha256"]
            assert named[side][file["path"]]["contentSize"] == str(file["bytes"])
    assert named["object"]["page.show_evidence"]["value"] == "true"
    [notebook] = manifest["notebooks"]
    assert named["object"]["notebooks/page.ipynb"]["sha256"] == notebook["file"]["sha256"]
    assert found[run["instrument"]["@id"]]["sha256"] == manifest["program"]["sha256"]


def test_every_part_of_the_crate_exists_at_its_path_with_its_hash(record):
    folder = record(page="<p>x</p>")
    found = entities(folder)
    parts = [found[reference["@id"]] for reference in found["./"]["hasPart"]]
    assert {unquote(part["@id"]) for part in parts} == {"manifest.json", "html/page.html"}
    for part in parts:
        content = (folder.outputs / unquote(part["@id"])).read_bytes()
        assert part["sha256"] == hashlib.sha256(content).hexdigest()


def test_its_dates_are_the_day_of_the_report_not_of_the_run(record):
    found = entities(record())
    assert found["./"]["datePublished"] == found["#run"]["endTime"] == "2022-11-09"


def test_until_the_report_has_a_day_they_are_the_cut_off_and_the_description_says_so(record, small_project):
    settings = small_project / "data" / "raw" / "2022-10" / "period.toml"
    text = settings.read_text(encoding="utf-8").replace("158/BC", "/BC").replace("day = 2022-11-09\n", "")
    settings.write_text(text, encoding="utf-8")
    found = entities(record())
    assert found["./"]["datePublished"] == found["#run"]["endTime"] == "2022-10-30"
    assert "kèm báo cáo /BC-SKHĐT (chưa có ngày ban hành) của" in found["./"]["description"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("data/processed/2022-10/records.csv", "text/csv"),
        ("data/processed/2022-10/records.parquet", "application/vnd.apache.parquet"),
        ("data/raw/2022-10/period.toml", "application/toml"),
        (
            "data/raw/2022-10/register.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("outputs/2022-10/html/page.html", "text/html"),
    ],
)
def test_the_media_type_of_a_file_does_not_depend_on_the_system(record, name, kind):
    by_name = {entity.get("name"): entity for entity in entities(record()).values()}
    assert by_name[name]["encodingFormat"] == kind
