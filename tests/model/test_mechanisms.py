"""Attribution: a mechanism that is off is its neutral element, one that is frozen changes nothing before day 0.

And with all of them off nothing is left by which a way of managing could make a difference.
"""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest

from sim.model.mechanisms import MECHANISMS, OFF, ON, Mechanism
from sim.model.practices import PRACTICES, Practices
from sim.model.records import World
from sim.model.states import APPROVAL, CORE, EXTRA, IDEA, INITIATIVE, QUESTION, SUPPORT, TALK
from sim.model.world import FOCAL, apply_practices, copy
from sim.outcomes import measure
from sim.policies import find_policies, load_policy
from sim.running.course import begin, warmed_up
from tests.model.laws import LAWS
from tests.worlds import DOES_EVERYTHING, EVERYTHING, SMALL, after, differences, notes, scenario, staff, world

YEAR = 260

every_mechanism = pytest.mark.parametrize("name", MECHANISMS)


def test_every_mechanism_has_a_row_and_words():
    assert [name.upper() for name in MECHANISMS] == [mechanism.name for mechanism in Mechanism]
    assert list(map(int, MECHANISMS.values())) == list(range(len(MECHANISMS)))
    for mechanism in Mechanism:
        assert mechanism.does
        assert mechanism.off
        assert mechanism.does != mechanism.off


# ------------------------------------------------------------------------------ off

RESTLESS = EVERYTHING | {"base_quit_hazard": 2, "contagion": 2, "report_hours": 20}
"""Everything happens, teams see each other leave, and managers have more to do than hours."""


OVERRUN = {
    "reports": {"triage_hours": 1.2, "need_rate": 12, "run": 2},
    "withdrawal": {"patience_days": 1},
    "suspicion": {"run": 2},
    "answering": {"run": 2},
}
"""What it takes besides for a mechanism to show: overrun managers, impatience, another year."""


@cache
def everything(*without: str, run: int = 1, **values: float) -> World:
    """A duopoly after `run` years in which everything happens and both firms do all they can, but for what is off.

    Made once, for whoever only looks at it.
    """
    market = scenario(RESTLESS | values, competition="duopoly", without=without)
    w = world(market, 5, practices=DOES_EVERYTHING, years=run)
    # One firm hears fewer complaints, or the regulator would have nobody to follow.
    w.firms["customer_voice"][1] = 0.1
    return after(w, run * YEAR)


@every_mechanism
def test_without_it_the_market_runs_by_every_law_and_is_another(name):
    values = OVERRUN.get(name, {})
    w = everything(name, **values)
    for law in LAWS:
        law(w)
    assert {field for field in differences(everything(**values), w) if field.startswith("weeks.")}


def all_notes(w: World, name: str) -> float:
    return float(sum(notes(w, name, firm).sum() for firm in range(len(w.firms))))


def accepted_extras_take_no_time(w: World) -> bool:
    r = w.requests[(w.requests["channel"] == EXTRA) & (w.requests["accepted"] == 1)]
    core = w.requests[(w.requests["channel"] == CORE) & (w.requests["accepted"] == 1)]
    return len(r) > 0 and not r["effort"].any() and core["effort"].all()


def everybody_helps_as_disposed(w: World) -> bool:
    e = staff(w)
    return len(e) > 0 and np.allclose(e["helping"], e["giver"])


def at_first(w: World) -> np.ndarray:
    """The firm of each customer on the first day of the same market: in turn, unless customers like one more."""
    off = ("liking",) if w.mechanisms["mode"][Mechanism.LIKING] == OFF else ()
    return world(scenario(RESTLESS, competition="duopoly", without=off), 5).customers["firm"]


def levers_stay(w: World) -> bool:
    return (w.firms["improvement"] == DOES_EVERYTHING.improvement).all() and (
        w.firms["trial_lever"] == -1
    ).all()


