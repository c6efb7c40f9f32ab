"""What every experiment file, found by its place, has to keep: it loads, lays out its points, runs, and replays."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sim.analysis.sweep_text import sweep_text
from sim.analysis.wording import words
from sim.design.designs import Point, points
from sim.design.question import Question, load_question
from sim.model.practices import PRACTICES
from sim.model.scenario import Scenario
from sim.places import experiment_files
from sim.running.jobs import Task
from sim.running.run import Run, run_world
from sim.store.store import Store
from sim.sweeps.rows import tidy
from sim.sweeps.sweep import judged
from tests.scenarios.test_contract import small

FILES = experiment_files()

every_experiment = pytest.mark.parametrize("path", FILES.values(), ids=list(FILES))

TELLING = ("competition_ladder", "two_strategies", "what_matters")
"""Experiments of three kinds of design, run once more in the quick tests; the others are in the slow ones."""

each_once_more = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=name, marks=() if name in TELLING else pytest.mark.slow)
        for name, path in FILES.items()
    ],
)


@cache
def laid_out(path: Path) -> tuple[Question, tuple[Point, ...]]:
    question = load_question(path)
    return question, tuple(points(question))


def first_rows(path: Path) -> list[Point]:
    """The points of the first two rows of the design, in a small copy of their worlds."""
    _, found = laid_out(path)
    return [
        replace(p, task=Task.of(small(p.scenario), p.policy, p.contrast, 1, 1)) for p in found if p.row < 2
    ]


def runs(found: list[Point]) -> Iterator[Run]:
    """The runs of some points; those of a world share its warm-up."""
    worlds: dict[Scenario, list[Point]] = {}
    for point in found:
        worlds.setdefault(point.scenario, []).append(point)
    for scenario, mine in worlds.items():
        yield from run_world(scenario, [(point.policy, point.contrast) for point in mine], 1, 0, 1)


def run(point: Point) -> Run:
    return next(run_world(point.scenario, [(point.policy, point.contrast)], 1, 0, 1))


def test_there_are_experiments():
    asked_for = {"turnover_city", "two_strategies", "competition_ladder", "friction", "black_friday"}
    assert asked_for | {"what_matters", "safe_envelope"} <= set(FILES)


@every_experiment
def test_begins_with_the_schema_for_editors(path):
    assert path.read_text(encoding="utf-8").splitlines()[0] == "#:schema schema.json"


@every_experiment
def test_lays_out_its_points(path):
    question, found = laid_out(path)
    assert [point.number for point in found] == list(range(len(found)))
    assert len(found) == (found[-1].row + 1) * len(question.scenarios) * len(question.contrasts) * len(
        question.policies
    )
    assert {point.policy.name for point in found} == set(question.policies)
    assert {point.contrast for point in found} == set(question.contrasts)
    assert question.question.endswith("?")


@every_experiment
def test_varies_something_and_says_what_it_looks_at(path):
    question, found = laid_out(path)
    worlds = {(p.scenario.content(), p.policy.practices, p.contrast) for p in found}
    assert len(worlds) == len(found), "two points are the same"
    assert len(question.outcomes) <= 8, "an answer has few outcomes"


@each_once_more
def test_a_tiny_version_replays_bit_for_bit(path):
    point = first_rows(path)[-1]
    assert str(dict(run(point).summary)) == str(dict(run(point).summary))


@each_once_more
def test_a_tiny_version_gives_an_answer(path, tmp_path):
    question, _ = laid_out(path)
    found = [replace(p, number=number) for number, p in enumerate(first_rows(path))]
    question = question.model_copy(update={"effects": ()})
    store = Store(tmp_path)
    store.commit(list(runs(found)), series=False)
    table = tidy(found, store.runs())
    compared = judged(question, found, table) if question.compare else []
    text = sweep_text(question, table, compared, found[0].scenario.currency).lower()
    assert all(words(one) in text for pair in question.compare for one in (pair.policy, pair.against))
    assert "not defined" not in text


LEFT_OUT: set[str] = set()
"""Practices that `what_matters` leaves out on purpose."""


def test_what_matters_asks_about_every_practice():
    varied = {factor.name for factor in load_question(FILES["what_matters"]).factors}
    assert varied == {f"practices.{name}" for name in PRACTICES if name not in LEFT_OUT}


def test_the_ladder_has_the_rungs_that_it_names():
    _, found = laid_out(FILES["competition_ladder"])
    assert {p.factors["rivals"]: p.scenario.trading_firms - 1 for p in found} == {
        0: 0,
        1: 1,
        2: 2,
        4: 4,
        8: 8,
    }
    per_firm = {
        (p.scenario.constants()["customers_per_firm"], p.scenario.constants()["employees_per_firm"])
        for p in found
    }
    assert len(per_firm) == 1
