"""docs/scaling.md: what larger experiments cost, by a model of cost that is fitted to measured runs."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import nnls

from docs.tables import filled, number, read_toml, table
from sim.model import records
from sim.model.parameters import DAYS_A_YEAR, SECTIONS
from sim.model.scenario import Scenario

SCENARIO = "turnover_city"
PRICE_CORE_HOUR, PRICE_GIGABYTE_MONTH = 0.04, 0.02
"""US dollars, as clouds charge for small rented machines and for object stores: assumed."""

NODES, CORES_A_NODE, GIGABYTES_A_NODE = 1000, 64, 256
Figures = Mapping[str, Any]

SPAN = 8
"""Employees on a team."""

EMPLOYEES_A_CUSTOMER = 24 / 7000
"""Of the default firm."""

HOUR, GIGABYTE = 3600.0, 1e9


def teams(run: Figures) -> float:
    """Of one of a run's firms."""
    return max(1.0, run["employees"] / run["firms"] / SPAN)


BUILDING = {"a customer built": (lambda run: run["customers"], "customer of the first morning")}
DAYS = {
    "a run": (lambda run: 1.0, "run"),
    "an event": (lambda run: run["events"], "day on which a customer asks or is served"),
    "an event and team": (lambda run: run["events"] * teams(run), "event, for each team of the firm"),
    "an employee-day": (lambda run: run["employee_days"], "day of an employee, managers and firm included"),
    "a customer-day": (lambda run: run["customer_days"], "day of a customer, idle or not"),
}
SECONDS = BUILDING | DAYS
BYTES = {
    "a run": (lambda run: 1.0, "run"),
    "a customer": (lambda run: run["customers"], "customer"),
    "an employee": (lambda run: run["employees"], "employee, with the requests on the desk"),
}
LEAST_BYTES = 2e6
"""Smaller worlds do not stand out from what a process takes and gives back."""


def fitted(runs: Sequence[Figures], terms: Mapping[str, Any], amount: str) -> dict[str, float]:
    """Cost of each term, at least 0, by least squares of relative errors over the runs that are not held back."""
    used = [run for run in runs if not run["held_back"]]
    measured = np.array([run[amount] for run in used])
    columns = np.array([[term(run) for term, _ in terms.values()] for run in used])
    costs, _ = nnls(columns / measured[:, None], np.ones(len(used)))
    return dict(zip(terms, map(float, costs), strict=True))


def predicted(run: Figures, terms: Mapping[str, Any], costs: Mapping[str, float]) -> float:
    """What a run costs by the model."""
    return sum(costs[name] * term(run) for name, (term, _) in terms.items())


@dataclass(frozen=True)
class Model:
    """What the measured runs say of any run."""

    figures: Figures
    seconds: Mapping[str, float]
    bytes: Mapping[str, float]
    events_an_employee_day: float

    @classmethod
    def of(cls, figures: Figures) -> "Model":
        """Fitted to the runs that are not held back."""
        runs = figures["run"]
        busy = [run["events"] / run["employee_days"] for run in runs if run["load"] == 1.0]
        large = [run for run in runs if run["bytes"] > LEAST_BYTES]
        seconds = fitted(runs, BUILDING, "build_seconds") | fitted(runs, DAYS, "day_seconds")
        return cls(figures, seconds, fitted(large, BYTES, "bytes"), statistics.median(busy))

    def run(self, customers: float, employees: float, years: float, firms: float = 1.0) -> dict[str, float]:
        """A run of ordinary firms that share these customers and employees, by what there is to do in it."""
        days = years * DAYS_A_YEAR
        return {
            "customers": customers,
            "employees": employees,
            "customer_days": customers * days,
            "employee_days": employees * days,
            "events": self.events_an_employee_day * employees * days,
            "firms": firms,
        }

    def core_seconds(self, customers: float, employees: float, years: float, firms: float = 1.0) -> float:
        """Of a run."""
        return predicted(self.run(customers, employees, years, firms), SECONDS, self.seconds)

    def memory(self, customers: float, employees: float) -> float:
        """Of a run, its process included."""
        process = max(run["process_bytes"] for run in self.figures["run"])
        return process + predicted(self.run(customers, employees, 1.0), BYTES, self.bytes)


