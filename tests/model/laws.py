"""Laws of conservation: nothing is lost or made up, whoever manages and whatever happens."""

from collections.abc import Iterator

import numpy as np
import pytest

from sim.model.diary import BLOCK
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.practices import NEUTRAL
from sim.model.records import World
from sim.model.states import (
    APPROVAL,
    ASKED,
    CHANNELS,
    CLOSED,
    COMPLAINT,
    DONE,
    DROPPED,
    ESCALATION,
    FREE,
    HELD,
    INITIATIVE,
    INSIDE,
    KINDS,
    NOBODY,
    PENDING,
    PLEA,
    QUESTION,
    QUEUED,
    REPORT,
    UPWARDS,
)
from tests.model.rules.ranges import NEARLY
from tests.worlds import (
    in_hand,
    managers,
    notes,
    staff,
)

SHARES_OF_FIRMS = (
    "customer_friction",
    "faults",
    "vision",
    "reputation",
    "survey_score",
    "cartel",
    "deterred",
    "patience",
    "answer",
)

COSTS = (
    "wages",
    "overtime_pay",
    "hiring",
    "severance_pay",
    "improvement_cost",
    "programme_cost",
    "giveaways",
    "paid_out",
    "fines",
    "fixed_cost",
)


def firms(w: World) -> range:
    return range(len(w.firms))


def today(w: World) -> int:
    return int(w.market["day"][0])


# ------------------------------------------------------------------------------ the laws


def requests_are_conserved(w: World) -> None:
    """What was opened has been delivered, declined or dropped, or is still in hand."""
    for firm in firms(w):
        gone = sum(notes(w, name, firm) for name in ("delivered", "declined", "dropped"))
        in_hand_then = np.cumsum(notes(w, "opened", firm) - gone)
        np.testing.assert_array_equal(in_hand_then, notes(w, "open_requests", firm))
        assert in_hand_then[-1] == len(in_hand(w, firm))


def deliveries_come_from_desks_or_from_managers(w: World) -> None:
    """This week's deliveries are what employees finished and the complaints that managers handled.

    Where suppliers fail, some of it waits.
    """
    if w.market["supply_failures"][0] > 0.0:
        return
    for firm in firms(w):
        f = w.firms[firm]
        finished = w.employees["finished"][f["seat_first"] : f["seat_end"]].sum()
        assert notes(w, "delivered", firm)[-1] == finished + notes(w, "handled", firm)[-1]


def decisions_are_yes_or_no(w: World) -> None:
    for firm in firms(w):
        channels = ("core", "extra", "complaint", "rework", "failure")
        accepted = sum(notes(w, f"accepted_{channel}", firm) for channel in channels)
        np.testing.assert_array_equal(accepted + notes(w, "declined", firm), notes(w, "decided", firm))
        assert (notes(w, "handled", firm) <= notes(w, "accepted_complaint", firm)).all()


def little_holds_on_the_path(w: World) -> None:
    """Days that requests spent in hand, summed by day, are the same days summed by request."""
    for firm in firms(w):
        by_day = notes(w, "system_days", firm).sum()
        of_closed = notes(w, "lead_days", firm).sum() + notes(w, "unserved_days", firm).sum()
        of_open = (today(w) - in_hand(w, firm)["asked"]).sum()
        assert by_day == of_closed + of_open


def every_kind_of_request_is_conserved(w: World) -> None:
    """Also those of the firm's own people and of executives."""
    for firm in firms(w):
        for kind in range(KINDS):
            k = w.flows[firm, kind]
            assert k["opened"] == k["served"] + k["declined"] + k["dropped"] + len(of_kind(w, firm, kind))


def little_holds_for_every_kind(w: World) -> None:
    for firm in firms(w):
        for kind in range(KINDS):
            k = w.flows[firm, kind]
            of_open = (today(w) - of_kind(w, firm, kind)["asked"]).sum()
            assert k["system_days"] == k["closed_days"] + of_open


def of_kind(w: World, firm: int, kind: int) -> np.ndarray:
    """The requests of a kind that a firm has in hand."""
    r = w.requests
    in_hand_now = np.isin(r["state"], (ASKED, QUEUED, HELD))
    return r[(r["firm"] == firm) & (r["channel"] == kind) & in_hand_now]


