"""Questions: what a file may say, and the one message for what it may not."""

import json
import tomllib
from pathlib import Path

import pytest

from sim.design.factors import factor_names
from sim.design.question import ALL_CONTRASTS, Question, json_schema, load_question
from sim.errors import InputError
from sim.outcomes import OUTCOMES
from sim.places import experiment_files
from tests.json_schema import errors

FULL = """
format_version = 1
title = "Full"
question = "Does it load?"
scenarios = ["corner_shop", "worlds/mine.toml"]
policies = ["neutral", "people_only", "customer_first"]
contrasts = ["as_managed", "everywhere"]
outcomes = ["turnover", "profit"]
smallest = { turnover = 0.02 }
compare = [
  { policy = "people_only", against = "neutral" },
  { policy = "customer_first", against = "neutral" },
]
effects = [{ factor = "rivals", value = 2, against = 0 }]
factors = [
  { name = "rivals", values = [0, 2] },
  { name = "practices.pay", low = 0.9, high = 1.1 },
]
[precision]
outcome = "turnover"
half_width = 0.01
policy = "customer_first"
against = "neutral"
contrast = "everywhere"
at_least = 30
at_most = 60
[sampling]
kind = "grid"
levels = 4
"""


@pytest.fixture
def full(tmp_path) -> Path:
    path = tmp_path / "full.toml"
    path.write_text(FULL)
    return path


def test_a_full_question_loads(full):
    question = load_question(full)
    assert question.name == "full"
    assert question.smallest == {"turnover": 0.02}
    assert question.worlds == "30 to 60"


def test_scenario_files_are_meant_relative_to_the_experiment(full):
    assert load_question(full).scenarios == ("corner_shop", str(full.parent / "worlds" / "mine.toml"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'kind = "grid"\nlevels = 4',
            'kind = "sobol"\npoints = 48',
            "sampling.points must be a power of two for sobol, such as 32 or 64, got 48",
        ),
        (
            '"grid"\nlevels = 4',
            '"morris"\nlevels = 3',
            "sampling.levels must be an even number for morris, got 3",
        ),
        ("at_least = 30", "at_least = 90", "precision.at_least must be no larger than at_most (60), got 90"),
        (
            'against = "neutral"\ncontrast',
            "contrast",
            "precision.against must be named with policy, got none",
        ),
        (
            'policy = "customer_first"\nag',
            'policy = "people_olny"\nag',
            "precision: policy and against must be one of compare (people_only against",
        ),
        (
            'contrast = "everywhere"',
            'contrast = "equal_hours"',
            "precision.contrast must be one of contrasts (as_managed, everywhere), got 'equal_hours'",
        ),
        (
            'kind = "grid"',
            'kind = "latin_hypercube"',
            "sampling.kind must be 'grid' for effects, got 'latin_hypercube'",
        ),
        ("{ turnover = 0.02 }", "{ turnover = 0.0 }", "smallest.turnover must be above 0, got 0"),
        ("{ turnover = 0.02 }", "{ churn = 0.02 }", "smallest: outcome 'churn' does not exist"),
        (
            '["turnover", "profit"]',
            '["turnover", "turnover"]',
            "outcomes must be named once each, got turnover, turnover",
        ),
        ("values = [0, 2]", "values = [2, 2]", "values of rivals must be named once each, got 2, 2"),
        ("values = [0, 2]", "values = [0, 2.5]", "rivals must be a whole number from 0 to 50, got 2.5"),
        ("values = [0, 2]", 'values = [0, "two"]', "rivals must be a number, got 'two'"),
        ("values = [0, 2]", "values = [0, true]", "values.1 must be a number, got True"),
        (
            "value = 2, against = 0",
            "value = 3, against = 0",
            "effects: value of rivals must be one of its values (0, 2), got 3",
        ),
        (
            "value = 2, against = 0",
            "value = 2, against = 2",
            "effects: value and against of rivals must be two values, got 2 twice",
        ),
        ('factor = "rivals"', 'factor = "rival"', "did you mean rivals"),
        (
            '{ policy = "people_only", against',
            '{ policy = "people_only", agianst',
            "unknown key; did you mean against",
        ),
        (
            '{ policy = "people_only", against = "neutral" }',
            '{ policy = "neutral", against = "neutral" }',
            "compare: policy and against must be two policies, got 'neutral' twice",
        ),
        (
            '"everywhere"]',
            '"everywhre"]',
            "contrasts must be among as_managed, equal_hours, equal_spend, everywhere, got 'everywhre'",
        ),
        ("question =", "qestion =", "qestion: unknown key; did you mean question"),
    ],
)
def test_a_message_names_field_what_is_allowed_and_what_was_given(old, new, says, full):
    assert FULL.count(old) >= 1
    full.write_text(FULL.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        load_question(full)
    assert says in str(error.value)
    assert str(error.value).startswith(str(full))


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol", "morris", "one_at_a_time"])
def test_a_sampled_design_needs_factors(kind):
    with pytest.raises(ValueError, match=f"sampling.kind must be 'grid' unless factors vary, got '{kind}'"):
        Question.model_validate(
            {
                "format_version": 1,
                "title": "t",
                "question": "q",
                "scenarios": ("corner_shop",),
                "sampling": {"kind": kind},
            }
        )


def test_morris_takes_every_value_of_a_list_or_refuses_it():
    asked = {
        "format_version": 1,
        "title": "t",
        "question": "q",
        "scenarios": ("corner_shop",),
        "sampling": {"kind": "morris", "levels": 4},
        "factors": ({"name": "rivals", "values": (1, 2, 3, 4, 5)},),
    }
    with pytest.raises(
        ValueError, match=r"rivals must have at most sampling.levels \(4\) values for morris, got 5"
    ):
        Question.model_validate(asked)


# ---------------------------------------------------------------- the schema

SCHEMA = json_schema()


@pytest.mark.parametrize("path", experiment_files().values(), ids=list(experiment_files()))
def test_files_keep_to_the_schema(path):
    assert errors(tomllib.loads(path.read_text(encoding="utf-8")), SCHEMA) == []


def test_what_loads_keeps_to_the_schema():
    assert errors(tomllib.loads(FULL), SCHEMA) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"turnover"\nhalf', '"turnove"\nhalf', "precision: anyOf"),
        ("{ turnover = 0.02 }", "{ turnove = 0.02 }", "smallest.turnove: enum"),
        ("{ turnover = 0.02 }", "{ turnover = 0 }", "smallest.turnover: exclusiveMinimum"),
        ('"everywhere"]', '"everywhre"]', "contrasts.1: enum"),
        ('"grid"', '"gird"', "sampling.kind: enum"),
        ('name = "rivals"', 'name = "rival"', "factors.0.name: enum"),
        ("question =", "qestion =", ": additionalProperties"),
    ],
)
def test_the_schema_finds_what_is_wrong(old, new, said):
    assert errors(tomllib.loads(FULL.replace(old, new, 1)), SCHEMA)[0] == said


def test_the_schema_knows_every_name():
    schema = json_schema()
    assert schema["$defs"]["Factor"]["properties"]["name"]["enum"] == list(factor_names())
    assert schema["properties"]["outcomes"]["items"]["enum"] == list(OUTCOMES)
    assert schema["properties"]["contrasts"]["items"]["enum"] == list(ALL_CONTRASTS)
    assert all(
        "description" in field for name, field in schema["properties"].items() if name != "format_version"
    )
    json.dumps(schema)
