"""work: employees work on what lies on their desks, under pressure, with or without clarity."""

from sim.model.compiled import behaviour, phase, whole
from sim.model.conduct import ORDINARY_DISCRETION
from sim.model.desk import survey_desk, take_from_desk
from sim.model.draws import Stream, draw
from sim.model.firms import hours_elsewhere
from sim.model.gated import frozen_mean, gated, remember, unless_off
from sim.model.ledger import ledger
from sim.model.mechanisms import FROZEN, OFF, Mechanism
from sim.model.people import label_truth
from sim.model.records import World
from sim.model.rules.asking import question_probability, speaks_up
from sim.model.rules.culture import led_pace
from sim.model.rules.pressure import (
    intensity,
    practised_pace,
    thoroughness,
    tired_productivity,
    work_pressure,
)
from sim.model.rules.prices import unguided, zeal
from sim.model.rules.quality import care, error_probability, slips
from sim.model.rules.strain import absence_probability, means, strained_productivity
from sim.model.rules.switching import juggled, switching_capacity
from sim.model.states import (
    ANSWERED,
    CLEAR,
    CLOSED,
    DONE,
    DROPPED,
    EXTRA,
    GUESSED,
    NOBODY,
    PENDING,
    RAISED,
)

PICKS_A_DAY = 256
"""Bound on requests picked up in a day, for the keys of draws."""

DECIDES = 2**48
"""Added to a request's key for a second draw of one stream: beyond every key."""


@phase
def work(w: World, day: int, first: int, end: int) -> None:
    """Employees first to end work."""
    for seat in range(first, end):
        work_one(w, day, seat)


@behaviour
def work_one(w: World, day: int, seat: int) -> None:
    """Work one employee's day: absence, pressure, then request after request until the hours or the desk run out."""
    m = w.market[0]
    e = w.employees[seat]
    if whole(e.id) == NOBODY:
        return
    firm = whole(w.managers[whole(e.team)].firm)
    f = w.firms[firm]
    clear_dropped(w, seat)
    survey_desk(w, day, seat)
    contracted = working_hours(w, firm)
    # Of the absent too: whoever is ill is under contract all the same.
    e.contract_hours += contracted
    # Tomorrow's absence is drawn today, so that the manager knows it in the morning, at triage.
    stays_home = whole(e.absent) == 1
    away = absence_probability(m.absence, e.strain, m.strain_reference, m.absence_strain)
    e.absent = draw(m.seed, Stream.ABSENCE, whole(e.id), day) < away
    if stays_home:
        return

    # In the morning, before anything is done: what people see when they arrive.
    e.urgent_sum += e.urgent_requests
    # What lengthens every request: friction, helping beyond the task, selling.
    longer = (
        (1.0 + gated(w, Mechanism.WORK_FRICTION, f.work_friction, 0.0))
        * (1.0 + m.help_effort * acting_helping(w, firm, seat))
        * (1.0 + m.push_effort * gated(w, Mechanism.SELLING, f.sales_pressure, 0.0))
    )
    skill = acting_skill(w, seat) * gated(w, Mechanism.ABILITY, e.ability, 1.0)
    e.pace = practised_pace(skill * f.capability, e.training, acting_standard(w, seat), longer)
    # People know how long what lies there will take them as they work now, not as the book says.
    p = work_pressure(e.backlog, e.pace, contracted, m.backlog_days, m.pressure_low, m.pressure_high)
    p = gated(w, Mechanism.PRESSURE, p, 0.0)
    # The desk decides the pace of the whole day: people speed up by what lies before them, not hour by hour.
    e.pressure = p
    e.thoroughness = thoroughness(p, m.corner_cutting)
    pace = intensity(p, m.work_intensity)
    hours = contracted * pace
    k = juggled(e.clarity, e.urgent_requests, m.juggle_limit)
    worn = strained_productivity(e.strain, m.strain_reference, m.strain_slowing)
    # Divided by thoroughness: corners that are cut win time here, and make errors in `finish`.
    speed = (
        e.pace
        * led(w, whole(e.team))
        * gated(w, Mechanism.ZEAL, zeal(f.exhortation, means(f.frontline_discretion, p), m.zeal_effect), 1.0)
        * gated(w, Mechanism.SWITCHING, switching_capacity(k, m.switch_cost), 1.0)
        * gated(w, Mechanism.FATIGUE, tired_productivity(e.fatigue, m.fatigue_productivity), 1.0)
        * gated(w, Mechanism.SLOWING, worn, 1.0)
        / e.thoroughness
    )
    # Hours not used up are slack, not overtime: work ends when the desk is empty.
    left = hours
    e.picks = 0
    while left > 0.0 and whole(e.desk) != NOBODY and whole(e.picks) < PICKS_A_DAY:
        row = pick(w, day, seat)
        # Everything on the desk waits for an answer.
        if row == NOBODY:
            break
        r = w.requests[row]
        # Only on beginning a request does it show that one does not know how.
        if whole(r.question) == CLEAR and r.spent == 0.0 and asks_first(w, day, firm, seat, row):
            continue
        # It has waited for too long (can_go_on), and is begun without the answer.
        if whole(r.question) == PENDING:
            r.question = GUESSED
            lose_hope(w, day, firm, row)
        needed = r.left * toil(w, row) / speed
        if needed <= left:
            left -= needed
            r.spent += needed
            r.left = 0.0
            finish(w, day, seat, row)
        else:
            r.left -= left * speed / toil(w, row)
            r.spent += left
            left = 0.0
    survey_desk(w, day, seat)
    worked = hours - left
    e.busy_hours += worked
    e.present_hours += contracted
    e.overtime_hours += max(0.0, worked - contracted)
    e.pressure_sum += p
    # Long hours only tire if they were worked.
    e.intensity_sum += pace if left == 0.0 else min(1.0, pace)
    e.present_days += 1


