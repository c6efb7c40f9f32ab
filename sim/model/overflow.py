"""Overflow: how loaded each team is in the morning, and which team of the firm takes a request.

The market decides this when it posts requests, in the order of customers, and not the managers at triage: all of them
act at once, and what one hands over could not be known to another.
"""

from sim.model.compiled import behaviour, whole
from sim.model.draws import Stream, draw
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
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
        waiting = 0.0
        seat = whole(g.first_seat)
        while seat != NOBODY:
            # What lies on the desks of the absent waits too, and somebody will have to do it.
            waiting += w.employees[seat].backlog
            g.present += 1 - whole(w.employees[seat].absent)
            seat = whole(w.employees[seat].next_mate)
        row = whole(g.tray)
        while row != NOBODY:
            waiting += w.requests[row].left
            row = whole(w.requests[row].following)
        g.load = waiting / hours_present(w, team)
    for firm in range(len(w.firms)):
        for node in range(teams_of(w, firm) - 1, 0, -1):
            compare_halves(w, firm, node)


@behaviour
def hours_present(w: World, team: int) -> float:
    """Hours a day of those present on a team; where nobody is, they count as one person's."""
    return w.market[0].hours_per_day * max(1, whole(w.managers[team].present))


@behaviour
def add_load(w: World, team: int, effort: float) -> None:
    """Add so many standard hours to a team's load."""
    w.managers[team].load += effort / hours_present(w, team)
    firm = whole(w.managers[team].firm)
    node = (teams_of(w, firm) + team - whole(w.firms[firm].team_first)) // 2
    while node > 0:
        compare_halves(w, firm, node)
        node //= 2


@behaviour
def team_for(w: World, day: int, key: int, own: int) -> int:
    """The team that takes a request: the customer's own, or the least loaded one of the firm if its own overflows.

    A team without anybody present takes no overflow. Ties go to the earlier team.
    """
    m = w.market[0]
    least = lightest(w, whole(w.managers[own].firm), 1)
    if whole(w.managers[least].present) == 0 or w.managers[least].load >= w.managers[own].load:
        least = own
    moves = overflows(w.managers[own].load, w.managers[least].load, m.overflow_margin)
    # On and off this is certain; frozen it is the mean share of requests, and luck decides which.
    share = gated(w, Mechanism.OVERFLOW, 1.0 if moves else 0.0, 0.0)
    return least if draw(m.seed, Stream.OVERFLOW, key, day) < share else own


# ------------------------------------------------------------------------------ the least loaded team
# A tournament, so that a change of one team's load is compared with few others: the winner of node n meets that of its
# sibling in node n // 2, and node 1 has the firm's. Of a firm of T teams, nodes T to 2 T - 1 are the teams themselves.


@behaviour
def teams_of(w: World, firm: int) -> int:
    """Teams of a firm."""
    return whole(w.firms[firm].team_end) - whole(w.firms[firm].team_first)


@behaviour
def lightest(w: World, firm: int, node: int) -> int:
    """The team that wins a node."""
    first = whole(w.firms[firm].team_first)
    teams = teams_of(w, firm)
    return first + node - teams if node >= teams else whole(w.managers[first + node].lightest)


@behaviour
def compare_halves(w: World, firm: int, node: int) -> None:
    """Let the winners of a node's two halves meet: somebody present comes first, then the load, then the row."""
    a, b = lightest(w, firm, 2 * node), lightest(w, firm, 2 * node + 1)
    g, h = w.managers[a], w.managers[b]
    if (whole(g.present) > 0) != (whole(h.present) > 0):
        first = whole(g.present) > 0
    elif g.load != h.load:
        first = g.load < h.load
    else:
        first = a < b
    w.managers[whole(w.firms[firm].team_first) + node].lightest = a if first else b
