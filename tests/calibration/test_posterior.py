"""The posterior's file: what is written is read, draws come as often as they weigh, and a bad file is told."""

import json

import numpy as np
import pytest

from sim.calibration import Posterior, posterior
from sim.errors import InputError

MADE = Posterior(
    {"people.absence": np.array([0.1, 0.15, 0.2]), "work.effort": np.array([1.0, 1.1, 1.2])},
    np.array([0.2, 0.5, 0.3]),
    {"scenario": "turnover_city", "seed": 1},
)


def written(folder, **changes):
    path = folder / "posterior.json"
    path.write_text(json.dumps(MADE.content() | changes))
    return path


def test_what_is_written_is_read(tmp_path):
    found = posterior(written(tmp_path))
    assert {name: values.tolist() for name, values in found.constants.items()} == {
        name: values.tolist() for name, values in MADE.constants.items()
    }
    assert found.about == MADE.about
    assert np.allclose(found.weights, MADE.weights)


def test_draws_come_as_often_as_they_weigh_and_go_together():
    draws = [MADE.draw((nth + 0.5) / 1_000) for nth in range(1_000)]
    for absence, effort, weight in zip(*MADE.constants.values(), MADE.weights, strict=True):
        assert (
            sum(one == {"people.absence": absence, "work.effort": effort} for one in draws) == 1_000 * weight
        )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 2}, "format must be 1, as `sim calibrate` writes it, got 2"),
        ({"weights": [0.0, 0.0, 0.0]}, "weights must be 0 or more, and not all 0"),
        ({"weights": "many"}, "weights must be a list of one or more finite numbers"),
        ({"constants": {}}, "constants must name one or more, got none"),
        ({"constants": {"people.absense": [1, 2, 3]}}, "did you mean people.absence"),
        ({"constants": {"people.absence": [1, 2]}}, "must have a value for each of 3 weights, got 2"),
        ({"constants": {"people.absence": [1, 2, None]}}, "constants.people.absence must be a list"),
    ],
)
def test_a_bad_file_is_one_message(tmp_path, changes, message):
    path = written(tmp_path, **changes)
    with pytest.raises(InputError, match="posterior") as raised:
        posterior(path)
    assert message in str(raised.value)


def test_no_file_and_no_json_are_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        posterior(tmp_path / "none.json")
    (tmp_path / "text.json").write_text("weights")
    with pytest.raises(InputError, match="is not JSON"):
        posterior(tmp_path / "text.json")
