"""Whether each claim can fail: a search for a place in the admissible space where its effect has the opposite sign."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from docs.findings.draw import dots
from docs.findings.effects import EFFECTS, NOT_RUN, Effect
from docs.findings.page import Section, Table
from docs.findings.runs import Ask, Runs
from docs.tables import code, codes
from sim.analysis.judge import Judgement, judge
from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.claims import Claim, load_claims
from sim.design.designs import sample
from sim.design.factors import Factor, Value
from sim.design.facts import priors
from sim.design.question import Question, Sampling
from sim.design.vary import vary
from sim.design.way import PRACTICES
from sim.english import counted, listed
from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity
from sim.model.scenario import Scenario
from sim.outcomes import OUTCOMES
from sim.running.scenarios import load_scenario
from sim.units import number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

TEAM = 8
"""Employees of a firm in the small copy of a scenario, in one team; customers are in proportion."""
MOST_YEARS = 4
"""Years of a run, where a claim has as many: few, so that claims share runs. What comes later is not searched for."""

CENTRE_WORLDS = 12
ROUNDS, POINTS, SCREENED, CONFIRMED = 2, 8, 2, 8
"""In each round so many points in few worlds; the most contrary one is then run in as many fresh worlds."""

ANOTHER, EVERY = "corner_shop", 3
"""A scenario in which every claim is tried besides its own, and at which of the points."""

SIZES = ("customers.need_rate", "people.span_of_control")
"""Constants with a prior that stay as each scenario has them: they say how large a firm's work and its teams are."""

REFUTED = "opposite at the best guesses"
TURNS = "can fail"
BUILT_IN = "by construction"
UNDECIDED = "undecided"
VERDICTS = (REFUTED, TURNS, BUILT_IN, UNDECIDED)

Sides = tuple[np.ndarray, np.ndarray]
"""What counts for an effect and what counts against it, one value a world."""


@dataclass(frozen=True)
class Point:
    """A place of the admissible space: its number, and constants that have priors. The best guesses are number 0."""

    number: int
    constants: Mapping[str, Value]


CENTRE = Point(0, {})


@dataclass
class Search:
    """What has been tried for one claim."""

    claim: Claim
    effect: Effect
    centre: Judgement | None = None  # the effect at the best guesses
    candidates: list[tuple[Point, Sides]] = field(default_factory=list)  # in fresh worlds
    tried: int = 0  # points

    @property
    def contrary(self) -> tuple[Point, Judgement] | None:
        """The candidate whose effect is most clearly of the opposite sign; that there is none is no proof."""
        # One family: each candidate is one more try.
        judged = judge([sides for _, sides in self.candidates]) if self.candidates else []
        points = [point for point, _ in self.candidates]
        found = [pair for pair in zip(points, judged, strict=True) if pair[1].sign == -self.effect.sign]
        return min(found, key=lambda pair: pair[1].p) if found else None

    @property
    def verdict(self) -> str:
        """What the search says of the claim."""
        sign = self.centre.sign if self.centre else 0
        if sign == -self.effect.sign:
            return REFUTED
        if self.contrary is not None:
            return TURNS
        return BUILT_IN if sign == self.effect.sign else UNDECIDED


# ---------------------------------------------------------------- the space


@cache
def ranges() -> dict[str, tuple[float, float]]:
    """The constants that have a prior, and their ranges; those that say how large a firm is are left out."""
    found = {}
    for section_name, kind in SECTIONS.items():
        for name, spec in kind.model_fields.items():
            default = spec.default
            if isinstance(default, Quantity) and default.source.startswith("priors."):
                prior = priors()[default.source.removeprefix("priors.")]
                found[f"{section_name}.{name}"] = (prior["low"], prior["high"])
    return {name: span for name, span in found.items() if name not in SIZES}


def points(round_: int) -> list[Point]:
    """The points of a round, a Latin hypercube of its own."""
    factors = tuple(Factor(name=name, low=low, high=high) for name, (low, high) in ranges().items())
    design = Question(
        format_version=1,
        title="The admissible space",
        question="Where does a claim fail?",
        scenarios=(ANOTHER,),
        factors=factors,
        seed=round_,
        sampling=Sampling(kind="latin_hypercube", points=POINTS),
    )
    first = 1 + round_ * POINTS
    return [Point(first + nth, constants) for nth, constants in enumerate(sample(factors, design))]


