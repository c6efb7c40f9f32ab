"""Judged differences at each place: each world against itself, all as one family."""

from dataclasses import astuple

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_equal

from sim.analysis.differences import who_does_better
from sim.analysis.statistics import holm, paired
from sim.design.question import Change, Versus
from sim.outcomes import OUTCOMES
from tests.analysis.compared import differences_of, made_up

WORLDS = 12
PAIR = [Versus(policy="a", against="b")]


def runs(effect, seed=1):
    """Turnover of two policies at three loads: `effect` of the load is what policy a adds; luck is shared."""
    rng = np.random.default_rng(seed)
    luck = rng.normal(size=WORLDS)
    cells = [(load, policy) for load in (1.0, 2.0, 3.0) for policy in ("a", "b")]
    values = [
        (effect(load) if policy == "a" else 0.0) + luck + 0.1 * rng.normal(size=WORLDS)
        for load, policy in cells
    ]
    return {
        "point_number": np.repeat(np.arange(6), WORLDS),
        "replication": np.tile(np.arange(WORLDS), 6),
        "scenario": np.full(6 * WORLDS, "city"),
        "contrast": np.full(6 * WORLDS, "as_managed"),
        "load": np.repeat([load for load, _ in cells], WORLDS),
        "policy": np.repeat([policy for _, policy in cells], WORLDS),
        "turnover": np.concatenate(values),
        "churn": np.concatenate([rng.normal(size=WORLDS) for _ in cells]),
    }


def test_each_place_is_compared_by_itself():
    table = runs(lambda load: load)
    found = differences_of(table, PAIR, ["turnover"], ["load"])
    assert [one.place for one in found] == [(("load", load),) for load in (1.0, 2.0, 3.0)]
    assert_allclose([one.difference.mean for one in found], [1.0, 2.0, 3.0], atol=0.2)
    assert [one.sign for one in found] == [1, 1, 1]
    a, b = (table["turnover"][(table["load"] == 2.0) & (table["policy"] == policy)] for policy in "ab")
    assert_equal(astuple(found[1].difference), astuple(paired(a, b)))


def test_averaged_over_places_world_by_world():
    (found,) = differences_of(runs(lambda load: load), PAIR, ["turnover"], ["load"], averaged=True)
    assert found.place == ()
    assert_allclose(found.difference.mean, 2.0, atol=0.1)
    assert found.difference.n == WORLDS


def test_the_order_of_rows_does_not_matter():
    table = runs(lambda load: load)
    order = np.random.default_rng(4).permutation(len(table["policy"]))
    mixed = {name: values[order] for name, values in table.items()}

    def means(rows):
        return {one.place: one.difference.mean for one in differences_of(rows, PAIR, ["turnover"], ["load"])}

    assert means(mixed) == means(table)


def test_a_cell_that_is_undefined_on_one_side_counts_on_neither():
    table = runs(lambda load: load)
    table["turnover"][(table["load"] == 3.0) & (table["policy"] == "b")] = np.nan
    (found,) = differences_of(table, PAIR, ["turnover"], ["load"], averaged=True)
    assert_allclose(found.difference.mean, 1.5, atol=0.1)


def test_many_comparisons_of_nothing_seldom_give_one_that_is_clear():
    seeds = 60
    alarms = sum(
        any(
            one.judged.mark
            for one in differences_of(runs(lambda load: 0.0, seed), PAIR, ["turnover", "churn"], ["load"])
        )
        for seed in range(seeds)
    )
    assert alarms <= 0.05 * seeds + 3 * np.sqrt(0.05 * 0.95 * seeds)


def test_holm_is_over_everything_in_the_table():
    table = runs(lambda load: 0.1 * load)
    alone = differences_of(table, PAIR, ["turnover"], ["load"])
    together = differences_of(table, PAIR, ["turnover", "churn"], ["load"])
    pairs = [(one, other) for one in alone for other in together if one.place == other.place]
    assert all(one.judged.p <= other.judged.p for one, other in pairs if other.outcome == "turnover")
    assert all(one.difference.p_value <= one.judged.p for one in together)


