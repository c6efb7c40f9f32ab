"""Every sentence of the answer is computed: it turns with the sign, and claims nothing that the intervals do not."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sim.analysis.finished import Finished
from sim.design.question import Question
from sim.outcomes import OUTCOMES
from sim.view.report.answer import answer, listed
from sim.view.study import Study

WORLDS = 30
LOAD = "customers.need_rate"


def finished(effect, *, load=lambda value: 0.0, policies=("b", "a"), worlds=WORLDS, noise=0.01, **more):
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
        outcomes=("turnover",),
        factors=[{"name": LOAD, "values": [1.0, 2.0, 3.0]}],
        **more,
    )
    table = pa.table(rows)
    made = Finished.__new__(Finished)
    design = table.filter(pc.equal(table["replication"], 0))
    made.__dict__.update(question=question, design=design, runs=table, stored=table, name="t", folder=None)
    return made


def told(made):
    found = Study.of(made, ["turnover"]).at_places if len(made.question.policies) > 1 else []
    return answer(made, ["turnover"], found, "EUR")


@pytest.mark.parametrize(
    ("effect", "stands", "does"),
    [
        (0.1, "A does clearly worse than b in turnover.", "It loses more people: "),
        (-0.1, "A does clearly better than b in turnover.", "It loses fewer people: "),
        (0.0, "A and b do not differ clearly in turnover.", "Turnover: no clear difference"),
    ],
)
def test_what_is_said_turns_with_the_sign(effect, stands, does):
    first = told(finished(lambda value: effect)).statements[0]
    assert first.sentence == stands
    assert first.because[0].startswith(does)
    if effect:
        assert f"a difference of {'+' if effect > 0 else '−'}" in first.because[0]
        assert first.because[0].endswith("Clear at every one of 3 points.")


def test_what_changes_sign_from_place_to_place_says_so():
    (because,) = told(finished(lambda value: 0.1 * (value - 2.1))).statements[0].because
    assert "It depends: clearly higher at 1 of 3 points, clearly lower at" in because


def test_one_world_says_nothing_of_others():
    first = told(finished(lambda value: 0.1, worlds=1)).statements[0]
    assert "do not differ clearly" in first.sentence
    assert "in the one world that was run, which says nothing of others." in first.because[0]


def test_what_does_not_stand_among_many_is_only_perhaps():
    """An interval without zero is no claim where Holm's correction takes it back."""
    made = finished(lambda value: 0.005, worlds=8)
    statements = [answer(made, ["turnover"], Study.of(made, ["turnover"]).at_places, "EUR").statements[0]]
    for one in statements:
        said = one.because[0]
        assert ("perhaps" in said.lower()) == (
            "do not differ clearly" in one.sentence and "no clear" not in said
        )


def test_factors_move_outcomes():
    rising = told(finished(lambda value: 0.0, load=lambda value: 0.1 * value)).statements[1]
    assert rising.sentence == "From 1 to 3, need rate clearly moves turnover."
    assert rising.because[0].startswith("Turnover: +2")
    still = told(finished(lambda value: 0.0)).statements[1]
    assert still.sentence == "From 1 to 3, need rate does not clearly move turnover."
    assert still.because[0].endswith(", not clear.")


@pytest.mark.parametrize(("way", "extreme"), [(1.0, "highest"), (-1.0, "lowest")])
def test_where_an_outcome_turns_inside_the_range_is_told(way, extreme):
    made = finished(lambda value: 0.0, load=lambda value: -way * 0.1 * (value - 2.0) ** 2)
    because = told(made).statements[1].because
    assert because[1].startswith(f"Of the values run, turnover is {extreme} at 2: ")
    assert len(told(finished(lambda value: 0.0, load=lambda value: 0.1 * value)).statements[1].because) == 1


def test_one_policy_is_compared_with_none():
    made = finished(lambda value: 0.0, load=lambda value: 0.1 * value, policies=("a",))
    assert [one.sentence for one in told(made).statements] == [
        "From 1 to 3, need rate clearly moves turnover."
    ]


@pytest.mark.parametrize(
    ("effect", "told_of"),
    [
        (0.1, "That exceeds 5 points a year, the least that matters."),
        (0.05, "Whether it is as much as 5 points a year, the least that matters, is open."),
        (0.0, "That it is as much as 5 points a year, the least that matters, is excluded."),
    ],
)
def test_what_matters_to_the_asker_is_judged(effect, told_of):
    statements = told(finished(lambda value: effect, smallest={"turnover": 0.05})).statements
    assert told_of in statements[0].because[0]
    assert "the least that matters" in statements[1].because[0], "of factors too"


def test_effects_that_are_asked_for_are_answered():
    sought = {"factor": LOAD, "value": 3.0, "against": 1.0}
    made = finished(lambda value: 0.0, load=lambda value: 0.1 * value, effects=[sought])
    (first,) = told(made).statements
    assert first.sentence == "Need rate 3 does clearly worse than need rate 1 in turnover."
    assert "Clear at every one of 2 points" in first.because[0]


def test_lists_of_words():
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
