"""The JSON Schema of scenario files."""

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sim.model.parameters import SECTIONS
from sim.model.quantities import Quantity
from sim.model.scenario import Scenario
from tests.json_schema import errors
from tests.paths import ROOT

SCHEMA = json.loads((ROOT / "scenarios" / "schema.json").read_text(encoding="utf-8"))
FILES = sorted((ROOT / "scenarios").glob("*.toml"))
COMPLETE = ROOT / "scenarios" / "turnover_city.toml"


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_keep_to_the_schema(path):
    assert errors(read(path), SCHEMA) == []


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("format_version",), 2, "format_version: const"),
        (("competition",), "oligopoly", "competition: enum"),
        (("title",), "", "title: minLength"),
        (("rivals",), 0, "rivals: anyOf"),
        (("rival_policies",), [], "rival_policies: minItems"),
        (("custmers",), {}, ": additionalProperties"),
        (("customers", "need_rat"), {}, "customers: additionalProperties"),
        (("customers", "need_rate"), 0.4, "customers.need_rate: type"),
        (("customers", "need_rate", "value"), 100, "customers.need_rate.value: maximum"),
        (("customers", "need_rate", "value"), True, "customers.need_rate.value: type"),
        (("customers", "need_rate", "unit"), "1/week", "customers.need_rate.unit: const"),
        (("customers", "need_rate", "source"), "", "customers.need_rate.source: minLength"),
        (("customers", "need_rate", "note"), "", "customers.need_rate: additionalProperties"),
        (("customers", "due_days", "value"), 1.5, "customers.due_days.value: multipleOf"),
        (("work", "effort_distribution"), "normal", "work.effort_distribution: enum"),
    ],
)
def test_the_schema_finds_what_is_wrong(place, value, said):
    table = copy.deepcopy(read(COMPLETE))
    inner = table
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert errors(table, SCHEMA) == [said]


@pytest.mark.parametrize("name", ["format_version", "title", "describes", "competition"])
def test_what_is_required(name):
    table = read(FILES[0])
    del table[name]
    assert errors(table, SCHEMA) == [": required"]


def test_the_name_may_be_left_out_and_everything_else_is_known():
    assert "name" not in SCHEMA["required"]
    assert SCHEMA["additionalProperties"] is False
    assert set(SCHEMA["properties"]) == set(Scenario.model_fields)
    for section in SECTIONS.values():
        definition = SCHEMA["$defs"][section.__name__]
        assert definition["additionalProperties"] is False
        assert "required" not in definition


def test_a_quantity_is_written_out_in_full():
    """Older validators ignore keywords next to a reference, so that a quantity must not be one."""
    for section in SECTIONS.values():
        properties = SCHEMA["$defs"][section.__name__]["properties"]
        for name, field in section.model_fields.items():
            if field.annotation is Quantity:
                assert properties[name]["required"] == ["value", "unit", "source"]
                assert properties[name]["description"] == field.description
                assert "$ref" not in properties[name]
