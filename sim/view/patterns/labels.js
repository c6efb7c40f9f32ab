// Places names beside their marks so that nothing overlaps. All in pixels, from the top left.

const RINGS = [16, 28, 44, 62, 84, 110, 140, 176];
const DIRECTIONS = 24;
const GAP = 2;
const NEARBY = 120;

// Whether two boxes { left, right, top, bottom } touch.
function touch(a, b) {
  return a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;
}

// The direction away from the marks nearby: lines that go there cross the fewest others.
function outward({ x, y }, marks) {
  const near = marks.filter((other) => Math.hypot(other.x - x, other.y - y) < NEARBY);
  const mean = (of) => near.reduce((sum, other) => sum + other[of], 0) / near.length;
  return Math.atan2(y - mean("y"), x - mean("x"));
}

// Where the middle of each mark's name goes, relative to the mark: the nearest place that is free, for those who come
// first; null where none is.
function placed(marks, room) {
  const taken = marks.map(({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }));
  const angles = Array.from({ length: DIRECTIONS }, (_, turn) => (2 * Math.PI * turn) / DIRECTIONS);
  const crowd = (one) => marks.filter((other) => Math.hypot(other.x - one.x, other.y - one.y) < 60).length;
  const order = [...marks.keys()].sort((a, b) => Boolean(marks[b].first) - Boolean(marks[a].first) || crowd(marks[a]) - crowd(marks[b]) || a - b);
  const found = marks.map(() => null);
  for (const nth of order) {
    const { x, y, width, height } = marks[nth];
    const away = outward(marks[nth], marks);
    const turns = [...angles].sort((a, b) => Math.cos(b - away) - Math.cos(a - away));
    search: for (const ring of RINGS) {
      for (const angle of turns) {
        const dx = Math.cos(angle) * (ring + width / 2), dy = Math.sin(angle) * (ring + height / 4);
        const box = { left: x + dx - width / 2, right: x + dx + width / 2, top: y + dy - height / 2, bottom: y + dy + height / 2 };
        if (box.left < 0 || box.top < 0 || box.right > room.width || box.bottom > room.height) continue;
        if (taken.some((other) => touch(box, other))) continue;
        taken.push(box);
        found[nth] = { dx, dy };
        break search;
      }
    }
  }
  return found;
}
