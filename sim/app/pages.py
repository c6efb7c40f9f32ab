"""The page: what stands where. It holds no state; sim.app.server fills it in."""

import json
from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from sim.app.actions import Catalogue
from sim.app.charts import CHARTS
from sim.app.debrief import MEASURES, WORLDS
from sim.app.explore import ABOVE, BELOW, SIDES, factors
from sim.app.explore import WORLDS as MAP_WORLDS
from sim.app.words import GROUPS, MAIN, MEASURE, ordinary, practice_ends, step
from sim.outcomes import OUTCOMES
from sim.practices import PRACTICES
from sim.view.story import named
from sim.view.theme import factor_axis, shown

CHART_TITLES = {
    "people_lost": "People lost",
    "customers_lost": "Customers lost",
    "profit": "Profit so far",
    "employee_satisfaction": "Employee satisfaction",
    "customer_satisfaction": "Customer satisfaction",
    "clarity": "Clarity: who knows what matters",
}
DRAWN: Any = {"displayModeBar": False, "responsive": True}
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
                        [dcc.Link("Play", href="/", id="to-play"), dcc.Link("Map", href="/map", id="to-map")]
                    ),
                ]
            ),
            html.Main([_play(catalogue, scenario, policy, seed), _map(catalogue, scenario)]),
            dcc.Store(id="version"),
            dcc.Store(id="quarter"),
            dcc.Store(id="now"),
            dcc.Interval(id="poll", interval=300, disabled=True),
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
                    _choice(
                        "scenario", "Scenario", {name: named(name) for name in catalogue.scenarios}, scenario
                    ),
                    _choice("policy", "Against", {name: named(name) for name in catalogue.policies}, policy),
                    _number("seed", "World", seed, 0, 999_999, 1),
                    html.Button("New game", id="new"),
                ],
                className="setup",
            ),
            html.P(id="scene"),
            html.P(id="say", role="alert"),
            _progress(""),
            html.H2(id="headline", **SPOKEN),
            html.Div([_decisions(), _firms()], className="board"),
            _debrief(),
        ],
        id="play-page",
        **_named("Play"),
    )


def _decisions() -> html.Div:
    return html.Div(
        [
            html.H3(id="turn"),
            html.Div([_slider(name) for name in MAIN]),
            html.Button("Play the quarter", id="play", disabled=True),
            html.Details(
                [
                    html.Summary(f"More practices ({sum(map(len, GROUPS.values()))})"),
                    *(
                        html.Fieldset([html.Legend(title), *(_slider(name) for name in names)])
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
                            _choice("from", "Go back to", {}, None),
                            html.Button("Branch from there", id="branch"),
                        ],
                        className="pair",
                    ),
                    _choice("line", "Show", {}, None),
                ],
                id="what-if",
                hidden=True,
            ),
            html.Button("Debrief: what drove what?", id="ask", hidden=True),
        ],
        id="decisions",
    )


def _slider(name: str) -> html.Div:
    """A practice: its name, its value, and what its ends mean."""
    spec, ends = PRACTICES[name], practice_ends(name)
    key = {"type": "practice", "name": name}
    return html.Div(
        [
            html.Label(ends.label, htmlFor=json.dumps(key, sort_keys=True, separators=(",", ":"))),
            html.Output(id={"type": "said", "name": name}),
            dcc.Input(
                id=key, type="range", min=spec["low"], max=spec["high"], step=step(name), value=ordinary(name)
            ),
            html.Span(ends.low),
            html.Span(ends.high),
        ],
        className="slider",
        title=spec["meaning"][:1].upper() + spec["meaning"][1:],
    )


