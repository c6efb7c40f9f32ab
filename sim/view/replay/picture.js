// The week on show as one picture, to send to somebody: title, finding, panels, curves and where it comes from.

const PICTURE = { width: 1440, pad: 24, scale: 2, top: 128, head: 74, legend: 34, chart: 190, source: 40 };
const CROWD_HEIGHT = { least: 230, team: 20 }; // px; of a panel, and at least for a team
const DASHES = { solid: [], dash: [10, 4], dot: [3, 4], dashdot: [12, 3, 3, 3] };
const LEGEND = ["coping, happy", "stretched, unsure", "overloaded, unhappy", "left", "newcomer"]; // by state

// `drawCrowd(side, canvas, width, height)` draws a side's crowd as it is shown.
async function pictureOf(replay, week, drawCrowd) {
  const { width, pad, scale, top, head, legend, chart, source } = PICTURE;
  const columns = replay.runs.length === 4 ? 2 : replay.runs.length;
  const panelWidth = (width - pad * (columns + 1)) / columns;
  const crowdHeight = Math.max(CROWD_HEIGHT.least, replay.teams * CROWD_HEIGHT.team);
  const panelHeight = head + crowdHeight + pad;
  const charts = top + Math.ceil(replay.runs.length / columns) * panelHeight + legend;
  const height = charts + chart + source;
  const { picture, context } = sheet(width, height, scale);
  write(context, document.querySelector("h1").textContent, pad, 40, "700 26px", INK, width - 2 * pad);
  write(context, $("finding").textContent, pad, 70, "600 17px", INK, width - 2 * pad);
  write(context, replay.story.sentences[week], pad, 102, "700 19px", ALERT, width - 2 * pad);
  replay.runs.forEach((run, side) => {
    const x = pad + (side % columns) * (panelWidth + pad);
    const y = top + Math.floor(side / columns) * panelHeight;
    drawHead(context, replay.runs, side, week, { x, y, width: panelWidth });
    const crowd = document.createElement("canvas");
    drawCrowd(side, crowd, panelWidth, crowdHeight);
    context.drawImage(crowd, x, y + head, panelWidth, crowdHeight);
  });
  drawLegend(context, pad, charts - legend);
  await drawChartsInto(context, week, { y: charts, width, height: chart });
  write(context, sourceOf(replay), pad, height - 14, "400 13px", SOFT, width - 2 * pad);
  return new Promise((done) => picture.toBlob(done, "image/png"));
}

function sheet(width, height, scale) {
  const picture = document.createElement("canvas");
  Object.assign(picture, { width: width * scale, height: height * scale });
  const context = picture.getContext("2d");
  context.scale(scale, scale);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  return { picture, context };
}

function drawHead(context, runs, side, week, { x, y, width }) {
  context.strokeStyle = color(`policy-${side}`);
  context.lineWidth = 5;
  context.setLineDash(DASHES[runs[side].dash]);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + width, y);
  context.stroke();
  context.setLineDash([]);
  write(context, runs[side].policy, x, y + 28, "700 20px", color(`policy-${side}`), width);
  FIGURES.forEach(({ name, format }, nth) => {
    const left = x + (nth * width) / FIGURES.length;
    const text = format.format(runs[side][name][week]).replace("-", "−");
    write(context, text, left, y + 58, "700 24px", INK, width / 3);
    const after = left + context.measureText(text).width + 8;
    const word = name === "profit" ? "profit so far" : name.replace("_", " ");
    write(context, word, after, y + 58, "400 13px", SOFT, left + width / 3 - after);
  });
}

function drawLegend(context, x, y) {
  stamps(PERSON_LOOKS, 8, PICTURE.scale).forEach((stamp, state) => {
    context.drawImage(stamp, x, y, 18, 18);
    write(context, LEGEND[state], x + 24, y + 14, "400 13px", SOFT, 200);
    x += 40 + context.measureText(LEGEND[state]).width;
  });
}

async function drawChartsInto(context, week, { y, width, height }) {
  const { pad, scale } = PICTURE;
  const plots = [...document.querySelectorAll("#charts .plot")];
  const each = (width - 2 * pad) / plots.length;
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