NEUTRAL = {
    "extra_work": accepted_extras_take_no_time,
    "clarity": lambda w: (staff(w)["clarity"] == 1.0).all(),
    "attention": lambda w: not w.flows["opened"][:, QUESTION].any(),
    "questions": lambda w: (
        not w.flows["opened"][:, (QUESTION, APPROVAL)].any() and not all_notes(w, "guesses")
    ),
    "ideas": lambda w: not w.flows["opened"][:, IDEA].any() and not all_notes(w, "ideas_taken"),
    "initiatives": lambda w: not w.flows["opened"][:, INITIATIVE].any(),
    "talks": lambda w: not w.flows["opened"][:, TALK].any(),
    "backing": lambda w: not w.flows["opened"][:, SUPPORT].any(),
    "pressure": lambda w: not w.employees["pressure"].any() and not all_notes(w, "pressure_sum"),
    "care": lambda w: (w.requests["care"][w.requests["care"] > 0.0] == 1.0).all(),
    "word_of_mouth": lambda w: (notes(w, "reputation")[:12] == np.float64(0.7)).all(),
    "faults": lambda w: not all_notes(w, "repairs"),
    "history": lambda w: not all_notes(w, "repeats"),
    "adoption": lambda w: (w.firms["adopted"] == 1.0).all(),
    "steering": levers_stay,
    "complexity": lambda w: (notes(w, "capability") == 1.0).all(),
    "selling": lambda w: not all_notes(w, "pushed"),
    "overcharging": lambda w: not all_notes(w, "overcharged"),
    "discovery": lambda w: not all_notes(w, "discoveries"),
    "deterrence": lambda w: not all_notes(w, "deterred"),
    "supply": lambda w: not all_notes(w, "supply_late"),
    "imitation": everybody_helps_as_disposed,
    "helping": lambda w: not all_notes(w, "helps"),
    "giveaways": lambda w: not all_notes(w, "giveaways"),
    "executive_time": lambda w: all_notes(w, "executive_share") == w.weeks["executive_share"][:52].size,
    "cartel": lambda w: not all_notes(w, "cartel"),
    "withdrawal": lambda w: not all_notes(w, "withdrawn"),
    "failure_demand": lambda w: not all_notes(w, "accepted_failure"),
    "liking": lambda w: (np.bincount(at_first(w)) == len(w.customers) // 2).all(),
    "answering": lambda w: not all_notes(w, "answer"),
    "postponing": lambda w: (w.firms["patience"][w.firms["trading"] == 1] == 1.0).all(),
}
"""Mechanisms whose neutral element can be seen in the records, and how."""


@pytest.mark.parametrize("name", NEUTRAL)
def test_off_it_is_its_neutral_element_and_on_it_is_not(name):
    values = OVERRUN.get(name, {})
    assert NEUTRAL[name](everything(name, **values))
    assert not NEUTRAL[name](everything(**values))


# ------------------------------------------------------------------------------ frozen

ORDINARY = SMALL | {
    "warm_up": 1,
    "consider_rate": 2,
    "supply_failures": 4,
    "complexity": 0.5,
    "attachment": 0.5,
    "base_quit_hazard": 0.5,
    "executive_tenure": 100,
    "loss_tolerated": 1,
}
"""A market that is on in everything and drifts nowhere, so that next year is like the last."""


def market(
    *, frozen: tuple[str, ...] = (), without: tuple[str, ...] = (), seed: int = 1, **values: float
) -> World:
    """The ordinary market on the morning of day 0."""
    chosen = scenario(ORDINARY | values, competition="duopoly", frozen=frozen, without=without)
    return warmed_up(chosen, seed, 0, 1)


@cache
def frozen_throughout(seed: int) -> World:
    return market(frozen=tuple(MECHANISMS), seed=seed)


def frozen(*names: str, seed: int = 1) -> World:
    """The ordinary market on the morning of day 0, with some mechanisms frozen.

    Made from one warm-up for all mechanisms: it is the same whatever is frozen, and each keeps its own mean.
    """
    w = copy(frozen_throughout(seed))
    held = {Mechanism[name.upper()] for name in names}
    w.mechanisms["mode"][[other for other in Mechanism if other not in held]] = ON
    return w


KEPT = {"mechanisms.mode", "mechanisms.total", "mechanisms.count"}


MANAGERS_TOO = {"CLARITY", "RECOGNITION", "DISCRETION", "SUCCESS", "MEANS"}
"""Mechanisms of which managers keep a mean of their own."""


def test_frozen_or_not_the_warm_up_is_the_same_to_the_bit():
    free, frozen = market(), market(frozen=tuple(MECHANISMS))
    assert set(differences(free, frozen)) == KEPT
    assert (frozen.mechanisms["count"][: len(MECHANISMS)] > 0).all()
    for_managers = np.flatnonzero(frozen.mechanisms["count"][len(MECHANISMS) :])
    assert {Mechanism(number).name for number in for_managers} == MANAGERS_TOO
    assert not free.mechanisms["count"].any()


@pytest.mark.parametrize("name", ["clarity", "supply"])
def test_one_warm_up_serves_whatever_is_frozen(name):
    """As it does where jobs share one: tests/running/test_jobs.py."""
    alone, among_all = after(market(frozen=(name,)), YEAR), after(frozen(name), YEAR)
    assert set(differences(alone, among_all)) <= KEPT - {"mechanisms.mode"}


def test_what_is_kept_is_the_mean_of_the_last_year_of_the_warm_up_and_of_no_other():
    chosen = ORDINARY | {"warm_up": 2}
    longer = warmed_up(scenario(chosen, competition="duopoly", frozen=["word_of_mouth"]), 1, 0, 1)
    kept = longer.mechanisms[Mechanism.WORD_OF_MOUTH]
    seen = np.concatenate([notes(longer, "reputation", firm)[52:] for firm in range(2)])
    assert kept["count"] == len(seen)
    assert kept["total"] / kept["count"] / 1e6 == pytest.approx(seen.mean(), abs=1e-6)
    later = after(copy(longer), 65)
    assert later.mechanisms.tobytes() == longer.mechanisms.tobytes()
    assert (later.firms["reputation"] == kept["total"] / kept["count"] / 1e6).all()


STEADY = (
    *("promises", "voice", "history"),
    *(
        "insight",
        "boldness",
        "adoption",
        "score",
        "steering",
        "selling",
        "overcharging",
        "hassle",
        "discovery",
    ),
    *("deterrence", "supply", "promotion", "withdrawal", "failure_demand", "fairness", "thrift"),
    *("giveaways", "executive_time", "training", "department", "improvement_hours", "disruption"),
    *("diminishing", "scope_left", "pay", "price_choice", "cartel", "letdown"),
    *("word", "answering", "postponing", "end_to_end", "suspicion", "perceived_risk"),
)
"""Mechanisms whose value is one and the same in every neutral firm and week."""

FEEDBACK = ("pressure",)
"""What regulates: held fast it lets work pile up, so that even under neutral management it is missed."""


@pytest.fixture(scope="module")
def neutral_year() -> World:
    return after(market(), YEAR)


SEEDS = range(4)


def means_of(worlds: list[World]) -> dict[str, float]:
    """Means over a few worlds of what comes of a year of neutral firms."""
    found = [measure(after(w, YEAR).weeks[:, FOCAL], 52)[0] for w in worlds]
    return {name: float(np.mean([each[name] for each in found])) for name in found[0]}


@pytest.fixture(scope="module")
def neutral_means() -> dict[str, float]:
    return means_of([market(seed=seed) for seed in SEEDS])


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(STEADY, id="all"),
        *(pytest.param((name,), id=name, marks=pytest.mark.slow) for name in STEADY),
    ],
)
def test_frozen_where_it_never_differs_it_changes_no_bit(names, neutral_year):
    held = after(frozen(*names), YEAR)
    assert {field for field in differences(neutral_year, held) if field.startswith("weeks.")} == set()


