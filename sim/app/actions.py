"""What a player can do in a session. Everything that comes from a browser is checked here, before anything runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sim.app.background import Background, BackgroundWork
from sim.app.debrief import debrief, luck
from sim.app.game import Game, checked, start
from sim.app.maps import Maps, draw_maps, map_question
from sim.app.sessions import Session
from sim.app.words import PLAYABLE
from sim.errors import InputError, unknown
from sim.model.scenario import Scenario
from sim.places import find_scenario, scenario_files
from sim.policies import Policy, find_policies, load_policy
from sim.running.run import check_seed
from sim.running.scenarios import load_scenario

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Catalogue:
    """The scenarios and policies that may be chosen; nothing that a browser sends opens another file."""

    scenarios: Mapping[str, Path]
    policies: Mapping[str, Path]
    folder: Path | None = None  # of a user's own policies

    @classmethod
    def of(cls, scenario: str | None = None, folder: Path | None = None) -> "Catalogue":
        """The project's own, a scenario file and a folder of policies of the user's."""
        scenarios = dict(scenario_files())
        if scenario is not None:
            path = find_scenario(scenario)
            load_scenario(path)
            scenarios = {path.stem: path} | {k: v for k, v in scenarios.items() if k != path.stem}
        return cls(scenarios, find_policies(folder), folder)

    def scenario(self, name: object) -> Scenario:
        """The scenario of that name."""
        return load_scenario(self.scenarios[_known("scenario", name, self.scenarios)])

    def policy(self, name: object) -> Policy:
        """The policy of that name."""
        return load_policy(_known("policy", name, self.policies), self.folder)


def _one_at_a_time(action: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """Two requests of one session do not act at once."""

    @wraps(action)
    def locked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with session.lock:
            return action(session, *args, **kwargs)

    return locked


@_one_at_a_time
def new_game(
    session: Session,
    background: Background,
    catalogue: Catalogue,
    scenario: object,
    policy: object,
    seed: object,
) -> BackgroundWork:
    """Begin a new game, in place of the present one and of whatever it waits for."""
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise InputError(f"world must be a whole number from 0, got {seed!r}")
    chosen = catalogue.scenario(scenario), catalogue.policy(policy), check_seed(seed)

    def compute(work: BackgroundWork) -> None:
        game = start(*chosen, on_progress=work.report)
        with session.lock:
            work.report(work.of, work.of)
            session.renew(game)

    if session.playing is not None:
        session.playing.stop()
    session.playing = background.begin(
        "Two years of ordinary management, then the policy’s three years", compute
    )
    return session.playing


@_one_at_a_time
def play(
    session: Session, background: Background, quarter: object, values: Mapping[str, Any]
) -> BackgroundWork:
    """Play a quarter of the line that is shown; `quarter` is the one that the browser showed, from 0."""
    game, line = _ready(session)
    if quarter != line.quarter:
        raise InputError(
            f"This game has moved on to quarter {line.quarter + 1}, perhaps in another tab: reload the page."
        )
    strange = [name for name in values if name not in PLAYABLE]
    if strange:
        raise InputError(unknown("practice", strange[0], PLAYABLE))
    changes, number = checked(values), session.line
    if line.over:
        game.play(number, changes)  # says so

    def compute(work: BackgroundWork) -> None:
        played = game.play(number, changes)
        with session.lock:
            work.report(1, 1)
            session.keep(played, number)

    session.playing = background.begin(f"Quarter {line.quarter + 1}", compute)
    return session.playing


@_one_at_a_time
def branch(session: Session, quarter: object) -> None:
    """Go back to a quarter of the line that is shown, as a line of its own."""
    game, _ = _ready(session)
    if isinstance(quarter, bool) or not isinstance(quarter, int):
        raise InputError(f"branch must be the number of a quarter, got {quarter!r}")
    session.keep(game.branch(session.line, quarter), len(game.lines))


@_one_at_a_time
def look_at(session: Session, line: object) -> None:
    """Show another line."""
    game, _ = _ready(session)
    if isinstance(line, bool) or not isinstance(line, int):
        raise InputError(f"line must be a number, got {line!r}")
    game.line(line)
    session.line = line
    session.version += 1


@_one_at_a_time
def ask_debrief(session: Session, background: Background) -> BackgroundWork:
    """Find out what drove what in the line that is shown."""
    return _look_back(
        session, background, "Your game again, without each of your decisions", debrief, session.debriefs
    )


@_one_at_a_time
def ask_luck(session: Session, background: Background) -> BackgroundWork:
    """Try the decisions of the line that is shown in other worlds."""
    return _look_back(session, background, "Your decisions in other worlds", luck, session.lucks)


def _look_back(
    session: Session,
    background: Background,
    what: str,
    function: Callable[..., Any],
    found: dict[tuple[int, int], Any],
) -> BackgroundWork:
    game, line = _ready(session)
    if not line.quarter:
        raise InputError("debrief must wait until a quarter has been played")
    number = session.line

    def compute(work: BackgroundWork) -> None:
        result = function(game, number, work.report)
        with session.lock:
            found[number, line.quarter] = result
            session.version += 1

    session.playing = background.begin(what, compute)
    return session.playing


@_one_at_a_time
def ask_map(
    session: Session, background: Background, catalogue: Catalogue, chosen: Mapping[str, Any]
) -> BackgroundWork:
    """Begin a map, in place of the one that runs."""
    for policy in chosen["policies"]:
        catalogue.policy(policy)
    catalogue.scenario(chosen["scenario"])
    path = str(catalogue.scenarios[chosen["scenario"]])
    question, region = map_question({**chosen, "scenario": path})

    def keep(maps: Maps) -> None:
        with session.lock:
            session.maps = maps

    def compute(work: BackgroundWork) -> None:
        draw_maps(question, region, work.report, keep, catalogue.folder)

    if session.drawing is not None:
        session.drawing.stop()
    session.drawing = background.begin("The map", compute)
    return session.drawing


def _known(kind: str, name: object, known: Mapping[str, Path]) -> str:
    """A name that a browser sent, if it is one of those known."""
    if not isinstance(name, str) or name not in known:
        raise InputError(unknown(kind, str(name), known))
    return name


def _ready(session: Session) -> tuple[Game, Any]:
    """The game and the line that is shown, unless something is running."""
    if session.playing is not None and session.playing.busy:
        raise InputError(f"{session.playing.what} is still running: wait for it, or cancel it")
    if session.game is None:
        raise InputError("No game has begun: choose a scenario and press New game")
    return session.game, session.game.line(session.line)
