"""Differences: forests short enough for a page, and tables that leave nothing out."""

from dataclasses import replace

from sim.view.figures.differences import TALLEST, forests
from tests.view.figures.unfinished import NEED, difference


def test_a_long_forest_is_cut_into_pages():
    found = [
        difference(((NEED, float(load)),), 0.9, outcome)
        for outcome in ("profit", "turnover", "churn")
        for load in range(30)
    ]
    pages = list(forests(found, "EUR"))
    assert all(page.layout.height <= TALLEST + 40 for page in pages)
    assert sum(len(page.layout.meta["table"]) for page in pages) == 90


def test_each_pair_has_forests_of_its_own():
    one = difference(((NEED, 1.0),), 0.9)
    other = replace(one, comparison=replace(one.comparison, a="c"))
    assert len(list(forests([one, other], "EUR"))) == 2
