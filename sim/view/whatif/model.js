// Evaluates the interpolators of sim/analysis/surrogate.py: a prediction is basis · coefficients.

// A list of numbers in which null stands for what is not known.
function numbers(list) {
  return Float64Array.from(list, (value) => value ?? NaN);
}

// Makes a part of the data ready to be evaluated.
function readPart(part) {
  const fits = part.fits.map((one) => one.map((fit) => ({
    ...fit,
    means: numbers(fit.means), mean: numbers(fit.mean), spread: numbers(fit.spread), apart: numbers(fit.apart),
    narrowest: fit.narrowest ?? NaN, apartNarrowest: fit.apartNarrowest ?? NaN,
  })));
  const levels = part.places[0].map((_, axis) => [...new Set(part.places.map((place) => place[axis]))].sort((a, b) => a - b));
  return { ...part, fits, levels };
}

// The share of each of ascending levels in a place between two of them.
function hats(x, levels) {
  const shares = new Float64Array(levels.length);
  const above = levels.findIndex((level) => level >= x);
  if (above <= 0) shares[above < 0 ? levels.length - 1 : 0] = 1;
  else {
    shares[above] = (x - levels[above - 1]) / (levels[above] - levels[above - 1]);
    shares[above - 1] = 1 - shares[above];
  }
  return shares;
}

function gridBasis(part, at) {
  let weights = [1];
  at.forEach((x, axis) => {
    const along = hats(x, part.levels[axis]);
    weights = weights.flatMap((weight) => Array.from(along, (share) => weight * share));
  });
  return weights;
}

function squaredDistance(place, at) {
  return at.reduce((sum, x, axis) => sum + (x - place[axis]) ** 2, 0);
}

function scatteredBasis(part, at) {
  const near = part.places.map((place) => {
    const squared = squaredDistance(place, at);
    return squared > 0 ? 0.5 * squared * Math.log(squared) : 0;
  });
  return [...near, 1, ...at];
}

function basisAt(part, at) {
  return part.kind === "grid" ? gridBasis(part, at) : scatteredBasis(part, at);
}

// What has no share in a prediction may be unknown.
function predict(basis, coefficients) {
  let sum = 0;
  for (let i = 0; i < basis.length; i++) if (basis[i] !== 0) sum += basis[i] * coefficients[i];
  return sum;
}

// Every outcome under every policy at a place: mean, half its interval; difference from the first policy, half of that.
function evaluate(part, at) {
  const basis = basisAt(part, at);
  const means = part.fits.map((one) => one.map((fit) => predict(basis, fit.mean)));
  return part.fits.map((one, side) => one.map((fit, place) => ({
    mean: means[side][place],
    half: Math.max(fit.narrowest, predict(basis, fit.spread)),
    difference: means[side][place] - means[0][place],
    apart: Math.max(fit.apartNarrowest, predict(basis, fit.apart)),
  })));
}

// Where a place lies among the points: on which one of a grid, between how many, or far from all that are scattered.
function situation(part, at) {
  if (part.kind === "grid") {
    const weights = gridBasis(part, at);
    const between = weights.filter((weight) => weight > 1e-9).length;
    return { simulated: between === 1, place: weights.findIndex((weight) => weight > 0.5), between, far: false };
  }
  const nearest = Math.sqrt(Math.min(...part.places.map((place) => squaredDistance(place, at))));
  return { simulated: false, between: part.places.length, far: nearest > part.gap };
}
