"""Experiments run as sweeps, whole or in shards, locally or through Dask: the same rows in the end."""

import re
import shutil
import subprocess
import sys

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import sim as sim_package
from sim.analysis.finished import open_experiment
from sim.design import screening
from sim.errors import InputError
from sim.running.addresses import digest_of
from sim.running.scenarios import load_scenario
from sim.store.store import Store
from sim.sweeps.sweep import Sweep, sweep
from sim.view.report.answer import answer
from sim.view.report.report import write_report
from sim.view.study import Study
from tests.command_line import ALONE, SMALL, sim

HARSH = """
from sim.model.practices import Practices
DESCRIBES = "charge three times the price"
PRACTICES = Practices(price=3.0)
"""

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
    (tmp_path / "small.toml").write_text(ALONE)
    path = tmp_path / "tiny.toml"
    path.write_text(TINY)
    return path


@pytest.fixture(scope="module")
def swept_once(tmp_path_factory):
    """The results of the tiny experiment, run once in one process."""
    folder = tmp_path_factory.mktemp("swept")
    (folder / "small.toml").write_text(ALONE)
    (folder / "tiny.toml").write_text(TINY)
    return sweep(folder / "tiny.toml", workers=1, folder=folder / "results").folder


@pytest.fixture
def swept(tiny, swept_once):
    """The tiny experiment, and its results beside it."""
    shutil.copytree(swept_once, tiny.parent / "results" / "tiny")
    return tiny


def told(table):
    """The rows of a table as text, in which NaN equals NaN: what regards rivals is undefined in a monopoly."""
    return str(table.to_pylist())


def test_a_sweep_has_a_row_for_every_point_and_world(tiny):
    done = sweep(tiny, workers=1)
    table = done.table()
    assert len(done.points) == 8
    assert len(table) == 8 * 2
    assert set(table["practices.pay"].to_pylist()) == {0.9, 1.1}
    assert done.stopped == "All 2 worlds that were asked for."
    assert told(table) == told(sweep(tiny, workers=1).table()), "asked again, nothing changes"


def test_points_that_are_alike_are_run_once_and_shown_each(tiny):
    """Samples of few values have many points in common."""
    tiny.write_text(TINY.replace('kind = "grid"', 'kind = "morris"\npoints = 4'))
    done = sweep(tiny, workers=1)
    points = [point.task.point for point in done.points]
    assert len(set(points)) < len(points)
    assert pq.read_table(done.folder / "runs").num_rows == 2 * len(set(points))
    assert done.table().num_rows == 2 * len(points)
    assert open_experiment(done.folder).runs.num_rows == 2 * len(points)


def test_more_replications_run_only_the_new_ones(swept, tiny):
    jobs = []
    before = sweep(tiny, workers=1).table()
    more = sweep(
        tiny, workers=1, replications=3, on_batch=lambda n: jobs.append(n) or (lambda progress: None)
    )
    worlds = len({point.task.scenario.content() for point in more.points})
    assert jobs == [worlds], "one world more for the points that share it"
    table = more.table()
    assert len(table) == 8 * 3
    assert told(table.filter(pc.less(table["replication"], 2))) == told(before)


def test_another_question_about_the_same_points_takes_the_place_of_the_old_one(swept, tiny):
    goals = 'goals = [{ outcome = "turnover", at_most = 9.0 }]'
    tiny.write_text(TINY.replace('title = "Tiny"', f'title = "Anew"\n{goals}'))
    jobs = []
    done = sweep(tiny, workers=1, on_batch=lambda n: jobs.append(n) or (lambda progress: None))
    assert jobs == [0], "nothing runs again"
    kept = open_experiment(done.folder)
    assert kept.question.title == "Anew"
    assert kept.own_values == {"neutral": {"practices.pay": 1.0}, "people_only": {"practices.pay": 1.0}}
    first = answer(Study.of(kept), []).statements[0].sentence
    assert re.match(r"In \w+ of 2 places ", first)
    assert " ".join(done.answer().split()).startswith(first)


def test_a_notebook_shows_the_question_and_its_answer_escaped(swept, tiny):
    tiny.write_text(TINY.replace("Does it run?", "Is a < b?"))
    shown = sweep(tiny, workers=1)._repr_html_()
    assert "<b>Tiny</b><br>Is a &lt; b?" in shown
    assert "<pre>People only minus neutral" in shown
    assert "8 points. All 2 worlds that were asked for. Everything is in " in shown


def test_a_sweep_leaves_few_files_and_one_that_lacks_nothing_leaves_them_as_they_are(tiny):
    for worlds in (1, 2, 2):
        done = sweep(tiny, workers=2, replications=worlds)
        files = {path: path.read_bytes() for path in done.folder.rglob("part-*")}
    sweep(tiny, workers=2)
    assert {path: path.read_bytes() for path in done.folder.rglob("part-*")} == files
    assert len(list((done.folder / "runs").glob("part-*"))) <= 2


