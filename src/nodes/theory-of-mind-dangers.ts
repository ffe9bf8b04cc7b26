import type { Seconds } from "../quantity/time.ts";
import type { Vector } from "../quantity/vector.ts";
import {
  type LiveDanger,
  movedAt,
  robotDanger,
  runnersAmong,
} from "../theory-of-mind/belief/danger.ts";
import {
  type Hides,
  type Misled,
  misledIn,
  NO_REGARDS,
  type Regards,
  regardsAfter,
  type Watcher,
} from "../theory-of-mind/belief/regards.ts";
import { misledEstimate } from "../theory-of-mind/belief/tell-misled.ts";
import type { Estimate } from "../theory-of-mind/estimate.ts";
import type { Mind } from "../theory-of-mind/mind.ts";
import { standsBetween } from "../theory-of-mind/perspective/between.ts";
import type { Background } from "../theory-of-mind/tracking/background.ts";

/** The robot: odom frame [m], [m/s]. */
type Moving = Vector & { readonly vx: number; readonly vy: number };

/** Between two looks at who may be misled [s]. */
const LOOKED_AGAIN = 0.2;

/** Who takes a danger for harmless: what the node keeps of it from message to message. */
export class Dangers {
  #hazards: readonly LiveDanger[] = [];
  #moved: Seconds = -Infinity;
  #regards: Regards = NO_REGARDS;
  #misled: readonly Misled[] = [];

  /** What is known to be dangerous here, now or at other times; it replaces what was known before. */
  heed(hazards: readonly LiveDanger[]): void {
    this.#hazards = hazards;
  }

  robotMoves(robot: Moving, at: Seconds): void {
    this.#moved = movedAt(this.#moved, robot, at);
  }

  /** Looks who is misled, now and then. */
  look(minds: readonly Mind[], robot: Moving, place: Background, now: Seconds): void {
    const since = now - this.#regards.at;
    if (since >= 0 && since < LOOKED_AGAIN) {
      return;
    }
    const watchers = minds.map(watcherOf);
    const own = robotDanger(robot, this.#moved, now);
    const dangers = [own, ...runnersAmong(watchers), ...this.#hazards];
    const hides: Hides = (from, to) => standsBetween(place, from, to);
    this.#regards = regardsAfter(this.#regards, watchers, dangers, { at: now, hides });
    this.#misled = misledIn(this.#regards, watchers, dangers, hides);
  }

  /** What one person falsely believes of dangers that it is about to meet. */
  estimatesOf({ id, age }: Mind): readonly Estimate[] {
    return this.#misled
      .filter(({ chain }) => chain[0] === id)
      .map((misled) => misledEstimate(misled, age));
  }
}

function watcherOf(mind: Mind): Watcher {
  const { x, y, vx, vy } = mind.kinematics;
  const { id, radius, eyes, seesRobot, awareOfRobot } = mind;
  return { id, x, y, vx, vy, radius, eyes, seesRobot, awareOfRobot };
}
