// The what-if page: settings on the left, what they lead to on the right, all computed anew at every move.

const $ = (id) => document.getElementById(id);
const PAUSE = 400; // milliseconds without a move, after which the address is written and the sentence read out

let moved = 0; // the slider last moved
let pictured; // the outcome in the large picture
let scales; // of each outcome, by part

function buildSettings() {
  const sliders = DATA.sliders.map((slider, axis) => {
    const span = slider.high - slider.low;
    const ticks = slider.levels.map((level) => `<i style="left:${100 * (level - slider.low) / span}%"></i>`).join("");
    return `<div class="slider"><label for="slider-${axis}"><span>${safe(slider.label)}</span><output for="slider-${axis}"></output></label>` +
      (slider.meaning ? `<p class="meaning" id="meaning-${axis}">${safe(slider.meaning)}</p>` : "") +
      `<input id="slider-${axis}" type="range" min="${slider.low}" max="${slider.high}" step="${slider.whole ? 1 : "any"}"` +
      `${slider.meaning ? ` aria-describedby="meaning-${axis}"` : ""}><div class="levels" aria-hidden="true">${ticks}</div>` +
      `<div class="ends" aria-hidden="true"><span>${setting(slider.low)}</span><span>${setting(slider.high)}</span></div></div>`;
  });
  const choices = DATA.choices.map(({ label, values, labels }, nth) =>
    `<fieldset><legend>${safe(capital(label))}</legend><div class="options">${values.map((value, place) =>
      `<label><input type="radio" name="choice-${nth}" value="${place}">${safe(labels[place])}</label>`).join("")}</div></fieldset>`);
  $("sliders").innerHTML = [...sliders, ...choices].join("");
}

function buildOutcomes() {
  const { width, height } = SIZE;
  $("outcomes").innerHTML = DATA.outcomes.map(({ label, unit }) =>
    `<article class="outcome"><h3>${safe(capital(label))} <small>${safe(unit)}</small> <span class="badge" hidden></span></h3><ul>${
      DATA.policies.map((policy, side) => `<li class="side-${side}">${safe(capital(policy.label))} <data></data> <small></small><span></span></li>`).join("")
    }</ul><svg viewBox="0 0 ${width} ${height}" role="img"></svg><p class="trust"></p></article>`).join("");
}

// The large numbers, each a button that puts its outcome into the picture.
function buildLarge() {
  const { width, height, left, right, top, bottom } = SIZE;
  $("picture").querySelector("svg").setAttribute("viewBox", `0 0 ${width} ${height}`);
  const inside = { x: left, y: top - 6, width: width - left - right + 6, height: height - top - bottom + 6 };
  for (const [name, px] of Object.entries(inside)) $("frame").firstElementChild.setAttribute(name, px);
  $("large").innerHTML = DATA.main.map((place) => {
    const { label, unit } = DATA.outcomes[place];
    return `<button type="button" data-outcome="${place}"><b>${safe(capital(label))}</b> <small>${safe(unit)}</small> <span class="badge" hidden></span>${
      DATA.policies.map((policy, side) => `<span class="side-${side}"><data></data> ${safe(policy.label)}</span>`).join("")}</button>`;
  }).join("");
}

function fillLarge(part, found, at, curve, near, here) {
  for (const button of $("large").children) {
    const place = Number(button.dataset.outcome);
    button.ariaPressed = String(place === pictured);
    button.querySelectorAll("data").forEach((one, side) => { one.textContent = large(found[side][place].mean, DATA.outcomes[place].unit); });
    const { badge } = trust(part, place, found, DATA.outcomes[place], here.simulated);
    button.querySelector(".badge").textContent = badge;
    button.querySelector(".badge").hidden = !badge;
  }
  const slider = DATA.sliders[moved];
  const { label, unit } = DATA.outcomes[pictured];
  $("picture").querySelector("figcaption").textContent = `${capital(label)}${unit ? ` (${unit})` : ""} as ${slider.short} goes from ${setting(slider.low)} to ${setting(slider.high)}`;
  drawCurves($("picture").querySelector("svg"), part, pictured, at, curve, near);
}

