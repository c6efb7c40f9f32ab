"""audit: the regulator looks into firms and fines what it finds; executives weigh that; rivals fix prices, or not."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.draws import Stream, draw
from sim.model.executives import colluding
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.money import charged_unasked
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.law import fine, offence


@phase
def audit(w: World, day: int) -> None:
    """The regulator goes through the firms; each weighs the law; prices are fixed for the quarter, or not."""
    for firm in range(len(w.firms)):
        audit_one(w, day, firm)
        weigh_one(w, day, firm)
    # After all have weighed: prices are fixed by what everybody is willing to now.
    level = gated(w, Mechanism.CARTEL, cartel_level(w), 0.0)
    for firm in range(len(w.firms)):
        w.firms[firm].cartel = level if whole(w.firms[firm].trading) == 1 else 0.0


@behaviour
def audit_one(w: World, day: int, firm: int) -> None:
    """Audit a firm, perhaps; what is found is fined once and costs reputation, because it is published."""
    m = w.market[0]
    f = w.firms[firm]
    r = w.regulator[0]
    if whole(f.trading) == 0 or draw(m.seed, Stream.AUDIT, 2 * firm, day) >= m.audit_rate / 4.0:
        return
    r.audits += 1
    if f.tainted > 0.0 and draw(m.seed, Stream.AUDIT, 2 * firm + 1, day) < m.audit_power:
        due = fine(f.tainted, m.fine_rate, m.fine_cap)
        ledger(w, day, firm).fines += due
        f.cash -= due
        # Nobody is fined twice for the same revenue.
        f.tainted = 0.0
        f.reputation *= 1.0 - m.fine_publicity
        r.offences_found += 1
        r.fined += due


@behaviour
def weigh_one(w: World, day: int, firm: int) -> None:
    """Weigh a year's gain from offending as far as the executive is willing to against the expected fine.

    Expectations are right on average: the executive knows the law, not when the auditor comes.
    """
    m = w.market[0]
    f = w.firms[firm]
    # Last week's shares of customers: this week's are not written down yet.
    k = w.weeks[day // WORKDAYS_A_WEEK - 1, firm]
    revenue = f.revenue_smooth * WEEKS_A_YEAR
    loyal = k.loyal_customers / k.customers_served if k.customers_served > 0.0 else 0.0
    # The gain is that of offending undeterred; charging what deterrence left would make it weigh itself.
    everybody, the_loyal = charged_unasked(w, firm, 0.0, 0), charged_unasked(w, firm, 0.0, 1)
    gain = revenue * ((1.0 - loyal) * everybody + loyal * the_loyal + colluding(w, firm) * m.collusion_markup)
    expected = m.audit_rate * m.audit_power * fine(revenue, m.fine_rate, m.fine_cap)
    f.deterred = gated(w, Mechanism.DETERRENCE, 1.0 - offence(1.0, gain, expected), 0.0)


@behaviour
def cartel_level(w: World) -> float:
    """How far firms fix prices: as far as the least willing of those that trade, who would undercut the rest.

    0 for one firm alone, which has nobody to fix prices with.
    """
    level, trading = 1.0, 0
    for firm in range(len(w.firms)):
        f = w.firms[firm]
        if whole(f.trading) == 1:
            trading += 1
            level = min(level, colluding(w, firm) * (1.0 - f.deterred))
    return level if trading > 1 else 0.0
