// The third scene: the runs as a film of six people and of all who quit, beside the guess.

const FILM_SECONDS = 18;
const LANE = { name: 118, phone: 74, gap: 5, chart: 0.4, ribbon: 0.8 }; // px, and shares of the height
const six = known.six.map((id, nth) => ({
  letter: "ABCDEF"[nth], tracks: runs.map((run) => trackOf(run, { kind: "e", id }, weeks)),
}));
let filmAt = 1; // weeks that are over
let rolling = 0;
let filmStamps = { radius: 0, pictures: [] }; // made anew for another size only

// Draws the film at a week into a box of a canvas.
function drawFilm(context, box, week, text = 13) {
  const name = box.width < 500 ? LANE.phone : LANE.name;
  const chart = { x: box.x + name - PLOT.left, y: box.y, width: box.width - name + PLOT.left, height: box.height * LANE.chart };
  const { across } = drawLost(context, chart, week, text);
  write(context, "quit so far", box.x, box.y + text + 4, `700 ${text}px`, INK, name - PLOT.left + 30);
  const tall = (box.height - chart.height) / Math.max(1, six.length);
  six.forEach((person, nth) => drawLane(context, person, across, { x: box.x, y: box.y + chart.height + nth * tall, tall, name, text }, week));
}

// A person: a ribbon for each side, as far as the film is, with how the person is now.
function drawLane(context, { letter, tracks: ways }, across, { x, y, tall, name, text }, week) {
  const start = ways.map((way) => way.find(Boolean)).find(Boolean);
  write(context, letter, x, y + tall / 2 + 3, `700 ${text + 5}px`, INK);
  write(context, replay.teamNames[start.team], x + 24, y + tall / 2 - 1, `400 ${text - 1}px`, SOFT, name - 28);
  write(context, start.group === "managers" ? "manager" : "employee", x + 24, y + tall / 2 + text, `400 ${text - 2}px`, SOFT, name - 28);
  const each = (tall - LANE.gap) / runs.length;
  ways.forEach((way, side) => {
    const bottom = y + each * (side + 1);
    context.fillStyle = color(`policy-${side}`);
    context.fillRect(across(0), bottom - 2, across(week) - across(0), 2);
    drawRibbon(context, way, across, bottom - 2, each * LANE.ribbon, week);
    drawNow(context, way, across, { bottom, each, text }, week);
  });
}

function drawRibbon(context, way, across, bottom, tall, week) {
  for (let from = 0, to; from < week; from = to) {
    const state = way[from]?.state;
    for (to = from + 1; to < week && way[to]?.state === state;) to++;
    if (state === undefined) continue;
    const { name, tall: share } = RIBBON[state];
    context.fillStyle = color(name);
    context.fillRect(across(from), bottom - (tall * share) / 10, across(to) - across(from), (tall * share) / 10);
  }
}

function drawNow(context, way, across, { bottom, each, text }, week) {
  const gone = goneBy(way, week);
  const radius = Math.min(9, each * 0.42);
  if (radius !== filmStamps.radius) filmStamps = { radius, pictures: stamps(PERSON_LOOKS, radius, 2) };
  const stamp = filmStamps.pictures[gone === null ? way[week - 1].state : GONE];
  const x = across(gone ?? week);
  context.drawImage(stamp, x - stamp.width / 4, bottom - each / 2 - stamp.height / 4, stamp.width / 2, stamp.height / 2);
  if (gone !== null) write(context, `left, week ${gone + 1}`, x + radius + 4, bottom - each / 2 + 4, `400 ${text - 1}px`, SOFT);
}

// The weeks after which a person was there no more, or null as long as there.
function goneBy(way, week) {
  if (way[week - 1]) return null;
  return way.slice(0, week).findLastIndex(Boolean) + 1;
}

function showFilm(week) {
  filmAt = Math.min(weeks, Math.max(1, week));
  const at = Math.floor(filmAt);
  const { context, width, height } = sharpened($("film"));
  if (width) drawFilm(context, { x: 0, y: 0, width, height }, at);
  $("film-week").value = at;
  $("watched").textContent = filmInWords(at);
  if (!rolling) $("film").setAttribute("aria-label", `${filmInWords(at)} ${sixInWords(at)}`);
  $("film-week").setAttribute("aria-valuetext", `Week ${at} of ${weeks}`);
}

function filmInWords(week) {
  const parts = runs.map(({ policy, people_lost }, side) => {
    const guess = told.guesses[side] && `, your guess ${guessAt(told.guesses[side], week)}`;
    return `${policy} ${countOf(people_lost[week - 1], "person", "people")}${guess ?? ""}`;
  });
  return `Week ${week}, quit so far: ${parts.join("; ")}.`;
}

// A guess between its points, on the line that was drawn.
function guessAt(guess, week) {
  const nth = known.knots.findIndex((knot) => knot >= week);
  const [from, low] = nth ? [known.knots[nth - 1], guess[nth - 1]] : [0, 0];
  return Math.round(low + ((guess[nth] - low) * (week - from)) / (known.knots[nth] - from));
}

function sixInWords(week) {
  return six.map(({ letter, tracks: ways }) => `${letter}: ${ways.map((way, side) => {
    const gone = goneBy(way, week);
    const how = gone === null ? wordFor(way[week - 1].state) : `left in week ${gone + 1}`;
    return `${how} under ${runs[side].policy}`;
  }).join(", ")}.`).join(" ");
}

const wordFor = (state) => (state === NEWCOMER ? "newcomer" : PERSON_WORDS[state]);

function roll() {
  if (filmAt >= weeks) filmAt = 1;
  let before = null;
  const next = (now) => {
    const seconds = before === null ? 0 : Math.min(0.25, (now - before) / 1000);
    before = now;
    if (filmAt >= weeks) stopFilm();
    else rolling = requestAnimationFrame(next);
    showFilm(filmAt + (seconds * weeks) / FILM_SECONDS);
  };
  rolling = requestAnimationFrame(next);
  $("roll").textContent = "❚❚ Pause";
}

function stopFilm() {
  cancelAnimationFrame(rolling);
  rolling = 0;
  $("roll").textContent = "▶ Play";
}

// Plays by itself, unless the viewer wants no motion.
function enterWatch() {
  showFilm(1);
  if (!still) roll();
}

$("roll").addEventListener("click", () => {
  if (!rolling) return roll();
  stopFilm();
  showFilm(filmAt);
});
$("film-week").addEventListener("input", ({ target }) => {
  stopFilm();
  showFilm(Number(target.value));
});
new ResizeObserver(() => showFilm(filmAt)).observe($("film"));
