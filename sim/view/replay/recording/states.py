"""How people are shown: states by strain, pace, load and satisfaction, with the values at which they begin."""

from enum import IntEnum

import numpy as np

from sim.model.states import NOBODY

# Where states begin (assumed): for strain [0-1], sustained work intensity [1], the hours that are claimed of a manager
# over those worked [1], and customer satisfaction [0-1]. At the upper load, managers skip all they can.
STRETCHED_STRAIN, OVERLOADED_STRAIN = 0.30, 0.45
STRETCHED_PACE, OVERLOADED_PACE = 1.05, 1.12
STRETCHED_LOAD, OVERLOADED_LOAD = 1.1, 2.0
HAPPY, UNSURE = 0.6, 0.45


LEFT_WEEKS = 4
"""Weeks for which the seat of somebody who left shows that: a month. After it, the seat is vacant (assumed)."""


class PersonState(IntEnum):
    """How a manager or an employee is doing in a week, or why nobody sits there."""

    COPING = 0
    STRETCHED = 1
    OVERLOADED = 2
    GONE = 3  # left the firm within the past month, and nobody has followed
    NEWCOMER = 4
    NOT_YET = 5  # nobody has sat there so far: whoever will is not here yet
    VACANT = 6  # whoever sat there left longer ago, or became a manager


def is_here(states: np.ndarray) -> np.ndarray:
    """Whether somebody is there, by person states of any shape."""
    return (states <= PersonState.OVERLOADED) | (states == PersonState.NEWCOMER)


class CustomerState(IntEnum):
    """How a customer feels about the firm that it is shown with."""

    HAPPY = 0
    UNSURE = 1
    UNHAPPY = 2
    GONE = 3


def customer_state(here: bool, satisfaction: float) -> CustomerState:
    """How a customer of the firm, or one who left it, feels."""
    if not here:
        return CustomerState.GONE
    if satisfaction >= HAPPY:
        return CustomerState.HAPPY
    return CustomerState.UNSURE if satisfaction >= UNSURE else CustomerState.UNHAPPY


def employee_state(newcomer: bool, strain: float, pace: float) -> PersonState:
    """How an employee is, by strain and sustained work intensity."""
    if strain >= OVERLOADED_STRAIN or pace >= OVERLOADED_PACE:
        return PersonState.OVERLOADED
    if newcomer:
        return PersonState.NEWCOMER
    stretched = strain >= STRETCHED_STRAIN or pace >= STRETCHED_PACE
    return PersonState.STRETCHED if stretched else PersonState.COPING


def manager_state(newcomer: bool, manager: np.void) -> PersonState:
    """How a manager is, by strain and by how much more is claimed of it in a week than it can do."""
    if manager["id"] == NOBODY:
        return PersonState.GONE
    claimed, hours = manager["claimed_hours"], manager["hours"]
    if manager["strain"] >= OVERLOADED_STRAIN or claimed >= OVERLOADED_LOAD * hours > 0.0:
        return PersonState.OVERLOADED
    if newcomer:
        return PersonState.NEWCOMER
    stretched = manager["strain"] >= STRETCHED_STRAIN or claimed >= STRETCHED_LOAD * hours > 0.0
    return PersonState.STRETCHED if stretched else PersonState.COPING
