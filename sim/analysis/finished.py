"""Experiments that have been run, as they lie in a folder of results: the question, the design, and a row a run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
from pydantic import ValidationError

from sim.analysis.precision import decide
from sim.design.comparison import Cell, Comparison, comparisons
from sim.design.goals import OwnValues
from sim.design.question import Question, Versus
from sim.errors import InputError, as_written
from sim.model.digest import model_digest
from sim.outcomes import OUTCOMES
from sim.store.experiments import homes, made_by, read_experiment
from sim.store.failures import notes
from sim.store.records import read_record
from sim.store.store import Store


@dataclass(frozen=True)
class Finished:
    """An experiment in a folder of results."""

    folder: Path
    name: str  # of the experiment's own folder: the question's name, and an address of its points
    question: Question
    design: pa.Table  # a row a point: point_number, point, scenario, policy, contrast and the factors
    provenance: Mapping[str, Any]

    @cached_property
    def stored(self) -> pa.Table:
        """The runs of the design's points, as the store has them."""
        return Store(self.folder).runs(self.design["point"].to_pylist())

    @cached_property
    def runs(self) -> pa.Table:
        """A row a point and replication: point_number, what made it, the factors, the outcomes."""
        columns = self.stored.select(["point", "replication", *OUTCOMES])
        joined = self.design.join(columns, "point", join_type="inner", use_threads=False)
        return joined.sort_by([("point_number", "ascending"), ("replication", "ascending")])

    @cached_property
    def tenures(self) -> pa.Table:
        """A row a point, replication and month of tenure: exposed (person-weeks) and quits."""
        return Store(self.folder).tenures(self.design["point"].to_pylist())

    @cached_property
    def series(self) -> pa.Table:
        """A row a point, replication and week: every outcome, where the experiment keeps them."""
        return Store(self.folder).series(self.design["point"].to_pylist())

    @property
    def factors(self) -> list[str]:
        """The names of what varies."""
        return [factor.name for factor in self.question.factors]

    @cached_property
    def worlds(self) -> int:
        """How many worlds every point has met."""
        return min((len(met) for met in self._met.values()), default=0)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """What the question compares, place by place."""
        return self._comparisons(self.question)

    def compared(self, pairs: Sequence[Versus]) -> list[Comparison]:
        """Policies compared place by place, whether or not the question asks for it."""
        return self._comparisons(self.question.model_copy(update={"compare": tuple(pairs), "effects": ()}))

    @property
    def cells(self) -> list[Cell]:
        """The points of the design, by names alone."""
        return [self._cell(row) for row in self.design.to_pylist()]

    @property
    def own_values(self) -> OwnValues:
        """What each policy, as it is, gives the levers that vary; an InputError where an old version noted none."""
        if "levers" not in self.provenance:
            raise InputError(
                f"{self.folder}: an older version of sim noted no values of levers; `sim sweep` notes them, and runs"
                " nothing again"
            )
        return dict(self.provenance["levers"])

    def _comparisons(self, question: Question) -> list[Comparison]:
        return comparisons(question, self.cells)

    def _cell(self, row: Mapping[str, Any]) -> Cell:
        factors = {name: row[name] for name in self.factors if row[name] is not None}
        return Cell(row["point_number"], row["scenario"], row["policy"], row["contrast"], factors)

    @property
    def stopped(self) -> str:
        """Why no more worlds were run, in a sentence."""
        precision, run = (
            self.question.precision,
            f"{self.worlds} worlds were asked for, and run at every point.",
        )
        if precision is None or not precision.at_least <= self.worlds <= precision.at_most:
            return run
        decision = decide(self.question, self.runs, len(self.design), self.worlds)
        return decision.why if decision.stop else f"{run} That is not precise enough yet: {decision.why}"

    @property
    def failures(self) -> list[dict[str, object]]:
        """Notes of runs that failed and are still missing."""
        stored = set(
            zip(self.stored["point"].to_pylist(), self.stored["replication"].to_pylist(), strict=True)
        )
        points = set(self.design["point"].to_pylist())
        return [
            note
            for _, note in notes(self.folder)
            if note["point"] in points and (note["point"], note["replication"]) not in stored
        ]

    @property
    def size(self) -> str:
        """What the size of the market means for the answer, in sentences; nothing where it is full."""
        return str(self.provenance.get("size", ""))

    @cached_property
    def _met(self) -> dict[int, set[int]]:
        """The worlds that each point has met."""
        met: dict[int, set[int]] = {number: set() for number in self.design["point_number"].to_pylist()}
        for number, world in zip(
            self.runs["point_number"].to_pylist(), self.runs["replication"].to_pylist(), strict=True
        ):
            met[number].add(world)
        return met


def open_experiment(results: Path | str, name: str | None = None) -> Finished:
    """The experiment in a folder of results; of several, the one named, by its question or its folder.

    Of one question that was run by several versions of the sources, it is that of the present ones.

    Raises InputError if there is none, or several and none is named, or nothing has been run of it.
    """
    folder = Path(results)
    if not folder.exists():
        raise InputError(f"{folder}: there is no such folder")
    there = {home.name: home for home in homes(folder) if (home / "provenance.json").exists()}
    if not there:
        raise InputError(
            f"{folder}: no experiment; `sim sweep EXPERIMENT` makes one, `sim results list` shows stores"
        )
    chosen = [home for home in there if name is None or name in (home, _question(home))]
    if len({_question(home) for home in chosen}) == 1 < len(chosen):
        chosen = [home for home in chosen if made_by(there[home]) == model_digest()] or chosen
    if len(chosen) != 1:
        raise InputError(f"{folder}: --experiment must be one of {', '.join(there)}, got {name or 'none'}")
    home = there[chosen[0]]
    question, kept = _asked(home / "question.json"), read_experiment(home)
    found = Finished(folder, chosen[0], question, kept.design, kept.provenance)
    if not len(found.runs):
        raise InputError(f"{folder}: nothing has been run of {found.name}; `sim sweep` does")
    return found


def _question(home: str) -> str:
    """The question's name in that of an experiment's folder."""
    return home.rpartition("-")[0]


def _asked(path: Path) -> Question:
    """The question that was kept; one that another version of sim asked may not be readable any more."""
    try:
        read_record(path)  # which says it of a file that is no JSON
        question = Question.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, detail["loc"])) or detail["msg"] for detail in error.errors())
        raise InputError(
            f"{path}: another version of sim asked this question: {wrong}; `sim sweep` asks it anew"
        ) from None
    if question.name != _question(path.parent.name):
        raise InputError(
            f"{path}: name must be that of the folder, {_question(path.parent.name)}, got {as_written(question.name)}"
        )
    return question
