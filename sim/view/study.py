"""A study: a finished experiment and the outcomes to look at, with what figures and pages ask of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from sim.analysis.association import Associations, associations
from sim.analysis.differences import Difference, differences
from sim.analysis.effects import Effects, MainEffect, effects
from sim.analysis.finished import Finished
from sim.analysis.fits import LAID_OUT, misfits, require_fit
from sim.analysis.goals import Prospect, prospects
from sim.analysis.money import WEEKLY, Worth, pairs_of, weeks_of, worths
from sim.analysis.runs import column, rows_where
from sim.analysis.wording import words
from sim.design.comparison import Comparison, pair_names
from sim.design.question import Change, Versus
from sim.errors import InputError, unknown
from sim.outcomes import OUTCOMES
from sim.store.store import Store
from sim.store.tables import SCENARIOS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class Study:
    """A finished experiment and the outcomes to look at; what several figures need is computed once."""

    finished: Finished
    outcomes: tuple[str, ...]
    named: bool = False  # whether somebody chose these outcomes, or the question has them

    @classmethod
    def of(cls, finished: Finished, named: Sequence[str] | None = None) -> "Study":
        """A study of the outcomes named, or else of the question's; an unknown name is an InputError."""
        for name in named or ():
            if name not in OUTCOMES:
                raise InputError(f"--outcome: {unknown('outcome', name, OUTCOMES)}")
        asked = tuple(named or finished.question.looked_at)
        return cls(finished, tuple(dict.fromkeys(asked)), bool(named))

    @cached_property
    def currency(self) -> str:
        """The currency of the first scenario, as it was run."""
        digest = self.finished.stored["scenario_digest"][0].as_py()
        return str(json.loads(Store(self.finished.folder).content(SCENARIOS, digest))["currency"])

    @property
    def laid_out(self) -> bool:
        """Whether the design's points were laid out by hand, not sampled."""
        return self.finished.question.sampling.kind in LAID_OUT

    @cached_property
    def at_places(self) -> list[Difference]:
        """The question's differences at each place of a design that is laid out; of a sampled one, averaged."""
        return self._differences(self.finished.comparisons, averaged=not self.laid_out)

    @cached_property
    def overall(self) -> list[Difference]:
        """The question's differences averaged over the design's points, world by world."""
        return self._differences(self.finished.comparisons, averaged=True)

    @cached_property
    def against_first_at_places(self) -> list[Difference]:
        """Each policy against the first one, at each place of a design that is laid out; of a sampled one, averaged."""
        return self._against_first(averaged=not self.laid_out)

    @cached_property
    def against_first(self) -> list[Difference]:
        """Each policy against the first one, averaged over the design's points, world by world."""
        return self._against_first(averaged=True)

    @cached_property
    def prospects(self) -> list[Prospect]:
        """What the settings do by the question's goals, place by place; nothing where it has none."""
        finished = self.finished
        if not finished.question.goals:
            return []
        return prospects(finished.question, finished.runs, finished.cells, finished.own_values)

    @cached_property
    def worths(self) -> list[Worth]:
        """What is compared, valued over time, where the question puts money on it; InputError if no weeks were kept."""
        finished, question = self.finished, self.finished.question
        if question.money is None:
            return []
        self.require("weeks")
        compared = finished.comparisons if len(question.policies) > 1 or question.effects else []
        pairs = pairs_of(question, compared, self.prospects)
        point_of = dict(
            zip(*(finished.design[name].to_pylist() for name in ("point_number", "point")), strict=True)
        )
        weekly = {name: weeks_of(finished.series, point_of, name) for name in WEEKLY}
        return worths(question.money, pairs, weekly)

    @cached_property
    def effects(self) -> list[Effects]:
        """Main effects of what varies, and interactions, on each outcome."""
        finished, smallest = self.finished, self.finished.question.smallest
        found = effects(finished.runs, self._family, finished.factors, smallest=smallest)
        return [self._as_asked(one) for one in found if one.outcome in self.outcomes]

    @cached_property
    def associations(self) -> list[Associations]:
        """How each outcome goes with each factor over the points of a sampled design."""
        found = associations(self.finished.runs, self.finished.question, self._family)
        return [one for one in found if one.outcome in self.outcomes]

    @property
    def _family(self) -> tuple[str, ...]:
        """The outcomes that are judged together: all of the question, so that looking at one changes no verdict."""
        return tuple(dict.fromkeys((*self.finished.question.looked_at, *self.outcomes)))

    def _as_asked(self, found: Effects) -> Effects:
        """What the question itself asks for is judged among all that it asks, as everywhere; the rest among itself."""
        judged = {(one.a, one.b): one.judged for one in self.overall if one.outcome == found.outcome}
        main = []
        for one in found.main:
            asked = self.asked_as(one)
            if asked:
                there = judged[pair_names(asked)]
                # The difference stays as it is: it may be asked the other way round.
                same = replace(one.judged, p=there.p, family=there.family, verdict=there.verdict)
                one = replace(one, judged=same)
            main.append(one)
        return replace(found, main=tuple(main))

    def asked_as(self, main: MainEffect) -> Change | None:
        """The effect that the question asks for and a main effect is; none where it is over several worlds at once."""
        question = self.finished.question
        if len(question.scenarios) * len(question.contrasts) > 1:
            return None
        ends = {main.low, main.high}
        mine = (one for one in question.effects if one.factor == main.factor)
        return next((one for one in mine if {one.value, one.against} == ends), None)

    def _against_first(self, *, averaged: bool) -> list[Difference]:
        """What the question compares is judged among all that it compares, as everywhere; the rest among itself."""
        first, *others = self.finished.question.policies
        pairs = [Versus(policy=other, against=first) for other in others]
        missing = [pair for pair in pairs if pair not in self.finished.question.pairs]
        found = (self.overall if averaged else self.at_places) if len(missing) < len(pairs) else []
        wanted = [(pair.policy, pair.against) for pair in pairs]
        return [
            *(one for one in found if (one.a, one.b) in wanted),
            *(self._differences(self.finished.compared(missing), averaged=averaged) if missing else ()),
        ]

    def _differences(self, comparisons: Sequence[Comparison], *, averaged: bool) -> list[Difference]:
        finished, smallest = self.finished, self.finished.question.smallest
        found = differences(finished.runs, comparisons, self._family, averaged=averaged, smallest=smallest)
        return [one for one in found if one.outcome in self.outcomes]

    def fits(self, analysis: str) -> bool:
        """Whether an analysis suits the design."""
        return not misfits(self.finished.question, len(self.finished.design))[analysis]

    def require(self, analysis: str) -> None:
        """Raises InputError for an analysis that does not suit the design, naming those that do."""
        require_fit(analysis, self.finished.question, len(self.finished.design))

    def settings(self) -> Iterator[tuple[tuple[str, str, str], pa.Table]]:
        """Each scenario and contrast, as `headed` takes a setting, with its runs."""
        runs = self.finished.runs
        scenario, contrast = (column(runs, name).astype(str) for name in ("scenario", "contrast"))
        for s, c in dict.fromkeys(zip(scenario.tolist(), contrast.tolist(), strict=True)):
            yield (s, c, ""), rows_where(runs, np.logical_and(scenario == s, contrast == c))

    def headed(self, text: str, setting: tuple[str, str, str]) -> str:
        """A heading that names the scenario, contrast and policy where the question has several."""
        question = self.finished.question
        many = (len(question.scenarios), len(question.contrasts), len(question.policies))
        named = [words(name) for name, count in zip(setting, many, strict=True) if count > 1 and name]
        return f"{text} ({', '.join(named)})" if named else text

    def titled(self, figure: "Figure", setting: tuple[str, str, str]) -> "Figure":
        """The figure, its title naming the setting."""
        return figure.update_layout(title_text=self.headed(figure.layout.title.text, setting))
