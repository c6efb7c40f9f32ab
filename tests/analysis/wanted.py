"""Experiments with goals, whose runs are made up: turnover, profit and cost as functions of levers, world and luck."""

from itertools import product

import numpy as np

from sim.analysis.goals import Prospect, prospects
from sim.design.comparison import Cell
from sim.design.designs import sample
from sim.design.goals import own_values
from sim.design.question import Question
from sim.policies import load_policy

PAY, FILTER, EXTRAS = "practices.pay", "practices.priority_discipline", "practices.intake_boundary"
LOAD, CONSTANT = "customers.need_rate", "people.base_quit_hazard"
GOALS = ({"outcome": "turnover", "at_most": 0.35}, {"outcome": "profit", "not_below": "neutral"})
LEVERS = (
    {"name": PAY, "values": (1.0, 1.05, 1.1)},
    {"name": FILTER, "values": (0.5, 0.9)},
    {"name": EXTRAS, "values": (0.5, 0.8)},
)


def asked(**more) -> Question:
    """A question with the goals above over three levers, unless it says otherwise."""
    table = {
        "format_version": 1,
        "name": "wanted",
        "title": "t",
        "question": "q?",
        "scenarios": ("turnover_city",),
        "goals": GOALS,
        "factors": LEVERS,
    }
    return Question.model_validate(table | more)


def turnover(factors, luck) -> float:
    """Pay lowers it most, then the filter; each world has its luck."""
    lower = 0.8 * (factors.get(PAY, 1.0) - 1.0) + 0.25 * (factors.get(FILTER, 0.5) - 0.5)
    return 0.47 - lower - 0.05 * (factors.get(EXTRAS, 0.5) - 0.5) + 0.01 * luck


def profit(factors, luck) -> float:
    """Pay costs, fewer extras earn; currency a year."""
    earned = 4e6 * (factors.get(EXTRAS, 0.5) - 0.5) - 8e6 * (factors.get(PAY, 1.0) - 1.0)
    return 5e5 + earned + 1e5 * (factors.get(FILTER, 0.5) - 0.5) + 5e4 * luck


def cells_of(question: Question) -> list[Cell]:
    """The points of a design in their order, without their scenarios, to check which takes long."""
    return [
        Cell(number, scenario, policy, contrast, values)
        for number, (scenario, values, contrast, policy) in enumerate(
            product(
                question.scenarios,
                sample(question.factors, question),
                question.contrasts,
                question.policies,
            )
        )
    ]


def made(question: Question, *, worlds: int = 12, turnover=turnover, profit=profit) -> dict[str, np.ndarray]:
    """A row a point and world."""
    rng = np.random.default_rng(3)
    luck = rng.normal(size=worlds)
    cells = cells_of(question)
    rows = {
        "point_number": np.repeat(np.arange(len(cells)), worlds),
        "replication": np.tile(np.arange(worlds), len(cells)),
        "turnover": np.concatenate([turnover(cell.factors, luck) for cell in cells]),
        "profit": np.concatenate(
            [profit(cell.factors, luck) + 1e4 * rng.normal(size=worlds) for cell in cells]
        ),
    }
    return rows | {"cost": 6e6 - rows["profit"]}


def looked_at(question: Question, runs=None, **how) -> list[Prospect]:
    """What the settings do by the question's goals."""
    own = own_values([load_policy(name) for name in question.policies], question.factors)
    return prospects(question, made(question, **how) if runs is None else runs, cells_of(question), own)
