"""sim calibrate: what it prints, writes and refuses."""

import json
import sys

import pytest

from sim.calibration import posterior
from sim.running.scenarios import load_scenario
from tests.command_line import ALONE, sim

CSV = "month,headcount,quits,absence,requests\n" + "".join(
    f"2024-{month:02},6,{month % 3 == 0:d},0.15,{60 + month}\n" for month in range(1, 13)
)


def test_help_shows_options_and_an_example(capsys):
    assert sim("calibrate", "--help") == 0
    text = capsys.readouterr().out
    assert "Example: sim calibrate client.csv" in text
    assert all(option in text for option in ("--scenario", "--simulations", "--minutes", "--out"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--simulations", 3), "must be 50 to 100000, got 3"),
        (("--minutes", -1), "must be 0 or more, got -1"),
        (
            ("--scenario", "turnover_cty"),
            "scenario 'turnover_cty' does not exist; did you mean turnover_city",
        ),
        (("none.csv",), "none.csv: no such file"),
    ],
)
def test_what_is_wrong_is_one_message(words, message, small, capsys):
    assert sim("calibrate", *words) == 2
    shown = capsys.readouterr()
    assert message in " ".join(shown.err.replace("│", " ").split())
    assert shown.out == ""
    assert not (small.parent / "results").exists()


def test_without_pyabc_one_message_says_how_to_install_it(small, monkeypatch, capsys):
    monkeypatch.setattr(sys.modules["sim.cli.calibrate"], "find_spec", lambda name: None)
    assert sim("calibrate") == 2
    assert "needs pyABC, which is not installed; `pip install" in " ".join(capsys.readouterr().err.split())


def test_bad_data_write_nothing(small, capsys):
    (small.parent / "client.csv").write_text(CSV.replace("0.15", "15", 1))
    assert sim("calibrate", "client.csv", "--scenario", small) == 2
    assert (
        "client.csv: line 2: absence must be a number from 0 to 1, or empty, got '15'"
        in capsys.readouterr().err
    )
    assert {each.name for each in small.parent.iterdir()} == {"client.csv", "small.toml"}


def test_months_give_a_scenario_a_posterior_and_a_page(small, capsys, monkeypatch):
    pytest.importorskip("pyabc")
    # Of several workers some may be under way when a generation is full: what they give is kept, or not.
    monkeypatch.setattr("sim.calibration.smc.default_workers", lambda: 1)
    (small.parent / "client.csv").write_text(CSV)
    words = ("calibrate", "client.csv", "--scenario", small, "--simulations", 50, "--worlds", 4)
    assert sim(*words) == 0
    text = capsys.readouterr().out
    folder = small.parent / "results" / "calibration-client"
    assert "Written:" in text
    draws = posterior(folder / "posterior.json")
    assert draws.about["fitted_to"] == ["quits", "absence", "requests"]
    fitted = load_scenario(folder / "small_fitted.toml")
    assert fitted.people.employees_per_firm.value == 5
    page = (folder / "fit.html").read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert all(name in page for name in ("quits", "absence", "requests"))
    kept = sorted((folder / "simulations").rglob("*.parquet"))
    assert sim(*words) == 0
    assert capsys.readouterr().out == text
    assert sorted((folder / "simulations").rglob("*.parquet")) == kept


def test_a_scenario_that_does_not_show_a_fact_is_told(small, capsys, monkeypatch):
    small.write_text(ALONE)
    monkeypatch.setattr("sim.calibration.to_facts.YEARS", 1)
    assert sim("calibrate", "--scenario", small, "--worlds", 4) == 2
    assert "small: the neutral firm must show" in " ".join(capsys.readouterr().err.split())


@pytest.mark.slow
def test_facts_give_a_posterior_a_page_and_a_text(small, capsys, monkeypatch):
    pytest.importorskip("pyabc")
    monkeypatch.setattr("sim.calibration.to_facts.YEARS", 2)
    words = ("calibrate", "--scenario", small, "--simulations", 50, "--worlds", 4, "--out", "out")
    assert sim(*words) == 0
    text = capsys.readouterr().out
    folder = small.parent / "out"
    content = json.loads((folder / "posterior.json").read_text())
    assert content["simulations"] == 50
    assert len(content["weights"]) == len(next(iter(content["constants"].values())))
    page, told = (
        (folder / name).read_text(encoding="utf-8") for name in ("calibration.html", "calibration.md")
    )
    for name in ("clarity_quit", "hazard_peak", "people.absence"):
        assert all(name in shown for shown in (page, told, text))
    assert "<script" not in page
    fitted = load_scenario(folder / "small_fitted.toml")
    assert "fitted to the published facts, 90% from" in fitted.people.absence.source
