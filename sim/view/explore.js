// The what-if page: settings on the left, what they lead to on the right, all told anew at every move.

const $ = (id) => document.getElementById(id);
const PAUSE = 400; // milliseconds without a move, after which the address is written and the sentence read out
const STEPS = 100; // keyboard steps of a slider

let DATA, parts, state, moved, scales;
let cost = []; // milliseconds of script of each answer

// ---------------------------------------------------------------- words

// As sim/view/theme.py writes them: three significant digits, all of them from 100 on.
function written(value, signed = false) {
  if (!Number.isFinite(value)) return "not known";
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  const text = Math.abs(rounded) >= 100 ? rounded.toLocaleString("en-US") : String(rounded);
  return `${signed && rounded > 0 ? "+" : ""}${text}`.replace("-", "−");
}

// Text as HTML.
const safe = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

function amount(value, unit) {
  const text = written(value);
  const one = text === "1" ? unit.replace("points", "point") : unit;
  return ["0-1", "1", ""].includes(one) ? text : `${text}${one.startsWith("%") ? "" : " "}${one}`;
}

const setting = (value) => String(Number(value.toPrecision(4)));
const capital = (text) => text[0].toUpperCase() + text.slice(1);
const listed = (texts) => texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
const within = (middle, half, signed) => Number.isFinite(half)
  ? `[${written(middle - half, signed)}, ${written(middle + half, signed)}]` : "";

// Whether a difference leaves zero out and exceeds the error of interpolation.
function clear(found, fit, simulated) {
  const error = simulated ? 0 : fit.difference.error ?? Infinity;
  return Number.isFinite(found.apart) && Math.abs(found.difference) > Math.max(found.apart, error);
}

const compared = (difference) => difference > 0 ? "higher" : "lower";

// One outcome of a policy against the first one, in words.
function againstFirst(found, fit, outcome, simulated) {
  if (!Number.isFinite(found.difference)) return "Not known here.";
  const first = DATA.policies[0].label;
  const interval = within(found.difference, found.apart, true);
  if (!clear(found, fit, simulated)) return `not clearly different from ${first} ${interval}`.trim();
  const judged = outcome.better ? (outcome.better * found.difference > 0 ? ", better" : ", worse") : "";
  return `${amount(Math.abs(found.difference), outcome.differenceUnit)} ${compared(found.difference)} than ${first} ${interval}${judged}`;
}

// What a policy comes to against the first one, in a sentence.
function sentence(found, side, part, simulated) {
  const clearly = DATA.outcomes.flatMap((outcome, place) => {
    const one = found[side][place];
    return clear(one, part.fits[side][place], simulated)
      ? [`${outcome.label} ${amount(Math.abs(one.difference), outcome.differenceUnit)} ${compared(one.difference)}`] : [];
  });
  const who = `${capital(DATA.policies[side].label)} against ${DATA.policies[0].label}`;
  if (!clearly.length) return `${who}: nothing is clearly different.`;
  return `${who}: ${listed(clearly)}${clearly.length < DATA.outcomes.length ? "; nothing else is clear" : ""}.`;
}

// What the only policy comes to, in a sentence.
function levels(found) {
  const told = DATA.outcomes.map((outcome, place) => `${outcome.label} ${amount(found[0][place].mean, outcome.unit)}`);
  return `${capital(DATA.policies[0].label)}: ${listed(told)}.`;
}

function whereabouts(here, part) {
  if (here.simulated) return "<b>Simulated</b>: this very setting was run.";
  if (here.far) return "<b>Interpolated far from any point</b>: less sure than the errors below say.";
  const how = part.kind === "grid" ? "between" : "from";
  return `<b>Interpolated</b> ${how} ${here.between} simulated settings; how well is said below each outcome.`;
}

