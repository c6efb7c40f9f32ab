"""What every scenario file, found by its place, has to keep: it loads, names its sources, runs, and replays."""

import math
import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR, SECTIONS, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import AS_MANAGED, CONTRASTS
from sim.model.world import build, world_seed
from sim.places import scenario_files
from sim.policies import load_policy
from sim.running.course import begin, warmed_up
from sim.running.scenarios import load_scenario
from tests.model.laws import COSTS
from tests.worlds import differences

FILES = scenario_files()

every_scenario = pytest.mark.parametrize("path", FILES.values(), ids=list(FILES))

TELLING = ("black_friday", "corner_shop", "turnover_city")
"""Scenarios that are run once more in the quick tests; the others are in the slow ones."""

each_once_more = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=name, marks=() if name in TELLING else pytest.mark.slow)
        for name, path in FILES.items()
    ],
)


def changed(scenario: Scenario, **values: float) -> Scenario:
    """The scenario with some quantities changed."""
    update = {}
    for key, section in SECTIONS.items():
        mine = {name: value for name, value in values.items() if name in section.model_fields}
        if mine:
            given = scenario.section(key)
            quantities = {
                name: getattr(given, name).model_copy(update={"value": float(value)})
                for name, value in mine.items()
            }
            update[key] = given.model_copy(update=quantities)
    return scenario.model_copy(update=update)


def small(scenario: Scenario) -> Scenario:
    """A copy of one team a firm with the customers that it has, for a year after a year of warm-up."""
    constants = scenario.constants()
    employees = min(constants["employees_per_firm"], max(4, round(constants["span_of_control"])))
    share = employees / constants["employees_per_firm"]
    return changed(
        scenario,
        employees_per_firm=employees,
        span_of_control=employees,
        customers_per_firm=max(1, round(share * constants["customers_per_firm"])),
        warm_up=1,
        years=1,
    )


@cache
def ran(path: Path, replication: int = 0) -> World:
    """The small copy after its year, managed neutrally."""
    scenario = small(load_scenario(path))
    warm = warmed_up(scenario, 1, replication, 1)
    return engine.run_until(begin(warm, load_policy("neutral"), CONTRASTS[AS_MANAGED]), 2 * DAYS_A_YEAR)


def test_there_are_scenarios():
    assert {"turnover_city", "monopoly_trains", "black_friday", "corner_shop", "supermarkets"} <= set(FILES)


@every_scenario
def test_begins_with_the_schema_for_editors(path):
    assert path.read_text(encoding="utf-8").splitlines()[0] == "#:schema schema.json"


@every_scenario
def test_loads_and_says_what_it_is(path):
    scenario = load_scenario(path)
    assert scenario.name == path.stem
    assert len(scenario.title) <= 100
    assert len(scenario.describes.split()) >= 20


@every_scenario
def test_every_number_has_a_unit_and_a_source(path):
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, section in table.items():
        if key in SECTIONS:
            for name, value in section.items():
                if name != "effort_distribution":
                    assert set(value) == {"value", "unit", "source"}, f"{key}.{name}"
                    assert len(value["source"]) > 3, f"{key}.{name}"


def lost_needs(scenario: Scenario) -> float:
    """Share of potential needs that are lost because a customer has one a day at most.

    E[max(0, X - 1)] / E[X] for a lognormal daily rate X.
    """
    constants = scenario.constants()
    headroom = build(scenario, 1, 1, spare_requests=1).market["headroom"][0]
    mean = constants["need_rate"] * 12 / DAYS_A_YEAR * headroom
    sigma = constants["need_spread"]
    if sigma == 0.0:
        return max(0.0, 1.0 - 1.0 / mean)
    upper = (math.log(mean) + sigma * sigma / 2.0) / sigma
    normal = [(1.0 + math.erf(x / math.sqrt(2.0))) / 2.0 for x in (upper, upper - sigma)]
    return normal[0] - normal[1] / mean


@every_scenario
def test_customers_ask_as_often_as_they_are_said_to(path):
    assert lost_needs(load_scenario(path)) < 0.02


@every_scenario
def test_all_teams_are_asked_alike(path):
    """Customers are dealt to firms and to teams in turn; no team may be left out or get it all."""
    scenario = load_scenario(path)
    w = engine.run_until(build(scenario, world_seed(1, 0), 1), WORKDAYS_A_WEEK)
    for firm in range(scenario.trading_firms):
        asked = w.managers["asked"][w.firms["team_first"][firm] : w.firms["team_end"][firm]]
        assert asked.min() > 0.7 * asked.max()


@each_once_more
def test_same_world_same_bits(path):
    one, other = ran(path), ran.__wrapped__(path)
    assert one is not other
    assert differences(one, other) == []


@pytest.mark.slow
@every_scenario
def test_another_world_is_another_one(path):
    assert ran(path).customers["paid"].tobytes() != ran(path, 1).customers["paid"].tobytes()


@every_scenario
def test_weeks_are_finite(path):
    weeks = ran(path).weeks
    for name in weeks.dtype.names:
        assert np.isfinite(weeks[name]).all(), name


@every_scenario
def test_books_balance(path):
    """What is in the till changes by what came in less what went out, every week, in every firm."""
    weeks = ran(path).weeks
    flow = weeks["revenue"] - sum(weeks[cost] for cost in COSTS)
    np.testing.assert_allclose(np.diff(weeks["cash"], axis=0), flow[1:], rtol=0, atol=1e-3)


@every_scenario
def test_everybody_is_somewhere(path):
    """Customers with a firm, and those without, are all of them, every week."""
    w = ran(path)
    assert (w.weeks["customers"].sum(axis=1) <= len(w.customers)).all()
    assert w.weeks["customers"][-1].sum() == (w.customers["firm"] >= 0).sum()


@every_scenario
def test_customers_are_served(path):
    """The small copy is alive: everybody who trades delivers, and all the firms still trade."""
    scenario = small(load_scenario(path))
    weeks = ran(path).weeks
    assert (weeks["trading"][-1] == 1).sum() >= scenario.trading_firms
    assert (weeks["delivered"][-10:, : scenario.trading_firms] > 0).all()
