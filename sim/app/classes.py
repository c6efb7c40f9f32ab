"""Classes: teams that run the same firm in the same world, each for itself, found by one code."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from sim.app.game import Game
from sim.app.sessions import Session, Sessions
from sim.errors import InputError, as_written

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a code: 32 that nobody takes for one another."""

LENGTH = 6
"""Letters of a code: a thousand million codes, so that nobody finds a class by trying."""

MOST_CLASSES, MOST_TEAMS, LONGEST = 8, 12, 24
"""Classes that are kept, the oldest going first; teams of one; letters of a team's name (assumed)."""


@dataclass
class Class:
    """One class: what everybody plays, and the sessions of its teams."""

    code: str
    scenario: str
    policy: str
    seed: int
    teams: dict[str, str] = field(default_factory=dict)  # key of a session, by the team's name


class Classes:
    """The classes that are kept, in memory only."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Class] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, scenario: str, policy: str, seed: int) -> Class:
        """A new class, with a code of its own."""
        luck = uuid4().int
        code = "".join(LETTERS[(luck >> 5 * place) % 32] for place in range(LENGTH))
        with self._lock:
            self._kept[code] = Class(code, scenario, policy, seed)
            while len(self._kept) > MOST_CLASSES:
                self._kept.popitem(last=False)
            return self._kept[code]

    def find(self, code: object) -> Class:
        """The class of a code, in letters of any size; InputError where there is none."""
        found = self._kept.get(code.strip().upper()) if isinstance(code, str) else None
        if found is None:
            raise InputError(f"class code must be one that is shown on the projector, got {as_written(code)}")
        return found

    def join(self, code: object, team: object, session: Session) -> Class:
        """Make a session a team of a class; InputError for an unknown code, and a name that is taken or no name."""
        found = self.find(code)
        name = team.strip() if isinstance(team, str) else ""
        if not 1 <= len(name) <= LONGEST:
            raise InputError(f"team must be 1 to {LONGEST} letters long, got {as_written(team)}")
        with self._lock:
            if found.teams.get(name, session.key) != session.key:
                raise InputError(f"team must be a name that nobody has taken, got {as_written(name)}")
            mine = [other for other, key in found.teams.items() if key == session.key]
            if not mine and len(found.teams) >= MOST_TEAMS:
                raise InputError(f"teams of a class must be at most {MOST_TEAMS}, got {MOST_TEAMS + 1}")
            for other in mine:
                del found.teams[other]
            found.teams[name] = session.key
        return found


def games(found: Class, sessions: Sessions) -> Mapping[str, Game | None]:
    """The game of each team; none while it is not in the class's world, or not kept any more."""
    played = {}
    for name, key in list(found.teams.items()):
        session = sessions.peek(key)
        game = session.game if session else None
        same = game and (game.scenario.name, game.policy.name, game.seed) == (
            found.scenario,
            found.policy,
            found.seed,
        )
        played[name] = game if same else None
    return played
