"""Constants of customers: what they ask for, and how they take what they get."""

from sim.model.quantities import Quantity, Section, number


class Customers(Section):
    """Who asks, how often, for what, and how they take what they get."""

    customers_per_firm: Quantity = number(
        7000,
        unit="customers",
        source="assumed",
        meaning="customers for each firm at the start",
        low=1,
        high=1e6,
        whole=True,
    )
    need_rate: Quantity = number(
        0.4,
        unit="1/month",
        source="priors.requests_per_customer_month",
        meaning="needs of a customer, of which each has one a day at most",
        low=0.01,
        high=60,
    )
    need_spread: Quantity = number(
        0.8,
        unit="1",
        source="assumed",
        meaning="standard deviation of the logarithm of the need rate across customers",
        low=0,
        high=2,
    )
    extra_share: Quantity = number(
        0.08,
        unit="share",
        source="assumed",
        meaning="needs that come with an out-of-scope ask, before customers learn",
        low=0,
        high=1,
    )
    extra_learning: Quantity = number(
        0.05,
        unit="share",
        source="assumed",
        meaning="how far one accepted or declined extra moves the habit of asking",
        low=0,
        high=1,
    )
    extra_forgetting: Quantity = number(
        26,
        unit="weeks",
        source="assumed",
        meaning="time in which that habit fades to where it began",
        low=1,
        high=520,
    )
    urgent_share: Quantity = number(
        0.15, unit="share", source="assumed", meaning="requests that are truly urgent", low=0, high=1
    )
    claim_share: Quantity = number(
        0.25,
        unit="share",
        source="assumed",
        meaning="other requests that a content customer states as urgent",
        low=0,
        high=1,
    )
    claim_sensitivity: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="rise of that share per unit of lost satisfaction",
        low=0,
        high=5,
    )
    due_days: Quantity = number(
        3,
        unit="days",
        source="assumed",
        meaning="time in which an ordinary request is due, the day of the ask counted",
        low=1,
        high=260,
        whole=True,
    )
    urgent_due_days: Quantity = number(
        1,
        unit="days",
        source="assumed",
        meaning="time in which a truly urgent request is due, the day of the ask counted",
        low=1,
        high=260,
        whole=True,
    )
    notice_share: Quantity = number(
        0.7,
        unit="share",
        source="assumed",
        meaning="wrong work that the customer notices and brings back",
        low=0,
        high=1,
    )
    complain_wrong: Quantity = number(
        0.20,
        unit="share",
        source="tarp: 5 to 30% (second-hand)",
        meaning="problems of quality that are voiced",
        low=0,
        high=1,
    )
    complain_late: Quantity = number(
        0.10,
        unit="share",
        source="tarp: 5 to 30% (second-hand)",
        meaning="late deliveries that are voiced",
        low=0,
        high=1,
    )
    complain_money: Quantity = number(
        0.60,
        unit="share",
        source="tarp: 50 to 75% (second-hand)",
        meaning="overcharges that are voiced when found out",
        low=0,
        high=1,
    )
    abusive_share: Quantity = number(
        0.05, unit="share", source="assumed", meaning="customers who can turn abusive", low=0, high=1
    )
    abuse_rate: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="contacts of such a customer that turn abusive when all satisfaction is lost",
        low=0,
        high=1,
    )
    expectation_start: Quantity = number(
        0.7,
        unit="1",
        source="assumed near what the neutral firm delivers",
        meaning="expectation of everybody on the first day",
        low=0,
        high=1,
    )
    expectation_adaptation: Quantity = number(
        52,
        unit="weeks",
        source="priors.expectation_adaptation",
        meaning="time in which expectations follow experience",
        low=1,
        high=520,
    )
    expectation_usual: Quantity = number(
        0.3,
        unit="share",
        source="assumed",
        meaning="weight of what is usual in the market in what expectations follow, against own experience",
        low=0,
        high=1,
    )
    shortfall_weight: Quantity = number(
        2.0,
        unit="ratio",
        source="priors.shortfall_weight",
        meaning="weight of a shortfall against a surplus",
        low=1,
        high=4,
    )
    satisfaction_memory: Quantity = number(
        0.25,
        unit="share",
        source="assumed",
        meaning="weight of the latest service in satisfaction",
        low=0.01,
        high=1,
    )
    satisfaction_set_point: Quantity = number(
        0.7,
        unit="1",
        source="assumed",
        meaning="satisfaction of a customer who perceives ordinary quality and gets what is expected",
        low=0.1,
        high=0.9,
    )
    satisfaction_gain: Quantity = number(
        0.5,
        unit="1",
        source="assumed; not above quality_gain (johnson1995)",
        meaning="satisfaction per unit of experience beyond expectation",
        low=0,
        high=3,
    )
    quality_gain: Quantity = number(
        1.0,
        unit="1",
        source="assumed; sign and order anderson1993, fornell1996",
        meaning="satisfaction per unit of perceived quality above the ordinary",
        low=0,
        high=3,
    )
    quality_reference: Quantity = number(
        0.7,
        unit="1",
        source="assumed: what the neutral firm delivers",
        meaning="ordinary quality, at which satisfaction rests at its set point",
        low=0,
        high=1,
    )
    quality_memory: Quantity = number(
        0.15,
        unit="share",
        source="assumed; form johnson1995",
        meaning="weight of the latest service in perceived quality",
        low=0.01,
        high=1,
    )
    liking_spread: Quantity = number(
        0.09,
        unit="1",
        source="assumed",
        meaning="scale of the lasting liking of a customer for a firm, in satisfaction",
        low=0,
        high=0.3,
    )
    decline_cost: Quantity = number(
        0.06, unit="1", source="assumed", meaning="satisfaction lost when an ask is declined", low=0, high=0.5
    )
    calmed_cost: Quantity = number(
        0.01,
        unit="1",
        source="assumed",
        meaning="satisfaction lost when a customer is told that it is not urgent",
        low=0,
        high=0.5,
    )
    consolation: Quantity = number(
        0.05,
        unit="1",
        source="assumed",
        meaning="satisfaction gained when an executive attends to a complaint that managers passed on",
        low=0,
        high=0.5,
    )
    rebuke_cost: Quantity = number(
        0.10,
        unit="1",
        source="assumed",
        meaning="satisfaction lost when a manager takes an employee's side against the customer",
        low=0,
        high=0.5,
    )
    extra_delight: Quantity = number(
        0.04,
        unit="1",
        source="assumed",
        meaning="satisfaction gained when an out-of-scope ask is delivered",
        low=0,
        high=0.5,
    )
    recovery_wrong: Quantity = number(
        0.05,
        unit="1",
        source="assumed",
        meaning="satisfaction gained when a manager handles a complaint about wrong work in person",
        low=0,
        high=0.5,
    )
    recovery_late: Quantity = number(
        0.03,
        unit="1",
        source="assumed",
        meaning="the same about lateness: the time is gone",
        low=0,
        high=0.5,
    )
    recovery_money: Quantity = number(
        0.10,
        unit="1",
        source="assumed below betrayal",
        meaning="the same about a charge",
        low=0,
        high=0.5,
    )
    patronage_elasticity: Quantity = number(
        0.5,
        unit="1",
        source="assumed",
        meaning="elasticity of the need rate to satisfaction: the dissatisfied buy less",
        low=0,
        high=3,
    )
    promise_weight: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="how far a full promise lifts an expectation towards perfection",
        low=0,
        high=1,
    )
    need_price_elasticity: Quantity = number(
        0.3,
        unit="1",
        source="assumed",
        meaning="fall of log needs per unit of log price: the dear are asked less",
        low=0,
        high=3,
    )
    withdrawal_hazard: Quantity = number(
        0.05,
        unit="1/day",
        source="assumed",
        meaning="hazard with which a request that is late beyond all patience is withdrawn",
        low=0,
        high=1,
    )
    claim_learning: Quantity = number(
        0.05,
        unit="share",
        source="assumed",
        meaning="how far one claim of urgency that worked or did not moves the habit of claiming",
        low=0,
        high=1,
    )
    claim_forgetting: Quantity = number(
        26,
        unit="weeks",
        source="assumed",
        meaning="time in which that habit fades to where it began",
        low=1,
        high=520,
    )
    bonding_years: Quantity = number(
        2.0,
        unit="years",
        source="assumed",
        meaning="time with a firm after which a customer is as loyal as ordinarily",
        low=0.1,
        high=20,
    )