@cache
def small(name: str) -> Scenario:
    """A copy of a scenario with one small team a firm, and the customers that it has work for."""
    scenario = load_scenario(name)
    constants = scenario.constants()
    team = min(TEAM, int(constants["employees_per_firm"]))
    customers = round(team / constants["employees_per_firm"] * constants["customers_per_firm"])
    return vary(
        scenario,
        {
            "people.employees_per_firm": team,
            "people.span_of_control": team,
            "customers.customers_per_firm": customers,
        },
    )


def place(claim: Claim, point: Point) -> tuple[str, dict[str, Value]]:
    """The scenario of a claim at a point, and the values of constants and practices that all its ways share.

    Point after point goes through the claim's scenarios and the values of its own constants. What firms do stays as the
    claim would expect its effect most: it is part of what is claimed.
    """
    number = point.number
    scenario = claim.scenarios[number % len(claim.scenarios)]
    if number % EVERY == EVERY - 1:
        scenario = ANOTHER
    does = {name: values[0] for name, values in claim.environment.items() if name.startswith(PRACTICES)}
    world = {name: values for name, values in claim.environment.items() if name not in does}
    combinations = list(itertools.product(*world.values()))
    chosen = combinations[number % len(combinations)]
    shared = {**point.constants, **does, **dict(zip(world, chosen, strict=True))}
    return scenario, shared


# ---------------------------------------------------------------- the search


def section(runs: Runs) -> Section:
    """Whether each claim can fail."""
    return tell(search(runs))


def search(runs: Runs) -> list[Search]:
    """The effect of every claim at the best guesses, and rounds of points for those that have not failed yet."""
    claims = load_claims()
    searches = [Search(claims[name], effect) for name, effect in EFFECTS.items()]
    found = measured(runs, "claims at the best guesses", [(one, CENTRE) for one in searches], CENTRE_WORLDS)
    for one, judged in zip(searches, judge(found), strict=True):
        one.centre = judged
    for round_ in range(ROUNDS):
        going = [one for one in searches if one.verdict not in (REFUTED, TURNS)]
        wanted = [(one, point) for one in going for point in points(round_)]
        what = f"claims, round {round_ + 1}"
        screened = iter(measured(runs, f"{what}, screening", wanted, SCREENED))
        chosen = []
        for one in going:
            signed = {
                point.number: one.effect.sign * _mean(next(screened)) for _, point in wanted if _ is one
            }
            one.tried += len(signed)
            most = min(signed, key=lambda nth: signed[nth])
            if signed[most] < 0.0:
                chosen.append((one, points(round_)[most - 1 - round_ * POINTS]))
        fresh = measured(runs, f"{what}, fresh worlds", chosen, SCREENED + CONFIRMED)
        for (one, point), (more, less) in zip(chosen, fresh, strict=True):
            one.candidates.append((point, (more[SCREENED:], less[SCREENED:])))
    return searches


def measured(runs: Runs, what: str, wanted: Sequence[tuple[Search, Point]], worlds: int) -> list[Sides]:
    """The effects of claims at points; ways that claims have in common run once."""
    asks = {}
    for one, point in wanted:
        scenario, shared = place(one.claim, point)
        ways = one.claim.ways_in(shared)
        for way in one.effect.weights:
            key = (one.claim.name, point.number, way)
            asks[key] = Ask(ways[way], small(scenario), min(one.claim.years, MOST_YEARS), worlds)
    found = runs.of(what, asks) if asks else {}
    return [
        one.effect.sides(
            {
                way: found[one.claim.name, point.number, way].values(one.effect.outcome)
                for way in one.effect.weights
            }
        )
        for one, point in wanted
    ]


def _mean(sides: Sides) -> float:
    """The mean effect over worlds; infinity where it is not defined, so that the place is not chosen."""
    difference = sides[0] - sides[1]
    known = difference[~np.isnan(difference)]
    return float(known.mean()) if len(known) else np.inf


# ---------------------------------------------------------------- telling


