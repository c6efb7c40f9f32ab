"""Firms: facts about one that more than one phase asks for, each as far as its mechanism is on."""

from sim.model.compiled import behaviour, whole
from sim.model.draws import Stream, draw, geometric_gap
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.parameters import DAYS_A_YEAR
from sim.model.records import World
from sim.model.rules.hearing import distance


@behaviour
def levels_away(w: World, firm: int) -> float:
    """Levels between the front line and the executive, as far as distance matters."""
    return gated(w, Mechanism.DISTANCE, distance(w.market[0].layers, w.firms[firm].immersion), 0.0)


@behaviour
def promise_heard(w: World, firm: int) -> float:
    """How far the firm's advertising promises more than is delivered, as far as promises matter."""
    return gated(w, Mechanism.PROMISES, w.firms[firm].promise_inflation, 0.0)


@behaviour
def history_carried(w: World, firm: int) -> float:
    """How far requests carry their history [0-1]: wholly where it cannot be lost."""
    return gated(w, Mechanism.HISTORY, w.firms[firm].data_integration, 1.0)


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
