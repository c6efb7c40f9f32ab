"""brief: managers see what the week's labels and customers' claims told; teams see who helps."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.executives import owned
from sim.model.gated import gated_manager
from sim.model.mechanisms import Mechanism
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.attention import label_value
from sim.model.rules.culture import seen_helping
from sim.model.states import NOBODY


@phase
def brief(w: World, day: int, first: int, end: int) -> None:
    """Managers first to end look back on the week."""
    for team in range(first, end):
        brief_one(w, team)


@behaviour
def brief_one(w: World, team: int) -> None:
    """Set how far this manager's labels could be believed, and how far customers' claims could.

    The second is what a manager has to go by, and so a manager's clarity: where everything is urgent, nothing is.
    """
    m = w.market[0]
    g = w.managers[team]
    if whole(g.id) == NOBODY:
        return
    # For the books alone: what employees believe of labels is their own experience (people.label_truth).
    g.label_value = label_value(real(g.false_urgent), real(g.calm_requests))
    told = label_value(real(g.false_claims), real(g.calm_requests))
    # Over the same weeks as employees look back on their manager (wear): one quiet week clears up little.
    clear = approach(g.clarity, told, 1.0, m.experience_weeks)
    g.clarity = gated_manager(w, Mechanism.CLARITY, clear, 1.0)
    look_around(w, team)


@behaviour
def look_around(w: World, team: int) -> None:
    """Set what the team sees of helping this week, and what its manager believes of the executives' word."""
    m = w.market[0]
    g = w.managers[team]
    f = w.firms[whole(g.firm)]
    helping = 0.0
    seat = whole(g.first_seat)
    while seat != NOBODY:
        helping += w.employees[seat].helping
        seat = whole(w.employees[seat].next_mate)
    acts = helping / g.members if whole(g.members) > 0 else 0.0
    # Help is only seen where the front line may decide to give it.
    g.seen_helping = f.frontline_discretion * seen_helping(acts, g.giver, m.leader_weight)
    # Trust is lost faster than it is won back.
    stood_by = owned(w, whole(g.firm))
    slow = m.trust_weeks if stood_by > g.belief else m.belief_weeks
    g.belief = approach(g.belief, stood_by, 1.0, slow)
