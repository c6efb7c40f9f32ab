"""In how many worlds which policy comes out ahead: counted by hand, and fair to every order."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.analysis.standing import standing

NAMES = ("customer_first", "people_only", "neutral", "oblique")


def worlds(turnover, churn, profit):
    return {"turnover": np.array(turnover), "churn": np.array(churn), "profit": np.array(profit)}


def test_two_policies_are_both_given_their_due():
    text = standing(
        NAMES[:2], worlds([[2, 2, 1], [1, 1, 2]], [[2, 2, 2], [1, 1, 1]], [[5, 6, 7], [5, 5, 5]]), 0
    )
    assert text == (
        "Of 3 such worlds: People only loses fewer people in 2, Customer first in 1; People only loses fewer customers "
        "in 3; Customer first earns more in 2, they are level on profit in 1. This is world 1."
    )


def test_among_more_the_best_the_worst_and_ties_are_named():
    people, customers, profit = [[1, 1], [2, 2], [3, 3]], [[1, 2], [2, 1], [3, 3]], [[5, 5], [6, 9], [7, 8]]
    assert standing(NAMES[:3], worlds(people, customers, profit), 4) == (
        "Of 2 such worlds: Customer first loses the fewest people in 2, and Neutral loses the most in 2; "
        "Customer first loses the fewest customers in 1, People only in 1, and Neutral loses the most in 2; "
        "People only earns most in 1, Neutral in 1, and Customer first earns the least in 2. This is world 5."
    )
    level = [[1, 1], [1, 1], [2, 3]]
    assert standing(NAMES[:3], worlds(level, level, level), 0).startswith(
        "Of 2 such worlds: they are level on turnover, and Neutral loses the most in 2; "
    )


@given(arrays(float, st.tuples(st.integers(2, 4), st.integers(1, 9)), elements=st.floats(0, 3)))
def test_counts_are_those_of_worlds_won_alone(profit):
    flat = np.zeros_like(profit)
    text = standing(NAMES[: len(profit)], worlds(flat, flat, profit), 0)
    wins = [
        sum(
            all(one[world] > other[world] for other in np.delete(profit, side, axis=0))
            for world in range(one.size)
        )
        for side, one in enumerate(profit)
    ]
    assert "they are level on turnover; they are level on customers lost; " in text
    clause = text.split("; ")[2]
    for name, won in zip(NAMES, wins, strict=False):
        named = re.search(
            rf"{name.replace('_', ' ').capitalize()}(?: earns \w+)? in (\d+)", clause.split(", and ")[0]
        )
        assert (int(named[1]) if named else 0) == won
