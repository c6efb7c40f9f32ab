"""talk: what present and recent customers say becomes a firm's reputation; a survey asks those who are still there."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, normal
from sim.model.executives import score_managed
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.money import market_price
from sim.model.parameters import DAYS_A_YEAR
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.choice import message_weight
from sim.model.rules.hearing import surveyed


@phase
def talk(w: World, day: int, first: int, end: int) -> None:
    """Move the reputations and survey scores of firms first to end."""
    for firm in range(first, end):
        talk_one(w, day, firm)


@behaviour
def talk_one(w: World, day: int, firm: int) -> None:
    """Move reputation towards the satisfaction that is talked about, the let down talking more; survey the others."""
    m = w.market[0]
    f = w.firms[firm]
    f.reference_price = approach(f.reference_price, others_price(w, firm), 1.0, m.reputation_adaptation)
    said, weight = 0.0, 0.0
    present, content = 0, 0.0
    for row in range(len(w.customers)):
        c = w.customers[row]
        if whole(c.firm) == firm:
            satisfaction = real(c.satisfaction)
            present += 1
            content += satisfaction
            # Counted here, because `choose` comes next and clears it.
            if whole(c.triggered) == 2:
                ledger(w, day, firm).discoveries += 1
        # Those who left talk for a year, at the satisfaction with which they left.
        elif whole(c.former) == firm and day - whole(c.left) < DAYS_A_YEAR:
            satisfaction = real(c.memory)
        else:
            continue
        a = message_weight(satisfaction, m.satisfaction_set_point, m.negative_word_of_mouth)
        said += a * satisfaction
        weight += a
    if weight > 0.0:
        heard = approach(f.reputation, said / weight, 1.0, m.reputation_adaptation)
        f.reputation = gated(w, Mechanism.WORD_OF_MOUTH, heard, m.satisfaction_set_point)
    if present > 0:
        # The survey misses exactly those who have left, which is what makes it flatter a firm that loses people.
        noise = m.survey_noise * normal(m.seed, Stream.SURVEY, firm, day)
        f.survey_score = surveyed(content / present, score_managed(w, firm), m.score_gain, noise)


@behaviour
def others_price(w: World, firm: int) -> float:
    """Mean price of the other firms that trade, over the ordinary; the firm's own where there is no other."""
    total, others = 0.0, 0
    for other in range(len(w.firms)):
        if other != firm and whole(w.firms[other].trading) == 1:
            total += market_price(w, other)
            others += 1
    return total / others if others > 0 else market_price(w, firm)
