"""quitting: each reason to go or stay has its sign, its neutral value and its published odds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.rules.hazard import weekly_probability
from sim.model.rules.quitting import QuitWeights, dismissal_hazard, match_found, quit_hazard
from tests.model.rules.ranges import between, ordered

WEIGHTS = QuitWeights(
    base=0.25, reference=0.6, spread=0.12, odds=1.5, burnout=1.7, match=0.8, pay=2.0, contagion=0.1
)

TOWARDS_STAYING = {"satisfaction": (0.0, 1.0), "found": (-3.0, 3.0), "pay": (0.5, 2.0)}
TOWARDS_LEAVING = {
    "strain": (0.0, 1.0),
    "quits_nearby": (0.0, 20.0),
    "tightness": (0.1, 10.0),
}


def hazard(
    satisfaction: float = 0.6,
    strain: float = 0.0,
    found: float = 0.0,
    pay: float = 1.0,
    quits_nearby: float = 0.0,
    tightness: float = 1.0,
    weights: QuitWeights = WEIGHTS,
) -> float:
    """The hazard of somebody ordinary but for what is said."""
    return quit_hazard(satisfaction, strain, found, pay, quits_nearby, tightness, weights)


def test_somebody_ordinary_has_the_base_hazard():
    assert hazard() == 0.25


@given(st.data())
def test_satisfaction_match_and_pay_keep_people(data):
    for name, bounds in TOWARDS_STAYING.items():
        low, high = data.draw(ordered(*bounds))
        assert hazard(**{name: high}) <= hazard(**{name: low})


@given(st.data())
def test_strain_offers_and_leaving_colleagues_drive_people_away(data):
    for name, bounds in TOWARDS_LEAVING.items():
        low, high = data.draw(ordered(*bounds))
        assert hazard(**{name: low}) <= hazard(**{name: high})


@given(between(0.0, 1.0), between(0.0, 1.0), between(-3.0, 3.0), between(0.5, 2.0), between(0.0, 20.0))
def test_nobody_leaves_where_the_base_hazard_is_zero(satisfaction, strain, found, pay, nearby):
    assert hazard(satisfaction, strain, found, pay, nearby, weights=WEIGHTS._replace(base=0.0)) == 0.0


@given(ordered(0.0, 5.0))
def test_the_hazard_is_in_proportion_to_its_base(bases):
    low, high = (hazard(strain=0.5, weights=WEIGHTS._replace(base=base)) for base in bases)
    assert low * bases[1] == pytest.approx(high * bases[0])


def test_each_factor_has_its_meaning():
    assert hazard(satisfaction=0.6 - 0.12) == pytest.approx(1.5 * hazard())
    assert hazard(strain=1.0) == pytest.approx(1.7 * hazard())
    assert hazard(found=1.0) == pytest.approx(math.exp(-0.8) * hazard())
    assert hazard(pay=2.0) == pytest.approx(hazard() / 4.0)
    assert hazard(quits_nearby=1.0) == pytest.approx(1.1 * hazard())
    assert hazard(tightness=2.0) == pytest.approx(2.0 * hazard())


@given(between(-4.0, 4.0), ordered(0.0, 520.0), between(1.0, 260.0))
def test_a_match_is_found_out_little_by_little(match, weeks, learning):
    soon, late = (match_found(match, t, learning) for t in weeks)
    assert abs(soon) <= abs(late) + 1e-12 <= abs(match) + 2e-12
    assert soon * match >= 0.0


@given(between(-4.0, 4.0), between(1.0, 260.0))
def test_nothing_is_known_on_the_first_day_and_all_in_the_end(match, learning):
    assert match_found(match, 0.0, learning) == 0.0
    assert match_found(match, 50.0 * learning, learning) == pytest.approx(match)


@given(between(0.0, 2.0), ordered(-3.0, 3.0))
def test_a_bad_match_is_dismissed_sooner(base, found):
    bad, good = (dismissal_hazard(base, m) for m in found)
    assert good <= bad
    assert dismissal_hazard(base, 0.0) == base


@given(between(0.02, 0.2), between(0.5, 1.5))
def test_among_many_the_hazard_first_rises_and_then_falls_with_tenure(weekly_base, w_match):
    """The bad matches find out and go; those who stay are the good ones (Jovanovic 1979, Farber 1994)."""
    weights = WEIGHTS._replace(base=52.0 * weekly_base, match=w_match)
    matches = [-2.0, -1.0, 0.0, 1.0, 2.0]
    left = [0.06, 0.24, 0.4, 0.24, 0.06]
    seen = []
    for week in range(400):
        hazards = [hazard(found=match_found(m, float(week), 10.0), weights=weights) for m in matches]
        seen.append(sum(n * h for n, h in zip(left, hazards, strict=True)) / sum(left))
        left = [n * (1.0 - weekly_probability(h)) for n, h in zip(left, hazards, strict=True)]
    peak = seen.index(max(seen))
    assert 0 < peak < 100
    assert seen[-1] < seen[0]
