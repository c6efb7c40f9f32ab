"""Constants of firms: what improvement work does, how executives hear and try, how a culture spreads."""

from sim.model.quantities import Quantity, Section, number


class Improvement(Section):
    """What hours spent on improvement do. The yields are equal: an hour costs and moves as much wherever it goes."""

    shift_ratio: Quantity = number(
        1.0,
        unit="ratio",
        source="assumed",
        meaning="friction that employees get for each unit shifted to them",
        low=0,
        high=3,
    )
    upstream_faults: Quantity = number(
        0.10,
        unit="share",
        source="assumed",
        meaning="requests born with a failure upstream, where the chain's links are ordinary",
        low=0,
        high=0.5,
    )
    fault_effort: Quantity = number(
        0.5,
        unit="ratio",
        source="assumed",
        meaning="effort of repairing it, over that of the request",
        low=0,
        high=5,
    )
    fault_return: Quantity = number(
        0.6,
        unit="share",
        source="assumed",
        meaning="failures from upstream with which the customer has to come back; the rest is repaired at the desk",
        low=0,
        high=1,
    )
    fault_hassle: Quantity = number(
        0.15,
        unit="share",
        source="assumed",
        meaning="experience lost to a failure that was repaired",
        low=0,
        high=1,
    )
    fault_growth: Quantity = number(
        0.3, unit="1/year", source="assumed", meaning="rate at which causes upstream come back", low=0, high=5
    )
    upstream_yield: Quantity = number(
        30,
        unit="1/year",
        source="assumed as improvement_yield",
        meaning="rate of causes removed per share of hours",
        low=0,
        high=500,
    )
    product_yield: Quantity = number(
        30,
        unit="1/year",
        source="assumed as improvement_yield",
        meaning="rate at which the product follows what is heard, per share of hours",
        low=0,
        high=500,
    )
    exploration_yield: Quantity = number(
        30,
        unit="1/year",
        source="assumed as improvement_yield",
        meaning="rate at which exploring shows what is needed, per share of hours",
        low=0,
        high=500,
    )
    vision_forgetting: Quantity = number(
        0.5,
        unit="1/year",
        source="assumed",
        meaning="rate at which what was explored is out of date",
        low=0,
        high=10,
    )
    link_substitution: Quantity = number(
        -1.0,
        unit="1",
        source="assumed: a prior, form arrow1961",
        meaning="how far strong links make up for a weak one: 1 wholly, strongly negative not at all",
        low=-10,
        high=1,
    )
    chance_aim: Quantity = number(
        0.3,
        unit="share",
        source="assumed",
        meaning="work on causes upstream that lands on a true one by chance",
        low=0,
        high=1,
    )
    boldness_effect: Quantity = number(
        1.0,
        unit="1",
        source="assumed: a prior",
        meaning="rise of what improvement does per unit of boldness",
        low=-1,
        high=3,
    )
    boldness_disruption: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="further hours lost to improvement per unit of boldness",
        low=0,
        high=5,
    )
    insight_gain: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="rise of what it is used for at full customer insight",
        low=0,
        high=5,
    )
    department_reach: Quantity = number(
        0.5,
        unit="share",
        source="assumed: a prior",
        meaning="people who adopt what a department hands down",
        low=0,
        high=1,
    )
    belief_weeks: Quantity = number(
        26,
        unit="weeks",
        source="assumed",
        meaning="time in which managers believe what executives own",
        low=1,
        high=520,
    )
    improvement_half: Quantity = number(
        0.05,
        unit="share",
        source="assumed: a prior; with improvement_yield, 5% of hours halve friction in 9 months (schneiderman1988)",
        meaning="hours of improvement at which each does half of what the first does",
        low=0.005,
        high=10,
    )
    training_ratio: Quantity = number(
        0.5,
        unit="hours/hour",
        source="assumed",
        meaning="training for each hour of improvement, where change is everybody's skill",
        low=0,
        high=5,
    )
    department_ratio: Quantity = number(
        0.5,
        unit="ratio",
        source="assumed",
        meaning="salaries of a department of change, over those of improvement that it hands down",
        low=0,
        high=5,
    )
    product_faults: Quantity = number(
        0.4,
        unit="share",
        source="assumed",
        meaning="failures upstream that are born in the product",
        low=0,
        high=0.5,
    )
    process_faults: Quantity = number(
        0.4,
        unit="share",
        source="assumed",
        meaning="failures upstream that are born in processes; the rest is billing's",
        low=0,
        high=0.5,
    )
    product_repair: Quantity = number(
        1.0,
        unit="ratio",
        source="assumed",
        meaning="effort of repairing a failure of the product where it is born, over that of a request",
        low=0.01,
        high=20,
    )
    process_repair: Quantity = number(
        0.5,
        unit="ratio",
        source="assumed",
        meaning="the same for processes",
        low=0.01,
        high=20,
    )
    billing_repair: Quantity = number(
        0.25,
        unit="ratio",
        source="assumed",
        meaning="the same for billing",
        low=0.01,
        high=20,
    )
    idea_worth: Quantity = number(
        8,
        unit="hours",
        source="assumed",
        meaning="hours of improvement that an idea taken up is worth",
        low=0,
        high=200,
    )
    idea_limit: Quantity = number(
        0.02,
        unit="share",
        source="assumed",
        meaning="improvement that ideas can bring at most, as a share of paid hours",
        low=0.001,
        high=0.2,
    )
    idea_friction: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="what ideas improve in processes",
        low=0,
        high=0.5,
    )
    idea_causes: Quantity = number(
        0.3,
        unit="share",
        source="assumed",
        meaning="what they improve upstream; the rest is the product's",
        low=0,
        high=0.5,
    )


