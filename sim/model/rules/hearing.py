"""What reaches an executive: how far away the front line is, what a survey says, what is known of causes."""

from sim.model.compiled import rule


@rule
def distance(layers: float, immersion: float) -> float:
    """Levels between what happens and who decides: layers * (1 - immersion). Source: essay 003; form assumed."""
    return layers * (1.0 - immersion)


@rule
def aim(chance: float, voice: float, levels: float, loss: float) -> float:
    """Share of work on causes upstream that lands on a true one: c + (1 - c) * voice * (1 - loss) ** levels.

    By chance c [0-1] without hearing anything; customers' voice [0-1] names causes, each level loses some of it.
    Source: essays 003 and 004; form assumed.
    """
    return chance + (1.0 - chance) * voice * (1.0 - loss) ** levels


@rule
def surveyed(satisfaction: float, managed: float, gain: float, noise: float) -> float:
    """Survey score of a week: true satisfaction, what working on the score adds, and noise; in [0, 1].

    s + gain * managed + noise. Source: essay 003, resist proxies; form assumed.
    """
    return min(1.0, max(0.0, satisfaction + gain * managed + noise))


@rule
def sight(immersion: float, vision: float) -> float:
    """Share of unsaid needs that a firm sees: 1 - (1 - immersion) * (1 - vision), each [0-1]. Source: assumed."""
    return 1.0 - (1.0 - immersion) * (1.0 - vision)


@rule
def perceived_need(stated: float, need: float, seen: float) -> float:
    """Where a firm takes customers' needs to lie: stated + seen * (need - stated). Source: essay 003; form assumed."""
    return stated + seen * (need - stated)
