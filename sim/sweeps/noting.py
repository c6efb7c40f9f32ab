"""Before a sweep runs: what is asked is written down, and what is lost of the words behind its runs' digests."""

import logging
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sim.design.designs import Point
from sim.design.goals import own_values
from sim.design.question import Question
from sim.design.screening import said_of_size
from sim.errors import InputError
from sim.model.digest import model_digest
from sim.policies import Policy
from sim.running.addresses import digest_of
from sim.store.experiments import read_experiment, write_experiment
from sim.store.formats import mark_format
from sim.store.store import Store
from sim.store.tables import arrow_table
from sim.store.upkeep import in_use, set_aside
from sim.sweeps.rows import schema_of, settings_of
from sim.version import VERSION

LOG = logging.getLogger(__name__)


def prepare(folder: Path, question: Question, found: Sequence[Point], *, needed: bool) -> None:
    """Write down what is asked, and what is lost of the scenarios and practices of runs that are there.

    needed: whether anything will be run. If not, a store that cannot be written is as good as one that can.
    """
    try:
        note_experiment(folder, question, found)
        if Store(folder).unresolved():
            with in_use(folder):
                set_aside(folder)
                Store(folder).keep(point.task for point in found)
    except InputError as error:
        if needed:
            raise
        LOG.warning("%s", error)


def note_experiment(folder: Path, question: Question, found: Sequence[Point]) -> None:
    """Write down what is asked, point by point, unless that is there as it should be.

    Of points that were asked about before, another question takes the place of the old one, so that a goal or a title
    that has changed needs no new run.
    """
    address = digest_of(" ".join(point.task.point for point in found))
    home = folder / "experiments" / f"{question.name}-{address}"
    if _is_noted(home, question, found):
        return
    columns: dict[str, Sequence[Any]] = {
        "point_number": [point.number for point in found],
        "point": [point.task.point for point in found],
        **settings_of(found, [factor.name for factor in question.factors]),
    }
    provenance = {
        "version": VERSION,
        "digest": model_digest(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "size": said_of_size(question),
        "levers": levers_of(question, found),
    }
    mark_format(folder)
    asked, design = question.model_dump_json(indent=1), arrow_table(columns, schema_of(columns))
    write_experiment(home, asked, design, provenance)


def levers_of(question: Question, found: Sequence[Point]) -> dict[str, dict[str, float]]:
    """What each policy, before a point changes it, gives the levers that vary."""
    managed = {p.policy.name: p.way.policy for p in found}
    return own_values([one for one in managed.values() if isinstance(one, Policy)], question.factors)


def _is_noted(home: Path, question: Question, found: Sequence[Point]) -> bool:
    """Whether an experiment's folder has its points and the very question.

    How many worlds it asks for does not count, nor where its scenarios lie: the points say which they are.
    """
    try:
        kept = read_experiment(home)
        noted = Question.model_validate(kept.question)
    except ValueError:  # not there, damaged, or another version's
        return False
    aside = {"sampling": question.sampling, "scenarios": question.scenarios}
    same = noted.model_copy(update=aside) == question
    there = kept.design["point"].to_pylist() == [point.task.point for point in found]
    return bool(same and there and "levers" in kept.provenance)
