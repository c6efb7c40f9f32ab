"""What happened in a game, in plain sentences; every number in them is computed."""

from collections.abc import Sequence

import numpy as np

from sim.analysis.judge import judge
from sim.app.debrief import BETTER, SCORE, Debrief, DecisionEffect, Luck, ahead
from sim.app.game import Game
from sim.app.line import END, Line, Track
from sim.app.words import MEASURE, decision_words, measured, signed
from sim.english import listed
from sim.model.parameters import WEEKS_A_QUARTER
from sim.view.naming import named

TOLD = {"employees": "employee_satisfaction", "customers": "customer_satisfaction_all"}
"""A signal that the executive hears, and the outcome that it is about."""

WORTH_TELLING = 0.05
"""Share of the greatest effect below which an effect is not mentioned."""


def headline(line: Line, rival: Track, policy: str, currency: str) -> str:
    """How things stand after the last quarter, in one sentence."""
    if not line.quarter:
        return (
            f"Both firms are the same today. {named(policy)} manages its copy its own way; you manage yours."
        )
    mine, theirs = line.track().so_far(), rival.until(line.quarter).so_far()
    profit, people = (float(mine[name][-1] - theirs[name][-1]) for name in ("profit", "people_lost"))
    money = f"{measured('profit', abs(profit), currency)} {'more' if profit >= 0 else 'less'}"
    if people == 0:
        kept = "as many people"
    else:
        kept = f"{abs(people):.0f} {'more' if people > 0 else 'fewer'} {'person' if abs(people) == 1 else 'people'}"
    joint = "and" if (profit >= 0) == (people <= 0) else "but"
    then = f"After {line.quarter} quarter{'s' if line.quarter > 1 else ''}"
    return f"{then} you have earned {money} than {named(policy)}, {joint} lost {kept}."


def told_and_true(track: Track, signal: str) -> tuple[np.ndarray, np.ndarray]:
    """What the executive was told at each quarter's end, and what was true of that quarter."""
    told = np.array([report[signal] for report in track.heard[1:]])
    weekly = track.series()[TOLD[signal]]
    return told, weekly.reshape(-1, WEEKS_A_QUARTER).mean(axis=1)


def story(game: Game, number: int, found: Debrief) -> list[str]:
    """The debrief in sentences: the score, what drove it, what looked different at first, what the reports hid."""
    currency = game.scenario.currency
    sentences = [_score(game, found), _end(game, found)]
    if not found.effects:
        return [*sentences, "You changed nothing, so nothing of the difference is your doing."]
    sentences += [
        _driver(found.effects, name, currency) for name in SCORE if any(e.late[name] for e in found.effects)
    ]
    sentences += _turns(found.effects, currency)
    if len(found.effects) > 1:
        sentences.append(_sum(found, currency))
    sentences.append(_reports(game.line(number).track()))
    return sentences


def by_luck(game: Game, found: Luck) -> list[str]:
    """Whether the same decisions come out ahead in other worlds too."""
    sentences = []
    values = [(found.yours[name], found.policys[name]) for name in SCORE]
    for name, (mine, theirs), judged in zip(SCORE, values, judge(values), strict=True):
        ahead = int(np.sum((mine - theirs) * BETTER[name] > 0))
        mean = signed(name, judged.difference.mean, game.scenario.currency)
        low, high = (signed(name, end, game.scenario.currency) for end in judged.difference.interval)
        sentences.append(
            f"{MEASURE[name].capitalize()}: your decisions come out better than {named(game.policy.name)} in "
            f"{ahead} of {len(mine)} other worlds; mean difference {mean}, 95% interval {low} to {high}, "
            f"{judged.words()}."
        )
    return sentences


