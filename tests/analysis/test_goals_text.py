"""The answer to goals in words: its first line answers, and its numbers are those of the outlooks."""

import pytest

from sim.analysis.goals_text import goals_answered, goals_told, setting_rows
from sim.analysis.statements import WIDTH
from tests.analysis.wanted import CONSTANT, GOALS, LEVERS, LOAD, PAY, asked, looked_at


def told(question, **how):
    return goals_told(question, looked_at(question, **how), "EUR")


def test_the_first_line_answers_with_the_cheapest_its_cost_and_its_share():
    (first,) = told(asked())
    assert first.sentence.startswith(
        "2 of 12 settings surely meet both goals (turnover at most 35% a year; profit not below that of neutral);"
        " the cheapest is pay 1.05, priority discipline 0.9 and intake boundary 0.8: turnover "
    )
    assert "thousand EUR a year against neutral; cost " in first.sentence
    assert first.sentence.endswith("All goals are met at once in 100% [76%, 100%] of 12 worlds.")


def test_each_lever_alone_is_told_and_the_policy_as_it_is():
    (first,) = told(asked())
    assert first.because[0].startswith("Priority discipline gets furthest alone, at 0.9: turnover ")
    assert "points a year too high" in first.because[0]
    assert first.because[0].endswith("it surely misses, in turnover.")
    assert any(line.startswith("Pay alone, at 1.05: ") for line in first.because)
    assert any(line.startswith("Neutral as it is: ") for line in first.because)


def test_that_none_meets_the_goals_is_said_with_the_nearest():
    (first,) = told(asked(goals=({"outcome": "turnover", "at_most": 0.1}, GOALS[1])))
    assert first.sentence.startswith("None of 12 settings surely meets both goals")
    assert "and all surely miss. Nearest comes pay 1.1, priority discipline 0.9" in first.sentence
    assert "points a year too high" in first.sentence


def test_what_is_open_is_no_success():
    (first,) = told(asked(goals=({"outcome": "turnover", "at_most": 0.275},)))
    assert first.sentence.startswith(
        "None of 12 settings surely meets the goal (turnover at most 27.5% a year); "
    )
    assert "; on average 1 does. Nearest comes pay 1.1, " in first.sentence


def test_constants_that_are_held_or_varied_are_named():
    assert any("were held as the scenario has them" in line for line in told(asked())[0].because)
    question = asked(factors=(*LEVERS[:2], {"name": CONSTANT, "values": (0.01, 0.02)}))
    varied, next_step = told(question)
    assert "of 12 worlds and 2 sets of constants." in varied.sentence
    assert next_step.sentence.startswith("Among 2 sets of what is not known, nothing was seen")
    assert varied.because[-1] == "Not known, and varied: base quit hazard."


def test_several_places_are_counted_first():
    question = asked(factors=(*LEVERS, {"name": LOAD, "values": (0.4, 0.5)}))
    first, *each = told(question)
    assert first.sentence.startswith("In 2 of 2 places a setting surely meets both goals; ")
    assert each[0].sentence.startswith("In turnover city, as managed, need rate 0.4: 2 of 12 settings")


def test_one_world_says_that_it_is_one():
    (first,) = told(asked(), worlds=1)
    assert first.sentence.startswith("In the one world that was run, ")


def test_a_best_setting_at_an_end_of_what_was_asked_says_so():
    (first,) = told(asked(goals=({"outcome": "turnover", "at_most": 0.2},)))
    assert any(
        line.startswith("The best setting lies at an end of what was asked, pay 1.1 (the highest)")
        for line in first.because
    )


def test_several_policies_are_named_in_settings():
    question = asked(policies=("neutral", "people_only"), factors=(LEVERS[0],))
    rows = setting_rows(question, looked_at(question)[0], "EUR")
    assert {row["setting"] for row in rows} >= {
        "neutral as it is",
        "people only as it is",
        "neutral with pay 1.05",
    }


@pytest.mark.parametrize("worlds", [1, 12])
def test_the_text_for_a_terminal_keeps_to_its_width(worlds):
    question = asked(factors=(*LEVERS, {"name": LOAD, "values": (0.4, 0.5)}))
    text = goals_answered(question, looked_at(question, worlds=worlds), "EUR")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "nan" not in text.lower()
    assert PAY not in text
