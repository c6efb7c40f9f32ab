"""One run: a scenario, a policy and a seed in; outcomes out. Runs of one world share its warm-up and its luck."""

import hashlib
import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from sim.errors import InputError
from sim.model import engine
from sim.model.digest import model_digest
from sim.model.levers import SIGNALS
from sim.model.parameters import DAYS_A_QUARTER, DAYS_A_YEAR, TENURE_MONTHS, WEEKS_A_YEAR
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import AS_MANAGED, CONTRASTS, EVERYWHERE
from sim.model.world import FOCAL, apply_practices, build, copy, hold_equal, practices_of, world_seed
from sim.outcomes import OUTCOMES, measure
from sim.policies import Policy, load_policy
from sim.running.scenarios import load_scenario
from sim.version import VERSION

Engine = Literal["fast", "mesa"]
ENGINES: tuple[Engine, ...] = ("fast", "mesa")


@dataclass(frozen=True)
class Run:
    """What came of one policy in one world, and everything that it takes to get it again."""

    scenario: str
    policy: str
    contrast: str
    seed: int
    replication: int
    years: int
    point: str  # hash of all that decides the outcome but the replication; the policy's name is no part of it
    world: str  # names the world, which runs to be compared share
    version: str
    digest: str  # of the model's sources
    scenario_digest: str  # of what the scenario says
    policy_digest: str  # of the practices
    summary: Mapping[str, float]  # outcome to its value over the whole run
    series: Mapping[str, np.ndarray] = field(repr=False)  # outcome to its weekly values
    tenures: Mapping[str, np.ndarray] = field(repr=False)  # month (the last is open), exposed, quits

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        lines = "".join(
            f"<tr><td>{html.escape(OUTCOMES[name].label)}</td><td style='text-align:right'>{value:,.4g}</td>"
            f"<td>{html.escape(OUTCOMES[name].unit)}</td></tr>"
            for name, value in self.summary.items()
        )
        head = f"{self.policy} in {self.scenario}, seed {self.seed}, {self.years} years"
        return f"<table><caption>{html.escape(head)}</caption>{lines}</table>"


def point_key(scenario: Scenario, policy: Policy, contrast: str, seed: int, years: int) -> str:
    """Hash of everything that decides the runs of a design point, but for the replication."""
    parts = [model_digest(), scenario.content(), policy.content(), contrast, seed, years]
    return digest_of(json.dumps(parts, sort_keys=True))


def digest_of(text: str) -> str:
    """A short content address, 16 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def run(
    scenario: Scenario | str | Path,
    policy: Policy | str = "neutral",
    seed: int = 0,
    *,
    years: int | None = None,
    practices: Mapping[str, float] | None = None,
    contrast: str = "as_managed",
    engine: Engine = "fast",
    policies: Path | str | None = None,
) -> Run:
    """Run one policy in one world.

    scenario: a Scenario, the name of one that comes with the project, or a file. policy: a Policy or the name of
    one, looked up in `policies` too. practices: changes to the policy's practices, by name. years: as the scenario
    says unless given. contrast: what is held equal, one of sim.model.states.CONTRASTS, or
    sim.model.states.EVERYWHERE.

    Raises InputError for anything that does not exist or is out of range.
    """
    scenario = load_scenario(scenario)
    policy = policy if isinstance(policy, Policy) else load_policy(policy, policies)
    if practices:
        policy = policy.replace(practices)
    years = check_years(scenario, years)
    return next(run_world(scenario, [(policy, contrast)], check_seed(seed), 0, years, engine=engine))


def check_years(scenario: Scenario, years: int | None) -> int:
    """The horizon in years, the scenario's own unless given."""
    if years is None:
        return int(scenario.horizon.years.value)
    if years != int(years) or not 1 <= years <= 50:
        raise InputError(f"years must be a whole number from 1 to 50, got {years}")
    return int(years)


def check_seed(seed: int) -> int:
    """The experiment's seed."""
    if seed != int(seed) or not 0 <= seed < 2**63:
        raise InputError(f"seed must be a whole number from 0 to 2**63 - 1, got {seed}")
    return int(seed)


def run_until(w: World, day: int, scenario: Scenario, way: Engine) -> World:
    """The world on the morning of a day, by either engine. The given world is used up."""
    if way == "fast":
        return engine.run_until(w, day)
    from sim.agents import run_until as run_agents_until

    return run_agents_until(w, day, scenario)


