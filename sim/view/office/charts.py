"""Native charts: columns or dots with intervals, which whoever gets the deck can edit."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.util import Pt

from sim.view.office.exhibits import Exhibit, Series
from sim.view.theme import FAINT, GRID, INK, SOFT

SMALL = Pt(13)
"""Size of what is read off an axis."""

TICKS = 6
"""Steps that an axis has at most."""

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"

Box = tuple[int, int, int, int]
"""Left, top, width and height, in the units of the format (EMU)."""


def add_chart(slide: Any, box: Box, exhibit: Exhibit) -> None:
    """Draw an exhibit's numbers on a slide, with 95% intervals and its units at the axes."""
    data = CategoryChartData(number_format="General")
    data.categories = [str(one) for one in exhibit.categories]
    for series in exhibit.series:
        data.add_series(series.name, series.values)
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if exhibit.from_zero else XL_CHART_TYPE.LINE_MARKERS
    chart = slide.shapes.add_chart(kind, *box, data).chart
    chart.font.size, chart.font.color.rgb = SMALL, rgb(INK)
    chart.has_title = False
    chart.has_legend = len(exhibit.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(chart, exhibit)
    for drawn, series in zip(chart.plots[0].series, exhibit.series, strict=True):
        _color(drawn, series, dots=not exhibit.from_zero)
        _intervals(drawn, series)


def rgb(color: str) -> RGBColor:
    """A colour of the theme."""
    return RGBColor.from_string(color.lstrip("#").upper())


def _axes(chart: Any, exhibit: Exhibit) -> None:
    value, category = chart.value_axis, chart.category_axis
    for axis, title in ((value, exhibit.value_axis), (category, exhibit.category_axis)):
        axis.has_title = bool(title)
        if title:
            axis.axis_title.text_frame.text = title
            font = axis.axis_title.text_frame.paragraphs[0].runs[0].font
            font.size, font.bold, font.color.rgb = SMALL, False, rgb(SOFT)
        axis.format.line.color.rgb = rgb(FAINT)
    value.has_major_gridlines = True
    value.major_gridlines.format.line.color.rgb = rgb(GRID)
    category.tick_labels.offset = 10
    # Names stay below, where values are negative too.
    category._element.find(f"{{{CHART}}}tickLblPos").set("val", "low")
    if exhibit.from_zero:
        chart.plots[0].gap_width = 80
    value.minimum_scale, value.maximum_scale, value.major_unit = scale(exhibit)


def scale(exhibit: Exhibit) -> tuple[float, float, float]:
    """Ends of an axis that holds all intervals, and zero where columns begin there, and the step of its ticks."""
    ends = [value for one in exhibit.series for value in (*one.low, *one.high)] + [0.0] * exhibit.from_zero
    low, high = min(ends), max(ends)
    wanted = (high - low or abs(high) or 1.0) / TICKS
    size = 10.0 ** floor(log10(wanted))
    step = next(size * times for times in (1.0, 2.0, 5.0, 10.0) if size * times >= wanted)
    digits = max(0, 1 - floor(log10(step)))
    return (
        round(floor(low / step) * step, digits),
        round(ceil(high / step) * step, digits),
        round(step, digits),
    )


def _color(drawn: Any, series: Series, *, dots: bool) -> None:
    """Colour a series, or each of its columns; dots of several policies are alike, as their names stand below."""
    many = len(series.colors) > 1
    if dots:
        drawn.smooth = False
        drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 11
        _fill(drawn.marker, INK if many else series.colors[0])
        # Between policies there is nothing that a line could show.
        if many:
            drawn.format.line.fill.background()
        else:
            drawn.format.line.color.rgb = rgb(series.colors[0])
        return
    _fill(drawn, series.colors[0])
    if many:
        for place, color in enumerate(series.colors):
            _fill(drawn.points[place], color)


def _fill(shape: Any, color: str) -> None:
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = rgb(color)


def _intervals(drawn: Any, series: Series) -> None:
    """Error bars of a series; python-pptx has none, so that they are written as the format has them (ECMA-376)."""
    above = [high - value for high, value in zip(series.high, series.values, strict=True)]
    below = [value - low for low, value in zip(series.low, series.values, strict=True)]
    bars = parse_xml(
        f'<c:errBars xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_numbers(above)}</c:plus><c:minus>{_numbers(below)}</c:minus>'
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{rgb(INK)}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    # Before the categories, where the format's schema wants them.
    drawn._element.find(f"{{{CHART}}}cat").addprevious(bars)


def _numbers(sizes: Sequence[float]) -> str:
    """Sizes as the format has them."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{max(0.0, float(size))!r}</c:v></c:pt>' for place, size in enumerate(sizes)
    )
    head = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(sizes)}"/>'
    return f"<c:numLit>{head}{points}</c:numLit>"
