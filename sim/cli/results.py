"""sim results: list, describe, check, export, merge and prune stores of runs, and run failures again."""

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from sim.cli.common import PoliciesFolder, existing_folder, new_file, no_file, print_message, require
from sim.english import counted, listed
from sim.errors import InputError

PRUNED = {
    "runs": "run",
    "series": "weekly row",
    "tenures": "tenure row",
    "scenarios": "scenario",
    "policies": "policy",
    "failures": "failure",
    "experiments": "experiment",
}
"""What pruning removes, in the singular."""


def a_store(type_: Any, value: Path) -> None:
    """Raise ValueError if a folder is not a store of results."""
    if not any((value / name).is_dir() for name in ("runs", "failures", "experiments")):
        raise ValueError(
            f"must be a store of results, got {value}; `sim results list` shows those below a folder"
        )


def a_table(type_: Any, value: Path) -> None:
    """Raise ValueError if a file to export to has another ending than .csv or .parquet."""
    if value.suffix not in (".csv", ".parquet"):
        raise ValueError(f"must end in .csv or .parquet, got {value}")


Folder = Annotated[Path, Parameter(help="a folder of results", validator=a_store)]

results = App(
    name="results",
    help="List, describe, check, export, merge and prune stores of results; run failures again.",
    help_format="plaintext",
)


@results.command(name="list")
def list_results(
    folder: Annotated[
        Path, Parameter(help="a folder with folders of results", validator=existing_folder)
    ] = Path("results"),
    /,
) -> None:
    """List the stores below a folder, with the number of runs in each.

    Example: sim results list
    """
    from sim.store.store import Store

    homes = sorted({path.parent for path in folder.glob("**/runs") if path.is_dir()})
    if not homes:
        print_message(f"{folder}: no results below it yet")
    for home in homes:
        try:
            finished = Store(home).finished()
        except InputError as error:
            print_message(f"sim: {error}")
            continue
        runs = counted(sum(map(len, finished.values())), "run")
        print(f"{home}: {runs} of {counted(len(finished), 'point')}")


@results.command
def describe(folder: Folder, /) -> None:
    """Describe a store: experiments, runs by scenario, policy and version, and failures.

    Example: sim results describe results/turnover_city
    """
    from sim.store.describe import describe as described

    print(described(folder))


@results.command
def check(folder: Folder, /) -> None:
    """Check a store: every part against the hash in its name, and whether all is there that belongs to its runs.

    It says how to recover what is damaged or lost, and ends with exit code 1 if anything is.

    Example: sim results check results/turnover_city
    """
    from sim.store.check import check as checked
    from sim.store.check import set_aside_before

    found = checked(folder)
    print(f"{folder}: {counted(found.parts, 'part')}, {counted(len(found.wrong), 'fault')}")
    for line in found.wrong:
        print(line)
    if found.unsealed:
        print(
            f"{counted(found.unsealed, 'part')} without a hash, written by an older version: whether a number changed"
            " in there cannot be told."
        )
    if aside := set_aside_before(folder):
        print(f"{counted(aside, 'damaged part')} set aside in {folder / 'damaged'}, which can be removed.")
    if found.wrong:
        print(
            "To recover, repeat the command that wrote the results, such as `sim sweep`: it sets damaged parts aside,"
            " runs what they held and writes what is lost; nothing else is run again."
        )
        sys.exit(1)


@results.command
def export(
    folder: Folder,
    file: Annotated[Path, Parameter(help="a .csv or .parquet file to write", validator=(a_table, new_file))],
    /,
    *,
    table: Annotated[
        Literal["runs", "series", "tenures"],
        Parameter(help="runs; series, a row for each week; or tenures, a row for each month of tenure"),
    ] = "runs",
) -> None:
    """Export a table of a store, a row for each run, with the factors of its experiments.

    The file opens in pandas, polars, DuckDB, R (read.csv, arrow::read_parquet) and spreadsheets.

    Example: sim results export results/turnover_city runs.csv
    """
    from sim.store.describe import export as exported
    from sim.store.tables import RUNS, SERIES, TENURES

    tables = {kind.name: kind for kind in (RUNS, SERIES, TENURES)}
    rows = exported(folder, tables[table], file)
    print(f"{file}: {counted(rows, 'run' if table == 'runs' else 'row')}")


@results.command
def merge(
    into: Annotated[Path, Parameter(help="a folder of results, or a new one", validator=no_file)],
    /,
    *others: Annotated[Path, Parameter(help="stores to merge into it", validator=a_store)],
) -> None:
    """Merge stores, such as shards, into one; the others stay unchanged, and runs that both have count once.

    Example: sim results merge results/friction shard-1 shard-2
    """
    from sim.store.store import Store
    from sim.store.upkeep import merge as merge_stores

    require(len(others) > 0, "stores must be two or more, got one")
    for other in others:
        require(other.resolve() != into.resolve(), f"{other} cannot be merged into itself")
    for other in others:
        for path in merge_stores(into, other):
            print_message(f"{path}: left out, because it is damaged or not part of a store")
    print(f"{into}: {counted(sum(map(len, Store(into).finished().values())), 'run')}")


@results.command
def prune(
    folder: Folder,
    /,
    *,
    yes: Annotated[bool, Parameter(negative="", help="remove without asking")] = False,
) -> None:
    """Remove the runs of other versions of the model, and all that belongs to them alone.

    It says how much that is and asks first; without a terminal to ask at, it needs --yes.

    Example: sim results prune results/friction --yes
    """
    from sim.store.prune import prune as prune_store

    would = prune_store(folder, really=False)
    kept = f"{counted(would.pop('kept'), 'run')} kept"
    parts = [counted(count, PRUNED[what]) for what, count in would.items() if count]
    if not parts:
        print(f"{folder}: no runs of other versions of the model; {kept}")
        return
    what = f"{listed(parts)} of other versions of the model"
    if not yes:
        require(sys.stdin.isatty(), f"{folder}: {what} would be removed, {kept}; confirm with --yes")
        print_message(f"{folder}: {what} will be removed, {kept}. Remove them? [y/N]")
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            print("Nothing was removed.")
            return
    prune_store(folder, really=True)
    print(f"{folder}: {what} removed, {kept}")


@results.command
def rerun(
    note: Annotated[Path, Parameter(help="a note in the failures of a store")],
    /,
    *,
    policies: PoliciesFolder = None,
) -> None:
    """Run a failed run again, in this process, and show why it fails.

    No code of a policy is run from a store: that of a contingent one is its file's, which has to be the same still.

    Example: sim results rerun results/friction/failures/0123456789abcdef-7.json
    """
    import traceback

    from sim.model.digest import model_digest
    from sim.store.failures import read_note
    from sim.store.failures import rerun as run_again

    recorded = read_note(note)
    if recorded["digest"] != model_digest():
        print_message(
            f"It failed with another version of the model ({recorded['digest']}) than this one ({model_digest()})."
        )
    try:
        run_again(note, policies)
    except InputError:
        raise
    except Exception as error:
        traceback.print_exc()
        last = traceback.format_exception_only(error)[-1].strip().splitlines()[-1]
        print_message(
            "It fails as recorded."
            if last == recorded["error"]
            else f"It fails with another error. Recorded was: {recorded['error']}"
        )
        sys.exit(1)
    print(f"It does not fail now. Recorded was: {recorded['error']}")