def test_a_command_loads_what_it_needs_and_one_that_lacks_nothing_no_model(swept, tiny):
    command = f"from sim.cli import main; main(['sweep', {str(tiny)!r}, '--workers', '1'])"
    never = "{'numba', 'pandas', 'scipy.stats', 'plotly', 'distributed', 'loky'}"
    lacking_nothing = f"{command}; assert not {never} & set(sys.modules)"
    lacking_a_world = f"{command[:-2]}, '--replications', '3']); assert 'pandas' not in sys.modules"
    code = f"import sys; {lacking_nothing}; {lacking_a_world}"
    subprocess.run([sys.executable, "-c", code], cwd=tiny.parent, check=True)


def test_fewer_replications_than_are_stored_are_those_asked_for(swept, tiny):
    many = sweep(tiny, workers=1)
    few = sweep(tiny, workers=1, replications=1)
    assert few.table()["replication"].to_pylist() == [0] * 8
    assert few.stopped == "The one world that was asked for."
    assert few.answer() != many.answer()


def test_the_top_level_has_it(tiny):
    assert sim_package.sweep(tiny, workers=1, replications=1).table().num_rows == 8
    assert sim_package.Sweep is Sweep


@pytest.mark.parametrize(("option", "value"), [("replications", 0), ("workers", 0), ("cluster", "nowhere")])
def test_bad_options_are_refused_before_anything_is_written(option, value, tiny):
    with pytest.raises(InputError, match=f"{option} must be .*, got {value}"):
        sweep(tiny, **{option: value})
    assert not (tiny.parent / "results").exists()


def test_every_firm_may_follow_a_policy_of_the_users_own(tiny):
    """The rivals of the focal firm do what it does, and so lose what it loses; the policy's name plays no part."""
    (tiny.parent / "small.toml").write_text(SMALL)
    folder = tiny.parent / "mine"
    folder.mkdir()
    for name in ("harsh", "severe"):
        (folder / f"{name}.py").write_text(HARSH)
    text = TINY.replace('"people_only"', '"harsh"').replace(
        "years = 1", 'years = 1\ncontrasts = ["as_managed", "everywhere"]'
    )
    tiny.write_text(text)
    done = sweep(tiny, workers=1, replications=1, policies=folder)
    rows = {
        (r["policy"], r["contrast"], r["point_number"]): r["market_share"] for r in done.table().to_pylist()
    }
    alone = [
        share
        for (policy, contrast, _), share in rows.items()
        if (policy, contrast) == ("harsh", "as_managed")
    ]
    all_do = [
        share
        for (policy, contrast, _), share in rows.items()
        if (policy, contrast) == ("harsh", "everywhere")
    ]
    assert sum(alone) < sum(all_do)
    tiny.write_text(text.replace('"harsh"', '"severe"'))
    renamed = sweep(tiny, workers=1, replications=1, policies=folder)
    assert [point.task.point for point in renamed.points] == [point.task.point for point in done.points]


def test_scenarios_are_several_and_lie_beside_the_experiment(tiny, monkeypatch):
    (tiny.parent / "other.toml").write_text(ALONE)
    tiny.write_text(TINY.replace('["small.toml"]', '["small.toml", "other.toml"]'))
    monkeypatch.chdir("/")
    done = sweep(tiny, workers=1, replications=1, folder=tiny.parent / "out")
    assert set(done.table()["scenario"].to_pylist()) == {"small", "other"}
    assert "in other" in done.answer()


@pytest.mark.slow
def test_shards_merge_into_what_one_sweep_gives(swept, tiny):
    whole = sweep(swept, workers=1).table()
    for shard in ("1/2", "2/2"):
        assert sim("work", tiny, "--shard", shard, "--workers", 1, "--out", f"shard-{shard[0]}") == 0
    assert sim("results", "merge", "merged", "shard-1", "shard-2") == 0
    merged = sweep(tiny, workers=1, folder="merged")
    assert merged.table().schema == whole.schema
    assert told(merged.table()) == told(whole)
    assert len(Store("merged").runs()) == len(whole)


def test_points_of_a_world_share_their_luck(swept_once):
    runs = Store(swept_once).runs()
    assert len(set(zip(runs["replication"].to_pylist(), runs["world"].to_pylist(), strict=True))) == 2


def test_the_command_prints_the_answer_and_what_to_do_next(swept, tiny, capsys):
    shutil.move("results/tiny", "mine")
    assert sim("sweep", tiny, "--replications", 2, "--workers", 1, "--out", "mine") == 0
    out = capsys.readouterr().out
    assert "People only minus neutral, as managed, in small, over pay and need rate:" in out
    assert "8 points, 1 year. All 2 worlds that were asked for." in out
    assert "Next: sim report mine" in out


def test_an_experiment_can_be_checked_without_running_it(tiny, capsys):
    assert sim("validate", tiny) == 0
    assert "tiny.toml: valid experiment; grid, 8 points, 2 worlds each" in capsys.readouterr().out
    tiny.write_text(TINY.replace("small.toml", "smal.toml"))
    assert sim("validate", tiny) == 2
    assert "smal.toml: no such file" in capsys.readouterr().err


