"""Goals, settings and places in words."""

from sim.analysis.goals import Prospect, Setting
from sim.analysis.wording import value_text, words
from sim.design.goals import Goal
from sim.design.question import Question
from sim.english import listed
from sim.outcomes import OUTCOMES
from sim.units import amount, difference_unit, scaled, shown_unit


def goal_words(goal: Goal, question: Question, currency: str) -> str:
    """A goal in words: "turnover at most 35% a year"."""
    known = OUTCOMES[goal.outcome]
    side = "at least" if goal.sign > 0 else "at most"
    if goal.limit is not None:
        bound = amount(scaled(known, goal.limit), shown_unit(known, currency))
        return f"{known.called} {side} {bound}"
    slack = question.smallest.get(goal.outcome)
    least = "" if slack is None else f" by {amount(scaled(known, slack), difference_unit(known, currency))}"
    return f"{known.called} not{least} {'below' if goal.sign > 0 else 'above'} that of {words(goal.against or '')}"


def setting_words(setting: Setting, question: Question) -> str:
    """A setting in words: the policy, where there are several, and the levers that are moved."""
    moved = listed([f"{words(name)} {value_text(value)}" for name, value in setting.levers.items()])
    if not moved:
        return f"{words(setting.policy)} as it is"
    return f"{words(setting.policy)} with {moved}" if len(question.policies) > 1 else moved


def place_words(prospect: Prospect) -> str:
    """A place in words."""
    values = [f"{words(name)} {value_text(value)}" for name, value in prospect.place]
    return ", ".join([f"in {words(prospect.scenario)}", words(prospect.contrast), *values])


def goals_called(question: Question) -> str:
    """All goals together, in words."""
    count = len(question.goals)
    return "the goal" if count == 1 else "both goals" if count == 2 else f"all {count} goals"
