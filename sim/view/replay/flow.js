// Requests on the canvas: on their way, in trays and on desks. Each is one that was asked in the run; see requests.js.

const WAITING = 2.3; // pitch of waiting requests, in radii
const MOST_LINES = 6; // of requests in a tray
const ROUTE = color("route");
// What a request looks like: what customers ask is a disc, what employees ask points down; dark on its way in, a red square
// once it is passed on as urgent, white when it comes back, rimmed in red if it comes late, and a cross when it fails.
const URGENT = color("overloaded");
const MARKS = {
  asked: { shape: "disc", fill: INK, edge: PAPER, line: 0.22 },
  question: { shape: "point", fill: INK, edge: PAPER, line: 0.22 },
  urgent: { shape: "square", fill: URGENT, edge: PAPER, line: 0.22 },
  answer: { shape: "disc", fill: PAPER, edge: INK, line: 0.45 },
  late: { shape: "disc", fill: PAPER, edge: URGENT, line: 0.6 },
  reply: { shape: "point", fill: PAPER, edge: INK, line: 0.45 },
  failed: { shape: "x", edge: INK, line: 0.7 },
};

// The requests that are in hand at a time, each with its mark and its spot, and with its way if it moves.
function flights(crowd, week, time) {
  const { requests, index: { byWeek, firstHop } } = crowd;
  const lying = new Map(); // how many lie at a place so far
  const found = [];
  for (const i of byWeek[week]) {
    const now = doing(requests, firstHop, i, time);
    if (!now) continue;
    const mark = markOf(requests, i, now);
    if (now.at) {
      const key = now.at.desk ?? TRAY - now.at.tray;
      const nth = lying.get(key) ?? 0;
      lying.set(key, nth + 1);
      found.push({ ...waitingSpot(crowd, now.at, nth), mark, fades: now.fades ?? 0 });
    } else {
      const [from, to] = [now.from, now.to].map((place) => spotOf(crowd, place, requests.inside[i]));
      found.push({ ...between(from, to, now.share), mark, way: [from, to], fades: 0 });
    }
  }
  return found;
}

function markOf({ end, inside, urgent }, i, now) {
  if (now.fades !== undefined || (now.back && end[i] === DECLINED)) return "failed";
  if (now.back) return inside[i] ? "reply" : end[i] === LATE ? "late" : "answer";
  if (inside[i]) return "question";
  const decided = (now.at ?? now.to).desk ?? now.from?.desk; // a label is on it from the tray on
  return urgent[i] && decided !== undefined ? "urgent" : "asked";
}

// Where a request comes from or goes to.
function spotOf({ customers, managers, desks }, place, inside) {
  if (place.tray !== undefined) return managers.at[place.tray];
  return place.desk === undefined && !inside ? customers.at[place.asker] : desks.at[place.desk ?? place.asker];
}

// Where the nth request lies: left of its manager, column by column; or below its employee.
function waitingSpot({ managers, desks, sizes }, place, nth) {
  const step = WAITING * sizes.request;
  if (place.desk !== undefined) {
    const { x, y } = desks.at[place.desk];
    const room = Math.max(1, Math.floor((2 * desks.radius) / step));
    return { x: x - desks.radius * 1.4 + ((nth % room) + 0.5) * step, y: y + desks.radius - sizes.request * 0.6 };
  }
  const { x, y } = managers.at[place.tray];
  const lines = Math.max(1, Math.min(MOST_LINES, Math.floor((sizes.row * 0.9) / step)));
  const [column, line] = [Math.floor(nth / lines), nth % lines];
  return { x: x - managers.radius - (column + 0.6) * step, y: y + (line - (lines - 1) / 2) * step };
}

function drawRoutes(context, flying) {
  context.beginPath();
  for (const { way } of flying) {
    if (!way) continue;
    context.moveTo(way[0].x, way[0].y);
    context.lineTo(way[1].x, way[1].y);
  }
  context.strokeStyle = ROUTE;
  context.lineWidth = 0.8;
  context.stroke();
}

function drawRequests(context, flying, radius) {
  for (const [name, { shape, fill, edge, line }] of Object.entries(MARKS)) {
    context.beginPath();
    for (const { mark, x, y, fades } of flying) if (mark === name) traceMark(context, shape, x, y, radius * (1 - fades * 0.8));
    context.strokeStyle = edge;
    context.lineWidth = radius * line;
    if (fill) {
      context.fillStyle = fill;
      context.fill();
    }
    context.stroke();
  }
}

function traceMark(context, shape, x, y, radius) {
  if (shape === "square") {
    context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
  } else if (shape === "point") {
    context.moveTo(x - 1.15 * radius, y - radius);
    context.lineTo(x + 1.15 * radius, y - radius);
    context.lineTo(x, y + 1.2 * radius);
    context.closePath();
  } else if (shape === "x") {
    context.moveTo(x - radius, y - radius);
    context.lineTo(x + radius, y + radius);
    context.moveTo(x + radius, y - radius);
    context.lineTo(x - radius, y + radius);
  } else {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

function between(a, b, share) {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
