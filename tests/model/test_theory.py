"""Limits in which theory says what must come out: queues, choice, learning, expectation, hazards."""

import math

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.special import gammaincc
from scipy.stats import binom

from sim.model.parameters import DAYS_A_MONTH, DAYS_A_YEAR
from sim.model.phases.choose import choose
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.states import FREE, NOBODY
from tests.worlds import SMALL, STILL, after, mark, notes, scenario, staff, world

PLAIN = Practices(improvement=0.0, layoffs=0.0, promise_inflation=0.0, frontline_discretion=1.0)

CUSTOMERS = 60
QUEUE = STILL | {
    "insolvency": 100,
    "manager_wage": 0,
    "fixed_cost": 0,
    "need_spread": 0,
    "urgent_share": 0,
    "claim_share": 0,
    "claim_sensitivity": 0,
    "due_days": 260,
    "triage_hours": 0,
    "report_hours": 0,
    "chase_hours": 0,
    "talk_hours": 0,
    "initiative_hours": 0,
    "hours_per_day": 8,
    "budget_share": 0.05,
}
"""Requests in, hours of work off: no priorities, no duties, and no budget for another employee."""


# ------------------------------------------------------------------------------ queues


def queue(servers: int, effort_days: float, load: float, seed: int = 0, years: int = 1) -> World:
    """Exponential work that arrives every morning, and employees with desks of their own, one team."""
    arrivals = load * servers / effort_days  # a day
    values = QUEUE | {
        "customers_per_firm": CUSTOMERS,
        "need_rate": arrivals / CUSTOMERS * DAYS_A_MONTH,
        "employees_per_firm": servers,
        "span_of_control": 200,
        "effort": 8.0 * effort_days,
        "price_request": 500.0 * effort_days,  # the firm can live on it, whatever the load
    }
    w = world(scenario(values, effort_distribution="exponential"), seed, years=years, practices=PLAIN)
    w.managers["clarity"] = 1.0
    w.employees["clarity"] = 1.0
    return w


def left_over(servers: int, effort_days: float, load: float, years: int = 100) -> tuple[float, float]:
    """Requests left at a day's end, mean and standard error over worlds; by Little's law from the lead times."""
    means = []
    for seed in range(6):
        w = after(queue(servers, effort_days, load, seed, years), years * DAYS_A_YEAR)
        assert (notes(w, "employees") == servers).all()
        further_days = notes(w, "lead_days").sum() / notes(w, "delivered").sum() - 1.0
        means.append(further_days * load * servers / effort_days)
    return float(np.mean(means)), float(np.std(means, ddof=1) / math.sqrt(len(means)))


def left_in_theory(capacity: float, effort: float, load: float) -> float:
    """The same for one server, by Spitzer's identity: sum over n of E[(S_n)+] / n.

    S_n is the work that n days bring less what n days can do; the work of k requests is gamma distributed. What is
    left of a request is as long as a whole one. In days of work. Source: F. Spitzer 1956, A combinatorial lemma and
    its application to probability theory.
    """
    probability = load * capacity / effort / CUSTOMERS
    total, n = 0.0, 0
    while True:
        n += 1
        mean = n * CUSTOMERS * probability
        reach = 12.0 * math.sqrt(mean) + 12.0
        k = np.arange(max(1, int(mean - reach)), min(n * CUSTOMERS, int(mean + reach)) + 1)
        chance = binom.pmf(k, n * CUSTOMERS, probability)
        limit = n * capacity / effort
        beyond = effort * k * gammaincc(k + 1, limit) - n * capacity * gammaincc(k, limit)
        term = float((chance * beyond).sum()) / n
        total += term
        if term < 1e-7 * total:
            return total / effort


def left_by_a_pool(servers: int, effort: float, load: float, most: int = 200) -> float:
    """The same for servers that share one queue: the Markov chain of requests left from evening to evening."""
    served = np.minimum(np.arange(most), servers) / effort
    a_day = expm(np.diag(-served) + np.diag(served[1:], -1))
    arriving = binom.pmf(np.arange(most), CUSTOMERS, load * servers / effort / CUSTOMERS)
    chain = np.array([np.convolve(np.eye(most)[n], arriving)[:most] for n in range(most)]) @ a_day
    share = np.linalg.matrix_power(chain, 2**14)[0]
    return float(share @ np.arange(most) / share.sum())