@behaviour
def clear_dropped(w: World, seat: int) -> None:
    """Take requests whose customers are gone off the desk."""
    e = w.employees[seat]
    row = whole(e.desk)
    while row != NOBODY:
        after = whole(w.requests[row].following)
        if whole(w.requests[row].state) == DROPPED:
            take_from_desk(w, row, seat)
            w.requests[row].state = CLOSED
        row = after


@behaviour
def working_hours(w: World, firm: int) -> float:
    """Contracted hours of a day, less those for improvement, the score and conversations."""
    return w.market[0].hours_per_day * (1.0 - hours_elsewhere(w, firm))


@behaviour
def led(w: World, team: int) -> float:
    """Speed of a team under its manager, over that under an ordinary one."""
    m = w.market[0]
    pace = led_pace(w.managers[team].talent, m.ordinary_talent, m.boss_spread)
    return gated(w, Mechanism.LEADERSHIP, pace, 1.0)


@behaviour
def acting_skill(w: World, seat: int) -> float:
    """The employee's skill [0-1], as far as the job has to be learned."""
    return gated(w, Mechanism.SKILL, w.employees[seat].skill, 1.0)


@behaviour
def acting_helping(w: World, firm: int, seat: int) -> float:
    """Probability that the employee does more than the task: helping, where the front line may decide to."""
    helping = w.employees[seat].helping * w.firms[firm].frontline_discretion
    return gated(w, Mechanism.HELPING, helping, 0.0)


@behaviour
def acting_standard(w: World, seat: int) -> float:
    """The time per request that the team practises, of the original [0-1], as far as standards erode."""
    return gated(w, Mechanism.EROSION, w.managers[whole(w.employees[seat].team)].standard, 1.0)


