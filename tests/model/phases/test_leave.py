"""leave: leavers are gone and counted, their work is not; the best of a team succeeds its manager."""

import numpy as np

from sim.model.phases.leave import leave
from sim.model.records import World
from sim.model.states import CLEAR, DISMISSED, NOBODY, PENDING, QUEUED, QUITS, STAYS
from tests.model.phases.moments import (
    FRIDAY,
    act,
    before,
    chain,
    changed,
    desks,
    order_changes_nothing,
    this_week,
    trays,
)


def calm() -> World:
    """A market in which nobody has decided to go."""
    w = before(leave)
    w.employees["leaving"], w.managers["leaving"] = STAYS, STAYS
    w.managers["quits_last_week"] = 0
    w.employees["last_day"] = 0
    return w


def seated(w: World, team: int = 0) -> np.ndarray:
    """The seats of a team."""
    return np.flatnonzero((w.employees["id"] != NOBODY) & (w.employees["team"] == team))


def test_where_nobody_goes_only_tenures_grow():
    assert set(changed(calm(), leave)) <= {"tenures.exposed"}


def test_a_leavers_work_waits_in_the_managers_tray():
    w = calm()
    seat = int(np.argmax(w.employees["open_requests"]))
    lay, held = sorted(trays(w) + desks(w)), int(w.employees["open_requests"][seat])
    firm = int(w.managers["firm"][w.employees["team"][seat]])
    handed_on, waiting = this_week(w, "handed_on", firm), len(trays(w))
    w.employees["leaving"][seat] = QUITS
    act(w, leave)
    assert sorted(trays(w) + desks(w)) == lay
    assert len(trays(w)) == waiting + held
    assert this_week(w, "handed_on", firm) == handed_on + held
    assert w.employees["id"][seat] == NOBODY


def test_whoever_takes_over_what_a_leaver_wanted_leave_for_begins_anew():
    w = calm()
    seat = int(np.argmax(w.employees["open_requests"]))
    lay = chain(w, w.employees["desk"][seat])
    w.requests["state"][lay], w.requests["question"][lay], w.requests["undecided"][lay] = QUEUED, PENDING, 1
    w.employees["leaving"][seat] = QUITS
    act(w, leave)
    assert (w.requests["question"][lay] == CLEAR).all()
    assert not w.requests["undecided"][lay].any()


def test_each_way_of_leaving_is_counted_for_itself():
    w = calm()
    quitter, dismissed = seated(w)[:2]
    w.employees["leaving"][quitter], w.employees["leaving"][dismissed] = QUITS, DISMISSED
    content = w.employees["satisfaction"][[quitter, dismissed]].sum()
    names = ("quits", "dismissals", "leavers", "leaver_satisfaction_sum")
    was = [this_week(w, name) for name in names]
    act(w, leave)
    np.testing.assert_allclose([this_week(w, name) for name in names], np.add(was, [1, 1, 2, content]))
    assert w.managers["quits_last_week"][0] == 1


def test_a_manager_is_succeeded_by_the_best_of_the_team():
    w = calm()
    w.firms["giver_promotion"] = 0.0
    best = seated(w)[1]
    w.employees["skill"][seated(w)], w.employees["talent"][seated(w)] = 0.5, 0.0
    w.employees["skill"][best] = 0.9
    heir = w.employees[best].copy()
    w.managers["leaving"][0], w.managers["overrun"] = QUITS, 2.0
    act(w, leave)
    assert w.managers["id"][0] == heir["id"]
    assert list(w.managers["overrun"][:2]) == [0.0, 2.0]
    assert w.managers["strain"][0] == heir["strain"]
    assert w.managers["talent"][0] == heir["talent"]
    assert w.employees["id"][best] == NOBODY
    assert this_week(w, "promotions") == 1


def test_until_the_last_day_a_leaver_works_on_and_is_not_promoted():
    w = calm()
    best = seated(w)[1]
    w.employees["skill"][seated(w)] = 0.5
    w.employees["skill"][best] = 0.9
    w.employees["leaving"][best], w.employees["last_day"][best] = QUITS, FRIDAY + 5
    leaver = int(w.employees["id"][best])
    w.managers["leaving"][0] = QUITS
    act(w, leave)
    assert w.employees["id"][best] == leaver
    assert int(w.managers["id"][0]) != leaver
    assert this_week(w, "quits") == 1  # the manager's


def test_of_an_empty_team_an_outsider_becomes_the_manager():
    w = calm()
    hires = this_week(w, "hires")
    for seat in seated(w):
        w.employees["leaving"][seat] = QUITS
    w.managers["leaving"][0] = QUITS
    known = set(w.employees["id"]) | set(w.managers["id"])
    act(w, leave)
    assert int(w.managers["id"][0]) not in known
    assert this_week(w, "hires") == hires + 1
    assert this_week(w, "promotions") == 0


def test_the_order_of_firms_changes_nothing():
    assert order_changes_nothing(leave)


def test_where_helping_decides_the_most_able_is_passed_over():
    talents = []
    for givers in (0.0, 1.0):
        w = calm()
        w.firms["giver_promotion"] = givers
        able, helpful = seated(w)[:2]
        w.employees["skill"][seated(w)], w.employees["talent"][seated(w)] = 1.0, 0.0
        w.employees["helping"][seated(w)] = 0.1
        w.employees["talent"][able], w.employees["helping"][helpful] = 2.0, 0.9
        w.managers["leaving"][0] = QUITS
        talents.append(act(w, leave).managers["talent"][0])
    assert talents == [2.0, 0.0]


def test_a_seat_remembers_who_left_and_how_but_nobody_hired_that_day():
    w = calm()
    quits, dismissed, new = (int(seat) for seat in np.flatnonzero(w.employees["id"] != NOBODY)[:3])
    who, before_new = w.employees["id"].copy(), int(w.employees["gone"][new])
    w.employees["leaving"][[quits, dismissed, new]] = QUITS, DISMISSED, QUITS
    w.employees["hired"][new] = int(w.market["day"][0])
    act(w, leave)
    assert w.employees["gone"][[quits, dismissed]].tolist() == who[[quits, dismissed]].tolist()
    assert w.employees["gone_how"][[quits, dismissed]].tolist() == [QUITS, DISMISSED]
    assert w.employees["gone"][new] == before_new
