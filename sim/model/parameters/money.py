"""Constants of money and time: prices and wages, entry and failure of firms, how long a run is."""

from sim.model.quantities import Quantity, Section, number


class Money(Section):
    """Prices and wages, in the scenario's currency."""

    price_request: Quantity = number(
        65, "currency/request", "assumed", "price of a core request", low=0, high=1e6
    )
    extra_price: Quantity = number(
        1.6, "ratio", "assumed", "price of an out-of-scope request over a core one", low=0, high=10
    )
    wage: Quantity = number(
        20,
        "currency/hour",
        "assumed near ooh2024, customer service",
        "market wage",
        low=0.01,
        high=1e4,
    )
    manager_wage: Quantity = number(34, "currency/hour", "assumed", "wage of a manager", low=0, high=1e4)
    on_costs: Quantity = number(1.25, "ratio", "assumed", "employer's cost over the wage", low=1, high=3)
    overtime_premium: Quantity = number(
        1.5, "ratio", "assumed", "overtime pay over normal pay", low=0, high=5
    )
    hiring_cost: Quantity = number(
        0.2,
        "share",
        "assumed below holman2007, which counts lost productivity too",
        "cost of replacing one person, of annual wage",
        low=0,
        high=3,
    )
    severance: Quantity = number(
        0.1, "share", "assumed", "cost of laying one person off, of annual wage", low=0, high=3
    )
    fixed_cost: Quantity = number(
        0.12, "share", "assumed", "rent and systems, of the market wage bill at the start", low=0, high=5
    )
    opening_cash: Quantity = number(
        0.25, "share", "assumed", "cash at the start, of a year's wage bill", low=0, high=20
    )
    insight_cost: Quantity = number(
        0.01, "share", "assumed", "cost of full customer insight, of revenue", low=0, high=0.5
    )
    integration_cost: Quantity = number(
        0.01, "share", "assumed", "cost of fully integrated data, of revenue", low=0, high=0.5
    )
    partner_cost: Quantity = number(
        0.01, "share", "assumed", "cost of full partnering with suppliers, of revenue", low=0, high=0.5
    )


class Entry(Section):
    """When a new firm opens in a contestable market, and when a firm fails."""

    entry_margin: Quantity = number(
        0.12, "share", "assumed", "mean profit on revenue of a quarter that draws an entrant", low=-1, high=1
    )
    entry_size: Quantity = number(
        0.5, "share", "assumed", "staff of an entrant over an incumbent's", low=0.05, high=1
    )
    insolvency: Quantity = number(
        0.5,
        "share",
        "assumed",
        "debt at which a firm closes, of a year's wage bill at the start",
        low=0,
        high=100,
    )


class Horizon(Section):
    """How long a run is."""

    warm_up: Quantity = number(
        2, "years", "assumed", "neutral years before the policies begin", low=1, high=20, whole=True
    )
    years: Quantity = number(3, "years", "assumed", "years under the policies", low=1, high=50, whole=True)
