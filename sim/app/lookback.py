"""The debrief on the page: its sentences, bars, table, and whether it was luck."""

from dash import html

from sim.app.charts import drivers
from sim.app.debrief import BETTER, MEASURES, SCORE, WORLDS, Debrief, Figures, Luck, ahead
from sim.app.fields import graph
from sim.app.game import Game
from sim.app.line import END, HIDDEN_YEARS
from sim.app.story import by_luck, story
from sim.app.words import MEASURE, SCORED, decision_words, measured, signed
from sim.view.naming import named


def score_table(game: Game, found: Debrief) -> html.Table:
    """How your firm stands beside the policy's, measure by measure, and which is ahead."""
    currency, rival = game.scenario.currency, named(game.policy.name)
    who = {1: "you", -1: rival, 0: "level"}
    lead = ahead(found.yours, found.policys)
    rows = [
        html.Tr(
            [
                html.Th(SCORED[name].format(years=f"{found.quarters / 4:g}"), scope="row"),
                html.Td(measured(name, found.yours[name], currency)),
                html.Td(measured(name, found.policys[name], currency)),
                html.Td(who[lead[name]], className={1: "good", -1: "bad", 0: ""}[lead[name]]),
            ]
        )
        for name in SCORE
    ]
    heads = ["", "You", rival, "Ahead"]
    return html.Table(
        [
            html.Caption(
                f"Your score: both firms {HIDDEN_YEARS} years after you left, under your last settings and the policy."
                if found.quarters == END
                else "How it stands. The score is taken two years after you leave, under your last settings."
            ),
            html.Thead(html.Tr([html.Th(head, scope="col") if head else html.Td() for head in heads])),
            html.Tbody(rows),
        ]
    )


def sentences(game: Game, number: int, found: Debrief) -> list[html.Li]:
    """The debrief's sentences."""
    return [html.Li(line) for line in story(game, number, found)]


def driver_bars(found: Debrief, measure: object, currency: str) -> html.Figure:
    """The bars of a measure; profit's for one that is not known."""
    figure = drivers(
        found, measure if isinstance(measure, str) and measure in MEASURES else "profit", currency
    )
    return graph(figure)


def effects_table(found: Debrief, currency: str) -> html.Table:
    """What each decision changed by the end, and all of them together."""

    def cells(figures: Figures) -> list[html.Td]:
        return [
            html.Td(signed(name, figures[name], currency), className=_judged(name, figures[name], currency))
            for name in MEASURES
        ]

    rows = [
        html.Tr(
            [
                html.Th(f"Quarter {e.quarter + 1}: {decision_words(e.what)}", scope="row"),
                *cells(e.late),
            ]
        )
        for e in found.effects
    ]
    together = html.Tr(
        [html.Th("All together, against changing nothing", scope="row"), *cells(found.together)]
    )
    policy = html.Tr(
        [
            html.Th("You, against the policy", scope="row"),
            *cells({name: found.yours[name] - found.policys[name] for name in MEASURES}),
        ]
    )
    heads = [html.Th("Decision", scope="col"), *(html.Th(MEASURE[name], scope="col") for name in MEASURES)]
    return html.Table(
        [
            html.Caption(
                "What would be different without it: the game as it went, less the same world without the decision, "
                "at the end of what is judged. Levels are means of the last quarter."
            ),
            html.Thead(html.Tr(heads)),
            html.Tbody([*rows, together, policy]),
        ]
    )


def _judged(measure: str, value: float, currency: str) -> str:
    good = value * BETTER[measure] if signed(measure, value, currency)[0] in "+−" else 0.0
    return "good" if good > 0 else "bad" if good < 0 else ""


def luck_sentences(game: Game, tried: Luck | None) -> html.Ul | html.P:
    """Whether the same decisions do well in other worlds."""
    if tried is None:
        return html.P(
            f"This was one world. The same decisions in {WORLDS} others show whether they were good or lucky."
        )
    return html.Ul([html.Li(sentence) for sentence in by_luck(game, tried)])
