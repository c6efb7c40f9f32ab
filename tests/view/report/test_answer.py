"""Every sentence of the answer is the judge's: it turns with the sign, and claims nothing that intervals do not."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sim.analysis.differences import asked_differences
from sim.analysis.finished import Finished
from sim.design.question import Question
from sim.english import listed
from sim.outcomes import OUTCOMES
from sim.view.report.answer import answer
from sim.view.study import Study

WORLDS = 30
LOAD = "customers.need_rate"
MANY = tuple(name for name in OUTCOMES if name != "turnover")[:15]


def finished(
    effect,
    *,
    load=lambda value: 0.0,
    policies=("b", "a"),
    worlds=WORLDS,
    noise=0.01,
    outcomes=("turnover",),
    **more,
):
    """Turnover in worlds made up: `effect` is what policy a adds at a load, `load` what the load does."""
    rng = np.random.default_rng(7)
    luck = 0.3 + 0.01 * rng.normal(size=worlds)
    cells = [(value, policy) for value in (1.0, 2.0, 3.0) for policy in policies]
    rows = {
        "point_number": np.repeat(np.arange(len(cells)), worlds),
        "point": np.repeat([f"p{at}" for at in range(len(cells))], worlds),
        "scenario": np.full(len(cells) * worlds, "city"),
        "policy": np.repeat([policy for _, policy in cells], worlds),
        "contrast": np.full(len(cells) * worlds, "as_managed"),
        LOAD: np.repeat([value for value, _ in cells], worlds),
        "replication": np.tile(np.arange(worlds), len(cells)),
    }
    rows |= {name: np.zeros(len(cells) * worlds) for name in OUTCOMES}
    rows |= {name: rng.normal(size=len(cells) * worlds) for name in outcomes}
    rows["turnover"] = np.concatenate(
        [
            luck + (effect(value) if policy == "a" else 0.0) + load(value) + noise * rng.normal(size=worlds)
            for value, policy in cells
        ]
    )
    question = Question(
        format_version=1,
        title="t",
        question="q",
        scenarios=("city",),
        policies=policies,
        outcomes=outcomes,
        factors=[{"name": LOAD, "values": [1.0, 2.0, 3.0]}],
        **more,
    )
    table = pa.table(rows)
    made = Finished.__new__(Finished)
    design = table.filter(pc.equal(table["replication"], 0))
    made.__dict__.update(question=question, design=design, runs=table, stored=table, name="t", folder=None)
    return made


def answered(made):
    found = asked_differences(made.question, made.runs, made.comparisons)
    return answer(study(made), found)


def study(made):
    """A study of experiments without a store, from which the currency would come."""
    one = Study.of(made)
    one.__dict__["currency"] = "EUR"
    return one


@pytest.mark.parametrize(
    ("effect", "stands", "does"),
    [
        (0.1, "B does clearly better in turnover.", "clearly higher."),
        (-0.1, "A does clearly better in turnover.", "clearly lower."),
        (0.0, "Between a and b, no clear difference in turnover.", "no clear difference. "),
    ],
)
def test_what_is_said_turns_with_the_sign(effect, stands, does):
    first = answered(finished(lambda value: effect)).statements[0]
    assert first.sentence == stands
    assert does in first.because[0]
    if effect:
        assert first.because[0].startswith(f"Turnover: {'+' if effect > 0 else '−'}")
        assert first.because[0].endswith("Clear at every one of 3 points.")


def test_what_changes_sign_from_place_to_place_says_so():
    (because,) = answered(finished(lambda value: 0.1 * (value - 2.1))).statements[0].because
    assert "It depends: clearly higher at 1 of 3 points, clearly lower at" in because


def test_one_world_says_nothing_of_others():
    first = answered(finished(lambda value: 0.1, worlds=1)).statements[0]
    assert first.sentence == "Between a and b, nothing is known of other worlds in turnover."
    assert "in the one world that was run, which says nothing of others." in first.because[0]


def test_what_does_not_stand_among_many_says_that_alone_it_would():
    made = finished(lambda value: 0.007, worlds=8, outcomes=("turnover", *MANY))
    found = asked_differences(made.question, made.runs, made.comparisons)
    first = answer(study(made), found).statements[0]
    (turnover,) = [text for text in first.because if text.startswith("Turnover")]
    assert f"not clear among {len(MANY) + 1} comparisons; alone it would be." in turnover
    assert (
        f"alone it would be clear, but not among {len(MANY) + 1} comparisons, in turnover" in first.sentence
    )


def test_factors_move_outcomes():
    rising = answered(finished(lambda value: 0.0, load=lambda value: 0.1 * value)).statements[1]
    assert rising.sentence == "From 1 to 3, need rate clearly moves turnover."
    assert rising.because[0].startswith("Turnover: +2")
    still = answered(finished(lambda value: 0.0)).statements[1]
    assert still.sentence == "From 1 to 3, need rate does not clearly move turnover."
    assert "no clear difference" in still.because[0]


@pytest.mark.parametrize(("way", "extreme"), [(1.0, "highest"), (-1.0, "lowest")])
def test_where_an_outcome_turns_inside_the_range_is_answered(way, extreme):
    made = finished(lambda value: 0.0, load=lambda value: -way * 0.1 * (value - 2.0) ** 2)
    because = answered(made).statements[1].because
    assert because[1].startswith(f"Of the values run, turnover is {extreme} at 2: ")
    assert (
        len(answered(finished(lambda value: 0.0, load=lambda value: 0.1 * value)).statements[1].because) == 1
    )


def test_one_policy_is_compared_with_none():
    made = finished(lambda value: 0.0, load=lambda value: 0.1 * value, policies=("a",))
    assert [one.sentence for one in answered(made).statements] == [
        "From 1 to 3, need rate clearly moves turnover."
    ]


@pytest.mark.parametrize(
    ("effect", "says"),
    [
        (0.1, "clearly higher, by more than the 5 points a year that matter."),
        (0.05, "clearly higher; whether by 5 points a year or more is open."),
        (0.0, "too small to matter (less than 5 points a year)."),
    ],
)
def test_what_matters_to_the_asker_is_judged(effect, says):
    statements = answered(finished(lambda value: effect, smallest={"turnover": 0.05})).statements
    assert says in statements[0].because[0]
    assert "too small to matter" in statements[1].because[0], "of factors too"


def test_effects_that_are_asked_for_are_answered():
    sought = {"factor": LOAD, "value": 3.0, "against": 1.0}
    made = finished(lambda value: 0.0, load=lambda value: 0.1 * value, effects=[sought])
    (first,) = answered(made).statements
    assert first.sentence == "Need rate 1 does clearly better in turnover."
    assert "Clear at every one of 2 points" in first.because[0]


@pytest.mark.parametrize(
    ("load", "says"),
    [
        (lambda value: 0.1 * value, "Against need rate 1: turnover clearly worse at 2 and 3."),
        (
            lambda value: (0.0, -0.1, 0.1)[int(value) - 1],
            "Against need rate 1: turnover clearly better at 2 and clearly worse at 3.",
        ),
        (lambda value: 0.0, "Against need rate 1: no clear difference at any value in turnover."),
    ],
)
def test_what_several_values_do_against_one_is_the_first_sentence(load, says):
    sought = [{"factor": LOAD, "value": value, "against": 1.0} for value in (2.0, 3.0)]
    first, *each = answered(finished(lambda value: 0.0, load=load, effects=sought, noise=0.001)).statements
    assert first.sentence == says
    assert len(each) >= len(sought)


@pytest.mark.parametrize(("value", "against"), [(3.0, 1.0), (1.0, 3.0)])
def test_an_effect_that_is_asked_for_has_the_verdict_of_the_question_whichever_way_round(value, against):
    sought = [{"factor": LOAD, "value": value, "against": against}]
    looked = study(
        finished(
            lambda value: 0.0,
            load=lambda value: 0.001 * value,
            effects=sought,
            outcomes=("turnover", "churn"),
        )
    )
    for effect in looked.effects:
        (main,) = [one for one in effect.main if one.factor == LOAD]
        (asked,) = [one for one in looked.overall if one.outcome == effect.outcome]
        assert looked.asked_as(main) is not None
        assert (main.judged.verdict, main.judged.p, main.judged.family) == (
            asked.judged.verdict,
            asked.judged.p,
            asked.judged.family,
        )
        assert main.judged.difference.mean == pytest.approx(
            (1 if value > against else -1) * asked.difference.mean
        )


def test_lists_of_words():
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
