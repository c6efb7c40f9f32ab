"""The plain Mesa peer is the core of the model: its outcomes have the same distribution, its luck another order.

Tolerance: no outcome's mean differs at the level of 0.001, by Welch's t corrected for the number of outcomes.
"""

from functools import cache

import numpy as np
import pytest
from scipy.stats import ttest_ind

from benchmarks.plain_mesa import MECHANISMS, PlainMarket, TutorialMarket, core, rules
from benchmarks.plain_mesa.customer import Customer
from sim.model import mechanisms
from sim.model.engine import run_until
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR
from sim.model.practices import Practices
from sim.model.scenario import Scenario
from sim.model.world import FOCAL, apply_practices, build, world_seed
from sim.outcomes import measure
from tests.worlds import scenario

COMPARED = (
    "headcount",
    "absence",
    "utilisation",
    "overtime",
    "lead_time",
    "throughput",
    "work_in_progress",
    "urgent_seen",
    "rework_share",
    "wrong_share",
    "clarity",
    "label_value",
    "manager_load",
    "strain",
    "manager_strain",
    "employee_satisfaction",
    "skill",
    "customer_satisfaction",
    "late_share",
    "churn",
    "turnover",
)

SMALL = {
    "customers_per_firm": 480,
    "employees_per_firm": 8,
    "span_of_control": 4,
    "need_rate": 1.9,
}
"""As busy as the default firm, with fewer customers who ask more often, and two teams."""

TINY = SMALL | {"customers_per_firm": 240, "employees_per_firm": 4, "span_of_control": 2}
"""The same, half as large."""


def peer(market: Scenario, practices: Practices, seed: int, years: int, *, shuffle: bool) -> dict[str, float]:
    """Outcomes of a plain run."""
    model = PlainMarket(market, seed, shuffle=shuffle)
    model.firms[FOCAL].practices = practices
    model.run_until(years * DAYS_A_YEAR)
    model.remove_all_agents()  # some versions of Mesa keep every model that still has agents
    return measure(model.weeks()[:, FOCAL], 0)[0]


def ours(market: Scenario, practices: Practices, seed: int, years: int) -> dict[str, float]:
    """Outcomes of a compiled run."""
    w = build(market, world_seed(seed, 0), years)
    apply_practices(w, FOCAL, practices)
    w = run_until(w, years * DAYS_A_YEAR)
    return measure(w.weeks[: years * WEEKS_A_YEAR, FOCAL], 0)[0]


@cache
def unharmed(
    market: Scenario, practices: Practices, seed: int, years: int, *, shuffle: bool
) -> dict[str, float]:
    """Outcomes of a plain run by the right rules, made once."""
    return peer(market, practices, seed, years, shuffle=shuffle)


def differing(
    market: Scenario,
    practices: Practices,
    *,
    seeds: int,
    years: int = 2,
    shuffle: bool = False,
    run=unharmed,
) -> dict[str, tuple[float, float]]:
    """Outcomes whose means differ by more than chance once in a thousand, corrected for their number."""
    market = core(market)
    plain = [run(market, practices, seed, years, shuffle=shuffle) for seed in range(seeds)]
    fast = [ours(market, practices, seed, years) for seed in range(2 * seeds)]
    found = {}
    for name in COMPARED:
        one, other = (np.array([run[name] for run in runs]) for runs in (plain, fast))
        assert np.isfinite(one).all(), f"the peer does not count what {name} needs"
        if ttest_ind(one, other, equal_var=False).pvalue < 1e-3 / len(COMPARED):
            found[name] = (one.mean(), other.mean())
    return found


FOR_CUSTOMERS = Practices(priority_discipline=0.0, frontline_discretion=0.2)
FOR_PEOPLE = Practices(
    intake_boundary=0.9,
    priority_discipline=0.9,
    first=1.0,
    employee_voice=0.9,
    staffing_slack=0.1,
    pay=1.05,
)


SEEDS = 6
"""Enough to notice one wrong rule, as is shown below."""


