"""Verdicts on effects whose truth is known."""

from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.judge import judge
from sim.claims.claim import EXPECTED
from sim.claims.conditions import Condition
from sim.claims.effects import Sides
from sim.claims.verdict import (
    VERDICTS,
    WEAKEST,
    ClaimResult,
    Otherwise,
    PartResult,
    expected_share,
    judge_otherwise,
    standing,
)
from sim.design.plausible import Place
from tests.claims.made_up import claim, part

POINT = Place(-1, {"work.friction": 1.0}, {})


def judged(effect: float, *, noise: float = 0.1, smallest: float = 0.1, count: int = 200):
    values = effect + np.random.default_rng(0).normal(0.0, noise, count)
    (one,) = judge([(values, np.zeros(count))], [smallest])
    return one


def result(expect: str = "higher", effect: float = 1.0, **other) -> PartResult:
    return PartResult(part(expect=expect), judged(effect), 0.9, 200, **other)


def ablated(acting: float, without: float) -> Otherwise:
    (one,) = judge_otherwise(
        [part()],
        [Sides(np.full(40, acting) + np.linspace(-0.1, 0.1, 40), np.zeros(40))],
        [Sides(np.full(40, without) + np.linspace(0.1, -0.1, 40) ** 2, np.zeros(40))],
    )
    return one


def kinds(verdict: str) -> PartResult:
    """A part with that verdict."""
    return {
        "supported": result(),
        "by construction": result(searched=3),
        "refuted": result(effect=-1.0),
        "undecided": replace(result(), judged=judged(0.1, noise=1.0)),
        "conditional": result(condition=Condition("so", "not so")),
    }[verdict]


# ---------------------------------------------------------------- how an effect stands

STANDS = {
    # expectation: clearly more, clearly less, too small, open
    "higher": ("holds", "fails", "fails", "open"),
    "lower": ("fails", "holds", "fails", "open"),
    "alike": ("fails", "fails", "holds", "open"),
    "not lower": ("holds", "fails", "holds", "open"),
    "not higher": ("fails", "holds", "holds", "open"),
    "not found": ("holds", "fails", "fails", "open"),
}
EFFECTS = (judged(1.0), judged(-1.0), judged(0.0, noise=0.05), judged(0.1, noise=1.0))


@pytest.mark.parametrize("expect", EXPECTED)
def test_what_is_clear_too_small_or_open_holds_or_fails_by_what_is_expected(expect):
    assert [one.verdict for one in EFFECTS] == ["clear", "clear", "too small", "open"]
    assert tuple(standing(part(expect=expect), one) for one in EFFECTS) == STANDS[expect]


@given(st.sampled_from(["higher", "lower", "not lower", "not higher"]), st.sampled_from(EFFECTS))
def test_the_opposite_expectation_stands_as_the_opposite_effect(expect, one):
    other = expect.replace("higher", "x").replace("lower", "higher").replace("x", "lower")
    flipped = replace(one, difference=replace(one.difference, mean=-one.difference.mean))
    assert standing(part(expect=expect), one) == standing(part(expect=other), flipped)


def test_of_one_world_nothing_is_decided():
    (one,) = judge([(np.ones(1), np.zeros(1))], [0.1])
    assert {standing(part(expect=expect), one) for expect in EXPECTED} == {"open"}


@given(st.lists(st.floats(-1.0, 1.0), min_size=1, max_size=30))
def test_shares_of_opposite_expectations_add_up(effects):
    values = np.array([*effects, np.nan])
    higher, lower = (expected_share(part(expect=expect), values) for expect in ("higher", "lower"))
    assert higher + lower == pytest.approx(1.0)
    alike = expected_share(part(expect="alike"), values)
    neither = sum(expected_share(part(expect=f"not {worse}"), values) for worse in ("lower", "higher"))
    assert neither == pytest.approx(1.0 + alike)


def test_of_nothing_no_share_is_known():
    assert np.isnan(expected_share(part(), np.full(3, np.nan)))


# ---------------------------------------------------------------- of a part


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_part_has_the_verdict_that_its_numbers_say(verdict):
    assert kinds(verdict).verdict == verdict


def test_a_point_at_which_it_fails_lifts_construction():
    assert result(searched=3, contrary=POINT).verdict == "supported"
    assert result(searched=0).verdict == "supported"


@pytest.mark.parametrize("expect", ["alike", "not found"])
def test_what_has_no_direction_is_never_by_construction(expect):
    effect = 0.0 if expect == "alike" else 1.0
    one = replace(result(expect), judged=judged(effect, noise=0.05), searched=3)
    assert one.verdict == "supported"


# ---------------------------------------------------------------- of a claim


@pytest.mark.parametrize(("some", "other"), [*combinations_with_replacement(VERDICTS, 2)])
def test_the_weakest_part_decides_in_any_order(some, other):
    weaker = min(some, other, key=WEAKEST.index)
    for parts in ((some, other), (other, some)):
        assert ClaimResult(claim(), [kinds(each) for each in parts], {}).verdict == weaker


def test_verdicts_are_the_same_in_both_orders():
    assert set(VERDICTS) == set(WEAKEST)


@pytest.mark.parametrize(
    ("acting", "frozen", "carried"),
    [(1.0, 0.0, True), (1.0, 0.3, True), (1.0, 1.0, False), (1.0, 1.5, False)],
)
def test_an_effect_that_its_reason_does_not_carry_is_undecided(acting, frozen, carried):
    one = ClaimResult(claim(), [result(otherwise={"frozen": ablated(acting, frozen)})], {})
    assert one.carried is carried
    assert one.verdict == ("supported" if carried else "undecided")


def test_what_was_not_asked_is_not_held_against_it():
    one = ClaimResult(claim(), [result()], {})
    assert one.carried is None
    assert one.verdict == "supported"


def test_a_reason_has_to_carry_the_first_effect_that_is_expected():
    """Where two ways are to be alike, there is nothing to be carried."""
    alike = replace(result("alike"), judged=judged(0.0, noise=0.05), otherwise={"frozen": ablated(0.0, 0.0)})
    effect = result("higher", otherwise={"frozen": ablated(1.0, 0.0)})
    one = ClaimResult(claim(), [alike, effect], {})
    assert one.to_carry is effect
    assert one.verdict == "supported"
    assert ClaimResult(claim(), [alike], {}).carried is None


def test_a_reason_does_not_save_what_fails():
    parts = [result(effect=-1.0, otherwise={"frozen": ablated(-1.0, -1.0)})]
    assert ClaimResult(claim(), parts, {}).verdict == "refuted"


def test_a_claim_that_holds_by_construction_says_so_and_still_can_fail():
    built_in = claim(kind="by construction, shown for teaching")
    partly = claim(kind="partly by construction: some of it")
    assert ClaimResult(built_in, [result()], {}).verdict == "by construction"
    assert ClaimResult(built_in, [result(effect=-1.0)], {}).verdict == "refuted"
    assert ClaimResult(partly, [result()], {}).verdict == "supported"


def test_what_is_left_of_an_effect():
    assert ablated(1.0, 0.25).left == pytest.approx(0.25, abs=0.01)
    nothing = Otherwise(0.0, 1.0, judged(0.0), judged(0.0))
    assert nothing.left is None
    assert Otherwise(float("nan"), 1.0, judged(0.0), judged(0.0)).left is None
