"""The app: whatever a browser sends, it is answered in words or refused; no request ends in a traceback.

Background work is not done: that it would begin is enough here.
"""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.app import actions
from sim.app.actions import Catalogue
from sim.app.background import Background, BackgroundWork
from sim.app.game import start
from sim.app.server import ADDRESS, make
from sim.app.sessions import Sessions
from sim.errors import InputError
from sim.outcomes import OUTCOMES
from sim.policies import load_policy
from tests.app.test_game import WORLD
from tests.fuzz.asked import asked
from tests.fuzz.test_files import EASY

FEW, MANY = 60, 2_000
PORT = 8052

KNOWN = (
    *(
        "corner_shop",
        "neutral",
        "customer_first",
        "practices.pay",
        "customers.need_rate",
        "turnover",
        "above",
    ),
    *("pay", "profit", "competition", "without", 0, 1, 3, 5, 0.5, 1.0),
)
ODD = (
    None,
    True,
    False,
    -1,
    10**30,
    1e308,
    float("nan"),
    float("inf"),
    "",
    "x",
    "nan",
    "1e400",
    "é",
    "\0",
    [],
    {},
)
VALUES = st.one_of(
    st.sampled_from((*KNOWN, *ODD)),
    st.sampled_from(
        ([1], [[]], {"name": "pay"}, {"name": []}, {"type": "practice", "name": None}, "a" * 5_000)
    ),
    st.integers(),
    st.text(max_size=5),
)
CHOSEN = {
    "scenario": "corner_shop",
    "policies": ("neutral", "customer_first"),
    "x": ("practices.pay", 0.9, 1.1),
    "y": ("customers.need_rate", 1.0, 2.0),
    "side": 3,
    "worlds": 1,
    "outcome": "turnover",
    "when": "above",
    "value": 20.0,
}
"""A map that can be drawn."""


def not_begun(self: Background, what: str, compute: object) -> BackgroundWork:
    """Work that is taken for done."""
    work = BackgroundWork(what, state="done")
    work._ended.set()
    return work


@pytest.fixture(scope="module")
def made():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Background, "begin", not_begun)
        app, sessions, background = make(Catalogue.of(), PORT, "corner_shop", "people_and_customer", 1)
        yield SimpleNamespace(app=app, sessions=sessions, background=background, catalogue=Catalogue.of())
        background.close()


@pytest.fixture(scope="module")
def game():
    return start(WORLD, load_policy("neutral"), 1).play(0, {"pay": 1.1})


def refused(act, *given: Any) -> bool:
    """Whether an action was refused."""
    try:
        act(*given)
    except InputError as error:
        return bool(str(error))
    return False


def try_actions(made, session, draw) -> bool:
    """One action with any values; whether it was refused."""
    of, value = (session, made.background), lambda: draw(VALUES)
    chosen = dict(CHOSEN)
    for key in draw(st.lists(st.sampled_from(list(CHOSEN)), max_size=2)):
        pair = isinstance(CHOSEN[key], tuple)
        chosen[key] = tuple(value() for _ in CHOSEN[key]) if pair else value()
    act, given = draw(
        st.sampled_from(
            (
                (actions.new_game, (*of, made.catalogue, value(), value(), value())),
                (actions.play, (*of, value(), {str(value()): value()})),
                (actions.branch, (session, value())),
                (actions.look_at, (session, value())),
                (actions.ask_debrief, of),
                (actions.ask_luck, of),
                (actions.ask_map, (*of, made.catalogue, chosen)),
            )
        )
    )
    return refused(act, *given)


def request(app, draw) -> dict[str, Any]:
    """What a page would send to a callback, with any values in it."""
    callback = draw(st.sampled_from(app._callback_list))
    listed = [[{**one, "value": draw(VALUES)} for one in callback[kind]] for kind in ("inputs", "state")]
    for one in (one for its in listed for one in its):
        if str(one["id"]).startswith("{"):
            one["id"] = json.loads(one["id"]) | {"name": draw(st.sampled_from(("pay", "first", "x")))}
    inputs, state = ([[one] if isinstance(one["id"], dict) else one for one in its] for its in listed)
    outputs = [
        {"id": part.rpartition(".")[0], "property": part.rpartition(".")[2].split("@")[0]}
        for part in callback["output"].strip(".").split("...")
    ]
    first = callback["inputs"][0]
    body = {
        "output": callback["output"],
        "outputs": outputs if callback["output"].startswith("..") else outputs[0],
        "inputs": inputs,
        "state": state,
        "changedPropIds": [
            draw(st.sampled_from((f"{first['id']}.{first['property']}", "play.n_clicks", "x", "")))
        ],
    }
    for key in draw(st.lists(st.sampled_from(list(body)), max_size=1)):
        body[key] = draw(VALUES)
    return body


def try_request(made, draw, game=None) -> bool:
    """One request of a browser with a session; whether it was refused."""
    browser, base = made.app.server.test_client(), f"http://{ADDRESS}:{PORT}"
    browser.get("/", base_url=base)
    if game is not None:
        key = browser.get_cookie(f"sim_app_{PORT}", domain=ADDRESS).value
        made.sessions.get(key).renew(game)
    body, found = request(made.app, draw), []
    answer = asked(
        ask=lambda _: found.append(browser.post("/_dash-update-component", json=body, base_url=base))
    )
    assert "Traceback" not in answer.out + answer.err, (body, answer)
    assert found[0].status_code < 500
    return found[0].status_code >= 400 or "message" in found[0].text


@settings(max_examples=FEW, suppress_health_check=EASY)
@given(data=st.data())
def test_any_action_is_done_or_refused(made, data):
    try_actions(made, Sessions().open(), data.draw)


@settings(max_examples=FEW // 2, suppress_health_check=EASY)
@given(data=st.data())
def test_any_request_is_answered(made, data):
    try_request(made, data.draw)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["actions", "requests"])
def test_thousands_of_requests_are_answered(made, game, kind, capsys):
    counts = []

    @settings(max_examples=MANY // 2, suppress_health_check=EASY)
    @given(st.data())
    def look(data) -> None:
        if kind == "requests":
            counts.append(try_request(made, data.draw, game))
            return
        session = Sessions().open()
        session.renew(game)
        counts.append(try_actions(made, session, data.draw))

    look()
    with capsys.disabled():
        print(f"\n{kind}: {len(counts):,}, {sum(counts):,} refused, none with a traceback")
    assert any(counts)
    assert not all(counts)


def test_a_map_that_can_be_drawn_is_begun(made):
    assert not refused(actions.ask_map, Sessions().open(), made.background, made.catalogue, CHOSEN)
    assert CHOSEN["outcome"] in OUTCOMES
