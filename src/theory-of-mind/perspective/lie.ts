import { direction, cross, dot, norm, subtract, type Vector } from "../../quantity/vector.ts";
import type { Eyes } from "./eyes.ts";

/** How a place lies from where somebody stands, by the way the body faces. */
export type Lie = {
  readonly depth: "in front" | "behind";
  readonly side: "left" | "right";
  /** [m] */
  readonly distance: number;
};

/** How a place lies for somebody. What is exactly abeam counts as in front, what is exactly ahead as left. */
export function lieOf(eyes: Eyes, place: Vector): Lie {
  const gap = subtract(place, eyes.place);
  const ahead = direction(eyes.heading);
  return {
    depth: dot(ahead, gap) >= 0 ? "in front" : "behind",
    side: cross(ahead, gap) >= 0 ? "left" : "right",
    distance: norm(gap),
  };
}

/** Which of two places is nearer for somebody; the first where both are as near. */
export function nearerOf(eyes: Eyes, first: Vector, second: Vector): "first" | "second" {
  return lieOf(eyes, first).distance <= lieOf(eyes, second).distance ? "first" : "second";
}
