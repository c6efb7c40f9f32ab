"""Callbacks: what a page asks is passed on to sim.app.actions, and what there is to show is put in its place."""

import traceback
from collections.abc import Callable
from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update, set_props
from dash.exceptions import PreventUpdate

from sim.app import actions, parts
from sim.app.actions import Catalogue
from sim.app.charts import curves
from sim.app.jobs import DEFECT, Job, Jobs
from sim.app.sessions import Session, Sessions
from sim.errors import InputError

QUICK = 1.5
"""Seconds that an answer waits for a job before it shows how far it is."""


def play_callbacks(
    app: Dash,
    mine: Callable[[], Session],
    sessions: Sessions,
    jobs: Jobs,
    catalogue: Catalogue,
    first: tuple[str, str, int],
) -> None:
    """What one can do in a game, and what shows of it; `first` is the game that a new page begins."""

    @app.callback(
        Output("version", "data"),
        Output("say", "children"),
        Output("poll", "disabled"),
        Output("play", "disabled"),
        Input("new", "n_clicks"),
        Input("play", "n_clicks"),
        Input("branch", "n_clicks"),
        Input("line", "value"),
        Input("ask", "n_clicks"),
        Input("try", "n_clicks"),
        Input("cancel", "n_clicks"),
        State("scenario", "value"),
        State("policy", "value"),
        State("seed", "value"),
        State("quarter", "data"),
        State("from", "value"),
        State({"type": "practice", "name": ALL}, "value"),
        State({"type": "practice", "name": ALL}, "id"),
    )
    def act(
        _new: Any, _play: Any, _branch: Any, line: Any, _ask: Any, _try: Any, _cancel: Any,
        scenario: Any, policy: Any, seed: Any, quarter: Any, back_to: Any, values: Any, keys: Any,
    ) -> Any:  # fmt: skip
        session, job, message = mine(), None, ""
        try:
            match ctx.triggered_id:
                case None:
                    if session.game is None and not (session.playing and session.playing.busy):
                        job = actions.new_game(session, jobs, catalogue, *first)
                case "new":
                    job = actions.new_game(session, jobs, catalogue, scenario, policy, seed)
                case "play":
                    given = {key["name"]: value for key, value in zip(keys, values, strict=True)}
                    job = actions.play(session, jobs, quarter, given)
                case "branch":
                    actions.branch(session, back_to)
                case "line":
                    if line is None or line == session.line:
                        raise PreventUpdate
                    actions.look_at(session, line)
                case "ask":
                    job = actions.ask_debrief(session, jobs)
                case "try":
                    job = actions.ask_luck(session, jobs)
                case "cancel":
                    if session.playing is not None:
                        session.playing.stop()
                        session.playing.wait(QUICK)
        except InputError as error:
            message = str(error)
        if job is not None:
            job.wait(QUICK)
            sessions.trim()
        waiting = session.playing is not None and session.playing.busy
        message = message or ("" if waiting else _failure(session.playing))
        # The version even where nothing is new: the page may have missed an answer. `turn` makes it playable again.
        return session.version, message, False if waiting else no_update, True if waiting else no_update

    @app.callback(
        Output("progress", "hidden"),
        Output("what", "children"),
        Output("bar", "value"),
        Output("version", "data", allow_duplicate=True),
        Output("say", "children", allow_duplicate=True),
        Output("poll", "disabled", allow_duplicate=True),
        Input("poll", "n_intervals"),
        Input("poll", "disabled"),
        prevent_initial_call=True,
    )
    def watch(_beats: Any, _disabled: Any) -> Any:
        session = mine()
        job = session.playing
        if job is not None and job.busy:
            return False, parts.how_far(job), parts.share(job), no_update, no_update, False
        return True, "", None, session.version, _failure(job), True

    @app.callback(
        Output("scene", "children"),
        Output("headline", "children"),
        Output("turn", "children"),
        Output("play", "children"),
        Output("quarter", "data"),
        Output("now", "data"),
        Output({"type": "practice", "name": ALL}, "value"),
        Output("from", "options"),
        Output("from", "value"),
        Output("line", "options"),
        Output("line", "value"),
        Output("what-if", "hidden"),
        Output("ask", "hidden"),
        Output("play", "disabled", allow_duplicate=True),
        Input("version", "data"),
        prevent_initial_call=True,
    )
    def turn(_version: Any) -> Any:
        session = mine()
        if session.game is None:
            raise PreventUpdate
        return parts.turn(session.game, session.line)

    @app.callback(
        Output("firms", "children"),
        Output("told", "children"),
        Output("everything", "children"),
        Output({"type": "chart", "name": ALL}, "figure"),
        Output("debrief", "hidden"),
        Output("story", "children"),
        Output("drivers", "children"),
        Output("effects", "children"),
        Output("luck", "children"),
        Input("version", "data"),
        Input("everything", "n_clicks"),
        Input("measure", "value"),
        prevent_initial_call=True,
    )
    def show(_version: Any, everything: Any, measure: Any) -> Any:
        session = mine()
        game = session.game
        if game is None:
            raise PreventUpdate
        line = game.line(session.line)
        found = session.debriefs.get((session.line, line.quarter))
        all_of_it = bool(everything and everything % 2) or found is not None
        looked_back: tuple[Any, ...] = (True, no_update, no_update, no_update, no_update)
        if found is not None:
            tried = session.lucks.get((session.line, line.quarter))
            looked_back = (
                False,
                parts.told_story(game, session.line, found),
                parts.told_drivers(found, measure, game.scenario.currency),
                parts.effects_table(found, game.scenario.currency),
                parts.told_luck(game, tried),
            )
        return (
            parts.firms(game, session.line, all_of_it),
            parts.told(game.policy.name, all_of_it),
            "Show what I am told" if all_of_it and found is None else "Show me everything",
            curves(game, session.line, all_of_it),
            *looked_back,
        )


