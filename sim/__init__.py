"""Customer-first against people-first management: an agent-based simulation.

>>> import sim
>>> run = sim.run("turnover_city", "customer_first", seed=1)
>>> run.summary["turnover"]
>>> done = sim.sweep("friction", replications=20)
>>> done.table()
"""

from typing import TYPE_CHECKING, Any

from sim.version import VERSION

if TYPE_CHECKING:
    from sim.design.way import Way
    from sim.model.practices import Practices
    from sim.model.scenario import Scenario
    from sim.policies import load_policy
    from sim.running.panel import Panel, panel
    from sim.running.run import Run, run
    from sim.running.scenarios import load_scenario
    from sim.sweeps.side_by_side import compare
    from sim.sweeps.sweep import Sweep, sweep

__all__ = [
    "Panel",
    "Practices",
    "Run",
    "Scenario",
    "Sweep",
    "Way",
    "compare",
    "load_policy",
    "load_scenario",
    "panel",
    "run",
    "sweep",
]

__version__ = VERSION

_HOMES = {
    "Practices": "sim.model.practices",
    "Panel": "sim.running.panel",
    "panel": "sim.running.panel",
    "Run": "sim.running.run",
    "run": "sim.running.run",
    "Sweep": "sim.sweeps.sweep",
    "sweep": "sim.sweeps.sweep",
    "Scenario": "sim.model.scenario",
    "load_scenario": "sim.running.scenarios",
    "load_policy": "sim.policies",
    "Way": "sim.design.way",
    "compare": "sim.sweeps.side_by_side",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `sim --help` answers at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    from importlib import import_module

    if name in ("Scenario", "load_scenario"):
        import_module("sim.view.scenario").in_notebooks()
    return getattr(import_module(_HOMES[name]), name)
