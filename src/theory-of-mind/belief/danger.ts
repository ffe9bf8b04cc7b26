import type { Seconds } from "../../quantity/time.ts";
import type { Vector } from "../../quantity/vector.ts";
import type { Danger } from "./false-beliefs.ts";

/** Something that may hurt people as the robot knows it now: odom frame [m], [m/s]. */
export type LiveDanger = Danger &
  Vector & {
    /** As it is now; it hurts nobody while this is `harmless`. */
    readonly state: string;
    readonly vx: number;
    readonly vy: number;
    /** Of a disc that holds it [m]. */
    readonly radius: number;
    /** What moves is forgotten once it is long out of view; what stands is remembered. */
    readonly kind: "stands" | "moves";
  };

/** What the robot itself is called as a danger. */
export const ROBOT = "robot";
/** Faster than this nobody just walks [m/s]: twice the deviation above the mean of free walking (Weidmann 1993: 1.34 ± 0.26). */
const FAST = 1.9;
/** Faster than this a robot moves [m/s], and it counts as moving until it has stood for so long [s]. */
const MOVES = 0.05;
const STOOD: Seconds = 1;
/** Of people, and of a robot as those around meet it [m]. */
const BODY = 0.3;

type Moving = Vector & { readonly vx: number; readonly vy: number };

/** When a robot last moved [s]. */
export function movedAt(before: Seconds, { vx, vy }: Moving, at: Seconds): Seconds {
  return Math.hypot(vx, vy) > MOVES ? at : before;
}

/** The robot as a danger: one that moves, or that moved a moment ago. */
export function robotDanger({ x, y, vx, vy }: Moving, moved: Seconds, at: Seconds): LiveDanger {
  const state = at - moved < STOOD ? "moving" : "standing";
  return { subject: ROBOT, harmless: "standing", state, x, y, vx, vy, radius: BODY, kind: "moves" };
}

/** Whoever runs is a danger to others. */
export function runnersAmong(
  people: readonly (Moving & { readonly id: string })[],
): readonly LiveDanger[] {
  return people
    .filter(({ vx, vy }) => Math.hypot(vx, vy) > FAST)
    .map(({ id, x, y, vx, vy }) => ({
      subject: id,
      harmless: "walking",
      state: "running",
      x,
      y,
      vx,
      vy,
      radius: BODY,
      kind: "moves",
    }));
}

/** How near somebody and a danger come to each other as both go now, and when. */
export type Meeting = { readonly time: Seconds; readonly distance: number };

/** @param ahead - No later than this [s]. */
export function meetingOf(person: Moving, danger: Moving, ahead: Seconds): Meeting {
  const [x, y] = [danger.x - person.x, danger.y - person.y];
  const [vx, vy] = [danger.vx - person.vx, danger.vy - person.vy];
  const fast = vx * vx + vy * vy;
  const time = fast < 1e-6 ? 0 : Math.min(ahead, Math.max(0, -(x * vx + y * vy) / fast));
  return { time, distance: Math.hypot(x + time * vx, y + time * vy) };
}

/** When the two could come within a distance [m] of each other at the soonest, whichever way each goes: round a corner. */
export function soonestMeetingOf(person: Moving, danger: Moving, within: number): Meeting {
  const gap = Math.hypot(danger.x - person.x, danger.y - person.y) - within;
  const fast = Math.hypot(person.vx, person.vy) + Math.hypot(danger.vx, danger.vy);
  const time = gap <= 0 ? 0 : fast > 0 ? gap / fast : Infinity;
  return { time, distance: 0 };
}
