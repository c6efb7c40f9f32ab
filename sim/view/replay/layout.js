// Where everybody stands. Rows are teams; customers left, managers in the middle, employees right.

const NAMES = { share: 0.1, least: 34, most: 48 }; // at the left for the teams' names: of the width, in px
const ZONES = { customers: 0.5, manager: 0.565, employees: 0.625 }; // where customers end, managers stand, employees begin
const DESK_ASPECT = 1.45; // a desk is wider than tall: its urgent pile lies beside its employee
const LARGEST = { customer: 20, desk: 36 }; // px
const LARGEST_DESK_SHARE = 0.07; // of the width
const MANAGER_TO_DESK = 1.6; // a manager is larger than an employee, where the row allows
const LOOSEST = 2.2; // widest pitch of cells, where there is room, against their size

// Sizes that serve all runs at once, so that a dot is as large in one panel as in another.
function commonSizes({ runs, teams, tallest }, width, height) {
  const row = height / teams;
  const names = Math.max(NAMES.least, Math.min(NAMES.most, width * NAMES.share));
  const most = (teamOf) => Math.max(1, ...runs.flatMap((run) => countByTeam(run[teamOf], teams)));
  const customers = { count: most("customer_team"), width: width * ZONES.customers - names, height: row * 0.9 };
  const desks = { count: most("employee_team"), width: width * (1 - ZONES.employees) - 4, height: row * 0.94 };
  const desk = fit(desks, DESK_ASPECT, Math.min(LARGEST.desk, width * LARGEST_DESK_SHARE));
  return {
    row, names, tallest,
    customers: fit(customers, 1, LARGEST.customer),
    desks: desk,
    manager: Math.min(row * 0.96, width * (ZONES.employees - ZONES.customers) * 0.7, desk.size * MANAGER_TO_DESK),
    request: Math.max(0.9, Math.min(3.4, row * 0.125, width / 150)),
  };
}

// The largest cells of which so many fit a box: their size (height), their pitch across and down, and the columns.
function fit({ count, width, height }, aspect, largest) {
  let best = { size: 0 };
  for (let lines = 1; lines <= count; lines++) {
    const columns = Math.ceil(count / lines);
    const size = Math.min(height / lines, width / columns / aspect, largest);
    if (size <= best.size) continue;
    const across = Math.min(width / columns, size * aspect * LOOSEST);
    best = { size, columns, across, down: Math.min(height / lines, size * LOOSEST) };
  }
  return best;
}

function countByTeam(teamOf, teams) {
  const counts = new Array(teams).fill(0);
  for (const team of teamOf) counts[team]++;
  return counts;
}

// The members of each team.
function membersByTeam(teamOf, teams) {
  const members = Array.from({ length: teams }, () => []);
  teamOf.forEach((team, member) => members[team].push(member));
  return members;
}

// Where each member stands: lines in its team's row, filled from the left of the zone.
function places(teamOf, teams, left, cell, row) {
  const filled = new Array(teams).fill(0);
  const counts = countByTeam(teamOf, teams);
  return Array.from(teamOf, (team) => {
    const nth = filled[team]++;
    const line = Math.floor(nth / cell.columns) - (Math.ceil(counts[team] / cell.columns) - 1) / 2;
    return { x: left + ((nth % cell.columns) + 0.5) * cell.across, y: (team + 0.5) * row + line * cell.down };
  });
}
