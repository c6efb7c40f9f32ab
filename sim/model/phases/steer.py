"""steer: once a quarter executives come and go, hear how things are, answer rivals, and try and keep what helps.

What is heard has come up through levels that delay and blur it. An executive without a goal only hears and answers.
"""

import math

from sim.model.compiled import behaviour, phase, real, whole
from sim.model.draws import Stream, draw, normal
from sim.model.executives import executive_share, goals_of, rivals_watched
from sim.model.firms import levels_away, term
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.money import first_staff, noted_profit
from sim.model.parameters import DAYS_A_QUARTER, DAYS_A_YEAR, WEEKS_A_QUARTER, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.adaptation import approach
from sim.model.rules.rivalry import answer_to_loss, lost_by_chance, share_lost
from sim.model.rules.trials import swing
from sim.model.states import NOBODY
from sim.model.trials import COUNT, HEARD, begin_trial, end_trial, forget, judge_trial

HALF_YEAR = WEEKS_A_YEAR // 2


@phase
def steer(w: World, day: int, first: int, end: int) -> None:
    """Executives first to end hear, judge and try."""
    for firm in range(first, end):
        steer_one(w, day, firm)


@behaviour
def steer_one(w: World, day: int, firm: int) -> None:
    """Let one executive hear how the quarter went, answer and imitate rivals, and steer if there is a goal to steer by.

    Judging comes before trying, and trying before the next quarter: one trial at a time, or nobody could tell which
    of them helped.
    """
    m = w.market[0]
    f = w.firms[firm]
    if whole(f.trading) == 0:
        return
    hear(w, day, firm)
    # Before any trial is judged: a successor judges nothing that another began.
    hold_office(w, day, firm)
    answer_rivals(w, day, firm)
    imitate(w, day, firm)
    word = gated(w, Mechanism.WORD, m.word_gain, 0.0)
    # An executive whose hours are spent on all sides gets round to steering in some quarters only.
    gets_round = draw(m.seed, Stream.ATTEND, firm, day) < executive_share(w, firm)
    if gated(w, Mechanism.STEERING, goals_of(w, firm), 0.0) > 0.0 and gets_round:
        quarter = day // DAYS_A_QUARTER
        forget(w, firm)
        # Not before its horizon: a change that has not worked yet would look like one that does not.
        if whole(f.trial_lever) != NOBODY and quarter - whole(f.trial_began) >= f.horizon:
            judge_trial(w, day, firm, word)
        if whole(f.trial_lever) == NOBODY:
            begin_trial(w, day, firm, quarter, word)


@behaviour
def hear(w: World, day: int, firm: int) -> None:
    """Let the quarter's signals reach the executive, late and blurred by each level that they pass.

    A level blurs a signal in proportion to what it ordinarily moves, so that every goal is heard equally well.
    """
    m = w.market[0]
    f = w.firms[firm]
    levels = levels_away(w, firm)
    # What does not come in blurs the rest: with no report at all, twice as much.
    reported = gated(w, Mechanism.REPORTS, f.reported, 1.0)
    signals = quarters_signals(w, day, firm)
    # In a firm's first quarter there is nothing to smooth yet, and nothing that it could have moved from.
    quarters = (day + 1 - whole(f.founded)) // DAYS_A_QUARTER
    for which in range(HEARD):
        truth, before = signals[which], f.heard[which]
        if quarters > 1:
            change = truth - f.happened[which]
            # What a signal ordinarily moves at this firm: the unit of the blur below.
            f.happened_swing[which] = swing(
                f.happened_swing[which], change, real(quarters - 1), m.swing_quarters
            )
        f.happened[which] = truth
        f.heard_before[which] = before if quarters > 1 else truth
        blur = math.sqrt(f.happened_swing[which]) * m.layer_noise * levels * (2.0 - reported)
        said = truth + blur * normal(m.seed, Stream.HEAR, firm * HEARD + which, day)
        delay = m.layer_delay * levels
        # First news is taken as it is: there is nothing older that it could be smoothed with.
        if delay == 0.0 or quarters <= 1:
            f.heard[which] = said
        else:
            f.heard[which] = approach(before, said, 1.0, delay)
        if quarters > 1:
            change = f.heard[which] - before
            # Of the news, not of the truth: the unit in which its executive judges a goal (trials.goal_change).
            f.heard_swing[which] = swing(f.heard_swing[which], change, real(quarters - 1), m.swing_quarters)


@behaviour
def hold_office(w: World, day: int, firm: int) -> None:
    """Let an executive go whose time has come, and one postpone what pays later who goes within a year.

    The firm keeps its practices. A successor has learnt nothing yet, and neither judges nor undoes what was begun.
    """
    m = w.market[0]
    f = w.firms[firm]
    if day + 1 >= whole(f.executive_leaves):
        for lever in range(COUNT):
            f.evidence[lever] = 0.0
            f.evidence_weight[lever] = 0.0
        end_trial(w, firm)
        f.executive_leaves = day + 1 + term(w, firm, day + 1)
    # Only the executive knows its last day. What pays after that is somebody else's success.
    last = day + 1 > whole(f.executive_leaves) - DAYS_A_YEAR
    f.patience = gated(w, Mechanism.POSTPONING, 1.0 - m.postponed if last else 1.0, 1.0)


@behaviour
def answer_rivals(w: World, day: int, firm: int) -> None:
    """Set how far a firm answers rivals: by the share of the market that it has lost in half a year.

    By shares of those who are with some firm: a market that shrinks is nobody's attack. By weeks that are written down.
    """
    m = w.market[0]
    f = w.firms[firm]
    week = day // WORKDAYS_A_WEEK - 1
    lost = 0.0
    if week >= HALF_YEAR:
        lost = share_lost(share_of_market(w, week - HALF_YEAR, firm), share_of_market(w, week, firm))
        # A small firm's share moves by chance: that is no attack either.
        lost = max(0.0, lost - lost_by_chance(w.weeks[week - HALF_YEAR, firm].customers))
    # Set anew each quarter, so that an answer ends once no more is lost.
    answer = answer_to_loss(f.answering, lost, m.loss_tolerated, m.loss_alarming)
    f.answer = gated(w, Mechanism.ANSWERING, answer, 0.0)


@behaviour
def share_of_market(w: World, week: int, firm: int) -> float:
    """A firm's share of all firms' customers at the end of a week [0-1]."""
    total = 0.0
    for other in range(len(w.firms)):
        total += w.weeks[week, other].customers
    return w.weeks[week, firm].customers / total if total > 0.0 else 0.0


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
        # With those who left: without them, losing the discontented would be good news.
        content += k.customer_satisfaction_sum + k.lost_satisfaction_sum
        served += k.customers_served + k.lost_served
        happy += k.satisfaction_sum
        staff += k.employees
        complaints += k.accepted_complaint
        delivered += k.delivered
        lost += k.lost_silent + k.lost_voiced
        customers += k.customers
    weeks = real(WEEKS_A_QUARTER - 1)
    wage_bill = m.wage * m.on_costs * m.hours_per_day * WORKDAYS_A_WEEK * first_staff(w, firm)
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
        # Part of the way: two firms that copied each other wholly would only change places.
        step = rivals_watched(w, firm) * m.imitation_step
        f.price += step * (price / rivals - f.price)
        f.product += step * (product / rivals - f.product)
        f.identity += step * (identity / rivals - f.identity)
