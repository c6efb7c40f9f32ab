"""Goals: what a question wants of a setting, and what the settings of a design are.

A goal bounds an outcome by a number, or by what a policy as it is reaches in the same world. A setting is a policy with
levers, which are the practices that vary; what else varies is of the world, and no firm chooses it.
"""

from collections.abc import Mapping, Sequence
from math import isclose
from typing import Self

from pydantic import Field, model_validator

from sim.design.factors import Factor, Value
from sim.design.way import PRACTICES
from sim.errors import InputError, as_written, unknown
from sim.model.quantities import Strict
from sim.outcomes import OUTCOMES
from sim.policies import Policy

BOUNDS = ("at_least", "at_most", "not_below", "not_above")

OwnValues = Mapping[str, Mapping[str, float]]
"""Policy to the values that it gives, by itself, to the levers that vary."""


class Goal(Strict):
    """What an outcome should be: on one side of a number, or of what a policy reaches in the same world."""

    outcome: str = Field(description="the outcome")
    at_least: float | None = Field(
        default=None, description="the least that it may be, in the outcome's unit"
    )
    at_most: float | None = Field(default=None, description="the most that it may be, in the outcome's unit")
    not_below: str | None = Field(
        default=None, description="a policy: the outcome may not be lower than under it in the same world"
    )
    not_above: str | None = Field(
        default=None, description="a policy: the outcome may not be higher than under it in the same world"
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.outcome not in OUTCOMES:
            raise ValueError(unknown("outcome", self.outcome, OUTCOMES))
        given = [name for name in BOUNDS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(
                f"{self.outcome} must have one of {', '.join(BOUNDS)}, got {', '.join(given) or 'none'}"
            )
        return self

    @property
    def against(self) -> str | None:
        """The policy that it is held against, if any."""
        return self.not_below or self.not_above

    @property
    def limit(self) -> float | None:
        """The number that it is held against, if any."""
        return self.at_most if self.at_least is None else self.at_least

    @property
    def sign(self) -> int:
        """+1 where more is further from missing the goal, -1 where less is."""
        return 1 if self.at_least is not None or self.not_below is not None else -1


def check_goals(goals: Sequence[Goal], policies: Sequence[str]) -> None:
    """Refuse goals of policies that are not run, the same goal twice, and two that exclude each other."""
    for goal in goals:
        if goal.against is not None and goal.against not in policies:
            side = "not_below" if goal.not_below else "not_above"
            raise ValueError(
                f"goals: {side} of {goal.outcome} must be one of policies ({', '.join(policies)}),"
                f" got {goal.against!r}"
            )
    if len(set(goals)) < len(goals):
        twice = next(goal for at, goal in enumerate(goals) if goal in goals[:at])
        raise ValueError(f"goals must be named once each, got {twice.outcome} twice with the same bound")
    for name in dict.fromkeys(goal.outcome for goal in goals):
        least = [goal.at_least for goal in goals if goal.outcome == name and goal.at_least is not None]
        most = [goal.at_most for goal in goals if goal.outcome == name and goal.at_most is not None]
        if least and most and max(least) > min(most):
            raise ValueError(
                f"goals: at_least of {name} must be no larger than at_most ({as_written(min(most))}),"
                f" got {as_written(max(least))}"
            )


def is_lever(factor: str) -> bool:
    """Whether a firm sets it; else it is of the world."""
    return factor.startswith(PRACTICES)


def own_values(policies: Sequence[Policy], factors: Sequence[Factor]) -> dict[str, dict[str, float]]:
    """What each policy, as it is, gives the levers that vary."""
    return {
        policy.name: {
            factor.name: policy.practices.as_dict()[factor.name.removeprefix(PRACTICES)]
            for factor in factors
            if is_lever(factor.name)
        }
        for policy in policies
    }


def changed(values: Mapping[str, Value | None], own: Mapping[str, float]) -> dict[str, float]:
    """The levers that a point gives another value than its policy does by itself."""
    given = {name: values.get(name) for name in own}
    return {
        name: float(value)
        for name, value in given.items()
        if value is not None and not isclose(float(value), own[name])
    }


def of_the_world(values: Mapping[str, Value | None]) -> frozenset[tuple[str, Value]]:
    """What a point changes that no firm chooses."""
    return frozenset(
        (name, value) for name, value in values.items() if value is not None and not is_lever(name)
    )


def require_references(
    goals: Sequence[Goal], rows: Sequence[Mapping[str, Value]], own: OwnValues, where: str
) -> None:
    """Refuse goals against a policy that a design never runs as it is in some of the worlds that it lays out.

    where: what asks, for the message.
    """
    worlds = {of_the_world(row) for row in rows}
    for goal in goals:
        if goal.against is None:
            continue
        mine = own[goal.against]
        if {of_the_world(row) for row in rows if not changed(row, mine)} != worlds:
            values = ", ".join(f"{name} = {value:g}" for name, value in mine.items())
            raise InputError(
                f"{where}: goals: {goal.outcome} is held against {goal.against}, so that a grid or one_at_a_time"
                f" must run {goal.against} as it is ({values}) everywhere; no such point is laid out"
            )
