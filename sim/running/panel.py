"""Panels of persons: a row for each employee a month and each customer a year, with what became of them.

`EMPLOYEES` and `CUSTOMERS` are the columns; docs/panel.md is written from them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from sim.errors import InputError, unknown
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.scenario import Scenario
from sim.model.states import NOBODY, QUITS, STAYS
from sim.policies import Policy, load_policy
from sim.running.limits import check_seed, check_years
from sim.running.run import Run
from sim.running.scenarios import load_scenario
from sim.running.watch import MONTH_WEEKS, WAYS, Watched, watch
from sim.running.workers import default_workers

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal["employees", "customers"]
Rows = Mapping[str, np.ndarray]
"""Columns of numbers by name; NaN where there is none. Ways of leaving are codes here, and words in tables."""


class Column(NamedTuple):
    """A column of a panel."""

    name: str
    unit: str
    meaning: str
    whole: bool = False  # a whole number


WORLD = (
    Column("replication", "number", "the world, from 0", whole=True),
    Column("week", "weeks", "weeks since the policy began; the row is of the end of that week", whole=True),
    Column("firm", "number", "the firm: 0 follows the policy, the others are its rivals", whole=True),
)
EMPLOYEES = (
    *WORLD,
    Column("employee", "number", "identity, never used twice in a world", whole=True),
    Column("team", "number", "the manager's place", whole=True),
    Column("tenure", "weeks", "time since hiring"),
    Column("satisfaction", "0-1", "with the job"),
    Column("clarity", "0-1", "how well they can tell what matters"),
    Column("strain", "0-1", "burnout"),
    Column(
        "pressure",
        "1",
        "work pressure in the morning, mean of the days present of the last month; 0 is ordinary",
    ),
    Column("intention", "1/year", "hazard of quitting; 0 until the first week is over"),
    Column("hours", "hours", "worked in the last month of four weeks"),
    Column("requests", "requests", "finished in the last month"),
    Column("right", "requests", "of them, those without an error"),
    Column("output", "requests/hour", "requests done right for each hour worked, in the last month"),
    Column(
        "left", "word", f"how they left later in the run: {', '.join(WAYS.values())}; none if they stayed"
    ),
    Column("left_after", "weeks", "when they left, counted from this row; none if they stayed"),
    Column(
        "quit",
        "0 or 1",
        "whether they quit within 52 weeks; none if the run ends before, or if they left in another way",
        whole=True,
    ),
)
CUSTOMERS = (
    *WORLD,
    Column("customer", "number", "identity, the same in all worlds' numbering", whole=True),
    Column("tenure", "weeks", "time since the customer came to the firm, or since the world began"),
    Column(
        "served",
        "0 or 1",
        "whether this firm delivered something in the past year: whom a survey would ask",
        whole=True,
    ),
    Column("satisfaction", "0-1", "with the firm"),
    Column(
        "experience",
        "0-1",
        "of the firm's services as remembered; none in a model whose customers do not remember",
    ),
    Column("expectation", "0-1", "of the next experience"),
    Column("problem", "0 or 1", "whether something was wrong or far too late in the past year", whole=True),
    Column("paid", "currency", "paid in the past year, to any firm; none at the start"),
    Column(
        "stayed",
        "0 or 1",
        "whether the customer stays for the next 52 weeks without a break; none if the run or the firm ends before",
        whole=True,
    ),
)
COLUMNS: Mapping[Kind, tuple[Column, ...]] = {"employees": EMPLOYEES, "customers": CUSTOMERS}

ORIGIN = (
    *("scenario", "policy", "contrast", "seed", "years", "world"),
    *("version", "digest", "scenario_digest", "policy_digest"),
)
"""What every row of a table says of the run that made it, besides its replication."""


@dataclass(frozen=True)
class Panel:
    """The persons of one policy in several worlds."""

    runs: tuple[Run, ...]
    employees: Rows = field(repr=False)
    customers: Rows = field(repr=False)

    def rows(self, kind: Kind) -> Rows:
        """The columns of one kind of person, by name."""
        if kind not in COLUMNS:
            raise InputError(unknown("panel", kind, COLUMNS))
        return self.employees if kind == "employees" else self.customers

    def table(self, kind: Kind) -> "pa.Table":
        """One kind of person as an Arrow table: what made each row, then its columns, null where there is no value."""
        import pyarrow as pa

        rows = self.rows(kind)
        run = rows["replication"].astype(int) - self.runs[0].replication
        origin = {name: _repeated([getattr(one, name) for one in self.runs], run) for name in ORIGIN}
        return pa.table(origin | {column.name: _arrow(column, rows[column.name]) for column in COLUMNS[kind]})


def _repeated(values: Sequence[str | int], run: np.ndarray) -> "pa.Array":
    """One value a run, for each row; words are kept once, because they are the same in most runs."""
    import pyarrow as pa

    if isinstance(values[0], int):
        return pa.array(np.array(values)[run])
    distinct = list(dict.fromkeys(values))
    codes = np.array([distinct.index(value) for value in values])[run]
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(distinct))


def _arrow(column: Column, values: np.ndarray) -> "pa.Array":
    import pyarrow as pa

    if column.unit == "word":
        return pa.array([WAYS.get(int(code)) for code in values], pa.string())
    missing = np.isnan(values)
    if column.whole:
        return pa.array(np.where(missing, 0, values).astype(np.int64), pa.int64(), mask=missing)
    return pa.array(values, pa.float64(), mask=missing)


def panel(
    scenario: Scenario | str | Path,
    policy: Policy | str = "neutral",
    *,
    replications: int = 10,
    years: int | None = None,
    seed: int = 1,
    workers: int | None = None,
    policies: Path | str | None = None,
    on_progress: Callable[[int], None] = lambda done: None,
) -> Panel:
    """The employees and customers of all firms in several worlds, one of whose firms follows a policy.

    scenario: a Scenario, the name of one that comes with the project, or a file. policy: a Policy, or the name of one
    that comes with the project or is in the folder `policies`. replications: how many worlds. years: the scenario's own
    by default. workers: how many worlds at a time; the rows do not depend on it.

    Raises InputError for a name that does not exist or a value that is out of range.
    """
    scenario = load_scenario(scenario)
    policy = policy if isinstance(policy, Policy) else load_policy(policy, policies)
    years, seed = check_years(scenario, years), check_seed(seed)
    for name, value in (("replications", replications), ("workers", workers or 1)):
        if value != int(value) or value < 1:
            raise InputError(f"{name} must be a whole number from 1, got {value}")

    def of_world(nth: int) -> tuple[Run, Rows, Rows]:
        return of_persons(watch(scenario, policy, seed, nth, years))

    # Compiled days leave Python to other threads; results come in the order of worlds, whoever is done first.
    found = []
    with ThreadPoolExecutor(workers or default_workers()) as threads:
        for one in threads.map(of_world, range(replications)):
            found.append(one)
            on_progress(len(found))
    runs, employees, customers = zip(*found, strict=True)
    return Panel(tuple(runs), _stacked(employees), _stacked(customers))


def of_persons(seen: Watched) -> tuple[Run, Rows, Rows]:
    """The rows of one run: of its employees, and of its customers."""
    return seen.run, employee_rows(seen), customer_rows(seen)


def _stacked(parts: Sequence[Rows]) -> Rows:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


# ------------------------------------------------------------------------------ employees


def employee_rows(seen: Watched) -> Rows:
    """A row for each employee at the end of each month."""
    people = seen.people[seen.people["week"] > 0]
    week, employee = people["week"].astype(float), people["employee"]
    month = _months(seen, people)
    left, left_after = _left(seen, employee, week)
    within = left_after <= WEEKS_A_YEAR
    quit_ = np.where(within, np.where(left == QUITS, 1.0, np.nan), 0.0)
    quit_[week + WEEKS_A_YEAR > seen.run.years * WEEKS_A_YEAR] = np.nan
    return {
        "replication": np.full(len(people), float(seen.run.replication)),
        "week": week,
        "firm": people["firm"].astype(float),
        "employee": employee.astype(float),
        "team": people["team"].astype(float),
        "tenure": (seen.start + week * WORKDAYS_A_WEEK - people["hired"]) // WORKDAYS_A_WEEK,
        "satisfaction": people["satisfaction"].copy(),
        "clarity": people["clarity"].copy(),
        "strain": people["strain"].copy(),
        "pressure": _share(month["pressure_sum"], month["present_days"]),
        "intention": people["hazard"].copy(),
        "hours": month["busy_hours"],
        "requests": month["finished"],
        "right": month["right"],
        "output": _share(month["right"], month["busy_hours"]),
        "left": left.astype(float),
        "left_after": left_after,
        "quit": quit_,
    }


def _months(seen: Watched, people: np.ndarray) -> Rows:
    """What each employee of a snapshot did in the month before it."""
    weeks = seen.weeks
    # A key a person and month. Sums run in the order of weeks, so that they are the same bits each time.
    key = weeks["employee"] * _MONTHS + weeks["week"] // MONTH_WEEKS
    known, place = np.unique(key, return_inverse=True)
    wanted = people["employee"] * _MONTHS + people["week"] // MONTH_WEEKS - 1
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    there = known[at] == wanted  # not who was hired at the month's end
    names = ("busy_hours", "finished", "right", "pressure_sum", "present_days")
    return {
        name: np.where(there, np.bincount(place, weeks[name], minlength=len(known))[at], 0.0)
        for name in names
    }


_MONTHS = 1024
"""More months than any run has: 50 years are 650."""


def _left(seen: Watched, employee: np.ndarray, week: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How each employee left later in the run, and after how many weeks; STAYS and NaN for who did not."""
    leavers = seen.weeks[seen.weeks["left"] != STAYS]
    leavers = leavers[np.argsort(leavers["employee"])]
    if not len(leavers):
        return np.full(len(employee), STAYS), np.full(len(employee), np.nan)
    at = np.minimum(np.searchsorted(leavers["employee"], employee), len(leavers) - 1)
    gone = leavers["employee"][at] == employee
    left = np.where(gone, leavers["left"][at], STAYS)
    return left, np.where(gone, leavers["week"][at] + 1.0 - week, np.nan)


