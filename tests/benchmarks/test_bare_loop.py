"""The bare loop has the model's events, or it would be no floor under it."""

import pytest

from benchmarks.bare_loop import ASKED, FINISHED, LOOKED, bare, run_until
from benchmarks.firms import first_day, market
from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR
from sim.model.rules.hazard import weekly_probability


@pytest.mark.slow
def test_as_many_requests_are_asked_for_and_served_as_in_the_model_within_a_fifth():
    """The model has some more: complaints, and what failed upstream and comes back."""
    loop = bare(market())
    run_until(loop, DAYS_A_YEAR)
    weeks = engine.run_until(first_day(market()), DAYS_A_YEAR).weeks[:WEEKS_A_YEAR, 0]
    assert loop.counts[ASKED] == pytest.approx(weeks["opened"].sum(), rel=0.2)
    assert loop.counts[FINISHED] == pytest.approx(weeks["delivered"].sum(), rel=0.2)
    assert loop.counts[ASKED] < weeks["opened"].sum()


@pytest.mark.slow
def test_customers_look_around_at_the_rate_of_occasions():
    loop = bare(market())
    run_until(loop, DAYS_A_YEAR)
    p = market().constants()
    expected = WEEKS_A_YEAR * weekly_probability(p["consider_rate"]) * p["customers_per_firm"]
    assert loop.counts[LOOKED] == pytest.approx(expected, rel=0.05)


@pytest.mark.slow  # compiling the loop takes seconds
def test_nobody_is_forgotten_by_the_calendars():
    loop = bare(market())
    day = DAYS_A_YEAR // 4 + 3
    run_until(loop, day)
    assert (loop.customers["next_need"] >= day).all()
    assert (loop.customers["next_look"] >= day // 5).all()
