"""erosion: half-lives, the rule alone, and a section from a few short worlds."""

import numpy as np
import pytest

from docs.docking import erosion


def test_half_of_a_fall_takes_a_half_life():
    weeks = np.arange(1, 301)
    falls = np.array([1.0 - 0.2 * (1.0 - np.exp(-weeks / 20.0)), np.full(300, 1.0)])
    found = erosion.half_lives(falls)
    assert found[0] == pytest.approx(1 + 20.0 * np.log(2.0), abs=1.5)
    assert np.isnan(found[1])


def test_our_rule_is_the_published_equation_but_for_its_weekly_steps():
    erodes, recovers = erosion.rule_checks()
    assert 0.0 < erodes.difference.mean < 0.01  # moved once a week it falls a little behind
    assert 0.0 < recovers.difference.mean < 0.01


def test_noise_aside_the_published_centre_erodes_by_a_step_alone():
    assert erosion.alone("steady", "ratchet") == pytest.approx(1.0)
    assert erosion.alone("step", "ratchet") <= erosion.alone("step", "symmetric") < 1.0
