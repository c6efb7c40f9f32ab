"""sim sweep, sim work, sim experiments, sim results: experiments run here or anywhere, and what is kept of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from sim.cli.common import PoliciesFolder, Workers, check, interrupted, say
from sim.cli.progress import Meter, meter
from sim.errors import InputError

ExperimentName = Annotated[str, Parameter(help="an experiment's name (see `sim experiments`) or a TOML file")]
Replications = Annotated[
    int | None, Parameter(help="worlds that every point meets; the experiment's own unless given")
]
Folder = Annotated[Path, Parameter(help="a folder of results")]
Cluster = Annotated[
    str | None,
    Parameter(help="local, or tcp://HOST:PORT of a Dask scheduler, instead of this machine's processes"),
]

results = App(
    name="results", help="List, describe, export, merge and prune stores of results.", help_format="plaintext"
)


def sweep(
    experiment: ExperimentName,
    /,
    *,
    replications: Replications = None,
    workers: Workers = None,
    cluster: Cluster = None,
    out: Annotated[Path | None, Parameter(help="folder of results; results/EXPERIMENT unless given")] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Run an experiment: every point of its design in the same worlds. The same command goes on where it was.

    Example: sim sweep friction --replications 20
    """
    from sim.experiment.question import load_question
    from sim.experiment.sweep import sweep as run_sweep
    from sim.places import find_experiment
    from sim.precompile import compile_all

    question = load_question(find_experiment(experiment))
    check(replications is None or replications >= 1, f"--replications: given {replications}, allowed from 1")
    check(workers is None or workers >= 1, f"--workers: given {workers}, allowed a whole number from 1")
    folder = out or Path("results") / question.name
    check(not folder.exists() or folder.is_dir(), f"--out: {folder} is a file; a folder is needed")
    compile_all(say)
    with meter() as shown, interrupted(lambda: f"Finished runs are in {folder}."):
        done = run_sweep(
            question,
            replications=replications,
            workers=workers,
            cluster=cluster,
            folder=folder,
            policies=policies,
            tell=_teller(shown, question.name),
        )
    print(f"{question.title}\n{question.question}\n")
    print(done.answer())
    points = "1 point" if len(done.points) == 1 else f"{len(done.points)} points"
    years = "1 year" if question.years == 1 else f"{question.years} years"
    print(f"\n{points}, {years}. {done.stopped}")
    for failure in done.failures:
        print(f"  failed: replication {failure.job.replication}: {failure.why.strip().splitlines()[-1]}")
    print(f"Written: {folder}")
    looked_at = question.sampling.kind if question.sampling.kind in ("sobol", "morris") else "effects"
    print(f"Next: sim report {folder}, or sim analyse {looked_at} {folder}")
    if done.failures:
        raise InputError(
            f"{len(done.failures)} worlds failed; {folder / 'failures'} tells why and how to see it again"
        )


