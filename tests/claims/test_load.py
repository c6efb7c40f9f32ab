"""The file of claims is checked as a whole: a bad one is one error that names claim and field."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.claims import Claim, Part, load_claims, written
from sim.claims.claim import EXPECTED
from sim.design.way import Way
from sim.errors import InputError

GOOD = """
written = 2026-01-02

[smallest]
turnover = 0.03

[hired]
essay = 3
says = "It is so."
expects = "turnover higher"
scenarios = ["corner_shop"]
policy = "people_only"
contrast = "equal_hours"
mechanisms = ["clarity"]
outcomes = ["turnover"]
parts = [
  { outcome = "turnover", of = "few", against = "many", expect = "higher" },
  { outcome = "profit", weights = { few = 1, many = -0.5 }, expect = "alike", \
years = [1, 2], since = [0, 0.5], smallest = 0.2 },
  { outcome = "late_share", of = "many", against = "few", expect = "not lower", less_outcome = "turnover", \
smallest = 1, where = { "practices.first" = 0.2, rivals = [1] } },
  { outcome = "revenue", of = "few", against = "many", expect = "not found", smallest = 0.1 },
]
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
    assert claim.compared == ("few", "many")


def test_parts_are_as_the_file_says_and_take_the_rest_from_the_claim(write):
    first, second, third, fourth = load_claims(write(GOOD))["hired"].parts
    assert first == Part(
        "turnover", {"few": 1.0, "many": -1.0}, "higher", 0.03, years=(0.0, 2.0), since=None, where={}
    )
    assert (second.weights, second.years, second.since) == (
        {"few": 1.0, "many": -0.5},
        (1.0, 2.0),
        (0.0, 0.5),
    )
    assert (second.smallest, third.smallest) == (0.2, 1.0)
    assert third.where == {"practices.first": (0.2,), "rivals": (1,)}
    assert (third.less_outcome, fourth.expect) == ("turnover", "not found")


@pytest.mark.parametrize(
    ("expect", "sign", "directed"),
    [
        ("higher", 1, True),
        ("lower", -1, True),
        ("alike", 0, False),
        ("not lower", 1, False),
        ("not higher", -1, False),
        ("not found", 0, False),
    ],
)
def test_an_expectation_has_the_sign_of_what_it_allows(expect, sign, directed, write):
    (first, *_) = load_claims(write(GOOD))["hired"].parts
    part = replace(first, expect=expect)
    assert (part.sign, part.directed) == (sign, directed)
    assert expect in EXPECTED


@given(st.sampled_from([0.1, 0.2]))
def test_a_part_holds_where_it_says(first):
    part = Part("turnover", {"a": 1.0}, "higher", 0.1, (0.0, 1.0), where={"practices.first": (0.2,)})
    assert part.holds_in({"practices.first": first, "rivals": 1}) == (first == 0.2)
    assert replace(part, where={}).holds_in({"practices.first": first})


def test_constants_that_all_ways_set_are_fixed(write):
    claim = load_claims(write(GOOD))["hired"]
    assert claim.fixed({"rivals": 1, "customers.need_rate": 2.0}) == {"rivals", "customers.need_rate"}
    assert claim.fixed({}) == set()


# ---------------------------------------------------------------- which way is favoured

FAVOURED = {
    "higher turnover": ("higher", "turnover", ("many", "few")),
    "lower turnover": ("lower", "turnover", ("few", "many")),
    "higher profit": ("higher", "profit", ("few", "many")),
    "lower profit": ("lower", "profit", ("many", "few")),
}


@pytest.mark.parametrize("what", FAVOURED)
def test_the_first_part_says_which_way_is_held_to_be_better(what, write):
    expect, outcome, favoured = FAVOURED[what]
    text = GOOD.replace('"turnover", of = "few"', f'"{outcome}", of = "few"').replace(
        '"higher" }', f'"{expect}", smallest = 1 }}'
    )
    assert load_claims(write(text))["hired"].favours == favoured


@pytest.mark.parametrize(
    "first",
    [
        '{ outcome = "turnover", of = "few", against = "many", expect = "alike" }',
        '{ outcome = "turnover", of = "few", against = "many", expect = "not lower" }',
        '{ outcome = "extra_share", of = "few", against = "many", expect = "higher", smallest = 1 }',
        '{ outcome = "turnover", weights = { few = 1 }, expect = "higher", less_outcome = "churn" }',
    ],
)
def test_a_claim_whose_first_part_does_not_say_it_must(first, write):
    path = write(GOOD.replace("parts = [\n", f"parts = [\n  {first},\n"))
    with pytest.raises(InputError, match=r"hired\.favours must be given"):
        load_claims(path)
    text = path.read_text(encoding="utf-8")
    assert load_claims(write(text.replace("years = 2\n[", 'favours = ["many", "few"]\nyears = 2\n[')))[
        "hired"
    ].favours == ("many", "few")
    assert (
        load_claims(write(text.replace("years = 2\n[", "favours = []\nyears = 2\n[")))["hired"].favours
        is None
    )


# ---------------------------------------------------------------- what is wrong


