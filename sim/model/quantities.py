"""Numbers that carry their unit and their source, and the sections that a scenario file is made of."""

import math
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from sim.errors import as_written


class Strict(BaseModel):
    """A table of a scenario file: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Quantity(Strict):
    """A number with its unit and where it comes from (a key of the bibliography, or `assumed`)."""

    value: Annotated[float, Field(strict=True)]
    unit: str
    source: Annotated[str, Field(min_length=1)]


def number(
    value: float,
    *,
    unit: str,
    source: str,
    meaning: str,
    low: float,
    high: float,
    whole: bool = False,
) -> Any:
    """A field of a section: its default and the range that is allowed, with unit, source and meaning.

    Those three are passed by keyword because the digest of sources leaves them out by these names.
    """
    return Field(
        default=Quantity(value=value, unit=unit, source=source),
        description=f"{meaning} [{unit}; {low:g} to {high:g}; default {value:g}, {source}]",
        json_schema_extra={"unit": unit, "minimum": low, "maximum": high, "whole": whole},
    )


class Section(Strict):
    """A group of quantities; each is held to the unit and the range of its field."""

    @model_validator(mode="after")
    def _units_and_ranges(self) -> Self:
        problems = [
            problem
            for name, field in type(self).model_fields.items()
            if isinstance(given := getattr(self, name), Quantity)
            for problem in _problems(name, given, field)
        ]
        if problems:
            raise ValueError("\n".join(problems))
        return self

    @classmethod
    def specification(cls, name: str) -> dict[str, Any]:
        """Unit and range of one field."""
        extra = cls.model_fields[name].json_schema_extra
        assert isinstance(extra, dict)
        return dict(extra)

    def values(self) -> dict[str, float]:
        """The bare numbers by field name, as the rules read them."""
        return {
            name: q.value
            for name in type(self).model_fields
            if isinstance(q := getattr(self, name), Quantity)
        }


def _problems(name: str, given: Quantity, field: FieldInfo) -> list[str]:
    allowed = field.json_schema_extra
    assert isinstance(allowed, dict)
    found = []
    if given.unit != allowed["unit"]:
        found.append(f"{name}.unit must be {allowed['unit']!r}, got {given.unit!r}")
    low, high = float(str(allowed["minimum"])), float(str(allowed["maximum"]))
    if not low <= given.value <= high:
        unit = "" if allowed["unit"] == "1" else f" {allowed['unit']}"
        found.append(f"{name}.value must be {low:g} to {high:g}{unit}, got {as_written(given.value)}")
    if allowed["whole"] and given.value != math.floor(given.value):
        found.append(f"{name}.value must be a whole number, got {as_written(given.value)}")
    return found
