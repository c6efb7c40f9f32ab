"""Names as a reader sees them."""

from sim.analysis.wording import PRACTICE_TITLES, words
from sim.model.practices import PRACTICES


def test_names():
    assert words("practices.priority_discipline") == "priority discipline"
    assert words("practices.first") == words("first") == "whose requests come first"
    assert words("equal_hours") == "at equal accepted hours"


def test_titles_are_of_practices_that_there_are():
    assert set(PRACTICE_TITLES) <= set(PRACTICES)
