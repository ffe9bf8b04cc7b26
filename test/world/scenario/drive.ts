import { turnBetween } from "../../../src/quantity/angle.ts";
import { createRandom } from "../../../src/quantity/random.ts";
import { LEGS_SIZE, writeLegs } from "../../../src/world/people/body.ts";
import { at } from "../../../src/world/people/column.ts";
import { createCrowd } from "../../../src/world/people/create.ts";
import type { Crowd } from "../../../src/world/people/state.ts";
import { stepCrowd } from "../../../src/world/people/step.ts";
import type { WorldInstance } from "../../../src/world/scenario/description.ts";

/** Radius of the own differential-drive robot [m]. */
const RADIUS = 0.25;

const STEP = 0.02;

/** What a run came to. */
export type Run = {
  /** Times a leg met the moving robot, and the standing one. */
  readonly hits: number;
  readonly walkedInto: number;
  readonly goals: number;
  /** Longest time in one place [s]. */
  readonly longestHold: number;
};

function touches(crowd: Crowd, i: number, x: number, y: number, legs: Float64Array): boolean {
  if (Math.hypot(at(crowd.x, i) - x, at(crowd.y, i) - y) > 1.2) {
    return false;
  }
  writeLegs(crowd, i, legs, 0);
  return [0, 3].some(
    (k) => Math.hypot(at(legs, k) - x, at(legs, k + 1) - y) < RADIUS + at(legs, k + 2),
  );
}

/** Top speed allowed by someone that near in that direction, by a plain separation distance at 1.6 m/s. */
function yielded(crowd: Crowd, x: number, y: number, yaw: number): number {
  let most = 1.2;
  for (let i = 0; i < crowd.count; i++) {
    const dx = at(crowd.x, i) - x;
    const dy = at(crowd.y, i) - y;
    const distance = Math.hypot(dx, dy);
    const ahead = (dx * Math.cos(yaw) + dy * Math.sin(yaw)) / distance;
    const room = distance - RADIUS - at(crowd.radius, i) - 0.34;
    if (ahead > 0.05) {
      const allowed = room <= 0 ? 0 : (-0.95 + Math.sqrt(0.95 * 0.95 + room)) / 0.5;
      most = Math.min(most, allowed / ahead);
    }
  }
  return most;
}

/** Drives the robot of a world straight from goal to goal for a time [s], with or without a thought for people. */
export function drive(world: WorldInstance, duration: number, manner: "blind" | "yielding"): Run {
  const robot = world.robots[0]!;
  const crowd = createCrowd(world, createRandom(world.seed).fork("people"));
  const legs = new Float64Array(LEGS_SIZE);
  const touching = new Set<number>();
  let { x, y, yaw } = robot.start;
  let [v, goals, hits, walkedInto, hold, longestHold] = [0, 0, 0, 0, 0, 0];
  for (let k = 0; k < duration / STEP; k++) {
    const goal = robot.goals[goals % robot.goals.length]!;
    const left = Math.hypot(goal.x - x, goal.y - y);
    goals += left < 0.3 ? 1 : 0;
    const error = turnBetween(yaw, Math.atan2(goal.y - y, goal.x - x));
    const limit = manner === "blind" ? 1.2 : yielded(crowd, x, y, yaw);
    const wanted = Math.abs(error) > 0.5 ? 0 : Math.min(1.2, 0.3 + 1.2 * left, limit);
    v += Math.max(-2 * STEP, Math.min(1.5 * STEP, wanted - v));
    yaw += Math.max(-2.5, Math.min(2.5, 2 * error)) * STEP;
    x += v * Math.cos(yaw) * STEP;
    y += v * Math.sin(yaw) * STEP;
    hold = v < 0.05 ? hold + STEP : 0;
    longestHold = Math.max(longestHold, hold);
    const [vx, vy] = [v * Math.cos(yaw), v * Math.sin(yaw)];
    const presence = { x, y, yaw, vx, vy, radius: 0.27, height: 0.35 };
    stepCrowd(crowd, STEP, { robots: [presence], obstacles: [] });
    for (let i = 0; i < crowd.count; i++) {
      if (!touches(crowd, i, x, y, legs)) {
        if (Math.hypot(at(crowd.x, i) - x, at(crowd.y, i) - y) > 0.8) {
          touching.delete(i);
        }
      } else if (!touching.has(i)) {
        touching.add(i);
        hits += v > 0.01 ? 1 : 0;
        walkedInto += v > 0.01 ? 0 : 1;
      }
    }
  }
  return { hits, walkedInto, goals, longestHold };
}
