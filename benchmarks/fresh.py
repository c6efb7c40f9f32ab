"""Work in a fresh process, so that its peak memory is its own: python -m benchmarks.fresh MODULE FUNCTION ARGUMENTS."""

import contextlib
import json
import resource
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def peak_bytes() -> float:
    """The highest memory of this process so far.

    Linux has getrusage begin at what the parent held when it started this process, and says elsewhere what is ours.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (
            line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:")
        )
        return 1024.0 * float(line.split()[1])
    scale = 1.0 if sys.platform == "darwin" else 1024.0
    return scale * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def forget_peak() -> None:
    """Begin the peak anew at what is held now; only Linux can, elsewhere it stays as it is."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def fresh(module: str, function: str, **arguments: Any) -> Any:
    """What a function gives in a process of its own; arguments and result go through JSON."""
    command = [sys.executable, "-m", "benchmarks.fresh", module, function, json.dumps(arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise RuntimeError(f"{module}.{function}({arguments}) failed: {last}")
    return json.loads(done.stdout)


if __name__ == "__main__":
    found = getattr(import_module(sys.argv[1]), sys.argv[2])
    print(json.dumps(found(**json.loads(sys.argv[3]))))
