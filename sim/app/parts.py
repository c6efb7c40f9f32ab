"""Parts of the page that follow the game: the turn, the firms side by side, the progress of background work."""

from typing import Any

import numpy as np
from dash import html

from sim.app.background import BackgroundWork
from sim.app.charts import HEARD
from sim.app.crowd import picture
from sim.app.debrief import BETTER, COUNTS, LEVELS, Figures, final_figures
from sim.app.evidence import on_slider
from sim.app.fields import ways
from sim.app.game import Game
from sim.app.levers import PLAYABLE
from sim.app.line import QUARTERS, Track
from sim.app.story import headline
from sim.app.words import MEASURE, measured, option_words, signed
from sim.english import counted, listed
from sim.model.scenario import Scenario
from sim.outcomes.tallies import TALLIES
from sim.view.naming import named
from sim.view.theme import look

SECRET = "nobody reports it"

YOURS = {"--on-light": "var(--ink)", "--on-dark": "var(--ink)", "borderTopStyle": "solid"}
"""How your firm looks, on light pages and on dark ones."""


def how_far(work: BackgroundWork) -> str:
    """The name and the progress of background work."""
    if work.state == "waiting":
        return f"{work.what}: waiting for others to finish …"
    if not work.of:
        return f"{work.what} …"
    left = work.seconds_left()
    remaining = counted(round(left / 60.0), "minute") if left > 90.0 else counted(round(left), "second")
    about = f", {remaining} left" if left else ""
    return f"{work.what} … {work.done} of {work.of}{about}"


def share(work: BackgroundWork) -> str:
    """The share of background work that is done, as text for a progress bar."""
    return f"{work.done / work.of if work.of else 0.0:.3f}"


def scene(scenario: Scenario) -> list[Any]:
    """Where one is, in a sentence; more of it on a click."""
    return [html.B(scenario.title), " ", html.Details([html.Summary("more"), scenario.describes])]


def turn(game: Game, number: int) -> tuple[Any, ...]:
    """What the callback that begins a turn puts in place, in the order of its outputs."""
    line = game.line(number)
    practices = line.practices.as_dict()
    quarters = [{"value": quarter, "label": f"quarter {quarter + 1}"} for quarter in range(line.quarter)]
    title = f"Quarter {line.quarter + 1} of {QUARTERS}: you decide"
    return (
        scene(game.scenario),
        headline(line, game.rival, game.policy.name, game.scenario.currency),
        "The three years are over." if line.over else title,
        "The game is over" if line.over else f"Play quarter {line.quarter + 1}",
        line.quarter,
        {name: on_slider(name, practices[name]) for name in PLAYABLE},
        [on_slider(name, practices[name]) for name in PLAYABLE],
        quarters,
        max(0, line.quarter - 4) if quarters else None,
        [{"value": at, "label": f"{one.name} ({one.quarter} played)"} for at, one in enumerate(game.lines)],
        number,
        not quarters,
        not quarters,
        line.over,
        *dilemma(game, number),
        picture({line.name: line.people(), named(game.policy.name): game.rival_people[line.quarter]}),
    )


def dilemma(game: Game, number: int) -> tuple[bool, str, list[Any], int, str]:
    """What the next quarter asks: whether nothing, the question, the ways out, the one chosen, and what still binds."""
    asked = game.dilemma(number)
    binds = [
        f"“{option_words(option)}” since quarter {when + 1}" for when, _, option in game.in_force(number)
    ]
    still = f"Still in force: {listed(binds)}." if binds else ""
    return asked is None, asked.says if asked else "", ways(asked), 0, still


def firms(game: Game, number: int, everything: bool) -> list[html.Article]:
    """Your firm and the policy's, side by side."""
    line = game.line(number)
    rival = game.rival.until(line.quarter)
    mine, theirs = line.track(), rival
    stand, other = final_figures(mine), final_figures(theirs)
    how = look(game.policy.name)
    rule = "solid" if how.dash == "solid" else "dashed"
    policys = {"--on-light": how.color, "--on-dark": how.on_dark, "borderTopStyle": rule}
    return [
        _firm(line.name, "you decide, quarter by quarter", YOURS, mine, stand, other, game, everything),
        _firm(named(game.policy.name), game.policy.describes, policys, theirs, other, None, game, everything),
    ]


def _firm(
    name: str,
    describes: str,
    style: dict[str, str],
    track: Track,
    stand: Figures,
    against: Figures | None,
    game: Game,
    everything: bool,
) -> html.Article:
    currency = game.scenario.currency
    counted = []
    for measure, label in ((name, TALLIES[name].label) for name in COUNTS):
        value = 0.0 if np.isnan(stand[measure]) else stand[measure]
        counted.append(
            html.Div(
                [
                    html.Dt([label, _gap(measure, stand, against, currency)]),
                    html.Dd(measured(measure, value, currency)),
                ]
            )
        )
    levels = [
        html.Div([html.Dt(MEASURE[measure]), html.Dd(_level(measure, track, stand, everything))])
        for measure in LEVELS
    ]
    return html.Article(
        [
            html.H3(name),
            html.P(describes),
            html.Dl(counted, className="counted"),
            html.Dl(levels, className="levels"),
        ],
        style=style,
    )


def _gap(measure: str, stand: Figures, against: Figures | None, currency: str) -> html.Small | None:
    if against is None or np.isnan(stand[measure]):
        return None
    gap = stand[measure] - against[measure]
    good = gap * BETTER[measure]
    if round(gap, 6) == 0:
        return html.Small("level")
    return html.Small(signed(measure, gap, currency), className="good" if good > 0 else "bad")


def _level(measure: str, track: Track, stand: Figures, everything: bool) -> Any:
    """A level as the executive hears it, or as it is."""
    if everything and track.quarters:
        return measured(measure, stand[measure], "")
    if measure in HEARD:
        heard = measured(measure, track.heard[-1][HEARD[measure]], "")
        return [heard, html.Small("told")]
    return html.Small("–" if everything else SECRET, className="secret")


def curves_shown(policy: str, everything: bool) -> str:
    """What the numbers and curves are: the truth, or what the executive hears."""
    if everything:
        return (
            f"True values. Thick: you. Coloured: {named(policy)}. Thin: your other lines. Dotted: you left."
        )
    return (
        "Satisfaction is what the executive is told: late, and blurred by every level that it comes up through. "
        f"Thick: you. Coloured: {named(policy)}. Thin: your other lines."
    )
