"""Recordings made up for tests of what people look at: the same every time, and no result of any run."""

import numpy as np

from sim.model.states import NOBODY
from sim.view.replay.opening.branches import MEANS, Branches, times_of
from sim.view.replay.opening.levers import LEVERS, values_of
from sim.view.replay.recording import CustomerState, End, PersonState, Recording, Requests, is_here
from sim.view.replay.recording.calls import FIELDS, Calls
from sim.view.replay.recording.requests import followed_a_day

WARM, SHOCK = 40, 55  # weeks until which all is calm, and after which the strained side spirals


def pair(
    *, teams: int = 15, seats: int = 150, dots: int = 600, weeks: int = 260
) -> tuple[Recording, Recording]:
    """Two runs of a made-up world: in the first, team after team tips; in the second, trouble passes."""
    return (
        run("customer_first", "Managers pass every request on as urgent.", 1.0, teams, seats, dots, weeks),
        run("people_first", "Managers protect the workload, then serve.", 0.25, teams, seats, dots, weeks),
    )


def several(count: int, **size: int) -> list[Recording]:
    """Two to four runs of the made-up world, each less harsh than the one before."""
    policies = ("customer_first", "neutral", "people_only", "people_and_customer")[:count]
    size = {"teams": 15, "seats": 150, "dots": 600, "weeks": 260} | size
    return [
        run(policy, f"Number {nth} of {count}.", 1 - 0.25 * nth, **size)
        for nth, policy in enumerate(policies)
    ]


