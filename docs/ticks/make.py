"""Writes docs/ticks.md: whether anything depends on the length of the model's step. Ten minutes.

`python docs/ticks/make.py` runs the first trials of every claim, and worlds of the neutral firm, with the day as the
step and with half a day. What has run lies in results/claims/ and results/ticks/; an interrupted command goes on where
it was. `--check` runs nothing, and exits with 1 if the page is of another model.

For half a day the sources are copied, a week there has ten steps, and numbers in days are doubled (`halves.py`).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from docs.tables import code, table  # noqa: E402
from docs.ticks.halves import EDITS, NEUTRAL, POWERS, YEARS, judged_parts  # noqa: E402
from sim.analysis.judge import Judgement, judge  # noqa: E402
from sim.claims import load_claims  # noqa: E402
from sim.claims.claim import Claim, Part  # noqa: E402
from sim.claims.effects import Sides  # noqa: E402
from sim.claims.kept import Kept  # noqa: E402
from sim.claims.running import Plan, run_claims  # noqa: E402
from sim.english import counted, listed  # noqa: E402
from sim.model.digest import model_digest  # noqa: E402
from sim.model.precompile import compile_all  # noqa: E402
from sim.outcomes import OUTCOMES  # noqa: E402
from sim.running.progress import Progress  # noqa: E402
from sim.units import scaled, shown_unit  # noqa: E402

PAGE, RESULTS = ROOT / "docs" / "ticks.md", ROOT / "results"
MARK = "Written by docs/ticks/make.py from runs of the model "
COPIED = ("sim", "scenarios", "docs/ticks")
TRIALS, WORLDS = 12, 40
SHOWN = (
    "headcount",
    "turnover",
    "strain",
    "clarity",
    "utilisation",
    "late_share",
    "lead_time",
    "wrong_share",
    "customer_satisfaction_all",
    "churn",
    "market_share",
)
"""Outcomes of the neutral firm that the page shows."""


def halved(folder: Path) -> Path:
    """A copy of the sources in which a week has ten steps; fails where an edit finds no place, or more than one."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (old, new) in EDITS.items():
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def measured(root: Path, asked: Mapping[str, Any]) -> Any:
    """What halves.py measures with the sources under a root."""
    with tempfile.TemporaryDirectory() as folder:
        question, answer = Path(folder, "asked.json"), Path(folder, "found.json")
        question.write_text(json.dumps(asked), encoding="utf-8")
        command = [sys.executable, str(root / "docs" / "ticks" / "halves.py"), str(question), str(answer)]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        subprocess.run(command, check=True, cwd=root, env=environment)
        return json.loads(answer.read_bytes())


def first_trials(count: int) -> dict[str, list[int]]:
    """The numbers of the first trials of every claim."""
    progress = Progress(lambda what, count: print(f"{what}: {count}", file=sys.stderr), lambda done: None)
    ran = run_claims([*load_claims().values()], Kept(RESULTS / "claims"), Plan(count, 0, 0), progress)
    return {name: [one.place.number for one in trials] for name, trials in ran.of.items()}


class Compared(NamedTuple):
    """One effect with either step."""

    claim: Claim
    part: Part
    less: Judgement  # with half a day less with a day, in the same trials
    day: Judgement
    half: Judgement

    @property
    def turned(self) -> bool:
        """Whether it is clear with either step, and of the other sign."""
        return self.day.sign * self.half.sign < 0


def compared(day: Mapping[str, Any], half: Mapping[str, Any]) -> list[Compared]:
    """Every effect with a step of half a day against its own with the day; all as one family."""
    asked = [
        (claim, part, sides(day[claim.name][nth]), sides(half[claim.name][nth]))
        for claim in load_claims().values()
        if claim.name in day
        for nth, part in enumerate(judged_parts(claim))
    ]
    smallest = [part.smallest for _, part, _, _ in asked]
    less = judge([(b.effect, a.effect) for _, _, a, b in asked], smallest)
    either = (judge([pair[2 + step] for pair in asked], smallest) for step in (0, 1))
    return [
        Compared(claim, part, *judged)
        for (claim, part, _, _), *judged in zip(asked, less, *either, strict=True)
    ]


def sides(pairs: Sequence[Sequence[float | None]]) -> Sides:
    """Both sides of an effect as arrays, a value a trial."""
    both = np.array(pairs, float).reshape(-1, 2)  # None is NaN
    return Sides(both[:, 0], both[:, 1])