def _firms() -> html.Div:
    return html.Div(
        [
            html.Div(id="firms"),
            dcc.Checklist(
                ["Show me everything"], [], id="everything", persistence=True, persistence_type="session"
            ),
            html.P(id="told"),
            html.Div(
                [
                    html.Figure(
                        [
                            html.Figcaption(CHART_TITLES[name]),
                            dcc.Graph(
                                id={"type": "chart", "name": name}, config=DRAWN, style={"height": "190px"}
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
            html.Ol(id="story"),
            _choice("measure", "What each decision changed of", measures, "profit"),
            dcc.Graph(id="drivers", config=DRAWN),
            html.Details([html.Summary("All of it as a table"), html.Div(id="effects", className="wide")]),
            html.H3("Was it luck?"),
            html.Div(id="luck"),
            html.Button(f"Try my decisions in {WORLDS} other worlds", id="try"),
        ],
        id="debrief",
        hidden=True,
    )


def _map(catalogue: Catalogue, scenario: str) -> html.Section:
    outcomes = {
        name: f"{outcome.label} ({shown(name).unit})" for name, outcome in OUTCOMES.items() if outcome.better
    }
    policies = {name: named(name) for name in catalogue.policies}
    names = {name: f"{factor_axis(name)} · {name.partition('.')[0]}" for name in factors()}
    return html.Section(
        [
            html.H2("Where does each of two policies tip?"),
            html.P(
                "Two factors vary; every cell is run in the same worlds under both policies, for two years."
            ),
            html.Div(
                [
                    _choice(
                        "m-scenario",
                        "Scenario",
                        {name: named(name) for name in catalogue.scenarios},
                        scenario,
                    ),
                    _choice("m-first", "Policy", policies, "customer_first"),
                    _choice("m-second", "and policy", policies, "people_and_customer"),
                ],
                className="setup",
            ),
            *(
                html.Div(
                    [
                        _choice(f"m-{axis}", f"{label}: factor", names, factor),
                        _number(f"m-{axis}-low", "from", low, None, None, "any"),
                        _number(f"m-{axis}-high", "to", high, None, None, "any"),
                    ],
                    className="setup",
                )
                for axis, label, factor, low, high in (
                    ("x", "Across", "customers.extra_share", 0.08, 0.4),
                    ("y", "Up", "customers.urgent_share", 0.1, 0.4),
                )
            ),
            html.Div(
                [
                    _choice("m-outcome", "A world has tipped where", outcomes, "clarity"),
                    _choice("m-when", "is", {BELOW: "below", ABOVE: "above"}, BELOW),
                    _number("m-value", "value", 0.5, None, None, "any"),
                    _choice("m-side", "values each", {side: str(side) for side in SIDES}, 4),
                    _choice("m-worlds", "worlds", {count: str(count) for count in MAP_WORLDS}, 2),
                    html.Button("Draw the map", id="draw"),
                ],
                className="setup",
            ),
            html.P(id="m-say", role="alert"),
            _progress("m-"),
            html.P(id="m-about"),
            html.Div(id="maps"),
            html.Details(
                [html.Summary("The numbers"), html.Div(id="m-table", className="wide")],
                id="m-numbers",
                hidden=True,
            ),
        ],
        id="map-page",
        hidden=True,
        **_named("Map"),
    )


def _choice(name: str, label: str, options: Mapping[Any, str], value: Any) -> html.Div:
    listed = [{"value": key, "label": text} for key, text in options.items()]
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            dcc.Dropdown(listed, value, id=name, clearable=False, searchable=len(listed) > 30),
        ],
        className="field",
    )


def _number(name: str, label: str, value: float, low: Any, high: Any, by: Any) -> html.Div:
    box = dcc.Input(id=name, type="number", value=value, min=low, max=high, step=by, debounce=True)
    return html.Div([html.Label(label, htmlFor=name), box], className="field number")


def _named(name: str) -> dict[str, Any]:
    """The name of a region, for a screen reader."""
    return {"aria-label": name}


def _progress(prefix: str) -> html.Div:
    return html.Div(
        [
            html.Label("", id=f"{prefix}what", htmlFor=f"{prefix}bar"),
            html.Progress(id=f"{prefix}bar", max="1"),
            html.Button("Cancel", id=f"{prefix}cancel"),
        ],
        id=f"{prefix}progress",
        className="progress",
        hidden=True,
    )
