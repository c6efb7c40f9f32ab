"""The state of a world: one structured array per kind of agent, its fields with their types and meanings.

A row is one agent. Fields of customers are narrow, because most of the memory is theirs. Narrow fields are widened
with real() or whole() on reading, so that compiled and interpreted arithmetic agree.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.model.levers import LEVERS, SIGNALS
from sim.model.parameters import CONSTANTS
from sim.model.practices import PRACTICES
from sim.model.states import CHANNELS, DEPARTMENTS, HIRING_STAGES


def indexed(array: tuple[str, tuple[str, ...]], fields: list[Any]) -> np.dtype:
    """A record of named numbers, which are also the elements of one array over the same memory, and of further fields.

    So rules read `firm.price`, and a lever that is only known by its number is `firm.practices[number]`.
    """
    name, numbers = array
    plain = np.dtype([(number, "f8") for number in numbers] + fields)
    layout: Mapping[str, Any] = plain.fields or {}
    return np.dtype(
        {
            "names": [*layout, name],
            "formats": [*(field[0] for field in layout.values()), ("f8", (len(numbers),))],
            "offsets": [*(field[1] for field in layout.values()), 0],
            "itemsize": plain.itemsize,
        }
    )


customer = np.dtype(
    [
        ("paid", "f8"),  # currency paid so far
        ("firm", "i2"),  # firm bought from, or NOBODY
        ("former", "i2"),  # firm left last, or NOBODY
        ("rate", "f4"),  # potential needs a day, at full headroom
        ("next_need", "i4"),  # day of the next potential need
        ("need_after", "i4"),  # next customer with a potential need on that day
        ("occasion", "i4"),  # day of the next occasion to compare firms
        ("occasion_after", "i4"),  # next customer with an occasion on that day
        ("extra_habit", "f4"),  # probability that a need comes with an out-of-scope ask
        ("expectation", "f4"),  # of the next experience [0-1]
        ("satisfaction", "f4"),  # with the present firm [0-1]
        ("memory", "f4"),  # satisfaction with the former firm when leaving it
        ("since", "i4"),  # day of the last change of firm
        ("served", "i4"),  # day of the latest delivery, or -1
        ("complained", "i4"),  # day of the latest complaint to the present firm, or a large negative number
        ("problem", "i4"),  # day of the latest failed or far too late request, or a large negative number
        ("inbox", "i4"),  # first closed request not yet felt
        ("asks", "i1", (CHANNELS,)),  # asks on the way to the firm, by channel
        ("abusive", "i1"),  # can turn abusive
        ("triggered", "i1"),  # 1: will compare firms at the end of this week; 2: having seen through a charge
        ("voiced", "i1"),  # had complained in the quarter before leaving the former firm
        ("left", "i4"),  # day on which the former firm was left, or a large negative number
        ("rebuked", "i1"),  # times that a manager took an employee's side, not yet felt
        ("consoled", "i1"),  # times that the executive attended to a complaint, not yet felt
        ("cause", "i1"),  # of the latest complaint
        ("quality", "f4"),  # of the present firm as perceived, over services [0-1]
        ("claim_habit", "f4"),  # probability that a request that can wait is stated as urgent
    ],
    align=True,
)

request = np.dtype(
    [
        (
            "key",
            "i8",
        ),  # identity with the day: customer, channel, ordinal within the day; from inside, who asked
        ("effort", "f8"),  # standard hours
        ("left", "f8"),  # standard hours still to be done
        ("spent", "f8"),  # hours worked on it
        ("customer", "i4"),  # whom it is about, or NOBODY
        ("firm", "i2"),
        ("team", "i4"),  # manager row
        ("employee", "i4"),  # seat that holds it, or from inside that asked it, or NOBODY
        ("about", "i4"),  # request that a question or an approval is about, or NOBODY
        ("asked", "i4"),  # day
        ("due", "i4"),  # last day on which it is in time
        ("closed", "i4"),  # day of delivery or decline
        ("following", "i4"),  # next in the tray, on the desk, in the inbox or in the list of free rows
        ("question_day", "i4"),  # day on which its employee asked
        ("state", "i1"),
        ("channel", "i1"),
        ("question", "i1"),  # what became of what its employee did not know or could not decide
        ("undecided", "i1"),  # it was leave that its employee lacked, not knowledge
        ("urgent", "i1"),  # truly urgent
        ("claimed", "i1"),  # stated as urgent by the customer
        ("labelled", "i1"),  # labelled urgent by the manager
        ("accepted", "i1"),  # decided on; stays so when handed on
        ("abuse", "i1"),  # the contact turns abusive
        ("correct", "i1"),
        ("faulty", "i1"),  # born with a failure upstream
        ("repeated", "i1"),  # begun twice for want of its history
        ("helped", "i1"),  # the employee did more than the task
        ("supplied", "i1"),  # needs something from a supplier
        ("care", "f4"),  # of the employee who finished it [0-1]
        ("experience", "f4"),  # what the customer experienced [0-1]
        ("reduced", "i1"),  # agreed smaller than it was asked for
        ("cause", "i1"),  # of a complaint
    ],
    align=True,
)

employee = np.dtype(
    [
        ("id", "i8"),  # firm * 2**24 + hire ordinal, never used twice; NOBODY in an empty seat
        ("team", "i8"),  # manager row
        ("next_mate", "i8"),  # next seat of the team, or NOBODY
        ("hired", "i8"),  # day
        ("skill", "f8"),  # of full productivity [0-1]
        ("match", "f8"),  # how well the job fits, standard normal; unknown at first
        ("clarity", "f8"),  # how well this person knows what matters [0-1]
        ("recognition", "f8"),  # share of what this person needed from the manager that was heard [0-1]
        ("backing", "f8"),  # share of abusive customers with the manager on this person's side [0-1]
        ("autonomy", "f8"),  # share of decisions that this person took, or was given leave for in time [0-1]
        ("strain", "f8"),  # burnout [0-1]
        ("fatigue", "f8"),  # sustained work intensity, 1 is normal
        ("satisfaction", "f8"),  # with the job [0-1]
        ("hazard", "f8"),  # of quitting, a year: the intention to quit
        ("leaving", "i8"),
        ("desk", "i8"),  # first request held
        ("open_requests", "i8"),
        ("urgent_requests", "i8"),  # labelled urgent
        ("overdue_requests", "i8"),
        ("backlog", "f8"),  # standard hours on the desk
        ("urgent_sum", "i8"),  # labelled urgent in the morning, over this week's present days
        ("picks", "i8"),  # requests picked up today
        ("absent", "i8"),  # on the next working day, known in time for triage
        ("training", "f8"),  # capacity left by newcomers to be trained on the team, this week [0-1]
        ("pressure", "f8"),  # work pressure, today
        ("thoroughness", "f8"),  # time given over the standard, today
        ("busy_hours", "f8"),  # this week
        ("contract_hours", "f8"),  # this week, but for those that go into improvement
        ("present_hours", "f8"),  # of them
        ("overtime_hours", "f8"),  # this week
        ("pressure_sum", "f8"),  # over this week's present days
        ("intensity_sum", "f8"),  # over this week's present days
        ("present_days", "i8"),  # this week
        ("abused", "i8"),  # abusive contacts this week
        ("finished", "i8"),  # requests this week
        ("in_time", "i8"),  # of them
        ("success", "f8"),  # share of work in time, smoothed
        ("giver", "f8"),  # disposition to help beyond the task [0-1]
        ("helping", "f8"),  # what it has become among these colleagues [0-1]
        ("talent", "f8"),  # at the work and at leading it, standard normal
        # What this person has lived through with the manager: counts that fade over weeks.
        ("questions", "f8"),  # that came up
        ("answered", "f8"),  # of them, in time
        ("decisions", "f8"),  # beyond the routine, that came up
        ("decided", "f8"),  # of them, taken alone or with leave in time
        ("abuses", "f8"),  # contacts that turned abusive
        ("backed", "f8"),  # of them, with the manager on this person's side
        ("needs", "f8"),  # for the manager: questions, leave, support, ideas, conversations
        ("heard", "f8"),  # of them
        ("calm_seen", "f8"),  # requests finished that were not truly urgent
        ("false_seen", "f8"),  # of them, labelled urgent
        # What is to be posted tomorrow.
        ("to_ask", "i8"),  # requests on the desk with a question that was raised today
        ("to_back", "i8"),  # customer who turned abusive today, or NOBODY
        ("to_propose", "i8"),  # ideas
        # What somebody brings along, and how somebody goes.
        ("outspoken", "f8"),  # share of needs raised where nobody encourages it [0-1]
        ("resilience", "f8"),  # how well demands are borne, standard normal
        ("ability", "f8"),  # what gets done in an hour, 1 is ordinary
        ("pace", "f8"),  # standard hours done in an hour under no pressure, as last seen at work
        ("last_day", "i8"),  # of who has given notice
        ("finished_hours", "f8"),  # standard hours of the requests finished this week
        # What panels of persons need and no rule reads
        ("right", "i8"),  # of the requests finished this week, those without an error
        ("gone", "i8"),  # identity of the latest leaver among those who held the seat
        ("gone_how", "i8"),  # how: as `leaving` was, or 0 for a layoff, a promotion or the firm's end
    ],
    align=True,
)

manager = np.dtype(
    [
        ("id", "i8"),  # as employees'; NOBODY in a firm that does not trade
        ("firm", "i8"),
        ("appointed", "i8"),  # day
        ("first_seat", "i8"),  # first seat of the team, or NOBODY
        ("members", "i8"),  # employees on the team
        ("tray", "i8"),  # first request not yet served
        ("tray_end", "i8"),
        ("strain", "f8"),
        ("satisfaction", "f8"),
        ("clarity", "f8"),  # how far what customers call urgent can be believed [0-1]
        ("success", "f8"),  # share of requests served on the day they came, smoothed [0-1]
        ("recognition", "f8"),  # share of pleas that the executive heard [0-1]
        ("label_value", "f8"),  # how far this manager's labels can be believed, last week [0-1]
        ("overrun", "f8"),  # hours worked yesterday beyond the day, on the last request taken up
        ("initiatives", "i8"),  # that wait in the tray, today
        ("pleads", "i8"),  # will ask the executive for staff tomorrow
        ("to_escalate", "i8"),  # customer whose complaint goes to the executive tomorrow, or NOBODY
        ("pleas", "f8"),  # made, fading
        ("pleas_heard", "f8"),  # of them
        ("leaving", "i8"),
        ("quits_last_week", "i8"),  # teammates who quit
        ("giver", "f8"),  # disposition to help beyond the task [0-1]
        ("seen_helping", "f8"),  # share of help that the team sees around it, last week [0-1]
        ("belief", "f8"),  # in the improvement that executives declare [0-1]
        ("hours", "f8"),  # worked this week
        ("team_hours", "f8"),  # of them, for the firm's own people
        ("claimed_hours", "f8"),  # hours that everybody wanted this week
        ("served", "i8"),  # requests of all kinds this week
        ("same_day", "i8"),  # of them, on the day they came
        ("asked", "i8"),  # customers' requests decided on this week
        ("accepted_hours", "f8"),  # standard hours accepted this week
        ("calm_requests", "i8"),  # not truly urgent, decided on this week
        ("false_urgent", "i8"),  # of them, labelled urgent
        ("talent", "f8"),  # at leading the work, standard normal among all who work
        ("false_claims", "i8"),  # of them, stated as urgent by the customer
        # What the team does as a team.
        ("standard", "f8"),  # practised standard of time per request, of the original [0-1]
        ("load", "f8"),  # days of work waiting for each teammate present, as known this morning
        ("present", "i8"),  # teammates present today, as known this morning
        ("lightest", "i8"),  # least loaded team of a part of the firm (overflow)
    ],
    align=True,
)

firm = indexed(
    ("practices", tuple(PRACTICES)),  # the same by number
    [
        ("trading", "i8"),
        ("founded", "i8"),  # day
        ("relative_size", "f8"),  # on the first day, over the focal firm's
        ("contrast", "i8"),
        ("seat_first", "i8"),  # first row of its employees
        ("seat_end", "i8"),  # row after the last
        ("team_first", "i8"),  # first row of its managers
        ("team_end", "i8"),
        ("open_seat", "i8"),  # no seat before this one is empty
        ("hired_ever", "i8"),  # hire ordinal of the next person
        ("work_friction", "f8"),  # that processes are to employees, of effort, at least 0
        ("customer_friction", "f8"),  # that they are to customers [0-1]
        ("faults", "f8"),  # requests born with a failure upstream [0-1]
        ("adopted", "f8"),  # improvement effort that works, over what works ordinarily
        ("aim", "f8"),  # share of work on causes upstream that lands on a true one [0-1]
        ("product", "f8"),  # what is offered, on the line on which customers' needs lie
        ("vision", "f8"),  # share of unsaid needs that exploration has shown [0-1]
        ("capability", "f8"),  # productivity that practices give each other, 1 is ordinary
        ("identity", "f8"),  # what the firm stands for, on the line of customers' tastes [-1, 1]
        ("cartel", "f8"),  # how far prices are fixed with rivals [0-1]
        ("deterred", "f8"),  # share of its willingness to offend that the expected fine takes [0-1]
        ("tainted", "f8"),  # revenue from sales with an offence, of the past year and not fined yet
        ("supply_back", "i8"),  # day from which suppliers deliver again
        ("survey_score", "f8"),  # of the week [0-1]
        # What is said of the firm this week.
        ("said", "f8"),  # satisfaction, each customer by how much it talks
        ("said_weight", "f8"),  # how much is said
        ("present", "i8"),  # customers
        ("content", "f8"),  # their satisfaction
        ("heard", "f8", (len(SIGNALS),)),  # what the executive has heard, by signal
        ("trial_lever", "i8"),  # practice that is being tried, or NOBODY
        ("trial_before", "f8"),  # its value before
        ("trial_began", "i8"),  # quarter
        ("reputation", "f8"),  # satisfaction that others believe in [0-1]
        ("forecast", "f8"),  # accepted standard hours a week, smoothed
        ("revenue_smooth", "f8"),  # a week
        ("staff_target", "f8"),
        ("reference_hours", "f8"),  # accepted standard hours a week before the policy began
        ("reference_spend", "f8"),  # spent on people and programmes a week before the policy began
        ("besides", "f8"),  # of what is spent a week, what does not pay employees' contracts, smoothed
        ("unspent", "f8"),  # of the reference, since the policy began
        ("demand_control", "f8"),  # factor on needs that holds accepted hours equal
        ("cash", "f8"),
        ("tray", "i8"),  # the executive's: first plea not yet answered
        ("tray_end", "i8"),
        ("granted", "f8"),  # people beyond the plan that were granted on managers' pleas, fading
        ("reported", "f8"),  # share of managers' reports that came in time, smoothed [0-1]
        ("carried", "f8"),  # share of initiatives that managers carried out in time, smoothed [0-1]
        ("delivered_today", "i8", (CHANNELS,)),  # by channel
        ("delivered_loyal", "i8", (CHANNELS,)),  # of them, to customers who count as loyal
        ("reduced_today", "i8"),  # extras delivered that had been agreed smaller
        ("layoff_shock", "f8"),  # share of staff laid off lately, fading
        # What the plan of staff goes by, and who is on the way.
        ("worked_smooth", "f8"),  # hours spent on requests a week
        ("finished_smooth", "f8"),  # standard hours of finished requests a week
        ("hiring", "i8", (HIRING_STAGES,)),  # vacancies being filled, by stage
        (
            "reference_price",
            "f8",
        ),  # what customers think usual: the others' mean price, smoothed, over the ordinary
        # The executive: what it has learnt, and how long it stays.
        ("heard_before", "f8", (len(SIGNALS),)),  # what it had heard a quarter earlier
        ("happened", "f8", (len(SIGNALS),)),  # what truly happened in the last quarter, by signal
        ("happened_swing", "f8", (len(SIGNALS),)),  # mean square of its change from quarter to quarter
        ("heard_swing", "f8", (len(SIGNALS),)),  # mean square of the change of what is heard
        ("trial_heard", "f8", (len(SIGNALS),)),  # what was heard when the trial began
        ("trial_second", "i8"),  # second practice that is being tried with the first, or NOBODY
        ("trial_second_before", "f8"),  # its value before
        (
            "evidence",
            "f8",
            (len(LEVERS),),
        ),  # precision times mean of what trials showed of a step of each lever
        ("evidence_weight", "f8", (len(LEVERS),)),  # precision of that
        (
            "declared",
            "f8",
            (len(LEVERS),),
        ),  # steps up that were declared for employees and are not taken back
        ("executive_leaves", "i8"),  # day
        ("patience", "f8"),  # share of what pays later that is not postponed [0-1]
        # Rivals, departments, the law.
        ("answer", "f8"),  # how far the firm answers rivals who take its customers [0-1]
        (
            "born",
            "f8",
            (DEPARTMENTS,),
        ),  # failures born in each department, a request; far from ordinary more than 1
        ("repairing", "f8"),  # effort of repairs by departments, a request, over that of the request
        ("feared", "f8"),  # audits a year that the executive reckons with
        ("audited", "i8"),  # day of the latest audit, or a large negative number
    ],
)

market = indexed(
    ("parameters", CONSTANTS),  # the same by number
    [
        ("seed", "i8"),
        ("day", "i8"),
        ("start", "i8"),  # day on which the policies begin
        ("stage", "i8"),  # of the day, so that a day can be taken up again after the arrays have grown
        ("effort_shape", "i8"),
        ("headroom", "f8"),  # potential needs over normal needs
        ("occasions", "f8"),  # a year to compare firms, of every customer: as many as most ever need
        ("entry_open", "i8"),
        ("dealt_to", "i8"),  # firms that customers had the choice of on the first day
        ("dealt_sizes", "f8"),  # their sizes together
        ("free_request", "i8"),  # first free row of requests
        ("free_requests", "i8"),
        ("need", "f8"),  # what customers need, on the line on which products lie
        ("stated", "f8"),  # what they say
        ("usual_experience", "f8"),  # mean experience of the market's customers, smoothed [0-1]
    ],
)

diary = np.dtype([("need", "i4"), ("occasion", "i4")])
"""A day: the first customer who has a potential need, and the first who has an occasion to compare firms."""

errands = np.dtype([("asks", "i8"), ("posts", "i8"), ("feels", "i8"), ("compares", "i8")])
"""A block of customers: who of them has something to do in a phase, a bit each (diary)."""

mechanism = np.dtype(
    [
        ("mode", "i8"),  # on, off or frozen
        ("total", "i8"),  # of values in the warm-up, in millionths, so that their order cannot matter
        ("count", "i8"),
    ]
)

flow = np.dtype(
    [
        ("opened", "i8"),
        ("served", "i8"),  # delivered to a customer, or answered
        ("declined", "i8"),
        ("dropped", "i8"),  # nobody waited for it any more
        ("system_days", "i8"),  # days that requests spent in hand, by day
        ("closed_days", "i8"),  # the same by request, of those that are closed
    ]
)
"""One kind of request at one firm since the first day: what came, what became of it, and how long it took."""

regulator = np.dtype(
    [
        ("audits", "i8"),
        ("offences_found", "i8"),
        ("fined", "f8"),  # currency
        ("budget", "f8"),  # audits that can be paid for and are not made yet
    ]
)

week = np.dtype(
    [
        ("week", "i4"),  # since the policies began; negative in the warm-up
        ("firm", "i4"),
        ("trading", "i4"),
        ("headcount", "f8"),  # employees and managers at the end of the week
        ("employees", "f8"),
        ("hires", "f8"),
        ("quits", "f8"),
        ("manager_quits", "f8"),
        ("dismissals", "f8"),
        ("layoffs", "f8"),
        ("insolvencies", "f8"),
        ("promotions", "f8"),
        ("opened", "f8"),
        ("decided", "f8"),
        ("accepted_core", "f8"),
        ("accepted_extra", "f8"),
        ("accepted_complaint", "f8"),
        ("accepted_rework", "f8"),
        ("accepted_hours", "f8"),
        ("declined", "f8"),
        ("dropped", "f8"),
        ("handled", "f8"),
        ("handed_on", "f8"),
        ("delivered", "f8"),
        ("delivered_core", "f8"),
        ("delivered_extra", "f8"),
        ("late", "f8"),
        ("late_days", "f8"),
        ("lead_days", "f8"),
        ("wrong", "f8"),
        ("system_days", "f8"),  # requests in hand, summed over the week's days
        ("unserved_days", "f8"),
        ("open_requests", "f8"),  # at the week's end
        ("in_tray", "f8"),
        ("urgent_sum", "f8"),  # labelled urgent on desks in the morning, over present employees' days
        ("present_days", "f8"),
        ("overdue", "f8"),
        ("present_hours", "f8"),
        ("busy_hours", "f8"),
        ("overtime_hours", "f8"),
        ("contract_hours", "f8"),
        ("manager_hours", "f8"),
        ("team_hours", "f8"),
        ("claimed_hours", "f8"),  # of managers
        ("needs", "f8"),  # of employees for their managers, raised or not
        ("needs_heard", "f8"),  # of them, in time
        ("guesses", "f8"),  # requests done without knowing, or without leave
        ("ideas_taken", "f8"),  # of employees, taken up by managers
        ("reports", "f8"),  # of managers, in time
        ("initiatives", "f8"),  # that executives gave to managers
        ("initiatives_done", "f8"),  # of them, in time
        ("pleas", "f8"),  # of managers to the executive
        ("pleas_heard", "f8"),
        ("pleas_lapsed", "f8"),
        ("escalations", "f8"),  # complaints that managers passed on to the executive
        ("recognition_sum", "f8"),  # over employees
        ("backing_sum", "f8"),
        ("autonomy_sum", "f8"),
        ("clarity_sum", "f8"),  # over employees
        ("pressure_sum", "f8"),
        ("strain_sum", "f8"),
        ("manager_strain_sum", "f8"),
        ("satisfaction_sum", "f8"),
        ("skill_sum", "f8"),
        ("label_value_sum", "f8"),  # over teams
        ("standard_sum", "f8"),  # practised standards, over teams
        ("teams", "f8"),
        ("leaver_satisfaction_sum", "f8"),
        ("leavers", "f8"),
        ("customers", "f8"),
        ("customer_satisfaction_sum", "f8"),  # of present customers served in the past year
        ("customers_served", "f8"),
        ("top_two_boxes", "f8"),  # of them, who would answer a survey so
        ("promoters", "f8"),
        ("detractors", "f8"),
        ("lost_satisfaction_sum", "f8"),  # of those served and lost in the past year
        ("lost_served", "f8"),
        ("lost_silent", "f8"),
        ("lost_voiced", "f8"),
        ("gained", "f8"),
        ("customers_in_market", "f8"),
        ("customers_with_problem", "f8"),  # in the past year
        ("loyal_customers", "f8"),  # served in the past year
        ("loyal_satisfaction_sum", "f8"),
        ("discoveries", "f8"),  # overcharges that customers saw through
        ("reputation", "f8"),
        ("survey_score", "f8"),
        ("work_friction", "f8"),
        ("customer_friction", "f8"),
        ("fault_share", "f8"),
        ("aim", "f8"),
        ("apart", "f8"),  # mean distance of what the firm stands for from what its rivals stand for
        ("market_satisfaction_sum", "f8"),  # of all firms' present customers served in the past year
        ("market_served", "f8"),
        ("fit", "f8"),
        ("vision", "f8"),
        ("product", "f8"),
        ("capability", "f8"),
        ("identity", "f8"),
        ("price", "f8"),
        ("cartel", "f8"),
        ("deterred", "f8"),
        ("belief_sum", "f8"),  # over teams
        ("helping_sum", "f8"),  # over employees
        ("repairs", "f8"),
        ("repeats", "f8"),
        ("helps", "f8"),
        ("supply_late", "f8"),
        ("staff_target", "f8"),
        ("revenue", "f8"),
        ("tainted", "f8"),
        ("overcharged", "f8"),
        ("pushed", "f8"),
        ("programme_cost", "f8"),
        ("fines", "f8"),
        ("wages", "f8"),
        ("overtime_pay", "f8"),
        ("hiring", "f8"),
        ("severance_pay", "f8"),
        ("improvement_cost", "f8"),
        ("fixed_cost", "f8"),
        ("cash", "f8"),
        ("giveaways", "f8"),  # given away by the front line
        ("paid_out", "f8"),  # to owners
        ("executive_share", "f8"),  # of what practices ask of executives, what their hours allow [0-1]
        # Customers: what they lived through
        ("experience_sum", "f8"),  # of deliveries, in millionths, so that their order cannot matter
        (
            "experienced",
            "f8",
        ),  # deliveries that were an experience; a complaint that a manager handled is none
        ("withdrawn", "f8"),  # of those dropped, taken back by customers who stay
        ("accepted_failure", "f8"),
        ("claimed", "f8"),  # calm requests opened that were stated as urgent
        ("calm", "f8"),  # requests opened that can wait
        ("words_broken", "f8"),  # steps of what was declared for employees that were taken back
        ("audits", "f8"),
        ("department_cost", "f8"),  # of repairs by departments; part of programme_cost
        ("born", "f8"),  # failures born in departments, a request
        ("answer", "f8"),
        ("feared", "f8"),
    ]
)

tenure = np.dtype(
    [
        ("exposed", "f8"),  # weeks that employees spent at this tenure since the policies began
        ("quits", "f8"),  # voluntary quits of employees among them
    ]
)
"""One month of tenure at one firm. Whoever is observed from a later month on counts from there."""


class World(NamedTuple):
    """Everything that changes in a run, and the constants it runs under."""

    customers: np.ndarray
    requests: np.ndarray
    employees: np.ndarray
    managers: np.ndarray
    firms: np.ndarray
    market: np.ndarray  # one row
    weeks: np.ndarray  # (weeks, firms): the ledger, what happened in each week
    mechanisms: np.ndarray  # a row each: on, off or frozen; then a row each for managers (gated)
    regulator: np.ndarray  # one row
    tenures: np.ndarray  # (firms, months of tenure): how long employees have stayed, and where they quit
    flows: np.ndarray  # (firms, kinds of request): what came and what became of it
    diary: np.ndarray  # a row each day: what will come up
    errands: np.ndarray  # a row for each block of customers: who has something to do
