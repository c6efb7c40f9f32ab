"""The people of a firm as the eye sees them at a quarter's end: the replay's crowd, of one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sim.model.records import World
from sim.model.world import FOCAL
from sim.view.naming import team_name
from sim.view.replay.recording.crowd import Crowd
from sim.view.replay.recording.staff import Staff

REPLAY = Path(__file__).resolve().parent.parent / "view" / "replay"
PARTS = ("looks", "layout", "requests", "flow", "crowd")
"""Scripts of the replay that draw a crowd, in the order in which they need each other."""

TALLEST = 5  # slips in an urgent pile, as in the replay
NO_REQUESTS: dict[str, Any] = dict.fromkeys(
    ("kind", "count", "asker", "team", "days", "hop_days", "hop_desk"), ()
)
"""Requests on their way, of which a picture of one moment has none."""


@dataclass(frozen=True)
class People:
    """How everybody is at a quarter's end, under the names of sim.view.replay.recording.Recording."""

    here: int  # customers
    customers_per_dot: int
    customers: tuple[int, ...]  # CustomerState of each dot
    customer_team: tuple[int, ...]
    staff: Mapping[str, tuple[int, ...]]  # what is shown of employees and managers, by name
    employee_team: tuple[int, ...]


def people(crowd: Crowd, before: World, now: World) -> People:
    """The focal firm's people now; who left since `before`, a quarter ago, shows as left if nobody has followed.

    `crowd` has noted earlier quarters, so that a dot stays the same customer; it notes this one.
    """
    crowd.note(now)
    staff = Staff(before)
    staff.note(now)
    return People(
        int((now.customers["firm"] == FOCAL).sum()),
        crowd.step,
        tuple(crowd.frames[-1]),
        tuple(crowd.teams),
        {name: tuple(frames[-1].tolist()) for name, frames in staff.arrays().items()},
        tuple(staff.teams),
    )


def picture(firms: Mapping[str, People]) -> dict[str, Any]:
    """What the page's script draws: firms by name, side by side and in the same sizes."""
    shown = list(firms.values())
    teams = len(shown[0].staff["managers"])
    most = max(0, *(urgent for one in shown for urgent in one.staff["urgent"]))
    return {
        "weeks": 1,
        "teams": teams,
        "teamNames": [team_name(team) for team in range(teams)],
        "tallest": TALLEST,
        "slip": max(1, -(-most // TALLEST)),
        "dot": shown[0].customers_per_dot,
        "runs": [
            {
                "policy": name,
                "here": one.here,
                "customers": one.customers,
                "customer_team": one.customer_team,
                "employee_team": one.employee_team,
                "requests": NO_REQUESTS,
                **one.staff,
            }
            for name, one in firms.items()
        ],
    }


@cache
def script() -> str:
    """The replay's own code for a crowd, as one function that answers what the page calls.

    Each call takes the colours that the page has then: a system may turn dark while somebody plays.
    """
    parts = [(REPLAY / f"{part}.js").read_text(encoding="utf-8") for part in PARTS]
    shared = "Crowd, commonSizes, stamps, CUSTOMER_LOOKS, PERSON_LOOKS, CUSTOMER_WORDS, PERSON_WORDS"
    return "\n".join(["window.replay = () => {", *parts, f"return {{ {shared} }};", "};"])


@cache
def palette() -> str:
    """The replay's colours, on light pages and on dark ones."""
    style = (REPLAY / "replay.css").read_text(encoding="utf-8")
    return style[: style.index("* {")]
