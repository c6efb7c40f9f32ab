"""Profit over the whole range of every practice: where it still rises at an end, the range goes beyond evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from docs.findings.page import Section, Table
from docs.findings.runs import Ask, Runs
from sim.analysis.judge import Judgement, judge
from sim.analysis.statistics import Row, estimate
from sim.analysis.wording import words
from sim.design.way import Way
from sim.english import counted, listed
from sim.model.practices import NEUTRAL, PRACTICES
from sim.outcomes import OUTCOMES
from sim.running.scenarios import load_scenario
from sim.units import difference_unit, number, scaled, shown
from sim.view.theme import INK, bars, blank, dressed, factor_axis

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CITY = "turnover_city"
WORLDS, POINTS = 6, 5
BORNE_BY = ("turnover", "customer_satisfaction_all", "churn")
"""Who might pay for a profit: employees who leave, customers who are let down, or who leave."""

LOW_END, HIGH_END = "lowest", "highest"

Values = Mapping[str, Mapping[float, Mapping[str, np.ndarray]]]
"""Outcomes by practice and value, one value a world; the neutral value is there too."""


@dataclass(frozen=True)
class End:
    """One end of a practice's range."""

    practice: str
    which: str
    value: float
    inner: float  # the value next to it
    rise: Judgement  # profit at the end less at the value next to it
    gain: Judgement  # profit at the end less at the neutral value
    borne: Mapping[str, Judgement]  # what employees and customers get, likewise

    @property
    def beyond(self) -> bool:
        """Whether profit still rises towards the end, and so nothing in the model says that it ever stops."""
        return self.rise.sign > 0

    @property
    def machine(self) -> bool:
        """Whether the end brings money for nothing: more than neutral, still rising, at nobody's clear expense."""
        return self.beyond and self.gain.sign > 0 and not self.victims

    @property
    def victims(self) -> list[str]:
        """In what employees or customers are clearly worse off than at the neutral value."""
        return [
            OUTCOMES[name].called for name, one in self.borne.items() if one.sign * OUTCOMES[name].better < 0
        ]


def section(runs: Runs) -> Section:
    """Every practice over its range, all else neutral."""
    asks = {
        (name, value): Ask(Way(practices={name: value}), CITY, worlds=WORLDS)
        for name in PRACTICES
        for value in values_of(name)
    }
    found = runs.of("ranges", asks)
    outcomes = ("profit", *BORNE_BY)
    return tell(
        {
            name: {
                value: {one: found[name, value].values(one) for one in outcomes} for value in values_of(name)
            }
            for name in PRACTICES
        }
    )


def range_of(name: str) -> list[float]:
    """Evenly spaced values from end to end."""
    spec = PRACTICES[name]
    return [float(value) for value in np.linspace(spec["low"], spec["high"], POINTS)]


def values_of(name: str) -> list[float]:
    """The values over the range, and the neutral one."""
    return sorted({*range_of(name), float(getattr(NEUTRAL, name))})


def ends(values: Values) -> list[End]:
    """Both ends of every practice's range, judged as one family: rises, gains, and who bears them."""
    places = []
    for name in values:
        low, second, *_, last, high = range_of(name)
        places += [(name, LOW_END, low, second), (name, HIGH_END, high, last)]
    pairs = []
    for name, _, value, inner in places:
        at, neutral = values[name][value], values[name][float(getattr(NEUTRAL, name))]
        pairs += [(at["profit"], values[name][inner]["profit"]), (at["profit"], neutral["profit"])]
        pairs += [(at[one], neutral[one]) for one in BORNE_BY]
    judged = iter(judge(pairs))
    return [
        End(*place, rise=next(judged), gain=next(judged), borne={one: next(judged) for one in BORNE_BY})
        for place in places
    ]


# ------------------------------------------------------------------------------ telling


