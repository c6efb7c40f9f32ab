"""Words: every practice that a player may set has its slider, and numbers are written as they are meant."""

import pytest

from sim.app.evidence import range_of
from sim.app.levers import ABOUT, GROUPS, MAIN, OTHERS, PLAYABLE, lever, step
from sim.app.words import delay, meaning, measured, price, signed, value_words
from sim.model.practices import NEUTRAL, PRACTICES


def test_every_practice_has_one_slider_but_for_what_the_models_executives_steer_by():
    steered_by = {name for name in PRACTICES if name.startswith("goal_") or name == "horizon"}
    assert sorted(PLAYABLE) == sorted(set(PRACTICES) - steered_by)


@pytest.mark.parametrize("name", PLAYABLE)
def test_a_slider_can_stand_where_the_neutral_firm_does(name):
    low, high, _ = range_of(name)
    assert low <= getattr(NEUTRAL, name) <= high
    for value in (getattr(NEUTRAL, name), high):
        steps = (value - low) / step(name)
        assert steps == pytest.approx(round(steps))


@pytest.mark.parametrize("name", PLAYABLE)
def test_a_slider_says_what_it_is_what_it_helps_with_and_what_it_costs(name):
    said = lever(name)
    assert all(said)
    assert said.low != said.high
    assert PRACTICES[name]["helps"].what in price(name)
    assert PRACTICES[name]["costs"].what in price(name)
    assert delay(name).endswith(".")
    assert meaning(name).endswith(".")


def test_labels_differ_and_every_group_is_explained():
    assert len({lever(name).label for name in PLAYABLE}) == len(PLAYABLE)
    assert ABOUT.keys() == GROUPS.keys()
    assert {*MAIN, *OTHERS} <= set(PLAYABLE), "words for practices that there are"


def test_numbers_are_written_as_they_are_meant():
    assert measured("profit", -1_234_567.0, "USD") == "−1.23M USD"
    assert measured("profit", 4_400.0, "USD") == "4K USD"
    assert measured("profit", -10.0, "") == "0K"
    assert measured("clarity", 0.756, "") == "0.76"
    assert measured("customer_satisfaction", 0.706, "") == "71%"
    assert measured("strain", float("nan"), "") == "–"
    assert signed("customer_satisfaction", -0.05, "") == "−5 points"
    assert signed("people_lost", 3.0, "") == "+3"
    assert signed("profit", 100.0, "USD") == "0K USD"
    assert value_words("staffing_slack", 0.1) == "+10%"
    assert value_words("staffing_slack", -0.1) == "−10%"
    assert value_words("improvement", 0.015) == "1.5%"
    assert [value_words("first", value) for value in (-0.5, 0.0, 1.0)] == [
        "customers’ 50%",
        "by due day",
        "own people’s 100%",
    ]
