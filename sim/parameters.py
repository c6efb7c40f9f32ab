"""Every constant of the model, by section: default, unit, source, meaning and the range it may take.

The ranges are priors for sensitivity analysis as much as guards against slips. `priors.<name>` is an entry of the
calibration facts (docs/facts.toml); other keys are in docs/bibliography.toml; `assumed` marks a judgement of ours.
"""

from typing import Literal

from sim.quantities import Quantity, Section, number

WORKDAYS_A_WEEK = 5
WEEKS_A_YEAR = 52
WEEKS_A_QUARTER = 13
DAYS_A_YEAR = WORKDAYS_A_WEEK * WEEKS_A_YEAR
DAYS_A_MONTH = DAYS_A_YEAR / 12
TENURE_MONTHS = 121
"""Months of tenure that are told apart: ten years, and all beyond."""


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
    negative_word_of_mouth: Quantity = number(
        1.5,
        "ratio",
        "priors.negative_word_of_mouth",
        "messages of the dissatisfied over the satisfied",
        low=0.5,
        high=4,
    )
    reputation_adaptation: Quantity = number(
        13, "weeks", "assumed", "time in which reputation follows what customers tell", low=1, high=260
    )


class Work(Section):
    """What a request takes, and what pressure, juggling and fatigue do to the work."""

    effort: Quantity = number(
        1.08, "hours", "oliva2001", "standard effort of a core request", low=0.01, high=400
    )
    effort_spread: Quantity = number(
        0.6, "1", "assumed", "standard deviation of the logarithm of effort", low=0, high=2
    )
    effort_distribution: Literal["lognormal", "exponential"] = "lognormal"
    extra_effort: Quantity = number(
        2.0, "ratio", "assumed", "effort of an out-of-scope request over a core one", low=0.5, high=10
    )
    reduced_effort: Quantity = number(
        0.6,
        "ratio",
        "assumed",
        "what is left of an out-of-scope request that was negotiated down",
        low=0,
        high=1,
    )
    rework_effort: Quantity = number(
        0.7, "ratio", "assumed", "effort of rework over a core request", low=0, high=3
    )
    complaint_effort: Quantity = number(
        0.5, "ratio", "assumed", "effort of a complaint that is left to the team", low=0, high=5
    )
    switch_cost: Quantity = number(
        0.05,
        "share",
        "priors.switch_cost",
        "capacity lost for every further request juggled at once",
        low=0,
        high=0.3,
    )
    juggle_limit: Quantity = number(
        10, "requests", "assumed", "the most that anybody juggles at once", low=1, high=50, whole=True
    )
    corner_cutting: Quantity = number(
        0.64, "1", "oliva2001", "fall of log time per request per unit of work pressure", low=0, high=2
    )
    work_intensity: Quantity = number(
        0.37, "1", "oliva2001", "rise of log hours worked per unit of work pressure", low=0, high=2
    )
    pressure_low: Quantity = number(
        -0.2, "1", "assumed", "least work pressure that is acted on", low=-1, high=0
    )
    pressure_high: Quantity = number(
        0.5, "1", "assumed", "most work pressure that is acted on", low=0, high=2
    )
    backlog_days: Quantity = number(
        1.0, "days", "assumed", "work on a desk at which pressure is balanced", low=0.05, high=60
    )
    error_share: Quantity = number(
        0.06, "share", "assumed", "work done wrong by a skilled, unhurried, rested employee", low=0, high=1
    )
    error_thoroughness: Quantity = number(
        2.0, "1", "assumed", "exponent of errors on time saved below the standard", low=0, high=5
    )
    error_skill: Quantity = number(1.0, "1", "assumed", "exponent of errors on missing skill", low=0, high=5)
    standard_erosion_down: Quantity = number(
        19,
        "weeks",
        "oliva2001",
        "time in which the internal standard follows what is done, downwards",
        low=1,
        high=520,
    )
    standard_recovery: Quantity = number(
        190, "weeks", "assumed after oliva2001", "the same upwards: it hardly recovers", low=1, high=5200
    )
    standard_floor: Quantity = number(
        0.6,
        "share",
        "assumed",
        "the internal standard cannot erode below this share of the original",
        low=0.1,
        high=1,
    )
    fatigue_onset: Quantity = number(
        3, "weeks", "oliva2001", "time in which long hours become fatigue", low=0.2, high=52
    )
    fatigue_productivity: Quantity = number(
        0.3,
        "1",
        "assumed after oliva2001",
        "fall of log productivity per unit of sustained intensity above normal",
        low=0,
        high=3,
    )
    friction: Quantity = number(
        0.15, "share", "assumed", "extra time that unimproved processes cost, of effort", low=0, high=1
    )
    friction_growth: Quantity = number(
        0.3, "1/year", "assumed", "rate at which processes fall back to unimproved", low=0, high=5
    )
    improvement_yield: Quantity = number(
        30, "1/year", "assumed", "rate of friction removed per share of hours spent on it", low=0, high=500
    )


