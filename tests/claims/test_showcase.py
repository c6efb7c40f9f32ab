"""The file of verdicts: what it holds comes back, and it is JSON that any reader takes."""

import json
import math

import numpy as np
import pytest

from sim.claims import results as module
from sim.claims import written
from sim.claims.contrary import Found
from sim.claims.results import results
from sim.claims.showcase import content, read, write
from sim.model.digest import model_digest
from tests.claims.made_up import PLAN, MadeUpKept, Sample, as_trials, claim, part, quiet, sample


@pytest.fixture
def found(monkeypatch):
    """Results with everything that may be undefined: no trials, no effect to be carried, a value that is NaN."""
    monkeypatch.setattr(module, "search", lambda *asked: Found(3, None))
    made = sample(
        claim(part(), part("profit"), mechanisms=("clarity",)),
        60,
        lambda trial: float("nan") if trial.place.number == 3 else 1.0,
        left={"frozen": 0.0, "off": 0.0},
    )
    nothing = claim(part(), name="nothing")
    claims = [made.trials[0].claim, nothing]
    trials = as_trials(made_up=made, nothing=Sample([], MadeUpKept(None)))
    return results(claims, trials, made.kept, PLAN, quiet())


def test_what_is_written_is_read_again(found, tmp_path):
    path = tmp_path / "verdicts.json"
    assert write(path, found) == path
    assert read(path) == content(found)


def test_it_is_json_without_numbers_that_json_does_not_have(found, tmp_path):
    text = write(tmp_path / "verdicts.json", found).read_text(encoding="utf-8")

    def strange(constant):
        raise AssertionError(constant)

    json.loads(text, parse_constant=strange)
    (_, nothing) = json.loads(text)["claims"]
    assert nothing["share"] is None
    assert nothing["parts"][0]["mean"] is None


def test_it_says_where_verdicts_come_from(found):
    said = content(found)
    assert said["model"] == model_digest()
    assert said["expectations"]["written"] == written()
    assert len(said["expectations"]["digest"]) == 16
    assert [one["name"] for one in said["claims"]] == ["made_up", "nothing"]
    assert said["claims"][0]["command"] == f"sim claims made_up --trials {said['claims'][0]['trials']}"


def test_numbers_keep_six_digits(found):
    (one, _) = content(found)["claims"]
    (effect, *_) = found[0].parts
    assert one["parts"][0]["mean"] == pytest.approx(100.0 * effect.judged.difference.mean, rel=1e-5)
    for each in one["parts"]:
        for number in (each["mean"], each["low"], each["high"], *each["quantiles"]):
            assert math.isfinite(number)
            assert number == float(f"{number:.6g}")


def test_numpys_numbers_are_written_as_what_they_are():
    from sim.claims.showcase import _plain

    assert _plain({"a": np.float64(0.5), "b": (np.int64(3), True, None, float("inf"))}) == {
        "a": 0.5,
        "b": [3, True, None, None],
    }
