import { at } from "./column.ts";
import type { Surroundings } from "./crowd.ts";
import { THINK_PERIOD } from "./create.ts";
import { chooseGaze } from "./gaze.ts";
import { makeRoom } from "./give-way.ts";
import { moveAll } from "./move.ts";
import { fitNotice, lookForRobots } from "./notice.ts";
import { followPlan, tellDoing } from "./plan.ts";
import type { Crowd } from "./state.ts";
import { wish } from "./wish.ts";

/** Longest step of the motion itself; a longer one is split [s]. */
const LONGEST_STEP = 0.05;

function think(crowd: Crowd, i: number, around: Surroundings): void {
  const mind = crowd.minds[i];
  if (mind === undefined) {
    return;
  }
  followPlan(crowd, i, mind);
  chooseGaze(crowd, i, mind);
  lookForRobots(crowd, i, mind, around.robots, THINK_PERIOD);
  makeRoom(crowd, i, mind, around.robots);
  wish(crowd, i, mind, around);
  tellDoing(crowd, i, mind);
}

/**
 * Moves a crowd on in place. Everyone thinks ten times a second, in turns, and moves at every step.
 * @param dt - Step [s].
 * @param around - Robots and loose things as they are at the start of the step.
 */
export function stepCrowd(crowd: Crowd, dt: number, around: Surroundings): void {
  fitNotice(crowd.notice, crowd.count, around.robots.length);
  const parts = Math.max(1, Math.ceil(dt / LONGEST_STEP - 1e-9));
  for (let part = 0; part < parts; part++) {
    for (let i = 0; i < crowd.count; i++) {
      if (crowd.time >= at(crowd.due, i) - 1e-9) {
        crowd.due[i] = at(crowd.due, i) + THINK_PERIOD;
        think(crowd, i, around);
      }
    }
    moveAll(crowd, dt / parts, around.robots);
    crowd.time += dt / parts;
  }
}
