"""Both sides at their best differ in belief, not in budget; the two climates have people practices and nothing else."""

import pytest

from sim.model.practices import PRACTICES
from sim.policies import load_policy

MONEY = ("pay", "price", "staffing_slack", "improvement")
PEOPLE = {
    "priority_discipline",
    "employee_voice",
    "exhortation",
    "frontline_backing",
    "frontline_discretion",
}


def practices(name: str) -> dict[str, float]:
    return load_policy(name).practices.as_dict()


def test_the_best_of_both_sides_have_the_same_budget_and_opposite_orders():
    customers, people = practices("customer_first_at_its_best"), practices("people_only_at_its_best")
    assert [customers[name] for name in MONEY] == [people[name] for name in MONEY]
    assert (customers["first"], people["first"]) == (-1.0, 1.0)


def test_neither_of_the_best_is_tempted_or_steered():
    neutral = practices("neutral")
    tempting = [name for name, spec in PRACTICES.items() if spec["group"] in ("Temptations", "Steering")]
    for name in ("customer_first_at_its_best", "people_only_at_its_best"):
        assert all(practices(name)[practice] == neutral[practice] for practice in tempting)


@pytest.mark.parametrize(
    ("climate", "of"),
    [("people_neglected", "customer_first"), ("people_looked_after", "people_and_customer")],
)
def test_a_climate_has_the_people_practices_of_its_policy_and_is_neutral_besides(climate, of):
    wanted = practices("neutral") | {name: practices(of)[name] for name in PEOPLE}
    assert practices(climate) == wanted