@pytest.mark.parametrize(
    ("values", "competition", "practices", "shuffle"),
    [
        pytest.param(TINY, "monopoly", Practices(), True, id="tiny, neutral, shuffled"),
        pytest.param(SMALL, "monopoly", Practices(), True, id="neutral, shuffled", marks=pytest.mark.slow),
        pytest.param(SMALL, "monopoly", Practices(), False, id="neutral", marks=pytest.mark.slow),
        pytest.param(SMALL, "duopoly", FOR_CUSTOMERS, False, id="for customers", marks=pytest.mark.slow),
        pytest.param(SMALL, "duopoly", FOR_PEOPLE, False, id="for people", marks=pytest.mark.slow),
        pytest.param(SMALL, "duopoly", FOR_PEOPLE, True, id="for people, shuffled", marks=pytest.mark.slow),
    ],
)
def test_small_markets_agree(values, competition, practices, shuffle):
    market = scenario(values, competition=competition)
    assert differing(market, practices, seeds=SEEDS, years=1, shuffle=shuffle) == {}


IN_ANY_ORDER = ("headcount", "absence", "throughput", "churn", "turnover")
"""Outcomes that waiting a day longer at each hand does not move."""


@pytest.mark.slow
def test_the_tutorials_way_serves_the_same_requests_and_only_waits_longer():
    market, seeds = core(scenario(SMALL)), range(5)
    careful = [unharmed(market, Practices(), seed, 1, shuffle=True) for seed in seeds]
    stepped = []
    for seed in seeds:
        model = TutorialMarket(market, seed)
        model.run_until(DAYS_A_YEAR)
        model.remove_all_agents()
        stepped.append(measure(model.weeks()[:, FOCAL], 0)[0])
    for name in IN_ANY_ORDER:
        one, other = ([run[name] for run in runs] for runs in (careful, stepped))
        assert ttest_ind(one, other, equal_var=False).pvalue > 1e-3 / len(IN_ANY_ORDER), name
    waits = [np.mean([run["lead_time"] for run in runs]) for runs in (careful, stepped)]
    assert waits[0] < waits[1] < waits[0] + 3.0


def test_whoever_switches_in_the_tutorials_way_leaves_deliveries_behind():
    model = TutorialMarket(core(scenario(SMALL | {"consider_rate": 12.0}, competition="duopoly")))
    model.run_until(60)
    in_hand = sum(len(customer.open) for customer in model.agents_by_type[Customer])
    assert in_hand == sum(firm.in_hand for firm in model.firms)
    assert sum(week["lost_silent"] for _, _, week in model.notes) > 0
    model.remove_all_agents()


def test_lists_of_agentpy_give_the_same_numbers_as_mesa_in_fixed_order():
    lists = pytest.importorskip("benchmarks.plain_mesa.agentpy_lists", exc_type=ImportError)
    market = core(scenario(SMALL))
    models = lists.AgentPyMarket(market, 3), PlainMarket(market, 3)
    for model in models:
        model.run_until(60)
    assert (models[0].weeks() == models[1].weeks()).all()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("values", "noticed"),
    [
        pytest.param(TINY, {"wrong_share"}, id="tiny"),
        pytest.param(SMALL, {"wrong_share", "rework_share"}, id="small"),
    ],
)
def test_a_peer_with_one_wrong_rule_is_noticed(values, noticed, monkeypatch):
    right = rules.error_probability
    monkeypatch.setattr(rules, "error_probability", lambda *given: 1.5 * right(*given))
    found = differing(scenario(values), Practices(), seeds=SEEDS, years=1, run=peer)
    assert noticed <= found.keys()


def test_the_core_leaves_on_what_the_peer_has():
    small = core(scenario(SMALL))
    assert set(small.without) == set(mechanisms.MECHANISMS) - MECHANISMS
    assert set(mechanisms.MECHANISMS) >= MECHANISMS
    assert small.constants()["trainer_load"] == 0.0


@pytest.mark.slow
@pytest.mark.parametrize("practices", [Practices(), FOR_CUSTOMERS], ids=["neutral", "for customers"])
def test_larger_markets_agree(practices):
    assert differing(scenario({"employees_per_firm": 24}), practices, seeds=8, years=3) == {}


@pytest.mark.slow
@pytest.mark.parametrize("competition", ["monopoly", "duopoly"])
@pytest.mark.parametrize("practices", [FOR_CUSTOMERS, FOR_PEOPLE], ids=["for customers", "for people"])
def test_small_markets_agree_over_many_seeds(competition, practices):
    assert differing(scenario(SMALL, competition=competition), practices, seeds=40) == {}