def work(
    experiment: ExperimentName,
    /,
    *,
    shard: Annotated[str, Parameter(help="i/n: every n-th world, from the i-th; 1/4 to 4/4 are the whole")],
    replications: Replications = None,
    workers: Workers = None,
    out: Annotated[
        Path | None, Parameter(help="folder of this shard's results; results/EXPERIMENT-i-of-n")
    ] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Run one shard of an experiment, on any machine and with no other in sight; `sim results merge` joins them.

    Example: sim work friction --shard 2/4 --out shard-2
    """
    from sim.experiment.jobs import missing_jobs
    from sim.experiment.question import load_question
    from sim.experiment.runner import run_jobs
    from sim.experiment.store import Store
    from sim.experiment.sweep import note_experiment, plan
    from sim.places import find_experiment
    from sim.precompile import compile_all

    index, _, count = shard.partition("/")
    whole = index.isdigit() and count.isdigit() and 1 <= int(index) <= int(count)
    check(whole, f"--shard: given {shard!r}, allowed i/n with i from 1 to n, such as 2/4")
    question = load_question(find_experiment(experiment))
    check(replications is None or replications >= 1, f"--replications: given {replications}, allowed from 1")
    folder = out or Path("results") / f"{question.name}-{index}-of-{count}"
    found, tasks = plan(question, policies)
    compile_all(say)
    worlds = range(int(index) - 1, replications or question.sampling.replications, int(count))
    note_experiment(folder, question, found, tasks)
    jobs = missing_jobs(tasks, worlds, Store(folder).finished())
    with meter() as shown, interrupted(lambda: f"Finished runs are in {folder}."):
        tell = _teller(shown, f"{question.name} {shard}")(len(jobs))
        failures = run_jobs(jobs, folder, workers=workers, series=question.series, tell=tell)
    print(f"Shard {shard}: {len(worlds)} worlds of {len(found)} points.\nWritten: {folder}")
    check(not failures, f"{len(failures)} worlds failed; {folder / 'failures'} tells why")


def experiments() -> None:
    """List the experiments that come with the project.

    Example: sim experiments
    """
    from sim.experiment.designs import points
    from sim.experiment.question import load_question
    from sim.places import experiment_files

    for name, path in experiment_files().items():
        question = load_question(path)
        count = len(points(question))
        print(f"{name}: {question.title}\n    {question.question}")
        print(f"    {question.sampling.kind}, {count} points, {question.worlds} worlds each; {path}")


@results.command(name="list")
def list_results(folder: Folder = Path("results"), /) -> None:
    """List the stores below a folder, and what is in each.

    Example: sim results list
    """
    from sim.experiment.store import Store

    for home in sorted({path.parent for path in folder.glob("**/runs") if path.is_dir()}):
        finished = Store(home).finished()
        print(f"{home}: {sum(map(len, finished.values()))} runs of {len(finished)} points")


@results.command
def describe(folder: Folder, /) -> None:
    """Tell what a store holds: by scenario, policy and contrast, how many runs, which seeds, versions and sources.

    Example: sim results describe results/turnover_city
    """
    import duckdb

    runs = _runs_of(folder)
    print(
        duckdb.sql(
            "SELECT scenario, policy, contrast, years, seed, digest, count(*) AS runs, "
            f"count(DISTINCT point) AS points FROM read_parquet('{runs}', union_by_name = true) "
            "GROUP BY ALL ORDER BY ALL"
        )
    )


@results.command
def export(
    folder: Folder, file: Annotated[Path, Parameter(help="a .csv or .parquet file to write")], /
) -> None:
    """Export all runs of a store as one table.

    Example: sim results export results/turnover_city runs.csv
    """
    import pyarrow.csv

    from sim.experiment.store import Store, write_parquet

    _runs_of(folder)
    check(
        file.suffix in (".csv", ".parquet"),
        f"given {str(file)!r}, allowed a name that ends in .csv or .parquet",
    )
    check(not file.exists(), f"{file} exists already; name another file")
    runs = Store(folder).runs()
    if file.suffix == ".csv":
        pyarrow.csv.write_csv(runs, file)
    else:
        write_parquet(file, runs)
    print(f"{file}: {len(runs)} runs")


@results.command
def merge(into: Folder, /, *others: Annotated[Path, Parameter(help="stores to be merged into it")]) -> None:
    """Merge stores, such as shards, into one; the others stay as they are, and runs that both have count once.

    Example: sim results merge results/friction shard-1 shard-2
    """
    from sim.experiment.store import Store

    check(len(others) > 0, "given one store, allowed two or more")
    for other in others:
        _runs_of(other)
    for other in others:
        Store(into).merge(Store(other))
    print(f"{into}: {sum(map(len, Store(into).finished().values()))} runs")


@results.command
def prune(
    folder: Folder,
    /,
    *,
    yes: Annotated[bool, Parameter(negative="", help="really remove")] = False,
) -> None:
    """Remove the runs that other sources than the present made. Without --yes it only says how many.

    Example: sim results prune results/friction --yes
    """
    from sim.experiment.store import Store

    _runs_of(folder)
    stale, kept = Store(folder).prune(really=yes)
    print(f"{folder}: {stale} runs of other sources {'removed' if yes else 'would be removed'}, {kept} kept")


def _runs_of(folder: Path) -> str:
    check(
        (folder / "runs").is_dir(),
        f"{folder}: no store of results; `sim results list` shows those below a folder",
    )
    return str(folder / "runs" / "*.parquet")


def _teller(shown: Meter, what: str) -> Callable[[int], Callable[[Any], None]]:
    """Tells a meter, batch by batch."""

    def begin(wanted: int) -> Callable[[Any], None]:
        shown.start(f"{what}: worlds", wanted)
        return lambda progress: shown.show(progress.done, progress.failed)

    return begin