def tell(values: Values) -> Section:
    """The section, from outcomes by practice and value."""
    found, currency = ends(values), load_scenario(CITY).currency
    beyond = [end for end in found if end.beyond]
    worlds = max(end.gain.difference.n for end in found)
    sentences = [
        f"Each practice at {POINTS} values from end to end of its range, all else neutral, in `{CITY}` at the best "
        f"values of the priors, three years, {counted(worlds, 'paired world')}. Where profit still rises at an end, "
        "nothing in the model says where it would stop: from the value next to it on, the range is beyond evidence.",
        f"Of {counted(len(values), 'practice')} {len({end.practice for end in beyond})} have such an end"
        + (":" if beyond else "."),
        *(_told(end, currency) for end in sorted(beyond, key=lambda end: -end.gain.difference.mean)),
    ]
    return Section(
        "4. Profit over the whole range of every practice",
        sentences,
        [_table(values, found, currency)],
        list(_figures(values, beyond, currency)),
        against(found, currency),
    )


def against(found: Sequence[End], currency: str) -> list[str]:
    """The cash machines: money for nothing at an end of a range."""
    machines = [end for end in found if end.machine]
    if not machines:
        return []
    parts = [
        f"{words(end.practice)} at {end.value:g} ({end.gain.size('profit', currency)})" for end in machines
    ]
    return [
        f"{counted(len(machines), 'cash machine')}: profit still rises at the end of the range, and neither turnover "
        f"nor customers are clearly worse off than under the neutral value: {listed(parts)}."
    ]


def _told(end: End, currency: str) -> str:
    """One end at which profit still rises."""
    way = "below" if end.which == LOW_END else "above"
    gain = f"{end.gain.size('profit', currency)} against the neutral value, {end.gain.words()}"
    borne = f"; clearly worse: {listed(end.victims)}" if end.victims else ""
    name = words(end.practice)
    return (
        f"*{name[:1].upper()}{name[1:]}*, {way} {end.inner:g}: profit still rises towards {end.value:g}, where it is "
        f"{gain}{borne}."
    )


def _table(values: Values, found: Sequence[End], currency: str) -> Table:
    rows = []
    for name, by_value in values.items():
        neutral = by_value[float(getattr(NEUTRAL, name))]["profit"]
        gains = [_thousands(by_value[value]["profit"] - neutral) for value in range_of(name)]
        mine = [end for end in found if end.practice == name and end.beyond]
        said = [f"{'below' if end.which == LOW_END else 'above'} {end.inner:g}" for end in mine]
        spec = PRACTICES[name]
        rows.append([words(name), f"{spec['low']:g} to {spec['high']:g}", *gains, listed(said)])
    unit = difference_unit(OUTCOMES["profit"], currency)
    head = ("practice", "range", "low end", "1/4", "middle", "3/4", "high end", "beyond evidence")
    return Table(f"Profit less that under the neutral value ({unit}), mean", head, rows)


def _thousands(values: np.ndarray) -> str:
    return number(scaled(OUTCOMES["profit"], float(np.nanmean(values))), signed=True)


def _figures(values: Values, beyond: Sequence[End], currency: str) -> Iterator["Figure"]:
    """Profit over the range of each practice that has such an end."""
    out = shown("profit", currency)
    for name in dict.fromkeys(end.practice for end in beyond):
        neutral = values[name][float(getattr(NEUTRAL, name))]["profit"]
        rows: list[Row] = []
        for value in values_of(name):
            e = estimate(values[name][value]["profit"] - neutral)
            row: Row = {"value": value, "gain": out.value(e.mean), "low": out.value(e.low)}
            rows.append(row | {"high": out.value(e.high), "unit": out.difference_unit})
        x, y, low, high = (
            [float(row[key] or 0.0) for row in rows] for key in ("value", "gain", "low", "high")
        )
        figure = blank()
        figure.add_scatter(
            x=x,
            y=y,
            error_y=bars(y, low, high),
            mode="lines+markers",
            line={"color": INK},
            marker={"size": 8, "color": INK},
            showlegend=False,
        )
        at = [f"{end.value:g}" for end in beyond if end.practice == name]
        yield dressed(
            figure,
            f"{words(name)}: profit still rises towards {listed(at)}",
            rows,
            x=factor_axis(f"practices.{name}"),
            y=f"profit less that under the neutral value ({out.difference_unit})",
        )
