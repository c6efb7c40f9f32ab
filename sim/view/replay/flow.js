// Requests on their way: from customer to manager to employee, and back below the row. As many as the team
// delivers, and as many of them urgent as its manager passes on as urgent.

const LEG = { manager: 0.28, desk: 0.56, done: 0.64 }; // when a request reaches whom, as a share of its round
const ROUND_SECONDS = 3.2;
const IN_FLIGHT = { least: 3, team: 26, all: 210 }; // requests shown at once where most is delivered
const [ROUTE, URGENT] = ["route", "overloaded"].map(color);

// The requests under way in a week, each with the places that it joins and the share of its round that it has gone.
function flights(crowd, week, clock) {
  const { run, weeks, teams, sizes, customers, managers, desks } = crowd;
  const most = Math.max(IN_FLIGHT.least, Math.min(IN_FLIGHT.team, Math.floor(IN_FLIGHT.all / teams)));
  const found = [];
  for (let team = 0; team < teams; team++) {
    const count = Math.ceil((most * run.delivered[team * weeks + week]) / sizes.delivered);
    for (let nth = 0; nth < count; nth++) {
      const rounds = clock / ROUND_SECONDS + pick(team, nth, 997) / 997;
      const key = Math.floor(rounds) * 64 + nth;
      const from = present(customers, team, pick(team, key, 65521), week, weeks);
      const seat = present(desks, team, pick(key, team, 65521), week, weeks);
      if (!from || !seat) continue;
      const bend = { x: (from.x + seat.x) / 2, y: 2 * (team + 0.96) * sizes.row - (from.y + seat.y) / 2 };
      const urgent = pick(key, team + 101, 100) < run.labelled[team * weeks + week];
      found.push({ from, manager: managers.at[team], seat, bend, urgent, share: rounds % 1 });
    }
  }
  return found;
}

// Where someone of the team stands who is still there: the nth, or the next one present.
function present({ states, at, members }, team, nth, week, weeks) {
  const own = members[team];
  for (let tried = 0; tried < own.length; tried++) {
    const member = own[(nth + tried) % own.length];
    if (states[member * weeks + week] !== GONE) return at[member];
  }
  return null;
}

// A number in [0, count) that looks random and is the same every time.
function pick(a, b, count) {
  let mixed = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % count;
}

function drawRoutes(context, flying) {
  context.beginPath();
  for (const { from, manager, seat, bend, share } of flying) {
    context.moveTo(from.x, from.y);
    if (share >= LEG.done) {
      context.quadraticCurveTo(bend.x, bend.y, seat.x, seat.y);
    } else {
      context.lineTo(manager.x, manager.y);
      context.lineTo(seat.x, seat.y);
    }
  }
  context.strokeStyle = ROUTE;
  context.lineWidth = 0.8;
  context.stroke();
}

// What a flying request looks like: dark at first, a red square once it is passed on as urgent, white as an answer.
const KINDS = [
  { fill: INK, edge: PAPER, line: 0.22, is: (flight) => flight.share < LEG.manager || (!flight.urgent && flight.share < LEG.done) },
  { fill: URGENT, edge: PAPER, line: 0.22, square: true, is: (flight) => flight.urgent && flight.share >= LEG.manager && flight.share < LEG.done },
  { fill: PAPER, edge: INK, line: 0.38, is: (flight) => flight.share >= LEG.done },
];

function drawRequests(context, flying, radius) {
  for (const { fill, edge, line, square, is } of KINDS) {
    context.beginPath();
    for (const flight of flying) {
      if (!is(flight)) continue;
      const { x, y } = whereabouts(flight);
      if (square) {
        context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
      } else {
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
      }
    }
    context.fillStyle = fill;
    context.strokeStyle = edge;
    context.lineWidth = radius * line;
    context.fill();
    context.stroke();
  }
}

function whereabouts({ from, manager, seat, bend, share }) {
  if (share < LEG.manager) return between(from, manager, share / LEG.manager);
  if (share < LEG.desk) return between(manager, seat, (share - LEG.manager) / (LEG.desk - LEG.manager));
  if (share < LEG.done) return seat;
  const back = (share - LEG.done) / (1 - LEG.done);
  return between(between(seat, bend, back), between(bend, from, back), back);
}

function between(a, b, share) {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
