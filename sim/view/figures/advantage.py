"""Where one policy overtakes another: the share of worlds in which it does better, by a factor's value."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.differences import Difference
from sim.analysis.finished import Finished
from sim.analysis.fits import LAID_OUT, numeric
from sim.analysis.statistics import wilson
from sim.analysis.tipping import Share, tipping_among
from sim.analysis.tipping_map import TippingMap
from sim.analysis.wording import words
from sim.outcomes import OUTCOMES
from sim.units import estimated, shown
from sim.view.figures import Found
from sim.view.figures.tipping import tipping_curves
from sim.view.figures.tipping_map import heatmap
from sim.view.study import Study

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

ANALYSIS, PLACE = "differences", 20
NOTE = "Shares of worlds, with Wilson's 95% intervals."

Group = tuple[str, str, str, str]
"""Scenario, contrast, and the two policies."""


def show(study: Study) -> Found:
    """A curve or a map of each outcome in which the lead changes hands."""
    return Found(tuple(advantage_figures(study.finished, study.at_places)))


def advantage_figures(finished: Finished, found: Sequence[Difference]) -> Iterator["Figure"]:
    """A curve for one numeric factor of a grid, a map for two, of each outcome in which the lead changes hands.

    It does where each policy does better in clearly more than half of the worlds somewhere; elsewhere, no figure.
    """
    factors = [factor.name for factor in numeric(finished.question)]
    if finished.question.sampling.kind != LAID_OUT[0] or len(factors) != len(finished.factors):
        return
    groups: dict[tuple[Group, str], list[Difference]] = {}
    for one in found:
        group = (one.scenario, one.contrast, one.a, one.b)
        along = {name for name, _ in one.place} == set(factors)  # else it is between values of a factor
        if OUTCOMES[one.outcome].better and along:
            groups.setdefault((group, one.outcome), []).append(one)
    for (group, outcome), there in groups.items():
        spans = [wilson(_better(one) * one.difference.n, one.difference.n) for one in there]
        if not any(span.low > 0.5 for span in spans) or not any(span.high < 0.5 for span in spans):
            continue
        if len(factors) == 1:
            yield _curve(group, outcome, factors[0], there)
        elif len(factors) == 2:
            yield _map(group, outcome, (factors[0], factors[1]), there)


def _better(one: Difference) -> float:
    """The share of worlds in which the first policy does better."""
    above = one.difference.above
    return above if OUTCOMES[one.outcome].better > 0 else 1.0 - above


def _curve(group: Group, outcome: str, factor: str, there: Sequence[Difference]) -> "Figure":
    _, contrast, policy, against = group
    shares = [
        Share(float(dict(one.place)[factor]), share, wilson(share * n, n), n)
        for one in there
        for share, n in ((_better(one), one.difference.n),)
    ]
    point = tipping_among(policy, sorted(shares, key=lambda share: share.value))
    where = f"at {words(factor)} {estimated(point.value, point.low, point.high)}"
    if np.isnan(point.value):
        where = f"as {words(factor)} changes, at no single value"
    title = f"{words(policy)} and {words(against)} change places in {shown(outcome).label} {where}, {words(contrast)}"
    figure = tipping_curves([point], factor, title=title)
    return figure.update_yaxes(title_text=f"worlds in which {words(policy)} does better (share)")


def _map(group: Group, outcome: str, factors: tuple[str, str], there: Sequence[Difference]) -> "Figure":
    scenario, contrast, policy, against = group
    places = [tuple(float(dict(one.place)[name]) for name in factors) for one in there]
    x, y = (np.unique([place[axis] for place in places]) for axis in (0, 1))
    share, worlds = np.full((len(y), len(x)), np.nan), np.zeros((len(y), len(x)), int)
    for one, (a, b) in zip(there, places, strict=True):
        cell = int(np.searchsorted(y, b)), int(np.searchsorted(x, a))
        share[cell], worlds[cell] = _better(one), one.difference.n
    found = TippingMap(
        scenario, contrast, policy, f"{outcome} better", factors[0], factors[1], x, y, share, worlds
    )
    title = (
        f"{words(policy)} does better than {words(against)} in {shown(outcome).label} in"
        f" {np.nanmin(share):.0%} to {np.nanmax(share):.0%} of worlds, depending on {words(factors[0])} and"
        f" {words(factors[1])}, {words(contrast)}"
    )
    return heatmap(found, title=title, label="share of worlds in which it does better")
