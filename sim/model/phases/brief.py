"""brief: the week's briefing and the week's labels become the team's clarity."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.attention import clarity, label_value
from sim.model.rules.culture import seen_helping
from sim.model.states import NOBODY


@phase
def brief(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end brief their teams."""
    for team in range(first, end):
        brief_one(w, team)


@behaviour
def brief_one(w: World, team: int) -> None:
    """Set the team's clarity: attention given over attention needed, times what the week's labels told."""
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    # A team that needed nothing (nobody on it) is not neglected.
    attention = min(1.0, g.team_hours / g.team_need) if g.team_need > 0.0 else 1.0
    g.attention = gated(w, Mechanism.ATTENTION, attention, 1.0)
    g.label_value = label_value(real(g.false_urgent), real(g.calm_requests))
    # Clarity fades and builds up over weeks: one good briefing does not undo months without.
    clear = approach(g.clarity, clarity(g.attention, g.label_value), 1.0, m.attention_memory)
    g.clarity = gated(w, Mechanism.CLARITY, clear, 1.0)
    look_around(w, team)


@behaviour
def look_around(w: World, team: int) -> None:
    """Set what the team sees of helping this week, and what its manager believes of the executives' word."""
    m = w.market[0]
    g = w.managers[team]
    f = w.firms[whole(g.firm)]
    helping, teammates = 0.0, 0
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) != NOBODY and whole(e.team) == team:
            helping += e.helping
            teammates += 1
    acts = helping / teammates if teammates > 0 else 0.0
    # Help is only seen where the front line may decide to give it.
    g.seen_helping = f.frontline_discretion * seen_helping(acts, g.giver, m.leader_weight)
    # Trust is lost faster than it is won back.
    slow = m.trust_weeks if f.executive_ownership > g.belief else m.belief_weeks
    g.belief = approach(g.belief, f.executive_ownership, 1.0, slow)
