"""Callbacks that need no server; their code is assets/app.js."""

from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State


def client_callbacks(app: Dash) -> None:
    """Register what needs no server: values beside sliders, which page is shown, the crowds."""
    client: Any = app.clientside_callback
    client(
        ClientsideFunction("app", "showValues"),
        Output("now", "id"),  # it writes beside the sliders itself: one callback for all of them is quick
        Input({"type": "practice", "name": ALL}, "value"),
        Input("now", "data"),
        State({"type": "practice", "name": ALL}, "id"),
    )
    client(
        ClientsideFunction("app", "once"),
        Output("play", "disabled", allow_duplicate=True),
        Input("play", "n_clicks"),
        prevent_initial_call=True,
    )
    client(
        ClientsideFunction("app", "turnTo"),
        Output("play-page", "hidden"),
        Output("class-page", "hidden"),
        Output("map-page", "hidden"),
        Output("class-poll", "disabled"),
        Input("place", "pathname"),
    )
    client(
        ClientsideFunction("app", "drawCrowds"),
        Output("crowds", "className"),
        Input("people", "data"),
        prevent_initial_call=True,
    )
    client(
        ClientsideFunction("app", "comeIntoView"),
        Output("debrief", "className"),
        Input("debrief", "hidden"),
        prevent_initial_call=True,
    )
