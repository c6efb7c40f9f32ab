"""The practices that a policy sets: what a firm does, never what comes of it."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sim.errors import InputError, unknown


def practice(neutral: float, meaning: str, read_by: str, *, low: float = 0.0, high: float = 1.0) -> Any:
    """A practice: the neutral value, what it means at its ends, the rule or phase that reads it, its range."""
    return dataclasses.field(
        default=neutral, metadata={"meaning": meaning, "read_by": read_by, "low": low, "high": high}
    )


@dataclass(frozen=True, kw_only=True)
class Practices:
    """Intentions of a firm's management, in [0, 1] unless said; the defaults are the neutral firm's."""

    intake_boundary: float = practice(
        0.5, "share of out-of-scope asks that managers mean to negotiate or decline", "phases.triage"
    )
    priority_discipline: float = practice(
        0.5, "share of stated urgencies that managers mean to check before labelling", "phases.triage"
    )
    team_time: float = practice(
        0.4, "share of the manager's own hours reserved for the team", "rules.attention.reserved_hours"
    )
    pay: float = practice(1.0, "pay against the market", "rules.quitting.quit_hazard", low=0.5, high=2.0)
    layoffs: float = practice(
        0.3,
        "share of staff above the tolerated band that is laid off each week",
        "rules.staffing.layoffs_due",
    )
    employee_voice: float = practice(
        0.5, "how far employees are spoken to, heard and recognised", "rules.strain.job_resources"
    )
    exhortation: float = practice(
        0.3, "how loudly people are told to be obsessed with the customer", "rules.strain.job_demands"
    )
    frontline_backing: float = practice(
        0.5, "how far people are backed when customers turn abusive", "rules.strain.job_demands"
    )
    frontline_discretion: float = practice(
        0.4, "how far the front line may decide for the customer", "rules.strain.job_resources"
    )
    staffing_slack: float = practice(
        0.0,
        "staff planned beyond the forecast work, as a share",
        "rules.staffing.staff_needed",
        low=-0.3,
        high=0.5,
    )
    improvement: float = practice(
        0.01,
        "share of paid hours spent on removing friction from processes",
        "rules.improvement.friction_after",
        high=0.2,
    )
    promise_inflation: float = practice(
        0.2, "how far advertising promises more than is delivered", "rules.expectation.promised"
    )
    price: float = practice(1.0, "price against the market", "rules.choice.utility", low=0.3, high=3.0)

    def __post_init__(self) -> None:
        for name, spec in PRACTICES.items():
            given = getattr(self, name)
            low, high = spec["low"], spec["high"]
            if isinstance(given, bool) or not isinstance(given, int | float) or not low <= given <= high:
                raise InputError(
                    f"practice {name}: given {given!r}, allowed a number from {low:g} to {high:g}"
                )

    def replace(self, changes: Mapping[str, float]) -> Self:
        """A copy with some practices changed; an unknown name fails with the nearest known ones."""
        for name in changes:
            if name not in PRACTICES:
                raise InputError(unknown("practice", name, PRACTICES))
        return dataclasses.replace(self, **dict(changes))

    def content(self) -> str:
        """The practices as canonical JSON."""
        return json.dumps(self.as_dict())

    def as_dict(self) -> dict[str, float]:
        """Practice name to value, in the order of declaration."""
        return {name: float(getattr(self, name)) for name in PRACTICES}


PRACTICES: dict[str, dict[str, Any]] = {f.name: dict(f.metadata) for f in dataclasses.fields(Practices)}
