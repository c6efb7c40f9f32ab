"""Experiments: questions written down as TOML. Which scenario, what varies, by which design, and what is compared."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from sim.competition import LEVELS
from sim.errors import InputError, unknown
from sim.outcomes import OUTCOMES
from sim.parameters import SECTIONS
from sim.places import read_toml
from sim.practices import PRACTICES
from sim.quantities import Quantity, Strict
from sim.states import CONTRASTS

FORMAT_VERSION = 1

Value = float | str


def factor_names() -> list[str]:
    """Everything that an experiment may vary, by its dotted name."""
    numbers = [
        f"{section}.{name}"
        for section, kind in SECTIONS.items()
        for name, field in kind.model_fields.items()
        if field.annotation is Quantity and section != "horizon"
    ]
    return ["competition", "rivals", *(f"practices.{name}" for name in PRACTICES), *numbers]


class Factor(Strict):
    """One thing that varies: named values, or a range that a design samples."""

    name: str = Field(description="`practices.<name>`, `<section>.<name>`, `competition` or `rivals`")
    values: tuple[Value, ...] | None = Field(default=None, min_length=1, description="the values to take")
    low: float | None = Field(default=None, description="lower end of the range, with high")
    high: float | None = Field(default=None, description="upper end of the range, with low")

    @model_validator(mode="after")
    def _check(self) -> Self:
        known = factor_names()
        if self.name not in known:
            raise ValueError(unknown("factor", self.name, known))
        ranged = self.low is not None and self.high is not None
        if (self.values is not None) == ranged or (self.low is None) != (self.high is None):
            raise ValueError(f"{self.name}: give either values, or low and high")
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise ValueError(
                f"{self.name}: given low {self.low:g} and high {self.high:g}, allowed low below high"
            )
        for value in self.given():
            check_value(self.name, value)
        return self

    def given(self) -> tuple[Value, ...]:
        """The values, or the ends of the range."""
        if self.values is not None:
            return self.values
        assert self.low is not None
        assert self.high is not None
        return (self.low, self.high)


def check_value(name: str, value: Value) -> None:
    """Whether a factor may take a value; a ValueError says what is allowed."""
    if name == "competition":
        if value not in LEVELS:
            raise ValueError(f"{name}: given {value!r}, allowed {', '.join(LEVELS)}")
        return
    if isinstance(value, str):
        raise ValueError(f"{name}: given {value!r}, allowed a number")
    if name == "rivals":
        low, high, whole = 1.0, 50.0, True
    elif name.startswith("practices."):
        spec = PRACTICES[name.removeprefix("practices.")]
        low, high, whole = spec["low"], spec["high"], False
    else:
        section, field = name.split(".")
        extra = SECTIONS[section].specification(field)
        low, high, whole = extra["minimum"], extra["maximum"], extra["whole"]
    if not low <= value <= high or (whole and value != int(value)):
        kind = "whole numbers" if whole else "numbers"
        raise ValueError(f"{name}: given {value:g}, allowed {kind} from {low:g} to {high:g}")


class Sampling(Strict):
    """How points are laid out over the factors, and how many worlds each of them meets."""

    kind: Literal["grid", "latin_hypercube", "sobol", "morris", "one_at_a_time"] = Field(
        default="grid",
        description="grid: every combination of values; latin_hypercube, sobol: points spread over the ranges; "
        "morris: trajectories for screening; one_at_a_time: each factor alone, the others as the scenario has them",
    )
    points: int = Field(
        default=64,
        ge=2,
        le=1_000_000,
        description="points of latin_hypercube; base sample of sobol; trajectories of morris",
    )
    levels: int = Field(
        default=4, ge=2, le=100, description="steps over a range in grid, one_at_a_time and morris"
    )
    replications: int = Field(default=20, ge=1, le=1_000_000, description="worlds that every point meets")


class Versus(Strict):
    """A difference of interest: policy less against, in the same worlds."""

    policy: str
    against: str


class Precision(Strict):
    """Run until the interval of a contrast is narrow enough, or a budget ends."""

    outcome: str = Field(description="the outcome to be told precisely")
    half_width: float = Field(gt=0, description="half the width of the 95% interval that is wanted")
    at_least: int = Field(default=30, ge=30, description="worlds before the first look")
    batch: int = Field(default=10, ge=1, description="worlds between looks")
    at_most: int = Field(default=500, ge=30, description="worlds after which to stop anyway")

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.outcome not in OUTCOMES:
            raise ValueError(unknown("outcome", self.outcome, OUTCOMES))
        return self


class Question(Strict):
    """An experiment: one question, and everything that it takes to answer it."""

    format_version: int = Field(description="version of this file format")
    name: str = Field(default="", description="set from the file's name")
    title: str = Field(min_length=1, description="one line, as a heading")
    question: str = Field(min_length=1, description="what is asked, in a sentence")
    caveats: tuple[str, ...] = Field(default=(), description="what to keep in mind when reading the answer")
    scenarios: tuple[str, ...] = Field(min_length=1, description="names or files of the worlds")
    policies: tuple[str, ...] = Field(
        default=("neutral",), min_length=1, description="policies of the focal firm"
    )
    everywhere: bool = Field(default=False, description="let rivals follow the focal firm's policy too")
    contrasts: tuple[str, ...] = Field(
        default=("as_managed",), min_length=1, description=", ".join(CONTRASTS)
    )
    years: int = Field(default=3, ge=1, le=50)
    seed: int = Field(default=1, ge=0, lt=2**63)
    outcomes: tuple[str, ...] = Field(default=tuple(OUTCOMES), min_length=1, description="outcomes to report")
    series: bool = Field(default=False, description="keep weekly outcomes of every run too")
    sampling: Sampling = Sampling()
    factors: tuple[Factor, ...] = ()
    compare: tuple[Versus, ...] = ()
    precision: Precision | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.format_version != FORMAT_VERSION:
            raise ValueError(f"format_version: given {self.format_version}, allowed {FORMAT_VERSION}")
        for outcome in self.outcomes:
            if outcome not in OUTCOMES:
                raise ValueError(unknown("outcome", outcome, OUTCOMES))
        for contrast in self.contrasts:
            if contrast not in CONTRASTS:
                raise ValueError(f"contrasts: given {contrast!r}, allowed {', '.join(CONTRASTS)}")
        for pair in self.compare:
            for policy in (pair.policy, pair.against):
                if policy not in self.policies:
                    raise ValueError(
                        f"compare: given {policy!r}, allowed one of policies: {', '.join(self.policies)}"
                    )
        names = [factor.name for factor in self.factors]
        if len(set(names)) != len(names):
            raise ValueError(f"factors: given {', '.join(names)}, allowed each factor once")
        if self.precision is not None and not self.compare:
            raise ValueError("precision: needs a compare to be precise about")
        return self


def load_question(path: Path | str) -> Question:
    """Read and check an experiment file; anything wrong is one InputError that names file, field, given, allowed."""
    path = Path(path)
    table = read_toml(path, "experiment")
    try:
        return Question.model_validate({"name": path.stem, **table})
    except ValidationError as error:
        raise InputError("\n".join(f"{path}: {_message(detail)}" for detail in error.errors())) from None


def _message(detail: Any) -> str:
    place = [str(step) for step in detail["loc"]]
    field = ".".join(place)
    match detail["type"]:
        case "extra_forbidden":
            homes: dict[str, type[Strict]] = {"sampling": Sampling, "precision": Precision, "factors": Factor}
            known = (
                list(homes.get(place[0], Question).model_fields)
                if len(place) > 1
                else list(Question.model_fields)
            )
            near = get_close_matches(place[-1], known, n=3, cutoff=0.5) or sorted(known)
            return f"{field}: unknown key; did you mean {' or '.join(near)}?"
        case "missing":
            return f"{field}: missing, required"
        case "value_error":
            text = str(detail["ctx"]["error"])
            return f"{field}: {text}" if field else text
        case _:
            return f"{field}: given {detail['input']!r}, {detail['msg'][0].lower()}{detail['msg'][1:]}"