# ------------------------------------------------------------------------------ customers


def customer_rows(seen: Watched) -> Rows:
    """A row for each customer of a firm at the start and at the end of each year."""
    return _stacked(list(_customer_years(seen)))


def _customer_years(seen: Watched) -> Iterator[Rows]:
    years = np.split(seen.buyers, seen.run.years + 1)
    for year, now in enumerate(years):
        before = years[year - 1] if year else None
        after = years[year + 1] if year < seen.run.years else None
        today = seen.start + year * DAYS_A_YEAR
        here = now["firm"] != NOBODY
        rows = {
            "replication": np.full(len(now), float(seen.run.replication)),
            "week": now["week"].astype(float),
            "firm": now["firm"],
            "customer": now["customer"].astype(float),
            "tenure": (today - now["since"]) // WORKDAYS_A_WEEK,
            "served": ((now["served"] > now["since"]) & (today - now["served"] <= DAYS_A_YEAR)).astype(float),
            "satisfaction": now["satisfaction"],
            "experience": now["experience"],
            "expectation": now["expectation"],
            "problem": (today - now["problem"] <= DAYS_A_YEAR).astype(float),
            "paid": now["paid"] - before["paid"] if before is not None else np.full(len(now), np.nan),
            "stayed": np.full(len(now), np.nan),
        }
        if after is not None:
            stayed = (after["firm"] == now["firm"]) & (after["since"] == now["since"])
            # Whose firm is gone did not decide to leave it.
            open_still = seen.trading[year + 1][now["firm"].astype(int)]
            rows["stayed"] = np.where(open_still, stayed.astype(float), np.nan)
        yield {name: values[here] for name, values in rows.items()}


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """A quotient; NaN where the whole is 0."""
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0.0)
