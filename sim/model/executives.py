"""Executives: what practices ask of their hours, and how much of it they have the hours for."""

from sim.model.compiled import behaviour
from sim.model.gated import gated
from sim.model.levers import GOAL_PLACES, SIGNALS
from sim.model.mechanisms import Mechanism
from sim.model.records import World
from sim.model.rules.executives import fitting_share

HEARD = len(SIGNALS)


@behaviour
def goals_of(w: World, firm: int) -> float:
    """Sum of the weights in the executive's goal; 0 where there is none to steer by."""
    goals = 0.0
    for which in range(HEARD):
        goals += w.firms[firm].practices[GOAL_PLACES[which]]
    return goals


@behaviour
def hours_claimed(w: World, firm: int) -> float:
    """Hours a week that the firm's practices ask of its executive."""
    m = w.market[0]
    f = w.firms[firm]
    # Trying takes its hours whatever the goal is, and none where there is no goal.
    steers = 1.0 if goals_of(w, firm) > 0.0 else 0.0
    # One budget: hours with the front line are hours without rivals and without the score (porter2018).
    return (
        m.immersion_hours * f.immersion
        + m.ownership_hours * f.executive_ownership
        + m.steering_hours * steers
        + m.rivals_hours * f.other_direction
        + m.collusion_hours * f.collusion
        + m.score_attention * f.score_management
    )


@behaviour
def executive_share(w: World, firm: int) -> float:
    """How much of what practices ask of the executive is done [0-1]: of each of them the same share."""
    # All suffer alike, because nobody says which of it comes first (assumed).
    fits = fitting_share(hours_claimed(w, firm), w.market[0].executive_hours)
    return gated(w, Mechanism.EXECUTIVE_TIME, fits, 1.0)


@behaviour
def immersed(w: World, firm: int) -> float:
    """Contact of the executive with the front line, as far as hours allow [0-1]."""
    return w.firms[firm].immersion * executive_share(w, firm)


@behaviour
def owned(w: World, firm: int) -> float:
    """How far the executive stands by what was declared, as far as hours allow [0-1]."""
    return w.firms[firm].executive_ownership * executive_share(w, firm)


@behaviour
def rivals_watched(w: World, firm: int) -> float:
    """How far the firm imitates its rivals, as far as its executive has hours for them [0-1]."""
    return w.firms[firm].other_direction * executive_share(w, firm)


@behaviour
def colluding(w: World, firm: int) -> float:
    """Willingness to fix prices with rivals, as far as the executive has hours to meet them [0-1]."""
    return w.firms[firm].collusion * executive_share(w, firm)


@behaviour
def score_managed(w: World, firm: int) -> float:
    """Work on the survey score itself, as far as the executive sees to it, and as far as it matters [0-1]."""
    # The executive's part; employees' hours for it go off their days (firms.hours_elsewhere).
    managed = w.firms[firm].score_management * executive_share(w, firm)
    return gated(w, Mechanism.SCORE, managed, 0.0)
