"""The model as Mesa agents, one at a time: for teaching, for inspection, and for extension by subclasses.

An agent's state is one row of the world, and its methods run the calendar's phases on that row. There is no second
implementation: both engines call the same phases, and give the same numbers bit for bit, whatever the order in which
agents of a kind are activated.

    >>> model = MarketModel(scenario, practices)
    >>> model.step()                                     # one working day
    >>> [employee.strain for employee in model.employees]
"""

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np
from mesa.agent import AgentSet

from sim.model import records
from sim.model.calendar import CLOSE, DAY, QUARTER, WEEK, Beat
from sim.model.parameters import DAYS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.phases.account import account, begin_week
from sim.model.phases.ask import ask
from sim.model.phases.audit import audit
from sim.model.phases.brief import brief
from sim.model.phases.choose import choose
from sim.model.phases.feel import feel
from sim.model.phases.improve import improve
from sim.model.phases.leave import leave
from sim.model.phases.post import asks_waiting, free_closed, post
from sim.model.phases.post_inside import inside_waiting
from sim.model.phases.quit import quit_employees, quit_managers
from sim.model.phases.staff import hire, plan, seats_short
from sim.model.phases.steer import steer
from sim.model.phases.supply import supply
from sim.model.phases.talk import talk
from sim.model.phases.triage import triage
from sim.model.phases.wear import wear_employees, wear_managers
from sim.model.phases.work import work
from sim.model.practices import Practices
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import ASKED, HELD, NOBODY, QUEUED
from sim.model.world import FOCAL, apply_practices, build, check_room, grow_requests, grow_seats, world_seed

FIELDS = {
    "customers": records.customer.names or (),
    "managers": records.manager.names or (),
    "employees": records.employee.names or (),
    "firms": records.firm.names or (),
    "regulator": records.regulator.names or (),
}
"""The fields of each array of agents in the world."""


