"""Experiments for what-if pages of which nobody ran anything, and the names of what they vary."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from sim.outcomes import OUTCOMES
from sim.view.whatif.explore import write_explore

PAY, NEED = "practices.pay", "customers.need_rate"


def slow(name):
    """The page of this name, in the slow tests only."""
    return pytest.param(name, marks=pytest.mark.slow)


def made_up(done, rows, outcome, *, policies=("neutral", "customer_first"), worlds=4, **question):
    """An experiment of which nobody ran anything: rows of factors, and outcome(factors, policy, world)."""
    factors = [_factor(name, [row[name] for row in rows]) for name in rows[0]]
    asked = done.question.model_dump() | {
        "factors": factors,
        "policies": policies,
        "contrasts": ("as_managed",),
    }
    asked = type(done.question).model_validate(asked | question)
    place = {"scenario": "small", "contrast": "as_managed"}
    design = [
        {"point_number": nth, "point": str(nth), "policy": policy, **place, **row}
        for nth, (row, policy) in enumerate((row, policy) for row in rows for policy in policies)
    ]
    runs = [
        point | {"replication": world} | dict.fromkeys(OUTCOMES, outcome(point, point["policy"], world))
        for point in design
        for world in range(worlds)
    ]
    made = replace(done, question=asked, design=pa.Table.from_pylist(design))
    made.__dict__.update(stored=done.stored, runs=pa.Table.from_pylist(runs))
    return made


def _factor(name, values):
    if isinstance(values[0], str):
        return {"name": name, "values": tuple(dict.fromkeys(values))}
    return {"name": name, "low": min(values), "high": max(values)}


def large(grid, folder):
    """The page of a thousand points scattered over eight factors, under three policies."""
    luck = np.random.default_rng(4)
    more = (
        "intake_boundary",
        "priority_discipline",
        "layoffs",
        "exhortation",
        "employee_voice",
        "frontline_backing",
    )
    ends = {PAY: (0.9, 1.1), NEED: (1.0, 2.0)} | {f"practices.{name}": (0.0, 1.0) for name in more}
    rows = [{name: float(luck.uniform(*end)) for name, end in ends.items()} for _ in range(1_050)]
    policies = ("neutral", "customer_first", "people_only")
    sampling = {"kind": "latin_hypercube", "points": len(rows)}

    def outcome(point, policy, world):
        return point[NEED] * (1 + policies.index(policy)) + 0.1 * world

    done = made_up(grid, rows, outcome, policies=policies, worlds=2, sampling=sampling)
    return write_explore(done, folder / "large.html")
