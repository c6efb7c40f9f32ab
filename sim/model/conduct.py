"""Conduct: what a firm does just now: its practices, bent by its answer to rivals and by an executive's last year."""

from sim.model.compiled import behaviour
from sim.model.gated import gated
from sim.model.mechanisms import Mechanism
from sim.model.practices import NEUTRAL
from sim.model.records import World

ORDINARY_DISCRETION = NEUTRAL.frontline_discretion
ORDINARY_END_TO_END = NEUTRAL.end_to_end


@behaviour
def price_now(w: World, firm: int) -> float:
    """A firm's price against the market, lowered as far as it answers its rivals."""
    f = w.firms[firm]
    return f.price * (1.0 - w.market[0].answer_price * f.answer)


@behaviour
def slack_now(w: World, firm: int) -> float:
    """Staff that a firm plans beyond the forecast work, as a share, with what it adds to answer its rivals."""
    f = w.firms[firm]
    return f.staffing_slack + w.market[0].answer_staff * f.answer


@behaviour
def improvement_now(w: World, firm: int) -> float:
    """Share of paid hours that a firm spends on improvement: with an answer more, with a leaving executive less."""
    f = w.firms[firm]
    return f.patience * (f.improvement + w.market[0].answer_improvement * f.answer)


@behaviour
def measured_end_to_end(w: World, firm: int) -> float:
    """How far a firm's departments are measured by what they pass on [0-1]."""
    f = w.firms[firm]
    return gated(w, Mechanism.END_TO_END, f.patience * f.end_to_end, ORDINARY_END_TO_END)
