import pytest
from pydantic import ValidationError

from camket.intake.joining.profiles import Level, Profile, check_profile, load_profile


def test_the_thresholds_of_a_period_replace_those_of_the_profile():
    profile = load_profile("rows").with_thresholds(sure=90, sure_claimed=70)
    assert (profile.rules.sure, profile.rules.sure_claimed) == (90, 70)
    assert profile.least("content_by_letters", "alike") == 90
    assert profile.least("content_by_letters", "close") == 70
    assert profile.least("target_by_letters", "alike") == 85
    assert load_profile("rows").rules.sure == 85


def test_a_level_that_names_no_other_level_is_refused():
    profile = load_profile("next_year")
    content = profile.comparisons["content_by_words"]
    for unless in ("target.same", "target_by_rarity.nowhere"):
        wrong = content.model_copy(
            update={"levels": {**content.levels, "alike": Level(says="", unless=(unless,))}}
        )
        comparisons = {**profile.comparisons, "content_by_words": wrong}
        with pytest.raises(ValueError, match=unless):
            check_profile("next_year", profile.model_copy(update={"comparisons": comparisons}))


@pytest.mark.parametrize(
    "level", [{"says": "x", "effect": "vetoes"}, {"says": "x", "worth": 3}, {"points": 3}]
)
def test_a_level_that_says_what_no_level_knows_is_refused(level):
    with pytest.raises(ValidationError):
        Level.model_validate(level)


def test_a_profile_without_rules_is_refused():
    with pytest.raises(ValidationError):
        Profile.model_validate({"comparisons": {}})
