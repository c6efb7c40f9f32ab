"""Overflow: how loaded each team is in the morning, and which team of the firm takes a request.

The market decides this when it posts requests, in the order of customers, and not the managers at triage: all of them
act at once, and what one hands over could not be known to another.
"""

from sim.model.compiled import behaviour, whole
from sim.model.draws import Stream, draw
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.people import is_teammate
from sim.model.records import World
from sim.model.rules.overflow import overflows
from sim.model.states import NOBODY


@behaviour
def count_loads(w: World) -> None:
    """Set each team's load to the work on its desks and in its tray, in days for each teammate who is present."""
    for team in range(len(w.managers)):
        g = w.managers[team]
        g.load = 0.0
        g.present = 0
        if whole(g.id) == NOBODY:
            continue
        f = w.firms[whole(g.firm)]
        waiting = 0.0
        for seat in range(whole(f.seat_first), whole(f.seat_end)):
            if is_teammate(w, team, seat):
                # What lies on the desks of the absent waits too, and somebody will have to do it.
                waiting += w.employees[seat].backlog
                g.present += 1 - whole(w.employees[seat].absent)
        row = whole(g.tray)
        while row != NOBODY:
            waiting += w.requests[row].left
            row = whole(w.requests[row].following)
        add_load(w, team, waiting)


@behaviour
def add_load(w: World, team: int, effort: float) -> None:
    """Add so many standard hours to a team's load; where nobody is present they count as one person's."""
    g = w.managers[team]
    g.load += effort / (w.market[0].hours_per_day * max(1, whole(g.present)))


@behaviour
def team_for(w: World, day: int, key: int, own: int) -> int:
    """The team that takes a request: the customer's own, or the least loaded one of the firm if its own overflows.

    A team without anybody present takes no overflow. Ties go to the earlier team.
    """
    m = w.market[0]
    f = w.firms[whole(w.managers[own].firm)]
    least = own
    for team in range(whole(f.team_first), whole(f.team_end)):
        if whole(w.managers[team].present) > 0 and w.managers[team].load < w.managers[least].load:
            least = team
    moves = overflows(w.managers[own].load, w.managers[least].load, m.overflow_margin)
    # On and off this is certain; frozen it is the mean share of requests, and luck decides which.
    share = gated(w, Mechanism.OVERFLOW, 1.0 if moves else 0.0, 0.0)
    return least if draw(m.seed, Stream.OVERFLOW, key, day) < share else own