def test_a_desk_follows_the_daily_workload_recursion():
    """What is left in the evening is what was left yesterday and came in today, less a day's hours."""
    w = queue(servers=1, effort_days=0.2, load=0.9)
    left = 0.0
    for _ in range(DAYS_A_YEAR):
        w = after(w, 1)
        r = w.requests
        today = (r["asked"] == w.market["day"][0] - 1) & (r["state"] != FREE)
        left = max(0.0, left + r["effort"][today].sum() - 8.0)
        assert w.employees["backlog"][0] == pytest.approx(left, abs=1e-6)
    assert notes(w, "busy_hours").sum() == pytest.approx(notes(w, "accepted_hours").sum() - left)


def test_two_ways_to_solve_the_discrete_time_queue_agree():
    assert left_by_a_pool(1, 2.0, 0.8) == pytest.approx(left_in_theory(1.0, 2.0, 0.8), rel=1e-3)


@pytest.mark.parametrize(
    ("effort_days", "load"),
    [
        (2.0, 0.5),
        *(
            pytest.param(*each, marks=pytest.mark.slow)
            for each in ((0.1, 0.5), (0.1, 0.8), (0.5, 0.5), (0.5, 0.8), (2.0, 0.8))
        ),
    ],
)
def test_the_queue_at_one_desk_is_that_of_discrete_time_theory(effort_days, load):
    mean, error = left_over(1, effort_days, load)
    assert abs(mean - left_in_theory(1.0, effort_days, load)) < 4.0 * error
    assert error < 0.06 * mean


def gaps_to_m_m_1(load: float) -> list[float]:
    """How much less is left in discrete time than in an M/M/1 queue, with efforts of more and more days."""
    m_m_1 = load / (1.0 - load)
    return [m_m_1 - left_in_theory(1.0, effort_days, load) for effort_days in (0.5, 2.0, 10.0)]


@pytest.mark.parametrize("load", [0.5, pytest.param(0.8, marks=pytest.mark.slow)])
def test_with_efforts_of_many_days_discrete_time_theory_becomes_that_of_the_m_m_1_queue(load):
    """The day is then an instant: requests in hand approach load / (1 - load)."""
    gaps = gaps_to_m_m_1(load)
    assert gaps[0] > gaps[1] > gaps[2] > 0.0
    assert gaps[2] < 0.05 * load / (1.0 - load)


@pytest.mark.slow
@pytest.mark.parametrize("load", [0.5, 0.8])
def test_with_efforts_of_many_days_one_desk_becomes_the_m_m_1_queue(load):
    """What follows for the desk from the limit of the theory and from the desk's being that of the theory."""
    mean, error = left_over(1, 10.0, load, years=300)
    assert abs(mean - load / (1.0 - load)) < 4.0 * error + gaps_to_m_m_1(load)[2]
    assert error < 0.06 * mean


@pytest.mark.slow
def test_the_shortest_desk_is_better_than_chance_and_worse_than_a_pool():
    """Better than a queue for each, fed by chance; worse than one queue for all, and than one fast server."""
    servers, effort_days, load = 3, 4.0, 0.8
    mean, error = left_over(servers, effort_days, load)
    by_chance = servers * left_in_theory(1.0, effort_days, load)
    pool = left_by_a_pool(servers, effort_days, load)
    assert left_in_theory(servers, effort_days, load) < pool
    assert pool < mean + 4.0 * error
    assert mean + 4.0 * error < by_chance
    assert mean - pool < 0.2 * (by_chance - pool)  # and much nearer to the pool, as is known of this rule


@pytest.mark.slow
def test_at_the_same_load_more_desks_to_choose_from_wait_less():
    left = [left_over(servers, 1.0, 0.85, years=50)[0] / servers for servers in (1, 2, 4)]
    assert left[2] < left[1] < left[0]


# ------------------------------------------------------------------------------ demand


def test_customers_need_as_often_as_the_scenario_says():
    many = STILL | {"customers_per_firm": 4000, "need_rate": 0.5, "employees_per_firm": 30}
    w = after(world(scenario(many), 1))
    asked = notes(w, "opened").sum() / 4000 / 12
    assert asked == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("distribution", ["lognormal", "exponential"])
def test_requests_take_as_long_as_the_scenario_says(distribution):
    many = QUEUE | {"customers_per_firm": 500, "need_rate": 2, "employees_per_firm": 12, "effort": 1.5}
    w = after(world(scenario(many, effort_distribution=distribution), practices=PLAIN))
    opened = notes(w, "decided").sum()
    assert opened > 10_000
    assert notes(w, "accepted_hours").sum() / opened == pytest.approx(1.5, rel=0.05)


