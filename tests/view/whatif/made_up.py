"""Experiments for what-if pages of which nobody ran anything, and the names of what they vary."""

from dataclasses import replace

import pyarrow as pa
import pytest

from sim.outcomes import OUTCOMES

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
