"""Discovery: the chosen box, and how it does on points held out."""

import numpy as np

from sim.analysis.discovery import discover
from sim.analysis.runs import Region
from sim.view.figures.discovery import discovery_tradeoff
from tests.view.figures.made_up import LOAD, VOICE


def a_corner():
    rng = np.random.default_rng(1)
    load, voice = rng.uniform(size=(2, 600))
    runs = {
        "point_number": np.arange(600),
        "replication": np.zeros(600, int),
        LOAD: load,
        VOICE: voice,
        "turnover": np.where((load > 0.6) & (voice < 0.5), 1.2, 0.2),
    }
    return discovery_tradeoff(discover(runs, [LOAD, VOICE], Region("turnover", low=1.0)))


EXAMPLES = {
    a_corner: "Where need rate >= 0.6",
}
"""Each figure made here, and what its title says."""


def test_the_last_box_is_denser_than_everything():
    rows = a_corner().layout.meta["table"]
    assert rows[-1]["density"] > rows[0]["density"]