def kinds_add_up_to_what_the_ledger_says(w: World) -> None:
    for firm in firms(w):
        customers = w.flows[firm, :CHANNELS]
        assert customers["opened"].sum() == notes(w, "opened", firm).sum()
        assert customers["served"].sum() == notes(w, "delivered", firm).sum()
        assert customers["dropped"].sum() == notes(w, "dropped", firm).sum()
        assert w.flows[firm, PLEA]["served"] == notes(w, "pleas_heard", firm).sum()
        assert w.flows[firm, ESCALATION]["opened"] == notes(w, "escalations", firm).sum()
        assert w.flows[firm, REPORT]["served"] == notes(w, "reports", firm).sum()
        assert w.flows[firm, INITIATIVE]["opened"] == notes(w, "initiatives", firm).sum()


def nobody_is_heard_who_needed_nothing(w: World) -> None:
    for firm in firms(w):
        heard, needs = (np.cumsum(notes(w, name, firm)) for name in ("needs_heard", "needs"))
        assert (heard <= needs).all()
        # What employees raise becomes requests; what they keep to themselves does not.
        asked = w.flows[firm, INSIDE:UPWARDS]["opened"].sum()
        assert asked <= needs[-1]


def a_question_is_about_a_request_that_waits_for_it(w: World) -> None:
    """As of the last morning: by the evening its employee may have given up waiting, or have left."""
    r = w.requests
    for question in r[np.isin(r["channel"], (QUESTION, APPROVAL)) & (r["state"] == ASKED)]:
        about = r[question["about"]]
        assert about["channel"] < INSIDE
        if about["question"] == PENDING:
            assert about["employee"] == question["employee"]


def headcount_changes_by_hires_and_exits(w: World) -> None:
    """Promotions move a person and change nothing."""
    exits = ("quits", "layoffs", "dismissals", "insolvencies")
    for firm in firms(w):
        change = notes(w, "hires", firm) - sum(notes(w, name, firm) for name in exits)
        headcount = notes(w, "headcount", firm)
        np.testing.assert_array_equal(np.diff(headcount), change[1:])
        assert headcount[-1] == len(staff(w, firm)) + len(managers(w, firm))
        assert (notes(w, "leavers", firm) == sum(notes(w, name, firm) for name in exits)).all()
        assert (notes(w, "manager_quits", firm) <= notes(w, "quits", firm)).all()