TELLING = {"CARE", "COMPLEXITY", "FIT", "HELPING", "WORD_OF_MOUTH", *MANAGERS_TOO}
"""Mechanisms of every kind that vary in neutral firms: of customers, work, rules, people, and of managers' own."""


def telling_first(names: Iterable[str]) -> list:
    """All these mechanisms, those that tell less among the slow tests."""
    return [pytest.param(name, marks=() if name.upper() in TELLING else pytest.mark.slow) for name in names]


@pytest.mark.parametrize(
    "name", telling_first(name for name in MECHANISMS if name not in (*STEADY, *FEEDBACK))
)
def test_frozen_it_leaves_neutral_firms_nearly_where_they_are(name, neutral_means):
    found = means_of([frozen(name, seed=seed) for seed in SEEDS])
    for outcome, near in (
        ("customer_satisfaction", 0.03),
        ("employee_satisfaction", 0.03),
        ("strain", 0.03),
        ("utilisation", 0.08),
        ("headcount", 1.0),
    ):
        assert found[outcome] == pytest.approx(neutral_means[outcome], abs=near), outcome


@pytest.mark.parametrize("name", telling_first(MECHANISMS))
def test_frozen_whole_policies_still_differ_from_each_other_by_the_rest(name):
    """One frozen mechanism is not all of them: two ways of managing still come to different books."""
    warm = frozen(name)
    one, other = (
        after(begin(warm, load_policy(policy), "as_managed"), 65)
        for policy in ("customer_first", "people_only")
    )
    assert "weeks.revenue" in differences(one, other)


# ------------------------------------------------------------------------------ everything off

