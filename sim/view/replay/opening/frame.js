// The frame of the opening: from scene to scene, in and out, all of it by keyboard; and its start.

const ENTER = { sort: enterSort, guess: drawGuess, watch: enterWatch, levers: showSetting, end: showCard };
const LEAVE = { sort: leaveSort, watch: stopFilm };
const STEPS = SCENES.map((scene, nth) => {
  const step = document.createElement("button");
  step.type = "button";
  step.innerHTML = `${nth + 1}<small></small>`; // on a phone the numbers only
  step.firstElementChild.textContent = ` ${scene.dataset.name}`;
  step.ariaLabel = `${nth + 1} ${scene.dataset.name}`;
  step.addEventListener("click", () => turnTo(nth));
  $("places").appendChild(document.createElement("li")).append(step);
  return step;
});

// Shows a scene and puts the keyboard at its beginning.
function turnTo(nth) {
  const before = sceneOnShow();
  if (before) LEAVE[before.id]?.();
  SCENES.forEach((scene, other) => {
    scene.hidden = other !== nth;
    STEPS[other].toggleAttribute("aria-current", other === nth);
  });
  STEPS[nth].setAttribute("aria-current", "step");
  $("before").disabled = nth === 0;
  $("after").textContent = nth === SCENES.length - 1 ? "To the replay" : `Next: ${SCENES[nth + 1].dataset.name.toLowerCase()}`;
  opening.scrollTop = 0;
  ENTER[SCENES[nth].id]();
  keepTold();
  SCENES[nth].querySelector("h3").focus({ preventScroll: true });
}

const turnBy = (step) => turnTo(SCENES.indexOf(sceneOnShow()) + step);

function openOpening() {
  pause();
  opening.showModal();
  turnTo(0);
}

// Where an address of the opening is put into a page that is open.
function goToScene() {
  if (sceneAsked() < 0) return;
  Object.assign(told, readTold());
  if (!opening.open) opening.showModal();
  turnTo(sceneAsked());
}

opening.addEventListener("keydown", (event) => event.stopPropagation()); // the replay's own keys rest
opening.addEventListener("close", () => {
  LEAVE[sceneOnShow().id]?.();
  history.replaceState(null, "", location.pathname + location.search);
  $("play").focus();
  if (!still) play();
});
$("skip").addEventListener("click", () => opening.close());
$("before").addEventListener("click", () => turnBy(-1));
$("after").addEventListener("click", () => (sceneOnShow() === SCENES.at(-1) ? opening.close() : turnBy(1)));
$("again").addEventListener("click", openOpening);
addEventListener("hashchange", goToScene);
if (opening.open) turnTo(Math.max(0, sceneAsked()));

// For tests and the curious.
window.opened = {
  told,
  scene: () => sceneOnShow()?.id,
  branch: branchAt,
  drawn: () => settingInWords(),
};
