"""Constants of firms: what improvement work does, how executives hear and try, how a culture spreads."""

from sim.model.quantities import Quantity, Section, number


class Improvement(Section):
    """What hours spent on improvement do. The yields are equal: an hour costs and moves as much wherever it goes."""

    shift_ratio: Quantity = number(
        1.0, "ratio", "assumed", "friction that employees get for each unit shifted to them", low=0, high=3
    )
    upstream_faults: Quantity = number(
        0.10,
        "share",
        "assumed",
        "requests born with a failure upstream, where the chain's links are ordinary",
        low=0,
        high=0.5,
    )
    fault_effort: Quantity = number(
        0.5, "ratio", "assumed", "effort of repairing it at the desk, over that of the request", low=0, high=5
    )
    fault_hassle: Quantity = number(
        0.15, "share", "assumed", "experience lost to a failure that was repaired", low=0, high=1
    )
    fault_growth: Quantity = number(
        0.3, "1/year", "assumed", "rate at which causes upstream come back", low=0, high=5
    )
    upstream_yield: Quantity = number(
        30,
        "1/year",
        "assumed as improvement_yield",
        "rate of causes removed per share of hours",
        low=0,
        high=500,
    )
    product_yield: Quantity = number(
        30,
        "1/year",
        "assumed as improvement_yield",
        "rate at which the product follows what is heard, per share of hours",
        low=0,
        high=500,
    )
    exploration_yield: Quantity = number(
        30,
        "1/year",
        "assumed as improvement_yield",
        "rate at which exploring shows what is needed, per share of hours",
        low=0,
        high=500,
    )
    vision_forgetting: Quantity = number(
        0.5, "1/year", "assumed", "rate at which what was explored is out of date", low=0, high=10
    )
    link_substitution: Quantity = number(
        -1.0,
        "1",
        "assumed: a prior, form arrow1961",
        "how far strong links make up for a weak one: 1 wholly, strongly negative not at all",
        low=-10,
        high=1,
    )
    chance_aim: Quantity = number(
        0.3, "share", "assumed", "work on causes upstream that lands on a true one by chance", low=0, high=1
    )
    boldness_effect: Quantity = number(
        1.0, "1", "assumed: a prior", "rise of what improvement does per unit of boldness", low=-1, high=3
    )
    boldness_disruption: Quantity = number(
        1.0, "1", "assumed", "further hours lost to improvement per unit of boldness", low=0, high=5
    )
    insight_gain: Quantity = number(
        1.0, "1", "assumed", "rise of what it is used for at full customer insight", low=0, high=5
    )
    department_reach: Quantity = number(
        0.5, "share", "assumed: a prior", "people who adopt what a department hands down", low=0, high=1
    )
    belief_weeks: Quantity = number(
        26, "weeks", "assumed", "time in which managers believe what executives own", low=1, high=520
    )


class Executives(Section):
    """What reaches an executive, and how changes are tried."""

    layers: Quantity = number(
        3, "layers", "assumed", "levels between the front line and the executive", low=0, high=12
    )
    layer_delay: Quantity = number(
        0.3, "quarters/layer", "assumed", "delay of what passes a level", low=0.01, high=4
    )
    layer_noise: Quantity = number(
        0.3, "1/layer", "assumed", "noise that a level adds, of each signal's scale", low=0, high=5
    )
    layer_loss: Quantity = number(
        0.15, "share/layer", "assumed", "what a level loses of the causes it hears about", low=0, high=0.9
    )
    survey_noise: Quantity = number(
        0.005, "1", "assumed", "standard deviation of a week's survey score", low=0, high=0.2
    )
    score_gain: Quantity = number(
        0.10, "1", "assumed", "survey score gained by working on the score alone", low=0, high=0.5
    )
    score_hours: Quantity = number(
        0.01, "share", "assumed", "hours that working on the score takes", low=0, high=0.2
    )
    trial_step: Quantity = number(
        0.2, "share", "assumed", "size of a change that is tried, of the lever's range", low=0.01, high=1
    )
    trial_cost: Quantity = number(
        0.1, "weeks", "assumed", "cost of trying one change, in weekly wage bills", low=0, high=10
    )
    imitation_step: Quantity = number(
        0.25,
        "share",
        "assumed",
        "way to the rivals' offer that full other-direction goes each quarter",
        low=0,
        high=1,
    )
    scale_profit: Quantity = number(
        0.05,
        "share",
        "assumed",
        "change of profit, in first wage bills, that counts as one",
        low=1e-4,
        high=1,
    )
    scale_score: Quantity = number(
        0.02, "1", "assumed", "change of the survey score that counts as one", low=1e-4, high=1
    )
    scale_customers: Quantity = number(
        0.02, "1", "assumed", "change of customer satisfaction that counts as one", low=1e-4, high=1
    )
    scale_employees: Quantity = number(
        0.03, "1", "assumed", "change of employee satisfaction that counts as one", low=1e-4, high=1
    )
    scale_complaints: Quantity = number(
        0.01, "share", "assumed", "change of complaints per delivery that counts as one", low=1e-4, high=1
    )
    scale_departures: Quantity = number(
        0.01, "share", "assumed", "change of customers lost a quarter that counts as one", low=1e-4, high=1
    )


class Culture(Section):
    """Helping: who brings it along, and how it spreads."""

    helping_start: Quantity = number(
        0.2, "share", "assumed", "mean disposition to help beyond the task", low=0, high=0.5
    )
    imitation_weeks: Quantity = number(
        26, "weeks", "assumed", "time in which people do as those around them do", low=1, high=520
    )
    leader_weight: Quantity = number(
        0.4, "share", "assumed", "weight of the manager in what a team imitates", low=0, high=1
    )
    giver_hiring: Quantity = number(
        1.0, "1", "assumed", "how far promoting givers draws givers", low=0, high=5
    )
    help_effort: Quantity = number(
        0.10, "ratio", "assumed", "effort of a helping act, over that of the request", low=0, high=2
    )
    help_delight: Quantity = number(
        0.02, "1", "assumed", "satisfaction gained by a helping act", low=0, high=0.5
    )
