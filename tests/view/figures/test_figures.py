"""Figures say what they found, name their units, show intervals and carry their numbers."""

import json

import numpy as np
import pytest

from sim.analysis.discovery import discover
from sim.analysis.effects import effects, profiles
from sim.analysis.morris import MorrisEffects, Screening
from sim.analysis.pareto import pareto
from sim.analysis.runs import Region
from sim.analysis.sobol import SobolIndex, SobolIndices
from sim.analysis.statistics import Interval
from sim.analysis.survival import LifeTable, survival
from sim.analysis.tipping import tipping_point
from sim.analysis.tipping_map import TippingMap
from sim.design.question import Versus
from sim.view.figures import forest as forest_plot
from sim.view.figures import plots as figures
from sim.view.figures import sensitivity
from sim.view.figures.parallel import parallel_coordinates
from sim.view.theme import LOOKS, dressed, factor_axis, look, number, shown
from tests.analysis.compared import differences_of

RNG = np.random.default_rng(2)
WORLDS = 20
LOAD, VOICE = "customers.need_rate", "practices.employee_voice"
POLICIES = ("customer_first", "people_and_customer")


def grid():
    """Turnover and profit over two factors and two policies, in the same worlds."""
    luck = RNG.normal(size=WORLDS)
    cells = [(p, a, b) for a in (0.3, 0.4, 0.5) for b in (0.2, 0.8) for p in POLICIES]
    turnover = [
        a * (2.0 if p == "customer_first" else 1.0) - 0.1 * b + 0.05 * luck + 0.02 * RNG.normal(size=WORLDS)
        for p, a, b in cells
    ]
    columns = zip(*cells, strict=True)
    return {
        "point_number": np.repeat(np.arange(len(cells)), WORLDS),
        "replication": np.tile(np.arange(WORLDS), len(cells)),
        "scenario": np.full(len(cells) * WORLDS, "turnover_city"),
        "contrast": np.full(len(cells) * WORLDS, "as_managed"),
        **{
            name: np.repeat(values, WORLDS)
            for name, values in zip(("policy", LOAD, VOICE), columns, strict=True)
        },
        "turnover": np.concatenate(turnover),
        "profit": 1e6 * (1.0 - np.concatenate(turnover)),
    }


RUNS = grid()


PAIR = [Versus(policy=POLICIES[0], against=POLICIES[1])]


def a_difference():
    return forest_plot.forest(differences_of(RUNS, PAIR, ["turnover"], [LOAD, VOICE], averaged=True))


def forest():
    return forest_plot.forest(
        differences_of(RUNS, PAIR, ["turnover", "profit"], [LOAD, VOICE]), currency="EUR"
    )


def fan():
    series = {
        p: 0.2 + 0.1 * n + 0.02 * RNG.normal(size=(WORLDS, 104)).cumsum(axis=1)
        for n, p in enumerate(POLICIES)
    }
    return figures.fan(range(1, 105), series, "turnover")


def curves():
    tables = {
        policy: LifeTable(np.full((WORLDS, 31), 400.0), RNG.binomial(400, weekly, (WORLDS, 31)).astype(float))
        for policy, weekly in zip(POLICIES, (0.03, 0.01), strict=True)
    }
    return survival(tables)


def survival_curves():
    return figures.survival_curves(curves())


def hazard_curves():
    return figures.hazard_curves(curves())


def tipping_curves():
    own = np.sort(RNG.normal(0.06, 0.005, size=60))
    runs = {POLICIES[0]: lambda value: own <= value, POLICIES[1]: lambda value: own <= value - 0.1}
    return figures.tipping_curves(
        [
            tipping_point(run, np.linspace(0.0, 0.1, 5), tolerance=0.001, policy=name)
            for name, run in runs.items()
        ],
        LOAD,
    )


def a_map(share, x, y):
    worlds = np.full(share.shape, 20)
    return TippingMap("city", "as_managed", "neutral", "clarity <= 0.5", LOAD, VOICE, x, y, share, worlds)


