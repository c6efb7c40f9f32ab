"""Conditions: found where an effect turns, and hardly ever where it does not."""

from functools import partial

import numpy as np
import pytest

from sim.analysis import discovery
from sim.claims import conditions
from sim.claims.claim import Part
from sim.claims.conditions import Condition, acting, condition
from sim.claims.effects import Sample
from sim.claims.verdict import standing
from sim.design.factors import Value
from sim.design.plausible import FORMS
from sim.design.way import Way
from tests.claims.made_up import CONSTANTS, claim, environment, part, sample, trials

COUNT = 300
FORM = FORMS[0]
FIRST, *_, LAST = FORM.variants


def found(of: Part, effects: Sample) -> Condition | None:
    return condition(effects.trials, effects.sides(of), of.smallest, partial(standing, of))


# ---------------------------------------------------------------- an effect that turns


def test_by_a_constant():
    def turns(trial):
        return 1.0 if trial.place.constants["people.contagion"] > 0.5 else -1.0

    of = part()
    seen = found(of, sample(claim(of), COUNT, turns, noise=0.5))
    assert seen is not None
    assert "contagion is" in seen.holds
    assert "contagion is" in seen.fails
    (limit,) = {float(words.rsplit(" ", 1)[1]) for words in (seen.holds, seen.fails)}
    assert 0.4 < limit < 0.6


def test_by_two_constants_at_once():
    def turns(trial):
        both = all(trial.place.constants[name] > 0.35 for name in CONSTANTS[:2])
        return 1.0 if both else -1.0

    of = part()
    seen = found(of, sample(claim(of), 2 * COUNT, turns, noise=0.2))
    assert seen is not None
    assert {seen.holds, seen.fails} & {"elsewhere"}
    assert "contagion is at" in seen.told("turnover")


def test_by_a_form():
    of = part()
    seen = found(
        of, sample(claim(of), COUNT, lambda trial: 1.0 if trial.place.forms[FORM.name] == FIRST else -1.0)
    )
    assert seen is not None
    assert seen.holds == f"{FORM.name} {FIRST}"
    assert seen.fails.startswith(f"{FORM.name} ")
    assert LAST in seen.fails


def test_by_the_environment():
    of = part(expect="lower")
    mine = claim(of, environment=environment(pay=(1.0, 1.1)))
    seen = found(
        of, sample(mine, COUNT, lambda trial: 1.0 if trial.environment["practices.pay"] > 1.05 else -1.0)
    )
    assert seen == Condition("pay is 1", "pay is 1.1")
    assert seen.told("turnover") == "turnover is as expected where pay is 1, not where pay is 1.1"


def test_by_the_scenario():
    of = part()
    mine = claim(of, scenarios=("turnover_city", "supermarkets"))
    seen = found(of, sample(mine, COUNT, lambda trial: 1.0 if trial.scenario == "supermarkets" else 0.0))
    assert seen == Condition("the scenario is supermarkets", "the scenario is turnover city")


@pytest.mark.parametrize("expect", ["alike", "not higher"])
def test_of_what_may_be_nil_it_holds_where_there_is_nothing(expect):
    def turns(trial):
        return 1.0 if trial.place.forms[FORM.name] == FIRST else 0.0

    of = part(expect=expect)
    seen = found(of, sample(claim(of), COUNT, turns))
    assert seen is not None
    assert seen.fails == f"{FORM.name} {FIRST}"


# ---------------------------------------------------------------- an effect that does not


def share_found(
    effect: float, noise: float, times: int, *, count: int = 150, expect: str = "higher"
) -> float:
    of = part(expect=expect)
    mine = claim(of, environment=environment(pay=(1.0, 1.1)))
    return float(
        np.mean(
            [
                found(of, sample(mine, count, lambda trial: effect, noise=noise, seed=seed)) is not None
                for seed in range(times)
            ]
        )
    )


