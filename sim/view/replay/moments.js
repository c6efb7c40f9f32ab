// The moments of the story: a list to click, marks on the slider, and the band that says who is ahead when.

// Lays them out; the answer brings the list to a week.
function layOutMoments({ story, weeks, runs }, show) {
  const entries = story.moments.map((moment) => {
    const entry = document.createElement("button");
    entry.type = "button";
    entry.className = sideOf(moment);
    entry.textContent = moment.text;
    entry.addEventListener("click", () => show(moment.week));
    $("moments").appendChild(document.createElement("li")).append(entry);
    drawTick(moment, weeks, show);
    return { entry, week: moment.week };
  });
  if (!entries.length) $("moments").appendChild(document.createElement("li")).textContent = "Nothing out of the ordinary.";
  drawBand(story.ahead, runs);
  let latest = null;
  return (week) => {
    const current = entries.findLast((entry) => entry.week <= week)?.entry ?? null;
    for (const { entry, week: at } of entries) entry.classList.toggle("coming", at > week);
    if (current === latest) return;
    latest?.removeAttribute("aria-current");
    current?.setAttribute("aria-current", "step");
    $("moments").scrollTop = current ? current.offsetTop - $("moments").clientHeight / 2 : 0;
    latest = current;
  };
}

const sideOf = ({ kind, side }) => `${kind} side-${side}`;

function drawTick(moment, weeks, show) {
  const tick = document.createElement("span");
  tick.className = sideOf(moment);
  tick.style.left = `${(100 * moment.week) / Math.max(1, weeks - 1)}%`;
  tick.title = moment.text;
  tick.addEventListener("click", () => show(moment.week));
  $("ticks").append(tick);
}

function drawBand(ahead, runs) {
  for (let from = 0, to; from < ahead.length; from = to) {
    for (to = from + 1; to < ahead.length && ahead[to] === ahead[from];) to++;
    const stretch = document.createElement("i");
    stretch.className = ahead[from] < 0 ? "level" : `side-${ahead[from]} line-${runs[ahead[from]].dash}`;
    stretch.style.flexGrow = to - from;
    $("ahead").append(stretch);
  }
}
