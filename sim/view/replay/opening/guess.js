// The second scene: a guess of how many quit by when, drawn by pointer or moved point by point with the keys.

const [SHEET, POINTS] = ["sheet", "points"].map($);
let guessSide = 0;
let drawingGuess = false;

const guessOnShow = () => told.guesses[guessSide];

// Puts a point; the others follow where the curve would fall, and a first one draws a straight line.
function putGuess(nth, people) {
  const value = Math.round(Math.min(known.most, Math.max(0, people)));
  const straight = () => known.knots.map((week) => Math.min(known.most, Math.round((value * week) / known.knots[nth])));
  const guess = guessOnShow() ?? straight();
  told.guesses[guessSide] = guess.map((one, other) => {
    if (other === nth) return value;
    return other < nth ? Math.min(one, value) : Math.max(one, value);
  });
  drawGuess();
  keepTold();
}

function drawGuess() {
  const { clientWidth: width, clientHeight: height } = SHEET;
  if (!width) return;
  const picture = element("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  picture.setAttribute("aria-label", `Guesses: ${guessesInWords()}`);
  const { across, up } = guessScale();
  drawGrid(picture, across, up);
  told.guesses.forEach((guess, side) => {
    if (!guess) return;
    const line = guess.map((people, nth) => `L${across(known.knots[nth])} ${up(people)}`).join("");
    picture.append(element("path", { d: `M${across(0)} ${up(0)}${line}`, class: `side-${side}`, "stroke-dasharray": DASHES[runs[side].dash].join(" ") }));
  });
  known.knots.forEach((week, nth) => {
    const on = POINTS.children[nth] === document.activeElement ? "on " : "";
    picture.append(element("circle", { cx: across(week), cy: up(guessOnShow()?.[nth] ?? 0), r: 7, class: `${on}side-${guessSide}` }));
  });
  if (!guessOnShow()) picture.appendChild(element("text", { x: across(weeks * 0.3), y: up(known.most * 0.5) })).textContent = "draw here";
  SHEET.replaceChildren(picture);
  [...POINTS.children].forEach((point, nth) => { point.value = guessOnShow()?.[nth] ?? 0; });
  $("guessed").textContent = guessesInWords();
}

function guessScale() {
  const { clientWidth: width, clientHeight: height } = SHEET;
  return {
    across: (week) => PLOT.left + ((width - PLOT.left - PLOT.right) * week) / weeks,
    up: (people) => height - PLOT.bottom - ((height - PLOT.top - PLOT.bottom) * people) / known.most,
  };
}

function drawGrid(picture, across, up) {
  for (let people = 0; people <= known.most; people += roundStep(known.most / 4)) {
    picture.append(element("line", { x1: across(0), x2: across(weeks), y1: up(people), y2: up(people) }));
    picture.appendChild(element("text", { x: 0, y: up(people) + 4 })).textContent = people;
  }
  picture.appendChild(element("text", { x: PLOT.left + 6, y: PLOT.top + 14 })).textContent = "people who have quit so far";
  for (const week of known.knots) {
    const label = picture.appendChild(element("text", { x: across(week), y: up(0) + 20, "text-anchor": "middle" }));
    label.textContent = SHEET.clientWidth < 500 && week !== weeks ? "" : yearInWords(week);
  }
}

const yearInWords = (week) => (week < WEEKS_A_YEAR / 4 ? `week ${week}` : `year ${Number((week / WEEKS_A_YEAR).toFixed(1))}`);

function guessesInWords() {
  const parts = runs.flatMap(({ policy }, side) => (told.guesses[side] ? [`${policy}: ${told.guesses[side].at(-1)} in the end`] : []));
  return parts.length ? `${parts.join("; ")}.` : "Nothing drawn yet.";
}

function buildPoints() {
  POINTS.replaceChildren(...known.knots.map((week, nth) => {
    const point = document.createElement("input");
    Object.assign(point, { id: `point-${nth}`, type: "range", min: 0, max: known.most, step: 1, className: "unseen" });
    point.ariaLabel = `Quit by ${yearInWords(week)}`;
    point.addEventListener("input", () => putGuess(nth, Number(point.value)));
    for (const change of ["focus", "blur"]) point.addEventListener(change, drawGuess);
    return point;
  }));
}

// Draws the curve under the pointer.
function drawUnder({ clientX, clientY }) {
  const { left, top } = SHEET.getBoundingClientRect();
  const { across, up } = guessScale();
  const apart = known.knots.map((week) => Math.abs(across(week) - (clientX - left)));
  const nth = apart.indexOf(Math.min(...apart));
  putGuess(nth, (known.most * (up(0) - (clientY - top))) / (up(0) - up(known.most)));
}

buildPoints();
new ResizeObserver(drawGuess).observe(SHEET);
SHEET.addEventListener("pointerdown", (event) => {
  drawingGuess = true;
  SHEET.setPointerCapture(event.pointerId);
  drawUnder(event);
});
SHEET.addEventListener("pointermove", (event) => { if (drawingGuess) drawUnder(event); });
for (const end of ["pointerup", "pointercancel"]) SHEET.addEventListener(end, () => { drawingGuess = false; });
$("guess-of").addEventListener("change", ({ target }) => {
  guessSide = Number(target.value);
  drawGuess();
});
