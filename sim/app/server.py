"""The server: a Dash page that answers on this machine only, each browser in a session of its own."""

import errno
import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import flask
from dash import Dash
from werkzeug.exceptions import HTTPException
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from sim.app.background import Background
from sim.app.catalogue import Catalogue
from sim.app.class_callbacks import class_callbacks
from sim.app.client_callbacks import client_callbacks
from sim.app.crowd import palette, script
from sim.app.map_callbacks import map_callbacks
from sim.app.messages import show_error
from sim.app.pages import layout
from sim.app.play_callbacks import play_callbacks
from sim.app.saves import Saves, own_folder
from sim.app.sessions import Session, Sessions
from sim.errors import InputError

ADDRESS = "127.0.0.1"
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'"
)
"""Nothing from elsewhere. Dash starts from an inline script; plotly.js compiles its drawing functions."""

MOST_BYTES = 4 * 2**20
"""Of a request: what a page sends is a few thousand."""

COOKIE_SECONDS = 180 * 24 * 3600
"""For which a browser remembers its game: half a year after it last opened the page (assumed)."""

CROWD = "crowd.js"
"""Where the replay's code for a crowd is found."""

GONE = "This game is no longer kept: reload the page to begin a new one."


def make(
    catalogue: Catalogue,
    port: int,
    scenario: str,
    policy: str,
    seed: int,
    saves: Saves | None = None,
    address: str = ADDRESS,
) -> tuple[Dash, Sessions, Background]:
    """The application, its sessions and its threads for background work. Serve it on that address only."""
    sessions, background = Sessions(saves=saves), Background()
    cookie = f"sim_app_{port}"  # a cookie is sent to every port of a host

    def kept() -> Session | None:
        return sessions.reopen(flask.request.cookies.get(cookie)) if flask.has_request_context() else None

    def mine() -> Session:
        session = kept()
        if session is None:
            raise InputError(GONE)
        return session

    def page() -> Any:
        session = kept()  # none where Dash looks at the layout before anybody asks
        game = session.game if session else None
        chosen = (game.scenario.name, game.policy.name, game.seed) if game else (scenario, policy, seed)
        return layout(catalogue, *chosen)

    app = Dash(
        "sim.app",
        title="Run the firm",
        update_title="",
        serve_locally=True,
        assets_folder="assets",
        enable_mcp=False,
        add_log_handler=False,
        on_error=show_error,
    )
    crowd = f'<style>{palette()}</style><script src="/{CROWD}"></script>'
    app.index_string = app.index_string.replace("<html>", '<html lang="en">').replace(
        "{%css%}", f"{crowd}{{%css%}}"
    )
    app.layout = page
    app.server.add_url_rule(
        f"/{CROWD}", view_func=lambda: flask.Response(script(), mimetype="text/javascript")
    )
    _guard(app.server, sessions, cookie, port, address)
    play_callbacks(app, mine, sessions, background, catalogue, (scenario, policy, seed))
    map_callbacks(app, mine, background, catalogue)
    class_callbacks(app, mine, sessions, background, catalogue)
    client_callbacks(app)
    return app, sessions, background


def _guard(server: flask.Flask, sessions: Sessions, cookie: str, port: int, address: str) -> None:
    """Answer only to the server's own names and pages, in small requests; give every browser its session."""
    hosts = {f"{name}:{port}" for name in ((ADDRESS, "localhost") if address == ADDRESS else (address,))}
    server.config["MAX_CONTENT_LENGTH"] = MOST_BYTES

    @server.before_request
    def own_name_only() -> Any:
        if flask.request.host not in hosts:  # another site's name that was made to point here
            return _refusal(f"This page answers at http://{address}:{port} only.", 403)
        if _comes_from_elsewhere(flask.request):
            return _refusal("Only this page's own requests are answered.", 403)
        return None

    @server.errorhandler(Exception)
    def no_traceback(error: Exception) -> Any:
        """What a callback of ours raises is shown in the page; the rest is a request that Dash cannot make out."""
        if isinstance(error, HTTPException):
            return error
        return _refusal("This request makes no sense here.", 400)

    @server.after_request
    def harden(response: flask.Response) -> flask.Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        is_page = response.mimetype == "text/html" and response.status_code == 200
        if is_page:
            session = sessions.reopen(flask.request.cookies.get(cookie)) or sessions.open()
            response.set_cookie(cookie, session.key, max_age=COOKIE_SECONDS, httponly=True, samesite="Strict")
        return response


def _refusal(text: str, status: int) -> flask.Response:
    return flask.Response(f"{text}\n", status, mimetype="text/plain")


def _comes_from_elsewhere(request: flask.Request) -> bool:
    """Whether another site's page sent the request; to be led here by a link is no such thing."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return True
    is_led = request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return not is_led and request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")


class Quiet(WSGIRequestHandler):
    """Logs no request: a leader's terminal is no place for that."""

    def log_request(self, *_: Any) -> None:
        """Nothing."""


def listen(app: Dash, port: int, address: str = ADDRESS) -> BaseWSGIServer:
    """A server of the application, which has yet to begin; InputError where the port is taken."""
    with socket.socket() as probe:  # make_server would print its own words and end the process
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise InputError(f"--address must be one of this machine, got {address}") from None
            raise InputError(f"--port must be free, got {port}, which is taken; name another") from None
    return make_server(address, port, app.server, threaded=True, request_handler=Quiet)


def check_address(address: str) -> None:
    """Raise InputError for anything but one IPv4 address: a page answers to the names that it knows, and no others."""
    try:
        known = ipaddress.IPv4Address(address)
    except ValueError:
        known = ipaddress.IPv4Address(0)
    if known.is_unspecified or known.is_multicast:
        raise InputError(
            "--address must be the IPv4 address at which others reach this machine, such as 192.168.1.20,"
            f" got {address}"
        )


def serve(
    catalogue: Catalogue,
    port: int,
    scenario: str,
    policy: str,
    seed: int,
    ready: Callable[[str], None],
    address: str = ADDRESS,
) -> None:
    """Serve until interrupted. `ready` gets the page's address once the port is ours."""
    folder = own_folder()
    app, _, background = make(
        catalogue, port, scenario, policy, seed, Saves(folder) if folder else None, address
    )
    try:
        server = listen(app, port, address)
        ready(f"http://{address}:{port}/")
        server.serve_forever()  # closes itself in the end
    finally:
        background.close()
