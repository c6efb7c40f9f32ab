// What is set: within the design, in the address, and as the command that simulates it.

const STEPS = 100; // keyboard steps of a slider

let DATA, parts, state;

const scaled = () => DATA.sliders.map(({ low, high }, axis) => (state.values[axis] - low) / (high - low));
const partOf = (chosen) => parts.find((part) => part.chosen.every((value, nth) => value === chosen[nth]));

// The parts that share a scale with one: of the same scenario.
function comparable(part) {
  const nth = DATA.choices.findIndex(({ name }) => name === "scenario");
  return parts.filter((other) => other.chosen[nth] === part.chosen[nth]);
}

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
    if (!text || !Number.isFinite(value)) return;
    const inside = Math.min(slider.high, Math.max(slider.low, value));
    read.values[axis] = slider.whole ? Math.round(inside) : inside;
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
    ...DATA.sliders.map(({ name }, axis) => [name, state.values[axis]]),
    ...Object.entries(named).filter(([name]) => !["scenario", "contrast"].includes(name)),
  ];
  const tables = factors.map(([name, value]) => `\n[[factors]]\nname = ${JSON.stringify(name)}\nvalues = [${JSON.stringify(value)}]`);
  return `cat > what_if.toml <<'END'\n${DATA.commands[key]}\n${tables.join("\n")}\nEND\nsim sweep what_if.toml`;
}
