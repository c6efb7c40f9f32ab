"""Jobs: all runs of a world share its warm-up, whatever they freeze, and none is told from one that runs alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms import MECHANISMS
from sim.policies import Policy, load_policy
from sim.running.course import warmed_up
from sim.running.doing import do_jobs
from sim.running.jobs import Job, Task, missing_jobs
from sim.running.run import branch, warm_up_of
from tests.worlds import DOES_EVERYTHING, EVERYTHING, digest, scenario

MARKET = scenario(EVERYTHING | {"warm_up": 1}, competition="contestable")
BUSY = Policy("busy", "does everything", DOES_EVERYTHING)


def task(world=MARKET, policy=BUSY, contrast="as_managed", years=1, seed=1):
    return Task.of(world, policy, contrast, seed, years)


def frozen(*names):
    return MARKET.attributed(frozen=names)


# ------------------------------------------------------------------------------ shared warm-ups


@pytest.fixture(scope="module")
def shared():
    """A warm-up that notes the mean of every mechanism, as one does that everything is going to be frozen after."""
    return warmed_up(warm_up_of(frozen(name) for name in MECHANISMS), 1, 0, 1)


OF_THEIR_OWN = (
    *("clarity", "recognition", "discretion", "success", "means"),  # managers keep a mean too
    *("attention", "extra_work", "liking", "reasons"),  # not gated like all others
)


@pytest.mark.parametrize(
    "name",
    [
        None,
        *(pytest.param(name, marks=() if name in OF_THEIR_OWN else pytest.mark.slow) for name in MECHANISMS),
    ],
)
def test_a_shared_warm_up_gives_every_frozen_mechanism_the_world_of_its_own(shared, name):
    world = frozen(name) if name else MARKET
    alone = branch(warmed_up(world, 1, 0, 1), world, BUSY, "as_managed", 1)
    assert digest(branch(shared, world, BUSY, "as_managed", 1)) == digest(alone)


def test_what_differs_after_the_warm_up_shares_a_world():
    tasks = [
        task(),
        task(policy=load_policy("neutral")),
        task(contrast="equal_spend"),
        task(contrast="everywhere"),
        task(frozen("pressure")),
        task(frozen("fatigue", "pressure")),
    ]
    (job,) = missing_jobs(tasks, [0], {})
    assert job.tasks == tuple(tasks)


@pytest.mark.parametrize(
    "other",
    [
        task(MARKET.attributed(without=["pressure"])),
        task(scenario(EVERYTHING | {"warm_up": 1, "need_rate": 5.0}, competition="contestable")),
        task(years=2),
        task(seed=2),
    ],
)
def test_what_differs_in_the_warm_up_does_not(other):
    assert len(missing_jobs([task(), other], [0], {})) == 2


def test_runs_that_share_a_world_are_those_that_run_alone():
    tasks = (task(), task(frozen("pressure")), task(frozen("skill", "fatigue"), contrast="equal_hours"))
    together = do_jobs([Job(tasks, 3)], engine="fast", series=True).results
    alone = [do_jobs([Job((one,), 3)], engine="fast", series=True).results[0] for one in tasks]
    assert [run.point for run in together] == [one.point for one in tasks]
    assert list(map(repr_of, together)) == list(map(repr_of, alone))


def repr_of(run):
    weeks = {name: values.tolist() for name, values in run.series.items()}
    return repr((run, weeks, {name: values.tolist() for name, values in run.tenures.items()}))


# ------------------------------------------------------------------------------ parts


@given(tasks=st.integers(1, 30), parts=st.integers(1, 40))
def test_a_job_is_cut_into_so_many_parts_that_know_the_whole(tasks, parts):
    job = Job(tuple(range(tasks)), 7)
    cut = list(job.cut(parts))
    assert sum((part.tasks for part in cut), ()) == job.tasks
    assert len(cut) <= parts
    assert max(len(part.tasks) for part in cut) == -(-tasks // parts)
    assert {(part.replication, part.wanted) for part in cut} == {(7, tasks)}
