"""The numbers of one small run, stored: any change of the model shows here. Read a failure here last.

The other tests say what is wrong; this one says that something is different. If the change is meant, it needs a line
in CHANGELOG.md: then store here what the failing test printed.
"""

import hashlib

import numpy as np
import pytest

from sim.model.records import World
from sim.policies import load_policy
from sim.running.course import begin, warmed_up
from tests.worlds import SMALL, after, notes, scenario

MARKET = scenario(
    SMALL | {"need_rate": 8, "warm_up": 1, "consider_rate": 3, "surge_factor": 2, "surge_week": 20},
    competition="duopoly",
)

TOTALS = {
    "opened": 15961.0,
    "decided": 15961.0,
    "declined": 724.0,
    "delivered": 15229.0,
    "late": 602.0,
    "lead_days": 19864.0,
    "wrong": 1303.0,
    "busy_hours": 16097.2,
    "team_hours": 695.524,
    "clarity_sum": 452.892,
    "strain_sum": 167.409,
    "quits": 3.0,
    "hires": 5.0,
    "customers": 14322.0,
    "gained": 173.0,
    "revenue": 903159.0,
    "wages": 1021320.0,
    "cash": -7792690.0,
}

FINGERPRINT = "d26afcff53f76cf7"


@pytest.fixture(scope="module")
def w() -> World:
    return after(begin(warmed_up(MARKET, 1, 0, 1), load_policy("people_and_customer"), "as_managed"))


def test_the_totals_of_a_small_run_are_those_stored(w):
    totals = {name: float(f"{notes(w, name).sum():.6g}") for name in TOTALS}
    assert totals == pytest.approx(TOTALS, rel=1e-5), f"store, if meant:\nTOTALS = {totals}"


def test_the_weekly_notes_of_a_small_run_are_those_stored(w):
    """To six digits: the last ones may differ between platforms."""
    columns = [w.weeks[name].astype(float).ravel() + 0.0 for name in w.weeks.dtype.names]
    text = " ".join(f"{value:.6g}" for value in np.concatenate(columns))
    found = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert found == FINGERPRINT, f'store, if meant:\nFINGERPRINT = "{found}"'
