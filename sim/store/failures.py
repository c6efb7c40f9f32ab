"""Runs that failed: noted with all that it takes to see them again, and run again."""

import json
import shlex
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.policies import Policy
from sim.running.jobs import Failure
from sim.running.run import Run, digest_of, run_world
from sim.store.files import write_bytes
from sim.store.store import Store
from sim.store.tables import POLICIES, SCENARIOS
from sim.version import VERSION


@dataclass(frozen=True)
class Failed:
    """A run that failed: which, why in one line, and the command that shows it again."""

    policy: str
    contrast: str
    seed: int
    replication: int
    error: str
    command: str

    def __str__(self) -> str:
        what = f"{self.policy}, {self.contrast}, seed {self.seed}, replication {self.replication}"
        return f"{what}: {self.error}\n    {self.command}"


def record(folder: Path, failure: Failure) -> Failed:
    """Note a run that failed; a later success leaves the note."""
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
    """The failures noted in a store, but for those whose run has been finished since."""
    finished = Store(folder).finished()
    notes = [read_note(path) for path in sorted(folder.glob("failures/*.json"))]
    return [
        Failed(**{name: note[name] for name in Failed.__dataclass_fields__})
        for note in notes
        if note["replication"] not in finished.get(note["point"], ())
    ]


def read_note(path: Path) -> dict[str, Any]:
    """What was noted of a failure."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        assert {"scenario_digest", "policy_digest", *Failed.__dataclass_fields__} <= set(note)
    except FileNotFoundError:
        raise InputError(
            f"{path}: no such file; `sim results describe` lists the failures of a store"
        ) from None
    except (OSError, ValueError, TypeError, AssertionError):
        raise InputError(f"{path}: is no note of a failed run") from None
    return dict(note)


def rerun(path: Path) -> Run:
    """Run again what was noted as failed, from the store beside the note; raises whatever makes it fail."""
    note = read_note(path)
    store = Store(path.parent.parent)
    scenario = Scenario.model_validate_json(store.content(SCENARIOS, note["scenario_digest"]))
    policy = Policy.from_content(note["policy"], store.content(POLICIES, note["policy_digest"]))
    designs = [(policy, note["contrast"])]
    return next(run_world(scenario, designs, note["seed"], note["replication"], note["years"]))
