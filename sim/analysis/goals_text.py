"""The answer to a question that has goals, in sentences: what meets them, at what cost, what gets furthest alone."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from sim.analysis.binding import at_ends, said_of_ends
from sim.analysis.columns import columns
from sim.analysis.goals import COST, Outlook, Prospect, uncertain
from sim.analysis.goals_words import goal_words, goals_called, place_words, setting_words
from sim.analysis.judge import when_met
from sim.analysis.knowing_text import knowing_told
from sim.analysis.statements import WIDTH, Statement, told
from sim.analysis.statistics import Estimate, Row
from sim.analysis.wording import value_text, words
from sim.design.goals import Goal
from sim.design.question import Question
from sim.english import counted, listed, sentence
from sim.outcomes import OUTCOMES
from sim.units import difference_unit, shown_unit, with_interval, with_unit

MOST_TOLD = 6
"""Levers or places that are told one by one."""
MOST_LISTED = 10
"""Settings of a place in a terminal's table; a report has all."""


def goals_told(question: Question, found: Sequence[Prospect], currency: str) -> list[Statement]:
    """What meets the goals: of several places, first in how many of them; then place by place."""
    several = len(found) > 1
    first = [_over_places(question, found)] if several else []
    for one in found[:MOST_TOLD]:
        first += [_of_place(question, one, currency, several=several), *knowing_told(question, one)]
    return first


def goals_answered(question: Question, found: Sequence[Prospect], currency: str) -> str:
    """The answer as a text for a terminal, with a table of the best settings in each of the first places."""
    tables = []
    for prospect in found[:MOST_TOLD]:
        rows = [
            {name: str(value) for name, value in row.items()}
            for row in setting_rows(question, prospect, currency)[:MOST_LISTED]
        ]
        shown = "" if len(rows) == len(prospect.found) else f", {len(rows)} of {len(prospect.found):,}"
        heading = (
            f"{sentence(f'settings {place_words(prospect)}, the nearest to the goals first{shown}')[:-1]}:"
        )
        tables.append("\n".join([heading, *columns([list(rows[0]), *(list(row.values()) for row in rows)])]))
    return "\n\n".join([told(goals_told(question, found, currency)), *tables, fill(when_met(), WIDTH)])


def setting_rows(question: Question, prospect: Prospect, currency: str) -> list[Row]:
    """The settings of a place as lines of a table, the best first."""
    return [
        {
            "setting": setting_words(one.setting, question),
            **{
                goal_words(goal, question, currency): _level(goal, level, currency, unit=False)
                for goal, level in zip(question.goals, one.levels, strict=True)
            },
            "all goals": one.verdict,
            "in worlds": _share(one),
            f"cost ({shown_unit(OUTCOMES[COST], currency)})": with_interval(OUTCOMES[COST], one.cost),
        }
        for one in prospect.found
    ]


def _over_places(question: Question, found: Sequence[Prospect]) -> Statement:
    """In how many places a setting meets the goals, and which does in most."""
    with_one = [one for one in found if one.met]
    goals = goals_called(question)
    if not with_one:
        return Statement(f"In none of {counted(len(found), 'place')} does a setting surely meet {goals}.")
    count: dict[str, int] = {}
    for one in with_one:
        for outlook in one.met:
            name = setting_words(outlook.setting, question)
            count[name] = count.get(name, 0) + 1
    most = max(count, key=lambda name: count[name])
    text = f"in {len(with_one)} of {counted(len(found), 'place')} a setting surely meets {goals}"
    return Statement(sentence(f"{text}; {most} does so in {count[most]} of them"))


def _of_place(question: Question, prospect: Prospect, currency: str, *, several: bool) -> Statement:
    where = sentence(place_words(prospect))[:-1] + ": " if several else ""
    head = _head(question, prospect, currency)
    return Statement(
        where + (head if where else sentence(head)[:-1]), tuple(_because(question, prospect, currency))
    )


def _head(question: Question, prospect: Prospect, currency: str) -> str:
    """Which settings meet the goals, the cheapest of them; or that none does, and the nearest."""
    goals = f"{goals_called(question)} ({'; '.join(goal_words(goal, question, currency) for goal in question.goals)})"
    settings, met = len(prospect.found), prospect.met
    best = (met or prospect.found)[0]
    name = setting_words(best.setting, question)
    result = f"{name}: {_result(question, best, currency)}. {_how_often(question, best, prospect.worlds)}"
    if prospect.worlds == 1:
        hits = sum(one.share == 1.0 for one in prospect.found)
        return f"in the one world that was run, {hits} of {counted(settings, 'setting')} meet {goals}. Best is {result}"
    if met:
        surely = f"{len(met)} of {counted(settings, 'setting')} surely meet{'s' * (len(met) == 1)} {goals}"
        which = "the cheapest is" if len(met) > 1 else "it is"
        return f"{surely}; {which} {result}"
    may = [one for one in prospect.found if one.verdict == "open"]
    average = sum(one.shortfall == 0.0 for one in may)
    none = f"none of {counted(settings, 'setting')} surely meets {goals}"
    if not may:
        return f"{none}, and all surely miss. Nearest comes {result}"
    return f"{none}; on average {average or 'none'} {'do' if average > 1 else 'does'}. Nearest comes {result}"


