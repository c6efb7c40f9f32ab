"""Writes docs/evidence.md: what the model says on each published fact. Minutes, so that `make docs` leaves it out.

`python docs/evidence.py` runs the worlds that are missing in results/evidence/ and writes the page; an interrupted
command goes on where it was. `--check` runs nothing, and exits with 1 if the page is of another model.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from docs.tables import code, span, table  # noqa: E402
from sim.analysis.evidence import (  # noqa: E402
    RELIABILITY,
    SIGNS,
    Finding,
    WorldFigures,
    figures_of,
    findings,
    sign_shown,
)
from sim.analysis.statistics import Estimate  # noqa: E402
from sim.design.facts import facts  # noqa: E402
from sim.english import counted, listed  # noqa: E402
from sim.model.digest import deciding  # noqa: E402
from sim.model.precompile import compile_all  # noqa: E402
from sim.policies import load_policy  # noqa: E402
from sim.running.addresses import digest_of, point_key  # noqa: E402
from sim.running.scenarios import load_scenario  # noqa: E402
from sim.running.watch import watch  # noqa: E402
from sim.running.workers import default_workers  # noqa: E402
from sim.store.files import write_bytes  # noqa: E402

PAGE = ROOT / "docs" / "evidence.md"
CACHE = ROOT / "results" / "evidence"
SCENARIO, POLICY, SEED, YEARS, WORLDS = "turnover_city", "neutral", 1, 5, 100
MEASURED_BY = ("sim/running/watch.py", "sim/running/panel.py", "sim/analysis/evidence.py")
"""Files that decide the figures of a world, besides the model."""

MARK = "Written by docs/evidence.py from sim/design/facts.toml and runs of the model. Address of the runs: "
CERTAIN = {"read": "read", "second": "second hand", "memory": "from memory", "assumed": "assumed"}
SIGN_WORDS = {
    "satisfaction_repurchase": "satisfied customers stay: at least 0.25",
    "exhaustion_performance": "worn-out employees do less: −0.05 or below",
    "clarity_quit": "employees who know what matters stay: −0.08 or below",
}


def world_figures(worlds: int) -> list[WorldFigures]:
    """The figures of the first worlds: kept ones are read, the others run."""
    scenario, policy = load_scenario(SCENARIO), load_policy(POLICY)
    folder = CACHE / address()

    def one(nth: int) -> WorldFigures:
        path = folder / f"world-{nth:03}.json"
        if not path.exists():
            kept = asdict(figures_of(watch(scenario, policy, SEED, nth, YEARS)))
            write_bytes(path, json.dumps(kept).encode())
        return WorldFigures(**json.loads(path.read_bytes()))

    found = []
    with ThreadPoolExecutor(default_workers()) as threads:
        for figures in threads.map(one, range(worlds)):
            found.append(figures)
            print(f"\rworlds: {len(found)} of {worlds}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def address() -> str:
    """An address of all that decides the figures of a world, but which of the worlds it is."""
    point = point_key(load_scenario(SCENARIO), load_policy(POLICY), "as_managed", SEED, YEARS)
    sources = "".join(deciding((ROOT / name).read_text(encoding="utf-8")) for name in MEASURED_BY)
    return digest_of(point + sources)


def text(found: Sequence[Finding], worlds: int, reliability: float) -> str:
    """The page."""
    known = facts()
    counts = {held: sum(one.held == held for one in found) for held in ("met", "not met", "open")}
    said = listed([f"{count} {held}" for held, count in counts.items()])
    parts = (
        "# Evidence",
        f"<!-- {MARK}{address()}. -->",
        f"What the model says today on each of the {len(found)} [published facts](bibliography.md#facts): {said}. Each "
        "is measured in the model the way it was measured in life, on [panels of persons](panel.md) and outcomes; "
        "nothing is left out because it fails. `python docs/evidence.py` writes this page anew.",
        f"Scenario `{SCENARIO}`, policy `{POLICY}`, {worlds} worlds of seed {SEED}, {YEARS} years after the warm-up, "
        "both firms (outcomes and tenure: the focal one). Intervals are 95%, over worlds: Student's t over one "
        "statistic a world, of Fisher's z for correlations; for the month of the peak, a bootstrap of worlds. *Met*: "
        "the interval lies within the fact's. *Not met*: it lies outside. *Open*: it does neither, or there is none.",
        "## Three signs that the argument needs",
        "Without these three the model has no say in the argument, whatever its totals are: each has to be so strong, "
        "and its interval has to leave zero out.",
        signs(found),
        "## Every fact",
        f"Answers to a survey are noisy: a share of {reliability:g} of their variance is taken as true (assumed), "
        "which shrinks a correlation with them by its square root. *Without noise* is what the model itself has.",
        table(
            ("fact", "says", "met within", "the model", "without noise", "held", "source", "certain"),
            (fact_row(one, known[one.fact]) for one in found),
        ),
        "How each is measured:",
        "\n".join(f"- {code(one.fact)}: {known[one.fact]['measure']}{_because(one)}." for one in found),
    )
    return "\n\n".join(parts) + "\n"


def signs(found: Sequence[Finding]) -> str:
    """The table of the three signs."""
    by_name = {one.fact: one for one in found}
    return table(
        ("sign", "correlation", "without noise", "shown"),
        (
            (
                f"{code(name)}: {SIGN_WORDS[name]}",
                shown(by_name[name].found),
                shown(by_name[name].raw),
                "yes" if sign_shown(name, by_name[name].found) else "**no**",
            )
            for name in SIGNS
        ),
    )


def fact_row(one: Finding, fact: Mapping[str, Any]) -> tuple[str, ...]:
    """A fact as a line of the table."""
    return (
        code(one.fact),
        fact["says"],
        f"{span(*fact['interval'])} ({fact['unit']})",
        shown(one.found),
        shown(one.raw),
        one.held if one.held == "met" else f"**{one.held}**",
        fact["source"],
        CERTAIN[fact["certain"]],
    )


def shown(found: Estimate | None) -> str:
    """A figure with its interval; nothing where there is none."""
    if found is None or not found.worlds:
        return ""
    return f"{found.mean:.3g} [{found.low:.3g}, {found.high:.3g}]".replace("-", "−")


def _because(one: Finding) -> str:
    return f"; open, because {one.why}" if one.why else ""


def is_current() -> bool:
    """Whether the page is of the model as it is now."""
    return PAGE.exists() and f"{MARK}{address()}." in PAGE.read_text(encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Write the page, or with --check only say whether it is of this model."""
    parser = argparse.ArgumentParser(description="Write docs/evidence.md.")
    parser.add_argument(
        "--check", action="store_true", help="run nothing; exit with 1 if the page is of another model"
    )
    parser.add_argument("--worlds", type=int, default=WORLDS, help=f"{WORLDS} unless given")
    parser.add_argument(
        "--reliability",
        type=float,
        default=RELIABILITY,
        help=f"of answers to a survey; {RELIABILITY:g} unless given",
    )
    given = parser.parse_args(words)
    if given.worlds < 2:
        parser.error(f"--worlds must be 2 or more, got {given.worlds}")
    if not 0.0 < given.reliability <= 1.0:
        parser.error(f"--reliability must be above 0 and at most 1, got {given.reliability:g}")
    if given.check:
        if not is_current():
            print("docs/evidence.md: of another model, run `python docs/evidence.py`", file=sys.stderr)
        return int(not is_current())
    compile_all(lambda said: print(said, file=sys.stderr))
    worlds = world_figures(given.worlds)
    found = findings(worlds, facts(), given.reliability)
    PAGE.write_text(text(found, len(worlds), given.reliability), encoding="utf-8")
    open_still = [one.fact for one in found if one.held != "met"]
    print(f"wrote docs/evidence.md: {counted(len(open_still), 'fact')} of {len(found)} not met or open")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
