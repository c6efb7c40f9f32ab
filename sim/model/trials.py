"""Trials: what an executive tries, what it learns from that, and what a change for employees does to their trust.

An executive believes that each step of a lever moves the goal by some amount, the other way by the opposite amount.
Every trial is evidence, which goes out of date. Beliefs are kept as evidence and its weight, so that forgetting
is fading: an executive who knows nothing has zeros.
"""

import math

from sim.model.compiled import behaviour, whole
from sim.model.draws import Stream, draw, normal
from sim.model.executives import owned
from sim.model.firms import levels_away
from sim.model.ledger import ledger
from sim.model.levers import GOAL_PLACES, LEVER_PLACES, LEVERS, SIGNALS
from sim.model.money import weekly_wage
from sim.model.people import employees_of
from sim.model.records import World
from sim.model.rules.adaptation import approach, clipped
from sim.model.rules.trials import drawn_effect, effect_doubt, effect_mean, effect_spread, is_sure
from sim.model.states import NOBODY

COUNT = len(LEVERS)
HEARD = len(SIGNALS)
LOW = tuple(lever.low for lever in LEVERS)
HIGH = tuple(lever.high for lever in LEVERS)
INTERNAL = tuple(lever.internal for lever in LEVERS)


# ------------------------------------------------------------------------------ what is known


@behaviour
def spread_of(w: World, firm: int) -> float:
    """Variance of a step's effect before anything was tried: who hears through more levels expects to see less."""
    m = w.market[0]
    return effect_spread(m.trial_hope, m.layer_noise * levels_away(w, firm))


@behaviour
def goal_change(w: World, firm: int) -> tuple[float, float]:
    """How far what is heard has moved towards the goal since the trial began, and the variance of that by itself.

    Each signal counts in what it ordinarily moves from one quarter to the next, so that all goals are as noisy.
    """
    f = w.firms[firm]
    change, variance = 0.0, 0.0
    for which in range(HEARD):
        weight = f.practices[GOAL_PLACES[which]]
        # A signal that has never moved has no unit to be counted in.
        if weight > 0.0 and f.heard_swing[which] > 0.0:
            change += weight * (f.heard[which] - f.trial_heard[which]) / math.sqrt(f.heard_swing[which])
            # One for each swing: about what the signal moves when nothing is tried.
            variance += weight * weight
    return change, variance


@behaviour
def forget(w: World, firm: int) -> None:
    """Let what trials showed go out of date by a quarter."""
    m = w.market[0]
    f = w.firms[firm]
    for lever in range(COUNT):
        f.evidence[lever] = approach(f.evidence[lever], 0.0, 1.0, m.trial_memory)
        f.evidence_weight[lever] = approach(f.evidence_weight[lever], 0.0, 1.0, m.trial_memory)


@behaviour
def effect_of(w: World, firm: int, lever: int) -> tuple[float, float]:
    """What the executive believes a step of a lever to do for the goal, and the variance of that belief."""
    f = w.firms[firm]
    spread = spread_of(w, firm)
    weight = f.evidence_weight[lever]
    return effect_mean(f.evidence[lever], weight, spread), effect_doubt(weight, spread)


@behaviour
def step_size(w: World, lever: int) -> float:
    """A full step of a lever, in its own unit."""
    return w.market[0].trial_step * (HIGH[lever] - LOW[lever])


@behaviour
def stepped(w: World, firm: int, lever: int, sign: float) -> float:
    """Where a step up (sign 1) or down (-1) takes a lever, within the range that managers dare to try.

    A policy may stand outside of that range; then the range begins where the policy stands.
    """
    before = w.firms[firm].practices[LEVER_PLACES[lever]]
    to = before + sign * step_size(w, lever)
    return clipped(to, min(before, LOW[lever]), max(before, HIGH[lever]))


# ------------------------------------------------------------------------------ judging


@behaviour
def judge_trial(w: World, day: int, firm: int, word: float) -> None:
    """Learn from a change that has run its horizon, and keep it if it is believed to help, else undo it.

    The executive credits the change with whatever else happened meanwhile, as executives do. Of two levers each is
    credited with what the other's expected effect does not explain.
    """
    f = w.firms[firm]
    first, second = whole(f.trial_lever), whole(f.trial_second)
    one = steps_moved(w, firm, first, f.trial_before)
    other = steps_moved(w, firm, second, f.trial_second_before)
    # Both are learnt from what was believed before either.
    mean_one, doubt_one = effect_of(w, firm, first)
    mean_other, doubt_other = 0.0, 0.0
    if second != NOBODY:
        mean_other, doubt_other = effect_of(w, firm, second)
    change, variance = goal_change(w, firm)
    learn(w, firm, first, one, change - other * mean_other, variance + other * other * doubt_other)
    if second != NOBODY:
        learn(w, firm, second, other, change - one * mean_one, variance + one * one * doubt_one)
        keep_or_undo(w, day, firm, second, other, f.trial_second_before, word)
    keep_or_undo(w, day, firm, first, one, f.trial_before, word)
    end_trial(w, firm)


@behaviour
def steps_moved(w: World, firm: int, lever: int, before: float) -> float:
    """How many full steps up a lever stands from where it stood; 0 for none."""
    if lever == NOBODY:
        return 0.0
    return (w.firms[firm].practices[LEVER_PLACES[lever]] - before) / step_size(w, lever)


@behaviour
def learn(w: World, firm: int, lever: int, steps: float, change: float, variance: float) -> None:
    """Add what a trial showed of a lever: a change of the goal of some variance, after some steps."""
    f = w.firms[firm]
    if variance > 0.0:
        # Bayes' rule for a normal belief: precisions add up (raiffa1961).
        f.evidence[lever] += steps * change / variance
        f.evidence_weight[lever] += steps * steps / variance


