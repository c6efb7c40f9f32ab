"""The command line as a user meets it: what it prints, writes and refuses."""

import contextlib
import html
import os
import re
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sim.analysis.differences import asked_differences
from sim.analysis.finished import open_experiment
from sim.cli import app, common
from sim.outcomes import HEADLINE, SUMMARY
from sim.policies import find_policies
from sim.running.scenarios import load_scenario
from sim.view.report import report
from sim.view.report.made import toml
from sim.view.study import Study
from tests.command_line import ALONE, SMALL, sim
from tests.paths import ROOT


def written(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", ["run", "replay", "policies", "scenarios", "validate"])
def test_help_of_every_command_shows_an_example(command, capsys):
    assert sim(command, "--help") == 0
    assert f"Example: sim {command}" in capsys.readouterr().out


def test_help_lists_every_command(capsys):
    assert sim("--help") == 0
    text = capsys.readouterr().out
    assert all(command in text for command in ("run", "replay", "policies", "scenarios", "validate"))
    assert app.name[0] == "sim"


def test_two_policies_are_compared_and_everything_is_kept(small, capsys):
    call = (
        "run",
        small,
        "--policy",
        "customer_first",
        "--policy",
        "neutral",
        "--replications",
        3,
        "--seed",
        5,
        "--workers",
        1,
    )
    assert sim(*call) == 0
    text = capsys.readouterr().out
    assert "Small: 3 paired worlds, 1 year, seed 5" in text
    assert re.search(r"  Turnover: [+−]?[\d.]+ \[[+−]?[\d.]+, [+−]?[\d.]+\] points a year, ", text)
    for title in ("as managed", "at equal accepted hours", "at equal spend"):
        assert title in text
    paths = [
        Path(line.split()[0]) for line in text.split("Written:")[1].splitlines() if line.startswith("  ")
    ]
    assert all(path.exists() for path in paths)
    assert [path.suffix for path in paths].count(".html") == 1
    runs = pq.read_table(small.parent / "results" / "small" / "runs")
    assert len(runs) == 3 * 2 * 3
    for made_by in ("scenario", "policy", "seed", "version", "digest", "contrast", "replication", "years"):
        assert None not in runs[made_by].to_pylist()


def test_a_report_answers_with_the_verdicts_of_the_table_on_contingent_policies_too(
    small, capsys, monkeypatch
):
    small.write_text(ALONE)
    monkeypatch.setattr(
        report, "reported", lambda study: []
    )  # figures, which take longest and say no verdict
    policies = ("neutral", "customer_first", "customers_then_employees")
    named = [word for name in policies for word in ("--policy", name)]
    assert sim("run", small, *named, "--replications", 4, "--workers", 1) == 0
    table = capsys.readouterr().out
    assert sim("report", "results/small") == 0
    page = html.unescape(Path(capsys.readouterr().out.strip()).read_text(encoding="utf-8"))
    finished = open_experiment("results/small")
    found = asked_differences(finished.question, finished.runs, finished.comparisons)
    assert len(found) == 2 * 3 * len(HEADLINE)
    overall = Study.of(finished).overall
    assert [(one.judged.verdict, one.judged.p) for one in found] == [
        (one.judged.verdict, one.judged.p) for one in overall
    ]
    for one in found:
        if one.contrast == "as_managed" and one.outcome in SUMMARY:
            said = one.sentence(load_scenario(str(small)).currency)
            assert said in table
            assert said in page
    assert table.count(" *") - 1 == sum(one.judged.verdict == "clear" for one in found), (
        "one star is the legend's"
    )
    assert "from the last" not in table
    assert "Differences, customer first minus neutral" in table
    assert "Differences, customers then employees minus neutral" in table


def test_mechanisms_that_are_switched_off_are_in_the_question(small, capsys):
    call = ("run", small, "--policy", "neutral", "--without", "clarity", "--freeze", "expectation")
    assert sim(*call, "--replications", 1, "--workers", 1) == 0
    question = open_experiment("results/small").question
    assert (question.without, question.frozen) == (("clarity",), ("expectation",))
    runs = open_experiment("results/small").stored.to_pylist()
    assert sim("sweep", _file_of(question, small), "--out", "results/small") == 0
    still = open_experiment("results/small").stored.to_pylist()
    # As text, because a share of nothing is NaN, which equals nothing.
    assert repr(still) == repr(runs), "a sweep of the question has nothing left to run"


def _file_of(question, scenario: Path) -> Path:
    """The question as a file beside its scenario."""
    path = scenario.parent / f"{question.name}.toml"
    path.write_text(toml(question), encoding="utf-8")
    return path


def test_a_second_call_runs_nothing_again_and_more_replications_only_the_new(small, capsys):
    call = ("run", small, "--policy", "neutral", "--workers", 1)
    assert sim(*call, "--replications", 2) == 0
    before = {path: (small.parent / path).read_bytes() for path in written(small.parent)}
    assert sim(*call, "--replications", 2) == 0
    assert "2 of 2 worlds were in" in capsys.readouterr().err
    assert sim(*call, "--replications", 3) == 0
    assert "2 of 3 worlds were in" in capsys.readouterr().err
    after = {path: (small.parent / path).read_bytes() for path in before}
    assert after == before, "nothing that was there may change"


def test_one_policy_in_one_world_needs_no_intervals(small, capsys):
    assert sim("run", small, "--replications", 1) == 0
    text = capsys.readouterr().out
    assert "1 world," in text
    assert "nan" not in text.lower()


def test_mesa_engine_gives_the_same_table(small, tmp_path, capsys):
    small.write_text(ALONE.replace("value = 300", "value = 60"))
    tables = []
    for engine in ("fast", "mesa"):
        out = tmp_path / engine
        call = ("run", small, "--replications", 1, "--engine", engine, "--out", out, "--workers", 1)
        assert sim(*call) == 0
        tables.append(capsys.readouterr().out.split("Written:")[0])
    assert tables[0] == tables[1]


def test_a_policy_of_ones_own_is_found(small, tmp_path, capsys):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "generous.py").write_text(
        'from sim.model.practices import Practices\nDESCRIBES = "pay more"\nPRACTICES = Practices(pay=1.2)\n'
    )
    assert sim("policies", "--policies", folder) == 0
    assert "generous: pay more\n    pay 1.2 (neutral 1)" in capsys.readouterr().out
    assert sim("run", small, "--policy", "generous", "--policies", folder, "--replications", 1) == 0
    assert "generous" in capsys.readouterr().out


