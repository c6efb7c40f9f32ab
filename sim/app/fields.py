"""Fields of the page's forms: choices, numbers, sliders, progress."""

import json
from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from sim.app.words import ordinary, practice_ends, step
from sim.model.practices import PRACTICES


def slider(name: str) -> html.Div:
    """A practice: its name, its value, and what its ends mean."""
    spec, ends = PRACTICES[name], practice_ends(name)
    key = {"type": "practice", "name": name}
    return html.Div(
        [
            html.Label(ends.label, htmlFor=json.dumps(key, sort_keys=True, separators=(",", ":"))),
            html.Output(id=f"value-{name}"),
            dcc.Input(
                id=key, type="range", min=spec["low"], max=spec["high"], step=step(name), value=ordinary(name)
            ),
            html.Span(ends.low),
            html.Span(ends.high),
        ],
        className="slider",
        title=spec["meaning"][:1].upper() + spec["meaning"][1:],
    )


def choice(name: str, label: str, options: Mapping[Any, str], value: Any) -> html.Div:
    """One of several; options are values and what they are called."""
    listed = [{"value": key, "label": text} for key, text in options.items()]
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            dcc.Dropdown(listed, value, id=name, clearable=False, searchable=len(listed) > 30),
        ],
        className="field",
    )


def number_field(name: str, label: str, value: float, low: Any, high: Any, by: Any) -> html.Div:
    """A number; the server checks its range, whatever the browser does."""
    box = dcc.Input(id=name, type="number", value=value, min=low, max=high, step=by, debounce=True)
    return html.Div([html.Label(label, htmlFor=name), box], className="field number")


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
    figure.update_layout(title=None, margin={"t": 36, "r": 10}).update_xaxes(title_font_size=13)
    drawn: Any = {"displayModeBar": False, "responsive": True}
    graph = dcc.Graph(figure=figure, config=drawn, style={"height": f"{figure.layout.height}px"})
    return html.Figure([html.Figcaption(title), graph])