def map_callbacks(app: Dash, mine: Callable[[], Session], jobs: Jobs, catalogue: Catalogue) -> None:
    """The explorer's form, its progress, its maps."""
    axes = ("x", "x-low", "x-high", "y", "y-low", "y-high")
    fields = ("scenario", "first", "second", *axes, "outcome", "when", "value", "side", "worlds")

    @app.callback(
        Output("m-say", "children"),
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
                jobs,
                catalogue,
                {
                    **given,
                    "policies": (given["first"], given["second"]),
                    "x": tuple(given[key] for key in ("x", "x-low", "x-high")),
                    "y": tuple(given[key] for key in ("y", "y-low", "y-high")),
                },
            )
        elif ctx.triggered_id == "m-cancel" and session.exploring is not None:
            session.exploring.stop()
        return "", False

    @app.callback(
        Output("m-progress", "hidden"),
        Output("m-what", "children"),
        Output("m-bar", "value"),
        Output("m-say", "children", allow_duplicate=True),
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
        job, explored = session.exploring, session.explored
        busy = job is not None and job.busy
        drawn: tuple[Any, ...] = (no_update,) * 4
        if explored is not None and about != parts.about(explored):
            drawn = (parts.about(explored), parts.maps(explored), parts.map_table(explored), False)
        progress = (False, parts.how_far(job), parts.share(job)) if job and busy else (True, "", None)
        return *progress, no_update if busy else _failure(job), *drawn, not busy


def client_callbacks(app: Dash) -> None:
    """What needs no server: values beside sliders, and which of the two pages is shown."""
    client: Any = app.clientside_callback
    client(
        ClientsideFunction("app", "say"),
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
        Output("map-page", "hidden"),
        Input("place", "pathname"),
    )
    client(
        ClientsideFunction("app", "comeIntoView"),
        Output("debrief", "className"),
        Input("debrief", "hidden"),
        prevent_initial_call=True,
    )


def say_why(error: Exception) -> None:
    """Tell the user what was wrong with what was asked; what is our fault goes to the terminal too."""
    if not isinstance(error, InputError):
        traceback.print_exception(error)
    message = str(error) if isinstance(error, InputError) else DEFECT
    for place in ("say", "m-say"):
        set_props(place, {"children": message})


def _failure(job: Job | None) -> str:
    if job is None:
        return ""
    return "Stopped." if job.state == "stopped" else job.message
