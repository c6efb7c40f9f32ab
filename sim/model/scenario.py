"""Scenarios: worlds described in TOML, checked once, at the border."""

import json
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import ErrorDetails

from sim.errors import InputError, as_written, must_be, unknown
from sim.model.competition import LEVELS
from sim.model.mechanisms import MECHANISMS
from sim.model.parameters import (
    SECTIONS,
    Choice,
    Culture,
    Customers,
    Disruption,
    Entry,
    Executives,
    Horizon,
    Improvement,
    Law,
    Managers,
    Money,
    Needs,
    People,
    Quality,
    Selling,
    Staffing,
    Supply,
    Surge,
    Work,
)
from sim.model.practices import NEUTRAL
from sim.model.quantities import Quantity, Section, Strict
from sim.places import read_toml

FORMAT_VERSION = 1

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]

SIZES = (0.05, 20.0)
"""The least and the greatest size of a firm, over that of the focal one."""

Size = Annotated[Number, Field(ge=SIZES[0], le=SIZES[1])]

WEIGHTS = ("weight_timely", "weight_correct", "weight_easy", "weight_care", "weight_price")
"""Of the quality of an experience; scaled to sum to one, so that one of them has to be there."""


class Scenario(Strict):
    """A world: who asks whom for what, under which competition, at which prices. Policies are not part of it."""

    format_version: int = Field(strict=True, description="version of this file format")
    name: str = Field(default="", description="set from the file's name")
    title: str = Field(min_length=1, description="one line, as a heading")
    describes: str = Field(min_length=1, description="what kind of organisation and market this is")
    currency: str = Field(default="USD", description="currency of all prices and wages")
    competition: Literal["monopoly", "duopoly", "rivalry", "contestable"] = Field(
        description="; ".join(f"{level}: {it.describes}" for level, it in LEVELS.items())
    )
    rivals: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        le=50,
        description="number of rivals, in rivalry and contestable markets",
    )
    rival_policies: tuple[str, ...] = Field(
        default=("neutral",), min_length=1, description="policies of the rivals, in turn"
    )
    rival_practices: tuple[dict[str, Number], ...] = Field(
        default=({},),
        min_length=1,
        description="practices in which rivals differ from their policies, in turn: a table of values by name",
    )
    rival_sizes: tuple[Size, ...] = Field(
        default=(1.0,),
        min_length=1,
        description="sizes of the rivals, in turn: their staff and customers on the first day, over those of the firm",
    )
    rivals_share: bool = Field(
        default=False,
        strict=True,
        description="whether the rivals share the customers and staff of one, or each bring their own",
    )
    without: tuple[str, ...] = Field(
        default=(), description="mechanisms that are switched off (docs/mechanisms.md)"
    )
    frozen: tuple[str, ...] = Field(
        default=(), description="mechanisms that keep their mean of the warm-up once the policies begin"
    )
    customers: Customers = Customers()
    choice: Choice = Choice()
    needs: Needs = Needs()
    work: Work = Work()
    quality: Quality = Quality()
    managers: Managers = Managers()
    people: People = People()
    culture: Culture = Culture()
    staffing: Staffing = Staffing()
    improvement: Improvement = Improvement()
    executives: Executives = Executives()
    money: Money = Money()
    selling: Selling = Selling()
    law: Law = Law()
    supply: Supply = Supply()
    surge: Surge = Surge()
    entry: Entry = Entry()
    disruption: Disruption = Disruption()
    horizon: Horizon = Horizon()

    @field_validator("format_version")
    @classmethod
    def _known_version(cls, given: int) -> int:
        if given != FORMAT_VERSION:
            raise ValueError(
                f"format_version must be {FORMAT_VERSION}, got {given}: this file needs another version of sim"
            )
        return given

    @field_validator("without", "frozen")
    @classmethod
    def _known_mechanisms(cls, given: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        strange = [name for name in given if name not in MECHANISMS]
        if strange:
            raise ValueError(
                "\n".join(f"{info.field_name}: {unknown('mechanism', name, MECHANISMS)}" for name in strange)
            )
        return given

    @field_validator("rival_practices")
    @classmethod
    def _known_practices(cls, given: tuple[dict[str, float], ...]) -> tuple[dict[str, float], ...]:
        try:
            for changes in given:
                NEUTRAL.replace(changes)
        except InputError as error:
            raise ValueError(f"rival_practices: {error}") from None
        return given

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = []
        if self.rivals is not None and self.competition in ("monopoly", "duopoly"):
            problems.append(
                f"rivals must be left out unless competition is rivalry or contestable, got {self.rivals}"
            )
        both = sorted(set(self.without) & set(self.frozen))
        if both:
            problems.append(f"frozen must name no mechanism that without switches off, got {', '.join(both)}")
        due, urgent = self.customers.due_days.value, self.customers.urgent_due_days.value
        if urgent > due:
            problems.append(
                f"customers.urgent_due_days.value must be no larger than due_days ({as_written(due)} days),"
                f" got {as_written(urgent)}"
            )
        if not any(self.quality.values()[name] for name in WEIGHTS):
            problems.append(f"quality must have at least one of {', '.join(WEIGHTS)} above 0, got 0 for each")
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def attributed(self, without: Sequence[str] = (), frozen: Sequence[str] = ()) -> Self:
        """The same world with further mechanisms switched off, or frozen at their mean of the warm-up.

        Raises InputError for a name that does not exist, and for one that is in both lists.
        """
        both = {
            "without": tuple(dict.fromkeys((*self.without, *without))),
            "frozen": tuple(dict.fromkeys((*self.frozen, *frozen))),
        }
        try:
            return type(self).model_validate(self.model_dump() | both)
        except ValidationError as error:
            lines = [line for detail in error.errors() for line in _messages(detail)]
            raise InputError("\n".join(lines)) from None

    @property
    def trading_firms(self) -> int:
        """Firms that trade from the start: the focal one and its rivals."""
        return len(self.sizes)

    @property
    def sizes(self) -> tuple[float, ...]:
        """Sizes of the firms that trade from the start, over that of the focal one, which comes first."""
        rivals = self.rivals if self.rivals is not None else LEVELS[self.competition].rivals
        each = 1.0 / rivals if self.rivals_share and rivals else 1.0
        return (1.0, *(each * self.rival_sizes[nth % len(self.rival_sizes)] for nth in range(rivals)))

    @property
    def potential_entrants(self) -> int:
        """Firms that may open later; a disruptor is the last of them."""
        return LEVELS[self.competition].potential_entrants + (self.disruption.disruption_year.value > 0)

    def constants(self) -> dict[str, float]:
        """Every quantity of every section by its name."""
        return {name: value for section in SECTIONS for name, value in self.section(section).values().items()}

    def section(self, name: str) -> Section:
        """A section by its name in the file."""
        section = getattr(self, name)
        assert isinstance(section, Section)
        return section

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, with some fields changed; unlike pydantic's own it does not take over what the original says."""
        copied = super().model_copy(update=update, deep=deep)
        vars(copied).pop("_content", None)
        return copied

    def __hash__(self) -> int:
        return hash(self._content)  # tables of practices have none of their own

    def content(self) -> str:
        """What the scenario says, as canonical JSON without names and prose: two that agree run alike."""
        return self._content

    @cached_property
    def _content(self) -> str:
        prose = {"name", "title", "describes", "currency"}
        # However they are written; rivals of ordinary size and policy need no word.
        special: dict[str, Any] = {} if set(self.sizes) == {1.0} else {"sizes": self.sizes}
        if any(self.rival_practices):
            special["rival_practices"] = self.rival_practices
        told = {"rival_sizes", "rivals_share", "rival_practices"}
        numbers = self.model_dump(exclude=prose | told | set(SECTIONS))
        work = {"effort_distribution": self.work.effort_distribution}
        return json.dumps({**numbers, **special, **work, "constants": self.constants()}, sort_keys=True)


def read_scenario(path: Path | str) -> Scenario:
    """Read and check a scenario file; an InputError names file, field, what is allowed and what was given."""
    path = Path(path)
    table = read_toml(path, "scenario")
    return parse_scenario(table, name=path.stem, where=str(path))


def parse_scenario(table: dict[str, Any], *, name: str, where: str) -> Scenario:
    """Check a scenario's table; `where` names it in messages."""
    try:
        return Scenario.model_validate({"name": name, **table})
    except ValidationError as error:
        lines = [line for detail in _distinct(error) for line in _messages(detail)]
        raise InputError("\n".join(f"{where}: {line}" for line in lines)) from None


def _distinct(error: ValidationError) -> list[ErrorDetails]:
    """What is wrong, each thing once: a list that is too short only because its entries are wrong is not."""
    details = error.errors()
    inside = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]


