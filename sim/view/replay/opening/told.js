// What the opening knows of the runs, and what its viewer has told and done; the address keeps the latter.

const opening = $("opening");
const SCENES = [...opening.querySelectorAll(".scene")];
const [FIRST, WAIT, UNSORTED] = "fw-"; // what became of a card
// Before anything is awaited: the replay plays by itself unless the opening lies over it.
if (!location.hash || sceneAsked() >= 0) opening.showModal();
const { header: known, arrays: branches } = readBlock(await inflate("opening-data"));
const settings = known.levers.values;
const told = readTold();
let keeping = 0;

function sceneAsked() {
  const name = new URLSearchParams(location.hash.slice(1)).get("opening");
  return SCENES.findIndex(({ id }) => id === name);
}

// What the address tells; whatever cannot be is left out.
function readTold() {
  const given = new URLSearchParams(location.hash.slice(1));
  const sorted = [...(given.get("sorted") ?? "")].filter((mark) => [FIRST, WAIT, UNSORTED].includes(mark));
  const drawn = (given.get("guess") ?? "").split("~");
  const at = (given.get("levers") ?? "").split(".").map(Number);
  const moved = at.length === settings.length && at.every((place, lever) => settings[lever][place] !== undefined);
  return {
    sorted: sorted.length === known.cards.length ? sorted : [],
    guesses: runs.map((_, side) => readGuess(drawn[side] ?? "")),
    levers: moved ? at : known.levers.own.slice(),
  };
}

// People lost by each point, which never fall; null where nothing was drawn.
function readGuess(text) {
  const values = text.split(".").map((part) => (/^\d+$/.test(part) ? Math.min(known.most, Number(part)) : NaN));
  const rises = values.every((value, nth) => value >= (values[nth - 1] ?? 0));
  return values.length === known.knots.length && rises ? values : null;
}

// The address of a scene with all that was told.
function addressOfScene(id) {
  const parts = [`opening=${id}`];
  if (told.sorted.length) parts.push(`sorted=${told.sorted.join("")}`);
  if (told.guesses.some(Boolean)) parts.push(`guess=${told.guesses.map((guess) => guess?.join(".") ?? "").join("~")}`);
  if (String(told.levers) !== String(known.levers.own)) parts.push(`levers=${told.levers.join(".")}`);
  return `#${parts.join("&")}`;
}

const sceneOnShow = () => SCENES.find(({ hidden }) => !hidden);

// To be called whenever something was told. Later, as browsers refuse many changes of the address at a time.
function keepTold() {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    if (opening.open) history.replaceState(null, "", addressOfScene(sceneOnShow().id));
  }, SETTLED_MS);
}