@pytest.mark.parametrize("rivals", [1, 2, 3])
def test_every_team_of_every_firm_serves_its_share_of_the_customers(rivals):
    """However many firms customers are dealt to in turn, and however many teams each has."""
    two_teams = {"employees_per_firm": 6, "span_of_control": 3}
    alike = {"customers_per_firm": 300, "need_rate": 2, "need_spread": 0, "liking_spread": 0}
    w = world(scenario(STILL | two_teams | alike, competition="rivalry", rivals=rivals))
    asked = np.zeros(len(w.managers))
    for _ in range(120):
        w = after(w, 1)
        r = w.requests[(w.requests["asked"] == w.market["day"][0] - 1) & (w.requests["state"] != FREE)]
        asked += np.bincount(r["team"], minlength=len(asked))
    assert asked == pytest.approx(asked.mean(), rel=0.15)


def test_where_there_are_no_needs_nothing_is_asked_and_nobody_is_late():
    w = world(scenario(SMALL))
    w.firms["demand_control"] = 0.0
    w = after(w)
    for name in ("opened", "delivered", "late", "revenue", "busy_hours"):
        assert not notes(w, name).any(), name


def test_a_surge_multiplies_needs_in_its_weeks():
    surge = {
        "surge_factor": 3,
        "surge_week": 20,
        "surge_weeks": 10,
        "customers_per_firm": 3000,
        "need_rate": 1,
    }
    w = after(world(scenario(STILL | surge | {"employees_per_firm": 60}), practices=PLAIN))
    opened = notes(w, "opened")
    inside = np.zeros(52, bool)
    inside[20:30] = True
    assert opened[inside].mean() / opened[~inside].mean() == pytest.approx(3.0, rel=0.05)


# ------------------------------------------------------------------------------ choice


def test_choices_are_logit_shares():
    """A crowd that compares once: firm by firm as often as its utility says, and doing without too."""
    crowd = {"customers_per_firm": 6000, "satisfaction_slope": 3.0, "switching_cost": 0.2}
    crowd |= {"price_slope": -2.6, "choice_luck": 0.8, "liking_spread": 0}
    w = world(scenario(crowd, competition="rivalry", rivals=2), 3)
    w.firms["reputation"] = (0.4, 0.6, 0.8)
    w.firms["price"] = (0.9, 1.0, 1.2)
    w.firms["promise_inflation"] = 0.0
    w.customers["satisfaction"] = 0.5
    w.customers["triggered"] = 1
    mark(w, "compares")
    at_first = w.customers["firm"].copy()
    choose(w, 4, 0, len(w.customers))
    slope, elasticity, outside = 3.0, -2.6, 0.3
    for home in range(3):
        utility = [
            slope * (0.5 if firm == home else hope)
            + elasticity * math.log(price)
            + (0.0 if firm == home else elasticity * math.log(1.2))
            for firm, (hope, price) in enumerate(((0.4, 0.9), (0.6, 1.0), (0.8, 1.2)))
        ]
        weights = np.exp(np.array([*utility, slope * outside]) / 0.8)
        shares = weights / weights.sum()
        chosen = w.customers["firm"][at_first == home]
        counts = [(chosen == firm).sum() for firm in (0, 1, 2, NOBODY)]
        assert sum(counts) == len(chosen)
        error = np.sqrt(shares * (1.0 - shares) / len(chosen))
        assert (np.abs(np.array(counts) / len(chosen) - shares) < 4.0 * error).all()


def test_alike_firms_share_the_market_alike():
    rivals = {
        "customers_per_firm": 2000,
        "consider_rate": 6,
        "switching_cost": 0,
        "outside_satisfaction": -10,
        "insolvency": 100,
    }
    w = after(world(scenario(rivals, competition="rivalry", rivals=2), 3, years=2), 3 * DAYS_A_YEAR)
    customers = [notes(w, "customers", firm)[-52:].mean() for firm in range(3)]
    assert sum(notes(w, "customers", firm)[-1] for firm in range(3)) == 6000
    assert np.array(customers) / 6000 == pytest.approx(1.0 / 3.0, abs=0.04)


def test_with_no_rival_customers_can_only_do_without():
    unhappy = {"consider_rate": 12, "return_rate": 0, "outside_satisfaction": 0.5}
    w = after(world(scenario(SMALL | unhappy)))
    assert set(w.customers["firm"]) == {0, NOBODY}
    assert (np.diff(notes(w, "customers")) <= 0).all()


# ------------------------------------------------------------------------------ people


def test_everybody_learns_by_the_closed_form():
    w = after(world(scenario(SMALL | {"base_quit_hazard": 0.5, "hiring_weeks": 1})), 300)
    people = staff(w)
    newcomers = people["hired"] > 0
    assert newcomers.any()
    assert not newcomers.all()
    weeks = np.where(newcomers, 299 - people["hired"], 300 - people["hired"]) / 5
    np.testing.assert_allclose(people["skill"], 1.0 - 0.4 * np.exp(-weeks / 12.0), rtol=1e-9)


