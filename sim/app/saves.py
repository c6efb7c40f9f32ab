"""Saved games: what was decided, as a small text file for each session. Worlds are not kept: they are played again."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StrictInt, ValidationError

from sim.app.game import MOST_LINES, Game, OnProgress, start
from sim.app.line import END, QUARTERS
from sim.errors import InputError, must_be
from sim.model.cache_folder import write_whole
from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.policies import Policy

MOST_BYTES = 64 * 2**10
"""Of a file: a full game of six lines takes a tenth of it."""

MOST_FILES = 200
"""Games that are kept; those written longest ago go first."""

STRICT = ConfigDict(extra="forbid", frozen=True)


class SavedLine(BaseModel):
    """What was decided in one line of a game."""

    model_config = STRICT
    name: Annotated[str, Field(max_length=80)]
    decisions: Annotated[tuple[dict[str, FiniteFloat], ...], Field(max_length=QUARTERS)]
    choices: tuple[StrictInt, ...]


class SavedGame(BaseModel):
    """What a game is played again from."""

    model_config = STRICT
    format: Literal[1] = 1
    model: str  # digest of the model that it was played with
    scenario: str
    content: str  # of the scenario, as a digest
    policy: str
    seed: StrictInt
    shown: Annotated[StrictInt, Field(ge=0)]
    lines: Annotated[tuple[SavedLine, ...], Field(min_length=1, max_length=MOST_LINES)]


def saved(game: Game, shown: int) -> SavedGame:
    """What has to be kept of a game, and which line is shown."""
    return SavedGame(
        model=model_digest(),
        scenario=game.scenario.name,
        content=_digest(game.scenario.content()),
        policy=game.policy.name,
        seed=game.seed,
        shown=shown,
        lines=tuple(
            SavedLine(name=line.name, decisions=tuple(map(dict, line.decisions)), choices=line.choices)
            for line in game.lines
        ),
    )


def played_again(
    kept: SavedGame, scenario: Scenario, policy: Policy, on_progress: OnProgress = lambda done, of: None
) -> Game:
    """The game that was saved, played again; lines share the past in which they were decided alike.

    Raises InputError for decisions that a game does not allow, and for a scenario that is another one by now.
    """
    if _digest(scenario.content()) != kept.content:
        raise InputError(f"scenario {kept.scenario} has changed since the game was saved")
    if kept.shown >= len(kept.lines):
        raise InputError(f"shown must be 0 to {len(kept.lines) - 1}, got {kept.shown}")
    quarters = [len(line.decisions) for line in kept.lines]
    done, steps = END + 2, END + 2 + sum(quarters)
    game = start(scenario, policy, kept.seed, lambda now, of: on_progress(now, steps))
    for number, line in enumerate(kept.lines):
        if len(line.choices) != len(line.decisions):
            raise InputError(
                f"lines.{number}.choices must be {len(line.decisions)} in number, got {len(line.choices)}"
            )
        shared = 0
        if number:
            parent, shared = _nearest(kept.lines, number)
            game = game.branch(parent, shared)
        for changes, choice in list(zip(line.decisions, line.choices, strict=True))[shared:]:
            game = game.play(number, changes, choice)
            done += 1
            on_progress(done, steps)
        renamed = replace(game.line(number), name=line.name)
        game = replace(game, lines=(*game.lines[:number], renamed))
    return game


def _nearest(lines: tuple[SavedLine, ...], number: int) -> tuple[int, int]:
    """The earlier line that has most of its past in common with a line, and how many quarters it can lend."""

    def common(other: SavedLine) -> int:
        mine, theirs = (list(zip(one.decisions, one.choices, strict=True)) for one in (lines[number], other))
        alike = [a == b for a, b in zip(mine, theirs, strict=False)]
        return min([*(at for at, same in enumerate(alike) if not same), len(alike), len(theirs) - 1])

    parent = max(range(number), key=lambda at: common(lines[at]))
    return parent, common(lines[parent])


@dataclass(frozen=True)
class Saves:
    """A folder of saved games. A file's name does not tell the key of its session."""

    folder: Path

    def path(self, key: str) -> Path:
        """Where the game of a session is kept."""
        return self.folder / f"{_digest(key)}.json"

    def has(self, key: str) -> bool:
        """Whether a game of the session is kept."""
        return self.path(key).is_file()

    def write(self, key: str, game: Game, shown: int) -> None:
        """Keep a game in the place of what was kept of the session; raises OSError where that cannot be written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.path(key), saved(game, shown).model_dump_json(indent=1).encode())
        self._forget()

    def read(self, key: str) -> SavedGame:
        """What is kept of a session's game; InputError, with the file, where it cannot be read."""
        path = self.path(key)
        try:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from None
        if len(content) > MOST_BYTES:
            raise InputError(f"{path}: a saved game must be at most {MOST_BYTES:,} bytes, got more")
        try:
            return SavedGame.model_validate_json(content)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            why = must_be(place, first) if place else f"is no saved game: {first['msg']}"
            raise InputError(f"{path}: {why}") from None

    def _forget(self) -> None:
        """Remove the games written longest ago beyond MOST_FILES; others may do so at once."""
        with suppress(OSError):
            written = {path: path.stat().st_mtime for path in self.folder.glob("*.json")}
            for path in sorted(written, key=written.__getitem__, reverse=True)[MOST_FILES:]:
                path.unlink(missing_ok=True)


def own_folder() -> Path | None:
    """Where a user's games are kept; none for a user without a home."""
    with suppress(RuntimeError):
        data = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser()
        if data.is_absolute():
            return data / "people-first-sim" / "games"
    return None


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]
