import type { Bound } from "../../kernel/limit.ts";
import { FREE } from "../../kernel/limit.ts";
import { closingSpeed, IMMOBILE, type Stopping } from "../protective-distance.ts";
import type { ActiveZone } from "./judge-zone.ts";
import { HEADINGS, marginAlong } from "./margin.ts";
import { outlineOf, type Shaping } from "./shape-outline.ts";
import type { Robot, Zone } from "./zone.ts";

/** Nothing is added to what a robot needs to stop: a zone's shape says where it must stand. */
export const NOTHING_ADDED = { intrusion: 0, sensing: 0, positioning: 0 };

/**
 * A stop zone promises that the robot stands before it reaches what is inside. When the zone came on a topic, or the
 * robot now stops worse than the zones were drawn for, the promise is kept by going slower towards where it guards.
 */
export function promised(
  { name, action, shape, guards }: Zone,
  shaping: Shaping,
  robot: Robot,
  stopping: Stopping,
): ActiveZone | undefined {
  if (action.kind !== "stop" || shape.kind === "velocity") {
    return undefined;
  }
  const outline = outlineOf(shape, shaping);
  if (outline === undefined || (shape.kind !== "topic" && !isWorse(stopping, robot))) {
    return undefined;
  }
  const bounds = guards.flatMap((heading): Bound[] => {
    const towards = HEADINGS[heading];
    const margin = marginAlong(outline, shaping.footprint, towards);
    const fits = closingSpeed(margin, IMMOBILE, stopping, NOTHING_ADDED);
    return fits >= robot.speed
      ? []
      : [{ ...towards, turn: 0, atMost: fits, because: "braking-weak", source: name }];
  });
  return bounds.length === 0
    ? undefined
    : {
        zone: name,
        because: "braking-weak",
        points: 0,
        nearest: Infinity,
        time: Infinity,
        limit: { ...FREE, bounds },
      };
}

function isWorse(stopping: Stopping, robot: Robot): boolean {
  return !(stopping.braking >= robot.braking && stopping.reaction <= robot.reaction);
}