@pytest.mark.parametrize(("sign", "direction"), [(1.0, 1), (-1.0, -1), (0.0, 0)])
def test_sign_is_that_of_a_clear_difference(sign, direction):
    (found,) = differences_of(runs(lambda load: sign), PAIR, ["turnover"], ["load"], averaged=True)
    assert found.sign == direction


def test_an_effect_is_the_difference_between_values_of_a_factor_at_each_policy():
    table = runs(lambda load: load)
    effect = Change(factor="load", value=3.0, against=1.0)
    found = differences_of(table, [effect], ["turnover"], ["load"])
    assert [(one.a, one.b, one.place) for one in found] == [
        ("load 3", "load 1", (("policy", "a"),)),
        ("load 3", "load 1", (("policy", "b"),)),
    ]
    assert_allclose([one.difference.mean for one in found], [2.0, 0.0], atol=0.2)
    (averaged,) = differences_of(table, [effect], ["turnover"], ["load"], averaged=True)
    assert_allclose(averaged.difference.mean, 1.0, atol=0.1)


def test_effects_and_policies_are_corrected_together():
    table = runs(lambda load: load)
    both = [*PAIR, Change(factor="load", value=2.0, against=1.0)]
    found = differences_of(table, both, ["turnover", "churn"], ["load"])
    assert len(found) == 2 * (3 + 2)
    assert_allclose([one.judged.p for one in found], holm([one.difference.p_value for one in found]))


@pytest.mark.parametrize(("smallest", "verdict"), [(0.5, "clear"), (2.0, "too small")])
def test_the_smallest_difference_that_matters_is_judged(smallest, verdict):
    table = runs(lambda load: 1.0)
    found = differences_of(table, PAIR, ["turnover", "churn"], ["load"], smallest={"turnover": smallest})
    assert {one.judged.verdict for one in found if one.outcome == "turnover"} == {verdict}
    assert "too small" not in {one.judged.verdict for one in found if one.outcome == "churn"}


# ------------------------------------------------------------------------------ who does better

BASE = np.random.default_rng(2).normal(size=WORLDS)


def group(**effects):
    """Differences in outcomes, by how much a has more of them."""
    return [
        made_up(BASE + effect + 0.1 * np.sin(np.arange(WORLDS)), BASE, name)
        for name, effect in effects.items()
    ]


@pytest.mark.parametrize(
    ("effects", "says"),
    [
        ({"turnover": -1.0, "profit": 1.0}, "A does clearly better in turnover and profit."),
        ({"turnover": 1.0, "profit": -1.0}, "B does clearly better in turnover and profit."),
        (
            {"turnover": 1.0, "profit": 1.0},
            "A does clearly better in profit; b does clearly better in turnover.",
        ),
        (
            {"turnover": 0.0, "profit": 1.0},
            "A does clearly better in profit; no clear difference in turnover.",
        ),
        ({"turnover": 0.0}, "Between a and b, no clear difference in turnover."),
    ],
)
def test_both_sides_are_named_where_they_are_ahead(effects, says):
    assert who_does_better(group(**effects)) == says


def test_of_many_outcomes_those_of_a_summary_are_named_and_the_others_counted():
    names = ("turnover", "strain", "clarity", "late_share", "wrong_share", "churn", "profit", "revenue")
    better = {name: 1.0 * OUTCOMES[name].better for name in names}
    assert who_does_better(group(**better)) == (
        "A does clearly better in turnover, customers lost, profit and 5 other outcomes."
    )
    less = {name: better[name] for name in names[:7]}
    assert "other outcomes" not in who_does_better(group(**less))
    assert "B does clearly better in profit" not in who_does_better(group(**better))
    mixed = who_does_better(group(**(better | {"profit": -1.0})))
    assert mixed.endswith("; b does clearly better in profit."), (
        "where the other side is ahead is never left out"
    )


def test_who_does_better_turns_with_the_sides():
    there = group(turnover=-1.0, profit=-1.0)
    back = [
        made_up(BASE, BASE + sign, name, names=("b", "a"))
        for name, sign in (("turnover", -1.0), ("profit", -1.0))
    ]
    assert who_does_better(there).lower().split("; ")[0].rstrip(".") == "a does clearly better in turnover"
    assert "a does clearly better in turnover" in who_does_better(back).lower()
    assert "b does clearly better in profit" in who_does_better(back).lower()
