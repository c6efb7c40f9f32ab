"""Small worlds for tests: scenarios from a few named numbers, their worlds, and ways to compare them."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.model import engine
from sim.model.diary import BLOCK
from sim.model.parameters import DAYS_A_YEAR, SECTIONS
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.scenario import Scenario, parse_scenario
from sim.model.states import ASKED, HELD, INSIDE, NOBODY, QUEUED
from sim.model.world import apply_practices, build, world_seed

UNIT = {
    name: (section, field.json_schema_extra["unit"])
    for section, kind in SECTIONS.items()
    for name, field in kind.model_fields.items()
    if field.json_schema_extra
}
"""Name of a quantity to its section and unit."""

RANGE = {
    name: (field.json_schema_extra["minimum"], field.json_schema_extra["maximum"])
    for kind in SECTIONS.values()
    for name, field in kind.model_fields.items()
    if field.json_schema_extra
}
"""Name of a quantity to the least and the greatest value that it may take."""

SMALL = {
    "customers_per_firm": 120,
    "employees_per_firm": 5,
    "span_of_control": 3,
    "need_rate": 6.0,
    "insolvency": 100,
}
"""A firm with two teams of two or three employees, busy but not overrun, and any debt allowed."""

STILL = {
    "extra_share": 0,
    "extra_learning": 0,
    "notice_share": 0,
    "complain_wrong": 0,
    "complain_late": 0,
    "abusive_share": 0,
    "consider_rate": 0,
    "withdrawal_hazard": 0,
    "patronage_elasticity": 0,
    "error_share": 0,
    "friction": 0,
    "switch_cost": 0,
    "corner_cutting": 0,
    "work_intensity": 0,
    "fatigue_productivity": 0,
    "absence": 0,
    "newcomer_productivity": 1,
    "trainer_load": 0,
    "base_quit_hazard": 0,
    "dismissal_hazard": 0,
    "upstream_faults": 0,
    "repeat_share": 0,
    "helping_start": 0,
    "question_share": 0,
    "newcomer_questions": 0,
    "decision_share": 0,
    "idea_rate": 0,
    "ability_spread": 0,
    "strain_slowing": 0,
    "strain_slips": 0,
    "overflow_margin": 260,
    "zeal_effect": 0,
    "boss_spread": 0,
    "training_ratio": 0,
}
"""Nothing but asking and working: nobody leaves, gives up, learns, tires, errs, hurries, helps, is absent or complains.

