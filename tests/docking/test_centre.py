"""centre: only what the published model has is on, sources resolve, and both models begin alike."""

import tomllib

import numpy as np
import pytest

from docs.docking import centre, service
from docs.docking.centre import FILE, Centre
from docs.tables import read_toml
from sim.design.facts import bibliography, priors
from sim.model.mechanisms import MECHANISMS
from sim.running.scenarios import load_scenario
from tests.paths import ROOT

KEPT = {"pressure", "fatigue", "erosion", "skill", "realised", "overflow"}
"""What the published model has too; overflow, because there it is one pool of work."""

FEW = 6


def test_all_else_is_switched_off():
    assert set(MECHANISMS) - set(load_scenario(FILE).without) == KEPT


def test_its_numbers_are_the_published_ones():
    file, published = load_scenario(FILE), read_toml("docking/published.toml")["centre"]
    for name, ours in {
        "corner_cutting": file.work.corner_cutting,
        "work_intensity": file.work.work_intensity,
        "erosion_weeks": file.work.standard_erosion_down,
        "fatigue_weeks": file.work.fatigue_onset,
        "fatigue_productivity": file.work.fatigue_productivity,
        "newcomer_productivity": file.people.newcomer_productivity,
        "learning_weeks": file.people.learning_time,
        "quits": file.people.base_quit_hazard,
        "forecast_weeks": file.staffing.forecast_weeks,
        "hiring_weeks": file.staffing.hiring_weeks,
    }.items():
        assert ours.value == published[name]["value"], name
    assert file.work.backlog_days.value == 5 * published["delivery_weeks"]["value"]


def test_sources_resolve():
    known = set(bibliography())
    known |= {f"priors.{name}" for name in priors()}
    sections = tomllib.loads(FILE.read_text(encoding="utf-8")).values()
    said = [
        value["source"] for section in sections if isinstance(section, dict) for value in section.values()
    ]
    said += [each["source"] for each in read_toml("docking/published.toml")["centre"].values()]
    said.append(read_toml("docking/published.toml")["heights"]["source"])
    assert [source for source in said if source.split(":")[0].split()[0] not in known | {"assumed"}] == []


@pytest.fixture(scope="module")
def noted():
    return centre.run(Centre("ratchet", "step"), 2, FEW)


def test_every_week_is_noted(noted):
    assert set(noted) == set(centre.NOTED)
    assert all(values.shape == (2, FEW + 1) for values in noted.values())
    assert (noted["demand"][:, 1:].mean() / noted["demand"][:, 0].mean()) > 1.05  # the step


def test_both_models_begin_alike(noted):
    way = Centre("ratchet", "step")
    k = way.constants()
    course = service.follow(
        centre.start_of(noted, k), noted["demand"][:, 1:], k, "given", noted["capable"][:, 1:]
    )
    # A week later both have had the same orders, the same people, and so much the same standard.
    assert course.standard[:, 0] == pytest.approx(noted["standard"][:, 1], abs=0.004)
    assert course.standard[:, -1] == pytest.approx(noted["standard"][:, -1], abs=0.006)
    assert np.abs(course.pressure[:, -1] - noted["pressure"][:, -1]).max() < 0.1


def test_a_larger_centre_has_as_many_customers_for_each_employee():
    small, large = (Centre("ratchet", "steady", size).scenario() for size in (24, 96))
    ratio = large.customers.customers_per_firm.value / small.customers.customers_per_firm.value
    assert ratio == large.people.employees_per_firm.value / small.people.employees_per_firm.value == 4


def test_the_symmetric_centre_recovers_as_fast_as_it_erodes():
    work = Centre("symmetric", "steady").scenario().work
    assert work.standard_recovery.value == work.standard_erosion_down.value
    assert (ROOT / "docs" / "docking" / "centre.toml") == FILE