def tell(searches: Sequence[Search]) -> Section:
    """The section, from what was tried."""
    of = {verdict: [one for one in searches if one.verdict == verdict] for verdict in VERDICTS}
    total = len(searches) + len(NOT_RUN)
    sentences = [
        "Each claim of the essays is searched for a place where its main effect has the opposite sign: in small copies "
        f"({TEAM} employees a firm) of its own scenarios and of `{ANOTHER}`, with the {len(ranges())} constants that "
        "have priors spread over their ranges by Latin hypercubes, and the claim's own constants over their values. "
        "What firms do stays as the claim has it, and so do constants without a prior. Points are screened in few "
        f"worlds; a place counts where the effect is clearly opposite in {CONFIRMED} fresh ones, corrected for the "
        "places of the claim that were run so.",
        f"Of {counted(total, 'claim')}, {len(of[TURNS])} can fail: {_names(of[TURNS])}.",
        f"{len(of[BUILT_IN])} hold at the best guesses, and no contrary place was found, which is shown here as *by "
        f"construction*: {_names(of[BUILT_IN])}. None found is not proof.",
        f"{len(of[UNDECIDED])} are undecided: in small worlds at the best guesses their effect is not clear, and no "
        f"contrary place was found: {_names(of[UNDECIDED])}.",
        f"Not searched: {'; '.join(f'{code(name)}, as {why}' for name, why in NOT_RUN.items())}.",
    ]
    return Section(
        "6. Whether the claims can fail",
        sentences,
        [_table(searches)],
        list(_figure(searches)),
        against(of),
    )


def against(of: Mapping[str, Sequence[Search]]) -> list[str]:
    """Claims whose effect is the opposite at the best guesses, and claims that the model cannot contradict."""
    found = [
        f"At the best guesses the claim {code(one.claim.name)} fails (“{one.claim.says}”): "
        f"{one.effect.text} in {OUTCOMES[one.effect.outcome].label} is {_size(one, one.centre)}."
        for one in of[REFUTED]
    ]
    if of[BUILT_IN]:
        tried = sorted({one.tried for one in of[BUILT_IN]})
        said = listed([str(count) for count in tried])
        found.append(
            f"By construction, as far as {said} points show, are {len(of[BUILT_IN])} of the claims: this model cannot "
            f"contradict them, and so does not support them either: {_names(of[BUILT_IN])}."
        )
    return found


def _names(searches: Sequence[Search]) -> str:
    return codes(one.claim.name for one in searches) or "none"


def _size(one: Search, judged: Judgement | None) -> str:
    currency = load_scenario(one.claim.scenarios[0]).currency
    return judged.size(one.effect.outcome, currency) + judged.mark if judged else ""


def _table(searches: Sequence[Search]) -> Table:
    rows = []
    for one in searches:
        contrary = one.contrary
        rows.append(
            (
                code(one.claim.name),
                f"{OUTCOMES[one.effect.outcome].called}: {one.effect.text}",
                "higher" if one.effect.sign > 0 else "lower",
                _size(one, one.centre),
                str(one.tried),
                f"{_size(one, contrary[1])} {where(one.claim, contrary[0])}" if contrary else "",
                one.verdict,
            )
        )
    head = ("claim", "effect", "expected", "at the best guesses", "points tried", "opposite at", "verdict")
    return Table("Claims, their effects, and where they turn; * clear", head, rows)


def where(claim: Claim, point: Point) -> str:
    """A place in words: the scenario, the claim's own constants, and the three constants farthest from their middle."""
    scenario, shared = place(claim, point)
    own = [name for name in shared if name in claim.environment and not name.startswith(PRACTICES)]
    far = sorted(
        (name for name in point.constants if name not in own),
        key=lambda name: -abs(_within(name, float(shared[name])) - 0.5),
    )[:3]
    values = [f"{words(name)} {_spelt(shared[name])}" for name in (*own, *far)]
    return f"in {code(scenario)} with {listed(values)} (point {point.number})"


def _within(name: str, value: float) -> float:
    low, high = ranges()[name]
    return (value - low) / (high - low)


def _spelt(value: Value) -> str:
    return value if isinstance(value, str) else number(value)


DRAWN = 8.0
"""Standard deviations beyond which an effect is drawn at the edge."""


def _figure(searches: Sequence[Search]) -> Iterator["Figure"]:
    """Effects at the best guesses, as expected to the right."""
    rows: list[Row] = []
    for one in searches:
        d = one.centre.difference if one.centre else None
        if d is None or not d.spread > 0.0:
            continue
        ends = sorted(one.effect.sign * end / d.spread for end in d.interval)
        drawn = [float(np.clip(value, -DRAWN, DRAWN)) for value in (one.effect.sign * d.d_z, *ends)]
        row: Row = {"label": words(one.claim.name), "value": drawn[0], "low": drawn[1], "high": drawn[2]}
        rows.append(row | {"clear": bool(one.centre and one.centre.sign), "verdict": one.verdict})
    if rows:
        against_it = sum(one.verdict == REFUTED for one in searches)
        title = f"{against_it} of {len(searches)} effects are clearly the other way at the best guesses"
        x = f"effect over its spread between worlds, as expected to the right (±{DRAWN:g} and beyond at the edge)"
        yield dots(title, rows, x)
