"""Simple strategies: each lever at each end of its slider, hidden years included. None wins everywhere."""

from collections import deque

import pytest

from sim.app.debrief import SCORE, ahead, final_figures
from sim.app.evidence import range_of
from sim.app.game import going_on, start
from sim.app.levers import PLAYABLE
from sim.app.line import END, track_of
from sim.model.practices import NEUTRAL
from sim.policies import load_policy
from sim.running.scenarios import load_scenario

PLACES = (("turnover_city", 1), ("corner_shop", 1))
POLICIES = ("people_and_customer", "customer_first", "neutral")

STRATEGIES = [
    (name, end)
    for name in PLAYABLE
    for end in range_of(name)[:2]
    if end != getattr(NEUTRAL, name)  # that is to change nothing
]


def leads(game, name, end):
    """In what a strategy is ahead of the game's policy two years after the player has left."""
    first = game.line(0)
    (last,) = deque(going_on(game, first.worlds[0], {}, 0, [{name: end}], (), END), maxlen=1)
    return final_figures(track_of((last[0],)))


@pytest.mark.slow
def test_no_lever_at_one_end_wins_everywhere(capsys):
    won: dict = {strategy: {} for strategy in STRATEGIES}
    for scenario, seed in PLACES:
        games = {policy: start(load_scenario(scenario), load_policy(policy), seed) for policy in POLICIES}
        for strategy in STRATEGIES:
            mine = leads(games[POLICIES[0]], *strategy)
            for policy, game in games.items():
                lead = ahead(mine, final_figures(game.rival))
                won[strategy][scenario, seed, policy] = [lead[name] for name in SCORE]
    with capsys.disabled():
        print(f"\nlever at an end: ahead in how many of {len(SCORE)}, {', '.join(SCORE)}; in all of them: *")
        for (name, end), places in sorted(won.items(), key=lambda each: -sum(map(wins, each[1].values()))):
            cells = [f"{lead.count(1)}{'*' if wins(lead) else ' '}" for lead in places.values()]
            print(f"{name:>22} {end:5g}  {' '.join(cells)}")
        print("columns:", *("/".join(map(str, place)) for place in next(iter(won.values()))))
    everywhere = [strategy for strategy, places in won.items() if all(map(wins, places.values()))]
    assert everywhere == []


def wins(lead):
    """Whether a strategy is ahead in all that a game is scored by."""
    return min(lead) > 0
