"""Factors: what an experiment may vary, and which values each may take."""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from sim.errors import as_written, unknown
from sim.model.competition import LEVELS
from sim.model.mechanisms import MECHANISMS
from sim.model.parameters import SECTIONS
from sim.model.practices import PRACTICES
from sim.model.quantities import Quantity, Strict
from sim.model.scenario import SIZES

ATTRIBUTION = ("without", "frozen")
"""Factors whose values are names of mechanisms, or NONE."""

NONE = "none"

Value = float | str
Given = Annotated[float, Field(strict=True)] | Annotated[str, Field(strict=True)]


@cache
def factor_names() -> tuple[str, ...]:
    """Everything that an experiment may vary, by its dotted name."""
    numbers = [
        f"{section}.{name}"
        for section, kind in SECTIONS.items()
        for name, field in kind.model_fields.items()
        if field.annotation is Quantity and section != "horizon"
    ]
    practices = [f"practices.{name}" for name in PRACTICES]
    return ("competition", "rivals", "rival_sizes", *ATTRIBUTION, *practices, *numbers)


class Factor(Strict):
    """One thing that varies: named values, or a range that a design samples."""

    name: str = Field(
        description="`practices.<name>`, `<section>.<name>` of the scenario, `competition`, `rivals`: their number, "
        "0 being a monopoly, `rival_sizes`: the size of each over the firm's, or `without` and `frozen`: a mechanism "
        "that is switched off or frozen, or `none`"
    )
    values: tuple[Given, ...] | None = Field(default=None, min_length=1, description="the values to take")
    low: float | None = Field(default=None, description="lower end of the range, with high")
    high: float | None = Field(default=None, description="upper end of the range, with low")

    @model_validator(mode="after")
    def _check(self) -> Self:
        known = factor_names()
        if self.name not in known:
            raise ValueError(unknown("factor", self.name, known))
        ranged = self.low is not None and self.high is not None
        if (self.values is not None) == ranged or (self.low is None) != (self.high is None):
            got = [key for key in ("values", "low", "high") if getattr(self, key) is not None]
            raise ValueError(
                f"{self.name} must have either values, or low and high, got {', '.join(got) or 'none'}"
            )
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise ValueError(
                f"{self.name} must have low below high,"
                f" got low {as_written(self.low)} and high {as_written(self.high)}"
            )
        for value in self.given():
            check_value(self.name, value)
        check_once(f"values of {self.name}", self.values or ())
        return self

    def given(self) -> tuple[Value, ...]:
        """The values, or the ends of the range."""
        if self.values is not None:
            return self.values
        assert self.low is not None
        assert self.high is not None
        return (self.low, self.high)


def limits(name: str) -> tuple[float, float, bool]:
    """The least and the largest number that a factor may take, and whether it takes whole numbers only."""
    if name == "rivals":
        return 0.0, 50.0, True
    if name == "rival_sizes":
        return *SIZES, False
    if name.startswith("practices."):
        practice = PRACTICES[name.removeprefix("practices.")]
        return practice["low"], practice["high"], False
    section, field = name.split(".")
    quantity = SECTIONS[section].specification(field)
    return quantity["minimum"], quantity["maximum"], quantity["whole"]


def check_value(name: str, value: Value) -> None:
    """Whether a factor may take a value; a ValueError says what is allowed."""
    if name == "competition" and value not in LEVELS:
        raise ValueError(f"{name} must be one of {', '.join(LEVELS)}, got {as_written(value)}")
    if name in ATTRIBUTION and value not in (NONE, *MECHANISMS):
        raise ValueError(f"{name}: {unknown('mechanism', str(value), (NONE, *MECHANISMS))}")
    if name in (*ATTRIBUTION, "competition"):
        return
    if isinstance(value, str):
        raise ValueError(f"{name} must be a number, got {value!r}")
    low, high, whole = limits(name)
    if not low <= value <= high or (whole and value != int(value)):
        kind = "a whole number" if whole else "a number"
        raise ValueError(f"{name} must be {kind} from {low:g} to {high:g}, got {as_written(value)}")


def check_once(field: str, given: Iterable[Any]) -> None:
    """Refuse a list that names something twice."""
    names = [value if isinstance(value, str) else as_written(value) for value in given]
    if len(set(names)) != len(names):
        raise ValueError(f"{field} must be named once each, got {', '.join(names)}")
