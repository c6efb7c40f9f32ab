"""Constants of choice between firms: when customers compare, what they weigh, what others say."""

from sim.model.quantities import Quantity, Section, number


class Choice(Section):
    """When customers consider leaving, and what draws them."""

    consider_rate: Quantity = number(
        1.5,
        unit="1/year",
        source="assumed",
        meaning="occasions on which a content customer compares firms",
        low=0,
        high=12,
    )
    discontent_rate: Quantity = number(
        5.0,
        unit="1",
        source="assumed; sign hirschman1970",
        meaning="rise of the log rate of comparing per unit of satisfaction below the set point",
        low=0,
        high=20,
    )
    dearness_rate: Quantity = number(
        12.0,
        unit="1",
        source="assumed",
        meaning="rise of the log rate of comparing per unit of log price above what is usual",
        low=0,
        high=40,
    )
    problem_rate: Quantity = number(
        3.0,
        unit="ratio",
        source="assumed",
        meaning="rate of comparing in the quarter after a problem that was not voiced, over that without one",
        low=1,
        high=20,
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
    price_slope: Quantity = number(
        -3.7,
        unit="1",
        source="assumed: solved for, so that sales answer the price with priors.price_elasticity over a year",
        meaning="utility per unit of log price",
        low=-20,
        high=0,
    )
    choice_luck: Quantity = number(
        0.25,
        unit="1",
        source="assumed",
        meaning="scale of what moves a single choice beyond satisfaction, liking and price, in utility",
        low=0.05,
        high=2,
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
