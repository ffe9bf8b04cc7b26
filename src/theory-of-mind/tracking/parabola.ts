type Point = readonly [number, number];

/**
 * How far points are off the smooth curve nearest to them: root mean square of what a parabola over the chord from the
 * first point to the last leaves over [m]. Less than four points are on a curve always.
 * @param from - Index of the first point.
 * @param to - Index after the last one.
 */
export function roughness(points: readonly Point[], from = 0, to = points.length): number {
  const [first, last] = [points[from], points[to - 1]];
  if (first === undefined || last === undefined || to - from < 4) {
    return 0;
  }
  const long = Math.hypot(last[0] - first[0], last[1] - first[1]);
  return long === 0 ? 0 : Math.sqrt(leftOver(points, from, to, first, last) / (to - from - 3));
}

/**
 * Sum of squares the best parabola leaves over [m²], by orthogonal polynomials in the place along the chord; plain loops,
 * for it is asked for every part of every wall.
 */
function leftOver(
  points: readonly Point[],
  from: number,
  to: number,
  first: Point,
  last: Point,
): number {
  const count = to - from;
  const square = (last[0] - first[0]) ** 2 + (last[1] - first[1]) ** 2;
  const long = Math.sqrt(square);
  const [cx, cy] = [(last[0] - first[0]) / square, (last[1] - first[1]) / square];
  let [u1, u2, u3, u4, y0, y1, y2, yy] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = from; k < to; k++) {
    const [px, py] = points[k] ?? first;
    const [dx, dy] = [px - first[0], py - first[1]];
    const u = dx * cx + dy * cy - 0.5;
    const y = (dy * cx - dx * cy) * long;
    const s = u * u;
    u1 += u;
    u2 += s;
    u3 += s * u;
    u4 += s * s;
    y0 += y;
    y1 += y * u;
    y2 += y * s;
    yy += y * y;
  }
  const a = u1 / count;
  const width = Math.max(1e-12, u2 - a * u1);
  const skew = (u3 - a * u2) / width;
  const b = skew;
  const c = (u2 - b * u1) / count;
  const bends = Math.max(1e-12, u4 - b * u3 - c * u2);
  const tilt = y1 - a * y0;
  const bend = y2 - b * y1 - c * y0;
  return Math.max(0, yy - (y0 * y0) / count - (tilt * tilt) / width - (bend * bend) / bends);
}
