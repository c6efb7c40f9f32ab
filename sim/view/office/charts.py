"""Native charts: columns or dots with intervals, which whoever gets the deck can edit."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Emu, Pt

from sim.view.office.exhibits import Exhibit, Series
from sim.view.theme import FAINT, GRID, INK, SOFT

SMALL = Pt(12)
"""Size of what is read off an axis."""

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"

Box = tuple[Emu, Emu, Emu, Emu]
"""Left, top, width and height."""


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
    else:
        value.minimum_scale, value.maximum_scale = span(exhibit.series)


def span(series: Sequence[Series]) -> tuple[float, float]:
    """An axis that holds all intervals, with a tenth of their span around them."""
    low = min(value for one in series for value in one.low)
    high = max(value for one in series for value in one.high)
    room = 0.1 * (high - low) or 0.1 * abs(high) or 1.0
    digits = 2 - len(str(int(1.0 / room))) if room < 1.0 else 0
    return round(low - room, 3 - digits), round(high + room, 3 - digits)


def _color(drawn: Any, series: Series, *, dots: bool) -> None:
    """Colour a series, or each of its points."""
    if dots:
        drawn.smooth = False
        drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 11
        # Between policies there is nothing that a line could show.
        if len(series.colors) > 1:
            drawn.format.line.fill.background()
        else:
            drawn.format.line.color.rgb = rgb(series.colors[0])
        _fill(drawn.marker, series.colors[0])
    else:
        _fill(drawn, series.colors[0])
    if len(series.colors) > 1:
        for place, color in enumerate(series.colors):
            point = drawn.points[place]
            if dots:
                point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 11
            _fill(point.marker if dots else point, color)


def _fill(shape: Any, color: str) -> None:
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = rgb(color)


def _intervals(drawn: Any, series: Series) -> None:
    """Error bars of a series; python-pptx has none, so that they are written as the format has them (ECMA-376)."""
    bars = etree.Element(f"{{{CHART}}}errBars", nsmap={"c": CHART, "a": DRAWING})
    for tag, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, f"{{{CHART}}}{tag}", val=value)
    above = [high - value for high, value in zip(series.high, series.values, strict=True)]
    below = [value - low for low, value in zip(series.low, series.values, strict=True)]
    for tag, sizes in (("plus", above), ("minus", below)):
        numbers = etree.SubElement(etree.SubElement(bars, f"{{{CHART}}}{tag}"), f"{{{CHART}}}numLit")
        etree.SubElement(numbers, f"{{{CHART}}}formatCode").text = "General"
        etree.SubElement(numbers, f"{{{CHART}}}ptCount", val=str(len(sizes)))
        for place, size in enumerate(sizes):
            point = etree.SubElement(numbers, f"{{{CHART}}}pt", idx=str(place))
            etree.SubElement(point, f"{{{CHART}}}v").text = repr(max(0.0, float(size)))
    line = etree.SubElement(etree.SubElement(bars, f"{{{CHART}}}spPr"), f"{{{DRAWING}}}ln", w="19050")
    fill = etree.SubElement(line, f"{{{DRAWING}}}solidFill")
    etree.SubElement(fill, f"{{{DRAWING}}}srgbClr", val=INK.lstrip("#").upper())
    # Before the categories, where the format's schema wants them.
    drawn._element.find(f"{{{CHART}}}cat").addprevious(bars)
