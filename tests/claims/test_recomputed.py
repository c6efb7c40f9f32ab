"""The committed verdicts rest on trials that anybody can run again: a sample of them is."""

import pytest

from sim.claims import load_claims
from sim.claims.effects import Sample
from sim.claims.kept import Kept
from sim.claims.running import run_trials
from sim.claims.showcase import read
from sim.claims.told import scale_of
from sim.claims.trials import trial
from tests.claims.made_up import quiet
from tests.paths import ROOT

SHOWCASE = ROOT / "results" / "showcase" / "verdicts.json"
QUICK = "everything_is_urgent"
EVERY = 5


def recomputed(name, folder):
    """The first effects of a claim's parts as the file tells them, and as they are now."""
    told = read(SHOWCASE)
    (record,) = [one for one in told["claims"] if one["name"] == name]
    claim = load_claims()[name]
    kept = Kept(folder)
    for part, said in zip(claim.parts, record["parts"], strict=True):
        trials = [trial(claim, int(number)) for number in said["first"]]
        run_trials([(one, "as it is") for one in trials], kept, quiet())
        effects = scale_of(part) * Sample(trials, kept).sides(part).effect if trials else []
        yield list(said["first"].values()), [*effects]


def check(name, folder):
    compared = list(recomputed(name, folder))
    assert any(said for said, _ in compared)
    for said, now in compared:
        known = [each if each is not None else float("nan") for each in said]
        assert now == pytest.approx(known, rel=1e-5, nan_ok=True)


def test_first_trials_give_what_the_file_tells(tmp_path):
    check(QUICK, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*load_claims()][::EVERY])
def test_first_trials_of_many_claims_give_what_the_file_tells(name, tmp_path):
    check(name, tmp_path)
