"""sim replay --opening: the runs that the opening of a replay needs."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.common import exit_if_failed, interrupted, print_message
from sim.cli.progress import meter

if TYPE_CHECKING:
    from sim.design.designs import Point
    from sim.design.question import Question
    from sim.view.replay.opening.branches import Branches


def branches_of(
    question: "Question", found: "Sequence[Point]", world: int, policies: Path | None
) -> "Branches":
    """The branches of the first policy of a replay: those that a store lacks are run, under a progress bar, and kept.

    Ends the command with exit code 1 if a run fails.
    """
    from sim.view.replay.opening import branches

    planned = branches.plan(question, found[0], world, policies)
    folder = Path("results") / f"{found[0].scenario.name}-levers"
    jobs = branches.lacking(planned, folder)
    count = sum(len(job.tasks) for job in jobs)
    if count:
        print_message(
            f"The opening needs {planned.runs} runs of {found[0].policy.name}; {planned.runs - count} are there. "
            "For a firm of two dozen people they take some minutes; they are kept, and the next replay uses them."
        )
        since = time.monotonic()
        with meter() as shown, interrupted(lambda: f"Finished runs are in {folder}."):
            shown.start("the opening: runs", planned.runs, planned.runs - count)
            exit_if_failed(
                branches.run(
                    planned,
                    jobs,
                    folder,
                    lambda progress: shown.show(planned.runs - count + progress.runs, progress.failed),
                )
            )
        print_message(f"{count} runs took {time.monotonic() - since:.0f} seconds and are kept in {folder}.")
    return branches.read(planned, folder)