def test_a_policy_can_be_checked_without_running_it(tiny, capsys):
    (tiny.parent / "harsh.py").write_text(HARSH)
    assert sim("validate", "harsh.py") == 0
    assert "valid policy; 1 of" in capsys.readouterr().out
    (tiny.parent / "harsh.py").write_text(HARSH.replace("3.0", "30.0"))
    assert sim("validate", "harsh.py") == 2
    assert "practice price must be a number from 0.3 to 3, got 30" in capsys.readouterr().err


def test_results_can_be_listed_described_exported_and_pruned(swept, capsys):
    assert sim("results", "list") == 0
    assert "results/tiny: 16 runs of 8 points" in capsys.readouterr().out
    assert sim("results", "describe", "results/tiny") == 0
    assert "people_only" in capsys.readouterr().out
    assert sim("results", "export", "results/tiny", "runs.parquet") == 0
    assert len(pq.read_table("runs.parquet")) == 16
    assert sim("results", "prune", "results/tiny", "--yes") == 0
    assert "no runs of other versions of the model; 16 runs kept" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "tells"),
    [
        ('"people_only"]', '"people_olny"]', "people_olny"),
        ("pay", "pya", "did you mean practices.pay"),
        ("need_rate", "need_rat", "did you mean customers.need_rate"),
        ("customers.need_rate", "customer.need_rate", "did you mean customers.need_rate"),
        ("levels = 2", "levles = 2", "sampling.levles: unknown key; did you mean levels"),
        ("replications = 2", "replications = 0", "sampling.replications must be at least 1, got 0"),
        ("format_version = 1", "format_version = 2", "format_version must be 1, got 2"),
        ("low = 1.0", "low = 3.0", "must have low below high, got low 3 and high"),
    ],
)
def test_a_bad_experiment_is_one_message_and_exit_code_2(old, new, tells, tiny, capsys):
    tiny.write_text(TINY.replace(old, new, 1))
    assert sim("sweep", tiny) == 2
    assert tells in capsys.readouterr().err
    assert not (tiny.parent / "results").exists()


# ---------------------------------------------------------------- precision

PRECISE = """
[precision]
outcome = "revenue"
half_width = {half_width}
batch = 5
at_most = 40
"""


def test_a_sweep_stops_when_its_interval_is_narrow_enough_and_says_so(tiny):
    along_pay = re.sub(r"  \{ name = \"customers.need_rate.*\n", "", TINY)
    (tiny.parent / "small.toml").write_text(ALONE.replace("value = 300", "value = 60"))
    tiny.write_text(along_pay + PRECISE.format(half_width=1e12))
    done = sweep(tiny, workers=1)
    assert done.replications == 30
    assert done.stopped.startswith("Narrow enough: after 30 worlds")
    assert (
        "That is revenue, people only minus neutral, as managed, the widest of 2 points (practices.pay ="
        in done.stopped
    )
    assert open_experiment(done.folder).stopped == done.stopped, "what lies in the folder says the same"
    assert sweep(tiny, workers=1, replications=2).replications == 2, "who asks for a number gets it"


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_rows(tiny):
    from sim.running.cluster import open_cluster

    here = sweep(tiny, workers=1).table()
    with open_cluster("local") as executor:
        there = sweep(tiny, workers=2, folder="dask", executor=executor).table()
        assert told(there) == told(here)


def test_a_screening_says_so_in_its_answer_and_its_report(tiny, tmp_path, monkeypatch):
    two_teams = ALONE.replace("value = 5", "value = 8", 1).replace("value = 5", "value = 4")
    (tmp_path / "small.toml").write_text(two_teams)
    known = {
        "content": digest_of(load_scenario(tmp_path / "small.toml").content()),
        "teams": 1,
        "of": 2,
        "errors": {"turnover": 0.025},
    }
    monkeypatch.setattr(screening, "read", lambda: {"scenarios": {"small": known}})
    full = sweep(tiny, workers=1, replications=1, folder=tmp_path / "results")
    tiny.write_text(TINY.replace("years = 1", 'years = 1\nsize = "screening"\noutcomes = ["turnover"]'))
    done = sweep(tiny, workers=1, replications=1, folder=tmp_path / "screened")
    said = "A screening: small ran as a market of 1/2 of its size; rates are within"
    assert " ".join(done.answer().split()).startswith(said)
    assert said not in full.answer()
    assert not {point.task.point for point in done.points} & {point.task.point for point in full.points}
    assert {point.scenario.constants()["employees_per_firm"] for point in done.points} == {4.0}
    written = write_report(open_experiment(tmp_path / "screened"), tmp_path / "report.html")
    assert written.read_text(encoding="utf-8").count(said) == 2, "how to read it, and what was run"
    assert open_experiment(tmp_path / "results").size == ""
