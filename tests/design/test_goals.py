"""Goals: what a question may want, and what a setting is."""

import pytest
from pydantic import ValidationError

from sim.design.designs import points
from sim.design.goals import changed, is_lever, of_the_world
from sim.design.question import Question, load_question
from sim.errors import InputError
from tests.analysis.wanted import FILTER, LEVERS, LOAD, PAY, asked

WANTED = """
format_version = 1
title = "Wanted"
question = "What helps?"
scenarios = ["corner_shop"]
policies = ["neutral", "people_only"]
goals = [
  { outcome = "turnover", at_most = 0.35 },
  { outcome = "profit", not_below = "neutral" },
]
factors = [{ name = "practices.pay", values = [1.0, 1.1] }]
"""


def test_goals_load(tmp_path):
    path = tmp_path / "wanted.toml"
    path.write_text(WANTED)
    turnover, profit = load_question(path).goals
    assert (turnover.limit, turnover.sign, turnover.against) == (0.35, -1, None)
    assert (profit.limit, profit.sign, profit.against) == (None, 1, "neutral")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            '"turnover", at',
            '"turnovr", at',
            "goals.0: outcome 'turnovr' does not exist; did you mean turnover",
        ),
        ("at_most = 0.35", "at_mst = 0.35", "goals.0.at_mst: unknown key; did you mean at_most"),
        (
            ", at_most = 0.35",
            "",
            "goals.0: turnover must have one of at_least, at_most, not_below, not_above, got none",
        ),
        ("at_most = 0.35", "at_most = 0.35, at_least = 0.1", "not_above, got at_least, at_most"),
        ("at_most = 0.35", "at_most = nan", "goals.0.at_most must be a finite number, got nan"),
        ("at_most = 0.35", 'at_most = "low"', "goals.0.at_most must be a number, got 'low'"),
        (
            '_below = "neutral"',
            '_below = "customer_first"',
            "goals: not_below of profit must be one of policies (neutral, people_only), got 'customer_first'",
        ),
        (
            '{ outcome = "profit", not_below = "neutral" }',
            '{ outcome = "turnover", at_most = 0.35 }',
            "goals must be named once each, got turnover twice",
        ),
        (
            '{ outcome = "profit", not_below = "neutral" }',
            '{ outcome = "turnover", at_least = 0.4 }',
            "goals: at_least of turnover must be no larger than at_most (0.35), got 0.4",
        ),
    ],
)
def test_a_bad_goal_is_answered(old, new, says, tmp_path):
    assert old in WANTED
    path = tmp_path / "wanted.toml"
    path.write_text(WANTED.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        load_question(path)
    assert says in str(error.value)
    assert str(error.value).startswith(str(path))


@pytest.mark.parametrize(
    ("factors", "sampling"),
    [
        (({"name": PAY, "values": (1.05, 1.1)},), {}),
        (({"name": PAY, "low": 0.9, "high": 1.1},), {"kind": "latin_hypercube"}),
    ],
)
def test_a_policy_that_is_never_run_as_it_is_cannot_be_held_against(factors, sampling):
    with pytest.raises(InputError, match=r"must run neutral as it is \(practices.pay = 1\) everywhere"):
        points(asked(factors=factors, sampling=sampling))


@pytest.mark.parametrize("kind", ["grid", "one_at_a_time"])
def test_a_design_that_has_the_policy_as_it_is_everywhere_is_laid_out(kind):
    world = {"name": LOAD, "values": (0.4, 0.5)}
    factors = (*LEVERS, world) if kind == "grid" else ({"name": PAY, "values": (1.05, 1.1)}, world)
    assert points(asked(factors=factors, sampling={"kind": kind}))


def test_a_goal_that_is_a_number_needs_no_policy_as_it_is():
    goals = ({"outcome": "turnover", "at_most": 0.35},)
    assert points(asked(goals=goals, factors=({"name": PAY, "values": (1.05, 1.1)},)))


def test_without_goals_nothing_is_asked_of_a_design():
    assert points(asked(goals=(), factors=({"name": PAY, "values": (1.05, 1.1)},)))


def test_a_setting_is_the_levers_that_differ_from_the_policys_own():
    own = {PAY: 1.0, FILTER: 0.5}
    point = {PAY: 1.05, FILTER: 0.5, LOAD: 0.4}
    assert changed(point, own) == {PAY: 1.05}
    assert changed({PAY: None}, own) == {}, "one at a time leaves the others as they are"
    assert of_the_world(point) == {(LOAD, 0.4)}
    assert [is_lever(name) for name in point] == [True, True, False]


def test_goals_are_kept_with_the_question():
    question = asked()
    assert Question.model_validate_json(question.model_dump_json()) == question
    with pytest.raises(ValidationError):
        asked(goals=[{"outcome": "turnover", "at_most": float("inf")}])
