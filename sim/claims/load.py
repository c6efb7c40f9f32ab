"""Reads and checks the file of claims; what is wrong is one error that names file, claim and field."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from sim.claims.claim import ALL, EXPECTED, SHAM, Claim, Part
from sim.design.factors import Value, check_value, factor_names
from sim.design.way import Way, split
from sim.errors import InputError, as_written, must_be, unknown
from sim.model.mechanisms import MECHANISMS
from sim.model.parameters import WEEKS_A_YEAR
from sim.model.quantities import Strict
from sim.model.states import CONTRASTS, EVERYWHERE
from sim.outcomes import OUTCOMES
from sim.places import read_toml, scenario_files
from sim.policies import find_policies

CLAIMS_FILE = Path(__file__).with_name("claims.toml")
POLICY, FIRM = "policy", "firm"
"""Keys of a way that are no factors."""
WEEK = 1.0 / WEEKS_A_YEAR
"""The shortest time over which anything is measured, in years."""
TWO_QUARTERS = 0.5

Words = Annotated[str, Field(min_length=1)]
Number = Annotated[float, Field(strict=True)] | Annotated[str, Field(strict=True)]


class Effect(Strict):
    """One part of a claim as it stands in the file."""

    outcome: str
    of: str | None = None
    against: str | None = None
    weights: dict[str, float] | None = None
    expect: str
    years: tuple[float, float] | None = None
    since: tuple[float, float] | None = None
    less_outcome: str = ""
    where: dict[str, Number | tuple[Number, ...]] = Field(default={})
    smallest: float | None = Field(default=None, gt=0)


class Table(Strict):
    """One claim as it stands in the file."""

    essay: int = Field(ge=SHAM)
    says: Words
    expects: Words
    kind: str = ""
    scenarios: tuple[str, ...] = Field(min_length=1)
    policy: str = "neutral"
    contrast: str = "as_managed"
    vary: dict[str, dict[str, Number]] = Field(min_length=2)
    environment: dict[str, Annotated[tuple[Number, ...], Field(min_length=1)]] = Field(default={})
    mechanisms: tuple[str, ...]
    alone: bool = False
    outcomes: tuple[str, ...] = Field(min_length=1)
    years: int = Field(ge=1, le=10)
    parts: tuple[Effect, ...] = Field(min_length=1)
    favours: tuple[str, ...] | None = None


def load_claims(path: Path = CLAIMS_FILE) -> dict[str, Claim]:
    """The claims of a file by name, in its order; an InputError says what is wrong with the first bad one."""
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    tables = read_toml(path, "claim")
    tables.pop("written", None)
    smallest = tables.pop("smallest", {})
    _check_smallest(f"{path}: smallest", smallest)
    return {name: _claim(f"{path}: {name}", name, table, smallest) for name, table in tables.items()}


def smallest_effects(path: Path = CLAIMS_FILE) -> dict[str, float]:
    """The smallest effect that matters of each outcome, in its own unit; of money, as a share of revenue."""
    found: dict[str, float] = read_toml(path, "claim")["smallest"]
    return found


def written(path: Path = CLAIMS_FILE) -> str:
    """The day on which the file says that its parts were written."""
    return str(read_toml(path, "claim")["written"])


def _claim(where: str, name: str, content: Any, smallest: Mapping[str, float]) -> Claim:
    try:
        table = Table.model_validate(content)
    except ValidationError as error:
        raise InputError(f"{where}{_message(error)}") from None
    try:
        _check(table)
        parts = tuple(_part(table, nth, smallest) for nth in range(len(table.parts)))
        favours = _favours(table, parts)
    except ValueError as error:
        raise InputError(f"{where}.{error}") from None
    return Claim(
        name=name,
        essay=table.essay,
        says=table.says,
        expects=table.expects,
        scenarios=table.scenarios,
        ways={way: _way(table, settings) for way, settings in table.vary.items()},
        firms={way: int(settings.get(FIRM, 0)) for way, settings in table.vary.items()},
        environment=table.environment,
        mechanisms=table.mechanisms,
        alone=table.alone,
        outcomes=table.outcomes,
        years=table.years,
        parts=parts,
        kind=table.kind,
        favours=favours,
    )


def _part(table: Table, nth: int, smallest: Mapping[str, float]) -> Part:
    """A part of a claim; a ValueError begins with the field."""
    given, field = table.parts[nth], f"parts.{nth}"
    outcomes = [given.outcome, *([given.less_outcome] if given.less_outcome else [])]
    _known(f"{field}.outcome", "outcome", outcomes, OUTCOMES)
    _known(f"{field}.expect", "expectation", [given.expect], EXPECTED)
    pair = given.of is not None and given.against is not None
    if pair == (given.weights is not None) or (given.of is None) != (given.against is None):
        raise ValueError(f"{field} must have either of and against, or weights")
    weights = given.weights or {str(given.of): 1.0, str(given.against): -1.0}
    _known(f"{field}.weights", "way", weights, table.vary)
    if pair and given.of == given.against:
        raise ValueError(f"{field}.against must be another way than of, got {given.against}")
    if not all(weights.values()):
        raise ValueError(f"{field}.weights must be other than 0, got {weights}")
    if given.expect == "not found" and not (pair and given.since is None and not given.less_outcome):
        raise ValueError(f"{field} must have of and against alone, as it expects an effect not found")
    if given.expect == "not found" and given.years is not None and given.years[1] < TWO_QUARTERS:
        raise ValueError(f"{field}.years must end at {TWO_QUARTERS} or later, as quarters are compared")
    for name, span in (("years", given.years), ("since", given.since)):
        if span is not None and not (span[0] >= 0.0 and span[1] - span[0] >= WEEK and span[1] <= table.years):
            raise ValueError(
                f"{field}.{name} must be two of 0 to {table.years}, the first smaller, got {list(span)}"
            )
    where = {name: value if isinstance(value, tuple) else (value,) for name, value in given.where.items()}
    for name, values in where.items():
        _known(f"{field}.where", "factor of its environment", [name], table.environment)
        if not set(values) <= set(table.environment[name]):
            raise ValueError(
                f"{field}.where.{name} must be among {list(table.environment[name])}, got {list(values)}"
            )
    least = given.smallest or smallest.get(given.outcome)
    if least is None:
        raise ValueError(f"{field}.smallest must be given, as [smallest] has none for {given.outcome}")
    return Part(
        outcome=given.outcome,
        weights=weights,
        expect=given.expect,
        smallest=least,
        years=given.years or (0.0, float(table.years)),
        since=given.since,
        less_outcome=given.less_outcome,
        where=where,
    )


def _favours(table: Table, parts: Sequence[Part]) -> tuple[str, str] | None:
    """The way that a claim holds to be the better one, and the other: as it says, or as its main part implies."""
    main = parts[0]
    if table.favours is not None:
        compared = {way for part in parts for way in part.weights}  # others do not run
        _known("favours", "way that its parts compare", table.favours, compared)
        if len(set(table.favours)) not in (0, 2) or len(table.favours) > 2:
            raise ValueError(
                f"favours must be two ways, the better first, or none, got {list(table.favours)}"
            )
        return (table.favours[0], table.favours[1]) if table.favours else None
    if table.essay == SHAM:
        return None
    more, less = main.sides
    better = main.sign * OUTCOMES[main.outcome].better
    if not (main.directed and better and more and less):
        raise ValueError(
            "favours must be given, as the main part does not say which way is held to be the better one"
        )
    return (more[0], less[0]) if better > 0 else (less[0], more[0])


def _way(table: Table, settings: Mapping[str, Value]) -> Way:
    practices, world = split(_factors(settings))
    policy = str(settings.get(POLICY, table.policy))
    return Way(policy=policy, practices=practices, world=world, contrast=table.contrast)


def _factors(settings: Mapping[str, Value]) -> dict[str, Value]:
    """What a way sets but for its policy and the firm to look at."""
    return {name: value for name, value in settings.items() if name not in (POLICY, FIRM)}


def _check(table: Table) -> None:
    """Whether every name exists and every value is allowed; a ValueError begins with the field."""
    _known("scenarios", "scenario", table.scenarios, scenario_files())
    _known("policy", "policy", [table.policy], find_policies())
    _known("contrast", "contrast", [table.contrast], (*CONTRASTS, EVERYWHERE))
    _known("mechanisms", "mechanism", table.mechanisms, (ALL, *MECHANISMS))
    _known("outcomes", "outcome", table.outcomes, OUTCOMES)
    if bool(table.mechanisms) == (table.essay == SHAM):
        needed = "none in a sham" if table.essay == SHAM else "at least one"
        raise ValueError(f"mechanisms must name {needed}, got {', '.join(table.mechanisms) or 'none'}")
    for way, settings in table.vary.items():
        field = f"vary.{way}"
        _known(f"{field}.policy", "policy", [str(settings.get(POLICY, table.policy))], find_policies())
        firm = settings.get(FIRM, 0.0)
        if isinstance(firm, str) or firm < 0 or firm != int(firm):
            raise ValueError(f"{field}.firm must be a whole number from 0, got {as_written(firm)}")
        _check_factors(field, _factors(settings).items())
    for factor, values in table.environment.items():
        _check_factors("environment", ((factor, value) for value in values))


def _check_smallest(where: str, smallest: Any) -> None:
    """Whether the smallest effects that matter are numbers above 0, of outcomes."""
    if not isinstance(smallest, dict):
        raise InputError(f"{where} must be a table, got {as_written(smallest)}")
    for name, value in smallest.items():
        if name not in OUTCOMES:
            raise InputError(f"{where}: {unknown('outcome', name, OUTCOMES)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0.0:
            raise InputError(f"{where}.{name} must be a number above 0, got {as_written(value)}")


def _check_factors(field: str, factors: Iterable[tuple[str, Value]]) -> None:
    for factor, value in factors:
        _known(field, "factor", [factor], factor_names())
        try:
            check_value(factor, value)
        except ValueError as error:
            raise ValueError(f"{field}.{error}") from None


def _known(field: str, kind: str, given: Iterable[str], known: Iterable[str]) -> None:
    for name in given:
        if name not in known:
            raise ValueError(f"{field}: {unknown(kind, name, known)}")


def _message(error: ValidationError) -> str:
    """One thing that is wrong with a table, after its field; a misspelt key before the key that it leaves out."""
    detail = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
    place = [str(step) for step in detail["loc"] if step not in ("float", "str")]  # of a union
    field = "".join(f".{step}" for step in place)
    match detail["type"]:
        case "extra_forbidden":
            *above, key = place
            known = Effect.model_fields if above[:1] == ["parts"] else Table.model_fields
            return f"{''.join(f'.{step}' for step in above)}: {unknown('key', key, known)}"
        case "missing":
            return f"{field}: missing, required"
        case _:
            return must_be(field, detail)
