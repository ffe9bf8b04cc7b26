import type { Twist } from "../../quantity/frame.ts";
import type { Seconds } from "../../quantity/time.ts";
import { positive } from "./bearing.ts";
import { holds, type Outline, type Polygon } from "./outline.ts";
import { lengthTo } from "./ray.ts";

/**
 * When points enter an outline that is carried along a constant twist: the simulated roll-out, solved instead of
 * stepped, so that nothing thin is jumped over. Seen from the base, every point moves on a circle about the centre of
 * rotation, or on a straight line.
 */
export type Course = {
  readonly outline: Outline;
  /** Speed and direction in which points come, when the base goes straight [m/s]. */
  readonly speed: number;
  readonly dx: number;
  readonly dy: number;
  /** Yaw rate, or 0 for straight [rad/s], and the centre of rotation [m]. */
  readonly spin: number;
  readonly x: number;
  readonly y: number;
  /** Points on circles with other radii never meet the outline [m]. */
  readonly least: number;
  readonly most: number;
  /** Going straight, points outside this box do not meet it within the horizon [m]. */
  readonly box: Box;
};

type Box = {
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
};

/** A turn as slow as this is none [rad/s]: in 10 s it bends a way of 10 m by half a millimetre. */
const STRAIGHT = 1e-6;

/** @param horizon - Times later than this need not be told apart from never [s]. */
export function courseOf(outline: Outline, { vx, vy, wz }: Twist, horizon: Seconds): Course {
  const speed = Math.sqrt(vx * vx + vy * vy);
  if (Math.abs(wz) < STRAIGHT) {
    const [dx, dy] = speed > 0 ? [-vx / speed, -vy / speed] : [1, 0];
    const box = sweptBox(boxOf(outline), horizon * vx, horizon * vy);
    return { outline, speed, dx, dy, spin: 0, x: 0, y: 0, least: 0, most: Infinity, box };
  }
  const x = -vy / wz;
  const y = vx / wz;
  const radii = radiiOf(outline, x, y);
  return { outline, speed, dx: 0, dy: 0, spin: wz, x, y, ...radii, box: EVERYWHERE };
}

const EVERYWHERE: Box = { minX: -Infinity, maxX: Infinity, minY: -Infinity, maxY: Infinity };

function boxOf(outline: Outline): Box {
  if (outline.kind === "polygon") {
    return outline;
  }
  const { x, y, radius } = outline;
  const reach = radius + ROUNDING;
  return { minX: x - reach, maxX: x + reach, minY: y - reach, maxY: y + reach };
}

function sweptBox({ minX, maxX, minY, maxY }: Box, alongX: number, alongY: number): Box {
  return {
    minX: minX + Math.min(0, alongX),
    maxX: maxX + Math.max(0, alongX),
    minY: minY + Math.min(0, alongY),
    maxY: maxY + Math.max(0, alongY),
  };
}

/** The nearest and the farthest of an outline from a point [m]. */
function radiiOf(outline: Outline, x: number, y: number): { least: number; most: number } {
  const inside = holds(outline, x, y);
  if (outline.kind === "circle") {
    const away = Math.hypot(outline.x - x, outline.y - y);
    return { least: inside ? 0 : away - outline.radius, most: away + outline.radius };
  }
  let least = inside ? 0 : Infinity;
  let most = 0;
  const { x: xs, y: ys } = outline;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    const fromX = (xs[j] ?? NaN) - x;
    const fromY = (ys[j] ?? NaN) - y;
    const edgeX = (xs[i] ?? NaN) - x - fromX;
    const edgeY = (ys[i] ?? NaN) - y - fromY;
    const t = -(fromX * edgeX + fromY * edgeY) / (edgeX * edgeX + edgeY * edgeY);
    const part = Math.min(1, Math.max(0, t));
    least = Math.min(least, Math.hypot(fromX + part * edgeX, fromY + part * edgeY));
    most = Math.max(most, Math.hypot(fromX, fromY));
  }
  return { least, most };
}

/** When a point enters the outline: 0 when it is inside already, Infinity for never [s]. */
export function entryTime(course: Course, x: number, y: number): Seconds {
  if (course.spin === 0) {
    return straightEntry(course, x, y);
  }
  const offX = x - course.x;
  const offY = y - course.y;
  const radius = Math.sqrt(offX * offX + offY * offY);
  if (radius > course.most + ROUNDING || radius < course.least - ROUNDING) {
    return Infinity;
  }
  if (holds(course.outline, x, y)) {
    return 0;
  }
  const angle = Math.atan2(offY, offX);
  return course.outline.kind === "circle"
    ? circleEntry(course, course.outline, radius, angle)
    : arcEntry(course, course.outline, radius, angle);
}

/** Far above what rounding does to a radius [m]. */
const ROUNDING = 1e-6;

function straightEntry({ outline, speed, dx, dy, box }: Course, x: number, y: number): Seconds {
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) {
    return Infinity;
  }
  const length = lengthTo(outline, { x, y, dx, dy });
  return length === 0 ? 0 : length / speed;
}

/** The time until a point at an angle about the centre of rotation has come to another angle [s]. */
function timeTo(spin: number, angle: number, target: number): Seconds {
  return spin > 0 ? positive(angle - target) / spin : positive(target - angle) / -spin;
}

function circleEntry(
  { x, y, spin }: Course,
  circle: Outline & { kind: "circle" },
  radius: number,
  angle: number,
): Seconds {
  const away = Math.hypot(circle.x - x, circle.y - y);
  const cosine =
    (radius * radius + away * away - circle.radius * circle.radius) / (2 * radius * away);
  const half = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const middle = Math.atan2(circle.y - y, circle.x - x);
  return timeTo(spin, angle, spin > 0 ? middle + half : middle - half);
}

function arcEntry(
  { x, y, spin }: Course,
  { x: xs, y: ys }: Polygon,
  radius: number,
  angle: number,
): Seconds {
  let least = Infinity;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    const fromX = (xs[j] ?? NaN) - x;
    const fromY = (ys[j] ?? NaN) - y;
    const edgeX = (xs[i] ?? NaN) - x - fromX;
    const edgeY = (ys[i] ?? NaN) - y - fromY;
    const square = edgeX * edgeX + edgeY * edgeY;
    const half = (fromX * edgeX + fromY * edgeY) / square;
    const rest = half * half - (fromX * fromX + fromY * fromY - radius * radius) / square;
    const root = Math.sqrt(Math.max(0, rest));
    if (rest >= -ROUNDING) {
      for (const part of [-half - root, -half + root]) {
        if (part >= -ROUNDING && part <= 1 + ROUNDING) {
          const target = Math.atan2(fromY + part * edgeY, fromX + part * edgeX);
          least = Math.min(least, timeTo(spin, angle, target));
        }
      }
    }
  }
  return least;
}
