"""sim policies, sim scenarios, sim mechanisms: lists."""

import textwrap

from sim.cli.common import PoliciesFolder


def policies(*, policies: PoliciesFolder = None) -> None:
    """List the policies, and the practices in which each differs from the neutral firm.

    Example: sim policies --policies my_policies
    """
    from sim.model.practices import Practices
    from sim.policies import find_policies, load_policy

    neutral = Practices().as_dict()
    for name in find_policies(policies):
        policy = load_policy(name, policies)
        print(f"{name}: {policy.describes}")
        changed = {p: v for p, v in policy.practices.as_dict().items() if v != neutral[p]}
        for practice, value in changed.items():
            print(f"    {practice} {value:g} (neutral {neutral[practice]:g})")


def mechanisms() -> None:
    """List the mechanisms that can be switched off (--without) or frozen (--freeze), and what each is when off.

    Example: sim mechanisms
    """
    from sim.model.mechanisms import MECHANISMS

    for name, mechanism in MECHANISMS.items():
        print(f"{name}: {mechanism.does}\n    off: {mechanism.off}")


def scenarios() -> None:
    """List the scenarios that come with the project.

    Example: sim scenarios
    """
    from sim.places import scenario_files
    from sim.running.scenarios import load_scenario

    for name, path in scenario_files().items():
        scenario = load_scenario(path)
        described = textwrap.fill(
            " ".join(scenario.describes.split()), 110, initial_indent="    ", subsequent_indent="    "
        )
        print(f"{name}: {scenario.title}\n{described}\n    {path}")
