"""Constants of those who work here: learning, strain, leaving, and how many of them are wanted."""

from sim.model.quantities import Quantity, Section, number


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
