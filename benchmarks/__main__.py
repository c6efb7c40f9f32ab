"""Measured speed: python -m benchmarks [--only ROW ...] [--pairs N] [--write].

Machines differ and are busy, so what counts are ratios within one run: two things are timed in turn, and of the ratios
of such pairs the median and the range are given.
"""

import argparse
import os
import platform
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import mesa
import numba
import numpy as np

from benchmarks.firms import first_day, market
from benchmarks.lines import HEAD, AnyLine, Left, written
from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR
from sim.model.precompile import compile_all
from sim.running.workers import default_workers

RESULTS = Path(__file__).with_name("results.md")
TITLE = "# Measured speed\n\n`python -m benchmarks --write` measures it anew, `--only` some rows of it.\n\n"
ROWS = sorted(path.stem for path in (Path(__file__).parent / "rows").glob("[!_]*.py"))


def now() -> str:
    """The time, and how busy the machine is: runnable processes over the last minute, in the mean."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.1f}"


def machine(pairs: int) -> str:
    """What is measured on, and how often."""
    versions = f"Mesa {mesa.__version__}, Numba {numba.__version__}, NumPy {np.__version__}"
    return (
        f"{default_workers()} cores of {platform.machine()}; Python {platform.python_version()}, {versions}; "
        f"at most {pairs} pairs."
    )


def others(table: str, measured_on: str, rows: Sequence[str]) -> dict[str, list[str]]:
    """The lines of a kept table, by row, without those of some rows; none if it was measured on something else."""
    found: dict[str, list[str]] = {}
    if measured_on in table:
        for line in table.partition(HEAD)[2].splitlines():
            row = line.removeprefix("| ").partition(" |")[0]
            if row in ROWS and row not in rows:
                found.setdefault(row, []).append(line)
    return found


def lines(row: str, pairs: int) -> Iterator[AnyLine]:
    """The lines of a row; one that breaks says so, and the others are still measured."""
    try:
        yield from import_module(f"benchmarks.rows.{row}").measure(pairs)
    except Exception as error:
        traceback.print_exc()
        yield Left("failed", f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")


def main() -> int:
    """Measure everything or what is named; print a table, and keep it if asked to. Returns 1 if a row failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=ROWS, default=ROWS, metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--pairs", type=int, default=5, help="how often to measure each pair (5)")
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"keep the table in benchmarks/{RESULTS.name}; rows not measured now stay, if of this machine",
    )
    given = parser.parse_args()
    if given.pairs < 1:
        parser.error(f"--pairs must be at least 1, got {given.pairs}")

    compile_all(lambda text: print(text, file=sys.stderr))
    engine.run_until(first_day(market()), DAYS_A_YEAR)  # loads what is compiled
    measured_on = machine(given.pairs)
    print(f"{measured_on}\n\n{HEAD}", flush=True)
    table: dict[str, list[str]] = {}
    failed = False
    for row in given.only:
        when = now()
        for line in lines(row, given.pairs):
            failed |= isinstance(line, Left) and line.what == "failed"
            table.setdefault(row, []).append(written(row, line, when))
            print(table[row][-1], flush=True)
    if given.write:
        if RESULTS.exists():
            table |= others(RESULTS.read_text(encoding="utf-8"), measured_on, given.only)
        whole = "\n".join(line for row in ROWS for line in table.get(row, ()))
        RESULTS.write_text(f"{TITLE}{measured_on}\n\n{HEAD}\n{whole}\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
