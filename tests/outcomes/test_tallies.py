"""Tallies: running sums that agree with the outcomes of the same weeks."""

import numpy as np
import pytest

from sim.model import records
from sim.outcomes import measure
from sim.outcomes.tallies import TALLIES, so_far


@pytest.fixture
def notes() -> np.ndarray:
    rng = np.random.default_rng(5)
    notes = np.zeros(60, records.week)
    for name in ("quits", "lost_silent", "lost_voiced"):
        notes[name] = rng.integers(0, 5, 60)
    for name in ("revenue", "wages", "fixed_cost", "headcount", "customers"):
        notes[name] = rng.uniform(100.0, 200.0, 60)
    return notes


def test_at_the_end_they_agree_with_the_outcomes_of_the_whole(notes):
    summary, _ = measure(notes, 0)
    years = len(notes) / 52
    ends = {name: values[-1] for name, values in so_far(notes).items()}
    assert ends["people_lost"] == pytest.approx(summary["turnover"] * notes["headcount"].mean() * years)
    assert ends["customers_lost"] == pytest.approx(summary["churn"] * notes["customers"].mean() * years)
    assert ends["profit"] == pytest.approx(summary["profit"] * years)


def test_counts_never_fall(notes):
    tallies = so_far(notes)
    assert all((np.diff(tallies[name]) >= 0).all() for name in ("people_lost", "customers_lost"))


def test_a_later_start_only_leaves_out_what_came_before(notes):
    whole, later = so_far(notes), so_far(notes[20:])
    for name in TALLIES:
        np.testing.assert_allclose(later[name], whole[name][20:] - whole[name][19])


def test_before_the_first_week_there_is_nothing(notes):
    assert all(len(values) == 0 for values in so_far(notes[:0]).values())
