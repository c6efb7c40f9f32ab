"""Constants of money and time: prices and wages, entry and failure of firms, how long a run is."""

from sim.model.quantities import Quantity, Section, number


class Money(Section):
    """Prices and wages, in the scenario's currency."""

    price_request: Quantity = number(
        65, unit="currency/request", source="assumed", meaning="price of a core request", low=0, high=1e6
    )
    extra_price: Quantity = number(
        1.6,
        unit="ratio",
        source="assumed",
        meaning="price of an out-of-scope request over a core one",
        low=0,
        high=10,
    )
    wage: Quantity = number(
        20,
        unit="currency/hour",
        source="assumed near ooh2024, customer service",
        meaning="market wage",
        low=0.01,
        high=1e4,
    )
    manager_wage: Quantity = number(
        34, unit="currency/hour", source="assumed", meaning="wage of a manager", low=0, high=1e4
    )
    on_costs: Quantity = number(
        1.25, unit="ratio", source="assumed", meaning="employer's cost over the wage", low=1, high=3
    )
    overtime_premium: Quantity = number(
        1.5, unit="ratio", source="assumed", meaning="overtime pay over normal pay", low=0, high=5
    )
    hiring_cost: Quantity = number(
        0.2,
        unit="share",
        source="assumed below holman2007, which counts lost productivity too",
        meaning="cost of replacing one person, of annual wage",
        low=0,
        high=3,
    )
    severance: Quantity = number(
        0.1,
        unit="share",
        source="assumed",
        meaning="cost of laying one person off, of annual wage",
        low=0,
        high=3,
    )
    fixed_cost: Quantity = number(
        0.12,
        unit="share",
        source="assumed",
        meaning="rent and systems, of the market wage bill at the start",
        low=0,
        high=5,
    )
    opening_cash: Quantity = number(
        0.25,
        unit="share",
        source="assumed",
        meaning="cash at the start, of a year's wage bill",
        low=0,
        high=20,
    )
    insight_cost: Quantity = number(
        0.02,
        unit="share",
        source="assumed",
        meaning="cost of full customer insight, of revenue",
        low=0,
        high=0.5,
    )
    integration_cost: Quantity = number(
        0.02,
        unit="share",
        source="assumed",
        meaning="cost of fully integrated data, of revenue",
        low=0,
        high=0.5,
    )
    partner_cost: Quantity = number(
        0.02,
        unit="share",
        source="assumed",
        meaning="cost of full partnering with suppliers, of revenue",
        low=0,
        high=0.5,
    )
    link_cost: Quantity = number(
        0.01,
        unit="share",
        source="assumed",
        meaning="cost of one link of the chain at full strength, of revenue; links weaker than ordinary save",
        low=0,
        high=0.5,
    )
    programme_remainder: Quantity = number(
        0.05,
        unit="share",
        source="assumed",
        meaning="what the cost of a programme at full strength leaves undone: how dear its last tenth is",
        low=0.001,
        high=0.9,
    )
    giveaway_share: Quantity = number(
        0.02,
        unit="share",
        source="assumed",
        meaning="part of a core price given away, over discretion, at neutral discretion; proportional to it",
        low=0,
        high=0.5,
    )
    cash_reserve: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="cash that stays in the firm, of a year's wage bill at the start; owners get what exceeds it",
        low=0,
        high=20,
    )


class Entry(Section):
    """When a new firm opens in a contestable market, and when a firm fails."""

    entry_margin: Quantity = number(
        0.12,
        unit="share",
        source="assumed",
        meaning="mean profit on revenue of a quarter that draws an entrant",
        low=-1,
        high=1,
    )
    entry_size: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="staff of an entrant over an incumbent's",
        low=0.05,
        high=1,
    )
    insolvency: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="debt at which a firm closes, of a year's wage bill at the start",
        low=0,
        high=100,
    )


class Horizon(Section):
    """How long a run is."""

    warm_up: Quantity = number(
        2,
        unit="years",
        source="assumed",
        meaning="neutral years before the policies begin",
        low=1,
        high=20,
        whole=True,
    )
    years: Quantity = number(
        3, unit="years", source="assumed", meaning="years under the policies", low=1, high=50, whole=True
    )
