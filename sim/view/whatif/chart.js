// One small chart: an outcome over the slider last moved, everything else as it is set.

const SIZE = { width: 340, height: 170, left: 50, right: 8, top: 8, bottom: 34 };
const DASHES = { solid: "none", dash: "7 4", dot: "2 3", dashdot: "8 3 2 3" };
const SAMPLES = 32; // steps of a curve through scattered points
const NEAR = 0.35; // how far, in the other factors, a point may lie to be hinted at
const HINTS = 24; // points that are hinted at, at most

// Places along a slider at which to evaluate: a grid is straight between its levels.
function stepsAlong(part, at, axis) {
  const steps = part.kind === "grid"
    ? [...part.levels[axis]]
    : Array.from({ length: SAMPLES + 1 }, (_, step) => step / SAMPLES);
  return [...new Set([...steps, at[axis]])].sort((a, b) => a - b);
}

// Points on the line of a slider, or near it: how far off in the other factors.
function pointsNear(part, at, axis) {
  return part.places
    .map((place, number) => ({ number, x: place[axis], off: Math.sqrt(squaredDistance(place, at) - (place[axis] - at[axis]) ** 2 || 0) }))
    .filter(({ off }) => !(off > NEAR))
    .sort((a, b) => a.off - b.off)
    .slice(0, HINTS);
}

// The ends of an outcome's scale, the same wherever the sliders are: of all points of some parts, with some room.
function scaleOf(some, outcome) {
  const values = some.flatMap(({ fits }) => fits.flatMap((one) => [...one[outcome].means])).filter(Number.isFinite);
  const low = Math.min(...values), high = Math.max(...values);
  const room = (high - low || Math.abs(high) || 1) * 0.12;
  return { low: low - room, high: high + room };
}

// Round numbers within a scale: two at least.
function ticksOf({ low, high }) {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, nth) => (first + nth) * step);
}

// The inside of the chart's <svg>.
function chartOf(part, slider, axis, outcome, scale, at, curve, near) {
  const { width, height, left, right, top, bottom } = SIZE;
  const x = (u) => left + u * (width - left - right);
  const y = (value) => top + (1 - (value - scale.low) / (scale.high - scale.low)) * (height - top - bottom);
  const spot = (u, value) => `${x(u).toFixed(1)} ${Math.min(1e4, Math.max(-1e4, y(value))).toFixed(1)}`;
  const ticks = ticksOf(scale).map((value) =>
    `<path class="grid" d="M${left} ${y(value).toFixed(1)}H${width - right}"/>` +
    `<text x="${left - 5}" y="${(y(value) + 3.5).toFixed(1)}" text-anchor="end">${written(value)}</text>`);
  const ends = [[0, slider.low, "start"], [1, slider.high, "end"]].map(([u, value, anchor]) =>
    `<text x="${x(u)}" y="${height - bottom + 14}" text-anchor="${anchor}">${setting(value)}</text>`);
  const sides = DATA.policies.map((policy, side) => {
    const line = curve.map(({ u, found }) => ({ u, ...found[side][outcome] })).filter(({ mean }) => Number.isFinite(mean));
    const banded = line.filter(({ half }) => Number.isFinite(half));
    const up = banded.map(({ u, mean, half }) => spot(u, mean + half));
    const down = banded.map(({ u, mean, half }) => spot(u, mean - half)).reverse();
    const dots = near.map(({ number, x: u, off }) => ({ u, off, value: part.fits[side][outcome].means[number] }))
      .filter(({ value }) => Number.isFinite(value))
      .map(({ u, off, value }) => {
        const kind = off < 1e-9 ? "simulated" : "hint";
        const faint = kind === "hint" ? ` opacity="${(0.75 * (1 - off / NEAR) + 0.1).toFixed(2)}"` : "";
        return `<circle class="${kind}" r="3.4" cx="${x(u).toFixed(1)}" cy="${y(value).toFixed(1)}"${faint}/>`;
      });
    const here = line.find(({ u }) => u === at[axis]);
    return `<g class="side-${side}">` +
      (banded.length ? `<path class="band" d="M${[...up, ...down].join("L")}Z"/>` : "") +
      `<path class="curve" stroke-dasharray="${DASHES[policy.dash]}" d="M${line.map(({ u, mean }) => spot(u, mean)).join("L")}"/>` +
      dots.join("") +
      (here ? `<rect class="here" x="${(x(here.u) - 4).toFixed(1)}" y="${(y(here.mean) - 4).toFixed(1)}" width="8" height="8"/>` : "") +
      "</g>";
  });
  return `${ticks.join("")}<path class="axis" d="M${left} ${top}V${height - bottom}H${width - right}"/>${ends.join("")}` +
    `<text x="${x(0.5)}" y="${height - 6}" text-anchor="middle">${safe(slider.label)}</text>` +
    `<g clip-path="url(#frame)"><path class="now" d="M${x(at[axis]).toFixed(1)} ${top}V${height - bottom}"/>${sides.join("")}</g>`;
}