def _score(game: Game, found: Debrief) -> str:
    """Who is ahead in what, by how much."""
    currency, rival = game.scenario.currency, named(game.policy.name)
    lead = ahead(found.yours, found.policys)

    def in_what(side: int) -> str:
        return listed(
            [
                f"{MEASURE[name]} ({measured(name, found.yours[name], currency)} against "
                f"{measured(name, found.policys[name], currency)})"
                for name in SCORE
                if lead[name] == side
            ]
        )

    when = "Two years after you left" if found.quarters == END else "So far"
    mine, theirs, level = (in_what(side) for side in (1, -1, 0))
    parts = [f"your firm is ahead in {mine}"] if mine else []
    parts += [f"{rival} is ahead in {theirs}"] if theirs else []
    parts += [f"they are level in {level}"] if level else []
    return f"{when}, {'; '.join(parts)}."


def _end(game: Game, found: Debrief) -> str:
    currency, parts = game.scenario.currency, []
    for name, verb in (("people_lost", "lost"), ("customers_lost", "lost"), ("profit", "earned")):
        mine, gap = found.yours[name], found.yours[name] - found.policys[name]
        than = "more" if gap > 0 else "less" if name == "profit" else "fewer"
        apart = f"{measured(name, abs(gap), currency)} {than}" if gap else "the same"
        thing = "" if name == "profit" else f" {name.removesuffix('_lost')}"
        thing = {" people": " person", " customers": " customer"}[thing] if thing and mine == 1 else thing
        parts.append(f"{verb} {measured(name, mine, currency)}{thing} ({apart})")
    return (
        f"Over {found.quarters} quarters you {parts[0]}, {parts[1]} and {parts[2]}; "
        f"in brackets, against {named(game.policy.name)} in the same world."
    )


def _driver(effects: Sequence[DecisionEffect], name: str, currency: str) -> str:
    most = max(effects, key=lambda effect: abs(effect.late[name]))
    return (
        f"What moved {MEASURE[name]} most: {_decision(most)}: {signed(name, most.late[name], currency)} "
        "by the end, against leaving it as it was."
    )


def _turns(effects: Sequence[DecisionEffect], currency: str) -> list[str]:
    """The decision that most belied what it looked like after a quarter, if one did."""
    most = max(abs(effect.late["profit"]) for effect in effects)
    turned = [
        effect
        for effect in effects
        if effect.soon["profit"] * effect.late["profit"] < 0
        and min(abs(effect.soon["profit"]), abs(effect.late["profit"])) >= WORTH_TELLING * most
    ]
    if not turned:
        return []
    one = max(turned, key=lambda effect: abs(effect.late["profit"] - effect.soon["profit"]))
    soon, late = (signed("profit", each["profit"], currency) for each in (one.soon, one.late))
    return [
        f"Not what it looked like: {_decision(one)} meant {soon} after one quarter, and {late} by the end."
    ]


def _sum(found: Debrief, currency: str) -> str:
    parts = sum(effect.late["profit"] for effect in found.effects)
    whole, rest = found.together["profit"], found.together["profit"] - parts
    whole_change = f"All your decisions together changed profit by {signed('profit', whole, currency)}"
    if abs(rest) < WORTH_TELLING * abs(whole):
        return f"{whole_change}, about what they add up to one by one."
    return (
        f"{whole_change}; one by one they add up to {signed('profit', parts, currency)}. "
        f"The rest, {signed('profit', rest, currency)}, is what they do to each other."
    )


def _reports(track: Track) -> str:
    gaps = []
    for signal, who in (("employees", "employees’"), ("customers", "customers’")):
        told, true = told_and_true(track, signal)
        if np.isnan(told - true).all():  # nobody is left to be satisfied
            continue
        at = int(np.nanargmax(np.abs(told - true)))
        gaps.append((abs(told[at] - true[at]), at, who, told[at], true[at]))
    if not gaps:
        return "What your reports said cannot be held against anything: nobody was left to be satisfied."
    _, at, who, told_, true_ = max(gaps)
    return (
        f"Furthest from the truth were your reports of {who} satisfaction after quarter {at + 1}: "
        f"you were told {told_:.0%}, and it was {true_:.0%}."
    )


def _decision(effect: DecisionEffect) -> str:
    return f"“{decision_words(effect.what)}” in quarter {effect.quarter + 1}"
