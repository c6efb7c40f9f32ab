"""The file of claims is checked as a whole: a bad one is one error that names claim and field."""

from dataclasses import fields

import pytest

from sim.claims import Claim, load_claims
from sim.design.way import Way
from sim.errors import InputError

GOOD = """
[hired]
essay = 3
says = "It is so."
expects = "turnover higher"
scenarios = ["corner_shop"]
policy = "people_only"
contrast = "equal_hours"
mechanisms = ["clarity"]
outcomes = ["turnover"]
years = 2
[hired.vary]
few = { "practices.staffing_slack" = -0.1, "customers.need_rate" = 0.5 }
many = { "practices.staffing_slack" = 0.2, policy = "neutral" }
[hired.environment]
"practices.first" = [0.1, 0.2]
rivals = [1]
"""


@pytest.fixture
def write(tmp_path):
    path = tmp_path / "claims.toml"

    def written(text: str):
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_claim_is_made_of_ways(write):
    claim = load_claims(write(GOOD))["hired"]
    assert isinstance(claim, Claim)
    assert claim.ways == {
        "few": Way(
            "people_only", {"staffing_slack": -0.1}, {"customers.need_rate": 0.5}, contrast="equal_hours"
        ),
        "many": Way("neutral", {"staffing_slack": 0.2}, contrast="equal_hours"),
    }
    assert claim.firms == {"few": 0, "many": 0}
    assert not claim.sham


def test_the_environment_is_what_all_ways_share_and_a_way_overrides_it(write):
    text = GOOD.replace(
        '"practices.first" = [0.1, 0.2]',
        '"practices.staffing_slack" = [0.0]\n"practices.pay" = [1.0, 1.1]',
    )
    claim = load_claims(write(text))["hired"]
    first, second = claim.environments()
    assert first == {"practices.staffing_slack": 0.0, "practices.pay": 1.0, "rivals": 1}
    ways = claim.ways_in(second)
    assert ways["few"].practices == {"staffing_slack": -0.1, "pay": 1.1}
    assert ways["few"].world == {"rivals": 1, "customers.need_rate": 0.5}
    assert ways["many"].world == {"rivals": 1}


BAD = {
    "unknown key": ("years = 2", "yeers = 2", "hired: key 'yeers' does not exist; did you mean years"),
    "missing key": ("years = 2", "", "hired.years: missing, required"),
    "wrong type": ('says = "It is so."', "says = 3", "hired.says must be text, got 3"),
    "too long": ("years = 2", "years = 11", "hired.years must be at most 10, got 11"),
    "one way": (
        'many = { "practices.staffing_slack" = 0.2, policy = "neutral" }',
        "",
        "hired.vary must be 2 or more valid entries, got {",
    ),
    "scenario": (
        '"corner_shop"',
        '"corner_shops"',
        "hired.scenarios: scenario 'corner_shops' does not exist",
    ),
    "policy": ('"people_only"', '"people"', "hired.policy: policy 'people' does not exist; did you mean"),
    "policy of a way": ('"neutral"', '"netral"', "hired.vary.many.policy: policy 'netral' does not exist"),
    "contrast": ('"equal_hours"', '"equal"', "hired.contrast: contrast 'equal' does not exist"),
    "mechanism": ('["clarity"]', '["claritty"]', "hired.mechanisms: mechanism 'claritty' does not exist"),
    "no mechanism": ('["clarity"]', "[]", "hired.mechanisms must name at least one, got none"),
    "sham": ("essay = 3", "essay = -1", "hired.mechanisms must name none in a sham, got clarity"),
    "outcome": ('["turnover"]', '["turnovers"]', "hired.outcomes: outcome 'turnovers' does not exist"),
    "factor": (
        'practices.staffing_slack" = 0.2',
        'practices.slack" = 0.2',
        "hired.vary.many: factor 'practices.slack'",
    ),
    "range": (
        'first" = [0.1, 0.2]',
        'first" = [0.1, 9]',
        "hired.environment.practices.first must be a number from -1 to 1, got 9",
    ),
    "firm": (
        'policy = "neutral" }',
        "firm = -1 }",
        "hired.vary.many.firm must be a whole number from 0, got -1",
    ),
    "TOML": ("[hired]", "[hired", "is not TOML"),
}


@pytest.mark.parametrize("mistake", BAD)
def test_a_bad_file_is_one_clear_error(mistake, write):
    before, after, message = BAD[mistake]
    assert before in GOOD
    path = write(GOOD.replace(before, after))
    with pytest.raises(InputError) as error:
        load_claims(path)
    text = str(error.value)
    assert text.startswith(f"{path}: {message}")
    assert "\n" not in text


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml: no such file"):
        load_claims(tmp_path / "none.toml")


def test_a_claim_cannot_be_changed(write):
    claim = load_claims(write(GOOD))["hired"]
    assert {field.name for field in fields(claim)} >= {"ways", "environment", "mechanisms", "outcomes"}
    with pytest.raises(AttributeError):
        claim.years = 3
