"""Fields of the page's forms: choices, numbers, sliders, progress."""

import json
from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from sim.app.charts import CLEAR
from sim.app.dilemmas import Dilemma
from sim.app.evidence import range_of
from sim.app.levers import lever, step
from sim.app.words import beyond, delay, meaning, option_words, ordinary, price, shift_words


def slider(name: str, *, explained: bool = False) -> html.Div:
    """A practice: its name and unit, its value, what its ends mean, its price, its delay, and where evidence ends.

    explained: whether what it means is said in a sentence too.
    """
    said, (low, high, why) = lever(name), range_of(name)
    key = {"type": "practice", "name": name}
    sentences = [meaning(name)] if explained else []
    return html.Div(
        [
            html.Label(
                [said.label, html.Small(f"% {said.of}")],
                htmlFor=json.dumps(key, sort_keys=True, separators=(",", ":")),
            ),
            html.Output(id=f"value-{name}"),
            html.Div(
                dcc.Input(id=key, type="range", min=low, max=high, step=step(name), value=ordinary(name)),
                className="track ends" if why else "track",
            ),
            html.Span(said.low),
            html.Span(said.high),
            html.P(" ".join([*sentences, price(name), delay(name)])),
            html.P(beyond(name), className="beyond") if why else None,
        ],
        className="slider",
    )


def ways(dilemma: Dilemma | None) -> list[Any]:
    """The ways out of a dilemma, as options to choose from."""
    options = dilemma.options if dilemma else ()
    return [
        {
            "value": at,
            "label": html.Span(
                [html.B(option_words(option)), html.Small(shift_words(option))], className="way"
            ),
        }
        for at, option in enumerate(options)
    ]


def choice(name: str, label: str, options: Mapping[Any, str], value: Any) -> html.Div:
    """One of several; options are values and what they are called."""
    listed = [{"value": key, "label": text} for key, text in options.items()]
    return html.Div(
        [
            html.Label(label, htmlFor=name, id=f"{name}-label"),
            dcc.Dropdown(listed, value, id=name, clearable=False, searchable=len(listed) > 30),
        ],
        className="field",
    )


def number_field(name: str, label: str, value: float, low: Any, high: Any, by: Any) -> html.Div:
    """A number; the server checks its range, whatever the browser does."""
    box = dcc.Input(id=name, type="number", value=value, min=low, max=high, step=by, debounce=True)
    return html.Div([html.Label(label, htmlFor=name), box], className="field number")


def text_field(name: str, label: str, longest: int) -> html.Div:
    """A short text."""
    box = dcc.Input(id=name, type="text", maxLength=longest, autoComplete="off")
    return html.Div([html.Label(label, htmlFor=name), box], className="field number")


def wide(name: str) -> html.Div:
    """Where a table goes that scrolls sideways on a phone, by keyboard too."""
    return html.Div(id=name, className="wide", tabIndex=0)


def region(name: str) -> dict[str, Any]:
    """The name of a region, for a screen reader."""
    return {"aria-label": name}


def progress(prefix: str) -> html.Div:
    """A progress bar of background work, and a button that cancels it."""
    return html.Div(
        [
            html.Label("", id=f"{prefix}what", htmlFor=f"{prefix}bar"),
            html.Progress(id=f"{prefix}bar", max="1"),
            html.Button("Cancel", id=f"{prefix}cancel"),
        ],
        id=f"{prefix}progress",
        className="progress",
        hidden=True,
    )


def graph(figure: Any) -> html.Figure:
    """A figure as wide as there is room and as high as it wants to be, its title as text that wraps."""
    title = figure.layout.title.text.replace("<br>", " ")
    figure.update_layout(title=None, margin={"t": 36, "r": 10}, **CLEAR).update_xaxes(title_font_size=13)
    drawn: Any = {"displayModeBar": False, "responsive": True}
    graph = dcc.Graph(figure=figure, config=drawn, style={"height": f"{figure.layout.height}px"})
    return html.Figure([html.Figcaption(title), graph])
