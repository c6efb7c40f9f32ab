"""choose: who has no reason stays; who compares goes where it is better; nothing of the old firm comes along."""

import math

import numpy as np
import pytest

from sim.model.phases.choose import choose
from sim.model.phases.remind import remind
from sim.model.phases.talk import hearsay
from sim.model.records import World
from sim.model.states import NEVER, NOBODY
from tests.model.phases.moments import FRIDAY, act, before, changed, order_changes_nothing
from tests.worlds import mark, scenario, world


def comparing(triggered: int = 1, **values: float) -> World:
    """A market in which everybody has a reason to compare firms, or nobody has."""
    w = before(hearsay)
    w.market["consider_rate"], w.market["return_rate"] = 0.0, 0.0
    # Without occasions, whoever would ever compare is looked at every week.
    w.market["occasions"] = 0.0
    w.errands["compares"] = 0
    w.customers["triggered"] = triggered
    for name, value in values.items():
        (w.market if name in w.market.dtype.names else w.firms)[name] = value
    return w


def chosen(w: World) -> World:
    """The market after this week's choices."""
    return act(act(w, hearsay), choose)


def customers_of(w: World, firm: int) -> int:
    return int((w.customers["firm"] == firm).sum())


def test_without_a_reason_and_without_an_occasion_nothing_changes():
    assert changed(act(comparing(0), hearsay), choose) == []


def test_reasons_are_done_with_once_firms_are_compared():
    assert not chosen(comparing()).customers["triggered"].any()


def test_the_price_decides_between_equals():
    """Everybody compares, and one firm asks for more."""
    counts = []
    for price in (1.0, 2.0):
        w = comparing(price=(price, 1.0, 1.0), cartel=0.0, attachment=0.0)
        counts.append(customers_of(chosen(w), 0))
    assert counts[0] > counts[1]


def test_the_satisfied_stay():
    stay = []
    for satisfaction in (0.1, 0.9):
        w = comparing()
        mine = np.flatnonzero(w.customers["firm"] == 0)
        w.customers["satisfaction"][mine] = satisfaction
        stay.append((chosen(w).customers["firm"][mine] == 0).sum())
    assert stay[0] < stay[1]


def test_nobody_goes_to_a_firm_that_does_not_trade():
    w = chosen(comparing(trading=(0, 1, 0)))
    assert customers_of(w, 0) == 0
    assert customers_of(w, 1) > 0


def test_who_moves_remembers_and_takes_nothing_along():
    w = comparing(price=(3.0, 0.5, 1.0))
    w.customers["asks"] = 1
    was = w.customers.copy()
    chosen(w)
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
    chosen(w)
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
    chosen(w)
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
    chosen(w)
    first_choice = w.customers["firm"].copy()
    mark(w, "compares")
    w.customers["triggered"] = 1
    choose(w, FRIDAY + 5, 0, len(w.customers))
    assert (w.customers["firm"] == first_choice).mean() > 0.8


@pytest.mark.parametrize(("rate", "discontent_rate"), [(6.0, 0.0), (2.0, 20.0), (0.0, 20.0)])
def test_customers_compare_as_often_as_their_own_rate_says(rate, discontent_rate):
    """By occasions that are drawn as gaps and thinned, or beyond them, week by week: the same in the end."""
    crowd = {"customers_per_firm": 10000, "satisfaction_slope": 0.0, "price_slope": 0.0, "choice_luck": 1.0}
    crowd |= {"consider_rate": rate, "discontent_rate": discontent_rate, "satisfaction_set_point": 0.7}
    crowd |= {"liking_spread": 0.0, "attachment": 0.0}
    w = world(scenario(crowd, competition="duopoly"), 3)
    w.customers["satisfaction"] = 0.6
    home = w.customers["firm"].copy()
    weekly = 1.0 - math.exp(-rate * math.exp(discontent_rate * 0.1) / 52.0)
    # Whoever compares goes to the other firm, stays or does without, by luck alone.
    stays = 1.0 - weekly * 2.0 / 3.0
    for week in range(8):
        day = 5 * week + 4
        remind(w, day)
        hearsay(w, day)
        choose(w, day, 0, len(w.customers))
        never_left = (w.customers["former"] == NOBODY).mean()
        expected = stays ** (week + 1)
        error = math.sqrt(expected * (1.0 - expected) / len(home))
        assert abs(never_left - expected) <= 4.5 * error
