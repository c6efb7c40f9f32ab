"""From a mechanism to its rules: what it means, the lines that let it act, the equations around it, their sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sim.acting import Place, places, rules_of
from sim.analysis.wording import words
from sim.design.facts import cited
from sim.model.mechanisms import MECHANISMS
from sim.sources import Rule, rules


@dataclass(frozen=True)
class Carrier:
    """A mechanism that claims name."""

    name: str
    does: str
    off: str
    places: Sequence[Place]
    equations: Sequence["Equation"]
    claims: Sequence[str]  # by which it is named

    @property
    def called(self) -> str:
        """Its name in a sentence."""
        return words(self.name)


@dataclass(frozen=True)
class Equation:
    """A rule, where it stands, and its sources in full."""

    module: str
    rule: Rule

    @property
    def file(self) -> str:
        """The file in which it stands."""
        return f"sim/model/{self.module.replace('.', '/')}.py"

    @property
    def sources(self) -> Mapping[str, str]:
        """The works and judgements that its docstring names."""
        return cited(f"{self.rule.says} {self.rule.source}")


def carriers(named: Mapping[str, Iterable[str]]) -> list[Carrier]:
    """The mechanisms that claims name, in the order of the model; `named` has those of each claim."""
    known = {rule.name: Equation(module, rule) for module, mine in rules().items() for rule in mine}
    return [
        Carrier(
            name,
            mechanism.does,
            mechanism.off,
            places(name),
            [known[rule] for rule in rules_of(name)],
            [claim for claim, names in named.items() if name in names],
        )
        for name, mechanism in MECHANISMS.items()
        if any(name in names for names in named.values())
    ]


def equations(carried: Iterable[Carrier]) -> list[Equation]:
    """The rules around mechanisms, each once, by file and name."""
    found = {each.rule.name: each for one in carried for each in one.equations}
    return sorted(found.values(), key=lambda each: (each.module, each.rule.name))
