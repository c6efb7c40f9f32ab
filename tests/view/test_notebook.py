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
from sim.view.notebook import calendar, compared, source, verdict_on
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

    def differences(self, way, against, outcomes):
        return [made_up(BASE + self.size + WOBBLE, BASE, name, names=(way, against)) for name in outcomes]


@pytest.mark.parametrize(
    ("size", "expected", "verdict"),
    [
        (0.3, "higher", "borne out"),
        (0.3, "lower", "contradicted"),
        (0.3, "same", "contradicted"),
        (-0.3, "lower", "borne out"),
        (-0.3, "higher", "contradicted"),
        (0.0, "higher", "open"),
        (0.0, "same", "open"),
    ],
)
def test_a_prediction_meets_the_verdict(size, expected, verdict):
    text = str(compared(Made(size), "a_way", "another", {"clarity": expected}))
    counts = [int(count) for count in re.findall(r"(\d+) (?:borne out|contradicted|open)", text)]
    assert verdict in text.splitlines()[-1]
    assert counts == [verdict == "borne out", verdict == "contradicted", verdict == "open"]
    assert "A way against another" in text


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
