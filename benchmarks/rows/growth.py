"""How time and memory grow with customers, with employees and with firms. Each size runs in a process of its own."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from benchmarks.firms import CUSTOMERS, EMPLOYEES
from benchmarks.fits import exponent
from benchmarks.fresh import fresh
from benchmarks.lines import UNEXPLAINED, Aim, Amount, AnyLine, Left, duration, megabytes, plain

BUDGET = 60.0
"""Seconds of processor time that one size may take, by what the size before took."""

CUSTOMERS_AN_EMPLOYEE = 30
"""Where it is employees whose number grows: few, who ask often, so that most of the work is the employees'."""

SEEN = 0.5e6
"""Bytes from which a world's memory stands out from the process's own."""

CUSTOMER_SIZES = tuple(10**power for power in range(3, 8))
EMPLOYEE_SIZES = tuple(10**power for power in range(1, 6))
FIRM_SIZES = (1, 2, 5, 10, 20, 50, 100)

MISSED = {
    "customers": "rows that outgrow the processor's caches take longer to reach",
    "employees": "rows that outgrow the processor's caches take longer to reach",
    "firms": "who compares, compares all firms",
}
"""Why time grows more than in proportion."""

Size = Mapping[str, int]


def customers(count: int) -> Size:
    """A firm of so many customers, employees in proportion."""
    return {"customers": count, "employees": max(1, round(count * EMPLOYEES / CUSTOMERS))}


def employees(count: int) -> Size:
    """A firm of so many employees, who have few customers each."""
    return {"customers": CUSTOMERS_AN_EMPLOYEE * count, "employees": count}


def firms(count: int) -> Size:
    """So many firms of the default size."""
    return {"customers": CUSTOMERS, "employees": EMPLOYEES, "firms": count}


def grown(what: str, sizes: Mapping[int, Size], pairs: int) -> Iterator[AnyLine]:
    """A line a size, then the exponents."""
    seconds: dict[int, float] = {}
    bytes_held: dict[int, float] = {}
    taken: dict[int, float] = {}
    for count, size in sizes.items():
        expected = foreseen(taken, count)
        if expected > BUDGET:
            yield Left(f"{count:,} {what}", f"left out: about {duration(expected)}, over {duration(BUDGET)}")
            continue
        runs = [fresh("benchmarks.sizes", "days_of", **size) for _ in range(repeats(expected, pairs))]
        days = [run["seconds"] / run["days"] for run in runs]
        held = [run["bytes"] for run in runs]
        yield Amount(f"{count:,} {what}: a day", days)
        yield Amount(f"{count:,} {what}: memory of the world at its peak", held, megabytes)
        seconds[count] = statistics.median(days)
        bytes_held[count] = statistics.median(held)
        taken[count] = max(run["fewest_days_seconds"] for run in runs)
    yield from exponents(what, "time of a day", seconds)
    yield from exponents(what, "memory", {size: held for size, held in bytes_held.items() if held > SEEN})


def foreseen(taken: Mapping[int, float], count: int) -> float:
    """Seconds that a size will take, by how the last two before it grew; nothing is known of the first."""
    if not taken:
        return 0.0
    last = list(taken)[-1]
    power = 1.0
    if len(taken) > 1:
        power = max(1.0, exponent(list(taken)[-2:], list(taken.values())[-2:])[0])
    return taken[last] * (count / last) ** power


def repeats(expected: float, pairs: int) -> int:
    """How often a size is measured: what takes long, once."""
    return 1 if expected > BUDGET / 10 else min(pairs, 3)


def exponents(what: str, of: str, amounts: Mapping[int, float]) -> Iterator[AnyLine]:
    """The fitted exponent over all sizes, with its standard error, for which the aim allows."""
    if len(amounts) < 3:
        yield Left(f"growth of {of} with {what}", "too few sizes to fit an exponent")
        return
    sizes: Sequence[float] = list(amounts)
    slope, error = exponent(sizes, list(amounts.values()))
    label = f"growth of {of} with {what}, {min(sizes):,} to {max(sizes):,}: exponent"
    aim = Aim(
        1.0 + 2.0 * error,
        missed=MISSED.get(what, UNEXPLAINED),
        words="at most 1, within two standard errors",
    )
    yield Amount(label, [slope], partial(with_error, error=error), aim)


def with_error(value: float, error: float) -> str:
    """An exponent with its standard error."""
    return f"{plain(value)} ± {error:.2g}"


def measure(pairs: int) -> Iterator[AnyLine]:
    """Customers with employees in proportion; employees with few customers each; firms of the default size."""
    yield from grown("customers", {count: customers(count) for count in CUSTOMER_SIZES}, pairs)
    yield from grown("employees", {count: employees(count) for count in EMPLOYEE_SIZES}, pairs)
    yield from grown("firms", {count: firms(count) for count in FIRM_SIZES}, pairs)
