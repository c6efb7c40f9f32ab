"""The posterior as a file: draws of the fitted constants with their weights, and what they were fitted to.

JSON, so that anything reads it: `constants` has a list of values for each constant by its dotted name, `weights` the
weight of each draw. Draws go together: the first value of every constant is the first draw.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from sim.design.factors import factor_names
from sim.errors import InputError, unknown

FORMAT = 1


@dataclass(frozen=True, eq=False)
class Posterior:
    """Weighted draws of constants."""

    constants: Mapping[str, np.ndarray]  # by dotted name, a value for each draw
    weights: np.ndarray  # of the draws, summing to 1
    about: Mapping[str, Any]  # scenario, seed, digest of the model, what it was fitted to

    def __len__(self) -> int:
        """How many draws there are."""
        return len(self.weights)

    def draw(self, share: float) -> dict[str, float]:
        """One draw: the one at which the weights add up to the share, which is above 0 and below 1.

        Shares that are spread evenly give draws as often as their weights say.
        """
        at = min(int(np.searchsorted(self._up_to, share * self._up_to[-1])), len(self) - 1)
        return {name: float(values[at]) for name, values in self.constants.items()}

    @cached_property
    def _up_to(self) -> np.ndarray:
        return np.cumsum(self.weights)

    def content(self) -> dict[str, Any]:
        """What the file has."""
        constants = {name: values.tolist() for name, values in self.constants.items()}
        return {"format": FORMAT, **self.about, "constants": constants, "weights": self.weights.tolist()}


def posterior(path: Path | str) -> Posterior:
    """The draws in a file that `sim calibrate` wrote, by the constants' names.

    Raises InputError if it cannot be read or is no such file.
    """
    where = Path(path)
    try:
        content = json.loads(where.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{where}: cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise InputError(f"{where}: is not JSON: {error}") from None
    return _checked(content, where)


def _checked(content: Any, where: Path) -> Posterior:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        got = content.get("format") if isinstance(content, dict) else type(content).__name__
        raise InputError(f"{where}: format must be {FORMAT}, as `sim calibrate` writes it, got {got!r}")
    weights = _numbers(content.get("weights"), "weights", where)
    if not (weights >= 0.0).all() or weights.sum() <= 0.0:
        raise InputError(f"{where}: weights must be 0 or more, and not all 0")
    constants = {}
    for name, given in dict(content.get("constants", {})).items():
        if name not in factor_names():
            raise InputError(f"{where}: constants: {unknown('constant', name, factor_names())}")
        constants[name] = _numbers(given, f"constants.{name}", where)
        if len(constants[name]) != len(weights):
            raise InputError(
                f"{where}: constants.{name} must have a value for each of {len(weights)} weights,"
                f" got {len(constants[name])}"
            )
    if not constants:
        raise InputError(f"{where}: constants must name one or more, got none")
    about = {key: value for key, value in content.items() if key not in ("format", "constants", "weights")}
    return Posterior(constants, weights / weights.sum(), about)


def _numbers(given: Any, field: str, where: Path) -> np.ndarray:
    """A list of finite numbers that is not empty."""
    try:
        found = np.array(given, float)
    except (TypeError, ValueError):
        found = np.array(np.nan)
    if found.ndim != 1 or not len(found) or not np.isfinite(found).all():
        raise InputError(f"{where}: {field} must be a list of one or more finite numbers")
    return found
