"""Constants of what goes on between firms, customers, the law and suppliers beyond the daily business."""

from sim.model.quantities import Quantity, Section, number


class Selling(Section):
    """What pushing and extracting bring in, and what becomes of it when customers see it."""

    push_sales: Quantity = number(
        0.15,
        unit="share",
        source="assumed",
        meaning="revenue added to core sales at full sales pressure",
        low=0,
        high=1,
    )
    push_hassle: Quantity = number(
        0.10,
        unit="share",
        source="assumed",
        meaning="experience lost to being sold to at full pressure",
        low=0,
        high=1,
    )
    push_effort: Quantity = number(
        0.05,
        unit="share",
        source="assumed",
        meaning="working time that selling takes at full pressure",
        low=0,
        high=1,
    )
    loyalty_markup: Quantity = number(
        0.15,
        unit="share",
        source="assumed",
        meaning="markup on those who have stayed, at a full penalty",
        low=0,
        high=1,
    )
    loyal_years: Quantity = number(
        1.0,
        unit="years",
        source="assumed",
        meaning="time with a firm after which a customer counts as loyal",
        low=0,
        high=20,
    )
    trick_share: Quantity = number(
        0.08,
        unit="share",
        source="assumed",
        meaning="revenue that full dark patterns add unasked",
        low=0,
        high=1,
    )
    discovery: Quantity = number(
        0.3,
        unit="1",
        source="assumed",
        meaning="probability of seeing through a charge, per unit of overcharge and purchase",
        low=0,
        high=10,
    )
    betrayal: Quantity = number(
        0.4, unit="1", source="assumed", meaning="satisfaction lost on finding out", low=0, high=1
    )


class Law(Section):
    """What the regulator may do, and what price fixing brings."""

    collusion_markup: Quantity = number(
        0.23,
        unit="share of price",
        source="priors.overcharge_when_colluding",
        meaning="price that rivals fix, over the competitive one",
        low=0,
        high=1,
    )
    audit_rate: Quantity = number(
        0.13,
        unit="1/year",
        source="priors.detection",
        meaning="audits that the regulator can pay for, for each firm",
        low=0,
        high=12,
    )
    audit_power: Quantity = number(
        1.0, unit="share", source="assumed", meaning="full offences that an audit finds", low=0, high=1
    )
    fine_rate: Quantity = number(
        0.08,
        unit="share of tainted revenue",
        source="priors.fine_rate",
        meaning="fine, of the revenue tainted and not fined yet",
        low=0,
        high=3,
    )
    fine_cap: Quantity = number(
        1e9, unit="currency", source="assumed: none", meaning="largest fine", low=0, high=1e12
    )
    fine_publicity: Quantity = number(
        0.1,
        unit="share",
        source="assumed",
        meaning="reputation lost when a fine is in the papers",
        low=0,
        high=1,
    )
    suspicion: Quantity = number(
        0.7,
        unit="share",
        source="assumed",
        meaning="audits that follow complaints; the others fall on all firms alike",
        low=0,
        high=1,
    )
    fear_quarters: Quantity = number(
        12,
        unit="quarters",
        source="assumed",
        meaning="time in which executives forget the audits that they have seen",
        low=1,
        high=400,
    )
    fear_own: Quantity = number(
        0.3,
        unit="share",
        source="assumed: availability (tversky1973)",
        meaning="weight of a firm's own audits in what it fears",
        low=0,
        high=1,
    )
    betrayed_leave: Quantity = number(
        0.5,
        unit="share",
        source="assumed",
        meaning="customers expected to leave who see through a charge",
        low=0,
        high=1,
    )


class Supply(Section):
    """Suppliers, whose failures make requests late."""

    supply_failures: Quantity = number(
        0.0, unit="1/year", source="assumed", meaning="failures of supply without partnering", low=0, high=26
    )
    supply_days: Quantity = number(
        10, unit="days", source="assumed", meaning="length of one", low=1, high=260
    )
    supply_dependence: Quantity = number(
        0.5, unit="share", source="assumed", meaning="requests that need something supplied", low=0, high=1
    )
    partner_effect: Quantity = number(
        0.5, unit="share", source="assumed: a prior", meaning="failures that partnering saves", low=0, high=1
    )


class Disruption(Section):
    """An entrant that serves what customers need and do not say."""

    disruption_year: Quantity = number(
        0,
        unit="year",
        source="assumed: never",
        meaning="year under the policies at whose start it opens",
        low=0,
        high=50,
        whole=True,
    )
    disruption_shift: Quantity = number(
        1.0,
        unit="1",
        source="assumed",
        meaning="how far what customers need has then moved at once",
        low=-10,
        high=10,
    )
