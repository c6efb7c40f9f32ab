"""The answer to a question in plain sentences, each from the judge: what differs, by how much, how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.analysis.binding import idle
from sim.analysis.differences import (
    Difference,
    by_pair,
    by_scenario_and_contrast,
    over_values,
    who_does_better,
)
from sim.analysis.effects import Effects, MainEffect, turning_points
from sim.analysis.effects_text import largest, moves, strongest
from sim.analysis.finished import Finished
from sim.analysis.goals_text import goals_told
from sim.analysis.judge import Judgement
from sim.analysis.statements import Statement
from sim.analysis.wording import words
from sim.design.factors import Value
from sim.design.question import Change, Question
from sim.english import sentence
from sim.outcomes import OUTCOMES
from sim.view.study import Study


@dataclass(frozen=True)
class Answer:
    """A question's answer."""

    statements: tuple[Statement, ...]
    overall: tuple[Difference, ...]  # of interest, averaged over places
    effects: tuple[Effects, ...]  # of factors, an outcome each, where the design has them
    unasked: tuple[
        Judgement, ...
    ]  # of main effects that the question does not ask for: judged among themselves
    skewed: int  # differences among them for which a t interval alone is doubtful

    @property
    def families(self) -> tuple[int, int]:
        """How many comparisons are judged together: those of interest, and the main effects."""
        return (
            self.overall[0].judged.family if self.overall else 0,
            self.unasked[0].family if self.unasked else 0,
        )


def answer(study: Study, found: Sequence[Difference]) -> Answer:
    """Statements about goals, differences of interest, factors; `found` are the differences at each place, if any."""
    finished, outcomes, currency = study.finished, study.outcomes, study.currency
    overall = study.overall if found else []
    statements = goals_told(finished.question, study.prospects, currency)
    for group in by_scenario_and_contrast(overall):
        statements += [
            Statement(_where(group[0], finished) + over_values(changes, group))
            for changes in _of_one_factor(finished.question)
        ]
    statements += [
        Statement(
            _where(group[0], finished) + who_does_better(group), tuple(_reasons(group, found, currency))
        )
        for group in by_pair(overall)
    ]
    of_factors = study.effects if finished.factors and study.fits("effects") else []
    turned = (
        [one for one in turning_points(finished.runs, outcomes, finished.factors) if one.clear]
        if of_factors
        else []
    )
    if of_factors and not overall and len(finished.factors) > 1:
        statements.append(largest(of_factors, finished.factors, currency))
    if study.fits("regression") and not overall:
        statements.append(strongest(study.associations))
    for factor in finished.factors:
        mine = [(one.outcome, main) for one in of_factors for main in one.main if main.factor == factor]
        its_turns = [one for one in turned if one.factor == factor]
        if mine and (its_turns or not _asked_for(finished, mine[0][1])):
            statements.append(moves(factor, mine, its_turns, currency))
    unmoved = [one.sentence() for one in idle(finished.question, finished.runs, tuple(OUTCOMES))]
    statements += [Statement(one) for one in unmoved]
    unasked = [main.judged for one in of_factors for main in one.main if not study.asked_as(main)]
    skewed = sum(one.difference.skewed for one in [*(each.judged for each in overall), *unasked])
    return Answer(tuple(statements), tuple(overall), tuple(of_factors), tuple(unasked), skewed)


def _of_one_factor(question: Question) -> list[list[Change]]:
    """The effects that are asked for of several values of a factor against the same one."""
    groups: dict[tuple[str, Value], list[Change]] = {}
    for change in question.effects:
        groups.setdefault((change.factor, change.against), []).append(change)
    return [changes for changes in groups.values() if len(changes) > 1]


def _where(one: Difference, finished: Finished) -> str:
    """Scenario and contrast, where there are several."""
    question = finished.question
    parts = [f"in {words(one.scenario)}"] * (len(question.scenarios) > 1)
    parts += [words(one.contrast)] * (len(question.contrasts) > 1)
    return sentence(", ".join(parts))[:-1] + ": " if parts else ""


def _reasons(group: Sequence[Difference], found: Sequence[Difference], currency: str) -> Iterator[str]:
    """A sentence on each outcome, and how far it holds from place to place."""
    for one in group:
        there = [other.sign for other in found if _same_but_for_place(one, other)]
        yield one.sentence(currency) + _from_place_to_place(one, there)


def _same_but_for_place(one: Difference, other: Difference) -> bool:
    return (one.scenario, one.contrast, one.a, one.b, one.outcome) == (
        other.scenario,
        other.contrast,
        other.a,
        other.b,
        other.outcome,
    )


def _from_place_to_place(one: Difference, signs: Sequence[int]) -> str:
    """At how many of the places, which the difference is averaged over, it is clear by itself."""
    if len(signs) < 2:
        return ""
    higher, lower = signs.count(1), signs.count(-1)
    if max(higher, lower) == len(signs):
        return f" Clear at every one of {len(signs)} points."
    if higher and lower:
        return f" It depends: clearly higher at {higher} of {len(signs)} points, clearly lower at {lower}."
    if one.sign or higher or lower:
        return f" Clear by itself at {higher + lower or 'none'} of {len(signs)} points."
    return ""


def _asked_for(finished: Finished, effect: MainEffect) -> bool:
    """Whether the question asks for this effect itself, so that it has a statement already."""
    ends = {effect.low, effect.high}
    return any(
        one.factor == effect.factor and {one.value, one.against} == ends for one in finished.question.effects
    )
