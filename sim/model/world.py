"""Worlds: built from a scenario, copied in microseconds, grown when rows run short."""

import hashlib
import math

import numpy as np

from sim.errors import InputError
from sim.model import records
from sim.model.competition import LEVELS
from sim.model.compiled import INTERPRETED, behaviour, phase, real, whole
from sim.model.customers import OCCASIONS, liking_of, next_occasion
from sim.model.departments import open_departments
from sim.model.diary import BLOCK, enter_need, enter_occasion
from sim.model.draws import Stream, draw, exponential, geometric_gap, normal
from sim.model.firms import term
from sim.model.mechanisms import FROZEN, MECHANISMS, OFF
from sim.model.money import SPENT, first_staff, weekly_wage
from sim.model.parameters import (
    CONSTANTS,
    DAYS_A_MONTH,
    DAYS_A_YEAR,
    TENURE_MONTHS,
    WEEKS_A_YEAR,
    WORKDAYS_A_WEEK,
)
from sim.model.people import appoint_outsider, seat_employee
from sim.model.practices import PRACTICES, Practices
from sim.model.productivity import assume_productivity
from sim.model.records import World
from sim.model.rules.adaptation import clipped
from sim.model.rules.hazard import weekly_probability
from sim.model.rules.improvement import wear_and_work
from sim.model.rules.learning import skill_after
from sim.model.rules.prices import training_share
from sim.model.rules.staffing import staff_needed
from sim.model.scenario import Scenario
from sim.model.states import AS_MANAGED, EXPONENTIAL, KINDS, LOGNORMAL, NEVER, NOBODY

FOCAL = 0
"""Row of the firm that a policy is applied to."""


