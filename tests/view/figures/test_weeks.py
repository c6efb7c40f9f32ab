"""Fan charts: what they show is what the worlds were, week by week."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.finished import open_experiment
from sim.design.question import Question
from sim.errors import InputError
from sim.sweeps.sweep import sweep
from sim.view.figures.weeks import by_week, fan, show
from sim.view.study import Study
from tests.command_line import SMALL
from tests.view.figures.made_up import POLICIES, WORLDS


def two_policies():
    series = {
        p: 0.2 + 0.1 * n + 0.02 * np.random.default_rng(n).normal(size=(WORLDS, 104)).cumsum(axis=1)
        for n, p in enumerate(POLICIES)
    }
    return fan(range(1, 105), series, "turnover")


EXAMPLES = {
    two_policies: "By week 104, median turnover (% a year) is ",
}
"""Each figure made here, and what its title says."""


def question(folder: Path, series: bool) -> Question:
    scenario = folder / "small.toml"
    scenario.write_text(SMALL, encoding="utf-8")
    return Question(
        format_version=1,
        name="shop",
        title="a shop",
        question="how does it go?",
        scenarios=(str(scenario),),
        policies=("neutral", "customer_first"),
        years=1,
        outcomes=("strain", "profit"),
        series=series,
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    sweep(question(folder, series=True), replications=3, workers=1, folder=folder)
    return open_experiment(folder)


def test_the_median_is_that_of_the_worlds_in_every_week(kept):
    found = show(Study.of(kept, ["strain"]))
    rows = found.figures[0].layout.meta["table"]
    assert len(found.figures) == 1
    for policy in ("neutral", "customer_first"):
        point = next(
            p
            for p, name in zip(
                kept.design["point"].to_pylist(), kept.design["policy"].to_pylist(), strict=True
            )
            if name == policy
        )
        worlds = by_week(kept.series, [point], "strain")
        assert worlds.shape == (3, 52)
        medians = [row["50%"] for row in rows if row["policy"] == policy]
        np.testing.assert_allclose(medians, np.median(worlds, axis=0))


def test_the_table_has_the_quarters(kept):
    (table,) = show(Study.of(kept, ["profit"])).tables.values()
    assert sorted({row["week"] for row in table}) == [13, 26, 39, 52]


def test_without_weekly_outcomes_it_says_how_to_keep_them(tmp_path):
    sweep(question(tmp_path, series=False), replications=1, workers=1, folder=tmp_path)
    with pytest.raises(InputError, match="series = true"):
        show(Study.of(open_experiment(tmp_path), ["strain"]))


@given(st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(order):
    table = pa.table(
        {
            "point": ["a"] * 6 + ["b"] * 6,
            "replication": [0, 0, 0, 1, 1, 1] * 2,
            "week": [0, 1, 2] * 4,
            "strain": np.arange(12.0),
        }
    )
    values = by_week(table.take(list(order)), ["b"], "strain")
    np.testing.assert_array_equal(values, [[6, 7, 8], [9, 10, 11]])
