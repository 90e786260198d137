import pytest

from camket.errors import UsageError
from camket.exchange.new_period import check_name


@pytest.mark.parametrize("name", ["2022-12", "2022", "quý 4", "2022_12.v2", "đợt-2"])
def test_a_folders_name_is_a_periods_name(name):
    check_name(name)


@pytest.mark.parametrize(
    "name",
    ["../2022", "a/b", "..", ".", "", " ", "a\\b", "kỳ:12", ".2022", "2022.", "2022 ", "-x", "a\nb", "CON",
     "nul.2022", "x" * 61],
)  # fmt: skip
def test_a_name_that_is_no_folder_name_is_wrong_use(name):
    with pytest.raises(UsageError, match="cannot be the name of a folder"):
        check_name(name)
