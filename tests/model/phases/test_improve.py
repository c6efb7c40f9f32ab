"""improve: an hour of improvement costs the same whatever it is spent on, and moves what it is spent on."""

import numpy as np
import pytest

from sim.model.mechanisms import FROZEN, OFF, Mechanism
from sim.model.practices import Practices
from sim.model.records import World
from tests.worlds import SMALL, STILL, after, notes, scenario, staff, world

KINDS = ("friction_removal", "friction_shifting", "upstream_fixing", "product_work", "exploration")
ON = SMALL | STILL | {"friction": 0.3, "friction_growth": 0, "upstream_faults": 0.2, "fault_growth": 0}
"""Something to improve on every side, nothing that comes back, and nobody who has to learn how."""


def improving(kind: str, hours: float = 0.05, **practices: float) -> Practices:
    """All hours of improvement go into one kind."""
    return Practices(**(dict.fromkeys(KINDS, 0.0) | {kind: 1.0, "improvement": hours} | practices))


def moved(practices: Practices, days: int = 5, **values: float) -> dict[str, float]:
    """What a firm's improvement has moved, and by how much."""
    w = world(scenario(ON | {"vision_forgetting": 0} | values), 2, practices=practices)
    w.market["need"], w.market["stated"] = 1.0, 0.8
    names = ("work_friction", "customer_friction", "faults", "vision", "product")
    before = {name: float(w.firms[name][0]) for name in names}
    w = after(w, days)
    return {
        name: float(w.firms[name][0]) - before[name] for name in names if w.firms[name][0] != before[name]
    }


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("friction_removal", {"work_friction": -1, "customer_friction": -1}),
        ("friction_shifting", {"work_friction": 1, "customer_friction": -1}),
        ("upstream_fixing", {"faults": -1}),
        ("product_work", {"product": 1}),
        ("exploration", {"vision": 1}),
    ],
)
def test_each_kind_moves_its_own(kind, what):
    assert {name: np.sign(change) for name, change in moved(improving(kind)).items()} == what


def test_without_hours_nothing_moves():
    for kind in KINDS:
        assert moved(improving(kind, 0.0)) == {}


def test_equal_hours_cost_equally_whoever_spends_them_on_whatever():
    """In the first week, before it has had any effect: wages, working hours and programmes are the same."""
    books = ("wages", "improvement_cost", "contract_hours", "fixed_cost")
    costs = set()
    for kind in KINDS:
        w = after(world(scenario(ON), 2, practices=improving(kind)), 5)
        programmes = notes(w, "programme_cost")[0] - notes(w, "department_cost")[0]
        costs.add((round(float(programmes), 6), *(float(notes(w, name)[0]) for name in books)))
    assert len(costs) == 1
    _, wages, improvement, *_ = costs.pop()
    assert improvement > 0.0
    assert wages > 0.0


@pytest.mark.parametrize("kind", KINDS)
def test_an_hour_is_paid_as_wages_and_is_no_working_hour(kind):
    def first_week(hours: float) -> World:
        return after(world(scenario(ON), 2, practices=improving(kind, hours)), 5)

    none, some = first_week(0.0), first_week(0.05)
    paid = [notes(w, "wages")[0] + notes(w, "improvement_cost")[0] for w in (none, some)]
    assert paid[0] == pytest.approx(paid[1])
    # What conversations take comes off before improvement does.
    hours = [notes(w, "contract_hours")[0] for w in (none, some)]
    days = 5 * 8.0 * len(staff(none))
    assert hours[0] - hours[1] == pytest.approx(0.05 * days)


def test_what_is_shifted_is_taken_from_customers_and_given_to_employees():
    change = moved(improving("friction_shifting", 0.01))
    assert change["work_friction"] == pytest.approx(-change["customer_friction"], rel=0.02)
    half = moved(improving("friction_shifting", 0.01), shift_ratio=0.5)
    assert half["work_friction"] == pytest.approx(0.5 * change["work_friction"], rel=1e-6)


def test_design_decides_on_which_side_friction_goes():
    for_people = moved(improving("friction_removal", process_design=1.0))
    for_customers = moved(improving("friction_removal", process_design=0.0))
    assert set(for_people) == {"work_friction"}
    assert set(for_customers) == {"customer_friction"}
    assert for_people["work_friction"] == pytest.approx(for_customers["customer_friction"])


def test_shifting_moves_at_once_what_removing_for_customers_would_have_removed():
    """Equal hours, equal yield: for customers the two are the same, for employees they are opposites."""
    removed = moved(improving("friction_removal", process_design=0.0))
    shifted = moved(improving("friction_shifting"))
    assert removed["customer_friction"] == pytest.approx(shifted["customer_friction"])
    assert "work_friction" not in removed
    assert shifted["work_friction"] > 0.0


@pytest.mark.parametrize("name", ["belief", "strategy", "process", "technology", "organisation"])
def test_a_weaker_link_lets_more_failures_be_born(name):
    def faults(strength: float) -> float:
        chosen = Practices(improvement=0.0, **{name: strength})
        values = ON | {"fault_growth": 5}
        return float(after(world(scenario(values), 2, practices=chosen)).firms["faults"][0])

    weak, ordinary, strong = (faults(strength) for strength in (0.2, 0.5, 0.9))
    assert weak > ordinary > strong
    assert ordinary == pytest.approx(0.2)


