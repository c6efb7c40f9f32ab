"""Runs that failed: noted with all that is needed to reproduce them, and run again."""

import json
import shlex
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.policies import Policy
from sim.running.addresses import digest_of
from sim.running.jobs import Failure
from sim.store.files import write_bytes
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
    write_bytes(path, json.dumps(note, indent=1).encode())
    return failed


def noted_failures(folder: Path) -> list[Failed]:
    """The failures noted in a store, except those whose run has succeeded since."""
    finished = Store(folder).finished()
    notes = [read_note(path) for path in sorted(folder.glob("failures/*.json"))]
    return [
        Failed(**{name: note[name] for name in Failed.__dataclass_fields__})
        for note in notes
        if note["replication"] not in finished.get(note["point"], ())
    ]


def read_note(path: Path) -> dict[str, Any]:
    """The content of a note; raises InputError if the file is not one."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        assert {"scenario_digest", "policy_digest", *Failed.__dataclass_fields__} <= set(note)
    except FileNotFoundError:
        raise InputError(
            f"{path}: no such file; `sim results describe` lists the failures of a store"
        ) from None
    except (OSError, ValueError, TypeError, AssertionError):
        raise InputError(f"{path}: is not a note of a failed run") from None
    return dict(note)


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
