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
        meaning="work on a desk at which pressure is balanced, at the pace practised",
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
        meaning="rise of errors of the unskilled, over discretion, at neutral discretion; proportional to it",
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
        30,
        unit="weeks",
        source="priors.standard_recovery",
        meaning="the same upwards: from as fast to hardly at all",
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
    strain_slowing: Quantity = number(
        0.3,
        unit="1",
        source="assumed after corbeanu2023",
        meaning="fall of log productivity per unit of strain",
        low=0,
        high=2,
    )
    strain_slips: Quantity = number(
        0.5,
        unit="1",
        source="assumed after corbeanu2023",
        meaning="rise of log errors per unit of strain",
        low=0,
        high=3,
    )
    overflow_margin: Quantity = number(
        0.5,
        unit="days",
        source="assumed",
        meaning="work for each teammate present beyond the least loaded team's, from which it goes there",
        low=0,
        high=260,
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
    """How an experience is made up. The five weights are scaled to sum to one; each grade is about 0.7 ordinarily."""

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
    weight_price: Quantity = number(
        0.10, unit="1", source="assumed", meaning="weight of a fair price", low=0, high=1
    )
    ordinary_grade: Quantity = number(
        0.7,
        unit="1",
        source="assumed: so that delight is possible",
        meaning="grade of what is just in time, of right work on average, of a usual price",
        low=0.5,
        high=1,
    )
    price_feeling: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="grade lost per unit of log price above what is usual",
        low=0,
        high=5,
    )
    friction_feeling: Quantity = number(
        0.2,
        unit="share",
        source="assumed",
        meaning="friction at which a third of the ease is left",
        low=0.02,
        high=2,
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
    """Where the hours of a manager go, and what people need of managers."""

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
    chase_most: Quantity = number(
        0.4,
        unit="share",
        source="assumed",
        meaning="share of a day after which a manager leaves further chasers unanswered",
        low=0,
        high=1,
    )
    answer_hours: Quantity = number(
        0.2,
        unit="hours/question",
        source="assumed",
        meaning="answering one question of an employee, or giving leave",
        low=0,
        high=4,
    )
    support_hours: Quantity = number(
        0.5,
        unit="hours/case",
        source="assumed",
        meaning="standing by an employee whom a customer abused",
        low=0,
        high=8,
    )
    idea_hours: Quantity = number(
        1.0, unit="hours/idea", source="assumed", meaning="taking up one idea of an employee", low=0, high=20
    )
    talk_hours: Quantity = number(
        0.5,
        unit="hours/talk",
        source="assumed",
        meaning="a conversation, which takes both as long, at neutral employee voice; proportional to it",
        low=0,
        high=4,
    )
    report_hours: Quantity = number(
        6, unit="hours/week", source="assumed", meaning="reports and meetings upwards", low=0, high=40
    )
    initiative_hours: Quantity = number(
        2.0,
        unit="hours/initiative",
        source="assumed",
        meaning="a manager's part in one initiative of the executive",
        low=0,
        high=40,
    )
    decline_share: Quantity = number(
        0.6,
        unit="share",
        source="assumed",
        meaning="negotiated asks that end declined; the rest are agreed smaller",
        low=0,
        high=1,
    )
    order_days: Quantity = number(
        20,
        unit="days",
        source="assumed: longer than most requests wait, so that at its ends the practice decides alone",
        meaning="how far the full practice `first` moves due days when a manager orders the tray",
        low=0,
        high=260,
    )
    question_share: Quantity = number(
        0.08,
        unit="share",
        source="assumed",
        meaning="requests about which a skilled employee with clear labels has a question",
        low=0,
        high=1,
    )
    question_newcomer: Quantity = number(
        3.0,
        unit="1",
        source="assumed",
        meaning="rise of that share per unit of missing skill",
        low=0,
        high=20,
    )
    question_labels: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="rise of that share where labels tell nothing",
        low=0,
        high=10,
    )
    question_scope: Quantity = number(
        3.0,
        unit="ratio",
        source="assumed",
        meaning="questions about an out-of-scope request over those about another",
        low=1,
        high=10,
    )
    newcomer_questions: Quantity = number(
        2,
        unit="questions",
        source="assumed; sign: newcomers are unclear about their role (morrison1993)",
        meaning="questions that a newcomer brings along, none of them answered yet",
        low=0,
        high=50,
    )
    decision_share: Quantity = number(
        0.06,
        unit="share",
        source="assumed",
        meaning="requests that need a decision beyond the routine",
        low=0,
        high=1,
    )
    question_patience: Quantity = number(
        2,
        unit="days",
        source="assumed",
        meaning="time for which an employee lets a request wait for an answer",
        low=1,
        high=20,
        whole=True,
    )
    support_patience: Quantity = number(
        5,
        unit="days",
        source="assumed",
        meaning="time after which support comes too late",
        low=1,
        high=65,
        whole=True,
    )
    idea_patience: Quantity = number(
        10,
        unit="days",
        source="assumed",
        meaning="time after which an idea is forgotten, and an initiative overtaken by the next",
        low=1,
        high=130,
        whole=True,
    )
    guess_effort: Quantity = number(
        0.25,
        unit="share",
        source="assumed",
        meaning="further time that a request takes when it is done without knowing how",
        low=0,
        high=3,
    )
    guess_errors: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="rise of its probability to be wrong",
        low=0,
        high=10,
    )
    guess_care: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="care lost where leave to decide for the customer did not come",
        low=0,
        high=1,
    )
    speak_base: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="needs that employees raise on average where nobody encourages them to",
        low=0,
        high=1,
    )
    idea_rate: Quantity = number(
        4, unit="1/year", source="assumed", meaning="ideas of an employee who is encouraged", low=0, high=52
    )
    initiatives_exhorted: Quantity = number(
        1.0,
        unit="1/week",
        source="assumed",
        meaning="initiatives for each manager at full exhortation",
        low=0,
        high=10,
    )
    initiatives_improving: Quantity = number(
        10,
        unit="1/week",
        source="assumed",
        meaning="initiatives for each manager per share of paid hours spent on improvement",
        low=0,
        high=200,
    )
    made_urgent: Quantity = number(
        0.1,
        unit="share",
        source="assumed",
        meaning="calm requests that a manager labels urgent for each initiative that waits",
        low=0,
        high=1,
    )
    experience_weeks: Quantity = number(
        8,
        unit="weeks",
        source="assumed",
        meaning="time in which what people lived through with their manager fades",
        low=0.5,
        high=104,
    )
    plea_pressure: Quantity = number(
        0.2,
        unit="1",
        source="assumed",
        meaning="work pressure of a team at which its manager pleads for staff",
        low=0,
        high=2,
    )
    plea_patience: Quantity = number(
        20,
        unit="days",
        source="assumed",
        meaning="time after which a plea is forgotten",
        low=1,
        high=130,
        whole=True,
    )
    attended_a_week: Quantity = number(
        1,
        unit="requests/week",
        source="assumed",
        meaning="pleas and escalated complaints that an executive attends to",
        low=0,
        high=20,
        whole=True,
    )
    plea_staff: Quantity = number(
        0.5,
        unit="employees",
        source="assumed",
        meaning="staff granted on a plea beyond the plan",
        low=0,
        high=5,
    )
    grant_weeks: Quantity = number(
        26, unit="weeks", source="assumed", meaning="time in which a grant lapses", low=1, high=260
    )
    succession_weeks: Quantity = number(
        26,
        unit="weeks",
        source="assumed",
        meaning="time in which a new manager learns to answer",
        low=1,
        high=260,
    )
    succession_start: Quantity = number(
        0.6,
        unit="share",
        source="assumed",
        meaning="pace at which a new manager answers at first, of the experienced",
        low=0.05,
        high=1,
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
