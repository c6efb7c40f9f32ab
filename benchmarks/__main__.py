"""Measured speed: python -m benchmarks. Ratios within one run, since machines differ and are busy; medians of pairs."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.plain_mesa import PlainMarket
from sim import agents, engine
from sim.precompile import compile_all
from sim.records import World
from sim.scenario import Scenario, load_scenario
from sim.world import build, copy, world_seed

ROOT = Path(__file__).parents[1]
PAIRS = 5
YEARS = 3
DAYS_A_YEAR = 260


def one_firm() -> Scenario:
    """7,000 customers and 24 employees of one firm: the flagship scenario without its rival."""
    return load_scenario(ROOT / "scenarios" / "turnover_city.toml").model_copy(
        update={"competition": "monopoly"}
    )


def seconds(work: Callable[[], object]) -> float:
    """Wall time of a piece of work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def fresh() -> World:
    """The firm on its first day."""
    return build(one_firm(), world_seed(1, 0), YEARS)


def plain_mesa() -> list[str]:
    """The whole calendar, days and weeks, against the same model written plainly in Mesa, over three years."""
    days = YEARS * DAYS_A_YEAR
    peer, ours = [], []
    for seed in range(PAIRS):
        market = PlainMarket(one_firm(), seed)
        peer.append(seconds(lambda market=market: market.run_until(days)))
        w = build(one_firm(), world_seed(seed, 0), YEARS)
        ours.append(seconds(lambda w=w: engine.run_until(w, days)))
    return [f"three years in plain Mesa over ours | {_times(peer, ours)} | {_ms(peer)} and {_ms(ours)}"]


def mesa_way() -> list[str]:
    """One agent at a time through Mesa, against whole ranges in compiled code: the same bits."""
    slow, fast = [], []
    for _ in range(PAIRS):
        slow.append(seconds(lambda: agents.run_until(fresh(), 20, one_firm())))
        fast.append(seconds(lambda: engine.run_until(fresh(), 20)))
    return [
        f"20 days through Mesa agents over compiled ranges | {_times(slow, fast)} | {_ms(slow)} and {_ms(fast)}"
    ]


def branching() -> list[str]:
    """What a policy's branch from a warmed-up world costs, against warming up again."""
    warm = engine.run_until(fresh(), 2 * DAYS_A_YEAR)
    again = [seconds(lambda: engine.run_until(fresh(), 2 * DAYS_A_YEAR)) for _ in range(PAIRS)]
    copied = [seconds(lambda: copy(warm)) for _ in range(PAIRS)]
    return [
        f"two years of warm-up over a copy of the world | {_times(again, copied)} | {_ms(again)} and {_ms(copied)}"
    ]


def starts() -> list[str]:
    """A first result right after installation, against one when everything is compiled."""
    code = "import sim; sim.run('corner_shop', years=1)"
    compiling = "from sim.precompile import compile_all; compile_all()"
    cold, warm, compiled = [], [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as cache:
            environment = os.environ | {"XDG_CACHE_HOME": cache}
            environment.pop("NUMBA_CACHE_DIR", None)
            compiled.append(seconds(lambda env=environment: _python(compiling, env)))
            warm.append(seconds(lambda env=environment: _python(code, env)))
        cold.append(compiled[-1] + warm[-1])
    return [
        f"first result, cold over warm | {_times(cold, warm)} | {_ms(cold)} and {_ms(warm)}",
        f"compiling alone over a warm first result | {_times(compiled, warm)} | {_ms(compiled)} and {_ms(warm)}",
    ]


def _python(code: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)


def _times(above: list[float], below: list[float]) -> str:
    """Median of the ratios pair by pair, and their range."""
    ratios = sorted(a / b for a, b in zip(above, below, strict=True))
    return f"{statistics.median(ratios):.3g} [{ratios[0]:.3g}, {ratios[-1]:.3g}]"


def _ms(times: list[float]) -> str:
    return f"{1000.0 * statistics.median(times):,.3g} ms"


ROWS = {"plain_mesa": plain_mesa, "mesa_way": mesa_way, "branching": branching, "starts": starts}


def main() -> None:
    """Measure everything, or what is named."""
    unknown = [name for name in sys.argv[1:] if name not in ROWS]
    if unknown:
        sys.exit(f"given {', '.join(unknown)}, allowed {', '.join(ROWS)}")
    compile_all(print)
    engine.run_until(fresh(), 5)
    print("| what | ratio, median [lowest, highest] | medians |\n|---|---|---|")
    for name in sys.argv[1:] or ROWS:
        for line in ROWS[name]():
            print(f"| {line} |", flush=True)


if __name__ == "__main__":
    main()
