"""The table of runs that every analysis reads: a row a run, as an Arrow table or as columns by name.

Columns: point_number, replication, policy, contrast, scenario, a column for each factor and each outcome.
The same replication is the same world at every point.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from sim.design.designs import sample
from sim.design.question import Question
from sim.errors import InputError, unknown

Runs: TypeAlias = pa.Table | Mapping[str, np.ndarray]

SETTING = ("scenario", "contrast", "policy")
"""What a point is besides its factors."""


@dataclass(frozen=True)
class Region:
    """Values of an outcome that are of interest: from `low` on, up to `high`, or between the two."""

    outcome: str
    low: float = -np.inf
    high: float = np.inf

    def holds(self, values: np.ndarray) -> np.ndarray:
        """1 inside, 0 outside, NaN where the outcome is undefined."""
        inside = (values >= self.low) & (values <= self.high)
        return np.where(np.isnan(values), np.nan, inside.astype(float))

    def words(self) -> str:
        """The region as a condition."""
        bounds = [f">= {self.low:.3g}"] * (self.low > -np.inf) + [f"<= {self.high:.3g}"] * (
            self.high < np.inf
        )
        return f"{self.outcome} {' and '.join(bounds) or 'defined'}"


@dataclass(frozen=True)
class Sheet:
    """One outcome by point and world; NaN where a run is missing or its outcome undefined."""

    points: np.ndarray  # point numbers, ascending
    worlds: np.ndarray  # replications, ascending
    values: np.ndarray  # [point, world]

    @property
    def means(self) -> np.ndarray:
        """The mean over worlds at each point; NaN where no world has one."""
        return mean_over(self.values, axis=1)

    def of(self, point: int) -> np.ndarray:
        """The values of a point, by world; all NaN for one that was not run."""
        return self.of_each([point])[0]

    def of_each(self, points: Sequence[int]) -> np.ndarray:
        """The values of some points, [point, world]; all NaN for those that were not run."""
        if not len(self.points):
            return np.full((len(points), 0), np.nan)
        row = np.minimum(np.searchsorted(self.points, points), len(self.points) - 1)
        return np.where((self.points[row] == points)[:, None], self.values[row], np.nan)


def column_names(runs: Runs) -> list[str]:
    """The columns."""
    return list(runs.column_names if isinstance(runs, pa.Table) else runs)


def column(runs: Runs, name: str) -> np.ndarray:
    """One column as an array; one that is not there fails with the nearest names."""
    if name not in column_names(runs):
        raise InputError(unknown("column of the runs", name, column_names(runs)))
    found = runs[name]
    values = np.asarray(found.to_numpy() if isinstance(found, pa.ChunkedArray) else found)
    if values.dtype.kind == "O" and not any(isinstance(value, str) for value in values):
        return values.astype(float)  # numbers among which some are None
    return values


def rows_where(runs: Runs, chosen: np.ndarray) -> dict[str, np.ndarray]:
    """The runs that a mask chooses."""
    return {name: column(runs, name)[chosen] for name in column_names(runs)}


def select(runs: Runs, **equal: str) -> dict[str, np.ndarray]:
    """The runs of a policy, a contrast or a scenario: `select(runs, contrast="as_managed")`."""
    chosen = np.ones(len(column(runs, "replication")), bool)
    for name, value in equal.items():
        chosen &= column(runs, name) == value
    return rows_where(runs, chosen)


def by_setting(runs: Runs) -> Iterator[tuple[tuple[str, str, str], dict[str, np.ndarray]]]:
    """The runs of each (scenario, contrast, policy), in the order in which they first appear."""
    keys = list(zip(*(column(runs, name).tolist() for name in SETTING), strict=True))
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    number_of = np.array([numbers[key] for key in keys])
    for key, number in numbers.items():
        yield key, rows_where(runs, number_of == number)


def given(values: np.ndarray) -> np.ndarray:
    """Where a factor has a value: one_at_a_time leaves all but one as the scenario has them."""
    if values.dtype.kind == "f":
        return ~np.isnan(values)
    if values.dtype.kind == "O":
        return np.array([value is not None and value == value for value in values], bool)
    return np.ones(len(values), bool)


def is_numeric(values: np.ndarray) -> bool:
    """Whether a factor is a number, and so has an order."""
    return values.dtype.kind in "fiu"


def levels(values: np.ndarray) -> list[float] | list[str]:
    """The values that a factor takes: numbers ascending, words in the order in which they first appear."""
    values = values[given(values)]
    if is_numeric(values):
        return [float(value) for value in np.unique(values)]
    return list(dict.fromkeys(str(value) for value in values))


def varied(runs: Runs, factors: Sequence[str]) -> list[str]:
    """Those of the factors, and of scenario, contrast and policy, that take more than one value."""
    wanted = [*factors, *(name for name in SETTING if name in column_names(runs) and name not in factors)]
    return [name for name in wanted if len(levels(column(runs, name))) > 1]


def codes(runs: Runs, over: Sequence[str]) -> np.ndarray:
    """A number for each run, the same for those that agree in the given columns."""
    code = np.zeros(len(column(runs, "replication")), np.int64)
    for name in over:
        values = column(runs, name)
        _, inverse = np.unique(
            values.astype(str) if values.dtype.kind == "O" else values, return_inverse=True
        )
        _, code = np.unique(code * (inverse.max(initial=0) + 1) + inverse, return_inverse=True)
    return code


def crossed(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Values laid out by row and column number, NaN where there is none; two in one place are an error."""
    place = rows * shape[1] + columns
    if len(np.unique(place)) != len(place):
        raise ValueError("runs must have one row for a point and replication, got several")
    sheet = np.full(shape, np.nan)
    sheet.ravel()[place] = values
    return sheet


