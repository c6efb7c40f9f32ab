"""The debrief on the page: its sentences, bars, table, and whether it was luck."""

from dash import html

from sim.app.charts import drivers
from sim.app.debrief import BETTER, MEASURES, WORLDS, Debrief, Figures, Luck
from sim.app.fields import graph
from sim.app.game import Game
from sim.app.story import by_luck, story
from sim.app.words import MEASURE, practice_label, signed, value_words


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
                html.Th(
                    f"Quarter {e.quarter + 1}: {practice_label(e.practice)}, "
                    f"{value_words(e.practice, e.before)} to {value_words(e.practice, e.after)}",
                    scope="row",
                ),
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
                "What would be different without it: the game as it went, less the same world without the decision. "
                "Levels are means of the last quarter."
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