def test_the_environment_is_what_all_ways_share_and_a_way_overrides_it(write):
    text = GOOD.replace(
        '"practices.first" = [0.1, 0.2]',
        '"practices.staffing_slack" = [0.0]\n"practices.pay" = [1.0, 1.1]',
    ).replace('"practices.first" = 0.2, ', "")
    claim = load_claims(write(text))["hired"]
    first, second = claim.environments()
    assert first == {"practices.staffing_slack": 0.0, "practices.pay": 1.0, "rivals": 1}
    ways = claim.ways_in(second)
    assert ways["few"].practices == {"staffing_slack": -0.1, "pay": 1.1}
    assert ways["few"].world == {"rivals": 1, "customers.need_rate": 0.5}
    assert ways["many"].world == {"rivals": 1}


FIRST = 'expect = "higher" }'
BAD = {
    "misspelt key of a part": (
        'expect = "higher"',
        'expct = "higher"',
        "hired.parts.0: key 'expct' does not exist; did you mean expect",
    ),
    "no parts": ("parts = [\n", "parts = []\nother = [\n", "hired: key 'other' does not exist"),
    "missing expectation": (', expect = "higher"', "", "hired.parts.0.expect: missing, required"),
    "expectation": ('"higher"', '"more"', "hired.parts.0.expect: expectation 'more' does not exist"),
    "outcome of a part": (
        '"late_share"',
        '"late"',
        "hired.parts.2.outcome: outcome 'late' does not exist; did you mean",
    ),
    "outcome that is taken off": (
        'less_outcome = "turnover"',
        'less_outcome = "turnovers"',
        "hired.parts.2.outcome: outcome 'turnovers' does not exist",
    ),
    "way of a part": (
        'of = "few", against = "many", expect = "higher"',
        'of = "fw", against = "many", expect = "higher"',
        "hired.parts.0.weights: way 'fw'",
    ),
    "of without against": (
        'of = "few", against = "many", expect = "higher"',
        'of = "few", expect = "higher"',
        "hired.parts.0 must have either of and against, or weights",
    ),
    "both": (
        FIRST,
        'expect = "higher", weights = { few = 1 } }',
        "hired.parts.0 must have either of and against, or weights",
    ),
    "against itself": (
        'of = "few", against = "many", expect = "higher"',
        'of = "few", against = "few", expect = "higher"',
        "hired.parts.0.against must be another way than of, got few",
    ),
    "no weight": ("many = -0.5", "many = 0", "hired.parts.1.weights must be other than 0"),
    "not found of weights": (
        'of = "few", against = "many", expect = "not found"',
        'weights = { few = 1 }, expect = "not found"',
        "hired.parts.3 must have of and against alone",
    ),
    "not found since": (
        'expect = "not found"',
        'expect = "not found", since = [0, 1]',
        "hired.parts.3 must have of and against alone",
    ),
    "not found too soon": (
        'expect = "not found"',
        'expect = "not found", years = [0, 0.3]',
        "hired.parts.3.years must end at 0.5 or later",
    ),
    "years of a part": (
        "years = [1, 2]",
        "years = [1, 3]",
        "hired.parts.1.years must be two of 0 to 2, the first smaller, got [1.0, 3.0]",
    ),
    "no time": ("since = [0, 0.5]", "since = [0, 0.001]", "hired.parts.1.since must be two of 0 to 2"),
    "one year": ("years = [1, 2]", "years = [1]", "hired.parts.1.years"),
    "where": (
        '"practices.first" = 0.2, rivals',
        '"practices.pay" = 0.2, rivals',
        "hired.parts.2.where: factor of its environment 'practices.pay' does not exist",
    ),
    "value of where": (
        '"practices.first" = 0.2, rivals',
        '"practices.first" = 0.3, rivals',
        "hired.parts.2.where.practices.first must be among [0.1, 0.2], got [0.3]",
    ),
    "smallest of a part": ("smallest = 0.2", "smallest = 0", "hired.parts.1.smallest must be above 0, got 0"),
    "no smallest": (
        ", smallest = 0.2",
        "",
        "hired.parts.1.smallest must be given, as [smallest] has none for profit",
    ),
    "smallest of all": (
        "turnover = 0.03",
        "turnover = 0",
        "smallest.turnover must be a number above 0, got 0",
    ),
    "outcome of smallest": (
        "turnover = 0.03",
        "turnovr = 0.03",
        "smallest: outcome 'turnovr' does not exist; did you mean turnover",
    ),
    "favoured way": (
        "years = 2\n[",
        'favours = ["few", "more"]\nyears = 2\n[',
        "hired.favours: way that its parts compare 'more' does not exist",
    ),
    "one favoured way": (
        "years = 2\n[",
        'favours = ["few"]\nyears = 2\n[',
        "hired.favours must be two ways, the better first, or none, got ['few']",
    ),
    "unknown key": ("years = 2\n[", "yeers = 2\n[", "hired: key 'yeers' does not exist; did you mean years"),
    "missing key": ("years = 2\n[", "[", "hired.years: missing, required"),
    "wrong type": ('says = "It is so."', "says = 3", "hired.says must be text, got 3"),
    "too long": ("years = 2\n[", "years = 11\n[", "hired.years must be at most 10, got 11"),
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


def test_the_day_on_which_parts_were_written(write):
    assert written(write(GOOD)) == "2026-01-02"
    assert written() == "2026-11-26"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml: no such file"):
        load_claims(tmp_path / "none.toml")


def test_a_claim_cannot_be_changed(write):
    claim = load_claims(write(GOOD))["hired"]
    assert {field.name for field in fields(claim)} >= {"ways", "environment", "mechanisms", "outcomes"}
    with pytest.raises(AttributeError):
        claim.years = 3
