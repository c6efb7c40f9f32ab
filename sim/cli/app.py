"""sim app: the flight simulator, a page on this machine."""

from typing import Annotated

from cyclopts import Parameter

from sim.cli.common import Between, PoliciesFolder, Seed, print_message


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
    port: Annotated[
        int,
        Parameter(
            help="where the page is served",
            validator=Between(1024, 65535),
        ),
    ] = 8050,
    policies: PoliciesFolder = None,
    address: Annotated[
        str,
        Parameter(
            help="of this machine, at which a class reaches the page too: whoever reaches it can play, unencrypted"
        ),
    ] = "127.0.0.1",
) -> None:
    """Run the firm yourself, quarter by quarter, against a policy in the same world, on a page in your browser.

    Example: sim app turnover_city --policy people_and_customer
    """
    from sim.app.catalogue import Catalogue
    from sim.app.server import check_address, serve
    from sim.model.precompile import compile_all

    check_address(address)
    catalogue = Catalogue.of(scenario, policies)
    name = next(iter(catalogue.scenarios))
    catalogue.policy(policy)
    compile_all(print_message)
    serve(
        catalogue,
        port,
        name,
        policy,
        seed,
        lambda page: print_message(f"Open {page} in a browser. Ctrl+C ends it."),
        address,
    )
