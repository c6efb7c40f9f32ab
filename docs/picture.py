"""Makes the README's picture: `python docs/picture.py`, some minutes.

Runs the very command of `make demo` into a folder of its own, opens the replay that it writes in the system's Chromium,
at the week WEEK, and keeps a screenshot as docs/replay.png. So the picture shows the numbers that the demo shows.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "replay.png"
WEEK = 72
"""In the second year, when both policies have had time to differ."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def demo() -> list[str]:
    """The arguments of `sim` in the recipe of `make demo`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.search(r"^demo:.*\n\t\.venv/bin/sim (.*)$", makefile, flags=re.M)
    assert found, "Makefile: the recipe of demo does not begin with .venv/bin/sim"
    return shlex.split(found[1])


def shoot(replay: Path, picture: Path) -> None:
    """Keep a screenshot of a replay at WEEK."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"This needs one of {', '.join(BROWSERS)} on PATH.")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--virtual-time-budget=5000",
    ]
    size = ["--window-size=1440,900", f"--screenshot={picture}"]
    subprocess.run(
        [browser, *options, *size, f"{replay.as_uri()}#week={WEEK}"], check=True, capture_output=True
    )
    if not picture.exists():
        sys.exit(f"{browser} made no picture of {replay}.")


def main() -> None:
    """Run the demo and keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sim.cli", *demo(), "--out", folder]
        subprocess.run(command, cwd=ROOT, check=True)
        (replay,) = Path(folder).glob("replay-*.html")
        shoot(replay, PICTURE)
    print(f"wrote {PICTURE}")


if __name__ == "__main__":
    main()
