"""A period in a notebook: frames with ordered categories, the ledger by id, and what prints them."""

from __future__ import annotations

import doctest
from importlib import import_module

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import camket
from camket.errors import CamketError, FigureError, InputError
from camket.publishing.blocks.inline import Printed, as_plain

PERIOD = "2022-10"


@pytest.fixture
def period(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    return camket.open_period(PERIOD)


@pytest.mark.parametrize("module", ["camket", "camket.publishing.opened.open_period"])
def test_the_examples_of_the_public_interface_run(module, demonstration, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(demonstration.project))
    result = doctest.testmod(import_module(module))
    assert result.attempted
    assert result.failed == 0


def test_the_public_names_are_a_dozen_at_most_and_all_there():
    assert dir(camket) == sorted(camket.__all__)
    assert len(camket.__all__) <= 12
    assert all(getattr(camket, name) for name in camket.__all__)
    with pytest.raises(AttributeError, match="open_perid"):
        _ = camket.open_perid


def test_records_have_the_columns_of_the_table_and_what_was_derived(period):
    records = period.records
    assert list(records["record_id"]) == ["SNV-01", "SNV-02", "SNV-03", "HTN-01", "HTN-02"]
    assert set(period.columns("records")["column"]) == set(records.columns)
    assert (period.columns("records")["meaning"] != "").all()
    assert records["deadline_day"].dtype.kind == "M"
    assert records["filled_in"].all()


def test_statuses_are_ordered_by_the_scheme_and_units_as_prescribed(period):
    records = period.records
    first, *_, last = records["cut_off_status"].cat.categories
    assert (first, last) == ("in_progress", "unresolved")
    assert records["cut_off_status"].cat.ordered
    assert list(records["unit"].cat.categories) == list(period.units["unit"])


def test_a_frame_that_a_cell_changes_is_not_that_of_the_period(period):
    records = period.records
    records["cut_off_status"] = "completed"
    records.loc[0, "content"] = ""
    assert period.records["cut_off_status"].nunique() > 1
    assert period.records.loc[0, "content"]


@pytest.mark.parametrize("name", ["units", "registrations", "questions", "decisions"])
def test_every_frame_has_its_columns_even_without_rows(period, name):
    frame = getattr(period, name)
    assert isinstance(frame, pd.DataFrame)
    assert len(frame.columns) > 5


def test_a_period_is_one_line_and_a_card(period):
    assert repr(period) == "<period 2022-10: 5 records of 2 units, 1 open questions>"
    card = period._repr_mimebundle_()["text/html"]
    assert "còn 1 câu chưa trả lời" in card


def test_a_figure_shows_its_sentence_and_leads_to_its_cells(period):
    figure = period.figures["cut_off.total"]
    assert repr(figure) == "cut_off.total = 05/05 nội dung (chiếm 100,0%): nội dung cam kết"
    assert list(figure.frame["record_id"]) == list(figure.records)
    assert {"register.xlsx", "submissions/SNV.xlsx", "submissions/HTN.xlsx"} == set(figure.cells["file"])
    assert "submissions/SNV.xlsx" in figure._repr_mimebundle_()["text/html"]


def test_a_wrong_id_names_the_near_ones(period):
    with pytest.raises(CamketError, match=r"cut_off\.completed") as raised:
        period.figures["cut_off.complted"]
    assert isinstance(raised.value, KeyError)
    assert period.figures.get("cut_off.complted") is None
    assert "cut_off.completed@SNV" in period.figures._ipython_key_completions_()


def test_a_count_of_the_ledger_is_held_against_it(period):
    records = period.records
    done = records[records["cut_off_status"] == "completed"]
    assert period.figure(done, name="cut_off.completed") == period.figures["cut_off.completed"]
    with pytest.raises(FigureError, match=f"thiếu {done['record_id'].iloc[0]}"):
        period.figure(done.iloc[1:], name="cut_off.completed")
    open_one = records[records["cut_off_status"] == "unresolved"].index[:1]
    with pytest.raises(FigureError, match="tính trên 4 thay vì 5"):
        period.figure(done, of=records.drop(open_one), name="cut_off.completed")
    with pytest.raises(FigureError, match="tên gọi"):
        period.figure(done, name="cut_off.completed", label="đã xong")


def test_a_figure_of_ones_own_gets_the_name_of_its_notebook(period, monkeypatch):
    monkeypatch.setenv("CAMKET_NOTEBOOK", "Thống kê xã")
    records = period.records
    own = period.figure(records[:2], of=records, name="dau_tien", label="đứng đầu")
    assert own.id == "thong_ke_xa.dau_tien"
    assert own.text == "02/05 nội dung (chiếm 40,0%)"
    assert own.records == ("SNV-01", "SNV-02")


def test_units_are_counted_by_their_first_commitment(period):
    reporting = period.read_frame("reporting")
    figure = period.figure(reporting, of=reporting, name="so_don_vi", label="đã ký", by="unit")
    assert figure.text == "02/02 đơn vị (chiếm 100,0%)"
    assert figure.records == ("SNV-01", "HTN-01")


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (lambda p, r: p.figure(r[["content"]], name="a", label="b"), "các cột content"),
        (lambda p, r: p.figure(pd.concat([r, r]), name="a", label="b"), "đứng ở nhiều dòng"),
        (lambda p, r: p.figure(r, of=r[:1], name="a", label="b"), "không có trong bảng"),
        (lambda p, r: p.figure(r, name="A b", label="b"), "không dùng làm mã"),
        (lambda p, r: p.figure(r, name="a"), "chưa có tên gọi"),
        (lambda p, r: p.figure(r["unit"] == "SNV", name="a", label="b"), "Series, không phải bảng"),
        (lambda p, r: p.figure(r[r["unit"] == "SNV"], name="a", label="b", scope="SNV"), "cả dòng của HTN"),
        (lambda p, r: p.figure(r, name="a", label="b", scope="XYZ"), "không có đơn vị, nhóm nào"),
        (
            lambda p, r: p.figure(
                r.assign(record_id="x" + r["record_id"]),
                of=r.assign(record_id="x" + r["record_id"]),
                name="a",
                label="b",
            ),
            "5 mã không có trong kỳ: xSNV-01",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused(period, count, found):
    with pytest.raises(InputError, match=found):
        count(period, period.records)


def test_a_sentence_prints_figures_only(period):
    records = period.records
    period.figure(records[:2], of=records, name="dau", label="đứng đầu")
    said = period.say(
        "Có {dau} nội dung, chiếm {dau.share}, {dau.label}; {n} trong {cut_off.total.fraction}.", n="<b>"
    )
    assert as_plain(said.text) == "Có 02 nội dung, chiếm 40,0%, đứng đầu; <b> trong 05/05."
    assert [run.figure for run in said.text if isinstance(run, Printed)][-1] == "cut_off.total"


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Có 5 nội dung", {}),
        ("Có {n} nội dung", {"n": 5}),
        ("Có {n} nội dung", {"n": "05"}),
        ("Có {n} nội dung", {"n": " 1.234,5 "}),
        ("Có {n}", {"n": "103/293 nội dung"}),
        ("Có {n}", {"n": "½ và ١٠٣"}),
        ("Có {khong_co} nội dung", {}),
    ],
)
def test_a_number_that_is_no_figure_is_refused_in_a_sentence(period, sentence, values):
    with pytest.raises(InputError):
        period.say(sentence, **values)


