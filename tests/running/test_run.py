"""Consecutive runs, with one short notebook in place of camket's own, which are slow."""

import json

PERIOD = "2022-10"


def history(project):
    path = project / "data" / "processed" / PERIOD / "history.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def rewrite(path, before, after):
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_a_run_warns_about_an_edited_decision_and_an_edited_output(small_project, camket):
    code, said = camket("run")
    assert code == 0
    assert "CẢNH BÁO" not in said
    rewrite(small_project / "data" / "raw" / PERIOD / "decisions.csv", "CV 1", "CV 2")
    rewrite(small_project / "outputs" / PERIOD / "notebooks" / "page.ipynb", "05", "06")
    code, said = camket("run")
    assert code == 0
    decision, output = [line for line in said.splitlines() if line.startswith("CẢNH BÁO: ")]
    assert decision.startswith("CẢNH BÁO: data/raw/2022-10/decisions.csv: quyết định thứ 1 bị sửa: SNV-03")
    assert decision.endswith("document: “CV 1” → “CV 2”")
    assert output.startswith("CẢNH BÁO: outputs/2022-10/notebooks/page.ipynb: đã bị sửa sau lần chạy")
    first, second = history(small_project)
    assert first["warnings"] == []
    assert [f"CẢNH BÁO: {text}" for text in second["warnings"]] == [decision, output]


def test_a_replay_uses_the_recorded_parameters_and_names_edited_files(small_project, camket):
    assert camket("run", "-p", "page.mark=một")[0] == 0
    code, said = camket("replay")
    assert (code, said.startswith("Kỳ 2022-10: chạy lại từ 6 tệp nguồn")) == (0, True)
    rewrite(small_project / "outputs" / PERIOD / "notebooks" / "page.ipynb", "dung một", "dung hai")
    code, said = camket("replay")
    assert code == 13
    changed, differs, counts = said.splitlines()
    assert changed.startswith("✗ outputs/2022-10/notebooks/page.ipynb: đã bị sửa sau lần chạy")
    assert differs == (
        "✗ outputs/2022-10/notebooks/page.ipynb › ô 3, kết quả 1, dòng 1: "
        "công bố “Có 05 nội dung hai”, chạy lại “Có 05 nội dung một”"
    )
    assert counts.endswith("1 khác.")
    assert len(history(small_project)) == 1
