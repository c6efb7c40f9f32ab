"""What a replay shows of one run: people by state, week by week, and the curves below them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from sim.outcomes import measure
from sim.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.phases.triage import NEWCOMER_WEEKS
from sim.policies import Policy
from sim.records import World
from sim.runs import begin, follow, warmed_up
from sim.scenario import Scenario
from sim.states import NOBODY
from sim.world import FOCAL

MOST_DOTS = 700
"""Customers that a panel has room for; with more of them, a dot stands for several."""

# Where states begin (assumed): for strain [0-1], sustained work intensity [1], the manager's attention and
# customer satisfaction [0-1].
STRETCHED_STRAIN, OVERLOADED_STRAIN = 0.30, 0.45
STRETCHED_PACE, OVERLOADED_PACE = 1.05, 1.12
STRETCHED_ATTENTION, OVERLOADED_ATTENTION = 0.85, 0.5
HAPPY, UNSURE = 0.6, 0.45


class PersonState(IntEnum):
    """How a manager or an employee is doing in a week."""

    COPING = 0
    STRETCHED = 1
    OVERLOADED = 2
    GONE = 3
    NEWCOMER = 4


class CustomerState(IntEnum):
    """How a customer feels about the firm that it is shown with."""

    HAPPY = 0
    UNSURE = 1
    UNHAPPY = 2
    GONE = 3


@dataclass(frozen=True)
class Recording:
    """One run of the focal firm, in weekly frames.

    Arrays are (weeks, people). A row is the end of a week. Customers and employees keep their column; when they
    leave, their successors take it, so that a gap is somebody who has not been replaced.
    """

    policy: str
    describes: str
    scenario: str
    seed: int
    weeks: int
    customers_per_dot: int
    customers: np.ndarray  # CustomerState, uint8 (weeks, dots)
    customer_team: np.ndarray  # team index of a dot, int16 (dots,)
    managers: np.ndarray  # PersonState, uint8 (weeks, teams)
    employees: np.ndarray  # PersonState, uint8 (weeks, seats)
    employee_team: np.ndarray  # team index of a seat, int16 (seats,)
    urgent: np.ndarray  # urgent requests on each desk, uint8 (weeks, seats)
    delivered: np.ndarray  # requests delivered by each team in the week, int32 (weeks, teams)
    people_lost: np.ndarray  # quits of employees and managers so far, int32 (weeks,)
    customers_lost: np.ndarray  # customers lost so far, int32 (weeks,)
    profit: np.ndarray  # profit so far in the scenario's currency, float64 (weeks,)
    currency: str = ""
    series: dict[str, np.ndarray] = field(default_factory=dict)  # outcome name -> float64 (weeks,)


def record(
    scenario: Scenario,
    policy: Policy,
    seed: int,
    replication: int,
    years: int,
    *,
    contrast: str = "as_managed",
    progress: Callable[[int], None] = lambda week: None,
) -> Recording:
    """Run one policy in one world and note every week how everybody is; `progress` is told the weeks done."""
    w = begin(warmed_up(scenario, seed, replication, years), policy, contrast)
    weeks = years * WEEKS_A_YEAR
    crowd, staff = _Crowd(w), _Staff(w)
    for week in range(weeks):
        w = follow(w, policy, contrast, int(w.market["day"][0]) + WORKDAYS_A_WEEK, scenario)
        crowd.note(w)
        staff.note(w)
        progress(week + 1)
    notes = w.weeks[-weeks:, FOCAL]
    _, series = measure(w.weeks[:, FOCAL], len(w.weeks) - weeks)
    # Over the last quarter: single weeks of a small staff are mostly no quit or one.
    weeks_so_far = np.minimum(np.arange(1, weeks + 1), WEEKS_A_QUARTER)
    quits, headcount, profit = (
        np.convolve(values.astype(float), np.ones(WEEKS_A_QUARTER))[:weeks] / weeks_so_far
        for values in (notes["quits"], notes["headcount"], series["profit"])
    )
    return Recording(
        policy=policy.name,
        describes=policy.describes,
        scenario=scenario.title,
        seed=seed,
        weeks=weeks,
        customers_per_dot=crowd.step,
        customers=np.array(crowd.frames, np.uint8),
        customer_team=np.array(crowd.teams, np.int16),
        managers=np.array(staff.managers, np.uint8),
        employees=staff.padded(staff.employees, PersonState.GONE),
        employee_team=np.array(staff.teams, np.int16),
        urgent=staff.padded(staff.urgent, 0),
        delivered=np.array(staff.delivered, np.int32),
        people_lost=np.cumsum(notes["quits"]).astype(np.int32),
        customers_lost=np.cumsum(notes["lost_silent"] + notes["lost_voiced"]).astype(np.int32),
        profit=np.cumsum(series["profit"] / WEEKS_A_YEAR),
        currency=scenario.currency,
        series={
            "turnover": 100.0 * quits / headcount * WEEKS_A_YEAR,
            "employee_satisfaction": 100.0 * series["employee_satisfaction"],
            "customer_satisfaction": 100.0 * series["customer_satisfaction_all"],
            "profit_week": profit / WEEKS_A_YEAR,
        },
    )


class _Crowd:
    """The focal firm's customers as dots: every so many-th of the market; joiners take the places of leavers."""

    def __init__(self, w: World):
        here = np.flatnonzero(w.customers["firm"] == FOCAL)
        self.step = max(1, -(-len(here) // MOST_DOTS))
        self._holders = list(here[:: self.step])
        teams = int(w.firms["team_end"][FOCAL] - w.firms["team_first"][FOCAL])
        self.teams = [int(row) // int(w.market["dealt_to"][0]) % teams for row in self._holders]
        self._sample = np.zeros(len(w.customers), bool)
        self._sample[:: self.step] = True
        self._sample[here] = False
        self._sample[self._holders] = True
        self.frames: list[list[int]] = []

    def note(self, w: World) -> None:
        """How each dot feels at the week's end."""
        firm, satisfaction = w.customers["firm"], w.customers["satisfaction"]
        shown = {row for row in self._holders if firm[row] == FOCAL}
        joiners = (int(row) for row in np.flatnonzero(self._sample & (firm == FOCAL)) if row not in shown)
        frame = []
        for place, row in enumerate(self._holders):
            if firm[row] != FOCAL:
                row = self._holders[place] = next(joiners, row)
            frame.append(int(_customer_state(firm[row] == FOCAL, float(satisfaction[row]))))
        self.frames.append(frame)


def _customer_state(here: bool, satisfaction: float) -> CustomerState:
    if not here:
        return CustomerState.GONE
    if satisfaction >= HAPPY:
        return CustomerState.HAPPY
    return CustomerState.UNSURE if satisfaction >= UNSURE else CustomerState.UNHAPPY


class _Staff:
    """The focal firm's people; a newcomer takes a leaver's place on the same team, else a new one."""

    def __init__(self, w: World):
        self.teams: list[int] = []
        self._holders: list[int] = []
        self.managers: list[list[int]] = []
        self.employees: list[list[int]] = []
        self.urgent: list[list[int]] = []
        self.delivered: list[list[int]] = []
        self._seat(w)

    def _seat(self, w: World) -> Iterator[tuple[int, np.void]]:
        """Everybody's place and record, after giving places to those who have none."""
        f = w.firms[FOCAL]
        people = {
            int(e["id"]): e
            for e in w.employees[int(f["seat_first"]) : int(f["seat_end"])]
            if e["id"] != NOBODY
        }
        for identity, e in people.items():
            if identity in self._holders:
                continue
            team = int(e["team"] - f["team_first"])
            for place, holder in enumerate(self._holders):
                if holder not in people and self.teams[place] == team:
                    self._holders[place] = identity
                    break
            else:
                self._holders.append(identity)
                self.teams.append(team)
        return ((place, people[holder]) for place, holder in enumerate(self._holders) if holder in people)

    def note(self, w: World) -> None:
        """How everybody is at the week's end."""
        f = w.firms[FOCAL]
        day = int(w.market["day"][0])
        seated = list(self._seat(w))
        states = [int(PersonState.GONE)] * len(self._holders)
        urgent = [0] * len(self._holders)
        delivered = [0] * int(f["team_end"] - f["team_first"])
        for place, e in seated:
            newcomer = day - int(e["hired"]) < NEWCOMER_WEEKS * WORKDAYS_A_WEEK
            states[place] = int(_employee_state(newcomer, float(e["strain"]), float(e["fatigue"])))
            urgent[place] = min(255, round(int(e["urgent_sum"]) / max(1, int(e["present_days"]))))
            delivered[self.teams[place]] += int(e["finished"])
        self.employees.append(states)
        self.urgent.append(urgent)
        self.delivered.append(delivered)
        self.managers.append(
            [
                int(_manager_state(day - int(g["appointed"]) < NEWCOMER_WEEKS * WORKDAYS_A_WEEK, g))
                for g in w.managers[int(f["team_first"]) : int(f["team_end"])]
            ]
        )

    def padded(self, frames: list[list[int]], nobody: int) -> np.ndarray:
        """Frames of equal width: places that were added later were empty before."""
        return np.array(
            [frame + [int(nobody)] * (len(self.teams) - len(frame)) for frame in frames], np.uint8
        )


def _employee_state(newcomer: bool, strain: float, pace: float) -> PersonState:
    if strain >= OVERLOADED_STRAIN or pace >= OVERLOADED_PACE:
        return PersonState.OVERLOADED
    if newcomer:
        return PersonState.NEWCOMER
    stretched = strain >= STRETCHED_STRAIN or pace >= STRETCHED_PACE
    return PersonState.STRETCHED if stretched else PersonState.COPING


def _manager_state(newcomer: bool, manager: np.void) -> PersonState:
    if manager["id"] == NOBODY:
        return PersonState.GONE
    if manager["strain"] >= OVERLOADED_STRAIN or manager["attention"] < OVERLOADED_ATTENTION:
        return PersonState.OVERLOADED
    if newcomer:
        return PersonState.NEWCOMER
    stretched = manager["strain"] >= STRETCHED_STRAIN or manager["attention"] < STRETCHED_ATTENTION
    return PersonState.STRETCHED if stretched else PersonState.COPING
