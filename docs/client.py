"""Writes examples/client.csv: months as a client would give them, made by a run of the model that says so.

`python docs/client.py`. Nobody's data: a contact centre that differs from turnover_city in how many quit, how many
hours are lost and how often customers look around, seen through books with gaps.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from sim.calibration.months import MONTH, MONTHS_A_YEAR, NAMES, Months  # noqa: E402
from sim.calibration.to_client import months_of  # noqa: E402
from sim.design.vary import vary  # noqa: E402
from sim.running.scenarios import load_scenario  # noqa: E402

FILE = ROOT / "examples" / "client.csv"
TRUTH = {"people.base_quit_hazard": 0.45, "people.absence": 0.12, "choice.consider_rate": 1.9}
SEED, WORLD, MONTHS, FIRST = 99, 0, 36, 2023 * MONTHS_A_YEAR

REMARK = (
    "# Nobody's data: made by a run of the model, `python docs/client.py`, with",
    f"# {', '.join(f'{name} = {value:g}' for name, value in TRUTH.items())}.",
)
MISSING = {"survey": range(0, MONTHS, 4), "lateness": range(5, 9), "absence": (20,)}
"""Months that these books leave empty."""


def table() -> dict[str, np.ndarray]:
    """The months of one world."""
    found = months_of(vary(load_scenario("turnover_city"), TRUTH), SEED, WORLD, MONTHS)
    for name, months in MISSING.items():
        found[name] = found[name].astype(float)
        found[name][list(months)] = np.nan
    return found


def text(months: Mapping[str, np.ndarray]) -> str:
    """The file."""
    label = Months(FIRST, months).label
    rows = (",".join([label(nth), *(cell(months[name][nth]) for name in NAMES)]) for nth in range(MONTHS))
    return "\n".join([*REMARK, ",".join([MONTH, *NAMES]), *rows]) + "\n"


def cell(value: float) -> str:
    """A value as books have it: counts whole, shares to a tenth of a percent, nothing where it is missing."""
    return "" if np.isnan(value) else f"{value:.0f}" if value == round(value) else f"{value:.3f}"


if __name__ == "__main__":
    FILE.write_text(text(table()), encoding="utf-8")
    print(f"wrote {FILE.relative_to(ROOT)}")
