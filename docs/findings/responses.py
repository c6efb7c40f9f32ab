"""How the model responds: a firm that is left alone, a loss of quality, another price, other pay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from docs.findings.page import Section, Table
from docs.findings.runs import Ask, Found, Runs
from sim.analysis.judge import Held, Judgement, held_against, judge
from sim.analysis.statistics import Estimate, estimate
from sim.design.facts import priors
from sim.design.way import Way
from sim.english import counted, listed
from sim.model.parameters import WEEKS_A_YEAR
from sim.outcomes import OUTCOMES
from sim.running.scenarios import load_scenario
from sim.units import number, span
from sim.view.theme import blank, draw_band, draw_line, dressed

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

SCENARIO = "turnover_city"

STILL_YEARS, STILL_WORLDS = 20, 12
TRENDS = (
    "headcount",
    "turnover",
    "employee_satisfaction",
    "customer_satisfaction_all",
    "profit",
    "practised_standard",
)
"""What must not drift in a firm that nothing happens to."""

DROP = {"frontline_discretion": 0.0, "staffing_slack": -0.2, "improvement": 0.0}
"""A firm that lets its quality go: nobody decides for a customer, a fifth of the staff is saved, nothing improves."""
DROP_YEARS, DROP_WORLDS, LOOKED_AT = 5, 8, (1, 3, 5)
FELT = ("experience", "customer_satisfaction_all", "churn", "market_share")

CHANGES = (0.7, 0.9, 1.1, 1.3)
CHANGED_YEARS, CHANGED_WORLDS = 3, 12


def section(runs: Runs) -> Section:
    """How the model responds."""
    currency = load_scenario(SCENARIO).currency
    still = runs.of(
        "neutral firm, 20 years",
        {"neutral": Ask(Way(), SCENARIO, STILL_YEARS, STILL_WORLDS)},
        weekly=True,
    )
    drops = {
        name: Ask(Way("neutral", changes, contrast=contrast), SCENARIO, DROP_YEARS, DROP_WORLDS)
        for name, changes, contrast in (
            ("neutral", {}, "as_managed"),
            ("one", DROP, "as_managed"),
            ("all", DROP, "everywhere"),
        )
    }
    changes = {"neutral": Ask(Way(), SCENARIO, CHANGED_YEARS, CHANGED_WORLDS)} | {
        f"{practice} {value:g}": Ask(
            Way("neutral", {practice: value}), SCENARIO, CHANGED_YEARS, CHANGED_WORLDS
        )
        for practice in ("price", "pay")
        for value in CHANGES
    }
    parts = (
        stillness(still["neutral"], currency),
        quality(runs.of("quality lost", drops, weekly=True), currency),
        elasticities(runs.of("price and pay", changes, weekly=True)),
    )
    return Section(
        "5. How the model responds",
        [said for part in parts for said in part.sentences],
        [table for part in parts for table in part.tables],
        [figure for part in parts for figure in part.figures],
        [said for part in parts for said in part.against],
    )


def yearly(weeks: np.ndarray) -> np.ndarray:
    """Means over each year, [world, year], of what is weekly; NaN for a year in which nothing is defined."""
    years = weeks.reshape(len(weeks), -1, WEEKS_A_YEAR)
    defined = ~np.isnan(years)
    total = np.where(defined, years, 0.0).sum(axis=2)
    count = defined.sum(axis=2)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


# ---------------------------------------------------------------- left alone


def stillness(found: Found, currency: str) -> Section:
    """Whether a neutral firm stands still: for each outcome the trend over the years, against chance."""
    series = {name: yearly(found.weeks(name)) for name in TRENDS}
    judged = dict(zip(TRENDS, judge([_ends(series[name]) for name in TRENDS]), strict=True))
    worlds, years = next(iter(series.values())).shape
    drifting = [name for name in TRENDS if judged[name].verdict == "clear"]
    said = [
        f"A neutral firm among neutral rivals is left alone for {years} years, in {counted(worlds, 'world')}: "
        + (
            f"{listed([_label(name) for name in drifting])} drift."
            if len(drifting) > 1
            else f"{_label(drifting[0])} drifts."
            if drifting
            else f"none of {listed([_label(name) for name in TRENDS])} has a trend that chance does not explain."
        )
    ]
    against = [
        f"A neutral firm does not stand still: over {years} years {_label(name)} changes by "
        f"{judged[name].size(name, currency)} along its trend."
        for name in drifting
    ]
    failed = int(
        np.isnan(found.weeks("headcount")[:, -1]).sum() + (found.weeks("headcount")[:, -1] == 0).sum()
    )
    if failed:
        against.append(f"In {failed} of {counted(worlds, 'world')} the neutral firm is gone by then.")
    rows = [
        (
            _label(name),
            judged[name].size(name, currency),
            "drifts" if name in drifting else "no clear trend",
        )
        for name in TRENDS
    ]
    caption = (
        f"The neutral firm over {years} years: change along a straight line from the first year to the last"
    )
    return Section(
        "", said, [Table(caption, ("outcome", "change", "judged"), rows)], [_standing(series)], against
    )


def _ends(years: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each world's straight line through its years ends, and where it begins."""
    at = np.arange(years.shape[1]) - (years.shape[1] - 1) / 2.0
    slope = (years * at).sum(axis=1) / (at * at).sum()
    middle = years.mean(axis=1)
    return middle + slope * at[-1], middle + slope * at[0]


