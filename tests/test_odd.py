"""Pages about the model: nothing that the code has is left out of them, and their commands are understood."""

import re
import shlex
import sys

import pytest

from sim.cli import app
from sim.model.mechanisms import MECHANISMS, Mechanism
from sim.model.practices import PRACTICES
from tests.paths import ROOT

DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

import sources  # noqa: E402

ODD = (DOCS / "odd.md").read_text(encoding="utf-8")
PAGE = (DOCS / "mechanisms.md").read_text(encoding="utf-8")
RULES = [rule for rules in sources.rules().values() for rule in rules]

CONCEPTS = (
    "Basic principles",
    "Emergence",
    "Adaptation",
    "Objectives",
    "Learning",
    "Prediction",
    "Sensing",
    "Interaction",
    "Stochasticity",
    "Collectives",
    "Observation",
)


def test_protocol_has_its_seven_sections_and_eleven_concepts_in_order():
    assert re.findall(r"^## (\d)", ODD, flags=re.M) == list("1234567")
    named = re.findall(r"^\*\*([\w ]+)\.\*\*", ODD, flags=re.M)
    assert [name for name in named if name in CONCEPTS] == list(CONCEPTS)


def test_protocol_leaves_no_rule_and_no_practice_out():
    assert [rule.name for rule in RULES if f"`{rule.name}(" not in ODD] == []
    assert [name for name in PRACTICES if f"| `{name}` |" not in ODD] == []
    assert "{{" not in ODD


def test_every_rule_is_called():
    called = sources.calls()
    assert [rule.name for rule in RULES if rule.name not in called] == []


def test_every_mechanism_acts_somewhere_and_in_no_rule():
    acting = sources.members("Mechanism")
    assert set(acting) == {mechanism.name for mechanism in Mechanism}
    assert not any(place.startswith("rules.") for places in acting.values() for place in places)
    assert [name for name in MECHANISMS if f"| `{name}` |" not in PAGE] == []


@pytest.mark.parametrize("line", re.findall(r"^sim .*$", PAGE, flags=re.M))
def test_commands_on_the_page_of_mechanisms_are_understood(line):
    command, *_ = app.parse_args(shlex.split(line)[1:], exit_on_error=False, print_error=False)
    assert command.__name__ == shlex.split(line)[1]


def test_a_docstring_is_told_by_its_parts():
    rule = next(rule for rule in RULES if rule.name == "experience")
    assert rule.takes.startswith("timely, correct, easy, cared")
    assert rule.says.startswith("What a customer experiences: the weighted mean")
    assert rule.source == "weights assumed"
