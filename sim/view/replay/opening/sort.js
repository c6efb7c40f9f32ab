// The first scene: cards to sort, against the clock or without. Right is what the model knows of each request.

const TICK_MS = 200;
const LAST_SECONDS = 10;
let ticking = 0;

function deal(seconds) {
  told.sorted = [];
  $("deal").hidden = $("sorted").hidden = true;
  $("table").hidden = false;
  $("clock").textContent = "";
  clearInterval(ticking);
  if (seconds) {
    const end = performance.now() + seconds * 1000;
    const tick = () => tickTo(Math.ceil((end - performance.now()) / 1000));
    ticking = setInterval(tick, TICK_MS);
    tick();
  }
  face();
  $("now-first").focus();
}

function tickTo(seconds) {
  $("clock").textContent = `${Math.max(0, seconds)} s`;
  $("clock").className = seconds <= LAST_SECONDS ? "late" : "";
  if (seconds > 0) return;
  while (told.sorted.length < known.cards.length) told.sorted.push(UNSORTED);
  showSorted(true);
}

// Shows the next card.
function face() {
  const { who, what, due } = known.cards[told.sorted.length];
  $("who-asks").textContent = `${told.sorted.length + 1} of ${known.cards.length}: ${who}`;
  $("asks").textContent = `${what}. “It is urgent.”`;
  $("is-due").textContent = due;
}

function put(mark) {
  told.sorted.push(mark);
  if (told.sorted.length < known.cards.length) face();
  else showSorted(true);
}

const isRight = (mark, { urgent }) => mark === (urgent ? FIRST : WAIT);

// What came of it; `now` where the last card was just sorted, so that the keyboard goes on from there.
function showSorted(now) {
  clearInterval(ticking);
  $("deal").hidden = $("table").hidden = true;
  $("sorted").hidden = false;
  $("score").textContent = scoreInWords();
  $("laid").replaceChildren(...known.cards.map((card, nth) => {
    const line = document.createElement("li");
    line.className = isRight(told.sorted[nth], card) ? "hit" : "miss";
    const mine = { [FIRST]: "you: first", [WAIT]: "you: can wait", [UNSORTED]: "not sorted" }[told.sorted[nth]];
    const manager = card.labelled ? "manager: urgent" : card.decided ? "manager: not urgent" : "manager: not reached";
    line.textContent = `${isRight(told.sorted[nth], card) ? "✓" : "✗"} ${card.who}, ${card.due}. ${card.urgent ? "Could not wait" : "Could wait"}; ${mine}; ${manager}.`;
    return line;
  }));
  if (now) {
    keepTold();
    $("redeal").focus();
  }
}

const countRight = (from, to) => known.cards.slice(from, to).filter((card, nth) => isRight(told.sorted[from + nth], card)).length;

function scoreInWords() {
  const count = known.cards.length;
  const half = Math.floor(count / 2);
  const left = told.sorted.filter((mark) => mark === UNSORTED).length;
  const pressing = known.cards.filter(({ urgent }) => urgent).length;
  const waited = known.cards.filter(({ urgent }, nth) => urgent && told.sorted[nth] !== FIRST).length;
  const parts = [`${countRight(0, count)} of ${count} right: ${countRight(0, half)} of the first ${half}, ${countRight(half, count)} of the last ${count - half}.`];
  if (left) parts.push(`The clock ran out on ${left}.`);
  parts.push(`${pressing} of ${count} could not wait; of these, you let ${waited} wait.`);
  return parts.join(" ");
}

function enterSort() {
  if (told.sorted.length === known.cards.length) showSorted(false);
}

// Whoever leaves in the middle begins anew.
function leaveSort() {
  clearInterval(ticking);
  if (told.sorted.length === known.cards.length) return;
  told.sorted = [];
  $("table").hidden = true;
  $("deal").hidden = false;
}

if ($("sort")) {
  $("race").addEventListener("click", () => deal(known.seconds));
  $("calm").addEventListener("click", () => deal(0));
  $("redeal").addEventListener("click", () => {
    $("sorted").hidden = true;
    $("deal").hidden = false;
    $("race").focus();
  });
  $("now-first").addEventListener("click", () => put(FIRST));
  $("can-wait").addEventListener("click", () => put(WAIT));
  $("sort").addEventListener("keydown", ({ key }) => {
    if (!$("table").hidden && key === "ArrowLeft") put(FIRST);
    else if (!$("table").hidden && key === "ArrowRight") put(WAIT);
  });
}
