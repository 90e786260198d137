"""A notebook that a project adds: its page, its figures in the ledger, and what a run does where it fails."""

from __future__ import annotations

import json
import shutil

import pytest
from lxml import html

from camket.cli.main import main
from camket.running import notebooks as found

PERIOD = "2022-10"
PARAMETERS = ("code", 'period: str = "2022-10"', "parameters")
OPEN = ("code", "import camket\nperiod = camket.open_period(period)\nrecords = period.records")
COUNT = (
    "code",
    'period.figure(records[:2], of=records, name="dau_tien", label="đứng đầu danh mục")\n'
    'period.say("Có {dau_tien} nội dung đứng đầu & <b>.")',
)


def write(project, name, *cells):
    made = []
    for number, (kind, source, *tags) in enumerate(cells):
        cell = {"cell_type": kind, "id": f"c-{number}", "metadata": {"tags": tags}, "source": source}
        made.append(cell | ({"execution_count": None, "outputs": []} if kind == "code" else {}))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path = project / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def run(small_project, without_workers, monkeypatch, tmp_path, capsys):
    """Runs the small period with the project's own notebooks and one of camket."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    shutil.copyfile(found._SHIPPED[-1] / "appendix_1.ipynb", shipped / "appendix_1.ipynb")
    monkeypatch.setattr(found, "_SHIPPED", (shipped,))

    def command():
        code = main(["run", PERIOD, "--project", str(small_project)])
        return code, "".join(capsys.readouterr())

    return command


def read_ledger(project):
    path = project / "data" / "processed" / PERIOD / "figures.json"
    return {figure["id"]: figure for figure in json.loads(path.read_text(encoding="utf-8"))}


def test_its_page_has_head_draft_mark_trace_and_listing(run, small_project):
    write(small_project, "thu", PARAMETERS, ("markdown", "# Nội dung đứng đầu\n\nLời dẫn."), OPEN, COUNT)
    code, printed = run()
    assert code == 0, printed
    outputs = small_project / "outputs" / PERIOD
    page = html.parse(str(outputs / "html" / "thu.html")).getroot()
    assert page.findtext(".//h1").strip() == "Nội dung đứng đầu"
    assert "DỰ THẢO" in page.find_class("draft")[0].text_content()
    text = " ".join(page.text_content().split())
    assert "Có 02 nội dung đứng đầu & <b>." in text
    assert page.xpath("//a[@data-figure='thu.dau_tien']/@href") == ["../trace.html#thu.dau_tien"]
    assert read_ledger(small_project)["thu.dau_tien"]["records"] == ["SNV-01", "SNV-02"]
    assert "thu.dau_tien" in (outputs / "trace.html").read_text(encoding="utf-8")
    assert main(["trace", PERIOD, "thu.dau_tien", "--project", str(small_project)]) == 0
    assert "html/thu.html" in (outputs / "index.html").read_text(encoding="utf-8")
    assert (outputs / "pdf" / "thu.pdf").read_bytes().startswith(b"%PDF")


def test_its_figures_leave_the_reference_code_of_the_report_as_it_is(run, small_project):
    def read_code():
        path = small_project / "data" / "processed" / PERIOD / "reference_code.json"
        return json.loads(path.read_text(encoding="utf-8"))["code"]

    run()
    before = read_code()
    write(small_project, "thu", PARAMETERS, OPEN, COUNT)
    run()
    assert read_code() == before
    assert main(["verify", PERIOD, "--project", str(small_project)]) == 0
    assert main(["verify", PERIOD, "--printed", before, "--project", str(small_project)]) == 0


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([PARAMETERS, OPEN, ("code", "1 / 0")], "hong.ipynb, ô 3"),
        ([("code", "1")], "không có ô nào gắn thẻ"),
        ([("code", "period: str = '", "parameters")], "ô parameters"),
        (
            [PARAMETERS, OPEN, COUNT, ("code", COUNT[1].replace("records[:2]", "records[:3]"))],
            "khai hai lần",
        ),
        ([PARAMETERS, OPEN, ("code", 'period.figure(records[:1], name="cut_off.total")')], "thay vì 5"),
    ],
)
def test_where_it_fails_it_alone_is_left_out_and_named(run, small_project, cells, said):
    write(small_project, "hong", *cells)
    write(small_project, "lanh", PARAMETERS, OPEN, COUNT)
    code, printed = run()
    assert code == 14
    assert "BỎ LẠI" in printed
    assert said in printed
    pages = small_project / "outputs" / PERIOD / "html"
    assert {path.stem for path in pages.glob("*.html")} == {"appendix_1", "lanh"}
    assert main(["verify", PERIOD, "--project", str(small_project)]) == 0


@pytest.mark.parametrize(
    "use", ['period.figures["thu.dau_tien"]', 'period.say("Có {thu.dau_tien} nội dung.")']
)
def test_a_figure_of_another_notebook_is_refused_with_the_name_of_that_notebook(run, small_project, use):
    write(small_project, "Thử", PARAMETERS, OPEN, COUNT)
    write(small_project, "khac", PARAMETERS, OPEN, ("code", use))
    code, printed = run()
    assert code == 14
    assert "số liệu riêng của sổ tay Thử.ipynb" in " ".join(printed.split())
    assert {path.stem for path in (small_project / "outputs" / PERIOD / "html").glob("*.html")} == {
        "appendix_1",
        "Thử",
    }


def test_two_notebooks_whose_names_read_alike_may_not_declare_one_id(run, small_project):
    write(small_project, "thu", PARAMETERS, OPEN, COUNT)
    write(small_project, "Thử", PARAMETERS, OPEN, COUNT)
    code, printed = run()
    assert code == 10
    assert "thu.dau_tien" in printed
    assert "mã số liệu này đã có ở" in printed
    assert not (small_project / "outputs" / PERIOD / "html").exists()


def test_another_period_that_it_opens_is_not_the_one_that_is_run(run, small_project):
    raw = small_project / "data" / "raw"
    shutil.copytree(raw / PERIOD, raw / "2022-06")
    settings = raw / "2022-06" / "period.toml"
    settings.write_text(settings.read_text("utf-8").replace("2022-10-30", "2022-06-30"), encoding="utf-8")
    other = ("code", 'print(camket.open_period("2022-06").day, period.day)')
    write(small_project, "hai_ky", PARAMETERS, OPEN, other)
    code, printed = run()
    assert code == 0, printed
    page = html.parse(str(small_project / "outputs" / PERIOD / "html" / "hai_ky.html")).getroot()
    assert "30/06/2022 30/10/2022" in page.text_content()
