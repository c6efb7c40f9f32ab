"""The command line. Every command has help with an example; bad input is one message and exit code 2."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, CycloptsError, Parameter

from sim.errors import InputError
from sim.version import VERSION

app = App(
    name="sim",
    version=VERSION,
    help="Customer-first against people-first management, put to the test in an agent-based simulation.",
    help_format="plaintext",
)

ScenarioName = Annotated[str, Parameter(help="a scenario's name (see `sim scenarios`) or a TOML file")]
PolicyNames = Annotated[
    list[str] | None,
    Parameter(
        name="--policy", negative="", help="a policy to follow; give it again to compare (see `sim policies`)"
    ),
]
PoliciesFolder = Annotated[
    Path | None, Parameter(name="--policies", help="a folder with policy files of your own")
]
Years = Annotated[int | None, Parameter(help="years under the policies; the scenario's own unless given")]
Seed = Annotated[int, Parameter(help="names the worlds: the same seed gives the same ones")]


@app.command
def run(
    scenario: ScenarioName,
    /,
    *,
    policy: PolicyNames = None,
    replications: Annotated[int, Parameter(help="worlds; every policy meets each of them")] = 20,
    years: Years = None,
    seed: Seed = 1,
    engine: Annotated[str, Parameter(help="fast, or mesa: one agent at a time, the same numbers")] = "fast",
    workers: Annotated[int | None, Parameter(help="processes; one for each processor unless given")] = None,
    out: Annotated[Path | None, Parameter(help="folder of results; results/SCENARIO unless given")] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Run policies in the same worlds, compare them, and keep everything.

    Runs that are in the results folder already are not run again; an interrupted command goes on where it was.

    Example: sim run turnover_city --policy customer_first --policy people_and_customer --replications 20
    """
    from sim.experiment.compare import Comparison
    from sim.experiment.jobs import missing_jobs
    from sim.experiment.store import Store
    from sim.experiment.table import render
    from sim.precompile import compile_all

    design = _design(scenario, policy or ["neutral"], replications, years, seed, policies)
    _check(engine in ("fast", "mesa"), f"--engine: given {engine!r}, allowed fast or mesa")
    _check(workers is None or workers >= 1, f"--workers: given {workers}, allowed a whole number from 1")
    folder = out or Path("results") / design.scenario.name
    _check(not folder.exists() or folder.is_dir(), f"--out: {folder} is a file; a folder is needed")
    compile_all(_say)
    tasks = list(design.tasks.values())
    jobs = missing_jobs(tasks, range(replications), Store(folder).finished())
    there = replications - len(jobs)
    failures = _run(
        f"{design.scenario.name}: worlds",
        jobs,
        folder,
        f"{{}} of {replications} worlds are finished and kept in {folder}.",
        there,
        engine=engine,
        workers=workers,
    )
    if there:
        _say(f"{there} of {replications} worlds were in {folder} already.")
    if failures:
        raise InputError(
            f"{len(failures)} of {replications} worlds failed; see {folder / 'failures'}\n{failures[0].why}"
        )
    comparison = Comparison(design, Store(folder).runs([task.point for task in tasks]))
    table = render(comparison)
    print(table)
    written = _keep(folder, design.name, table)
    print("\nWritten:")
    for path, what in [
        (folder / "runs", "one row a run (Parquet)"),
        (folder / "series", "one row a run and week (Parquet)"),
        (written, "this table"),
        *_replay_of_first_and_last(design, comparison, folder),
    ]:
        print(f"  {path}  {what}")