def _because(question: Question, prospect: Prospect, currency: str) -> Iterator[str]:
    """Each lever by itself, the best first; the policies as they are; what the shares are over."""
    for nth, one in enumerate(prospect.alone[:MOST_TOLD]):
        ((lever, value),) = one.setting.levers.items()
        first = "gets furthest alone" if nth == 0 else "alone"
        at = f"{words(lever)} {first}, at {value_text(value)}"
        whose = f" of {words(one.setting.policy)}" if len(question.policies) > 1 else ""
        yield sentence(f"{at}{whose}: {_result(question, one, currency)}; {_decided(question, one)}")
    for one in prospect.found:
        if not one.setting.levers and (prospect.alone or len(question.policies) > 1):
            name = setting_words(one.setting, question)
            yield sentence(f"{name}: {_result(question, one, currency)}; {_decided(question, one)}")
    best = (prospect.met or prospect.found)[0]
    ends = said_of_ends(at_ends(question.factors, best.setting.levers.items()), "the best setting")
    if ends:
        yield ends
    varied = [words(name) for name in uncertain(question)]
    if varied:
        sets = max(one.sets for one in prospect.found)
        held = "" if sets > 1 else ", but each setting met one value only: its share is over worlds"
        yield sentence(f"not known, and varied: {listed(varied)}{held}")
    else:
        yield (
            "Constants of the model were held as the scenario has them, so that no share says how they might change it."
        )


def _result(question: Question, one: Outlook, currency: str) -> str:
    """What a setting does to each goal's outcome, by how much it misses, and what it costs."""
    parts = [
        _level(goal, level, currency) + _missed(goal, level, currency)
        for goal, level in zip(question.goals, one.levels, strict=True)
    ]
    cost = with_unit(with_interval(OUTCOMES[COST], one.cost), shown_unit(OUTCOMES[COST], currency))
    return "; ".join([*parts, f"cost {cost}"])


def _level(goal: Goal, level: Estimate, currency: str, *, unit: bool = True) -> str:
    """A goal's outcome with its interval; of one against a policy, the difference from it."""
    known = OUTCOMES[goal.outcome]
    text = with_interval(known, level, signed=goal.against is not None)
    if not unit:
        return text
    if goal.against is None:
        return f"{known.called} {with_unit(text, shown_unit(known, currency))}"
    size = with_unit(text, difference_unit(known, currency))
    return f"{known.called} {size} against {words(goal.against)}"


def _missed(goal: Goal, level: Estimate, currency: str) -> str:
    """By how much the mean misses a bound that is a number, to the digits that its interval supports."""
    beyond = goal.sign * ((goal.limit or 0.0) - level.mean)
    if goal.limit is None or not beyond > 0.0:
        return ""
    known = OUTCOMES[goal.outcome]
    half = (level.high - level.low) / 2.0
    size, _, _ = with_interval(known, Estimate(beyond, beyond - half, beyond + half, level.worlds)).partition(
        " "
    )
    return f", {with_unit(size, difference_unit(known, currency))} too {'low' if goal.sign > 0 else 'high'}"


def _decided(question: Question, one: Outlook) -> str:
    """Whether a setting meets the goals, and in which outcomes its means miss."""
    goals = goals_called(question)
    missed = dict.fromkeys(
        OUTCOMES[goal.outcome].called
        for goal, margin in zip(question.goals, one.margins, strict=True)
        if margin < 0.0
    )
    return {
        "met": f"it surely meets {goals}",
        "missed": f"it surely misses, in {listed(list(missed))}",
        "open": f"on average it misses, in {listed(list(missed))}, but not surely"
        if missed
        else f"on average it meets {goals}, but not surely",
        "unknown": f"whether it meets {goals} in other worlds is not known",
    }[one.verdict]


def _how_often(question: Question, one: Outlook, worlds: int) -> str:
    """In what share of worlds, and of sets of constants, all goals are met at once."""
    once = "the goal is met" if len(question.goals) == 1 else "all goals are met at once"
    sets = f" and {counted(one.sets, 'set')} of constants" if one.sets > 1 else ""
    return sentence(f"{once} in {_share(one)} of {counted(worlds, 'world')}{sets}")


def _share(one: Outlook) -> str:
    if one.share != one.share:
        return "not defined"
    return f"{one.share:.0%} [{one.interval.low:.0%}, {one.interval.high:.0%}]"
