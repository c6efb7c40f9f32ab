"""An experiment is fitted as it was run, over the factors that are numbers."""

import pytest

from sim.analysis.surrogate import surrogate
from sim.errors import InputError
from tests.swept import swept


def test_an_experiment_is_fitted_as_it_was_run(tmp_path):
    done = swept(tmp_path, replications=3, contrasts=("as_managed", "equal_spend"))
    found = surrogate(done, ["turnover", "profit"])
    assert [(one.name, one.low, one.high, one.levels) for one in found.sliders] == [
        ("practices.pay", 0.9, 1.1, (0.9, 1.1)),
        ("customers.need_rate", 1.0, 2.0, (1.0, 2.0)),
    ]
    assert [(one.name, one.values) for one in found.choices] == [("contrast", ("as_managed", "equal_spend"))]
    runs = done.runs.to_pandas()
    for part in found.parts:
        for policy, fits in zip(found.policies, part.fits, strict=True):
            mine = runs[(runs.contrast == part.chosen[0]) & (runs.policy == policy)]
            means = mine.groupby(["practices.pay", "customers.need_rate"]).profit.mean()
            assert fits[1].means == pytest.approx(means.to_numpy())
            assert fits[1].quality.tested == 0, "two levels have nothing between them"
    numbers = [number for part in found.parts for number in part.points.ravel().tolist()]
    assert sorted(numbers) == done.design["point_number"].to_pylist()
    design = done.design.to_pandas().set_index("point_number")
    for part in found.parts:
        for policy, points in zip(found.policies, part.points, strict=True):
            assert set(design.policy[points]) == {policy}
            assert design["practices.pay"][points].tolist() == [0.9, 0.9, 1.1, 1.1]
    first, second = (fits[1] for fits in found.parts[0].fits)
    assert first.apart_narrowest == 0.0 < second.apart_narrowest


def test_what_cannot_be_interpolated_is_refused(tmp_path):
    with pytest.raises(InputError, match="one_at_a_time has no points between which to interpolate"):
        surrogate(swept(tmp_path, "one_at_a_time", replications=1), ["profit"])