@app.command
def replay(
    scenario: ScenarioName,
    /,
    *,
    policy: PolicyNames = None,
    years: Years = None,
    seed: Seed = 1,
    world: Annotated[int, Parameter(help="which of the seed's worlds to show")] = 0,
    out: Annotated[Path | None, Parameter(help="the HTML file to write")] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Write a replay: two policies side by side in the same world, in one HTML file that opens anywhere.

    Example: sim replay turnover_city --policy customer_first --policy people_and_customer --seed 7
    """
    from sim.precompile import compile_all

    names = policy or ["customer_first", "people_and_customer"]
    _check(len(names) == 2, f"--policy: given {len(names)}, allowed exactly two for a replay")
    _check(world >= 0, f"--world: given {world}, allowed a whole number from 0")
    design = _design(scenario, names, world + 1, years, seed, policies)
    path = out or Path("results") / design.scenario.name / f"replay-{design.name}-world-{world}.html"
    _check(out is None or not path.exists(), f"--out: {path} exists already; name another file")
    compile_all(_say)
    print(_write_replay(design, world, path, None))


@app.command
def policies(*, policies: PoliciesFolder = None) -> None:
    """List the policies: what each sets apart from the neutral firm.

    Example: sim policies --policies my_policies
    """
    from sim.policies import find_policies, load_policy
    from sim.practices import Practices

    neutral = Practices().as_dict()
    for name in find_policies(policies):
        policy = load_policy(name, policies)
        print(f"{name}: {policy.describes}")
        changed = {p: v for p, v in policy.practices.as_dict().items() if v != neutral[p]}
        for practice, value in changed.items():
            print(f"    {practice} {value:g} (neutral {neutral[practice]:g})")


@app.command
def scenarios() -> None:
    """List the scenarios that come with the project.

    Example: sim scenarios
    """
    from sim.places import scenario_files
    from sim.scenario import load_scenario

    for name, path in scenario_files().items():
        scenario = load_scenario(path)
        print(f"{name}: {scenario.title}\n    {scenario.describes}\n    {path}")


@app.command
def validate(file: Annotated[Path, Parameter(help="a scenario file")], /) -> None:
    """Check a scenario file without running it.

    Example: sim validate scenarios/turnover_city.toml
    """
    from sim.scenario import load_scenario

    scenario = load_scenario(file)
    print(
        f"{file}: valid; {scenario.competition}, {scenario.trading_firms} firm(s), {len(scenario.constants())} numbers"
    )


def _design(
    scenario: str, names: list[str], replications: int, years: int | None, seed: int, folder: Path | None
) -> Any:
    """Everything that is given, checked before anything is written."""
    from sim.experiment.compare import Design
    from sim.places import find_scenario
    from sim.policies import load_policy
    from sim.runs import check_seed, check_years
    from sim.scenario import load_scenario
    from sim.states import CONTRASTS

    _check(1 <= replications <= 1_000_000, f"--replications: given {replications}, allowed 1 to 1000000")
    _check(len(set(names)) == len(names), f"--policy: given {', '.join(names)}, allowed each policy once")
    world = load_scenario(find_scenario(scenario))
    return Design(
        scenario=world,
        policies=tuple(load_policy(name, folder) for name in names),
        contrasts=CONTRASTS,
        seed=check_seed(seed),
        replications=replications,
        years=check_years(world, years),
    )


def _run(what: str, jobs: list[Any], folder: Path, kept: str, there: int, **options: Any) -> list[Any]:
    """Run jobs under a progress bar; an interrupt says what is kept and how to go on, and ends the command."""
    from sim.experiment.runner import Progress, run_jobs

    finished = there

    def tell(progress: Progress) -> None:
        nonlocal finished
        finished = there + progress.done
        bar.update(task, completed=finished + progress.failed)

    try:
        with _progress() as bar:
            task = bar.add_task(what, total=there + len(jobs))
            return run_jobs(jobs, folder, tell=tell, **options)
    except KeyboardInterrupt:
        _say(f"\nInterrupted. {kept.format(finished)}\nThe same command goes on from there.")
        sys.exit(130)


def _replay_of_first_and_last(design: Any, comparison: Any, folder: Path) -> Iterator[tuple[Path, str]]:
    """The replay of the first world, where there are two policies to show, with how the others came out."""
    if len(design.policies) < 2:
        return
    from dataclasses import replace

    from sim.experiment.compare import standing

    first, last = design.policies[0], design.policies[-1]
    pair = replace(design, policies=(first, last))
    path = folder / f"replay-{design.name}.html"
    if not path.exists():
        _write_replay(pair, 0, path, standing(comparison, first.name, last.name))
    yield path, "the first world as a replay: open it in a browser"


def _write_replay(design: Any, world: int, path: Path, standing: str | None) -> Path:
    from sim.recording import record
    from sim.view.replay import write_replay

    recordings = []
    with _progress() as bar:
        for policy in design.policies:
            task = bar.add_task(f"replay of {policy.name}: weeks", total=design.years * 52)
            recordings.append(
                record(
                    design.scenario,
                    policy,
                    design.seed,
                    world,
                    design.years,
                    progress=lambda week, task=task: bar.update(task, completed=week),  # type: ignore[misc]
                )
            )
    return write_replay(path, recordings, standing=standing)


def _keep(folder: Path, name: str, table: str) -> Path:
    """The table as a file of its own name; the same runs give the same table."""
    from sim.experiment.store import write_bytes

    path = folder / f"table-{name}.txt"
    write_bytes(path, (table + "\n").encode())
    return path


@contextmanager
def _progress() -> Iterator[Any]:
    """A progress bar with the time left, on a terminal; it goes when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar


def _check(holds: bool, message: str) -> None:
    if not holds:
        raise InputError(message)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; bad input is one message and exit code 2, never a traceback."""
    try:
        app(sys.argv[1:] if words is None else words, exit_on_error=False, print_error=False)
    except (InputError, CycloptsError) as error:
        _say(f"sim: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        _say("\nInterrupted.")
        sys.exit(130)


if __name__ == "__main__":
    main()