// How well an outcome is foretold here, and the warning if that is poor.
function trust(part, place, found, outcome, simulated) {
  if (simulated) return { line: "Simulated at this very setting; intervals tell of luck.", badge: "" };
  const fits = part.fits.map((one) => one[place]);
  const tested = fits.filter(({ quality }) => quality.tested > 0);
  if (!tested.length) return { line: "How well is not known, as no point has neighbours to be foretold from; so no difference is called clear.", badge: "untested" };
  const error = Math.max(...tested.map(({ quality }) => quality.error));
  const explained = Math.min(...tested.map(({ quality }) => quality.explained));
  const told = explained <= 0 ? "none" : `${written(100 * Math.min(explained, 1))}%`;
  const worst = tested.length > 1 ? " under the policy foretold worst" : "";
  const line = `Points left out are foretold to ±${amount(error, outcome.differenceUnit)} on average, and ${told} of what varies${worst}.`;
  if (explained >= DATA.poor) return { line, badge: "" };
  const luck = Math.max(...found.map((one) => one[place].half));
  const why = error <= luck ? " That is within luck: these settings hardly move it, or more worlds are needed."
    : " More points are needed to tell what lies between.";
  return { line: line + why, badge: "poorly foretold" };
}

// ---------------------------------------------------------------- state

const scaled = () => DATA.sliders.map(({ low, high }, axis) => (state.values[axis] - low) / (high - low));
const partOf = (chosen) => parts.find((part) => part.chosen.every((value, nth) => value === chosen[nth]));

// A value that a slider may have: within the design, whole where it has to be, on a level when it is next to one.
function allowed({ low, high, whole, levels: own }, value) {
  const inside = Math.min(high, Math.max(low, value));
  if (whole) return Math.round(inside);
  const level = own.find((one) => Math.abs(one - inside) < 0.4 * (high - low) / STEPS);
  if (level !== undefined) return level;
  const grain = 10 ** Math.floor(Math.log10((high - low) / STEPS));
  return Math.min(high, Math.max(low, Number((Math.round(inside / grain) * grain).toPrecision(12))));
}

// The middle of everything; of a grid, its middle point, which was simulated.
function start() {
  const middle = (slider) => slider.levels.length ? slider.levels[slider.levels.length >> 1]
    : allowed(slider, (slider.low + slider.high) / 2);
  return { values: DATA.sliders.map(middle), chosen: parts[0].chosen };
}

function address() {
  const pairs = [
    ...DATA.sliders.map(({ name }, axis) => [name, String(state.values[axis])]),
    ...DATA.choices.map(({ name }, nth) => [name, state.chosen[nth]]),
  ];
  return `#${pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}`;
}

// The state that the address asks for; what it leaves out, or what there is not, is as at the start.
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const read = start();
  DATA.sliders.forEach((slider, axis) => {
    const text = asked.get(slider.name);
    const value = Number(text);
    if (text && Number.isFinite(value)) read.values[axis] = Math.min(slider.high, Math.max(slider.low, value));
  });
  const chosen = DATA.choices.map(({ name }, nth) => asked.get(name) ?? read.chosen[nth]);
  if (partOf(chosen)) read.chosen = chosen;
  return read;
}

// The command that simulates the setting: an experiment of one point, in the same worlds.
function command() {
  const named = Object.fromEntries(DATA.choices.map(({ name }, nth) => [name, state.chosen[nth]]));
  const key = Object.keys(DATA.commands).find((one) => {
    const [scenario, contrast] = one.split("|");
    return (named.scenario ?? scenario) === scenario && (named.contrast ?? contrast) === contrast;
  });
  const factors = [
    ...DATA.sliders.map(({ name, whole }, axis) => [name, whole || !Number.isInteger(state.values[axis]) ? String(state.values[axis]) : state.values[axis].toFixed(1)]),
    ...DATA.choices.filter(({ name }) => !["scenario", "contrast"].includes(name)).map(({ name }) => [name, JSON.stringify(named[name])]),
  ];
  const tables = factors.map(([name, value]) => `\n[[factors]]\nname = ${JSON.stringify(name)}\nvalues = [${value}]`);
  return `cat > what_if.toml <<'END'\n${DATA.commands[key]}\n${tables.join("\n")}\nEND\nsim sweep what_if.toml`;
}

// ---------------------------------------------------------------- the page

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
  const { width, height, left, right, top, bottom } = SIZE;
  $("outcomes").innerHTML = DATA.outcomes.map(({ label, unit }) =>
    `<article class="outcome"><h3>${safe(capital(label))} <small>${safe(unit)}</small> <span class="badge" hidden></span></h3><ul>${
      DATA.policies.map((policy, side) => `<li class="side-${side}">${safe(capital(policy.label))} <data></data> <small></small><span></span></li>`).join("")
    }</ul><svg viewBox="0 0 ${width} ${height}" role="img"></svg><p class="trust"></p></article>`).join("") +
    `<svg width="0" height="0" aria-hidden="true"><clipPath id="frame"><rect x="${left}" y="${top - 6}" ` +
    `width="${width - left - right + 6}" height="${height - top - bottom + 6}"/></clipPath></svg>`;
}