And nothing comes from upstream or has to be begun twice, and everybody and every team is alike and keeps to itself.
"""

EVERYTHING = SMALL | {
    "triage_hours": 0.4,
    "report_hours": 12,
    "budget_share": 3,
    "layoff_band": 0,
    "betrayed_leave": 0,
    "need_rate": 8,
    "consider_rate": 6,
    "return_rate": 6,
    "base_quit_hazard": 0.5,
    "hiring_weeks": 2,
    "surge_factor": 2,
    "surge_week": 8,
    "attachment": 1,
    "need_drift": 0.5,
    "stated_delay": 26,
    "complexity": 1,
    "landscape_drift": 2,
    "capability_weeks": 13,
    "supply_failures": 8,
    "supply_days": 6,
    "audit_rate": 2,
    "audit_power": 0.8,
    "fine_rate": 0.02,
    "loyal_years": 0.2,
    "discovery": 2,
    "disruption_year": 1,
    "executive_tenure": 1,
    "loss_tolerated": 0,
    "warm_up": 1,
}
"""A market in which everything that the model can do happens within two years."""

DOES_EVERYTHING = Practices(
    first=-1.0,
    pay=1.02,
    layoffs=0.6,
    improvement=0.04,
    friction_shifting=0.5,
    upstream_fixing=1.0,
    product_work=1.0,
    exploration=0.5,
    process_design=0.6,
    initiative_boldness=0.7,
    shared_skill=0.7,
    executive_ownership=0.3,
    strategy=0.8,
    process=0.3,
    promise_inflation=0.6,
    price=1.05,
    customer_insight=0.6,
    insight_extraction=0.5,
    immersion=0.5,
    customer_voice=0.8,
    data_integration=0.7,
    score_management=0.4,
    sales_pressure=0.5,
    loyalty_penalty=0.8,
    dark_patterns=0.6,
    collusion=0.7,
    other_direction=0.2,
    supplier_partnering=0.3,
    giver_promotion=0.6,
    goal_profit=1.0,
    goal_score=0.2,
    goal_customers=0.3,
    goal_employees=0.4,
    goal_complaints=0.1,
    goal_departures=0.2,
    horizon=1.0,
    answering=0.9,
    end_to_end=0.7,
)
"""A firm that does something of everything that a policy can set."""


def scenario(
    values: Mapping[str, float] | None = None, *, effort_distribution: str = "lognormal", **head: Any
) -> Scenario:
    """A scenario with some quantities set by name, in their own units."""
    table: dict[str, Any] = {
        "format_version": 1,
        "title": "a test",
        "describes": "a small world",
        "competition": "monopoly",
        **head,
    }
    table["work"] = {"effort_distribution": effort_distribution}
    for name, value in (values or {}).items():
        section, unit = UNIT[name]
        table.setdefault(section, {})[name] = {"value": float(value), "unit": unit, "source": "a test"}
    return parse_scenario(table, name="test", where="test")


def world(
    scenario: Scenario, seed: int = 0, *, years: int = 1, practices: Practices | None = None, **spare: Any
) -> World:
    """A world on its first day; the practices hold for every firm from the start."""
    w = build(scenario, world_seed(seed, 0), years, **spare)
    for firm in range(len(w.firms) if practices else 0):
        apply_practices(w, firm, practices)
    return w


def after(w: World, days: int = DAYS_A_YEAR) -> World:
    """The world so many days later."""
    return engine.run_until(w, int(w.market["day"][0]) + days)


def notes(w: World, name: str, firm: int = 0) -> np.ndarray:
    """A column of a firm's weekly notes, of the weeks that are over."""
    return w.weeks[name][: int(w.market["day"][0]) // 5, firm]


def in_hand(w: World, firm: int = 0) -> np.ndarray:
    """The customers' requests that a firm has in hand."""
    r = w.requests
    return r[(r["firm"] == firm) & np.isin(r["state"], (ASKED, QUEUED, HELD)) & (r["channel"] < INSIDE)]


def staff(w: World, firm: int = 0) -> np.ndarray:
    """The employees of a firm."""
    f = w.firms[firm]
    e = w.employees[f["seat_first"] : f["seat_end"]]
    return e[e["id"] != NOBODY]


def managers(w: World, firm: int = 0) -> np.ndarray:
    """The managers of a firm."""
    f = w.firms[firm]
    g = w.managers[f["team_first"] : f["team_end"]]
    return g[g["id"] != NOBODY]


def digest(w: World) -> str:
    """A digest of every bit of a world."""
    sha = hashlib.sha256()
    for array in w:
        for name in array.dtype.names or ():
            sha.update(np.ascontiguousarray(array[name]).tobytes())
    return sha.hexdigest()


def differences(one: World, other: World) -> list[str]:
    """The fields in which two worlds differ, but for the order of the diary within a day, on which nothing depends."""
    order = {"customers.need_after", "customers.occasion_after", "diary.need", "diary.occasion"}
    return [
        f"{kind}.{name}"
        for kind, a, b in zip(World._fields, one, other, strict=True)
        for name in a.dtype.names or ()
        if f"{kind}.{name}" not in order and a[name].tobytes() != b[name].tobytes()
    ]


def mark(w: World, errand: str, customers: np.ndarray | None = None) -> None:
    """Mark customers, by rows, or all of them, as having something to do in a phase; nobody else has."""
    rows = np.arange(len(w.customers)) if customers is None else customers
    w.errands[errand] = 0
    np.bitwise_or.at(w.errands[errand], rows // BLOCK, 1 << (rows % BLOCK))
