"""What hours spent on improvement do: to friction on either side, to causes upstream, to the product and to vision."""

import math

from sim.model.compiled import rule


@rule
def share_of(part: float, total: float) -> float:
    """Share of improvement hours that goes to one kind of work: its weight over all weights, 0 without any."""
    return part / total if total > 0.0 else 0.0


@rule
def wear_and_work(
    level: float, unimproved: float, inflow: float, effort: float, growth: float, yield_: float, years: float
) -> float:
    """What work removes and neglect brings back, after some time, exact for constant effort.

    dx/dt = growth * (unimproved - x) + inflow - yield * effort * x. Level x [share], effort [share of paid hours],
    inflow [share/year], rates [1/year]. Source: improvement half-lives (schneiderman1988) for the form; rates assumed.
    """
    speed = growth + yield_ * effort
    if speed == 0.0:
        return level + inflow * years
    limit = (growth * unimproved + inflow) / speed
    return limit + (level - limit) * math.exp(-speed * years)


@rule
def vision_after(vision: float, effort: float, yield_: float, forgetting: float, years: float) -> float:
    """Share of unsaid needs that exploration has shown: dv/dt = yield * effort * (1 - v) - forgetting * v.

    Exact for constant effort [share of paid hours]; rates [1/year]. Source: exploration (march1991); form assumed.
    """
    speed = yield_ * effort + forgetting
    if speed == 0.0:
        return vision
    limit = yield_ * effort / speed
    return limit + (vision - limit) * math.exp(-speed * years)


@rule
def diminished(share: float, ordinary: float, half: float) -> float:
    """What an hour of improvement does, over what it does ordinarily: (1 + e0 / h) / (1 + e / h).

    Effort e, the ordinary one e0 and h [share of paid hours]: however much is done at once, it comes to no more than
    h + e0 ordinary hours. The best ideas come first, and who improves gets in each other's way. Source: assumed.
    """
    return (1.0 + ordinary / half) / (1.0 + share / half)


@rule
def bold_yield(boldness: float, ordinary: float, effect: float) -> float:
    """What improvement does by boldness, over what it ordinarily does: 1 + k * (b - b0), at least 0.

    boldness b and the ordinary one b0 [0-1]. Source: essay 003; k is sampled over its prior, assumed.
    """
    return max(0.0, 1.0 + effect * (boldness - ordinary))


@rule
def adoption(shared: float, belief: float, reach: float) -> float:
    """People who adopt an improvement, over the ordinary half: 2 * (s * belief + (1 - s) * reach).

    shared s [0-1]: how far change is everybody's skill, carried by managers who believe in it, and not handed down
    by a department of a given reach [0-1]. Source: essay 004; form assumed.
    """
    return 2.0 * (shared * belief + (1.0 - shared) * reach)


@rule
def chain_strength(
    belief: float, strategy: float, process: float, technology: float, organisation: float, rho: float
) -> float:
    """Strength of the five links together: their CES mean (mean of x ** rho) ** (1 / rho), geometric at rho = 0.

    Each [0-1]; below 1e-3 a link counts as that. rho = 1: strong links make up for weak ones; the more negative,
    the more the weakest link decides. Source: arrow1961 for the form; rho is a prior.
    """
    a, b, c = max(1e-3, belief), max(1e-3, strategy), max(1e-3, process)
    d, e = max(1e-3, technology), max(1e-3, organisation)
    if abs(rho) < 1e-6:
        return math.exp((math.log(a) + math.log(b) + math.log(c) + math.log(d) + math.log(e)) / 5.0)
    return ((a**rho + b**rho + c**rho + d**rho + e**rho) / 5.0) ** (1.0 / rho)


@rule
def unfixed_faults(ordinary: float, strength: float) -> float:
    """Requests born with a failure while nobody fixes causes: twice the ordinary share times 1 - strength [0-1].

    So a chain of half its strength is ordinary. Source: essay 004; form assumed.
    """
    return min(0.9, 2.0 * ordinary * (1.0 - strength))
