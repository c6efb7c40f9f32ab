// The fifth scene: what was guessed and what happened, as words, as a picture and as a link.

const CARD = { width: 1200, height: 675, pad: 36, text: 21, lines: 27, scale: 1.5 };

// Facts of the card, each a heading and lines.
function factsOfCard() {
  const facts = [];
  if (told.sorted.length) facts.push(["The cards", [scoreInWords()]]);
  facts.push(["Who left", runs.map(({ policy, people_lost }, side) => {
    const guess = told.guesses[side]?.at(-1);
    const guessed = guess === undefined ? "you made no guess" : `you guessed ${whole.format(guess)}`;
    return `${policy}: ${countOf(people_lost.at(-1), "person has", "people have")} quit; ${guessed}.`;
  })]);
  if (settingOf(told.levers) !== settingOf(OWN)) facts.push(["Your levers", [leversInWords()]]);
  return facts;
}

function leversInWords() {
  const names = told.levers.map((place, lever) => `${$(`lever-${lever}`).labels[0].textContent.toLowerCase()} ${String(settings[lever][place]).replace("-", "−")}`);
  const another = rowOf(known.levers.rows.find(({ name }) => name === "people_lost")).at(-1);
  return `With ${names.join(", ")}: ${settingInWords()} Change in the number who quit, in another world: ${another}.`;
}

function showCard() {
  const lines = factsOfCard().flatMap(([head, said]) => {
    const title = document.createElement("dt");
    title.textContent = head;
    return [title, ...said.map((text) => {
      const line = document.createElement("dd");
      line.textContent = text;
      return line;
    })];
  });
  $("said").replaceChildren(...lines);
  $("link").value = new URL(addressOfScene("end"), location.href).href;
  const canvas = $("picture");
  Object.assign(canvas, { width: CARD.width * CARD.scale, height: CARD.height * CARD.scale });
  const context = canvas.getContext("2d");
  context.scale(CARD.scale, CARD.scale);
  drawCard(context);
  canvas.setAttribute("aria-label", `The card as a picture: ${factsOfCard().flatMap(([head, said]) => [`${head}.`, ...said]).join(" ")}`);
}

function drawCard(context) {
  const { width, height, pad, text, lines } = CARD;
  const half = width * 0.52;
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  write(context, document.querySelector("h1").textContent, pad, pad + 22, "700 30px", INK, width - 2 * pad);
  write(context, "People who quit so far; dotted: the guess", pad, pad + 66, `600 ${text}px`, INK, half - 2 * pad);
  drawLost(context, { x: pad, y: pad + 80, width: half - pad, height: height - 2 * pad - 150 }, weeks, 17);
  let y = pad + 66;
  for (const [head, said] of factsOfCard()) {
    write(context, head, half + pad, y, `700 ${text}px`, INK);
    y += lines;
    for (const one of said) for (const line of wrappedTo(context, one, width - half - 2 * pad, `400 ${text - 2}px`)) {
      write(context, line, half + pad, y, `400 ${text - 2}px`, INK);
      y += lines;
    }
    y += lines / 3;
  }
  let bottom = height - pad - 34;
  for (const line of wrappedTo(context, sourceOf(replay), width - 2 * pad, "400 16px")) {
    write(context, line, pad, bottom, "400 16px", SOFT);
    bottom += 22;
  }
}

// Text in lines no wider than so many px.
function wrappedTo(context, text, widest, font) {
  context.font = `${font} system-ui, sans-serif`;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (context.measureText(longer).width > widest && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText($("link").value);
    $("shared").textContent = "The link is copied. It opens this file at your card.";
  } catch {
    $("link").select();
    $("shared").textContent = "The browser does not let the page copy: the link is marked, copy it yourself.";
  }
}

$("copy").addEventListener("click", copyLink);
$("save").addEventListener("click", () => {
  $("picture").toBlob((picture) => save("my-card.png", picture), "image/png");
});
