// What the what-if page says: numbers, differences, and how far to trust them.

// As sim/view/theme.py writes them: three significant digits, all of them from 100 on.
function written(value, signed = false) {
  if (!Number.isFinite(value)) return "not known";
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  const text = Math.abs(rounded) >= 100 ? rounded.toLocaleString("en-US") : String(rounded);
  return `${signed && rounded > 0 ? "+" : ""}${text}`.replace("-", "−");
}

// Text as HTML.
const safe = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

// A number in words with its unit; a scale from 0 to 1 has none.
function withUnit(text, unit) {
  const one = text.replace(/^[+−]/, "") === "1" ? unit.replace("points", "point") : unit;
  return ["0-1", "1", ""].includes(one) ? text : `${text}${one.startsWith("%") ? "" : " "}${one}`;
}

const amount = (value, unit) => Number.isFinite(value) ? withUnit(written(value), unit) : written(value);

// A number by itself, its unit left to the heading, but for the sign of percent.
const large = (value, unit) => written(value) + (Number.isFinite(value) && unit.startsWith("%") ? "%" : "");

const setting = (value) => String(Number(value.toPrecision(4)));
const capital = (text) => text[0].toUpperCase() + text.slice(1);
const listed = (texts) => texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
const within = (middle, half, signed) => Number.isFinite(half)
  ? `[${written(middle - half, signed)}, ${written(middle + half, signed)}]` : "";

// A policy against the first one, where nothing was simulated: an estimate, and no verdict. Verdicts come from the judge
// (sim/analysis/judge.py), in its words, or not at all.
function estimated(found, fit, outcome) {
  if (!Number.isFinite(found.difference)) return "Not known here.";
  const error = fit.differenceError === null ? "interpolated, untested" : `interpolated to ±${written(fit.differenceError)}`;
  const size = `${written(found.difference, true)} ${within(found.difference, found.apart, true)}`.trim();
  return `Against ${DATA.policies[0].label}: about ${withUnit(size, outcome.differenceUnit)}, ${error}.`;
}

// What the judge says of the policies but the first: of this setting where it was simulated; else of all, averaged.
function verdictsAt(here, part) {
  return here.simulated ? part.verdicts.places[here.place] : part.verdicts.average;
}

// What the only policy comes to, in a sentence.
function levels(found) {
  const lines = DATA.outcomes.map((outcome, place) => `${outcome.label} ${amount(found[0][place].mean, outcome.unit)}`);
  return `${capital(DATA.policies[0].label)}: ${listed(lines)}.`;
}

function whereabouts(here, part) {
  if (here.simulated) return "<b>Simulated</b>: this very setting was run.";
  if (here.far) return "<b>Interpolated far from any point</b>: less sure than the errors below say.";
  const how = part.kind === "grid" ? "between" : "from";
  return `<b>Interpolated</b> ${how} ${here.between} simulated settings; how well is said below each outcome.`;
}

// What the sentences below it are about.
function basis(here) {
  return here.simulated ? "At this setting:"
    : "What was not simulated is not judged. Averaged over all settings that were:";
}

// How well an outcome is predicted here, and the warning if that is poor.
function trust(part, place, found, outcome, simulated) {
  if (simulated) return { line: "Simulated at this very setting; intervals are for luck.", badge: "" };
  const fits = part.fits.map((one) => one[place]);
  const tested = fits.filter(({ quality }) => quality.tested > 0);
  if (!tested.length) return { line: "How well is not known, as no point has neighbours to be predicted from.", badge: "untested" };
  const error = Math.max(...tested.map(({ quality }) => quality.error));
  const explained = Math.min(...tested.map(({ quality }) => quality.explained));
  const share = explained <= 0 ? "none" : `${written(100 * Math.min(explained, 1))}%`;
  const worst = tested.length > 1 ? " under the policy predicted worst" : "";
  const line = `Points left out are predicted to ±${amount(error, outcome.differenceUnit)} on average, and ${share} of what varies${worst}.`;
  if (explained >= DATA.poor) return { line, badge: "" };
  const luck = Math.max(...found.map((one) => one[place].half));
  const why = error <= luck ? " That is within luck: these settings hardly move it, or more worlds are needed."
    : " More points are needed to know what lies between.";
  return { line: line + why, badge: "poorly predicted" };
}
