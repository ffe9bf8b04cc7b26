import { roughness } from "./parabola.ts";
import type { Segment } from "./segments.ts";

type Point = Segment["points"][number];

/** What is smooth has less than this left over by a parabola, people side by side more than that [m]; so many points show it [1]. */
const SMOOTH = 0.017;
const ROUGH = 0.03;
const FEATURED = 4;
/** Two legs side by side are no wider than this [m]; what is round bulges more than this [1/m]: a trunk of half a metre. */
const HIPS = 0.4;
const ROUND = 1.2;
/** Parts of walls that are looked at are this long [m], and of so many points at least [1]. */
const PART = 0.6;
const LEAST = 5;
/** What is wider than this is no few people [m]. */
const FEW = 1.8;

/**
 * Something as wide as a person, but all of one curve: two legs show a notch, a trunk or the side of a box does not. Legs
 * side by side may seem flat from afar.
 */
export function isThing({ points, width }: Segment): boolean {
  return (
    points.length >= FEATURED &&
    ((roughness(points) < SMOOTH && (width > HIPS || bulgeOf(points, width) > ROUND)) ||
      isCorner(points))
  );
}

/** How strongly points bulge towards the lidar: coefficient of the parabola over their chord, half the curvature [1/m]. */
function bulgeOf(points: readonly Point[], width: number): number {
  const [a, b] = [points[0], points.at(-1)];
  if (a === undefined || b === undefined || width === 0) {
    return 0;
  }
  const [nx, ny] = [(a[1] - b[1]) / width, (b[0] - a[0]) / width];
  const side = Math.sign(nx * a[0] + ny * a[1]);
  const off = points.reduce((sum, [x, y]) => sum - side * ((x - a[0]) * nx + (y - a[1]) * ny), 0);
  return (6 * off) / points.length / (width * width);
}

/** Whether points lie on two flat sides that meet towards the lidar. */
function isCorner(points: readonly Point[]): boolean {
  let corner = 0;
  let nearest = Infinity;
  points.forEach(([x, y], k) => {
    const far = Math.hypot(x, y);
    corner = far < nearest ? k : corner;
    nearest = Math.min(nearest, far);
  });
  return (
    corner + 1 >= FEATURED &&
    points.length - corner >= FEATURED &&
    roughness(points, 0, corner + 1) < SMOOTH / 2 &&
    roughness(points, corner) < SMOOTH / 2
  );
}

/** Whether something wide is several people side by side: not too wide for a few, and little of it smooth. */
export function isCrowd(one: Segment): boolean {
  return (
    one.width < FEW &&
    one.points.length >= FEATURED &&
    roughness(one.points) > ROUGH &&
    2 * smoothIn(one.points).length < one.points.length
  );
}

/**
 * The points of something wide around which it is smooth: parts of walls and of large things, not people side by side.
 * Those of what is too wide for a few people are told twice, for they need no second look.
 */
export function filledBy({ points, width }: Segment): readonly Point[] {
  const smooth = smoothIn(points);
  return width > FEW ? [...smooth, ...smooth] : smooth;
}

function smoothIn(points: readonly Point[]): readonly Point[] {
  return points.filter((_, k) => {
    let [from, to] = [Math.max(0, k - 2), Math.min(points.length, k + 3)];
    while (from > 0 && to < points.length && span(points[from], points[to - 1]) < PART) {
      from--;
      to++;
    }
    return (
      to - from >= LEAST &&
      span(points[from], points[to - 1]) >= PART / 2 &&
      roughness(points, from, to) < SMOOTH
    );
  });
}

/** What is too wide, cut where its points lie farthest apart, until no part is wider than given [m]. */
export function partsOf(one: Segment, most: number): readonly Segment[] {
  const { points } = one;
  if (one.width <= most || points.length < 2) {
    return [one];
  }
  let cut = 1;
  for (let k = 2; k < points.length; k++) {
    cut = span(points[k - 1], points[k]) > span(points[cut - 1], points[cut]) ? k : cut;
  }
  return [points.slice(0, cut), points.slice(cut)].flatMap((part) =>
    partsOf(withPoints(one, part), most),
  );
}

function withPoints(one: Segment, points: readonly Point[]): Segment {
  const count = points.length;
  return {
    ...one,
    x: points.reduce((sum, [x]) => sum + x, 0) / count,
    y: points.reduce((sum, [, y]) => sum + y, 0) / count,
    width: span(points[0], points.at(-1)),
    beams: count,
    cut: "no",
    points,
  };
}

function span(a: Point | undefined, b: Point | undefined): number {
  return a === undefined || b === undefined ? 0 : Math.hypot(a[0] - b[0], a[1] - b[1]);
}