def heatmap():
    x, y = np.array([0.3, 0.4, 0.5, 0.6, 0.8]), np.array([0.0, 0.5, 1.0])
    share = 1.0 / (1.0 + np.exp(-20.0 * (x - 0.4 - 0.15 * y[:, None])))
    share[0, 4] = np.nan  # not run
    return figures.heatmap(a_map(share, x, y))


def pareto_front():
    return figures.pareto_front(
        pareto(RUNS, ["turnover", "profit"], [LOAD, VOICE]), "turnover", "profit", currency="EUR"
    )


def tornado():
    return sensitivity.tornado(effects(RUNS, ["turnover"], [LOAD, VOICE])[0])


def small_multiples():
    return sensitivity.small_multiples(profiles(RUNS, "turnover", [LOAD, VOICE]), "turnover")


def sobol_bars():
    indices = tuple(
        SobolIndex(name, t / 2, Interval(t / 2 - 0.1, t / 2 + 0.1), t, Interval(t - 0.1, t + 0.1))
        for name, t in ((LOAD, 0.7), (VOICE, 0.4), ("practices.pay", 0.05))
    )
    return sensitivity.sobol_bars(
        SobolIndices("city", "as_managed", "neutral", "turnover", indices, 0.3, 0.06, 64, 0, 4)
    )


def morris_scatter():
    screened = tuple(
        Screening(name, mu, mu, Interval(mu - 0.1, mu + 0.1), mu / 2, Interval(mu / 3, mu))
        for name, mu in ((LOAD, 0.7), (VOICE, 0.3))
    )
    return sensitivity.morris_scatter(
        MorrisEffects("city", "as_managed", "neutral", "turnover", screened, 20, 0, 4)
    )


def discovery_tradeoff():
    rng = np.random.default_rng(1)
    load, voice = rng.uniform(size=(2, 600))
    runs = {
        "point_number": np.arange(600),
        "replication": np.zeros(600, int),
        LOAD: load,
        VOICE: voice,
        "turnover": np.where((load > 0.6) & (voice < 0.5), 1.2, 0.2),
    }
    return sensitivity.discovery_tradeoff(discover(runs, [LOAD, VOICE], Region("turnover", low=1.0)))


def parallel_lines():
    rng = np.random.default_rng(1)
    load, voice = rng.uniform(size=(2, 90))
    way = np.where(rng.uniform(size=90) < 0.5, "one", "other")
    share = np.where(load > 0.7, 1.0, 0.1)
    return parallel_coordinates({LOAD: load, VOICE: voice, "policy": way}, share, "turnover >= 1")


MADE = {
    make.__name__: make
    for make in (
        a_difference,
        forest,
        fan,
        survival_curves,
        hazard_curves,
        tipping_curves,
        heatmap,
        pareto_front,
        tornado,
        small_multiples,
        sobol_bars,
        morris_scatter,
        discovery_tradeoff,
        parallel_lines,
    )
}


@pytest.fixture(scope="module")
def made():
    return {name: make() for name, make in MADE.items()}


FINDINGS = {
    "a_difference": "Customer first against people and customer: turnover +",
    "forest": "Customer first against people and customer: turnover higher; profit lower",
    "fan": "By week 104, median turnover (% a year) is ",
    "survival_curves": "Of people hired, a year later there are still 2",
    "hazard_curves": "In their first two years people are most likely to quit in month ",
    "tipping_curves": "people and customer has no tipping point in this range",
    "heatmap": "Half of worlds tip between need rate 0.4 and 0.55 under neutral, depending on employee voice",
    "pareto_front": "1 of 12 points is on the front (people and customer): no other is as good in everything",
    "tornado": "Policy moves turnover most: ",
    "small_multiples": "Turnover moves most over need rate under customer first: by 4",
    "sobol_bars": "Need rate has a part in 70% of the variance of turnover [60%, 80%]; luck is 30% of a single run's",
    "morris_scatter": "Need rate moves turnover most, by 70 points a year [60, 80] over its range",
    "discovery_tradeoff": "Where need rate >= 0.6",
    "parallel_lines": "points lead into turnover >= 1; they lie high on need rate above all",
}


@pytest.mark.parametrize("name", MADE)
def test_title_states_the_finding(made, name):
    assert FINDINGS[name] in made[name].layout.title.text.replace("<br>", " ")


