"""Pruning: the runs of other versions of the model are removed, and whatever belongs to no run any more."""

import shutil
from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.store.experiments import homes, made_by
from sim.store.files import locked, write_parquet
from sim.store.parts import fault, parts, sound_parts
from sim.store.records import readable_records
from sim.store.tables import POLICIES, RUNS, SCENARIOS, SERIES, TENURES, Kind
from sim.store.upkeep import generation_of, joined_path
from sim.store.views import query


def prune(folder: Path, *, really: bool) -> dict[str, int]:
    """Remove, if `really`, the runs of other versions of the model, and whatever belongs to no run any more.

    Returns the number of rows and files removed, by kind, and under `kept` the number of runs that stay. Raises
    InputError while a sweep or merge uses the folder.
    """
    with locked(folder / ".in_use") as free:
        if not free:
            raise InputError(f"{folder}: a sweep or merge is using it; prune it later")
        if lost := [path for path in parts(folder, RUNS) if fault(path, RUNS)]:
            raise InputError(
                f"{lost[0]}: {fault(lost[0], RUNS)}; so it cannot be told which weeks belong to no run"
            )
        mine = query(folder, f"SELECT * FROM runs WHERE digest = '{model_digest()}'")
        notes = dict(readable_records(sorted(folder.glob("failures/*.json")), {"digest": str}))
        old_notes = [path for path, note in notes.items() if note["digest"] != model_digest()]
        old_experiments = _old_experiments(folder)
        stay = [note for path, note in notes.items() if path not in old_notes]
        points = set(mine["point"].to_pylist())
        removed = {
            kind.name: _drop(folder, kind, "point", points, really) for kind in (RUNS, SERIES, TENURES)
        }
        for kind, name in ((SCENARIOS, "scenario_digest"), (POLICIES, "policy_digest")):
            digests = set(mine[name].to_pylist()) | {str(note.get(name)) for note in stay}
            removed[kind.name] = _drop(folder, kind, "digest", digests, really)
        if really:
            for path in old_notes:
                path.unlink()
            for home in old_experiments:
                # Hidden by a rename first: a crash halfway leaves no experiment that is half there.
                shutil.rmtree(home.rename(home.with_name(f".{home.name}")))
    return removed | {"failures": len(old_notes), "experiments": len(old_experiments), "kept": len(mine)}


def _old_experiments(folder: Path) -> list[Path]:
    """The experiments that another version of the model ran, or nobody, and what is left of removed ones.

    One that says so in a file that cannot be read may be of this version.
    """
    records = {home: home / "provenance.json" for home in homes(folder)}
    damaged = [home for home, record in records.items() if record.exists() and not made_by(home)]
    old = [home for home in records if home not in damaged and made_by(home) != model_digest()]
    return old + [path for path in folder.glob("experiments/.*") if path.is_dir()]


def _drop(folder: Path, kind: Kind, column: str, stay: Collection[str], really: bool) -> int:
    """Remove, if `really`, the rows whose `column` is not in `stay`; returns their number."""
    import pyarrow.compute as pc  # here, because it takes a while and only this needs it

    dropped = 0
    values = pa.array(list(stay), pa.string())
    for path in sound_parts(folder, kind):
        rows = pq.read_table(path)
        kept = rows.filter(pc.is_in(rows[column], values))
        dropped += len(rows) - len(kept)
        if really and len(kept) < len(rows):
            if len(kept):
                write_parquet(joined_path(folder, kind, generation_of(path), path.name), kept, sealed=True)
            path.unlink()
    return dropped
