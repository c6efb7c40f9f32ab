"""steer: once a quarter executives hear how things go, try a change of practice, and keep what their goal says helped.

What is heard has come up through levels that delay and blur it. An executive without a goal only hears.
"""

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, draw, normal
from sim.model.executives import executive_share, goals_of, owned, rivals_watched
from sim.model.firms import levels_away
from sim.model.gated import gated
from sim.model.ledger import ledger
from sim.model.levers import GOAL_PLACES, LEVER_PLACES, LEVERS, SCALE_PLACES, SIGNALS
from sim.model.mechanisms import Mechanism
from sim.model.money import noted_profit, weekly_wage
from sim.model.parameters import DAYS_A_QUARTER, WEEKS_A_QUARTER, WORKDAYS_A_WEEK
from sim.model.people import employees_of
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.states import NOBODY

COUNT = len(LEVERS)
HEARD = len(SIGNALS)
LOW = tuple(lever.low for lever in LEVERS)
HIGH = tuple(lever.high for lever in LEVERS)
EXTERNAL = tuple(number for number, lever in enumerate(LEVERS) if not lever.internal)


@phase
def steer(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end hear, judge and try."""
    for firm in range(first, end):
        steer_one(w, day, firm)


@behaviour
def steer_one(w: World, day: int, firm: int) -> None:
    """Let one executive hear how the quarter went, imitate rivals, and steer if there is a goal to steer by.

    Judging comes before trying, and trying before the next quarter: one change at a time, or nobody could tell which
    of them helped.
    """
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    hear(w, day, firm)
    imitate(w, day, firm)
    # An executive whose hours are spent on all sides gets round to steering in some quarters only.
    gets_round = draw(w.market[0].seed, Stream.ATTEND, firm, day) < executive_share(w, firm)
    if gated(w, Mechanism.STEERING, goals_of(w, firm), 0.0) > 0.0 and gets_round:
        quarter = day // DAYS_A_QUARTER
        judge_trial(w, firm, quarter)
        begin_trial(w, day, firm, quarter)


@behaviour
def hear(w: World, day: int, firm: int) -> None:
    """Let the quarter's signals reach the executive, late and blurred by each level that they pass."""
    m = w.market[0]
    f = w.firms[firm]
    levels = levels_away(w, firm)
    # What does not come in blurs the rest: with no report at all, twice as much.
    reported = gated(w, Mechanism.REPORTS, f.reported, 1.0)
    signals = quarters_signals(w, day, firm)
    for which in range(HEARD):
        blur = m.parameters[SCALE_PLACES[which]] * m.layer_noise * levels * (2.0 - reported)
        said = signals[which] + blur * normal(m.seed, Stream.HEAR, firm * HEARD + which, day)
        delay = m.layer_delay * levels
        # In a firm's first quarter there is nothing to smooth yet.
        first = day - whole(f.founded) < DAYS_A_QUARTER
        f.heard[which] = said if delay == 0.0 or first else approach(f.heard[which], said, 1.0, delay)


@behaviour
def quarters_signals(w: World, day: int, firm: int) -> tuple[float, float, float, float, float, float]:
    """What truly happened over the quarter's weeks that are written down; SIGNALS in order.

    Profit is in wage bills of the firm's first day, not a share of revenue: at a fixed margin more revenue is better
    news too. Complaints and departures are negative, so that more is better for every signal.
    """
    m = w.market[0]
    profit, score, content, served, happy, staff, complaints, delivered = (0.0,) * 8
    lost, customers = 0.0, 0.0
    week = day // WORKDAYS_A_WEEK
    for back in range(1, WEEKS_A_QUARTER):
        k = w.weeks[week - back, firm]
        profit += noted_profit(w, week - back, firm)
        score += k.survey_score
        content += k.customer_satisfaction_sum + k.lost_satisfaction_sum
        served += k.customers_served + k.lost_served
        happy += k.satisfaction_sum
        staff += k.employees
        complaints += k.accepted_complaint
        delivered += k.delivered
        lost += k.lost_silent + k.lost_voiced
        customers += k.customers
    weeks = real(WEEKS_A_QUARTER - 1)
    wage_bill = m.wage * m.on_costs * m.hours_per_day * WORKDAYS_A_WEEK * m.employees_per_firm
    return (
        profit / (weeks * wage_bill),
        score / weeks,
        content / served if served > 0.0 else 0.0,
        happy / staff if staff > 0.0 else 0.0,
        -complaints / delivered if delivered > 0.0 else 0.0,
        -lost * weeks / customers if customers > 0.0 else 0.0,
    )


@behaviour
def imitate(w: World, day: int, firm: int) -> None:
    """Move the offer some way towards that of the rivals, as they were last week.

    Last week, because this week's rows are not complete, and because all executives act at once: nobody may see a
    rival's move of today.
    """
    m = w.market[0]
    f = w.firms[firm]
    week = day // WORKDAYS_A_WEEK - 1
    price, product, identity, rivals = 0.0, 0.0, 0.0, 0
    for other in range(len(w.firms)):
        k = w.weeks[week, other]
        if other != firm and whole(k.trading) == 1:
            price += k.price
            product += k.product
            identity += k.identity
            rivals += 1
    if rivals > 0:
        step = rivals_watched(w, firm) * m.imitation_step
        f.price += step * (price / rivals - f.price)
        f.product += step * (product / rivals - f.product)
        f.identity += step * (identity / rivals - f.identity)


@behaviour
def judge_trial(w: World, firm: int, quarter: int) -> None:
    """Keep a change that has run its horizon if the goal says that things are no worse than before it, else undo it.

    The executive credits the change with whatever else happened meanwhile, as executives do.
    """
    f = w.firms[firm]
    if whole(f.trial_lever) == NOBODY or quarter - whole(f.trial_began) < f.horizon:
        return
    if goal_value(w, firm) < f.trial_value:
        f.practices[LEVER_PLACES[whole(f.trial_lever)]] = f.trial_before
    f.trial_lever = NOBODY


@behaviour
def goal_value(w: World, firm: int) -> float:
    """What the executive's goal says of what was heard: weights times signals over their scales."""
    m = w.market[0]
    f = w.firms[firm]
    total = 0.0
    for which in range(HEARD):
        total += f.practices[GOAL_PLACES[which]] * f.heard[which] / m.parameters[SCALE_PLACES[which]]
    return total


@behaviour
def begin_trial(w: World, day: int, firm: int, quarter: int) -> None:
    """Move one lever, drawn at random, a step up or down.

    An executive who owns what was declared for the firm's own people leaves that alone, with that probability, and
    tries another lever instead.
    """
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trial_lever) != NOBODY:
        return
    luck = draw(m.seed, Stream.TRY, 3 * firm, day)
    lever = whole(luck * COUNT)
    if draw(m.seed, Stream.TRY, 3 * firm + 1, day) < owned(w, firm):
        lever = EXTERNAL[whole(luck * len(EXTERNAL))]
    step = m.trial_step * (HIGH[lever] - LOW[lever])
    if draw(m.seed, Stream.TRY, 3 * firm + 2, day) < 0.5:
        step = -step
    before = f.practices[LEVER_PLACES[lever]]
    # A policy may stand outside the range that managers dare to try; then the range begins where the policy stands.
    after = clipped(before + step, min(before, LOW[lever]), max(before, HIGH[lever]))
    if after == before:
        return
    f.trial_lever = lever
    f.trial_before = before
    f.trial_value = goal_value(w, firm)
    f.trial_began = quarter
    # Paid at once and from cash: the week's books are closed by now (account).
    cost = m.trial_cost * weekly_wage(w, firm) * employees_of(w, firm)
    ledger(w, day, firm).programme_cost += cost
    f.cash -= cost
    f.practices[LEVER_PLACES[lever]] = after
