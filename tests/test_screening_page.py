"""docs/screening.py: the smallest size that is shown to give the same rates, and the page that says so."""

import tomllib

import numpy as np
import pytest

from docs import generate
from docs import screening as command
from docs.pages import screening as page
from docs.screening import ERRORS, SMALLEST, measured
from sim.design import screening
from sim.design.question import load_question
from sim.design.screening import Size
from sim.outcomes import HEADLINE, OUTCOMES
from sim.places import experiment_files
from sim.running.scenarios import load_scenario
from tests.paths import ROOT

CITY = load_scenario("turnover_city")
TOTALS = ("people", "hours/week", "currency/year")


def test_every_headline_rate_has_an_error():
    assert list(ERRORS) == [name for name in HEADLINE if OUTCOMES[name].unit not in TOTALS]


def test_what_matters_is_what_the_experiments_say():
    for path in experiment_files().values():
        for name, smallest in load_question(path).smallest.items():
            assert SMALLEST[name] == smallest


def off_by(shift: dict[Size, float], rate: str = "strain"):
    """Rates that are equal but for luck, and at some sizes one that is off by so many of its errors."""

    def rates(scenario, size, worlds):
        noise = np.sin(np.arange(worlds) * (7.0 + size.teams))
        values = {name: 0.5 + 0.1 * ERRORS[name] * noise for name in ERRORS}
        values[rate] = values[rate] + shift.get(size, 0.0) * ERRORS[rate]
        return dict.fromkeys(("neutral", "people_and_customer", "difference"), values)

    return rates


THIRD, TWO_THIRDS = Size(1, 3), Size(2, 3)


@pytest.mark.parametrize(
    ("shift", "teams", "tried"),
    [
        ({}, 1, [(1, 60, [])]),
        ({THIRD: 1.0}, 2, [(1, 60, ["strain"]), (2, 60, [])]),
        ({THIRD: 2.0}, 2, [(1, 40, ["strain"]), (2, 60, [])]),
        ({THIRD: 2.0, TWO_THIRDS: -2.0}, 3, [(1, 40, ["strain"]), (2, 40, ["strain"])]),
    ],
    ids=["the smallest", "not shown", "surely off", "none"],
)
def test_the_smallest_size_counts_that_is_shown_to_be_within_all_errors(shift, teams, tried, monkeypatch):
    monkeypatch.setattr(command, "rates", off_by(shift))
    entry = measured(CITY, 60)
    assert (entry["teams"], entry["of"]) == (teams, 3)
    assert [(one["teams"], one["worlds"], one["off"]) for one in entry["tried"]] == tried


def test_a_scenario_of_one_team_cannot_be_screened():
    entry = measured(load_scenario("corner_shop"), 60)
    assert (entry["teams"], entry["of"], entry["tried"]) == (1, 1, [])


def test_what_is_written_is_read_again_and_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "rates", off_by({THIRD: 2.0}))
    entries = {
        "turnover_city": measured(CITY, 60),
        "corner_shop": measured(load_scenario("corner_shop"), 60),
    }
    found = tomllib.loads(command.as_toml(entries))["scenarios"]
    assert found == entries
    monkeypatch.setattr(page, "read", lambda: {"scenarios": found})
    text = page.text()
    assert "| `turnover_city` | 3 | **2/3** | 60 | 3 | 1/3: strain |" in text
    assert "| `corner_shop` | 1 | none smaller |  |  | one team |" in text
    assert "| `zappos` | 3 | not measured |" in text
    assert "| turnover | ± 2.5 points a year |" in text
    assert "Not accepted. Not shown to be within its error: strain. 40 worlds of seed 1, 3 years" in text


def test_the_page_is_of_the_table():
    assert generate.has_text(ROOT / "docs" / "screening.md", page.text()), "run `make docs`"


def test_check_names_what_was_not_measured_as_it_is(monkeypatch, capsys):
    monkeypatch.setattr(screening, "read", lambda: {"scenarios": {}})
    assert command.main(["--check"]) == 1
    assert (
        "turnover_city: not measured as it is, run `python docs/screening.py turnover_city`"
        in capsys.readouterr().err
    )
    entry = {"model": command.model_digest(), "content": screening.digest_of(CITY.content())}
    monkeypatch.setattr(screening, "read", lambda: {"scenarios": {"turnover_city": entry}})
    monkeypatch.setattr(command, "scenario_files", lambda: ["turnover_city"])
    assert command.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--worlds", "1"], "--worlds must be 2 or more, got 1"),
        (["turnover_ctiy"], "scenario 'turnover_ctiy' does not exist"),
    ],
)
def test_bad_input_is_refused(words, message, capsys):
    with pytest.raises(SystemExit) as stop:
        command.main(words)
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_real_runs_give_rates_of_every_world(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "CACHE", tmp_path)
    monkeypatch.setattr(command, "YEARS", 1)
    first, again = (command.rates(load_scenario("corner_shop"), Size(1, 1), worlds) for worlds in (2, 1))
    assert set(first) == {"neutral", "people_and_customer", "difference"}
    for rate in ERRORS:
        assert len(first["neutral"][rate]) == 2
        assert first["neutral"][rate][0] == again["neutral"][rate][0]
        assert first["difference"][rate] == pytest.approx(
            first["people_and_customer"][rate] - first["neutral"][rate]
        )
