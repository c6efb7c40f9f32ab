"""Sweeps stop when the widest of their differences is narrow enough, or the budget is spent, and say which."""

import numpy as np
import pyarrow as pa
import pytest

from sim.analysis.precision import Decision, decide, stop_or_go
from sim.design.question import Question

# ------------------------------------------------------------------------------ one difference


def test_too_early_to_look_even_if_narrow():
    decision = stop_or_go(np.full(29, 1.0), 0.1, 30, 500)
    assert not decision.stop
    assert decision.why == "Too early to look: 29 of at least 30 worlds."
    assert not stop_or_go(np.array([]), 0.1, 0, 500).stop
    assert not stop_or_go(np.array([1.0]), 0.1, 1, 500).stop


def test_stops_when_narrow_and_says_what_that_costs():
    decision = stop_or_go(np.random.default_rng(1).normal(size=200), 0.2, 30, 500)
    assert decision.stop
    assert decision.half_width_now < 0.2
    assert "Narrow enough: after 200 worlds" in decision.why
    assert "costs coverage" in decision.why
    assert "skewed" not in decision.why


def test_goes_on_and_says_how_far():
    decision = stop_or_go(np.random.default_rng(1).normal(size=50), 0.1, 30, 1_000)
    assert not decision.stop
    told = int(decision.why.split("about ")[1].split()[0])
    assert 200 < told < 600  # (1.96 / 0.1)**2 = 384


def test_stops_at_the_end_of_the_budget():
    differences = np.append(np.random.default_rng(1).normal(size=99), np.nan)
    decision = stop_or_go(differences, 0.01, 30, 100)
    assert decision.stop
    assert "Budget spent: 100 of at most 100 worlds, of which 99 have a difference" in decision.why
    assert "no interval" in stop_or_go(np.full(100, np.nan), 0.01, 30, 100).why


def test_warns_of_skew_and_of_worlds_that_never_differ():
    assert "skewed" in stop_or_go(np.append(np.zeros(99), 1.0), 0.1, 30, 500).why
    assert "rare events" in stop_or_go(np.zeros(30), 0.1, 30, 500).why


def test_a_width_has_to_be_asked_for():
    with pytest.raises(ValueError, match="half_width must be above 0, got 0"):
        stop_or_go(np.zeros(3), 0.0, 30, 100)


# ------------------------------------------------------------------------------ over a design


def looked_at(differences, more=30, **precision) -> Decision:
    """What is decided of made-up runs: differences[row of the design, world] between two of three policies."""
    question = Question(
        format_version=1,
        title="t",
        question="q",
        scenarios=("city",),
        policies=("neutral", "people_only", "customer_first"),
        contrasts=("as_managed", "everywhere"),
        compare=[
            {"policy": "customer_first", "against": "neutral"},
            {"policy": "people_only", "against": "neutral"},
        ],
        factors=[{"name": "practices.pay", "values": [0.9, 1.0, 1.1, 1.2]}],
        precision={"outcome": "revenue", "half_width": 1.0, "at_most": 40}
        | {"policy": "people_only", "against": "neutral", "contrast": "everywhere"}
        | precision,
    )
    luck = np.random.default_rng(3)

    def others(policy: int, contrast: int) -> float:
        """What would never be narrow: the other policy, and the other contrast."""
        return 100.0 * luck.normal() * (policy == 2 or contrast == 0)

    rows = [
        {
            "point_number": (row * 2 + contrast) * 3 + policy,
            "scenario": "city",
            "practices.pay": 0.9 + row / 10,
            "replication": world,
            "revenue": float(d)
            if (policy, contrast) == (1, 1)
            else 100.0 * luck.normal() * (policy == 2 or not contrast),
        }
        for row, of in enumerate(differences)
        for contrast in range(2)
        for policy in range(3)
        for world, d in enumerate(of)
    ]
    return decide(question, pa.Table.from_pylist(rows), 24, more)


def test_the_widest_point_decides():
    rng = np.random.default_rng(1)
    differences = rng.normal(size=(4, 40)) * np.array([[1.0], [1.0], [20.0], [1.0]])
    decision = looked_at(differences)
    assert not decision.stop
    assert (
        "people only minus neutral, rivals managed alike, the widest of 4 points (practices.pay = 1.1)"
        in decision.why
    )
    assert looked_at(differences / 20.0).stop
    spent = looked_at(differences, 40)
    assert spent.stop
    assert spent.why.startswith("Budget spent: 40 of at most 40 worlds")


def test_only_the_worlds_asked_for_count():
    differences = np.random.default_rng(1).normal(size=(4, 40))
    differences[:, 30:] *= 1e6
    assert looked_at(differences).stop


def test_the_first_difference_is_meant_where_none_is_named():
    assert not looked_at(np.zeros((4, 30)), policy=None, against=None, contrast=None).stop


def test_a_point_without_a_difference_is_not_narrow():
    differences = np.random.default_rng(1).normal(size=(4, 30))
    differences[1] = np.nan
    assert not looked_at(differences).stop


def test_runs_that_are_missing_use_up_the_budget():
    """Else a sweep would go on for ever where a world always fails."""
    differences = np.random.default_rng(1).normal(size=(4, 30))
    assert looked_at(differences, 40, half_width=1e-9).stop
