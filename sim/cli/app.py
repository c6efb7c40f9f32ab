"""sim app: the flight simulator, a page on this machine."""

from typing import Annotated

from cyclopts import Parameter

from sim.cli.common import PoliciesFolder, Seed, check, say


def app(
    scenario: Annotated[
        str, Parameter(help="a scenario's name (see `sim scenarios`) or a TOML file")
    ] = "turnover_city",
    /,
    *,
    policy: Annotated[
        str, Parameter(help="the policy to compete with (see `sim policies`)")
    ] = "people_and_customer",
    seed: Seed = 1,
    port: Annotated[int, Parameter(help="where the page is served, on this machine only")] = 8050,
    policies: PoliciesFolder = None,
) -> None:
    """Run the firm yourself, quarter by quarter, against a policy in the same world, on a page in your browser.

    Example: sim app turnover_city --policy people_and_customer
    """
    check(1024 <= port <= 65535, f"--port: given {port}, allowed 1024 to 65535")
    from sim.app.actions import Catalogue
    from sim.model.precompile import compile_all
    from sim.running.run import check_seed

    catalogue = Catalogue.of(scenario, policies)
    name = next(iter(catalogue.scenarios))
    catalogue.policy(policy)
    check_seed(seed)
    compile_all(say)
    from sim.app.server import serve

    serve(
        catalogue,
        port,
        name,
        policy,
        seed,
        lambda address: say(f"Open {address} in a browser. Ctrl+C ends it."),
    )
