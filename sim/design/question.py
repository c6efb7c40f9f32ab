"""Experiments: questions written down as TOML. Which scenario, what varies, by which design, and what is compared."""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from sim.design.factors import Factor, Given, check_once, factor_names
from sim.design.goals import Goal, check_goals
from sim.design.money import Money
from sim.design.screening import OF_SIZE
from sim.design.way import ALL_CONTRASTS
from sim.errors import InputError, as_written, must_be, unknown
from sim.model.mechanisms import MECHANISMS
from sim.model.quantities import Strict
from sim.outcomes import HEADLINE, OUTCOMES
from sim.places import read_toml

FORMAT_VERSION = 1


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
        description="points of latin_hypercube; base sample of sobol, a power of two; trajectories of morris",
    )
    levels: int = Field(
        default=4,
        ge=2,
        le=100,
        description="steps over a range in grid and one_at_a_time, and over everything in morris, where they are even",
    )
    replications: int = Field(default=20, ge=1, le=1_000_000, description="worlds that every point meets")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.kind == "sobol" and self.points & (self.points - 1):
            below = 1 << (self.points.bit_length() - 1)
            raise ValueError(
                f"points must be a power of two for sobol, such as {below} or {2 * below}, got {self.points}"
            )
        if self.kind == "morris" and self.levels % 2:
            raise ValueError(f"levels must be an even number for morris, got {self.levels}")
        return self


class Versus(Strict):
    """A difference of interest: policy less against, in the same worlds."""

    policy: str
    against: str


class Change(Strict):
    """A difference of interest: a factor at one value less at another, everything else equal, in the same worlds."""

    factor: str
    value: Given
    against: Given


class Precision(Strict):
    """Run until the interval of one difference is narrow enough at every point, or a budget ends."""

    outcome: str = Field(description="the outcome to know precisely")
    half_width: float = Field(
        gt=0, description="half the width of the 95% interval that is wanted, in the outcome's unit"
    )
    policy: str | None = Field(
        default=None, description="with against: which of `compare` it is about; the first unless given"
    )
    against: str | None = Field(default=None, description="see policy")
    contrast: str | None = Field(
        default=None, description="which of `contrasts` it is about; the first unless given"
    )
    at_least: int = Field(default=30, ge=30, description="worlds before the first look")
    batch: int = Field(default=10, ge=1, description="worlds between looks")
    at_most: int = Field(default=500, ge=30, description="worlds after which to stop anyway")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.outcome not in OUTCOMES:
            raise ValueError(unknown("outcome", self.outcome, OUTCOMES))
        if (self.policy is None) != (self.against is None):
            absent, there = ("policy", "against") if self.policy is None else ("against", "policy")
            raise ValueError(f"{absent} must be named with {there}, got none")
        if self.at_least > self.at_most:
            raise ValueError(f"at_least must be no larger than at_most ({self.at_most}), got {self.at_least}")
        return self


