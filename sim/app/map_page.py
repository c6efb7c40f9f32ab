"""The map's part of the page: its form, and the maps that it draws."""

from dash import html

from sim.app.catalogue import Catalogue
from sim.app.fields import choice, graph, number_field, progress, region, wide
from sim.app.maps import ABOVE, BELOW, SIDES, WORLDS, Maps, factors
from sim.english import counted
from sim.outcomes import OUTCOMES
from sim.units import shown
from sim.view.figures.tipping_map import heatmap
from sim.view.naming import named
from sim.view.theme import factor_axis

THREE = {"tickformat": ".3~g"}
"""Ticks of three significant digits."""


def map_page(catalogue: Catalogue, scenario: str) -> html.Section:
    """The form of a map, and where its progress and the maps go."""
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
                    choice(
                        "m-scenario",
                        "Scenario",
                        {name: named(name) for name in catalogue.scenarios},
                        scenario,
                    ),
                    choice("m-first", "Policy", policies, "customer_first"),
                    choice("m-second", "and policy", policies, "people_and_customer"),
                ],
                className="setup",
            ),
            *(
                html.Div(
                    [
                        choice(f"m-{axis}", f"{label}: factor", names, factor),
                        number_field(f"m-{axis}-low", "from", low, None, None, "any"),
                        number_field(f"m-{axis}-high", "to", high, None, None, "any"),
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
                    choice("m-outcome", "A world has tipped where", outcomes, "clarity"),
                    choice("m-when", "is", {BELOW: "below", ABOVE: "above"}, BELOW),
                    number_field("m-value", "value", 0.5, None, None, "any"),
                    choice("m-side", "values each", {side: str(side) for side in SIDES}, 4),
                    choice("m-worlds", "worlds", {count: str(count) for count in WORLDS}, 2),
                    html.Button("Draw the map", id="draw"),
                ],
                className="setup",
            ),
            html.P(id="m-message", role="alert"),
            progress("m-"),
            html.P(id="m-about"),
            html.Div(id="maps"),
            html.Details(
                [html.Summary("The numbers"), wide("m-table")],
                id="m-numbers",
                hidden=True,
            ),
        ],
        id="map-page",
        hidden=True,
        **region("Map"),
    )


def about(drawn: Maps) -> str:
    """What the maps show so far: all that tells them from others, so that others are drawn in their place."""
    first = drawn.maps[0]
    sides = (
        f"{factor_axis(name)} from {values[0]:g} to {values[-1]:g}"
        for name, values in ((first.x_factor, first.x), (first.y_factor, first.y))
    )
    return (
        f"{named(first.scenario)}, {' and '.join(named(one.policy) for one in drawn.maps)}: the share of "
        f"{counted(drawn.worlds, 'world')} a cell in which {first.region.replace('_', ' ')} over two years; "
        f"{first.share.size} cells, {' by '.join(sides)}."
    )


def maps(drawn: Maps) -> list[html.Figure]:
    """A heatmap a policy."""
    return [graph(heatmap(one).update_xaxes(**THREE).update_yaxes(**THREE)) for one in drawn.maps]


def map_table(drawn: Maps) -> html.Table:
    """The maps' numbers, a line a cell."""
    rows = [{"policy": named(one.policy), **row} for one in drawn.maps for row in one.rows()]
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
