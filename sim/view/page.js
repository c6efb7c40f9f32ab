// Draws each figure twice: by Plotly for the screen, and as a still SVG for paper, where nothing can be redrawn.
"use strict";

const PAPER_WIDTH = 680; // pixels of an A4 page between its margins

// Text on lines of at most so many characters.
function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("<br>");
}

// The layout for a width: smaller type where it is narrow, and titles of axes no longer than the axes.
function fitted(layout, width) {
  const size = width < 520 ? 11 : layout.font.size;
  const made = { ...layout, width, font: { ...layout.font, size } };
  for (const [name, axis] of Object.entries(layout)) {
    if (!/^[xy]axis/.test(name) || !axis.title?.text) continue;
    const [low, high] = axis.domain ?? [0, 1];
    const room = (high - low) * (name[0] === "x" ? width - 110 : layout.height - 90);
    const text = wrapped(axis.title.text, Math.max(12, room / (size * 0.6)));
    made[name] = { ...axis, title: { ...axis.title, text } };
  }
  return made;
}

// The titles of a figure that is drawn, on as many lines as the room asks for that labels left to its axes.
function refit(plot) {
  const { layout, _fullLayout: drawn } = plot;
  const longer = {};
  for (const [name, axis] of Object.entries(layout)) {
    if (!/^xaxis/.test(name) || !axis.title?.text) continue;
    const room = drawn[name]._length / (layout.font.size * 0.6);
    const text = wrapped(axis.title.text.replaceAll("<br>", " "), Math.max(12, room));
    if (text !== axis.title.text) longer[`${name}.title.text`] = text;
  }
  return Object.keys(longer).length ? Plotly.relayout(plot, longer) : plot;
}

async function draw(figure) {
  const plot = figure.querySelector(".plot");
  const { data, layout } = JSON.parse(figure.querySelector("script").textContent);
  const options = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: "reset" };
  const still = document.createElement("img");
  still.className = "still";
  still.alt = plot.getAttribute("aria-label");
  const paper = { data, layout: fitted(layout, PAPER_WIDTH) };
  still.src = await Plotly.toImage(paper, { format: "svg", width: PAPER_WIDTH, height: layout.height });
  plot.after(still);
  const show = () => Plotly.react(plot, data, { ...fitted(layout, plot.clientWidth), dragmode: false }, options).then(refit);
  let width = plot.clientWidth; // none, in an answer that is not open yet
  if (width > 0) await show();
  new ResizeObserver(() => {
    if (plot.clientWidth > 0 && plot.clientWidth !== width) {
      width = plot.clientWidth;
      show();
    }
  }).observe(plot);
}

async function start() {
  await loadPlotly();
  for (const figure of document.querySelectorAll("figure")) await draw(figure);
  document.documentElement.dataset.ready = "yes";
}

start();
