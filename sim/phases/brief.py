"""brief: the week's briefing and the week's labels become the team's clarity."""

from sim.compiled import behaviour, phase, real, whole
from sim.records import World
from sim.rules.adaptation import approach
from sim.rules.attention import clarity, label_value
from sim.states import NOBODY


@behaviour
def brief_one(w: World, team: int) -> None:
    """Attention given over attention needed, times what the labels of the week told."""
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    g.attention = min(1.0, g.team_hours / g.team_need) if g.team_need > 0.0 else 1.0
    g.label_value = label_value(real(g.false_urgent), real(g.calm_requests))
    g.clarity = approach(g.clarity, clarity(g.attention, g.label_value), 1.0, m.attention_memory)


@phase
def brief(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end brief their teams."""
    for team in range(first, end):
        brief_one(w, team)
