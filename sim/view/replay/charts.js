// The charts: drawn once by Plotly. Time is a cursor and a fog laid over them, and never redraws a chart.

const WEEKS_A_YEAR = 52;
const MARGIN = { l: 62, r: 10, t: 28, b: 36 };

// Draws a chart for each series into the host; the answer marks a week on all of them. A click on one shows its week.
function drawCharts(host, replay, showWeek) {
  const years = Array.from({ length: replay.weeks }, (_, week) => (week + 1) / WEEKS_A_YEAR);
  const figures = replay.charts.map((chart) => host.appendChild(emptyFigure(chart)));
  const charts = replay.charts.map((chart, nth) => drawChart(figures[nth], chart, replay.runs, years));
  for (const { firstChild: plot } of figures) {
    plot.on("plotly_click", ({ points: [{ pointIndex }] }) => showWeek(pointIndex));
    plot.on("plotly_relayout", (change) => zoomAlike(plot, figures, change));
  }
  return (week) => charts.forEach((mark) => mark(years[week]));
}

// A stretch of years chosen in one chart is shown in all of them.
function zoomAlike(plot, figures, change) {
  if (!("xaxis.range[0]" in change || "xaxis.range" in change || "xaxis.autorange" in change)) return;
  const [from, to] = plot.layout.xaxis.range;
  for (const { firstChild: other } of figures) {
    const range = other.layout.xaxis.range;
    if (range[0] !== from || range[1] !== to) Plotly.relayout(other, { "xaxis.range": [from, to] });
  }
}

// A figure with places for plot, fog and cursor.
function emptyFigure(chart) {
  const figure = document.createElement("figure");
  figure.setAttribute("aria-label", `${chart.title}, ${chart.unit}, by year: the table at the end has its yearly means`);
  figure.style = Object.entries(MARGIN).map(([side, px]) => `--${side}: ${px}px`).join(";");
  for (const name of ["plot", "fog", "cursor"]) figure.appendChild(document.createElement("div")).className = name;
  return figure;
}

function drawChart(figure, chart, runs, years) {
  const [plot, fog, cursor] = figure.children;
  const whole = [0, Math.max(years.at(-1), 1 / WEEKS_A_YEAR)];
  const traces = runs.map((run, side) => ({
    x: years, y: Array.from(run.series[chart.name]), name: run.policy, mode: "lines",
    line: { color: color(`policy-${side}`), dash: run.dash, width: 2.2 },
    hovertemplate: `%{y:${formatOf(runs, chart.name)}}`,
  }));
  Plotly.newPlot(plot, traces, layoutOf(chart, whole, figure.clientHeight), {
    responsive: true, displaylogo: false, modeBarButtons: [["toImage", "resetScale2d"]],
    toImageButtonOptions: { filename: chart.name, scale: 3 },
  });

  let now = whole[0];
  const mark = (year) => {
    now = year;
    const [from, to] = plot.layout.xaxis.range;
    const width = plot.clientWidth - MARGIN.l - MARGIN.r;
    const share = shareOf(plot, now);
    fog.style.transform = `translateX(${share * width}px) scaleX(${1 - share})`;
    cursor.style.transform = `translateX(${share * width}px)`;
    cursor.hidden = now < from || now > to;
  };
  plot.on("plotly_relayout", () => mark(now));
  new ResizeObserver(() => mark(now)).observe(plot);
  return mark;
}

// Where a year lies on a chart's axis, from 0 at its left to 1 at its right.
function shareOf(plot, year) {
  const [from, to] = plot.layout.xaxis.range;
  return Math.min(1, Math.max(0, (year - from) / (to - from)));
}

// Three digits, and k or M where numbers are large.
function formatOf(runs, name) {
  return runs.some((run) => run.series[name].some((value) => Math.abs(value) >= 1000)) ? ".3~s" : ".3~r";
}

function layoutOf(chart, whole, height) {
  const axis = {
    showline: true, linecolor: color("faint"), zerolinecolor: color("faint"), gridcolor: color("grid"),
    ticks: "outside", ticklen: 3,
  };
  const title = (text, standoff) => ({ text, standoff, font: { size: 11 } });
  return {
    margin: MARGIN, height, showlegend: false, hovermode: "x unified", dragmode: "zoom",
    font: { family: "system-ui, sans-serif", size: 11, color: INK }, paper_bgcolor: PAPER, plot_bgcolor: PAPER,
    hoverlabel: { bgcolor: PAPER, font: { color: INK } }, modebar: { bgcolor: PAPER, color: color("faint"), activecolor: INK },
    title: {
      text: chart.title, x: 0, xref: "container", xanchor: "left", y: 0.97, yanchor: "top", font: { size: 14, weight: 600 },
    },
    xaxis: { ...axis, range: whole.slice(), title: title("year", 2), nticks: 7, hoverformat: ".2f", showgrid: false },
    yaxis: {
      ...axis, title: title(chart.zoomed ? "zoomed in" : chart.unit, 6), nticks: 5, automargin: false, rangemode: "tozero", fixedrange: true,
      ...(chart.zoomed ? { range: chart.zoomed } : chart.top ? { range: [0, chart.top * 1.02] } : {}),
    },
  };
}
