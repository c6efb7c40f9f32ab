"""A calibration in words: the page in docs leaves nothing out, and sentences say what was found."""

import pytest

from sim.analysis.evidence import Finding
from sim.analysis.statistics import Estimate
from sim.calibration.answers import Told
from sim.calibration.checks import Checked
from sim.calibration.files import write_scenario
from sim.calibration.fitted import FITTED
from sim.calibration.pulls import Pull, Reach
from sim.calibration.to_facts import TOO_RARE, fitted_facts
from sim.calibration.words import constant_rows, counts, figure, identified, number, pull, shipped, unmet
from sim.running.scenarios import load_scenario
from tests.paths import ROOT

PAGE = ROOT / "docs" / "calibration.md"


def found(held, mean=-0.2):
    return Finding("clarity_quit", Estimate(mean, mean - 0.01, mean + 0.01, 5), None, held)


def told(low, high):
    return Told("people.absence", 0.165, low, (low + high) / 2.0, high, (0.1, 0.2))


def test_the_page_has_every_fact_and_every_constant():
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| {name} |" in text for name in (*fitted_facts(), *TOO_RARE))
    assert all(text.count(f"| {one.name} |") == 2 for one in FITTED), "its centre, and why it is fitted"
    assert "`sim calibrate --scenario turnover_city --simulations " in text


def test_a_posterior_as_wide_as_the_prior_tells_nothing():
    wide, narrow = told(0.105, 0.195), told(0.15, 0.17)
    assert wide.width == pytest.approx(1.0)
    assert [one.identified for one in (wide, narrow)] == [False, True]
    assert identified([wide, narrow]).endswith("as wide as their prior: people.absence.")
    assert identified([narrow]) == "The data tell something of every constant."
    assert [row[-2] for row in constant_rows([wide, narrow])] == ["not identified", "yes"]


def test_the_centre_is_a_scenario_of_its_own_that_differs_in_nothing_else(tmp_path):
    told_of = Told("work.standard_recovery", 30.0, 33.0, 100.0, 155.0, (19.0, 190.0))
    path = write_scenario(tmp_path / "fitted.toml", "turnover_city", [told_of], "the published facts")
    fitted, before = load_scenario(path), load_scenario("turnover_city")
    assert fitted.work.standard_recovery.value == 100.0
    assert fitted.work.standard_recovery.source == (
        "assumed: fitted to the published facts, 90% from 33 to 155; they tell little of it"
    )
    changed = before.constants() | {"standard_recovery": 100.0}
    assert fitted.constants() == changed


def test_values_stay_that_the_posterior_does_not_speak_against():
    inside = Told("people.absence", 0.165, 0.11, 0.15, 0.19, (0.1, 0.2))
    outside = Told("work.standard_recovery", 30.0, 33.0, 100.0, 155.0, (19.0, 190.0))
    assert shipped([inside]).endswith("All of them do.")
    assert "these lie outside, by chance perhaps: work.standard_recovery (30; the centre is 100)." in shipped(
        [inside, outside]
    )
    assert [row[-1] for row in constant_rows([inside, outside])] == ["stays", "outside"]


def test_what_was_found_is_counted_and_shown():
    assert counts([found("met"), None, found("open"), found("met")]) == "2 met and 1 open"
    assert figure(found("not met")) == "−0.2 [−0.21, −0.19] not met"
    assert figure(None) == "not fitted"
    assert number(-1234.5) == "−1.23e+03"


def test_what_stands_in_the_way_is_named():
    one = Pull("people.absence", True, -0.03, {"utilisation": 0.02})
    checked = Checked("clarity_quit", found("not met"), found("not met"), found("not met"))
    first, *others = unmet(Reach("clarity_quit", 0.125, 9.0, 11.5, [one]), checked)
    assert first.startswith("clarity_quit is not met: Role clarity and quitting correlate")
    assert (
        "12.5% meet it; these meet 9.0 of the other facts on average, and those that do not meet it 11.5"
        in others[0]
    )
    assert (
        "higher by a standard deviation of its prior, moves it by −0.03, and pulls the wrong way" in others[1]
    )
    assert pull(Pull("people.absence", False, 0.1, {})).endswith(
        "takes no other fact further from its interval."
    )


def test_a_fact_that_nothing_meets_or_moves_says_so():
    checked = Checked("clarity_quit", found("not met"), found("open"), None)
    first, *others = unmet(Reach("clarity_quit", 0.0, float("nan"), 11.5, []), checked)
    assert first.startswith("clarity_quit is open: ")
    assert others == [
        "No simulation meets it, wherever the constants are in their ranges.",
        "No fitted constant surely moves it.",
    ]
