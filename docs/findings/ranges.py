"""Profit over the whole range of every practice: where it still rises at an end, the range goes beyond evidence."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
from sim.view.theme import INK, bars, blank, dressed, factor_axis, pulled

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CITY = "turnover_city"
POINTS = 5
SCREEN_WORLDS, WORLDS, TOP = 3, 16, 12
"""Worlds of every value, and of those ends towards which profit rises most; and how many ends that is."""
BORNE_BY = ("turnover", "customer_satisfaction_all", "churn")
"""Who might pay for a profit: employees who leave, customers who are let down, or who leave."""

Values = Mapping[str, Mapping[float, Mapping[str, np.ndarray]]]
"""Outcomes by practice and value, one value a world; the neutral value is there too."""


class Place(NamedTuple):
    """One end of a practice's range."""

    practice: str
    value: float
    inner: float  # the value next to it, which may be the neutral one

    @property
    def values(self) -> tuple[float, float, float]:
        """The end, the value next to it, and the neutral one."""
        return self.value, self.inner, float(getattr(NEUTRAL, self.practice))

    @property
    def beyond(self) -> str:
        """The range from the value next to the end on."""
        return f"{'below' if self.value < self.inner else 'above'} {self.inner:g}"


@dataclass(frozen=True)
class End:
    """What comes of one end of a practice's range."""

    place: Place
    rise: Judgement  # profit at the end less at the value next to it
    gain: Judgement  # profit at the end less at the neutral value
    borne: Mapping[str, Judgement]  # what employees and customers get, likewise

    @property
    def rises(self) -> bool:
        """Whether profit still rises towards the end, and so nothing in the model says that it ever stops."""
        return self.rise.sign > 0

    @property
    def machine(self) -> bool:
        """Whether the end brings money for nothing: more than neutral, still rising, at nobody's clear expense."""
        return self.rises and self.gain.sign > 0 and not self.victims

    @property
    def victims(self) -> list[str]:
        """In what employees or customers are clearly worse off than at the neutral value."""
        return [
            OUTCOMES[name].called for name, one in self.borne.items() if one.sign * OUTCOMES[name].better < 0
        ]


def section(runs: Runs) -> Section:
    """Every practice over its range in few worlds, all else neutral, and the ends that rise most in more."""
    everywhere = {name: values_of(name) for name in PRACTICES}
    screened = outcomes(runs, "ranges", everywhere, SCREEN_WORLDS)
    rising = largest(screened)
    wanted: dict[str, set[float]] = {}
    for place in rising:  # both ends of a practice may rise
        wanted.setdefault(place.practice, set()).update(place.values)
    return tell(screened, ends(outcomes(runs, "ends of ranges", wanted, WORLDS), rising))


def outcomes(runs: Runs, what: str, wanted: Mapping[str, Collection[float]], worlds: int) -> Values:
    """What comes of each practice at some values."""
    asks = {
        (name, value): Ask(Way(practices={name: value}), CITY, worlds=worlds)
        for name, values in wanted.items()
        for value in values
    }
    found = runs.of(what, asks)
    return {
        name: {
            value: {one: found[name, value].values(one) for one in ("profit", *BORNE_BY)} for value in values
        }
        for name, values in wanted.items()
    }


def range_of(name: str) -> list[float]:
    """Evenly spaced values from end to end."""
    spec = PRACTICES[name]
    return [float(value) for value in np.linspace(spec["low"], spec["high"], POINTS)]


def values_of(name: str) -> list[float]:
    """The values over the range, and the neutral one."""
    return sorted({*range_of(name), float(getattr(NEUTRAL, name))})


def largest(screened: Values) -> list[Place]:
    """The ends towards which profit rises most, the largest rise first; what neutral firms do is no end."""
    rises = {}
    for name, by_value in screened.items():
        low, second, *_, last, high = values_of(name)
        for place in (Place(name, low, second), Place(name, high, last)):
            rise = float(np.nanmean(by_value[place.value]["profit"] - by_value[place.inner]["profit"]))
            if rise > 0.0 and place.value != getattr(NEUTRAL, name):
                rises[place] = rise
    return sorted(rises, key=lambda place: -rises[place])[:TOP]


def ends(values: Values, places: Sequence[Place]) -> list[End]:
    """Some ends of ranges, judged as one family: rises, gains, and who bears them."""
    pairs = []
    for place in places:
        end, inner, neutral = (values[place.practice][value] for value in place.values)
        pairs += [(end["profit"], inner["profit"]), (end["profit"], neutral["profit"])]
        pairs += [(end[one], neutral[one]) for one in BORNE_BY]
    judged = iter(judge(pairs))
    return [
        End(place, rise=next(judged), gain=next(judged), borne={one: next(judged) for one in BORNE_BY})
        for place in places
    ]


