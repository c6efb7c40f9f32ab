"""What was gained so far: a line with its band, from the one-off costs up."""

from sim.view.figures.money import gained
from tests.analysis.test_money import worth


def two_years():
    return gained(worth(52_000.0, one_off=30_000.0), currency="EUR")


EXAMPLES = {two_years: "A minus b: +74"}
"""Each figure made here, and what its title says."""


def test_it_begins_below_and_ends_at_the_value():
    rows = two_years().layout.meta["table"]
    assert rows[0]["gained"] < 0.0 < rows[-1]["gained"]
    assert rows[-1]["year"] == 2.0
