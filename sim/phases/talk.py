"""talk: what present and recent customers tell becomes a firm's reputation."""

from sim.compiled import behaviour, phase, real, whole
from sim.parameters import DAYS_A_YEAR
from sim.records import World
from sim.rules.adaptation import approach
from sim.rules.choice import message_weight


@behaviour
def talk_one(w: World, day: int, firm: int) -> None:
    """Reputation follows the satisfaction that is told, those who were let down telling more."""
    m = w.market[0]
    f = w.firms[firm]
    told, weight = 0.0, 0.0
    for row in range(len(w.customers)):
        c = w.customers[row]
        if whole(c.firm) == firm:
            satisfaction = real(c.satisfaction)
        elif whole(c.former) == firm and day - whole(c.since) < DAYS_A_YEAR:
            satisfaction = real(c.memory)
        else:
            continue
        a = message_weight(satisfaction, m.satisfaction_set_point, m.negative_word_of_mouth)
        told += a * satisfaction
        weight += a
    if weight > 0.0:
        f.reputation = approach(f.reputation, told / weight, 1.0, m.reputation_adaptation)


@phase
def talk(w: World, day: int, first: int, end: int) -> None:
    """The reputations of firms first to end follow what is told."""
    for firm in range(first, end):
        talk_one(w, day, firm)
