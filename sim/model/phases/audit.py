"""audit: the regulator audits as far as its money goes, where customers complain; executives weigh what they fear.

Rivals fix prices, or not.
"""

import math

from sim.model.compiled import behaviour, phase, whole
from sim.model.draws import Stream, draw
from sim.model.executives import colluding
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.money import charged_unasked, market_price
from sim.model.parameters import WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.law import custom_lost, fine, offence, seen_risk, suspected
from sim.model.rules.selling import seen_through
from sim.model.states import NOBODY


@phase
def audit(w: World, day: int) -> None:
    """The regulator audits as many firms as it can pay for; each weighs the law; prices are fixed, or not."""
    m = w.market[0]
    r = w.regulator[0]
    # Money grows with the firms that trade, so that in a larger market an audit is no rarer.
    trading = 0
    for firm in range(len(w.firms)):
        trading += whole(w.firms[firm].trading)
    # What is left of the money pays for an audit later, if it is less than one; the rest lapses.
    r.budget += m.audit_rate / 4.0 * trading
    affordable = math.floor(r.budget)
    r.budget -= affordable
    made = min(affordable, trading)
    follow = gated(w, Mechanism.SUSPICION, m.suspicion, 0.0)
    for nth in range(made):
        audit_one(w, day, suspect(w, day, nth, follow))
    for firm in range(len(w.firms)):
        # After the audits, because executives weigh the law by what they have just seen.
        fear(w, day, firm, made / trading if trading > 0 else 0.0)
        weigh_one(w, day, firm)
    # After all have weighed: prices are fixed by what everybody is willing to now.
    level = gated(w, Mechanism.CARTEL, cartel_level(w), 0.0)
    for firm in range(len(w.firms)):
        w.firms[firm].cartel = level if whole(w.firms[firm].trading) == 1 else 0.0


@behaviour
def suspect(w: World, day: int, nth: int, follow: float) -> int:
    """The firm that is audited next: drawn among those not audited today, those complained about the likelier."""
    firms, complaints = 0, 0.0
    for firm in range(len(w.firms)):
        if may_be_audited(w, day, firm):
            firms += 1
            complaints += complained(w, day, firm)
    left = draw(w.market[0].seed, Stream.AUDITED, 1 + nth, day)
    last = NOBODY
    for firm in range(len(w.firms)):
        if may_be_audited(w, day, firm):
            last = firm
            share = complained(w, day, firm) / complaints if complaints > 0.0 else 1.0 / firms
            left -= suspected(1.0 / firms, share, follow)
            if left < 0.0:
                return firm
    # Shares sum to one but for rounding; what rounding leaves over falls to the last.
    return last


@behaviour
def may_be_audited(w: World, day: int, firm: int) -> bool:
    """Whether a firm trades and has not been audited today."""
    f = w.firms[firm]
    return whole(f.trading) == 1 and whole(f.audited) != day


@behaviour
def complained(w: World, day: int, firm: int) -> float:
    """Complaints to a firm, over its customers, in the quarter's weeks that are written down."""
    complaints, customers = 0.0, 0.0
    for back in range(1, WEEKS_A_QUARTER):
        k = w.weeks[day // WORKDAYS_A_WEEK - back, firm]
        complaints += k.accepted_complaint
        customers += k.customers
    # For each customer: else the largest firm would always be the most suspect.
    return complaints / customers if customers > 0.0 else 0.0


@behaviour
def audit_one(w: World, day: int, firm: int) -> None:
    """Audit a firm; what is found is fined once and costs reputation, because it is published."""
    m = w.market[0]
    f = w.firms[firm]
    r = w.regulator[0]
    f.audited = day
    r.audits += 1
    ledger(w, day, firm).audits += 1
    if f.tainted > 0.0 and draw(m.seed, Stream.AUDIT, firm, day) < m.audit_power:
        due = fine(f.tainted, m.fine_rate, m.fine_cap)
        ledger(w, day, firm).fines += due
        f.cash -= due
        # Nobody is fined twice for the same revenue.
        f.tainted = 0.0
        f.reputation *= 1.0 - m.fine_publicity
        r.offences_found += 1
        r.fined += due


@behaviour
def fear(w: World, day: int, firm: int, market: float) -> None:
    """Let the audits of the quarter, a firm's own above all, move what its executive reckons with.

    market: audits a firm this quarter. Nobody is told the true rate: a quiet time makes bold.
    """
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 1:
        own = 1.0 if whole(f.audited) == day else 0.0
        f.feared = approach(f.feared, seen_risk(market, own, m.fear_own), 1.0, m.fear_quarters)


@behaviour
def weigh_one(w: World, day: int, firm: int) -> None:
    """Weigh a year's gain from offending as far as the executive is willing to against what it may cost.

    That is the fine, at the risk that the executive perceives, and the custom of those who see through a charge, as far
    ahead as the executive looks.
    """
    m = w.market[0]
    f = w.firms[firm]
    # Last week's customers: this week's are not written down yet.
    k = w.weeks[day // WORKDAYS_A_WEEK - 1, firm]
    revenue = f.revenue_smooth * WEEKS_A_YEAR
    loyal = k.loyal_customers / k.customers_served if k.customers_served > 0.0 else 0.0
    # The gain is that of offending undeterred; charging what deterrence left would make it weigh itself.
    everybody, the_loyal = charged_unasked(w, firm, 0.0, 0), charged_unasked(w, firm, 0.0, 1)
    unasked = (1.0 - loyal) * everybody + loyal * the_loyal
    gain = revenue * (unasked + colluding(w, firm) * m.collusion_markup)
    risk = gated(w, Mechanism.PERCEIVED_RISK, f.feared, m.audit_rate)
    expected = risk * m.audit_power * fine(revenue, m.fine_rate, m.fine_cap)
    paid = market_price(w, firm) * m.price_request * k.customers
    purchases = revenue / paid if paid > 0.0 else 0.0
    seen = gated(w, Mechanism.DISCOVERY, seen_through(unasked, m.discovery), 0.0)
    lost = custom_lost(revenue, purchases, seen, m.betrayed_leave, f.horizon / 4.0)
    # Willingness is in the practices; here is only the share of it that the law takes away.
    f.deterred = gated(w, Mechanism.DETERRENCE, 1.0 - offence(1.0, gain, expected + lost), 0.0)


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
