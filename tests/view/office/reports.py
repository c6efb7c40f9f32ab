"""Reports of small experiments, one of each kind that a deck tells apart, each run once when it is first asked for."""

from pathlib import Path
from typing import Any

import pytest

from sim.analysis.finished import Finished, open_experiment
from sim.design.question import Question
from sim.sweeps.sweep import sweep
from sim.view.report.content import Content
from sim.view.report.report import content
from tests.command_line import ALONE
from tests.swept import swept

KINDS = [
    "policies",
    "goals",
    pytest.param("grid", marks=pytest.mark.slow),
    pytest.param("sobol", marks=pytest.mark.slow),
]

WORLDS = 3


class Reports(dict[str, Content]):
    """Policies side by side, goals with money, a grid and a sample, by these names."""

    def __init__(self, folder: Path):
        super().__init__()
        self._folder = folder

    def __missing__(self, kind: str) -> Content:
        home = self._folder / kind
        home.mkdir()
        made = {"policies": _side_by_side, "goals": _with_goals}
        self[kind] = content(made[kind](home) if kind in made else _swept(home, kind))
        return self[kind]


def _swept(home: Path, kind: str) -> Finished:
    policies = ("neutral", "customer_first") if kind == "grid" else ("neutral",)
    return swept(home, kind, policies=policies, replications=2, points=4, need=kind == "grid")


def _with_goals(home: Path) -> Finished:
    """A lever at three values, with goals, effects that are asked for, and money over time."""
    pay = "practices.pay"
    return _asked(
        home,
        name="with_goals",
        title="Lower turnover",
        question="What pay lowers turnover without costing profit?",
        policies=("neutral",),
        series=True,
        outcomes=("turnover", "profit", "strain"),
        goals=[{"outcome": "turnover", "at_most": 0.2}, {"outcome": "profit", "not_below": "neutral"}],
        effects=[{"factor": pay, "value": value, "against": 1.0} for value in (1.1, 1.2)],
        factors=[{"name": pay, "values": [1.0, 1.1, 1.2]}],
        money={"one_off": 10_000.0, "discount_rate": 0.08},
        sampling={"kind": "grid", "replications": WORLDS},
    )


def _side_by_side(home: Path) -> Finished:
    """Two policies, with a title that a spreadsheet could take for a formula."""
    return _asked(
        home,
        name="side_by_side",
        title="=1+1 & <b>Small</b>",
        question="What changes under people only, against neutral?",
        policies=("neutral", "people_only"),
        contrasts=("as_managed", "equal_spend"),
        outcomes=("headcount", "profit", "turnover", "strain", "customer_satisfaction_all"),
        sampling={"replications": WORLDS},
        compare=[{"policy": "people_only", "against": "neutral"}],
    )


def _asked(home: Path, **question: Any) -> Finished:
    """A question about a shop that is alone in its market, run for a year."""
    scenario = home / "small.toml"
    scenario.write_text(ALONE)
    asked = Question(format_version=1, scenarios=(str(scenario),), years=1, **question)
    sweep(asked, workers=1, folder=home / "results")
    return open_experiment(home / "results")
