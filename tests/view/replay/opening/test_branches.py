"""Branches: the one that is read is the one that was run, and the unchanged firm is the run of the replay."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli.run import _question
from sim.design.designs import points
from sim.policies import load_policy
from sim.running.run import run_world
from sim.running.scenarios import load_scenario
from sim.view.replay.opening import branches, levers
from sim.view.replay.recording import record
from tests.command_line import SMALL

WORLD = 3


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("levers") / "small.toml"
    path.write_text(SMALL)
    return path


@pytest.fixture(scope="module")
def planned(small):
    """The branches at two values of each lever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(levers, "STEPS", 2)
        asked = _question(str(small), ["customer_first", "neutral"], 1, None, 5, None, None)
        return branches.plan(asked, points(asked)[0], WORLD, None)


@pytest.fixture(scope="module")
def kept(planned, small):
    """The folder in which the branches are kept."""
    folder = small.parent / "kept"
    jobs = branches.lacking(planned, folder)
    assert sum(len(job.tasks) for job in jobs) == planned.runs == 16
    assert branches.run(planned, jobs, folder) == []
    return folder


@pytest.fixture(scope="module")
def found(planned, kept):
    return branches.read(planned, kept)


def test_what_was_run_is_not_run_again(planned, kept):
    assert branches.lacking(planned, kept) == []


def test_a_branch_is_the_run_at_its_setting(planned, found, small):
    corners = [(0, 0, 0), (1, 0, 1), (1, 1, 1)]
    policies = [load_policy("customer_first").replace(setting_at(found, at)) for at in corners]
    for nth, world in enumerate(planned.worlds):
        runs = run_world(load_scenario(small), [(policy, "as_managed") for policy in policies], 5, world, 1)
        for at, run in zip(corners, runs, strict=True):
            setting = np.ravel_multi_index(at, (2, 2, 2))
            for name in branches.MEANS:
                assert found.ends[name][nth, setting] == run.summary[name]
            assert found.ends["profit"][nth, setting] == pytest.approx(run.summary["profit"])
            assert found.ends["headcount"][nth, setting] == run.series["headcount"][-1]
            assert found.ends["market_share"][nth, setting] == run.series["market_share"][-1]
            quits = run.summary["turnover"] * run.summary["headcount"]
            assert found.ends["people_lost"][nth, setting] == pytest.approx(quits)


def setting_at(found, at):
    return {lever.practice: found.values[nth][at[nth]] for nth, lever in enumerate(levers.LEVERS)}


@pytest.mark.slow
def test_the_unchanged_firm_is_the_run_of_the_replay(found, small):
    recorded = record(load_scenario(small), load_policy("customer_first"), 5, WORLD, 1)
    setting = np.ravel_multi_index(found.own, (2, 2, 2))
    assert found.lost[setting].tolist() == recorded.people_lost[np.array(found.weeks) - 1].tolist()
    assert found.ends["profit"][0, setting] == pytest.approx(recorded.profit[-1])


def test_what_is_packed_is_what_was_found_to_half_a_step(found):
    packed = found.packed()
    assert packed["lost"].dtype == np.uint8
    assert (
        np.abs(packed["lost"].astype(float) * found.highest / 255 - found.lost).max()
        <= found.highest / 255 / 2
    )
    for name, values in found.ends.items():
        assert packed[f"end.{name}"] == pytest.approx(values, rel=1e-6)


@given(st.integers(1, 50 * 52))
def test_curves_end_with_the_run_and_are_no_longer_than_a_page_can_carry(weeks):
    times = branches.times_of(weeks)
    assert times[-1] == weeks
    assert times[0] >= 1
    assert len(set(times)) == len(times) == min(weeks, branches.MOST_TIMES)
