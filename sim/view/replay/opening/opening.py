"""What the opening shows, gathered from the runs of a replay: a header and arrays for its script, and texts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sim.english import listed
from sim.outcomes import OUTCOMES
from sim.view.naming import named
from sim.view.packing import embed, pack
from sim.view.replay.finding import chain, claims_behind, duration
from sim.view.replay.opening.branches import MEANS, Branches
from sim.view.replay.opening.cards import Cards, cards_of
from sim.view.replay.opening.levers import LEVERS, Lever
from sim.view.replay.opening.six import RULE, six_of
from sim.view.replay.persons import Persons
from sim.view.replay.recording import Recording, is_here

# The opening's part of the page's script, one part a file, in the order in which they need each other.
SCRIPTS = ("told", "axes", "sort", "guess", "watch", "levers", "card", "clip", "frame")
MOST_KNOTS = 8  # points of a drawn guess: as many as one has the patience to move by keys (assumed)
WEEKS_A_KNOT = 26
GUESS_PEOPLE = 2  # the scale of a guess, in people who are there at the start
STEP = 10  # the scale ends at a multiple of it
ASSUMED = (
    "Firms, people and customers are made up. Rules have sources, but most of their weights are assumed, and say so.",
    "What is shown is one world; in another one it may come out otherwise.",
    "The model says how two ways to manage differ in the same world, never what a firm’s numbers will be.",
)


@dataclass(frozen=True)
class Opening:
    """The five scenes of a replay, as its page shows them."""

    cards: Cards | None
    people: int  # employees and managers of the first side at the end of the first week
    length: str  # of the runs
    better: tuple[str, ...]  # in what each side is ahead, a sentence a side
    standing: str  # in how many worlds which side comes out ahead
    claims: tuple[str, ...]  # verdicts on the claims behind what is seen
    settings: tuple[int, ...]  # of each lever
    data: str  # what the page's script reads, packed
    rule: str = RULE
    assumed: tuple[str, ...] = ASSUMED
    levers: tuple[Lever, ...] = LEVERS

    @property
    def scripts(self) -> list[str]:
        """The files of the page's script that are the opening's."""
        return [f"replay/opening/{part}.js" for part in SCRIPTS]


def opening_of(
    runs: Sequence[Recording], persons: Persons, standing: str | None, branches: Branches
) -> Opening:
    """The opening of a replay of these runs; `branches` are of the first of them."""
    cards, people = cards_of(runs), _people(runs[0])
    header = {
        "cards": [asdict(card) for card in cards.cards] if cards else [],
        "seconds": cards.seconds if cards else 0,
        "six": six_of(persons.offered),
        "knots": knots(runs[0].weeks),
        "most": scale_of_guess(people),
        "levers": branches.described() | {"rows": rows(runs[0].currency)},
    }
    return Opening(
        cards=cards,
        people=people,
        length=duration(runs[0].weeks),
        better=better(runs),
        standing=standing or "This was not computed for this file.",
        claims=tuple(claims_behind()),
        settings=tuple(map(len, branches.values)),
        data=embed(pack(header, branches.packed())),
    )


def rows(currency: str) -> list[dict[str, str]]:
    """What a setting of the levers is held against the unchanged firm by: names of ends, words, and kinds of number."""
    ends = {
        "people_lost": ("people who quit", "count"),
        "headcount": ("people in the last week", "count"),
        "market_share": ("share of the market in the last week", "percent"),
        "profit": (f"profit ({currency})" if currency else "profit", "money"),
    }
    means = {
        name: (OUTCOMES[name].short, "percent" if OUTCOMES[name].unit == "0-1" else "tenths")
        for name in MEANS
    }
    return [{"name": name, "label": label, "kind": kind} for name, (label, kind) in (ends | means).items()]


def knots(weeks: int) -> list[int]:
    """The weeks, counted from 1, at whose ends a guess has its points: evenly spread, the last week among them."""
    count = min(MOST_KNOTS, max(2, weeks // WEEKS_A_KNOT), weeks)
    return [weeks * (nth + 1) // count for nth in range(count)]


def scale_of_guess(people: int) -> int:
    """The highest guess: twice the people there at the start, rounded up. It tells nothing of what happened."""
    return max(STEP, -(-GUESS_PEOPLE * people // STEP) * STEP)


def better(runs: Sequence[Recording]) -> tuple[str, ...]:
    """In what each side is ahead of all others, by the table of what led to what; a sentence a side."""
    links = chain(runs)
    told = []
    for side, run in enumerate(runs):
        ahead = [
            f"{link.label[0].lower()}{link.label[1:]} ({link.values[side]} against "
            f"{listed([value for other, value in enumerate(link.values) if other != side])})"
            for link in links
            if link.best == side
        ]
        told.append(f"{named(run.policy)} is ahead in {listed(ahead) if ahead else 'none of these'}.")
    return tuple(told)


def _people(run: Recording) -> int:
    return int(is_here(run.employees[0]).sum() + is_here(run.managers[0]).sum())
