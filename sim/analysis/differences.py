"""Judged differences: what a question compares, outcome by outcome, from the runs of its points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.analysis.fits import LAID_OUT
from sim.analysis.judge import Judgement, judge
from sim.analysis.runs import Runs, Sheet, by_point
from sim.analysis.statistics import PairedDifference
from sim.analysis.wording import value_text, words
from sim.design.comparison import Comparison, pair_names
from sim.design.question import Change, Question
from sim.design.way import Place
from sim.english import listed, sentence
from sim.outcomes import OUTCOMES, SUMMARY

MOST_NAMED = 7
"""Outcomes that one side is ahead in and that are named; of more, those of a summary are, and the rest counted."""


@dataclass(frozen=True)
class Difference:
    """One comparison in one outcome, and what is decided of it."""

    comparison: Comparison
    outcome: str
    judged: Judgement

    @property
    def scenario(self) -> str:
        """The world that it is in."""
        return self.comparison.scenario

    @property
    def contrast(self) -> str:
        """What is held equal."""
        return self.comparison.contrast

    @property
    def place(self) -> Place:
        """Where in the design it is; empty where places are averaged."""
        return self.comparison.place

    @property
    def a(self) -> str:
        """The name of the way."""
        return self.comparison.a

    @property
    def b(self) -> str:
        """The name of the way that it is compared with."""
        return self.comparison.b

    @property
    def difference(self) -> PairedDifference:
        """The statistics of A less B."""
        return self.judged.difference

    @property
    def sign(self) -> int:
        """+1 or -1 where it is clear, else 0."""
        return self.judged.sign

    def sentence(self, currency: str) -> str:
        """The difference, how sure it is, and what would decide it."""
        return self.judged.sentence(self.outcome, currency)


def asked_differences(question: Question, runs: Runs, comparisons: Sequence[Comparison]) -> list[Difference]:
    """What a question compares, judged as one family: by place where a person laid the design out, else averaged.

    Single points of a sample are of no interest by themselves.
    """
    averaged = question.sampling.kind not in LAID_OUT
    return differences(runs, comparisons, question.looked_at, averaged=averaged, smallest=question.smallest)


def differences(
    runs: Runs,
    comparisons: Sequence[Comparison],
    outcomes: Sequence[str],
    *,
    averaged: bool = False,
    smallest: Mapping[str, float] | None = None,
) -> list[Difference]:
    """Comparisons in each outcome, judged as one family.

    averaged: over all places of a scenario and contrast, world by world, instead of one by one. smallest: the smallest
    difference that matters in an outcome, in its unit.
    """
    if not comparisons:
        return []
    groups = _over_places(comparisons) if averaged else [(one, [one]) for one in comparisons]
    sides = [_sides(by_point(runs, outcome), [its for _, its in groups]) for outcome in outcomes]
    asked = [(one, outcome) for one, _ in groups for outcome in outcomes]
    values = [pair for pairs in zip(*sides, strict=True) for pair in pairs]
    found = judge(values, [(smallest or {}).get(outcome) for _, outcome in asked])
    return [Difference(one, outcome, judged) for (one, outcome), judged in zip(asked, found, strict=True)]


def _sides(sheet: Sheet, groups: Sequence[Sequence[Comparison]]) -> list[tuple[np.ndarray, np.ndarray]]:
    """A and B of each group of comparisons, a value a world: the mean over the group of what both have."""
    each = [one for its in groups for one in its]
    a, b = (sheet.of_each([one.points[side] for one in each]) for side in (0, 1))
    both = ~(np.isnan(a) | np.isnan(b))  # a cell that is undefined on one side counts on neither
    begin = np.cumsum([0, *(len(its) for its in groups[:-1])])
    count = np.add.reduceat(both.astype(int), begin, axis=0)
    totals = (np.add.reduceat(np.where(both, side, 0.0), begin, axis=0) for side in (a, b))
    means = [np.divide(t, count, out=np.full(t.shape, np.nan), where=count > 0) for t in totals]
    return list(zip(*means, strict=True))


def _over_places(comparisons: Sequence[Comparison]) -> list[tuple[Comparison, list[Comparison]]]:
    """Comparisons of the same pair in the same scenario and contrast, as one without a place."""
    groups: dict[tuple[str, str, str, str], list[Comparison]] = {}
    for one in comparisons:
        groups.setdefault((one.a, one.b, one.scenario, one.contrast), []).append(one)
    return [(replace(its[0], place=()), its) for its in groups.values()]


def by_pair(found: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Differences of one pair in one scenario and contrast."""
    groups: dict[tuple[str, str, str, str], list[Difference]] = {}
    for one in found:
        groups.setdefault((one.a, one.b, one.scenario, one.contrast), []).append(one)
    yield from groups.values()