def text() -> str:
    """The page."""
    model = Model.of(read_toml("scaling.toml"))
    machine, store = model.figures["machine"], model.figures["store"]
    checked, worst = check(model)
    slots = {
        "machine": f"{machine['cores']} cores of {machine['processor']}, Python {machine['python']}, load"
        f" {machine['load']:g}, {machine['measured']}",
        "seconds": cost_table(SECONDS, model.seconds, duration),
        "bytes": cost_table(BYTES, model.bytes, size),
        "check": checked,
        "worst": worst,
        "events": f"{model.events_an_employee_day:.3g}",
        "experiments": experiments(model),
        "price": f"{PRICE_CORE_HOUR:g}",
        "storage": f"{PRICE_GIGABYTE_MONTH:g}",
        "bytes_a_run": size(store["bytes_a_run"]),
        "bytes_with_series": size(store["bytes_a_run_with_series"]),
        **ends(model),
    }
    return filled("scaling", slots)


def cost_table(terms: Mapping[str, Any], costs: Mapping[str, float], shown: Any) -> str:
    """What each term costs."""
    rows = ((name, shown(costs[name]), meaning) for name, (_, meaning) in terms.items())
    return table(("", "costs", "for each"), rows)


def check(model: Model) -> tuple[str, str]:
    """Measured and predicted, for the runs that were held back; and the largest error in seconds."""
    rows, errors = [], []
    for run in model.figures["run"]:
        if run["held_back"]:
            taken, seconds = run["build_seconds"] + run["day_seconds"], predicted(run, SECONDS, model.seconds)
            held = predicted(run, BYTES, model.bytes)
            large = run["bytes"] > LEAST_BYTES
            errors.append(seconds / taken - 1.0)
            rows.append(
                (
                    f"{run['customers']:,} customers, {run['employees']:,} employees,"
                    f" {run['firms']} firm{'s' if run['firms'] > 1 else ''}, load {run['load']:g},"
                    f" {run['days']} days",
                    duration(taken),
                    f"{duration(seconds)} ({errors[-1]:+.0%})",
                    size(run["bytes"]) if large else "–",
                    f"{size(held)} ({held / run['bytes'] - 1.0:+.0%})" if large else "–",
                )
            )
    head = ("held back", "measured", "predicted", "memory measured", "predicted")
    return table(head, rows), f"{max(map(abs, errors)):.0%}"


def experiments(model: Model) -> str:
    """What some experiments take."""
    store = model.figures["store"]
    paired = model.core_seconds(14_000, 48, 2 + 2 * 3, 2) / 2.0
    client = 10 * model.core_seconds(600_000, 320, 2 + 5 * 3, 2)
    node_hour = NODES * CORES_A_NODE * HOUR
    runs = node_hour / paired
    kept, kept_all = store["bytes_a_run"], store["bytes_a_run_with_series"]
    small, large = model.memory(14_000, 48), model.memory(600_000, 320)
    billion = 1e9
    employees = billion * EMPLOYEES_A_CUSTOMER
    rows = [
        ("`make demo`: 20 worlds, 2 policies, 3 years", 40.0, 40 * paired, small, 40 * kept_all),
        (
            "the client: 10 worlds of 600,000 customers, 5 policies, 3 years",
            50.0,
            client,
            large,
            50 * kept_all,
        ),
        ("a million runs of the demo's kind, without series", 1e6, 1e6 * paired, small, 1e6 * kept),
        (
            "a billion customers: one firm, 3 years after 2 of warm-up",
            1.0,
            model.core_seconds(billion, employees, 5),
            model.memory(billion, employees),
            kept_all,
        ),
        (f"{NODES:,} nodes of {CORES_A_NODE} cores for an hour", runs, node_hour, small, runs * kept),
    ]
    return table(
        (
            "experiment",
            "runs",
            "core-hours",
            "US dollars",
            "memory of a run",
            "results",
            "US dollars a month",
        ),
        (
            (
                what,
                rounded(count),
                rounded(seconds / HOUR),
                money(seconds / HOUR * PRICE_CORE_HOUR),
                size(memory),
                size(stored),
                money(stored / GIGABYTE * PRICE_GIGABYTE_MONTH),
            )
            for what, count, seconds, memory, stored in rows
        ),
    )