@behaviour
def pick(w: World, day: int, seat: int) -> int:
    """The request to work on: with clarity the one due next, without it any of those labelled urgent.

    Clarity is the probability of seeing what matters at each pick. Without it, and with nothing labelled urgent,
    any request will do. NOBODY where all of them wait for an answer.
    """
    m = w.market[0]
    e = w.employees[seat]
    when = day * PICKS_A_DAY + whole(e.picks)
    e.picks += 1
    best, urgent, count = NOBODY, 0, 0
    row = whole(e.desk)
    while row != NOBODY:
        if can_go_on(w, day, row):
            count += 1
            urgent += whole(w.requests[row].labelled)
            if best == NOBODY or whole(w.requests[row].due) < whole(w.requests[best].due):
                best = row
        row = whole(w.requests[row].following)
    # With one thing to do there is nothing to be unclear about, and no need to draw.
    if count <= 1 or draw(m.seed, Stream.PICK, 2 * whole(e.id), when) < e.clarity:
        return best
    among = urgent if urgent > 0 else count
    chosen = whole(draw(m.seed, Stream.PICK, 2 * whole(e.id) + 1, when) * among)
    row = whole(e.desk)
    while True:
        if can_go_on(w, day, row) and (urgent == 0 or whole(w.requests[row].labelled) == 1):
            if chosen == 0:
                return row
            chosen -= 1
        row = whole(w.requests[row].following)


# ------------------------------------------------------------------------------ questions


@behaviour
def can_go_on(w: World, day: int, row: int) -> bool:
    """Whether a request can be worked on: nobody waits for an answer about it, or has waited for too long."""
    r = w.requests[row]
    if whole(r.question) == RAISED:
        return False
    return whole(r.question) != PENDING or day - whole(r.question_day) > w.market[0].question_patience


@behaviour
def asks_first(w: World, day: int, firm: int, seat: int, row: int) -> bool:
    """Whether the employee asks the manager before beginning the request; then it waits for the answer.

    Whoever does not know how it is done, and says nothing, begins without knowing. Whoever does not know needs no
    leave yet: one thing after the other.
    """
    m = w.market[0]
    e = w.employees[seat]
    r = w.requests[row]
    key, asked = whole(r.key), whole(r.asked)
    scope = m.question_scope if whole(r.channel) == EXTRA else 1.0
    unknown = question_probability(
        m.question_share,
        acting_skill(w, seat),
        label_truth(w, seat),
        scope,
        m.question_newcomer,
        m.question_labels,
    )
    beyond = unless_off(w, Mechanism.QUESTIONS, m.decision_share, 0.0)
    if draw(m.seed, Stream.QUESTION, key, asked) < gated(w, Mechanism.QUESTIONS, unknown, 0.0):
        e.questions += 1.0
    elif draw(m.seed, Stream.DECISION, key, asked) < beyond:
        e.decisions += 1.0
        if draw(m.seed, Stream.DECISION, key + DECIDES, asked) < w.firms[firm].frontline_discretion:
            e.decided += 1.0
            return False
        r.undecided = 1
    else:
        return False
    # Counted before it is said, because what nobody says is not heard either, and costs recognition.
    e.needs += 1.0
    ledger(w, day, firm).needs += 1
    mode = whole(w.mechanisms[Mechanism.ATTENTION].mode)
    if mode == OFF or (mode == FROZEN and day >= whole(m.start)):
        # No manager's hours stand in between: the answer comes at once, or as often as it used to come.
        share = 1.0 if mode == OFF else frozen_mean(w, Mechanism.ATTENTION, 1.0)
        if draw(m.seed, Stream.SPEAK, key, asked) < share:
            answer_at_once(w, day, firm, seat, row)
        else:
            r.question = GUESSED
            ledger(w, day, firm).guesses += 1
        return False
    if draw(m.seed, Stream.SPEAK, key, asked) >= speaks_up(w.firms[firm].employee_voice, e.outspoken):
        r.question = GUESSED
        lose_hope(w, day, firm, row)
        return False
    r.question = RAISED
    r.question_day = day
    e.to_ask += 1
    return True


