"""The page: what stands where. It holds no state; sim.app.callbacks fills it in."""

from typing import Any

from dash import dcc, html

from sim.app.catalogue import Catalogue
from sim.app.charts import CHARTS, CLEAR, chart_title
from sim.app.class_page import class_page
from sim.app.debrief import MEASURES, WORLDS
from sim.app.fields import choice, number_field, progress, region, slider, wide
from sim.app.levers import ABOUT, GROUPS, MAIN
from sim.app.map_page import map_page
from sim.app.parts import scene
from sim.app.words import MEASURE
from sim.view.naming import named

DRAWN: Any = {"displayModeBar": False, "responsive": True}
EMPTY: Any = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}, **CLEAR}}
SPOKEN: dict[str, Any] = {"aria-live": "polite"}


def layout(catalogue: Catalogue, scenario: str, policy: str, seed: int) -> html.Div:
    """The whole page, with the game that is played, or the first one, filled in."""
    return html.Div(
        [
            dcc.Location(id="place", refresh=False),
            html.Header(
                [
                    html.H1("Run the firm"),
                    html.P(
                        "You against a policy, in the same world: same people, same customers, same luck."
                    ),
                    html.Nav(
                        [
                            dcc.Link("Play", href="/", id="to-play"),
                            dcc.Link("Class", href="/class", id="to-class"),
                            dcc.Link("Map", href="/map", id="to-map"),
                        ]
                    ),
                ]
            ),
            html.Main(
                [
                    _play(catalogue, scenario, policy, seed),
                    class_page(catalogue, scenario, policy, seed),
                    map_page(catalogue, scenario),
                ]
            ),
            dcc.Store(id="version"),
            dcc.Store(id="quarter"),
            dcc.Store(id="now"),
            dcc.Store(id="people"),
            dcc.Interval(id="poll", interval=300, disabled=True),
            dcc.Interval(id="class-poll", interval=3000, disabled=True),
            dcc.Interval(id="map-poll", interval=700, disabled=True),
            html.Footer(
                [
                    html.B("One game is an anecdote"),
                    ": the debrief says what would have come of other decisions in this world, and whether "
                    "yours come out ahead in others. Results are differences in a model, never forecasts.",
                ]
            ),
        ],
        id="page",
    )


def _play(catalogue: Catalogue, scenario: str, policy: str, seed: int) -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    choice(
                        "scenario", "Scenario", {name: named(name) for name in catalogue.scenarios}, scenario
                    ),
                    choice("policy", "Against", {name: named(name) for name in catalogue.policies}, policy),
                    number_field("seed", "World", seed, 0, 999_999, 1),
                    html.Button("New game", id="new"),
                ],
                className="setup",
            ),
            html.Div(scene(catalogue.scenario(scenario)), id="scene"),
            html.P(id="message", role="alert"),
            progress(""),
            html.H2(id="headline", **SPOKEN),
            html.Div([_decisions(), _firms()], className="board"),
            _debrief(),
        ],
        id="play-page",
        **region("Play"),
    )


def _decisions() -> html.Div:
    return html.Div(
        [
            html.H3(id="turn"),
            html.Fieldset(
                [
                    html.Legend("This quarter asks"),
                    html.P(id="asks"),
                    dcc.RadioItems([], 0, id="choice"),
                ],
                id="dilemma",
                hidden=True,
            ),
            html.P(id="in-force"),
            html.Div([slider(name) for name in MAIN]),
            html.Button("Play the quarter", id="play", disabled=True),
            html.P("Three years are yours. You are scored two years after you leave."),
            html.Details(
                [
                    html.Summary(f"More practices ({sum(map(len, GROUPS.values()))})"),
                    *(
                        html.Details(
                            [
                                html.Summary([html.B(f"{title} ({len(names)})"), html.Small(ABOUT[title])]),
                                *(slider(name, explained=True) for name in names),
                            ]
                        )
                        for title, names in GROUPS.items()
                    ),
                ],
                id="more",
            ),
            html.Fieldset(
                [
                    html.Legend("What if?"),
                    html.Div(
                        [
                            choice("from", "Go back to", {}, None),
                            html.Button("Branch from there", id="branch"),
                        ],
                        className="pair",
                    ),
                    choice("line", "Show", {}, None),
                ],
                id="what-if",
                hidden=True,
            ),
            html.Button("Debrief: what drove what?", id="ask", hidden=True),
        ],
        id="decisions",
    )


def _firms() -> html.Div:
    return html.Div(
        [
            html.Div(id="firms"),
            html.Div(
                [
                    html.Figure(
                        [
                            html.Figcaption(id=f"crowd-name-{side}"),
                            html.Canvas(id=f"crowd-{side}", role="img"),
                        ]
                    )
                    for side in (0, 1)
                ],
                id="crowds",
            ),
            html.P(id="crowd-legend"),
            html.Button("Show me everything", id="everything"),
            html.P(id="legend"),
            html.Div(
                [
                    html.Figure(
                        [
                            html.Figcaption(chart_title(name)),
                            dcc.Graph(
                                figure=EMPTY,
                                id={"type": "chart", "name": name},
                                config=DRAWN,
                                style={"height": "190px"},
                            ),
                        ]
                    )
                    for name in CHARTS
                ],
                id="charts",
            ),
        ],
        id="board",
    )


def _debrief() -> html.Section:
    measures = {name: MEASURE[name].capitalize() for name in MEASURES}
    return html.Section(
        [
            html.H2("Debrief: what drove what"),
            wide("score"),
            html.Ol(id="story"),
            choice("measure", "What each decision changed of", measures, "profit"),
            html.Div(id="drivers"),
            html.Details([html.Summary("All of it as a table"), wide("effects")]),
            html.H3("Was it luck?"),
            html.Div(id="luck"),
            html.Button(f"Try my decisions in {WORLDS} other worlds", id="try"),
        ],
        id="debrief",
        hidden=True,
    )
