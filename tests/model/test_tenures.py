"""Tenure of employees and demand from the policies' start on: what a run reports."""

import numpy as np
import pytest

from sim.model.parameters import DAYS_A_YEAR, TENURE_MONTHS
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.running.course import begin, warmed_up
from sim.running.run import run
from tests.worlds import SMALL, STILL, after, notes, scenario

MARKET = scenario(SMALL | {"need_rate": 8, "warm_up": 1}, competition="duopoly")


@pytest.fixture(scope="module")
def warm():
    return warmed_up(MARKET, 1, 0, 3)


@pytest.fixture(scope="module")
def w(warm):
    return after(begin(warm, load_policy("customer_first"), "as_managed"), 3 * DAYS_A_YEAR)


def test_the_quits_of_tenures_are_the_quits_of_the_books(w):
    for firm in range(len(w.firms)):
        under = notes(w, "week", firm) >= 0
        quits = (notes(w, "quits", firm) - notes(w, "manager_quits", firm))[under].sum()
        assert w.tenures["quits"][firm].sum() == quits
    assert w.tenures["quits"].sum() > 0


def test_every_week_that_an_employee_begins_is_a_week_of_some_tenure(w):
    for firm in range(len(w.firms)):
        begun = notes(w, "employees", firm)[notes(w, "week", firm) >= -1][:-1]
        assert w.tenures["exposed"][firm].sum() == begun.sum()


def test_nothing_is_counted_before_the_policies_begin(warm):
    assert not warm.tenures["exposed"].any()


def test_nobody_quits_at_a_tenure_that_nobody_had(w):
    assert not (w.tenures["quits"] > w.tenures["exposed"]).any()


def test_a_run_tells_the_tenures_of_the_focal_firm():
    tenures = run(MARKET, "customer_first", 1, years=1).tenures
    assert list(tenures["month"]) == list(range(TENURE_MONTHS))
    assert tenures["exposed"].sum() > 0


def test_a_step_in_demand_begins_with_the_policies_and_not_before():
    still = SMALL | STILL | {"need_rate": 4, "warm_up": 1}
    calm, fallen = (
        after(
            begin(
                warmed_up(scenario(still | {"demand_step": step}), 1, 0, 1),
                load_policy("neutral"),
                "as_managed",
            )
        )
        for step in (1.0, 0.5)
    )
    before = notes(calm, "week", FOCAL) < 0
    for name in ("opened", "revenue"):
        np.testing.assert_array_equal(notes(calm, name)[before], notes(fallen, name)[before])
    share = notes(fallen, "opened")[~before].sum() / notes(calm, "opened")[~before].sum()
    assert share == pytest.approx(0.5, abs=0.05)
