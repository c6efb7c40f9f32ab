"""Screening sizes: what a smaller market keeps, what is refused, and what is said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.design import screening
from sim.design.designs import points
from sim.design.question import Question, load_question
from sim.design.screening import OF_SIZE, Screening, Size, said_of_size, sizes, teams
from sim.design.vary import vary
from sim.errors import InputError
from sim.places import scenario_files
from sim.running.addresses import digest_of
from sim.running.scenarios import load_scenario
from tests.command_line import sim

CITY = load_scenario("turnover_city")


def question(**given: object) -> Question:
    asked = {"format_version": 1, "title": "t", "question": "q", "scenarios": ("turnover_city",), "years": 1}
    return Question.model_validate(asked | given)


@pytest.fixture
def third(monkeypatch):
    """A table that knows the city only: one of three teams."""
    entry = {"content": digest_of(CITY.content()), "teams": 1, "of": 3, "errors": {"turnover": 0.025}}
    monkeypatch.setattr(screening, "read", lambda: {"scenarios": {"turnover_city": entry}})


# ---------------------------------------------------------------- sizes


@given(
    employees=st.integers(1, 400),
    span=st.floats(1.0, 30.0),
    customers=st.integers(1_000, 20_000),
    attended=st.integers(0, 20),
)
def test_a_smaller_market_keeps_span_teams_and_customers_an_employee(employees, span, customers, attended):
    full = vary(
        CITY,
        {
            "people.employees_per_firm": employees,
            "people.span_of_control": span,
            "customers.customers_per_firm": customers,
            "managers.attended_a_week": attended,
        },
    )
    for size in sizes(full):
        market = size.market(full)
        was, now = full.constants(), market.constants()
        assert teams(market) == size.teams
        assert now["span_of_control"] == was["span_of_control"]
        # Both are whole: each is off by a half at most.
        assert abs(now["employees_per_firm"] - was["employees_per_firm"] * size.share) <= 0.5
        assert abs(now["customers_per_firm"] - was["customers_per_firm"] * size.share) <= 0.5
        assert (now["attended_a_week"] > 0) == (was["attended_a_week"] > 0)
        assert now["fine_cap"] == pytest.approx(was["fine_cap"] * float(size.share))
        changed = {name for name in was if was[name] != now[name]}
        assert changed <= {name.partition(".")[2] for name in OF_SIZE}
        assert market.trading_firms == full.trading_firms
    assert sizes(full)[-1].full
    assert sizes(full)[-1].market(full) is full


@pytest.mark.parametrize(
    ("employees", "shares"),
    [(8, ["1"]), (16, ["1/2", "1"]), (24, ["1/3", "2/3", "1"]), (80, ["1/10", "1/5", "3/10", "1/2", "1"])],
)
def test_sizes_are_halves_rounded_up_to_whole_teams(employees, shares):
    scenario = vary(CITY, {"people.employees_per_firm": employees})
    assert [str(size.share) for size in sizes(scenario)] == shares


# ---------------------------------------------------------------- questions


def test_full_size_is_what_runs_unless_asked_otherwise(third):
    as_ever = [point.task for point in points(question())]
    assert [point.task for point in points(question(size="full"))] == as_ever
    assert as_ever[0].scenario is not None
    assert as_ever[0].scenario.content() == CITY.content()


def test_a_screening_runs_the_smaller_market_at_every_point(third):
    factors = [{"name": "customers.need_rate", "values": [1.0, 1.5]}]
    full, small = (points(question(size=size, factors=factors)) for size in ("full", "screening"))
    for large, little in zip(full, small, strict=True):
        assert little.scenario.name == large.scenario.name
        assert little.scenario.content() == Size(1, 3).market(large.scenario).content()
        assert little.task.point != large.task.point
        assert little.factors == large.factors


@pytest.mark.parametrize("factor", OF_SIZE)
def test_the_size_of_a_screening_cannot_vary(factor):
    varied = [{"name": factor, "values": [5, 10]}]
    with pytest.raises(ValueError, match=f"size must be 'full' where {factor} varies, got 'screening'"):
        question(size="screening", factors=varied)
    assert question(factors=varied).size == "full"


FILE = """
format_version = 1
title = "t"
question = "q"
scenarios = ["mine.toml"]
size = "screening"
"""


def test_a_scenario_of_ones_own_needs_to_be_measured(tmp_path, capsys, third):
    path = tmp_path / "asked.toml"
    path.write_text(FILE)
    mine = tmp_path / "mine.toml"
    mine.write_text(scenario_files()["corner_shop"].read_text(encoding="utf-8"))
    for command in ("validate", "sweep"):
        assert sim(command, path) == 2
        said = capsys.readouterr().err
        assert (
            f"{mine}: size must be 'full', as no screening size is known of this scenario as it is," in said
        )
        assert f"got 'screening'; `python docs/screening.py {mine}` finds it" in said
    path.write_text(FILE.replace("screening", "small"))
    with pytest.raises(InputError, match="size must be"):
        load_question(path)


def test_a_scenario_that_has_changed_needs_to_be_measured_anew(third):
    with pytest.raises(InputError, match="no screening size is known of this scenario as it is"):
        screening.screening(vary(CITY, {"customers.need_rate": 1.0}), "turnover_city")


# ---------------------------------------------------------------- what is said


def test_the_answer_says_that_it_is_a_screening(third):
    assert said_of_size(question()) == ""
    assert said_of_size(question(size="screening", outcomes=["turnover", "profit"])) == (
        "A screening: turnover_city ran as a market of 1/3 of its size; rates are within these of the full one's:"
        " turnover ± 2.5 points a year. No error is stated of profit; totals are those of the smaller market."
    )


@pytest.mark.parametrize(
    ("size", "outcomes", "says"),
    [
        (
            Size(2, 2),
            ["strain"],
            "x ran at its full size: no smaller market is known to give the same rates.",
        ),
        (
            Size(1, 2),
            ["strain", "churn"],
            "x ran as a market of 1/2 of its size; rates are within these of the full one's: strain ± 0.01"
            " and customers lost ± 1 point a year.",
        ),
        (
            Size(1, 2),
            ["profit"],
            "x ran as a market of 1/2 of its size. No error is stated of profit; totals are those of the smaller"
            " market.",
        ),
    ],
)
def test_sentences(size, outcomes, says):
    assert Screening(size, {"strain": 0.01, "churn": 0.01}).sentences("x", outcomes) == says


# ---------------------------------------------------------------- the table

ENTRIES = screening.read()["scenarios"]


@pytest.mark.parametrize("name", [name for name in scenario_files() if name in ENTRIES])
def test_what_was_measured_is_of_the_scenario_as_it_is(name):
    entry, scenario = ENTRIES[name], load_scenario(name)
    assert entry["content"] == digest_of(scenario.content()), f"run `python docs/screening.py {name}`"
    assert Size(entry["teams"], entry["of"]) in sizes(scenario)
    accepted = [one for one in entry["tried"] if not one["off"]]
    assert [one["teams"] for one in accepted] == [entry["teams"]] * (entry["teams"] < entry["of"])


@pytest.mark.parametrize("name", ENTRIES)
def test_what_was_accepted_is_within_its_errors(name):
    entry = ENTRIES[name]
    for one in entry["tried"]:
        for part in ("neutral", "people_and_customer", "difference"):
            assert set(one[part]) == set(entry["errors"])
            for rate, (_, off, *_) in one[part].items():
                assert rate in one["off"] or abs(off) < entry["errors"][rate]
