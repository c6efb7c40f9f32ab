// Draws the map that is chosen: a square for each cell that was reached, and the policies with their names.

const MAPS = JSON.parse(document.getElementById("data").textContent);
const PLOT = document.getElementById("map");
const MARGIN = { l: 56, r: 12, t: 8, b: 46 };
const PAPER = { width: 680, height: 470 }; // pixels: beside the margins of an A4 page, and below what stands above
const NARROW = 640; // pixels below which marks have numbers, those of the table, in place of names
const FONT = 12;

const pen = document.createElement("canvas").getContext("2d");

function size(text, bold) {
  pen.font = `${bold ? "bold " : ""}${FONT}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
  return { width: pen.measureText(text).width * 1.08 + 8, height: FONT + 7 };
}

// The ends of an axis: all cells and all marks, with the width of half a cell around.
function ends(map, nth, step) {
  const values = [...map.cells, ...map.policies].map(({ at }) => at[nth]);
  return [Math.min(...values) - step * 0.75, Math.max(...values) + step * 0.75];
}

function square(cell, across, up) {
  const [x, y] = cell.at;
  const failed = cell.held === false;
  return {
    type: "rect", layer: "below", x0: x - across / 2, x1: x + across / 2, y0: y - up / 2, y1: y + up / 2,
    fillcolor: cell.color, opacity: failed ? 0.45 : 1,
    line: { color: failed ? "#52606d" : "#ffffff", width: 1, dash: failed ? "dot" : "solid" },
  };
}

// Where a cell answers a pointer: as many squares as fill it, side by side.
function spotsOf({ at, says }, map, wide, high) {
  const side = Math.min(wide, high), columns = Math.round(wide / side), rows = Math.round(high / side);
  return Array.from({ length: columns * rows }, (_, nth) => ({
    x: at[0] + map.across.step * (((nth % columns) + 0.5) / columns - 0.5),
    y: at[1] + map.up.step * ((Math.floor(nth / columns) + 0.5) / rows - 0.5),
    says,
  }));
}

// Names beside their marks, as annotations with a line each.
function names(map, x, y, room, narrow) {
  const marks = map.policies.map(({ at, name, number, essay }) => {
    const text = narrow ? number : name;
    return { text, x: ((at[0] - x[0]) / (x[1] - x[0])) * room.width, y: (1 - (at[1] - y[0]) / (y[1] - y[0])) * room.height, first: essay, ...size(text, essay) };
  });
  return placed(marks, room).flatMap((place, nth) => place === null ? [] : [{
    x: map.policies[nth].at[0], y: map.policies[nth].at[1], ax: place.dx, ay: place.dy, text: marks[nth].text,
    showarrow: true, arrowhead: 0, arrowwidth: 1, arrowcolor: "#3e4c59", standoff: 4, borderpad: 1,
    bgcolor: "rgba(255,255,255,0.9)", bordercolor: map.policies[nth].essay ? "#1f2933" : "rgba(0,0,0,0)",
    font: { size: FONT, color: "#1f2933", weight: map.policies[nth].essay ? 700 : 400 },
  }]);
}

function axis({ title, ticks, labels }, range) {
  return { title: { text: title, standoff: 6 }, range, tickvals: ticks, ticktext: labels, zeroline: false, showgrid: false,
    showline: true, linecolor: "#7b8794", ticks: "outside", fixedrange: true };
}

function draw({ width, height } = { width: PLOT.clientWidth, height: PLOT.clientHeight }) {
  const map = MAPS[Number(document.querySelector("input[name=map]:checked").value)];
  const room = { width: width - MARGIN.l - MARGIN.r, height: height - MARGIN.t - MARGIN.b };
  const x = ends(map, 0, map.across.step), y = ends(map, 1, map.up.step);
  const wide = (room.width * map.across.step) / (x[1] - x[0]), high = (room.height * map.up.step) / (y[1] - y[0]);
  const spots = map.cells.flatMap((cell) => spotsOf(cell, map, wide, high));
  const hover = { hoverinfo: "text", mode: "markers", type: "scatter" };
  const data = [
    { ...hover, x: spots.map(({ x }) => x), y: spots.map(({ y }) => y), hovertext: spots.map(({ says }) => says),
      marker: { symbol: "square", size: Math.min(wide, high), opacity: 0 } },
    { ...hover, x: map.policies.map(({ at }) => at[0]), y: map.policies.map(({ at }) => at[1]), hovertext: map.policies.map(({ says }) => says),
      marker: { size: map.policies.map(({ essay }) => (essay ? 14 : 10)), opacity: 1, color: map.policies.map(({ color }) => color), symbol: map.policies.map(({ symbol }) => symbol),
        line: { color: "#ffffff", width: 1.5 } } },
  ];
  const layout = {
    width, height, margin: MARGIN, showlegend: false, hovermode: "closest", dragmode: false,
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', size: FONT, color: "#1f2933" },
    hoverlabel: { align: "left", bgcolor: "#ffffff", bordercolor: "#52606d", font: { size: FONT, color: "#1f2933" } },
    xaxis: axis(map.across, x), yaxis: axis(map.up, y),
    shapes: map.cells.map((cell) => square(cell, map.across.step, map.up.step)),
    annotations: names(map, x, y, room, width < NARROW),
  };
  Plotly.react(PLOT, data, layout, { displayModeBar: false, responsive: false });
  legend(map);
}

function legend(map) {
  const list = document.getElementById("classes");
  list.replaceChildren(`${map.colored}:`, ...map.legend.map(([color, name]) => {
    const part = document.createElement("span"), patch = document.createElement("i");
    patch.style.background = color;
    part.append(patch, name);
    return part;
  }));
}

async function start() {
  await loadPlotly();
  draw();
  for (const choice of document.querySelectorAll("input[name=map]")) choice.addEventListener("change", () => draw());
  let width = PLOT.clientWidth;
  new ResizeObserver(() => {
    if (PLOT.clientWidth === width) return;
    width = PLOT.clientWidth;
    draw();
  }).observe(PLOT);
  addEventListener("beforeprint", () => draw(PAPER));
  addEventListener("afterprint", () => draw());
  document.documentElement.dataset.ready = "yes";
}

start();
