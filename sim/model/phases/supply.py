"""supply, drift: suppliers deliver, or fail for some days; what customers need and say moves on."""

import math

from sim.model.compiled import behaviour, phase, whole
from sim.model.draws import Stream, draw, normal
from sim.model.firms import disrupts
from sim.model.gated import MILLION, gated
from sim.model.ledger import ledger
from sim.model.mechanisms import Mechanism
from sim.model.parameters import WEEKS_A_YEAR
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.hazard import weekly_probability
from sim.model.rules.supply import failure_rate


@phase
def supply(w: World, day: int, first: int, end: int) -> None:
    """The suppliers of firms first to end deliver or fail."""
    for firm in range(first, end):
        supply_one(w, day, firm)


@behaviour
def supply_one(w: World, day: int, firm: int) -> None:
    """Let one firm's suppliers fail from tomorrow on, perhaps, unless they already do."""
    m = w.market[0]
    f = w.firms[firm]
    # One failure at a time: the rate is of suppliers who deliver.
    if whole(f.supply_back) > day + 1:
        return
    rate = failure_rate(m.supply_failures, f.supplier_partnering, m.partner_effect)
    fails = gated(w, Mechanism.SUPPLY, weekly_probability(rate), 0.0)
    if draw(m.seed, Stream.SUPPLY, firm, day) < fails:
        f.supply_back = day + 1 + whole(m.supply_days)


@phase
def drift(w: World, day: int) -> None:
    """Move needs a week's step of a random walk, and words after them; a disruption moves needs at once."""
    m = w.market[0]
    # One path for the whole market: needs are what an industry faces, not what one customer fancies.
    m.need += m.need_drift / math.sqrt(1.0 * WEEKS_A_YEAR) * normal(m.seed, Stream.NEEDS, 0, day)
    if disrupts(w, day):
        m.need += m.disruption_shift
    # Words come late, so a firm that only builds what it is told is late too (essay 003).
    m.stated = approach(m.stated, m.need, 1.0, m.stated_delay)
    move_usual(w, day)


@behaviour
def move_usual(w: World, day: int) -> None:
    """Move what is usual in the market towards the mean experience of this week, at the pace of word of mouth."""
    m = w.market[0]
    lived, count = 0.0, 0.0
    for firm in range(len(w.firms)):
        k = ledger(w, day, firm)
        lived += k.experience_sum
        count += k.experienced
    # Where all firms get worse together, so does what customers expect (fornell1996).
    if count > 0.0:
        m.usual_experience = approach(
            m.usual_experience, lived / count / MILLION, 1.0, m.reputation_adaptation
        )
