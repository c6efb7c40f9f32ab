"""Experiments run as sweeps, whole or in shards, locally or through Dask: the same rows in the end."""

import pyarrow.parquet as pq
import pytest

from sim.errors import InputError
from sim.experiment.designs import points, vary
from sim.experiment.question import Question, load_question
from sim.experiment.store import Store
from sim.experiment.sweep import sweep
from sim.places import experiment_files, find_scenario
from sim.policies import load_policy
from sim.scenario import load_scenario
from tests.test_cli import SMALL, sim

TINY = """
format_version = 1
title = "Tiny"
question = "Does it run?"
scenarios = ["small.toml"]
policies = ["neutral", "people_only"]
years = 1
compare = [{ policy = "people_only", against = "neutral" }]
factors = [
  { name = "practices.pay", values = [0.9, 1.1] },
  { name = "customers.need_rate", low = 1.0, high = 2.0 },
]
[sampling]
kind = "grid"
levels = 2
replications = 2
"""


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(SMALL)
    path = tmp_path / "tiny.toml"
    path.write_text(TINY)
    return path


@pytest.mark.parametrize("name", experiment_files())
def test_every_experiment_loads_and_lays_out_its_points(name):
    question = load_question(experiment_files()[name])
    found = points(question)
    assert [point.number for point in found] == list(range(len(found)))
    assert {point.policy.name for point in found} == set(question.policies)


def test_a_sweep_has_a_row_for_every_point_and_world(tiny):
    done = sweep(tiny, workers=1)
    table = done.table()
    assert len(done.points) == 8
    assert len(table) == 8 * 2
    assert set(table["practices.pay"].to_pylist()) == {0.9, 1.1}
    assert done.stopped == "all 2 worlds were run"
    assert table.equals(sweep(tiny, workers=1).table()), "asked again, nothing changes"


def test_more_replications_run_only_the_new_ones(tiny):
    sweep(tiny, workers=1)
    before = {path: path.read_bytes() for path in (tiny.parent / "results" / "tiny" / "runs").iterdir()}
    assert len(sweep(tiny, workers=1, replications=3).table()) == 8 * 3
    assert {path: path.read_bytes() for path in before} == before


def test_shards_merge_into_what_one_sweep_gives(tiny):
    whole = sweep(tiny, workers=1).table()
    for shard in ("1/2", "2/2"):
        assert sim("work", tiny, "--shard", shard, "--workers", 1, "--out", f"shard-{shard[0]}") == 0
    assert sim("results", "merge", "merged", "shard-1", "shard-2") == 0
    merged = sweep(tiny, workers=1, folder="merged")
    assert merged.table().equals(whole)
    assert len(Store("merged").runs()) == len(whole)


def test_points_of_a_world_share_their_luck(tiny):
    runs = sweep(tiny, workers=1) and Store(tiny.parent / "results" / "tiny").runs()
    assert len(set(zip(runs["replication"].to_pylist(), runs["world"].to_pylist(), strict=True))) == 2


def test_results_can_be_listed_described_exported_and_pruned(tiny, capsys):
    sweep(tiny, workers=1)
    assert sim("results", "list") == 0
    assert "results/tiny: 16 runs of 8 points" in capsys.readouterr().out
    assert sim("results", "describe", "results/tiny") == 0
    assert "people_only" in capsys.readouterr().out
    assert sim("results", "export", "results/tiny", "runs.parquet") == 0
    assert len(pq.read_table("runs.parquet")) == 16
    assert sim("results", "prune", "results/tiny", "--yes") == 0
    assert "nothing was made by other sources; 16 runs kept" in capsys.readouterr().out


def test_a_factor_that_does_not_exist_fails_with_the_nearest():
    scenario = load_scenario(find_scenario("corner_shop"))
    with pytest.raises(InputError, match=r"did you mean customers\.need_rate"):
        vary(scenario, load_policy("neutral"), {"customers.need_rat": 1.0})
    with pytest.raises(InputError, match=r"given 99, allowed numbers from 0\.01 to 60"):
        vary(scenario, load_policy("neutral"), {"customers.need_rate": 99.0})


@pytest.mark.parametrize(
    ("old", "new", "tells"),
    [
        ('"people_only"]', '"people_olny"]', "people_olny"),
        ("pay", "pya", "did you mean practices.pay"),
        ("levels = 2", "levles = 2", "sampling.levles: unknown key; did you mean levels"),
        ("replications = 2", "replications = 0", "sampling.replications: given 0"),
        ("format_version = 1", "format_version = 2", "format_version: given 2, allowed 1"),
        ("low = 1.0", "low = 3.0", "allowed low below high"),
    ],
)
def test_a_bad_experiment_is_one_message_and_exit_code_2(old, new, tells, tiny, capsys):
    tiny.write_text(TINY.replace(old, new, 1))
    assert sim("sweep", tiny) == 2
    assert tells in capsys.readouterr().err
    assert not (tiny.parent / "results").exists()


def test_a_question_says_what_it_is_about():
    fields = Question.model_fields
    assert all(
        fields[name].description for name in ("scenarios", "policies", "contrasts", "outcomes", "series")
    )


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_rows(tiny):
    from sim.experiment.cluster import open_cluster

    here = sweep(tiny, workers=1).table()
    with open_cluster("local") as executor:
        assert sweep(tiny, workers=2, folder="dask", executor=executor).table().equals(here)
