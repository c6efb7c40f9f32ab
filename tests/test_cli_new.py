"""sim new and sim validate as a consultant meets them: a file to start from, or what does not fit together."""

import builtins
import sys
from pathlib import Path

import pytest

from sim.clients import cost as cost_module
from sim.clients import look, part
from sim.running.scenarios import load_scenario
from tests.clients.typed import TYPED, options
from tests.command_line import SMALL, sim
from tests.paths import ROOT


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def short_timing(monkeypatch):
    """One stretch of days is timed: how long something takes is no matter of tests."""
    monkeypatch.setattr(cost_module, "TIMED_SECONDS", 0.0)


@pytest.fixture
def no_look(monkeypatch):
    """Without the neutral worlds, which take the longest of a new scenario."""
    monkeypatch.setattr(look, "SECONDS", 0.0)


def refused(capsys, here: Path, *words) -> str:
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    assert sim(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before
    return said.err


def test_a_dozen_numbers_make_a_scenario_that_is_valid(here, capsys, no_look):
    assert sim("new", "my_client.toml", *options()) == 0
    said = capsys.readouterr().out
    assert "Written: my_client.toml, with all else from turnover_city" in said
    assert "would take" in said
    assert "sim calibrate client.csv --scenario my_client.toml" in said
    assert load_scenario("my_client.toml").people.employees_per_firm.value == 60
    assert sim("validate", "my_client.toml") == 0
    said = capsys.readouterr().out
    assert "my_client.toml: valid scenario; rivalry, 3 firms" in said
    assert "17,000 customers ask for" in said
    assert "Time on this machine, if nothing else runs: " in said


def test_neutral_worlds_stand_beside_what_is_known_of_the_client(here, capsys, monkeypatch):
    monkeypatch.setattr(look, "WORLDS", 2)
    small = options(headcount="6", teams="1", requests="680", customers="1700", rivals="0")
    assert sim("new", "my_client.toml", *small) == 0
    said = capsys.readouterr().out
    assert "2 neutral worlds, nothing fitted yet" in said
    assert "the client's is 7, managers included" in said
    assert "the client's is 45%" in said
    assert "the client's is 20%" in said


def test_one_customer_stands_for_several_and_what_that_changes_is_said(here, capsys, monkeypatch):
    monkeypatch.setattr(look, "WORLDS", 2)
    monkeypatch.setattr(part, "WORLDS", 2)
    large = options(headcount="24", teams="4", requests="2720", customers="6800", rivals="0")
    assert sim("new", "my_client.toml", *large, "--stands-for", 2) == 0
    said = capsys.readouterr().out
    assert "One customer stands for 2: a market of 3,400 customers and 12 employees." in said
    assert "the client's is 14 in proportion, managers included" in said
    assert (
        "by how much a market half as large differs (2 neutral worlds, 95% intervals):\n  turnover " in said
    )
    assert load_scenario("my_client.toml").customers.customers_per_firm.value == 3_400
    written = Path("my_client.toml").read_text()
    assert "One customer stands for 2 of the client's" in written
    assert "the client's number over 2" in written
    assert "the client's number: 2,720 requests a month, over 2, less rework" in written


def test_a_file_that_is_there_stays(here, capsys):
    Path("my_client.toml").write_text("mine")
    assert "must be a new file" in refused(capsys, here, "new", "my_client.toml", *options())


def test_what_is_missing_is_named_at_once_where_nobody_can_be_asked(here, capsys):
    said = refused(capsys, here, "new", "my_client.toml", "--headcount", "60")
    assert all(f"--{name} must be" in said for name in TYPED if name != "headcount")
    assert "FILE must end in .toml" in refused(capsys, here, "new", "my_client", *options())


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"minutes": "90"}, "times the work that 60 employees can do"),
        ({"price": "20"}, "staffing.budget_share allows 75%"),
        ({"teams": "1"}, "people.span_of_control: 17,000 customers and 60 employees ask 1 manager for"),
        ({"teams": "61"}, "--teams must be 1 to 200 employees each, got 61 for --headcount 60"),
        ({"like": "black_friday"}, "--like: ordinary scenario 'black_friday' does not exist"),
    ],
)
def test_numbers_that_contradict_each_other_are_named_and_nothing_is_written(here, capsys, changed, told):
    assert told in refused(capsys, here, "new", "my_client.toml", *options(**changed))