class Quality(Section):
    """How an experience is made up. The four weights are scaled to sum to one."""

    weight_timely: Quantity = number(0.35, "1", "assumed", "weight of being on time", low=0, high=1)
    weight_correct: Quantity = number(0.35, "1", "assumed", "weight of being right", low=0, high=1)
    weight_easy: Quantity = number(0.15, "1", "assumed", "weight of the absence of friction", low=0, high=1)
    weight_care: Quantity = number(
        0.15, "1", "assumed after heskett1994", "weight of the care of who serves", low=0, high=1
    )
    patience_days: Quantity = number(
        5, "days", "assumed", "lateness after which a third of timeliness is left", low=0.1, high=260
    )
    care_strain: Quantity = number(
        0.5, "1", "assumed after corbeanu2023", "care lost at full strain", low=0, high=1
    )
    care_discretion: Quantity = number(
        0.2, "1", "assumed", "care gained where the front line may decide", low=0, high=1
    )


class Managers(Section):
    """Where the hours of a manager go."""

    manager_overtime: Quantity = number(
        1.25, "ratio", "assumed", "longest day of a manager over the normal one", low=1, high=2
    )
    triage_hours: Quantity = number(
        0.04, "hours/request", "assumed", "taking in and assigning one request", low=0, high=4
    )
    contact_hours: Quantity = number(
        0.2,
        "hours/request",
        "assumed",
        "calls and mails about one accepted out-of-scope request",
        low=0,
        high=10,
    )
    negotiate_hours: Quantity = number(
        0.3, "hours/request", "assumed", "negotiating or declining one out-of-scope ask", low=0, high=10
    )
    check_hours: Quantity = number(
        0.04, "hours/request", "assumed", "finding out whether a stated urgency is true", low=0, high=4
    )
    complaint_hours: Quantity = number(
        0.5, "hours/complaint", "assumed", "handling one complaint in person", low=0, high=20
    )
    chase_hours: Quantity = number(
        0.03,
        "hours/request/day",
        "assumed",
        "answering customers who chase an overdue request",
        low=0,
        high=2,
    )
    newcomer_hours: Quantity = number(
        1.5, "hours/week", "assumed", "bringing in one newcomer", low=0, high=40
    )
    report_hours: Quantity = number(
        6, "hours/week", "assumed", "reports and meetings upwards", low=0, high=40
    )
    attention_base: Quantity = number(
        0.4, "hours/week", "assumed", "briefing that an employee needs whatever is open", low=0, high=20
    )
    attention_per_request: Quantity = number(
        0.04, "hours/week/request", "assumed", "briefing that each open request adds", low=0, high=5
    )
    attention_memory: Quantity = number(
        2, "weeks", "assumed", "time in which a team's clarity follows briefing and labels", low=0.2, high=52
    )
    decline_share: Quantity = number(
        0.6,
        "share",
        "assumed",
        "negotiated asks that end declined; the rest are agreed smaller",
        low=0,
        high=1,
    )
    succession_weeks: Quantity = number(
        26, "weeks", "assumed", "time in which a new manager learns to brief", low=1, high=260
    )
    succession_start: Quantity = number(
        0.6, "share", "assumed", "how well a new manager briefs at first", low=0, high=1
    )


