"""Trays: what lies before a manager or an executive, as linked lists through `Request.following`, newest last.

One tray holds everything that anybody wants of its owner: customers' requests, those of the firm's own people, and
what executives want. A manager puts the tray in order every morning, by the firm's practice, before serving any of it.
"""

from sim.model.compiled import behaviour, real, whole
from sim.model.records import World
from sim.model.rules.attention import turn
from sim.model.states import ASKED, CLEAR, CLOSED, DROPPED, INSIDE, NOBODY, UPWARDS


@behaviour
def new_request(w: World, day: int, channel: int, firm: int, team: int, due: int) -> int:
    """Make a free row a request that nobody has looked at yet, and count it; who wants it fills in the rest."""
    m = w.market[0]
    row = whole(m.free_request)
    r = w.requests[row]
    m.free_request = r.following
    # The calendar compares this with what is about to be posted, and grows the array before it runs out.
    m.free_requests -= 1
    # Rows are used again and again, so every field is set: nothing may be left of the one before.
    r.channel = channel
    r.firm = firm
    r.team = team
    r.asked = day
    r.due = due
    r.state = ASKED
    r.key = NOBODY
    r.customer = NOBODY
    r.employee = NOBODY
    r.about = NOBODY
    r.closed = NOBODY
    r.question = CLEAR
    r.question_day = day
    r.effort = 0.0
    r.left = 0.0
    r.spent = 0.0
    r.care = 0.0
    r.experience = 0.0
    r.undecided = 0
    r.urgent = 0
    r.claimed = 0
    r.labelled = 0
    r.accepted = 0
    r.abuse = 0
    r.correct = 0
    r.faulty = 0
    r.repeated = 0
    r.helped = 0
    r.supplied = 0
    r.reduced = 0
    r.cause = 0
    # Against the counts below: a request that a phase loses on the way would be missing there.
    w.flows[firm, channel].opened += 1
    return row


@behaviour
def lay_in_tray(w: World, row: int, team: int) -> None:
    """Lay the request at the end of the manager's tray."""
    g = w.managers[team]
    w.requests[row].following = NOBODY
    # At the end, so that within a side whoever came first is served first.
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
    # Never put in order by practice: executives attend to the oldest first (staff.hear_pleas).
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
    # Executives stand between the two sides that the essays argue about, and go by due day alone.
    return 1 if channel < UPWARDS else 0


@behaviour
def count_served(w: World, row: int, days: int) -> None:
    """Count a request that was delivered or answered, which it took so many evenings in hand."""
    r = w.requests[row]
    k = w.flows[whole(r.firm), whole(r.channel)]
    k.served += 1
    # By request, where `deliver` counts by day: when all is closed the two sums agree.
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
    # Without today: `deliver` counts what is in hand in the evening, and this is not any more.
    count_dropped(w, row, day - whole(w.requests[row].asked))
    w.requests[row].state = DROPPED


@behaviour
def clear_tray(w: World, team: int) -> None:
    """Take out of the tray what nobody waits for any more."""
    g = w.managers[team]
    row, last = whole(g.tray), NOBODY
    while row != NOBODY:
        after = whole(w.requests[row].following)
        if whole(w.requests[row].state) == DROPPED:
            # Its row is free from tomorrow morning on (post.free_closed).
            w.requests[row].state = CLOSED
            if last == NOBODY:
                g.tray = after
            else:
                w.requests[last].following = after
        else:
            last = row
        row = after
    g.tray_end = last


@behaviour
def order_tray(w: World, team: int, first: float, days: float) -> None:
    """Order the tray by the day that the practice gives each request; in ties customers come first, then own people.

    Within a side the tray stays as it came, so three lists are merged: customers', own people's, executives'.
    """
    g = w.managers[team]
    # Three lists that stay as they came need merging only, which is one pass over the tray.
    of_customers, of_people, of_executives = NOBODY, NOBODY, NOBODY
    end_customers, end_people, end_executives = NOBODY, NOBODY, NOBODY
    row = whole(g.tray)
    while row != NOBODY:
        after = whole(w.requests[row].following)
        whose = side(whole(w.requests[row].channel))
        if whose < 0:
            of_customers, end_customers = joined(w, of_customers, end_customers, row)
        elif whose > 0:
            of_people, end_people = joined(w, of_people, end_people, row)
        else:
            of_executives, end_executives = joined(w, of_executives, end_executives, row)
        row = after
    head, end = NOBODY, NOBODY
    while of_customers != NOBODY or of_people != NOBODY or of_executives != NOBODY:
        best, when = of_customers, turn_of(w, of_customers, first, days)
        # Between sides a tie goes to customers, then to the firm's own people.
        if turn_of(w, of_people, first, days) < when:
            best, when = of_people, turn_of(w, of_people, first, days)
        if turn_of(w, of_executives, first, days) < when:
            best = of_executives
        after = whole(w.requests[best].following)
        if best == of_customers:
            of_customers = after
        elif best == of_people:
            of_people = after
        else:
            of_executives = after
        head, end = joined(w, head, end, best)
    g.tray = head
    g.tray_end = end


@behaviour
def joined(w: World, head: int, end: int, row: int) -> tuple[int, int]:
    """Head and end of a list to whose end a request was added."""
    w.requests[row].following = NOBODY
    if head == NOBODY:
        return row, row
    w.requests[end].following = row
    return head, row


@behaviour
def turn_of(w: World, row: int, first: float, days: float) -> float:
    """When a request has its turn; later than every other where there is none."""
    if row == NOBODY:
        # So an empty list loses every comparison, and merging needs no case of its own.
        return 1e18
    r = w.requests[row]
    return turn(real(r.due), real(side(whole(r.channel))), first, days)
