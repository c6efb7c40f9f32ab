// What can be taken away: every week as a table, and files that the browser saves.

const WORK = [
  ["customers' requests asked", "asked"], ["declined", "declined"], ["done", "done"], ["of them late", "late"],
  ["given up", "given_up"], ["waiting at the week's end", "waiting"],
];

// A row for each week and policy; columns carry their units.
function tableOf({ runs, charts, weeks, teams }) {
  const meanOf = (values, week) => {
    let sum = 0;
    for (let team = 0; team < teams; team++) sum += values[team * weeks + week];
    return sum / teams;
  };
  const sumOf = (values, week) => {
    let sum = 0;
    for (let at = week; at < values.length; at += weeks) sum += values[at];
    return sum;
  };
  const columns = [
    ["people lost so far", (run, week) => run.people_lost[week]],
    ["customers lost so far", (run, week) => run.customers_lost[week]],
    ["profit so far", (run, week) => run.profit[week]],
    ...charts.map(({ name, title, unit }) => [`${title} (${unit})`, (run, week) => run.series[name][week]]),
    ["clarity, mean of teams (%)", (run, week) => meanOf(run.clarity, week)],
    ["requests waiting for an answer", (run, week) => sumOf(run.questions, week)],
    ["passed on as urgent, mean of teams (%)", (run, week) => meanOf(run.labelled, week)],
    ...WORK.map(([title, name]) => [title, (run, week) => run[name][week]]),
  ];
  const lines = [["week", "policy", ...columns.map(([title]) => title)]];
  for (let week = 0; week < weeks; week++) {
    for (const run of runs) lines.push([week + 1, run.policy, ...columns.map(([, value]) => value(run, week))]);
  }
  return lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

function cell(value) {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
