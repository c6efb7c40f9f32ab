"""How the model responds: what the page says follows the numbers, here of made-up runs."""

import numpy as np
import pytest

from docs.findings import responses
from docs.findings.responses import (
    CHANGES,
    DROP_YEARS,
    FELT,
    TRENDS,
    elasticities,
    quality,
    stillness,
    yearly,
)
from docs.findings.runs import Found

WORLDS, WEEKS = 6, 52


def noise(seed: int, years: int) -> np.ndarray:
    return 0.01 * np.random.default_rng(seed).normal(size=(WORLDS, years * WEEKS))


def neutral(years: int, drift: float = 0.0) -> Found:
    """A firm whose outcomes are 1 but for noise; turnover drifts by so much in all."""
    weekly = {name: 1.0 + noise(nth, years) for nth, name in enumerate(TRENDS)}
    weekly["turnover"] += drift * np.linspace(0.0, 1.0, years * WEEKS)
    return Found({}, weekly)


def test_a_year_is_the_mean_of_its_weeks_and_unknown_where_none_is():
    weeks = np.arange(104.0)[None, :].copy()
    weeks[0, 0] = np.nan
    assert yearly(weeks).tolist() == [[26.0, 77.5]]
    assert np.isnan(yearly(np.full((1, 52), np.nan))).all()


def test_what_drifts_is_named_and_nothing_else():
    still, moving = stillness(neutral(20), "EUR"), stillness(neutral(20, drift=-0.1), "EUR")
    assert "none of headcount" in still.sentences[0]
    assert still.against == []
    assert "turnover drifts" in moving.sentences[0]
    assert len(moving.against) == 1
    assert "turnover changes by −" in moving.against[0]


def felt(shift: float) -> Found:
    weekly = {name: 0.7 + noise(nth, DROP_YEARS) for nth, name in enumerate(FELT)}
    for name, sign in zip(FELT, (-1, -1, 1, -1), strict=True):
        weekly[name] = weekly[name] + sign * shift * (1.0 + noise(99, DROP_YEARS))
    return Found({}, weekly)


def test_a_loss_of_quality_that_is_felt_is_told_and_one_that_is_not_goes_against_us():
    found = quality({"neutral": felt(0.0), "one": felt(0.05), "all": felt(0.1)}, "EUR")
    assert "customers lost +5" in found.sentences[0]
    assert "experience −10" in found.sentences[1]
    assert found.against == []
    unmoved = quality({"neutral": felt(0.0), "one": felt(0.05), "all": felt(0.0)}, "EUR")
    assert len(unmoved.against) == 2
    assert all("all firms lose" in said for said in unmoved.against)


def answering(price: float, pay: float) -> dict[str, Found]:
    """Runs in which sales and quits have those elasticities, but for luck that the ways share."""
    years = responses.CHANGED_YEARS
    luck = 1.0 + noise(5, years)

    def one(at: float, at_pay: float, seed: int) -> Found:
        own = 1.0 + 0.01 * np.random.default_rng(seed).normal(size=WORLDS)
        return Found({"turnover": 0.2 * at_pay**pay * own}, {"revenue": at * at**price * luck * own[:, None]})

    found = {"neutral": one(1.0, 1.0, 0)}
    for nth, change in enumerate(CHANGES):
        found[f"price {change:g}"] = one(change, 1.0, 10 + nth)
        found[f"pay {change:g}"] = one(1.0, change, 20 + nth)
    return found


def test_elasticities_are_recovered_and_held_against_what_is_published():
    found = elasticities(answering(price=-2.6, pay=-2.5))
    assert "within the published range of [−4, −0.8] at 4 of 4" in found.sentences[0]
    assert found.against == []
    rows = found.tables[0].rows
    assert len(rows) == 3 * len(CHANGES)
    assert float(rows[0][2].split()[0].replace("−", "-")) == pytest.approx(-2.6, abs=0.1)


def test_what_lies_outside_or_moves_the_wrong_way_goes_against_us():
    found = elasticities(answering(price=2.0, pay=-6.0))
    assert any("sales in the first year to price is outside" in said for said in found.against)
    assert any("quits to pay is outside" in said for said in found.against)
    assert any(
        said.startswith("Sales in the first year move the wrong way at price −30%") for said in found.against
    )
