"""Constants of those who work here: learning, strain, leaving, and how many of them are wanted."""

from sim.model.quantities import Quantity, Section, number


class People(Section):
    """Learning, strain, satisfaction and leaving of those who work here."""

    employees_per_firm: Quantity = number(
        24,
        unit="employees",
        source="assumed",
        meaning="employees of each firm at the start",
        low=1,
        high=1e5,
        whole=True,
    )
    span_of_control: Quantity = number(
        8,
        unit="employees/manager",
        source="priors.span_of_control",
        meaning="employees on a team",
        low=1,
        high=200,
    )
    hours_per_day: Quantity = number(
        8, unit="hours/day", source="assumed", meaning="contracted hours", low=1, high=24
    )
    absence: Quantity = number(
        0.165,
        unit="share",
        source="oliva2001",
        meaning="hours lost to absence at reference strain",
        low=0,
        high=0.6,
    )
    absence_strain: Quantity = number(
        1.0, unit="1", source="assumed", meaning="rise of log absence per unit of strain", low=0, high=5
    )
    learning_time: Quantity = number(
        12, unit="weeks", source="priors.learning_time", meaning="time to learn the job", low=1, high=260
    )
    newcomer_productivity: Quantity = number(
        0.6,
        unit="share",
        source="priors.newcomer_productivity",
        meaning="skill of a new hire, of full",
        low=0.05,
        high=1,
    )
    trainer_load: Quantity = number(
        0.10,
        unit="FTE/newcomer",
        source="priors.trainer_load",
        meaning="colleagues' time that a newcomer takes",
        low=0,
        high=1,
    )
    base_quit_hazard: Quantity = number(
        0.25,
        unit="1/year",
        source="priors.base_quit_hazard",
        meaning="hazard of quitting at reference satisfaction, no strain",
        low=0,
        high=5,
    )
    quit_odds_per_sd_satisfaction: Quantity = number(
        1.5,
        unit="odds ratio",
        source="assumed: partial, below the zero-order priors.quit_odds_per_sd_satisfaction",
        meaning="rise of the hazard per standard deviation of lost satisfaction",
        low=1,
        high=5,
    )
    satisfaction_spread: Quantity = number(
        0.12,
        unit="1",
        source="assumed",
        meaning="standard deviation of satisfaction that those odds refer to",
        low=0.01,
        high=1,
    )
    satisfaction_reference: Quantity = number(
        0.6, unit="1", source="assumed", meaning="satisfaction at which the base hazard holds", low=0, high=1
    )
    burnout_quit_multiplier: Quantity = number(
        1.7,
        unit="ratio",
        source="priors.burnout_quit_multiplier",
        meaning="rise of the hazard at full strain",
        low=1,
        high=10,
    )
    ability_spread: Quantity = number(
        0.19,
        unit="1",
        source="hunter1990",
        meaning="standard deviation of the logarithm of what people get done in an hour",
        low=0,
        high=0.6,
    )
    resilience_spread: Quantity = number(
        0.5,
        unit="1",
        source="assumed",
        meaning="standard deviation of what people bear, on the logit scale of strain",
        low=0,
        high=2,
    )
    notice_weeks: Quantity = number(
        4,
        unit="weeks",
        source="assumed",
        meaning="time from deciding to quit to the last day",
        low=0,
        high=26,
        whole=True,
    )
    match_quit: Quantity = number(
        1.0,
        unit="1",
        source="assumed after jovanovic1979",
        meaning="fall of log hazard per unit of match found",
        low=0,
        high=5,
    )
    match_learning: Quantity = number(
        5,
        unit="weeks",
        source="assumed after farber1994",
        meaning="time in which a newcomer finds out how well the job fits",
        low=1,
        high=260,
    )
    contagion: Quantity = number(
        0.10,
        unit="1",
        source="priors.contagion",
        meaning="rise of the hazard for each teammate who quit last week",
        low=0,
        high=2,
    )
    pay_quit: Quantity = number(
        2.0,
        unit="1",
        source="assumed",
        meaning="fall of log hazard per unit of log pay against the market",
        low=0,
        high=10,
    )
    labour_tightness: Quantity = number(
        1.0,
        unit="ratio",
        source="assumed",
        meaning="outside offers and hiring difficulty against a normal year",
        low=0.1,
        high=10,
    )
    dismissal_hazard: Quantity = number(
        0.03,
        unit="1/year",
        source="assumed",
        meaning="hazard of dismissal at an average match",
        low=0,
        high=2,
    )
    burnout_delay: Quantity = number(
        52,
        unit="weeks",
        source="oliva2001",
        meaning="time in which demands beyond resources become strain",
        low=1,
        high=520,
    )
    satisfaction_delay: Quantity = number(
        6,
        unit="weeks",
        source="assumed",
        meaning="time in which job satisfaction follows the job",
        low=1,
        high=104,
    )
    demand_pressure: Quantity = number(
        1.0, unit="1", source="assumed", meaning="weight of work pressure", low=0, high=5
    )
    demand_ambiguity: Quantity = number(
        1.1, unit="1", source="assumed", meaning="weight of missing clarity", low=0, high=5
    )
    demand_abuse: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="weight of one abusive contact a week without backing",
        low=0,
        high=10,
    )
    demand_friction: Quantity = number(
        0.5, unit="1", source="assumed", meaning="weight of process friction", low=0, high=5
    )
    demand_exhortation: Quantity = number(
        0.4, unit="1", source="assumed", meaning="weight of exhortation without means", low=0, high=5
    )
    resource_recognition: Quantity = number(
        0.4, unit="1", source="assumed", meaning="weight of being heard and seen", low=0, high=5
    )
    resource_autonomy: Quantity = number(
        0.3, unit="1", source="assumed", meaning="weight of deciding, alone or with leave", low=0, high=5
    )
    resource_success: Quantity = number(
        0.4, unit="1", source="assumed", meaning="weight of work done in time", low=0, high=5
    )
    job_balance: Quantity = number(
        0.30, unit="1", source="assumed", meaning="resources minus demands of an ordinary job", low=-5, high=5
    )
    demand_layoffs: Quantity = number(
        2.0,
        unit="1",
        source="assumed",
        meaning="weight of the share of staff laid off lately",
        low=0,
        high=20,
    )
    survivor_weeks: Quantity = number(
        52,
        unit="weeks",
        source="assumed after trevor2008: a year",
        meaning="time in which a layoff fades for those who stay",
        low=1,
        high=260,
    )
    survivor_quit: Quantity = number(
        0.125,
        unit="1",
        source="trevor2008: 13.0% quits after 0.5% laid off, 10.4% without",
        meaning="exponent of the hazard of quitting on the share laid off lately, in thousandths",
        low=0,
        high=0.5,
    )
    strain_slope: Quantity = number(
        3.0,
        unit="1",
        source="assumed",
        meaning="steepness of strain in demands minus resources",
        low=0,
        high=20,
    )
    strain_reference: Quantity = number(
        0.25,
        unit="1",
        source="assumed",
        meaning="strain of an ordinary job; absence and care refer to it",
        low=0.01,
        high=0.99,
    )
    satisfaction_slope_job: Quantity = number(
        0.35,
        unit="1",
        source="assumed",
        meaning="satisfaction per unit of resources minus demands",
        low=0,
        high=3,
    )
    satisfaction_match: Quantity = number(
        0.05, unit="1", source="assumed", meaning="satisfaction per unit of match found", low=0, high=1
    )
    satisfaction_pay: Quantity = number(
        0.3,
        unit="1",
        source="assumed",
        meaning="satisfaction per unit of log pay against the market",
        low=0,
        high=3,
    )


