// The crowd of one policy on its canvas. People at rest are painted on a hidden canvas, only where they changed;
// each frame lays them over the rows and the routes, and the requests over them. A seat that nobody holds is not drawn.

const UNPAINTED = 255;
const LEAVING_WEEKS = 3; // weeks that a ring marks an employee who left
const SMALLEST_NAMED_ROW = 9; // px
const [ROW, MARKED, ALERT, SOFT, FOLLOWED] = ["row", "marked", "alert", "soft", "focus"].map(color);

class Crowd {
  constructor(canvas, run, { weeks, teams, teamNames, slip, runs }) {
    Object.assign(this, { canvas, run, weeks, teams, teamNames, side: runs.indexOf(run) });
    this.requests = readRequests(run, teams);
    this.index = indexRequests(this.requests, weeks);
    this.left = leavers(run, weeks);
    this.context = canvas.getContext("2d");
    this.resting = document.createElement("canvas");
    this.restingContext = this.resting.getContext("2d");
    const [customers, seats] = [run.customer_team, run.employee_team].map((teamOf) => membersByTeam(teamOf, teams));
    this.customers = { states: run.customers, looks: CUSTOMER_LOOKS, members: customers };
    this.managers = { states: run.managers, looks: PERSON_LOOKS };
    this.desks = {
      states: run.employees, looks: PERSON_LOOKS, members: seats,
      slips: run.urgent.map((urgent) => Math.ceil(urgent / slip)),
    };
  }

  resize(width, height, density, sizes) {
    Object.assign(this, { width, height, density, sizes });
    for (const canvas of [this.canvas, this.resting]) {
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
    }
    const { run, teams } = this;
    const { row, customers, desks, manager } = sizes;
    const middle = Array.from({ length: teams }, (_, team) => ({ x: width * ZONES.manager, y: (team + 0.5) * row }));
    const left = places(run.customer_team, teams, sizes.names, customers, row);
    const right = places(run.employee_team, teams, width * ZONES.employees, desks, row);
    this.stand(this.customers, left, customers, customers.size * 0.44);
    this.stand(this.managers, middle, { across: manager, down: manager }, manager * 0.46);
    this.stand(this.desks, right, desks, desks.size * 0.46);
  }

  stand(group, at, cell, radius) {
    const painted = new Uint8Array(at.length).fill(UNPAINTED);
    const piled = new Uint8Array(at.length);
    Object.assign(group, { at, cell, radius, painted, piled, stamps: stamps(group.looks, radius, this.density) });
  }

  // A frame: people as at the week's end, requests at a time of it, in days since the start. Marked teams are those that
  // the story is about, and the place, if any, is that of the person who is followed.
  draw(week, time, marked, place) {
    const { context, density } = this;
    for (const group of [this.customers, this.managers, this.desks]) this.rest(group, week);
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    this.drawRows(marked);
    const flying = flights(this, week, time);
    drawRoutes(context, flying);
    context.drawImage(this.resting, 0, 0, this.width, this.height);
    this.drawLeavers(week);
    if (place) this.drawFollowed(place);
    drawRequests(context, flying, this.sizes.request);
  }

  // Brings the people at rest to a week, touching only who changed.
  rest({ states, slips, at, cell, radius, painted, piled, stamps }, week) {
    const { restingContext: context, density } = this;
    for (let i = 0; i < at.length; i++) {
      const state = states[i * this.weeks + week];
      const pile = slips ? slips[i * this.weeks + week] : 0;
      if (state === painted[i] && pile === piled[i]) continue;
      painted[i] = state;
      piled[i] = pile;
      const { x, y } = at[i];
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(x - cell.across / 2, y - cell.down / 2, cell.across, cell.down);
      this.drawPile(x + radius * 0.72, y + radius, radius, pile);
      if (stamps[state]) this.stamp(stamps[state], slips ? x - radius * 0.4 : x, y);
    }
  }

  // Puts a picture on whole pixels, so that it stays crisp.
  stamp(picture, x, y) {
    const { restingContext: context, density } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(picture, Math.round(x * density - picture.width / 2), Math.round(y * density - picture.height / 2));
  }

