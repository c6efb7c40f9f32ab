"""Pages about the model: nothing that the code has is left out of them, and their commands are understood."""

import re
import shlex

import pytest

from docs import generate
from docs.pages import state
from sim import sources
from sim.cli import app
from sim.model.mechanisms import MECHANISMS, Mechanism
from tests.paths import ROOT

DOCS = ROOT / "docs"
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


def test_protocol_leads_to_every_generated_page():
    assert [name for name in generate.PAGES if f"]({name}.md" not in ODD] == []


def test_protocol_lists_every_kind_of_agent_and_thing():
    """But for notes that a run leaves, and for how customers are found."""
    assert re.findall(r"^\| `(\w+)` \|", ODD, flags=re.M) == [
        "customer", "request", "employee", "manager", "firm", "market", "regulator", "mechanism",
    ]  # fmt: skip
    assert {
        f"| `{name}` |" in ODD
        for name in state.kinds()
        if name not in ("week", "tenure", "flow", "diary", "errands")
    } == {True}


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


def test_a_rule_is_read_from_its_docstring():
    rule = next(rule for rule in RULES if rule.name == "experience")
    assert rule.takes == "grades, weights"
    assert rule.says.startswith("What a customer experiences: the weighted mean")
    assert rule.source == "weights assumed"