@behaviour
def keep_or_undo(w: World, day: int, firm: int, lever: int, steps: float, before: float, word: float) -> None:
    """Undo a change whose effect is believed to be bad by now."""
    # By all trials so far, not by the last one alone.
    mean, _ = effect_of(w, firm, lever)
    if steps * mean < 0.0:
        move_lever(w, day, firm, lever, before, word)


@behaviour
def end_trial(w: World, firm: int) -> None:
    """Nothing is tried."""
    f = w.firms[firm]
    f.trial_lever = NOBODY
    f.trial_second = NOBODY


# ------------------------------------------------------------------------------ trying


@behaviour
def begin_trial(w: World, day: int, firm: int, quarter: int, word: float) -> None:
    """Move the lever that may help most by what is known and by luck; two of them if both are known well enough.

    An executive who owns what was declared for the firm's own people leaves that alone, with that probability.
    """
    m = w.market[0]
    f = w.firms[firm]
    # One draw for all levers: this quarter an executive keeps its word, or does not.
    loyal = draw(m.seed, Stream.TRY, firm, day) < owned(w, firm)
    first, sign = most_promising(w, day, firm, loyal, NOBODY)
    if first == NOBODY:
        return
    second, other_sign = most_promising(w, day, firm, loyal, first)
    # Of two that are hardly known nobody could tell which of them helped.
    if second != NOBODY and not (well_known(w, firm, first) and well_known(w, firm, second)):
        second = NOBODY
    f.trial_lever = first
    f.trial_before = f.practices[LEVER_PLACES[first]]
    f.trial_began = quarter
    for which in range(HEARD):
        f.trial_heard[which] = f.heard[which]
    move_lever(w, day, firm, first, stepped(w, firm, first, sign), word)
    pay_trial(w, day, firm)
    if second != NOBODY:
        f.trial_second = second
        f.trial_second_before = f.practices[LEVER_PLACES[second]]
        move_lever(w, day, firm, second, stepped(w, firm, second, other_sign), word)
        pay_trial(w, day, firm)


@behaviour
def most_promising(w: World, day: int, firm: int, loyal: bool, without: int) -> tuple[int, float]:
    """The lever, and the way to move it, of which most is expected; NOBODY if nothing good is expected of any.

    Expectations are drawn from what is believed, by luck: what is hardly known is tried as well as what is good.
    """
    m = w.market[0]
    f = w.firms[firm]
    best, way, most = NOBODY, 0.0, 0.0
    for lever in range(COUNT):
        if lever == without or (loyal and INTERNAL[lever]):
            continue
        mean, doubt = effect_of(w, firm, lever)
        effect = drawn_effect(mean, doubt, normal(m.seed, Stream.LEARN, firm * COUNT + lever, day))
        sign = 1.0 if effect > 0.0 else -1.0
        # At the end of its range a lever moves less than a step, and promises less.
        room = stepped(w, firm, lever, sign) - f.practices[LEVER_PLACES[lever]]
        expected = effect * room / step_size(w, lever)
        if expected > most:
            best, way, most = lever, sign, expected
    return best, way


@behaviour
def well_known(w: World, firm: int, lever: int) -> bool:
    """Whether the executive knows well enough what a lever does to move another at the same time."""
    mean, doubt = effect_of(w, firm, lever)
    return is_sure(mean, doubt, w.market[0].sure)


@behaviour
def pay_trial(w: World, day: int, firm: int) -> None:
    """Pay what a change costs: at once and from cash, because the week's books are closed by now (account)."""
    cost = w.market[0].trial_cost * weekly_wage(w, firm) * employees_of(w, firm)
    ledger(w, day, firm).programme_cost += cost
    w.firms[firm].cash -= cost


# ------------------------------------------------------------------------------ keeping one's word


@behaviour
def move_lever(w: World, day: int, firm: int, lever: int, to: float, word: float) -> None:
    """Set a lever; what is declared for employees is believed, and what is taken back of it costs more trust.

    word: belief gained by a full step. Only what was declared can be taken back: a policy promises nothing.
    """
    f = w.firms[firm]
    steps = (to - f.practices[LEVER_PLACES[lever]]) / step_size(w, lever)
    f.practices[LEVER_PLACES[lever]] = to
    # Only what is for the firm's own people is a promise to them.
    if not INTERNAL[lever]:
        return
    if steps > 0.0:
        f.declared[lever] += steps
        trust(w, firm, word * steps, 0.0)
    else:
        back = min(f.declared[lever], -steps)
        f.declared[lever] -= back
        m = w.market[0]
        # Off, a word is worth nothing, and breaking it hurts nobody.
        hurt = m.word_hurt * back if word > 0.0 else 0.0
        trust(w, firm, -m.word_loss * word * back, hurt)
        ledger(w, day, firm).words_broken += back


@behaviour
def trust(w: World, firm: int, gained: float, hurt: float) -> None:
    """Move managers' belief by what is gained, and take what hurts from everybody's satisfaction."""
    f = w.firms[firm]
    for team in range(whole(f.team_first), whole(f.team_end)):
        g = w.managers[team]
        if whole(g.id) != NOBODY:
            g.belief = clipped(g.belief + gained, 0.0, 1.0)
            g.satisfaction = max(0.0, g.satisfaction - hurt)
    for seat in range(whole(f.seat_first), whole(f.seat_end)):
        e = w.employees[seat]
        if whole(e.id) != NOBODY:
            e.satisfaction = max(0.0, e.satisfaction - hurt)