@behaviour
def answer_at_once(w: World, day: int, firm: int, seat: int, row: int) -> None:
    """Answer a question, or give leave, on the spot."""
    e = w.employees[seat]
    w.requests[row].question = ANSWERED
    e.heard += 1.0
    ledger(w, day, firm).needs_heard += 1
    if whole(w.requests[row].undecided) == 1:
        e.decided += 1.0
    else:
        e.answered += 1.0


@behaviour
def lose_hope(w: World, day: int, firm: int, row: int) -> None:
    """Note that a request is done without knowing, or without leave."""
    ledger(w, day, firm).guesses += 1
    # Leave has no part in this mean, which is of questions that were answered.
    if whole(w.mechanisms[Mechanism.ATTENTION].mode) == FROZEN and whole(w.requests[row].undecided) == 0:
        remember(w, Mechanism.ATTENTION, 0.0, 1)


@behaviour
def guessed(w: World, row: int) -> bool:
    """Whether the request is done without knowing how."""
    return whole(w.requests[row].question) == GUESSED and whole(w.requests[row].undecided) == 0


@behaviour
def toil(w: World, row: int) -> float:
    """Time that a request takes over that of one whose employee knows how it is done."""
    return 1.0 + w.market[0].guess_effort if guessed(w, row) else 1.0


@behaviour
def finish(w: World, day: int, seat: int, row: int) -> None:
    """Finish the request; whether it is right depends on the skill and the time given to it."""
    m = w.market[0]
    e = w.employees[seat]
    r = w.requests[row]
    take_from_desk(w, row, seat)
    # Of the original time, not of what has become usual: an eroded standard makes errors too.
    time_given = acting_standard(w, seat) * e.thoroughness
    slipping = gated(w, Mechanism.SLIPS, slips(e.strain, m.strain_reference, m.strain_slips), 1.0)
    wrong = error_probability(
        m.error_share * (1.0 + m.guess_errors * whole(guessed(w, row))),
        acting_skill(w, seat),
        time_given,
        slipping,
        m.error_skill,
        m.error_thoroughness,
    )
    f = w.firms[whole(r.firm)]
    # The price of discretion: who has not learned the job decides less rightly than a manager would.
    deciding = unguided(f.frontline_discretion, ORDINARY_DISCRETION, acting_skill(w, seat), m.unguided_errors)
    wrong = min(0.9, wrong * gated(w, Mechanism.UNGUIDED, deciding, 1.0))
    r.correct = draw(m.seed, Stream.CORRECT, whole(r.key), whole(r.asked)) >= wrong
    # Care is kept with the request, because the customer feels it when it is delivered, perhaps days later.
    cared = care(e.strain, m.strain_reference, f.frontline_discretion, m.care_strain, m.care_discretion)
    if whole(r.question) == GUESSED and whole(r.undecided) == 1:
        # Whoever may not decide, and is not told, sends the customer away with less than was wanted.
        cared *= 1.0 - m.guess_care
    r.care = gated(w, Mechanism.CARE, cared, 1.0)
    helps = acting_helping(w, whole(r.firm), seat)
    r.helped = draw(m.seed, Stream.HELP, whole(r.key), whole(r.asked)) < helps
    r.closed = day
    r.state = DONE
    e.finished += 1
    e.finished_hours += r.effort
    e.right += whole(r.correct)
    # By the day of finishing: a supplier who fails spoils the delivery, not the sense of success.
    if whole(r.due) >= day:
        e.in_time += 1
    # What a label was worth shows when the work is done, and to whoever did it.
    if whole(r.urgent) == 0:
        e.calm_seen += 1.0
        e.false_seen += whole(r.labelled)
    if whole(r.abuse) == 1:
        e.abused += 1
        e.abuses += 1.0
        e.needs += 1.0
        ledger(w, day, whole(r.firm)).needs += 1
        # Where managers never take anybody's side, nobody asks them to.
        speaks = gated(w, Mechanism.BACKING, speaks_up(f.employee_voice, e.outspoken), 0.0)
        if draw(m.seed, Stream.SPEAK, whole(r.key), whole(r.asked)) < speaks:
            e.to_back = r.customer
