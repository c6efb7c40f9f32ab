"""The focal firm's customers, noted week by week."""

import numpy as np

from sim.model.records import World
from sim.model.world import FOCAL
from sim.view.replay.recording.states import customer_state

MOST_DOTS = 700
"""Customers that a panel has room for; with more of them, a dot stands for several."""


class Crowd:
    """The focal firm's customers as dots: every so many-th of the market; joiners take the places of leavers."""

    def __init__(self, w: World):
        here = np.flatnonzero(w.customers["firm"] == FOCAL)
        self.step = max(1, -(-len(here) // MOST_DOTS))
        self._holders = list(here[:: self.step])
        teams = int(w.firms["team_end"][FOCAL] - w.firms["team_first"][FOCAL])
        self.teams = [int(row) // int(w.market["dealt_to"][0]) % teams for row in self._holders]
        self._sample = np.zeros(len(w.customers), bool)
        self._sample[:: self.step] = True
        self._sample[here] = False
        self._sample[self._holders] = True
        self.frames: list[list[int]] = []

    def places(self, w: World) -> dict[int, int]:
        """The place of every customer of the firm who is shown, by row, as of the latest week's end."""
        return {
            int(row): place for place, row in enumerate(self._holders) if w.customers["firm"][row] == FOCAL
        }

    def note(self, w: World) -> None:
        """How each dot feels at the week's end."""
        firm, satisfaction = w.customers["firm"], w.customers["satisfaction"]
        shown = {row for row in self._holders if firm[row] == FOCAL}
        joiners = (int(row) for row in np.flatnonzero(self._sample & (firm == FOCAL)) if row not in shown)
        frame = []
        for place, row in enumerate(self._holders):
            if firm[row] != FOCAL:
                row = self._holders[place] = next(joiners, row)
            frame.append(int(customer_state(firm[row] == FOCAL, float(satisfaction[row]))))
        self.frames.append(frame)
