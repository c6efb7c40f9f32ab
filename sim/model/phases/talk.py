"""hearsay, talk: what customers say becomes a firm's reputation; a survey asks those who are still there."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.customers import restless
from sim.model.diary import BLOCK, bit_of
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
from sim.model.states import NOBODY


@phase
def hearsay(w: World, day: int) -> None:
    """Sum up what is said of each firm and how satisfied its customers are, in one round for all firms."""
    for firm in range(len(w.firms)):
        f = w.firms[firm]
        f.said = 0.0
        f.said_weight = 0.0
        f.present = 0
        f.content = 0.0
    for row in range(len(w.customers)):
        c = w.customers[row]
        firm, former = whole(c.firm), whole(c.former)
        if firm != NOBODY:
            w.firms[firm].present += 1
            w.firms[firm].content += real(c.satisfaction)
            say(w, firm, real(c.satisfaction))
            # Counted here, because `choose` comes next and clears it.
            if whole(c.triggered) == 2:
                ledger(w, day, firm).discoveries += 1
        # Marked here, where everybody is looked at anyway, so that `choose` looks at few.
        if whole(c.triggered) > 0 or (firm != NOBODY and restless(w, day, row)):
            w.errands[row // BLOCK].compares |= bit_of(row)
        # Those who left talk for a year, at the satisfaction with which they left.
        if former != NOBODY and former != firm and day - whole(c.left) < DAYS_A_YEAR:
            say(w, former, real(c.memory))


@behaviour
def say(w: World, firm: int, satisfaction: float) -> None:
    """Add what one customer says of a firm; the let down talk more."""
    m = w.market[0]
    weight = message_weight(satisfaction, m.satisfaction_set_point, m.negative_word_of_mouth)
    w.firms[firm].said += weight * satisfaction
    w.firms[firm].said_weight += weight


@phase
def talk(w: World, day: int, first: int, end: int) -> None:
    """Move the reputations and survey scores of firms first to end."""
    for firm in range(first, end):
        talk_one(w, day, firm)


@behaviour
def talk_one(w: World, day: int, firm: int) -> None:
    """Move reputation towards the satisfaction that is talked about; survey those who are still there."""
    m = w.market[0]
    f = w.firms[firm]
    # What is usual is what others ask, and customers take some months to notice (kahneman1986).
    f.reference_price = approach(f.reference_price, others_price(w, firm), 1.0, m.reputation_adaptation)
    if f.said_weight > 0.0:
        heard = approach(f.reputation, f.said / f.said_weight, 1.0, m.reputation_adaptation)
        f.reputation = gated(w, Mechanism.WORD_OF_MOUTH, heard, m.satisfaction_set_point)
    if whole(f.present) > 0:
        # The survey misses exactly those who have left, which is what makes it flatter a firm that loses people.
        noise = m.survey_noise * normal(m.seed, Stream.SURVEY, firm, day)
        # Working on the score moves the score and nothing else: a proxy can be managed (essay 003).
        f.survey_score = surveyed(f.content / f.present, score_managed(w, firm), m.score_gain, noise)


@behaviour
def others_price(w: World, firm: int) -> float:
    """Mean price of the other firms that trade, over the ordinary; the firm's own where there is no other."""
    total, others = 0.0, 0
    for other in range(len(w.firms)):
        if other != firm and whole(w.firms[other].trading) == 1:
            total += market_price(w, other)
            others += 1
    return total / others if others > 0 else market_price(w, firm)
