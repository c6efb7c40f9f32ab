"""Constants of customers: what they ask and need, how they take what they get, when they leave."""

from sim.model.quantities import Quantity, Section, number


class Customers(Section):
    """Who asks, how often, for what, and how they take what they get."""

    customers_per_firm: Quantity = number(
        7000, "customers", "assumed", "customers for each firm at the start", low=1, high=1e6, whole=True
    )
    need_rate: Quantity = number(
        0.4,
        "1/month",
        "priors.requests_per_customer_month",
        "needs of a customer, of which each has one a day at most",
        low=0.01,
        high=60,
    )
    need_spread: Quantity = number(
        0.8,
        "1",
        "assumed",
        "standard deviation of the logarithm of the need rate across customers",
        low=0,
        high=2,
    )
    extra_share: Quantity = number(
        0.08,
        "share",
        "assumed",
        "needs that come with an out-of-scope ask, before customers learn",
        low=0,
        high=1,
    )
    extra_learning: Quantity = number(
        0.05,
        "share",
        "assumed",
        "how far one accepted or declined extra moves the habit of asking",
        low=0,
        high=1,
    )
    extra_forgetting: Quantity = number(
        26, "weeks", "assumed", "time in which that habit fades to where it began", low=1, high=520
    )
    urgent_share: Quantity = number(0.15, "share", "assumed", "requests that are truly urgent", low=0, high=1)
    claim_share: Quantity = number(
        0.25, "share", "assumed", "other requests that a content customer states as urgent", low=0, high=1
    )
    claim_sensitivity: Quantity = number(
        1.0, "1", "assumed", "rise of that share per unit of lost satisfaction", low=0, high=5
    )
    due_days: Quantity = number(
        3,
        "days",
        "assumed",
        "time in which an ordinary request is due, the day of the ask counted",
        low=1,
        high=260,
        whole=True,
    )
    urgent_due_days: Quantity = number(
        1,
        "days",
        "assumed",
        "time in which a truly urgent request is due, the day of the ask counted",
        low=1,
        high=260,
        whole=True,
    )
    notice_share: Quantity = number(
        0.7, "share", "assumed", "wrong work that the customer notices and brings back", low=0, high=1
    )
    complain_wrong: Quantity = number(
        0.20, "share", "tarp: 5 to 30% (second-hand)", "problems of quality that are voiced", low=0, high=1
    )
    complain_late: Quantity = number(
        0.10, "share", "tarp: 5 to 30% (second-hand)", "late deliveries that are voiced", low=0, high=1
    )
    complain_money: Quantity = number(
        0.60,
        "share",
        "tarp: 50 to 75% (second-hand)",
        "overcharges that are voiced when found out",
        low=0,
        high=1,
    )
    abusive_share: Quantity = number(
        0.05, "share", "assumed", "customers who can turn abusive", low=0, high=1
    )
    abuse_rate: Quantity = number(
        0.5,
        "share",
        "assumed",
        "contacts of such a customer that turn abusive when all satisfaction is lost",
        low=0,
        high=1,
    )
    expectation_start: Quantity = number(
        0.94,
        "1",
        "assumed near what the neutral firm delivers",
        "expectation of everybody on the first day",
        low=0,
        high=1,
    )
    expectation_adaptation: Quantity = number(
        52,
        "weeks",
        "priors.expectation_adaptation",
        "time in which expectations follow experience",
        low=1,
        high=520,
    )
    shortfall_weight: Quantity = number(
        2.0, "ratio", "priors.shortfall_weight", "weight of a shortfall against a surplus", low=1, high=4
    )
    satisfaction_memory: Quantity = number(
        0.25, "share", "assumed", "weight of the latest service in satisfaction", low=0.01, high=1
    )
    satisfaction_set_point: Quantity = number(
        0.7, "1", "assumed", "satisfaction of a customer who gets what is expected", low=0.1, high=0.9
    )
    satisfaction_gain: Quantity = number(
        0.8, "1", "assumed", "satisfaction per unit of experience beyond expectation", low=0, high=3
    )
    decline_cost: Quantity = number(
        0.06, "1", "assumed", "satisfaction lost when an ask is declined", low=0, high=0.5
    )
    extra_delight: Quantity = number(
        0.04, "1", "assumed", "satisfaction gained when an out-of-scope ask is delivered", low=0, high=0.5
    )
    recovery: Quantity = number(
        0.05,
        "1",
        "assumed",
        "satisfaction gained when a manager handles a complaint in person",
        low=0,
        high=0.5,
    )
    patronage_elasticity: Quantity = number(
        0.5,
        "1",
        "assumed",
        "elasticity of the need rate to satisfaction: the dissatisfied buy less",
        low=0,
        high=3,
    )
    promise_weight: Quantity = number(
        0.5,
        "share",
        "assumed",
        "how far a full promise lifts an expectation towards perfection",
        low=0,
        high=1,
    )


