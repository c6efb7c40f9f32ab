"""In how many worlds which policy comes out ahead: counted by hand, and fair to every order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.analysis.compare import standing

NAMES = ("customer_first", "people_only", "neutral", "oblique")


def worlds(turnover, churn, profit):
    return {"turnover": np.array(turnover), "churn": np.array(churn), "profit": np.array(profit)}


def test_two_policies_are_counted_by_what_is_better():
    told = standing(
        NAMES[:2], worlds([[2, 2, 1], [1, 1, 2]], [[2, 2, 2], [1, 1, 1]], [[5, 6, 7], [5, 5, 5]]), 0
    )
    assert told == (
        "Of 3 such worlds, people only loses fewer people in 2, loses fewer customers in 3; "
        "customer first earns more in 2. This is world 1."
    )


def test_among_more_it_is_the_best_of_all_and_a_draw_is_a_draw():
    people, customers, profit = [[1, 1], [2, 2], [3, 3]], [[1, 2], [2, 1], [3, 3]], [[5, 5], [6, 9], [7, 8]]
    assert standing(NAMES[:3], worlds(people, customers, profit), 4) == (
        "Of 2 such worlds, customer first loses the fewest people in 2; they are level on customers lost, profit. "
        "This is world 5."
    )


@given(arrays(float, st.tuples(st.integers(2, 4), st.integers(1, 9)), elements=st.floats(0, 3)))
def test_counts_are_those_of_worlds_won_alone(profit):
    flat = np.zeros_like(profit)
    told = standing(NAMES[: len(profit)], worlds(flat, flat, profit), 0)
    wins = [
        sum(
            all(one[world] > other[world] for other in np.delete(profit, side, axis=0))
            for world in range(one.size)
        )
        for side, one in enumerate(profit)
    ]
    if wins.count(max(wins)) > 1:
        assert "they are level on people lost, customers lost, profit. " in told
    else:
        leader = NAMES[wins.index(max(wins))].replace("_", " ")
        assert f"{leader} {'earns most' if len(profit) > 2 else 'earns more'} in {max(wins)}. " in told
