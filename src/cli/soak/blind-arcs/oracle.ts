import type { Twist } from "../../../quantity/frame.ts";
import type { Vector } from "../../../quantity/vector.ts";

/**
 * Where something can be hidden from a scanner, and what a robot sweeps until it stands, by brute force: a grid of places,
 * every beam, every step of the way. Shares no code with the room it judges.
 */

/** A beam as a direction in the base frame [rad], and whether it sees. */
export type Ray = { readonly angle: number; readonly sighted: boolean };

/** Half the width of a thing that must not be missed [m]. */
const RADIUS = 0.075;

/** What is nearer to the robot than this touches it already [m]. */
const BESIDE = 0.01;

/** The grid of places, and how far it goes [m]. */
const GRID = 0.03;
const FAR = 1.8;

/** Every place of the grid in which a disc touches no sighted beam and not the robot. */
export function hiddenDiscs(
  rays: readonly Ray[],
  eye: Vector,
  footprint: readonly Vector[],
): readonly Vector[] {
  const sighted = rays
    .filter((ray) => ray.sighted)
    .map(({ angle }) => turned(angle))
    .sort((a, b) => a - b);
  const found: Vector[] = [];
  for (let x = -FAR; x <= FAR; x += GRID) {
    for (let y = -FAR; y <= FAR; y += GRID) {
      const away = Math.hypot(x - eye.x, y - eye.y);
      if (
        away > RADIUS &&
        !isMet(sighted, Math.atan2(y - eye.y, x - eye.x), Math.asin(RADIUS / away)) &&
        distanceTo(footprint, { x, y }) >= RADIUS + BESIDE
      ) {
        found.push({ x, y });
      }
    }
  }
  return found;
}

function turned(angle: number): number {
  return angle - 2 * Math.PI * Math.floor(angle / (2 * Math.PI));
}

/** Whether a sorted list of beams has one within an angle of a bearing. */
function isMet(beams: readonly number[], bearing: number, within: number): boolean {
  const from = turned(bearing - within);
  let low = 0;
  let high = beams.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beams[middle] ?? 0) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const next = beams[low] ?? (beams[0] ?? Infinity) + 2 * Math.PI;
  return next - from <= 2 * within;
}

/** Distance of a point from a convex outline, 0 inside [m]. */
export function distanceTo(outline: readonly Vector[], point: Vector): number {
  let least = Infinity;
  let inside = true;
  for (let i = 0; i < outline.length; i++) {
    const a = outline[i] ?? point;
    const b = outline[(i + 1) % outline.length] ?? point;
    const [ex, ey, px, py] = [b.x - a.x, b.y - a.y, point.x - a.x, point.y - a.y];
    const along = Math.max(0, Math.min(1, (ex * px + ey * py) / (ex * ex + ey * ey)));
    least = Math.min(least, Math.hypot(px - along * ex, py - along * ey));
    inside = inside && ex * py - ey * px >= 0;
  }
  return inside ? 0 : least;
}

/** Whether the outline meets any of the discs on its way until it stands: first unbraked, then braked to standstill. */
export function sweepHits(
  discs: readonly Vector[],
  outline: readonly Vector[],
  twist: Twist,
  reaction: number,
  braking: number,
): boolean {
  const speed = Math.hypot(twist.vx, twist.vy);
  const radius = Math.max(...outline.map(({ x, y }) => Math.hypot(x, y)));
  const fastest = Math.max(speed, Math.abs(twist.wz) * radius);
  const stopping = fastest / braking;
  const whole = reaction + stopping / 2;
  const near = discs.filter(
    ({ x, y }) => Math.hypot(x, y) <= radius + RADIUS + speed * whole + GRID,
  );
  const steps = Math.max(2, Math.ceil((fastest * whole) / 0.01));
  for (let k = 0; k <= steps; k++) {
    const pose = poseAfter(twist, (whole * k) / steps);
    const c = Math.cos(pose.yaw);
    const s = Math.sin(pose.yaw);
    for (const disc of near) {
      const [dx, dy] = [disc.x - pose.x, disc.y - pose.y];
      if (distanceTo(outline, { x: c * dx + s * dy, y: -s * dx + c * dy }) < RADIUS - 1e-9) {
        return true;
      }
    }
  }
  return false;
}

/** Where a constant twist leads in a time; braking in proportion keeps the way and shortens the time. */
function poseAfter({ vx, vy, wz }: Twist, time: number): Vector & { readonly yaw: number } {
  const yaw = wz * time;
  if (Math.abs(yaw) < 1e-9) {
    return { x: vx * time, y: vy * time, yaw };
  }
  const [s, c] = [Math.sin(yaw) / wz, (1 - Math.cos(yaw)) / wz];
  return { x: s * vx - c * vy, y: c * vx + s * vy, yaw };
}