def test_a_day_or_a_documents_number_may_stand_in_a_sentence(period):
    said = period.say("Theo {van_ban} ngày {ngay}.", van_ban="Nghị định 30/2020/NĐ-CP", ngay="05/3/2020")
    assert as_plain(said.text) == "Theo Nghị định 30/2020/NĐ-CP ngày 05/3/2020."


def test_a_frame_of_figures_is_a_table_with_headings_totals_and_traced_cells(period):
    parts = period.scopes(period.records)
    frame = pd.DataFrame(
        {
            ("Lũy kế", "Tổng"): {scope: period.figures[f"cut_off.total@{scope}"] for scope in ("SNV", "HTN")},
            ("Lũy kế", "Ghi chú"): {"SNV": None, "HTN": "<b>"},
        }
    )
    table = period.table(frame, caption="Bảng", show="{f.count} ({f.share})", totals=["HTN"])
    assert [(column.group, column.heading) for column in table.columns] == [
        ("", "Mục"),
        ("Lũy kế", "Tổng"),
        ("Lũy kế", "Ghi chú"),
    ]
    assert [[as_plain(cell) for cell in row.cells] for row in table.rows] == [
        ["SNV", "03 (100,0%)", "–"],
        ["HTN", "02 (100,0%)", "<b>"],
    ]
    assert [row.kind for row in table.rows] == ["body", "total"]
    assert isinstance(table.rows[0].cells[1][0], Printed)
    assert list(parts) == ["all", "department", "district", "SNV", "HTN"]


