// The week on show as one picture, to send to somebody: title, finding, panels, curves and where it comes from.

const PICTURE = { width: 1440, pad: 24, scale: 2, head: 78, chart: 190 };

async function pictureOf(replay, panels, week) {
  const { width, pad, scale, head, chart } = PICTURE;
  const columns = replay.runs.length === 4 ? 2 : replay.runs.length;
  const panelWidth = (width - pad * (columns + 1)) / columns;
  const canvases = panels.map(({ canvas }) => canvas);
  const panelHeight = head + (panelWidth * canvases[0].height) / canvases[0].width + pad;
  const rows = Math.ceil(panels.length / columns);
  const top = 132;
  const picture = document.createElement("canvas");
  picture.width = width * scale;
  picture.height = (top + rows * panelHeight + chart + 44) * scale;
  const context = picture.getContext("2d");
  context.scale(scale, scale);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, picture.height);
  write(context, document.querySelector("h1").textContent, pad, 40, "700 26px", INK, width - 2 * pad);
  write(context, $("finding").textContent, pad, 72, "600 17px", INK, width - 2 * pad);
  write(context, replay.story.sentences[week], pad, 104, "700 19px", ALERT, width - 2 * pad);
  panels.forEach(({ canvas }, side) => {
    const x = pad + (side % columns) * (panelWidth + pad);
    const y = top + Math.floor(side / columns) * panelHeight;
    drawPanel(context, replay.runs, side, week, { x, y, width: panelWidth });
    context.drawImage(canvas, x, y + head, panelWidth, panelHeight - head - pad);
  });
  const y = top + rows * panelHeight;
  await drawChartsInto(context, replay, week, { y, width, height: chart });
  write(context, sourceOf(replay), pad, y + chart + 26, "400 13px", SOFT, width - 2 * pad);
  return new Promise((done) => picture.toBlob(done, "image/png"));
}

function drawPanel(context, runs, side, week, { x, y, width }) {
  context.fillStyle = color(`policy-${side}`);
  context.fillRect(x, y, width, 5);
  write(context, runs[side].policy, x, y + 30, "700 20px", color(`policy-${side}`), width);
  FIGURES.forEach(({ name, format }, nth) => {
    const left = x + (nth * width) / FIGURES.length;
    const text = format.format(runs[side][name][week]).replace("-", "−");
    write(context, text, left, y + 60, "700 24px", INK, width / 3);
    context.font = "700 24px system-ui, sans-serif";
    const after = left + context.measureText(text).width + 8;
    write(context, name === "profit" ? "profit so far" : name.replace("_", " "), after, y + 60, "400 13px", SOFT, left + width / 3 - after);
  });
}

async function drawChartsInto(context, replay, week, { y, width, height }) {
  const { pad, scale } = PICTURE;
  const each = (width - 2 * pad) / replay.charts.length;
  const plots = [...document.querySelectorAll("#charts .plot")];
  for (const [nth, plot] of plots.entries()) {
    const image = new Image();
    image.src = await Plotly.toImage(plot, { format: "png", width: each, height, scale });
    await image.decode();
    const x = pad + nth * each;
    context.drawImage(image, x, y, each, height);
    const from = x + MARGIN.l;
    const plotWidth = each - MARGIN.l - MARGIN.r;
    const now = from + plotWidth * shareOf(plot, (week + 1) / WEEKS_A_YEAR);
    context.fillStyle = color("fog");
    context.fillRect(now, y + MARGIN.t, from + plotWidth - now, height - MARGIN.t - MARGIN.b);
    context.fillStyle = INK;
    context.fillRect(now - 1, y + MARGIN.t, 2, height - MARGIN.t - MARGIN.b);
  }
}

function sourceOf({ scenario, seed, weeks }) {
  const standing = $("standing")?.textContent ?? "One run is an anecdote.";
  return `${standing} Scenario ${scenario}, seed ${seed}, ${weeks} weeks.`;
}

function write(context, text, x, y, font, fill, widest) {
  context.font = `${font} system-ui, sans-serif`;
  context.fillStyle = fill;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.fillText(text, x, y, widest);
}
