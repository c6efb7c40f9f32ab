"""sim run, sim replay: policies compared in the same worlds, and shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sim.cli.common import (
    Freeze,
    PoliciesFolder,
    PolicyNames,
    ScenarioName,
    Seed,
    Without,
    Workers,
    Years,
    exit_if_failed,
    print_message,
    require,
    run_all,
)
from sim.cli.progress import meter


def run(
    scenario: ScenarioName,
    /,
    *,
    policy: PolicyNames = None,
    replications: Annotated[int, Parameter(help="worlds; every policy meets each of them")] = 20,
    years: Years = None,
    seed: Seed = 1,
    engine: Annotated[str, Parameter(help="fast, or mesa: one agent at a time, the same numbers")] = "fast",
    workers: Workers = None,
    without: Without = None,
    freeze: Freeze = None,
    out: Annotated[Path | None, Parameter(help="folder of results; results/SCENARIO unless given")] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Run policies in the same worlds, compare them, and keep everything.

    Runs that are in the results folder already are not run again; an interrupted command goes on where it was.

    Example: sim run turnover_city --policy customer_first --policy people_and_customer --replications 20
    """
    from sim.analysis.compare import Comparison
    from sim.analysis.table import render
    from sim.model.precompile import compile_all
    from sim.running.jobs import missing_jobs
    from sim.store.store import Store

    design = _design(scenario, policy or ["neutral"], replications, years, seed, policies, without, freeze)
    require(engine in ("fast", "mesa"), f"--engine: given {engine!r}, allowed fast or mesa")
    require(workers is None or workers >= 1, f"--workers: given {workers}, allowed a whole number from 1")
    folder = out or Path("results") / design.scenario.name
    require(not folder.exists() or folder.is_dir(), f"--out: {folder} is a file; a folder is needed")
    compile_all(print_message)
    tasks = list(design.tasks.values())
    jobs = missing_jobs(tasks, range(replications), Store(folder).finished())
    there = replications - len(jobs)
    failures = run_all(
        f"{design.scenario.name}: worlds",
        jobs,
        folder,
        f"{{}} of {replications} worlds are finished and kept in {folder}.",
        there,
        engine=engine,
        workers=workers,
    )
    if there:
        print_message(f"{there} of {replications} worlds were in {folder} already.")
    exit_if_failed(failures)
    comparison = Comparison(design, Store(folder).runs([task.point for task in tasks]))
    table = render(comparison)
    print(table)
    written = _keep(folder, design.name, table)
    print("\nWritten:")
    for path, what in [
        (folder / "runs", "one row a run (Parquet)"),
        (folder / "series", "one row a run and week (Parquet)"),
        (written, "this table"),
        *_replay_of_first_world(design, comparison, folder),
    ]:
        print(f"  {path}  {what}")


def replay(
    scenario: ScenarioName,
    /,
    *,
    policy: PolicyNames = None,
    years: Years = None,
    seed: Seed = 1,
    world: Annotated[int, Parameter(help="which of the seed's worlds to show")] = 0,
    without: Without = None,
    freeze: Freeze = None,
    replications: Annotated[
        int,
        Parameter(help="worlds to say under the title in how many which policy comes out ahead; 0 for none"),
    ] = 12,
    out: Annotated[Path | None, Parameter(help="the HTML file to write")] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Write a replay: two to four policies side by side in the same world, in one HTML file that opens anywhere.

    Example: sim replay turnover_city --policy customer_first --policy people_and_customer --seed 7
    """
    from sim.model.precompile import compile_all
    from sim.view.replay.replay import FEWEST, MOST

    names = policy or ["customer_first", "people_and_customer"]
    require(
        FEWEST <= len(names) <= MOST, f"--policy: given {len(names)}, allowed {FEWEST} to {MOST} for a replay"
    )
    require(world >= 0, f"--world: given {world}, allowed a whole number from 0")
    require(replications >= 0, f"--replications: given {replications}, allowed a whole number from 0")
    design = _design(scenario, names, max(1, replications), years, seed, policies, without, freeze)
    path = out or Path("results") / design.scenario.name / f"replay-{design.name}-world-{world}.html"
    require(out is None or not path.exists(), f"--out: {path} exists already; name another file")
    compile_all(print_message)
    print(_write_replay(design, world, path, _standing_of(design, replications, world)))


def _standing_of(design: Any, replications: int, world: int) -> str | None:
    """In how many worlds which policy comes out ahead; the worlds are run for it, and not kept."""
    import numpy as np

    from sim.analysis.compare import standing
    from sim.running.run import run_world

    if not replications:
        return None
    designs = [(policy, "as_managed") for policy in design.policies]
    summaries = []
    with meter() as shown:
        shown.start("worlds", replications)
        for nth in range(replications):
            runs = run_world(design.scenario, designs, design.seed, nth, design.years)
            summaries.append([run.summary for run in runs])
            shown.show(nth + 1)
    names = [policy.name for policy in design.policies]
    values = {
        outcome: np.array([[summary[outcome] for summary in one] for one in summaries]).T
        for outcome in ("turnover", "churn", "profit")
    }
    return standing(names, values, world)


def _design(
    scenario: str,
    names: list[str],
    replications: int,
    years: int | None,
    seed: int,
    folder: Path | None,
    without: list[str] | None,
    frozen: list[str] | None,
) -> Any:
    """Everything that is given, checked before anything is written."""
    from sim.analysis.compare import Design
    from sim.model.states import CONTRASTS
    from sim.policies import load_policy
    from sim.running.run import check_seed, check_years
    from sim.running.scenarios import load_scenario

    require(1 <= replications <= 1_000_000, f"--replications: given {replications}, allowed 1 to 1000000")
    require(len(set(names)) == len(names), f"--policy: given {', '.join(names)}, allowed each policy once")
    world = load_scenario(scenario).attributed(without or (), frozen or ())
    return Design(
        scenario=world,
        policies=tuple(load_policy(name, folder) for name in names),
        contrasts=CONTRASTS,
        seed=check_seed(seed),
        replications=replications,
        years=check_years(world, years),
    )


def _replay_of_first_world(design: Any, comparison: Any, folder: Path) -> Iterator[tuple[Path, str]]:
    """The replay of the first world, where there are policies to compare, with how the others came out."""
    if len(design.policies) < 2:
        return
    from dataclasses import replace

    import numpy as np

    from sim.analysis.compare import standing
    from sim.view.replay.replay import MOST

    few = replace(design, policies=design.policies[:MOST])
    names = [policy.name for policy in few.policies]
    path = folder / f"replay-{few.name}.html"
    if not path.exists():
        values = {
            outcome: np.array([comparison.values(name, "as_managed", outcome) for name in names])
            for outcome in ("turnover", "churn", "profit")
        }
        _write_replay(few, 0, path, standing(names, values, 0))
    yield path, "the first world as a replay: open it in a browser"


def _write_replay(design: Any, world: int, path: Path, standing: str | None) -> Path:
    from sim.view.replay.recording import record
    from sim.view.replay.replay import write_replay

    recordings = []
    with meter() as shown:
        for policy in design.policies:
            shown.start(f"replay of {policy.name}: weeks", design.years * 52)
            recordings.append(
                record(design.scenario, policy, design.seed, world, design.years, progress=shown.show)
            )
    return write_replay(path, recordings, standing=standing)


def _keep(folder: Path, name: str, table: str) -> Path:
    """The table as a file of its own name; the same runs give the same table."""
    from sim.store.files import write_bytes

    path = folder / f"table-{name}.txt"
    write_bytes(path, (table + "\n").encode())
    return path
