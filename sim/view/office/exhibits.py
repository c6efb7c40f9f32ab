"""What a deck shows: a finding each, the numbers of its chart, and what stands beside it. Nothing here draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

from sim.analysis.differences import Difference, by_pair
from sim.analysis.effects import profiles
from sim.analysis.runs import select
from sim.analysis.wording import words
from sim.english import counted, sentence
from sim.outcomes import OUTCOMES, TRADE_OFF
from sim.units import shown
from sim.view.figures import tornado
from sim.view.office.means import mean_of
from sim.view.report.content import Content
from sim.view.study import Study
from sim.view.theme import BLUE, ORANGE, PINK, factor_axis, level, look

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

COLORS = (BLUE, ORANGE, PINK)
"""Of series that are no policies'."""

MOST_CATEGORIES = 12
"""Categories of a chart that are still told apart on a slide."""

MOST_BESIDE = 6
"""Lines beside a chart that are still read."""

MOST_IN_A_TITLE = 2
"""Differences that a title still holds."""


@dataclass(frozen=True)
class Series:
    """Means with the ends of their intervals, a value for each category of the chart."""

    name: str
    colors: Sequence[str]  # one, or one for each category
    values: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Exhibit:
    """A finding, the chart that shows it, and sentences beside it."""

    finding: str
    categories: Sequence[str]
    category_axis: str
    value_axis: str
    series: Sequence[Series]
    beside: Sequence[str]

    @property
    def from_zero(self) -> bool:
        """Whether columns, which begin at zero, still show how values differ; else dots are drawn."""
        low = min(value for one in self.series for value in one.low)
        return low < 0.5 * max(value for one in self.series for value in one.high)


def exhibits(content: Content, most: int) -> list[Exhibit]:
    """The exhibits of a report, at most so many: levels of what varies, else policies, else the report's bars."""
    study = content.study
    factors = study.finished.factors
    if factors and study.fits("effects"):
        found = [one for name in key_outcomes(study) for one in _by_level(study, name)]
    elif not factors and len(study.finished.question.policies) > 1:
        found = [_by_policy(study, name) for name in key_outcomes(study)]
    else:
        found = [one for figure, _ in content.figures if (one := _of_bars(figure))]
    return [one for one in found if _is_drawn(one)][:most]


def key_outcomes(study: Study) -> list[str]:
    """The question's outcomes, those first that employees, customers and owners want."""
    return sorted(
        study.outcomes, key=lambda name: TRADE_OFF.index(name) if name in TRADE_OFF else len(TRADE_OFF)
    )


def _is_drawn(one: Exhibit) -> bool:
    """Whether there is something to draw, all of it known."""
    numbers = [
        value for series in one.series for ends in (series.values, series.low, series.high) for value in ends
    ]
    return bool(numbers) and all(value == value for value in numbers)


# ------------------------------------------------------------------------------ policies


def _by_policy(study: Study, outcome: str) -> Exhibit:
    """Means of the policies under the first contrast, in the first scenario, and what is judged of them."""
    (_, runs), out = next(study.settings()), shown(outcome, study.currency)
    names = study.finished.question.policies
    means = [mean_of(select(runs, policy=name), outcome) for name in names]
    ends = [[out.value(getattr(mean, end)) for mean in means] for end in ("mean", "low", "high")]
    judged = [one for one in study.overall if one.outcome == outcome]
    return Exhibit(
        finding=finding(judged, study) or f"{out.label} under each policy",
        categories=[words(name) for name in names],
        category_axis="",
        value_axis=out.axis,
        series=[Series(out.label, [look(name).color for name in names], *ends)],
        beside=[_told(one, study) for one in first_contrast_first(judged, study)[:MOST_BESIDE]],
    )


def finding(judged: Sequence[Difference], study: Study) -> str:
    """What is judged of an outcome under the first contrast, as a title; of many pairs, of the first clear one."""
    mine = [one for one in judged if one.contrast == study.finished.question.contrasts[0]]
    if not mine:
        return ""
    if len(mine) > MOST_IN_A_TITLE:
        mine = [one for one in mine if one.sign][:1] or mine[:1]
    what, against = OUTCOMES[mine[0].outcome].called, {one.b for one in mine}
    shared = f" against {words(mine[0].b)}" if len(against) == 1 else ""
    # What more worlds would decide is said beside the chart.
    told = [one.judged.told(one.outcome, study.currency).split(". ")[0] for one in mine]
    each = [
        f"{words(one.a)}{'' if shared else f' against {words(one.b)}'} {said}"
        for one, said in zip(mine, told, strict=True)
    ]
    return sentence(f"{what}{shared}: {'; '.join(each)}")[:-1]