def test_a_rival_may_be_larger(here, capsys, no_look):
    assert sim("new", "my_client.toml", *options(rivals="1", rival_size="3")) == 0
    assert "1 rival just like it but 3 times as large" in (here / "my_client.toml").read_text(
        encoding="utf-8"
    )
    capsys.readouterr()
    assert sim("validate", "my_client.toml") == 0
    assert "valid scenario; duopoly, 2 firms of sizes 1 and 3, " in capsys.readouterr().out
    told = refused(capsys, here, "new", "other.toml", *options(rival_size="0"))
    assert "--rival-size must be a number from 0.05 to 20 (ratio), got 0" in told


def test_more_work_than_people_can_be_wanted(here, capsys, no_look):
    assert sim("new", "busy.toml", *options(minutes="90"), "--overloaded") == 0
    assert "employees 1." in capsys.readouterr().out
    assert "--overloaded accepts it" in refused(capsys, here, "validate", "busy.toml")
    assert sim("validate", "busy.toml", "--overloaded") == 0


def test_at_a_terminal_it_asks_until_it_can_read_the_answer(here, capsys, no_look, monkeypatch):
    answers = iter(["sixty", *TYPED.values()])
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(builtins, "input", answer)
    assert sim("new", "my_client.toml") == 0
    assert len(asked) == len(TYPED) + 1
    assert asked[0] == asked[1] == "employees who do the requests, managers not counted [employees]: "
    assert (
        "--headcount must be a whole number from 1 to 100,000 (employees), got sixty"
        in capsys.readouterr().err
    )
    assert load_scenario("my_client.toml").currency == "EUR"


CALLS = (
    SMALL.replace("value = 300,", "value = 300_000,")
    .replace("value = 2.0,", "value = 0.48,")
    .replace('value = 5, unit = "employees"', 'value = 180, unit = "employees"')
    .replace('value = 5, unit = "employees/manager"', 'value = 12, unit = "employees/manager"')
    + """[work]
effort = { value = 0.1833, unit = "hours", source = "assumed: eleven minutes" }
"""
)


def test_who_has_no_more_answers_gets_no_file(here, capsys, monkeypatch):
    def no_answer(question: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(builtins, "input", no_answer)
    assert "no more answers came" in refused(capsys, here, "new", "my_client.toml")


def test_calls_that_nobody_could_take_are_not_valid(here, capsys):
    Path("calls.toml").write_text(CALLS)
    said = refused(capsys, here, "validate", "calls.toml")
    assert "calls.toml: people.employees_per_firm: 300,000 customers ask for" in said
    assert "times the work that 180 employees can do" in said


def test_an_experiment_is_told_its_time(capsys):
    assert sim("validate", ROOT / "experiments" / "friction.toml") == 0
    said = capsys.readouterr().out
    assert "valid experiment" in said
    assert "worlds at every point, if points are as large as the first" in said


def test_before_the_model_is_compiled_no_time_is_told(small, capsys, monkeypatch):
    monkeypatch.setattr("sim.model.precompile.is_compiled", lambda: False)
    assert sim("validate", small) == 0
    assert "told once the model is compiled" in capsys.readouterr().out


def test_a_world_costs_its_warm_up_once():
    found = cost_module.cost(load_scenario("corner_shop"))
    one, six = found.world(1, 2), found.world(6, 2)
    assert six - one == pytest.approx(10 * 260 * found.day)
    assert one == pytest.approx(found.building + 4 * 260 * found.day)
