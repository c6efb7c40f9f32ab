"""Goals, settings and places in words."""

import pytest

from sim.analysis.goals import Prospect, Setting
from sim.analysis.goals_words import goal_words, goals_called, place_words, setting_words
from tests.analysis.wanted import FILTER, GOALS, PAY, asked


@pytest.mark.parametrize(
    ("goal", "smallest", "text"),
    [
        ({"outcome": "turnover", "at_most": 0.35}, {}, "turnover at most 35% a year"),
        ({"outcome": "clarity", "at_least": 0.5}, {}, "clarity at least 0.5"),
        ({"outcome": "profit", "not_below": "neutral"}, {}, "profit not below that of neutral"),
        (
            {"outcome": "profit", "not_below": "neutral"},
            {"profit": 5e4},
            "profit not by 50 thousand EUR a year below that of neutral",
        ),
        ({"outcome": "turnover", "not_above": "neutral"}, {}, "turnover not above that of neutral"),
    ],
)
def test_a_goal(goal, smallest, text):
    question = asked(goals=(goal,), smallest=smallest)
    assert goal_words(question.goals[0], question, "EUR") == text


def test_a_setting_names_its_policy_where_there_are_several():
    one, two = asked(), asked(policies=("neutral", "people_only"))
    moved = Setting("people_only", {PAY: 1.05, FILTER: 0.9})
    assert setting_words(moved, one) == "pay 1.05 and priority discipline 0.9"
    assert setting_words(moved, two) == "people only with pay 1.05 and priority discipline 0.9"
    assert setting_words(Setting("people_only", {}), two) == "people only as it is"


def test_goals_together_and_places():
    assert [goals_called(asked(goals=GOALS[:count])) for count in (1, 2)] == ["the goal", "both goals"]
    place = Prospect("turnover_city", "equal_spend", (("customers.need_rate", 0.4),), (), 3)
    assert place_words(place) == "in turnover city, at equal spend, need rate 0.4"