class People(Section):
    """Learning, strain, satisfaction and leaving of those who work here."""

    employees_per_firm: Quantity = number(
        24, "employees", "assumed", "employees of each firm at the start", low=1, high=1e5, whole=True
    )
    span_of_control: Quantity = number(
        8, "employees/manager", "priors.span_of_control", "employees on a team", low=1, high=200
    )
    hours_per_day: Quantity = number(8, "hours/day", "assumed", "contracted hours", low=1, high=24)
    absence: Quantity = number(
        0.165, "share", "oliva2001", "hours lost to absence at reference strain", low=0, high=0.6
    )
    absence_strain: Quantity = number(
        1.0, "1", "assumed", "rise of log absence per unit of strain", low=0, high=5
    )
    learning_time: Quantity = number(
        12, "weeks", "priors.learning_time", "time to learn the job", low=1, high=260
    )
    newcomer_productivity: Quantity = number(
        0.5, "share", "priors.newcomer_productivity", "skill of a new hire, of full", low=0.05, high=1
    )
    trainer_load: Quantity = number(
        0.10, "FTE/newcomer", "priors.trainer_load", "colleagues' time that a newcomer takes", low=0, high=1
    )
    base_quit_hazard: Quantity = number(
        0.25,
        "1/year",
        "priors.base_quit_hazard",
        "hazard of quitting at reference satisfaction, no strain",
        low=0,
        high=5,
    )
    quit_odds_per_sd_satisfaction: Quantity = number(
        1.5,
        "odds ratio",
        "assumed: partial, below the zero-order priors.quit_odds_per_sd_satisfaction",
        "rise of the hazard per standard deviation of lost satisfaction",
        low=1,
        high=5,
    )
    satisfaction_spread: Quantity = number(
        0.12, "1", "assumed", "standard deviation of satisfaction that those odds refer to", low=0.01, high=1
    )
    satisfaction_reference: Quantity = number(
        0.6, "1", "assumed", "satisfaction at which the base hazard holds", low=0, high=1
    )
    burnout_quit_multiplier: Quantity = number(
        1.7, "ratio", "priors.burnout_quit_multiplier", "rise of the hazard at full strain", low=1, high=10
    )
    match_quit: Quantity = number(
        0.8, "1", "assumed after jovanovic1979", "fall of log hazard per unit of match found", low=0, high=5
    )
    match_learning: Quantity = number(
        10,
        "weeks",
        "assumed after farber1994",
        "time in which a newcomer finds out how well the job fits",
        low=1,
        high=260,
    )
    contagion: Quantity = number(
        0.10,
        "1",
        "priors.contagion",
        "rise of the hazard for each teammate who quit last week",
        low=0,
        high=2,
    )
    pay_quit: Quantity = number(
        2.0, "1", "assumed", "fall of log hazard per unit of log pay against the market", low=0, high=10
    )
    labour_tightness: Quantity = number(
        1.0,
        "ratio",
        "assumed",
        "outside offers and hiring difficulty against a normal year",
        low=0.1,
        high=10,
    )
    dismissal_hazard: Quantity = number(
        0.03, "1/year", "assumed", "hazard of dismissal at an average match", low=0, high=2
    )
    burnout_delay: Quantity = number(
        52, "weeks", "oliva2001", "time in which demands beyond resources become strain", low=1, high=520
    )
    satisfaction_delay: Quantity = number(
        6, "weeks", "assumed", "time in which job satisfaction follows the job", low=1, high=104
    )
    demand_pressure: Quantity = number(1.0, "1", "assumed", "weight of work pressure", low=0, high=5)
    demand_ambiguity: Quantity = number(0.8, "1", "assumed", "weight of missing clarity", low=0, high=5)
    demand_abuse: Quantity = number(
        1.0, "1", "assumed", "weight of one abusive contact a week without backing", low=0, high=10
    )
    demand_friction: Quantity = number(0.5, "1", "assumed", "weight of process friction", low=0, high=5)
    demand_exhortation: Quantity = number(
        0.4, "1", "assumed", "weight of exhortation without means", low=0, high=5
    )
    resource_recognition: Quantity = number(
        0.4, "1", "assumed", "weight of being heard and seen", low=0, high=5
    )
    resource_discretion: Quantity = number(
        0.3, "1", "assumed", "weight of being allowed to decide", low=0, high=5
    )
    resource_success: Quantity = number(0.4, "1", "assumed", "weight of work done in time", low=0, high=5)
    job_balance: Quantity = number(
        0.30, "1", "assumed", "resources minus demands of an ordinary job", low=-5, high=5
    )
    strain_slope: Quantity = number(
        3.0, "1", "assumed", "steepness of strain in demands minus resources", low=0, high=20
    )
    strain_reference: Quantity = number(
        0.25, "1", "assumed", "strain of an ordinary job; absence and care refer to it", low=0.01, high=0.99
    )
    satisfaction_slope_job: Quantity = number(
        0.35, "1", "assumed", "satisfaction per unit of resources minus demands", low=0, high=3
    )
    satisfaction_match: Quantity = number(
        0.05, "1", "assumed", "satisfaction per unit of match found", low=0, high=1
    )
    satisfaction_pay: Quantity = number(
        0.3, "1", "assumed", "satisfaction per unit of log pay against the market", low=0, high=3
    )


