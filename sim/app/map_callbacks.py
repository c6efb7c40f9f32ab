"""Callbacks of the map: its form goes to sim.app.actions, and the maps appear as they grow."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update

from sim.app import actions, map_page, parts
from sim.app.background import Background
from sim.app.catalogue import Catalogue
from sim.app.messages import failure
from sim.app.sessions import Session


def map_callbacks(
    app: Dash, mine: Callable[[], Session], background: Background, catalogue: Catalogue
) -> None:
    """Register the map's form, its progress, its maps."""
    axes = ("x", "x-low", "x-high", "y", "y-low", "y-high")
    fields = ("scenario", "first", "second", *axes, "outcome", "when", "value", "side", "worlds")

    @app.callback(
        Output("m-message", "children"),
        Output("map-poll", "disabled"),
        Input("draw", "n_clicks"),
        Input("m-cancel", "n_clicks"),
        *(State(f"m-{name}", "value") for name in fields),
    )
    def draw(_draw: Any, _cancel: Any, *values: Any) -> Any:
        given = dict(zip(fields, values, strict=True))
        session = mine()
        if ctx.triggered_id == "draw":
            actions.ask_map(
                session,
                background,
                catalogue,
                {
                    **given,
                    "policies": (given["first"], given["second"]),
                    "x": tuple(given[key] for key in ("x", "x-low", "x-high")),
                    "y": tuple(given[key] for key in ("y", "y-low", "y-high")),
                },
            )
        elif ctx.triggered_id == "m-cancel" and session.drawing is not None:
            session.drawing.stop()
        return "", False

    @app.callback(
        Output("m-progress", "hidden"),
        Output("m-what", "children"),
        Output("m-bar", "value"),
        Output("m-message", "children", allow_duplicate=True),
        Output("m-about", "children"),
        Output("maps", "children"),
        Output("m-table", "children"),
        Output("m-numbers", "hidden"),
        Output("map-poll", "disabled", allow_duplicate=True),
        Input("map-poll", "n_intervals"),
        State("m-about", "children"),
        prevent_initial_call=True,
    )
    def watch_map(_beats: Any, about: Any) -> Any:
        session = mine()
        work, maps = session.drawing, session.maps
        busy = work is not None and work.busy
        drawn: tuple[Any, ...] = (no_update,) * 4
        if maps is not None and about != map_page.about(maps):
            drawn = (map_page.about(maps), map_page.maps(maps), map_page.map_table(maps), False)
        progress = (False, parts.how_far(work), parts.share(work)) if work and busy else (True, "", None)
        return *progress, no_update if busy else failure(work), *drawn, not busy