def nobody_is_two_people(w: World) -> None:
    """Identities are never used twice, and every one was given out by its firm."""
    everybody = np.concatenate([w.employees["id"], w.managers["id"]])
    everybody = everybody[everybody != NOBODY]
    assert len(np.unique(everybody)) == len(everybody)
    assert (everybody % 2**24 < w.firms["hired_ever"][everybody // 2**24]).all()


def cash_changes_by_revenue_less_costs(w: World) -> None:
    for firm in firms(w):
        trading = notes(w, "trading", firm)
        costs = sum(notes(w, name, firm) for name in COSTS)
        change = np.where(trading[:-1] == 1, notes(w, "revenue", firm)[1:] - costs[1:], 0.0)
        opens = (trading[1:] == 1) & (trading[:-1] == 0)
        cash = notes(w, "cash", firm)
        rounding = 4.0 * np.spacing(
            np.abs(cash).max()
        )  # the difference of large numbers is as exact as they are
        np.testing.assert_allclose(np.diff(cash)[~opens], change[~opens], rtol=1e-9, atol=max(1e-6, rounding))
        # A firm that does not trade neither earns nor pays.
        closed = (trading[1:] == 0) & (trading[:-1] == 0)
        assert not costs[1:][closed].any()
        assert not notes(w, "revenue", firm)[1:][closed].any()


def what_customers_paid_is_what_firms_earned(w: World) -> None:
    earned = sum(notes(w, "revenue", firm).sum() for firm in firms(w))
    assert w.customers["paid"].sum() == pytest.approx(earned)


def wages_are_those_of_everybody_employed(w: World) -> None:
    m = w.market[0]
    for firm in firms(w):
        hour = m["on_costs"] * w.firms["pay"][firm] * m["hours_per_day"] * WORKDAYS_A_WEEK
        due = hour * (m["wage"] * notes(w, "employees", firm) + m["manager_wage"] * notes(w, "teams", firm))
        paid = notes(w, "wages", firm) + notes(w, "improvement_cost", firm)
        steady = notes(w, "trading", firm) == 1
        steady[1:] &= steady[:-1]  # an entrant is paid from its second week on
        under = notes(w, "week", firm) >= 0
        if under.any():  # before the policies pay was another
            steady &= under
        np.testing.assert_allclose(paid[steady], due[steady], rtol=1e-12)


def customers_are_somewhere_once(w: World) -> None:
    """Every customer is with one firm or with none, and those with a firm are counted there."""
    served = sum(notes(w, "customers", firm) for firm in firms(w))
    assert served[-1] == (w.customers["firm"] != NOBODY).sum()
    for firm in firms(w):
        counted = notes(w, "customers", firm)
        assert counted[-1] == (w.customers["firm"] == firm).sum()
        moved = notes(w, "gained", firm) - notes(w, "lost_silent", firm) - notes(w, "lost_voiced", firm)
        np.testing.assert_array_equal(np.diff(counted), moved[1:])
        assert (notes(w, "customers_served", firm) <= counted).all()


def every_request_lies_in_one_place(w: World) -> None:
    """In the tray of its team, on the desk of who holds it, closed, or among the free rows."""
    r = w.requests
    seen = np.zeros(len(r), int)

    def walk(row: int) -> Iterator[int]:
        while row != NOBODY:
            seen[row] += 1
            yield row
            row = r["following"][row]

    for team, manager in enumerate(w.managers):
        last = NOBODY
        for row in walk(manager["tray"]):
            last = row
            assert r["state"][row] in (ASKED, DROPPED)
            assert r["team"][row] == team
            # Requests from inside carry who asked.
            assert r["employee"][row] == NOBODY or r["channel"][row] >= INSIDE
        assert manager["tray_end"] == last
    for firm, executive in enumerate(w.firms):
        last = NOBODY
        for row in walk(executive["tray"]):
            last = row
            assert r["state"][row] in (ASKED, DROPPED)
            assert (r["channel"][row], r["firm"][row]) in ((PLEA, firm), (ESCALATION, firm))
        assert executive["tray_end"] == last
    for seat, employee in enumerate(w.employees):
        held = list(walk(employee["desk"]))
        assert employee["id"] != NOBODY or not held
        assert employee["open_requests"] == len(held)
        for row in held:
            assert r["state"][row] in (QUEUED, DROPPED)
            assert r["employee"][row] == seat
            assert r["team"][row] == employee["team"]
    free = list(walk(w.market["free_request"][0]))
    assert len(free) == w.market["free_requests"][0]
    assert (r["state"][free] == FREE).all()
    nowhere = np.isin(r["state"], (CLOSED, HELD))
    assert (seen[~nowhere] == 1).all()
    assert not seen[nowhere].any()


def requests_are_known_by_key_and_day(w: World) -> None:
    of_customers = w.requests["channel"] < INSIDE
    open_now = np.isin(w.requests["state"], (ASKED, QUEUED, DONE, HELD))
    names = w.requests[open_now & of_customers][["key", "asked"]]
    assert len(np.unique(names)) == len(names)


def shares_stay_shares(w: World) -> None:
    e, g, c = w.employees, w.managers, w.customers
    for value in (
        *(e[name] for name in ("skill", "clarity", "strain", "satisfaction", "success")),
        *(e[name] for name in ("recognition", "backing", "autonomy")),
        *(e[name] for name in ("giver", "helping")),
        *(g[name] for name in ("strain", "satisfaction", "clarity", "success", "recognition", "label_value")),
        *(g[name] for name in ("giver", "seen_helping", "belief", "standard")),
        *(c[name] for name in ("extra_habit", "expectation", "satisfaction", "memory")),
        *(w.firms[name] for name in SHARES_OF_FIRMS),
        *(w.weeks[name] for name in ("fit", "survey_score")),
        *(w.requests[name] for name in ("care", "experience")),
    ):
        assert value.min() >= -1e-9
        assert value.max() <= 1.0 + 1e-6


def what_is_held_waits_for_a_supplier(w: World) -> None:
    """Only what needs one, at a firm that trades, and no longer than the failure lasts."""
    held = w.requests[w.requests["state"] == HELD]
    firm = w.firms[held["firm"]]
    assert (held["supplied"] == 1).all()
    assert (held["channel"] != COMPLAINT).all()
    assert (held["left"] == 0.0).all()
    assert (firm["trading"] == 1).all()
    assert (firm["supply_back"] >= today(w)).all()
    for number in firms(w):
        waiting = (held["firm"] == number).sum()
        assert waiting <= notes(w, "supply_late", number).sum()


def fines_are_the_regulators_record(w: World) -> None:
    """What firms paid is what was fined, and nothing is fined but for an offence that an audit found."""
    r = w.regulator[0]
    fined = [notes(w, "fines", firm) for firm in firms(w)]
    assert sum(fine.sum() for fine in fined) == pytest.approx(r["fined"])
    assert sum(notes(w, "audits", firm).sum() for firm in firms(w)) == r["audits"]
    assert sum((fine > 0.0).sum() for fine in fined) <= r["offences_found"] <= r["audits"]
    for firm, fine in zip(firms(w), fined, strict=True):
        offended = np.cumsum(notes(w, "tainted", firm)) > 0.0
        assert not fine[~offended].any()
        assert (fine <= w.market["fine_rate"][0] * np.cumsum(notes(w, "tainted", firm)) * NEARLY).all()


def the_regulator_spends_no_more_than_its_budget(w: World) -> None:
    """On what it can pay for in each quarter and what is left of the money for less than one audit."""
    r, m = w.regulator[0], w.market[0]
    assert 0.0 <= r["budget"] < 1.0
    trading = sum(notes(w, "trading", firm)[12::13] for firm in firms(w))
    # Firms are counted before those too deep in debt close and others open, a moment later.
    assert r["audits"] <= 1.0 + m["audit_rate"] / 4.0 * (trading.sum() + len(w.firms) * len(trading))


def failures_are_passed_on_or_repaired(w: World) -> None:
    """What reaches service was born in a department, and who repairs less passes on more."""
    f = w.firms
    born = f["born"].sum(axis=1)
    assert (f["born"] >= 0.0).all()
    assert (f["faults"] <= born + 1e-12).all()
    assert (f["repairing"] >= 0.0).all()


def failures_born_are_shares(w: World) -> None:
    """At most one a request in each department; far beyond what is plausible it can be more."""
    assert (w.firms["born"] <= 1.0 + 1e-6).all()


def prices_are_fixed_by_all_or_none(w: World) -> None:
    """The level is one for all who trade, and at most the least willing one's; a monopoly fixes with nobody.

    Who has just opened joins, or breaks it, at the quarter's end.
    """
    trading = w.firms["trading"] == 1
    levels = w.firms["cartel"][trading]
    if len(w.firms) == 1:
        assert not levels.any()
    willing = w.firms["collusion"] * (1.0 - w.firms["deterred"])
    assert levels.max(initial=0.0) <= willing[trading].min(initial=1.0)
    assert len(set(levels[w.firms["founded"][trading] < today(w) - 65])) <= 1


def what_is_charged_unasked_taints_and_is_part_of_revenue(w: World) -> None:
    for firm in firms(w):
        revenue = notes(w, "revenue", firm) * NEARLY
        assert (notes(w, "overcharged", firm) <= notes(w, "tainted", firm) * NEARLY).all()
        assert (notes(w, "tainted", firm) + notes(w, "pushed", firm) <= revenue + 1e-9).all()


def hours_are_no_more_than_there_are(w: World) -> None:
    m = w.market[0]
    longest = np.exp(m["work_intensity"] * m["pressure_high"]) + 1e-9
    for firm in firms(w):
        present, busy = notes(w, "present_hours", firm), notes(w, "busy_hours", firm)
        assert (busy <= present * longest).all()
        assert (notes(w, "overtime_hours", firm) <= busy + 1e-9).all()
        managed, claimed = notes(w, "manager_hours", firm), notes(w, "claimed_hours", firm)
        # The last request taken up is finished, so that a day's hours can be those of the next.
        assert notes(w, "team_hours", firm).sum() <= managed.sum() + longest_request(w)
        assert (managed <= normal_week(w, firm) * m["manager_overtime"] + 1e-9).all()
        assert (managed <= claimed + normal_week(w, firm) + 1e-9).all()


def longest_request(w: World) -> float:
    """Hours of the longest thing that a manager can take up, for every manager."""
    m = w.market[0]
    names = ("support_hours", "idea_hours", "report_hours", "initiative_hours")
    talk = m["talk_hours"] / NEUTRAL.employee_voice  # where all is said
    longest = max(m["answer_hours"] / m["succession_start"], talk, *(m[name] for name in names))
    return float(longest * len(w.managers))


def normal_week(w: World, firm: int) -> float:
    """Hours of all the firm's managers in a normal week."""
    f = w.firms[firm]
    return float(w.market["hours_per_day"][0] * WORKDAYS_A_WEEK * (f["team_end"] - f["team_first"]))


def everything_is_a_number(w: World) -> None:
    for array in w:
        for name in array.dtype.names or ():
            assert np.isfinite(array[name]).all(), name


def teams_know_their_seats(w: World) -> None:
    """Each team lists whoever works on it, in the order of seats; no seat before a firm's first open one is empty."""
    for team in range(len(w.managers)):
        listed, seat = [], int(w.managers["first_seat"][team])
        while seat != NOBODY:
            listed.append(seat)
            seat = int(w.employees["next_mate"][seat])
        on_it = (w.employees["id"] != NOBODY) & (w.employees["team"] == team)
        assert listed == list(np.flatnonzero(on_it))
        assert w.managers["members"][team] == len(listed)
    for firm in firms(w):
        f = w.firms[firm]
        assert (w.employees["id"][f["seat_first"] : f["open_seat"]] != NOBODY).all()


def whoever_has_something_to_do_is_known(w: World) -> None:
    """On a morning, whoever has an ask to post is marked, and so is whom a manager or an executive has answered."""
    assert_marked(w, "posts", (w.customers["asks"] > 0).any(axis=1))
    assert_marked(w, "feels", (w.customers["consoled"] > 0) | (w.customers["inbox"] != NOBODY))


def assert_marked(w: World, errand: str, busy: np.ndarray) -> None:
    rows = np.flatnonzero(busy)
    assert (w.errands[errand][rows // BLOCK] >> (rows % BLOCK) & 1).all()


def everybody_is_in_the_diary_once(w: World) -> None:
    """On the day of the next need, and of the next occasion to compare firms, unless that is after the last day."""
    for what, day_of in (("need", "next_need"), ("occasion", "occasion")):
        found = []
        for day in range(today(w), len(w.diary)):
            row = int(w.diary[what][day])
            while row != NOBODY:
                assert w.customers[day_of][row] == day
                found.append(row)
                row = int(w.customers[f"{what}_after"][row])
        assert sorted(found) == list(np.flatnonzero(w.customers[day_of] < len(w.diary)))


LAWS = (
    teams_know_their_seats,
    whoever_has_something_to_do_is_known,
    everybody_is_in_the_diary_once,
    requests_are_conserved,
    deliveries_come_from_desks_or_from_managers,
    decisions_are_yes_or_no,
    little_holds_on_the_path,
    every_kind_of_request_is_conserved,
    little_holds_for_every_kind,
    kinds_add_up_to_what_the_ledger_says,
    nobody_is_heard_who_needed_nothing,
    a_question_is_about_a_request_that_waits_for_it,
    headcount_changes_by_hires_and_exits,
    nobody_is_two_people,
    cash_changes_by_revenue_less_costs,
    what_customers_paid_is_what_firms_earned,
    wages_are_those_of_everybody_employed,
    customers_are_somewhere_once,
    every_request_lies_in_one_place,
    requests_are_known_by_key_and_day,
    shares_stay_shares,
    what_is_held_waits_for_a_supplier,
    fines_are_the_regulators_record,
    the_regulator_spends_no_more_than_its_budget,
    failures_are_passed_on_or_repaired,
    failures_born_are_shares,
    prices_are_fixed_by_all_or_none,
    what_is_charged_unasked_taints_and_is_part_of_revenue,
    hours_are_no_more_than_there_are,
    everything_is_a_number,
)
