"""Benefits and prices: every half is asked for with the other off, and sentences follow the numbers."""

import numpy as np
import pytest

from docs.findings import prices
from docs.findings.prices import BENEFIT, CASES, PRICE, PROFIT, Effect
from sim.analysis.judge import judge
from sim.model.practices import PRACTICES
from sim.outcomes import OUTCOMES

LUCK = np.linspace(-0.01, 0.01, 6)


@pytest.fixture(scope="module")
def city():
    return prices.load_scenario(prices.CITY)


@pytest.mark.parametrize("name", CASES)
def test_each_half_is_measured_with_the_other_switched_off(name, city):
    asked = list(prices.asked(name))
    assert len(asked) == 6
    off = {half: ask.way.without for half, _, ask in asked}
    assert off[PROFIT] == ()
    assert "".join(off[BENEFIT]) == PRACTICES[name]["costs"].mechanism
    assert "".join(off[PRICE]) == PRACTICES[name]["helps"].mechanism
    for half, _, ask in asked:
        ask.way.task(city, 1, 1)  # refuses what does not exist
        assert prices.shown_by(name, half)[0] in OUTCOMES


def test_every_practice_with_a_mechanism_is_there():
    halves = ("helps", "costs")
    named = {name for name, spec in PRACTICES.items() if any(spec[half].mechanism for half in halves)}
    assert named - {"horizon"} == set(CASES)


def effects(**shows):
    """Effects of some practices, by how their benefit and their price show: 1, 0 or -1."""
    pairs, keys = [], []
    for name, (benefit, price) in shows.items():
        for half, sign in ((BENEFIT, benefit), (PRICE, price), (PROFIT, 1)):
            outcome, direction = prices.shown_by(name, half)
            size = sign * direction + (LUCK if sign else 100.0 * LUCK)
            pairs.append((size, np.zeros_like(LUCK)))
            keys.append((name, half, outcome, direction))
    made = {name: {} for name in shows}
    for (name, half, outcome, direction), one in zip(keys, judge(pairs), strict=True):
        made[name][half] = Effect(outcome, direction, one)
    return made


def test_sentences_follow_the_numbers():
    made = prices.tell(effects(pay=(1, 1), first=(1, 0), layoffs=(0, 1), belief=(0, 0), price=(1, -1)))
    assert any("Of 5 practices 1 show clearly both" in sentence for sentence in made.sentences)
    assert made.against == [
        "2 practices have a clear benefit and no clear price: whose requests come first and price.",
        "1 practice has a clear price and no clear benefit: layoffs.",
        "1 practice has neither a clear benefit nor a clear price: belief.",
        "Clearly the other way round than declared: the price of price.",
    ]
    (table,) = made.tables
    assert [row[0] for row in table.rows] == [
        "pay",
        "whose requests come first",
        "layoffs",
        "belief",
        "price",
    ]
    assert "turnover" in table.rows[0][3]
    assert table.rows[0][3].endswith("*")


def test_nothing_is_said_against_practices_that_have_both():
    assert prices.tell(effects(pay=(1, 1))).against == []
