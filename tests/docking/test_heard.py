"""heard: what is counted of problems, complaints and losses is of the focal firm, and shares are shares."""

import pytest

from docs.docking import heard, voice
from sim.design.way import Way


@pytest.fixture(scope="module")
def year():
    return heard.one_world(Way(), 0, years=1)


def test_shares_are_shares_and_halves_average_to_the_whole(year):
    assert set(year) == set(heard.HEARD)
    assert 0.0 <= year["detached"] <= year["voiced"] <= year["attached"] <= 1.0
    assert (year["attached"] + year["detached"]) / 2.0 == pytest.approx(year["voiced"], abs=0.01)


def test_counts_are_of_a_plausible_size(year):
    assert 0.1 < year["problems"] < 1.0
    assert 0.0 < year["complaints"] < year["problems"]
    assert 0.1 < year["lost"] < 0.5


def test_ways_of_the_page_can_be_run():
    scenario = heard.load_scenario(heard.SCENARIO)
    for way in voice.WAYS.values():
        assert way.changed(scenario)
        assert way.managed()
