// One person's way through a run, week by week, and the events worth mentioning.
// A person is { kind, id, side }: an employee or manager ("e") by number, of those hired later with the side on which it is;
// or a customer's place ("c") by its dot.

const LASTING = 4; // weeks that a state lasts to be mentioned

// For each week where the person stands and how it is, or null: before it came and after it left.
function trackOf(run, { kind, id }, weeks) {
  if (kind === "c") return customerTrack(run, id, weeks);
  const track = new Array(weeks).fill(null);
  for (let at = 0; at < run.employee_person.length; at++) {
    if (run.employee_person[at] !== id) continue;
    const [member, week] = [Math.floor(at / weeks), at % weeks];
    track[week] = { group: "desks", member, team: run.employee_team[member], state: run.employees[at], strain: run.employee_strain[at], urgent: run.urgent[at],
      questions: run.questions[at], heard: run.heard[at], backed: run.backed[at] };
  }
  for (let at = 0; at < run.manager_person.length; at++) {
    if (run.manager_person[at] !== id) continue;
    const [member, week] = [Math.floor(at / weeks), at % weeks];
    track[week] = { group: "managers", member, team: member, state: run.managers[at], strain: run.manager_strain[at] };
  }
  return track;
}

function customerTrack(run, member, weeks) {
  if (!(member < run.customer_team.length)) return new Array(weeks).fill(null);
  return Array.from({ length: weeks }, (_, week) => ({
    group: "customers", member, team: run.customer_team[member], state: run.customers[member * weeks + week],
  }));
}

// What happens to the person in a run: weeks and words.
function eventsOf(run, track, teamNames) {
  const events = [];
  const note = (week, text) => events.push({ week, text: `Week ${week + 1}: ${text}` });
  track.forEach((now, week) => {
    const before = week ? track[week - 1] : null;
    const team = now && `the ${teamNames[now.team]} team`;
    if (now && !before && week) note(week, now.group === "managers" ? `hired to manage ${team}` : `joins ${team}`);
    if (now && before && now.group !== before.group) note(week, `becomes manager of ${team}`);
    if (!now && before) note(week, run.removed[week] ? "leaves" : "quits");
    if (now?.state === GONE && before && before.state !== GONE) note(week, "goes; the place is free for a new customer");
    if (now && before?.state === GONE && now.state !== GONE) note(week, "a new customer takes the place");
    if (turns(track, week, OVERLOADED)) note(week, now.group === "customers" ? "turns unhappy" : "turns overloaded");
  });
  return events;
}

// Whether a state begins in a week, and lasts.
function turns(track, week, state) {
  if (track[week]?.state !== state || track[week - 1]?.state === state) return false;
  return track.slice(week, week + LASTING).every((one) => one?.state === state);
}

// How the person is in a week, in words.
function stateInWords(run, track, week, weeks) {
  const now = track[week];
  if (!now) return track.slice(0, week).some(Boolean) ? "has left" : track.some(Boolean) ? "has not come yet" : "is not on this side";
  if (now.group === "customers") return CUSTOMER_WORDS[now.state];
  const desk = now.group === "desks" ? `, ${now.urgent} urgent and ${now.questions} waiting for an answer on the desk` : ", manages the team";
  const state = now.state === NEWCOMER ? "newcomer" : PERSON_WORDS[now.state];
  const told = `${state}${desk}, strain ${now.strain}%, team’s clarity ${run.clarity[now.team * weeks + week]}%`;
  return now.group === "desks" ? `${told}; the manager heard ${now.heard}% of what was needed, backed ${now.backed}% against abuse` : told;
}
