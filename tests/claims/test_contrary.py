"""The search: on made-up models it finds a point at which an effect fails where there is one, and none where not."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.claims import contrary
from sim.claims.contrary import FIRST_WORLD, MOVED, SCREENED, WIDER, WORLDS, Found, search
from sim.claims.effects import Sample
from sim.claims.trials import Trial, small
from sim.design.factors import limits
from sim.design.plausible import Place, place, ranges
from sim.design.way import Way
from tests.claims.made_up import MadeUpKept, MadeUpTrial, claim, part, quiet

CITY = small("turnover_city")
SPANS = ranges(CITY)
TURNS = "work.friction"
BELOW_ZERO = "choice.price_slope"
COUNT = 60
POINTS = [place(CITY, number) for number in range(1, COUNT + 1)]

Model = Callable[[Place], float]
"""The effect at a place."""


def at(point: Place, name: str = TURNS) -> float:
    """Where a constant is in its range: 0 to 1, and beyond."""
    low, high = SPANS[name]
    return (point.constants[name] - low) / (high - low) if name in point.constants else 0.5


class Search:
    """A search on a made-up model, and what it ran."""

    def __init__(self, model: Model):
        self.ran: list[Trial] = []
        self._model = model
        self._places = {point.number: point for point in POINTS}

    def of(self, expect: str = "higher", **other) -> Found:
        mine = claim(part(expect=expect), **other)
        made = [
            MadeUpTrial(mine, point, "turnover_city", next(mine.environments()), point.number)
            for point in POINTS
        ]
        kept = MadeUpKept(self._value)
        of = mine.parts[0]
        return search(mine, of, made, Sample(made, kept).sides(of), kept, quiet())

    def run(self, wanted, kept, progress) -> None:
        self.ran += [one for one, _ in wanted]
        self._places |= {one.place.number: one.place for one in self.ran}

    def _value(self, number, way, manner, stretch, measure):
        luck = np.random.default_rng([number + 100, len(way)]).normal(0.0, 0.05)
        return 10.0 + luck + (self._model(self._places[number]) if way == "one" else 0.0)


@pytest.fixture
def searching(monkeypatch):
    def begun(model: Model, *, counts: bool = True) -> Search:
        made = Search(model)
        monkeypatch.setattr(contrary, "run_trials", made.run)
        monkeypatch.setattr(contrary, "Trial", MadeUpTrial)
        monkeypatch.setattr(contrary, "_counts", lambda scenario, point: counts)
        return made

    return begun


@pytest.mark.parametrize(
    ("expect", "grows"), [("higher", True), ("lower", False), ("not lower", False), ("not higher", True)]
)
def test_an_effect_that_turns_with_one_constant_is_found(searching, expect, grows):
    """It is as expected all over the plausible range, and not beyond one end."""
    sign = 1.0 if expect in ("higher", "not lower") else -1.0

    def turns(point):
        x = at(point) if grows else 1.0 - at(point)
        return sign * (0.5 + x + 2.0 * min(x + 0.05, 0.0))

    found = searching(turns).of(expect)
    low, high = SPANS[TURNS]
    assert found.contrary is not None
    moved = found.contrary.constants[TURNS]
    assert moved == (low / WIDER[0] if grows else min(limits(TURNS)[1], high * WIDER[0]))


def test_an_effect_that_is_the_same_everywhere_is_by_construction(searching):
    made = searching(lambda point: 1.0)
    assert made.of() == Found(len(MOVED) * len(WIDER), None)
    assert {len(one.place.constants) for one in made.ran} == set(MOVED)


def test_an_effect_that_becomes_too_small_is_contrary_too(searching):
    found = searching(lambda point: min(1.0, max(0.0, at(point) + 0.1))).of()
    assert found.contrary is not None


def test_candidates_at_which_the_neutral_firm_is_another_do_not_count(searching):
    made = searching(lambda point: -1.0, counts=False)
    assert made.of() == Found(0, None)
    assert made.ran == []


def test_only_a_candidate_that_looks_contrary_is_run_in_fresh_worlds(searching):
    """Where an effect stays as large as it is, a few worlds of each candidate are enough."""
    made = searching(lambda point: 1.0)
    made.of()
    assert len(made.ran) == len(MOVED) * len(WIDER) * SCREENED
    turning = searching(lambda point: at(point) - 1.0)
    assert turning.of().contrary is not None
    assert len(turning.ran) == len(MOVED) * len(WIDER) * SCREENED + WORLDS
    assert len({one.place.number for one in turning.ran[-WORLDS:]}) == 1


def test_worlds_of_the_search_are_no_trials(searching):
    made = searching(lambda point: at(point) - 1.0)
    made.of()
    worlds = {one.replication for one in made.ran}
    assert worlds == set(range(FIRST_WORLD, FIRST_WORLD + SCREENED + WORLDS))
    assert not worlds & set(range(1, 4_001))


def test_constants_that_ways_or_the_environment_set_are_not_moved(searching):
    made = searching(lambda point: at(point))
    found = made.of(environment={TURNS: (0.2,)})
    assert found.searched
    assert not any(TURNS in one.place.constants for one in made.ran)
    given = {TURNS: 0.2}
    mine = claim(part())
    both = replace(mine, ways={name: Way(world=given) for name in mine.ways})
    assert both.fixed({}) == {TURNS}


def test_constants_are_moved_within_limits_and_not_inwards(searching):
    made = searching(lambda point: sum(at(point, name) for name in SPANS) / 50.0)
    made.of()
    for one in made.ran:
        for name, value in one.place.constants.items():
            low, high = SPANS[name]
            least, most, _ = limits(name)
            assert least <= value <= most
            assert value <= low or value >= high, name


def test_a_constant_below_zero_is_moved_beyond_its_range_too(searching):
    made = searching(lambda point: 1.0 + at(point, BELOW_ZERO))
    made.of()
    low, _ = SPANS[BELOW_ZERO]
    assert {one.place.constants[BELOW_ZERO] for one in made.ran} == {
        max(limits(BELOW_ZERO)[0], low * 2.0),
        low,
    }


def test_where_nothing_is_known_nothing_is_searched(searching):
    made = searching(lambda point: float("nan"))
    assert made.of() == Found(0, None)
