// What a page carries with it: gzipped base64 in script tags. See packing.py.

// The bytes of a script tag.
async function inflate(id) {
  const text = atob(document.getElementById(id).textContent);
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

// Makes `Plotly` known, once the page has been painted.
async function loadPlotly() {
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(await inflate("plotly"));
  document.head.append(script);
}
