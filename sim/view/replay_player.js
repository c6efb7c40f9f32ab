// The player: shows a week, plays the weeks, and answers buttons, keys, the slider and the address.

const QUARTER = 13; // weeks
const FRESH_WEEKS = 8; // how long a moment is news
const RUN_SECONDS = 45; // a run at speed 1, within the limits below
const WEEKS_A_SECOND = [3, 10];
const SETTLED_MS = 250; // quiet time after which the address and the spoken text follow
const COSTS_KEPT = 600;
const $ = (id) => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const whole = new Intl.NumberFormat("en");
const brief = new Intl.NumberFormat("en", { notation: "compact", minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const money = { format: (amount) => (Math.abs(amount) < 1000 ? whole : brief).format(amount) };

const replay = unpack(await inflate("data"));
const { weeks, story } = replay;
const pace = Math.min(WEEKS_A_SECOND[1], Math.max(WEEKS_A_SECOND[0], weeks / RUN_SECONDS));
const costs = [];
const panels = replay.runs.map(buildPanel);
let markCharts = () => {};
let position = 0; // weeks since the start, with a fraction while playing
let shown = -1;
let clock = 0;
let last = null;
let playing = false;
let coming = 0; // the request for the next frame
let settling = 0;

function buildPanel(run, side) {
  const panel = $("panel").content.firstElementChild.cloneNode(true);
  const [heads, , seats] = panel.querySelectorAll(".columns span");
  panel.classList.add(side ? "second" : "first");
  panel.querySelector("h2").textContent = run.policy;
  panel.querySelector(".describes").textContent = run.describes;
  heads.textContent = `${whole.format(run.customer_team.length * replay.customersPerDot)} customers ask →`;
  seats.textContent = `${whole.format(run.employee_team.length)} employees`;
  $("panels").append(panel);
  const figures = [...panel.querySelectorAll(".figures > div")].map((figure) => ({
    value: figure.querySelector("data"), note: figure.querySelector("small"),
  }));
  const canvas = panel.querySelector("canvas");
  return { panel, figures, canvas, crowd: new Crowd(canvas, run, replay) };
}

function fitCanvases() {
  const { clientWidth: width, clientHeight: height } = panels[0].canvas;
  const sizes = commonSizes(replay, width, height);
  for (const { crowd } of panels) crowd.resize(width, height, Math.min(2, devicePixelRatio), sizes);
  draw();
}

const FIGURES = [
  { name: "people_lost", format: whole, better: -1, word: "fewer" },
  { name: "customers_lost", format: whole, better: -1, word: "fewer" },
  { name: "profit", format: money, better: 1, word: "more" },
];

function showFigures(week) {
  FIGURES.forEach(({ name, format, better, word }, nth) => {
    const values = replay.runs.map((run) => run[name][week]);
    panels.forEach(({ figures }, side) => {
      const { value, note } = figures[nth];
      const lead = (values[side] - values[1 - side]) * better;
      value.value = values[side];
      value.textContent = format.format(values[side]).replace("-", "−");
      note.textContent = lead > 0 ? `${format.format(lead)} ${word}` : "";
    });
  });
}

function showWeek(week) {
  shown = week;
  const where = `Week ${week + 1} of ${weeks}, year ${Math.floor(week / WEEKS_A_YEAR) + 1}`;
  showFigures(week);
  markCharts(week);
  $("now").textContent = story.sentences[week];
  $("lately").textContent = freshMoment(week)?.text ?? "";
  $("label").textContent = where;
  $("week").value = week + 1;
  $("week").setAttribute("aria-valuetext", where);
  $("ahead").firstElementChild.style.transform = `scaleX(${1 - (week + 1) / weeks})`;
  $("next").disabled = !momentAfter(week);
  clearTimeout(settling);
  settling = setTimeout(settle, SETTLED_MS);
}

// Once the week stands still: the address, the pictures in words, and the sentence for screen readers.
function settle() {
  if (playing) return;
  if (shown > 0 || location.hash) history.replaceState(null, "", `#week=${shown + 1}`);
  panels.forEach(({ canvas, crowd }, side) => {
    canvas.setAttribute("aria-label", `${replay.runs[side].policy}, week ${shown + 1}. ${crowd.describe(shown)}`);
  });
  $("live").textContent = `${story.sentences[shown]} ${$("lately").textContent}`;
}

function draw() {
  const began = performance.now();
  const week = Math.min(weeks - 1, Math.floor(position));
  if (week !== shown) showWeek(week);
  panels.forEach(({ crowd }, side) => crowd.draw(week, clock, markedTeams(week, side)));
  costs.push(performance.now() - began);
  if (costs.length > COSTS_KEPT) costs.shift();
}

function frame(now) {
  const seconds = last === null ? 0 : Math.min(0.25, (now - last) / 1000);
  last = now;
  position += seconds * pace * Number($("speed").value);
  if (!still) clock += seconds;
  if (position >= weeks - 1) {
    position = weeks - 1;
    pause();
  }
  draw();
  if (playing) coming = requestAnimationFrame(frame);
}

function play() {
  if (playing) return;
  if (position >= weeks - 1) position = 0;
  playing = true;
  last = null;
  $("play").innerHTML = "❚❚<span> Pause</span>";
  $("play").ariaLabel = "Pause";
  coming = requestAnimationFrame(frame);
}

function pause() {
  playing = false;
  cancelAnimationFrame(coming);
  $("play").innerHTML = "▶<span> Play</span>";
  $("play").ariaLabel = "Play";
  clearTimeout(settling);
  settling = setTimeout(settle, SETTLED_MS);
}

const toggle = () => (playing ? pause() : play());

// Shows a week (from 0, held within the run) and stops there.
function show(week) {
  pause();
  position = Math.min(weeks - 1, Math.max(0, week));
  draw();
}

const momentAfter = (week) => story.moments.find((moment) => moment.week > week);

function nextMoment() {
  const moment = momentAfter(shown);
  if (moment) show(moment.week);
}

// The latest moment, while it is news.
const freshMoment = (week) => story.moments.findLast((moment) => moment.week <= week && week - moment.week < FRESH_WEEKS);

// The teams that it is about, on one side.
function markedTeams(week, side) {
  const told = freshMoment(week);
  return told?.side === side ? told.teams : [];
}

function swap() {
  $("panels").append($("panels").firstElementChild);
}

function weekOfAddress() {
  const found = /[#&]week=(\d+)/.exec(location.hash);
  return found && Number(found[1]) - 1;
}

function drawTrack() {
  for (const { week, kind, side, text } of story.moments) {
    const tick = document.createElement("span");
    tick.className = `${kind} ${side ? "second" : "first"}`;
    tick.style.left = `${(100 * week) / Math.max(1, weeks - 1)}%`;
    tick.title = text;
    tick.addEventListener("click", () => show(week));
    $("ticks").append(tick);
  }
  for (let from = 0, to; from < weeks; from = to) {
    for (to = from + 1; to < weeks && story.ahead[to] === story.ahead[from];) to++;
    const stretch = document.createElement("i");
    stretch.className = ["first", "second"][story.ahead[from]] ?? "level";
    stretch.style.flexGrow = to - from;
    $("ahead").append(stretch);
  }
}

const KEYS = {
  " ": toggle,
  ArrowLeft: (event) => show(shown - (event.shiftKey ? QUARTER : 1)),
  ArrowRight: (event) => show(shown + (event.shiftKey ? QUARTER : 1)),
  Home: () => show(0),
  End: () => show(weeks - 1),
  n: nextMoment,
};

function onKey(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const own = event.target.closest("button, select, summary, a, [type=checkbox]");
  if (!$("keys").checked || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, key)) return;
  if (own && (key === " " || own.matches("select"))) return;
  event.preventDefault();
  KEYS[key](event);
}

$("play").addEventListener("click", toggle);
$("back").addEventListener("click", () => show(shown - 1));
$("forward").addEventListener("click", () => show(shown + 1));
$("next").addEventListener("click", nextMoment);
$("swap").addEventListener("click", swap);
$("week").addEventListener("input", () => show($("week").value - 1));
addEventListener("keydown", onKey);
addEventListener("hashchange", () => weekOfAddress() !== null && show(weekOfAddress()));

drawTrack();
$("panels").style.setProperty("--teams", replay.teams);
new ResizeObserver(fitCanvases).observe(panels[0].canvas);
fitCanvases();
const asked = weekOfAddress();
show(asked ?? 0);

const ready = (async () => {
  await loadPlotly();
  markCharts = drawCharts($("charts"), replay);
  markCharts(shown);
  if (asked === null && shown === 0 && !still) play();
})();

// For tests and the curious.
window.replay = {
  ready, play, pause, show,
  week: () => shown + 1,
  playing: () => playing,
  moments: story.moments,
  // Milliseconds of script for a frame, over the latest frames.
  frameCost: () => {
    const sorted = [...costs].sort((a, b) => a - b);
    return { median: sorted[sorted.length >> 1], p95: sorted[Math.floor(sorted.length * 0.95)], frames: sorted.length };
  },
};
