"""What a replay shows of one run: people by state, week by week, and the curves below them."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np


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

    Arrays are (weeks, people); a person keeps its column, an employee's column is a seat.
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
    delivered: np.ndarray  # requests delivered by each team, int32 (weeks, teams)
    people_lost: np.ndarray  # quits so far, int32 (weeks,)
    customers_lost: np.ndarray  # customers lost so far, int32 (weeks,)
    profit: np.ndarray  # profit so far in the scenario's currency, float64 (weeks,)
    series: dict[str, np.ndarray] = field(default_factory=dict)  # outcome name -> float64 (weeks,)
