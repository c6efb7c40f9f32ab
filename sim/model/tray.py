"""Trays: what lies before a manager or an executive, as linked lists through `Request.following`, newest last.

One tray holds everything that anybody wants of its owner: customers' requests, those of the firm's own people, and
what executives want. What is served first is decided when the owner orders the tray (triage).
"""

from sim.model.compiled import behaviour, whole
from sim.model.records import World
from sim.model.states import ASKED, DROPPED, INSIDE, NOBODY, UPWARDS


@behaviour
def lay_in_tray(w: World, row: int, team: int) -> None:
    """Lay the request at the end of the manager's tray."""
    g = w.managers[team]
    w.requests[row].following = NOBODY
    if whole(g.tray) == NOBODY:
        g.tray = row
    else:
        w.requests[whole(g.tray_end)].following = row
    g.tray_end = row


@behaviour
def lay_before_executive(w: World, row: int, firm: int) -> None:
    """Lay the request at the end of the executive's tray."""
    f = w.firms[firm]
    w.requests[row].following = NOBODY
    if whole(f.tray) == NOBODY:
        f.tray = row
    else:
        w.requests[whole(f.tray_end)].following = row
    f.tray_end = row


@behaviour
def side(channel: int) -> int:
    """Whose request it is: -1 a customer's, 1 one of the firm's own people's, 0 an executive's."""
    if channel < INSIDE:
        return -1
    return 1 if channel < UPWARDS else 0


@behaviour
def count_opened(w: World, row: int) -> None:
    """Count a new request among those of its kind."""
    r = w.requests[row]
    w.flows[whole(r.firm), whole(r.channel)].opened += 1


@behaviour
def count_served(w: World, row: int, days: int) -> None:
    """Count a request that was delivered or answered, which it took so many evenings in hand."""
    r = w.requests[row]
    k = w.flows[whole(r.firm), whole(r.channel)]
    k.served += 1
    k.closed_days += days


@behaviour
def count_declined(w: World, row: int, days: int) -> None:
    """Count a request that was declined after so many evenings in hand."""
    r = w.requests[row]
    k = w.flows[whole(r.firm), whole(r.channel)]
    k.declined += 1
    k.closed_days += days


@behaviour
def count_dropped(w: World, row: int, days: int) -> None:
    """Count a request that nobody waits for any more after so many evenings in hand."""
    r = w.requests[row]
    k = w.flows[whole(r.firm), whole(r.channel)]
    k.dropped += 1
    k.closed_days += days


@behaviour
def drop(w: World, day: int, row: int) -> None:
    """Drop a request in the morning: it stays where it lies until the owner of the tray or desk comes across it."""
    count_dropped(w, row, day - whole(w.requests[row].asked))
    w.requests[row].state = DROPPED


@behaviour
def is_waiting(w: World, row: int) -> bool:
    """Whether a request lies in a tray and somebody waits for it."""
    return whole(w.requests[row].state) == ASKED