def neutral_rows(
    day: Sequence[Mapping[str, Any]], half: Sequence[Mapping[str, Any]]
) -> list[tuple[str, ...]]:
    """The neutral firm with either step, and the difference, an outcome a line."""
    values = [[np.array([world[name] for world in one], float) for one in (half, day)] for name in SHOWN]
    judged = judge([(a, b) for a, b in values])
    return [neutral_row(name, one) for name, one in zip(SHOWN, judged, strict=True)]


def neutral_row(name: str, one: Judgement) -> tuple[str, ...]:
    """A line of that table."""
    outcome, difference = OUTCOMES[name], one.difference
    means = (f"{scaled(outcome, mean):.3g}" for mean in (difference.mean_b, difference.mean_a))
    return outcome.label, shown_unit(outcome, ""), *means, one.size(name, "") + one.mark


def said(found: Sequence[Compared], trials: int) -> str:
    """In how many effects the step makes a difference, and in which."""
    differ = [one for one in found if one.less.sign]
    turned = [one for one in found if one.turned]
    return (
        f"Of {counted(len(found), 'effect')} that the claims name, in up to {counted(trials, 'trial')} each, "
        f"{_named(differ)} clearly different with a step of half a day, and {_named(turned)} clear with either step "
        "and of the other sign."
    )


def _named(which: Sequence[Compared]) -> str:
    if not which:
        return "none is"
    names = listed([f"{code(one.claim.name)} ({OUTCOMES[one.part.outcome].called})" for one in which])
    return f"{len(which)} {'is' if len(which) == 1 else 'are'} ({names})"


def text(found: Sequence[Compared], rows: Sequence[tuple[str, ...]], trials: int, worlds: int) -> str:
    """The page."""
    parts = (
        "# The length of a step",
        f"<!-- {MARK}{model_digest()}. -->",
        "The step of the model is a working day: in the morning a manager orders the tray, an employee is absent for "
        "the whole day, and what is finished on the day it came counts as done at once. Would half a day say the same? "
        "`python docs/ticks/make.py` copies the sources, gives a week ten steps, and runs the same trials there. "
        f"Constants in {listed([code(unit) for unit in POWERS])} are changed so that a week asks and offers what it "
        "did; two half days of absence are drawn apart, and trays are ordered twice a day. Luck is another, as it is "
        "drawn step by step.",
        "## Claims",
        f"{said(found, trials)} Trials are the first of those in [claims.md](claims.md), with the same constants; "
        "effects are compared in pairs, and corrected for their number.",
        "## The neutral firm",
        f"{code(NEUTRAL)} over {YEARS} years, {worlds} worlds. Levels do move: of {len(rows)} outcomes "
        f"{sum(row[-1].endswith('*') for row in rows)} are clearly different, which a star marks. So numbers of the "
        "model belong to its step of a day, and what is compared in the same worlds with the same step need not.",
        table(("outcome", "unit", "a day", "half a day", "half a day less a day"), rows),
    )
    return "\n\n".join(parts) + "\n"


def is_current() -> bool:
    """Whether the page is of the model as it is now."""
    return PAGE.exists() and f"{MARK}{model_digest()}." in PAGE.read_text(encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Write the page, or with --check only say whether it is of this model."""
    parser = argparse.ArgumentParser(description="Write docs/ticks.md.")
    parser.add_argument(
        "--check", action="store_true", help="run nothing; exit with 1 if the page is of another model"
    )
    if parser.parse_args(words).check:
        if not is_current():
            print("docs/ticks.md: of another model, run `python docs/ticks/make.py`", file=sys.stderr)
        return int(not is_current())
    compile_all(lambda said: print(said, file=sys.stderr))
    asked = {"trials": first_trials(TRIALS), "worlds": WORLDS}
    day = measured(ROOT, asked | {"folder": str(RESULTS / "claims")})
    with tempfile.TemporaryDirectory() as folder:
        half = measured(halved(Path(folder)), asked | {"folder": str(RESULTS / "ticks")})
    found = compared(day["effects"], half["effects"])
    rows = neutral_rows(day["neutral"], half["neutral"])
    PAGE.write_text(text(found, rows, TRIALS, WORLDS), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
