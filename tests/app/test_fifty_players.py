"""Fifty players at once, against the app in its own process: each plays their own game. Prints how long they wait."""

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import threading
import time

import pytest

from sim.app import parts
from sim.app.game import start
from sim.app.levers import PLAYABLE
from sim.policies import load_policy
from sim.running.scenarios import load_scenario
from tests.app.test_page import free_port
from tests.paths import ROOT

pytestmark = pytest.mark.slow

PLAYERS, MOST_QUARTERS = 50, 3
SCENARIO, POLICY = "corner_shop", "people_and_customer"
PATIENCE = 300  # seconds, for a machine that does much else
PAYS = [round(0.9 + 0.01 * step, 2) for step in range(40)]


class Player:
    """A browser's part: its cookie, the requests that our page would send, and how long each took."""

    def __init__(self, number: int, port: int):
        self.seed, self.pay, self.quarters = number + 1, PAYS[number % len(PAYS)], 1 + number % MOST_QUARTERS
        self._luck = random.Random(number)
        self._server = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._cookie, self.waited = "", []
        self._sliders: dict[str, float] = {}
        self.page = ""

    def _ask(self, method: str, path: str, body: object = None) -> str:
        time.sleep(self._luck.uniform(0.0, 0.5))  # people think
        headers = {"Cookie": self._cookie} | ({"Content-Type": "application/json"} if body else {})
        begun = time.perf_counter()
        self._server.request(method, path, json.dumps(body) if body else None, headers)
        answer = self._server.getresponse()
        text = answer.read().decode()
        self.waited.append(time.perf_counter() - begun)
        assert answer.status in (200, 204), text
        self._cookie = self._cookie or (answer.headers["Set-Cookie"] or "").partition(";")[0]
        return text

    def open(self) -> None:
        self._ask("GET", "/")
        self.known = {one["output"]: one for one in json.loads(self._ask("GET", "/_dash-dependencies"))}

    def _call(self, output: str, changed: str, **values: object) -> dict:
        """Send what a callback wants, given the values that matter."""
        (one,) = (found for name, found in self.known.items() if re.search(output, name))

        def sent(field, *, value=True):
            if not field["id"].startswith("{"):
                return field | ({"value": values.get(field["id"])} if value else {})
            ids = [{"type": "practice", "name": name} for name in PLAYABLE]
            each = ids if field["property"] == "id" else [self._sliders.get(one["name"], 0.0) for one in ids]
            return [
                {"id": key, "property": field["property"]} | ({"value": what} if value else {})
                for key, what in zip(ids, each, strict=True)
            ]

        places = [part.rpartition(".") for part in one["output"].strip(".").split("...")]
        outputs = [{"id": name, "property": what.split("@")[0]} for name, _, what in places]
        body = {
            "output": one["output"],
            "outputs": [sent(output, value=False) for output in outputs],
            "inputs": [sent(field) for field in one["inputs"]],
            "state": [sent(field) for field in one["state"]],
            "changedPropIds": [changed],
        }
        return json.loads(self._ask("POST", "/_dash-update-component", body) or "{}").get("response", {})

    def _act(self, what: str, **values: object) -> None:
        said = self._call(r"^\.\.version\.data\.\.\.message", f"{what}.n_clicks", **values)
        assert said["message"]["children"] == "", said

    def _turn(self) -> dict:
        """What the page shows once there is nothing to wait for."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            watched = self._call(r"^\.\.progress\.hidden", "poll.n_intervals")
            if watched["progress"]["hidden"]:
                shown = self._call(r"^\.\.scene\.children", "version.data", version=1)
                values = {
                    json.loads(key)["name"]: each["value"] for key, each in shown.items() if key[0] == "{"
                }
                self._sliders = values | {"pay": self.pay}
                return shown
        raise TimeoutError

    def play(self) -> None:
        self._act("new", scenario=SCENARIO, policy=POLICY, seed=self.seed)
        for quarter in range(self.quarters):
            assert self._turn()["quarter"]["data"] == quarter
            self._act("play", quarter=quarter, choice=0)
        self.page = json.dumps(self._turn()["headline"]["children"])


@pytest.fixture
def port(tmp_path):
    """Of the app, as `sim app` starts it."""
    number = free_port()
    words = [SCENARIO, "--policy", POLICY, "--port", str(number)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "sim.cli", "app", *words], cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
        while "Open http" not in (tmp_path / "log").read_text():
            assert server.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.2)
        yield number
        server.terminate()
        server.wait(30)
        assert "Traceback" not in (tmp_path / "log").read_text()


def test_fifty_players_at_once_play_fifty_games(port):
    players = [Player(number, port) for number in range(PLAYERS)]
    wrong = []

    def take_part(player: Player) -> None:
        try:
            player.open()
            player.play()
        except BaseException as error:
            wrong.append(f"player {player.seed}: {error!r}")

    threads = [threading.Thread(target=take_part, args=(player,)) for player in players]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    scenario, policy = load_scenario(SCENARIO), load_policy(POLICY)
    for player in players:
        game = start(scenario, policy, player.seed)
        for _ in range(player.quarters):
            game = game.play(0, {"pay": player.pay})
        line = game.line(0)
        alone = parts.headline(line, game.rival, game.policy.name, game.scenario.currency)
        assert player.page == json.dumps(alone), f"player {player.seed} sees another game than their own"
    waited = sorted(second for player in players for second in player.waited)
    print(
        f"\n{PLAYERS} players, {len(waited):,} requests: half within {1000 * statistics.median(waited):.0f} ms, "
        f"95% within {1000 * waited[int(0.95 * len(waited))]:.0f} ms, all within {waited[-1]:.1f} s"
    )
