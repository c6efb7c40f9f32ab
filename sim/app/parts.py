"""Parts of the page that follow the game: firms side by side, the turn, the debrief, the maps."""

from typing import Any

import numpy as np
from dash import dcc, html

from sim.app.charts import HEARD, drivers
from sim.app.debrief import BETTER, COUNTS, LEVELS, MEASURES, WORLDS, Debrief, Figures, Luck, standing
from sim.app.explore import Explored
from sim.app.game import QUARTERS, Game, Track
from sim.app.jobs import Job
from sim.app.story import by_luck, headline, story
from sim.app.words import MEASURE, SHOWN, amount, practice_label, signed, value_words
from sim.model.scenario import Scenario
from sim.view.figures.tipping_map import heatmap
from sim.view.naming import named
from sim.view.theme import INK, look

THREE = {"tickformat": ".3~g"}
"""Ticks of three significant digits."""

SECRET = "nobody reports it"


def how_far(job: Job) -> str:
    """What a job is, and how far."""
    if job.state == "waiting":
        return f"{job.what}: waiting for others to finish …"
    if not job.of:
        return f"{job.what} …"
    left = job.seconds_left()
    about = (
        f", {left / 60.0:.0f} minutes left" if left > 90.0 else f", {left:.0f} seconds left" if left else ""
    )
    return f"{job.what} … {job.done} of {job.of}{about}"


def share(job: Job) -> str:
    """How much of a job is done, as a progress bar wants it."""
    return f"{job.done / job.of if job.of else 0.0:.3f}"


def scene(scenario: Scenario) -> list[Any]:
    """Where one is, in a sentence; more of it on a click."""
    return [html.B(scenario.title), " ", html.Details([html.Summary("more"), scenario.describes])]


def turn(game: Game, number: int) -> tuple[Any, ...]:
    """What the callback that begins a turn puts in place, in the order of its outputs."""
    line = game.line(number)
    practices = line.practices.as_dict()
    quarters = [{"value": quarter, "label": f"quarter {quarter + 1}"} for quarter in range(line.quarter)]
    title = f"Quarter {line.quarter + 1} of {QUARTERS}: you decide"
    return (
        scene(game.scenario),
        headline(line, game.rival, game.policy.name, game.scenario.currency),
        "The three years are over." if line.over else title,
        "The game is over" if line.over else f"Play quarter {line.quarter + 1}",
        line.quarter,
        {name: practices[name] for name in SHOWN} | {"over": line.over},
        [practices[name] for name in SHOWN],
        quarters,
        max(0, line.quarter - 4) if quarters else None,
        [{"value": at, "label": f"{one.name} ({one.quarter} played)"} for at, one in enumerate(game.lines)],
        number,
        not quarters,
        not quarters,
        line.over,
    )


def firms(game: Game, number: int, everything: bool) -> list[html.Article]:
    """Your firm and the policy's, side by side."""
    line = game.line(number)
    rival = game.rival.until(line.quarter)
    mine, theirs = line.track(), rival
    stand, other = standing(mine), standing(theirs)
    how = look(game.policy.name)
    return [
        _firm(line.name, "you decide, quarter by quarter", INK, "solid", mine, stand, other, game, everything),
        _firm(
            named(game.policy.name), game.policy.describes, how.color,
            "solid" if how.dash == "solid" else "dashed", theirs, other, None, game, everything,
        ),
    ]  # fmt: skip


def _firm(
    name: str,
    describes: str,
    color: str,
    border: str,
    track: Track,
    stand: Figures,
    against: Figures | None,
    game: Game,
    everything: bool,
) -> html.Article:
    currency = game.scenario.currency
    counted = []
    for measure, label in zip(COUNTS, ("people lost", "customers lost", "profit so far"), strict=True):
        value = 0.0 if np.isnan(stand[measure]) else stand[measure]
        counted.append(
            html.Div(
                [
                    html.Dt([label, _gap(measure, stand, against, currency)]),
                    html.Dd(amount(measure, value, currency)),
                ]
            )
        )
    levels = [
        html.Div([html.Dt(MEASURE[measure]), html.Dd(_level(measure, track, stand, everything))])
        for measure in LEVELS
    ]
    return html.Article(
        [
            html.H3(name, style={"color": color}),
            html.P(describes),
            html.Dl(counted, className="counted"),
            html.Dl(levels, className="levels"),
        ],
        style={"borderTop": f"6px {border} {color}"},
    )


def _gap(measure: str, stand: Figures, against: Figures | None, currency: str) -> html.Small | None:
    if against is None or np.isnan(stand[measure]):
        return None
    gap = stand[measure] - against[measure]
    good = gap * BETTER[measure]
    if round(gap, 6) == 0:
        return html.Small("level")
    return html.Small(signed(measure, gap, currency), className="good" if good > 0 else "bad")


