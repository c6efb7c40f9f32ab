"""Analyses of a finished experiment, each with its figures and its tables, for the command line and for reports."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.differences import Difference, asked_differences
from sim.analysis.discovery import discover
from sim.analysis.effects import effects, profiles
from sim.analysis.finished import Finished
from sim.analysis.fits import LAID_OUT, continuous, require
from sim.analysis.judge import legend
from sim.analysis.morris import morris
from sim.analysis.pareto import pareto
from sim.analysis.runs import SETTING, Region, at_points, by_point, mean_over, rows_where, varied
from sim.analysis.runs import column as column_of
from sim.analysis.sobol import sobol
from sim.analysis.statistics import Row
from sim.analysis.survival import life_tables, staying, survival
from sim.design.comparison import names
from sim.errors import InputError, unknown
from sim.outcomes import OUTCOMES
from sim.store.store import Store
from sim.store.tables import SCENARIOS
from sim.sweeps.refine import Tipped, Tipping
from sim.view.figures import forest as forest_plot
from sim.view.figures import plots as figures
from sim.view.figures import sensitivity
from sim.view.figures.parallel import parallel_coordinates
from sim.view.theme import amount, factor_axis, level, shown, words

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

TRADED = ("turnover", "customer_satisfaction_all", "profit")
TALLEST = 860
"""Pixels of a figure that still fits a page."""


@dataclass(frozen=True)
class Found:
    """What an analysis found: figures, tables by heading, and what to know about them."""

    figures: tuple["Figure", ...]
    tables: Mapping[str, list[Row]]
    notes: tuple[str, ...] = field(default=())


def outcomes_of(finished: Finished, given: Sequence[str] | None) -> list[str]:
    """The outcomes to look at: those given, or the question's."""
    if given:
        for name in given:
            if name not in OUTCOMES:
                raise InputError(f"--outcome: {unknown('outcome', name, OUTCOMES)}")
        return list(dict.fromkeys(given))
    return list(finished.question.looked_at)


def currency_of(finished: Finished) -> str:
    """The currency of the first scenario, as it was run."""
    digest = finished.stored["scenario_digest"][0].as_py()
    return str(json.loads(Store(finished.folder).content(SCENARIOS, digest))["currency"])


def show_differences(finished: Finished, outcomes: Sequence[str]) -> Found:
    """Paired differences of the question's pairs at each point, for each outcome, under Holm's correction."""
    require_fit("differences", finished)
    question = finished.question.model_copy(update={"outcomes": tuple(outcomes)})
    found, currency = asked_differences(question, finished.runs, finished.comparisons), currency_of(finished)
    tables = difference_tables(finished, found, currency)
    notes = [
        "Each world against itself. "
        + legend(found[0].judged.family).replace("\n", " ")
        + " r is the correlation of A and B over worlds, var. reduction by how much pairing lowered the variance of the"
        " difference.",
        finished.stopped,
    ]
    if finished.question.sampling.kind not in LAID_OUT:
        notes.append("Averaged over the design's points, world by world.")
    return Found(tuple(forests(found, currency)), tables, tuple(notes))


def difference_tables(finished: Finished, found: Sequence[Difference], currency: str) -> dict[str, list[Row]]:
    """All that differences are judged by, a table a pair, outcome by outcome."""
    tables = {}
    for pair in finished.question.pairs:
        a, b = names(pair)
        mine = [one for one in found if (one.a, one.b) == (a, b)]
        order = list(dict.fromkeys(one.outcome for one in mine))
        name = forest_plot.labels(mine)
        tables[f"A {words(a)}, B {words(b)}: A less B"] = [
            forest_plot.full_row(one, name(one), shown(one.outcome, currency))
            for one in sorted(mine, key=lambda one: order.index(one.outcome))
        ]
    return tables


def forests(found: Sequence[Difference], currency: str) -> Iterator["Figure"]:
    """Forests of each pair, each short enough for a page."""
    for pair in dict.fromkeys((one.a, one.b) for one in found):
        mine = [one for one in found if (one.a, one.b) == pair]
        page: list[Difference] = []
        height = 132
        for outcome in dict.fromkeys(one.outcome for one in mine):
            panel = [one for one in mine if one.outcome == outcome]
            for start in range(0, len(panel), 20):
                part = panel[start : start + 20]
                if page and height + 86 + 26 * len(part) > TALLEST:
                    yield forest_plot.forest(page, currency=currency)
                    page, height = [], 132
                page += part
                height += 86 + 26 * len(part)
        yield forest_plot.forest(page, currency=currency)


