"""Measured speed: python -m benchmarks [--only NAME ...] [--write].

Machines differ and are busy, so what counts are ratios within one run: two things are timed in turn, and of the ratios
of such pairs the median and the range are given. Processor time, but for what starts processes of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import mesa
import numba
import numpy as np

from benchmarks.experiments import batch_run, many, runner
from benchmarks.lines import Line, timed
from benchmarks.plain_mesa import PlainMarket, core
from sim import agents
from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR, SECTIONS
from sim.model.precompile import compile_all
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.world import build, copy, world_seed

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results.md")
YEARS = 3
HEAD = "| what | over what | times, median [range] | medians |\n|---|---|---|---|"
COMPILE = "from sim.model.precompile import compile_all; compile_all()"
FIRST_RESULT = "import sim; sim.run('corner_shop', years=1)"


def one_firm(times: int = 1) -> Scenario:
    """One firm of the default size, 7,000 customers and 24 employees, or a multiple of it, reduced to the core."""
    scenario = Scenario(
        format_version=1,
        title="a monopoly of default size",
        describes="for measuring speed",
        competition="monopoly",
    )
    sizes = {"customers_per_firm": 7000.0 * times, "employees_per_firm": 24.0 * times}
    sections = {
        key: scenario.section(key).model_copy(
            update={name: getattr(scenario.section(key), name).model_copy(update={"value": value})}
        )
        for name, value in sizes.items()
        for key, kind in SECTIONS.items()
        if name in kind.model_fields
    }
    return core(scenario.model_copy(update=sections))


def first_day(scenario: Scenario, seed: int = 0) -> World:
    """The market on its first morning."""
    return build(scenario, world_seed(seed, 0), YEARS)


def against_plain(
    scenario: Scenario, days: int, pairs: int, *, shuffle: bool = False
) -> list[tuple[float, float]]:
    """Seconds of the same days in plain Mesa and compiled, building not counted."""
    measured = []
    for seed in range(pairs):
        peer = PlainMarket(scenario, seed, shuffle=shuffle)
        plain = timed(partial(peer.run_until, days))
        peer.remove_all_agents()
        measured.append((plain, timed(partial(engine.run_until, first_day(scenario, seed), days))))
    return measured


def plain(pairs: int) -> Iterator[Line]:
    """The core of the model against the plain Mesa peer, over three years."""
    over = "compiled"
    days = YEARS * DAYS_A_YEAR
    what = "plain Mesa, 7,000 customers, 24 employees, three years, "
    yield Line(what + "fixed order", over, against_plain(one_firm(), days, pairs))
    yield Line(what + "shuffled", over, against_plain(one_firm(), days, pairs, shuffle=True))


def large(pairs: int) -> Iterator[Line]:
    """The same with ten times as many customers and employees, over a quarter."""
    pairs = min(pairs, 3)
    what = "plain Mesa, 70,000 customers, 240 employees, one quarter, "
    yield Line(what + "fixed order", "compiled", against_plain(one_firm(10), 65, pairs))
    yield Line(what + "shuffled", "compiled", against_plain(one_firm(10), 65, pairs, shuffle=True))


def mesa_way(pairs: int) -> Iterator[Line]:
    """The compiled phases one agent at a time through Mesa, against whole ranges: the same bits."""
    measured = []
    for seed in range(pairs):
        model = agents.MarketModel(one_firm(), world=first_day(one_firm(), seed))
        slow = timed(lambda model=model: [model.step() for _ in range(10)])
        model.remove_all_agents()
        measured.append((slow, timed(partial(engine.run_until, first_day(one_firm(), seed), 10))))
    yield Line("our phases agent by agent through Mesa, ten days", "compiled ranges", measured)


def branching(pairs: int) -> Iterator[Line]:
    """What a policy's branch from a warmed-up world costs, against warming up again."""
    days = 2 * DAYS_A_YEAR
    warm = engine.run_until(first_day(one_firm()), days)
    measured = [
        (
            timed(lambda seed=seed: engine.run_until(first_day(one_firm(), seed), days)),
            timed(lambda: [copy(warm) for _ in range(100)]) / 100.0,
        )
        for seed in range(pairs)
    ]
    yield Line("building a world and warming it up for two years", "copying it", measured)


def starts(pairs: int) -> Iterator[Line]:
    """A first result right after installation, against one when everything is compiled. Wall time."""
    compiling, cold = [], []
    for _ in range(min(pairs, 3)):
        with tempfile.TemporaryDirectory() as cache:
            environment = os.environ | {"XDG_CACHE_HOME": cache}
            environment.pop("NUMBA_CACHE_DIR", None)
            compiled, warm = (
                timed(partial(_python, code, environment), time.perf_counter)
                for code in (COMPILE, FIRST_RESULT)
            )
        compiling.append((compiled, warm))
        cold.append((compiled + warm, warm))
    over = "a first result, compiled before"
    yield Line("compiling everything", over, compiling)
    yield Line("compiling and a first result", over, cold)


def _python(code: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)


ROWS: dict[str, Callable[[int], Iterator[Line]]] = {
    row.__name__: row for row in (plain, large, mesa_way, branching, starts, runner, batch_run, many)
}


def main() -> None:
    """Measure everything or what is named; print a table, and keep it if asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), help="rows to measure")
    parser.add_argument("--pairs", type=int, default=5, help="how often to measure each pair")
    parser.add_argument("--write", action="store_true", help=f"keep the table in benchmarks/{RESULTS.name}")
    given = parser.parse_args()

    compile_all(lambda text: print(text, file=sys.stderr))
    engine.run_until(first_day(one_firm()), DAYS_A_YEAR)  # loads what is compiled
    versions = f"Python {sys.version.split()[0]}, Mesa {mesa.__version__}, Numba {numba.__version__}"
    table = [f"{versions}, NumPy {np.__version__}, {given.pairs} pairs.\n\n{HEAD}"]
    print(table[0])
    for name in given.only:
        for line in ROWS[name](given.pairs):
            table.append(str(line))
            print(line, flush=True)
    if given.write:
        RESULTS.write_text(
            "# Measured speed\n\n`make benchmark` measures it anew. " + "\n".join(table) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
