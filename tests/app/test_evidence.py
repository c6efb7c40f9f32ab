"""Evidence: sliders end where docs/findings.md says that evidence does, and delays are what was measured."""

import re

import pytest

from docs import delays as measuring
from sim.app.evidence import RANGES, delays, on_slider, range_of
from sim.app.levers import MAIN, PLAYABLE, step
from sim.earlier import gives_these_numbers
from sim.model.levers import LEVERS as TRIED
from sim.model.practices import NEUTRAL, PRACTICES
from tests.paths import ROOT

FINDINGS = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")


def test_no_slider_goes_where_profit_rises_and_nothing_stops_it():
    beyond = re.findall(r"^\*(.+)\*, (below|above) ([\d.]+): profit still rises", FINDINGS, flags=re.M)
    assert beyond, "the page still has its sentences"
    for label, side, edge in beyond:
        low, high, why = range_of(label.lower().replace(" ", "_"))
        assert why
        assert low >= float(edge) if side == "below" else high <= float(edge)


def test_price_ends_where_sales_still_answer_as_published():
    rows = re.findall(
        r"^\| sales in the first year \| price ([+−]\d+)% \|.*\| (.+) \|$", FINDINGS, flags=re.M
    )
    met = [int(change.replace("−", "-")) for change, held in rows if held == "met"]
    low, high, _ = range_of("price")
    assert (low, high) == (1 + min(met) / 100, 1 + max(met) / 100)


def test_pay_ends_where_quits_were_not_measured():
    tried = re.findall(r"^\| quits \| pay \+(\d+)%", FINDINGS, flags=re.M)
    assert range_of("pay").high == 1 + max(map(int, tried)) / 100


@pytest.mark.parametrize("name", ["staffing_slack", "improvement"])
def test_the_other_open_ranges_are_those_of_the_models_executives(name):
    (lever,) = (each for each in TRIED if each.practice == name)
    assert range_of(name)[:2] == (lever.low, lever.high)


@pytest.mark.parametrize("name", sorted(set(PLAYABLE) - RANGES.keys()))
def test_shares_and_weights_have_no_beyond(name):
    spec = PRACTICES[name]
    assert range_of(name) == (spec["low"], spec["high"], "")
    assert spec["high"] == 1.0


@pytest.mark.parametrize("name", PLAYABLE)
def test_a_slider_shows_the_nearest_step_within_its_ends(name):
    low, high, _ = range_of(name)
    assert on_slider(name, getattr(NEUTRAL, name)) == getattr(NEUTRAL, name)
    assert on_slider(name, PRACTICES[name]["low"]) == low
    assert on_slider(name, PRACTICES[name]["high"]) == pytest.approx(high)
    between = low + 1.3 * step(name)
    assert on_slider(name, between) == pytest.approx(low + step(name))


def test_delays_are_of_this_model_and_of_every_lever_of_the_first_screen():
    assert gives_these_numbers(delays()["model"]), "run `python docs/delays.py`"
    assert {*MAIN} <= delays()["practices"].keys() <= {*PLAYABLE}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["intake_boundary", "first"])
def test_delays_are_measured_anew_to_the_same(name):
    assert measuring.measure(name, measuring.warm_worlds()) == delays()["practices"][name]
