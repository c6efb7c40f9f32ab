"""What the page tells of a setting: the numbers that Python computes, and how far to trust them."""

import re

import numpy as np
import pytest

from sim.analysis.interpolation import predict
from sim.analysis.surrogate import surrogate
from sim.units import shown
from tests.view.whatif.made_up import NEED, PAY, slow


@pytest.mark.browser
@pytest.mark.parametrize("name", ["cloud", "named", *map(slow, ("grid", "noisy"))])
def test_the_page_computes_as_python_does(look_at, written, request, name):
    done = request.getfixturevalue(name)
    page = look_at(written[name])
    outcomes = list(done.question.outcomes)
    fitted = surrogate(done, outcomes)
    scales = [shown(outcome).value(1.0) for outcome in outcomes]
    for part in fitted.parts:
        for at in np.random.default_rng(1).random((12, len(fitted.sliders))).tolist():
            found = page.evaluate("([chosen, at]) => explore.predict(chosen, at)", [list(part.chosen), at])
            for side, fits in enumerate(part.fits):
                for fit, first, scale, one in zip(fits, part.fits[0], scales, found[side], strict=True):
                    mean = predict(part.over, fit.mean, at)
                    apart = np.maximum(fit.apart_narrowest, predict(part.over, fit.apart, at))
                    told = (one["mean"], one["half"], one["difference"], one["apart"])
                    assert told == pytest.approx(
                        (
                            scale * mean,
                            scale * np.maximum(fit.narrowest, predict(part.over, fit.spread, at)),
                            scale * (mean - predict(part.over, first.mean, at)),
                            scale * apart,
                        ),
                        rel=1e-6,
                        abs=1e-6,
                        nan_ok=True,
                    )


@pytest.mark.browser
def test_a_point_of_a_grid_is_told_as_it_was_simulated(look_at, written, grid):
    page = look_at(written["grid"], f"#{PAY}=1.1&{NEED}=2&contrast=equal_spend")
    runs = grid.runs.to_pandas()
    chosen = runs[(runs[PAY] == 1.1) & (runs[NEED] == 2.0) & (runs.contrast == "equal_spend")]
    wanted = chosen.groupby("policy").headcount.mean()
    told = page.locator(".outcome", has_text="Headcount").locator("data").all_inner_texts()
    assert [float(text.split()[0]) for text in told] == pytest.approx(
        [wanted[policy] for policy in grid.question.policies], rel=0.01
    )
    assert page.locator("#where").inner_text() == "Simulated: this very setting was run."
    assert page.locator(".badge:visible").count() == 0


@pytest.mark.browser
def test_what_is_interpolated_says_so_and_what_is_poor_warns(look_at, written):
    page = look_at(written["noisy"], f"#{PAY}=0.91")
    assert "Interpolated between 2 simulated settings" in page.locator("#where").inner_text()
    assert set(page.locator(".badge:visible").all_inner_texts()) == {"poorly predicted"}
    assert "That is within luck" in page.locator(".trust").first.inner_text()
    assert re.search(
        r"Against neutral: about \+[\d,]+ \[.*\] points a year, interpolated to ±[\d.]+\.",
        page.locator(".outcome").first.inner_text(),
    )
    page = look_at(written["grid"], f"#{PAY}=1.03")
    assert set(page.locator(".badge:visible").all_inner_texts()) == {"untested"}
    assert "interpolated, untested" in page.locator(".outcome").first.inner_text()
