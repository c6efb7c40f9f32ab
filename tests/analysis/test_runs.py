"""The table of runs: Arrow or NumPy alike, points found again by their numbers."""

import numpy as np
import pyarrow as pa
import pytest

from sim.analysis.runs import (
    at_points,
    by_design,
    by_point,
    by_setting,
    codes,
    column,
    levels,
    select,
    varied,
)
from sim.design.designs import points
from sim.design.factors import Factor
from sim.design.question import Question, Sampling
from sim.errors import InputError

COLUMNS = {
    "point_number": np.array([1, 0, 1, 0]),
    "replication": np.array([0, 0, 1, 1]),
    "policy": np.array(["b", "a", "b", "a"]),
    "contrast": np.array(["as_managed"] * 4),
    "scenario": np.array(["city"] * 4),
    "customers.need_rate": np.array([0.5, np.nan, 0.5, np.nan]),
    "competition": np.array([None, "duopoly", None, "duopoly"], object),
    "turnover": np.array([1.0, 2.0, 3.0, np.nan]),
}


@pytest.fixture(params=["numpy", "arrow", "dictionaries"])
def runs(request):
    if request.param == "numpy":
        return COLUMNS
    table = pa.table({name: pa.array(values, from_pandas=True) for name, values in COLUMNS.items()})
    if request.param == "dictionaries":
        for name in ("policy", "competition"):
            place = table.column_names.index(name)
            table = table.set_column(place, name, table[name].dictionary_encode())
    return table


def test_arrow_and_numpy_say_the_same(runs):
    sheet = by_point(runs, "turnover")
    assert sheet.points.tolist() == [0, 1]
    np.testing.assert_equal(sheet.values, [[2.0, np.nan], [1.0, 3.0]])
    np.testing.assert_equal(sheet.means, [2.0, 2.0])
    assert at_points(runs, "policy").tolist() == ["a", "b"]
    assert levels(column(runs, "customers.need_rate")) == [0.5]
    assert levels(column(runs, "competition")) == ["duopoly"]
    assert varied(runs, ["customers.need_rate", "competition"]) == ["policy"]
    assert [setting for setting, _ in by_setting(runs)] == [
        ("city", "as_managed", "b"),
        ("city", "as_managed", "a"),
    ]
    assert select(runs, policy="a")["replication"].tolist() == [0, 1]
    assert len(set(codes(runs, ["policy", "competition"]).tolist())) == 2


def test_a_column_of_numbers_and_nones_is_numeric():
    assert column({"x": np.array([1, None], object)}, "x").dtype == float


def test_unknown_column_fails_with_the_nearest(runs):
    with pytest.raises(InputError, match="turnover"):
        column(runs, "turnovr")


def test_two_rows_for_one_run_are_refused():
    with pytest.raises(ValueError, match="runs must have one row"):
        by_point({**COLUMNS, "replication": np.zeros(4, int)}, "turnover")


# ------------------------------------------------------------------------------ points by number

QUESTION = Question(
    format_version=1,
    title="t",
    question="q",
    scenarios=("turnover_city", "corner_shop"),
    policies=("neutral", "customer_first"),
    contrasts=("as_managed", "equal_spend"),
    sampling=Sampling(kind="latin_hypercube", points=5),
    factors=(
        Factor(name="practices.pay", low=0.9, high=1.1),
        Factor(name="competition", values=("duopoly", "rivalry")),
    ),
)


def designed(question: Question) -> dict[str, np.ndarray]:
    """A run a point, whose turnover is the row of the sample: pay, which differs from row to row."""
    found = points(question)
    return {
        "point_number": np.array([point.number for point in found]),
        "replication": np.zeros(len(found), int),
        "policy": np.array([point.policy.name for point in found]),
        "contrast": np.array([point.contrast for point in found]),
        "scenario": np.array([point.scenario.name for point in found]),
        "practices.pay": np.array([point.factors["practices.pay"] for point in found]),
        "competition": np.array([point.factors["competition"] for point in found]),
        "turnover": np.array([point.factors["practices.pay"] for point in found]),
    }


def test_points_are_found_again_by_their_numbers_even_when_some_are_missing():
    runs = designed(QUESTION)
    missing = 9
    kept = {name: np.delete(values, missing) for name, values in runs.items()}
    pay = runs["practices.pay"][:: len(QUESTION.policies) * len(QUESTION.contrasts)][:5]
    settings = dict(by_design(kept, QUESTION, "turnover"))
    assert len(settings) == 8
    holes = [
        (setting, row) for setting, values in settings.items() for row in np.flatnonzero(np.isnan(values))
    ]
    assert len(holes) == 1
    for values in settings.values():
        there = ~np.isnan(values[:, 0])
        assert (values[there, 0] == pay[there]).all()


def test_runs_of_another_sample_are_refused():
    other = QUESTION.model_copy(update={"seed": 2})
    with pytest.raises(InputError, match=r"practices\.pay: the runs were made at other values"):
        list(by_design(designed(QUESTION), other, "turnover"))
