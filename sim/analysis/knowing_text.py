"""What to measure next, in sentences."""

from sim.analysis.goals import Prospect
from sim.analysis.goals_words import goals_called, setting_words
from sim.analysis.knowing import Knowing, Value, knowing
from sim.analysis.statements import Statement
from sim.analysis.wording import words
from sim.design.question import Question
from sim.english import counted, listed, sentence
from sim.units import with_unit

MOST_TOLD = 6
"""Constants that are told one by one."""


def knowing_told(question: Question, prospect: Prospect) -> list[Statement]:
    """Which constants to measure next, and what to choose until then; nothing where none varies."""
    found = knowing(prospect)
    if found is None:
        return []
    telling = [words(one.factor) for one in found.values if one.tells]
    first = f"to measure next: {listed(telling)}; to know it could change what to choose"
    if not telling:
        sets = counted(found.sets, "set")
        first = f"among {sets} of what is not known, nothing was seen to change what to choose"
    share = f"the share of worlds that meet {goals_called(question)}"
    because = [
        *(_of_value(question, one) for one in found.values[:MOST_TOLD]),
        sentence(f"to know everything at once would raise {share} by {_points(found.everything)}"),
        _of_regret(question, found, share),
    ]
    return [Statement(sentence(first), tuple(because))]


def _of_value(question: Question, one: Value) -> str:
    """What one constant is worth, and how it changes the choice."""
    settings = [(label, setting_words(outlook.setting, question)) for label, outlook in one.best]
    if len({name for _, name in settings}) == 1:
        return sentence(f"{words(one.factor)}: whatever it is, {settings[0][1]} does best")
    which = "; ".join(f"at {label} {name}" for label, name in settings)
    beside = "more than" if one.tells else "no more than"
    worth = f"worth {_points(one.gain)} of that share, {beside} luck gives ({_points(one.luck)})"
    return sentence(f"{words(one.factor)}: {worth}; best is {which}")


def _of_regret(question: Question, found: Knowing, share: str) -> str:
    """The setting that is regretted least, and the one that does best on average."""
    least = setting_words(found.least.setting, question)
    text = f"least regretted is {least}: at worst {share} is {_points(found.least_regret)} below that of the best one"
    text += " at the same constants"
    if found.best is found.least:
        return sentence(f"{text}; it does best on average too")
    best = setting_words(found.best.setting, question)
    return sentence(f"{text}; of {best}, which does best on average, {_points(found.best_regret)}")


def _points(share: float) -> str:
    return with_unit(f"{100.0 * share:.3g}", "points")
