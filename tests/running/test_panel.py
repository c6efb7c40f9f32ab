"""Panels of persons: everybody once, every exit once, the same rows however they are made, and no trace in the run."""

import numpy as np
import pytest

import sim
from sim.errors import InputError
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR
from sim.model.people import PEOPLE_A_FIRM
from sim.model.practices import Practices
from sim.model.states import DISMISSED, INSOLVENT, LAID_OFF, NOBODY, QUITS, STAYS
from sim.policies import Policy, load_policy
from sim.running import watch as watching
from sim.running.course import begin, follow, warmed_up
from sim.running.panel import COLUMNS, ORIGIN, customer_rows, employee_rows, panel
from sim.running.run import run
from sim.running.watch import MONTH_WEEKS, PROMOTED, Watched, watch
from tests.worlds import DOES_EVERYTHING, EVERYTHING, digest, managers, scenario, staff

YEARS = 2
BUSY = scenario(
    EVERYTHING
    | {
        "consider_rate": 0.5,
        "base_quit_hazard": 1.5,
        "dismissal_hazard": 0.5,
        "hiring_weeks": 2,
        "employees_per_firm": 8,
    },
    competition="duopoly",
)
STEERED = load_policy("employees_then_customers")
CUTS = Policy("cuts", "lays off", Practices(layoffs=1.0, staffing_slack=-0.2))


@pytest.fixture(scope="module", params=["neutral", "cuts"])
def seen(request) -> Watched:
    policy = CUTS if request.param == "cuts" else load_policy("neutral")
    return watch(BUSY, policy, 3, 0, YEARS)


@pytest.fixture(scope="module")
def after(seen):
    """The world at the end of the same run, made as any run is."""
    policy = CUTS if seen.run.policy == "cuts" else load_policy("neutral")
    return at(policy, YEARS * WEEKS_A_YEAR)


def at(policy: Policy, week: int):
    w = begin(warmed_up(BUSY, 3, 0, YEARS), policy, "as_managed")
    return follow(w, policy, "as_managed", int(w.market["start"][0]) + 5 * week, BUSY)


