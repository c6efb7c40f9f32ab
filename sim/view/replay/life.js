// The story of one person over time, in all runs: curves of strain, ribbons of states, and what happened.

const LIFE = { width: 300, curve: 64, ribbon: 12 };
const SVG = "http://www.w3.org/2000/svg";
const RIBBON = [ // how tall each state is, so that it does not depend on colour alone
  { name: "coping", tall: 4 }, { name: "stretched", tall: 7 }, { name: "overloaded", tall: 10 }, { name: "gone", tall: 1 }, { name: "newcomer", tall: 4 },
];

const nameOf = ({ kind, id }) => (kind === "e" ? `Employee ${id}` : `Customer place ${id + 1}`);

// Draws a person's story into the page; the answer brings it to a week.
function drawLife(who, tracks, replay, show) {
  const { weeks, runs, teamNames } = replay;
  const first = tracks.flat().find(Boolean);
  $("person-name").textContent = first ? `${nameOf(who)}, ${teamNames[first.team]} team` : `${nameOf(who)} is in no run`;
  $("life").replaceChildren();
  if (!first) return () => {};
  const { picture, mark } = lifePicture(who, tracks, replay);
  $("life").append(picture);
  const todays = runs.map((run, side) => {
    const part = $("life").appendChild(document.createElement("div"));
    part.className = `side-${side} line-${run.dash}`;
    part.appendChild(document.createElement("h3")).textContent = run.policy;
    const today = part.appendChild(document.createElement("p"));
    const list = part.appendChild(document.createElement("ol"));
    for (const { week, text } of eventsOf(run, tracks[side], teamNames)) {
      const button = list.appendChild(document.createElement("li")).appendChild(document.createElement("button"));
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => show(week));
    }
    return today;
  });
  return (week) => {
    mark(week);
    todays.forEach((today, side) => {
      today.textContent = `Now: ${stateInWords(runs[side], tracks[side], week, weeks)}`;
    });
  };
}

function lifePicture(who, tracks, { weeks, runs }, tall = LIFE.curve) {
  const curve = who.kind === "e" ? tall : 0;
  const height = curve + LIFE.ribbon * runs.length + 2;
  const picture = element("svg", { viewBox: `0 0 ${LIFE.width} ${height}`, role: "img", class: "life" });
  picture.setAttribute("aria-label", `${nameOf(who)} over ${weeks} weeks: strain and states, described below`);
  const x = (week) => (LIFE.width * week) / weeks;
  const strains = tracks.flat().map((now) => now?.strain ?? 0);
  const top = Math.max(50, ...new Set(strains));
  tracks.forEach((track, side) => {
    if (curve) picture.append(strainCurve(track, side, runs[side].dash, x, (strain) => curve - 4 - ((curve - 8) * strain) / top));
    picture.append(...ribbon(track, x, curve + LIFE.ribbon * (side + 1), side));
  });
  const fog = picture.appendChild(element("rect", { class: "fog", x: 0, y: 0, width: LIFE.width, height }));
  if (curve) picture.appendChild(element("text", { x: 2, y: 10 })).textContent = `strain, up to ${top}%`;
  const cursor = picture.appendChild(element("rect", { class: "cursor", x: 0, y: 0, width: 1.5, height }));
  const mark = (week) => {
    fog.setAttribute("x", x(week + 1));
    cursor.setAttribute("x", x(week + 1) - 0.75);
  };
  return { picture, mark };
}

function strainCurve(track, side, dash, x, y) {
  let d = "";
  track.forEach((now, week) => {
    if (now) d += `${week && track[week - 1] ? "L" : "M"}${x(week + 1).toFixed(1)} ${y(now.strain).toFixed(1)}`;
  });
  return element("path", { d, class: `curve side-${side} dash-${dash}` });
}

// A bar for each stretch of weeks in one state, on the line of the policy.
function* ribbon(track, x, bottom, side) {
  for (let from = 0, to; from < track.length; from = to) {
    const state = track[from]?.state;
    for (to = from + 1; to < track.length && track[to]?.state === state;) to++;
    if (state === undefined) continue;
    const { name, tall } = RIBBON[state];
    yield element("rect", { class: name, x: x(from), y: bottom - tall, width: x(to) - x(from), height: tall });
  }
  yield element("rect", { class: `base side-${side}`, x: 0, y: bottom, width: LIFE.width, height: 1 });
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
