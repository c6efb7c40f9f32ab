"""Finds the screening sizes of scenarios: sim/design/screening.toml and docs/screening.md. Minutes.

`python docs/screening.py` measures every scenario that comes with the project, `python docs/screening.py my.toml` one
of your own. Runs are kept in results/screening/; an interrupted command goes on where it was. `--check` runs nothing,
and exits with 1 if a scenario is missing, or was measured with another model.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from docs import generate  # noqa: E402
from sim.analysis.judge import Judgement, judge  # noqa: E402
from sim.design import screening  # noqa: E402
from sim.design.screening import Size, sizes, teams  # noqa: E402
from sim.errors import InputError  # noqa: E402
from sim.model.digest import model_digest  # noqa: E402
from sim.model.precompile import compile_all  # noqa: E402
from sim.model.scenario import Scenario  # noqa: E402
from sim.places import scenario_files  # noqa: E402
from sim.policies import load_policy  # noqa: E402
from sim.running.addresses import digest_of  # noqa: E402
from sim.running.jobs import Task, missing_jobs  # noqa: E402
from sim.running.scenarios import load_scenario  # noqa: E402
from sim.store.files import write_bytes  # noqa: E402
from sim.store.store import Store  # noqa: E402
from sim.sweeps.runner import run_jobs  # noqa: E402

CACHE = ROOT / "results" / "screening"
POLICIES = ("neutral", "people_and_customer")
SEED, YEARS, WORLDS = 1, 3, 100
FIRST = 40
"""Worlds after which a size is given up that is surely off by more than the stated error."""

SMALLEST = {
    "turnover": 0.05,
    "employee_satisfaction": 0.02,
    "strain": 0.02,
    "clarity": 0.02,
    "urgent_seen": 0.2,
    "late_share": 0.02,
    "lead_time": 0.2,
    "wrong_share": 0.01,
    "utilisation": 0.02,
    "customer_satisfaction_all": 0.01,
    "customer_satisfaction": 0.01,
    "churn": 0.02,
    "market_share": 0.02,
}
"""The headline outcomes that are rates, and the smallest difference in each that matters, in the outcome's unit."""

ERRORS = {name: least / 2.0 for name, least in SMALLEST.items()}
"""The stated errors: half of what matters. They were set before any sizes were compared."""

Values = Mapping[str, Mapping[str, np.ndarray]]
"""By policy, and for what the last policy changes: a rate's values, one a world."""


@dataclass(frozen=True)
class Tried:
    """A size and how it compares with the full one: a judgement of each rate, by policy and for their difference."""

    size: Size
    worlds: int
    found: Mapping[str, Mapping[str, Judgement]]

    @property
    def off(self) -> list[tuple[str, str, Judgement]]:
        """The rates that are not shown to lie within their error."""
        every = [(of, rate, judged) for of, its in self.found.items() for rate, judged in its.items()]
        return [one for one in every if one[2].verdict != "too small"]

    @property
    def hopeless(self) -> bool:
        """Whether a rate is surely off by more than its error."""
        return any(judged.exceeds for _, _, judged in self.off)


def measured(scenario: Scenario, worlds: int) -> dict[str, Any]:
    """The scenario's entry: its screening size, and what was tried to find it."""
    tried = []
    smaller = sizes(scenario)[:-1]
    full = Size(teams(scenario), teams(scenario))
    for size in smaller:
        for count in (min(FIRST, worlds), worlds):
            one = compared(size, rates(scenario, full, count), rates(scenario, size, count), count)
            if one.hopeless:
                break
        tried.append(one)
        if not one.off:
            break
    accepted = next((one.size for one in tried if not one.off), full)
    return {
        "content": digest_of(scenario.content()),
        "model": model_digest(),
        "teams": accepted.teams,
        "of": accepted.of,
        "years": YEARS,
        "seed": SEED,
        "errors": ERRORS if tried else {},
        "tried": [_noted(one) for one in tried],
    }


def compared(size: Size, full: Values, small: Values, worlds: int) -> Tried:
    """The rates of a size less those of the full one, judged as one family against the stated errors."""
    keys = [(of, rate) for of in full for rate in ERRORS]
    judged = judge(
        [(small[of][rate], full[of][rate]) for of, rate in keys], [ERRORS[rate] for _, rate in keys]
    )
    found: dict[str, dict[str, Judgement]] = {of: {} for of in full}
    for (of, rate), one in zip(keys, judged, strict=True):
        found[of][rate] = one
    return Tried(size, worlds, found)


