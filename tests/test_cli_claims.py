"""sim claims: what it prints, writes and refuses."""

import json

import numpy as np
import pytest

from sim.claims import running, trials
from sim.claims.showcase import NAME
from sim.claims.trials import ADMITTED
from sim.cli.claims import ABLATED, TRIALS, _file_name
from sim.running.stretches import MEASURES
from tests.command_line import sim
from tests.worlds import SMALL, scenario

SHAM = "sham_same_policy_twice"
MARKET = scenario(SMALL | {"warm_up": 2}, competition="duopoly")


@pytest.fixture
def tiny(monkeypatch):
    """Every scenario is a market that runs in no time; what is remembered of the real ones is put aside."""
    remembered = (running._market, running._content, running.usual)
    for module in (running, trials):
        monkeypatch.setattr(module, "small", lambda name, teams=1: MARKET)
    for each in remembered:
        each.cache_clear()
    yield
    for each in remembered:
        each.cache_clear()


@pytest.fixture
def every_point_counts(tiny, monkeypatch):
    """Nobody looks which do."""
    ones = np.ones(len(ADMITTED))
    monkeypatch.setattr(running, "neutral_market", lambda scenario, replication: ones)
    monkeypatch.setattr(running, "usual", lambda scenario: ones)
    monkeypatch.setattr(running, "CHUNK", 16)


def test_help_shows_options_and_an_example(capsys):
    assert sim("claims", "--help") == 0
    text = capsys.readouterr().out
    assert "Example: sim claims turnover_city" in text
    assert all(option in text for option in ("--trials", "--minutes", "--out"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("turnover_cty",), "claim 'turnover_cty' does not exist; did you mean turnover_city?"),
        (("turnover_city", "tesko"), "claim 'tesko' does not exist; did you mean tesco?"),
        (("tesco", "--trials", 3), "must be 16 to 4000, got 3"),
        (("tesco", "--minutes", -1), "must be 0 or more, got -1"),
    ],
)
def test_what_is_wrong_is_one_message(words, message, small, capsys):
    assert sim("claims", *words) == 2
    shown = capsys.readouterr()
    assert message in " ".join(shown.err.replace("│", " ").split())
    assert shown.out == ""
    assert not (small.parent / "results").exists()


def run_sham(folder, capsys, *words):
    assert sim("claims", SHAM, "--trials", 16, "--out", folder, *words) == 0
    text = capsys.readouterr().out
    assert f"{SHAM}: NULL" in text
    assert "No clear difference, as it must be." in text
    path = folder / f"verdicts-{SHAM}-16-trials.json"
    page = path.with_suffix(".html")
    assert [line.split()[0] for line in text.split("Written:\n")[1].splitlines()] == [str(path), str(page)]
    assert "Same policy twice" in page.read_text(encoding="utf-8")
    (claim,) = json.loads(path.read_text(encoding="utf-8"))["claims"]
    assert (claim["verdict"], claim["trials"]) == ("null", 16)
    assert all(part["mean"] == 0.0 and not part["clear"] for part in claim["parts"])
    return path


def test_a_policy_does_not_beat_itself_from_end_to_end(every_point_counts, tmp_path, capsys):
    path = run_sham(tmp_path, capsys)
    before = {each.name: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    assert run_sham(tmp_path, capsys, "--minutes", 0) == path
    assert {each.name: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before


@pytest.mark.slow
def test_the_same_in_its_own_scenario(tmp_path, capsys):
    run_sham(tmp_path, capsys)
    run_sham(tmp_path, capsys)


def test_a_test_that_is_cut_short_has_a_file_of_its_own(every_point_counts, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 2)
    monkeypatch.setattr(running, "run_stretches", no_difference)
    assert sim("claims", SHAM, "--trials", 16, "--minutes", 0, "--out", tmp_path) == 0
    text = capsys.readouterr().out
    assert "Its time was up: the fewest trials of a claim are 2 of 16. The same command goes on." in text
    assert [each.name for each in tmp_path.glob("*.json")] == [f"verdicts-{SHAM}-2-of-16-trials.json"]


def test_points_that_run_out_are_told(every_point_counts, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 4)
    monkeypatch.setattr(running, "MOST_POINTS", 9)
    monkeypatch.setattr(running, "run_stretches", no_difference)
    assert sim("claims", SHAM, "--trials", 16, "--out", tmp_path) == 0
    assert (
        "Points that count have run out: the fewest trials of a claim are 8 of 16." in capsys.readouterr().out
    )


def no_difference(job, wanted):
    """Measures that nobody simulated."""
    return {task.point: {each: np.ones(len(MEASURES)) for each in wanted[task.point]} for task in job.tasks}


def test_only_all_claims_in_full_write_the_file_that_pages_quote():
    assert _file_name([], str(TRIALS)) == NAME
    names = ["a", "b", "c", "d"]
    others = {
        _file_name([], "50"),
        _file_name([], f"{TRIALS - 1}-of-{TRIALS}"),
        _file_name(["a"], str(TRIALS)),
        _file_name(names[:3], str(TRIALS)),
        _file_name(names, str(TRIALS)),
        _file_name([*names[:3], "e"], str(TRIALS)),
    }
    assert len(others) == 6
    assert NAME not in others
    assert ABLATED <= TRIALS


def test_constants_can_be_drawn_from_a_posterior(every_point_counts, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(running, "run_stretches", no_difference)
    draws = tmp_path / "posterior.json"
    draws.write_text(
        json.dumps({"format": 1, "constants": {"work.backlog_days": [0.9, 1.1]}, "weights": [1, 1]})
    )
    words = (SHAM, "--trials", 16, "--out", tmp_path / "claims")
    assert sim("claims", *words, "--posterior", draws) == sim("claims", *words) == 0
    capsys.readouterr()
    fitted, priors = sorted((tmp_path / "claims").glob("*.json"), key=lambda path: -len(path.name))
    assert "posterior" in fitted.name
    assert json.loads(fitted.read_text())["posterior"] == str(draws)
    assert json.loads(priors.read_text())["posterior"] == ""
    assert f"--trials 16 --posterior {draws}" in fitted.with_suffix(".html").read_text(encoding="utf-8")


def test_a_file_that_is_no_posterior_is_one_message(small, capsys):
    assert sim("claims", SHAM, "--posterior", small) == 2
    assert f"{small}: is not JSON" in " ".join(capsys.readouterr().err.split())
    assert not (small.parent / "results").exists()
