// Requests that were followed from ask to end: which of them are in hand when, and where each lies. Time is in days.

const WORKDAYS = 5; // a week
const [OPEN, DONE, LATE, DECLINED, GIVEN_UP] = [0, 1, 2, 3, 4];
const TRAY = -1; // a hop to no desk
// When in its day something happens: in the order of the model's day, which is ask, triage, work, deliver; whoever leaves
// does so in the evening. The recording knows days, not hours.
const HOURS = {
  give_up: [0, 0.3], ask: [0, 0.3], decide: [0.3, 0.5], deliver: [0.65, 1], hand_on: [0.8, 1],
};

// The requests of a run, as trips.py packed them: of each the day of its ask, who asked, and how it ended.
function readRequests({ requests: packed, employee_team, customer_team }, teams) {
  const count = packed.kind.length;
  const [day, team, hops, end, inside, urgent] = Array.from({ length: 6 }, () => new Int16Array(count));
  const hop_desk = new Int16Array(packed.hop_desk.length);
  const seats = membersByTeam(employee_team, teams);
  for (let i = 0, date = 0, left = packed.count[0], hop = 0; i < count; i++, left--) {
    while (left === 0) left = packed.count[++date];
    const [kind, asker] = [packed.kind[i], packed.asker[i]];
    day[i] = date;
    [inside[i], urgent[i], end[i], hops[i]] = [kind & 1, (kind >> 1) & 1, (kind >> 2) & 7, kind >> 5];
    team[i] = ((inside[i] ? employee_team : customer_team)[asker] + packed.team[i]) % teams;
    for (const last = hop + hops[i]; hop < last; hop++) hop_desk[hop] = packed.hop_desk[hop] ? seats[team[i]][packed.hop_desk[hop] - 1] : TRAY;
  }
  return { day, team, hops, end, inside, urgent, hop_desk, asker: packed.asker, days: packed.days, hop_days: packed.hop_days };
}

// Which requests are in hand at some time of each week, and where the hops of each begin.
function indexRequests(requests, weeks) {
  const { day, days, end, hops } = requests;
  const byWeek = Array.from({ length: weeks }, () => []);
  const firstHop = new Int32Array(day.length);
  const asked = { customers: new Int32Array(weeks), people: new Int32Array(weeks) }; // shown of those asked in a week
  for (let i = 0, hop = 0; i < day.length; hop += hops[i++]) {
    firstHop[i] = hop;
    const from = Math.floor(day[i] / WORKDAYS);
    const to = end[i] === OPEN ? weeks - 1 : Math.floor((day[i] + days[i]) / WORKDAYS);
    for (let week = from; week <= Math.min(to, weeks - 1); week++) byWeek[week].push(i);
    asked[requests.inside[i] ? "people" : "customers"][from]++;
  }
  return { byWeek: byWeek.map((list) => Int32Array.from(list)), firstHop, asked };
}

// What a request is doing at a time: it lies at a place, or moves from one to another and has gone a share of the way;
// null before it is asked and when it is over. Places are { asker }, { tray } and { desk }.
function doing(requests, firstHop, i, time) {
  const { day, days, end, hops, hop_days, hop_desk } = requests;
  const asker = { asker: requests.asker[i] };
  const tray = { tray: requests.team[i] };
  const into = time - day[i]; // days since the morning of the ask
  if (into < 0) return null;
  if (into < HOURS.ask[1]) return moving(asker, tray, into, HOURS.ask);
  let at = tray;
  for (let hop = firstHop[i]; hop < firstHop[i] + hops[i]; hop++) {
    const to = hop_desk[hop] === TRAY ? tray : { desk: hop_desk[hop] };
    const hour = into - hop_days[hop];
    const hours = hop_desk[hop] === TRAY ? HOURS.hand_on : HOURS.decide;
    if (hour < hours[0]) break;
    if (hour < hours[1]) return moving(at, to, hour, hours);
    at = to;
  }
  return end[i] === OPEN ? { at } : ending(at, asker, end[i], into - days[i], requests.inside[i]);
}

// How it ends, at an hour of its last day. What the manager answers or declines goes back as soon as it is decided.
function ending(at, asker, end, hour, inside) {
  const hours = end === GIVEN_UP ? HOURS.give_up : end === DECLINED || inside ? HOURS.decide : HOURS.deliver;
  if (hour < hours[0]) return { at };
  if (hour >= hours[1]) return null;
  const share = (hour - hours[0]) / (hours[1] - hours[0]);
  return end === GIVEN_UP ? { at, fades: share } : { ...moving(at, asker, hour, hours), back: true };
}

function moving(from, to, hour, [begins, ends]) {
  return { from, to, share: (hour - begins) / (ends - begins) };
}
