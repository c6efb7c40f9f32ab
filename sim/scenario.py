"""Scenarios: worlds described in TOML, checked once, at the border."""

import json
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from sim.competition import LEVELS
from sim.errors import InputError
from sim.parameters import (
    SECTIONS,
    Choice,
    Customers,
    Entry,
    Horizon,
    Managers,
    Money,
    People,
    Quality,
    Staffing,
    Surge,
    Work,
)
from sim.quantities import Section, Strict

FORMAT_VERSION = 1


class Scenario(Strict):
    """A world: who asks whom for what, under which competition, at which prices. Policies are not part of it."""

    format_version: int = Field(description="version of this file format")
    name: str = Field(default="", description="set from the file's name")
    title: str = Field(min_length=1, description="one line, as a heading")
    describes: str = Field(min_length=1, description="what kind of organisation and market this is")
    currency: str = Field(default="USD", description="currency of all prices and wages")
    competition: Literal["monopoly", "duopoly", "rivalry", "contestable"] = Field(
        description="; ".join(f"{level}: {it.describes}" for level, it in LEVELS.items())
    )
    rivals: int | None = Field(
        default=None, ge=1, le=50, description="number of rivals, in rivalry and contestable markets"
    )
    rival_policies: tuple[str, ...] = Field(
        default=("neutral",), min_length=1, description="policies of the rivals, in turn"
    )
    customers: Customers = Customers()
    choice: Choice = Choice()
    work: Work = Work()
    quality: Quality = Quality()
    managers: Managers = Managers()
    people: People = People()
    staffing: Staffing = Staffing()
    money: Money = Money()
    surge: Surge = Surge()
    entry: Entry = Entry()
    horizon: Horizon = Horizon()

    @field_validator("format_version")
    @classmethod
    def _known_version(cls, given: int) -> int:
        if given != FORMAT_VERSION:
            raise ValueError(
                f"given {given}, allowed {FORMAT_VERSION}: this file needs another version of sim"
            )
        return given

    @model_validator(mode="after")
    def _rivals_where_there_may_be_some(self) -> Self:
        if self.rivals is not None and self.competition in ("monopoly", "duopoly"):
            raise ValueError(f"rivals: given {self.rivals}, allowed only with rivalry or contestable")
        return self

    @property
    def trading_firms(self) -> int:
        """Firms that trade from the start: the focal one and its rivals."""
        return 1 + (self.rivals if self.rivals is not None else LEVELS[self.competition].rivals)

    @property
    def potential_entrants(self) -> int:
        """Firms that may open later."""
        return LEVELS[self.competition].potential_entrants

    def constants(self) -> dict[str, float]:
        """Every quantity of every section by its name."""
        return {name: value for section in SECTIONS for name, value in self.section(section).values().items()}

    def section(self, name: str) -> Section:
        """A section by its name in the file."""
        section = getattr(self, name)
        assert isinstance(section, Section)
        return section

    def content(self) -> str:
        """What the scenario says, as canonical JSON without names and prose: two that agree run alike."""
        prose = {"name", "title", "describes", "currency"}
        numbers = self.model_dump(exclude=prose | set(SECTIONS))
        work = {"effort_distribution": self.work.effort_distribution}
        return json.dumps({**numbers, **work, "constants": self.constants()}, sort_keys=True)


def load_scenario(path: Path | str) -> Scenario:
    """Read and check a scenario file; anything wrong is one InputError that names file, field, given and allowed."""
    path = Path(path)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"{path}: no such file; `sim scenarios` lists those that come with the project"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is not TOML: {error}") from None
    return parse_scenario(table, name=path.stem, where=str(path))


def parse_scenario(table: dict[str, Any], *, name: str, where: str) -> Scenario:
    """Check a scenario's table; `where` names it in messages."""
    try:
        return Scenario.model_validate({"name": name, **table})
    except ValidationError as error:
        lines = [line for detail in error.errors() for line in _messages(detail)]
        raise InputError("\n".join(f"{where}: {line}" for line in lines)) from None


def _messages(detail: ErrorDetails) -> list[str]:
    """One line for each thing that is wrong at one place."""
    place = [str(step) for step in detail["loc"]]
    field = ".".join(place)
    given = detail.get("input")
    match detail["type"]:
        case "extra_forbidden":
            return [f"{field}: unknown key; {_nearest(place)}"]
        case "missing":
            return [f"{field}: missing, required"]
        case "value_error":
            text = str(detail["ctx"]["error"])
            return [
                f"{field}.{line}"
                if (field and ".value:" in line) or ".unit:" in line
                else f"{field}: {line}"
                if field
                else line
                for line in text.splitlines()
            ]
        case "model_type" | "model_attributes_type":
            return [
                f'{field}: given {given!r}, allowed a table like {{ value = 1.0, unit = "...", source = "..." }}'
            ]
        case "finite_number":
            return [f"{field}: given {given}, allowed finite numbers only"]
        case _:
            return [f"{field}: given {given!r}, {detail['msg'][0].lower()}{detail['msg'][1:]}"]


def _nearest(place: list[str]) -> str:
    known = list(Scenario.model_fields) if len(place) == 1 else []
    if len(place) == 2 and place[0] in SECTIONS:
        known = list(SECTIONS[place[0]].model_fields)
    if len(place) == 3:
        known = ["value", "unit", "source"]
    near = get_close_matches(place[-1], known, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"


def json_schema() -> dict[str, Any]:
    """The JSON Schema with which editors complete and check scenario files."""
    schema = Scenario.model_json_schema()
    for section in SECTIONS.values():
        properties = schema["$defs"][section.__name__]["properties"]
        for name, field in section.model_fields.items():
            extra = field.json_schema_extra
            if isinstance(extra, dict):
                for key in extra:
                    properties[name].pop(key, None)
                properties[name]["properties"] = {
                    "value": {"type": "number", "minimum": extra["minimum"], "maximum": extra["maximum"]},
                    "unit": {"const": extra["unit"]},
                    "source": {"type": "string", "minLength": 1},
                }
    schema["title"] = "Scenario of people-first-sim"
    return schema
