import type { Seconds } from "../quantity/time.ts";

/** Whether it waits rather than pushes on against what holds it. */
export type Patience = {
  /** When the robot last moved, and until when it waits [s]. */
  readonly movedAt: Seconds;
  readonly waitsUntil: Seconds;
};

export const IMPATIENT: Patience = { movedAt: -Infinity, waitsUntil: -Infinity };

/** A robot that is told to move and does not for so long is held [s]. */
const HELD: Seconds = 0.4;
/** It then waits for so long before it tries again [s] (assumed; `coalign soak minds` measures what the whole manner brings). */
const WAIT: Seconds = 1;

/**
 * Patience after a moment: a robot that is held while somebody is near lets them pass before it tries again.
 * @param moves - Whether the robot moves, by its odometry.
 */
export function patienceAfter(
  before: Patience,
  {
    moves,
    somebody,
    now,
  }: {
    readonly moves: "moves" | "stands";
    readonly somebody: "near" | "nobody";
    readonly now: Seconds;
  },
): Patience {
  const movedAt = moves === "moves" || before.movedAt === -Infinity ? now : before.movedAt;
  const tried = now - Math.max(movedAt, before.waitsUntil);
  const held = somebody === "near" && now >= before.waitsUntil && tried > HELD;
  return { movedAt, waitsUntil: held ? now + WAIT : before.waitsUntil };
}

export function waits({ waitsUntil }: Patience, now: Seconds): "waits" | "goes" {
  return now < waitsUntil ? "waits" : "goes";
}
