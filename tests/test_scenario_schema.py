"""The JSON Schema of scenario files, by a small validator of the words that it uses."""

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sim.parameters import SECTIONS
from sim.quantities import Quantity
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "scenarios" / "schema.json").read_text(encoding="utf-8"))
FILES = sorted((ROOT / "scenarios").glob("*.toml"))

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "null": type(None),
}
SAYS_NOTHING = {"$schema", "$defs", "title", "description", "default"}


def errors(given: Any, schema: dict, place: str = "") -> list[str]:
    """Where something breaks the schema, and by which word; fails on words that it does not know."""
    found = []
    for word, wanted in schema.items():
        if word in SAYS_NOTHING:
            continue
        if word == "$ref":
            found += errors(given, SCHEMA["$defs"][wanted.removeprefix("#/$defs/")], place)
        elif word == "anyOf":
            if all(errors(given, choice, place) for choice in wanted):
                found.append(f"{place}: anyOf")
        elif word == "properties":
            for name, inner in wanted.items():
                if isinstance(given, dict) and name in given:
                    found += errors(given[name], inner, f"{place}.{name}".lstrip("."))
        elif word == "items":
            for index, item in enumerate(given if isinstance(given, list) else ()):
                found += errors(item, wanted, f"{place}.{index}")
        elif not holds(given, word, wanted, schema):
            found.append(f"{place}: {word}")
    return found


def holds(given: Any, word: str, wanted: Any, schema: dict) -> bool:
    """Whether a value keeps to one word of a schema; a word about another type of value always holds."""
    number = isinstance(given, int | float) and not isinstance(given, bool)
    match word:
        case "type":
            return isinstance(given, TYPES[wanted]) and (wanted == "boolean" or not isinstance(given, bool))
        case "const":
            return given == wanted
        case "enum":
            return given in wanted
        case "minimum":
            return not number or given >= wanted
        case "maximum":
            return not number or given <= wanted
        case "multipleOf":
            return not number or given % wanted == 0
        case "minLength":
            return not isinstance(given, str) or len(given) >= wanted
        case "minItems":
            return not isinstance(given, list) or len(given) >= wanted
        case "required":
            return not isinstance(given, dict) or set(wanted) <= set(given)
        case "additionalProperties":
            assert wanted is False
            return not isinstance(given, dict) or set(given) <= set(schema["properties"])
    raise AssertionError(f"the schema says {word!r}, which this test does not know")


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
    table = copy.deepcopy(read(FILES[-1]))
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
    """Older validators ignore what stands beside a reference, so that a quantity must not be one."""
    for section in SECTIONS.values():
        properties = SCHEMA["$defs"][section.__name__]["properties"]
        for name, field in section.model_fields.items():
            if field.annotation is Quantity:
                assert properties[name]["required"] == ["value", "unit", "source"]
                assert properties[name]["description"] == field.description
                assert "$ref" not in properties[name]
