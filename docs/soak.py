"""Lets a sweep run for hours and writes docs/soak.md: `python docs/soak.py`, or for less long with `--minutes 10`.

The sweep is the command that users call, in a process of its own. It is held to a share of a processor by being stopped
and continued in turn, so that a machine can do other work meanwhile; what it holds is looked at once in a while.
"""

import argparse
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs from a clone that is not installed

from sim.model.precompile import compile_all  # noqa: E402
from sim.store.check import check  # noqa: E402
from sim.store.store import Store  # noqa: E402
from sim.store.upkeep import FAN_IN  # noqa: E402

PAGE = ROOT / "docs" / "soak.md"

EXPERIMENT = """
format_version = 1
title = "A sweep without an end"
question = "Does what a sweep holds grow with what it has done?"
scenarios = ["corner_shop"]
policies = ["neutral", "customer_first"]
years = 1
series = true
outcomes = ["turnover", "profit"]
compare = [{ policy = "customer_first", against = "neutral" }]
factors = [{ name = "customers.need_rate", values = [0.8, 0.9, 1.0, 1.1, 1.2] }]
sampling = { kind = "grid", replications = 100_000 }
"""
"""More worlds than can be run in days."""

TURN = 0.5
"""Seconds of a turn, a share of which the sweep runs."""

POINTS = 24
"""Points of a graph."""

FLAT = 1.1
"""What the last tenth of the time may hold over the second, if not just one more: the first is for loading."""

JUDGED = (
    ("memory [MB], at least", "megabytes", min),
    ("memory [MB], at most", "megabytes", max),
    ("open files, at least", "files", min),
    ("threads, at most", "threads", max),
)
"""What a leak would raise. The most of open files is not among them: it is how many parts happen to be joined."""


@dataclass(frozen=True)
class Held:
    """What the process holds at a time."""

    minute: float
    megabytes: float
    files: int  # open ones, sockets and pipes included
    threads: int


def look(pid: int, minute: float) -> Held:
    """What a process holds now, as Linux tells it."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    fields = dict(line.split(":", 1) for line in status.splitlines())
    kilobytes, threads = (int(fields[name].split()[0]) for name in ("VmRSS", "Threads"))
    return Held(minute, kilobytes / 1000.0, len(list(Path(f"/proc/{pid}/fd").iterdir())), threads)


def soak(folder: Path, minutes: float, share: float) -> list[Held]:
    """Start the sweep, hold it to a share of a processor, look at it, and interrupt it when the time is up."""
    path = folder / "endless.toml"
    path.write_text(EXPERIMENT, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sim.cli",
        "sweep",
        str(path),
        "--workers",
        "1",
        "--out",
        str(folder / "out"),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    begun, found = time.monotonic(), []
    with (folder / "log").open("w") as log:
        sweep = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        while (passed := (time.monotonic() - begun) / 60.0) < minutes:
            if sweep.poll() is not None:
                sys.exit(f"The sweep has ended by itself:\n{(folder / 'log').read_text()[-2000:]}")
            if passed >= len(found) * minutes / 1000.0:
                found.append(look(sweep.pid, passed))
            time.sleep(TURN * share)
            sweep.send_signal(signal.SIGSTOP)
            time.sleep(TURN * (1.0 - share))
            sweep.send_signal(signal.SIGCONT)
        sweep.send_signal(signal.SIGINT)
        code = sweep.wait(timeout=600)
    if code != 130:
        sys.exit(f"The sweep ended with exit code {code}:\n{(folder / 'log').read_text()[-2000:]}")
    return found


def in_tenth(found: list[Held], tenth: int, what: str) -> list[float]:
    """What was held in a tenth of the time, counted from 0."""
    end = found[-1].minute
    return [getattr(one, what) for one in found if tenth <= 10.0 * one.minute / end <= tenth + 1]


def graph(found: list[Held], what: str, title: str) -> str:
    """The most that was held in each of some spans, as a graph of Mermaid."""
    spans = [
        found[place * len(found) // POINTS : (place + 1) * len(found) // POINTS] for place in range(POINTS)
    ]
    values = [max((getattr(one, what) for one in span), default=0) for span in spans]
    lines = [
        "xychart-beta",
        f'  title "{title}"',
        f'  x-axis "minutes" 0 --> {found[-1].minute:.0f}',
        f'  y-axis "{title}" 0 --> {1.2 * max(values):.0f}',
        f"  line [{', '.join(f'{value:.0f}' for value in values)}]",
    ]
    return "\n".join(("```mermaid", *lines, "```"))


def page(found: list[Held], runs: int, parts: int, share: float) -> str:
    """The page: what was held over the time, and whether that is flat."""
    rows = []
    for words, what, extreme in JUDGED:
        early, late = (extreme(in_tenth(found, tenth, what)) for tenth in (1, 9))
        verdict = "flat" if late <= max(FLAT * early, early + 1) else "it grows"
        rows.append(f"| {words} | {early:.0f} | {late:.0f} | {verdict} |")
    where = f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}"
    blocks = [
        "# A long sweep",
        "<!-- Written by docs/soak.py. -->",
        f"`python docs/soak.py` let a sweep run for {found[-1].minute:.0f} minutes, held to {share:.0%} of a processor "
        f"({where}): {runs:,} runs, in {parts} parts of the results store in the end. Then it was interrupted; every "
        "part was as it was written, and no run was there twice.",
        "\n".join(
            (
                "| the process held | in the second tenth of the time | in the last | flat: at most one more, or "
                f"{FLAT:g} times as much |",
                "|---|---|---|---|",
                *rows,
            )
        ),
        f"Once in a while parts are joined, up to {FAN_IN} at a time, and are open until that is done: at most "
        f"{max(one.files for one in found)} files were open at once.",
        graph(found, "megabytes", "memory [MB]"),
        graph(found, "files", "open files"),
    ]
    return "\n\n".join(blocks) + "\n"


def main() -> None:
    """Let the sweep run, check what it leaves, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=120.0, help="how long (120)")
    parser.add_argument("--share", type=float, default=0.25, help="of one processor, up to 1 (0.25)")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write (docs/soak.md)")
    given = parser.parse_args()
    compile_all(print)
    with tempfile.TemporaryDirectory() as place:
        found = soak(Path(place), given.minutes, given.share)
        store = Path(place) / "out"
        checked = check(store)
        if checked.wrong:
            sys.exit("\n".join(checked.wrong))
        kept = Store(store).runs(columns=["point", "replication"]).to_pylist()
        assert len({(row["point"], row["replication"]) for row in kept}) == len(kept)
        parts = len(list((store / "runs").glob("part-*.parquet")))
        given.page.write_text(page(found, len(kept), parts, given.share), encoding="utf-8")
    print(f"wrote {given.page}")


if __name__ == "__main__":
    main()
