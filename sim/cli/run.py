"""sim run, sim replay: policies compared in the same worlds, and shown."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from sim.cli.common import (
    WORLDS_AT_MOST,
    Between,
    Freeze,
    NewFile,
    PoliciesFolder,
    PolicyNames,
    Replications,
    ResultsFolder,
    ScenarioName,
    Seed,
    Without,
    Workers,
    Years,
    exit_if_failed,
    interrupted,
    print_message,
    require,
    warn_of_few,
)
from sim.cli.opening import branches_of
from sim.cli.progress import meter
from sim.places import LONGEST_NAME

if TYPE_CHECKING:
    from sim.design.designs import Point
    from sim.design.question import Question
    from sim.sweeps.sweep import Sweep
    from sim.view.replay.opening.branches import Branches


def run(
    scenario: ScenarioName,
    /,
    *,
    policy: PolicyNames = None,
    replications: Replications = 20,
    years: Years = None,
    seed: Seed = 1,
    engine: Annotated[str, Parameter(help="fast, or mesa: one agent at a time, the same numbers")] = "fast",
    workers: Workers = None,
    without: Without = None,
    freeze: Freeze = None,
    out: ResultsFolder = None,
    policies: PoliciesFolder = None,
) -> None:
    """Run policies in the same worlds, compare each with the first, and keep everything.

    It is a sweep in which nothing varies but the policy: `sim report` and `sim analyse` read its results too. Runs that
    are in the results folder already are not run again; an interrupted command goes on where it was.

    Example: sim run turnover_city --policy customer_first --policy people_and_customer --replications 20
    """
    from sim.design.designs import points

    names = policy or ["neutral"]
    _require_policies(names, policies)
    question = _question(scenario, names, replications, years, seed, without, freeze)
    found = points(question, policies)
    world = found[0].scenario
    require(engine in ("fast", "mesa"), f"--engine must be fast or mesa, got {engine}")
    folder = out or Path("results") / world.name
    warn_of_few(replications)
    done = _swept(question, folder, policies, workers, engine)
    exit_if_failed(done.failures)
    from sim.analysis.table import run_table  # statistics take a while to load: not before the runs

    runs = done.columns(question.looked_at)
    table = run_table(question, replications, runs, done.differences(), world.title, world.currency)
    print(table)
    name = _file_name(question, found)
    written = [
        (folder / "runs", "one row a run (Parquet)"),
        (folder / "series", "one row a run and week (Parquet)"),
        (_keep(folder, name, table), "this table"),
        *_replay_of_first_world(done, folder / f"replay-{name}.html"),
    ]
    print("\nWritten:")
    for path, what in written:
        print(f"  {path}  {what}")
    print(f"Next: sim report {folder}")


def replay(
    scenario: ScenarioName,
    /,
    *,
    policy: PolicyNames = None,
    years: Years = None,
    seed: Seed = 1,
    world: Annotated[int, Parameter(help="which of the seed's worlds to show", validator=Between(0))] = 0,
    without: Without = None,
    freeze: Freeze = None,
    replications: Annotated[
        int,
        Parameter(
            help="worlds to say under the title in how many which policy comes out ahead; 0 for none",
            validator=Between(0, WORLDS_AT_MOST),
        ),
    ] = 12,
    opening: Annotated[
        bool,
        Parameter(
            negative="",
            help="begin the file with five scenes for a leader; needs 432 runs of the first policy, which are kept",
        ),
    ] = False,
    out: NewFile = None,
    policies: PoliciesFolder = None,
) -> None:
    """Write a replay: two to four policies side by side in the same world, in one HTML file that opens anywhere.

    Example: sim replay turnover_city --policy customer_first --policy people_and_customer --seed 7
    """
    from sim.design.designs import points
    from sim.model.precompile import compile_all
    from sim.view.replay.replay import FEWEST, MOST

    names = policy or ["customer_first", "people_and_customer"]
    require(
        FEWEST <= len(names) <= MOST,
        f"--policy must be given {FEWEST} to {MOST} times for a replay, got {len(names)}",
    )
    _require_policies(names, policies)
    question = _question(scenario, names, max(1, replications), years, seed, without, freeze)
    found = _managed(points(question, policies))
    folder = Path("results") / found[0].scenario.name
    path = out or folder / f"replay-{_file_name(question, found)}-world-{world}.html"
    compile_all(print_message)
    branches = branches_of(question, found, world, policies) if opening else None
    standing = _standing_in_memory(found, replications, world)
    print(_write_replay(found, world, path, standing, branches))


def _require_policies(names: Sequence[str], folder: Path | None) -> None:
    """Raise InputError for a policy that cannot be read."""
    from sim.policies import load_policy

    for name in names:
        load_policy(name, folder)


def _question(
    scenario: str,
    names: Sequence[str],
    replications: int,
    years: int | None,
    seed: int,
    without: Sequence[str] | None,
    frozen: Sequence[str] | None,
) -> "Question":
    """The question that a run asks: nothing varies but the policy; each is compared with the first."""
    from sim.analysis.wording import words
    from sim.design.question import Question, Sampling, Versus
    from sim.english import listed
    from sim.model.states import CONTRASTS
    from sim.outcomes import HEADLINE
    from sim.running.limits import check_seed, check_years
    from sim.running.scenarios import load_scenario

    require(len(set(names)) == len(names), f"--policy must name each policy once, got {', '.join(names)}")
    world = load_scenario(scenario).attributed(without or (), frozen or ())
    first, *others = map(words, names)
    who = f"{listed(others)} against {first}" if others else first
    return Question(
        format_version=1,
        name=_name(names),
        title=f"{world.title}: {who}",
        question=f"What changes under {listed(others)}, against {first}?"
        if others
        else f"How does {first} do?",
        scenarios=(scenario,),
        policies=tuple(names),
        contrasts=CONTRASTS,
        years=check_years(world, years),
        seed=check_seed(seed),
        outcomes=HEADLINE,
        without=tuple(without or ()),
        frozen=tuple(frozen or ()),
        series=True,
        sampling=Sampling(replications=replications),
        compare=tuple(Versus(policy=name, against=names[0]) for name in names[1:]),
    )


def _name(policies: Sequence[str]) -> str:
    """A name for the comparison of some policies that files can carry."""
    whole = "-vs-".join(policies)
    return whole if len(whole.encode()) <= LONGEST_NAME else f"{policies[0]}-vs-others"


def _swept(
    question: "Question", folder: Path, policies: Path | None, workers: int | None, engine: Any
) -> "Sweep":
    """The sweep of a question, under a progress bar that counts worlds."""
    from sim.sweeps.runner import Progress
    from sim.sweeps.sweep import sweep

    wanted = finished = question.first_worlds

    def on_batch(missing: int) -> Callable[[Progress], None]:
        nonlocal finished
        there = finished = wanted - missing
        if there:
            print_message(f"{there} of {wanted} worlds were in {folder} already.")
        shown.start(
            f"{question.name}: worlds", wanted, there
        )  # before the model is loaded, which takes a while
        if missing:
            from sim.model.precompile import compile_all

            compile_all(print_message)

        def on_progress(progress: Progress) -> None:
            nonlocal finished
            finished = there + progress.done
            shown.show(finished, progress.failed, progress.part)

        return on_progress

    def kept() -> str:
        return f"{finished} of {wanted} worlds are finished and kept in {folder}."

    with meter() as shown, interrupted(kept):
        return sweep(
            question, folder=folder, policies=policies, workers=workers, engine=engine, on_batch=on_batch
        )


def _managed(found: Sequence["Point"]) -> list["Point"]:
    """The points of all policies as managed, in their order."""
    return [point for point in found if point.contrast == "as_managed"]


def _file_name(question: "Question", found: Sequence["Point"]) -> str:
    """A name for files about these runs: the policies, and an address of everything else."""
    from sim.running.addresses import digest_of

    address = digest_of(" ".join(point.task.point for point in found) + f" {question.first_worlds}")
    return f"{question.name}-{address[:8]}"


def _replay_of_first_world(done: "Sweep", path: Path) -> Iterator[tuple[Path, str]]:
    """The replay of the first world, where there are policies to compare, with how the others came out."""
    if len(done.question.policies) < 2:
        return
    import numpy as np

    from sim.analysis.runs import by_point
    from sim.analysis.standing import STANDING, standing
    from sim.analysis.wording import words
    from sim.english import listed
    from sim.view.replay.replay import MOST

    few, runs = _managed(done.points)[:MOST], done.columns(STANDING)
    if not path.exists():
        sheets = {name: by_point(runs, name) for name in STANDING}
        values = {name: np.array([sheet.of(one.number) for one in few]) for name, sheet in sheets.items()}
        _write_replay(few, 0, path, standing([one.policy.name for one in few], values, 0))
    left_out = [words(one.policy.name) for one in _managed(done.points)[MOST:]]
    without = f", without {listed(left_out)}: a screen has room for {MOST} policies" if left_out else ""
    yield path, f"the first world as a replay{without}: open it in a browser"


def _standing_in_memory(found: Sequence["Point"], replications: int, world: int) -> str | None:
    """In how many worlds which policy comes out ahead; the runs are not kept."""
    if not replications:
        return None
    import numpy as np

    from sim.analysis.standing import STANDING, standing
    from sim.design.way import Way
    from sim.sweeps.side_by_side import compare

    ways = {point.policy.name: Way(point.policy) for point in found}
    task = found[0].task
    with meter() as shown:
        shown.start("worlds", replications)
        done = compare(
            task.scenario, ways, worlds=replications, years=task.years, seed=task.seed, on_progress=shown.show
        )
    values = {name: np.array([done.values(way, name) for way in ways]) for name in STANDING}
    return standing(list(ways), values, world)


def _write_replay(
    found: Sequence["Point"],
    world: int,
    path: Path,
    standing: str | None,
    branches: "Branches | None" = None,
) -> Path:
    from sim.view.replay.recording import record
    from sim.view.replay.replay import write_replay

    recordings = []
    with meter() as shown:
        for task in (point.task for point in found):
            shown.start(f"replay of {task.policy.name}: weeks", task.years * 52)
            recordings.append(
                record(task.scenario, task.policy, task.seed, world, task.years, progress=shown.show)
            )
    return write_replay(path, recordings, standing=standing, branches=branches)


def _keep(folder: Path, name: str, table: str) -> Path:
    """The table as a file of its own name; the same runs give the same table."""
    from sim.store.files import write_bytes

    path = folder / f"table-{name}.txt"
    write_bytes(path, (table + "\n").encode())
    return path
