"""Measures what runs cost and writes docs/scaling.toml and docs/scaling.md: minutes, so that `make docs` leaves it out.

`python docs/scaling.py` measures anew, each size in a process of its own, and writes the page; `make docs` writes the
page alone, from the figures that are kept.
"""

import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomli_w

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from benchmarks.fresh import fresh  # noqa: E402
from docs.pages import scaling  # noqa: E402
from sim.model.precompile import compile_all  # noqa: E402
from sim.policies import load_policy  # noqa: E402
from sim.running.jobs import Task, missing_jobs  # noqa: E402
from sim.running.scenarios import load_scenario  # noqa: E402
from sim.running.workers import default_workers  # noqa: E402
from sim.sweeps.runner import run_jobs  # noqa: E402

FIGURES = ROOT / "docs" / "scaling.toml"
PAGE = ROOT / "docs" / "scaling.md"
REPEATS = 3
STORED = 10
"""Worlds whose files are weighed."""

# customers, employees, firms, load, days, held back
SIZES = (
    (1_000, 3, 1, 1.0, 250, False),
    (7_000, 24, 1, 1.0, 250, False),
    (7_000, 24, 1, 0.3, 250, False),
    (3_000, 100, 1, 1.0, 125, False),
    (30_000, 1_000, 1, 1.0, 40, False),
    (20_000, 10, 1, 1.0, 250, False),
    (70_000, 240, 1, 1.0, 65, False),
    (70_000, 240, 1, 0.3, 65, False),
    (300_000, 160, 1, 1.0, 20, False),
    (700_000, 2_400, 1, 1.0, 15, False),
    (7_000, 24, 10, 1.0, 65, False),
    (3_000, 10, 1, 1.0, 250, True),
    (20_000, 69, 1, 0.6, 125, True),
    (6_000, 200, 1, 1.0, 125, True),
    (7_000, 24, 2, 1.0, 250, True),
    (200_000, 690, 1, 1.0, 20, True),
    (300_000, 160, 2, 1.0, 15, True),
)
"""Those that are held back are predicted from the others."""


def measured() -> dict[str, Any]:
    """All figures of the page."""
    runs = []
    for customers, employees, firms, load, days, held_back in SIZES:
        size = {"customers": customers, "employees": employees, "firms": firms, "load": load, "days": days}
        figures = fresh("benchmarks.sizes", "run_of", **size, repeats=REPEATS)
        print(f"{size}: {figures['day_seconds']:.3g} s", flush=True)
        runs.append({"firms": firms, "load": load, "days": days, "held_back": held_back, **figures})
    return {
        "machine": {
            "measured": f"{datetime.now(UTC):%Y-%m-%d}",
            "cores": default_workers(),
            "processor": platform.machine(),
            "python": platform.python_version(),
            "load": round(os.getloadavg()[0], 1),
        },
        "store": store(),
        "run": runs,
    }


def store() -> dict[str, float]:
    """What results weigh, how many a second the one process that writes can take, and how long it takes to go on."""
    tasks = [Task.of(load_scenario(scaling.SCENARIO), load_policy("neutral"), "as_managed", 1, 1)]
    jobs = missing_jobs(tasks, range(STORED), {})
    weights = {}
    for name, series in (("bytes_a_run", False), ("bytes_a_run_with_series", True)):
        with tempfile.TemporaryDirectory() as folder:
            run_jobs(jobs, Path(folder), series=series, workers=1)
            weights[name] = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet")) / STORED
    return {**weights, **fresh("docs.scaling", "writing")}


def writing() -> dict[str, float]:
    """Runs that are committed a second to a store, of 100,000 made-up ones; seconds to find that none is missing."""
    from benchmarks.rows.many import fill, missing

    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        fill(folder)
        filled = time.perf_counter()
        missing(1_000, 100, Path(folder))
        return {
            "commits_a_second": 100_000 / (filled - begun),
            "seconds_to_resume_100_000": time.perf_counter() - filled,
        }


def main() -> None:
    """Measure, keep the figures, write the page."""
    compile_all(print)
    FIGURES.write_text("# Written by docs/scaling.py.\n\n" + tomli_w.dumps(measured()), encoding="utf-8")
    PAGE.write_text(scaling.text(), encoding="utf-8")
    print(f"wrote {FIGURES.name} and {PAGE.name}")


if __name__ == "__main__":
    main()
