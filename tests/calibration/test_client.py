"""A client's months: rates do not depend on size, gaps are left out alike, and known constants come back."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs import client
from sim.calibration.months import NAMES, Months, read_months
from sim.calibration.to_client import FITTED, masked, months_of, problem, rates, summed
from sim.design.vary import vary
from tests.worlds import SMALL, scenario

MARKET = scenario(SMALL | {"warm_up": 1}, competition="duopoly")
MONTHS = 24


@pytest.fixture(scope="module")
def simulated():
    return months_of(MARKET, 1, 0, MONTHS)


def test_months_add_up_to_the_years(simulated):
    assert set(simulated) == set(NAMES)
    assert all(len(values) == MONTHS for values in simulated.values())
    assert simulated["requests"].sum() > 0.0
    assert ((simulated["lateness"] >= 0.0) & (simulated["lateness"] <= 1.0)).all()


def test_no_week_is_lost_or_counted_twice():
    weeks = np.ones(
        104,
        [
            (name, float)
            for name in (
                "headcount",
                "hires",
                "quits",
                "present_hours",
                "contract_hours",
                "delivered",
                "late",
                "lost_silent",
                "lost_voiced",
                "survey_score",
                "customers",
            )
        ],
    )
    found = summed(weeks, 24)
    assert found["hires"].sum() == 104.0
    assert set(found["hires"]) <= {4.0, 5.0}
    assert found["survey"].tolist() == [1.0] * 24


@given(st.floats(0.1, 50.0))
def test_rates_do_not_depend_on_how_large_the_firm_is(size):
    table = {name: np.linspace(1.0, 2.0, 8) for name in NAMES}
    shares = ("absence", "lateness", "survey")
    larger = {name: values if name in shares else size * values for name, values in table.items()}
    assert rates(larger) == pytest.approx(rates(table))


def test_what_is_not_known_is_taken_from_neither(simulated):
    known = {name: np.where(np.arange(MONTHS) % 3 == 0, np.nan, values) for name, values in simulated.items()}
    del known["survey"]
    assert rates(masked(simulated, known)) == pytest.approx(rates(known))
    assert "survey" not in masked(simulated, known)


def test_a_column_without_its_base_is_a_months_mean():
    assert rates({"quits": np.array([1.0, np.nan, 3.0])}) == {"quits": 2.0}
    assert isnan(rates({"quits": np.array([1.0]), "headcount": np.array([np.nan])})["quits"])


def test_a_simulation_at_the_truth_is_the_data(simulated):
    posed = problem(MARKET, Months(24_288, simulated), 1)
    found = posed.simulate(MARKET, 0)
    for target in posed.targets:
        assert found[target.name] == pytest.approx(target.low)


def recovers(market, truth, months, simulations, folder):
    """The fit of a market to data that other constants made, in a world that the fit has not."""
    pytest.importorskip("pyabc")
    from sim.calibration.client import fit_client
    from sim.calibration.run import Effort
    from sim.running.progress import Progress

    made = months_of(vary(market, truth), 99, 0, months)
    effort = Effort(simulations, simulations // 5, worlds=8)
    quiet = Progress(lambda what, count: None, lambda count: None)
    fit = fit_client(market, Months(24_288, made), 1, effort, folder, quiet)
    return {one.name: one for one in fit.constants}, fit


@pytest.mark.slow
def test_known_constants_come_back(tmp_path):
    truth = {"people.absence": 0.11, "customers.need_rate": 5.0}
    found, fit = recovers(MARKET, truth, 12, 120, tmp_path)
    for name, value in truth.items():
        assert found[name].low <= value <= found[name].high, name
    assert found["people.absence"].identified
    assert found["people.absence"].centre < found["people.absence"].now
    assert fit.posterior.about["fitted_to"] == [one.name for one in fit.columns]


@pytest.mark.slow
def test_known_constants_come_back_in_a_contact_centre(tmp_path):
    from sim.running.scenarios import load_scenario

    truth = {"people.base_quit_hazard": 0.45, "people.absence": 0.12, "choice.consider_rate": 1.9}
    found, _ = recovers(load_scenario("turnover_city"), truth, 36, 600, tmp_path)
    inside = [found[name].low <= value <= found[name].high for name, value in truth.items()]
    assert all(inside), {name: found[name] for name in truth}


def test_the_example_says_that_it_is_nobodys_and_has_everything():
    text = client.FILE.read_text(encoding="utf-8")
    assert text.startswith("# Nobody's data: made by a run of the model")
    found = read_months(client.FILE)
    assert set(found.table) == set(NAMES)
    assert len(found) == client.MONTHS
    assert all(name in text for name in client.TRUTH)


@pytest.mark.slow
def test_the_example_is_what_its_script_writes():
    made = client.text(client.table())
    assert client.FILE.read_text(encoding="utf-8") == made, "run `python docs/client.py`"


def test_every_fitted_constant_is_named_once():
    assert len({one.name for one in FITTED}) == len(FITTED)
