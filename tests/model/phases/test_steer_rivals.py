"""steer: firms look at each other, and answer who takes their customers."""

import pytest

from sim.model.parameters import DAYS_A_QUARTER
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.world import apply_practices
from tests.model.phases.steering import managed
from tests.worlds import SMALL, after, notes, scenario, world


@pytest.mark.parametrize("looking", [0.0, 0.25, 1.0])
def test_a_firm_that_looks_at_others_moves_its_offer_towards_theirs(looking):
    w = managed(Practices(), idea_rate=0)  # ideas move products besides
    apply_practices(w, 0, Practices(price=1.2, other_direction=looking))
    apply_practices(w, 1, Practices(price=0.8))
    w.firms["product"] = (1.0, -1.0)
    mine, theirs = w.firms["identity"]
    step = looking * w.market["imitation_step"][0]
    w = after(w, DAYS_A_QUARTER)
    f = w.firms[0]
    assert f["price"] == pytest.approx(1.2 - 0.4 * step)
    assert f["product"] == pytest.approx(1.0 - 2.0 * step)
    assert f["identity"] == pytest.approx(mine + step * (theirs - mine))
    assert w.firms["price"][1] == 0.8


def test_a_monopoly_has_nobody_to_look_at():
    w = world(scenario(SMALL), practices=Practices(price=1.1, other_direction=1.0))
    assert after(w, 130).firms["price"][0] == 1.1


def losing(share: float, **values: float) -> World:
    """Two firms, of which the first has lost a share of its customers in half a year, at the end of a quarter."""
    w = after(managed(Practices(**values), loss_tolerated=0.05, loss_alarming=0.15), 3 * DAYS_A_QUARTER - 5)
    week = int(w.market["day"][0]) // 5
    w.weeks["customers"][: week - 1] = 100.0
    w.weeks["customers"][week - 1] = (100.0 * (1.0 - share), 100.0)
    w = after(w, 4)
    # The week before the last one is the latest that is written down when executives act.
    return after(w, 1)


@pytest.mark.parametrize(
    ("share", "answering", "answer"), [(0.5, 0.5, 0.5), (0.5, 0.0, 0.0), (0.02, 1.0, 0.0)]
)
def test_a_firm_answers_who_takes_its_customers_as_far_as_it_is_wont_to(share, answering, answer):
    f = losing(share, answering=answering).firms
    assert f["answer"][0] == pytest.approx(answer)
    assert f["answer"][1] == 0.0


def test_an_answer_is_a_lower_price_more_staff_and_more_improvement():
    w, calm = (losing(share, answering=1.0) for share in (0.5, 0.0))
    # An answer costs revenue: here the work decides how many people are wanted, not what can be paid.
    w.market["budget_share"] = calm.market["budget_share"] = 10.0
    m = w.market[0]
    assert notes(w, "price")[-1] == 1.0 - m["answer_price"]
    w = after(w, 5)
    paid = notes(w, "wages")[-1] + notes(w, "improvement_cost")[-1]
    managers = m["manager_wage"] * m["on_costs"] * m["hours_per_day"] * 5 * notes(w, "teams")[-1]
    assert notes(w, "improvement_cost")[-1] == pytest.approx(
        w.firms["patience"][0] * (0.01 + m["answer_improvement"]) * (paid - managers)
    )
    assert w.firms["staff_target"][0] > after(calm, 5).firms["staff_target"][0]
