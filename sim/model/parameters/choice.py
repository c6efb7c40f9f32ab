"""Constants of choice between firms: when customers compare, what they weigh, what others say."""

from sim.model.quantities import Quantity, Section, number


class Choice(Section):
    """When customers consider leaving, and what draws them."""

    consider_rate: Quantity = number(
        0.42,
        unit="1/year",
        source="assumed",
        meaning="occasions on which an undisturbed customer compares firms",
        low=0,
        high=12,
    )
    trigger_shortfall: Quantity = number(
        0.45,
        unit="1",
        source="assumed",
        meaning="shortfall of one service that makes a customer compare at once",
        low=0,
        high=1,
    )
    return_rate: Quantity = number(
        1.0,
        unit="1/year",
        source="assumed",
        meaning="occasions on which somebody without a firm compares firms",
        low=0,
        high=12,
    )
    satisfaction_slope: Quantity = number(
        5.0, unit="1", source="assumed", meaning="utility per unit of satisfaction", low=0, high=20
    )
    price_elasticity: Quantity = number(
        -2.6,
        unit="elasticity",
        source="priors.price_elasticity",
        meaning="utility per unit of log price",
        low=-6,
        high=0,
    )
    switching_cost: Quantity = number(
        0.15,
        unit="share",
        source="priors.switching_cost",
        meaning="cost of switching, of annual spend",
        low=0,
        high=5,
    )
    outside_satisfaction: Quantity = number(
        0.3,
        unit="1",
        source="assumed",
        meaning="satisfaction that doing without any firm amounts to",
        low=-10,
        high=1,
    )
    own_memory: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="weight of own memory of a former firm against word of mouth",
        low=0,
        high=1,
    )
    attachment: Quantity = number(
        0.0,
        unit="1",
        source="assumed",
        meaning="utility of a firm that is what the customer can identify with, against one as far as can be",
        low=0,
        high=10,
    )
    negative_word_of_mouth: Quantity = number(
        1.5,
        unit="ratio",
        source="priors.negative_word_of_mouth",
        meaning="messages of the dissatisfied over the satisfied",
        low=0.5,
        high=4,
    )
    reputation_adaptation: Quantity = number(
        13,
        unit="weeks",
        source="assumed",
        meaning="time in which reputation follows what customers say",
        low=1,
        high=260,
    )