def _standing(series: Mapping[str, np.ndarray]) -> "Figure":
    figure, rows = blank(), []
    for name in TRENDS:
        if name == "profit":  # near zero, so that a ratio to its mean says nothing
            continue
        means = np.nanmean(series[name], axis=0)
        ratio = means / means.mean()
        years = list(range(1, len(ratio) + 1))
        draw_line(figure, years, ratio.tolist(), name)
        rows += [
            {"outcome": _label(name), "year": year, "of its mean": value}
            for year, value in zip(years, ratio, strict=True)
        ]
    title = "A neutral firm that is left alone, each outcome over its mean of all years"
    return dressed(figure, title, rows, x="year", y="over its mean")


# ---------------------------------------------------------------- quality lost


def quality(found: Mapping[str, Found], currency: str) -> Section:
    """What a lasting loss of quality does: of one firm alone, and of all firms at once."""
    series = {way: {name: yearly(one.weeks(name)) for name in FELT} for way, one in found.items()}
    places = [(who, name, year) for who in ("one", "all") for name in FELT for year in LOOKED_AT]
    pairs = [
        (series[who][name][:, year - 1], series["neutral"][name][:, year - 1]) for who, name, year in places
    ]
    judged = dict(zip(places, judge(pairs), strict=True))
    last = LOOKED_AT[-1]
    said = [
        "A firm lets its quality go: its front line decides nothing, a fifth of its staff is saved, and nothing is "
        f"improved. {_lost(judged, 'one', 'Alone among rivals who do not', last, currency)}",
        f"{_lost(judged, 'all', 'Where all firms do so', last, currency)}",
    ]
    against = [
        f"Where {'one firm loses' if who == 'one' else 'all firms lose'} quality, "
        f"{_label(name)} is not clearly {'higher' if better < 0 else 'lower'} in year {last}: "
        f"{judged[who, name, last].size(name, currency)}."
        for who in ("one", "all")
        for name, better in (("customer_satisfaction_all", 1), ("churn", -1))
        if judged[who, name, last].sign != -better
    ]
    head = ("outcome", *(f"{who}, year {year}" for who in ("one firm", "all firms") for year in LOOKED_AT))
    rows = [
        (
            _label(name),
            *(
                judged[who, name, year].size(name, currency) + judged[who, name, year].mark
                for who in ("one", "all")
                for year in LOOKED_AT
            ),
        )
        for name in FELT
    ]
    caption = "Quality lost, against the neutral firm in the same worlds (* clear)"
    return Section("", said, [Table(caption, head, rows)], [_losing(series)], against)


def _lost(
    judged: Mapping[tuple[str, str, int], Judgement], who: str, where: str, year: int, currency: str
) -> str:
    """What is lost in a year, in a sentence."""
    parts = [
        f"{OUTCOMES[name].called} {judged[who, name, year].size(name, currency)}{judged[who, name, year].mark}"
        for name in FELT
    ]
    return f"{where}, in year {year} (* clear): {listed(parts)}."


def _losing(series: Mapping[str, Mapping[str, np.ndarray]]) -> "Figure":
    name = "customer_satisfaction_all"
    figure, rows = blank(), []
    for way, like, called in (
        ("neutral", "neutral", "nobody loses quality"),
        ("one", "customer_first", "one firm does"),
        ("all", "people_and_customer", "all firms do"),
    ):
        means = 100.0 * np.nanmean(series[way][name], axis=0)
        years = list(range(1, len(means) + 1))
        draw_line(figure, years, means.tolist(), like, name=called, mode="lines+markers")
        rows += [
            {"who": called, "year": year, _label(name): value}
            for year, value in zip(years, means, strict=True)
        ]
    return dressed(figure, "Satisfaction after quality is lost", rows, x="year", y=f"{_label(name)} (%)")


# ---------------------------------------------------------------- price and pay


