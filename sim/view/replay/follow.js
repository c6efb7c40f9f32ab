// Whom the viewer follows, by a click, from the list or by the address.

let followed = null; // who: see track.js
let tracks = null; // where the person followed is, in each run
let markLife = () => {};

// Tells a person's story, or nobody's.
function follow(who) {
  followed = who;
  tracks = who && runs.map((run) => trackOf(run, who, weeks));
  $("person").hidden = !who;
  $("why").hidden = Boolean(who);
  $("who").value = who?.kind === "e" ? who.id : "";
  if ($("who").selectedIndex < 0) $("who").selectedIndex = 0;
  markLife = who ? drawLife(who, tracks, replay, show) : () => {};
  markLife(shown);
  draw();
  settleSoon();
}

function listPeople() {
  if ($("who").length > 1) return;
  for (const id of everybody(runs)) $("who").add(new Option(nameOf({ kind: "e", id }), id));
}

// What the address asks for: a week, a person.
function readAddress() {
  const [, week] = /[#&]week=(\d+)/.exec(location.hash) ?? [];
  const [, kind, id] = /[#&]agent=([ec])(\d+)/.exec(location.hash) ?? [];
  return { week: week && week - 1, who: kind ? { kind, id: Number(id) } : null };
}

function goToAddress() {
  const { week, who } = readAddress();
  listPeople();
  if (week !== undefined) show(week);
  follow(who);
}