def _messages(detail: ErrorDetails) -> list[str]:
    """One line for each thing that is wrong at one place: the field, what is allowed and what was given."""
    place = [str(step) for step in detail["loc"]]
    field = ".".join(place)
    given = detail.get("input")
    kind = detail["type"]
    if kind == "extra_forbidden":
        return [f"{field}: unknown key; {_nearest(place)}"]
    if kind == "missing":
        return [f"{field}: missing, required"]
    if kind == "value_error":
        within = f"{field}." if field in SECTIONS else ""  # other validators name their field themselves
        return [within + line for line in str(detail["ctx"]["error"]).splitlines()]
    if kind in ("model_type", "model_attributes_type"):
        return [f"{field} must be {_table(place, given)}, got {as_written(given)}"]
    return [must_be(field, detail)]


def _table(place: list[str], given: Any) -> str:
    """The table that has to stand at a place."""
    if len(place) == 1:
        return f"a section [{place[0]}] with its quantities"
    unit = SECTIONS[place[0]].specification(place[1])["unit"]
    value = given if isinstance(given, int | float) and not isinstance(given, bool) else "…"
    return f'a table such as {place[1]} = {{ value = {value}, unit = "{unit}", source = "…" }}'


def _nearest(place: list[str]) -> str:
    """The known keys nearest to one that is not."""
    known = list(Scenario.model_fields)
    if len(place) == 2:
        known = list(SECTIONS[place[0]].model_fields)
    if len(place) == 3:
        known = list(Quantity.model_fields)
    near = get_close_matches(place[-1], known, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"


def json_schema() -> dict[str, Any]:
    """The JSON Schema with which editors complete and check scenario files.

    Each quantity is written out in full, because older validators ignore keywords next to a reference.
    """
    schema = Scenario.model_json_schema()
    quantity = schema["$defs"].pop("Quantity")
    for key, section in SECTIONS.items():
        del schema["properties"][key]["default"]
        properties = schema["$defs"][section.__name__]["properties"]
        for name, field in section.model_fields.items():
            if field.annotation is not Quantity:
                continue
            allowed = section.specification(name)
            value: dict[str, Any] = {
                "type": "number",
                "minimum": allowed["minimum"],
                "maximum": allowed["maximum"],
            }
            if allowed["whole"]:
                value["multipleOf"] = 1
            properties[name] = {
                "type": "object",
                "description": field.description,
                "default": properties[name]["default"],
                "properties": {
                    "value": value,
                    "unit": {"const": allowed["unit"]},
                    "source": quantity["properties"]["source"],
                },
                "required": quantity["required"],
                "additionalProperties": False,
            }
    schema["properties"]["format_version"] = {"const": FORMAT_VERSION}
    schema["title"] = "Scenario of people-first-sim"
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