def run(
    policy: str, describes: str, harshness: float, teams: int, seats: int, dots: int, weeks: int
) -> Recording:
    """One made-up run; `harshness` says how far strain builds up (0 to 1)."""
    luck = np.random.default_rng(7)
    week = np.arange(weeks)[:, None]
    tips = SHOCK + luck.permutation(teams)[None, :] * 5
    building = np.clip((week - tips) / 20, 0, 1) * harshness
    passing = 0.55 * np.exp(-(((week - tips - 15) / 9) ** 2)) * (1 - harshness)
    strain = building + passing

    employee_team = (np.arange(seats) * teams // seats).astype(np.int16)
    customer_team = (np.arange(dots) * teams // dots).astype(np.int16)
    employees = _people(strain[:, employee_team], luck.random(seats) * 0.35)
    quits = _leave(employees, strain[:, employee_team], luck)
    customers = _customers(strain[:, customer_team], luck)
    served = np.where(is_here(employees), 1 - 0.5 * strain[:, employee_team], 0)
    urgent = luck.poisson(0.4 + 9 * strain[:, employee_team]) * is_here(employees)
    counts = _work(served.sum(axis=1) * 20)
    profit_week = served.sum(axis=1) * 20 * (65 + 12 * harshness) - seats * 700 - quits * 9_000
    mood = 1 - strain.mean(axis=1)
    return Recording(
        policy=policy,
        describes=describes,
        scenario="made-up-world",
        seed=7,
        weeks=weeks,
        customers_per_dot=40,
        customers=customers,
        customer_team=customer_team,
        managers=_people(strain, luck.random(teams) * 0.2),
        employees=employees,
        employee_team=employee_team,
        urgent=urgent.astype(np.uint8),
        manager_person=np.tile(np.arange(teams, dtype=np.int32), (weeks, 1)),
        manager_strain=np.round(100 * strain).astype(np.uint8),
        employee_person=_identities(employees, teams),
        employee_strain=np.round(
            100 * np.clip(strain[:, employee_team] * 0.8 + luck.random((weeks, seats)) * 0.02, 0, 1)
        ).astype(np.uint8),
        questions=np.minimum(urgent, 3).astype(np.uint8),
        heard=np.round(100 * (1 - 0.6 * strain[:, employee_team])).astype(np.uint8),
        backed=np.full((weeks, seats), 50, np.uint8),
        clarity=np.round(100 * (0.9 - 0.6 * strain)).astype(np.uint8),
        labelled=np.round(100 * (0.15 + 0.7 * strain)).astype(np.uint8),
        removed=np.zeros(weeks, np.int32),
        at_first=np.arange(teams + seats, dtype=np.int32),
        requests=_requests(teams, customer_team, employee_team, weeks, luck),
        calls=_calls(teams, dots, weeks),
        **counts,
        customers_here=((customers != CustomerState.GONE).sum(axis=1) * 40).astype(np.int32),
        people_lost=np.cumsum(quits).astype(np.int32),
        manager_quits=np.zeros(weeks, np.int32),
        customers_lost=((customers == CustomerState.GONE).sum(axis=1) * 40).astype(np.int32),
        profit=np.cumsum(profit_week),
        series={
            "turnover": _year_back(quits) / seats * 100,
            "employee_satisfaction": 0.78 * mood + 0.02 * luck.random(weeks),
            "customer_satisfaction": 0.82 * np.concatenate([mood[:6], mood[:-6]]) + 0.02 * luck.random(weeks),
            "profit_week": profit_week.astype(np.float64),
        },
        summary={
            "urgent_seen": float(urgent.mean()),
            "clarity": float(0.9 - 0.6 * strain.mean()),
            "strain": float(0.8 * strain.mean()),
            "turnover": float(quits.sum() / (seats + teams) / weeks * 52),
            "customer_satisfaction_all": float(0.82 * mood.mean()),
        },
    )


def branches(run: Recording) -> Branches:
    """Made-up branches of the first firm: the higher a lever, the fewer people leave; the firm's own is the run."""
    values = tuple(
        values_of(lever.practice, own) for lever, own in zip(LEVERS, (0.05, 0.1, -1.0), strict=True)
    )
    own = tuple(levels.index(own) for levels, own in zip(values, (0.05, 0.1, -1.0), strict=True))
    times = times_of(run.weeks)
    places = np.indices([len(levels) for levels in values]).reshape(3, -1)
    fewer = 1 - 0.03 * (places - np.array(own)[:, None]).sum(axis=0)
    lost = np.round(fewer[:, None] * run.people_lost[np.array(times) - 1]).astype(np.int64)
    ends = {
        "people_lost": lost[:, -1],
        "headcount": np.full(len(fewer), 40),
        "market_share": 0.5 / fewer,
        "profit": 1e6 * fewer,
        **dict.fromkeys(MEANS, 0.3 * fewer),
    }
    two = {name: np.stack([each, each * 0.9]).astype(float) for name, each in ends.items()}
    return Branches(values, own, times, lost, two)


def _people(strain: np.ndarray, toughness: np.ndarray) -> np.ndarray:
    felt = strain - toughness
    states = np.where(
        felt > 0.45, PersonState.OVERLOADED, np.where(felt > 0.2, PersonState.STRETCHED, PersonState.COPING)
    )
    return states.astype(np.uint8)


def _leave(employees: np.ndarray, strain: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """Empties seats for six weeks, fills them with newcomers for twelve; returns the quits of each week."""
    weeks, seats = employees.shape
    quits = np.zeros(weeks, dtype=np.int64)
    chances = luck.random((weeks, seats))
    busy_until = np.zeros(seats, dtype=np.int64)
    for week in range(1, weeks):
        for seat in np.flatnonzero(chances[week] < 0.0015 + 0.012 * strain[week]):
            if week < busy_until[seat]:
                continue
            employees[week : week + 4, seat] = PersonState.GONE
            employees[week + 4 : week + 6, seat] = PersonState.VACANT
            employees[week + 6 : week + 18, seat] = PersonState.NEWCOMER
            busy_until[seat] = week + 18
            quits[week] += 1
    return quits


def _identities(employees: np.ndarray, first: int) -> np.ndarray:
    """Who sits where: numbers from `first` on, a new one for each newcomer, in the order of weeks and seats."""
    present = is_here(employees)
    arrivals = present & ~np.vstack([np.zeros_like(present[:1]), present[:-1]])
    numbers = np.zeros(employees.shape, np.int32)
    numbers[arrivals] = first + np.arange(arrivals.sum())
    return np.where(present, np.maximum.accumulate(numbers, axis=0), NOBODY).astype(np.int32)


def _work(done: np.ndarray) -> dict[str, np.ndarray]:
    """What was asked and done in each week, with books that balance."""
    done = done.astype(np.int32)
    waiting = np.full_like(done, 50)
    parts = {"declined": done // 50, "given_up": done // 40}
    own = {"own_answered": done // 6, "own_lapsed": done // 60, "own_waiting": np.full_like(done, 9)}
    asked = done + sum(parts.values()) + np.diff(waiting, prepend=np.int32(0))
    own_asked = own["own_answered"] + own["own_lapsed"] + np.diff(own["own_waiting"], prepend=np.int32(0))
    return parts | own | {
        "asked": asked, "done": done, "late": done // 9, "waiting": waiting, "own_asked": own_asked,
    }  # fmt: skip


def _requests(
    teams: int, customer_team: np.ndarray, employee_team: np.ndarray, weeks: int, luck: np.random.Generator
) -> Requests:
    """As many requests a day as are followed, the last of employees; some handed on, declined or given up."""
    a_day = followed_a_day(weeks)
    day = np.repeat(np.arange(5 * weeks), sum(a_day.values()))
    count = len(day)
    inside = np.tile([0] * a_day["customers"] + [1] * a_day["people"], 5 * weeks)
    asker = luck.integers(0, np.where(inside, len(employee_team), len(customer_team)))
    team = np.where(
        inside, employee_team[asker % len(employee_team)], customer_team[asker % len(customer_team)]
    )
    days = luck.integers(0, 9, count)
    end = np.where(
        inside, End.DONE, luck.choice([End.DONE, End.LATE, End.GIVEN_UP], count, p=[0.8, 0.15, 0.05])
    )
    end = np.where((day + days >= 5 * weeks), End.OPEN, end)
    declined = (inside == 0) & (luck.random(count) < 0.04) & (end != End.OPEN)
    end = np.where(declined, End.DECLINED, end)
    hops = np.where(inside | declined, 0, 1)
    hops[(hops == 1) & (days >= 4) & (np.arange(count) % 11 == 0)] = 3
    seats_of = [np.flatnonzero(employee_team == one) for one in range(teams)]
    hop_days, hop_desk = [], []
    for nth in np.flatnonzero(hops):
        desks = luck.choice(seats_of[team[nth]], 2)
        hop_days += [0, 1, 3][: hops[nth]]
        hop_desk += [desks[0], NOBODY, desks[1]][: hops[nth]]
    narrow = {
        "day": day,
        "asker": asker,
        "team": team,
        "days": days,
        "hop_days": hop_days,
        "hop_desk": hop_desk,
    }
    tiny = {"inside": inside, "urgent": luck.random(count) < 0.3, "end": end, "hops": hops}
    return Requests(
        **{name: np.array(values, np.int16) for name, values in narrow.items()},
        **{name: np.array(values, np.uint8) for name, values in tiny.items()},
    )


def _calls(teams: int, customers: int, weeks: int) -> Calls:
    """One to five requests a day that customers called urgent, in each team; a third of them truly are."""
    luck = np.random.default_rng(11)
    counts = luck.integers(1, 6, (5 * weeks, teams))
    day, team = (np.repeat(where.ravel(), counts.ravel()) for where in np.indices(counts.shape))
    urgent = luck.random(len(day)) < 1 / 3
    decided = luck.random(len(day)) < 0.9
    values = {
        "day": day,
        "team": team,
        "customer": luck.integers(0, customers, len(day)),
        "kind": luck.integers(0, 5, len(day)),
        "due": np.where(urgent, 1, 4),
        "urgent": urgent,
        "decided": decided,
        "labelled": decided & (urgent | (luck.random(len(day)) < 0.5)),
    }
    return Calls(**{name: values[name].astype(kind) for name, kind in FIELDS.items()})


def _customers(strain: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    weeks, dots = strain.shape
    felt = (
        np.concatenate([strain[:4], strain[:-4]]) - luck.random(dots) * 0.4 - luck.random((weeks, dots)) * 0.1
    )
    states = np.where(
        felt > 0.4, CustomerState.UNHAPPY, np.where(felt > 0.15, CustomerState.UNSURE, CustomerState.HAPPY)
    )
    left = np.cumsum(luck.random((weeks, dots)) < 0.0004 + 0.002 * np.clip(felt, 0, 1), axis=0) > 0
    states[left] = CustomerState.GONE
    return states.astype(np.uint8)


def _year_back(quits: np.ndarray) -> np.ndarray:
    """Quits in the year up to each week, scaled up in the first year."""
    total = np.concatenate([[0], np.cumsum(quits)])
    ends = np.arange(1, len(quits) + 1)
    starts = np.maximum(0, ends - 52)
    return (total[ends] - total[starts]) / (ends - starts) * 52
