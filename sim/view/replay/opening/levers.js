// The fourth scene: three levers, and the run at each of their settings beside the firm as it is.

const OWN = known.levers.own;
const COUNT = settings.reduce((product, { length }) => product * length, 1);
const FORMATS = {
  count: (value) => whole.format(Math.round(value)),
  money: (value) => money.format(Math.round(value)),
  percent: (value) => `${(100 * value).toFixed(1)}%`,
  points: (value) => `${(100 * value).toFixed(1)}`,
  tenths: (value) => value.toFixed(1),
};
const MARKET_DOTS = 100; // a dot a hundredth of the market
const CROWDS = { gap: 16, head: 44, caption: 24, chart: 0.36, largest: 15 }; // px, and a share of the height

const settingOf = (at) => at.reduce((number, place, lever) => number * settings[lever].length + place, 0);
const endOf = (name, setting, world = 0) => branches[`end.${name}`][world * COUNT + setting];

// What a setting came to: the people lost week by week, in the world on show, and its ends there or in another world.
function branchAt(at, world = 0) {
  const [setting, times] = [settingOf(at), known.levers.weeks.length];
  const bytes = branches.lost.subarray(setting * times, (setting + 1) * times);
  return {
    lost: known.levers.weeks.map((week, nth) => [week, (bytes[nth] * known.levers.highest) / 255]),
    ends: Object.fromEntries(known.levers.rows.map(({ name }) => [name, endOf(name, setting, world)])),
  };
}

function signed(value, format) {
  const text = FORMATS[format](Math.abs(value));
  return /[1-9]/.test(text) ? `${value > 0 ? "+" : "−"}${text}` : "same";
}

const negative = (text) => text.replace("-", "−");

// A row of the table: as it is, now, the change, and the change in the other world.
function rowOf({ name, kind }) {
  const [own, now] = [settingOf(OWN), settingOf(told.levers)];
  const changes = Array.from({ length: known.levers.worlds }, (_, world) => endOf(name, now, world) - endOf(name, own, world));
  const format = kind === "percent" ? "points" : kind;
  return [FORMATS[kind](endOf(name, own)), FORMATS[kind](endOf(name, now)), ...changes.map((change) => signed(change, format))].map(negative);
}

function buildLedger() {
  const body = $("ledger").tBodies[0];
  for (const { label } of known.levers.rows) {
    const row = body.insertRow();
    row.innerHTML = '<th scope="row"></th><td></td><td></td><td></td><td></td>';
    row.cells[0].textContent = label;
  }
}

function showSetting() {
  told.levers.forEach((place, lever) => {
    const value = String(settings[lever][place]).replace("-", "−");
    $(`lever-${lever}`).value = place;
    $(`lever-${lever}`).setAttribute("aria-valuetext", value);
    $(`at-${lever}`).textContent = place === OWN[lever] ? `${value}, as the firm is` : `${value} (the firm: ${String(settings[lever][OWN[lever]]).replace("-", "−")})`;
  });
  known.levers.rows.forEach((row, nth) => {
    rowOf(row).forEach((text, column) => { $("ledger").tBodies[0].rows[nth].cells[column + 1].textContent = text; });
  });
  drawCrowds();
}

function drawCrowds() {
  const { context, width, height } = sharpened($("crowds"));
  if (!width) return;
  const [own, now] = [branchAt(OWN), branchAt(told.levers)];
  const chart = { x: 0, y: 0, width, height: height * CROWDS.chart };
  const axes = drawAxes(context, chart, known.levers.highest * 1.04);
  drawCurve(context, axes, own.lost, { stroke: SOFT, dash: GHOST });
  drawCurve(context, axes, now.lost, { stroke: color("policy-0") });
  write(context, "quit so far", axes.across(0) + 6, 16, "400 13px", SOFT);
  const each = (width - CROWDS.gap) / 2;
  const most = Math.max(...[own, now].map(({ ends }) => ends.headcount + ends.people_lost));
  [["As it is", own, SOFT], ["Now", now, color("policy-0")]].forEach(([title, { ends }, ink], nth) => {
    const box = { x: nth * (each + CROWDS.gap), y: chart.height + CROWDS.head, width: each, height: height - chart.height - CROWDS.head };
    write(context, title, box.x, chart.height + 18, "700 15px", ink);
    write(context, `${whole.format(ends.headcount)} at work, ${whole.format(ends.people_lost)} quit`, box.x, chart.height + 36, "400 13px", INK, each);
    drawCrowd(context, ends, box, most, ink);
  });
  $("crowds").setAttribute("aria-label", settingInWords());
  $("answered").textContent = settingInWords();
}

// People at work and people who quit; below them customers, and the rest of the market.
function drawCrowd(context, { headcount, people_lost, market_share }, { x, y, width, height }, most, ink) {
  const half = height / 2;
  drawDots(context, { x, y, width, height: half }, most, Math.round(headcount), Math.round(people_lost), ink);
  write(context, `${FORMATS.percent(market_share)} of the market`, x, y + half + CROWDS.caption - 6, "400 13px", INK, width);
  const customers = Math.round(MARKET_DOTS * market_share);
  const box = { x, y: y + half + CROWDS.caption, width, height: half - CROWDS.caption };
  drawDots(context, box, MARKET_DOTS, customers, MARKET_DOTS - customers, ink);
}

// So many filled dots and so many hollow ones, of a size at which the most of them would fit.
function drawDots(context, { x, y, width, height }, most, filled, hollow, ink) {
  const cell = fit({ count: Math.max(1, most), width, height }, 1, CROWDS.largest);
  const radius = cell.size * 0.4;
  const traceDots = (from, to) => {
    context.beginPath();
    for (let nth = from; nth < to; nth++) {
      const [left, top] = [x + ((nth % cell.columns) + 0.5) * cell.across, y + (Math.floor(nth / cell.columns) + 0.5) * cell.down];
      context.moveTo(left + radius, top);
      context.arc(left, top, radius, 0, 2 * Math.PI);
    }
  };
  Object.assign(context, { fillStyle: ink, strokeStyle: ink, lineWidth: 1.2 });
  traceDots(0, filled); // in two strokes, not one a dot: a lever answers at once
  context.fill();
  traceDots(filled, filled + hollow);
  context.stroke();
}

function settingInWords() {
  const [own, now] = [branchAt(OWN), branchAt(told.levers)].map(({ ends }) => ends);
  const share = (ends) => FORMATS.percent(ends.market_share);
  return `${countOf(Math.round(now.people_lost), "person", "people")} quit, as it is ${whole.format(own.people_lost)}; `
    + `${share(now)} of the market, as it is ${share(own)}.`;
}

buildLedger();
settings.forEach((_, lever) => {
  $(`lever-${lever}`).addEventListener("input", ({ target }) => {
    told.levers[lever] = Number(target.value);
    showSetting();
    keepTold();
  });
});
$("unmoved").addEventListener("click", () => {
  told.levers = OWN.slice();
  showSetting();
  keepTold();
});
new ResizeObserver(drawCrowds).observe($("crowds"));
