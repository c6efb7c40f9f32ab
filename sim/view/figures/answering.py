"""Answering: the share of calls that are answered within so many seconds, under each policy."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.answering import Desk, desk
from sim.analysis.runs import by_setting
from sim.analysis.statistics import Estimate, Row, estimate
from sim.analysis.wording import words
from sim.english import counted
from sim.units import percent, percent_span
from sim.view.figures import Found
from sim.view.study import Study
from sim.view.theme import blank, draw_band, draw_line, dressed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SECONDS = np.linspace(0.0, 120.0, 61)
"""Waits that are drawn."""

NOTES = (
    "Erlang's formula over the mean of each run: calls come at random and evenly over the opening hours, take"
    " exponentially long, and nobody hangs up.",
    "Work varies from week to week, and busy weeks lose more than quiet ones gain: read the shares as an upper limit.",
)


def show_answering(study: Study, open_hours: float, seconds: float) -> Found:
    """What share of calls is answered within so many seconds; points of a policy are put together."""
    drawn, tables, settings = [], {}, []
    for setting, runs in study.settings():
        desks = {
            policy: desk(study.finished, of_policy, open_hours)
            for (_, _, policy), of_policy in by_setting(runs)
        }
        settings.append(desks)
        drawn.append(study.titled(answered_curves(desks, seconds), setting))
        tables[study.headed(f"calls answered within {seconds:g} seconds", setting)] = [
            _row(policy, one, seconds) for policy, one in desks.items()
        ]
    return Found(tuple(drawn), tables, (*_told(settings), *NOTES))


def _row(policy: str, one: Desk, seconds: float) -> Row:
    within = estimate(one.answered_within(seconds))
    return {
        "policy": words(policy),
        "on duty": estimate(one.agents).mean,
        "minutes a call": estimate(one.handling).mean / 60.0,
        "busy (%)": 100.0 * estimate(one.load / one.agents).mean,
        "answered (%)": 100.0 * within.mean,
        "low": 100.0 * within.low,
        "high": 100.0 * within.high,
        "mean wait (min)": None if _drowned(one) else estimate(one.mean_wait()).mean / 60.0,
    }


def _drowned(one: Desk) -> int:
    """The number of runs in which more comes in than can be done."""
    return int(np.isinf(one.mean_wait()).sum())


def _told(settings: Sequence[dict[str, Desk]]) -> Iterator[str]:
    """In how many runs the wait has no end, a sentence a policy."""
    for policy in settings[0]:
        desks = [desks[policy] for desks in settings if policy in desks]
        if count := sum(map(_drowned, desks)):
            runs = counted(sum(len(one.load) for one in desks), "run")
            yield (
                f"Under {words(policy)} more comes in than can be done in {count} of {runs}: there the wait has no end,"
                " and nobody is answered within seconds."
            )


def answered_curves(desks: dict[str, Desk], seconds: float) -> "Figure":
    """The share answered by how long a caller waits, with 95% intervals over worlds, a policy each."""
    figure = blank()
    phrases: list[str] = []
    table: list[Row] = []
    for policy, one in desks.items():
        curve = [estimate(one.answered_within(float(wait))) for wait in SECONDS]
        if not np.isnan([at.low for at in curve]).any():
            lows, highs = ([_share(getattr(at, end)) for at in curve] for end in ("low", "high"))
            draw_band(figure, SECONDS.tolist(), lows, highs, policy, 0.18)
        draw_line(figure, SECONDS.tolist(), [at.mean for at in curve], policy)
        table += [
            {"policy": policy, "seconds": float(wait), "mean": at.mean, "low": at.low, "high": at.high}
            for wait, at in zip(SECONDS, curve, strict=True)
        ]
        phrases.append(f"{_said(estimate(one.answered_within(seconds)))} under {words(policy)}")
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%")
    title = f"within {seconds:g} seconds are answered {', '.join(phrases)}"
    return dressed(figure, title, table, x="wait (seconds)", y="answered by then (share of calls)")


def _said(share: Estimate) -> str:
    return f"{percent(share.mean)} {percent_span(share.low, share.high)}"


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
