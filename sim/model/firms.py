"""Firms: facts about one that more than one phase asks for, each as far as its mechanism is on."""

from sim.model.compiled import behaviour, whole
from sim.model.conduct import improvement_now
from sim.model.draws import Stream, draw, geometric_gap
from sim.model.executives import immersed, score_managed
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.rules.hearing import distance
from sim.model.rules.prices import talk_length, training_share

ORDINARY_BOLDNESS = NEUTRAL.initiative_boldness
ORDINARY_VOICE = NEUTRAL.employee_voice


@behaviour
def levels_away(w: World, firm: int) -> float:
    """Levels between the front line and the executive, as far as distance matters."""
    return gated(w, Mechanism.DISTANCE, distance(w.market[0].layers, immersed(w, firm)), 0.0)


@behaviour
def promise_heard(w: World, firm: int) -> float:
    """How far the firm promises more than it delivers, as far as that draws customers [0-1]."""
    return gated(w, Mechanism.PROMISES, w.firms[firm].promise_inflation, 0.0)


@behaviour
def promise_expected(w: World, firm: int) -> float:
    """How far the firm promises more than it delivers, as far as its customers expect it to keep that [0-1]."""
    return gated(w, Mechanism.LETDOWN, w.firms[firm].promise_inflation, 0.0)


@behaviour
def pay_felt(w: World, firm: int) -> float:
    """The firm's pay against the market, as far as people go by it [ratio]."""
    return gated(w, Mechanism.PAY, w.firms[firm].pay, 1.0)


@behaviour
def history_carried(w: World, firm: int) -> float:
    """How far requests carry their history [0-1]: wholly where it cannot be lost."""
    return gated(w, Mechanism.HISTORY, w.firms[firm].data_integration, 1.0)


@behaviour
def hours_of_change(w: World, firm: int) -> float:
    """Share of paid hours that improvement takes from work: its own, what bold initiatives add, training for it."""
    m = w.market[0]
    f = w.firms[firm]
    disrupting = 1.0 + m.boldness_disruption * (f.initiative_boldness - ORDINARY_BOLDNESS)
    own = gated(w, Mechanism.IMPROVEMENT_HOURS, improvement_now(w, firm), 0.0)
    learning = training_share(improvement_now(w, firm), f.shared_skill, m.training_ratio)
    return own * gated(w, Mechanism.DISRUPTION, disrupting, 1.0) + gated(w, Mechanism.TRAINING, learning, 0.0)


@behaviour
def talks_meant(w: World, firm: int) -> float:
    """Conversations that each employee is meant to have [talks/week], as far as there are any."""
    return gated(w, Mechanism.TALKS, w.firms[firm].employee_voice, 0.0)


@behaviour
def hours_of_talk(w: World, firm: int) -> float:
    """Hours that one conversation takes, of the employee and of the manager as many."""
    return talk_length(talks_meant(w, firm), ORDINARY_VOICE, w.market[0].talk_hours)


@behaviour
def hours_elsewhere(w: World, firm: int) -> float:
    """Share of contracted hours that do not go into requests: improvement, the score, conversations; at most 0.9.

    Conversations are paid hours of both sides: the employee's go off the week evenly, the manager's as they are held.
    """
    m = w.market[0]
    talking = talks_meant(w, firm) * hours_of_talk(w, firm) / (m.hours_per_day * WORKDAYS_A_WEEK)
    return min(0.9, hours_of_change(w, firm) + m.score_hours * score_managed(w, firm) + talking)


@behaviour
def shaken(w: World, firm: int) -> float:
    """Share of the firm's staff laid off lately, as far as that moves those who stay [0-1]."""
    return gated(w, Mechanism.SURVIVORS, w.firms[firm].layoff_shock, 0.0)


@behaviour
def fault_return(w: World) -> float:
    """Share of failures from upstream with which customers have to come back; the rest is repaired at the desk."""
    return gated(w, Mechanism.FAILURE_DEMAND, w.market[0].fault_return, 0.0)


@behaviour
def disrupts(w: World, day: int) -> bool:
    """Whether this is the last day before the year in which a disruptor opens and needs jump."""
    m = w.market[0]
    year = whole(m.disruption_year)
    return year > 0 and day + 1 == whole(m.start) + (year - 1) * DAYS_A_YEAR


@behaviour
def term(w: World, firm: int, day: int) -> int:
    """Days that an executive who begins on some day will stay, at a constant hazard: it knows, nobody else does."""
    m = w.market[0]
    luck = draw(m.seed, Stream.TENURE, firm, day)
    return geometric_gap(luck, 1.0 / (m.executive_tenure * DAYS_A_YEAR))
