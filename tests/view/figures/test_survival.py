"""Survival and hazard curves of two policies."""

import numpy as np
import pytest

from sim.analysis.survival import LifeTable, survival
from sim.view.figures.survival import hazard_curves, show, survival_curves
from sim.view.study import Study
from tests.view.figures.made_up import POLICIES, WORLDS
from tests.view.figures.unfinished import finished


def curves():
    rng = np.random.default_rng(2)
    tables = {
        policy: LifeTable(np.full((WORLDS, 31), 400.0), rng.binomial(400, weekly, (WORLDS, 31)).astype(float))
        for policy, weekly in zip(POLICIES, (0.03, 0.01), strict=True)
    }
    return survival(tables)


def still_here():
    return survival_curves(curves())


def most_likely_to_quit():
    return hazard_curves(curves())


EXAMPLES = {
    still_here: "Of people hired, a year later there are still 2",
    most_likely_to_quit: "In their first two years people are most likely to quit in month ",
}
"""Each figure made here, and what its title says."""


def test_survival_has_curves_hazards_and_a_test_for_each_contrast():
    found = show(Study.of(finished([], ("as_managed", "equal_spend"))))
    assert len(found.figures) == 4
    assert list(found.tables) == [
        "tenure in months (as managed)",
        "share that stays a year, paired differences (as managed)",
        "tenure in months (at equal spend)",
        "share that stays a year, paired differences (at equal spend)",
    ]
    (test,) = found.tables["share that stays a year, paired differences (as managed)"]
    assert test["difference"] == pytest.approx(0.98**52 - 0.99**52, abs=0.05)
    assert test["p (Holm)"] < 0.001
    assert found.figures[0].layout.title.text.endswith("(as managed)")


def test_of_one_world_there_is_no_interval():
    curves = survival({"neutral": LifeTable(np.full((1, 31), 400.0), np.full((1, 31), 1.0))})
    assert survival_curves(curves).layout.title.text == (
        "Of people hired, a year later there are still 88% (no interval) under neutral"
    )
