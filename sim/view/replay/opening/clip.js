// The film as a short clip, where the browser can record a canvas as WebM.

const CLIP = { width: 960, height: 720, pad: 24, head: 40, seconds: 8, rest: 1.2, frames: 30 };
const CLIP_TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];
const clipType = CLIP_TYPES.find((type) => window.MediaRecorder?.isTypeSupported(type));

function drawClip(context, week) {
  const { width, height, pad, head } = CLIP;
  context.fillStyle = PAPER;
  context.fillRect(0, 0, width, height);
  write(context, filmInWords(week), pad, pad + 18, "700 22px", INK, width - 2 * pad);
  drawFilm(context, { x: pad, y: pad + head, width: width - 2 * pad, height: height - 2 * pad - head - 26 }, week, 15);
  write(context, sourceOf(replay), pad, height - pad, "400 14px", SOFT, width - 2 * pad);
}

async function shootClip() {
  $("shoot").disabled = true;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: CLIP.width, height: CLIP.height });
  const context = canvas.getContext("2d");
  drawClip(context, 1);
  const recorder = new MediaRecorder(canvas.captureStream(CLIP.frames), { mimeType: clipType });
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stopped = new Promise((done) => recorder.addEventListener("stop", done));
  recorder.start();
  const began = performance.now();
  for (let share = 0; share < 1 + CLIP.rest / CLIP.seconds;) {
    await new Promise((next) => setTimeout(next, 1000 / CLIP.frames));
    share = (performance.now() - began) / 1000 / CLIP.seconds;
    drawClip(context, Math.max(1, Math.round(weeks * Math.min(1, share))));
    $("shared").textContent = `Recording ${Math.min(100, Math.round(100 * share))}% …`;
  }
  recorder.stop();
  await stopped;
  save("six-people.webm", new Blob(parts, { type: "video/webm" }));
  $("shared").textContent = "The clip is saved.";
  $("shoot").disabled = false;
}

if (clipType) $("shoot").addEventListener("click", shootClip);
else {
  $("shoot").disabled = true;
  $("shared").textContent = "No clip: this browser cannot record a canvas as WebM.";
}
