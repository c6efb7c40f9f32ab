"""Results: synthetic trials whose truth is known come out as they should, together."""

from dataclasses import replace

import numpy as np
import pytest

from sim.claims import results as module
from sim.claims.claim import SHAM
from sim.claims.contrary import Found
from sim.claims.effects import Sample
from sim.claims.results import results
from sim.design.plausible import Place
from tests.claims.made_up import (
    PLAN,
    MadeUpKept,
    as_trials,
    claim,
    environment,
    part,
    quiet,
    sample,
    trials,
)

COUNT = 150
POINT = Place(-1, {"work.friction": 1.0}, {})


@pytest.fixture(autouse=True)
def searched(monkeypatch):
    """The search runs nothing, and finds a point; returns the parts that were searched."""
    asked = []

    def search(claim, part, *rest):
        asked.append(part)
        return Found(2, POINT)

    monkeypatch.setattr(module, "search", search)
    return asked


def of(made: Sample):
    """The result of a claim alone."""
    mine = made.trials[0].claim
    (one,) = results([mine], as_trials(**{mine.name: made}), made.kept, PLAN, quiet())
    return one


def two(first, second, *, seeds=(0, 1)):
    """The results of two claims with an effect each, judged together."""
    samples = {
        name: sample(claim(part(), name=name), COUNT, lambda trial, size=size: size, seed=seed)
        for name, size, seed in (("first", first, seeds[0]), ("second", second, seeds[1]))
    }

    def value(number, way, manner, stretch, measure):
        return samples["first"].kept.value_of(number, way, manner, stretch, measure)

    claims = [made.trials[0].claim for made in samples.values()]
    return results(claims, as_trials(**samples), MadeUpKept(value), PLAN, quiet())


# ---------------------------------------------------------------- known truths


@pytest.mark.parametrize(
    ("expect", "effect", "verdict"),
    [
        ("higher", 1.0, "supported"),
        ("lower", -1.0, "supported"),
        ("higher", -1.0, "refuted"),
        ("higher", 0.0, "refuted"),
        ("alike", 0.0, "supported"),
        ("not lower", 0.0, "supported"),
        ("alike", 1.0, "refuted"),
    ],
)
def test_a_known_effect_comes_out_as_it_is(expect, effect, verdict):
    made = sample(claim(part(expect=expect)), COUNT, lambda trial: effect)
    one = of(made)
    assert one.verdict == verdict
    (found,) = one.parts
    assert found.judged.difference.mean == pytest.approx(effect, abs=0.05)
    assert found.trials == COUNT


def test_nil_is_too_small_and_noise_is_undecided():
    (tight,) = of(sample(claim(part()), COUNT, lambda trial: 0.0)).parts
    assert tight.judged.verdict == "too small"
    assert of(sample(claim(part()), COUNT, lambda trial: 0.0, noise=5.0)).verdict == "undecided"


@pytest.mark.parametrize("by", ["constant", "form", "environment"])
def test_half_the_space_one_way_and_half_the_other_is_conditional(by):
    mine = claim(part(), environment=environment(pay=(1.0, 1.1)))
    turns = {
        "constant": lambda one: one.place.constants["work.friction"] > 0.5,
        "form": lambda one: one.place.forms["executives learn from"] == "many trials",
        "environment": lambda one: one.environment["practices.pay"] > 1.05,
    }[by]
    one = of(sample(mine, 2 * COUNT, lambda trial: 1.0 if turns(trial) else -1.0, noise=0.5))
    assert one.verdict == "conditional"
    where = one.parts[0].condition
    assert where is not None
    words = {
        "constant": "friction is above 0.",
        "form": "executives learn from many trials",
        "environment": "pay is 1.1",
    }
    assert where.holds.startswith(words[by])


def test_parts_are_looked_at_where_they_are_expected_and_the_weakest_decides():
    low, high = {"practices.pay": (1.0,)}, {"practices.pay": (1.1,)}
    mine = claim(
        part(where=low),
        part(where=high, expect="lower"),
        part(where=high),
        environment=environment(pay=(1.0, 1.1)),
    )
    one = of(sample(mine, COUNT, lambda trial: 1.0 if trial.environment["practices.pay"] == 1.0 else -1.0))
    assert [each.verdict for each in one.parts] == ["supported", "supported", "refuted"]
    assert one.parts[0].trials + one.parts[1].trials == COUNT
    assert one.verdict == "refuted"


# ---------------------------------------------------------------- judged together


def test_the_family_is_all_parts_of_all_claims():
    found = two(1.0, 1.0)
    assert {each.judged.family for one in found for each in one.parts} == {2}
    many = claim(*[part(smallest=0.1 + nth / 100.0) for nth in range(8)])
    one = of(sample(many, COUNT, lambda trial: 1.0))
    assert {each.judged.family for each in one.parts} == {8}


