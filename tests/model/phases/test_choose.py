"""choose: who has no reason stays; who compares goes where it is better; nothing of the old firm comes along."""

import numpy as np

from sim.model.phases.choose import choose
from sim.model.records import World
from sim.model.states import NEVER, NOBODY
from tests.model.phases.moments import FRIDAY, act, before, changed, order_changes_nothing


def comparing(triggered: int = 1, **values: float) -> World:
    """A market in which everybody has a reason to compare firms, or nobody has."""
    w = before(choose)
    w.market["consider_rate"], w.market["return_rate"] = 0.0, 0.0
    w.customers["triggered"] = triggered
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    return w


def customers_of(w: World, firm: int) -> int:
    return int((w.customers["firm"] == firm).sum())


def test_without_a_reason_and_without_an_occasion_nothing_changes():
    assert changed(comparing(0), choose) == []


def test_reasons_are_done_with_once_firms_are_compared():
    assert not act(comparing(), choose).customers["triggered"].any()


def test_the_price_decides_between_equals():
    """Everybody compares, and one firm asks for more."""
    counts = []
    for price in (1.0, 2.0):
        w = comparing(price=(price, 1.0, 1.0), cartel=0.0, attachment=0.0)
        counts.append(customers_of(act(w, choose), 0))
    assert counts[0] > counts[1]


def test_the_satisfied_stay():
    stay = []
    for satisfaction in (0.1, 0.9):
        w = comparing()
        mine = np.flatnonzero(w.customers["firm"] == 0)
        w.customers["satisfaction"][mine] = satisfaction
        stay.append((act(w, choose).customers["firm"][mine] == 0).sum())
    assert stay[0] < stay[1]


def test_nobody_goes_to_a_firm_that_does_not_trade():
    w = act(comparing(trading=(0, 1, 0)), choose)
    assert customers_of(w, 0) == 0
    assert customers_of(w, 1) > 0


def test_who_moves_remembers_and_takes_nothing_along():
    w = comparing(price=(3.0, 0.5, 1.0))
    w.customers["asks"] = 1
    was = w.customers.copy()
    act(w, choose)
    moved = np.flatnonzero(w.customers["since"] == FRIDAY)
    left = moved[was["firm"][moved] != NOBODY]
    assert len(left) > 10
    np.testing.assert_array_equal(w.customers["former"][left], was["firm"][left])
    np.testing.assert_array_equal(w.customers["memory"][left], was["satisfaction"][left])
    assert not w.customers["asks"][left].any()
    assert (w.customers["complained"][left] == NEVER).all()
    stayed = w.customers["since"] != FRIDAY
    np.testing.assert_array_equal(w.customers["firm"][stayed], was["firm"][stayed])


def test_customers_who_care_go_to_the_firm_that_is_like_them():
    w = comparing(attachment=50.0, identity=(-1.0, 1.0, 0.0))
    act(w, choose)
    split = [customers_of(w, firm) / len(w.customers) for firm in range(2)]
    assert min(split) > 0.3


def test_the_order_of_customers_changes_nothing():
    assert order_changes_nothing(choose)


# ------------------------------------------------------------------------------ reasons to compare


def movers(**values: float) -> int:
    """How many leave firm 0 in a week in which half of them would, if they compared."""
    w = comparing(0, consider_rate=1.0, price=1.0, cartel=0.0, attachment=0.0, switching_cost=0.0)
    w.customers["satisfaction"] = 0.6
    w.customers["problem"], w.customers["complained"] = NEVER, NEVER
    w.firms["reference_price"], w.firms["reputation"] = 1.0, 0.6
    for name, value in values.items():
        kind = next(kind for kind in (w.customers, w.market, w.firms) if name in kind.dtype.names)
        kind[name] = value
    mine = w.customers["firm"] == 0
    act(w, choose)
    return int((w.customers["firm"][mine] != 0).sum())


FREELY = {"choice_luck": 2.0, "satisfaction_slope": 0.0, "price_slope": 0.0, "consider_rate": 4.0}
"""Comparing alone decides: whoever compares leaves by luck."""


def test_the_discontented_compare_more():
    assert movers(**FREELY, satisfaction=0.2) > movers(**FREELY, satisfaction=0.7)


def test_those_who_pay_more_than_usual_compare_more_and_those_who_pay_less_do_not_compare_less():
    usual = movers(**FREELY, reference_price=1.0)
    assert movers(**FREELY, reference_price=0.8) > usual
    assert movers(**FREELY, reference_price=1.2) == usual


def test_a_problem_makes_customers_compare_unless_they_have_voiced_it():
    calm = movers(**FREELY)
    assert movers(**FREELY, problem=FRIDAY - 5) > calm
    assert movers(**FREELY, problem=FRIDAY - 5, complained=FRIDAY - 5) == calm
    assert movers(**FREELY, problem=FRIDAY - 70) == calm


def test_who_likes_a_firm_best_stays_there_whatever_the_day():
    """Without luck of the day the choice is the same again and again."""
    w = comparing(
        choice_luck=0.05, switching_cost=0.0, liking_spread=0.3, price=1.0, cartel=0.0, own_memory=0.0
    )
    w.firms["promise_inflation"] = 0.0
    w.firms["reputation"] = 0.7
    act(w, choose)
    w.customers["triggered"] = 1
    chosen = w.customers["firm"].copy()
    choose(w, FRIDAY + 5, 0, len(w.customers))
    assert (w.customers["firm"] == chosen).mean() > 0.8
