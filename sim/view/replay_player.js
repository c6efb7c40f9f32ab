// The player: shows a week, plays the weeks, follows a person, and answers buttons, keys, the slider and the address.

const QUARTER = 13; // weeks
const FRESH_WEEKS = 8; // how long a moment is news
const RUN_SECONDS = 45; // a run at speed 1, within the limits below
const WEEKS_A_SECOND = [3, 10];
const SETTLED_MS = 250; // quiet time after which the address and the spoken text follow
const COSTS_KEPT = 600;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const replay = unpack(await inflate("data"));
const { weeks, story, runs } = replay;
const pace = Math.min(WEEKS_A_SECOND[1], Math.max(WEEKS_A_SECOND[0], weeks / RUN_SECONDS));
const costs = [];
const panels = runs.map((run, side) => buildPanel(run, side, replay));
const markMoments = layOutMoments(replay, show);
let markCharts = () => {};
let markLife = () => {};
let followed = null; // who: see track.js
let tracks = null; // where the person followed is, in each run
let position = 0; // weeks since the start, with a fraction while playing
let shown = -1;
let clock = 0;
let last = null;
let playing = false;
let coming = 0; // the request for the next frame
let settling = 0;

function fitCanvases() {
  const { clientWidth: width, clientHeight: height } = panels[0].canvas;
  const sizes = commonSizes(replay, width, height);
  for (const { crowd } of panels) crowd.resize(width, height, Math.min(2, devicePixelRatio), sizes);
  draw();
}

function showWeek(week) {
  shown = week;
  const where = `Week ${week + 1} of ${weeks}, year ${Math.floor(week / WEEKS_A_YEAR) + 1}`;
  showFigures(panels, runs, week);
  markCharts(week);
  markMoments(week);
  markLife(week);
  $("now").textContent = story.sentences[week];
  $("lately").textContent = freshMoment(week)?.text ?? "";
  $("label").textContent = where;
  $("week").value = week + 1;
  $("week").setAttribute("aria-valuetext", where);
  $("ahead").firstElementChild.style.transform = `scaleX(${1 - (week + 1) / weeks})`;
  $("next").disabled = !momentAfter(week);
  settleSoon();
}

function settleSoon() {
  clearTimeout(settling);
  settling = setTimeout(settle, SETTLED_MS);
}

// Once the week stands still: the address, the pictures in words, and the sentence for screen readers.
function settle() {
  if (playing) return;
  const agent = followed ? `&agent=${followed.kind}${followed.id}` : "";
  if (shown > 0 || agent || location.hash) history.replaceState(null, "", `#week=${shown + 1}${agent}`);
  panels.forEach(({ canvas, crowd }, side) => {
    canvas.setAttribute("aria-label", `${runs[side].policy}, week ${shown + 1}. ${crowd.describe(shown)}`);
  });
  $("live").textContent = `${story.sentences[shown]} ${$("lately").textContent}`;
}

