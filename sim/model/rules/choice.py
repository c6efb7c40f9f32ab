"""Choice between firms: logit over what customers believe, with price and switching cost; word of mouth."""

import math

from sim.model.compiled import rule


@rule
def utility(satisfaction: float, price: float, slope: float, elasticity: float) -> float:
    """Utility of a firm: slope * satisfaction believed in + elasticity * log(price).

    price [ratio to the market]; elasticity < 0. Source: mcfadden1974; slope assumed, priors.price_elasticity.
    """
    return slope * satisfaction + elasticity * math.log(price)


@rule
def attachment(weight: float, taste: float, identity: float) -> float:
    """Utility of what a firm stands for to somebody of a taste: weight * (1 - |taste - identity| / 2).

    Both on a line from -1 to 1. Source: horizontal differentiation (hotelling1929); weight assumed.
    """
    return weight * (1.0 - abs(taste - identity) / 2.0)


@rule
def switching_disutility(cost: float, elasticity: float) -> float:
    """Utility lost by switching: -elasticity * log(1 + cost), the same as a price higher by that share of spend.

    Source: priors.switching_cost.
    """
    return -elasticity * math.log(1.0 + cost)


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
