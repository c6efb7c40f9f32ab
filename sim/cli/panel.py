"""sim panel: the persons of a run, as tables."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from sim.cli.common import PoliciesFolder, Replications, ScenarioName, Seed, Workers, Years, print_message
from sim.cli.progress import meter

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("employees", "customers")


def file_of(path: Path, kind: str) -> Path:
    """The file of one kind of person: `city.csv` becomes `city-employees.csv`."""
    return path.with_name(f"{path.stem}-{kind}{path.suffix}")


def new_tables(type_: Any, value: Path | None) -> None:
    """A validator of paths: a kind of table that we write, and nothing is written over."""
    if value is None:
        return
    if value.suffix not in (".csv", ".parquet"):
        raise ValueError(f"must end in .csv or .parquet, got {value}")
    for path in (file_of(value, kind) for kind in KINDS):
        if path.exists():
            raise ValueError(f"must be a new name, got {value}: {path} exists already")


def panel(
    scenario: ScenarioName,
    /,
    *,
    policy: Annotated[
        str, Parameter(help="the policy that the first firm follows (see `sim policies`)")
    ] = "neutral",
    replications: Replications = 10,
    years: Years = None,
    seed: Seed = 1,
    workers: Workers = None,
    out: Annotated[
        Path | None,
        Parameter(
            help="FILE.csv or FILE.parquet, written as FILE-employees and FILE-customers; in results/NAME unless given",
            validator=new_tables,
        ),
    ] = None,
    policies: PoliciesFolder = None,
) -> None:
    """Write the persons of a run as two tables: a row an employee and month, and a row a customer and year.

    Each row says how somebody is, what they did, and whether they quit or stayed in the year after. docs/panel.md
    describes the columns. The rows do not depend on the number of workers.

    Example: sim panel turnover_city --policy customer_first --replications 20 --out city.csv
    """
    from sim.analysis.wording import words
    from sim.english import counted
    from sim.model.precompile import compile_all
    from sim.policies import load_policy
    from sim.running.addresses import digest_of
    from sim.running.panel import panel as panel_of
    from sim.running.scenarios import load_scenario

    world, followed = load_scenario(scenario), load_policy(policy, policies)
    compile_all(print_message)
    with meter() as shown:
        shown.start(f"{world.name}, {followed.name}: worlds", replications)
        found = panel_of(
            world,
            followed,
            replications=replications,
            years=years,
            seed=seed,
            workers=workers,
            on_progress=shown.show,
        )
    # The same runs have the same address, so that a file of this name has these very rows.
    address = digest_of(f"{found.runs[0].point} {replications}")[:8]
    path = out or Path("results") / world.name / f"panel-{followed.name}-{address}.parquet"
    run = found.runs[0]
    size = f"{counted(replications, 'world')}, {counted(run.years, 'year')}, seed {seed}"
    print(f"{world.title}: {words(followed.name)}, {size}")
    print("\nWritten:")
    for kind, each in zip(KINDS, ("an employee and month", "a customer and year"), strict=True):
        table = found.table(kind)  # type: ignore[arg-type]
        write_table(file_of(path, kind), table)
        print(f"  {file_of(path, kind)}  {counted(len(table), 'row')}, one {each}")


def write_table(path: Path, table: "pa.Table") -> None:
    """Write a table as Parquet or CSV, as the name says, completely or not at all."""
    from pyarrow import csv

    from sim.store.files import atomic_write, write_parquet

    if path.suffix == ".parquet":
        write_parquet(path, table)
        return
    with atomic_write(path) as temporary:
        csv.write_csv(table, temporary)