def world_seed(seed: int, replication: int) -> int:
    """The world's seed: it depends on the experiment's seed and the replication alone."""
    digest = hashlib.sha256(f"{seed}/{replication}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def rows(count: int | tuple[int, int], dtype: np.dtype) -> np.ndarray:
    """Zeroed rows; where compilation is off, rows whose fields are attributes, as in compiled code."""
    array = np.zeros(count, dtype)
    return array.view(np.recarray) if INTERPRETED else array


def build(
    scenario: Scenario, seed: int, years: int, *, spare_requests: int = 1024, spare_seats: float = 1.5
) -> World:
    """The world of a scenario on its first day, with room to write down the warm-up and `years` more.

    The spare rows only save growing: results do not depend on them.
    """
    constants = scenario.constants()
    sizes = [*scenario.sizes, *(1.0 for _ in range(scenario.potential_entrants))]
    customers = sum(round(size * constants["customers_per_firm"]) for size in scenario.sizes)
    staff = [_staff(size, constants) for size in sizes]
    teams = [max(1, round(each / constants["span_of_control"])) for each in staff]
    seats = max(*staff, math.ceil(max(staff) * spare_seats))
    weeks = (int(constants["warm_up"]) + years) * WEEKS_A_YEAR
    firms = len(sizes)
    w = World(
        customers=rows(customers, records.customer),
        requests=rows(spare_requests, records.request),
        employees=rows(firms * seats, records.employee),
        managers=rows(sum(teams), records.manager),
        firms=rows(firms, records.firm),
        market=rows(1, records.market),
        weeks=rows((weeks, firms), records.week),
        mechanisms=rows(2 * len(MECHANISMS), records.mechanism),
        regulator=rows(1, records.regulator),
        tenures=rows((firms, TENURE_MONTHS), records.tenure),
        flows=rows((firms, KINDS), records.flow),
        diary=rows(weeks * WORKDAYS_A_WEEK, records.diary),
        errands=rows(math.ceil(customers / BLOCK), records.errands),
    )
    _build_market(w, scenario, seed)
    for names, mode in ((scenario.without, OFF), (scenario.frozen, FROZEN)):
        for name in names:
            w.mechanisms["mode"][MECHANISMS[name]] = mode
    w.firms["trading"][: scenario.trading_firms] = 1
    w.firms["relative_size"] = sizes
    w.firms["team_end"] = np.cumsum(teams)
    w.firms["team_first"] = w.firms["team_end"] - teams
    for firm in range(firms):
        _build_firm(w, firm, seats)
    populate(w, scenario.trading_firms)
    return w


def _build_market(w: World, scenario: Scenario, seed: int) -> None:
    m = w.market
    constants = scenario.constants()
    for name in CONSTANTS:
        m[name] = constants[name]
    m["seed"] = seed
    m["start"] = constants["warm_up"] * DAYS_A_YEAR
    m["effort_shape"] = EXPONENTIAL if scenario.work.effort_distribution == "exponential" else LOGNORMAL
    # Room for the surge and for needs that are raised to hold accepted hours equal.
    m["headroom"] = 2.0 * max(1.0, constants["surge_factor"]) * max(1.0, constants["demand_step"])
    m["occasions"] = max(constants["return_rate"], OCCASIONS * constants["consider_rate"])
    m["dealt_to"] = scenario.trading_firms
    m["dealt_sizes"] = sum(scenario.sizes)
    m["entry_open"] = LEVELS[scenario.competition].potential_entrants > 0
    m["free_request"] = NOBODY
    _add_free_requests(w, 0)


def _staff(size: float, constants: dict[str, float]) -> int:
    """Employees of a firm of some size on the first day, at least one."""
    return max(1, int(size * constants["employees_per_firm"] + 0.5))


def _build_firm(w: World, firm: int, seats: int) -> None:
    f = w.firms[firm : firm + 1]
    for name, value in Practices().as_dict().items():
        f[name] = value
    f["seat_first"], f["seat_end"] = firm * seats, (firm + 1) * seats
    f["open_seat"] = f["seat_first"]
    f["contrast"] = AS_MANAGED
    w.managers["firm"][f["team_first"][0] : f["team_end"][0]] = firm


@phase
def populate(w: World, trading: int) -> None:
    """Give the market its people on the first day: customers to the firms that they like, staff in turn to the teams.

    A firm begins as one that has done business for long: tenures, skill, friction and forecast are those of an
    ordinary firm in its steady state, so that the warm-up has little to settle.
    """
    m = w.market[0]
    seed = whole(m.seed)
    per_day = m.need_rate / DAYS_A_MONTH * m.headroom
    sigma = m.need_spread
    m.usual_experience = m.expectation_start
    for day in range(len(w.diary)):
        w.diary[day].need = NOBODY
        w.diary[day].occasion = NOBODY
    for row in range(len(w.customers)):
        c = w.customers[row]
        spread = math.exp(sigma * normal(seed, Stream.PERSON, 8 * row, 0) - sigma * sigma / 2.0)
        c.rate = min(1.0, per_day * spread)
        enter_need(w, row, geometric_gap(draw(seed, Stream.NEED, row, 2**31), real(c.rate)) - 1)
        # On the last days of weeks, as all of them; who has one on the first already is as likely as ever after.
        first = next_occasion(w, row, -1, weekly_probability(m.occasions))
        enter_occasion(w, row, first)
        c.firm = best_liked(w, row, trading)
        c.former = NOBODY
        c.extra_habit = m.extra_share
        c.expectation = m.expectation_start
        c.quality = m.quality_reference
        c.claim_habit = m.claim_share
        c.satisfaction = clipped(m.satisfaction_set_point + liking_of(w, row, whole(c.firm)), 0.0, 1.0)
        # Met on any day, customers have been there for a while: at a constant hazard, exponentially long.
        stayed = m.bonding_years * exponential(draw(seed, Stream.PERSON, 8 * row + 2, 0))
        c.since = -1 - whole(stayed * DAYS_A_YEAR)
        c.served = NOBODY
        c.complained = NEVER
        c.problem = NEVER
        c.left = NEVER
        c.inbox = NOBODY
        c.abusive = draw(seed, Stream.PERSON, 8 * row + 1, 0) < m.abusive_share
    # Where the regulator's first year of money begins is luck, or all worlds would be audited on the same days.
    w.regulator[0].budget = draw(seed, Stream.AUDITED, 0, 2**31)
    for team in range(len(w.managers)):
        g = w.managers[team]
        g.id = NOBODY
        g.tray = NOBODY
        g.tray_end = NOBODY
        g.first_seat = NOBODY
        g.clarity = 1.0
        g.label_value = 1.0
        g.to_escalate = NOBODY
        g.standard = 1.0
    for seat in range(len(w.employees)):
        w.employees[seat].id = NOBODY
        w.employees[seat].desk = NOBODY
        w.employees[seat].to_back = NOBODY
    for firm in range(len(w.firms)):
        f = w.firms[firm]
        f.demand_control = 1.0
        f.capability = 1.0
        f.adopted = 1.0
        f.trial_lever = NOBODY
        f.tray = NOBODY
        f.tray_end = NOBODY
        f.reported = 1.0
        f.carried = 1.0
        f.trial_second = NOBODY
        f.patience = 1.0
        f.audited = NEVER
        f.identity = 2.0 * (firm + 0.5) / len(w.firms) - 1.0
    for firm in range(trading):
        f = w.firms[firm]
        staff = max(1, whole(first_staff(w, firm) + 0.5))
        # Where the friction of a firm with these practices settles: a thousand years are as good as for ever.
        settled = wear_and_work(
            m.friction, m.friction, 0.0, f.improvement, m.friction_growth, m.improvement_yield, 1000.0
        )
        f.work_friction = settled
        f.customer_friction = settled
        open_departments(w, firm)
        f.executive_leaves = term(w, firm, 0)
        f.feared = m.audit_rate
        per_hour = staff_needed(
            1.0,
            1.0 + f.work_friction,
            f.staffing_slack,
            m.hours_per_day * WORKDAYS_A_WEEK,
            m.absence,
            m.planned_utilisation,
            f.improvement + training_share(f.improvement, f.shared_skill, m.training_ratio),
        )
        f.reputation = m.satisfaction_set_point
        f.reference_price = 1.0
        f.forecast = staff / per_hour
        assume_productivity(w, firm, f.forecast * (1.0 + f.work_friction))
        f.revenue_smooth = staff * weekly_wage(w, firm) / m.budget_share
        f.staff_target = staff
        f.cash = m.opening_cash * WEEKS_A_YEAR * weekly_wage(w, firm) * staff
        # Managers first: identities are given out in this order, and luck is drawn by identity.
        for team in range(whole(f.team_first), whole(f.team_end)):
            appoint_outsider(w, -4 * DAYS_A_YEAR, team)
        teams = whole(f.team_end) - whole(f.team_first)
        for place in range(staff):
            seat = whole(f.seat_first) + place
            # Everybody was hired by an ordinary firm, whatever the focal one will do from now on: no givers.
            seat_employee(w, 0, firm, seat, whole(f.team_first) + place % teams, 0.0)
            settle_in(w, seat)


@behaviour
def best_liked(w: World, row: int, trading: int) -> int:
    """The firm that a customer likes best of those that trade on the first day; ties go to firms in turn, by size."""
    best = in_turn(w, row, trading)
    for firm in range(trading):
        if liking_of(w, row, firm) > liking_of(w, row, best):
            best = firm
    return best


@behaviour
def in_turn(w: World, row: int, trading: int) -> int:
    """The firm whose turn it is: of customers in a row, each firm gets as many as it is large."""
    place = real(row) % w.market[0].dealt_sizes
    for firm in range(trading - 1):
        place -= w.firms[firm].relative_size
        if place < 0.0:
            return firm
    return trading - 1


@behaviour
def settle_in(w: World, seat: int) -> None:
    """Give a newcomer the tenure and the skill of somebody met on any day in a firm that people quit at the base rate.

    At a constant hazard tenures are exponential. Without quits they would be endless, hence the limit.
    """
    m = w.market[0]
    e = w.employees[seat]
    luck = exponential(draw(m.seed, Stream.PERSON, whole(e.id), 1))
    years = min(20.0, luck / m.base_quit_hazard) if m.base_quit_hazard > 0.0 else 20.0
    e.hired = -whole(years * DAYS_A_YEAR)
    e.questions = 0.0
    e.clarity = 1.0
    e.skill = skill_after(m.newcomer_productivity, -real(e.hired) / WORKDAYS_A_WEEK, m.learning_time)


def apply_practices(w: World, firm: int, practices: Practices) -> None:
    """Set the practices that a firm follows from now on."""
    for name, value in practices.as_dict().items():
        w.firms[name][firm] = value


def practices_of(w: World, firm: int) -> Practices:
    """The practices that a firm follows."""
    return Practices(**{name: float(w.firms[name][firm]) for name in PRACTICES})


def hold_equal(w: World, contrast: int) -> None:
    """What the focal firm's contrast holds equal from now on: nothing, accepted hours or spend.

    The references are the means of the last half year, the same for every policy in the same world.
    """
    now = int(w.market["day"][0]) // WORKDAYS_A_WEEK
    recent = w.weeks[max(0, now - WEEKS_A_YEAR // 2) : now, FOCAL]
    w.firms["contrast"][FOCAL] = contrast
    w.firms["reference_hours"][FOCAL] = recent["accepted_hours"].mean()
    w.firms["reference_spend"][FOCAL] = sum(recent[name].mean() for name in SPENT)


def check_room(w: World, day: int) -> None:
    """Raise InputError for a day beyond the years that the world was built for: the ledger has no row for it."""
    room = len(w.weeks) * WORKDAYS_A_WEEK
    if day > room:
        raise InputError(f"day must be at most {room}, got {day}: build the world for more years")


def copy(w: World) -> World:
    """A world of its own in the same state."""
    return World(*(array.copy() for array in w))


def _add_free_requests(w: World, first: int) -> None:
    """Put the rows from `first` on in front of the list of free rows."""
    m = w.market
    end = len(w.requests)
    w.requests["following"][first:end] = np.append(np.arange(first + 1, end), m["free_request"][0])
    m["free_request"] = first
    m["free_requests"] += end - first


def grow_requests(w: World) -> World:
    """The world with twice as many rows of requests. Use it in place of `w`."""
    before = len(w.requests)
    grown = w._replace(requests=_longer(w.requests, 2 * before))
    _add_free_requests(grown, before)
    return grown


def _longer(array: np.ndarray, count: int) -> np.ndarray:
    longer = rows(count, array.dtype)
    longer[: len(array)] = array
    return longer


def grow_seats(w: World) -> World:
    """The world with half as many seats again for every firm, or as many as the largest target needs.

    Seats of a firm lie side by side, so all rows move, and requests follow their holders. Mutates `w`; use the
    returned world.
    """
    firms = w.firms
    old = int(firms["seat_end"][0] - firms["seat_first"][0])
    new = max(math.ceil(1.5 * old), math.ceil(firms["staff_target"].max()) + 1)
    employees = rows(len(firms) * new, w.employees.dtype)
    employees["id"] = NOBODY
    employees["desk"] = NOBODY
    employees["to_back"] = NOBODY
    employees["next_mate"] = NOBODY
    for firm in range(len(firms)):
        employees[firm * new : firm * new + old] = w.employees[firm * old : (firm + 1) * old]
    for seats in (w.requests["employee"], w.managers["first_seat"], employees["next_mate"]):
        moved = seats != NOBODY
        seats[moved] = seats[moved] // old * new + seats[moved] % old
    firms["seat_first"] = np.arange(len(firms)) * new
    firms["open_seat"] = firms["seat_first"]
    firms["seat_end"] = firms["seat_first"] + new
    return w._replace(employees=employees)