def warmed_up(scenario: Scenario, seed: int, replication: int, years: int, way: Engine = "fast") -> World:
    """A world on the morning on which policies begin: every firm neutral so far, rivals about to follow theirs."""
    w = build(scenario, world_seed(seed, replication), years)
    w = run_until(w, int(w.market["start"][0]), scenario, way)
    for rival in range(1, len(w.firms)):
        apply_practices(w, rival, rival_policy(scenario, rival).practices)
    return w


def rival_policy(scenario: Scenario, rival: int) -> Policy:
    """The policy of a rival, by its row, from 1."""
    return load_policy(scenario.rival_policies[(rival - 1) % len(scenario.rival_policies)])


def begin(warm: World, policy: Policy, contrast: str) -> World:
    """A copy of a warmed-up world whose focal firm (`everywhere`: every firm) follows the policy from now on."""
    if contrast not in (*CONTRASTS, EVERYWHERE):
        raise InputError(f"contrast must be one of {', '.join((*CONTRASTS, EVERYWHERE))}, got {contrast!r}")
    w = copy(warm)
    everywhere = contrast == EVERYWHERE
    hold_equal(w, AS_MANAGED if everywhere else CONTRASTS.index(contrast))
    for firm in range(len(w.firms)) if everywhere else (FOCAL,):
        apply_practices(w, firm, policy.practices)
    return w


def follow(
    w: World, policy: Policy, contrast: str, day: int, scenario: Scenario, way: Engine = "fast"
) -> World:
    """The world on the morning of `day`, under a policy and a contrast that began with `begin`.

    Contingent policies, the rivals' too, are asked each quarter. The given world is used up.
    """
    policies = {
        firm: policy if firm == FOCAL or contrast == EVERYWHERE else rival_policy(scenario, firm)
        for firm in range(len(w.firms))
    }
    contingent = {firm: each for firm, each in policies.items() if each.steer is not None}
    if not contingent:
        return run_until(w, day, scenario, way)
    while (today := int(w.market["day"][0])) < day:
        quarter_ends = (today // DAYS_A_QUARTER + 1) * DAYS_A_QUARTER
        w = run_until(w, min(day, quarter_ends), scenario, way)
        if quarter_ends <= day:
            for firm, each in contingent.items():
                apply_practices(w, firm, each.steered(heard(w, firm), practices_of(w, firm)))
    return w


def heard(w: World, firm: int) -> dict[str, float]:
    """What an executive has heard at a quarter's end: the signals, and how many quarters the policy has lasted."""
    quarter = (int(w.market["day"][0]) - int(w.market["start"][0])) // DAYS_A_QUARTER
    signals = (float(value) for value in w.firms["heard"][firm])
    return {"quarter": float(quarter), **dict(zip(SIGNALS, signals, strict=True))}


def run_world(
    scenario: Scenario,
    designs: Sequence[tuple[Policy, str]],
    seed: int,
    replication: int,
    years: int,
    *,
    engine: Engine = "fast",
) -> Iterator[Run]:
    """Runs of one world under several policies and contrasts, in the order given."""
    warm = warmed_up(scenario, seed, replication, years, engine)
    start = int(warm.market["start"][0])
    for policy, contrast in designs:
        w = begin(warm, policy, contrast)
        w = follow(w, policy, contrast, start + years * DAYS_A_YEAR, scenario, engine)
        yield finished(w, scenario, policy, contrast, seed, replication, years)


def finished(
    w: World, scenario: Scenario, policy: Policy, contrast: str, seed: int, replication: int, years: int
) -> Run:
    """The outcomes of the focal firm in a world whose run has ended."""
    warm_up = int(scenario.horizon.warm_up.value) * WEEKS_A_YEAR
    summary, series = measure(w.weeks[:, FOCAL], warm_up)
    return Run(
        scenario=scenario.name,
        policy=policy.name,
        contrast=contrast,
        seed=seed,
        replication=replication,
        years=years,
        point=point_key(scenario, policy, contrast, seed, years),
        world=f"{world_seed(seed, replication):016x}",
        version=VERSION,
        digest=model_digest(),
        scenario_digest=digest_of(scenario.content()),
        policy_digest=digest_of(policy.content()),
        summary=summary,
        series=series,
        tenures={
            "month": np.arange(TENURE_MONTHS),
            "exposed": w.tenures["exposed"][FOCAL].copy(),
            "quits": w.tenures["quits"][FOCAL].copy(),
        },
    )