  // Urgent requests lie beside the desk as slips, or as a bar where slips would be too thin to see.
  drawPile(left, bottom, radius, slips) {
    const step = (2 * radius) / this.sizes.tallest;
    this.restingContext.fillStyle = INK;
    for (let slip = 1; slip <= slips; slip++) {
      this.restingContext.fillRect(left, bottom - slip * step, radius * 0.62, step > 3 ? step - 1 : step);
    }
  }

  drawRows(marked) {
    const { context, sizes: { row, names } } = this;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (let team = 0; team < this.teams; team++) {
      const marks = marked.includes(team);
      context.fillStyle = marks ? MARKED : ROW;
      if (marks || team % 2 === 0) context.fillRect(0, team * row, this.width, row);
      if (row < SMALLEST_NAMED_ROW) continue;
      context.font = `${marks ? 700 : 400} ${Math.min(names / 5.1, row * 0.75)}px system-ui, sans-serif`;
      context.fillStyle = marks ? ALERT : SOFT;
      context.fillText(this.teamNames[team], names - 4, (team + 0.5) * row);
    }
  }

  // A ring that widens and fades over the weeks after somebody left.
  drawLeavers(week) {
    const { context, weeks, left, desks: { at, radius } } = this;
    context.strokeStyle = ALERT;
    context.lineWidth = Math.max(1, radius * 0.2);
    for (let age = 0; age < Math.min(LEAVING_WEEKS, week); age++) {
      const wide = radius * (1.15 + 0.2 * age);
      context.beginPath();
      for (let seat = 0; seat < at.length; seat++) {
        if (!left[seat * weeks + week - age]) continue;
        const x = at[seat].x - radius * 0.4;
        context.moveTo(x + wide, at[seat].y);
        context.arc(x, at[seat].y, wide, 0, 2 * Math.PI);
      }
      context.globalAlpha = 1 - age / LEAVING_WEEKS;
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  // Where somebody stands in a group.
  spot(group, member) {
    const { at, radius, slips } = group;
    return { x: at[member].x - (slips ? radius * 0.4 : 0), y: at[member].y, radius };
  }

  drawFollowed({ group, member }) {
    const { context } = this;
    const { x, y, radius } = this.spot(this[group], member);
    context.beginPath();
    context.arc(x, y, radius + 4, 0, 2 * Math.PI);
    context.strokeStyle = PAPER;
    context.lineWidth = 6;
    context.stroke();
    context.strokeStyle = FOLLOWED;
    context.lineWidth = 3;
    context.stroke();
  }

  // Who stands at a point: an employee or manager by number, a customer by its dot; or null.
  hit(x, y, week) {
    for (const [name, people] of [["desks", "employee_person"], ["managers", "manager_person"], ["customers", null]]) {
      const { at, cell } = this[name];
      for (let member = 0; member < at.length; member++) {
        if (Math.abs(at[member].x - x) > cell.across / 2 || Math.abs(at[member].y - y) > cell.down / 2) continue;
        if (!people) return { kind: "c", id: member };
        const id = this.run[people][member * this.weeks + week];
        return id < 0 ? null : { kind: "e", id, side: this.side };
      }
    }
    return null;
  }

  // The picture in words, for those who do not see it.
  describe(week) {
    const count = ({ states }, words) => {
      const counts = new Array(words.length).fill(0);
      for (let i = week; i < states.length; i += this.weeks) if (states[i] in counts) counts[states[i]]++;
      return words.map((word, state) => `${counts[state]} ${word}`).filter((_, state) => counts[state]).join(", ");
    };
    return `Managers: ${count(this.managers, PERSON_WORDS)}. Employees: ${count(this.desks, PERSON_WORDS)}. `
      + `Customer dots: ${count(this.customers, CUSTOMER_WORDS)}.`;
  }
}

// In which weeks somebody left each seat, also where a successor sat down at once; whoever became a manager has not left.
function leavers({ employee_person: people, manager_person: managers }, weeks) {
  const left = new Uint8Array(people.length);
  for (let at = 0; at < people.length; at++) {
    const week = at % weeks;
    const before = week ? people[at - 1] : -1;
    if (before < 0 || people[at] === before) continue;
    left[at] = 1;
    for (let team = week; team < managers.length; team += weeks) if (managers[team] === before) left[at] = 0;
  }
  return left;
}
