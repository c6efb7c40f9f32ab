"""Contrasts: what is said to be held equal between policies is."""

import pytest

from sim.errors import InputError
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


def payroll(w):
    return sum(notes(w, name) for name in ("wages", "improvement_cost", "overtime_pay"))


def every_other(names, first):
    """All policies, of which every other one, from the first or from the second on, is for the slow tests."""
    return pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=() if at % 2 == first else pytest.mark.slow)
            for at, name in enumerate(names)
        ],
    )


@every_other(find_policies(), 0)
def test_at_equal_hours_every_policy_accepts_as_much_work_as_before_it_began(warm, name):
    hours = notes(after(begin(warm, load_policy(name), "equal_hours"), 780), "accepted_hours")
    assert hours[LATER].mean() == pytest.approx(hours[HALF_A_YEAR].mean(), rel=0.03)


@every_other(find_policies(), 1)
def test_at_equal_payroll_every_policy_pays_as_much_as_before_it_began_but_for_vacancies(warm, name):
    paid = payroll(after(begin(warm, load_policy(name), "equal_payroll"), 780))
    assert 0.93 < paid[LATER].mean() / paid[HALF_A_YEAR].mean() < 1.03


def test_as_managed_neither_is_held(warm):
    hours, paid = [], []
    for name in ("customer_first", "people_only"):
        w = after(begin(warm, load_policy(name), "as_managed"), 780)
        hours.append(notes(w, "accepted_hours")[LATER].mean())
        paid.append(payroll(w)[LATER].mean())
    assert hours[0] != pytest.approx(hours[1], rel=0.05)
    assert paid[0] != pytest.approx(paid[1], rel=0.01)


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
