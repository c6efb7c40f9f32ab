"""The benchmarks run, and their table says what was timed over what. How long anything takes is not tested."""

import sys
from types import SimpleNamespace

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.lines import HEAD, Aim, Amount, Left, Line, duration, megabytes, written


def test_a_line_gives_the_median_and_the_range_of_the_ratios_of_pairs():
    line = Line("one", "another", [(6.0, 2.0), (4.0, 2.0), (0.9, 0.0009)])
    assert written("row", line, "now") == "| row | one | another | 3 [2, 1,000] | 4 s over 2 s |  | now |"


def test_an_amount_gives_the_median_and_the_range():
    assert written("row", Amount("it", [2.0, 0.5, 1.0]), "") == "| row | it |  |  | 1 s [500 ms, 2 s] |  |  |"
    assert written("row", Amount("it", [1e6], megabytes), "") == "| row | it |  |  | 1 MB |  |  |"


def test_every_kind_of_line_has_the_columns_of_the_head():
    lines = Line("a", "b", [(1.0, 1.0)]), Amount("a", [1.0]), Left("a", "why")
    assert {written("row", line, "now").count("|") for line in lines} == {HEAD.splitlines()[0].count("|")}


@pytest.mark.parametrize(
    ("aim", "value", "text"),
    [
        (Aim(2.0), 2.0, "at most 2 s: met"),
        (Aim(2.0, missed="the disk is slow"), 3.0, "at most 2 s: missed: the disk is slow"),
        (Aim(2.0, words="a blink"), 1.0, "a blink: met"),
        (Aim(2.0, at_least=True), 2.5, "at least 2 s: met"),
        (Aim(2.0, at_least=True, missed="one core"), 1.5, "at least 2 s: missed: one core"),
    ],
)
def test_an_aim_is_judged_and_says_why_only_where_it_is_missed(aim, value, text):
    assert aim.judge(value, duration) == text


def test_an_aim_of_a_line_is_for_the_median_ratio_and_that_of_an_amount_for_the_median():
    assert Line("a", "b", [(6.0, 2.0), (1.0, 1.0), (1.0, 1.0)], aim=Aim(1.0)).cells()[-1] == "at most 1: met"
    assert Amount("a", [9.0, 1.0, 1.0], aim=Aim(1.0)).cells()[-1] == "at most 1 s: met"


@pytest.mark.parametrize(
    ("seconds", "text"), [(12.0, "12 s"), (0.25, "250 ms"), (3e-6, "3 µs"), (2e-8, "0.02 µs")]
)
def test_durations_have_fitting_units(seconds, text):
    assert duration(seconds) == text


def test_memory_is_shown_in_megabytes():
    assert megabytes(2.5e8) == "250 MB"


def run(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["benchmarks", *arguments])
    return benchmarks.main()


def test_a_named_row_is_measured_and_kept_only_when_asked(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(benchmarks, "RESULTS", tmp_path / "results.md")
    assert run(monkeypatch, "--only", "branching", "--pairs", "1") == 0
    printed = capsys.readouterr().out
    assert HEAD in printed
    assert "| copying it |" in printed
    assert "cores" in printed
    assert "load" in printed
    assert not benchmarks.RESULTS.exists()
    assert run(monkeypatch, "--only", "branching", "--pairs", "1", "--write") == 0
    kept = benchmarks.RESULTS.read_text(encoding="utf-8")
    assert HEAD in kept
    assert f"Python {sys.version.split()[0]}" in kept


def test_rows_that_are_not_measured_stay_as_they_were_if_they_are_of_this_machine(tmp_path, monkeypatch):
    def measures(seconds):
        measured = SimpleNamespace(measure=lambda pairs: [Amount("it", [seconds])])
        monkeypatch.setattr(benchmarks, "import_module", lambda name: measured)

    def kept():
        lines = benchmarks.RESULTS.read_text(encoding="utf-8").splitlines()
        return [line.split(" | ")[::4][:2] for line in lines if line.startswith("| ")][1:]

    monkeypatch.setattr(benchmarks, "RESULTS", tmp_path / "results.md")
    measures(1.0)
    run(monkeypatch, "--only", "starts", "runner", "--write")
    assert kept() == [["| runner", "1 s"], ["| starts", "1 s"]]
    measures(2.0)
    run(monkeypatch, "--only", "starts", "--write")
    assert kept() == [["| runner", "1 s"], ["| starts", "2 s"]]
    monkeypatch.setattr(benchmarks.platform, "machine", lambda: "another")
    run(monkeypatch, "--only", "starts", "--write")
    assert kept() == [["| starts", "2 s"]]


@pytest.mark.parametrize(
    ("given", "allowed"), [(["--only", "nothing"], "branching"), (["--pairs", "0"], "at least 1, got 0")]
)
def test_a_wrong_argument_fails_with_what_is_allowed(monkeypatch, capsys, given, allowed):
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch, *given)
    assert stopped.value.code == 2
    assert allowed in capsys.readouterr().err


def test_a_row_that_breaks_says_so_and_the_others_are_measured(monkeypatch, capsys):
    def measure(pairs):
        yield Amount("before", [1.0])
        raise ValueError("no disk\nat all")

    def other(pairs):
        yield Amount("after", [1.0])

    found = {"benchmarks.rows.runner": measure, "benchmarks.rows.starts": other}
    monkeypatch.setattr(benchmarks, "import_module", lambda name: SimpleNamespace(measure=found[name]))
    assert run(monkeypatch, "--only", "runner", "starts") == 1
    printed = capsys.readouterr().out
    assert "| runner | before |" in printed
    assert "| runner | failed |  |  | ValueError: no disk |" in printed
    assert "| starts | after |" in printed


@pytest.mark.parametrize("row", benchmarks.ROWS)
def test_every_row_can_be_measured_and_is_described(row):
    module = benchmarks.import_module(f"benchmarks.rows.{row}")
    assert callable(module.measure)
    readme = (benchmarks.RESULTS.parent / "README.md").read_text(encoding="utf-8")
    assert f"`{row}`" in readme
