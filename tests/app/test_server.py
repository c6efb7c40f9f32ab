"""The server: on this machine only, every browser by itself, nothing loaded from elsewhere."""

import json
import re
import socket
import subprocess
import sys

import pytest

from sim.app.catalogue import Catalogue
from sim.app.game import start
from sim.app.levers import PLAYABLE
from sim.app.saves import Saves
from sim.app.server import ADDRESS, MOST_BYTES, listen, make
from sim.app.sessions import MOST_SESSIONS, Sessions
from sim.cli import main
from sim.errors import InputError
from sim.policies import load_policy
from tests.app.test_game import WORLD

PORT = 8051
COOKIE = f"sim_app_{PORT}"


@pytest.fixture(scope="module")
def made():
    app, sessions, jobs = make(Catalogue.of(), PORT, "corner_shop", "people_and_customer", 1)
    yield app, sessions
    jobs.close()


@pytest.fixture
def server(made):
    return made[0].server


class Sized:
    """Enough of a game to have a size."""

    def size(self):
        return 1000


def client(server):
    return server.test_client()


def get(of, path="/", host=f"{ADDRESS}:{PORT}", **options):
    return of.get(path, base_url=f"http://{host}", **options)


@pytest.mark.parametrize("host", [f"{ADDRESS}:{PORT}", f"localhost:{PORT}"])
def test_it_answers_to_this_machines_names(server, host):
    assert get(client(server), host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["example.com", f"example.com:{PORT}", f"{ADDRESS}:80", f"{ADDRESS}.example.com:{PORT}"]
)
@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/assets/app.js"])
def test_it_answers_to_no_other_name(server, host, path):
    """Else a site whose name is made to point here could read what is played."""
    assert get(client(server), path, host=host).status_code == 403


def test_a_page_may_load_nothing_from_elsewhere(server):
    response = get(client(server))
    rules = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in rules
    assert "http" not in rules
    assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", response.text) == []


def test_every_browser_has_a_session_of_its_own(made, server):
    browsers = [client(server) for _ in range(2)]
    for browser in browsers:
        get(browser)
    keys = [browser.get_cookie(COOKIE, domain=ADDRESS).value for browser in browsers]
    assert keys[0] != keys[1]
    assert all(made[1].get(key) is not None for key in keys)
    get(browsers[0])
    assert browsers[0].get_cookie(COOKIE, domain=ADDRESS).value == keys[0], "it keeps it"


def test_the_cookie_is_for_this_page_only(server):
    cookie = get(client(server)).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_made_up_key_opens_nothing(made, server):
    browser = client(server)
    browser.set_cookie(COOKIE, "0" * 32, domain=ADDRESS)
    get(browser)
    assert browser.get_cookie(COOKIE, domain=ADDRESS).value != "0" * 32
    assert made[1].get("0" * 32) is None


def test_a_game_that_was_saved_is_found_again_by_another_server(tmp_path):
    saves = Saves(tmp_path)
    keys = []
    for _ in range(2):
        app, sessions, background = make(Catalogue.of(), PORT, "corner_shop", "neutral", 1, saves)
        browser = client(app.server)
        if keys:
            browser.set_cookie(COOKIE, keys[0], domain=ADDRESS)
        get(browser)
        keys.append(browser.get_cookie(COOKIE, domain=ADDRESS).value)
        saves.path(keys[0]).write_text("{}")
        background.close()
    assert keys[0] == keys[1]
    assert sessions.get(keys[1]).game is None, "it is played again when the page asks"


def answered(browser, first, changed=()):
    """What the server answers to the callback whose first output is that, asked as a page does that was just opened.

    Of what a page sends, only the practices' names matter here.
    """

    def sent(one):
        if "ALL" not in one["id"]:
            return {"id": one["id"], "property": one["property"]}
        return [{"id": {"type": "practice", "name": name}, "property": one["property"]} for name in PLAYABLE]

    known = get(browser, "/_dash-dependencies").json
    callback = next(one for one in known if one["output"].startswith(f"..{first}..."))
    places = [place.rsplit(".", 1) for place in callback["output"].strip(".").split("...")]
    asked = {
        "output": callback["output"],
        "outputs": [sent({"id": id, "property": name.partition("@")[0]}) for id, name in places],
        "inputs": [sent(one) for one in callback["inputs"]],
        "state": [sent(one) for one in callback["state"]],
        "changedPropIds": list(changed),
    }
    answer = browser.post("/_dash-update-component", json=asked, base_url=f"http://{ADDRESS}:{PORT}")
    assert answer.status_code == 200, answer.text
    return answer.json["response"]


def test_a_page_that_is_opened_again_shows_the_game_as_it_was_left(made, server):
    browser = client(server)
    get(browser)
    session = made[1].get(browser.get_cookie(COOKIE, domain=ADDRESS).value)
    game = start(WORLD, load_policy("neutral"), 1).play(0, {"pay": 0.93})
    session.renew(game)
    get(browser)
    answered(browser, "version.data")
    assert session.game is game, "no other is begun"
    shown = answered(browser, "scene.children", ["version.data"])
    assert shown["turn"]["children"].startswith("Quarter 2 of 12")
    assert shown['{"name":"pay","type":"practice"}']["value"] == 0.93


