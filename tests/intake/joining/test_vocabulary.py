import pytest

from camket.intake.joining.vocabulary import Phrases, load_target_words, load_vocabulary, split_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("đường ĐT.841, dài 5,5 km", ["đường", "ĐT.841", ",", "dài", "5,5", "km"]),
        ("số 12/2022/QĐ-UBND.HC ngày 30/9/2022", ["số", "12/2022/QĐ-UBND.HC", "ngày", "30/9/2022"]),
        ("Sở KH&ĐT (100%)", ["Sở", "KH", "&", "ĐT", "(", "100", "%", ")"]),
        ("", []),
    ],
)
def test_a_road_a_day_and_a_document_are_one_token(text, tokens):
    assert split_tokens(text) == tokens


def test_of_phrases_that_begin_alike_the_longest_counts():
    phrases = Phrases({"doanh nghiệp": "one", "doanh nghiệp nhỏ": "two", "nhỏ và vừa": "three"})
    words = ["mot", "doanh", "nghiep", "nho", "va", "vua"]
    assert list(phrases.find_all(words)) == [(1, 4, "two")]
    assert list(phrases.find_all(words, overlapping=True)) == [(1, 4, "two"), (3, 6, "three")]


def test_the_words_file_is_read():
    vocabulary, targets = load_vocabulary(), load_target_words()
    assert list(vocabulary.same.find_all(["ubnd"])) == [(0, 1, ("ủy", "ban", "nhân", "dân"))]
    assert "đạt" in vocabulary.empty[True]
    assert "đất" not in vocabulary.empty[True]
    assert targets.scales["tỷ"] == 10**9
