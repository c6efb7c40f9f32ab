"""What a replay shows of one run: people by state, week by week, and the curves below them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from sim.outcomes import measure
from sim.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.phases.triage import NEWCOMER_WEEKS
from sim.policies import Policy
from sim.records import World
from sim.runs import begin, run_until, warmed_up
from sim.scenario import Scenario
from sim.states import NOBODY
from sim.world import FOCAL

MOST_DOTS = 700
"""Customers that a panel has room for; with more of them, a dot stands for several."""

PEOPLE_A_FIRM = 2**24  # identities are firm * 2**24 + hire ordinal

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
    leave, their successors take it, so that a gap is somebody who has not been replaced. A person is known by the
    number at which the firm hired it, which stays when an employee becomes a manager and is never used twice;
    runs of one world share those of who was there when the policies began.
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
    manager_person: np.ndarray  # who manages the team, int32 (weeks, teams), or NOBODY
    manager_strain: np.ndarray  # percent, uint8 (weeks, teams)
    employee_person: np.ndarray  # who sits there, int32 (weeks, seats), or NOBODY
    employee_strain: np.ndarray  # percent, uint8 (weeks, seats)
    clarity: np.ndarray  # of each team, percent, uint8 (weeks, teams)
    labelled: np.ndarray  # requests that the manager passed on as urgent, percent, uint8 (weeks, teams)
    removed: np.ndarray  # employees dismissed, laid off or lost with the firm in the week, int32 (weeks,)
    delivered: np.ndarray  # requests delivered by each team in the week, int32 (weeks, teams)
    people_lost: np.ndarray  # quits of employees and managers so far, int32 (weeks,)
    customers_lost: np.ndarray  # customers lost so far, int32 (weeks,)
    profit: np.ndarray  # profit so far in the scenario's currency, float64 (weeks,)
    currency: str = ""
    series: dict[str, np.ndarray] = field(default_factory=dict)  # outcome name -> float64 (weeks,)
    summary: dict[str, float] = field(default_factory=dict)  # outcome name -> over the whole run


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
        w = run_until(w, int(w.market["day"][0]) + WORKDAYS_A_WEEK, scenario, "fast")
        crowd.note(w)
        staff.note(w)
        progress(week + 1)
    notes = w.weeks[-weeks:, FOCAL]
    summary, series = measure(w.weeks[:, FOCAL], len(w.weeks) - weeks)
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
        employee_team=np.array(staff.teams, np.int16),
        **staff.arrays(),
        removed=(notes["dismissals"] + notes["layoffs"] + notes["insolvencies"]).astype(np.int32),
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
        summary=summary,
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
        self._frames: defaultdict[str, list[list[int]]] = defaultdict(list)
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
        day = int(w.market["day"][0])
        for name, frame in (self._of_employees(w, day) | self._of_managers(w, day)).items():
            self._frames[name].append(frame)

    def _of_employees(self, w: World, day: int) -> dict[str, list[int]]:
        seated = list(self._seat(w))
        seats, teams = len(self.teams), int(w.firms["team_end"][FOCAL] - w.firms["team_first"][FOCAL])
        states, people = [int(PersonState.GONE)] * seats, [NOBODY] * seats
        strain, urgent = [0] * seats, [0] * seats
        delivered = [0] * teams
        for place, e in seated:
            states[place] = int(_employee_state(_is_new(day, e["hired"]), e["strain"], e["fatigue"]))
            people[place] = _number(e["id"])
            strain[place] = _percent(e["strain"])
            urgent[place] = min(255, round(int(e["urgent_sum"]) / max(1, int(e["present_days"]))))
            delivered[self.teams[place]] += int(e["finished"])
        return {
            "employees": states,
            "employee_person": people,
            "employee_strain": strain,
            "urgent": urgent,
            "delivered": delivered,
        }

    @staticmethod
    def _of_managers(w: World, day: int) -> dict[str, list[int]]:
        f = w.firms[FOCAL]
        managers = w.managers[int(f["team_first"]) : int(f["team_end"])]
        return {
            "managers": [int(_manager_state(_is_new(day, g["appointed"]), g)) for g in managers],
            "manager_person": [_number(g["id"]) for g in managers],
            "manager_strain": [_percent(g["strain"]) for g in managers],
            "clarity": [_percent(g["clarity"]) for g in managers],
            "labelled": [_percent(_labelled(g)) for g in managers],
        }

    def arrays(self) -> dict[str, np.ndarray]:
        """What was noted, under the names of a recording; places that were added later were empty before."""
        empty = {"employees": int(PersonState.GONE), "employee_person": NOBODY}
        wide = {"employee_person": np.int32, "manager_person": np.int32, "delivered": np.int32}
        arrays = {}
        for name, frames in self._frames.items():
            width = len(frames[-1])
            padded = [frame + [empty.get(name, 0)] * (width - len(frame)) for frame in frames]
            arrays[name] = np.array(padded, wide.get(name, np.uint8))
        return arrays


def _is_new(day: int, since: np.int64) -> bool:
    return day - int(since) < NEWCOMER_WEEKS * WORKDAYS_A_WEEK


def _number(identity: np.int64) -> int:
    """The number at which the firm hired somebody: an identity without its firm (see sim.records)."""
    return NOBODY if identity == NOBODY else int(identity) % PEOPLE_A_FIRM


def _labelled(manager: np.void) -> float:
    """Share of the requests decided on this week that go on as urgent: the truly urgent, and false alarms."""
    urgent = manager["asked"] - manager["calm_requests"] + manager["false_urgent"]
    return float(urgent / max(1, manager["asked"]))


def _percent(share: float) -> int:
    """A share in percent, held to what a byte holds."""
    return min(100, max(0, round(100.0 * float(share))))


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