class Staffing(Section):
    """The one staffing rule that every firm follows."""

    planned_utilisation: Quantity = number(
        0.93,
        "share",
        "priors.planned_utilisation",
        "share of present hours that the plan fills",
        low=0.3,
        high=1.2,
    )
    forecast_weeks: Quantity = number(
        8, "weeks", "assumed", "time over which accepted hours are smoothed", low=1, high=104
    )
    hiring_weeks: Quantity = number(5, "weeks", "assumed", "mean time to fill a vacancy", low=1, high=104)
    hiring_pay: Quantity = number(
        1.0, "1", "assumed", "elasticity of the filling rate to pay against the market", low=0, high=10
    )
    budget_share: Quantity = number(
        0.75, "share", "assumed", "largest share of revenue that wages may take", low=0.05, high=5
    )
    layoff_band: Quantity = number(
        0.10, "share", "assumed", "staff above target that is tolerated before layoffs", low=0, high=1
    )


class Money(Section):
    """Prices and wages, in the scenario's currency."""

    price_request: Quantity = number(
        65, "currency/request", "assumed", "price of a core request", low=0, high=1e6
    )
    extra_price: Quantity = number(
        1.6, "ratio", "assumed", "price of an out-of-scope request over a core one", low=0, high=10
    )
    wage: Quantity = number(
        20,
        "currency/hour",
        "assumed near ooh2024, customer service",
        "market wage",
        low=0.01,
        high=1e4,
    )
    manager_wage: Quantity = number(34, "currency/hour", "assumed", "wage of a manager", low=0, high=1e4)
    on_costs: Quantity = number(1.25, "ratio", "assumed", "employer's cost over the wage", low=1, high=3)
    overtime_premium: Quantity = number(
        1.5, "ratio", "assumed", "overtime pay over normal pay", low=0, high=5
    )
    hiring_cost: Quantity = number(
        0.2,
        "share",
        "assumed below holman2007, which counts lost productivity too",
        "cost of replacing one person, of annual wage",
        low=0,
        high=3,
    )
    severance: Quantity = number(
        0.1, "share", "assumed", "cost of laying one person off, of annual wage", low=0, high=3
    )
    fixed_cost: Quantity = number(
        0.12, "share", "assumed", "rent and systems, of the market wage bill at the start", low=0, high=5
    )
    opening_cash: Quantity = number(
        0.25, "share", "assumed", "cash at the start, of a year's wage bill", low=0, high=20
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


class Entry(Section):
    """When a new firm opens in a contestable market, and when a firm fails."""

    entry_margin: Quantity = number(
        0.12, "share", "assumed", "mean profit on revenue of a quarter that draws an entrant", low=-1, high=1
    )
    entry_size: Quantity = number(
        0.5, "share", "assumed", "staff of an entrant over an incumbent's", low=0.05, high=1
    )
    insolvency: Quantity = number(
        0.5,
        "share",
        "assumed",
        "debt at which a firm closes, of a year's wage bill at the start",
        low=0,
        high=100,
    )


class Horizon(Section):
    """How long a run is."""

    warm_up: Quantity = number(
        2, "years", "assumed", "neutral years before the policies begin", low=1, high=20, whole=True
    )
    years: Quantity = number(3, "years", "assumed", "years under the policies", low=1, high=50, whole=True)


SECTIONS: dict[str, type[Section]] = {
    "customers": Customers,
    "choice": Choice,
    "work": Work,
    "quality": Quality,
    "managers": Managers,
    "people": People,
    "staffing": Staffing,
    "money": Money,
    "surge": Surge,
    "entry": Entry,
    "horizon": Horizon,
}
"""Section name in a scenario file to its class."""

CONSTANTS: tuple[str, ...] = tuple(
    name
    for section in SECTIONS.values()
    for name, field in section.model_fields.items()
    if field.annotation is Quantity
)
"""Every quantity by its own name, which is unique across sections: the fields of the market record."""
