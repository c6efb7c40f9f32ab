"""What a player can do in a session. Everything that comes from a browser is checked here, before anything runs."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sim.app.background import Background, BackgroundWork
from sim.app.catalogue import Catalogue
from sim.app.debrief import debrief, luck
from sim.app.evidence import on_slider, range_of
from sim.app.game import Game, number_in, start
from sim.app.levers import PLAYABLE
from sim.app.line import Line
from sim.app.maps import Maps, draw_maps, map_question
from sim.app.saves import played_again
from sim.app.sessions import Session
from sim.earlier import gives_these_numbers
from sim.errors import InputError, as_written, unknown
from sim.model.scenario import Scenario
from sim.policies import Policy
from sim.running.limits import check_seed

P = ParamSpec("P")
R = TypeVar("R")


def _one_at_a_time(action: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
    """Two requests of one session do not act at once."""

    @wraps(action)
    def locked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with session.lock:
            return action(session, *args, **kwargs)

    return locked


def world(
    catalogue: Catalogue, scenario: object, policy: object, seed: object
) -> tuple[Scenario, Policy, int]:
    """What a game is played in, if it is offered."""
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise InputError(f"world must be a whole number from 0, got {seed!r}")
    return catalogue.scenario(scenario), catalogue.policy(policy), check_seed(seed)


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
    chosen = world(catalogue, scenario, policy, seed)

    def compute(work: BackgroundWork) -> None:
        game = start(*chosen, on_progress=work.report)
        with session.lock:
            work.report(work.of, work.of)
            session.renew(game)

    if session.playing is not None:
        session.playing.stop()
    session.playing = background.begin(
        "Two years of ordinary management, then the policy’s own years", compute
    )
    return session.playing


@_one_at_a_time
def resume(session: Session, background: Background, catalogue: Catalogue) -> BackgroundWork:
    """Play a saved game again; InputError, with its file, where that cannot be done."""
    assert session.saves is not None
    path = session.saves.path(session.key)
    try:
        kept = session.saves.read(session.key)
        scenario, policy = catalogue.scenario(kept.scenario), catalogue.policy(kept.policy)
    except InputError as error:
        raise _not_again(path, error) from None

    def compute(work: BackgroundWork) -> None:
        try:
            game = played_again(kept, scenario, policy, work.report)
        except InputError as error:
            raise _not_again(path, error) from None
        with session.lock:
            session.renew(game, kept.shown)
        if game.line(kept.shown).over:
            _look(session, game, kept.shown, debrief, session.debriefs, work)
        if not gives_these_numbers(kept.model):
            work.message = "This game was saved with another version of the model: its numbers may differ."

    session.playing = background.begin("Your saved game, played again", compute)
    return session.playing


def _not_again(path: Path, error: InputError) -> InputError:
    """Why a saved game is not played again, with its file, and how to go on."""
    why = str(error).removeprefix(f"{path}: ")
    return InputError(
        f"{path}: {why}. This saved game cannot be played again; New game begins another in its place."
    )


@_one_at_a_time
def play(
    session: Session, background: Background, quarter: object, values: Mapping[str, Any], choice: object = 0
) -> BackgroundWork:
    """Play a quarter of the line that is shown; `quarter` is the one that the browser showed, from 0.

    choice: the way out of the quarter's dilemma. After the last quarter the debrief follows by itself.
    """
    game, line = _ready(session)
    if quarter != line.quarter:
        raise InputError(
            f"This game has moved on to quarter {line.quarter + 1}, perhaps in another tab: reload the page."
        )
    number = session.line
    changes, way = _moved(line, values), game.way_out(number, choice)
    if line.over:
        game.play(number, changes)  # says so

    def compute(work: BackgroundWork) -> None:
        played = game.play(number, changes, way)
        with session.lock:
            work.report(1, 1)
            session.keep(played, number)
        if played.line(number).over:
            work.what = "Two more years under your last settings, and what drove what"
            _look(session, played, number, debrief, session.debriefs, work)

    session.playing = background.begin(f"Quarter {line.quarter + 1}", compute)
    return session.playing


def _moved(line: Line, values: Mapping[str, Any]) -> dict[str, float]:
    """The sliders that were moved, within the ranges that they offer; InputError for anything else."""
    now, moved = line.practices.as_dict(), {}
    for name, given in values.items():
        if name not in PLAYABLE:
            raise InputError(unknown("practice", name, PLAYABLE))
        value, (low, high, _) = number_in(given), range_of(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise InputError(
                f"practice {name} must be a number from {low:g} to {high:g}, got {as_written(value)}"
            )
        if value != on_slider(name, now[name]):
            moved[name] = float(value)
    return moved


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
    session.save()


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
        _look(session, game, number, function, found, work)

    session.playing = background.begin(what, compute)
    return session.playing


def _look(
    session: Session,
    game: Game,
    number: int,
    function: Callable[..., Any],
    found: dict[tuple[int, int], Any],
    work: BackgroundWork,
) -> None:
    """Look back on a line of a game, and keep what was found for the page."""
    result = function(game, number, work.report)
    with session.lock:
        found[number, game.line(number).quarter] = result
        session.version += 1


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


def _ready(session: Session) -> tuple[Game, Any]:
    """The game and the line that is shown, unless something is running."""
    if session.playing is not None and session.playing.busy:
        raise InputError(f"{session.playing.what} is still running: wait for it, or cancel it")
    if session.game is None:
        raise InputError("No game has begun: choose a scenario and press New game")
    return session.game, session.game.line(session.line)
