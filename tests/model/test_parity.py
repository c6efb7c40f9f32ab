"""One model, many ways to run it: the same numbers, bit for bit."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.agents import MarketModel
from sim.agents import run_until as run_agents_until
from sim.model import records
from sim.model.compiled import INTERPRETED
from sim.model.mechanisms import MECHANISMS
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import ASKED, INSIDE, NOBODY
from sim.model.world import copy
from sim.policies import load_policy
from sim.running.course import warmed_up
from sim.running.jobs import Job, Task
from sim.running.run import run_world
from sim.store.store import Store
from sim.sweeps.runner import run_jobs
from tests.paths import ROOT
from tests.worlds import (
    DOES_EVERYTHING,
    EVERYTHING,
    SMALL,
    after,
    differences,
    digest,
    in_hand,
    scenario,
    staff,
    world,
)

DAYS = 270  # a year and two weeks, so that every beat of the calendar is heard, and a disruptor opens

EVENTFUL = SMALL | {
    "need_rate": 9,
    "surge_factor": 3,
    "surge_week": 3,
    "consider_rate": 4,
    "base_quit_hazard": 0.8,
    "hiring_weeks": 1,
    "warm_up": 1,
}
PRACTICES = DOES_EVERYTHING.replace({"pay": 1.1, "improvement": 0.05, "layoffs": 1.0})
MARKETS = {
    "monopoly with a surge": scenario(EVENTFUL),
    "firms of other sizes": scenario(
        EVENTFUL, competition="rivalry", rivals=3, rival_sizes=[2.0, 0.4], rivals_share=True
    ),
    "three firms": scenario(EVENTFUL, competition="rivalry", rivals=2),
    "free entry": scenario(EVENTFUL | {"price_request": 200, "insolvency": 0.05}, competition="contestable"),
    "everything": scenario(EVERYTHING, competition="contestable"),
    "everything, half of it frozen": scenario(
        EVERYTHING
        | {
            "need_rate": 14,
            "price_request": 200,
            "surge_factor": 3,
            "hiring_weeks": 1,
            "planned_utilisation": 0.6,
        },
        competition="duopoly",
        without=list(MECHANISMS)[::3],
        frozen=list(MECHANISMS)[1::3],
    ),
}


@pytest.fixture(params=MARKETS)
def market(request) -> Scenario:
    return MARKETS[request.param]


def fresh(market: Scenario, **spare: float) -> World:
    return world(market, seed=5, practices=PRACTICES, **spare)


def also_slow(*quick: str) -> list:
    """All markets, those not named here among the slow tests: agents one by one take their time."""
    return [name if name in quick else pytest.param(name, marks=pytest.mark.slow) for name in MARKETS]


@pytest.mark.parametrize("name", also_slow("everything"))
def test_agents_one_by_one_come_to_the_same_as_the_fast_engine_and_let_arrays_grow_alike(name):
    market = MARKETS[name]
    by_agents = run_agents_until(fresh(market, spare_requests=1, spare_seats=1.0), DAYS, market)
    fast = after(fresh(market, spare_requests=1, spare_seats=1.0), DAYS)
    assert differences(by_agents, fast) == []
    assert len(fast.requests) > 1


@pytest.mark.parametrize("name", also_slow("three firms"))
def test_the_order_in_which_agents_act_changes_nothing(name):
    market = MARKETS[name]
    model = MarketModel(market, world=fresh(market), shuffle=True)
    while model.day < DAYS:
        model.step()
    model.remove_all_agents()
    assert differences(model.world, after(fresh(market), DAYS)) == []


def by_identity(w: World) -> dict[str, np.ndarray]:
    """A world without the rows that its requests and employees happen to have."""
    found: dict[str, np.ndarray] = {"weeks": w.weeks, "flows": w.flows}
    for name in w.customers.dtype.names or ():
        found[f"customers.{name}"] = w.customers[name]
    for name in w.managers.dtype.names or ():
        if name not in ("tray", "tray_end", "first_seat"):
            found[f"managers.{name}"] = w.managers[name]
    for name in w.firms.dtype.names or ():
        if name not in ("seat_first", "seat_end", "open_seat", "tray", "tray_end"):
            found[f"firms.{name}"] = w.firms[name]
    for firm in range(len(w.firms)):
        people = np.sort(staff(w, firm), order="id")
        for name in people.dtype.names or ():
            if name not in ("desk", "next_mate"):
                found[f"{firm}.employees.{name}"] = people[name]
        inside = w.requests[(w.requests["firm"] == firm) & (w.requests["state"] == ASKED)]
        inside = np.sort(
            inside[inside["channel"] >= INSIDE], order=["asked", "channel", "team", "key", "customer"]
        )
        for name in ("asked", "channel", "team", "key", "customer", "due"):
            found[f"{firm}.inside.{name}"] = inside[name]
        requests = np.sort(in_hand(w, firm), order=["asked", "key"])
        for name in requests.dtype.names or ():
            if name not in ("following", "employee"):
                found[f"{firm}.requests.{name}"] = requests[name]
        held = requests["employee"]
        found[f"{firm}.holders"] = np.where(held == NOBODY, NOBODY, w.employees["id"][held])
    return found


def test_small_arrays_that_grow_give_the_same_as_large_ones(market):
    roomy = after(fresh(market, spare_requests=5000, spare_seats=8.0), DAYS)
    grown = after(fresh(market, spare_requests=1, spare_seats=1.0), DAYS)
    assert 1 < len(grown.requests) < len(roomy.requests)
    assert len(fresh(market, spare_seats=1.0).employees) < len(grown.employees) < len(roomy.employees)
    large, tiny = by_identity(roomy), by_identity(grown)
    assert large.keys() == tiny.keys()
    assert [name for name in large if large[name].tobytes() != tiny[name].tobytes()] == []


def test_day_by_day_comes_to_the_same_as_in_one_go(market):
    w = fresh(market)
    for _ in range(DAYS):
        w = after(w, 1)
    assert differences(w, after(fresh(market), DAYS)) == []


def test_a_copy_goes_its_own_way_and_the_same_way(market):
    w = after(fresh(market), 100)
    twin, before = copy(w), digest(w)
    twin = after(twin, 100)
    assert digest(w) == before
    assert differences(after(w, 100), twin) == []


def test_rooms_for_more_years_change_nothing(market):
    short, long = (world(market, 5, years=years, practices=PRACTICES) for years in (1, 4))
    short, long = after(short, DAYS), after(long, DAYS)
    assert differences(short, long._replace(weeks=long.weeks[: len(short.weeks)])) == []


def test_a_longer_run_extends_the_shorter_one(market):
    policy = (load_policy("people_and_customer"), "as_managed")
    (short,), (long,) = (run_world(market, [policy], 1, 0, years) for years in (1, 2))
    for name, values in short.series.items():
        assert long.series[name][:52].tobytes() == values.tobytes(), name


def test_policies_run_together_give_the_same_as_alone(market):
    designs = [(load_policy(name), "as_managed") for name in ("customer_first", "people_only", "neutral")]
    together = list(run_world(market, designs, 1, 0, 1))
    for run, design in zip(together, designs, strict=True):
        (alone,) = run_world(market, [design], 1, 0, 1)
        assert repr(alone.summary) == repr(run.summary)


def test_a_warm_up_by_agents_is_that_of_the_fast_engine():
    market = MARKETS["monopoly with a surge"]
    assert differences(warmed_up(market, 1, 0, 1, "mesa"), warmed_up(market, 1, 0, 1, "fast")) == []


def test_no_field_is_called_like_something_that_numpys_records_have():
    """Where compilation is off, fields are read as attributes of them."""
    dtypes = {name: dtype for name, dtype in vars(records).items() if isinstance(dtype, np.dtype)}
    taken = [
        f"{name}.{field}" for name, dtype in dtypes.items() for field in dtype.names if taken_name(field)
    ]
    assert len(dtypes) > 5
    assert taken == []


def taken_name(field: str) -> bool:
    return hasattr(np.record, field) or hasattr(np.recarray, field)


def tiny_worlds() -> list[World]:
    """Worlds small enough to be interpreted, in which firms fail and open and arrays grow, on their first day."""
    few = {"customers_per_firm": 30, "employees_per_firm": 3, "span_of_control": 2}
    return [
        world(market, 5, practices=PRACTICES, spare_requests=1, spare_seats=1.0)
        for market in (
            scenario(EVENTFUL | few),
            scenario(
                EVENTFUL | few | {"entry_margin": -1, "insolvency": 0.01}, competition="contestable", rivals=1
            ),
            scenario(EVENTFUL | few | {"effort": 4, "budget_share": 5}, effort_distribution="exponential"),
            scenario(EVERYTHING | few, competition="contestable"),
            scenario(EVERYTHING | few, competition="duopoly", frozen=list(MECHANISMS)),
        )
    ]


def from_the_start(days: tuple[int, ...]) -> list[str]:
    """Digests of the tiny worlds, each after so many days."""
    return [digest(after(w, each)) for w, each in zip(tiny_worlds(), days, strict=True)]


def a_day_later(mornings: Path) -> list[str]:
    """Digests of the worlds in a file, each a day later."""
    kept = pickle.loads(mornings.read_bytes())
    here = [World(*(rows.view(np.recarray) if INTERPRETED else rows for rows in w)) for w in kept]
    return [digest(after(w, 1)) for w in here]


def interpreted(asked: str) -> str:
    """What an expression of this file's names is where nothing is compiled, in a process of its own."""
    command = [sys.executable, "-c", f"from tests.model.test_parity import *; print({asked})"]
    environment = os.environ | {"SIM_INTERPRETED": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


TELLING = (
    (109, 135),
    (28, 64, 129),
    (9, 25, 54, 59, 64),
    (129, 151, 194, 253, 259, 264),
    (92, 99),
)
"""Days of the tiny worlds on which, all in all, whatever the model does in their first year is done at least once."""


def test_compiled_code_gives_what_the_source_says_on_telling_days(tmp_path):
    """Compiled up to each of the mornings, and from there both ways; the first two days as well."""
    mornings, kept = tmp_path / "mornings", []
    for w, days in zip(tiny_worlds(), TELLING, strict=True):
        for day in days:
            w = after(w, day - int(w.market["day"][0]))
            kept.append(copy(w))
    mornings.write_bytes(pickle.dumps(kept))
    found = interpreted(f"from_the_start((2,) * 5) + a_day_later(Path({str(mornings)!r}))")
    assert found == str(from_the_start((2,) * 5) + a_day_later(mornings))


@pytest.mark.slow
def test_compiled_code_gives_what_the_source_says_for_a_year():
    days = (130, 130, 65, 270, 270)
    assert interpreted(f"from_the_start({days})") == str(from_the_start(days))


def test_the_number_of_workers_changes_nothing(tmp_path):
    market = MARKETS["free entry"]
    tasks = tuple(
        Task.of(market, load_policy(name), "as_managed", seed=2, years=1)
        for name in ("neutral", "customer_first")
    )
    jobs = [Job(tasks, replication) for replication in range(3)]
    kept = []
    for workers in (1, 2):
        assert run_jobs(jobs, tmp_path / str(workers), workers=workers) == []
        runs = Store(tmp_path / str(workers)).runs().to_pylist()
        assert len(runs) == 6
        kept.append(sorted(map(repr, runs)))
    assert kept[0] == kept[1]
