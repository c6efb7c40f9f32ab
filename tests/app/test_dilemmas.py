"""Dilemmas: the same seed asks the same, and a way out is what the firm does for a time, never what comes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.dilemmas import A_GAME, DILEMMAS, LEAVE, calendar, shifted, unshifted, wanted
from sim.app.game import start
from sim.app.levers import PLAYABLE
from sim.app.line import QUARTERS
from sim.app.words import shift_words
from sim.errors import InputError
from sim.model.practices import NEUTRAL, PRACTICES
from sim.policies import load_policy
from tests.app.test_game import WORLD, digest

OPTIONS = [(dilemma, option) for dilemma in DILEMMAS for option in dilemma.options[1:]]
seeds = st.integers(0, 2**63 - 1)
settings_of = st.floats(0.0, 1.0)


@pytest.fixture(scope="module")
def fresh():
    return start(WORLD, load_policy("people_and_customer"), 1)


@given(seeds)
def test_a_seed_brings_different_dilemmas_in_different_quarters_but_the_first(seed):
    brought = calendar(seed, QUARTERS)
    assert brought == calendar(seed, QUARTERS)
    assert len(brought) == len({dilemma.name for dilemma in brought.values()}) == A_GAME
    assert all(0 < quarter < QUARTERS for quarter in brought)


def test_seeds_differ_and_every_dilemma_and_quarter_comes_up():
    found = [calendar(seed, QUARTERS) for seed in range(60)]
    assert {dilemma.name for one in found for dilemma in one.values()} == {each.name for each in DILEMMAS}
    assert {quarter for one in found for quarter in one} == set(range(1, QUARTERS))


@pytest.mark.parametrize("dilemma", DILEMMAS, ids=lambda each: each.name)
def test_a_dilemma_is_a_choice_over_practices(dilemma):
    assert dilemma.options[0] is LEAVE
    assert len(dilemma.options) >= 2
    for option in dilemma.options[1:]:
        assert option.shift.keys() <= set(PLAYABLE)
        assert 1 <= option.quarters <= QUARTERS
        for name in option.shift:  # the neutral firm can do it, so that nobody chooses nothing
            assert shifted(NEUTRAL, option.shift)[1][name] == pytest.approx(option.shift[name])


@pytest.mark.parametrize(
    ("dilemma", "option"), OPTIONS, ids=lambda each: getattr(each, "name", "") or each.label
)
def test_a_way_out_says_what_it_costs(dilemma, option):
    for name in option.shift:
        for half in ("helps", "costs"):
            assert PRACTICES[name][half].what in shift_words(option)


@given(st.sampled_from(OPTIONS), settings_of)
def test_what_a_dilemma_adds_is_taken_off_again_and_stays_within_the_range(chosen, share):
    shift = chosen[1].shift
    spec = {name: PRACTICES[name] for name in shift}
    base = NEUTRAL.replace(
        {name: round(each["low"] + share * (each["high"] - each["low"]), 6) for name, each in spec.items()}
    )
    doing, put_on = shifted(base, shift)
    assert unshifted(doing, put_on).as_dict() == pytest.approx(base.as_dict())
    for name in shift:
        assert abs(put_on[name]) <= abs(shift[name]) + 1e-9
        assert put_on[name] * shift[name] >= 0.0


def test_a_way_out_binds_for_its_quarters_and_no_longer():
    dilemma = next(each for each in DILEMMAS if each.name == "exception")
    choices = [0, 0, 0, 1, 0, 0, 0]
    bound = [wanted({3: dilemma}, choices, quarter) for quarter in range(7)]
    assert bound == [{}, {}, {}, {"intake_boundary": -0.3}, {"intake_boundary": -0.3}, {}, {}]
    assert wanted({3: dilemma}, choices[:3], 3) == {}, "not taken yet"


def test_a_way_out_is_the_same_as_to_set_the_practice_by_hand(fresh):
    """Nothing else of the world moves: no outcome is scripted."""
    when = min(fresh.brought)
    option = fresh.brought[when].options[1]
    ((name, more),) = option.shift.items()
    asked = by_hand = fresh
    for quarter in range(when + option.quarters + 1):
        by_dilemma = {when: 1}.get(quarter, 0)
        hand = {when: {name: getattr(NEUTRAL, name) + more}}
        hand[when + option.quarters] = {name: getattr(NEUTRAL, name)}
        asked = asked.play(0, {}, by_dilemma)
        by_hand = by_hand.play(0, hand.get(quarter, {}))
        assert digest(asked.line(0).worlds[-1]) == digest(by_hand.line(0).worlds[-1])
        assert asked.line(0).practices == NEUTRAL, "the slider stays where it was"
        assert bool(asked.in_force(0)) == (when <= quarter < when + option.quarters - 1)


def test_only_ways_out_that_are_there_can_be_taken(fresh):
    game = fresh
    for _ in range(min(fresh.brought)):
        game = game.play(0, {})
    ways = len(game.dilemma(0).options)
    for choice in (-1, ways, True, "1", 0.5):
        with pytest.raises(InputError, match=f"choice must be 0 to {ways - 1}, got"):
            game.play(0, {}, choice)


def test_a_branch_is_asked_again(fresh):
    when = min(fresh.brought)
    game = fresh
    for quarter in range(when + 1):
        game = game.play(0, {}, int(quarter == when))
    branched = game.branch(0, when)
    assert branched.dilemma(1) == fresh.brought[when]
    assert branched.line(1).choices == (0,) * when
