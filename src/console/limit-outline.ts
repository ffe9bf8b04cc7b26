import type { LimitView } from "./protocol.ts";

/**
 * The directional limit as an outline: for each of `count` directions around the robot, counter-clockwise from its
 * front, the largest speed allowed that way while it turns as given [m/s]. x and y in turn, in the base frame.
 * @param ceiling - Drawn where the limit itself names no speed [m/s].
 */
export function limitOutline(
  limit: LimitView,
  turn: number,
  ceiling: number,
  count: number,
): Float32Array {
  const outline = new Float32Array(count * 2);
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * i) / count;
    const speed = allowedSpeed(limit, angle, turn, ceiling);
    outline[2 * i] = speed * Math.cos(angle);
    outline[2 * i + 1] = speed * Math.sin(angle);
  }
  return outline;
}

/** Largest speed allowed towards an angle from the front while turning as given; never negative [m/s]. */
export function allowedSpeed(
  limit: LimitView,
  angle: number,
  turn: number,
  ceiling: number,
): number {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  let speed = Math.min(limit.speed ?? ceiling, ceiling);
  for (const bound of limit.bounds) {
    const along = bound.x * c + bound.y * s;
    if (along > 1e-9) {
      speed = Math.min(speed, (bound.atMost - bound.turn * turn) / along);
    }
  }
  return Math.max(0, speed);
}