def by_point(runs: Runs, outcome: str) -> Sheet:
    """An outcome laid out by point and world."""
    points, row = np.unique(column(runs, "point_number"), return_inverse=True)
    worlds, place = np.unique(column(runs, "replication"), return_inverse=True)
    values = column(runs, outcome).astype(float)
    return Sheet(points, worlds, crossed(row, place, values, (len(points), len(worlds))))


def by_design(
    runs: Runs, question: Question, outcome: str
) -> Iterator[tuple[tuple[str, str, str], np.ndarray]]:
    """An outcome as values[row of the sample, world] for each (scenario, contrast, policy); NaN where not run.

    Points are numbered as sim.design.designs.points does: scenario by row by contrast by policy. Runs whose
    factors are not those of the question's sample are refused.
    """
    rows = sample(question.factors, question)
    for setting, group in by_setting(runs):
        sheet = by_point(group, outcome)
        row = sheet.points // (len(question.contrasts) * len(question.policies)) % len(rows)
        for factor in question.factors:
            wanted = np.array([rows[number][factor.name] for number in row])
            found = at_points(group, factor.name)
            same = np.isclose(found, wanted) if is_numeric(found) else found == wanted
            if not np.all(same):
                raise InputError(
                    f"{factor.name}: the runs were made at other values than this question's {question.sampling.kind}"
                    " sample; analyse them with the question, and the seed, that they were run with"
                )
        values = np.full((len(rows), len(sheet.worlds)), np.nan)
        values[row] = sheet.values
        yield setting, values


def at_points(runs: Runs, name: str) -> np.ndarray:
    """What a column says at each point, by ascending point number."""
    _, first = np.unique(column(runs, "point_number"), return_index=True)
    return column(runs, name)[first]


def mean_over(values: np.ndarray, axis: int) -> np.ndarray:
    """The mean of what is defined; NaN, without a warning, where nothing is."""
    there = ~np.isnan(values)
    count = there.sum(axis=axis)
    total = np.where(there, values, 0.0).sum(axis=axis)
    return np.divide(total, count, out=np.full(np.shape(total), np.nan), where=count > 0)