def show_effects(finished: Finished, outcomes: Sequence[str]) -> Found:
    """Main effects of every factor, and of policy, contrast and scenario; and mean outcomes at each level."""
    require_fit("effects", finished)
    currency, drawn, tables = currency_of(finished), [], {}
    smallest = finished.question.smallest
    for found in effects(finished.runs, outcomes, finished.factors, smallest=smallest):
        outcome = found.outcome
        tornado = sensitivity.tornado(found, currency=currency)
        drawn.append(tornado)
        if finished.factors:
            drawn += level_figures(finished, outcome, currency)
        tables[shown(outcome, currency).axis] = list(tornado.layout.meta["table"])
        if found.interactions:
            out = shown(outcome, currency)
            tables[f"interactions on {out.label}"] = [
                {
                    "factor": one.factor,
                    "with": one.other,
                    "interaction": out.value(one.judged.difference.mean),
                    "low": out.value(one.judged.difference.interval.low),
                    "high": out.value(one.judged.difference.interval.high),
                    "unit": out.difference_unit,
                    "verdict": one.judged.verdict,
                }
                for one in found.interactions
            ]
    note = "From a factor's low to its high end, all else equal and averaged, each world against itself."
    return Found(tuple(drawn), tables, (note,))


def level_figures(finished: Finished, outcome: str, currency: str) -> Iterator["Figure"]:
    """Mean outcomes by level and policy, a figure a scenario and contrast."""
    scenario, contrast = (column_of(finished.runs, name).astype(str) for name in ("scenario", "contrast"))
    for pair in dict.fromkeys(zip(scenario.tolist(), contrast.tolist(), strict=True)):
        mine = rows_where(finished.runs, (scenario == pair[0]) & (contrast == pair[1]))
        figure = sensitivity.small_multiples(
            profiles(mine, outcome, finished.factors), outcome, currency=currency
        )
        yield _set_in(figure, finished, (*pair, ""))


def show_sobol(finished: Finished, outcomes: Sequence[str]) -> Found:
    """Sobol indices: each factor's share of the variance, alone and with all others."""
    require_fit("sobol", finished)
    drawn, tables, notes = [], {}, []
    for outcome in outcomes:
        for found in sobol(finished.runs, finished.question, outcome):
            setting = (found.scenario, found.contrast, found.policy)
            drawn.append(_set_in(sensitivity.sobol_bars(found), finished, setting))
            tables[headed(shown(outcome).label, finished, setting)] = found.rows()
            if found.dropped:
                notes.append(f"{words(outcome)}: {found.dropped} base points left out, undefined or missing")
    return Found(tuple(drawn), tables, ("Shares of the variance of means over worlds.", *notes))


def show_morris(finished: Finished, outcomes: Sequence[str]) -> Found:
    """Morris screening: how much each factor moves an outcome over its range, and how unevenly."""
    require_fit("morris", finished)
    currency, drawn, tables, notes = currency_of(finished), [], {}, []
    for outcome in outcomes:
        for found in morris(finished.runs, finished.question, outcome):
            setting = (found.scenario, found.contrast, found.policy)
            figure = _set_in(sensitivity.morris_scatter(found, currency=currency), finished, setting)
            drawn.append(figure)
            tables[headed(shown(outcome, currency).axis, finished, setting)] = list(
                figure.layout.meta["table"]
            )
            if found.dropped:
                notes.append(f"{words(outcome)}: {found.dropped} trajectories left out, undefined or missing")
    note = "μ* is the mean size of a factor's effect over its range, σ its spread: interaction or curvature."
    return Found(tuple(drawn), tables, (note, *notes))


def show_discovery(finished: Finished, region: Region) -> Found:
    """Conditions that lead into a region of an outcome."""
    require_fit("discover", finished)
    factors = varied(finished.runs, finished.factors)
    found = discover(finished.runs, factors, region)
    held = "it holds" if found.holds else "it does not hold clearly"
    note = f"On {found.holdout_points} points in the box that had no part in finding it, {held}."
    share = mean_over(region.holds(by_point(finished.runs, region.outcome).values), axis=1)
    lines = parallel_coordinates(
        {name: at_points(finished.runs, name) for name in factors}, share, region.words()
    )
    figure = sensitivity.discovery_tradeoff(found)
    return Found(
        (figure, lines), {f"boxes, from everywhere inwards: {region.words()}": found.rows()}, (note,)
    )


def worst_quarter(finished: Finished, outcome: str) -> Region:
    """The region of an outcome's worst quarter of points; the highest, where neither way is worse."""
    means = by_point(finished.runs, outcome).means
    if OUTCOMES[outcome].better > 0:
        return Region(outcome, high=float(np.nanquantile(means, 0.25)))
    return Region(outcome, low=float(np.nanquantile(means, 0.75)))