function fillOutcome(article, place, part, found, at, curve, near, simulated) {
  const outcome = DATA.outcomes[place];
  article.querySelectorAll("li").forEach((line, side) => {
    const one = found[side][place];
    line.querySelector("data").textContent = amount(one.mean, outcome.unit);
    line.querySelector("small").textContent = within(one.mean, one.half);
    line.querySelector("span").textContent = side ? againstFirst(one, part.fits[side][place], outcome, simulated) : "";
  });
  const said = trust(part, place, found, outcome, simulated);
  article.querySelector(".trust").textContent = said.line;
  article.querySelector(".badge").textContent = said.badge;
  article.querySelector(".badge").hidden = !said.badge;
  const svg = article.querySelector("svg");
  const slider = DATA.sliders[moved];
  svg.innerHTML = chartOf(part, slider, moved, place, scales.get(part)[place], at, curve, near);
  const runs = DATA.policies.map(({ label }, side) =>
    `${label} from ${written(curve[0].found[side][place].mean)} to ${written(curve.at(-1).found[side][place].mean)}`);
  svg.setAttribute("aria-label",
    `${capital(outcome.label)} as ${slider.short} goes from ${setting(slider.low)} to ${setting(slider.high)}: ${listed(runs)}.`);
}

function fillTable(found) {
  const heads = ["outcome", "policy", "value", "95% interval", `difference from ${DATA.policies[0].label}`, "95% interval"];
  const table = $("alternative").querySelector("table");
  table.tHead.innerHTML = `<tr>${heads.map((head) => `<th scope="col">${safe(head)}</th>`).join("")}</tr>`;
  table.tBodies[0].innerHTML = DATA.outcomes.flatMap((outcome, place) => DATA.policies.map((policy, side) => {
    const one = found[side][place];
    const difference = side ? [written(one.difference, true), within(one.difference, one.apart, true)] : ["", ""];
    const cells = [`${outcome.label}${outcome.unit ? ` (${outcome.unit})` : ""}`, policy.label, written(one.mean), within(one.mean, one.half), ...difference];
    return `<tr>${cells.map((cell) => `<td>${safe(cell)}</td>`).join("")}</tr>`;
  })).join("");
}

// Tells everything about the present setting.
function answer() {
  const began = performance.now();
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
  const told = DATA.policies.length > 1
    ? DATA.policies.slice(1).map((_, nth) => sentence(found, nth + 1, part, here.simulated))
    : [levels(found)];
  $("told").innerHTML = told.map((line) => `<li>${safe(line)}</li>`).join("");
  [...$("outcomes").querySelectorAll(".outcome")].forEach((article, place) =>
    fillOutcome(article, place, part, found, at, curve, near, here.simulated));
  fillTable(found);
  $("command").textContent = command();
  $("copied").textContent = "";
  settleSoon([$("where").textContent, ...told].join(" "));
  cost.push(performance.now() - began);
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

function move(axis, value) {
  moved = axis;
  state.values[axis] = allowed(DATA.sliders[axis], value);
  answer();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(command());
    $("copied").textContent = "Copied: paste it in a terminal.";
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
  $("settings").addEventListener("submit", (event) => event.preventDefault());
  $("reset").addEventListener("click", () => show(start()));
  $("copy").addEventListener("click", copy);
  addEventListener("hashchange", () => show(readAddress()));
}

async function begin() {
  DATA = JSON.parse(new TextDecoder().decode(await inflate("data")));
  parts = DATA.parts.map(readPart);
  scales = new Map(parts.map((part) => [part, DATA.outcomes.map((_, place) => scaleOf(part, place))]));
  moved = 0;
  buildSettings();
  buildOutcomes();
  listen();
  show(readAddress());
  for (const id of ["board", "alternative"]) $(id).hidden = false;
  // For tests and the curious.
  window.explore = {
    predict: (chosen, at) => evaluate(partOf(chosen), at),
    state: () => ({ ...state, at: scaled() }),
    move,
    cost: () => cost.toSorted((a, b) => a - b),
  };
}

begin();
