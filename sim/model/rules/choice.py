"""Choice between firms: logit over what customers believe, with price and switching cost; word of mouth."""

import math

from sim.model.compiled import rule


@rule
def utility(satisfaction: float, price: float, slope: float, price_slope: float) -> float:
    """Utility of a firm: slope * satisfaction believed in + price slope * log(price).

    price [ratio to the ordinary]; price slope < 0, found so that sales answer prices as priors.price_elasticity says
    (sim.analysis.price_response). Source: mcfadden1974; slope assumed.
    """
    return slope * satisfaction + price_slope * math.log(price)


@rule
def attachment(weight: float, taste: float, identity: float) -> float:
    """Utility of what a firm stands for to somebody of a taste: weight * (1 - |taste - identity| / 2).

    Both on a line from -1 to 1. Source: horizontal differentiation (hotelling1929); weight assumed.
    """
    return weight * (1.0 - abs(taste - identity) / 2.0)


@rule
def switching_disutility(cost: float, price_slope: float) -> float:
    """Utility lost by switching: -price slope * log(1 + cost), the same as a price higher by that share of spend.

    Source: priors.switching_cost.
    """
    return -price_slope * math.log(1.0 + cost)


@rule
def reasons_to_compare(
    discontent: float,
    dear: float,
    problem: float,
    discontent_rate: float,
    dearness_rate: float,
    problem_rate: float,
) -> float:
    """Rate of comparing firms over that of a content customer: p ** problem * exp(a * discontent + b * dear).

    discontent: satisfaction below the set point [0-1]; dear: log price above the usual, at least 0; problem: 1 with
    one lately that was not voiced, else 0. Source: exit as the answer to decline, hirschman1970; proportional hazards;
    coefficients assumed.
    """
    factor = problem_rate if problem > 0.0 else 1.0
    # Most customers have no reason at all: this saves them the exponential.
    if discontent > 0.0 or dear > 0.0:
        factor *= math.exp(discontent_rate * discontent + dearness_rate * dear)
    return factor


@rule
def believed(reputation: float, memory: float, remembers: bool, own_memory: float) -> float:
    """Satisfaction that a customer expects of a firm it is not with: own memory and word of mouth, weighted [0-1]."""
    return own_memory * memory + (1.0 - own_memory) * reputation if remembers else reputation


@rule
def message_weight(satisfaction: float, set_point: float, negative: float) -> float:
    """How much a customer talks: `negative` when less satisfied than the set point, else 1.

    Source: priors.negative_word_of_mouth.
    """
    return negative if satisfaction < set_point else 1.0
