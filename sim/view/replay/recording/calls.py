"""Requests that customers of the focal firm called urgent, as its managers found them and left them by the evening."""

from dataclasses import dataclass

import numpy as np

from sim.model.records import World
from sim.model.states import ASKED, INSIDE
from sim.model.world import FOCAL

FIELDS = {
    "day": np.int32,
    "team": np.int16,
    "customer": np.int32,
    "kind": np.uint8,
    "due": np.int16,
    "urgent": np.uint8,
    "decided": np.uint8,
    "labelled": np.uint8,
}


@dataclass(frozen=True)
class Calls:
    """Requests that customers stated as urgent, in the order of days and, within a day, of customers; an array each.

    Days are working days and count from the policies' beginning. What an evening shows is that of the day of the ask.
    """

    day: np.ndarray  # of the ask
    team: np.ndarray  # in whose manager's tray it came
    customer: np.ndarray  # the customer's row in the market
    kind: np.ndarray  # its channel, of sim.model.states
    due: np.ndarray  # working days from the ask to its due day; 0 is the same day
    urgent: np.ndarray  # 1 if it truly could not wait
    decided: np.ndarray  # 1 if the manager had decided on it by that evening
    labelled: np.ndarray  # 1 if the manager had passed it on as urgent by then


class Listener:
    """Notes each evening what customers called urgent that day; it changes nothing in the world."""

    def __init__(self, w: World):
        self._start = int(w.market["start"][0])
        self._days: list[dict[str, np.ndarray]] = []

    def evening(self, w: World) -> None:
        """Note what was asked today and stated as urgent. Rows are used again only tomorrow (sim.model.phases.post)."""
        today, r = int(w.market["day"][0]) - 1, w.requests
        rows = np.flatnonzero(
            (r["asked"] == today) & (r["firm"] == FOCAL) & (r["channel"] < INSIDE) & (r["claimed"] == 1)
        )
        found = r[rows[np.argsort(r["key"][rows])]]
        # What a leaver handed on lies in the tray again, and was decided on before.
        decided = (found["state"] != ASKED) | (found["accepted"] == 1)
        self._days.append(
            {
                "day": np.full(len(found), today - self._start),
                "team": found["team"] - int(w.firms["team_first"][FOCAL]),
                "customer": found["customer"],
                "kind": found["channel"],
                "due": found["due"] - today,
                "urgent": found["urgent"],
                "decided": decided,
                "labelled": found["labelled"] * decided,
            }
        )

    def calls(self) -> Calls:
        """All that was noted."""
        return Calls(
            **{
                name: np.concatenate([day[name] for day in self._days]).astype(kind)
                for name, kind in FIELDS.items()
            }
        )
