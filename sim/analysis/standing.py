"""In how many worlds which policy comes out ahead."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.english import listed
from sim.outcomes import OUTCOMES

MEASURES = (
    ("turnover", "people lost", ("loses fewer people", "loses the fewest people"), "loses the most"),
    ("churn", "customers lost", ("loses fewer customers", "loses the fewest customers"), "loses the most"),
    ("profit", "profit", ("earns more", "earns most"), "earns the least"),
)
"""Outcome, its name, what the policy ahead of one or of several others does, and what the last of several does."""


def standing(policies: Sequence[str], worlds: Mapping[str, np.ndarray], shown: int) -> str:
    """In how many worlds which policy comes out ahead, with ties and the last of several, and which world is shown.

    worlds: outcome to its values, (policies, worlds), as managed.
    """
    names = [policy.replace("_", " ") for policy in policies]
    count = worlds["profit"].shape[1]
    clauses = [
        _clause(names, worlds[outcome] * OUTCOMES[outcome].better, level, ahead[len(names) > 2], last)
        for outcome, level, ahead, last in MEASURES
    ]
    return f"Of {count} such worlds: {'; '.join(clauses)}. This is world {shown + 1}."


def _clause(names: Sequence[str], values: np.ndarray, level: str, ahead: str, last: str) -> str:
    """One measure, of which more is better: who is ahead in how many worlds, the most first."""
    wins, losses = _alone(values), _alone(-values)
    ties = values.shape[1] - int(wins.sum())
    order = sorted((side for side in range(len(names)) if wins[side]), key=lambda side: -wins[side])
    counts = [f"{names[side]}{f' {ahead}' * (not nth)} in {wins[side]}" for nth, side in enumerate(order)]
    if ties:
        counts.append(f"they are level on {level} in {ties}" if order else f"they are level on {level}")
    text = ", ".join(counts)
    if len(names) > 2 and losses.any():
        most = [names[side] for side in np.flatnonzero(losses == losses.max()).tolist()]
        text += f", and {listed(most)} {last} in {losses.max()}{' each' if len(most) > 1 else ''}"
    return text


def _alone(values: np.ndarray) -> np.ndarray:
    """In how many worlds each has the highest value, shared with no other."""
    best = values == values.max(axis=0)
    return np.asarray((best & (best.sum(axis=0) == 1)).sum(axis=1))
