"""Advantage: a curve or a map of each outcome in which the lead surely changes hands, and nothing elsewhere."""

import pytest

from sim.view.figures.advantage import advantage_figures
from tests.view.figures.unfinished import NEED, PAY, difference, finished


def test_where_the_lead_changes_hands_there_is_a_curve():
    found = [difference(((NEED, load),), share) for load, share in ((1.0, 0.1), (1.25, 0.4), (1.5, 0.9))]
    (figure,) = advantage_figures(finished([NEED]), found)
    assert figure.layout.title.text.startswith("A and b change places in profit at need rate 1.30 [1.00")
    less_is_better = [difference(one.place, one.difference.above, "turnover") for one in found]
    (figure,) = advantage_figures(finished([NEED]), less_is_better)
    assert figure.data[0].y == pytest.approx([0.9, 0.6, 0.1])


@pytest.mark.parametrize("shares", [(0.1, 0.2, 0.3), (0.45, 0.5, 0.55), (0.6, 0.9, 1.0)])
def test_where_it_does_not_surely_there_is_none(shares):
    found = [difference(((NEED, load),), s) for load, s in zip((1.0, 1.25, 1.5), shares, strict=True)]
    assert list(advantage_figures(finished([NEED]), found)) == []


def test_over_two_factors_it_is_a_map():
    places = [((NEED, load), (PAY, pay)) for load in (1.0, 1.5) for pay in (1.0, 1.5)]
    found = [difference(place, share) for place, share in zip(places, (0.1, 0.2, 0.8, 0.9), strict=True)]
    (figure,) = advantage_figures(finished([NEED, PAY]), found)
    table = figure.layout.meta["table"]
    assert {(row[NEED], row[PAY]): row["share"] for row in table} == pytest.approx(
        {(1.0, 1.0): 0.1, (1.0, 1.5): 0.2, (1.5, 1.0): 0.8, (1.5, 1.5): 0.9}
    )
