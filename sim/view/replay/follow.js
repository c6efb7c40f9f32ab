// Whom the viewer follows, by a click, from the list or by the address.

const NO_ONE = { kind: "e", id: -2 };
let followed = null; // who: see track.js
let tracks = null; // where the person followed is, in each run
let markLife = () => {};

// Tells a person's story; or nobody's, then the page shows the one that it opened with (telling.js).
function follow(who) {
  followed = who && { ...who, side: sideOfPerson(who) };
  tracks = who && runs.map((run, side) => trackOf(run, followed.side === null || followed.side === side ? who : NO_ONE, weeks));
  $("person").hidden = !who;
  $("why").hidden = Boolean(who);
  if ($("telling")) $("telling").hidden = Boolean(who);
  $("who").value = who ? `${who.kind}${who.id}` : "";
  if ($("who").selectedIndex < 0) $("who").selectedIndex = 0;
  markLife = who ? drawLife(followed, tracks, replay, show) : () => {};
  markLife(shown);
  draw();
  settleSoon();
}

// The side on which the person is, or null if it is on all sides: who was hired later has a story on one side only, because
// the same number is another person on another.
function sideOfPerson({ kind, id, side }) {
  if (kind === "c" || replay.people.includes(id)) return null;
  const has = runs.findIndex((run) => run.employee_person.includes(id) || run.manager_person.includes(id));
  return side ?? (has < 0 ? null : has);
}

// Those who are there on all sides at the start, and the places of customers.
function listPeople() {
  if ($("who").length > 1) return;
  const customers = runs[0].customer_team.length;
  const all = [...replay.people.map((id) => ({ kind: "e", id })), ...Array.from({ length: customers }, (_, id) => ({ kind: "c", id }))];
  for (const who of all) $("who").add(new Option(nameOf(who), `${who.kind}${who.id}`));
}

// A person in an address: e17; of those hired later also the side, counted from 1: e155s2.
const addressOf = ({ kind, id, side }) => `${kind}${id}${side === null ? "" : `s${side + 1}`}`;

function personAt(address) {
  const [, kind, id, side] = /^([ec])(\d+)(?:s([1-4]))?/.exec(address) ?? [];
  return kind ? { kind, id: Number(id), side: side ? side - 1 : undefined } : null;
}

// What the address asks for: a week, a person.
function readAddress() {
  const [, week] = /[#&]week=(\d+)/.exec(location.hash) ?? [];
  const [, agent] = /[#&]agent=(\w+)/.exec(location.hash) ?? [];
  return { week: week && week - 1, who: personAt(agent ?? "") };
}

function goToAddress() {
  const { week, who } = readAddress();
  listPeople();
  if (week !== undefined) show(week);
  follow(who);
}
