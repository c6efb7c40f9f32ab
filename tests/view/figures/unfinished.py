"""Experiments of which only a part is there, for figures that look at that part."""

import numpy as np
import pyarrow as pa

from sim.analysis.finished import Finished
from sim.design.question import Question
from tests.analysis.compared import made_up

NEED, PAY = "customers.need_rate", "practices.pay"
POLICIES = ("neutral", "people_only")


def finished(factors, contrasts=("as_managed",)):
    """An experiment of which only the design and the tenures are there."""
    question = Question(
        format_version=1,
        title="t",
        question="q",
        scenarios=("city",),
        policies=POLICIES,
        contrasts=contrasts,
        factors=[{"name": name, "low": 1.0, "high": 1.5} for name in factors],
    )
    made = Finished.__new__(Finished)
    cells = [(contrast, policy) for contrast in contrasts for policy in POLICIES]
    design = {
        "point": [f"{contrast}-{policy}" for contrast, policy in cells],
        "scenario": ["city"] * len(cells),
        "contrast": [contrast for contrast, _ in cells],
        "policy": [policy for _, policy in cells],
    }
    rng = np.random.default_rng(1)
    rows = [
        (point, world, month, 500.0, float(rng.binomial(500, 0.02 if policy == "neutral" else 0.01)))
        for point, policy in zip(design["point"], design["policy"], strict=True)
        for world in range(10)
        for month in range(30)
    ]
    names = ("point", "replication", "month", "exposed", "quits")
    tenures = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    made.__dict__.update(question=question, design=pa.table(design), tenures=tenures)
    return made


def difference(place, share, outcome="profit", worlds=40):
    """A difference in which the first policy earns more in a share of worlds."""
    ahead = np.arange(worlds) < share * worlds
    return made_up(np.where(ahead, 1.0, -1.0), np.zeros(worlds), outcome, place=place)
