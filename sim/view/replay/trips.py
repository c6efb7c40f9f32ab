"""How a page carries the requests that it shows: packed tightly, as there are thousands; requests.js reads it."""

import numpy as np

from sim.model.parameters import WORKDAYS_A_WEEK
from sim.view.replay.recording import Recording


def packed(run: Recording) -> dict[str, np.ndarray]:
    """The followed requests of a run.

    `count` is how many were asked on each day. `kind` holds, from the lowest bit, whether an employee asked (1 bit),
    the label (1), the end (3) and the number of hops (3). `team` counts from the team that the asker belongs to.
    `hop_desk` is 0 for the tray and else counts the team's seats from 1. Small numbers that are mostly the same
    compress best.
    """
    r, teams = run.requests, run.managers.shape[1]
    own = np.array(
        [
            (run.employee_team if inside else run.customer_team)[asker]
            for inside, asker in zip(r.inside, r.asker, strict=True)
        ],
        np.int64,
    )
    desks = np.where(r.hop_desk < 0, 0, 1 + _rank_in_team(run.employee_team)[r.hop_desk])
    return {
        "count": np.bincount(r.day, minlength=WORKDAYS_A_WEEK * run.weeks).astype(np.uint8),
        "asker": narrow(r.asker),
        "kind": (r.inside | r.urgent << 1 | r.end << 2 | r.hops << 5).astype(np.uint8),
        "team": narrow((r.team - own) % teams),
        "days": narrow(r.days),
        "hop_days": narrow(r.hop_days),
        "hop_desk": narrow(desks),
    }


def narrow(values: np.ndarray) -> np.ndarray:
    """The values in bytes where they fit, else in two bytes each."""
    return values.astype(np.uint8 if values.max(initial=0) < 2**8 else np.int16)


def _rank_in_team(team: np.ndarray) -> np.ndarray:
    """Which one of its team's seats each seat is, from 0."""
    return np.array([int((team[:seat] == own).sum()) for seat, own in enumerate(team)], np.int64)