class Choice(Section):
    """When customers consider leaving, and what draws them."""

    consider_rate: Quantity = number(
        0.42, "1/year", "assumed", "occasions on which an undisturbed customer compares firms", low=0, high=12
    )
    trigger_shortfall: Quantity = number(
        0.45, "1", "assumed", "shortfall of one service that makes a customer compare at once", low=0, high=1
    )
    return_rate: Quantity = number(
        1.0, "1/year", "assumed", "occasions on which somebody without a firm compares firms", low=0, high=12
    )
    satisfaction_slope: Quantity = number(
        5.0, "1", "assumed", "utility per unit of satisfaction", low=0, high=20
    )
    price_elasticity: Quantity = number(
        -2.6, "elasticity", "priors.price_elasticity", "utility per unit of log price", low=-6, high=0
    )
    switching_cost: Quantity = number(
        0.15, "share", "priors.switching_cost", "cost of switching, of annual spend", low=0, high=5
    )
    outside_satisfaction: Quantity = number(
        0.3, "1", "assumed", "satisfaction that doing without any firm amounts to", low=-10, high=1
    )
    own_memory: Quantity = number(
        0.5, "share", "assumed", "weight of own memory of a former firm against word of mouth", low=0, high=1
    )
    attachment: Quantity = number(
        0.0,
        "1",
        "assumed",
        "utility of a firm that is what the customer can identify with, against one as far as can be",
        low=0,
        high=10,
    )
    negative_word_of_mouth: Quantity = number(
        1.5,
        "ratio",
        "priors.negative_word_of_mouth",
        "messages of the dissatisfied over the satisfied",
        low=0.5,
        high=4,
    )
    reputation_adaptation: Quantity = number(
        13, "weeks", "assumed", "time in which reputation follows what customers say", low=1, high=260
    )


class Needs(Section):
    """What customers need beyond what they say, and how the world in which firms work hangs together and changes."""

    need_drift: Quantity = number(
        0.0, "1/year", "assumed", "turbulence: spread of what customers need after a year", low=0, high=5
    )
    stated_delay: Quantity = number(
        104, "weeks", "assumed", "time in which what customers say follows what they need", low=1, high=1040
    )
    fit_width: Quantity = number(
        1.0, "1", "assumed", "distance from the need at which a product fits by 0.61", low=0.1, high=10
    )
    misfit_weight: Quantity = number(
        0.4, "share", "assumed", "experience lost to a product that does not fit at all", low=0, high=1
    )
    complexity: Quantity = number(
        0.0,
        "1",
        "assumed; form levinthal1997",
        "strength with which practices interact in what they do for productivity",
        low=0,
        high=5,
    )
    landscape_drift: Quantity = number(
        0.0, "1/year", "assumed", "turbulence: how often those interactions are drawn anew", low=0, high=4
    )
    capability_weeks: Quantity = number(
        52, "weeks", "assumed", "time in which what practices do together shows", low=1, high=520
    )


class Surge(Section):
    """A yearly surge in demand, and a step that lasts; a factor of 1 means none."""

    surge_week: Quantity = number(
        47, "week of the year", "assumed", "first week of the surge", low=0, high=51, whole=True
    )
    surge_weeks: Quantity = number(4, "weeks", "assumed", "length of the surge", low=0, high=52, whole=True)
    surge_factor: Quantity = number(
        1.0, "ratio", "assumed", "needs during the surge over normal", low=0.1, high=10
    )
    surge_abuse: Quantity = number(
        1.0, "ratio", "assumed", "abusive contacts during the surge over normal", low=0, high=20
    )
    demand_step: Quantity = number(
        1.0, "ratio", "assumed", "needs from the start of the policies on over those before", low=0.1, high=10
    )
