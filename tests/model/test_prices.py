"""Prices: more of a practice helps by one mechanism and costs by another, and either is there without the other."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pytest

from sim.model.mechanisms import MECHANISMS
from sim.model.practices import NEUTRAL, PRACTICES, Practices
from sim.model.records import World
from sim.model.states import TALK
from sim.model.world import FOCAL, apply_practices
from tests.worlds import SMALL, STILL, after, managers, notes, scenario, staff, world

Measure = Callable[[World], float]


def total(name: str) -> Measure:
    """A column of the firm's weeks, added up."""
    return lambda w: float(notes(w, name).sum())


def last(name: str) -> Measure:
    """A column of the firm's weeks at their end."""
    return lambda w: float(notes(w, name)[-1])


def less(measure: Measure) -> Measure:
    """Less of it is more."""
    return lambda w: -measure(w)


def each(name: str, over: str) -> Measure:
    """One column over another, both added up."""
    return lambda w: float(notes(w, name).sum() / notes(w, over).sum())


def talent(w: World) -> float:
    """Mean talent of the firm's managers."""
    return float(managers(w)["talent"].mean())


def tried(w: World) -> float:
    """How many practices are not what they were at the start."""
    return float(notes(w, "programme_cost")[12::13].sum())


def worn(w: World) -> float:
    """Mean strain of who is here at the end."""
    return float(staff(w)["strain"].mean())


hours = less(each("contract_hours", "employees"))
"""Hours that an employee has for work; how many people a firm has is its answer to that."""
executive = less(last("executive_share"))
programmes = total("programme_cost")
faults = last("fault_share")
BUSY = {"immersion": 1.0, "executive_ownership": 1.0}
"""An executive whose hours are all claimed."""


class Case(NamedTuple):
    """A practice at two values, what is gained by more of it and what is lost."""

    gain: Measure
    loss: Measure
    low: float = 0.0
    high: float = 1.0
    values: Mapping[str, float] = {}
    also: Mapping[str, float] = {}
    everywhere: bool = False
    days: int = 260


LINK = Case(less(faults), programmes, 0.2, 0.9, {"fault_growth": 5})
KIND = {"improvement": 0.05, "friction_removal": 1.0}
TRICKS = {"discovery": 5, "loyal_years": 0.1}
GOAL = Case(tried, executive, also=BUSY | {"horizon": 1.0})
CASES: dict[str, Case] = {
    "intake_boundary": Case(
        less(total("accepted_hours")), less(last("customer_satisfaction_sum")), values={"extra_share": 0.5}
    ),
    "priority_discipline": Case(
        each("clarity_sum", "employees"),
        less(each("customer_satisfaction_sum", "customers_served")),
        values={"claim_share": 0.8, "calmed_cost": 0.05},
    ),
    "first": Case(each("needs_heard", "needs"), total("system_days"), -1.0, 1.0, {"triage_hours": 0.3}),
    "employee_voice": Case(each("recognition_sum", "employees"), hours),
    "frontline_backing": Case(
        less(worn),
        less(each("customer_satisfaction_sum", "customers_served")),
        # Whoever loses goodwill stays and asks for as much as before, else those who are left are the content ones.
        values={"abusive_share": 1, "abuse_rate": 1, "claim_sensitivity": 0}
        | {"consider_rate": 0, "patronage_elasticity": 0},
    ),
    "pay": Case(less(total("quits")), each("wages", "headcount"), 0.6, 1.6, {"base_quit_hazard": 1}),
    "layoffs": Case(less(total("wages")), worn, values={"need_rate": 3, "layoff_band": 0}),
    "exhortation": Case(less(total("busy_hours")), worn, also={"frontline_discretion": 0.8}),
    "frontline_discretion": Case(less(worn), total("giveaways")),
    "staffing_slack": Case(
        less(each("pressure_sum", "employees")), total("wages"), -0.2, 0.4, {"need_rate": 9}
    ),
    "improvement": Case(less(last("work_friction")), hours, 0.0, 0.1),
    "friction_removal": Case(
        less(last("work_friction")), faults, also={"improvement": 0.05, "upstream_fixing": 1.0}
    ),
    "friction_shifting": Case(
        less(last("customer_friction")), last("work_friction"), also={"improvement": 0.05}
    ),
    "upstream_fixing": Case(less(faults), last("work_friction"), also=KIND),
    "product_work": Case(last("fit"), last("work_friction"), values={"need_drift": 1}, also=KIND),
    "exploration": Case(
        last("vision"), last("work_friction"), values={"need_drift": 1}, also=KIND | {"product_work": 1.0}
    ),
    "process_design": Case(less(last("work_friction")), last("customer_friction"), also=KIND),
    "initiative_boldness": Case(less(last("work_friction")), hours, also=KIND),
    "shared_skill": Case(less(last("work_friction")), hours, also=KIND | {"executive_ownership": 1.0}),
    "executive_ownership": Case(
        less(last("work_friction")), executive, also=KIND | {"shared_skill": 1.0, "immersion": 1.0}
    ),
    **dict.fromkeys(("belief", "strategy", "process", "technology", "organisation"), LINK),
    "end_to_end": Case(less(faults), total("department_cost")),
    "promise_inflation": Case(
        total("gained"),
        less(each("customer_satisfaction_sum", "customers_served")),
        values={"consider_rate": 12},
    ),
    "price": Case(each("revenue", "delivered"), less(last("customers")), 0.9, 1.3, {"consider_rate": 6}),
    "customer_insight": Case(less(last("customer_friction")), programmes, also=KIND),
    "insight_extraction": Case(
        each("overcharged", "revenue"),
        last("customer_friction"),
        also=KIND | {"customer_insight": 1.0, "dark_patterns": 1.0},
    ),
    "immersion": Case(last("aim"), executive, also={"executive_ownership": 1.0, "goal_profit": 1.0}),
    "customer_voice": Case(last("aim"), total("accepted_complaint"), 0.1, 1.0, {"complain_wrong": 0.5}),
    "data_integration": Case(less(total("repeats")), programmes),
    "score_management": Case(last("survey_score"), executive, also=BUSY),
    "sales_pressure": Case(total("pushed"), less(each("customer_satisfaction_sum", "customers_served"))),
    "loyalty_penalty": Case(total("overcharged"), total("discoveries"), values=TRICKS),
    "dark_patterns": Case(total("overcharged"), total("discoveries"), values=TRICKS),
    "collusion": Case(last("cartel"), executive, values={"audit_rate": 0}, also=BUSY, everywhere=True),
    "other_direction": Case(last("fit"), executive, also=BUSY),
    "supplier_partnering": Case(less(total("supply_late")), programmes, values={"supply_failures": 12}),
    "giver_promotion": Case(
        last("helping_sum"),
        less(talent),
        values={"employees_per_firm": 40, "customers_per_firm": 960, "base_quit_hazard": 1.5},
        days=780,
    ),
    **{name: GOAL for name in PRACTICES if name.startswith("goal_")},
}
UNTRIED = ("horizon",)
"""Helps and costs by what executives happen to try: no sign for one run."""


