"""Callbacks of the game: a click goes to sim.app.actions, and the page shows the game as it is then."""

from collections.abc import Callable
from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from dash.exceptions import PreventUpdate

from sim.app import actions, lookback, parts
from sim.app.background import Background
from sim.app.catalogue import Catalogue
from sim.app.charts import curves
from sim.app.messages import failure
from sim.app.sessions import Session, Sessions
from sim.errors import InputError

QUICK = 1.5
"""Seconds that an answer waits for background work before it shows the progress."""


def practices_sent(keys: Any, values: Any) -> dict[str, Any]:
    """The practices that a page sent, by name; InputError where they are not what our page sends."""
    try:
        return {str(key["name"]): value for key, value in zip(keys, values, strict=True)}
    except (TypeError, KeyError, ValueError):
        raise InputError("practices must each have a name and a value: reload the page") from None


def play_callbacks(
    app: Dash,
    mine: Callable[[], Session],
    sessions: Sessions,
    background: Background,
    catalogue: Catalogue,
    first: tuple[str, str, int],
) -> None:
    """Register what a player can do and what the page shows then; `first` is the game that a new page begins."""

    @app.callback(
        Output("version", "data"),
        Output("message", "children"),
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
        State("choice", "value"),
        State({"type": "practice", "name": ALL}, "value"),
        State({"type": "practice", "name": ALL}, "id"),
    )
    def act(
        _new: Any, _play: Any, _branch: Any, line: Any, _ask: Any, _try: Any, _cancel: Any,
        scenario: Any, policy: Any, seed: Any, quarter: Any, back_to: Any, choice: Any, values: Any, keys: Any,
    ) -> Any:  # fmt: skip
        session, work, message = mine(), None, ""
        try:
            match ctx.triggered_id:
                case None:
                    if session.game is None and not (session.playing and session.playing.busy):
                        work = (
                            actions.resume(session, background, catalogue)
                            if session.saves and session.saves.has(session.key)
                            else actions.new_game(session, background, catalogue, *first)
                        )
                case "new":
                    work = actions.new_game(session, background, catalogue, scenario, policy, seed)
                case "play":
                    given = practices_sent(keys, values)
                    work = actions.play(session, background, quarter, given, choice)
                case "branch":
                    actions.branch(session, back_to)
                case "line":
                    if line is None or line == session.line:
                        raise PreventUpdate
                    actions.look_at(session, line)
                case "ask":
                    work = actions.ask_debrief(session, background)
                case "try":
                    work = actions.ask_luck(session, background)
                case "cancel":
                    if session.playing is not None:
                        session.playing.stop()
                        session.playing.wait(QUICK)
        except InputError as error:
            message = str(error)
        if work is not None:
            work.wait(QUICK)
            sessions.trim()
        waiting = session.playing is not None and session.playing.busy
        message = message or ("" if waiting else failure(session.playing)) or session.unsaved
        # The version even where nothing is new: the page may have missed an answer. `turn` makes it playable again.
        return session.version, message, False if waiting else no_update, True if waiting else no_update

    @app.callback(
        Output("progress", "hidden"),
        Output("what", "children"),
        Output("bar", "value"),
        Output("version", "data", allow_duplicate=True),
        Output("message", "children", allow_duplicate=True),
        Output("poll", "disabled", allow_duplicate=True),
        Input("poll", "n_intervals"),
        Input("poll", "disabled"),
        prevent_initial_call=True,
    )
    def watch(_beats: Any, _disabled: Any) -> Any:
        session = mine()
        work = session.playing
        if work is not None and work.busy:
            return False, parts.how_far(work), parts.share(work), no_update, no_update, False
        return True, "", None, session.version, failure(work), True

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
        Output("dilemma", "hidden"),
        Output("asks", "children"),
        Output("choice", "options"),
        Output("choice", "value"),
        Output("in-force", "children"),
        Output("people", "data"),
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
        Output("legend", "children"),
        Output("everything", "children"),
        Output({"type": "chart", "name": ALL}, "figure"),
        Output("debrief", "hidden"),
        Output("score", "children"),
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
        all_of_it = (isinstance(everything, int) and everything % 2 == 1) or found is not None
        looked_back: tuple[Any, ...] = (True, *(no_update,) * 5)
        if found is not None:
            tried = session.lucks.get((session.line, line.quarter))
            looked_back = (
                False,
                lookback.score_table(game, found),
                lookback.sentences(game, session.line, found),
                lookback.driver_bars(found, measure, game.scenario.currency),
                lookback.effects_table(found, game.scenario.currency),
                lookback.luck_sentences(game, tried),
            )
        return (
            parts.firms(game, session.line, all_of_it),
            parts.curves_shown(game.policy.name, all_of_it),
            "Show what I am told" if all_of_it and found is None else "Show me everything",
            curves(game, session.line, all_of_it, found.track if found and line.over else None),
            *looked_back,
        )
