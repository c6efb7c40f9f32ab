"""What the what-if page's script reads: the interpolators in the units shown, and what everything is called."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import product
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from sim.analysis.finished import Finished
from sim.analysis.interpolation import FitQuality, gap
from sim.analysis.surrogate import Fit, Part, Surrogate
from sim.analysis.wording import words
from sim.design.question import Sampling
from sim.model.parameters import SECTIONS
from sim.model.practices import PRACTICES
from sim.outcomes import TRADE_OFF
from sim.policies import find_policies
from sim.units import Shown
from sim.view.report.made import toml
from sim.view.study import Study
from sim.view.theme import factor_axis, looks
from sim.view.whatif.verdicts import verdicts

MOST_LARGE = 3
"""Outcomes whose numbers are shown large."""

POOR = 0.5
"""Share of variance explained below which the page warns."""


def page_data(study: Study, fitted: Surrogate, outcomes: Sequence[Shown]) -> dict[str, Any]:
    """Everything that the page's script reads."""
    finished, names = study.finished, [outcome.outcome for outcome in outcomes]
    scales = [outcome.value(1.0) for outcome in outcomes]
    return {
        "poor": POOR,
        "main": [names.index(name) for name in main_outcomes(names)],
        "sliders": [
            asdict(one)
            | {"label": factor_axis(one.name), "short": words(one.name), "meaning": _meaning(one.name)}
            for one in fitted.sliders
        ],
        "choices": [
            {
                "name": one.name,
                "label": words(one.name),
                "values": one.values,
                "labels": [words(v) for v in one.values],
            }
            for one in fitted.choices
        ],
        "policies": [
            {"label": words(policy), "dash": style.dash}
            for policy, style in zip(fitted.policies, looks(fitted.policies), strict=True)
        ],
        "outcomes": [
            {
                "label": outcome.called,
                "unit": outcome.unit,
                "differenceUnit": outcome.difference_unit,
            }
            for outcome in outcomes
        ],
        "parts": [
            _part(part, scales) | {"verdicts": said}
            for part, said in zip(fitted.parts, verdicts(study, fitted), strict=True)
        ],
        "commands": _commands(finished),
        "needs": " ".join(_needs(finished)),
    }


def main_outcomes(names: Sequence[str]) -> list[str]:
    """The few that are shown large: what employees, customers and owners want first, then as the question has them."""
    wanted = [name for name in TRADE_OFF if name in names]
    return [*wanted, *(name for name in names if name not in wanted)][:MOST_LARGE]


def _meaning(factor: str) -> str:
    """What a slider moves, in a line; nothing where the name says it."""
    section, _, name = factor.partition(".")
    if section == "practices":
        return str(PRACTICES[name]["meaning"])
    if section in SECTIONS and name in SECTIONS[section].model_fields:
        return (SECTIONS[section].model_fields[name].description or "").rsplit(" [", 1)[0]
    return ""


def _part(part: Part, scales: Sequence[float]) -> dict[str, Any]:
    return {
        "chosen": part.chosen,
        "kind": part.over.kind,
        "places": part.over.places.tolist(),
        "gap": gap(part.over.places),
        "fits": [[_fit(fit, scale) for fit, scale in zip(one, scales, strict=True)] for one in part.fits],
    }


def _fit(fit: Fit, scale: float) -> dict[str, Any]:
    """A fit in the unit shown; what is not known is null."""
    return {
        "means": _known(scale * fit.means),
        "mean": _known(scale * fit.mean),
        "spread": _known(scale * fit.spread),
        "narrowest": _known(scale * fit.narrowest),
        "quality": _quality(fit.quality, scale),
        "apart": _known(scale * fit.apart),
        "apartNarrowest": _known(scale * fit.apart_narrowest),
        "differenceError": _known(scale * fit.difference.error),
    }


def _quality(found: FitQuality, scale: float) -> dict[str, Any]:
    return {
        "error": _known(scale * found.error),
        "explained": _known(found.explained),
        "tested": found.tested,
    }


def _known(values: Any) -> Any:
    """Numbers for JSON, in which what is not finite is null."""
    if isinstance(values, np.ndarray):
        return [_known(float(value)) for value in values]
    return values if isfinite(values) else None


def _commands(finished: Finished) -> Mapping[str, str]:
    """For each scenario and contrast the file of an experiment that lacks its factors only, which the page adds."""
    question = finished.question
    fixed = [factor for factor in question.factors if len(set(factor.given())) == 1]
    made = {}
    for scenario, contrast in product(_scenarios(finished), question.contrasts):
        name, file = scenario
        alone = question.model_copy(
            update={
                "scenarios": (file,),
                "contrasts": (contrast,),
                "factors": (),
                "effects": (),
                "precision": None,
                "sampling": Sampling(kind="grid", replications=max(1, finished.worlds)),
            }
        )
        lines = [line for line in toml(alone).splitlines() if line != "factors = []"]
        for factor in fixed:
            lines += [
                "",
                "[[factors]]",
                f"name = {json.dumps(factor.name)}",
                f"values = {json.dumps(factor.given()[:1])}",
            ]
        made[f"{name}|{contrast}"] = "\n".join(lines)
    return made


def _needs(finished: Finished) -> Iterator[str]:
    """What the command needs that does not come with the project."""
    own = [Path(name).name for name in finished.question.scenarios if name.endswith(".toml")]
    if own:
        yield f"Run it in a folder that has {', '.join(own)}."
    missing = [words(name) for name in finished.question.policies if name not in find_policies()]
    if missing:
        yield f"Name with --policies the folder of {', '.join(missing)}."


def _scenarios(finished: Finished) -> list[tuple[str, str]]:
    """The scenarios' names, and what the question calls them, in its order."""
    names = list(dict.fromkeys(finished.design["scenario"].to_pylist()))
    return list(zip(names, finished.question.scenarios, strict=True))
