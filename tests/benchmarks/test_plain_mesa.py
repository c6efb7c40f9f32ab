"""The plain Mesa peer is the same model: its outcomes have the same distribution, though its luck has another order."""

import numpy as np
import pytest
from scipy.stats import ttest_ind

from benchmarks.plain_mesa import CORE_ONLY, PlainMarket, rules
from sim.model.engine import run_until
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR
from sim.model.practices import Practices
from sim.model.scenario import Scenario
from sim.model.world import FOCAL, apply_practices, build, world_seed
from sim.outcomes import measure
from sim.policies import load_policy
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
    "extra_share",
    "declined_share",
    "rework_share",
    "wrong_share",
    "clarity",
    "label_value",
    "strain",
    "manager_strain",
    "employee_satisfaction",
    "skill",
    "customer_satisfaction_all",
    "complaint_rate",
    "problem_incidence",
    "churn",
    "turnover",
    "cost",
    "profit",
)

SMALL = CORE_ONLY | {
    "customers_per_firm": 480,
    "employees_per_firm": 8,
    "span_of_control": 4,
    "need_rate": 1.9,
}
"""As busy as the default firm, with fewer customers who ask more often, and two teams."""


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


def differing(
    market: Scenario, policy: str, *, seeds: int, years: int = 2, shuffle: bool = False
) -> dict[str, tuple[float, float]]:
    """Outcomes whose means differ by more than chance once in a thousand, corrected for their number."""
    practices = load_policy(policy).practices
    plain = [peer(market, practices, seed, years, shuffle=shuffle) for seed in range(seeds)]
    fast = [ours(market, practices, seed, years) for seed in range(2 * seeds)]
    found = {}
    for name in COMPARED:
        one, other = (np.array([run[name] for run in runs]) for runs in (plain, fast))
        if ttest_ind(one, other, equal_var=False).pvalue < 1e-3 / len(COMPARED):
            found[name] = (one.mean(), other.mean())
    return found


@pytest.mark.parametrize(
    ("competition", "policy", "shuffle"),
    [
        ("monopoly", "neutral", False),
        ("duopoly", "customer_first", False),
        ("contestable", "people_only", True),
    ],
)
def test_small_markets_agree(competition, policy, shuffle):
    assert differing(scenario(SMALL, competition=competition), policy, seeds=10, shuffle=shuffle) == {}


def test_a_peer_with_one_wrong_rule_is_noticed(monkeypatch):
    right = rules.error_probability
    monkeypatch.setattr(rules, "error_probability", lambda *given: 1.5 * right(*given))
    found = differing(scenario(SMALL), "neutral", seeds=10)
    assert {"wrong_share", "rework_share"} <= found.keys()


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["neutral", "customer_first"])
def test_larger_markets_agree(policy):
    assert differing(scenario(CORE_ONLY | {"employees_per_firm": 24}), policy, seeds=8, years=3) == {}


@pytest.mark.slow
@pytest.mark.parametrize("competition", ["monopoly", "duopoly", "contestable"])
@pytest.mark.parametrize("policy", ["customer_first", "people_and_customer"])
def test_small_markets_agree_over_many_seeds(competition, policy):
    assert differing(scenario(SMALL, competition=competition), policy, seeds=40) == {}
