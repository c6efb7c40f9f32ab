"""Constants of work: what a request takes, what an experience is made of, where managers' hours go."""

from typing import Literal

from sim.model.quantities import Quantity, Section, number


class Work(Section):
    """What a request takes, and what pressure, juggling and fatigue do to the work."""

    effort: Quantity = number(
        1.08,
        unit="hours",
        source="oliva2001",
        meaning="standard effort of a core request",
        low=0.01,
        high=400,
    )
    effort_spread: Quantity = number(
        0.6,
        unit="1",
        source="assumed",
        meaning="standard deviation of the logarithm of effort",
        low=0,
        high=2,
    )
    effort_distribution: Literal["lognormal", "exponential"] = "lognormal"
    extra_effort: Quantity = number(
        2.0,
        unit="ratio",
        source="assumed",
        meaning="effort of an out-of-scope request over a core one",
        low=0.5,
        high=10,
    )
    reduced_effort: Quantity = number(
        0.6,
        unit="ratio",
        source="assumed",
        meaning="what is left of an out-of-scope request that was negotiated down",
        low=0,
        high=1,
    )
    repeat_share: Quantity = number(
        0.10,
        unit="share",
        source="assumed",
        meaning="requests that have to be begun twice where data are not integrated at all",
        low=0,
        high=1,
    )
    rework_effort: Quantity = number(
        0.7, unit="ratio", source="assumed", meaning="effort of rework over a core request", low=0, high=3
    )
    complaint_effort: Quantity = number(
        0.5,
        unit="ratio",
        source="assumed",
        meaning="effort of a complaint that is left to the team",
        low=0,
        high=5,
    )
    switch_cost: Quantity = number(
        0.05,
        unit="share",
        source="priors.switch_cost",
        meaning="capacity lost for every further request juggled at once",
        low=0,
        high=0.3,
    )
    juggle_limit: Quantity = number(
        10,
        unit="requests",
        source="assumed",
        meaning="the most that anybody juggles at once",
        low=1,
        high=50,
        whole=True,
    )
    corner_cutting: Quantity = number(
        0.64,
        unit="1",
        source="oliva2001",
        meaning="fall of log time per request per unit of work pressure",
        low=0,
        high=2,
    )
    work_intensity: Quantity = number(
        0.37,
        unit="1",
        source="oliva2001",
        meaning="rise of log hours worked per unit of work pressure",
        low=0,
        high=2,
    )
    pressure_low: Quantity = number(
        -0.2, unit="1", source="assumed", meaning="least work pressure that is acted on", low=-1, high=0
    )
    pressure_high: Quantity = number(
        0.5, unit="1", source="assumed", meaning="most work pressure that is acted on", low=0, high=2
    )
    backlog_days: Quantity = number(
        1.0,
        unit="days",
        source="assumed",
        meaning="work on a desk at which pressure is balanced",
        low=0.05,
        high=60,
    )
    error_share: Quantity = number(
        0.06,
        unit="share",
        source="assumed",
        meaning="work done wrong by a skilled, unhurried, rested employee",
        low=0,
        high=1,
    )
    error_thoroughness: Quantity = number(
        2.0,
        unit="1",
        source="assumed",
        meaning="exponent of errors on time saved below the standard",
        low=0,
        high=5,
    )
    error_skill: Quantity = number(
        1.0, unit="1", source="assumed", meaning="exponent of errors on missing skill", low=0, high=5
    )
    unguided_errors: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="rise of errors where who has no skill may decide everything",
        low=0,
        high=5,
    )
    zeal_effect: Quantity = number(
        0.1,
        unit="ratio",
        source="assumed: a prior",
        meaning="rise of the pace of work by full exhortation with full means",
        low=0,
        high=0.5,
    )
    standard_erosion_down: Quantity = number(
        19,
        unit="weeks",
        source="oliva2001",
        meaning="time in which the internal standard follows what is done, downwards",
        low=1,
        high=520,
    )
    standard_recovery: Quantity = number(
        190,
        unit="weeks",
        source="assumed after oliva2001",
        meaning="the same upwards: it hardly recovers",
        low=1,
        high=5200,
    )
    standard_floor: Quantity = number(
        0.6,
        unit="share",
        source="assumed",
        meaning="the internal standard cannot erode below this share of the original",
        low=0.1,
        high=1,
    )
    fatigue_onset: Quantity = number(
        3,
        unit="weeks",
        source="oliva2001",
        meaning="time in which long hours become fatigue",
        low=0.2,
        high=52,
    )
    fatigue_productivity: Quantity = number(
        0.3,
        unit="1",
        source="assumed after oliva2001",
        meaning="fall of log productivity per unit of sustained intensity above normal",
        low=0,
        high=3,
    )
    friction: Quantity = number(
        0.15,
        unit="share",
        source="assumed",
        meaning="extra time that unimproved processes cost, of effort",
        low=0,
        high=1,
    )
    friction_growth: Quantity = number(
        0.3,
        unit="1/year",
        source="assumed",
        meaning="rate at which processes fall back to unimproved",
        low=0,
        high=5,
    )
    improvement_yield: Quantity = number(
        30,
        unit="1/year",
        source="schneiderman1988: with improvement_half, 5% of hours halve friction in 9 months (from memory)",
        meaning="rate of friction removed per share of hours spent on it",
        low=0,
        high=500,
    )