def test_where_hazards_are_zero_nobody_leaves_however_bad_it_gets():
    hell = {"need_rate": 20, "base_quit_hazard": 0, "dismissal_hazard": 0, "budget_share": 0.05}
    before = world(
        scenario(SMALL | hell), practices=Practices(exhortation=1.0, employee_voice=0.0, layoffs=0.0)
    )
    people = set(staff(before)["id"])
    w = after(before, 3 * DAYS_A_YEAR)
    assert staff(w)["strain"].mean() > 0.6
    assert people <= set(staff(w)["id"])
    for name in ("quits", "dismissals", "layoffs", "insolvencies", "leavers", "handed_on"):
        assert not notes(w, name).any(), name


def test_at_a_constant_hazard_turnover_is_that_hazard():
    """Whatever they feel: odds, burnout, match and contagion are switched off."""
    indifferent = {
        "quit_odds_per_sd_satisfaction": 1,
        "burnout_quit_multiplier": 1,
        "match_quit": 0,
        "contagion": 0,
        "dismissal_hazard": 0,
        "base_quit_hazard": 0.5,
        "notice_weeks": 0,  # who has given notice decides no second time
        "hiring_weeks": 1,
        "employees_per_firm": 60,
        "customers_per_firm": 3000,
        "need_rate": 2.4,
        "insolvency": 100,
    }
    w = after(world(scenario(indifferent), 2, years=8), 10 * DAYS_A_YEAR)
    expected = notes(w, "headcount").sum() * (1.0 - math.exp(-0.5 / 52.0))
    assert abs(notes(w, "quits").sum() - expected) < 4.0 * math.sqrt(expected)
    assert expected > 200


def test_absence_at_ordinary_strain_is_the_base():
    absent = {"absence": 0.165, "absence_strain": 0, "employees_per_firm": 40, "base_quit_hazard": 1}
    w = after(world(scenario(STILL | absent | {"insolvency": 100})), 2 * DAYS_A_YEAR)
    contracted = notes(w, "contract_hours").sum()
    days = contracted / (8.0 * 0.99)  # a hundredth of the hours goes into improvement
    share = notes(w, "present_hours").sum() / contracted
    assert abs(share - 0.835) < 4.0 * math.sqrt(0.165 * 0.835 / days)


def test_where_nobody_is_absent_all_contracted_hours_are_worked_whoever_comes_and_goes():
    present = {"absence": 0, "base_quit_hazard": 3, "dismissal_hazard": 1, "hiring_weeks": 1}
    w = after(world(scenario(SMALL | present), practices=Practices(improvement=0.1)), 2 * DAYS_A_YEAR)
    assert notes(w, "quits").sum() > 10
    np.testing.assert_allclose(notes(w, "present_hours"), notes(w, "contract_hours"))


# ------------------------------------------------------------------------------ customers


def perfect(years: int, **values: float) -> World:
    """A firm that does everything in time and right, for customers who expect less at first.

    Work is graded without luck, what is in time is perfect, and customers like all firms alike.
    """
    graded = {"ordinary_grade": 1, "price_feeling": 0, "liking_spread": 0, "expectation_usual": 0}
    values = (
        {"care_strain": 0, "care_discretion": 0, "expectation_start": 0.5, "need_rate": 2} | graded | values
    )
    w = world(scenario(SMALL | STILL | QUEUE | values), years=years, practices=PLAIN)
    return after(w, years * DAYS_A_YEAR)


def test_at_constant_quality_expectations_follow_their_closed_form():
    c = perfect(1).customers
    served = c[c["served"] >= 0]
    assert len(served) > 100
    weeks = (served["served"] + 1) / 5
    np.testing.assert_allclose(served["expectation"], 1.0 - 0.5 * np.exp(-weeks / 52.0), rtol=1e-5)


def test_at_constant_quality_surprise_fades_and_quality_is_remembered():
    delighted = perfect(1, quality_gain=0).customers
    used_to_it = perfect(10, quality_gain=0, expectation_adaptation=26).customers
    assert delighted["satisfaction"].mean() > 0.72
    assert used_to_it["satisfaction"].mean() == pytest.approx(0.7, abs=1e-3)
    lasting = perfect(10, quality_gain=0.5, expectation_adaptation=26).customers
    assert lasting["satisfaction"].mean() == pytest.approx(0.7 + 0.5 * 0.3, abs=2e-3)