def course(name: str, value: float, without: str) -> World:
    """A firm that does so much of it beside an ordinary rival, without a mechanism."""
    case = CASES[name]
    chosen = scenario(
        SMALL | {"years": 3} | case.values, competition="duopoly", without=[without] if without else []
    )
    practices = NEUTRAL.replace(dict(case.also) | {name: value})
    w = world(chosen, 3, years=3, practices=practices if case.everywhere else None)
    apply_practices(w, FOCAL, practices)
    if name == "other_direction":
        w.firms["product"][FOCAL] = 1.0  # away from what is needed and what the rival has
    return after(w, case.days)


def rise(name: str, measure: Measure, without: str) -> float:
    """By how much more of the practice raises a measure."""
    low, high = (measure(course(name, value, without)) for value in CASES[name][2:4])
    return high - low


def test_every_practice_names_both_halves_by_mechanisms_that_there_are():
    for name, spec in PRACTICES.items():
        for half in (spec["helps"], spec["costs"]):
            assert half.what, name
            assert half.mechanism in ("", *MECHANISMS), name
    named = {name for name, spec in PRACTICES.items() if spec["helps"].mechanism or spec["costs"].mechanism}
    assert named == {*CASES, *UNTRIED}


def every_other(first):
    """All practices, of which every other one, from the first or from the second on, is for the slow tests."""
    return pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=() if at % 2 == first else pytest.mark.slow)
            for at, name in enumerate(CASES)
        ],
    )


@every_other(0)
def test_it_helps_where_its_price_is_switched_off(name):
    assert rise(name, CASES[name].gain, PRACTICES[name]["costs"].mechanism) > 0.0


@every_other(1)
def test_it_costs_where_its_help_is_switched_off(name):
    assert rise(name, CASES[name].loss, PRACTICES[name]["helps"].mechanism) > 0.0


@pytest.mark.parametrize(
    "name", ["frontline_discretion", "customer_insight", "belief", "data_integration", "immersion"]
)
def test_a_price_that_is_switched_off_is_gone(name):
    """Where what is lost is lost by nothing else."""
    assert rise(name, CASES[name].loss, PRACTICES[name]["costs"].mechanism) <= 1e-9


# ------------------------------------------------------------------------------ money


def profitless(**values: float) -> World:
    """A firm that loses a third of what it earns."""
    return world(scenario(SMALL | {"insolvency": 0.5, "price_request": 20} | values), years=10)


def test_a_firm_that_loses_money_for_long_enough_closes():
    w = after(profitless(), 5 * 260)
    assert w.firms["trading"][0] == 0
    assert notes(w, "insolvencies").sum() > 0


def test_a_firm_that_has_earned_for_years_is_no_safer_than_its_reserve():
    w = world(scenario(SMALL | {"price_request": 200}), years=10)
    w = after(w, 5 * 260)
    m = w.market[0]
    year = 52 * m["wage"] * m["on_costs"] * m["hours_per_day"] * 5 * m["employees_per_firm"]
    assert w.firms["cash"][0] == pytest.approx(m["cash_reserve"] * year)
    assert notes(w, "paid_out").sum() > year


def test_the_programmes_last_tenth_is_the_dearest():
    costs = []
    for strength in np.linspace(0.0, 1.0, 11):
        w = world(scenario(SMALL), practices=Practices(data_integration=float(strength)))
        w = after(w, 5)
        costs.append(notes(w, "programme_cost")[0] / notes(w, "revenue")[0])
    assert (np.diff(costs, 2) > -1e-12).all()


@pytest.mark.parametrize("voice", [0.25, 0.5, 1.0])
def test_conversations_take_both_sides_as_long_and_their_hours_go_with_the_square(voice):
    w = world(scenario(SMALL | STILL), practices=Practices(employee_voice=voice, improvement=0.0))
    w = after(w, 5)
    length = w.market["talk_hours"][0] * voice / NEUTRAL.employee_voice
    talks = int(w.flows["opened"][0, TALK])
    people = notes(w, "employees")[0]
    spent = people * w.market["hours_per_day"][0] * 5 - notes(w, "contract_hours")[0]
    assert spent == pytest.approx(people * voice * length)
    assert notes(w, "team_hours")[0] == pytest.approx(talks * length)
    if voice == 1.0:
        assert talks == people