class Quality(Section):
    """How an experience is made up. The four weights are scaled to sum to one."""

    weight_timely: Quantity = number(
        0.35, unit="1", source="assumed", meaning="weight of being on time", low=0, high=1
    )
    weight_correct: Quantity = number(
        0.35, unit="1", source="assumed", meaning="weight of being right", low=0, high=1
    )
    weight_easy: Quantity = number(
        0.15, unit="1", source="assumed", meaning="weight of the absence of friction", low=0, high=1
    )
    weight_care: Quantity = number(
        0.15,
        unit="1",
        source="assumed after heskett1994",
        meaning="weight of the care of who serves",
        low=0,
        high=1,
    )
    patience_days: Quantity = number(
        5,
        unit="days",
        source="assumed",
        meaning="lateness after which a third of timeliness is left",
        low=0.1,
        high=260,
    )
    care_strain: Quantity = number(
        0.5, unit="1", source="assumed after corbeanu2023", meaning="care lost at full strain", low=0, high=1
    )
    care_discretion: Quantity = number(
        0.2, unit="1", source="assumed", meaning="care gained where the front line may decide", low=0, high=1
    )


class Managers(Section):
    """Where the hours of a manager go."""

    manager_overtime: Quantity = number(
        1.25,
        unit="ratio",
        source="assumed",
        meaning="longest day of a manager over the normal one",
        low=1,
        high=2,
    )
    triage_hours: Quantity = number(
        0.04,
        unit="hours/request",
        source="assumed",
        meaning="taking in and assigning one request",
        low=0,
        high=4,
    )
    contact_hours: Quantity = number(
        0.2,
        unit="hours/request",
        source="assumed",
        meaning="calls and mails about one accepted out-of-scope request",
        low=0,
        high=10,
    )
    negotiate_hours: Quantity = number(
        0.3,
        unit="hours/request",
        source="assumed",
        meaning="negotiating or declining one out-of-scope ask",
        low=0,
        high=10,
    )
    check_hours: Quantity = number(
        0.04,
        unit="hours/request",
        source="assumed",
        meaning="finding out whether a stated urgency is true",
        low=0,
        high=4,
    )
    complaint_hours: Quantity = number(
        0.5,
        unit="hours/complaint",
        source="assumed",
        meaning="handling one complaint in person",
        low=0,
        high=20,
    )
    chase_hours: Quantity = number(
        0.03,
        unit="hours/request/day",
        source="assumed",
        meaning="answering customers who chase an overdue request",
        low=0,
        high=2,
    )
    newcomer_hours: Quantity = number(
        1.5, unit="hours/week", source="assumed", meaning="bringing in one newcomer", low=0, high=40
    )
    report_hours: Quantity = number(
        6, unit="hours/week", source="assumed", meaning="reports and meetings upwards", low=0, high=40
    )
    attention_base: Quantity = number(
        0.4,
        unit="hours/week",
        source="assumed",
        meaning="briefing that an employee needs whatever is open",
        low=0,
        high=20,
    )
    attention_per_request: Quantity = number(
        0.04,
        unit="hours/week/request",
        source="assumed",
        meaning="briefing that each open request adds",
        low=0,
        high=5,
    )
    attention_memory: Quantity = number(
        2,
        unit="weeks",
        source="assumed",
        meaning="time in which a team's clarity follows briefing and labels",
        low=0.2,
        high=52,
    )
    decline_share: Quantity = number(
        0.6,
        unit="share",
        source="assumed",
        meaning="negotiated asks that end declined; the rest are agreed smaller",
        low=0,
        high=1,
    )
    succession_weeks: Quantity = number(
        26,
        unit="weeks",
        source="assumed",
        meaning="time in which a new manager learns to brief",
        low=1,
        high=260,
    )
    succession_start: Quantity = number(
        0.6, unit="share", source="assumed", meaning="how well a new manager briefs at first", low=0, high=1
    )
    ordinary_talent: Quantity = number(
        1.4,
        unit="standard deviations",
        source="assumed: the expected best of a team of eight",
        meaning="talent of an ordinary manager, among all who work",
        low=-3,
        high=3,
    )
    boss_spread: Quantity = number(
        0.04,
        unit="1",
        source="lazear2015: a boss of the best tenth for one of the worst, 11% in a team of nine",
        meaning="rise of log team speed per standard deviation of its manager's talent",
        low=0,
        high=0.3,
    )
