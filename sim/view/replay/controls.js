// Buttons, keys, pointers, the slider and the address; and the start of it all.

const QUARTER = 13; // weeks

function swap() {
  $("panels").append($("panels").firstElementChild);
}

// The one panel that a phone has room for.
function showSide(shownSide) {
  [...$("sides").children].forEach((button, side) => { button.ariaPressed = String(side === shownSide); });
  panels.forEach(({ panel }, side) => panel.classList.toggle("aside", side !== shownSide));
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

async function savePicture() {
  pause();
  await ready;
  const drawCrowd = (side, canvas, width, height) => {
    const crowd = new Crowd(canvas, runs[side], replay);
    crowd.resize(width, height, PICTURE.scale, commonSizes(replay, width, height));
    crowd.draw(shown, timeOnShow(), markedTeams(shown, side), (tracks ?? tellingTracks)?.[side][shown]);
  };
  save(`replay-week-${shown + 1}.png`, await pictureOf(replay, shown, drawCrowd));
}

const KEYS = {
  " ": toggle,
  ArrowLeft: (event) => show(shown - (event.shiftKey ? QUARTER : 1)),
  ArrowRight: (event) => show(shown + (event.shiftKey ? QUARTER : 1)),
  Home: () => show(0),
  End: () => show(weeks - 1),
  Escape: () => follow(null),
  n: nextMoment,
  f: fullScreen,
};

function onKey(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const own = event.target.closest("button, select, summary, a, [type=checkbox]");
  if (!$("keys").checked || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, key)) return;
  if (own && (key === " " || own.matches("select"))) return;
  event.preventDefault();
  KEYS[key](event);
}

panels.forEach(({ panel, canvas, crowd }, side) => {
  panel.addEventListener("pointerenter", () => { $("charts").dataset.only = side; });
  panel.addEventListener("pointerleave", () => { delete $("charts").dataset.only; });
  canvas.addEventListener("click", (event) => {
    const who = crowd.hit(event.offsetX, event.offsetY, shown);
    if (!who) return;
    listPeople();
    follow(who);
  });
  canvas.addEventListener("pointermove", (event) => {
    canvas.style.cursor = crowd.hit(event.offsetX, event.offsetY, shown) ? "pointer" : "";
  });
});
[...$("sides").children].forEach((button, side) => button.addEventListener("click", () => showSide(side)));
$("play").addEventListener("click", toggle);
$("back").addEventListener("click", () => show(shown - 1));
$("forward").addEventListener("click", () => show(shown + 1));
$("next").addEventListener("click", nextMoment);
$("swap").addEventListener("click", swap);
$("full").addEventListener("click", fullScreen);
$("png").addEventListener("click", savePicture);
$("csv").addEventListener("click", () => save("replay.csv", new Blob([tableOf(replay)], { type: "text/csv" })));
$("more")?.addEventListener("click", () => follow({ kind: "e", id: replay.telling }));
$("leave").addEventListener("click", () => follow(null));
$("week").addEventListener("input", () => show($("week").value - 1));
$("who").addEventListener("focus", listPeople);
$("who").addEventListener("change", () => follow(personAt($("who").value)));
addEventListener("keydown", onKey);
addEventListener("hashchange", goToAddress);
// Colours are read once: with other ones the page begins anew, at the week in its address.
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => location.reload());
document.documentElement.classList.toggle("drawn-dark", dark.matches); // paper is light

$("panels").style.setProperty("--teams", replay.teams);
showSide(0);
const fitting = new ResizeObserver(fitCanvases);
for (const { canvas } of panels) fitting.observe(canvas);
fitCanvases();
const asked = readAddress();
show(asked.week ?? 0);
if (asked.who) goToAddress();

const ready = (async () => {
  await loadPlotly();
  markCharts = drawCharts($("charts"), replay, show);
  markCharts(shown);
  if (!location.hash && shown === 0 && !still && !covered()) play();
  return performance.now();
})();

// For tests and the curious.
window.replay = {
  ready, // promises the milliseconds from the start until all can be used
  play, pause, show,
  follow: (address) => follow(address === null ? null : personAt(address)),
  week: () => shown + 1,
  // The marks of the requests that are drawn on a side, each with its place in px.
  requests: (side) => flights(panels[side].crowd, shown, timeOnShow()).map(({ mark, x, y, way }) => ({ mark, x, y, moves: Boolean(way) })),
  playing: () => playing,
  moments: story.moments,
  // Milliseconds of script for a frame, over the latest frames.
  frameCost: () => {
    const sorted = [...costs].sort((a, b) => a - b);
    return { median: sorted[sorted.length >> 1], p95: sorted[Math.floor(sorted.length * 0.95)], frames: sorted.length };
  },
};
