"""Hirschman's exit and voice: who complains, what an easy exit does to that, and what a monopoly hears."""

from collections.abc import Mapping

import numpy as np

from docs.docking.check import Sign
from docs.docking.heard import SCENARIO, YEARS, heard
from docs.docking.page import Section
from docs.findings.page import Table
from sim.analysis.judge import judge, when_clear
from sim.analysis.statistics import estimate
from sim.design.way import Way

WORLDS = 10
DECLINE = {"frontline_discretion": 0.0, "staffing_slack": -0.2, "improvement": 0.0}
"""A firm that lets its quality go: nobody decides for a customer, a fifth of the staff is saved, nothing "
"improves."""

EASY = {"competition": "rivalry", "choice.switching_cost": 0.0}
HARD = {"choice.switching_cost": 1.0}
MONOPOLY = {"competition": "monopoly"}
WAYS = {
    "neutral": Way(),
    "neutral, without loyalty": Way(without=("loyalty",)),
    "ordinary": Way(practices=DECLINE),
    "easy exit": Way(practices=DECLINE, world=EASY),
    "hard exit": Way(practices=DECLINE, world=HARD),
    "monopoly": Way(practices=DECLINE, world=MONOPOLY),
    "easy exit, without loyalty": Way(practices=DECLINE, world=EASY, without=("loyalty",)),
    "hard exit, without loyalty": Way(practices=DECLINE, world=HARD, without=("loyalty",)),
}
"""Ways in the same worlds, by the names that they have on the page."""

Found = Mapping[str, Mapping[str, np.ndarray]]
SHOWN = {
    "problems": "problems a customer and year",
    "voiced": "complaints a problem",
    "complaints": "complaints a customer and year",
    "lost": "customers lost a customer and year",
    "satisfaction": "satisfaction",
}


def section(worlds: int | None) -> Section:
    """Exit and voice, docked."""
    many = worlds or WORLDS
    found = {name: heard(way, many) for name, way in WAYS.items()}
    signs = compared(found)
    return Section(
        "3. Exit and voice (Hirschman 1970)",
        [
            "Hirschman has no numbers, but signs: voice is the loyal customers' answer to decline, an "
            "easy exit takes from it, and a monopoly is told what is wrong because nobody can go. A study "
            "of American telephone companies found that complaints give way to switching as markets open "
            "(beard2015, its abstract read).",
            f"Scenario `{SCENARIO}`, {YEARS} years, {many} worlds; but for the first two ways the focal "
            "firm lets its quality go (a fifth less staff, no discretion, no improvement) and rivals stay "
            "neutral. *Easy exit*: three rivals instead of one, and switching costs nothing. *Hard exit*: "
            "one rival, and switching costs a year's spend. *Attached*: the half of those with a problem "
            "who were the more loyal in the morning of that week, by satisfaction and time with the firm. "
            f"{when_clear('all comparisons below')}",
        ],
        signs=signs,
        tables=[levels(found)],
        closing=closing(signs),
    )


def compared(found: Found) -> list[Sign]:
    """Every comparison, judged as one family."""
    per_problem = {name: each["lost"] / each["problems"] for name, each in found.items()}
    answers = {name: each["complaints"] / (each["complaints"] + each["lost"]) for name, each in found.items()}
    easy, hard, ordinary = found["easy exit"], found["hard exit"], found["ordinary"]
    asked = [
        ("share of problems voiced, neutral: attached less detached", 1, *halves(found["neutral"])),
        ("the same in decline", 1, *halves(ordinary)),
        ("the same, neutral, without loyalty", 0, *halves(found["neutral, without loyalty"])),
        ("complaints a problem: easy exit less ordinary", -1, easy["voiced"], ordinary["voiced"]),
        ("complaints a problem: easy exit less hard", -1, easy["voiced"], hard["voiced"]),
        ("complaints a customer and year: easy exit less hard", -1, easy["complaints"], hard["complaints"]),
        (
            "customers lost a problem: easy exit less hard",
            1,
            per_problem["easy exit"],
            per_problem["hard exit"],
        ),
        ("complaints of all answers: easy exit less hard", -1, answers["easy exit"], answers["hard exit"]),
        (
            "complaints a problem, without loyalty: easy exit less hard",
            0,
            found["easy exit, without loyalty"]["voiced"],
            found["hard exit, without loyalty"]["voiced"],
        ),
        (
            "monopoly: complaints less customers lost",
            1,
            found["monopoly"]["complaints"],
            found["monopoly"]["lost"],
        ),
        ("one rival: complaints less customers lost", -1, ordinary["complaints"], ordinary["lost"]),
        (
            "complaints a problem: monopoly less ordinary",
            1,
            found["monopoly"]["voiced"],
            ordinary["voiced"],
        ),
    ]
    judged = judge([(a, b) for _, _, a, b in asked])
    return [Sign(what, sign, one) for (what, sign, _, _), one in zip(asked, judged, strict=True)]


def halves(one: Mapping[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Shares of problems voiced by the more and by the less attached."""
    return one["attached"], one["detached"]


def levels(found: Found) -> Table:
    """What was counted under each way."""
    rows = []
    for name, each in found.items():
        shown = [estimate(each[what]) for what in SHOWN]
        rows.append((name, *(f"{e.mean:.3f} [{e.low:.3f}, {e.high:.3f}]" for e in shown)))
    return Table("What the focal firm hears, and whom it loses", ("way", *SHOWN.values()), rows)


def closing(signs: list[Sign]) -> list[str]:
    """What is built in, and what is not."""
    without = next(one for one in signs if one.what.startswith("complaints a problem, without loyalty"))
    alone = next(one for one in signs if one.what == "complaints a problem: easy exit less hard")
    return [
        "That the attached complain more is a rule of the model (`complaint_probability`): here it is "
        "shown that it holds in a market, and goes with the rule. That an easy exit takes from voice is "
        "no rule: nobody weighs exit when complaining. With the rule of loyalty easy exit moves "
        f"complaints a problem by {alone.apart()} against hard exit, without it by {without.apart()}: as "
        "far as it goes with the rule, it comes of who is left, since customers who come and go have "
        "little time with a firm. Hirschman means more than that, a customer who speaks up *because* "
        "there is no way out; that is not in this model."
    ]
