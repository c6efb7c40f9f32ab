"""What does not bind, and optima at the ends of what was asked."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.binding import at_ends, idle, said_of_ends
from tests.analysis.wanted import FILTER, LEVERS, PAY, asked, cells_of
from tests.analysis.wanted import made as runs_of

LADDER = (0.9, 1.0, 1.1, 1.2)


def made(question, turnover):
    """Runs in which only turnover differs from point to point, with the factors' columns."""
    runs = runs_of(question, turnover=turnover, profit=lambda factors, luck: luck)
    found = cells_of(question)
    runs["profit"] = np.tile(runs["profit"][: len(runs["profit"]) // len(found)], len(found))
    worlds = len(runs["replication"]) // len(found)
    for factor in question.factors:
        values = [p.factors.get(factor.name, np.nan) for p in found]
        runs[factor.name] = np.repeat(values, worlds)
    for name, value in (("scenario", "city"), ("contrast", "as_managed"), ("policy", "neutral")):
        runs[name] = np.full(len(runs["replication"]), value)
    return runs


def found(turnover, factors=({"name": PAY, "values": LADDER},), kind="grid"):
    question = asked(goals=(), factors=factors, sampling={"kind": kind})
    return idle(question, made(question, turnover), ["turnover", "profit"])


@given(st.sets(st.sampled_from(LADDER[1:])))
def test_a_stretch_is_idle_exactly_where_nothing_changes(steps):
    """Turnover jumps at the given values, and only there."""
    stretches = found(lambda factors, luck: sum(factors[PAY] >= step for step in steps) + luck)
    idle_pairs = {pair for one in stretches for pair in pairwise(one.values)}
    assert idle_pairs == {(a, b) for a, b in pairwise(LADDER) if b not in steps}
    assert [one.everywhere for one in stretches] == [True] * (not steps) or not any(
        one.everywhere for one in stretches
    )


def test_a_lever_that_never_binds_says_so_and_one_that_does_does_not():
    (one,) = found(lambda factors, luck: factors[FILTER] + luck, factors=LEVERS[:2])
    assert one.sentence() == (
        "Pay does not bind: from 1 to 1.1 nothing that was looked at differs in any world."
    )


def test_a_change_in_one_world_or_at_one_place_is_a_change():
    assert not found(lambda factors, luck: luck + (luck == luck.max()) * factors[PAY])
    assert [
        one.factor
        for one in found(lambda factors, luck: luck + factors[PAY] * (factors[FILTER] > 0.5), LEVERS[:2])
    ] == []


def test_one_at_a_time_has_neighbours_too():
    factors = ({"name": PAY, "values": (1.05, 1.1)}, {"name": FILTER, "values": (0.8, 0.9)})
    stretches = found(lambda factors, luck: factors.get(FILTER, 0.5) + luck, factors, "one_at_a_time")
    assert [one.factor for one in stretches] == [PAY]


def test_of_a_sample_nothing_is_said():
    factors = ({"name": PAY, "low": 0.9, "high": 1.1},)
    assert found(lambda factors, luck: luck, factors, "latin_hypercube") == []


@pytest.mark.parametrize(
    ("name", "values", "chosen", "at_end"),
    [
        (PAY, (1.0, 1.1), 1.1, ["pay 1.1 (the highest)"]),
        (PAY, (1.0, 1.1), 1.0, ["pay 1 (the lowest)"]),
        (PAY, (0.9, 1.0, 1.1), 1.0, []),
        (FILTER, (0.5, 1.0), 1.0, []),  # it goes no further
        ("competition", ("monopoly", "duopoly"), "duopoly", []),
    ],
)
def test_an_end_is_told_unless_nothing_lies_beyond(name, values, chosen, at_end):
    question = asked(goals=(), factors=({"name": name, "values": values},))
    ends = at_ends(question.factors, [(name, chosen)])
    assert ends == at_end
    assert bool(said_of_ends(ends, "the best")) == bool(at_end)
