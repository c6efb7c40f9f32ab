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

// A number with its unit; a scale from 0 to 1 has none.
function amount(value, unit) {
  if (!Number.isFinite(value)) return written(value);
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
  const lines = DATA.outcomes.map((outcome, place) => `${outcome.label} ${amount(found[0][place].mean, outcome.unit)}`);
  return `${capital(DATA.policies[0].label)}: ${listed(lines)}.`;
}

function whereabouts(here, part) {
  if (here.simulated) return "<b>Simulated</b>: this very setting was run.";
  if (here.far) return "<b>Interpolated far from any point</b>: less sure than the errors below say.";
  const how = part.kind === "grid" ? "between" : "from";
  return `<b>Interpolated</b> ${how} ${here.between} simulated settings; how well is said below each outcome.`;
}

// How well an outcome is predicted here, and the warning if that is poor.
function trust(part, place, found, outcome, simulated) {
  if (simulated) return { line: "Simulated at this very setting; intervals are for luck.", badge: "" };
  const fits = part.fits.map((one) => one[place]);
  const tested = fits.filter(({ quality }) => quality.tested > 0);
  if (!tested.length) return { line: "How well is not known, as no point has neighbours to be predicted from; so no difference is called clear.", badge: "untested" };
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
