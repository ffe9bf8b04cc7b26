import type { Mover } from "../../src/separation/closing-bounds.ts";
import type { Stopping } from "../../src/separation/protective-distance.ts";

/** Outline of a robot, 0.6 m long and 0.4 m wide. */
export const BOX = [
  { x: 0.3, y: 0.2 },
  { x: -0.3, y: 0.2 },
  { x: -0.3, y: -0.2 },
  { x: 0.3, y: -0.2 },
];

export const STOPPING: Stopping = { reaction: 0.3, braking: 2 };

/** That robot at rest. */
export const MOVER: Mover = {
  footprint: BOX,
  velocity: { x: 0, y: 0 },
  outline: 0,
  stopping: STOPPING,
  sight: 5,
  positioning: 0.02,
  ceiling: 1.2,
};
