"""Constants of work: what a request takes, what an experience is made of, where managers' hours go."""

from typing import Literal

from sim.model.quantities import Quantity, Section, number


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
    repeat_share: Quantity = number(
        0.10,
        "share",
        "assumed",
        "requests that have to be begun twice where data are not integrated at all",
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
