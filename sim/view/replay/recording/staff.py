"""The focal firm's employees and managers, noted week by week."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.people import NEWCOMER_WEEKS, PEOPLE_A_FIRM
from sim.model.records import World
from sim.model.states import NOBODY, PENDING, QUEUED, RAISED
from sim.model.world import FOCAL
from sim.view.replay.recording.states import LEFT_WEEKS, PersonState, employee_state, manager_state


class Staff:
    """The focal firm's people; a newcomer takes a leaver's place on the same team, else a new one."""

    def __init__(self, w: World):
        self.teams: list[int] = []
        self._holders: list[int] = []
        self._frames: defaultdict[str, list[list[int]]] = defaultdict(list)
        self._empty_weeks: dict[int, int] = {}  # by place: weeks for which nobody has sat there
        self._seat(w)
        self.at_first = sorted({*map(_number, self._holders), *self._managers(w)} - {NOBODY})

    def places(self) -> dict[int, int]:
        """The place of everybody who has one, by identity, as of the latest week's end."""
        return {identity: place for place, identity in enumerate(self._holders)}

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
        states, people = self._empty_states(w, {place for place, _ in seated}), [NOBODY] * seats
        strain, urgent, heard, backed = [0] * seats, [0] * seats, [0] * seats, [0] * seats
        questions = _questions(w)
        waiting = [0] * seats
        clear: list[list[float]] = [[] for _ in range(teams)]
        for place, e in seated:
            states[place] = int(employee_state(_is_new(day, e["hired"]), e["strain"], e["fatigue"]))
            people[place] = _number(e["id"])
            strain[place] = _percent(e["strain"])
            urgent[place] = min(255, round(int(e["urgent_sum"]) / max(1, int(e["present_days"]))))
            waiting[place] = min(255, questions[int(e["id"])])
            heard[place], backed[place] = _percent(e["recognition"]), _percent(e["backing"])
            clear[self.teams[place]].append(float(e["clarity"]))
        return {
            "employees": states,
            "employee_person": people,
            "employee_strain": strain,
            "urgent": urgent,
            "questions": waiting,
            "heard": heard,
            "backed": backed,
            # In a team of nobody, nothing is unclear.
            "clarity": [_percent(float(np.mean(team))) if team else 100 for team in clear],
        }

    def _empty_states(self, w: World, seated: set[int]) -> list[int]:
        """What each place would show with nobody in it; whoever became a manager has not left."""
        managers = set(self._managers(w))
        states = []
        for place, holder in enumerate(self._holders):
            empty = self._empty_weeks.get(place, 0) + 1
            if place in seated:
                empty = 0
            elif _number(holder) in managers:
                empty = LEFT_WEEKS + 1  # for good: who rose and leaves as a manager does not leave this seat
            self._empty_weeks[place] = empty
            states.append(int(PersonState.GONE if empty <= LEFT_WEEKS else PersonState.VACANT))
        return states

    @staticmethod
    def _managers(w: World) -> list[int]:
        """The managers' numbers, team by team."""
        f = w.firms[FOCAL]
        return [_number(g["id"]) for g in w.managers[int(f["team_first"]) : int(f["team_end"])]]

    @staticmethod
    def _of_managers(w: World, day: int) -> dict[str, list[int]]:
        f = w.firms[FOCAL]
        managers = w.managers[int(f["team_first"]) : int(f["team_end"])]
        return {
            "managers": [int(manager_state(_is_new(day, g["appointed"]), g)) for g in managers],
            "manager_person": Staff._managers(w),
            "manager_strain": [_percent(g["strain"]) for g in managers],
            "labelled": [_percent(_labelled(g)) for g in managers],
        }

    def arrays(self) -> dict[str, np.ndarray]:
        """What was noted, under the names of a recording; who got a place later was not there before."""
        empty = {"employees": int(PersonState.NOT_YET), "employee_person": NOBODY}
        wide = {"employee_person": np.int32, "manager_person": np.int32}
        arrays = {}
        for name, frames in self._frames.items():
            width = len(frames[-1])
            padded = [frame + [empty.get(name, 0)] * (width - len(frame)) for frame in frames]
            arrays[name] = np.array(padded, wide.get(name, np.uint8))
        return arrays


def _is_new(day: int, since: np.int64) -> bool:
    return day - int(since) < NEWCOMER_WEEKS * WORKDAYS_A_WEEK


def _questions(w: World) -> Counter[int]:
    """How many requests on each employee's desk wait for an answer of the manager, by the employee's identity."""
    waiting = (w.requests["state"] == QUEUED) & np.isin(w.requests["question"], (RAISED, PENDING))
    return Counter(w.employees["id"][w.requests["employee"][waiting]].tolist())


def _number(identity: np.integer | int) -> int:
    """The number at which the firm hired somebody: an identity without its firm (see sim.model.people)."""
    return NOBODY if identity == NOBODY else int(identity) % PEOPLE_A_FIRM


def _labelled(manager: np.void) -> float:
    """Share of the requests decided on this week that go on as urgent: the truly urgent, and false alarms."""
    urgent = manager["asked"] - manager["calm_requests"] + manager["false_urgent"]
    return float(urgent / max(1, manager["asked"]))


def _percent(share: float) -> int:
    """A share in percent, held to what a byte holds."""
    return min(100, max(0, round(100.0 * float(share))))