class Staffing(Section):
    """The one staffing rule that every firm follows."""

    planned_utilisation: Quantity = number(
        0.93,
        unit="share",
        source="priors.planned_utilisation",
        meaning="share of present hours that the plan fills",
        low=0.3,
        high=1.2,
    )
    forecast_weeks: Quantity = number(
        8,
        unit="weeks",
        source="assumed",
        meaning="time over which accepted hours are smoothed",
        low=1,
        high=104,
    )
    hiring_weeks: Quantity = number(
        5,
        unit="weeks",
        source="assumed",
        meaning="mean time from a vacancy to the newcomer's first day, at least three weeks",
        low=1,
        high=104,
    )
    hiring_pay: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="elasticity of the filling rate to pay against the market",
        low=0,
        high=10,
    )
    productivity_weeks: Quantity = number(
        13,
        unit="weeks",
        source="assumed",
        meaning="time over which the hours spent on a standard hour are smoothed",
        low=1,
        high=104,
    )
    budget_share: Quantity = number(
        0.75,
        unit="share",
        source="assumed",
        meaning="largest share of revenue that wages may take",
        low=0.05,
        high=5,
    )
    layoff_band: Quantity = number(
        0.10,
        unit="share",
        source="assumed",
        meaning="staff above target that is tolerated before layoffs",
        low=0,
        high=1,
    )
