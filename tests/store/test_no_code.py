"""What a store says is data: no policy's code in it is run."""

import pytest

from tests.command_line import ALONE, sim

POLICY = """
from pathlib import Path

from sim.model.practices import Practices

DESCRIBES = "leaves a trace wherever it runs, then fails"
PRACTICES = Practices()
Path({trace!r}).touch()


def steer(heard, practices):
    raise RuntimeError({why!r})
"""


@pytest.fixture
def failed(tmp_path, capsys):
    """A folder of policies, the trace that the code of one leaves, and the note of its failed run."""
    trace, folder = tmp_path / "trace", tmp_path / "mine"
    folder.mkdir()
    (folder / "tracer.py").write_text(POLICY.format(trace=str(trace), why="so it is"))
    (tmp_path / "small.toml").write_text(ALONE)
    words = ("--policies", folder, "--policy", "tracer", "--replications", 1, "--out", tmp_path / "out")
    assert sim("run", tmp_path / "small.toml", *words) == 1
    trace.unlink()
    note, *_ = sorted((tmp_path / "out" / "failures").glob("*.json"))
    capsys.readouterr()
    return folder, trace, note


def test_code_from_a_store_is_not_run(failed, capsys):
    _, trace, note = failed
    assert sim("results", "rerun", note) == 2
    assert "it steers by code, which is not run from a store" in capsys.readouterr().err
    assert not trace.exists()


def test_the_same_code_from_a_file_that_the_user_names_is(failed, capsys):
    folder, trace, note = failed
    assert sim("results", "rerun", note, "--policies", folder) == 1
    assert "It fails as recorded." in capsys.readouterr().err
    assert trace.exists()


def test_a_file_that_steers_otherwise_by_now_does_not_stand_in(failed, capsys):
    folder, trace, note = failed
    (folder / "tracer.py").write_text(POLICY.format(trace=str(trace), why="otherwise"))
    assert sim("results", "rerun", note, "--policies", folder) == 2
    assert "tracer.py steers otherwise" in capsys.readouterr().err
