"""What notebooks show: verdicts on predictions, and rules."""

import re
from dataclasses import dataclass

import numpy as np
import pytest

from sim.claims import load_claims
from sim.errors import InputError
from sim.model.calendar import DAY, QUARTER, WEEK
from sim.model.rules.attention import clarity
from sim.running.scenarios import load_scenario
from sim.view import notebook
from sim.view.notebook import VERDICTS, calendar, compared, source, verdict_on
from sim.view.told import judged
from tests.analysis.compared import made_up

BASE = np.linspace(0.4, 0.6, 8)
WOBBLE = np.tile([0.01, -0.01], 4)


@dataclass
class Made:
    """Just enough of a SideBySide, with a difference as large as given."""

    size: float
    worlds: int = 8
    years: int = 2
    scenario = load_scenario("corner_shop")

    def values(self, way, outcome):
        return BASE

    def differences(self, way, against, outcomes, smallest):
        return [
            made_up(BASE + self.size + WOBBLE, BASE, name, names=(way, against), smallest=smallest.get(name))
            for name in outcomes
        ]


@pytest.mark.parametrize(
    ("size", "expected", "verdict"),
    [
        (0.3, "higher", "borne out"),
        (0.3, "lower", "contradicted"),
        (0.3, "same", "contradicted"),
        (-0.3, "lower", "borne out"),
        (-0.3, "higher", "contradicted"),
        (0.0, "higher", "too small to matter"),
        (0.0, "same", "borne out"),
    ],
)
def test_a_prediction_meets_the_verdict(size, expected, verdict):
    text = str(compared(Made(size), "a_way", "another", {"clarity": expected}))
    counts = {name: int(count) for count, name in re.findall(rf"(\d+) ({'|'.join(VERDICTS)})", text)}
    assert f"{verdict}" in text.splitlines()[-1]
    assert counts == {name: int(name == verdict) for name in VERDICTS}
    assert "A way against another" in text


@pytest.mark.parametrize("size", [-0.2, -0.005, 0.0, 0.001, 0.02, 0.031, 0.2])
@pytest.mark.parametrize("outcome", ["clarity", "autonomy"])
def test_what_came_is_what_the_judge_says(size, outcome):
    """`autonomy` has no smallest difference that matters."""
    told = compared(Made(size), "a_way", "another", {outcome: "higher"})
    (one,) = judged(Made(size), "a_way", "another", [outcome])
    (guess,) = told.guesses
    assert guess.came == (
        "same" if one.judged.verdict == "too small" else {1: "higher", -1: "lower", 0: ""}[one.sign]
    )
    assert (": as expected: " in told.gist) == (one.sign == 1 and one.judged.verdict == "clear")
    assert ("against what was expected" in told.gist) == (one.sign == -1)
    assert ("too small to matter: " in told.gist) == (one.judged.verdict == "too small")
    assert ("worlds would likely decide" in told.gist) == (guess.came == "")
    assert ("perhaps too little" in told.gist) == (
        one.judged.verdict == "clear" and outcome == "clarity" and not one.judged.exceeds
    )


def test_where_two_are_compared_in_several_worlds_is_named():
    told = compared(Made(0.3), "a_way", "another", {"clarity": "higher"}, where="on the moon")
    assert told.gist.startswith("on the moon, a way against another: as expected: clarity higher (+0.3")
    assert told.guesses[0].of == "On the moon, a way against another"


def test_a_word_that_is_no_expectation_is_named():
    with pytest.raises(InputError, match="expect clarity must be one of higher, lower, same, got 'up'"):
        compared(Made(0.3), "a", "b", {"clarity": "up"})


def test_a_rule_is_shown_as_it_is_written():
    text = str(source(clarity))
    assert text.startswith("`sim/model/rules/attention.py`")
    assert "def clarity(answered: float, label: float) -> float:" in text
    assert "return answered * label" in text


def test_the_calendar_has_every_phase():
    assert len(re.findall(r"^\d+\. ", str(calendar()), flags=re.M)) == len((*DAY, *WEEK, *QUARTER))


def test_a_verdict_is_that_of_the_computed_file():
    name, *_ = load_claims()
    record = notebook.showcase.shipped()[name]
    said = str(verdict_on(name))
    assert record["sentence"] in said
    assert f"{record['trials']} trials" in said
    assert record["says"] in said


def test_a_verdict_on_nothing_known_is_refused(monkeypatch, tmp_path):
    with pytest.raises(InputError, match="claim"):
        verdict_on("turnover_cty")
    monkeypatch.setattr(notebook.showcase, "SHIPPED", tmp_path / "none.json")
    with pytest.raises(InputError, match="make claims"):
        verdict_on("turnover_city")
