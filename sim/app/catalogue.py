"""The catalogue: which scenarios and policies a browser may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.errors import InputError, unknown
from sim.model.scenario import Scenario
from sim.places import find_scenario, scenario_files
from sim.policies import Policy, find_policies, load_policy
from sim.running.scenarios import load_scenario


@dataclass(frozen=True)
class Catalogue:
    """The scenarios and policies that may be chosen; nothing that a browser sends opens another file."""

    scenarios: Mapping[str, Path]
    policies: Mapping[str, Path]
    folder: Path | None = None  # of a user's own policies

    @classmethod
    def of(cls, scenario: str | None = None, folder: Path | None = None) -> "Catalogue":
        """The project's own, a scenario file and a folder of policies of the user's."""
        scenarios = dict(scenario_files())
        if scenario is not None:
            path = find_scenario(scenario)
            load_scenario(path)
            scenarios = {path.stem: path} | {k: v for k, v in scenarios.items() if k != path.stem}
        return cls(scenarios, find_policies(folder), folder)

    def scenario(self, name: object) -> Scenario:
        """The scenario of that name."""
        return load_scenario(self.scenarios[_known("scenario", name, self.scenarios)])

    def policy(self, name: object) -> Policy:
        """The policy of that name."""
        return load_policy(_known("policy", name, self.policies), self.folder)


def _known(kind: str, name: object, known: Mapping[str, Path]) -> str:
    """A name that a browser sent, if it is one of those known."""
    if not isinstance(name, str) or name not in known:
        raise InputError(unknown(kind, str(name), known))
    return name
