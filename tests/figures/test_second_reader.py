"""Signs that a decided status could easily be otherwise: others read it otherwise, few of its words were understood."""

import pytest

from camket.figures import second_look
from camket.figures.ledger import count_figures
from camket.figures.second_look import list_second_looks
from camket.judging.classify import classify_records
from camket.judging.labelled import Phrase, read_by_words
from samples import PERIOD, SNV, record

DECREE = "Đã ban hành Quyết định số 12/QĐ-UBND"


def look(*records):
    judged = classify_records(records, (), 2022)
    figures = {figure.id: figure for figure in count_figures(judged, [SNV], PERIOD)}
    return list_second_looks(judged, figures, PERIOD)


def read_as(state):
    phrase = Phrase("Câu mẫu gần lời", "", "cut_off", state)
    return lambda *_: (phrase,) * 3


@pytest.mark.parametrize(
    ("state", "signs"), [("failed", ("reader",)), ("running", ("reader",)), ("done", ()), (None, ())]
)
def test_a_second_reader_who_reads_otherwise_is_a_sign(monkeypatch, state, signs):
    monkeypatch.setattr(second_look, "read_by_words", read_as(state) if state else lambda *_: ())
    found = look(record(result_text=DECREE))
    assert (found[0].signs if found else ()) == signs
    if signs:
        assert "“Câu mẫu gần lời”" in found[0].reasons[0]


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("Đang triển khai lu lèn lấp xấp bờ bao", True),
        ("Đã ban hành Quyết định số 12/QĐ-UBND về bờ bao", False),
    ],
)
def test_a_text_of_which_most_words_are_unknown_is_a_sign_that_names_them(said, sign):
    found = look(record(result_text=said))
    signs = dict(zip(found[0].signs, found[0].reasons, strict=True)) if found else {}
    assert ("unread" in signs) is sign
    if sign:
        assert "lu lèn lấp xấp" in signs["unread"]


def test_the_words_of_the_column_that_decided_are_read_again(monkeypatch):
    asked = []
    monkeypatch.setattr(second_look, "read_by_words", lambda text, *_: asked.append(text) or ())
    look(
        record(note=DECREE),
        record(number=2, self_assessment="Hoàn thành"),
        record(number=3, result_text="Đang làm"),
    )
    assert asked == [DECREE, "Đang làm"]


def test_among_equal_signs_more_of_them_and_then_what_moves_more_figures_come_first():
    thin = {"result_text": "Đã hoàn thành"}
    found = look(
        record(number=1, **thin, estimate_text="Hoàn thành"),
        record(number=2, **thin),
        record(number=3, result_text=DECREE, self_assessment="Đang thực hiện"),
        record(number=4, **thin, self_assessment="Đang thực hiện"),
    )
    assert [entry.record_id for entry in found] == ["SNV-04", "SNV-03", "SNV-02", "SNV-01"]


def test_own_plain_phrases_are_not_read_otherwise_than_they_are_judged():
    for said, state in (
        (DECREE, "done"),
        ("Đang triển khai thực hiện", "running"),
        ("Không hoàn thành", "failed"),
    ):
        assert {phrase.state for phrase in read_by_words(said, "", "cut_off")} <= {state}
