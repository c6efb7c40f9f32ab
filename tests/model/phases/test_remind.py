"""remind: whoever stands in the diary for today is marked, and nobody else."""

import numpy as np

from sim.model.diary import BLOCK
from sim.model.phases.remind import remind
from sim.model.records import World
from tests.model.phases.moments import FRIDAY, act, before, changed


def marked(w: World, errand: str) -> set[int]:
    """The customers who have something to do in a phase."""
    rows = np.arange(len(w.customers))
    return set(rows[w.errands[errand][rows // BLOCK] >> (rows % BLOCK) & 1 == 1])


def test_who_has_a_potential_need_today_is_marked_and_nobody_else():
    w = act(before(remind), remind)
    today = set(np.flatnonzero(w.customers["next_need"] == FRIDAY))
    assert today
    assert marked(w, "asks") == today


def test_who_has_an_occasion_to_compare_firms_today_is_marked_besides_those_who_are_already():
    w = before(remind)
    earlier = marked(w, "compares")
    today = set(np.flatnonzero(w.customers["occasion"] == FRIDAY))
    assert today
    assert marked(act(w, remind), "compares") == today | earlier


def test_reminding_changes_nothing_but_the_marks():
    assert changed(before(remind), remind) == ["errands.asks", "errands.compares"]