def by_scenario_and_contrast(found: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Differences of all pairs in one scenario and contrast."""
    groups: dict[tuple[str, str], list[Difference]] = {}
    for one in found:
        groups.setdefault((one.scenario, one.contrast), []).append(one)
    yield from groups.values()


def who_does_better(group: Sequence[Difference]) -> str:
    """In what A does clearly better, in what B does, and what is too small, open or unknown, in one sentence."""
    a, b = words(group[0].a), words(group[0].b)
    valued = [one for one in group if OUTCOMES[one.outcome].better] or list(group)
    ahead = {way: _named([one.outcome for one in valued if _better(one) == way]) for way in (1, -1)}
    ahead = {way: named for way, named in ahead.items() if named}
    parts = [f"{who} does clearly better in {ahead[way]}" for who, way in ((a, 1), (b, -1)) if way in ahead]
    changed = [
        OUTCOMES[one.outcome].called for one in valued if one.sign and not OUTCOMES[one.outcome].better
    ]
    parts += [f"{a} and {b} differ clearly in {listed(changed)}"] * bool(changed)
    family = group[0].judged.family
    for undecided, says in (
        ("too small", "the difference is too small to matter in"),
        ("alone", f"alone it would be clear, but not among {family:,} comparisons, in"),
        ("open", "no clear difference in"),
        ("unknown", "nothing is known of other worlds in"),
    ):
        names = [OUTCOMES[one.outcome].called for one in valued if _undecided(one) == undecided]
        parts += [f"{says} {listed(names)}"] * bool(names)
    between = "" if ahead or changed else f"between {a} and {b}, "
    return sentence(f"{between}{'; '.join(parts)}")


def over_values(changes: Sequence[Change], group: Sequence[Difference]) -> str:
    """What several values of a factor do against one other, outcome by outcome, in one sentence.

    changes: of one factor, against the same value; group: their differences in one scenario and contrast.
    """
    ways = {pair_names(change)[0]: value_text(change.value) for change in changes}
    told, nowhere = [], []
    for outcome in dict.fromkeys(one.outcome for one in group if OUTCOMES[one.outcome].better):
        mine = [one for one in group if one.outcome == outcome and one.a in ways]
        parts = [
            f"clearly {word} at {listed([ways[one.a] for one in mine if _better(one) == way])}"
            for way, word in ((1, "better"), (-1, "worse"))
            if any(_better(one) == way for one in mine)
        ]
        if parts:
            told.append(f"{OUTCOMES[outcome].called} {' and '.join(parts)}")
        else:
            nowhere.append(OUTCOMES[outcome].called)
    told += [f"no clear difference at any value in {listed(nowhere)}"] * bool(nowhere)
    first = changes[0]
    return sentence(f"against {words(first.factor)} {value_text(first.against)}: {'; '.join(told)}")


def _better(one: Difference) -> int:
    """+1 where A is clearly better, -1 where B is, else 0."""
    return one.sign * OUTCOMES[one.outcome].better


def _named(outcomes: Sequence[str]) -> str:
    """Outcomes in a row; of many, those of a summary, and how many others."""
    first = [name for name in outcomes if name in SUMMARY] if len(outcomes) > MOST_NAMED else []
    others = [f"{len(outcomes) - len(first)} other outcomes"] if first else []
    return listed([*(OUTCOMES[name].called for name in first or outcomes), *others])


def _undecided(one: Difference) -> str:
    """The verdict; `alone` for a difference that only the correction keeps from being clear."""
    return "alone" if one.judged.clear_alone else one.judged.verdict
