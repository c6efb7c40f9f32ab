"""sim sweep, sim work, sim experiments: experiments run here or anywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sim.cli.common import (
    WORLDS_AT_MOST,
    Between,
    PoliciesFolder,
    ResultsFolder,
    Workers,
    exit_if_failed,
    interrupted,
    no_file,
    print_message,
    require,
    warn_of_few,
)
from sim.cli.progress import Meter, meter

ExperimentName = Annotated[str, Parameter(help="an experiment's name (see `sim experiments`) or a TOML file")]
Replications = Annotated[
    int | None,
    Parameter(
        help="worlds that every point meets; the experiment's own unless given",
        validator=Between(1, WORLDS_AT_MOST),
    ),
]
Cluster = Annotated[
    str | None,
    Parameter(help="local, or tcp://HOST:PORT of a Dask scheduler, instead of this machine's threads"),
]

CLOSER_LOOKS = ("effects", "sobol", "morris", "regression", "discover", "differences", "survival")
"""Analyses to go on with: of those that suit a design, the first."""


def sweep(
    experiment: ExperimentName,
    /,
    *,
    replications: Replications = None,
    workers: Workers = None,
    cluster: Cluster = None,
    out: ResultsFolder = None,
    policies: PoliciesFolder = None,
) -> None:
    """Run an experiment: every point of its design in the same worlds. The same command goes on where it was.

    Example: sim sweep friction --replications 20
    """
    from sim.analysis.fits import misfits
    from sim.design.question import load_question
    from sim.places import find_experiment
    from sim.sweeps.sweep import sweep as run_sweep

    question = load_question(find_experiment(experiment))
    folder = out or Path("results") / question.name
    warn_of_few(replications or question.first_worlds)
    with meter() as shown, interrupted(lambda: f"Finished runs are in {folder}."):
        done = run_sweep(
            question,
            replications=replications,
            workers=workers,
            cluster=cluster,
            folder=folder,
            policies=policies,
            on_batch=_batches(shown, question.name),
        )
    print(f"{question.title}\n{question.question}\n")
    print(done.answer())
    points = "1 point" if len(done.points) == 1 else f"{len(done.points)} points"
    years = "1 year" if question.years == 1 else f"{question.years} years"
    print(f"\n{points}, {years}. {done.stopped}")
    print(f"Written: {folder}")
    unfit = misfits(question, len(done.points))
    closer = next(name for name in CLOSER_LOOKS if not unfit[name])
    print(f"Next: sim report {folder}, sim analyse {closer} {folder}, or sim explore {folder}")
    exit_if_failed(done.failures)


def work(
    experiment: ExperimentName,
    /,
    *,
    shard: Annotated[str, Parameter(help="i/n: every n-th world, from the i-th; 1/4 to 4/4 are the whole")],
    replications: Replications = None,
    workers: Workers = None,
    out: Annotated[
        Path | None,
        Parameter(help="folder of this shard's results; results/EXPERIMENT-i-of-n", validator=no_file),
    ] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Run one shard of an experiment, on any machine and with no other in sight; `sim results merge` joins them.

    Example: sim work friction --shard 2/4 --out shard-2
    """
    from sim.design.designs import points
    from sim.design.question import load_question
    from sim.places import find_experiment
    from sim.running.jobs import missing_jobs
    from sim.store.store import Store
    from sim.sweeps.noting import prepare
    from sim.sweeps.runner import run_jobs

    index, _, count = shard.partition("/")
    whole = index.isdigit() and count.isdigit() and 1 <= int(index) <= int(count)
    require(whole, f"--shard must be i/n with i from 1 to n, such as 2/4, got {shard}")
    question = load_question(find_experiment(experiment))
    folder = out or Path("results") / f"{question.name}-{index}-of-{count}"
    found = points(question, policies)
    tasks = [point.task for point in found]
    worlds = range(int(index) - 1, replications or question.first_worlds, int(count))
    jobs = missing_jobs(tasks, worlds, Store(folder).complete(series=question.series))
    prepare(folder, question, found, needed=len(jobs) > 0)
    with meter() as shown, interrupted(lambda: f"Finished runs are in {folder}."):
        on_progress = _batches(shown, f"{question.name} {shard}")(len(jobs))
        failures = run_jobs(jobs, folder, workers=workers, series=question.series, on_progress=on_progress)
    print(f"Shard {shard}: {len(worlds)} worlds of {len(found)} points.\nWritten: {folder}")
    if question.precision and replications is None:
        print(
            f"These are of the first {question.first_worlds} worlds. Merge the shards, and `sim sweep` looks whether"
            " they are precise enough, and runs what is missing."
        )
    exit_if_failed(failures)


def experiments() -> None:
    """List the experiments that come with the project.

    Example: sim experiments
    """
    from sim.design.designs import points
    from sim.design.question import load_question
    from sim.places import experiment_files

    for name, path in experiment_files().items():
        question = load_question(path)
        count = len(points(question))
        print(f"{name}: {question.title}\n    {question.question}")
        print(f"    {question.sampling.kind}, {count} points, {question.worlds} worlds each; {path}")


def _batches(shown: Meter, what: str) -> Callable[[int], Callable[[Any], None]]:
    """Compiles the model if anything is missing, and shows progress on a meter, batch by batch."""

    def begin(wanted: int) -> Callable[[Any], None]:
        if wanted:
            from sim.model.precompile import compile_all

            compile_all(print_message)
        shown.start(f"{what}: worlds", wanted)
        return lambda progress: shown.show(progress.done, progress.failed, progress.part)

    return begin