@dataclass(frozen=True)
class Response:
    """How strongly something answers a change, as an elasticity, and the published range that it is held against."""

    what: str
    prior: str
    practice: str
    values: Mapping[
        float, np.ndarray
    ]  # change of the practice to what answers over what it is ordinarily, by world

    @property
    def published(self) -> tuple[float, float]:
        """The published range."""
        prior = priors()[self.prior]
        return prior["low"], prior["high"]

    def elasticity(self, change: float) -> Estimate:
        """The elasticity over worlds: log of the answer over log of the change."""
        ratio = self.values[change]
        defined = np.where(ratio > 0.0, ratio, np.nan)
        return estimate(np.log(defined) / np.log(change))

    def held(self, change: float) -> Held:
        """Whether the elasticity lies in the published range."""
        return held_against(self.elasticity(change), self.published)


def elasticities(found: Mapping[str, Found]) -> Section:
    """How sales answer the price and quits answer pay, against published elasticities."""
    answers = responses(found)
    rows, said, against = [], [], []
    for answer in answers:
        for change in CHANGES:
            e = answer.elasticity(change)
            rows.append(
                (
                    answer.what,
                    f"{answer.practice} {_change(change)}",
                    f"{number(e.mean)} {span(e.low, e.high)}",
                    span(*answer.published),
                    answer.held(change),
                )
            )
        met = [change for change in CHANGES if answer.held(change) == "met"]
        missed = [change for change in CHANGES if answer.held(change) == "not met"]
        said.append(
            f"The elasticity of {answer.what} to the firm's own {answer.practice} lies within the published range of "
            f"{span(*answer.published)} at {len(met)} of {len(CHANGES)} changes."
        )
        if missed:
            sizes = [f"{number(answer.elasticity(change).mean)} at {_change(change)}" for change in missed]
            against.append(
                f"The elasticity of {answer.what} to {answer.practice} is outside the published range of "
                f"{span(*answer.published)}: {listed(sizes)}."
            )
    for answer in answers:
        turned = [change for change in CHANGES if answer.elasticity(change).low > 0.0]
        against += [
            f"{answer.what[0].upper()}{answer.what[1:]} move the wrong way at {answer.practice} "
            f"{_change(change)}: a firm sells no more than it has people for, and revenue is what pays them."
            for change in turned
            if answer.practice == "price"
        ]
    head = ("what answers", "change", "elasticity", "published", "held")
    caption = "Elasticities, means over worlds with 95% intervals"
    return Section(
        "", said, [Table(caption, head, rows)], [_answering(answer) for answer in answers], against
    )


def responses(found: Mapping[str, Found]) -> list[Response]:
    """What answers price and pay, relative to the neutral firm in the same world."""

    def sales(name: str, price: float, year: int) -> np.ndarray:
        return yearly(found[name].weeks("revenue"))[:, year] / price

    def quits(name: str) -> np.ndarray:
        return found[name].values("turnover")

    by_year = {
        year: {
            change: sales(f"price {change:g}", change, year) / sales("neutral", 1.0, year)
            for change in CHANGES
        }
        for year in (0, CHANGED_YEARS - 1)
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        pay = {change: quits(f"pay {change:g}") / quits("neutral") for change in CHANGES}
    return [
        Response("sales in the first year", "price_elasticity", "price", by_year[0]),
        Response(f"sales in year {CHANGED_YEARS}", "price_elasticity", "price", by_year[CHANGED_YEARS - 1]),
        Response("quits", "quit_elasticity", "pay", pay),
    ]


def _answering(answer: Response) -> "Figure":
    """What answers, over what it is ordinarily, and where the published range would have it."""
    changes: Sequence[float] = sorted((*CHANGES, 1.0))
    means = [1.0 if change == 1.0 else float(np.nanmean(answer.values[change])) for change in changes]
    low, high = ([change**e for change in changes] for e in answer.published)
    figure = blank()
    draw_band(figure, changes, low, high, "neutral", 0.25)
    draw_line(figure, changes, means, "people_and_customer", name="the model", mode="lines+markers")
    rows = [
        {answer.practice: change, answer.what: mean, "published, low": one, "published, high": other}
        for change, mean, one, other in zip(changes, means, low, high, strict=True)
    ]
    title = f"{answer.what} as {answer.practice} changes; shaded: what published elasticities say"
    return dressed(
        figure, title, rows, x=f"{answer.practice} over the market's", y=f"{answer.what}, 1 = neutral"
    )


def _change(factor: float) -> str:
    """A factor on a price or pay, as a change in percent."""
    return f"{100 * (factor - 1):+.0f}%".replace("-", "−")


def _label(name: str) -> str:
    return OUTCOMES[name].label
