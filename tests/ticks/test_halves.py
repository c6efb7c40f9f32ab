"""A step of half a day: a week asks and offers what it did, and everything that counts days is changed."""

import re

import pytest

from docs.ticks import halves
from docs.ticks.halves import EDITS, POWERS, in_days, scaled, trial_of
from docs.ticks.make import halved
from sim.claims import load_claims
from sim.model.parameters import CONSTANTS, SECTIONS
from sim.outcomes import OUTCOMES
from sim.places import scenario_files
from sim.running.scenarios import load_scenario
from tests.paths import ROOT

UNITS = {
    name: kind.specification(name)["unit"]
    for kind in SECTIONS.values()
    for name in kind.model_fields
    if name in CONSTANTS
}


def test_every_unit_in_days_is_scaled():
    in_days_or_per_day = {unit for unit in UNITS.values() if re.search(r"\bdays?\b", unit)}
    assert in_days_or_per_day == set(POWERS)
    assert {outcome.unit for outcome in OUTCOMES.values() if re.search(r"\bdays?\b", outcome.unit)} == {
        "days"
    }


@pytest.mark.parametrize("name", sorted(scenario_files()))
def test_a_week_asks_and_offers_what_it_did(name):
    day, half = (scaled(load_scenario(name), steps).constants() for steps in (1, 2))
    assert day == load_scenario(name).constants()
    assert half["hours_per_day"] * 10 == day["hours_per_day"] * 5
    assert half["due_days"] * half["hours_per_day"] == day["due_days"] * day["hours_per_day"]
    assert {constant for constant in day if day[constant] != half[constant]} <= {
        constant for constant, unit in UNITS.items() if unit in POWERS
    }


def test_the_copy_has_ten_steps_a_week_and_is_the_same_otherwise(tmp_path):
    copied = halved(tmp_path)
    changed = {
        str(path.relative_to(copied))
        for path in copied.rglob("*.py")
        if path.read_bytes() != (ROOT / path.relative_to(copied)).read_bytes()
    }
    assert changed == set(EDITS)


def test_no_other_number_in_the_sources_counts_days():
    named = {
        f"{path.relative_to(ROOT)}: {line}"
        for folder in ("phases", "rules", "parameters")
        for path in (ROOT / "sim" / "model" / folder).glob("*.py")
        for line in re.findall(r"^[A-Z_]*DAYS[A-Z_]* = \d+$", path.read_text(encoding="utf-8"), re.M)
    }
    assert named == {f"{path}: {old}" for path, (old, _) in EDITS.items()}


def test_outcomes_in_days_count_days_again(monkeypatch):
    monkeypatch.setattr(halves, "STEPS_A_DAY", 2)
    assert (in_days("lead_time"), in_days("turnover")) == (0.5, 1.0)


@pytest.mark.parametrize("claim", load_claims().values(), ids=lambda claim: claim.name)
def test_no_claim_sets_a_number_in_days(claim):
    trial_of(claim, 1)