class Executives(Section):
    """What reaches an executive, and how changes are tried."""

    layers: Quantity = number(
        3,
        unit="layers",
        source="assumed",
        meaning="levels between the front line and the executive",
        low=0,
        high=12,
    )
    layer_delay: Quantity = number(
        0.3, unit="quarters/layer", source="assumed", meaning="delay of what passes a level", low=0.01, high=4
    )
    layer_noise: Quantity = number(
        0.3,
        unit="1/layer",
        source="assumed",
        meaning="noise that a level adds, of what a signal ordinarily moves in a quarter",
        low=0,
        high=5,
    )
    layer_loss: Quantity = number(
        0.15,
        unit="share/layer",
        source="assumed",
        meaning="what a level loses of the causes it hears about",
        low=0,
        high=0.9,
    )
    survey_noise: Quantity = number(
        0.005,
        unit="1",
        source="assumed",
        meaning="standard deviation of a week's survey score",
        low=0,
        high=0.2,
    )
    score_gain: Quantity = number(
        0.10,
        unit="1",
        source="assumed",
        meaning="survey score gained by working on the score alone",
        low=0,
        high=0.5,
    )
    score_hours: Quantity = number(
        0.01, unit="share", source="assumed", meaning="hours that working on the score takes", low=0, high=0.2
    )
    trial_step: Quantity = number(
        0.2,
        unit="share",
        source="assumed",
        meaning="size of a change that is tried, of the lever's range",
        low=0.01,
        high=1,
    )
    trial_cost: Quantity = number(
        0.1,
        unit="weeks",
        source="assumed",
        meaning="cost of trying one change, in weekly wage bills",
        low=0,
        high=10,
    )
    imitation_step: Quantity = number(
        0.25,
        unit="share",
        source="assumed",
        meaning="way to the rivals' offer that full other-direction goes each quarter",
        low=0,
        high=1,
    )
    swing_quarters: Quantity = number(
        8,
        unit="quarters",
        source="assumed",
        meaning="time over which executives learn how much a signal moves by itself",
        low=1,
        high=100,
    )
    trial_hope: Quantity = number(
        0.5,
        unit="1",
        source="assumed",
        meaning="effect that is thought possible of a step, in ordinary swings of the goal",
        low=0.01,
        high=10,
    )
    trial_memory: Quantity = number(
        16,
        unit="quarters",
        source="assumed",
        meaning="time in which what a trial showed goes out of date",
        low=1,
        high=400,
    )
    sure: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="standard deviations from zero at which an effect is known well enough to move two levers",
        low=0,
        high=10,
    )
    executive_tenure: Quantity = number(
        6,
        unit="years",
        source="assumed: recalled medians are four to seven",
        meaning="mean time that an executive stays",
        low=0.1,
        high=100,
    )
    postponed: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="what pays later that is put off in an executive's last year",
        low=0,
        high=1,
    )
    word_gain: Quantity = number(
        0.05,
        unit="1",
        source="assumed",
        meaning="belief that managers gain by a step declared for employees",
        low=0,
        high=1,
    )
    word_loss: Quantity = number(
        2.25,
        unit="ratio",
        source="assumed: as losses weigh in tversky1992",
        meaning="belief lost by a step taken back, over what it had gained",
        low=1,
        high=20,
    )
    word_hurt: Quantity = number(
        0.05,
        unit="1",
        source="assumed",
        meaning="satisfaction that employees and managers lose by a step taken back",
        low=0,
        high=1,
    )
    trust_weeks: Quantity = number(
        104,
        unit="weeks",
        source="assumed: slower than belief_weeks (slovic1993 for the sign)",
        meaning="time in which belief comes back",
        low=1,
        high=1040,
    )
    loss_tolerated: Quantity = number(
        0.02,
        unit="share",
        source="assumed",
        meaning="share of its market, beyond chance, that a firm loses in half a year before it answers",
        low=0,
        high=1,
    )
    loss_alarming: Quantity = number(
        0.12,
        unit="share",
        source="assumed",
        meaning="loss in half a year at which it answers as far as it can",
        low=0.01,
        high=1,
    )
    answer_price: Quantity = number(
        0.05,
        unit="share",
        source="assumed",
        meaning="price cut of a full answer",
        low=0,
        high=0.5,
    )
    answer_staff: Quantity = number(
        0.05,
        unit="share",
        source="assumed",
        meaning="staff beyond the plan in a full answer",
        low=0,
        high=0.5,
    )
    answer_improvement: Quantity = number(
        0.02,
        unit="share",
        source="assumed",
        meaning="paid hours that a full answer adds to improvement",
        low=0,
        high=0.2,
    )
    executive_hours: Quantity = number(
        20,
        unit="hours/week",
        source="assumed: a third of porter2018's 62.5; the rest nobody can choose",
        meaning="hours that an executive can choose the use of",
        low=1,
        high=80,
    )
    immersion_hours: Quantity = number(
        16,
        unit="hours/week",
        source="assumed",
        meaning="executive's hours with the front line and its customers, at full immersion",
        low=0,
        high=80,
    )
    ownership_hours: Quantity = number(
        10,
        unit="hours/week",
        source="assumed",
        meaning="executive's hours for what was declared for the firm's people, at full ownership",
        low=0,
        high=80,
    )
    steering_hours: Quantity = number(
        10,
        unit="hours/week",
        source="assumed",
        meaning="executive's hours for trying changes and judging them",
        low=0,
        high=80,
    )
    rivals_hours: Quantity = number(
        8,
        unit="hours/week",
        source="assumed",
        meaning="executive's hours for watching rivals, at full other-direction",
        low=0,
        high=80,
    )
    collusion_hours: Quantity = number(
        6,
        unit="hours/week",
        source="assumed",
        meaning="executive's hours for fixing prices and hiding it, at full willingness",
        low=0,
        high=80,
    )
    score_attention: Quantity = number(
        4,
        unit="hours/week",
        source="assumed",
        meaning="executive's hours for the survey score, at full work on it",
        low=0,
        high=80,
    )


class Culture(Section):
    """Helping: who brings it along, and how it spreads."""

    helping_start: Quantity = number(
        0.2,
        unit="share",
        source="assumed",
        meaning="mean disposition to help beyond the task",
        low=0,
        high=0.5,
    )
    imitation_weeks: Quantity = number(
        26,
        unit="weeks",
        source="assumed",
        meaning="time in which people do as those around them do",
        low=1,
        high=520,
    )
    leader_weight: Quantity = number(
        0.4,
        unit="share",
        source="assumed",
        meaning="weight of the manager in what a team imitates",
        low=0,
        high=1,
    )
    giver_hiring: Quantity = number(
        1.0, unit="1", source="assumed", meaning="how far promoting givers draws givers", low=0, high=5
    )
    help_effort: Quantity = number(
        0.10,
        unit="ratio",
        source="assumed",
        meaning="effort of a helping act, over that of the request",
        low=0,
        high=2,
    )
    help_delight: Quantity = number(
        0.02, unit="1", source="assumed", meaning="satisfaction gained by a helping act", low=0, high=0.5
    )