function draw() {
  const began = performance.now();
  const week = Math.min(weeks - 1, Math.floor(position));
  if (week !== shown) showWeek(week);
  panels.forEach(({ crowd }, side) => crowd.draw(week, clock, markedTeams(week, side), tracks?.[side][week]));
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
  settleSoon();
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

// Tells a person's story, or nobody's.
function follow(who) {
  followed = who;
  tracks = who && runs.map((run) => trackOf(run, who, weeks));
  $("person").hidden = !who;
  $("why").hidden = Boolean(who);
  $("who").value = who?.kind === "e" ? who.id : "";
  if ($("who").selectedIndex < 0) $("who").selectedIndex = 0;
  markLife = who ? drawLife(who, tracks, replay, show) : () => {};
  markLife(shown);
  draw();
  settleSoon();
}

function listPeople() {
  if ($("who").length > 1) return;
  for (const id of everybody(runs)) $("who").add(new Option(nameOf({ kind: "e", id }), id));
}

function swap() {
  $("panels").append($("panels").firstElementChild);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

async function savePicture() {
  pause();
  await ready;
  const drawCrowd = (side, canvas, width, height) => {
    const crowd = new Crowd(canvas, runs[side], replay);
    crowd.resize(width, height, PICTURE.scale, commonSizes(replay, width, height));
    crowd.draw(shown, clock, markedTeams(shown, side), tracks?.[side][shown]);
  };
  save(`replay-week-${shown + 1}.png`, await pictureOf(replay, shown, drawCrowd));
}

// What the address asks for: a week, a person.
function readAddress() {
  const [, week] = /[#&]week=(\d+)/.exec(location.hash) ?? [];
  const [, kind, id] = /[#&]agent=([ec])(\d+)/.exec(location.hash) ?? [];
  return { week: week && week - 1, who: kind ? { kind, id: Number(id) } : null };
}

function goToAddress() {
  const { week, who } = readAddress();
  listPeople();
  if (week !== undefined) show(week);
  follow(who);
}

const KEYS = {
  " ": toggle,
  ArrowLeft: (event) => show(shown - (event.shiftKey ? QUARTER : 1)),
  ArrowRight: (event) => show(shown + (event.shiftKey ? QUARTER : 1)),
  Home: () => show(0),
  End: () => show(weeks - 1),
  Escape: () => follow(null),
  n: nextMoment,
  f: fullScreen,
};

function onKey(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const own = event.target.closest("button, select, summary, a, [type=checkbox]");
  if (!$("keys").checked || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, key)) return;
  if (own && (key === " " || own.matches("select"))) return;
  event.preventDefault();
  KEYS[key](event);
}

for (const { canvas, crowd } of panels) {
  canvas.addEventListener("click", (event) => {
    const who = crowd.hit(event.offsetX, event.offsetY, shown);
    if (!who) return;
    listPeople();
    follow(who);
  });
  canvas.addEventListener("pointermove", (event) => {
    canvas.style.cursor = crowd.hit(event.offsetX, event.offsetY, shown) ? "pointer" : "";
  });
}
$("play").addEventListener("click", toggle);
$("back").addEventListener("click", () => show(shown - 1));
$("forward").addEventListener("click", () => show(shown + 1));
$("next").addEventListener("click", nextMoment);
$("swap").addEventListener("click", swap);
$("full").addEventListener("click", fullScreen);
$("png").addEventListener("click", savePicture);
$("csv").addEventListener("click", () => save("replay.csv", new Blob([tableOf(replay)], { type: "text/csv" })));
$("leave").addEventListener("click", () => follow(null));
$("week").addEventListener("input", () => show($("week").value - 1));
$("who").addEventListener("focus", listPeople);
$("who").addEventListener("change", () => follow($("who").value ? { kind: "e", id: Number($("who").value) } : null));
addEventListener("keydown", onKey);
addEventListener("hashchange", goToAddress);
// Colours are read once: with other ones the page begins anew, at the week in its address.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());

$("panels").style.setProperty("--teams", replay.teams);
new ResizeObserver(fitCanvases).observe(panels[0].canvas);
fitCanvases();
const asked = readAddress();
show(asked.week ?? 0);
if (asked.who) goToAddress();

const ready = (async () => {
  await loadPlotly();
  markCharts = drawCharts($("charts"), replay, show);
  markCharts(shown);
  if (!location.hash && shown === 0 && !still) play();
})();

// For tests and the curious.
window.replay = {
  ready, play, pause, show,
  follow: (address) => follow(address === null ? null : { kind: address[0], id: Number(address.slice(1)) }),
  week: () => shown + 1,
  playing: () => playing,
  moments: story.moments,
  // Milliseconds of script for a frame, over the latest frames.
  frameCost: () => {
    const sorted = [...costs].sort((a, b) => a - b);
    return { median: sorted[sorted.length >> 1], p95: sorted[Math.floor(sorted.length * 0.95)], frames: sorted.length };
  },
};