def first_contrast_first(judged: Sequence[Difference], study: Study) -> list[Difference]:
    """Differences in the order of their contrasts, as they are for each."""
    return sorted(judged, key=lambda one: study.finished.question.contrasts.index(one.contrast))


def _told(one: Difference, study: Study) -> str:
    """A difference in a line: of whom, under what, how large and how sure."""
    question = study.finished.question
    who = f"{words(one.a)} less {words(one.b)}, " if len(question.pairs) > 1 else ""
    return sentence(f"{who}{words(one.contrast)}: {one.judged.told(one.outcome, study.currency)}")


def leads(groups: Sequence[Sequence[Difference]]) -> str:
    """In how many outcomes each first policy does better than the one it is compared with, and in how many worse."""
    said = []
    for group in groups:
        valued = [each for each in group if OUTCOMES[each.outcome].better]
        signs = [each.sign * OUTCOMES[each.outcome].better for each in valued]
        counts = f"better in {signs.count(1) or 'none'}, worse in {signs.count(-1) or 'none'}"
        one = group[0]
        said.append(
            f"{words(one.a)} does clearly {counts} of {counted(len(valued), 'outcome')} than {words(one.b)}"
        )
    return sentence("; ".join(said))[:-1]


def compared(study: Study, most: int) -> list[list[Difference]]:
    """The differences of the first pairs, under the first contrast in the first scenario, at most so many pairs."""
    question = study.finished.question
    mine = [one for one in study.overall if one.contrast == question.contrasts[0]]
    return [group for group in by_pair(mine) if group[0].scenario == mine[0].scenario][:most]


# ------------------------------------------------------------------------------ what varies


def _by_level(study: Study, outcome: str) -> Iterator[Exhibit]:
    """Means at each level of the factor that moves the outcome most, a series for each policy."""
    effect = next((one for one in study.effects if one.outcome == outcome), None)
    main = [one for one in effect.main if one.factor in study.finished.factors] if effect else []
    if not effect or not main:
        return
    factor, out = main[0].factor, shown(outcome, study.currency)
    (_, runs) = next(study.settings())
    rows = [one for one in profiles(runs, outcome, [factor]) if one.factor == factor]
    of = list(dict.fromkeys(one.of for one in rows))
    at = list(dict.fromkeys(one.level for one in rows))[:MOST_CATEGORIES]
    series = [
        Series(
            words(name) or out.label,
            (look(name).color,),
            *(
                [out.value(getattr(one.estimate, end)) for one in rows if one.of == name and one.level in at]
                for end in ("mean", "low", "high")
            ),
        )
        for name in of
    ]
    figure = tornado.tornado(effect, currency=study.currency)
    yield Exhibit(
        finding=plain(figure.layout.title.text),
        categories=[level(one) for one in at],
        category_axis=factor_axis(factor),
        value_axis=out.axis,
        series=series,
        beside=[
            sentence(
                f"{words(one.factor)}, {level(one.low)} to {level(one.high)}:"
                f" {one.judged.told(outcome, study.currency)}"
            )
            for one in main[:MOST_BESIDE]
        ],
    )


# ------------------------------------------------------------------------------ any other figure


def _of_bars(figure: "Figure") -> Exhibit | None:
    """A report's figure of horizontal bars as an exhibit; nothing where there are none."""
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.orientation == "h"]
    if not bars:
        return None
    axis = figure.layout.xaxis.title.text
    series = []
    for trace, color in zip(bars, cycle(COLORS), strict=False):
        values = [float(value) for value in trace.x]
        above = trace.error_x.array if trace.error_x.array is not None else [0.0] * len(values)
        below = trace.error_x.arrayminus if trace.error_x.arrayminus is not None else above
        low = [value - float(less) for value, less in zip(values, below, strict=True)]
        high = [value + float(more) for value, more in zip(values, above, strict=True)]
        series.append(Series(trace.name or axis, (color,), values, low, high))
    return Exhibit(
        finding=plain(figure.layout.title.text),
        categories=[plain(str(one)) for one in bars[0].y],
        category_axis="",
        value_axis=axis,
        series=series,
        beside=(),
    )


def plain(text: str) -> str:
    """A figure's text without the breaks that fit it to the figure."""
    return text.replace("<br>", " ")


def clean(text: str) -> str:
    """A text without signs that XML does not allow."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())
