// The panels: a policy each, with what it has lost and earned so far, and its crowd.

const whole = new Intl.NumberFormat("en");
const brief = new Intl.NumberFormat("en", { notation: "compact", minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const money = { format: (amount) => (Math.abs(amount) < 1000 ? whole : brief).format(amount) };
const FIGURES = [
  { name: "people_lost", format: whole, better: -1, more: "fewer", most: "fewest" },
  { name: "customers_lost", format: whole, better: -1, more: "fewer", most: "fewest" },
  { name: "profit", format: money, better: 1, more: "more", most: "most" },
];

function buildPanel(run, side, replay) {
  const panel = $("panel").content.firstElementChild.cloneNode(true);
  const [customers, , employees] = panel.querySelectorAll(".columns span");
  panel.classList.add(`side-${side}`, `line-${run.dash}`);
  panel.querySelector("h2").textContent = run.policy;
  panel.querySelector(".describes").textContent = run.describes;
  $("panels").append(panel);
  const figures = [...panel.querySelectorAll(".figures > div")].map((figure) => ({
    value: figure.querySelector("data"), note: figure.querySelector("small"),
  }));
  const canvas = panel.querySelector("canvas");
  const columns = [
    { head: customers, word: "customers ask →", counts: run.customers_here },
    { head: employees, word: "employees", counts: presentByWeek(run.employees, replay.weeks) },
  ];
  const lost = panel.querySelector(".lost");
  return { panel, figures, columns, lost, work: workRows(panel), canvas, crowd: new Crowd(canvas, run, replay) };
}

// How many are there in each week.
function presentByWeek(states, weeks) {
  const counts = new Int32Array(weeks);
  for (let at = 0; at < states.length; at++) if (isHere(states[at])) counts[at % weeks]++;
  return counts;
}

// The numbers of a week, and beside the best of each by how much.
function showFigures(panels, runs, week) {
  for (const { columns } of panels) {
    for (const { head, word, counts } of columns) head.textContent = `${whole.format(counts[week])} ${word}`;
  }
  panels.forEach(({ lost, work, crowd }, side) => {
    lost.textContent = lostInWords(runs[side], week);
    showWork(runs[side], work, crowd.index.asked, week);
  });
  FIGURES.forEach(({ name, format, better, more, most }, nth) => {
    const values = runs.map((run) => run[name][week]);
    panels.forEach(({ figures }, side) => {
      const { value, note } = figures[nth];
      const leads = values.map((other) => (values[side] - other) * better).filter((_, other) => other !== side);
      const lead = Math.min(...leads);
      const says = runs.length === 2 ? `${format.format(lead)} ${more}` : most;
      value.value = values[side];
      value.textContent = format.format(values[side]).replace("-", "−");
      note.textContent = lead > 0 ? says : "";
    });
  });
}

const countOf = (count, one, many) => `${whole.format(count)} ${count === 1 ? one : many}`;

// Whom the number of people lost counts, and whom not.
function lostInWords(run, week) {
  const managers = run.manager_quits[week];
  const employees = run.people_lost[week] - managers;
  const removed = run.removed.subarray(0, week + 1).reduce((sum, count) => sum + count, 0);
  return `${countOf(employees, "employee", "employees")}, ${countOf(managers, "manager", "managers")} quit since week 1; `
    + `${whole.format(removed)} more let go`;
}

// What became of requests in the week, of customers and of employees; and how many of those asked in it are drawn.
const WEEKS_WORK = [
  ["asked", "declined", "done", "late", "given_up", "waiting"],
  ["own_asked", null, "own_answered", null, "own_lapsed", "own_waiting"],
];

function workRows(panel) {
  return [...panel.querySelectorAll(".work tbody tr")].map((row, nth) => {
    const cells = Array.from({ length: WEEKS_WORK[nth].length + 1 }, () => row.insertCell());
    cells.at(-1).innerHTML = '<span></span><span class="of"></span>';
    return { cells, names: WEEKS_WORK[nth], who: nth ? "people" : "customers" };
  });
}

function showWork(run, rows, shown, week) {
  for (const { cells, names, who } of rows) {
    names.forEach((name, nth) => { cells[nth].textContent = name ? whole.format(run[name][week]) : "–"; });
    const [drawn, of] = cells[names.length].children;
    drawn.textContent = shown[who][week];
    of.textContent = ` of ${whole.format(run[names[0]][week])}`;
  }
}
