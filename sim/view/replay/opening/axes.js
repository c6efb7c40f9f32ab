// A chart of people lost so far, on a canvas: for the film, the levers and the card.

const PLOT = { left: 34, right: 34, top: 12, bottom: 32 };
const GHOST = [2, 4]; // the dashes of what did not happen: a guess, or the firm as it is

// A canvas as sharp as the screen: its context, in px of the page, and its size in them.
function sharpened(canvas) {
  const density = Math.min(2, devicePixelRatio);
  const { clientWidth: width, clientHeight: height } = canvas;
  const [across, down] = [width, height].map((length) => Math.round(length * density));
  if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
  const context = canvas.getContext("2d");
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

// Draws axes into a box, up to so many people; the answer places weeks and people in it.
function drawAxes(context, box, most, text = 13) {
  const left = box.x + PLOT.left;
  const bottom = box.y + box.height - PLOT.bottom;
  const across = (week) => left + ((box.width - PLOT.left - PLOT.right) * week) / weeks;
  const up = (people) => bottom - ((box.height - PLOT.top - PLOT.bottom) * people) / most;
  const step = roundStep(most / 4);
  for (let people = 0; people <= most; people += step) {
    context.fillStyle = color("rule");
    context.fillRect(left, Math.round(up(people)), across(weeks) - left, 1);
    write(context, whole.format(people), box.x, up(people) + 4, `400 ${text}px`, SOFT, PLOT.left - 4);
  }
  const years = weeks / WEEKS_A_YEAR;
  for (let year = 1; year <= years; year += roundStep(years / 6)) {
    write(context, `year ${year}`, across(year * WEEKS_A_YEAR) - 2.6 * text, bottom + text + 5, `400 ${text}px`, SOFT);
  }
  return { across, up };
}

// A round step of at least 1 that is no smaller than asked.
function roundStep(least) {
  const scale = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((times) => times * scale).find((step) => step >= least);
}

// Draws a curve through points of [week, people], up to a week.
function drawCurve(context, { across, up }, points, { stroke, dash = [], width = 3, until = Infinity }) {
  context.beginPath();
  context.moveTo(across(0), up(0));
  for (const [week, people] of points) if (week <= until) context.lineTo(across(week), up(people));
  Object.assign(context, { strokeStyle: stroke, lineWidth: width, lineJoin: "round" });
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

const lostBy = (run) => Array.from(run.people_lost, (people, week) => [week + 1, people]);
const guessBy = (guess) => guess.map((people, nth) => [known.knots[nth], people]);

// The highest number of people that what happened and what was guessed need.
const mostLost = () => Math.max(4, ...runs.map((run) => run.people_lost.at(-1)), ...told.guesses.flatMap((guess) => guess?.at(-1) ?? 0));

// What happened up to a week, and what was guessed.
function drawLost(context, box, week, text = 13) {
  const axes = drawAxes(context, box, mostLost() * 1.04, text);
  runs.forEach((run, side) => {
    const stroke = color(`policy-${side}`);
    if (told.guesses[side]) drawCurve(context, axes, guessBy(told.guesses[side]), { stroke, dash: GHOST, width: 2 });
    drawCurve(context, axes, lostBy(run), { stroke, dash: DASHES[run.dash], until: week });
    write(context, run.policy, axes.across(0) + 8, box.y + PLOT.top + (side + 1) * (text + 7), `700 ${text + 1}px`, stroke, box.width / 2);
    const people = run.people_lost[week - 1];
    write(context, whole.format(people), axes.across(week) + 5, axes.up(people) + 5, `700 ${text + 2}px`, stroke);
  });
  return axes;
}
