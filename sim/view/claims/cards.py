"""Claims as cards of the page: words and figures of each, from the records that the file of verdicts has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.analysis.statistics import Row
from sim.analysis.wording import words
from sim.claims.claim import DIRECTED, SHAM
from sim.claims.conditions import Condition
from sim.english import counted, listed
from sim.model.mechanisms import MECHANISMS
from sim.units import span
from sim.view.claims.strip import Strip, strip
from sim.view.naming import named

Record = Mapping[str, Any]
"""A claim as the file of verdicts has it (sim.claims.told)."""

SHAMS = {
    "null": "nothing came out of a claim that nobody makes, as it must be",
    "broken": "a claim that nobody makes came out clearly: the test is broken",
}
"""How a sham may come out, and what that means."""

NARROW = 6
"""Tiles of an essay that leave room for the legend beside them."""


def slug(verdict: str) -> str:
    """A verdict as a class of the style sheet."""
    return verdict.replace(" ", "-")


@dataclass(frozen=True)
class Effect:
    """A part of a claim, ready to be shown."""

    part: Record
    strip: Strip
    verdict: str  # of a sham, null or broken

    @property
    def slug(self) -> str:
        """The verdict as a class of the style sheet."""
        return slug(self.verdict)

    @property
    def called(self) -> str:
        """What is compared in what, when and where."""
        part = self.part
        told = (part["label"], part["compares"], part["when"], part["where"])
        return ", ".join(text for text in told if text)


@dataclass(frozen=True)
class Card:
    """A claim, ready to be shown."""

    record: Record

    @property
    def called(self) -> str:
        """Its name in words."""
        return named(self.record["name"].removeprefix("sham_"))

    @property
    def verdict(self) -> str:
        """Its verdict; of a sham, null or broken."""
        return str(self.record["verdict"])

    @property
    def slug(self) -> str:
        """The verdict as a class of the style sheet."""
        return slug(self.verdict)

    @property
    def share(self) -> str:
        """In what share of the plausible worlds its main effect is as expected; nothing of a sham."""
        share = self.record["share"]
        return "" if share is None or self.record["essay"] == SHAM else f"{share:.0%}"

    @cached_property
    def effects(self) -> list[Effect]:
        """Its parts; the one that its mechanisms have to carry shows what is left of it without them."""
        parts = self.record["parts"]
        carried = next((nth for nth, part in enumerate(parts) if part["expect"] in DIRECTED), None)
        return [
            Effect(part, strip(part, carriers=nth == carried), self._verdict(part))
            for nth, part in enumerate(parts)
        ]

    def _verdict(self, part: Record) -> str:
        """The verdict on a part. That nothing came out of a sham does not support it."""
        if self.record["essay"] == SHAM:
            return "broken" if part["clear"] else "null"
        return str(part["verdict"])

    @property
    def scenarios(self) -> str:
        """Where, for how long and how often it was tried."""
        where = listed([words(name) for name in self.record["scenarios"]])
        years, trials = counted(self.record["years"], "year"), counted(self.record["trials"], "world")
        return f"{named(where)}, {years} under the policies, {trials}"

    @property
    def conditions(self) -> list[str]:
        """Where its effects hold and where they fail, of those that do both."""
        return [
            Condition(one.part["holds_where"], one.part["fails_where"]).told(one.called)
            for one in self.effects
            if one.part["holds_where"]
        ]

    @property
    def points(self) -> list[str]:
        """What came of the search for a point at which an effect fails."""
        return [
            f"{one.called}: fails at {one.part['contrary']}"
            if one.part["contrary"]
            else f"{one.called}: none found among {counted(one.part['searched'], 'point')}"
            for one in self.effects
            if one.part["searched"]
        ]

    @property
    def sizes(self) -> list[str]:
        """What its effects are in a larger market."""
        return [f"{one.called}: {one.part['larger']}" for one in self.effects if one.part["larger"]]

    @property
    def mechanisms(self) -> list[str]:
        """The mechanisms that have to carry it, by name."""
        return [name for name in self.record["mechanisms"] if name in MECHANISMS]

    @property
    def numbers(self) -> list[Row]:
        """All numbers of its effects, a row each."""
        return [_numbers(one) for one in self.effects]


def _numbers(one: Effect) -> Row:
    part = one.part
    quantiles = zip(("5%", "25%", "50%", "75%", "95%"), part["quantiles"], strict=True)
    ablated = part["ablated"]
    return {
        "effect": one.called,
        "unit": part["unit"],
        "expected": part["expect"],
        "verdict": part["verdict"],
        "mean": part["mean"],
        "95% interval": "–" if part["low"] is None else span(part["low"], part["high"]),
        **{f"{share} of worlds": value for share, value in quantiles},
        "smallest that matters": part["smallest"],
        "as expected": "–" if part["share"] is None else f"{part['share']:.0%}",
        "worlds": part["trials"],
        "p": part["p"],
        "judged together": part["family"],
        "points searched": part["searched"],
        **{
            f"{name}: with": ablated[name]["acting"] if name in ablated else None
            for name in ("frozen", "off")
        },
        **{
            f"{name}: left": ablated[name]["without"] if name in ablated else None
            for name in ("frozen", "off")
        },
    }


@dataclass(frozen=True)
class Essay:
    """The claims of an essay, or the shams."""

    anchor: str
    title: str
    tally: str  # how its claims came out
    cards: Sequence[Card]

    @property
    def wide(self) -> bool:
        """Whether its tiles need the whole width."""
        return len(self.cards) > NARROW


def essays_of(content: Mapping[str, Any]) -> Iterator[Essay]:
    """The essays in their order, then the shams."""
    order = [*content["verdicts"], *SHAMS]
    titles = {**dict(enumerate(content["essays"])), SHAM: "Shams, which nobody claims"}
    for essay, title in titles.items():
        cards = [Card(one) for one in content["claims"] if one["essay"] == essay]
        counts = Counter(card.verdict for card in cards)
        tally = ", ".join(f"{counts[verdict]} {verdict}" for verdict in order if counts[verdict])
        if cards:
            yield Essay("shams" if essay == SHAM else f"essay-{essay}", title, tally, cards)
