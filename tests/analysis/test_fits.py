"""Every analysis says whether it suits a design, and what does if it does not."""

import pytest

from sim.analysis.fits import continuous, misfits, require_fit
from sim.design.designs import points
from sim.design.question import Question, load_question
from sim.errors import InputError
from sim.places import experiment_files


def question(kind, factors=("practices.pay",), policies=("neutral", "people_only"), **more):
    return Question(
        format_version=1,
        name="q",
        title="t",
        question="q",
        scenarios=("corner_shop",),
        policies=policies,
        factors=[{"name": name, "low": 1, "high": 2} for name in factors],
        sampling={"kind": kind},
        **more,
    )


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        ("grid", {"differences", "effects", "tipping", "pareto", "discover", "survival"}),
        ("one_at_a_time", {"differences", "effects", "tipping", "pareto", "survival"}),
        ("sobol", {"differences", "regression", "sobol", "pareto", "discover", "survival"}),
        ("morris", {"differences", "morris", "pareto", "discover", "survival"}),
        ("latin_hypercube", {"differences", "regression", "pareto", "discover", "survival"}),
    ],
)
def test_what_fits_each_design(kind, fitting):
    assert {name for name, why in misfits(question(kind), 40).items() if not why} == fitting


def test_one_policy_differs_from_none():
    assert "one policy, neutral" in misfits(question("grid", policies=("neutral",)), 40)["differences"]


def test_factors_of_whole_numbers_have_no_tipping_point_to_close_in_on():
    assert continuous(question("grid", factors=("rivals",))) == []
    assert misfits(question("grid", factors=("rivals",)), 40)["tipping"]


def test_the_error_says_why_and_what_fits():
    with pytest.raises(
        InputError, match=r"sobol does not fit q: the sampling is grid.*What fits: differences, eff"
    ):
        require_fit("sobol", question("grid"), 40)
    require_fit("effects", question("grid"), 40)


@pytest.mark.parametrize("name", experiment_files())
def test_something_fits_every_experiment_of_the_project(name):

    found = load_question(experiment_files()[name])
    assert len([why for why in misfits(found, len(points(found))).values() if not why]) >= 2