def ledger(w, name: str) -> np.ndarray:
    """A column of the ledger under the policy, [week, firm]."""
    return w.weeks[name][int(w.market["start"][0]) // 5 :]


# ------------------------------------------------------------------------------ no effect


@pytest.mark.parametrize("policy", [load_policy("neutral"), STEERED, Policy("all", "all", DOES_EVERYTHING)])
def test_watching_changes_no_bit_of_a_run(policy, monkeypatch):
    worlds = []
    finished = watching.finished
    monkeypatch.setattr(watching, "finished", lambda w, *given: (worlds.append(w), finished(w, *given))[1])
    seen = watch(BUSY, policy, 3, 0, YEARS)
    alone = at(policy, YEARS * WEEKS_A_YEAR)
    assert digest(worlds[0]) == digest(alone)
    plain = run(BUSY, policy, seed=3, years=YEARS)
    assert (seen.run.point, seen.run.world, seen.run.digest) == (plain.point, plain.world, plain.digest)
    np.testing.assert_equal(dict(seen.run.summary), dict(plain.summary))


# ------------------------------------------------------------------------------ conservation


def test_everybody_who_is_there_has_one_row():
    seen = watch(BUSY, load_policy("neutral"), 3, 0, YEARS)
    rows = employee_rows(seen)
    for week in (4, 40, 104):
        w = at(load_policy("neutral"), week)
        for firm in range(len(w.firms)):
            mine = (rows["week"] == week) & (rows["firm"] == firm)
            assert sorted(rows["employee"][mine]) == sorted(staff(w, firm)["id"])
    customers = customer_rows(seen)
    for year in range(YEARS + 1):
        w = at(load_policy("neutral"), year * WEEKS_A_YEAR)
        mine = customers["week"] == year * WEEKS_A_YEAR
        assert customers["customer"][mine].tolist() == np.flatnonzero(w.customers["firm"] != NOBODY).tolist()


def test_headcounts_are_those_of_the_ledger(seen, after):
    rows = employee_rows(seen)
    counts = np.zeros((YEARS * WEEKS_A_YEAR + 1, len(after.firms)))
    np.add.at(counts, (rows["week"].astype(int), rows["firm"].astype(int)), 1)
    assert (
        counts[MONTH_WEEKS::MONTH_WEEKS] == ledger(after, "employees")[MONTH_WEEKS - 1 :: MONTH_WEEKS]
    ).all()


def test_exits_are_those_of_the_ledger(seen, after):
    def exits(way: int) -> list[list[int]]:
        mine = seen.weeks[seen.weeks["left"] == way]
        counts = np.zeros((YEARS * WEEKS_A_YEAR, len(after.firms)), int)
        np.add.at(counts, (mine["week"], mine["firm"]), 1)
        return counts.tolist()

    assert exits(QUITS) == (ledger(after, "quits") - ledger(after, "manager_quits")).tolist()
    assert exits(DISMISSED) == ledger(after, "dismissals").tolist()
    assert exits(LAID_OFF) == ledger(after, "layoffs").tolist()
    assert exits(PROMOTED) == ledger(after, "promotions").tolist()
    wanted = {QUITS, DISMISSED, PROMOTED} | ({LAID_OFF} if seen.run.policy == "cuts" else set())
    assert wanted <= set(seen.weeks["left"]), "too few ways of leaving to test"


def test_a_firm_that_fails_lets_everybody_go():
    poor = scenario(EVERYTHING | {"insolvency": 0.1, "price_request": 1.0}, competition="duopoly")
    seen = watch(poor, load_policy("neutral"), 1, 0, 1)
    assert (seen.weeks["left"] == INSOLVENT).any()
    rows = customer_rows(seen)
    gone = ~seen.trading[1]
    first = rows["week"] == 0.0
    assert np.isnan(rows["stayed"][first & gone[rows["firm"].astype(int)]]).all()


def test_work_adds_up_to_the_ledgers(seen, after):
    for name in ("busy_hours", "present_hours"):
        by_week = np.bincount(seen.weeks["week"], seen.weeks[name])
        assert by_week == pytest.approx(ledger(after, name).sum(axis=1))
    rows = employee_rows(seen)
    assert (rows["right"] <= rows["requests"]).all()
    assert rows["right"].sum() < rows["requests"].sum()


def test_requests_done_right_are_all_but_the_wrong_ones():
    """Where nothing waits for suppliers: what is finished is delivered, and what managers handle is no employee's."""
    calm = scenario({"customers_per_firm": 600, "employees_per_firm": 6, "warm_up": 1, "error_share": 0.2})
    neutral = load_policy("neutral")
    seen = watch(calm, neutral, 1, 0, 1)
    w = begin(warmed_up(calm, 1, 0, 1), neutral, "as_managed")
    start = int(w.market["start"][0])
    w = follow(w, neutral, "as_managed", start + DAYS_A_YEAR, calm)
    delivered, wrong, handled = (ledger(w, name).sum() for name in ("delivered", "wrong", "handled"))
    assert wrong > 100
    assert seen.weeks["right"].sum() == delivered - wrong - handled


# ------------------------------------------------------------------------------ what became of them


def test_quits_within_a_year_are_those_that_come(seen):
    rows = employee_rows(seen)
    censored = rows["week"] + WEEKS_A_YEAR > YEARS * WEEKS_A_YEAR
    assert np.isnan(rows["quit"][censored]).all()
    left = {
        int(one["employee"]): (int(one["week"]) + 1, int(one["left"])) for one in seen.weeks if one["left"]
    }
    for at_row in np.flatnonzero(~censored):
        week, way = left.get(int(rows["employee"][at_row]), (10_000, STAYS))
        after = week - rows["week"][at_row]
        assert after > 0
        expected = 0.0 if after > WEEKS_A_YEAR else 1.0 if way == QUITS else np.nan
        np.testing.assert_equal(rows["quit"][at_row], expected)
        np.testing.assert_equal(rows["left_after"][at_row], after if way != STAYS else np.nan)


def test_customers_who_stay_have_not_moved(seen):
    rows = customer_rows(seen)
    assert np.isnan(rows["stayed"][rows["week"] == YEARS * WEEKS_A_YEAR]).all()
    assert np.isnan(rows["paid"][rows["week"] == 0.0]).all()
    first = rows["week"] == 0.0
    assert 0.0 < np.nanmean(rows["stayed"][first]) < 1.0
    later = {
        int(who): (firm, tenure)
        for who, firm, tenure, week in zip(
            rows["customer"], rows["firm"], rows["tenure"], rows["week"], strict=True
        )
        if week == WEEKS_A_YEAR
    }
    for who, firm, tenure, stayed in zip(
        *(rows[name][first] for name in ("customer", "firm", "tenure", "stayed")), strict=True
    ):
        there = later.get(int(who))
        assert (there == (firm, tenure + WEEKS_A_YEAR)) == bool(stayed)


def test_a_newcomer_has_no_output_yet(seen):
    rows = employee_rows(seen)
    new = rows["tenure"] == 0
    assert new.any()
    assert (rows["hours"][new] == 0.0).all()
    assert np.isnan(rows["output"][new]).all()


def test_employees_have_their_firm_in_their_identity(seen):
    rows = employee_rows(seen)
    assert (rows["employee"] // PEOPLE_A_FIRM == rows["firm"]).all()


def test_managers_are_not_in_the_panel(seen, after):
    last = seen.people[seen.people["week"] == YEARS * WEEKS_A_YEAR]
    assert not set(last["employee"]) & set(managers(after)["id"])


# ------------------------------------------------------------------------------ the public function


def test_rows_do_not_depend_on_the_number_of_workers():
    one, many = (panel(BUSY, replications=3, years=1, seed=5, workers=count) for count in (1, 3))
    for kind in COLUMNS:
        assert one.table(kind).equals(many.table(kind))
    assert sorted(set(one.employees["replication"])) == [0.0, 1.0, 2.0]


def test_tables_have_the_columns_that_are_documented():
    found = sim.panel(BUSY, "customer_first", replications=1, years=1, seed=5)
    for kind, columns in COLUMNS.items():
        table = found.table(kind)
        assert table.column_names == [*ORIGIN, "replication", *(each.name for each in columns[1:])]
        assert set(table["policy"].to_pylist()) == {"customer_first"}
        for each in columns:
            known = [value for value in table[each.name].to_pylist() if value is not None]
            if each.unit == "0-1" and each.name != "experience":
                assert known
                assert all(0.0 <= value <= 1.0 for value in known)
            if each.unit == "0 or 1":
                assert set(known) <= {0, 1}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"replications": 0}, "replications must be a whole number from 1, got 0"),
        ({"workers": -1}, "workers must be a whole number from 1, got -1"),
        ({"years": 0}, "years must be a whole number from 1 to 50, got 0"),
        ({"policy": "neutrl"}, "did you mean neutral"),
    ],
)
def test_bad_input_is_refused(given, message):
    with pytest.raises(InputError, match=message):
        panel(BUSY, **given)


def test_an_unknown_kind_of_person_is_refused():
    found = panel(BUSY, replications=1, years=1)
    with pytest.raises(InputError, match="panel 'employes' does not exist; did you mean employees"):
        found.table("employes")


def test_a_model_without_a_field_is_refused_by_its_name(monkeypatch):
    monkeypatch.setattr(watching, "FELT", ("satisfaction", "joy"))
    with pytest.raises(InputError, match="a panel reads joy of each employee"):
        watch(BUSY, load_policy("neutral"), 3, 0, 1)
