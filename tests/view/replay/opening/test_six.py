"""Who is watched: by the order of hiring alone."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.view.replay.opening.six import SIX, six_of

people = st.sets(st.integers(0, 10_000), max_size=60)


@settings(max_examples=20)
@given(people, st.randoms())
def test_six_are_chosen_whatever_the_order_in_which_people_are_offered(offered, luck):
    shuffled = list(offered)
    luck.shuffle(shuffled)
    chosen = six_of(shuffled)
    assert chosen == six_of(sorted(offered))
    assert list(chosen) == sorted(set(chosen) & offered)
    assert len(chosen) == min(SIX, len(offered))


@settings(max_examples=20)
@given(people.filter(lambda offered: len(offered) >= SIX), st.integers(1, 1_000))
def test_only_the_order_of_hiring_counts_not_the_numbers(offered, shift):
    places = [sorted(offered).index(one) for one in six_of(tuple(offered))]
    assert places[0] == 0
    steps = [later - earlier for earlier, later in pairwise(places)]
    assert max(steps) - min(steps) <= 1
    assert six_of([one + shift for one in offered]) == tuple(one + shift for one in six_of(tuple(offered)))
