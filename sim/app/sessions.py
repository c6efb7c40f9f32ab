"""Sessions: what each browser plays, found only by a key that nobody can guess, and bounded in number and size."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from uuid import uuid4

from sim.app.background import BackgroundWork
from sim.app.debrief import Debrief, Luck
from sim.app.game import Game
from sim.app.maps import Maps
from sim.app.saves import Saves

KEY = re.compile("[0-9a-f]{32}")
MOST_SESSIONS = 64
MOST_BYTES = 512 * 2**20
"""What the games of all sessions may take together; those that nobody used for longest go first."""


@dataclass
class Session:
    """One browser's game, its debriefs, its map, and the background work that it waits for."""

    key: str
    game: Game | None = None
    line: int = 0  # that is shown
    version: int = 0  # rises whenever there is something new to show
    debriefs: dict[tuple[int, int], Debrief] = field(default_factory=dict)  # by line and quarters played
    lucks: dict[tuple[int, int], Luck] = field(default_factory=dict)
    maps: Maps | None = None
    playing: BackgroundWork | None = None  # a new game, a debrief, other worlds
    drawing: BackgroundWork | None = None
    saves: Saves | None = None  # where the game outlives this process
    unsaved: str = ""  # why it does not
    watching: str = ""  # code of the class that it began or joined
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def renew(self, game: Game, line: int = 0) -> None:
        """Put another game in the place of the present one, and show a line of it."""
        self.debriefs.clear()
        self.lucks.clear()
        self.keep(game, line)

    def keep(self, game: Game, line: int) -> None:
        """Put the game as it is now in the place of what it was, and show a line of it."""
        self.game = game
        self.line = line
        self.version += 1
        self.save()

    def save(self) -> None:
        """Keep what the game is played again from; what hinders that is noted, and no reason to stop playing."""
        if self.saves is None or self.game is None:
            return
        try:
            self.saves.write(self.key, self.game, self.line)
            self.unsaved = ""
        except OSError as error:
            self.unsaved = f"This game is not saved: {self.saves.folder}: {error.strerror}"

    def begun(self) -> list[BackgroundWork]:
        """The background work that it began last."""
        return [work for work in (self.playing, self.drawing) if work is not None]


class Sessions:
    """The sessions that are kept, the least recently used first."""

    def __init__(self, most: int = MOST_SESSIONS, most_bytes: int = MOST_BYTES, saves: Saves | None = None):
        self._most, self._most_bytes, self._saves = most, most_bytes, saves
        self._kept: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def open(self) -> Session:
        """A new session, with a key of 122 random bits."""
        return self._keep(uuid4().hex)

    def reopen(self, key: object) -> Session | None:
        """The session of a key, if it is kept here or its game is saved."""
        session = self.get(key)
        if session is None and self._saves and isinstance(key, str) and KEY.fullmatch(key):
            return self._keep(key) if self._saves.has(key) else None
        return session

    def _keep(self, key: str) -> Session:
        session = Session(key, saves=self._saves)
        with self._lock:
            self._kept[session.key] = session
        self.trim()
        return session

    def get(self, key: object) -> Session | None:
        """The session of a key, if it is kept; it counts as used now."""
        with self._lock:
            session = self._kept.get(key) if isinstance(key, str) else None
            if session is not None:
                self._kept.move_to_end(session.key)
            return session

    def peek(self, key: str) -> Session | None:
        """The session of a key, if it is kept; that somebody looks at it is no use of it."""
        with self._lock:
            return self._kept.get(key)

    def trim(self) -> None:
        """Forget sessions until the rest are few and small enough: those without a game first, longest unused first.

        So visitors who never play drive no player's game away, but for one at most: whoever came last may still begin.
        """
        with self._lock:
            sizes = {key: s.game.size() if s.game else 0 for key, s in self._kept.items()}
            while len(self._kept) > self._most or (
                sum(sizes.values()) > self._most_bytes and len(self._kept) > 1
            ):
                longest_unused, *others = self._kept
                key = next((key for key in [longest_unused, *others[:-1]] if not sizes[key]), longest_unused)
                session = self._kept.pop(key)
                del sizes[key]
                for work in session.begun():
                    work.stop()

    def __len__(self) -> int:
        return len(self._kept)