def test_what_is_clear_alone_need_not_be_among_many():
    def weak(trial):
        return 0.24

    alone = of(sample(claim(part()), 60, weak, noise=0.6, seed=3))
    many = [part(smallest=0.1 + nth / 1000.0) for nth in range(15)]
    among = of(sample(claim(*many), 60, weak, noise=0.6, seed=3))
    assert alone.parts[0].judged.p < among.parts[0].judged.p
    assert alone.parts[0].judged.difference.mean == among.parts[0].judged.difference.mean


def test_worlds_in_which_nothing_is_defined_are_counted():
    made = sample(claim(part()), COUNT, lambda trial: float("nan") if trial.place.number <= 10 else 1.0)
    (found,) = of(made).parts
    assert (found.trials, found.judged.difference.undefined) == (COUNT - 10, 10)


def test_without_trials_nothing_is_decided():
    mine = claim(part(), part("profit"), part("revenue", "not found"), favours=("one", "other"))
    (one,) = results([mine], as_trials(made_up=Sample([], MadeUpKept(None))), MadeUpKept(None), PLAN, quiet())
    assert one.verdict == "undecided"
    assert one.ahead == {}


# ---------------------------------------------------------------- searched, carried, behind


def test_only_what_holds_in_a_direction_is_searched(searched):
    parts = [part(), part(expect="lower"), part(expect="not lower"), part(smallest=0.11)]
    of(sample(claim(*parts), COUNT, lambda trial: 1.0))
    assert searched == [parts[0], parts[2], parts[3]]
    searched.clear()
    of(sample(claim(part(expect="alike")), COUNT, lambda trial: 0.0))
    of(sample(claim(part(), essay=SHAM), COUNT, lambda trial: 1.0))
    assert searched == []


@pytest.mark.parametrize(("frozen", "verdict"), [(0.0, "supported"), (1.0, "undecided")])
def test_what_carries_an_effect_is_asked_of_the_first_trials(frozen, verdict):
    mine = claim(part(), mechanisms=("clarity",))
    made = sample(mine, COUNT, lambda trial: 1.0, left={"frozen": frozen, "off": 0.0})
    one = of(made)
    assert one.verdict == verdict
    assert one.parts[0].otherwise["frozen"].left == pytest.approx(frozen)
    asked = {int(address[0].split()[0]) for address, *_ in made.kept.asked if "frozen" in address[0]}
    assert asked == set(range(1, PLAN.ablated + 1))


def test_an_ablation_compares_the_same_trials():
    """An effect that grows over trials: with all trials on one side, something would seem to be carried."""
    mine = claim(part(), mechanisms=("clarity",))
    made = sample(mine, COUNT, lambda trial: trial.place.number / 50.0, left={"frozen": 1.0, "off": 1.0})
    (found,) = of(made).parts
    for one in found.otherwise.values():
        assert one.gone.difference.n == PLAN.ablated
        assert one.left == 1.0
        assert one.acting < found.judged.difference.mean


def test_a_sham_runs_in_no_other_manner_and_a_claim_of_all_mechanisms_is_not_switched():
    (sham,) = of(sample(claim(part(), essay=SHAM), COUNT, lambda trial: 1.0)).parts
    assert sham.otherwise == {}
    (found,) = of(sample(claim(part(), mechanisms=("all",)), COUNT, lambda trial: 1.0)).parts
    assert list(found.otherwise) == ["larger"]


@pytest.mark.parametrize(("there", "left"), [(1.0, 1.0), (0.5, 0.5), (-1.0, -1.0)])
def test_an_effect_in_a_larger_market_is_judged_by_itself(there, left):
    (found,) = of(sample(claim(part()), COUNT, lambda trial: 1.0, left={"larger": there})).parts
    larger = found.otherwise["larger"]
    assert larger.left == pytest.approx(left, abs=0.01)
    assert larger.judged.sign == np.sign(there)
    assert (larger.gone.sign != 0) == (there != 1.0)


def test_where_the_favoured_way_is_behind_is_told_and_where_it_is_ahead_is_not():
    mine = claim(part("late_share"), outcomes=("late_share",), favours=("one", "other"))

    def value(number, way, manner, stretch, measure):
        luck = np.random.default_rng([number, len(measure)]).normal(0.0, 0.01)
        worse = {"turnover": 1.0, "customer_satisfaction_all": 1.0, "late_share": 0.0}.get(measure, 0.0)
        return 10.0 + (worse + luck if way == "one" else 0.0)

    made = Sample(trials(mine, COUNT), MadeUpKept(value))
    assert set(of(made).ahead) == {"turnover"}
    other = replace(mine, favours=("other", "one"))
    swapped = Sample([replace(each, claim=other) for each in made.trials], made.kept)
    assert set(of(swapped).ahead) == {"customer_satisfaction_all"}
    nobody = replace(mine, favours=None)
    assert of(Sample([replace(each, claim=nobody) for each in made.trials], made.kept)).ahead == {}
