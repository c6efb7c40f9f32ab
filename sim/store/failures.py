"""Runs that failed: noted with all that is needed to reproduce them, and run again."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.policies import Policy
from sim.running.addresses import digest_of
from sim.running.jobs import Failure
from sim.store.files import write_bytes
from sim.store.formats import mark_format
from sim.store.records import Record, read_record, readable_records
from sim.store.store import Store
from sim.store.tables import POLICIES, SCENARIOS
from sim.version import VERSION

if TYPE_CHECKING:
    from sim.running.run import Run


@dataclass(frozen=True)
class Failed:
    """A failed run: which one, the last line of its error, and the command that runs it again."""

    policy: str
    contrast: str
    seed: int
    replication: int
    error: str
    command: str

    def __str__(self) -> str:
        what = f"{self.policy}, {self.contrast}, seed {self.seed}, replication {self.replication}"
        return f"{what}: {self.error}\n    {self.command}"


_WORDS = (
    *("point", "scenario", "policy", "contrast", "version", "digest"),
    *("scenario_digest", "policy_digest", "error", "command", "why"),
)
FIELDS: dict[str, type] = dict.fromkeys(_WORDS, str) | dict.fromkeys(("seed", "replication", "years"), int)
"""What a note says, and the types of it."""


def note_failure(folder: Path, failure: Failure) -> Failed:
    """Write a note of a failed run into the store; it stays there even if the run succeeds later."""
    task = failure.task
    path = folder / "failures" / f"{task.point}-{failure.replication}.json"
    failed = Failed(
        task.policy.name,
        task.contrast,
        task.seed,
        failure.replication,
        failure.why.strip().splitlines()[-1],
        f"sim results rerun {shlex.quote(str(path))}",
    )
    note = asdict(failed) | {
        "point": task.point,
        "scenario": task.scenario.name,
        "years": task.years,
        "version": VERSION,
        "digest": model_digest(),
        "scenario_digest": digest_of(task.scenario.content()),
        "policy_digest": digest_of(task.policy.content()),
        "why": failure.why,
    }
    mark_format(folder)
    write_bytes(path, json.dumps(note, indent=1).encode())
    return failed


def noted_failures(folder: Path) -> list[Failed]:
    """The failures noted in a store, except those whose run has succeeded since."""
    finished = Store(folder).finished()
    return [
        Failed(**{name: note[name] for name in Failed.__dataclass_fields__})
        for _, note in notes(folder)
        if note["replication"] not in finished.get(note["point"], ())
    ]


def notes(folder: Path) -> Iterator[tuple[Path, Record]]:
    """The files in a store that note failures, with what they say; those that cannot be read are skipped."""
    return readable_records(sorted(folder.glob("failures/*.json")), FIELDS)


def read_note(path: Path) -> Record:
    """The content of a note; raises InputError if the file is not one."""
    if not path.exists():
        raise InputError(f"{path}: no such file; `sim results describe` lists the failures of a store")
    try:
        return read_record(path, FIELDS)
    except InputError as error:
        raise InputError(
            f"{path}: is not a note of a failed run{str(error).removeprefix(str(path))}"
        ) from None


def rerun(path: Path, policies: Path | None = None) -> "Run":
    """The result of a failed run, run again from its note; raises the error that makes it fail.

    The scenario and the practices come from the store that has the note: the files may have changed since. Code does
    not: that of a contingent policy is its file's, in `policies` or the project's own, and has to be the same still.
    """
    from sim.running.run import run_world

    note = read_note(path)
    store = Store(path.parent.parent)
    scenario = Scenario.model_validate_json(store.content(SCENARIOS, note["scenario_digest"]))
    policy = Policy.from_content(note["policy"], store.content(POLICIES, note["policy_digest"]), policies)
    designs = [(policy, note["contrast"])]
    return next(run_world(scenario, designs, note["seed"], note["replication"], note["years"]))
