"""The laws of conservation hold on running worlds: named ones, any small one, and at either end of every range."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.practices import PRACTICES, Practices
from sim.model.records import World
from sim.model.states import (
    NOBODY,
    QUITS,
)
from tests.model.laws import LAWS, firms, requests_are_conserved, today
from tests.worlds import (
    DOES_EVERYTHING,
    EVERYTHING,
    RANGE,
    SMALL,
    after,
    in_hand,
    notes,
    scenario,
    world,
)

# ------------------------------------------------------------------------------ the worlds

WORLDS = {
    "calm": ({}, {}, {}),
    "overrun": ({"need_rate": 20, "hiring_weeks": 100}, {}, {"intake_boundary": 0.0}),
    "people come and go": ({"base_quit_hazard": 3, "dismissal_hazard": 1, "hiring_weeks": 2}, {}, {}),
    "staff is cut": ({"layoff_band": 0, "planned_utilisation": 1.2, "severance": 1}, {}, {"layoffs": 1.0}),
    "customers come and go": ({"consider_rate": 12, "return_rate": 12, "satisfaction_slope": 0}, {}, {}),
    "rivals and a surge": (
        {"surge_factor": 4, "surge_week": 10, "surge_weeks": 8, "need_rate": 10, "consider_rate": 6},
        {"competition": "rivalry", "rivals": 2},
        {"price": 1.07, "pay": 0.9, "improvement": 0.1, "promise_inflation": 1.0},
    ),
    "rivals of other sizes": (
        {"need_rate": 8, "consider_rate": 6, "base_quit_hazard": 1, "hiring_weeks": 2},
        {"competition": "rivalry", "rivals": 3, "rival_sizes": [3.0, 0.3]},
        {"layoffs": 0.5},
    ),
    "firms fail and open": (
        {"insolvency": 0.01, "opening_cash": 0.02, "entry_margin": -1, "need_rate": 7},
        {"competition": "contestable"},
        {"price": 0.9},
    ),
    "firms thrive and draw others": (
        {"price_request": 400, "entry_margin": 0, "need_rate": 8, "consider_rate": 12},
        {"competition": "contestable"},
        {"price": 1.3},
    ),
    "everything": (EVERYTHING, {"competition": "contestable"}, DOES_EVERYTHING.as_dict()),
    "everything, and firms fail": (
        EVERYTHING | {"insolvency": 0.01, "opening_cash": 0.02, "entry_margin": -1},
        {"competition": "contestable"},
        DOES_EVERYTHING.as_dict(),
    ),
}
"""Quantities, competition and practices of worlds that between them go through everything that can happen."""


def laid_out(name: str, **spare: float) -> World:
    values, head, practices = WORLDS[name]
    return world(
        scenario(SMALL | values, **head),
        seed=3,
        years=2,
        practices=Practices(**practices),
        **spare,
    )


@pytest.fixture(scope="module", params=WORLDS)
def weekly(request) -> list[World]:
    """A world at the end of some of its weeks, with tiny arrays that have to grow."""
    w = laid_out(request.param, spare_requests=1, spare_seats=1.0)
    weeks = [1, 3, 13, 14, 40, 52, 53, 66, 80, 104]
    seen = []
    for week in weeks:
        w = after(w, week * WORKDAYS_A_WEEK - today(w))
        seen.append(World(*(array.copy() for array in w)))
    return seen


def test_every_law_holds_at_the_end_of_its_weeks(weekly):
    for law in LAWS:
        for w in weekly:
            law(w)


def test_the_worlds_above_go_through_everything_that_can_happen():
    ends = {name: after(laid_out(name), 520) for name in WORLDS}

    def happened(world: str, what: str) -> bool:
        return any(notes(ends[world], what, firm).any() for firm in firms(ends[world]))

    for what in ("quits", "manager_quits", "dismissals", "promotions", "handed_on", "hires"):
        assert happened("people come and go", what), what
    for what in ("late", "wrong", "in_tray", "overtime_pay", "accepted_rework", "accepted_complaint"):
        assert happened("overrun", what), what
    for what in ("lost_silent", "lost_voiced", "gained", "dropped", "declined", "handled"):
        assert happened("customers come and go", what), what
    for what in (
        *("fines", "tainted", "overcharged", "pushed", "cartel", "deterred", "discoveries"),
        *("supply_late", "repairs", "repeats", "helps", "vision", "programme_cost", "giveaways"),
        *("needs", "needs_heard", "guesses", "ideas_taken", "reports", "initiatives_done"),
    ):
        assert happened("everything", what), what
    for what in ("pleas", "pleas_heard", "escalations"):
        assert happened("overrun", what), what
    assert happened("everything, and firms fail", "insolvencies")
    assert happened("staff is cut", "layoffs")
    assert happened("staff is cut", "severance_pay")
    assert happened("firms fail and open", "insolvencies")
    trading = ends["firms thrive and draw others"].weeks["trading"]
    assert trading[0].sum() < trading[103].sum()


def test_requests_in_hand_are_those_of_present_customers():
    """A customer who leaves takes its requests along: from the next morning on nobody works on them."""
    w = after(laid_out("customers come and go"), 257)
    for firm in firms(w):
        assert (w.customers["firm"][in_hand(w, firm)["customer"]] == firm).all()


@pytest.mark.parametrize("carried", [0.0, 0.3, 1.0])
def test_requests_of_a_leaver_stay_open_and_keep_of_the_work_what_data_carry(carried):
    w = after(laid_out("overrun"), 64)
    w.firms["data_integration"] = carried
    w.employees["skill"] = 1e-9  # nothing gets done today
    before = {(r["key"], r["asked"]): r["left"] for r in in_hand(w) if r["accepted"] == 1}
    seat = int(np.argmax(w.employees["open_requests"]))
    w.employees["leaving"][seat] = QUITS
    w.employees["last_day"][seat] = 0  # today is past the last day
    leaver = int(w.employees["id"][seat])
    w = after(w, 1)
    assert leaver not in w.employees["id"]
    handed_on = in_hand(w)[(in_hand(w)["accepted"] == 1) & (in_hand(w)["employee"] == NOBODY)]
    assert len(handed_on) == notes(w, "handed_on")[-1] > 0
    left = [before.get((r["key"], r["asked"]), r["effort"]) for r in handed_on]
    done = handed_on["effort"] - left
    assert done.max() > 0.01
    kept = handed_on["effort"] - handed_on["left"]
    np.testing.assert_allclose(kept, carried * done, atol=1e-6)
    requests_are_conserved(w)
    requests_are_conserved(after(w, 10))


def test_an_idle_manager_leaves_nothing_in_the_tray():
    """Whatever the number of requests: hours taken off one by one must not leave the last one behind."""
    idle = {"need_rate": 2, "triage_hours": 0.04, "base_quit_hazard": 0, "dismissal_hazard": 0}
    # Nobody is laid off either: a desk that is handed on is taken up next week.
    w = after(world(scenario(SMALL | idle), practices=Practices(layoffs=0.0)), 260)
    assert notes(w, "opened").sum() > 1000
    assert not notes(w, "in_tray").any()


def test_a_firm_that_failed_stays_closed_and_is_asked_for_nothing():
    w = laid_out("firms fail and open")
    trading = after(w, 520).weeks["trading"][:104]
    assert (trading == 0).any(axis=0).all()
    for firm in firms(w):
        changes = np.diff(trading[:, firm])
        assert list(changes[changes != 0]) in ([], [-1], [1], [1, -1])
        failed = np.flatnonzero(changes == -1)
        if len(failed):
            assert not notes(w, "opened", firm)[failed[0] + 2 :].any()
            assert not notes(w, "open_requests", firm)[failed[0] + 1 :].any()


# ------------------------------------------------------------------------------ any small world


def practice_values(name: str) -> st.SearchStrategy[float]:
    return st.floats(PRACTICES[name]["low"], PRACTICES[name]["high"])


@st.composite
def small_worlds(draw: st.DrawFn) -> World:
    """One to three firms of a few employees and some hundred customers, managed anyhow."""
    values = {
        "customers_per_firm": draw(st.integers(50, 300)),
        "employees_per_firm": draw(st.integers(3, 8)),
        "span_of_control": draw(st.integers(1, 8)),
        "need_rate": draw(st.floats(0.5, 12)),
        "extra_share": draw(st.floats(0, 1)),
        "abusive_share": draw(st.floats(0, 1)),
        "consider_rate": draw(st.floats(0, 12)),
        "base_quit_hazard": draw(st.floats(0, 3)),
        "hiring_weeks": draw(st.floats(1, 20)),
        "surge_factor": draw(st.floats(0.5, 4)),
        "insolvency": draw(st.sampled_from([0.0, 0.1, 100.0])),
        "entry_margin": draw(st.sampled_from([-1.0, 0.1])),
    }
    competition = draw(st.sampled_from(["monopoly", "duopoly", "rivalry", "contestable"]))
    head = {"competition": competition, **({"rivals": 2} if competition == "rivalry" else {})}
    practices = Practices(**{name: draw(practice_values(name)) for name in PRACTICES})
    return world(
        scenario(values, **head),
        seed=draw(st.integers(0, 2**32)),
        practices=practices,
        spare_requests=draw(st.sampled_from([1, 1024])),
    )


@settings(max_examples=12)
@given(small_worlds())
def test_every_law_holds_in_any_small_world(w):
    for days in (5, 60, 195):
        w = after(w, days)
        for law in LAWS:
            law(w)


# ------------------------------------------------------------------------------ the ends of every range


def extremes() -> list[dict[str, float]]:
    """Every quantity at either end of its range, but for those that only say how large or long a run is."""
    size = {"customers_per_firm", "employees_per_firm", "warm_up", "years"}
    patient = {"due_days": 260}  # nothing is due later than what is not urgent
    return [
        SMALL | (patient if name == "urgent_due_days" else {}) | {name: end}
        for name, ends in RANGE.items()
        if name not in size
        for end in ends
    ]


def last_of(values: dict[str, float]) -> str:
    name, value = list(values.items())[-1]
    return f"{name}={value:g}"


@pytest.mark.parametrize(
    "values",
    [
        values if at % 3 == 0 else pytest.param(values, marks=pytest.mark.slow)
        for at, values in enumerate(extremes())
    ],
    ids=map(last_of, extremes()),
)
def test_every_law_holds_at_either_end_of_every_range(values):
    w = world(scenario(values, competition="duopoly"), 1, practices=Practices(price=1.1, improvement=0.05))
    w = after(w, 65)
    for law in LAWS:
        law(w)


@pytest.mark.slow
@pytest.mark.parametrize("values", extremes(), ids=last_of)
def test_every_law_holds_for_years_at_either_end_of_every_range(values):
    w = after(world(scenario(values, competition="contestable"), 2), 520)
    for law in LAWS:
        law(w)