def _level(measure: str, track: Track, stand: Figures, everything: bool) -> Any:
    """A level as the executive is told it, or as it is."""
    if everything and track.quarters:
        return amount(measure, stand[measure], "")
    if measure in HEARD:
        told = amount(measure, track.heard[-1][HEARD[measure]], "")
        return [told, html.Small("told")]
    return html.Small("–" if everything else SECRET, className="secret")


def told(policy: str, everything: bool) -> str:
    """What the numbers and curves are: what is true, or what one is told."""
    if everything:
        return f"True values. Black: you. Coloured: {named(policy)}. Thin: your other lines."
    return (
        "Satisfaction is what the executive is told: late, and blurred by every level that it comes up through. "
        f"Black: you. Coloured: {named(policy)}. Thin: your other lines."
    )


def told_story(game: Game, number: int, found: Debrief) -> list[html.Li]:
    """The debrief's sentences."""
    return [html.Li(sentence) for sentence in story(game, number, found)]


def told_drivers(found: Debrief, measure: object, currency: str) -> html.Figure:
    """The bars of a measure; profit's for one that is not known."""
    figure = drivers(
        found, measure if isinstance(measure, str) and measure in MEASURES else "profit", currency
    )
    return _graph(figure)


def effects_table(found: Debrief, currency: str) -> html.Table:
    """What each decision changed by the end, and all of them together."""

    def cells(figures: Figures) -> list[html.Td]:
        return [
            html.Td(signed(name, figures[name], currency), className=_judged(name, figures[name], currency))
            for name in MEASURES
        ]

    rows = [
        html.Tr(
            [
                html.Th(
                    f"Quarter {e.quarter + 1}: {practice_label(e.practice)}, "
                    f"{value_words(e.practice, e.before)} to {value_words(e.practice, e.after)}",
                    scope="row",
                ),
                *cells(e.late),
            ]
        )
        for e in found.effects
    ]
    together = html.Tr(
        [html.Th("All together, against changing nothing", scope="row"), *cells(found.together)]
    )
    policy = html.Tr(
        [
            html.Th("You, against the policy", scope="row"),
            *cells({name: found.yours[name] - found.policys[name] for name in MEASURES}),
        ]
    )
    heads = [html.Th("Decision", scope="col"), *(html.Th(MEASURE[name], scope="col") for name in MEASURES)]
    return html.Table(
        [
            html.Caption(
                "What would be different without it: the game as it went, less the same world without the decision. "
                "Levels are means of the last quarter."
            ),
            html.Thead(html.Tr(heads)),
            html.Tbody([*rows, together, policy]),
        ]
    )


def _judged(measure: str, value: float, currency: str) -> str:
    good = value * BETTER[measure] if signed(measure, value, currency)[0] in "+−" else 0.0
    return "good" if good > 0 else "bad" if good < 0 else ""


def told_luck(game: Game, tried: Luck | None) -> html.Ul | html.P:
    """Whether the same decisions do well in other worlds."""
    if tried is None:
        return html.P(
            f"This was one world. The same decisions in {WORLDS} others tell whether they were good, or lucky."
        )
    return html.Ul([html.Li(sentence) for sentence in by_luck(game, tried)])


def about(explored: Explored) -> str:
    """What the maps show so far."""
    first = explored.maps[0]
    return (
        f"{named(first.scenario)}: the share of {explored.worlds} world{'s' if explored.worlds > 1 else ''} "
        f"a cell in which {first.region.replace('_', ' ')} over two years."
    )


def maps(explored: Explored) -> list[html.Figure]:
    """A heatmap a policy."""
    return [_graph(heatmap(one).update_xaxes(**THREE).update_yaxes(**THREE)) for one in explored.maps]


def _graph(figure: Any) -> html.Figure:
    """A figure as wide as there is room and as high as it wants to be, its title as text that wraps."""
    title = figure.layout.title.text.replace("<br>", " ")
    figure.update_layout(title=None, margin={"t": 36, "r": 10}).update_xaxes(title_font_size=13)
    drawn: Any = {"displayModeBar": False, "responsive": True}
    graph = dcc.Graph(figure=figure, config=drawn, style={"height": f"{figure.layout.height}px"})
    return html.Figure([html.Figcaption(title), graph])


def map_table(explored: Explored) -> html.Table:
    """The maps' numbers, a line a cell."""
    rows = [{"policy": named(one.policy), **row} for one in explored.maps for row in one.rows()]
    return html.Table(
        [
            html.Thead(
                html.Tr([html.Th(name.rpartition(".")[2].replace("_", " "), scope="col") for name in rows[0]])
            ),
            html.Tbody(
                [
                    html.Tr([html.Td(v if isinstance(v, str) else f"{v:.3g}") for v in row.values()])
                    for row in rows
                ]
            ),
        ]
    )