@pytest.mark.slow
def test_names_of_many_policies_together_are_not_too_long_for_a_file(small, capsys):
    many = [word for name in list(find_policies())[:12] for word in ("--policy", name)]
    assert sim("run", small, "--replications", 1, "--years", 1, *many) == 0
    (table,) = Path("results/small").glob("table-*.txt")
    assert table.name.startswith("table-bottom_up-vs-others-")


def test_a_replay_is_one_file(small, capsys):
    assert sim("replay", small, "--policy", "neutral", "--policy", "people_only") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.suffix == ".html"
    assert path.stat().st_size < 800_000


def test_a_fifth_policy_is_said_to_have_no_room_in_the_replay(small, capsys, monkeypatch):
    small.write_text(ALONE)
    monkeypatch.setattr(import_module("sim.cli.run"), "_write_replay", lambda *given: None)
    policies = ("neutral", "customer_first", "people_only", "premium", "discounter")
    named = [word for name in policies for word in ("--policy", name)]
    assert sim("run", small, *named, "--replications", 1, "--workers", 1) == 0
    said = capsys.readouterr()
    assert "the first world as a replay, without discounter: a screen has room for 4 policies" in said.out
    assert said.err.startswith("1 world says nothing of others"), "before anything runs"


def test_scenarios_and_validate_tell_what_there_is(small, capsys):
    assert sim("scenarios") == 0
    assert "turnover_city" in capsys.readouterr().out
    assert sim("validate", small) == 0
    assert "valid scenario; duopoly, 2 firms" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        (("run", "turnover_citty"), "did you mean turnover_city?"),
        (("run", "no_such.toml"), "no_such.toml: no such file"),
        (("run", "small.toml", "--policy", "customer_frist"), "did you mean customer_first"),
        (("run", "small.toml", "--policy", "neutral", "--policy", "neutral"), "each policy once"),
        (("run", "small.toml", "--replications", 0), "--replications must be 1 to 1000000, got 0"),
        (("run", "small.toml", "--replications", "many"), "many"),
        (("run", "small.toml", "--years", 0), "--years must be 1 to 50, got 0"),
        (("run", "small.toml", "--seed", -1), "--seed must be 0 to 9223372036854775807, got -1"),
        (("run", "small.toml", "--engine", "slow"), "--engine must be fast or mesa, got slow"),
        (("run", "small.toml", "--workers", 0), "--workers must be 1 or more, got 0"),
        (
            ("run", "small.toml", "--out", "small.toml"),
            "--out must be a folder, got small.toml, which is a file",
        ),
        (
            ("run", "small.toml", "--policies", "nowhere"),
            "--policies must be an existing folder of policy files, got nowhere",
        ),
        (("run", "small.toml", "--polices", "nowhere"), "--polices"),
        (("run",), "SCENARIO"),
        (
            ("replay", "small.toml", "--policy", "neutral"),
            "--policy must be given 2 to 4 times for a replay, got 1",
        ),
        (("replay", "small.toml", "--world", -1), "--world must be 0 or more, got -1"),
        (("replay", "small.toml", "--replications", -1), "--replications must be 0 to 1000000, got -1"),
        (("app", "--port", 80), "--port must be 1024 to 65535, got 80"),
        (("validate", "small.tml"), "small.tml: no such file"),
        (("walk",), "walk"),
    ],
)
def test_bad_input_is_one_message_and_exit_code_2_and_writes_nothing(words, tells, small, capsys):
    before = written(small.parent)
    assert sim(*words) == 2
    text = capsys.readouterr()
    assert tells in text.err
    assert "Traceback" not in text.err
    assert text.out == ""
    assert written(small.parent) == before


