"""Culture: who helps, how it spreads, who is promoted, what that is worth."""

import math

from sim.model.compiled import rule


@rule
def helping_target(disposition: float, seen: float) -> float:
    """Helping that somebody tends to among colleagues who help: d + (1 - d) * seen, each [0-1].

    Source: social learning (bandura1977); form assumed.
    """
    return disposition + (1.0 - disposition) * seen


@rule
def seen_helping(team: float, leader: float, weight: float) -> float:
    """Helping that a team sees around it: (1 - weight) * the team's acts + weight * the leader's, each [0-1].

    Source: assumed.
    """
    return (1.0 - weight) * team + weight * leader


@rule
def promotion_score(skill: float, helping: float, givers: float) -> float:
    """What a candidate for promotion is judged by: (1 - g) * skill + g * helping, all [0-1]. Source: essay 003."""
    return (1.0 - givers) * skill + givers * helping


@rule
def shown_ability(skill: float, talent: float) -> float:
    """How good somebody is seen to be at the work: skill / (1 + exp(-talent)), in [0, 1].

    skill: what is learned of the job [0-1]; talent: standard normal, lasting. Source: assumed.
    """
    return skill / (1.0 + math.exp(-talent))


@rule
def led_pace(talent: float, ordinary: float, spread: float) -> float:
    """Speed of a team under its manager, over that under an ordinary one: exp(spread * (talent - ordinary)).

    Talents in standard deviations among all who work. Source: lazear2015 for the spread of what bosses do.
    """
    return math.exp(spread * (talent - ordinary))


@rule
def newcomer_disposition(luck: float, mean: float, givers: float, draw_of_givers: float) -> float:
    """Disposition to help of a newcomer: 2 * mean * u ** (1 / (1 + k * g)), u uniform in [0, 1].

    Uniform around the mean where givers are not promoted; more givers come where they are. Source: assumed.
    """
    return 2.0 * mean * luck ** (1.0 / (1.0 + draw_of_givers * givers))
