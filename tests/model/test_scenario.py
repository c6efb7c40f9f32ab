"""Scenario files: what is wrong with one is said once, with file, field, what is allowed and what was given."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import InputError
from sim.model.parameters import CONSTANTS, SECTIONS
from sim.model.scenario import FORMAT_VERSION, Scenario, parse_scenario, read_scenario
from sim.model.states import NOBODY
from sim.model.world import build
from sim.places import find_scenario
from sim.policies import find_policies
from sim.running.scenarios import load_scenario

HEAD = f"""
format_version = {FORMAT_VERSION}
title = "a test"
describes = "a small world"
"""
DUOPOLY = HEAD + 'competition = "duopoly"\n'


def complaint(tmp_path: Path, text: str | bytes) -> str:
    """What is said of a file with this text; it names the file in each of its lines."""
    file = tmp_path / "mine.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as error:
        load_scenario(file)
    message = str(error.value)
    assert all(line.startswith(f"{file}: ") for line in message.splitlines())
    return message.replace(f"{file}: ", "")


def quantity(section: str, name: str, value: str, unit: str | None = None) -> str:
    """A scenario in which one quantity is given."""
    unit = SECTIONS[section].specification(name)["unit"] if unit is None else unit
    return f'{DUOPOLY}[{section}]\n{name} = {{ value = {value}, unit = "{unit}", source = "assumed" }}\n'


# ---------------------------------------------------------------- what is right


def test_a_file_says_as_much_as_it_likes(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(quantity("customers", "need_rate", "2"))
    scenario = read_scenario(str(file))
    assert scenario.name == "mine"
    assert scenario.customers.need_rate.value == 2.0
    assert scenario.customers.need_spread == SECTIONS["customers"].model_fields["need_spread"].default
    assert set(scenario.constants()) == set(CONSTANTS)


def test_values_are_frozen():
    scenario = parse_scenario(tomllib.loads(DUOPOLY), name="test", where="test")
    with pytest.raises(ValueError, match="frozen"):
        scenario.customers.need_rate.value = 3.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("competition", "trading", "entrants"),
    [
        ('competition = "monopoly"', 1, 0),
        ('competition = "duopoly"', 2, 0),
        ('competition = "rivalry"', 4, 0),
        ('competition = "rivalry"\nrivals = 5', 6, 0),
        ('competition = "contestable"', 2, 2),
        ('competition = "contestable"\nrivals = 3', 4, 2),
    ],
)
def test_competition_says_how_many_firms(competition, trading, entrants):
    scenario = parse_scenario(tomllib.loads(HEAD + competition), name="test", where="test")
    assert (scenario.trading_firms, scenario.potential_entrants) == (trading, entrants)


def test_prose_does_not_change_what_a_scenario_says():
    one = parse_scenario(tomllib.loads(DUOPOLY), name="one", where="test")
    other = parse_scenario(tomllib.loads(DUOPOLY.replace("a test", "another")), name="other", where="test")
    more = parse_scenario(tomllib.loads(quantity("work", "effort", "1")), name="one", where="test")
    assert one.content() == other.content()
    assert one.content() != more.content()


def test_every_constant_has_one_section():
    names = [name for section in SECTIONS.values() for name in section.model_fields]
    assert len(names) == len(set(names))


@given(employees=st.integers(1, 60), span=st.floats(1, 80))
def test_every_team_has_a_manager_and_somebody_to_manage(employees: int, span: float):
    table = tomllib.loads(HEAD + 'competition = "monopoly"')
    table["customers"] = {"customers_per_firm": {"value": 1, "unit": "customers", "source": "assumed"}}
    table["people"] = {
        "employees_per_firm": {"value": employees, "unit": "employees", "source": "assumed"},
        "span_of_control": {"value": span, "unit": "employees/manager", "source": "assumed"},
    }
    w = build(parse_scenario(table, name="test", where="test"), seed=1, years=1, spare_requests=1)
    teams = range(len(w.managers))
    here = w.employees["team"][w.employees["id"] != NOBODY]
    assert len(here) == employees
    assert all(w.managers["id"] != NOBODY)
    assert all((here == team).any() for team in teams)


# ---------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DUOPOLY + "[custmers]\n", "custmers: unknown key; did you mean customers"),
        (
            quantity("customers", "need_rate", "1").replace("need_rate", "need_rat"),
            "customers.need_rat: unknown key; did you mean need_rate",
        ),
        (
            quantity("customers", "need_rate", "1").replace("value", "valu"),
            "customers.need_rate.valu: unknown key; did you mean value?",
        ),
        (DUOPOLY + "zzz = 1\n", "zzz: unknown key; known: format_version, "),
        (
            quantity("customers", "need_rate", "1", "1/week"),
            "customers.need_rate.unit must be '1/month', got '1/week'",
        ),
        (
            quantity("customers", "need_rate", "100"),
            "customers.need_rate.value must be 0.01 to 60 1/month, got 100",
        ),
        (quantity("customers", "need_spread", "-1"), "customers.need_spread.value must be 0 to 2, got -1"),
        (quantity("work", "effort", "nan"), "work.effort.value must be a finite number, got nan"),
        (quantity("work", "effort", "-inf"), "work.effort.value must be a finite number, got -inf"),
        (quantity("work", "effort", '"1"'), "work.effort.value must be a number, got '1'"),
        (quantity("work", "effort", "true"), "work.effort.value must be a number, got True"),
        (
            DUOPOLY + "[work]\neffort = 1.5\n",
            'work.effort must be a table such as effort = { value = 1.5, unit = "hours", source = "…" }, got 1.5',
        ),
        (DUOPOLY + "work = 1\n", "work must be a section [work] with its quantities, got 1"),
        (
            DUOPOLY + '[work]\neffort = { value = 1, unit = "hours" }\n',
            "work.effort.source: missing, required",
        ),
        (
            DUOPOLY + '[work]\neffort = { value = 1, unit = "hours", source = "" }\n',
            "work.effort.source must be text that is not empty, got ''",
        ),
        (
            DUOPOLY + '[work]\neffort_distribution = "normal"\n',
            "work.effort_distribution must be 'lognormal' or 'exponential', got 'normal'",
        ),
        (quantity("horizon", "years", "0"), "horizon.years.value must be 1 to 50 years, got 0"),
        (
            quantity("horizon", "warm_up", "1.5"),
            "horizon.warm_up.value must be a whole number, got 1.5",
        ),
        (
            quantity("people", "employees_per_firm", "0"),
            "people.employees_per_firm.value must be 1 to 100000 employees, got 0",
        ),
        (
            quantity("people", "employees_per_firm", "2.5"),
            "people.employees_per_firm.value must be a whole number, got 2.5",
        ),
        (
            quantity("people", "span_of_control", "0.5"),
            "people.span_of_control.value must be 1 to 200 employees/manager, got 0.5",
        ),
        (
            quantity("customers", "urgent_due_days", "5"),
            "customers.urgent_due_days.value must be no larger than due_days (3 days), got 5",
        ),
        (
            DUOPOLY
            + "[quality]\n"
            + "".join(
                f'weight_{name} = {{ value = 0, unit = "1", source = "assumed" }}\n'
                for name in ("timely", "correct", "easy", "care", "price")
            ),
            "quality must have at least one of weight_timely",
        ),
        (
            DUOPOLY.replace("format_version = 1", "format_version = 2"),
            "format_version must be 1, got 2: this file needs another version of sim",
        ),
        (
            DUOPOLY.replace("format_version = 1", 'format_version = "1"'),
            "format_version must be a whole number, got '1'",
        ),
        (DUOPOLY.replace("format_version = 1", ""), "format_version: missing, required"),
        (DUOPOLY.replace('"a test"', '""'), "title must be text that is not empty, got ''"),
        (DUOPOLY.replace('"a test"', "3"), "title must be text, got 3"),
        (
            HEAD + 'competition = "oligopoly"',
            "competition must be 'monopoly', 'duopoly', 'rivalry' or 'contestable', got 'oligopoly'",
        ),
        (
            DUOPOLY + "rivals = 2\n",
            "rivals must be left out unless competition is rivalry or contestable, got 2",
        ),
        (HEAD + 'competition = "rivalry"\nrivals = 0\n', "rivals must be at least 1, got 0"),
        (HEAD + 'competition = "rivalry"\nrivals = 51\n', "rivals must be at most 50, got 51"),
        (HEAD + 'competition = "rivalry"\nrivals = 2.5\n', "rivals must be a whole number, got 2.5"),
        (
            DUOPOLY + 'rival_policies = ["neutral", "customer_frist"]\n',
            "rival_policies: policy 'customer_frist' does not exist; did you mean customer_first",
        ),
        (DUOPOLY + "rival_policies = []\n", "rival_policies must be 1 or more valid entries, got []"),
        (DUOPOLY + 'rival_policies = "neutral"\n', "rival_policies must be a list, got 'neutral'"),
        ("format_version: 1", "is not TOML: "),
        (DUOPOLY + DUOPOLY, "is not TOML: "),
        (b"\xff\xfe", "cannot be read: "),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, said):
    assert any(line.startswith(said) for line in complaint(tmp_path, text).splitlines())


def test_everything_that_is_wrong_is_said_at_once(tmp_path):
    text = quantity("customers", "need_rate", "100", "1/week") + "[work]\neffort = 1\n[xyz]\n"
    fields = {re.split(": | must ", line)[0] for line in complaint(tmp_path, text).splitlines()}
    assert fields == {"customers.need_rate.value", "customers.need_rate.unit", "work.effort", "xyz"}


def test_missing_file_says_where_to_look(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.toml: no such file; `sim scenarios` lists"):
        read_scenario(tmp_path / "nowhere.toml")


def test_folder_is_not_a_file(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_scenario(tmp_path)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_limit_holds(section):
    """The ends of each range are allowed, what lies beyond is not, and neither is a default that breaks its own."""
    for name in SECTIONS[section]().values():
        allowed = SECTIONS[section].specification(name)
        table = tomllib.loads(DUOPOLY)

        def attempt(value, table=table, name=name, allowed=allowed):
            unit = allowed["unit"]
            table[section] = {name: {"value": float(value), "unit": unit, "source": "assumed"}}
            if name == "urgent_due_days":
                table[section]["due_days"] = {"value": 260, "unit": "days", "source": "assumed"}
            return parse_scenario(table, name="test", where="test")

        attempt(allowed["minimum"])
        attempt(allowed["maximum"])
        for beyond in (allowed["minimum"] - 1, allowed["maximum"] * 1.01 + 1):
            with pytest.raises(InputError, match=rf"{section}\.{name}\.value must be .*, got "):
                attempt(beyond)


def test_rivals_may_follow_every_policy_there_is():
    table = tomllib.loads(DUOPOLY) | {"rival_policies": list(find_policies())}
    assert parse_scenario(table, name="test", where="test").rival_policies == tuple(find_policies())


def test_sections_of_the_class_are_those_of_the_parameters():
    assert [name for name in Scenario.model_fields if name in SECTIONS] == list(SECTIONS)


def test_a_copy_says_what_it_is_and_not_what_the_original_said():
    before = read_scenario(find_scenario("corner_shop"))
    said = before.content()
    after = before.model_copy(update={"competition": "contestable"})
    assert after.content() != said
    assert before.content() == said
    assert before.model_copy() == before