@pytest.mark.parametrize(
    ("line", "tells"),
    [
        ('need_rte = { value = 2.0, unit = "1/month", source = "x" }', "customers.need_rte: unknown key"),
        (
            'due_days = { value = 2.0, unit = "weeks", source = "x" }',
            "customers.due_days.unit must be 'days', got 'weeks'",
        ),
        ('due_days = { value = nan, unit = "days", source = "x" }', "customers.due_days"),
        (
            'due_days = { value = -2, unit = "days", source = "x" }',
            "customers.due_days.value must be 1 to 260 days, got -2",
        ),
    ],
)
def test_a_bad_scenario_names_file_field_what_is_allowed_and_given(line, tells, small, capsys):
    small.write_text(SMALL.replace("[people]", f"{line}\n[people]"))
    assert sim("run", small) == 2
    text = capsys.readouterr().err
    assert str(small) in text
    assert tells in text
    assert not (small.parent / "results").exists()


@pytest.mark.slow
def test_an_interrupt_keeps_finished_worlds_and_says_how_to_go_on(small):
    words = ["run", str(small), "--replications", "4000", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "sim.cli", *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    runs = small.parent / "results" / "small" / "runs"
    deadline = time.monotonic() + 120
    while not list(runs.glob("part-*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=180)
    assert process.returncode == 130
    assert "The same command goes on from there." in errors
    assert "Traceback" not in errors
    kept = pq.read_table(runs)
    assert len(kept) >= 3
    assert not list(runs.glob(".*")), "nothing half-written"


@pytest.fixture
def hearing():
    """Interrupts are heard as in a terminal: whatever a shell starts in the background ignores them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError("Query interrupted")])
def test_an_interrupt_while_the_answer_is_computed_is_one_line(error, hearing, small, capsys, monkeypatch):
    """Libraries make errors of their own of it."""

    def answer(*given):
        with contextlib.suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(30)
        raise error

    monkeypatch.setattr("sim.running.scenarios.load_scenario", answer)
    assert sim("run", small) == 130
    assert capsys.readouterr().err == "\nInterrupted.\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_that_nobody_interrupted_is_no_interrupt(small, monkeypatch):
    monkeypatch.setattr("sim.running.scenarios.load_scenario", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sim("run", small)


def test_an_interrupt_is_heard_without_alarms(monkeypatch, capsys):
    """As on Windows."""
    before = signal.getsignal(signal.SIGINT)
    for name in ("SIGALRM", "setitimer", "ITIMER_REAL"):
        monkeypatch.delattr(signal, name)

    def wait():
        with common.interrupted(lambda: "Three worlds are kept."):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(30)

    with pytest.raises(SystemExit) as ended:
        wait()
    assert ended.value.code == 130
    assert "Three worlds are kept." in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_that_python_had_to_ignore_is_heard_later(monkeypatch, capsys):
    class Deaf:
        def __del__(self):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)  # the interrupt is raised here, where nobody can catch it

    monkeypatch.setattr(common, "REPEAT_SECONDS", 0.2)
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: None)

    def wait():
        with common.interrupted(lambda: "Three worlds are kept."):
            Deaf()
            time.sleep(30)

    with pytest.raises(SystemExit) as ended:
        wait()
    assert ended.value.code == 130
    assert "Three worlds are kept." in capsys.readouterr().err
