"""The app: whatever a browser sends, it is answered in words or refused; no request ends in a traceback.

Background work is not done: that it would begin is enough here.
"""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.app.actions import Catalogue
from sim.app.background import Background, BackgroundWork
from sim.app.game import start
from sim.app.server import ADDRESS, make
from sim.policies import load_policy
from tests.app.test_game import WORLD
from tests.fuzz.asked import asked
from tests.fuzz.test_files import EASY

FEW, MANY = 15, 1_800
PORT = 8052
BASE = f"http://{ADDRESS}:{PORT}"

GOOD = {
    "scenario": "corner_shop",
    "policy": "neutral",
    "seed": 1,
    "quarter": 1,
    "from": 0,
    "line": 0,
    "measure": "profit",
    "everything": 1,
    "m-scenario": "corner_shop",
    "m-first": "neutral",
    "m-second": "customer_first",
    "m-x": "practices.pay",
    "m-x-low": 0.9,
    "m-x-high": 1.1,
    "m-y": "customers.need_rate",
    "m-y-low": 1,
    "m-y-high": 2,
    "m-outcome": "turnover",
    "m-when": "above",
    "m-value": 20,
    "m-side": 3,
    "m-worlds": 1,
}
"""Field to what a page may send of it; of the others, a number of clicks."""

ODD = st.one_of(
    st.sampled_from(
        (None, True, False, -1, 0, 10**30, 10**400, 1e308, "", "x", "nan", "1e400", "é", "\0", [], {})
    ),
    st.sampled_from(
        ([1], [[]], {"name": "pay"}, {"name": []}, {"type": "practice", "name": None}, "a" * 5_000)
    ),
    st.sampled_from(tuple(GOOD.values())),
    st.integers(),
    st.text(max_size=5),
)


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
        yield SimpleNamespace(app=app, sessions=sessions)
        background.close()


@pytest.fixture(scope="module")
def game():
    return start(WORLD, load_policy("neutral"), 1).play(0, {"pay": 1.1})


def fields(listed: list[dict[str, Any]]) -> list[Any]:
    """Fields of a callback, as a page sends them: of a field that stands for many, a list."""
    sent: list[Any] = []
    for one in listed:
        key = str(one["id"])
        if not key.startswith("{"):
            sent.append({**one, "value": GOOD.get(key, 1)})
            continue
        each = json.loads(key) | {"name": "pay"}
        sent.append(
            [{"id": each, "property": one["property"], "value": each if one["property"] == "id" else 1.0}]
        )
    return sent


def request(app, draw) -> dict[str, Any]:
    """What a page would send to a callback, with some of it odd."""
    callback = draw(st.sampled_from(app._callback_list))
    outputs = [
        {"id": part.rpartition(".")[0], "property": part.rpartition(".")[2].split("@")[0]}
        for part in callback["output"].strip(".").split("...")
    ]
    first = draw(st.sampled_from(callback["inputs"]))
    body = {
        "output": callback["output"],
        "outputs": outputs if callback["output"].startswith("..") else outputs[0],
        "inputs": fields(callback["inputs"]),
        "state": fields(callback["state"]),
        "changedPropIds": [f"{first['id']}.{first['property']}"],
    }
    sent = [one for one in (*body["inputs"], *body["state"]) if isinstance(one, dict)]
    for _ in range(draw(st.integers(0, 2))):
        draw(st.sampled_from(sent))["value"] = draw(ODD)
    if draw(st.integers(0, 4)) == 0:
        body[draw(st.sampled_from(list(body)))] = draw(ODD)
    many = [one for one in body["state"] if isinstance(one, list)] if isinstance(body["state"], list) else []
    if many and draw(st.booleans()):
        draw(st.sampled_from(many))[0]["value"] = draw(ODD)
    return body


def tried(made, draw, game=None) -> bool:
    """One request of a browser with a session; whether something was wrong with it."""
    browser, body, found = made.app.server.test_client(), request(made.app, draw), []
    browser.get("/", base_url=BASE)
    if game is not None:
        key = browser.get_cookie(f"sim_app_{PORT}", domain=ADDRESS).value
        made.sessions.get(key).renew(game)

    def send(_: object) -> None:
        found.append(browser.post("/_dash-update-component", json=body, base_url=BASE))

    answer = asked(ask=send)
    assert "Traceback" not in answer.out + answer.err, (body, answer)
    assert found[0].status_code < 500, body
    assert "Traceback" not in found[0].text
    return found[0].status_code >= 400 or "must be" in found[0].text or "does not exist" in found[0].text


@settings(max_examples=FEW, suppress_health_check=EASY)
@given(data=st.data())
def test_any_request_is_answered(made, data):
    tried(made, data.draw)


@pytest.mark.slow
@pytest.mark.parametrize("playing", [False, True])
def test_thousands_of_requests_are_answered(made, game, playing, capsys):
    wrong = []

    @settings(max_examples=MANY // 2, suppress_health_check=EASY)
    @given(st.data())
    def look(data) -> None:
        wrong.append(tried(made, data.draw, game if playing else None))

    look()
    with capsys.disabled():
        print(f"\nrequests: {len(wrong):,}, {sum(wrong):,} refused, none with a traceback")
    assert any(wrong)
    assert not all(wrong)
