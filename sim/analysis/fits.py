"""Which analyses suit a question's design, and why the others do not."""

from sim.design.factors import Factor
from sim.design.question import Question
from sim.errors import InputError
from sim.model.parameters import SECTIONS

LEAST_POINTS = 20
"""Points, policies not counted, below which conditions that are discovered mean nothing: a third is held out."""

LAID_OUT = ("grid", "one_at_a_time")
SPREAD = ("latin_hypercube", "sobol")


def numeric(question: Question) -> list[Factor]:
    """The factors that are numbers and take more than one value."""
    return [
        factor
        for factor in question.factors
        if len(set(factor.given())) > 1 and not any(isinstance(value, str) for value in factor.given())
    ]


def continuous(question: Question) -> list[Factor]:
    """Those among them that take any number, not whole ones only."""
    return [factor for factor in numeric(question) if not _whole(factor.name)]


def _whole(name: str) -> bool:
    section, _, field = name.partition(".")
    return name == "rivals" or (section in SECTIONS and bool(SECTIONS[section].specification(field)["whole"]))


def misfits(question: Question, points: int) -> dict[str, str]:
    """By analysis, why it does not suit a design of so many points; nothing where it does."""
    kind, factors = question.sampling.kind, question.factors
    several = len(question.policies) > 1 or bool(question.effects)
    laid_out = kind in LAID_OUT
    places = points // (len(question.scenarios) * len(question.contrasts) * len(question.policies))
    return {
        "differences": ""
        if several
        else f"there is one policy, {question.policies[0]}, and the question has no effects",
        "effects": ""
        if laid_out and points > 1
        else "nothing varies"
        if laid_out
        else f"points of a {kind} differ in several factors at once; grid or one_at_a_time is needed"
        + ", and regression tells factors apart" * (kind in SPREAD),
        "regression": ""
        if kind in SPREAD and numeric(question) and points > len(numeric(question)) + 2
        else f"points of a {kind} are not spread over ranges of numbers; latin_hypercube or sobol is needed"
        if kind not in SPREAD
        else f"{points} points are too few for {len(numeric(question))} factors that are numbers",
        "sobol": "" if kind == "sobol" and factors else f"the sampling is {kind}; sobol is needed",
        "morris": "" if kind == "morris" and factors else f"the sampling is {kind}; morris is needed",
        "discover": ""
        if places >= LEAST_POINTS and factors and kind != "one_at_a_time"
        else f"{places} points of a {kind}, policies not counted, are no space to search; {LEAST_POINTS} or more are"
        " needed",
        "tipping": ""
        if laid_out and continuous(question)
        else "no factor is a number, other than whole ones, that varies over a grid or one_at_a_time",
        "pareto": "" if points > 1 else "there is one point and no other",
        "survival": "",
        "weeks": ""
        if question.series
        else "no weekly outcomes were kept; `series = true` in the experiment's file keeps them",
    }


def require_fit(analysis: str, question: Question, points: int) -> None:
    """Refuse an analysis that does not suit, and say which do."""
    why = misfits(question, points)
    if why[analysis]:
        fitting = ", ".join(name for name, reason in why.items() if not reason)
        raise InputError(f"{analysis} does not fit {question.name}: {why[analysis]}. What fits: {fitting}")
