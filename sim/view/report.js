// Draws each figure twice: by Plotly for the screen, and as a still SVG for paper, where nothing can be redrawn.
"use strict";

const PAPER_WIDTH = 680; // pixels of an A4 page between its margins

async function inflated(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

function fitted(layout, width) {
  const narrow = width < 520;
  const small = { font: { ...layout.font, size: narrow ? 11 : layout.font.size } };
  return { ...layout, ...small, width };
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
  const show = () => Plotly.react(plot, data, { ...fitted(layout, plot.clientWidth), dragmode: false }, options);
  await show();
  let width = plot.clientWidth;
  new ResizeObserver(() => {
    if (plot.clientWidth > 0 && plot.clientWidth !== width) {
      width = plot.clientWidth;
      show();
    }
  }).observe(plot);
}

async function start() {
  const script = document.createElement("script");
  script.textContent = await inflated("plotly");
  document.head.append(script);
  for (const figure of document.querySelectorAll("figure")) await draw(figure);
  document.documentElement.dataset.ready = "yes";
}

start();