def show_tipping(found: Sequence[Tipping], factor: str, tipped: Tipped) -> Found:
    """Tipping points that were refined, a figure for each setting of everything but the policy."""
    drawn = []
    rows: list[Row] = []
    others = [{name: v for name, v in one.setting.items() if name != "policy"} for one in found]
    differing = [name for name in others[0] if len({one[name] for one in others}) > 1]
    for other in [one for at, one in enumerate(others) if one not in others[:at]]:
        where = ", ".join(f"{words(name)} {level(other[name])}" for name in differing)
        figure = figures.tipping_curves(
            [one.point for one, its in zip(found, others, strict=True) if its == other], factor
        )
        drawn.append(
            figure.update_layout(title_text=f"{figure.layout.title.text}{f' ({where})' * bool(where)}")
        )
    for one, its in zip(found, others, strict=True):
        place: Row = {words(name): level(its[name]) for name in differing}
        rows += [place | row for row in one.point.rows()]
    out = shown(tipped.outcome)
    way = "above" if tipped.above else "below"
    threshold = amount(out.value(tipped.threshold), out.unit)
    note = f"A world tips where {out.label} is {way} {threshold}."
    note += " Beyond low and high, 95% intervals leave a half out."
    return Found(tuple(drawn), {f"tipping points of {factor_axis(factor)}": rows}, (note,))


def show_pareto(finished: Finished, outcomes: Sequence[str] | None) -> Found:
    """Points of which no other is better in everything, in each scenario and contrast."""
    require_fit("pareto", finished)
    traded = list(outcomes or [name for name in TRADED if name in finished.question.outcomes])
    traded = traded if len(traded) > 1 else [n for n in finished.question.outcomes if OUTCOMES[n].better][:3]
    if len(traded) < 2 or not all(OUTCOMES[name].better for name in traded):
        raise InputError(
            f"pareto: given {', '.join(traded) or 'no outcome'}, allowed two or more --outcome of which more or less"
            " is better"
        )
    currency, drawn, tables = currency_of(finished), [], {}
    scenario, contrast = (column_of(finished.runs, name).astype(str) for name in ("scenario", "contrast"))
    for pair in dict.fromkeys(zip(scenario.tolist(), contrast.tolist(), strict=True)):
        mine = rows_where(finished.runs, (scenario == pair[0]) & (contrast == pair[1]))
        found = pareto(mine, traded, finished.factors)
        for other in traded[1:]:
            figure = figures.pareto_front(found, traded[0], other, currency=currency)
            drawn.append(_set_in(figure, finished, (*pair, "")))
        tables[headed("front", finished, (*pair, ""))] = found.rows()
    note = "Wanted: " + ", ".join(
        f"{'more' if OUTCOMES[n].better > 0 else 'less'} {words(n)}" for n in traded
    )
    return Found(tuple(drawn), tables, (f"{note}. Intervals are 95%; tables are in the store's units.",))


def show_survival(finished: Finished) -> Found:
    """How long people stay, by policy, in each scenario and contrast; points of a policy are added up."""
    drawn, tables = [], {}
    design = finished.design
    settings = list(zip(*(design[name].to_pylist() for name in SETTING), strict=True))
    points = design["point"].to_pylist()
    for scenario, contrast in dict.fromkeys((one[0], one[1]) for one in settings):
        group_of = {
            point: policy
            for point, (s, c, policy) in zip(points, settings, strict=True)
            if (s, c) == (scenario, contrast)
        }
        life = life_tables(finished.tenures, group_of)
        curves, where = survival(life), (scenario, contrast, "")
        drawn += [
            _set_in(draw(curves), finished, where)
            for draw in (figures.survival_curves, figures.hazard_curves)
        ]
        tables[headed("tenure in months", finished, where)] = [row for c in curves for row in c.rows()]
        tests = [row for test in staying(life) for row in test.rows()]
        if tests:
            tables[headed("share that stays a year, paired differences", finished, where)] = tests
    note = (
        "Voluntary quits by tenure, of the time watched under the policy; intervals by bootstrap over worlds."
    )
    return Found(tuple(drawn), tables, (note,))


BY_OUTCOME: dict[str, Callable[[Finished, Sequence[str]], Found]] = {
    "differences": show_differences,
    "effects": show_effects,
    "sobol": show_sobol,
    "morris": show_morris,
}


def only_factor(finished: Finished, given: str | None) -> str:
    """The factor to look along: the one given, or the only one that is a number."""
    known = [factor.name for factor in continuous(finished.question)]
    if given is None and len(known) == 1:
        return known[0]
    if given not in known:
        raise InputError(f"--factor: given {given or 'none'}, allowed {', '.join(known) or 'no factor here'}")
    return given


def require_fit(analysis: str, finished: Finished) -> None:
    """Refuse an analysis that does not suit the design."""
    require(analysis, finished.question, len(finished.design))


def headed(text: str, finished: Finished, setting: tuple[str, str, str]) -> str:
    """A heading with what of the setting is not the same everywhere."""
    question = finished.question
    many = (len(question.scenarios), len(question.contrasts), len(question.policies))
    differing = [words(name) for name, count in zip(setting, many, strict=True) if count > 1 and name]
    return f"{text} ({', '.join(differing)})" if differing else text


def _set_in(figure: "Figure", finished: Finished, setting: tuple[str, str, str]) -> "Figure":
    """The figure, its title saying in which setting."""
    title = figure.layout.title.text
    return figure.update_layout(title_text=headed(title, finished, setting))
