"""Agents of Mesa: rows with attributes and methods, to be looked at, changed and subclassed."""

import numpy as np
import pytest

from sim.agents import KINDS, Customer, Employee, Executive, Manager, MarketModel, Regulator
from sim.errors import InputError
from sim.model.calendar import CLOSE, DAY, QUARTER, WEEK
from sim.model.practices import Practices
from sim.model.states import ASKED, EXTRA, NOBODY, PENDING, QUESTION
from sim.policies import load_policy
from tests.worlds import SMALL, after, differences, notes, scenario, staff, world

MARKET = scenario(SMALL | {"need_rate": 9, "base_quit_hazard": 1, "hiring_weeks": 2}, competition="duopoly")


def stepped(model: MarketModel, days: int) -> MarketModel:
    for _ in range(days):
        model.step()
    return model


@pytest.fixture
def model():
    model = MarketModel(MARKET, load_policy("people_only").practices, seed=1)
    yield model
    model.remove_all_agents()


def test_agents_of_each_kind_are_those_of_the_world(model):
    stepped(model, 30)
    assert len(model.customers) == len(model.world.customers) == 240
    assert len(model.executives) == 2
    assert {agent.id for agent in model.employees} == set(
        model.world.employees["id"][model.world.employees["id"] != NOBODY]
    )
    assert {type(agent) for agent in model.agents} == {Customer, Manager, Employee, Executive, Regulator}
    assert len(model.managers) == len(model.world.managers)


def test_the_policy_is_that_of_the_focal_firm_alone(model):
    focal, rival = model.executives
    assert focal.first == load_policy("people_only").practices.first == 1.0
    assert rival.first == Practices().first == 0.0


def test_every_field_of_a_record_is_an_attribute(model):
    stepped(model, 12)
    for agents in (model.customers, model.managers, model.employees, model.executives):
        agent = next(iter(agents))
        for name in agent.record.dtype.names:
            assert np.array_equal(getattr(agent, name), agent.record[name])
    assert model.employees.get("strain") == [agent.strain for agent in model.employees]


def test_an_attribute_that_is_written_is_the_agents_new_state(model):
    employee = next(iter(model.employees))
    employee.strain = 0.9
    assert (
        employee.strain == employee.record["strain"] == model.world.employees["strain"][employee.row] == 0.9
    )
    employee.note = "asked for a raise"
    assert employee.note == "asked for a raise"


def test_an_attribute_that_does_not_exist_is_an_error(model):
    with pytest.raises(AttributeError, match="Employee has no 'happiness'"):
        _ = next(iter(model.employees)).happiness


def test_every_actor_of_the_calendar_has_a_method_for_its_phases():
    for beat in (DAY, WEEK, QUARTER, CLOSE):
        for actor, sentence, phase in beat:
            assert len(sentence) > 20
            if actor != "market":
                assert callable(getattr(KINDS[actor], phase.__name__))


def test_a_step_is_a_working_day(model):
    assert model.day == 0
    stepped(model, 3)
    assert model.day == model.steps == 3


def test_requests_in_hand_can_be_looked_at(model):
    requests = stepped(model, 7).requests
    assert len(requests) > 0
    assert (requests["left"] <= requests["effort"]).all()


PRESSED = scenario(SMALL | {"need_rate": 9, "extra_share": 0.3, "contact_hours": 0.8, "question_share": 0.5})
"""Managers have more to do than their hours hold, and employees have many questions."""


def one_waits_while_the_other_is_served(first: float) -> set[tuple[int, int]]:
    """Pairs (waits, served) of a question and an extra that came to one manager on the same day."""
    seen = set()
    model = MarketModel(PRESSED, Practices(first=first), seed=1)
    for _ in range(40):
        today = model.day
        model.step()
        requests = model.world.requests
        for manager in model.managers:
            of_today = requests[(requests["asked"] == today) & (requests["team"] == manager.row)]
            waiting = of_today[of_today["state"] == ASKED]
            served = of_today[of_today["state"] != ASKED]
            for waits, other in ((QUESTION, EXTRA), (EXTRA, QUESTION)):
                if waits in waiting["channel"] and other in served["channel"]:
                    seen.add((waits, other))
            # What a question is about lies on a desk, and is not worked on as long as nobody answers.
            about = requests[waiting["about"][waiting["channel"] == QUESTION]]
            assert (about["question"] == PENDING).all()
            assert (about["spent"] == 0.0).all()
    model.remove_all_agents()
    return seen


def test_a_question_waits_behind_a_customers_extra_or_the_other_way_round():
    assert one_waits_while_the_other_is_served(first=-1.0) == {(QUESTION, EXTRA)}
    assert one_waits_while_the_other_is_served(first=1.0) == {(EXTRA, QUESTION)}


class Idler(Employee):
    """Comes to work and does nothing."""

    def work(self) -> None:
        """Drink coffee."""


class IdleMarket(MarketModel):
    kinds = KINDS | {"employees": Idler}


def test_a_subclass_of_an_agent_may_do_otherwise():
    model = stepped(IdleMarket(MARKET, seed=1), 60)
    assert {type(agent) for agent in model.employees} == {Idler}
    assert notes(model.world, "delivered").sum() == notes(model.world, "handled").sum()
    assert notes(model.world, "open_requests")[-1] > 100
    model.remove_all_agents()


class Newcomer(Employee):
    """As everybody else."""


class GrowingMarket(MarketModel):
    kinds = KINDS | {"employees": Newcomer}


def test_those_who_are_hired_later_are_of_the_subclass_too():
    w = world(scenario(SMALL | {"need_rate": 12, "hiring_weeks": 1}), 1, spare_seats=1.0)
    model = stepped(GrowingMarket(MARKET, world=w), 200)
    assert len(model.world.employees) > len(w.employees)
    assert {type(agent) for agent in model.employees} == {Newcomer}
    assert len(model.employees) == len(staff(model.world))
    model.remove_all_agents()


class Careful(Employee):
    """Works as everybody does, and takes notes."""

    def work(self) -> None:
        """Work, then note what is left."""
        super().work()
        self.evenings = [*getattr(self, "evenings", []), float(self.backlog)]


def test_a_subclass_that_only_looks_changes_nothing():
    class Market(MarketModel):
        kinds = KINDS | {"employees": Careful}

    model = stepped(Market(MARKET, world=world(MARKET, 1)), 65)
    assert differences(model.world, after(world(MARKET, 1), 65)) == []
    seat = next(iter(model.employees))
    assert len(seat.evenings) == 65
    assert seat.evenings[-1] == seat.backlog
    model.remove_all_agents()


def test_a_world_that_is_full_says_so_instead_of_writing_elsewhere():
    w = world(MARKET, 1, years=1)
    days = len(w.weeks) * 5
    with pytest.raises(InputError, match="build the world for more years"):
        after(w, days + 1)
    model = MarketModel(MARKET, world=after(w, days))
    with pytest.raises(InputError, match="build the world for more years"):
        model.step()
    model.remove_all_agents()
