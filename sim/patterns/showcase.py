"""A study as a file: every pattern with a policy that reaches it, where policies lie, and what repeats it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.model.practices import PRACTICES
from sim.patterns import told
from sim.patterns.grid import AXES, Cell, cell, cells, gains
from sim.patterns.runs import Market
from sim.patterns.space import differing, point_of
from sim.patterns.study import FRESH, WORLDS, Best, Study, holds
from sim.running.addresses import digest_of
from sim.store.files import write_bytes
from sim.version import VERSION

FORMAT = 1
NAME = "patterns.json"
"""The study that texts quote, in results/showcase."""

DIGITS = 6
"""Decimals of a share."""


def write(folder: Path, content: Mapping[str, Any]) -> Path:
    """Write a study into a folder, under a name of its own; a file that says something else is left, and an error."""
    path = folder / f"patterns-{content['scenario']}-{content['tries']}-tries-{key(content)}.json"
    said = text(content)
    if path.exists() and path.read_text(encoding="utf-8") != said:
        raise InputError(
            f"{path}: exists already and says something else; move it, or name another folder with --out"
        )
    write_bytes(path, said.encode())
    return path


def key(content: Mapping[str, Any]) -> str:
    """A digest of all that decides a study."""
    names = (
        "format",
        "version",
        "model",
        "scenario_digest",
        "seed",
        "years",
        "worlds",
        "fresh_worlds",
        "tries",
    )
    deciding = {name: content[name] for name in names}
    policies = [[one["name"], one["digest"]] for one in content["policies"]]
    return digest_of(json.dumps([deciding, policies], sort_keys=True))


def read(path: Path) -> dict[str, Any]:
    """The study that a file holds."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def text(content: Mapping[str, Any]) -> str:
    """A study as JSON, a line each pattern, so that a change of one is a change of a line."""
    parts = []
    for name, value in content.items():
        said = json.dumps(value, ensure_ascii=False, allow_nan=False)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines = [json.dumps(one, ensure_ascii=False, allow_nan=False) for one in value]
            said = "[\n  " + ",\n  ".join(lines) + "\n ]"
        parts.append(f" {json.dumps(name)}: {said}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def content(study: Study, market: Market, asked: int) -> dict[str, Any]:
    """A study with where it comes from, and what it says in sentences. asked: tries that were wanted."""
    found = study.patterns
    made = {
        "format": FORMAT,
        "version": VERSION,
        "model": model_digest(),
        "scenario": market.scenario.name,
        "scenario_digest": digest_of(market.scenario.content()),
        "seed": market.seed,
        "years": market.years,
        "worlds": WORLDS,
        "fresh_worlds": FRESH,
        "tries": found.tries,
        "asked": asked,
        "lost": found.lost,
        "late": found.late,
        "cells": cells(),
        "practices": list(PRACTICES),
        "policies": _policies(study),
        "best": [_best(one, study) for one in study.best],
        "patterns": _patterns(study),
    }
    return {**made, "summary": told.summary(made)}


def _patterns(study: Study) -> list[dict[str, Any]]:
    found = []
    neutral = _neutral_revenue(study)
    for of, tries in study.patterns.hits.items():
        number = study.patterns.typical(of)
        afresh = study.rim.get(of)
        found.append(
            {
                "cell": list(of),
                "hits": len(tries),
                "values": _rounded(study.patterns.values[number]),
                "revenue": round(float(study.revenues[number]) / neutral, 3),
                "point": study.patterns.points[number].tolist(),
                "fresh": None if afresh is None else _rounded(afresh[:-1]),
                "held": None if afresh is None else holds(of, afresh[:-1]),
            }
        )
    return found


def _policies(study: Study) -> list[dict[str, Any]]:
    """Where policies lie, and how many patterns are better: a pattern is as good as the best of its tries."""
    found = []
    for policy, values, fresh in zip(study.policies, study.values, study.fresh, strict=True):
        better = [
            max(gains(study.patterns.values[number], values[:-1]) for number in tries)
            for tries in study.patterns.hits.values()
        ]
        where: Cell | None = cell(values[:-1])
        found.append(
            {
                "name": policy.name,
                "describes": policy.describes,
                "digest": digest_of(policy.content()),
                "steers": policy.steer is not None,
                "values": _rounded(values[:-1]),
                "fresh": _rounded(fresh[:-1]),
                "cell": None if where is None else list(where),
                "revenue": round(float(values[-1]) / _neutral_revenue(study), 3),
                "differs": differing(point_of(policy.practices).tolist()),
                "better_in_all": better.count(len(AXES)),
                "better_in_two": better.count(len(AXES) - 1),
            }
        )
    return found


def _best(one: Best, study: Study) -> dict[str, Any]:
    starts = [policy.name for policy in study.policies if policy.steer is None]
    return {
        "try": one.of,
        "from": starts[one.of] if one.of < len(starts) else None,
        "differs": differing(one.point.tolist()),
        "values": _rounded(one.values[:-1]),
        "revenue": round(float(one.values[-1]) / _neutral_revenue(study), 3),
        "beats": sorted(one.beats),
        "fresh": _rounded(one.fresh[:-1]),
        "beats_fresh": sorted(one.beats_fresh),
    }


def _neutral_revenue(study: Study) -> float:
    """What the neutral firm takes in a year; NaN where nobody is neutral."""
    names = [policy.name for policy in study.policies]
    return float(study.values[names.index("neutral"), -1])


def _rounded(values: np.ndarray) -> list[float | None]:
    """Numbers as JSON has them; what is not defined is null."""
    return [round(float(value), DIGITS) if np.isfinite(value) else None for value in values]
