"""The course of a run: a neutral warm-up, then the policies, and what contingent ones set each quarter.

What stands here decides the numbers of a run, as the model does: it is part of the digest that keys stored runs.
"""

from typing import Literal

from sim.errors import InputError
from sim.model import engine
from sim.model.levers import SIGNALS
from sim.model.parameters import DAYS_A_QUARTER
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import AS_MANAGED, CONTRASTS, EVERYWHERE
from sim.model.world import FOCAL, apply_practices, build, copy, hold_equal, practices_of, world_seed
from sim.policies import Policy, load_policy

Engine = Literal["fast", "mesa"]
ENGINES: tuple[Engine, ...] = ("fast", "mesa")


def run_until(w: World, day: int, scenario: Scenario, way: Engine) -> World:
    """The world on the morning of a day, by either engine. Mutates `w`; use the returned world."""
    if way == "fast":
        return engine.run_until(w, day)
    from sim.agents import run_until as run_agents_until  # imports Mesa, which the fast engine does without

    return run_agents_until(w, day, scenario)


def warmed_up(scenario: Scenario, seed: int, replication: int, years: int, way: Engine = "fast") -> World:
    """A world on the morning on which policies begin: after a neutral warm-up, with the rivals' practices in place."""
    w = build(scenario, world_seed(seed, replication), years)
    w = run_until(w, int(w.market["start"][0]), scenario, way)
    for rival in range(1, len(w.firms)):
        apply_practices(w, rival, rival_policy(scenario, rival).practices)
    return w


def rival_policy(scenario: Scenario, rival: int) -> Policy:
    """The policy of a rival, by its row (from 1), with its own practices; they repeat if there are more rivals."""
    policies, practices = scenario.rival_policies, scenario.rival_practices
    policy = load_policy(policies[(rival - 1) % len(policies)])
    return policy.replace(practices[(rival - 1) % len(practices)])


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
    """The world on the morning of `day`, under the policy and the contrast that it was begun with.

    Contingent policies, including those of rivals, set new practices at each quarter's end. Mutates `w`; use the
    returned world.
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
    """What an executive has heard by a quarter's end, what of it is new, and how long the policy has run."""
    quarter = (int(w.market["day"][0]) - int(w.market["start"][0])) // DAYS_A_QUARTER
    now, before = w.firms["heard"][firm], w.firms["heard_before"][firm]
    levels = {signal: float(value) for signal, value in zip(SIGNALS, now, strict=True)}
    changes = {f"{signal}_change": float(value) for signal, value in zip(SIGNALS, now - before, strict=True)}
    return {"quarter": float(quarter), **levels, **changes}