def rates(scenario: Scenario, size: Size, worlds: int) -> Values:
    """The rates of the first worlds at a size: kept runs are read, the others run."""
    market = size.market(scenario)
    tasks = {name: Task.of(market, load_policy(name), "as_managed", SEED, YEARS) for name in POLICIES}
    jobs = missing_jobs(tasks.values(), range(worlds), Store(CACHE).complete(series=False))
    print(
        f"{scenario.name}, {size.share} of its size: {len(jobs)} of {worlds} worlds to run", file=sys.stderr
    )
    failed = run_jobs(jobs, CACHE, series=False)
    if failed:
        raise InputError(f"{scenario.name}: {len(failed)} runs failed, the first: {failed[0]}")
    store = Store(CACHE)
    found = {name: _columns(store, task, worlds) for name, task in tasks.items()}
    neutral, other = (found[name] for name in POLICIES)
    return {**found, "difference": {rate: other[rate] - neutral[rate] for rate in ERRORS}}


def _columns(store: Store, task: Task, worlds: int) -> dict[str, np.ndarray]:
    runs = store.runs([task.point]).sort_by("replication")
    mine = runs["replication"].to_numpy() < worlds
    return {rate: runs[rate].to_numpy().astype(float)[mine] for rate in ERRORS}


def _noted(one: Tried) -> dict[str, Any]:
    """A size that was tried, as it is written down: of each rate its mean at full size, and how far off it is."""
    return {
        "teams": one.size.teams,
        "worlds": one.worlds,
        "off": sorted({rate for _, rate, _ in one.off}, key=list(ERRORS).index),
        **{
            of: {
                rate: [_rounded(x) for x in (d.difference.mean_b, d.difference.mean, *d.difference.interval)]
                for rate, d in its.items()
            }
            for of, its in one.found.items()
        },
    }


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")


HEAD = """# Written by docs/screening.py from runs of the model; docs/screening.md explains it.
# Of each rate: its mean at full size, how far off the smaller size is, and the 95% interval of that.
"""


def as_toml(entries: Mapping[str, Mapping[str, Any]]) -> str:
    """The table's file: a line a rate, so that a change shows."""
    lines = [HEAD.rstrip()]
    for name, entry in sorted(entries.items()):
        lines += ["", f"[scenarios.{name}]", *_lines(entry, ("errors", *["tried"] * bool(entry["tried"])))]
        lines += ["", f"[scenarios.{name}.errors]", *_lines(entry["errors"])]
        for one in entry["tried"]:
            parts = (*POLICIES, "difference")
            lines += ["", f"[[scenarios.{name}.tried]]", *_lines(one, parts)]
            for part in parts:
                lines += ["", f"[scenarios.{name}.tried.{part}]", *_lines(one[part])]
    return "\n".join(lines) + "\n"


def _lines(values: Mapping[str, Any], but: Sequence[str] = ()) -> Iterable[str]:
    return (f"{key} = {_value(value)}" for key, value in values.items() if key not in but)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return (
        f'"{value}"' if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
    )


def write(entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the table and the page."""
    write_bytes(screening.FILE, as_toml(entries).encode())
    screening.read.cache_clear()
    (ROOT / "docs" / "screening.md").write_text(generate.FILES["docs/screening.md"](), encoding="utf-8")


def stale() -> list[str]:
    """What is missing, or was measured with another model or another scenario."""
    entries = screening.read()["scenarios"]
    now = {name: (model_digest(), digest_of(load_scenario(name).content())) for name in scenario_files()}
    then = {name: (entry["model"], entry["content"]) for name, entry in entries.items()}
    return [name for name, what in now.items() if then.get(name) != what]


def main(words: Sequence[str]) -> int:
    """Measure scenarios, or with --check only say which are not of this model."""
    parser = argparse.ArgumentParser(description="Find the screening sizes of scenarios.")
    parser.add_argument(
        "scenarios", nargs="*", help="names or files; all that come with the project unless given"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="run nothing; exit with 1 if a scenario was not measured as it is",
    )
    parser.add_argument("--worlds", type=int, default=WORLDS, help=f"{WORLDS} unless given")
    given = parser.parse_args(words)
    if given.worlds < 2:
        parser.error(f"--worlds must be 2 or more, got {given.worlds}")
    if given.check:
        for name in stale():
            print(f"{name}: not measured as it is, run `python docs/screening.py {name}`", file=sys.stderr)
        return int(bool(stale()))
    try:
        scenarios = [load_scenario(name) for name in given.scenarios or scenario_files()]
        compile_all(lambda said: print(said, file=sys.stderr))
        for scenario in scenarios:
            write(screening.read()["scenarios"] | {scenario.name: measured(scenario, given.worlds)})
            print(f"{scenario.name}: {screening.screening(scenario, scenario.name).size.share}", flush=True)
    except InputError as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
