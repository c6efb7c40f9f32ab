// How people look: a shape and a colour for each state. The colours are the style sheet's.

const style = getComputedStyle(document.documentElement);
const color = (name) => style.getPropertyValue(`--${name}`).trim();
const [INK, PAPER] = ["ink", "paper"].map(color);

const look = (shape, name) => ({ shape, fill: color(name), edge: color(`${name}-edge`), hollow: name === "gone" });
const CUSTOMER_LOOKS = [
  look("disc", "coping"), look("diamond", "stretched"), look("triangle", "overloaded"), look("disc", "gone"),
];
const PERSON_LOOKS = [...CUSTOMER_LOOKS, look("cross", "newcomer")];
const CUSTOMER_WORDS = ["happy", "unsure", "unhappy", "gone"];
const PERSON_WORDS = ["coping", "stretched", "overloaded", "left lately", "newcomers"]; // nobody else is drawn
const [OVERLOADED, GONE, NEWCOMER, NOT_YET] = [2, 3, 4, 5];
const isHere = (state) => state !== GONE && state < NOT_YET; // a person, not a seat that nobody holds

const ARM = 0.34;
const OUTLINES = {
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  triangle: [[0, -0.95], [1, 0.85], [-1, 0.85]],
  cross: [
    [-ARM, -1], [ARM, -1], [ARM, -ARM], [1, -ARM], [1, ARM], [ARM, ARM],
    [ARM, 1], [-ARM, 1], [-ARM, ARM], [-1, ARM], [-1, -ARM], [-ARM, -ARM],
  ],
};

// One small picture for each look, drawn once and stamped many times; edges only where there is room.
function stamps(looks, radius, density) {
  const line = radius < 2.5 ? 0 : Math.min(1.4, radius * 0.16);
  return looks.map(({ shape, fill, edge, hollow }) => {
    const stamp = document.createElement("canvas");
    stamp.width = stamp.height = 2 * Math.ceil((radius + 1) * density);
    const context = stamp.getContext("2d");
    context.translate(stamp.width / 2, stamp.height / 2);
    context.scale(density, density);
    trace(context, shape, radius - line / 2);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = line || 0.5;
    context.strokeStyle = edge;
    if (line || hollow) context.stroke();
    return stamp;
  });
}

function trace(context, shape, radius) {
  context.beginPath();
  if (shape === "disc") context.arc(0, 0, radius * 0.86, 0, 2 * Math.PI);
  else for (const [x, y] of OUTLINES[shape]) context.lineTo(x * radius, y * radius);
  context.closePath();
}
