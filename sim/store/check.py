"""Checking a store: every part against its hash, every row against what belongs to it, every record."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.english import counted
from sim.errors import InputError
from sim.store.experiments import experiments, homes, read_experiment
from sim.store.failures import read_note
from sim.store.files import seal_of
from sim.store.parts import fault, parts
from sim.store.store import Store
from sim.store.tables import KINDS, RUNS, SERIES, TENURES, Kind
from sim.store.views import query


@dataclass(frozen=True)
class Checked:
    """What checking a store has found."""

    parts: int
    unsealed: int  # parts without a hash, which an older version wrote
    wrong: tuple[str, ...]  # a line each


def check(folder: Path) -> Checked:
    """Read all that a store has. Raises InputError if its format is newer than this version."""
    found = {path: kind for kind in KINDS.values() for path in parts(folder, kind)}
    wrong = [
        *(f"{path}: {why}" for path, kind in found.items() if (why := fault(path, kind, suspicious=True))),
        *_incomplete(folder),
        *(f"{folder}: {what} is not there, but runs name it" for what in Store(folder).unresolved()),
        *_unreadable(homes(folder), read_experiment),
        *_unreadable(sorted(folder.glob("failures/*.json")), read_note),
    ]
    return Checked(len(found), sum(not seal_of(path) for path in found), tuple(wrong))


def set_aside_before(folder: Path) -> int:
    """The number of parts that sweeps have set aside."""
    return sum(1 for _ in folder.glob("damaged/*"))


def _incomplete(folder: Path) -> Iterator[str]:
    """A line for each kind of rows that finished runs should have and do not."""
    weekly = {
        point
        for kept in experiments(folder)
        if kept.question.get("series")
        for point in kept.design["point"].to_pylist()
    }
    for kind, points, what in (
        (TENURES, None, "their tenures"),
        (SERIES, weekly, "the weeks that were asked for"),
    ):
        if lacking := _without(folder, kind, points):
            yield f"{folder}: {counted(lacking, 'finished run')} without {what}"


def _without(folder: Path, kind: Kind, points: Iterable[str] | None) -> int:
    """The number of runs, of all points or some, that have no row of a kind."""
    if not parts(folder, RUNS):
        return 0
    there = f"(FROM every_{kind.name} WHERE {kind.within[0]} = 0)"
    only = "" if points is None else "SEMI JOIN asked USING (point)"
    sql = f"SELECT count(*) AS lacking FROM runs {only} ANTI JOIN {there} USING (point, replication)"
    return int(query(folder, sql, every=[kind], points=points)["lacking"][0].as_py())


def _unreadable(paths: Iterable[Path], read: Callable[[Path], object]) -> Iterator[str]:
    for path in paths:
        try:
            read(path)
        except InputError as error:
            yield str(error)
