// What needs no server: the value beside a slider, that a quarter is played once, which page is shown, where the debrief begins.

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  app: {
    showValues(values, now, ids) {
      ids.forEach(({ name }, at) => {
        const value = values[at];
        const before = now ? now[name] : value;
        const changed = Math.abs(value - before) > 1e-9;
        const output = document.getElementById(`value-${name}`);
        output.textContent = changed ? `${words(name, before)} → ${words(name, value)}` : words(name, value);
        output.className = changed ? "changed" : "";
      });
      return dash_clientside.no_update;
    },
    drawCrowds(people) {
      if (!people) return "";
      crowds = people;
      drawPeople();
      return "";
    },
    once: () => true,
    turnTo(path) {
      const shown = ["class", "map"].find((page) => path.endsWith(`/${page}`)) ?? "play";
      for (const page of ["play", "class", "map"]) {
        document.getElementById(`to-${page}`).toggleAttribute("aria-current", page === shown);
      }
      if (shown === "play") requestAnimationFrame(drawPeople);
      return [...["play", "class", "map"].map((page) => page !== shown), shown !== "class"];
    },
    comeIntoView(hidden) {
      if (!hidden) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        requestAnimationFrame(() => document.getElementById("debrief").scrollIntoView({ behavior: calm ? "auto" : "smooth" }));
      }
      return "";
    },
  },
});

function words(name, value) {
  const percent = 100 * value;
  if (name === "improvement") return `${percent.toFixed(1)}%`;
  if (name === "first" && !value) return "by due day";
  if (name === "first") return `${value < 0 ? "customers’" : "own people’s"} ${Math.round(Math.abs(percent))}%`;
  const text = `${Math.round(percent)}%`.replace("-", "−");
  return name === "staffing_slack" && Math.round(percent) > 0 ? `+${text}` : text;
}

// The people of both firms, drawn by the replay's own code (/crowd.js), in equal sizes.
let crowds = null;
const dark = matchMedia("(prefers-color-scheme: dark)");

function drawPeople() {
  const canvases = [0, 1].map((side) => document.getElementById(`crowd-${side}`));
  if (!crowds || !canvases[0]?.clientWidth) return;
  const { Crowd, commonSizes } = window.replay();
  document.documentElement.classList.toggle("drawn-dark", dark.matches); // paper is light
  const [width, height] = [canvases[0].clientWidth, canvases[0].clientHeight];
  const sizes = commonSizes(crowds, width, height);
  crowds.runs.forEach((run, side) => {
    const crowd = new Crowd(canvases[side], run, crowds);
    crowd.resize(width, height, devicePixelRatio, sizes);
    crowd.draw(0, 0, [], null);
    canvases[side].setAttribute("aria-label", `${run.policy}, team by team. ${crowd.describe(0)}`);
    document.getElementById(`crowd-name-${side}`).textContent = `${run.policy}: ${run.here.toLocaleString("en")} customers`;
  });
  document.getElementById("crowd-legend").replaceChildren(...legend(crowds));
}

function legend({ dot, slip }) {
  const { stamps, CUSTOMER_LOOKS, PERSON_LOOKS, CUSTOMER_WORDS, PERSON_WORDS } = window.replay();
  const entries = (looks, names) => stamps(looks, 6, devicePixelRatio).map((stamp, state) => {
    const entry = document.createElement("span");
    stamp.style.width = stamp.style.height = "14px";
    stamp.setAttribute("aria-hidden", "true");
    entry.append(stamp, names[state]);
    return entry;
  });
  const title = (text) => Object.assign(document.createElement("b"), { textContent: text });
  return [
    title("Managers, employees:"), ...entries(PERSON_LOOKS, PERSON_WORDS),
    title(`Customers, ${dot === 1 ? "one" : dot} a dot:`), ...entries(CUSTOMER_LOOKS, CUSTOMER_WORDS),
    title(`Slip at a desk: ${slip === 1 ? "an urgent request" : `up to ${slip} urgent requests`}`),
  ];
}

addEventListener("resize", drawPeople);
dark.addEventListener("change", drawPeople);

// Dash calls its radio buttons options of a list, and hides what the Tab key reaches of a drop-down from screen readers. To
// them radio buttons are radio buttons, under the question asked, and a drop-down is a button, under its label.
function nameChoices() {
  const put = (element, name, value) => {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  for (const button of document.querySelectorAll("button.dash-dropdown")) {
    put(button, "tabindex", "0");
    put(button, "aria-haspopup", "dialog");
    put(button, "aria-labelledby", `${button.id}-label ${button.id}-value`);
  }
  for (const list of document.querySelectorAll(".dash-options-list")) {
    const [button] = document.querySelectorAll("button.dash-dropdown[aria-expanded=true]");
    put(list, "role", "radiogroup");
    put(list, "aria-labelledby", list.id === "choice" ? "asks" : `${button?.id}-label`);
    for (const label of list.querySelectorAll("label[role], label[aria-selected]")) {
      label.removeAttribute("role");
      label.removeAttribute("aria-selected");
    }
  }
}

new MutationObserver(nameChoices).observe(document, { subtree: true, childList: true, attributeFilter: ["role", "aria-selected", "aria-labelledby"] });