def ends(model: Model) -> dict[str, str]:
    """Where one thing after the other stops to suffice."""
    store = model.figures["store"]
    paired = model.core_seconds(14_000, 48, 2 + 2 * 3, 2) / 2.0
    bytes_a_customer = (model.memory(1e8, 1e8 * EMPLOYEES_A_CUSTOMER) - model.memory(0, 0)) / 1e8
    billion_year = model.core_seconds(1e9, 1e9 * EMPLOYEES_A_CUSTOMER, 1)
    rows = min(int(np.iinfo(records.request[name]).max) for name in ("customer", "following", "employee"))
    limits = {
        name: section.specification(name)["maximum"]
        for name in ("customers_per_firm", "employees_per_firm")
        for section in SECTIONS.values()
        if name in section.model_fields
    }
    rivals = Scenario.model_json_schema()["properties"]["rivals"]["anyOf"][0]["maximum"]
    return {
        "billion_year": duration(billion_year),
        "a_day_holds": rounded(within(model, 24 * HOUR)),
        "node_holds": rounded(GIGABYTES_A_NODE * GIGABYTE / bytes_a_customer),
        "node_memory": f"{GIGABYTES_A_NODE} GB",
        "rows": rounded(rows),
        "customers_limit": number(limits["customers_per_firm"]),
        "employees_limit": number(limits["employees_per_firm"]),
        "firms_limit": str(rivals + 1),
        "commits": rounded(store["commits_a_second"]),
        "cores_kept_busy": rounded(store["commits_a_second"] * paired),
        "seconds_a_run": duration(paired),
        "resume": duration(store["seconds_to_resume_100_000"]),
        "resume_million": duration(10 * store["seconds_to_resume_100_000"]),
    }


def within(model: Model, seconds: float) -> float:
    """Customers of one firm whose five years take so long, by halving."""
    least, most = 1.0, 1e12
    while most / least > 1.001:
        middle = math.sqrt(least * most)
        if model.core_seconds(middle, middle * EMPLOYEES_A_CUSTOMER, 5) < seconds:
            least = middle
        else:
            most = middle
    return least


def duration(seconds: float) -> str:
    """Seconds in a fitting unit."""
    # Two hours and two days are the first to be called so.
    units = (
        (86400.0, 2.0, "days"),
        (HOUR, 2.0, "hours"),
        *((1.0, 1.0, "s"), (1e-3, 1.0, "ms"), (1e-6, 1.0, "µs"), (1e-9, 0.0, "ns")),
    )
    if seconds == 0.0:
        return "nothing"
    scale, unit = next((scale, unit) for scale, least, unit in units if seconds >= least * scale)
    return f"{rounded(seconds / scale)} {unit}"


def size(count: float) -> str:
    """Bytes in a fitting unit."""
    units = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "bytes"))
    if count == 0.0:
        return "nothing"
    scale, unit = next(((each, name) for each, name in units if count >= each), units[-1])
    return f"{rounded(count / scale)} {unit}"


def money(dollars: float) -> str:
    """Dollars, to the cent where they are few."""
    return rounded(dollars) if dollars >= 1.0 else f"{dollars:.2f}" if dollars >= 0.01 else "under 0.01"


def rounded(value: float) -> str:
    """Two significant digits, written out."""
    return f"{float(f'{value:.2g}'):,.0f}" if value >= 10.0 else f"{value:.2g}"
