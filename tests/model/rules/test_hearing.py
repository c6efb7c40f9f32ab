"""hearing: levels keep things from executives, contact brings them near; a score says more than the truth."""

import pytest
from hypothesis import given

from sim.model.rules.hearing import aim, distance, perceived_need, sight, surveyed
from tests.model.rules.ranges import NEARLY, between, ordered, share, shares

layers = between(0.0, 12.0)
place = between(-10.0, 10.0)


@given(layers, shares)
def test_contact_brings_the_front_line_nearer(layers, immersions):
    near, far = (distance(layers, immersion) for immersion in reversed(immersions))
    assert 0.0 <= near <= far <= layers
    assert distance(layers, 1.0) == 0.0
    assert distance(layers, 0.0) == layers


@given(share, share, layers, between(0.0, 0.9))
def test_aim_lies_between_chance_and_certainty(chance, voice, levels, loss):
    assert chance <= aim(chance, voice, levels, loss) * NEARLY
    assert aim(chance, voice, levels, loss) <= 1.0 + 1e-12


@given(share, shares, layers, between(0.0, 0.9))
def test_the_louder_customers_are_heard_the_better_the_aim(chance, voices, levels, loss):
    quiet, loud = (aim(chance, voice, levels, loss) for voice in voices)
    assert quiet <= loud * NEARLY


@given(share, share, ordered(0.0, 12.0), between(0.0, 0.9))
def test_the_more_levels_the_worse_the_aim(chance, voice, levels, loss):
    near, far = (aim(chance, voice, level, loss) for level in levels)
    assert far <= near * NEARLY


@given(share, layers, between(0.0, 0.9))
def test_unheard_customers_leave_chance_and_nearby_loud_ones_certainty(chance, levels, loss):
    assert aim(chance, 0.0, levels, loss) == chance
    assert aim(chance, 1.0, 0.0, loss) == pytest.approx(1.0)


@given(share, share, between(0.0, 0.5), between(-1.0, 1.0))
def test_a_score_is_a_share(satisfaction, managed, gain, noise):
    assert 0.0 <= surveyed(satisfaction, managed, gain, noise) <= 1.0


@given(share, shares, between(0.0, 0.5))
def test_work_on_the_score_raises_it_whatever_is_true(satisfaction, managed, gain):
    little, much = (surveyed(satisfaction, work, gain, 0.0) for work in managed)
    assert satisfaction <= little <= much


@given(share)
def test_a_score_that_nobody_works_on_is_the_truth(satisfaction):
    assert surveyed(satisfaction, 0.0, 0.5, 0.0) == satisfaction


@given(shares, share)
def test_contact_and_vision_both_show_unsaid_needs(seen, other):
    assert sight(seen[0], other) <= sight(seen[1], other) * NEARLY
    assert sight(seen[0], other) == pytest.approx(sight(other, seen[0]))
    assert max(seen[0], other) <= sight(seen[0], other) * NEARLY
    assert sight(seen[0], other) <= 1.0 + 1e-12


@given(share)
def test_either_alone_shows_what_it_shows(seen):
    assert sight(seen, 0.0) == pytest.approx(seen)
    assert sight(0.0, 0.0) == 0.0
    assert sight(1.0, seen) == sight(seen, 1.0) == 1.0


@given(place, place, shares)
def test_the_more_is_seen_the_nearer_to_the_need_the_firm_looks(stated, need, seen):
    little, much = (abs(perceived_need(stated, need, s) - need) for s in seen)
    assert much <= little * NEARLY + 1e-9
    assert perceived_need(stated, need, 0.0) == stated
    assert perceived_need(stated, need, 1.0) == pytest.approx(need)
