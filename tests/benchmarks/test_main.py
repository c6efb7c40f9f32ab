"""The benchmarks run, and their table says what was timed over what. How long anything takes is not tested."""

import sys

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.lines import duration, megabytes


def test_a_line_gives_the_median_and_the_range_of_the_ratios_of_pairs():
    line = benchmarks.Line("one", "another", [(6.0, 2.0), (4.0, 2.0), (0.9, 0.0009)])
    assert str(line) == "| one | another | 3 [2, 1e+03] | 4 s over 2 s |"


@pytest.mark.parametrize(
    ("seconds", "text"), [(12.0, "12 s"), (0.25, "250 ms"), (3e-6, "3 µs"), (2e-8, "0.02 µs")]
)
def test_durations_have_fitting_units(seconds, text):
    assert duration(seconds) == text


def test_memory_is_shown_in_megabytes():
    assert megabytes(2.5e8) == "250 MB"


def test_a_named_row_is_measured_and_kept_only_when_asked(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(benchmarks, "RESULTS", tmp_path / "results.md")
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--only", "branching", "--pairs", "1"])
    benchmarks.main()
    printed = capsys.readouterr().out
    assert benchmarks.HEAD in printed
    assert "| copying it |" in printed
    assert not benchmarks.RESULTS.exists()
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--write"])
    benchmarks.main()
    assert benchmarks.HEAD in benchmarks.RESULTS.read_text(encoding="utf-8")


def test_an_unknown_row_fails_with_the_known_ones(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--only", "nothing"])
    with pytest.raises(SystemExit):
        benchmarks.main()
    assert "branching" in capsys.readouterr().err


def test_the_default_size_is_that_of_the_scenario_and_can_be_multiplied():
    once, ten_times = benchmarks.one_firm(), benchmarks.one_firm(10)
    assert once.constants()["customers_per_firm"] == 7000
    assert once.without == ten_times.without != ()
    assert ten_times.constants() == once.constants() | {
        "customers_per_firm": 70000,
        "employees_per_firm": 240,
    }
