"""Levels, crossings, changes and what is left: each follows what the judge says of made-up worlds."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.statistics import estimate
from sim.running.scenarios import load_scenario
from sim.view.answers import CARRIES, CROSSINGS, changed, crossing, left, level, still_trading
from tests.analysis.compared import made_up

LUCK = np.tile([0.001, -0.001], 4)
WEEKS = 104


@dataclass
class Made:
    """Just enough of a SideBySide: the way is higher by `start` at first and by `end` in the last year."""

    end: float
    start: float = 0.0
    years: int = 2
    worlds: int = 8
    scenario: object = field(default_factory=lambda: load_scenario("corner_shop"))

    def values(self, way, outcome):
        return 0.5 + (self.end + LUCK if way == "way" else 0.0 * LUCK)

    def weekly(self, way, outcome):
        rise = np.r_[np.full(WEEKS - 52, self.start), np.full(52, self.end)]
        return 0.5 + (rise + LUCK[:, None] if way == "way" else 0.0 * (rise + LUCK[:, None]))

    def level(self, way, outcome):
        return estimate(self.values(way, outcome))

    def differences(self, way, against, outcomes, smallest):
        pair = self.values(way, ""), self.values(against, "")
        return [made_up(*pair, name, names=(way, against), smallest=smallest.get(name)) for name in outcomes]


@pytest.mark.parametrize(("end", "came"), [(-0.2, "low"), (0.2, "high"), (0.1, "")])
def test_a_level_is_in_a_range_with_its_whole_interval(end, came):
    told = level(Made(end), "way", "clarity", {"low": (0.0, 0.6), "high": (0.6, 1.0)})
    assert told.guesses[0].came == came
    assert told.gist.endswith(came or "leave open")


LEADS = st.sampled_from([-0.2, 0.0, 0.2])


@given(LEADS, LEADS)
def test_curves_cross_only_where_both_leads_are_clear_and_opposite(start, end):
    told = crossing(Made(end, start), "way", "other", "clarity")
    expected = {(0.2, -0.2): CROSSINGS[0], (-0.2, 0.2): CROSSINGS[1]}.get((start, end), CROSSINGS[2])
    assert told.guesses[0].came == expected
    assert ("do not cross" in told.gist) == (expected == CROSSINGS[2])


def test_a_lead_that_is_not_known_leaves_a_crossing_open():
    wild = Made(0.2, 0.2)
    wild.weekly = lambda way, outcome: Made(0.2).weekly(way, outcome) + (way == "way") * 100.0 * LUCK[:, None]
    assert crossing(wild, "way", "other", "clarity").guesses[0].came == ""


@pytest.mark.parametrize(
    ("was", "now", "came"),
    [
        (0.2, 0.4, "grows"),
        (-0.2, -0.4, "grows"),
        (0.4, 0.2, "shrinks"),
        (-0.4, -0.2, "shrinks"),
        (0.2, -0.2, "turns"),
        (0.2, 0.2, "stays"),
        (0.0, 0.2, "grows"),
        (0.0, 0.001, "stays"),
        (0.2, 0.0, "shrinks"),
    ],
)
def test_what_becomes_of_a_difference(was, now, came):
    told = changed(Made(was), Made(now), "way", "other", ["clarity"])
    assert [one.came for one in told.guesses] == [came]
    assert ("clearly turns in none" in told.gist) == (came != "turns")
    assert f"{came} in clarity" in told.gist


def test_what_becomes_of_a_difference_that_was_open_is_open():
    wild = Made(0.0)
    wild.values = lambda way, outcome: Made(0.0).values(way, outcome) + (way == "way") * 100.0 * LUCK
    told = changed(wild, Made(0.2), "way", "other", ["clarity"])
    assert [one.came for one in told.guesses] == [""]
    assert told.gist.endswith("it is open in clarity")


@given(st.sampled_from([-0.5, 0.1, 0.4, 0.6, 0.9, 1.1, 2.0]), st.sampled_from([-0.3, 0.3]))
def test_a_link_carries_what_is_gone_without_it(share, effect):
    told = left(Made(effect), {"clarity": Made(share * effect)}, "way", "other", "strain")
    expected = CARRIES[0] if share < 0.5 else CARRIES[1] if share < 1.0 else CARRIES[2]
    assert told.guesses[0].came == expected
    assert f"{100 * share:.0f}% [".replace("-", "−") in told.text
    assert ("so that the chain fails at clarity" in told.gist) == (share > 1.0)


def test_nothing_carries_a_difference_that_is_not_clear():
    told = left(Made(0.0005), {"clarity": Made(0.0)}, "way", "other", "autonomy")
    assert told.guesses[0].came == ""
    assert told.gist.endswith("is open")


def test_firms_without_people_have_closed():
    made = Made(-0.5)
    made.weekly = lambda way, outcome: np.array([[3.0, 0.0], [3.0, np.nan], [3.0, 2.0]])
    made.worlds = 3
    assert still_trading(made, "way").gist == "the firm still trades in 1 of 3 worlds under way"