@pytest.mark.parametrize(
    ("effect", "noise"),
    [(0.0, 1.0), (0.0, 0.1), (0.05, 0.2), pytest.param(0.2, 0.5, marks=pytest.mark.slow)],
    ids=["noise", "nil", "half", "clear"],
)
def test_the_same_effect_everywhere_is_hardly_ever_conditional(effect, noise):
    """The smallest that matters is 0.1: half of it looks clear here and too small there, but is the same."""
    assert share_found(effect, noise, 10) <= 0.1


@pytest.mark.slow
@pytest.mark.parametrize("effect", [0.0, 0.05])
@pytest.mark.parametrize("noise", [1.0, 0.2])
@pytest.mark.parametrize("expect", ["higher", "alike"])
def test_false_conditions_are_one_in_twenty_at_most(effect, noise, expect):
    times = 100
    assert share_found(effect, noise, times, expect=expect) <= 0.05 + 2.0 * np.sqrt(0.05 * 0.95 / times)


def test_few_trials_say_nothing():
    of = part()
    one_of = sample(
        claim(of), 3 * conditions.FEWEST, lambda trial: np.sign(trial.place.constants[CONSTANTS[0]] - 0.5)
    )
    assert found(of, one_of) is None
    assert condition([], Sample([], one_of.kept).sides(of), 0.1, partial(standing, of)) is None


# ---------------------------------------------------------------- how it is found


def test_trials_that_judge_a_box_have_no_part_in_finding_it(monkeypatch):
    """To move the effects of the third that is held out changes no box."""
    boxes = []

    def watched(*given, **named):
        one = discovery.discover(*given, **named)
        boxes.append(one.chosen.limits)
        return one

    monkeypatch.setattr(conditions, "discover", watched)
    of = part()
    made = sample(claim(of), COUNT, lambda trial: trial.place.constants["work.friction"] - 0.5, noise=0.3)
    sides = made.sides(of)
    stands = partial(standing, of)
    list(conditions._in_boxes(made.trials, sides, of.smallest, stands))
    before = list(boxes)
    held = np.isin(np.arange(COUNT), conditions.shuffled(COUNT, 0)[: COUNT // 3])
    boxes.clear()
    other = sides._replace(more=np.where(held, sides.more[::-1], sides.more))
    list(conditions._in_boxes(made.trials, other, of.smallest, stands))
    shared = min(len(before), len(boxes))
    assert shared > 0
    assert boxes[:shared] == before[:shared]


def test_scores_of_two_groups_have_welchs_error():
    from scipy import stats

    rng = np.random.default_rng(1)
    effect = rng.normal(size=90) * np.linspace(0.5, 3.0, 90) + 1.0
    one, other = np.arange(90) < 30, (np.arange(90) >= 30) & (np.arange(90) < 85)
    scores = conditions._scores(effect, one, other)
    t = scores.mean() / (scores.std(ddof=1) / np.sqrt(len(scores)))
    assert scores.mean() == pytest.approx(effect[one].mean() - effect[other].mean())
    assert t == pytest.approx(
        stats.ttest_ind(effect[one], effect[other], equal_var=False).statistic, rel=0.02
    )


def test_constants_that_are_set_are_no_conditions():
    ways = {"one": Way(world={"work.friction": 0.1}), "other": Way(world={"work.friction": 0.2})}
    given: dict[str, tuple[Value, ...]] = {"money.hiring_cost": (1.0,)}
    of = claim(environment=given)
    object.__setattr__(of, "ways", ways)
    assert set(acting(trials(of, 5))) == set(CONSTANTS) - {"work.friction", "money.hiring_cost"}
    assert acting([]) == []


def test_worlds_in_which_an_effect_is_not_defined_are_left_out():
    of = part()
    made = sample(claim(of), COUNT, lambda trial: 1.0 if trial.place.number % 2 else float("nan"))
    assert found(of, made) is None
