"""In how many worlds which policy comes out ahead."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.english import listed
from sim.outcomes import OUTCOMES, Outcome

STANDING: tuple[str, ...] = tuple(name for name, outcome in OUTCOMES.items() if outcome.words.ahead)
"""Outcomes of which is said in how many worlds a policy comes out ahead."""


def standing(policies: Sequence[str], worlds: Mapping[str, np.ndarray], shown: int) -> str:
    """In how many worlds which policy comes out ahead, with ties and the last of several, and which world is shown.

    worlds: outcome to its values, (policies, worlds), as managed.
    """
    names = [policy.replace("_", " ").capitalize() for policy in policies]
    count = worlds["profit"].shape[1]
    clauses = [_clause(names, worlds[name], OUTCOMES[name]) for name in STANDING]
    return f"Of {count} such worlds: {'; '.join(clauses)}. This is world {shown + 1}."


def _clause(names: Sequence[str], values: np.ndarray, outcome: Outcome) -> str:
    """One outcome: who is ahead in how many worlds, the most first."""
    wins, losses = _alone(values * outcome.better), _alone(-values * outcome.better)
    ahead = outcome.words.best if len(names) > 2 else outcome.words.ahead
    ties = values.shape[1] - int(wins.sum())
    order = sorted((side for side in range(len(names)) if wins[side]), key=lambda side: -wins[side])
    counts = [f"{names[side]}{f' {ahead}' * (not nth)} in {wins[side]}" for nth, side in enumerate(order)]
    if ties:
        counts.append(
            f"they are level on {outcome.called} in {ties}"
            if order
            else f"they are level on {outcome.called}"
        )
    text = ", ".join(counts)
    if len(names) > 2 and losses.any():
        most = [names[side] for side in np.flatnonzero(losses == losses.max()).tolist()]
        text += (
            f", and {listed(most)} {outcome.words.worst} in {losses.max()}{' each' if len(most) > 1 else ''}"
        )
    return text


def _alone(values: np.ndarray) -> np.ndarray:
    """In how many worlds each has the highest value, shared with no other."""
    best = values == values.max(axis=0)
    return np.asarray((best & (best.sum(axis=0) == 1)).sum(axis=1))
