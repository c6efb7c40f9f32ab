"""Analyses with their figures: survival by policy, the lead that changes hands, titles that say where."""

import numpy as np
import pyarrow as pa
import pytest

from sim.analysis.finished import Finished
from sim.design.question import Question
from sim.view.analyses import forests, show_survival
from sim.view.report.advantage import advantage_figures
from tests.analysis.compared import made_up

NEED, PAY = "customers.need_rate", "practices.pay"
POLICIES = ("neutral", "people_only")


def finished(factors, contrasts=("as_managed",)):
    """An experiment of which only the design and the tenures are there."""
    question = Question(
        format_version=1,
        title="t",
        question="q",
        scenarios=("city",),
        policies=POLICIES,
        contrasts=contrasts,
        factors=[{"name": name, "low": 1.0, "high": 1.5} for name in factors],
    )
    made = Finished.__new__(Finished)
    cells = [(contrast, policy) for contrast in contrasts for policy in POLICIES]
    design = {
        "point": [f"{contrast}-{policy}" for contrast, policy in cells],
        "scenario": ["city"] * len(cells),
        "contrast": [contrast for contrast, _ in cells],
        "policy": [policy for _, policy in cells],
    }
    rng = np.random.default_rng(1)
    rows = [
        (point, world, month, 500.0, float(rng.binomial(500, 0.02 if policy == "neutral" else 0.01)))
        for point, policy in zip(design["point"], design["policy"], strict=True)
        for world in range(10)
        for month in range(30)
    ]
    names = ("point", "replication", "month", "exposed", "quits")
    tenures = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    made.__dict__.update(question=question, design=pa.table(design), tenures=tenures)
    return made


def test_survival_has_curves_hazards_and_a_test_for_each_contrast():
    found = show_survival(finished([], ("as_managed", "equal_payroll")))
    assert len(found.figures) == 4
    assert list(found.tables) == [
        "tenure in months (as managed)",
        "share that stays a year, paired differences (as managed)",
        "tenure in months (at equal payroll)",
        "share that stays a year, paired differences (at equal payroll)",
    ]
    (test,) = found.tables["share that stays a year, paired differences (as managed)"]
    assert test["difference"] == pytest.approx(0.98**52 - 0.99**52, abs=0.05)
    assert test["p (Holm)"] < 0.001
    assert found.figures[0].layout.title.text.endswith("(as managed)")


def difference(place, share, outcome="profit", worlds=40):
    """A difference in which the first policy earns more in a share of worlds."""
    ahead = np.arange(worlds) < share * worlds
    return made_up(np.where(ahead, 1.0, -1.0), np.zeros(worlds), outcome, place=place)


def test_where_the_lead_changes_hands_there_is_a_curve():
    found = [difference(((NEED, load),), share) for load, share in ((1.0, 0.1), (1.25, 0.4), (1.5, 0.9))]
    (figure,) = advantage_figures(finished([NEED]), found)
    assert figure.layout.title.text.startswith("A and b change places in profit at need rate 1.3 [1")
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


def test_a_long_forest_is_cut_into_pages():
    found = [
        difference(((NEED, float(load)),), 0.9, outcome)
        for outcome in ("profit", "turnover", "churn")
        for load in range(30)
    ]
    pages = list(forests(found, "EUR"))
    assert all(page.layout.height <= 900 for page in pages)
    assert sum(len(page.layout.meta["table"]) for page in pages) == 90
