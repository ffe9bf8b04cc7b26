import type { Motion } from "./protocol.ts";

/** Where the base is after moving steadily for a time, in the frame it started from: x, y [m], yaw [rad]. */
export function arrive(motion: Motion, seconds: number): { x: number; y: number; yaw: number } {
  const yaw = motion.turn * seconds;
  const half = yaw / 2;
  const chord = Math.abs(half) < 1e-6 ? seconds : (seconds * Math.sin(half)) / half;
  const c = Math.cos(half);
  const s = Math.sin(half);
  return {
    x: chord * (motion.x * c - motion.y * s),
    y: chord * (motion.x * s + motion.y * c),
    yaw,
  };
}

/** The way of a steady motion as `count` points from the start on, x and y in turn, in the frame it started from [m]. */
export function arc(motion: Motion, seconds: number, count: number): Float32Array {
  const points = new Float32Array(count * 2);
  for (let i = 0; i < count; i++) {
    const at = arrive(motion, (seconds * i) / (count - 1));
    points[2 * i] = at.x;
    points[2 * i + 1] = at.y;
  }
  return points;
}
