"""What is clear is decided by the judge alone: the page shows its words where something was run, and no others."""

import re
from dataclasses import astuple
from pathlib import Path

import pytest
from numpy.testing import assert_equal

import sim.view.whatif.verdicts
from sim.analysis.differences import differences, who_does_better
from sim.analysis.surrogate import surrogate
from sim.design.question import Versus
from sim.view.study import Study
from sim.view.whatif.explore import write_explore
from sim.view.whatif.verdicts import verdicts
from tests.view.whatif.made_up import NEED, PAY, made_up

HERE = Path(sim.view.whatif.verdicts.__file__).parent
VERDICT = re.compile(r"\bclear(ly)?\b|\btoo small to matter\b|\bno difference\b", re.IGNORECASE)


def full(outcome, told):
    """The sentence of a report, from that of a card, which is headed by the outcome's name."""
    return f"{outcome}: {told.removeprefix('Against neutral: ')}"


def sentences(found, study):
    """The sentences of a report on each point of the policy compared."""
    said = {}
    for one in found:
        said.setdefault(one.comparison.points, []).append(one.sentence(study.currency))
    return list(said.values())


def told(said, study):
    """The same of what the page has."""
    labels = [one.partition(":")[0] for one in sentences(study.overall, study)[0]]
    return [[full(*pair) for pair in zip(labels, one["outcomes"], strict=True)] for one in said]


def test_each_point_of_a_grid_has_the_sentences_of_the_judge(grid):
    study = Study.of(grid)
    found = verdicts(study, surrogate(grid, study.outcomes))
    places = [said for part in found for place in part["places"] for said in place]
    assert len(places) == len(grid.design) / 2
    assert sorted(told(places, study)) == sorted(sentences(study.at_places, study))


@pytest.mark.parametrize("name", ["grid", "cloud"])
def test_the_average_is_that_of_the_report(request, name):
    done = request.getfixturevalue(name)
    study = Study.of(done)
    found = verdicts(study, surrogate(done, study.outcomes))
    assert told([said for part in found for said in part["average"]], study) == sentences(
        study.overall, study
    )


def test_scattered_points_are_not_judged_one_by_one(cloud):
    study = Study.of(cloud)
    assert [part["places"] for part in verdicts(study, surrogate(cloud, study.outcomes))] == [[]]


def test_what_the_question_does_not_compare_is_judged_among_itself(grid):
    effects = ({"factor": PAY, "value": 1.1, "against": 0.9},)
    rows = [{PAY: pay} for pay in (0.9, 1.0, 1.1)]

    def outcome(point, policy, world):
        return world + 2.0 * (policy == "customer_first") * (1 + 0.1 * world)

    made = made_up(grid, rows, outcome, factors=({"name": PAY, "values": (0.9, 1.0, 1.1)},), effects=effects)
    study = Study.of(made)
    assert {(one.a, one.b) for one in study.at_places} == {("pay 1.1", "pay 0.9")}
    alone = differences(
        made.runs, made.compared([Versus(policy="customer_first", against="neutral")]), study.outcomes
    )
    assert_equal(
        *([astuple(one.judged) for one in every] for every in (study.against_first_at_places, alone))
    )
    assert {one.judged.family for one in alone} == {3 * len(study.outcomes)}


# ------------------------------------------------------------------------------ in the page


@pytest.mark.browser
def test_a_point_tells_what_the_report_tells_of_it(look_at, written, grid):
    page = look_at(written["grid"], f"#{PAY}=1.1&{NEED}=2&contrast=equal_spend")
    study = Study.of(grid)
    there = [
        one
        for one in study.at_places
        if (one.contrast, dict(one.place)) == ("equal_spend", {PAY: 1.1, NEED: 2.0})
    ]
    labels = [text.split("\n")[0].strip() for text in page.locator(".outcome h3").all_inner_texts()]
    cards = page.locator(".outcome .side-1 span").all_inner_texts()
    assert len(there) == len(cards) == len(labels)
    assert [one.judged.told(one.outcome, study.currency) for one in there] == [
        text.removeprefix("Against neutral: ").removesuffix(".") for text in cards
    ]
    assert page.locator("#summary").inner_text() == who_does_better(there)
    assert page.locator("#basis").inner_text() == "At this setting:"


@pytest.mark.browser
def test_what_is_clear_alone_is_not_called_clear_among_many(opened, grid, tmp_path):
    def outcome(point, policy, world):
        return (policy == "customer_first") * (1.0 + world)

    made = made_up(grid, [{PAY: pay} for pay in (0.9, 1.0, 1.1)], outcome, sampling={"kind": "grid"})
    page = opened(write_explore(made, tmp_path / "many.html"), f"#{PAY}=1")
    assert Study.of(made).at_places[0].difference.interval.leaves_zero_out
    cards = page.locator(".outcome .side-1 span")
    assert "not clear among 15 comparisons; alone it would be" in cards.first.inner_text()
    assert "clearly" not in page.locator("#answers").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize(("name", "pay"), [("noisy", 0.91), ("cloud", 1.0)])
def test_between_points_nothing_is_called_clear_but_the_average(look_at, written, request, name, pay):
    page = look_at(written[name], f"#{PAY}={pay}")
    study = Study.of(request.getfixturevalue(name))
    assert not VERDICT.search(page.locator("#outcomes").inner_text())
    assert not VERDICT.search(page.locator("#alternative").text_content())
    assert page.locator("#basis").inner_text().startswith("What was not simulated is not judged. Averaged")
    assert page.locator("#summary").inner_text() == who_does_better(study.overall)


@pytest.mark.browser
def test_one_world_and_what_is_undefined_have_the_judges_words_too(opened, look_at, written, grid, tmp_path):
    page = look_at(written["named"], f"#{PAY}=0.9&competition=duopoly")
    assert "Against neutral: not defined in these worlds." in page.locator(".outcome").first.inner_text()
    made = made_up(
        grid, [{PAY: 0.9}, {PAY: 1.1}], lambda point, policy, world: point[PAY], worlds=1, sampling={}
    )
    page = opened(write_explore(made, tmp_path / "one.html"), f"#{PAY}=1.1")
    assert "in the one world that was run" in page.locator(".outcome").first.inner_text()


def test_the_page_has_no_words_for_verdicts_of_its_own():
    for path in [*HERE.glob("*.js"), *HERE.glob("*.py"), *HERE.glob("*.html")]:
        text = path.read_text(encoding="utf-8")
        assert not VERDICT.search(text), path.name
        assert "leaves_zero_out" not in text, path.name
