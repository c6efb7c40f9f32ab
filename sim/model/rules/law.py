"""The law: what executives expect of it, what an audit finds, what a fine is."""

from sim.model.compiled import rule


@rule
def fine(tainted: float, rate: float, cap: float) -> float:
    """The fine for revenue tainted by offences: min(cap, rate * tainted), in currency."""
    return min(cap, rate * tainted)


@rule
def offence(willingness: float, gain: float, cost: float) -> float:
    """How far an executive offends who weighs gain against cost: willingness * max(0, 1 - cost / gain).

    Both in currency over the same time; cost: the fine to be reckoned with and the custom lost.
    Without a gain there is nothing to weigh and nothing to refrain from.
    Source: becker1968 for weighing; form assumed.
    """
    return willingness * max(0.0, 1.0 - cost / gain) if gain > 0.0 else willingness


@rule
def custom_lost(revenue: float, purchases: float, seen: float, leave: float, years: float) -> float:
    """Revenue of customers who leave because they see through a charge: R * min(1, n * seen * leave) * years.

    revenue R and purchases n of a customer, both a year; seen [0-1]: probability that a purchase shows it; leave
    [0-1]: share of those who then go; years: how far ahead the executive looks. Source: assumed.
    """
    return revenue * min(1.0, purchases * seen * leave) * years


@rule
def suspected(alike: float, complaints: float, follow: float) -> float:
    """Chance of being the next that is audited: (1 - follow) * alike + follow * complaints.

    alike: one over the firms; complaints: the firm's share of all firms' complaints per customer; follow [0-1]: audits
    that follow complaints. Source: assumed.
    """
    return (1.0 - follow) * alike + follow * complaints


@rule
def seen_risk(market: float, own: float, weight: float) -> float:
    """Audits a year that a quarter makes one reckon with: 4 * ((1 - weight) * market + weight * own).

    market: audits a firm this quarter; own: 1 if this firm was audited. What happened to oneself weighs more.
    Source: availability (tversky1973 for the sign); weight assumed.
    """
    return 4.0 * ((1.0 - weight) * market + weight * own)
