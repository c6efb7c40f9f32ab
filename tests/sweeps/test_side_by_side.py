"""Ways side by side: the same worlds for all, as `sim.run` runs them, and bad input named."""

import numpy as np
import pytest

import sim
from sim import Way, compare
from sim.errors import InputError
from tests.command_line import SMALL

URGENT, CHECKED = Way(practices={"priority_discipline": 0.0}), Way(practices={"priority_discipline": 1.0})


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("small") / "small.toml"
    path.write_text(SMALL)
    return path


@pytest.fixture(scope="module")
def found(small):
    ways = {
        "urgent": URGENT,
        "checked": CHECKED,
        "checked again": CHECKED,
        "frozen": Way(practices={"priority_discipline": 0.0}, frozen=["clarity"]),
        "crowded": Way(world={"customers.need_rate": 7.0}, contrast="equal_spend"),
    }
    return compare(small, ways, worlds=2, years=1, seed=3)


def test_the_first_world_is_that_of_a_single_run(found, small):
    alone = sim.run(small, "neutral", seed=3, years=1, practices={"priority_discipline": 0.0})
    assert dict(found.runs["urgent"][0].summary) == pytest.approx(
        dict(alone.summary), nan_ok=True, abs=0, rel=0
    )


def test_every_way_meets_the_same_worlds(found):
    worlds = [[run.world for run in runs] for runs in found.runs.values()]
    assert all(one == worlds[0] for one in worlds)
    assert len(set(worlds[0])) == found.worlds == 2


def test_the_same_way_twice_differs_in_nothing(found):
    for one in found.differences("checked", "checked again", ["clarity", "turnover", "profit"]):
        assert one.difference.mean == 0.0
        assert one.sign == 0


def test_values_are_those_of_the_runs(found):
    assert found.values("urgent", "clarity").tolist() == [
        run.summary["clarity"] for run in found.runs["urgent"]
    ]
    assert found.weekly("urgent", "clarity").shape == (2, 52)
    assert found.yearly("urgent", "clarity") == pytest.approx(
        found.weekly("urgent", "clarity").mean(axis=1, keepdims=True)
    )
    assert found.level("urgent", "clarity").mean == pytest.approx(np.mean(found.values("urgent", "clarity")))
    (one,) = found.differences("urgent", "checked", ["clarity"])
    apart = found.values("urgent", "clarity") - found.values("checked", "clarity")
    assert one.difference.mean == pytest.approx(apart.mean())


def test_what_is_smaller_than_what_matters_is_judged_so(found):
    far, near = ({"clarity": size} for size in (10.0, 1e-9))
    (small,) = found.differences("urgent", "checked", ["clarity"], smallest=far)
    (large,) = found.differences("urgent", "checked", ["clarity"], smallest=near)
    assert small.judged.verdict == "too small"
    assert large.judged.verdict != "too small"


def test_a_difference_says_where(found):
    (frozen,) = found.differences("frozen", "checked", ["clarity"])
    (crowded,) = found.differences("crowded", "checked", ["clarity"])
    assert frozen.place == (("frozen", "clarity"),)
    assert crowded.place == (("customers.need_rate", 7.0),)
    assert crowded.contrast == "equal_spend"


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (Way("customer_frist"), "customer_first"),
        (Way(practices={"employee_vioce": 0.5}), "employee_voice"),
        (Way(practices={"first": 2.0}), "practice first must be a number from -1 to 1, got 2"),
        (Way(world={"needs.complexty": 1.0}), "needs.complexity"),
        (Way(frozen=["clarty"]), "clarity"),
        (
            Way(contrast="equal_pay"),
            "contrast must be one of as_managed, equal_hours, equal_spend, everywhere, got 'equal_pay'",
        ),
    ],
)
def test_what_cannot_be_run_is_named(way, says):
    with pytest.raises(InputError, match=says):
        compare("corner_shop", {"a": way}, worlds=1, years=1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ways": {}}, "ways must be one or more by name, got none"),
        ({"worlds": 0}, "worlds must be a whole number from 1, got 0"),
        ({"years": 0}, "years must be a whole number from 1 to 50, got 0"),
        ({"seed": -1}, "seed must be a whole number from 0 .*, got -1"),
    ],
)
def test_a_comparison_that_cannot_be_made_is_named(changes, says):
    with pytest.raises(InputError, match=says):
        compare(**{"scenario": "corner_shop", "ways": {"a": Way()}, "worlds": 1, "years": 1, **changes})


def test_unknown_ways_and_outcomes_are_named(found):
    with pytest.raises(InputError, match="checked"):
        found.values("chekced", "clarity")
    with pytest.raises(InputError, match="clarity"):
        found.values("checked", "clarty")