// An outcome over the slider last moved, as a picture and in words.
function drawCurves(svg, part, place, at, curve, near) {
  const slider = DATA.sliders[moved];
  svg.innerHTML = chartOf(part, slider, moved, place, scales.get(part)[place], at, curve, near);
  const runs = DATA.policies.map(({ label }, side) =>
    `${label} from ${written(curve[0].found[side][place].mean)} to ${written(curve.at(-1).found[side][place].mean)}`);
  svg.setAttribute("aria-label",
    `${capital(DATA.outcomes[place].label)} as ${slider.short} goes from ${setting(slider.low)} to ${setting(slider.high)}: ${listed(runs)}.`);
}

// One outcome of a policy against the first one, in words: the judge's where it was simulated.
function against(side, place, part, found, here) {
  if (!side) return "";
  if (!here.simulated) return estimated(found[side][place], part.fits[side][place], DATA.outcomes[place]);
  return verdictsAt(here, part)[side - 1]?.outcomes[place] ?? "Not known here.";
}

function fillOutcome(article, place, part, found, at, curve, near, here) {
  const outcome = DATA.outcomes[place];
  article.querySelectorAll("li").forEach((line, side) => {
    const one = found[side][place];
    line.querySelector("data").textContent = amount(one.mean, outcome.unit);
    line.querySelector("small").textContent = within(one.mean, one.half);
    line.querySelector("span").textContent = against(side, place, part, found, here);
  });
  const said = trust(part, place, found, outcome, here.simulated);
  article.querySelector(".trust").textContent = said.line;
  article.querySelector(".badge").textContent = said.badge;
  article.querySelector(".badge").hidden = !said.badge;
  drawCurves(article.querySelector("svg"), part, place, at, curve, near);
}

function fillTable(part, found, here) {
  const heads = ["outcome", "policy", "value", "95% interval", "difference"];
  const table = $("alternative").querySelector("table");
  table.tHead.innerHTML = `<tr>${heads.map((head) => `<th scope="col">${safe(head)}</th>`).join("")}</tr>`;
  table.tBodies[0].innerHTML = DATA.outcomes.flatMap((outcome, place) => DATA.policies.map((policy, side) => {
    const one = found[side][place];
    const cells = [`${outcome.label}${outcome.unit ? ` (${outcome.unit})` : ""}`, policy.label, written(one.mean),
      within(one.mean, one.half), against(side, place, part, found, here)];
    return `<tr>${cells.map((cell) => `<td>${safe(cell)}</td>`).join("")}</tr>`;
  })).join("");
}

// Tells everything about the present setting.
function answer() {
  const part = partOf(state.chosen);
  const at = scaled();
  const found = evaluate(part, at);
  const here = situation(part, at);
  const curve = stepsAlong(part, at, moved).map((u) => ({ u, found: evaluate(part, at.with(moved, u)) }));
  const near = pointsNear(part, at, moved);
  DATA.sliders.forEach((slider, axis) => {
    const input = $(`slider-${axis}`);
    if (Number(input.value) !== state.values[axis]) input.value = state.values[axis];
    document.querySelector(`output[for="slider-${axis}"]`).textContent = setting(state.values[axis]);
    input.setAttribute("aria-valuetext", setting(state.values[axis]));
  });
  $("where").innerHTML = whereabouts(here, part);
  const compared = DATA.policies.length > 1;
  $("basis").textContent = compared ? basis(here) : "";
  $("nearest").hidden = here.simulated || part.kind !== "grid";
  const lines = compared
    ? verdictsAt(here, part).map((said) => said?.headline ?? "Not known here.")
    : [levels(found)];
  $("summary").innerHTML = lines.map((line) => `<li>${safe(line)}</li>`).join("");
  fillLarge(part, found, at, curve, near, here);
  [...$("outcomes").querySelectorAll(".outcome")].forEach((article, place) =>
    fillOutcome(article, place, part, found, at, curve, near, here));
  fillTable(part, found, here);
  $("command").textContent = command();
  $("copied").textContent = "";
  settleSoon([$("where").textContent, $("basis").textContent, ...lines].join(" "));
}