class Question(Strict):
    """An experiment: one question, and everything that it takes to answer it."""

    format_version: int = Field(description="version of this file format")
    name: str = Field(default="", description="set from the file's name")
    title: str = Field(min_length=1, description="one line, as a heading")
    question: str = Field(min_length=1, description="what is asked, in a sentence")
    caveats: tuple[str, ...] = Field(default=(), description="what to keep in mind when reading the answer")
    scenarios: tuple[str, ...] = Field(
        min_length=1, description="the markets: names of scenarios, or files relative to this one"
    )
    policies: tuple[str, ...] = Field(
        default=("neutral",), min_length=1, description="policies of the focal firm"
    )
    contrasts: tuple[str, ...] = Field(
        default=("as_managed",),
        min_length=1,
        description="what is held equal between policies: as_managed: nothing; equal_hours: accepted hours; "
        "equal_spend: what is spent on people and programmes; everywhere: nothing, and all rivals follow the focal "
        "firm's policy too",
    )
    years: int = Field(default=3, ge=1, le=50, description="years under the policies")
    size: Literal["full", "screening"] = Field(
        default="full",
        description="how large the market is: full: as the scenario says; screening: as small as is known to give the "
        "same rates within a stated error (docs/screening.md)",
    )
    seed: int = Field(default=1, ge=0, lt=2**63, description="names the worlds, and the sample of points")
    outcomes: tuple[str, ...] = Field(default=tuple(OUTCOMES), min_length=1, description="outcomes to report")
    smallest: dict[str, Annotated[float, Field(gt=0)]] = Field(
        default={},
        description="the smallest difference in an outcome that would matter to you, in the outcome's unit",
    )
    goals: tuple[Goal, ...] = Field(
        default=(),
        description="what is wanted: the answer says which settings meet all goals, and which of them costs least",
    )
    without: tuple[str, ...] = Field(
        default=(), description="mechanisms that are switched off at every point"
    )
    frozen: tuple[str, ...] = Field(
        default=(), description="mechanisms that are kept at their mean of the warm-up at every point"
    )
    money: Money | None = Field(
        default=None, description="values what is compared over time; needs series = true"
    )
    series: bool = Field(default=False, description="keep weekly outcomes of every run too")
    sampling: Sampling = Field(default=Sampling(), description="the design")
    factors: tuple[Factor, ...] = Field(default=(), description="what varies")
    compare: tuple[Versus, ...] = Field(default=(), description="differences of interest between policies")
    effects: tuple[Change, ...] = Field(
        default=(), description="differences of interest between values of a factor, in a grid"
    )
    precision: Precision | None = Field(default=None, description="instead of a number of replications")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.format_version != FORMAT_VERSION:
            raise ValueError(f"format_version must be {FORMAT_VERSION}, got {self.format_version}")
        for field in ("scenarios", "policies", "contrasts", "outcomes"):
            check_once(field, getattr(self, field))
        check_once("factors", (factor.name for factor in self.factors))
        for outcome in self.outcomes:
            if outcome not in OUTCOMES:
                raise ValueError(unknown("outcome", outcome, OUTCOMES))
        for outcome in self.smallest:
            if outcome not in self.outcomes:
                raise ValueError(f"smallest: {unknown('outcome', outcome, self.outcomes)}")
        for contrast in self.contrasts:
            if contrast not in ALL_CONTRASTS:
                raise ValueError(f"contrasts must be among {', '.join(ALL_CONTRASTS)}, got {contrast!r}")
        for mechanism in (*self.without, *self.frozen):
            if mechanism not in MECHANISMS:
                raise ValueError(unknown("mechanism", mechanism, MECHANISMS))
        for pair in self.compare:
            self._check_pair(pair)
        for effect in self.effects:
            self._check_effect(effect)
        check_goals(self.goals, self.policies)
        if self.money is not None and not self.series:
            raise ValueError("series must be true for money, which is counted week by week, got false")
        self._check_design()
        self._check_size()
        self._check_precision()
        return self

    @property
    def first_worlds(self) -> int:
        """How many worlds every point meets before anybody looks at results."""
        return self.precision.at_least if self.precision else self.sampling.replications

    @property
    def worlds(self) -> str:
        """How many worlds every point meets, in words."""
        more = f" to {self.precision.at_most}" if self.precision else ""
        return f"{self.first_worlds}{more}"

    @property
    def pairs(self) -> tuple[Versus | Change, ...]:
        """The differences of interest: its own; without any, of each policy from the first named."""
        first, *others = self.policies
        versus = tuple(Versus(policy=other, against=first) for other in others)
        return (*self.compare, *self.effects) or versus

    @property
    def asks_differences(self) -> bool:
        """Whether it names differences of interest."""
        return bool(self.compare or self.effects)

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The outcomes to look at: its own, or the headlines where it means all."""
        return HEADLINE if len(self.outcomes) == len(OUTCOMES) else self.outcomes

    def _check_pair(self, pair: Versus) -> None:
        for field, policy in (("policy", pair.policy), ("against", pair.against)):
            if policy not in self.policies:
                raise ValueError(
                    f"compare: {field} must be one of {', '.join(self.policies)}, got {policy!r}"
                )
        if pair.policy == pair.against:
            raise ValueError(f"compare: policy and against must be two policies, got {pair.policy!r} twice")

    def _check_effect(self, effect: Change) -> None:
        values = {factor.name: factor.values or () for factor in self.factors}
        if effect.factor not in values:
            raise ValueError(f"effects: {unknown('factor', effect.factor, values)}")
        if self.sampling.kind != "grid":
            raise ValueError(f"sampling.kind must be 'grid' for effects, got {self.sampling.kind!r}")
        for field, value in (("value", effect.value), ("against", effect.against)):
            if value not in values[effect.factor]:
                known = ", ".join(map(as_written, values[effect.factor]))
                raise ValueError(
                    f"effects: {field} of {effect.factor} must be one of its values ({known or 'a range has none'}),"
                    f" got {as_written(value)}"
                )
        if effect.value == effect.against:
            raise ValueError(
                f"effects: value and against of {effect.factor} must be two values,"
                f" got {as_written(effect.value)} twice"
            )

    def _check_design(self) -> None:
        kind, levels = self.sampling.kind, self.sampling.levels
        if kind != "grid" and not self.factors:
            raise ValueError(f"sampling.kind must be 'grid' unless factors vary, got {kind!r}")
        for factor in self.factors:
            if kind == "morris" and factor.values is not None and len(factor.values) > levels:
                raise ValueError(
                    f"{factor.name} must have at most sampling.levels ({levels}) values for morris,"
                    f" got {len(factor.values)}"
                )

    @property
    def where(self) -> str:
        """How messages name it: by the file that asks it."""
        return f"{self.name}.toml"

    def _check_size(self) -> None:
        sized = [factor.name for factor in self.factors if factor.name in OF_SIZE]
        if self.size == "screening" and sized:
            raise ValueError(f"size must be 'full' where {', '.join(sized)} varies, got 'screening'")

    def _check_precision(self) -> None:
        if self.precision is None:
            return
        if not self.compare:
            raise ValueError("compare must name a pair of policies for precision, got none")
        about = (self.precision.policy, self.precision.against)
        pairs = [(pair.policy, pair.against) for pair in self.compare]
        if about != (None, None) and about not in pairs:
            known = ", ".join(f"{policy} against {against}" for policy, against in pairs)
            raise ValueError(
                f"precision: policy and against must be one of compare ({known}),"
                f" got {about[0]} against {about[1]}"
            )
        if self.precision.contrast not in (None, *self.contrasts):
            raise ValueError(
                f"precision.contrast must be one of contrasts ({', '.join(self.contrasts)}),"
                f" got {self.precision.contrast!r}"
            )


def load_question(path: Path | str) -> Question:
    """Read and check an experiment file; an InputError names file, field, what is allowed and what was given.

    Scenario files that it names are meant relative to it.
    """
    path = Path(path)
    table = read_toml(path, "experiment")
    try:
        question = Question.model_validate({"name": path.stem, **table})
    except ValidationError as error:
        raise InputError("\n".join(f"{path}: {_message(detail)}" for detail in error.errors())) from None
    scenarios = tuple(str(path.parent / s) if s.endswith(".toml") else s for s in question.scenarios)
    return question.model_copy(update={"scenarios": scenarios})


TABLES: dict[str, type[Strict]] = {
    "sampling": Sampling,
    "precision": Precision,
    "factors": Factor,
    "compare": Versus,
    "effects": Change,
    "goals": Goal,
    "money": Money,
}
"""Key of an experiment file to what stands in its table or tables."""


def _message(detail: Any) -> str:
    place = [str(step) for step in detail["loc"] if step not in ("float", "str")]  # of a union
    field = ".".join(place)
    match detail["type"]:
        case "extra_forbidden":
            known = list((Question if len(place) == 1 else TABLES[place[0]]).model_fields)
            near = get_close_matches(place[-1], known, n=3, cutoff=0.5)
            return f"{field}: unknown key; " + (
                f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
            )
        case "missing":
            return f"{field}: missing, required"
        case "value_error":
            text = str(detail["ctx"]["error"])
            # Of a table such as sampling the text begins with a key; of an entry of a list, with what it is about.
            within = f"{field}: " if place and place[-1].isdigit() else f"{field}." if field else ""
            return within + text
        case _:
            return must_be(field, detail)


def json_schema() -> dict[str, Any]:
    """The JSON Schema with which editors complete and check experiment files."""
    schema = Question.model_json_schema()
    outcomes: dict[str, Any] = {"enum": list(OUTCOMES)}
    own = schema["properties"]
    own["format_version"] = {"const": FORMAT_VERSION}
    own["outcomes"]["items"] = outcomes
    own["contrasts"]["items"] = {"enum": list(ALL_CONTRASTS)}
    own["smallest"]["propertyNames"] = outcomes
    for name in ("without", "frozen"):
        own[name]["items"] = {"enum": list(MECHANISMS)}
    schema["$defs"]["Factor"]["properties"]["name"]["enum"] = list(factor_names())
    for name in ("Precision", "Goal"):
        schema["$defs"][name]["properties"]["outcome"]["enum"] = list(OUTCOMES)
    schema["title"] = "Experiment of people-first-sim"
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