HELD_EQUAL = ("staffing_slack", "price", "pay", "improvement", "layoffs")
"""Practices that cost or bring in money whatever the mechanisms, or change the number of people."""

NO_BUDGET = {"budget_share": 3}
ALIKE = {"extra_share": 0, "complain_wrong": 0, "complain_late": 0, "complain_money": 0, "check_hours": 0}
"""Customers who ask for nothing that a manager could decline, and complain of nothing that one could handle.

And whose urgency is checked in no time: a checked label alone changes nothing here.
"""


def ways_to_manage() -> dict[str, Practices]:
    """Every policy there is, and some that nobody would think of."""
    luck = np.random.default_rng(1)
    anyhow = {
        f"anyhow {k}": Practices(
            **{name: float(luck.uniform(spec["low"], spec["high"])) for name, spec in PRACTICES.items()}
        )
        for k in range(4)
    }
    known = {name: load_policy(name).practices for name in find_policies()}
    neutral = Practices().as_dict()
    equal = {name: neutral[name] for name in HELD_EQUAL}
    return {name: practices.replace(equal) for name, practices in (known | anyhow).items()}


WAYS = ways_to_manage()


def managed(warm: World, practices: Practices) -> World:
    w = copy(warm)
    apply_practices(w, FOCAL, practices)
    return after(w, YEAR)


COMPARED = ("turnover", "customer_satisfaction", "customer_satisfaction_all", "headcount", "late_share")


@pytest.fixture(scope="module")
def nothing_on() -> World:
    return market(without=tuple(MECHANISMS), need_drift=0.3, **NO_BUDGET, **ALIKE)


@pytest.fixture(scope="module")
def neutral_with_nothing_on(nothing_on) -> dict[str, float]:
    return measure(managed(nothing_on, Practices()).weeks[:, FOCAL], 52)[0]


@pytest.mark.parametrize("way", WAYS)
def test_with_every_mechanism_off_all_ways_to_manage_come_to_the_same_to_the_bit(
    way, nothing_on, neutral_with_nothing_on
):
    found = measure(managed(nothing_on, WAYS[way]).weeks[:, FOCAL], 52)[0]
    for outcome in COMPARED:
        assert found[outcome] == neutral_with_nothing_on[outcome], outcome


@pytest.fixture(scope="module")
def two_paths_open() -> World:
    return market(without=tuple(MECHANISMS), **NO_BUDGET)


@pytest.fixture(scope="module")
def neutral_with_two_paths_open(two_paths_open) -> dict[str, float]:
    return measure(managed(two_paths_open, Practices()).weeks[:, FOCAL], 52)[0]


@pytest.mark.parametrize(
    "way", [pytest.param(way, marks=pytest.mark.slow if at % 3 else ()) for at, way in enumerate(WAYS)]
)
def test_what_is_left_is_what_managers_do_with_extras_and_complaints(
    way, two_paths_open, neutral_with_two_paths_open
):
    """With extras and complaints two paths stay open, by what is done and not by how it turns out.

    An ask that was declined is not served, and a complaint that the manager handles lies on nobody's desk. Through
    them satisfaction differs a little, and turnover hardly.
    """
    found = measure(managed(two_paths_open, WAYS[way]).weeks[:, FOCAL], 52)[0]
    for outcome in ("customer_satisfaction", "customer_satisfaction_all", "turnover"):
        assert found[outcome] == pytest.approx(neutral_with_two_paths_open[outcome], abs=0.03), outcome


@pytest.mark.parametrize(
    ("values", "alike"),
    [
        ({"extra_share": 0}, ("first", "priority_discipline")),
        ({"complain_wrong": 0, "complain_late": 0, "complain_money": 0}, ("intake_boundary",)),
    ],
    ids=["complaints alone", "extras alone"],
)
def test_each_of_the_two_paths_is_the_practice_that_it_is_said_to_be(values, alike):
    """Where those practices are the neutral ones too, nothing differs any more."""
    warm = market(without=tuple(MECHANISMS), **NO_BUDGET, check_hours=0, **values)
    neutral = measure(managed(warm, Practices()).weeks[:, FOCAL], 52)[0]
    for way in ("customer_first", "anyhow 0", "anyhow 1"):
        same = {name: getattr(Practices(), name) for name in alike}
        found = measure(managed(warm, WAYS[way].replace(same)).weeks[:, FOCAL], 52)[0]
        for outcome in COMPARED:
            assert found[outcome] == neutral[outcome], (way, outcome)