let pausing;

// Once the sliders rest: the address, and the sentence for those who listen.
function settleSoon(text) {
  clearTimeout(pausing);
  pausing = setTimeout(() => {
    if (location.hash !== address()) history.replaceState(null, "", address());
    $("live").textContent = text;
  }, PAUSE);
}

function show(next) {
  state = next;
  document.querySelectorAll("[type=radio]").forEach((radio) => {
    const nth = Number(radio.name.split("-")[1]);
    radio.checked = DATA.choices[nth].values[radio.value] === state.chosen[nth];
  });
  answer();
}

// Page up and page down: the next level of a grid, or a tenth of the range.
function leap(slider, value, way) {
  const ahead = slider.levels.filter((level) => way * (level - value) > 1e-12);
  if (slider.levels.length) return ahead.length ? ahead.at(way > 0 ? 0 : -1) : value;
  return value + way * (slider.high - slider.low) / 10;
}

// The simulated setting of a grid that is nearest to the present one.
function nearest() {
  const values = DATA.sliders.map(({ levels: own }, axis) =>
    own.reduce((best, one) => Math.abs(one - state.values[axis]) < Math.abs(best - state.values[axis]) ? one : best));
  return { ...state, values };
}

function move(axis, value) {
  moved = axis;
  state.values[axis] = allowed(DATA.sliders[axis], value);
  answer();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(command());
    $("copied").textContent = `Copied: paste it in a terminal. ${DATA.needs}`;
  } catch {
    $("shell").open = true;
    getSelection().selectAllChildren($("command"));
    $("copied").textContent = "This browser does not let a page copy: copy what is marked below.";
  }
}

function listen() {
  DATA.sliders.forEach((slider, axis) => {
    const input = $(`slider-${axis}`);
    input.addEventListener("input", () => move(axis, Number(input.value)));
    input.addEventListener("keydown", (event) => {
      const way = { PageUp: 1, PageDown: -1, ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      const step = slider.whole ? 1 : (slider.high - slider.low) / STEPS;
      const value = state.values[axis];
      move(axis, event.key.startsWith("Page") ? leap(slider, value, way) : value + way * step);
    });
  });
  $("sliders").addEventListener("change", ({ target }) => {
    if (target.type !== "radio") return;
    const nth = Number(target.name.split("-")[1]);
    const chosen = state.chosen.with(nth, DATA.choices[nth].values[target.value]);
    show(partOf(chosen) ? { ...state, chosen } : state);
  });
  $("large").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    pictured = Number(button.dataset.outcome);
    answer();
  });
  $("settings").addEventListener("submit", (event) => event.preventDefault());
  $("reset").addEventListener("click", () => show(start()));
  $("nearest").addEventListener("click", () => show(nearest()));
  $("copy").addEventListener("click", copy);
  addEventListener("hashchange", () => show(readAddress()));
}

async function begin() {
  DATA = JSON.parse(new TextDecoder().decode(await inflate("data")));
  parts = DATA.parts.map(readPart);
  scales = new Map(parts.map((part) => [part, DATA.outcomes.map((_, place) => scaleOf(comparable(part), place))]));
  buildSettings();
  pictured = DATA.main[0];
  buildLarge();
  buildOutcomes();
  $("needs").textContent = DATA.needs;
  listen();
  show(readAddress());
  for (const id of ["board", "alternative"]) $(id).hidden = false;
  $("loading").hidden = true;
  // For tests and the curious.
  window.explore = {
    predict: (chosen, at) => evaluate(partOf(chosen), at),
    state: () => state,
  };
}

begin();
