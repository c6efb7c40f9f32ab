"""What a replay shows of one run: people by state, week by week, and the curves below them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from sim.model.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.scenario import Scenario
from sim.model.world import FOCAL
from sim.outcomes import Weeks, measure
from sim.outcomes.tallies import so_far
from sim.policies import Policy
from sim.running.course import begin, follow, warmed_up
from sim.view.replay.recording.calls import Calls, Listener
from sim.view.replay.recording.crowd import Crowd
from sim.view.replay.recording.requests import End, Follower, Requests, asked_of_customers
from sim.view.replay.recording.staff import Staff
from sim.view.replay.recording.states import CustomerState, PersonState, is_here

__all__ = ["Calls", "CustomerState", "End", "PersonState", "Recording", "Requests", "is_here", "record"]


@dataclass(frozen=True)
class Recording:
    """One run of the focal firm, in weekly frames.

    Arrays are (weeks, people). A row is the end of a week. Customers and employees keep their column; when they
    leave, their successors take it. A person is known by the number at which the firm hired it, which stays when an
    employee becomes a manager and is never used twice in a run. Runs of one world share the persons of `at_first`, who
    were there when the policies began; of whoever was hired later, the same number is another person in each run.
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
    questions: np.ndarray  # requests on each desk that wait for an answer, uint8 (weeks, seats)
    heard: np.ndarray  # of what an employee needed of the manager, percent, uint8 (weeks, seats)
    backed: np.ndarray  # of an employee's abusive customers, percent, uint8 (weeks, seats)
    clarity: np.ndarray  # of each team's employees, mean, percent, uint8 (weeks, teams)
    labelled: np.ndarray  # requests that the manager passed on as urgent, percent, uint8 (weeks, teams)
    removed: np.ndarray  # employees dismissed, laid off or lost with the firm in the week, int32 (weeks,)
    at_first: np.ndarray  # numbers of those there on the morning on which the policies began, int32
    requests: Requests  # some of them, from ask to end
    calls: Calls  # all that customers stated as urgent
    asked: np.ndarray  # requests of customers in the week, int32 (weeks,)
    declined: (
        np.ndarray
    )  # of customers, in the week, whenever they were asked; int32 (weeks,), as those below
    done: np.ndarray  # delivered to customers
    late: np.ndarray  # of those, after their due day
    given_up: np.ndarray  # taken back by customers, or of those who left
    waiting: np.ndarray  # of customers, in hand at the week's end
    own_asked: np.ndarray  # requests of employees to their managers in the week
    own_answered: np.ndarray
    own_lapsed: np.ndarray  # too late to be worth an answer
    own_waiting: np.ndarray  # at the week's end
    customers_here: np.ndarray  # the firm's customers at the week's end, int32 (weeks,)
    people_lost: np.ndarray  # quits of employees and managers so far, int32 (weeks,)
    manager_quits: np.ndarray  # of managers among them, int32 (weeks,)
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
    """Run one policy in one world and note every week how everybody is; `progress` gets the number of weeks done.

    The run goes on day by day, to look at requests in the evening: the same bits as in one go (sim.running.course).
    """
    w = begin(warmed_up(scenario, seed, replication, years), policy, contrast)
    weeks = years * WEEKS_A_YEAR
    crowd, staff, follower, listener = Crowd(w), Staff(w), Follower(w, weeks), Listener(w)
    for week in range(weeks):
        dots, seats = crowd.places(w), staff.places()
        for _ in range(WORKDAYS_A_WEEK):
            follower.morning(w)
            w = follow(w, policy, contrast, int(w.market["day"][0]) + 1, scenario)
            follower.evening(w, dots, seats)
            listener.evening(w)
        crowd.note(w)
        staff.note(w)
        follower.week(w)
        progress(week + 1)
    notes = w.weeks[-weeks:, FOCAL]
    summary, series = measure(w.weeks[:, FOCAL], len(w.weeks) - weeks)
    tallies = so_far(notes)
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
        at_first=np.array(staff.at_first, np.int32),
        requests=follower.followed(),
        calls=listener.calls(),
        **asked_of_customers(notes),
        **follower.own(),
        removed=(notes["dismissals"] + notes["layoffs"] + notes["insolvencies"]).astype(np.int32),
        customers_here=notes["customers"].astype(np.int32),
        people_lost=tallies["people_lost"].astype(np.int32),
        manager_quits=np.cumsum(notes["manager_quits"]).astype(np.int32),
        customers_lost=tallies["customers_lost"].astype(np.int32),
        profit=tallies["profit"],
        currency=scenario.currency,
        series={
            "turnover": 100.0 * WEEKS_A_YEAR * Weeks.ratio(quits, headcount),
            "employee_satisfaction": 100.0 * series["employee_satisfaction"],
            "customer_satisfaction": 100.0 * series["customer_satisfaction_all"],
            "profit_week": profit / WEEKS_A_YEAR,
        },
        summary=summary,
    )
