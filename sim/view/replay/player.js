// The player: shows a week, and plays the weeks.

const FRESH_WEEKS = 8; // how long a moment is news
const RUN_SECONDS = 150; // a run at speed 1, within the limits below
const WEEKS_A_SECOND = [1, 4]; // slow enough to see what a day brings
const MIDWEEK = 0.44; // when in a week it is on show while nothing moves: on Wednesday, when requests are on their way
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
let position = MIDWEEK; // weeks since the start; people are shown as at the end of the week, requests as of this time
let shown = -1;
let last = null;
let playing = false;
let coming = 0; // the request for the next frame
let settling = 0;

function fitCanvases() {
  const { clientWidth: width, clientHeight: height } = panels.map(({ canvas }) => canvas).find((canvas) => canvas.clientWidth) ?? panels[0].canvas;
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
  markTelling(week);
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
  if (playing || covered()) return;
  const agent = followed ? `&agent=${addressOf(followed)}` : "";
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
  panels.forEach(({ crowd }, side) => crowd.draw(week, timeOnShow(), markedTeams(week, side), (tracks ?? tellingTracks)?.[side][week]));
  costs.push(performance.now() - began);
  if (costs.length > COSTS_KEPT) costs.shift();
}

// Days since the start; for viewers who want no motion, always the middle of a week.
const timeOnShow = () => WORKDAYS * (still ? shown + MIDWEEK : position);

function frame(now) {
  const seconds = last === null ? 0 : Math.min(0.25, (now - last) / 1000);
  last = now;
  position += seconds * pace * Number($("speed").value);
  if (position >= weeks - 1 + MIDWEEK) {
    position = weeks - 1 + MIDWEEK;
    pause();
  }
  draw();
  if (playing) coming = requestAnimationFrame(frame);
}

function play() {
  if (playing) return;
  if (position >= weeks - 1 + MIDWEEK) position = 0;
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

// Whether the opening, where the file has one, lies over the replay.
const covered = () => Boolean($("opening")?.open);

const toggle = () => (playing ? pause() : play());

// Shows a week (from 0, held within the run) at its middle and stops there.
function show(week) {
  pause();
  position = Math.min(weeks - 1, Math.max(0, week)) + MIDWEEK;
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
  const moment = freshMoment(week);
  return moment?.side === side ? moment.teams : [];
}
