"""Contrasts: what is said to be held equal between policies is."""

import pytest

from sim.errors import InputError
from sim.model.money import SPENT
from sim.model.world import practices_of
from sim.policies import find_policies, load_policy
from sim.running.course import begin, warmed_up
from sim.running.run import run
from tests.worlds import after, notes, scenario

FIRM = scenario({"customers_per_firm": 3500, "need_rate": 0.8, "insolvency": 100})
HALF_A_YEAR = slice(78, 104)  # the last weeks of the warm-up
LATER = slice(156, 260)  # the second and third years under the policy


@pytest.fixture(scope="module")
def warm():
    return warmed_up(FIRM, 0, 0, 3)


def spend(w):
    return sum(notes(w, name) for name in SPENT)


def every_third(names, first):
    """All policies, of which every third one, from the first or from the second on, is quick; others are slow tests."""
    return pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=() if at % 3 == first else pytest.mark.slow)
            for at, name in enumerate(names)
        ],
    )


@every_third(find_policies(), 0)
def test_at_equal_hours_every_policy_accepts_as_much_work_as_before_it_began(warm, name):
    hours = notes(after(begin(warm, load_policy(name), "equal_hours"), 780), "accepted_hours")
    assert hours[LATER].mean() == pytest.approx(hours[HALF_A_YEAR].mean(), rel=0.03)


@every_third(find_policies(), 1)
def test_at_equal_spend_every_policy_spends_as_much_as_before_it_began(warm, name):
    """People and programmes together, in the second and third years, whatever a policy spends it on."""
    spent = spend(after(begin(warm, load_policy(name), "equal_spend"), 780))
    assert spent[LATER].mean() == pytest.approx(spent[HALF_A_YEAR].mean(), rel=0.03)


def test_at_equal_spend_nothing_else_is_held(warm):
    """Not the work that is accepted, not the revenue, and not what the spend goes to."""
    both = [
        after(begin(warm, load_policy(name), "equal_spend"), 780)
        for name in ("customer_first_at_its_best", "people_only")
    ]
    for name in ("accepted_hours", "revenue", "wages", "programme_cost"):
        one, other = (notes(w, name)[LATER].mean() for w in both)
        assert one != pytest.approx(other, rel=0.02), name


def test_at_equal_spend_the_neutral_firm_does_not_hire_and_dismiss_in_turn(warm):
    held = after(begin(warm, load_policy("neutral"), "equal_spend"), 780)
    assert notes(held, "layoffs")[LATER].sum() == 0
    people = notes(held, "employees")[LATER]
    assert people.std() < 0.08 * people.mean()


def test_at_equal_spend_what_a_programme_costs_is_not_there_for_staff(warm):
    dear = dict.fromkeys(("customer_insight", "supplier_partnering"), 1.0)
    plain, programmes = (
        after(begin(warm, load_policy("neutral").replace(changes), "equal_spend"), 780)
        for changes in ({}, dear)
    )
    for w in (plain, programmes):
        assert (w.firms["demand_control"] == 1.0).all()
    assert notes(programmes, "employees")[LATER].mean() < notes(plain, "employees")[LATER].mean()


def test_as_managed_neither_is_held(warm):
    hours, spent = [], []
    for name in ("customer_first", "people_only"):
        w = after(begin(warm, load_policy(name), "as_managed"), 780)
        hours.append(notes(w, "accepted_hours")[LATER].mean())
        spent.append(spend(w)[LATER].mean())
    assert hours[0] != pytest.approx(hours[1], rel=0.05)
    assert spent[0] != pytest.approx(spent[1], rel=0.01)


def test_everywhere_every_firm_does_as_the_policy_says_and_nothing_is_held():
    policy = load_policy("customer_first")
    market = warmed_up(scenario({"customers_per_firm": 300}, competition="rivalry"), 0, 0, 1)
    alone, all_do = (begin(market, policy, contrast) for contrast in ("as_managed", "everywhere"))
    assert [practices_of(all_do, firm) for firm in range(4)] == [practices_of(alone, 0)] * 4
    assert practices_of(alone, 1) != practices_of(alone, 0)
    assert all_do.firms["contrast"].tolist() == alone.firms["contrast"].tolist()


def test_everywhere_is_as_managed_where_there_is_no_rival():
    one, other = (run(FIRM, "customer_first", 1, years=1, contrast=c) for c in ("as_managed", "everywhere"))
    assert str(dict(one.summary)) == str(dict(other.summary))


def test_a_contrast_that_does_not_exist_is_refused(warm):
    with pytest.raises(
        InputError, match=r"contrast must be one of as_managed, .*, everywhere, got 'equal_hour'"
    ):
        begin(warm, load_policy("neutral"), "equal_hour")