def test_the_replays_crowd_is_served_from_here(server):
    response = get(client(server), "/crowd.js")
    assert response.mimetype == "text/javascript"
    assert "class Crowd" in response.text
    assert "/crowd.js" in get(client(server)).text


def test_sessions_stay_few_whoever_comes(made, server):
    for _ in range(MOST_SESSIONS + 5):
        get(client(server))
    assert len(made[1]) == MOST_SESSIONS


def test_visitors_who_never_play_drive_one_game_away_at_most():
    sessions = Sessions(most=4)
    players = [sessions.open() for _ in range(4)]
    for one in players:
        one.game = Sized()
    for _ in range(40):
        sessions.open()
    assert [sessions.get(one.key) is not None for one in players] == [False, True, True, True]
    assert len(sessions) == 4


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": f"http://{ADDRESS}:{PORT}", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Origin": "http://example.com"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_other_sites_pages_get_no_answer_but_may_lead_here(server, headers, status):
    assert get(client(server), headers=headers).status_code == status


def post(server, **options):
    base = f"http://{ADDRESS}:{PORT}"
    return client(server).post("/_dash-update-component", base_url=base, **options)


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", "1", '{"output": 7}', '{"output": "a.b"}', '{"inputs": [[[[]]]], "output": ""}'],
)
def test_a_request_that_makes_no_sense_is_refused_without_a_traceback(server, body):
    answer = post(server, data=body, content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text


def test_a_large_request_is_refused(server):
    assert post(server, data=b" " * (MOST_BYTES + 1), content_type="application/json").status_code == 413


def test_who_has_no_session_is_told_so_and_not_why(server):
    """The debug mode would show the source here."""
    asked = {
        "output": "..version.data...message.children...poll.disabled...play.disabled..",
        "outputs": [
            {"id": "version", "property": "data"},
            {"id": "message", "property": "children"},
            {"id": "poll", "property": "disabled"},
            {"id": "play", "property": "disabled"},
        ],
        "inputs": [
            {"id": name, "property": "value" if name == "line" else "n_clicks"}
            for name in ("new", "play", "branch", "line", "ask", "try", "cancel")
        ],
        "changedPropIds": ["new.n_clicks"],
        "state": [
            *({"id": name, "property": "value", "value": None} for name in ("scenario", "policy", "seed")),
            {"id": "quarter", "property": "data"},
            {"id": "from", "property": "value"},
            {"id": "choice", "property": "value"},
            [],
            [],
        ],
    }
    base = f"http://{ADDRESS}:{PORT}"
    response = client(server).post("/_dash-update-component", json=asked, base_url=base)
    assert response.status_code == 200, response.text
    assert "reload the page" in json.dumps(response.json)
    plain = client(server).post("/_dash-update-component", data=json.dumps(asked), base_url=base)
    assert plain.status_code >= 400, "another site's form cannot ask: it has to be JSON"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--port", "80"], "--port must be 1024 to 65535, got 80"),
        (["nowhere"], "scenario 'nowhere' does not exist"),
        (["corner_shop", "--policy", "neutrl"], "did you mean neutral"),
        (["--address", "0.0.0.0"], "--address must be the IPv4 address at which others reach this machine"),
        (["--address", "example.com"], "such as 192.168.1.20, got example.com"),
        (["corner_shop", "--seed", "-1"], "--seed must be 0 to 9223372036854775807, got -1"),
    ],
)
def test_bad_options_are_one_message(capsys, words, says):
    with pytest.raises(SystemExit) as ended:
        main(["app", *words])
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


def test_a_port_that_is_taken_is_one_message(made, capfd):
    with socket.socket() as taken:
        taken.bind((ADDRESS, 0))
        taken.listen()
        with pytest.raises(InputError, match=r"--port must be free, got .*, which is taken; name another"):
            listen(made[0], taken.getsockname()[1])
    assert capfd.readouterr() == ("", "")


def test_at_an_address_that_was_asked_for_it_answers_to_that_alone():
    app, _, background = make(Catalogue.of(), PORT, "corner_shop", "neutral", 1, address="192.0.2.7")
    assert get(client(app.server), host=f"192.0.2.7:{PORT}").status_code == 200
    for host in (f"{ADDRESS}:{PORT}", f"localhost:{PORT}", f"192.0.2.8:{PORT}"):
        assert get(client(app.server), host=host).status_code == 403
    with pytest.raises(InputError, match=r"--address must be one of this machine, got 192.0.2.7"):
        listen(app, PORT, "192.0.2.7")
    background.close()


def test_help_needs_no_dash():
    code = "import sys, sim.cli\nassert not {'dash', 'flask', 'plotly'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