@pytest.mark.parametrize("name", MADE)
def test_every_axis_has_a_label(made, name):
    layout = made[name].layout.to_plotly_json()
    axes = {key: axis for key, axis in layout.items() if key.startswith("xaxis")}
    assert all(axis["title"]["text"] for axis in axes.values())
    if name not in (
        "a_difference",
        "forest",
        "tornado",
        "sobol_bars",
    ):  # whose rows are labelled
        assert layout["yaxis"]["title"]["text"]


@pytest.mark.parametrize("name", MADE)
def test_intervals_are_shown(made, name):
    traces = [trace.to_plotly_json() for trace in made[name].data]
    assert any(
        t.get("fill") == "toself" or "error_x" in t or "error_y" in t or "95%" in t.get("name", "")
        for t in traces
    )


@pytest.mark.parametrize("name", MADE)
def test_numbers_are_there_as_a_table(made, name):
    table = made[name].layout.meta["table"]
    assert len({tuple(row) for row in table}) == 1
    json.dumps(table, allow_nan=False)


@pytest.mark.parametrize("name", MADE)
def test_basic_plotly_draws_it(made, name):
    assert {trace.type for trace in made[name].data} <= {"scatter", "bar"}


def test_title_may_be_given():
    figure = sensitivity.tornado(effects(RUNS, ["turnover"], [LOAD, VOICE])[0], title="load is what matters")
    assert figure.layout.title.text == "Load is what matters"


def test_policies_are_told_apart_the_same_way_everywhere(made):
    for name in ("fan", "tipping_curves", "survival_curves", "small_multiples"):
        lines = {t.name: (t.line.color, t.line.dash) for t in made[name].data if t.name and t.fill is None}
        assert lines["customer first"] == ("#5b2a86", "dash")
        assert lines["people and customer"] == ("#15803d", "solid")
    assert len({(one.color, one.dash) for one in LOOKS.values()}) == len(LOOKS)
    assert len({one.symbol for one in LOOKS.values()}) == len(LOOKS)
    assert look("my_own") == look("my_own")


def test_figures_of_nothing_say_so():
    never = tipping_point(lambda value: np.zeros(9), [0.0, 1.0], tolerance=0.1, policy="neutral")
    assert (
        figures.tipping_curves([never], LOAD).layout.title.text
        == "Neutral has no tipping point in this range"
    )
    cold = figures.heatmap(a_map(np.zeros((2, 1)), np.array([1.0]), np.array([1.0, 2.0])))
    assert cold.layout.title.text == "Nowhere under neutral does the share of worlds that tip cross a half"


def test_words_of_axes():
    assert shown("turnover").axis == "turnover (% a year)"
    assert shown("turnover").difference_unit == "points a year"
    assert shown("profit", "EUR").axis == "profit (thousand EUR a year)"
    assert shown("profit").value(2_000.0) == 2.0
    assert shown("tipped").axis == "tipped"
    assert factor_axis("practices.team_time") == "team time (practice)"
    assert factor_axis("customers.need_rate").startswith("need rate (")
    assert factor_axis("policy") == "policy"
    assert number(-1234.5) == "−1,234"
    assert number(0.01234, signed=True) == "+0.0123"
    assert number(float("nan")) == "not known"


def test_long_titles_are_wrapped():
    from plotly.graph_objects import Figure

    assert dressed(Figure(), "word " * 40, []).layout.title.text.count("<br>") == 2


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "No point has most of its worlds in it"), (1.0, "Every point has")]
)
def test_lines_of_which_none_or_all_stand_out_say_so(share, said):
    figure = parallel_coordinates({LOAD: np.arange(5.0)}, np.full(5, share), "it")
    assert said in figure.layout.title.text


def test_a_point_of_which_nothing_is_known_is_no_line():
    figure = parallel_coordinates(
        {LOAD: np.arange(3.0), VOICE: np.arange(3.0)}, np.array([0, 1, np.nan]), "it"
    )
    others, there = figure.data[:2]
    assert (others.name, there.name) == ("other points (1)", "most worlds in it (1)")
    assert list(there.y) == [1.0, 1.0, None]
