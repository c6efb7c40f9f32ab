"""Callbacks of a class: to begin and to join one, and the projector, which follows its teams."""

from collections.abc import Callable
from typing import Any

import flask
from dash import Dash, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from sim.app import actions, class_page
from sim.app.background import Background
from sim.app.catalogue import Catalogue
from sim.app.classes import Classes, games
from sim.app.line import QUARTERS
from sim.app.sessions import Session, Sessions


def class_callbacks(
    app: Dash, mine: Callable[[], Session], sessions: Sessions, background: Background, catalogue: Catalogue
) -> None:
    """Register the forms of a class, and what the projector shows."""
    classes = Classes()

    @app.callback(
        Output("c-message", "children"),
        Output("poll", "disabled", allow_duplicate=True),
        Output("play", "disabled", allow_duplicate=True),
        Output("place", "pathname"),
        Input("c-begin", "n_clicks"),
        Input("c-join", "n_clicks"),
        Input("c-join-code", "n_submit"),
        Input("c-team", "n_submit"),
        State("c-scenario", "value"),
        State("c-policy", "value"),
        State("c-seed", "value"),
        State("c-join-code", "value"),
        State("c-team", "value"),
        prevent_initial_call=True,
    )
    def act(*pressed_and_given: Any) -> Any:
        scenario, policy, seed, code, team = pressed_and_given[-5:]
        session = mine()
        if ctx.triggered_id == "c-begin":
            actions.world(catalogue, scenario, policy, seed)
            session.watching = classes.begin(scenario, policy, seed).code
            return "", no_update, no_update, no_update
        found = classes.join(code, team, session)
        session.watching = found.code
        actions.new_game(session, background, catalogue, found.scenario, found.policy, found.seed)
        return "", False, True, "/"  # what is on the page is another game until this one is there

    @app.callback(
        Output("c-code", "children"),
        Output("c-curves", "children"),
        Output("c-table", "children"),
        Input("class-poll", "n_intervals"),
        Input("c-message", "children"),
        Input("place", "pathname"),
        prevent_initial_call=True,
    )
    def watch_class(_beats: Any, _message: Any, path: Any) -> Any:
        session = mine()
        if not session.watching or not str(path).endswith("/class"):
            raise PreventUpdate
        found = classes.find(session.watching)
        played = games(found, sessions)
        scores = {
            name: other.debriefs.get((0, QUARTERS))
            for name, key in found.teams.items()
            if (other := sessions.peek(key)) is not None
        }
        return (
            class_page.code_shown(found, flask.request.host_url),
            class_page.projector(played),
            class_page.standings(found, played, scores),
        )