def test_the_product_follows_what_is_said_unless_the_firm_sees_further():
    near = {"product_yield": 500}
    deaf = moved(improving("product_work", 0.2, immersion=0.0), 260, **near)["product"]
    seeing = moved(improving("product_work", 0.2, immersion=1.0), 260, **near)["product"]
    assert deaf < seeing
    assert seeing == pytest.approx(1.0, abs=0.01)  # the need, not the word


def test_a_tiny_step_of_a_practice_is_a_tiny_change_of_productivity():
    def capability(price: float) -> float:
        chosen = scenario(SMALL | {"complexity": 1, "capability_weeks": 1})
        return float(after(world(chosen, 2, practices=Practices(price=price)), 260).firms["capability"][0])

    ordinary, nearly, middling, dear = (capability(price) for price in (1.0, 1.0001, 1.1, 1.2))
    assert nearly == pytest.approx(ordinary, abs=1e-3)
    assert abs(dear - ordinary) > 0.01
    assert min(ordinary, dear) < middling < max(ordinary, dear)


def test_more_hours_at_once_remove_less_friction_each():
    few, many = (moved(improving("friction_removal", hours))["work_friction"] for hours in (0.02, 0.2))
    assert few > many > 10.0 * few


# ------------------------------------------------------------------------------ departments and ideas


def passing(end_to_end: float, **modes: int) -> World:
    """A firm a quarter after its departments were measured in another way."""
    w = world(scenario(ON), 2, practices=Practices(end_to_end=end_to_end))
    for name, mode in modes.items():
        w.mechanisms["mode"][Mechanism[name]] = mode
    return after(w, 60)


def test_departments_measured_end_to_end_repair_and_pay_and_service_sees_less():
    local, ordinary, whole = (passing(measure) for measure in (0.0, 0.3, 1.0))
    faults, cost = (
        [float(w.firms["faults"][0]) for w in (local, ordinary, whole)],
        [notes(w, "department_cost").sum() for w in (local, ordinary, whole)],
    )
    assert faults[0] > faults[1] > faults[2] > 0.0
    assert cost[0] == 0.0 < cost[1] < cost[2]
    # Measured by their own cost alone, departments pass on all that is born in them.
    assert faults[0] == pytest.approx(local.firms["born"][0].sum())
    assert faults[1] == pytest.approx(0.2)
    for w in (local, ordinary, whole):
        np.testing.assert_allclose(w.firms["born"][0], local.firms["born"][0], rtol=1e-9)


def test_off_departments_are_measured_as_ordinarily():
    off = passing(1.0, END_TO_END=OFF)
    assert off.firms["faults"][0] == pytest.approx(0.2)


def test_an_executive_about_to_leave_postpones_what_pays_later():
    stays, leaves = (world(scenario(ON), 2, practices=improving("upstream_fixing", 0.04)) for _ in range(2))
    leaves.firms["patience"] = 0.5
    stays, leaves = after(stays, 20), after(leaves, 20)
    assert leaves.firms["faults"][0] > stays.firms["faults"][0]
    assert notes(leaves, "improvement_cost")[0] == pytest.approx(0.5 * notes(stays, "improvement_cost")[0])
    assert notes(leaves, "contract_hours")[0] > notes(stays, "contract_hours")[0]


def with_ideas(count: float, **modes: int) -> World:
    """A week of a firm without hours for improvement, whose managers took up some ideas."""
    w = world(scenario(ON), 2, practices=Practices(improvement=0.0))
    w.market["need"], w.market["stated"] = 1.0, 0.8
    w.weeks["ideas_taken"][0] = count
    for name, mode in modes.items():
        w.mechanisms["mode"][Mechanism[name]] = mode
    return after(w, 5)


def test_ideas_improve_the_firm_beyond_paid_hours():
    none, some, many, endless = (with_ideas(count) for count in (0, 1, 3, 1000))
    for name, sign in (("work_friction", -1), ("customer_friction", -1), ("faults", -1), ("product", 1)):
        values = [sign * float(w.firms[name][0]) for w in (none, some, many, endless)]
        assert values[0] < values[1] < values[2] < values[3], name
    assert none.firms["aim"][0] < some.firms["aim"][0] < endless.firms["aim"][0] <= 1.0
    books = ("wages", "improvement_cost", "contract_hours")
    for name in books:
        assert notes(some, name)[0] == notes(none, name)[0]


def test_initiatives_that_are_frozen_are_carried_out_as_far_as_managers_get_round_to_them():
    def removed(carried: float, mode: int) -> float:
        w = world(scenario(ON | {"improvement_yield": 1}), 2)
        w.firms["carried"], w.firms["work_friction"], w.market["start"] = carried, 0.3, 0
        w.mechanisms[Mechanism.INITIATIVES] = (mode, 0, 1)
        return 0.3 - float(after(w, 5).firms["work_friction"][0])

    assert removed(1.0, FROZEN) == removed(1.0, OFF) > 0.0
    assert removed(0.5, FROZEN) < 0.6 * removed(1.0, FROZEN)


def test_off_ideas_do_nothing():
    none, off = with_ideas(0), with_ideas(50, BOTTOM_UP=OFF)
    for name in ("work_friction", "customer_friction", "faults", "product", "aim"):
        assert off.firms[name][0] == none.firms[name][0]
