"""choose: customers who have reason or occasion to compare firms stay, leave for another, or do without."""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.customers import FIRMS, liking_of, next_occasion, rate_of_comparing
from sim.model.diary import BLOCK, bit_of, enter_occasion
from sim.model.draws import Stream, draw, gumbel
from sim.model.firms import promise_heard
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.money import market_price
from sim.model.parameters import WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.adaptation import clipped
from sim.model.rules.choice import attachment, believed, switching_disutility, utility
from sim.model.rules.expectation import promised
from sim.model.rules.hazard import weekly_probability
from sim.model.states import CHANNELS, NEVER, NOBODY


@phase
def choose(w: World, day: int, first: int, end: int) -> None:
    """Let those of customers first to end compare firms who have a reason or an occasion; the others stay.

    Most customers of most markets do not compare every week: inertia is modelled as not looking, and the cost of
    switching comes on top for those who look.
    """
    for block in range(first // BLOCK, (end + BLOCK - 1) // BLOCK):
        waiting = whole(w.errands[block].compares)
        row = block * BLOCK
        while waiting != 0:
            if waiting & 1 == 1 and first <= row < end:
                w.errands[block].compares ^= bit_of(row)
                if compares(w, day, row):
                    choose_one(w, day, row)
            waiting >>= 1
            row += 1


@behaviour
def compares(w: World, day: int, row: int) -> bool:
    """Whether a customer compares firms this week.

    Occasions come to everybody as often as most ever need, and are thinned to those that are taken, as needs are. So
    nobody else has to be looked at, and the probability is that of the customer's own rate all the same. Who has
    reasons for more than that is `restless`, and looked at every week.
    """
    m = w.market[0]
    c = w.customers[row]
    offered = weekly_probability(m.occasions)
    occasion = whole(c.occasion) == day
    if occasion:
        # Whether it is taken or not, so that occasions come on the same days under every policy.
        enter_occasion(w, row, next_occasion(w, row, day, offered))
    rate = m.return_rate if whole(c.firm) == NOBODY else rate_of_comparing(w, day, row)
    wanted = weekly_probability(rate)
    luck = draw(m.seed, Stream.CONSIDER, row, day)
    # One draw serves both: where more is wanted than is offered, occasions decide nothing.
    taken = luck < wanted if wanted > offered else occasion and luck * offered < wanted
    # A betrayal, or a firm that closed, makes everybody look.
    return taken or whole(c.triggered) > 0


@behaviour
def choose_one(w: World, day: int, row: int) -> None:
    """Compare firms and perhaps move; who moves begins with hope and without a history there."""
    m = w.market[0]
    c = w.customers[row]
    firm = whole(c.firm)
    c.triggered = 0
    chosen = chosen_firm(w, day, row)
    if chosen == firm:
        return
    # Satisfaction begins at what is believed of the firm. Its promises have done their work: the customer came.
    hope = 0.0
    if chosen != NOBODY:
        hope = clipped(hoped(w, row, chosen), 0.0, 1.0)
    if firm != NOBODY:
        c.former = firm
        c.left = day
        # What this customer tells others for a year, and would come back by.
        c.memory = c.satisfaction
        c.voiced = day - whole(c.complained) < WEEKS_A_QUARTER * WORKDAYS_A_WEEK
        # Asks on the way to the firm that was left are withdrawn.
        for channel in range(CHANNELS):
            c.asks[channel] = 0
    c.satisfaction = hope
    # Nothing has been experienced there yet, so what is usual in the market stands in for it.
    c.quality = m.usual_experience
    c.firm = chosen
    c.since = day
    # A complaint to the former firm is no voice here.
    c.complained = NEVER


@behaviour
def hoped(w: World, row: int, firm: int) -> float:
    """What satisfaction a customer hopes for at a firm that it is not with: by memory, word of mouth and liking.

    Memory is the customer's own, liking included; what others say is not.
    """
    m = w.market[0]
    c = w.customers[row]
    said = w.firms[firm].reputation + liking_of(w, row, firm)
    return believed(said, real(c.memory), whole(c.former) == firm, m.own_memory)


@behaviour
def chosen_firm(w: World, day: int, row: int) -> int:
    """The firm chosen, or NOBODY: of the firms that trade and of doing without, the one of most utility and luck.

    With luck of this form that is a logit. There is little of it, because liking lasts: who compares again next week
    chooses the same, most likely. Each option has luck of its own, so that another firm changes nobody's.
    """
    best = NOBODY
    most = utility_of(w, row, NOBODY) + luck_of_the_day(w, day, row, NOBODY)
    for firm in range(len(w.firms)):
        if whole(w.firms[firm].trading) == 1:
            value = utility_of(w, row, firm) + luck_of_the_day(w, day, row, firm)
            if value > most:
                best, most = firm, value
    return best


@behaviour
def luck_of_the_day(w: World, day: int, row: int, firm: int) -> float:
    """What moves a single choice besides utility, for one option."""
    m = w.market[0]
    # NOBODY is -1: its luck has the first place.
    return m.choice_luck * gumbel(draw(m.seed, Stream.CHOICE, row * FIRMS + firm + 1, day))


@behaviour
def utility_of(w: World, row: int, firm: int) -> float:
    """Utility of a firm to a customer.

    Of the present one by own satisfaction; of the others by memory, word of mouth and promises, less the cost of
    switching. Of each by its price, and by what it stands for.
    """
    m = w.market[0]
    c = w.customers[row]
    if firm == NOBODY:
        return utility(m.outside_satisfaction, 1.0, m.satisfaction_slope, m.price_slope)
    f = w.firms[firm]
    # Where nobody cares what firms stand for, this saves a draw for each firm that is compared.
    likes = 0.0
    if m.attachment > 0.0:
        taste = 2.0 * draw(m.seed, Stream.TASTE, row, 0) - 1.0
        likes = gated(w, Mechanism.ATTACHMENT, attachment(m.attachment, taste, f.identity), 0.0)
    if whole(c.firm) == firm:
        hope, cost = real(c.satisfaction), 0.0
    else:
        hope = promised(hoped(w, row, firm), promise_heard(w, firm), m.promise_weight)
        # Coming back from doing without costs no switching: there is nothing to give up.
        cost = switching_disutility(m.switching_cost, m.price_slope) if whole(c.firm) != NOBODY else 0.0
    hope = gated(w, Mechanism.CHOICE, hope, m.satisfaction_set_point)
    price = gated(w, Mechanism.PRICE_CHOICE, market_price(w, firm), 1.0)
    return utility(hope, price, m.satisfaction_slope, m.price_slope) + likes - cost
