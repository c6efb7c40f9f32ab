"""A recording is the run that it shows: noting changes nothing, and what is noted adds up."""

import numpy as np
import pytest

from sim.model.parameters import WEEKS_A_YEAR
from sim.model.people import NEWCOMER_WEEKS
from sim.model.states import NOBODY
from sim.policies import load_policy
from sim.running.run import run_world
from sim.view.replay.recording import CustomerState, PersonState, is_here, record
from sim.view.replay.recording.states import LEFT_WEEKS
from tests.worlds import SMALL, scenario

YEARS = 2
BUSY = SMALL | {"employees_per_firm": 8, "base_quit_hazard": 0.6}  # small, with people coming and going


@pytest.fixture(scope="module")
def world():
    return scenario(BUSY)


@pytest.fixture(scope="module", params=["customer_first", "people_and_customer"])
def policy(request):
    return load_policy(request.param)


@pytest.fixture(scope="module")
def recording(world, policy):
    return record(world, policy, 3, 1, YEARS)


def people(recording, week):
    """Who works for the firm in a week, managers first."""
    everybody = np.concatenate([recording.manager_person[week], recording.employee_person[week]])
    return everybody[everybody != NOBODY].tolist()


def test_noting_changes_nothing(recording, world, policy):
    run = next(run_world(world, [(policy, "as_managed")], 3, 1, YEARS))
    assert str(recording.summary) == str(run.summary)
    assert recording.profit[-1] == pytest.approx(run.summary["profit"] * YEARS)


def test_there_is_a_frame_for_every_week(recording):
    others = ("employee_team", "customer_team", "at_first")
    by_week = [
        value
        for name, value in vars(recording).items()
        if isinstance(value, np.ndarray) and name not in others
    ]
    assert {len(array) for array in by_week} == {YEARS * WEEKS_A_YEAR} == {recording.weeks}
    assert len(recording.employee_team) == recording.employees.shape[1]
    assert len(recording.customer_team) == recording.customers.shape[1]


def test_a_seat_is_empty_where_nobody_sits(recording):
    empty = ~is_here(recording.employees)
    assert ((recording.employee_person == NOBODY) == empty).all()
    assert not recording.urgent[empty].any()
    assert not recording.employee_strain[empty].any()
    assert not recording.questions[empty].any()
    assert not recording.heard[empty].any()


def test_who_is_not_here_yet_has_not_left(recording):
    """A seat is not yet taken until its first holder comes, and never after; so nobody left before anybody was lost."""
    not_yet = recording.employees == PersonState.NOT_YET
    so_far = np.cumsum(recording.employee_person != NOBODY, axis=0)
    assert (not_yet == (so_far == 0)).all()
    assert not_yet[0].any(), "somebody has to be hired later for this to be tested"
    lost = recording.people_lost + np.cumsum(recording.removed)
    assert not (recording.employees[lost == 0] == PersonState.GONE).any()


def test_a_seat_shows_for_a_month_that_somebody_left_and_a_promotion_is_no_leaving(recording):
    shown = 0
    for seat, states in enumerate(recording.employees.T):
        people = recording.employee_person[:, seat]
        for week in np.flatnonzero(states == PersonState.GONE):
            held = np.flatnonzero(people[: week + 1] != NOBODY)[-1]
            assert week - held <= LEFT_WEEKS
            assert people[held] not in recording.manager_person[held + 1]
            shown += 1
    assert shown
    assert (recording.employees == PersonState.VACANT).any()


def test_people_lost_are_quits_of_employees_and_managers(recording):
    managers = np.diff(recording.manager_quits, prepend=0)
    everybody = np.diff(recording.people_lost, prepend=0)
    assert (managers <= everybody).all()
    changed = (recording.manager_person[1:] != recording.manager_person[:-1]).sum(axis=1)
    assert (changed == managers[1:]).all()
    assert managers.sum()


def test_nobody_is_in_two_places_or_comes_back(recording):
    gone: set[int] = set()
    before: set[int] = set()
    for week in range(recording.weeks):
        now = people(recording, week)
        assert len(now) == len(set(now))
        gone |= before - set(now)
        assert not gone & set(now)
        before = set(now)
    assert gone, "somebody has to leave for this to be tested"


def test_whoever_is_no_longer_there_has_quit_or_been_removed(recording):
    quits = np.diff(recording.people_lost)
    for week in range(1, recording.weeks):
        vanished = len(set(people(recording, week - 1)) - set(people(recording, week)))
        assert vanished == quits[week - 1] + recording.removed[week]


def test_seats_stay_on_their_team_and_managers_come_from_it(recording):
    promoted = 0
    for week in range(1, recording.weeks):
        for team, manager in enumerate(recording.manager_person[week]):
            places = np.flatnonzero(recording.employee_person[week - 1] == manager)
            promoted += len(places)
            assert (recording.employee_team[places] == team).all()
    assert promoted, "somebody has to be promoted for this to be tested"


def test_newcomers_are_new(recording):
    for seat, team_mates in enumerate(recording.employee_person.T):
        for week in np.flatnonzero(recording.employees[:, seat] == PersonState.NEWCOMER):
            assert np.sum(team_mates[: week + 1] == team_mates[week]) <= NEWCOMER_WEEKS


@pytest.mark.parametrize(
    "name", ["employee_strain", "manager_strain", "clarity", "labelled", "heard", "backed"]
)
def test_percentages_are_percentages_and_vary(recording, name):
    values = getattr(recording, name)
    assert values.max() <= 100
    assert len(np.unique(values)) > 5


def test_clarity_is_the_runs_own(recording):
    """A mean of teams, not of employees: near each other, though newcomers in a small team count for more."""
    assert recording.clarity.mean() / 100 == pytest.approx(recording.summary["clarity"], abs=0.06)


def test_some_requests_wait_for_an_answer_at_a_weeks_end(recording):
    assert 0 < recording.questions.mean() < 3


def test_a_customers_dot_is_gone_when_nobody_takes_its_place(recording):
    assert (recording.customers[0] != CustomerState.GONE).mean() > 0.5
    assert set(np.unique(recording.customers)) <= set(CustomerState)


def test_customers_are_counted_and_their_dots_are_a_sample(recording):
    assert (np.diff(recording.customers_lost) >= 0).all()
    present = (recording.customers != CustomerState.GONE).sum(axis=1) * recording.customers_per_dot
    assert present[0] == pytest.approx(recording.customers_here[0], rel=0.1)
    assert (recording.customers_here > 0).all()


def test_people_of_the_first_week_are_those_of_every_policy(world):
    runs = [record(world, load_policy(name), 3, 1, 1) for name in ("customer_first", "people_only")]
    first, second = (set(people(run, 0)) for run in runs)
    assert len(first & second) > 0.8 * len(first)
