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
    once: () => true,
    turnTo(path) {
      const map = path.endsWith("/map");
      document.getElementById("to-play").toggleAttribute("aria-current", !map);
      document.getElementById("to-map").toggleAttribute("aria-current", map);
      return [map, !map];
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
  const text = `${Math.round(percent)}%`.replace("-", "−");
  return name === "staffing_slack" && Math.round(percent) > 0 ? `+${text}` : text;
}
