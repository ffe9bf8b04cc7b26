/** Convex hull of all places where anybody was ever seen: x and y of its corners in turn, counter-clockwise [m]. */
export type SeenArea = readonly number[];

/** Farther than any field of view [m]. */
const UNBOUNDED = 1000;

/** The area with one more place in it. */
export function widen(area: SeenArea, x: number, y: number): SeenArea {
  if (area.length === 0) {
    return [x, y];
  }
  if (area.length >= 6 && contains(area, x, y)) {
    return area;
  }
  const corners = [{ x, y }];
  for (let i = 0; i < area.length; i += 2) {
    corners.push({ x: area[i] ?? 0, y: area[i + 1] ?? 0 });
  }
  corners.sort((a, b) => a.x - b.x || a.y - b.y);
  const lower = chain(corners);
  const upper = chain(corners.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)].flatMap((corner) => [corner.x, corner.y]);
}

type Corner = { readonly x: number; readonly y: number };

/** One half of Andrew's monotone chain. */
function chain(sorted: readonly Corner[]): readonly Corner[] {
  const kept: Corner[] = [];
  for (const next of sorted) {
    for (;;) {
      const [a, b] = [kept.at(-2), kept.at(-1)];
      if (a === undefined || b === undefined || turn(a.x, a.y, b.x, b.y, next.x, next.y) > 0) {
        break;
      }
      kept.pop();
    }
    kept.push(next);
  }
  return kept;
}

function turn(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

function contains(area: SeenArea, x: number, y: number): boolean {
  for (let i = 0; i < area.length; i += 2) {
    const j = i + 2 < area.length ? i + 2 : 0;
    if (turn(area[i] ?? 0, area[i + 1] ?? 0, area[j] ?? 0, area[j + 1] ?? 0, x, y) < 0) {
      return false;
    }
  }
  return true;
}

/** How far it is from a place along a direction of length one to the border of the area, 0 when beyond it [m]. */
export function wayOut(
  area: SeenArea,
  x: number,
  y: number,
  alongX: number,
  alongY: number,
): number {
  let least = UNBOUNDED;
  for (let i = 0; area.length >= 6 && i < area.length; i += 2) {
    const j = i + 2 < area.length ? i + 2 : 0;
    const [ax, ay] = [area[i] ?? 0, area[i + 1] ?? 0];
    const outX = (area[j + 1] ?? 0) - ay;
    const outY = ax - (area[j] ?? 0);
    const closing = outX * alongX + outY * alongY;
    if (closing > 1e-9) {
      least = Math.min(least, (outX * (ax - x) + outY * (ay - y)) / closing);
    }
  }
  return Math.max(0, least);
}