# ------------------------------------------------------------------------------ telling


def tell(screened: Values, found: Sequence[End]) -> Section:
    """The section, from outcomes at all values and the ends that were looked at closely."""
    currency = load_scenario(CITY).currency
    rising = sorted((end for end in found if end.rises), key=lambda end: -end.gain.difference.mean)
    few = len(next(iter(next(iter(screened.values())).values()))["profit"])
    many = max((end.gain.difference.n for end in found), default=0)
    sentences = [
        f"Each practice at {POINTS} values from end to end of its range, all else neutral, in `{CITY}` at the best "
        f"values of the priors, three years, {counted(few, 'paired world')}; the {counted(len(found), 'end')} towards "
        f"which profit rises most in {counted(many, 'world')}. Where profit still rises at an end, nothing in the "
        "model says where it would stop: from the value next to it on, the range is beyond evidence.",
        f"Profit clearly still rises at {counted(len(rising), 'end')} of a range{':' if rising else '.'}",
        *(_told(end, currency) for end in rising),
    ]
    title = "4. Profit over the whole range of every practice"
    tables = [_table(screened, rising, currency)]
    return Section(
        title, sentences, tables, list(_figures(screened, rising, currency)), against(rising, currency)
    )


def against(rising: Sequence[End], currency: str) -> list[str]:
    """The ends that bring more than neutral: money for nothing, and money at somebody's expense."""
    machines = [end for end in rising if end.machine]
    paid = [end for end in rising if end.gain.sign > 0 and not end.machine]
    lines = []
    for which, who in (
        (machines, "neither turnover nor customers are clearly worse off than under the neutral value"),
        (paid, "employees or customers are worse off for it, but nothing makes the firm stop"),
    ):
        if which:
            parts = [
                f"{words(end.place.practice)} at {end.place.value:g} ({end.gain.size('profit', currency)})"
                for end in which
            ]
            kind = "Cash machines" if which is machines else "Profit at others' expense"
            lines.append(f"{kind}: at the end of the range profit still rises, and {who}: {listed(parts)}.")
    return lines


def _told(end: End, currency: str) -> str:
    """One end at which profit still rises."""
    gain = f"{end.gain.size('profit', currency)} against the neutral value, {end.gain.words()}"
    borne = f"; clearly worse: {listed(end.victims)}" if end.victims else ""
    name = words(end.place.practice)
    return (
        f"*{name[:1].upper()}{name[1:]}*, {end.place.beyond}: profit still rises towards {end.place.value:g}, where it "
        f"is {gain}{borne}."
    )


def _table(screened: Values, rising: Sequence[End], currency: str) -> Table:
    rows = []
    for name, by_value in screened.items():
        neutral = by_value[float(getattr(NEUTRAL, name))]["profit"]
        gains = [_thousands(by_value[value]["profit"] - neutral) for value in range_of(name)]
        said = [end.place.beyond for end in rising if end.place.practice == name]
        spec = PRACTICES[name]
        rows.append([words(name), f"{spec['low']:g} to {spec['high']:g}", *gains, listed(said)])
    unit = difference_unit(OUTCOMES["profit"], currency)
    head = ("practice", "range", "low end", "1/4", "middle", "3/4", "high end", "beyond evidence")
    return Table(f"Profit less that under the neutral value ({unit}), mean", head, rows)


def _thousands(values: np.ndarray) -> str:
    return number(scaled(OUTCOMES["profit"], float(np.nanmean(values))), signed=True)


def _figures(screened: Values, rising: Sequence[End], currency: str) -> Iterator["Figure"]:
    """Profit over the range of each practice that has such an end."""
    out = shown("profit", currency)
    for name in dict.fromkeys(end.place.practice for end in rising):
        neutral = screened[name][float(getattr(NEUTRAL, name))]["profit"]
        rows: list[Row] = []
        for value in values_of(name):
            e = estimate(screened[name][value]["profit"] - neutral)
            row: Row = {"value": value, "gain": out.value(e.mean), "low": out.value(e.low)}
            rows.append(row | {"high": out.value(e.high), "unit": out.difference_unit})
        figure = blank()
        x, y, low, high = pulled(rows, "value", "gain", "low", "high")
        line, marker = {"color": INK}, {"size": 8, "color": INK}
        shape = {"mode": "lines+markers", "line": line, "marker": marker, "showlegend": False}
        figure.add_scatter(x=x, y=y, error_y=bars(y, low, high), **shape)
        at = [f"{end.place.value:g}" for end in rising if end.place.practice == name]
        title = f"{words(name)}: profit still rises towards {listed(at)}"
        axis = f"profit less that under the neutral value ({out.difference_unit})"
        yield dressed(figure, title, rows, x=factor_axis(f"practices.{name}"), y=axis)
