"""Names as a reader sees them."""

from sim.analysis.wording import words


def test_names():
    assert words("practices.priority_discipline") == "priority discipline"
    assert words("equal_hours") == "at equal accepted hours"