def test_a_number_without_a_record_is_refused_in_a_table(period):
    counts = period.records.groupby("unit_name").size().to_frame("Số nội dung")
    with pytest.raises(InputError, match="không phải số liệu: "):
        period.table(counts, caption="Bảng")


def test_a_table_of_records_leads_each_row_to_its_record(period):
    records = period.records[["record_id", "content", "item_no"]]
    table = period.table(records, caption="Bảng")
    assert [column.heading for column in table.columns] == ["Mã nội dung", "Nội dung cam kết", "TT"]
    assert [row.anchor for row in table.rows][:2] == ["SNV-01", "SNV-02"]


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda p, r: p.table(r["unit"], caption="Bảng"), "Series, không phải bảng"),
        (lambda p, r: p.table(r[["content"]], caption="Có 999 nội dung"), "viết thẳng: Có 999"),
        (lambda p, r: p.table(r[["content"]], caption="Bảng", note="trong đó 55%"), "viết thẳng"),
        (lambda p, r: p.table(r[["content"]], caption="Bảng", totals=["Tong"]), "totals: Tong"),
        (lambda p, r: p.table(r[["content"]], caption="Bảng", show={"n": "{f.count}"}), "show: n"),
        (
            lambda p, r: p.table(r.assign(item_no=99)[["record_id", "item_no"]], caption="B"),
            "không phải số liệu: 99",
        ),
        (
            lambda p, r: p.table(r[:2].assign(n="103")[["content", "n"]], caption="Bảng"),
            "không phải số liệu: 103",
        ),
        (lambda p, r: p.chart(plt.figure().subplots(), title="a", alt="b"), "Axes"),
    ],
)
def test_what_would_print_a_number_that_leads_nowhere_is_refused(period, make, found):
    with pytest.raises(InputError, match=found):
        make(period, period.records)
    plt.close("all")


def test_a_year_and_a_day_may_stand_in_a_caption(period):
    frame = period.records[["record_id", "content"]]
    assert period.table(frame, caption="Kết quả năm 2022, đến ngày 30/10/2022").title.endswith("30/10/2022")


def test_a_table_of_chosen_records_shows_no_numbers_of_rows(period):
    records = period.records
    chosen = records.loc[records["unit"] == "HTN", ["record_id", "content"]]
    table = period.table(chosen, caption="Bảng")
    assert [column.heading for column in table.columns] == ["Mã nội dung", "Nội dung cam kết"]
    assert [row.anchor for row in table.rows] == ["HTN-01", "HTN-02"]


def test_what_a_record_lacks_is_no_number_of_it(period):
    records = period.records
    assert records["progress_percent"].isna().all()
    table = period.table(records[["record_id", "progress_percent"]], caption="Bảng")
    assert {as_plain(row.cells[1]) for row in table.rows} == {"–"}
    with pytest.raises(InputError, match="không phải số liệu: 99"):
        period.table(records.assign(progress_percent=99)[["record_id", "progress_percent"]], caption="Bảng")


def test_a_drawing_needs_words_and_gives_the_same_bytes(period):
    drawing, axes = plt.subplots()
    axes.bar(["a"], [1])
    plt.close(drawing)
    with pytest.raises(InputError, match="mô tả"):
        period.chart(drawing, title="Hình", alt=" ")
    one, other = (period.chart(drawing, title="Hình", alt="Cột a cao nhất.") for _ in range(2))
    assert one.svg == other.svg
    assert as_plain(one.alt) == "Cột a cao nhất."


def test_an_unknown_table_is_refused_by_name(period):
    with pytest.raises(InputError, match="second_look"):
        period.read_frame("secondlook")
