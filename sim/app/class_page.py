"""The class's part of the page: to begin or join one, and what the projector shows of all teams."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from sim.app.catalogue import Catalogue
from sim.app.charts import chart_title, class_chart, class_lines
from sim.app.classes import LENGTH, LONGEST, Class
from sim.app.debrief import SCORE, Debrief, ahead, final_figures
from sim.app.fields import choice, number_field, region, text_field, wide
from sim.app.game import Game
from sim.app.words import MEASURE, measured
from sim.view.naming import named

SHOWN = ("profit", "people_lost", "customers_lost")
"""What the projector draws: what can be counted exactly."""


def class_page(catalogue: Catalogue, scenario: str, policy: str, seed: int) -> html.Section:
    """The forms, and where the code, the curves and the table go."""
    scenarios = {name: named(name) for name in catalogue.scenarios}
    policies = {name: named(name) for name in catalogue.policies}
    return html.Section(
        [
            html.H2("Play as a class"),
            html.P(
                "Every team runs the same firm in the same world, each on its own machine or browser.",
                id="c-how",
            ),
            html.Div(
                [
                    text_field("c-join-code", "Class code", LENGTH + 2),
                    text_field("c-team", "Team", LONGEST),
                    html.Button("Join", id="c-join"),
                ],
                className="setup",
            ),
            html.Div(
                [
                    choice("c-scenario", "Or begin one: scenario", scenarios, scenario),
                    choice("c-policy", "Against", policies, policy),
                    number_field("c-seed", "World", seed, 0, 999_999, 1),
                    html.Button("Begin a class", id="c-begin"),
                ],
                className="setup",
            ),
            html.P(id="c-message", role="alert"),
            html.P(id="c-code"),
            html.Div(id="c-curves"),
            wide("c-table"),
        ],
        id="class-page",
        hidden=True,
        **region("Class"),
    )


def code_shown(found: Class, address: str) -> list[Any]:
    """The code, as large as a projector needs it, what is played, and where a team enters it."""
    return [
        html.Strong(found.code),
        f" {named(found.scenario)}, against {named(found.policy)}, world {found.seed}. To join: open {address}, "
        "turn to Class, and enter the code and a name.",
    ]


def projector(played: Mapping[str, Game | None]) -> list[html.P | html.Figure]:
    """Who is who; everybody's curves so far, and the policy's as far as the first team has come."""
    games = {name: game for name, game in played.items() if game is not None}
    if not games:
        return []
    config: Any = {"displayModeBar": False, "responsive": True}
    names = [
        html.Span([html.I(style={"borderTop": f"{line['width']}px {_rule(line)} {line['color']}"}), who])
        for who, line in class_lines(games)
    ]
    curves = [
        html.Figure(
            [
                html.Figcaption(chart_title(name)),
                dcc.Graph(figure=class_chart(name, games), config=config, style={"height": "280px"}),
            ]
        )
        for name in SHOWN
    ]
    return [html.P(names, className="names"), *curves]


def _rule(line: Mapping[str, Any]) -> str:
    """How a style sheet draws such a line."""
    return "solid" if line["dash"] == "solid" else "dashed"


def standings(
    found: Class, played: Mapping[str, Game | None], scores: Mapping[str, Debrief | None]
) -> html.Table | html.P:
    """Where every team is; of those who are through, the firm two years after they left."""
    if not played:
        return html.P("No team has joined yet.")
    rows = [
        html.Tr([html.Th(name, scope="row"), *_cells(game, scores.get(name))])
        for name, game in played.items()
    ]
    heads = ["Team", "Quarter", *(MEASURE[name].capitalize() for name in SCORE), "Ahead of the policy in"]
    return html.Table(
        [
            html.Caption("Of a team that is through: two years after it left. Satisfaction is shown then."),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(rows),
        ]
    )


def _cells(game: Game | None, score: Debrief | None) -> list[html.Td]:
    if game is None:
        return [html.Td("not in this world", colSpan=len(SCORE) + 2)]
    line, currency = game.line(0), game.scenario.currency
    figures = score.yours if score else final_figures(line.track())
    secret = "" if score else "customer_satisfaction"
    values = [html.Td("–" if name == secret else measured(name, figures[name], currency)) for name in SCORE]
    lead = f"{list(ahead(score.yours, score.policys).values()).count(1)} of {len(SCORE)}" if score else "–"
    return [html.Td("through" if line.over else str(line.quarter)), *values, html.Td(lead)]