class RowAgent(mesa.Agent):  # type: ignore[misc]  # untyped in some versions of Mesa
    """An agent whose state is a row of the world: the row's fields are its attributes, and phases run on the row."""

    kind: str = ""

    def __init__(self, model: "MarketModel", row: int):
        super().__init__(model)
        self.row = row

    @property
    def record(self) -> np.void:
        """The agent's row, as a view: writing to it changes the agent."""
        record: np.void = getattr(self.model.world, self.kind)[self.row]
        return record

    def __getattr__(self, name: str) -> Any:
        if name in FIELDS.get(type(self).kind, ()):
            return self.record[name]
        raise AttributeError(f"{type(self).__name__} has no {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name in FIELDS.get(self.kind, ()):
            self.record[name] = value
        else:
            super().__setattr__(name, value)

    def act(self, phase: Callable[..., None]) -> None:
        """Run one phase on this agent only."""
        phase(self.model.world, self.model.day, self.row, self.row + 1)


class Customer(RowAgent):
    """Asks, feels, chooses."""

    kind = "customers"

    def ask(self) -> None:
        """Ask the firm if a need comes up today."""
        self.act(ask)

    def feel(self) -> None:
        """Take in what was delivered or declined."""
        self.act(feel)

    def choose(self) -> None:
        """Stay, switch or do without."""
        self.act(choose)


class Manager(RowAgent):
    """Takes in requests, decides, assigns, answers the team's questions; wears out."""

    kind = "managers"

    def triage(self) -> None:
        """Work through the tray for a day."""
        self.act(triage)

    def brief(self) -> None:
        """Find out what the week's labels told, and look around."""
        self.act(brief)

    def wear_managers(self) -> None:
        """Change strain and satisfaction by what the week was like."""
        self.act(wear_managers)

    def quit_managers(self) -> None:
        """Stay or quit."""
        self.act(quit_managers)


class Employee(RowAgent):
    """Works, learns, wears out, leaves. The agent is the seat's holder."""

    kind = "employees"

    def work(self) -> None:
        """Work for a day."""
        self.act(work)

    def wear_employees(self) -> None:
        """Change skill, fatigue, strain and satisfaction by what the week was like."""
        self.act(wear_employees)

    def quit_employees(self) -> None:
        """Stay, quit or be dismissed."""
        self.act(quit_employees)


class Executive(RowAgent):
    """Runs a firm: sees leavers off, plans, hires, improves, keeps the books, steers."""

    kind = "firms"

    def leave(self) -> None:
        """Let leavers go, and replace managers who left."""
        self.act(leave)

    def plan(self) -> None:
        """Forecast the work and set the number of staff."""
        self.act(plan)

    def hire(self) -> None:
        """Lay off and hire."""
        self.act(hire)

    def talk(self) -> None:
        """Move the firm's reputation towards what customers say."""
        self.act(talk)

    def improve(self) -> None:
        """Do the week's improvement work."""
        self.act(improve)

    def supply(self) -> None:
        """Find out whether suppliers deliver."""
        self.act(supply)

    def account(self) -> None:
        """Pay wages and keep the books."""
        self.act(account)

    def steer(self) -> None:
        """Hear how the quarter went, keep or undo the last change, try another."""
        self.act(steer)


class Regulator(RowAgent):
    """Audits firms and fines them."""

    kind = "regulator"

    def audit(self) -> None:
        """Audit all firms."""
        audit(self.model.world, self.model.day)


KINDS: dict[str, type[RowAgent]] = {
    "customers": Customer,
    "managers": Manager,
    "employees": Employee,
    "executives": Executive,
    "regulator": Regulator,
}


class MarketModel(mesa.Model):  # type: ignore[misc]  # untyped in some versions of Mesa
    """A market of firms, customers, managers, employees and executives; a step is one working day.

    `practices` apply to the focal firm at once, in the given world or in a new one.
    `shuffle` activates the agents of each phase in random order, which changes no outcome: luck is keyed by decision
    and agent, not drawn from one generator that all share.
    A subclass can set its own classes in `kinds`: `kinds = KINDS | {"employees": Craftsman}`.
    """

    kinds = KINDS

    def __init__(
        self,
        scenario: Scenario,
        practices: Practices | None = None,
        *,
        seed: int = 0,
        years: int = 1,
        world: World | None = None,
        shuffle: bool = False,
    ):
        super().__init__()
        self.world = build(scenario, world_seed(seed, 0), years) if world is None else world
        self.shuffle = shuffle
        if practices is not None:
            apply_practices(self.world, FOCAL, practices)
        self.sets: dict[str, AgentSet] = {}
        for name, kind in self.kinds.items():
            count = len(getattr(self.world, kind.kind))
            self.sets[name] = AgentSet([kind(self, row) for row in range(count)], random=self.random)

    @property
    def day(self) -> int:
        """Working days since the market's first morning."""
        return int(self.world.market["day"][0])

    @property
    def customers(self) -> AgentSet:
        """All customers, including those of no firm."""
        return self.sets["customers"]

    @property
    def managers(self) -> AgentSet:
        """The managers of firms that trade."""
        return self.sets["managers"].select(lambda agent: agent.id != NOBODY)

    @property
    def employees(self) -> AgentSet:
        """The employees of all firms; empty seats are left out."""
        return self.sets["employees"].select(lambda agent: agent.id != NOBODY)

    @property
    def executives(self) -> AgentSet:
        """The executives, one for each firm."""
        return self.sets["executives"]

    @property
    def requests(self) -> np.ndarray:
        """The open requests: who asked, what for, effort, due day, urgency, who holds them, state."""
        in_hand = np.isin(self.world.requests["state"], (ASKED, QUEUED, HELD))
        return self.world.requests[in_hand]

    def step(self) -> None:
        """Simulate one working day, and the end of a week or quarter if the day is its last."""
        day = self.day
        check_room(self.world, day + 1)
        if day % WORKDAYS_A_WEEK == 0:
            begin_week(self.world)
        self._go_through(DAY)
        last_of_week = (day + 1) % WORKDAYS_A_WEEK == 0
        if last_of_week:
            self._go_through(WEEK)
        if (day + 1) % DAYS_A_QUARTER == 0:
            self._go_through(QUARTER)
        if last_of_week:
            self._go_through(CLOSE)
        self.world.market["day"] = day + 1

    def _go_through(self, beat: Beat) -> None:
        # Phases write into arrays of a fixed size, so room is made before the phases that add rows.
        for actor, _, phase in beat:
            if phase is post:
                self._make_room_for_requests()
            elif phase is hire:
                self._make_room_for_people()
            if actor == "market":
                phase(self.world, self.day)
            elif self.shuffle:
                self.sets[actor].shuffle_do(phase.__name__)
            else:
                self.sets[actor].do(phase.__name__)

    def _make_room_for_requests(self) -> None:
        free_closed(self.world, self.day)
        while asks_waiting(self.world) + inside_waiting(self.world) > self.world.market["free_requests"][0]:
            self.world = grow_requests(self.world)

    def _make_room_for_people(self) -> None:
        while seats_short(self.world):
            self.world = grow_seats(self.world)
            agents = self.sets["employees"]
            for row in range(len(agents), len(self.world.employees)):
                agents.add(self.kinds["employees"](self, row))


def run_until(w: World, day: int, scenario: Scenario) -> World:
    """The world on the morning of `day`, simulated with Mesa agents. Mutates `w`; use the returned world."""
    model = MarketModel(scenario, world=w)
    while model.day < day:
        model.step()
    model.remove_all_agents()
    return model.world
